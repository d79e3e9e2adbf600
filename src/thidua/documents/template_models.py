"""The Word templates that offices upload, by kind of paper and version."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thidua.base.models import StoredFile
from thidua.documents.kinds import kind_name
from thidua.journal.models import Sealed
from thidua.organisation.models import Unit
from thidua.paperwork.office_templates import TemplateReport


class OfficeTemplate(Sealed):
    """One version of an office's template for one kind of paper: looked at, tried, accepted from a day on."""

    class State(models.TextChoices):
        """Where the template stands."""

        TRIAL = "trial", _("Đang xem thử")
        ACCEPTED = "accepted", _("Đã nhận")
        RETIRED = "retired", _("Ngừng dùng")

    body = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="office_templates")
    kind = models.CharField(_("loại văn bản"), max_length=40)
    version = models.PositiveIntegerField(_("phiên bản"))
    state = models.CharField(_("trạng thái"), max_length=10, choices=State.choices, default=State.TRIAL)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(_("tên tệp"), max_length=200)
    report = models.JSONField(_("kết quả xem mẫu"), default=dict)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(_("tải lên lúc"))
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    accepted_at = models.DateTimeField(_("nhận lúc"), null=True)
    valid_from = models.DateField(_("dùng từ ngày"), null=True)
    valid_until = models.DateField(_("thôi dùng từ ngày"), null=True)

    sealed_fields: ClassVar[tuple[str, ...]] = (
        "body", "kind", "version", "state", "file", "accepted_at", "valid_from", "valid_until",
    )  # fmt: skip

    class Meta:
        verbose_name = _("mẫu văn bản của cơ quan")
        ordering = ["kind", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["body", "kind", "version"], name="one_template_a_version"),
            models.CheckConstraint(
                name="accepted_template_has_its_days",
                condition=Q(state="trial", accepted_at__isnull=True, valid_from__isnull=True, valid_until__isnull=True)
                | Q(state="accepted", accepted_at__isnull=False, accepted_by__isnull=False, valid_from__isnull=False)
                | Q(state="retired"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind_name}, mẫu {self.version}"

    @property
    def kind_name(self) -> str:
        """The kind of paper as people call it."""
        return kind_name(self.kind)

    @property
    def found(self) -> TemplateReport:
        """What was found when it was looked at."""
        return TemplateReport.from_json(self.report)

    def seal(self) -> dict[str, Any]:
        """The template's fields; its file is told by its hash."""
        return super().seal() | {"sha256": self.file.sha256}
