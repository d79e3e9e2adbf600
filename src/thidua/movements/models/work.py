"""What units do in a movement: take part, register, report; and what reminds them of it."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from thidua.base.models import StoredFile
from thidua.journal.models import Sealed
from thidua.movements.models.movements import Movement, Task
from thidua.organisation.models import Person, Unit


class Participation(models.Model):
    """A unit that takes part, and when it acknowledged the plan."""

    movement = models.ForeignKey(Movement, on_delete=models.PROTECT, related_name="participations")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="participations")
    acknowledged_at = models.DateTimeField(_("xác nhận lúc"), null=True)
    acknowledged_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True)

    class Meta:
        verbose_name = _("đơn vị tham gia")
        constraints = [
            models.UniqueConstraint(fields=["movement", "unit"], name="unit_takes_part_once"),
            models.CheckConstraint(
                condition=Q(acknowledged_at__isnull=True, acknowledged_by__isnull=True)
                | Q(acknowledged_at__isnull=False, acknowledged_by__isnull=False),
                name="acknowledged_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id}"


class Reminder(models.Model):
    """A unit was reminded of something it has not done yet."""

    class What(models.TextChoices):
        """What the unit was reminded of."""

        ACKNOWLEDGE = "acknowledge", _("xác nhận đã nhận kế hoạch")
        REGISTER = "register", _("gửi đăng ký thi đua")
        REPORT = "report", _("báo cáo kết quả thực hiện nhiệm vụ")

    movement = models.ForeignKey(Movement, on_delete=models.CASCADE, related_name="reminders")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="reminders")
    what = models.CharField(_("về việc"), max_length=12, choices=What.choices)
    people = models.PositiveSmallIntegerField(_("số người nhận"))
    sent_at = models.DateTimeField(_("nhắc lúc"))
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("lần nhắc")
        ordering = ["-sent_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.unit_id}: {self.get_what_display()}"


class Registration(Sealed):
    """What a unit registers for in a movement: titles aimed at and commitments."""

    class State(models.TextChoices):
        """Where the registration stands."""

        DRAFT = "draft", _("Đang soạn")
        SUBMITTED = "submitted", _("Đã gửi")
        RETURNED = "returned", _("Trả lại")
        APPROVED = "approved", _("Đã duyệt")

    movement = models.ForeignKey(Movement, on_delete=models.PROTECT, related_name="registrations")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="registrations")
    commitments = models.TextField(_("nội dung cam kết"), blank=True)
    state = models.CharField(_("trạng thái"), max_length=10, choices=State.choices, default=State.DRAFT)
    submitted_at = models.DateTimeField(_("gửi lúc"), null=True)
    return_reason = models.TextField(_("lý do trả lại"), blank=True)
    version = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(_("lưu lúc"), null=True)

    sealed_fields: ClassVar[tuple[str, ...]] = (
        "movement", "unit", "commitments", "state", "submitted_at", "return_reason",
    )  # fmt: skip

    class Meta:
        verbose_name = _("đăng ký thi đua")
        constraints = [
            models.UniqueConstraint(fields=["movement", "unit"], name="one_registration_a_unit"),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(submitted_at__isnull=False), name="sent_registration_has_time"
            ),
        ]

    def __str__(self) -> str:
        return gettext("Đăng ký thi đua của %(unit)s") % {"unit": self.unit}

    def seal(self) -> dict[str, Any]:
        """The registration's legal fields and its lines."""
        return super().seal() | {"lines": sorted(map(list, self._line_values()), key=str)}

    def _line_values(self) -> list[tuple[str, int | None, int | None]]:
        return list(self.lines.values_list("award", "person", "unit"))


class RegistrationLine(models.Model):
    """One title aimed at, by one person or by the unit as a collective."""

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="lines")
    award = models.CharField(_("danh hiệu, hình thức"), max_length=20)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True)

    class Meta:
        verbose_name = _("dòng đăng ký")
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, unit__isnull=True) | Q(person__isnull=True, unit__isnull=False),
                name="registration_line_of_one_subject",
            ),
            models.UniqueConstraint(fields=["registration", "award", "person"], name="person_registers_once"),
            models.UniqueConstraint(fields=["registration", "award", "unit"], name="collective_registers_once"),
        ]

    def __str__(self) -> str:
        return f"{self.award} {self.person_id or self.unit_id}"


class ProgressReport(Sealed):
    """What a unit reports on a task: how far, in words, with evidence. The newest one is the present state."""

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="reports")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="progress_reports")
    percent = models.PositiveSmallIntegerField(_("mức độ hoàn thành (%)"))
    text = models.TextField(_("kết quả"))
    reported_at = models.DateTimeField(_("báo cáo lúc"))
    reported_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)

    sealed_fields: ClassVar[tuple[str, ...]] = ("task", "unit", "percent", "text", "reported_at", "reported_by")

    class Meta:
        verbose_name = _("báo cáo tiến độ")
        ordering = ["-reported_at", "-pk"]
        constraints = [
            # More than 100 means the target was exceeded (vượt mức).
            models.CheckConstraint(condition=Q(percent__gte=0, percent__lte=200), name="percent_of_a_target"),
        ]
        indexes = [models.Index(fields=["task", "unit", "-reported_at"])]

    def __str__(self) -> str:
        return f"{self.task_id} · {self.unit_id}: {self.percent} %"

    def seal(self) -> dict[str, Any]:
        """The report's legal fields and the contents (SHA-256) of its evidence."""
        return super().seal() | {"evidence": sorted(self.evidence.values_list("file__sha256", flat=True))}


class Evidence(models.Model):
    """A file that proves what a progress report says."""

    report = models.ForeignKey(ProgressReport, on_delete=models.CASCADE, related_name="evidence")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("tên tệp"), max_length=255)

    class Meta:
        verbose_name = _("minh chứng")

    def __str__(self) -> str:
        return self.name
