"""The movement and what its plan sets: tasks, great days and deadlines, bases, duties, the movements above."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thidua.journal.models import Sealed
from thidua.movements.models.plans import PlanDocument
from thidua.organisation.models import Unit
from thidua.text import fold


class Movement(Sealed):
    """An emulation movement (Luật 06/2022/QH15, Điều 16–18)."""

    class Kind(models.TextChoices):
        """Hình thức tổ chức phong trào (Điều 16 khoản 1)."""

        REGULAR = "regular", _("Thường xuyên")
        THEMATIC = "thematic", _("Theo chuyên đề")

    class Scope(models.TextChoices):
        """Phạm vi tổ chức thi đua (Điều 16 khoản 2)."""

        NATIONWIDE = "nationwide", _("Toàn quốc")
        SECTOR = "sector", _("Bộ, ban, ngành, đoàn thể, địa phương")
        CLUSTER = "cluster", _("Cụm, khối thi đua")
        UNIT = "unit", _("Cơ quan, tổ chức, đơn vị")

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
    scope = models.CharField(_("phạm vi tổ chức"), max_length=10, choices=Scope.choices, blank=True)
    document_number = models.CharField(_("số kế hoạch"), max_length=20, blank=True)
    document_symbol = models.CharField(_("ký hiệu"), max_length=40, blank=True)
    issued_on = models.DateField(_("ngày ban hành"), null=True)
    signer_name = models.CharField(_("người ký"), max_length=150, blank=True)
    signer_position = models.CharField(_("chức vụ người ký"), max_length=150, blank=True)
    start = models.DateField(_("bắt đầu"), null=True)
    end = models.DateField(_("kết thúc"), null=True)
    participants = models.TextField(_("đối tượng tham gia"), blank=True)
    criteria = models.TextField(_("tiêu chí thi đua"), blank=True)
    reward_forms = models.TextField(_("hình thức khen thưởng"), blank=True)
    purpose = models.TextField(_("mục đích, yêu cầu"), blank=True)
    registration_due = models.DateField(_("hạn đăng ký thi đua"), null=True, blank=True)
    report_due = models.DateField(_("hạn báo cáo kết quả"), null=True, blank=True)
    nomination_due = models.DateField(_("hạn gửi hồ sơ khen thưởng"), null=True, blank=True)
    state = models.CharField(_("trạng thái"), max_length=10, choices=State.choices, default=State.DRAFT)
    launched_at = models.DateTimeField(_("phát động lúc"), null=True)

    sealed_fields: ClassVar[tuple[str, ...]] = (
        "body", "plan", "title", "theme", "kind", "scope", "document_number", "document_symbol", "issued_on",
        "signer_name", "signer_position", "start", "end", "participants", "criteria", "reward_forms", "purpose",
        "registration_due", "report_due", "nomination_due", "state", "launched_at",
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
        tasks = self.tasks.order_by("order").values_list("label", "title", "text", "due", "target")
        return super().seal() | {"tasks": [list(task) for task in tasks]}


class HigherMovement(models.Model):
    """A movement launched above that this one carries on; what a unit does counts for it too.

    ``linked`` is that movement itself, where it is kept here too.
    """

    movement = models.ForeignKey(Movement, on_delete=models.CASCADE, related_name="higher_movements")
    name = models.CharField(_("tên"), max_length=300)
    start_year = models.PositiveSmallIntegerField(_("từ năm"), null=True)
    end_year = models.PositiveSmallIntegerField(_("đến năm"), null=True)
    launched_by = models.CharField(_("do ai phát động"), max_length=200, blank=True)
    linked = models.ForeignKey(Movement, on_delete=models.SET_NULL, null=True, related_name="carried_on_by")

    class Meta:
        verbose_name = _("phong trào cấp trên")

    def __str__(self) -> str:
        return self.name


class Task(models.Model):
    """A task or target that the plan sets; ``label`` is its place in the plan, e.g. ``III.4``."""

    movement = models.ForeignKey(Movement, on_delete=models.CASCADE, related_name="tasks")
    label = models.CharField(_("mục"), max_length=20)
    order = models.PositiveSmallIntegerField(_("thứ tự"))
    title = models.CharField(_("tên ngắn"), max_length=200)
    text = models.TextField(_("nội dung"))
    due = models.DateField(_("hạn"), null=True, blank=True)
    target = models.CharField(_("chỉ tiêu"), max_length=300, blank=True)
    inherited = models.BooleanField(_("từ kế hoạch cấp trên"), default=False)
    bodies = models.JSONField(_("ai"), default=list)
    units = models.ManyToManyField(Unit, related_name="tasks")
    # The movements launched above that reports on this task count for as well.
    counts_for = models.ManyToManyField(HigherMovement, related_name="tasks")

    class Meta:
        verbose_name = _("nhiệm vụ")
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["movement", "label"], name="task_label_once")]

    def __str__(self) -> str:
        return f"{self.label}. {self.title}"


class LegalBasis(models.Model):
    """A document that the plan rests on or carries out; one without a number is known by its ``subject``."""

    movement = models.ForeignKey(Movement, on_delete=models.CASCADE, related_name="legal_bases")
    kind = models.CharField(_("loại văn bản"), max_length=60)
    number = models.CharField(_("số, ký hiệu"), max_length=60, blank=True)
    date = models.DateField(_("ngày"), null=True)
    issuer = models.CharField(_("cơ quan ban hành"), max_length=200, blank=True)
    subject = models.CharField(_("về việc"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("căn cứ")

    def __str__(self) -> str:
        return f"{self.kind} {self.number or self.subject}"


class Milestone(models.Model):
    """A great day within the movement's time, or a day by which the plan wants something done."""

    class Kind(models.TextChoices):
        """What the day is."""

        GREAT_DAY = "great_day", _("Ngày lễ, sự kiện")
        DEADLINE = "deadline", _("Thời hạn")

    movement = models.ForeignKey(Movement, on_delete=models.CASCADE, related_name="milestones")
    name = models.CharField(_("tên"), max_length=300)
    kind = models.CharField(_("loại"), max_length=10, choices=Kind.choices, default=Kind.GREAT_DAY)
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


class DutyDone(models.Model):
    """A unit has done what the plan gave it to do."""

    duty = models.ForeignKey(Duty, on_delete=models.PROTECT, related_name="done")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    note = models.TextField(_("kết quả"), blank=True)
    done_at = models.DateTimeField(_("làm xong lúc"))
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("việc đã làm xong")
        constraints = [models.UniqueConstraint(fields=["duty", "unit"], name="duty_done_once_a_unit")]

    def __str__(self) -> str:
        return f"{self.duty_id} · {self.unit_id}"
