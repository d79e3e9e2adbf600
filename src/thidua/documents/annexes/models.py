"""Annex files of a numbered paper."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from thidua.base.models import StoredFile
from thidua.journal.models import Sealed
from thidua.organisation.models import Unit


class AnnexFile(Sealed):
    """An annex in a file of its own: as it was brought, and with number and moment at the top right of page 1."""

    body = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    source_label = models.CharField(max_length=100)
    source_pk = models.PositiveBigIntegerField()
    order = models.PositiveSmallIntegerField(_("thứ tự"))
    title = models.CharField(_("tên tệp kèm theo"), max_length=200)
    reference = models.CharField(_("số, ký hiệu văn bản"), max_length=60)
    moment = models.DateTimeField(_("thời gian ghi trên tệp"))
    original = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    stamped = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    signed = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    signed_at = models.DateTimeField(_("bản ký số nhận lúc"), null=True)
    signature = models.JSONField(_("kết quả kiểm tra chữ ký"), default=dict)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(_("thêm lúc"))

    sealed_fields: ClassVar[tuple[str, ...]] = (
        "body", "source_label", "source_pk", "order", "title", "reference", "moment", "original", "stamped", "signed",
        "signed_at",
    )  # fmt: skip

    class Meta:
        verbose_name = _("tệp kèm theo")
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["source_label", "source_pk", "order"], name="one_annex_at_each_place")
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def sent(self) -> StoredFile:
        """The file that goes out: signed by the agency where it is, else with its stamp."""
        return self.signed or self.stamped
