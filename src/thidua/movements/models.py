"""Movements, from the plan that launches them to the reports of the units."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from thidua.base.models import StoredFile
from thidua.journal.models import Sealed
from thidua.organisation.models import Person, Unit
from thidua.text import fold


class PlanDocument(models.Model):
    """A plan that was handed in: its file, what was read from it, what a person has corrected since."""

    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT)
    file_name = models.CharField(_("tên tệp"), max_length=255)
    body = models.ForeignKey(Unit, on_delete=models.PROTECT, verbose_name=_("cơ quan"))
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    uploaded_at = models.DateTimeField(_("tải lên lúc"))
    reading = models.JSONField(_("đã đọc được"), help_text="contracts/plan.schema.json")
    review = models.JSONField(_("đã rà soát"), default=dict, help_text="facts as a person has corrected them")
    review_version = models.PositiveIntegerField(default=0)
    reviewed_at = models.DateTimeField(_("rà soát lúc"), null=True)
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("kế hoạch đã tải lên")
        ordering = ["-uploaded_at"]

    def __str__(self) -> str:
        return self.file_name


class Movement(Sealed):
    """An emulation movement (Luật 06/2022/QH15, Điều 16–18)."""

    class Kind(models.TextChoices):
        """Hình thức tổ chức phong trào (Điều 16 khoản 1)."""

        REGULAR = "regular", _("Thường xuyên")
        THEMATIC = "thematic", _("Theo chuyên đề")

    class State(models.TextChoices):
        """Where the movement stands."""

        DRAFT = "draft", _("Đang soạn")
        SUBMITTED = "submitted", _("Chờ duyệt")
        APPROVED = "approved", _("Đã duyệt")
        LAUNCHED = "launched", _("Đang thực hiện")
        CLOSING = "closing", _("Đang tổng kết")
        SUMMED_UP = "summed_up", _("Đã tổng kết")
        CLOSED = "closed", _("Đã kết thúc")

    body = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="movements", verbose_name=_("cơ quan phát động")
    )
    plan = models.OneToOneField(PlanDocument, on_delete=models.PROTECT, null=True, related_name="movement")
    title = models.CharField(_("tên phong trào"), max_length=500)
    title_folded = models.CharField(max_length=500, editable=False, default="")
    theme = models.CharField(_("chủ đề"), max_length=500, blank=True)
    kind = models.CharField(_("hình thức"), max_length=10, choices=Kind.choices, default=Kind.THEMATIC)
    document_number = models.CharField(_("số kế hoạch"), max_length=20, blank=True)
    document_symbol = models.CharField(_("ký hiệu"), max_length=40, blank=True)
    issued_on = models.DateField(_("ngày ban hành"), null=True)
    signer_name = models.CharField(_("người ký"), max_length=150, blank=True)
    signer_position = models.CharField(_("chức vụ người ký"), max_length=150, blank=True)
    start = models.DateField(_("bắt đầu"), null=True)
    end = models.DateField(_("kết thúc"), null=True)
    participants = models.TextField(_("đối tượng tham gia"), blank=True)
    reward_forms = models.TextField(_("hình thức khen thưởng"), blank=True)
    purpose = models.TextField(_("mục đích, yêu cầu"), blank=True)
    registration_due = models.DateField(_("hạn đăng ký thi đua"), null=True, blank=True)
    report_due = models.DateField(_("hạn báo cáo kết quả"), null=True, blank=True)
    nomination_due = models.DateField(_("hạn gửi hồ sơ khen thưởng"), null=True, blank=True)
    state = models.CharField(_("trạng thái"), max_length=10, choices=State.choices, default=State.DRAFT)
    launched_at = models.DateTimeField(_("phát động lúc"), null=True)

    sealed_fields: ClassVar[tuple[str, ...]] = (
        "body", "title", "theme", "kind", "document_number", "document_symbol", "issued_on", "signer_name",
        "start", "end", "registration_due", "report_due", "nomination_due", "state",
    )  # fmt: skip

    class Meta:
        verbose_name = _("phong trào thi đua")
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=["launched", "closing", "summed_up", "closed"])
                | Q(launched_at__isnull=False, issued_on__isnull=False, start__isnull=False, end__isnull=False),
                name="launched_movement_has_dates",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the title's search form with the title."""
        self.title_folded = fold(self.title)
        super().save(*args, **kwargs)

    def seal(self) -> dict[str, Any]:
        """The movement's legal fields and the tasks it sets."""
        tasks = [[label, title, text, due and due.isoformat()] for label, title, text, due in self._task_values()]
        return super().seal() | {"tasks": tasks}

    def _task_values(self) -> list[tuple[str, str, str, date | None]]:
        return list(self.tasks.order_by("order").values_list("label", "title", "text", "due"))


class Task(models.Model):
    """A task or target that the plan sets; ``label`` is its place in the plan, e.g. ``III.4``."""

    movement = models.ForeignKey(Movement, on_delete=models.CASCADE, related_name="tasks")
    label = models.CharField(_("mục"), max_length=20)
    order = models.PositiveSmallIntegerField(_("thứ tự"))
    title = models.CharField(_("tên ngắn"), max_length=200)
    text = models.TextField(_("nội dung"))
    due = models.DateField(_("hạn"), null=True, blank=True)

    class Meta:
        verbose_name = _("nhiệm vụ")
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["movement", "label"], name="task_label_once")]

    def __str__(self) -> str:
        return f"{self.label}. {self.title}"


class HigherMovement(models.Model):
    """A movement launched above that this one carries on; what a unit does counts for it too."""

    movement = models.ForeignKey(Movement, on_delete=models.CASCADE, related_name="higher_movements")
    name = models.CharField(_("tên"), max_length=300)
    start_year = models.PositiveSmallIntegerField(_("từ năm"), null=True)
    end_year = models.PositiveSmallIntegerField(_("đến năm"), null=True)
    launched_by = models.CharField(_("do ai phát động"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("phong trào cấp trên")

    def __str__(self) -> str:
        return self.name


class LegalBasis(models.Model):
    """A document that the plan rests on or carries out."""

    movement = models.ForeignKey(Movement, on_delete=models.CASCADE, related_name="legal_bases")
    kind = models.CharField(_("loại văn bản"), max_length=60)
    number = models.CharField(_("số, ký hiệu"), max_length=60)
    date = models.DateField(_("ngày"), null=True)
    issuer = models.CharField(_("cơ quan ban hành"), max_length=200, blank=True)
    subject = models.CharField(_("về việc"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("căn cứ")

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"


class Milestone(models.Model):
    """A great day within the movement's time."""

    movement = models.ForeignKey(Movement, on_delete=models.CASCADE, related_name="milestones")
    name = models.CharField(_("tên"), max_length=300)
    day = models.DateField(_("ngày"))
    origin = models.DateField(_("ngày gốc"), null=True)
    anniversary = models.PositiveSmallIntegerField(_("năm thứ"), null=True)

    class Meta:
        verbose_name = _("ngày lễ, sự kiện")
        ordering = ["day"]

    def __str__(self) -> str:
        return self.name


class Duty(models.Model):
    """Who does what in carrying out the plan, in the plan's words and, once confirmed, as units."""

    movement = models.ForeignKey(Movement, on_delete=models.CASCADE, related_name="duties")
    order = models.PositiveSmallIntegerField(_("thứ tự"))
    bodies = models.JSONField(_("ai"), default=list)
    units = models.ManyToManyField(Unit, related_name="duties")
    text = models.TextField(_("việc"))

    class Meta:
        verbose_name = _("phân công thực hiện")
        ordering = ["order"]

    def __str__(self) -> str:
        return ", ".join(self.bodies)


class Participation(models.Model):
    """A unit that takes part, and when it acknowledged the plan."""

    movement = models.ForeignKey(Movement, on_delete=models.CASCADE, related_name="participations")
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

    movement = models.ForeignKey(Movement, on_delete=models.CASCADE, related_name="registrations")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="registrations")
    commitments = models.TextField(_("nội dung cam kết"), blank=True)
    state = models.CharField(_("trạng thái"), max_length=10, choices=State.choices, default=State.DRAFT)
    submitted_at = models.DateTimeField(_("gửi lúc"), null=True)
    return_reason = models.TextField(_("lý do trả lại"), blank=True)
    version = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(_("lưu lúc"), null=True)

    sealed_fields: ClassVar[tuple[str, ...]] = ("movement", "unit", "commitments", "state")

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

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="reports")
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
