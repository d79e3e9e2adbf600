"""Blanks, printers, print runs and the sheets that were used or spoilt."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thidua import paperwork
from thidua.base.models import StoredFile
from thidua.journal.models import Sealed
from thidua.organisation.models import Unit
from thidua.paperwork import codec


class Blank(Sealed):
    """A kind of pre-printed sheet of a body: its size and the place of every text. Lengths in mm."""

    body = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="blanks")
    name = models.CharField(_("tên phôi"), max_length=100)
    width = models.DecimalField(_("chiều rộng (mm)"), max_digits=5, decimal_places=1)
    height = models.DecimalField(_("chiều cao (mm)"), max_digits=5, decimal_places=1)
    awards = models.JSONField(_("dùng cho"), default=list)
    fields = models.JSONField(_("vị trí in"), default=list)
    scan = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(_("lần sửa"), default=1)
    retired_at = models.DateTimeField(_("ngừng dùng lúc"), null=True)

    sealed_fields: ClassVar[tuple[str, ...]] = ("body", "name", "width", "height", "awards", "fields", "retired_at")

    class Meta:
        verbose_name = _("phôi")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "name"], condition=Q(retired_at__isnull=True), name="one_blank_of_a_name"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def layout(self) -> paperwork.Blank:
        """The blank as the printing library knows it."""
        places = tuple(codec.decode(paperwork.BlankField, item) for item in self.fields)
        return paperwork.Blank(self.name, float(self.width), float(self.height), places)


class Printer(models.Model):
    """A printer that shifts the sheets of a blank: what is added, in mm to the right and down."""

    blank = models.ForeignKey(Blank, on_delete=models.CASCADE, related_name="printers")
    name = models.CharField(_("máy in"), max_length=60)
    offset_x = models.DecimalField(_("lệch ngang (mm)"), max_digits=4, decimal_places=1, default=0)
    offset_y = models.DecimalField(_("lệch dọc (mm)"), max_digits=4, decimal_places=1, default=0)

    class Meta:
        verbose_name = _("độ lệch máy in")
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["blank", "name"], name="one_offset_of_a_printer")]

    def __str__(self) -> str:
        return self.name

    @property
    def offset(self) -> paperwork.Offset:
        """The shift as the printing library knows it."""
        return paperwork.Offset(float(self.offset_x), float(self.offset_y))


class PrintRun(Sealed):
    """One batch of certificates for the printer, made by the worker page by page."""

    class State(models.TextChoices):
        """How far it is."""

        WAITING = "waiting", _("Đang chờ")
        MAKING = "making", _("Đang tạo")
        READY = "ready", _("Đã có tệp in")
        FAILED = "failed", _("Không tạo được")

    decision = models.ForeignKey("decisions.Decision", on_delete=models.PROTECT, related_name="print_runs")
    blank = models.ForeignKey(Blank, on_delete=models.PROTECT, null=True, related_name="runs")
    printer_name = models.CharField(_("máy in"), max_length=60, blank=True)
    offset_x = models.DecimalField(_("lệch ngang (mm)"), max_digits=4, decimal_places=1, default=0)
    offset_y = models.DecimalField(_("lệch dọc (mm)"), max_digits=4, decimal_places=1, default=0)
    certificates = models.JSONField(_("các giấy"), default=list)
    with_code = models.BooleanField(_("in mã QR và mã xác minh"), default=True)
    state = models.CharField(_("trạng thái"), max_length=10, choices=State.choices, default=State.WAITING)
    made = models.PositiveIntegerField(_("số trang đã tạo"), default=0)
    error = models.CharField(_("lỗi"), max_length=500, blank=True)
    pdf = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(_("yêu cầu lúc"))

    sealed_fields: ClassVar[tuple[str, ...]] = (
        "decision",
        "blank",
        "certificates",
        "with_code",
        "asked_by",
        "asked_at",
        "pdf",
    )

    class Meta:
        verbose_name = _("đợt in giấy chứng nhận")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="ready", pdf__isnull=False) | ~Q(state="ready"), name="ready_run_has_its_file"
            )
        ]

    def __str__(self) -> str:
        return f"{self.decision} ({len(self.certificates)})"

    @property
    def total(self) -> int:
        """How many pages it has."""
        return len(self.certificates)

    @property
    def offset(self) -> paperwork.Offset:
        """The printer's shift at the time it was asked for."""
        return paperwork.Offset(float(self.offset_x), float(self.offset_y))


class BlankSheet(Sealed):
    """One numbered sheet of a blank: for which certificate it was taken, and whether it was spoilt."""

    class State(models.TextChoices):
        """Printed, or spoilt: torn, shifted, misspelt."""

        PRINTED = "printed", _("Đã in")
        SPOILT = "spoilt", _("Hỏng")

    blank = models.ForeignKey(Blank, on_delete=models.PROTECT, related_name="sheets")
    serial = models.CharField(_("số sê-ri"), max_length=30)
    run = models.ForeignKey(PrintRun, on_delete=models.PROTECT, related_name="sheets")
    certificate = models.ForeignKey("decisions.Certificate", on_delete=models.PROTECT, related_name="sheets")
    state = models.CharField(_("tình trạng"), max_length=10, choices=State.choices, default=State.PRINTED)
    spoilt_reason = models.CharField(_("lý do hỏng"), max_length=300, blank=True)
    spoilt_at = models.DateTimeField(_("hỏng lúc"), null=True)

    sealed_fields: ClassVar[tuple[str, ...]] = (
        "blank",
        "serial",
        "run",
        "certificate",
        "state",
        "spoilt_reason",
        "spoilt_at",
    )
    # A run records all its sheets with one event.
    recorded_from_the_start: ClassVar[bool] = False

    class Meta:
        verbose_name = _("tờ phôi")
        ordering = ["serial"]
        constraints = [
            models.UniqueConstraint(fields=["blank", "serial"], name="a_serial_is_used_once"),
            models.CheckConstraint(
                condition=Q(state="printed", spoilt_at__isnull=True)
                | Q(state="spoilt", spoilt_at__isnull=False) & ~Q(spoilt_reason=""),
                name="spoilt_sheet_has_its_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.serial


def places(layout: paperwork.Blank) -> list[dict[str, Any]]:
    """The places of a blank as they are kept."""
    return [codec.encode(field) for field in layout.fields]
