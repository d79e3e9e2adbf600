"""Papers from outside that are kept to be copied, and the copies that an office has made."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from thidua.base.models import StoredFile
from thidua.documents.models import RegisterEntry
from thidua.journal.models import Sealed
from thidua.organisation.models import Unit
from thidua.text import format_date


class Standing(models.TextChoices):
    """What is held in the hand; it decides what may be made of it (Nghị định 30/2020/NĐ-CP, Điều 3.10-3.12, 25)."""

    ORIGINAL = "original", _("Bản gốc hoặc bản chính")
    SAO_Y = "sao_y", _("Bản sao y")


class Medium(models.TextChoices):
    """Paper or electronic: of the original, and of the copy."""

    PAPER = "paper", pgettext_lazy("medium", "Giấy")
    ELECTRONIC = "electronic", pgettext_lazy("medium", "Điện tử")


class OutsidePaper(Sealed):
    """A paper of another agency, brought to be copied: its file and how it is cited, as the officer has typed it."""

    body = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("cơ quan sao"))
    type_name = models.CharField(_("tên loại"), max_length=100)
    reference = models.CharField(_("số, ký hiệu"), max_length=60)
    day = models.DateField(_("ngày văn bản"))
    issuer = models.CharField(_("cơ quan ban hành"), max_length=200)
    subject = models.CharField(_("trích yếu"), max_length=500)
    standing = models.CharField(_("bản đang giữ"), max_length=10, choices=Standing.choices)
    medium = models.CharField(_("định dạng bản đang giữ"), max_length=10, choices=Medium.choices)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=200)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(_("nhận lúc"))

    sealed_fields: ClassVar[tuple[str, ...]] = (
        "body", "type_name", "reference", "day", "issuer", "subject", "standing", "medium", "file",
    )  # fmt: skip

    class Meta:
        verbose_name = _("văn bản nơi khác")
        ordering = ["-added_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.type_name} số {self.reference} ngày {format_date(self.day)} của {self.issuer}"


class DocumentCopy(Sealed):
    """A copy: numbered in the office's series of copies, frozen with its files, never edited."""

    class Form(models.TextChoices):
        """The forms of copies with the abbreviations of their symbols (Phụ lục III, I)."""

        SAO_Y = "SY", _("Sao y")
        EXTRACT = "TrS", _("Trích sao")
        SAO_LUC = "SL", _("Sao lục")

    class State(models.TextChoices):
        """Where the copy stands; a draft lives only while the copy is being made."""

        DRAFT = "draft", pgettext_lazy("copy", "Đang lập")
        ISSUED = "issued", pgettext_lazy("copy", "Đã sao")
        RECALLED = "recalled", _("Đã thu hồi")

    body = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="copies", verbose_name=_("cơ quan sao"))
    form = models.CharField(_("hình thức sao"), max_length=3, choices=Form.choices)
    medium = models.CharField(_("định dạng"), max_length=10, choices=Medium.choices)
    state = models.CharField(_("trạng thái"), max_length=10, choices=State.choices, default=State.DRAFT)
    source_label = models.CharField(max_length=100)
    source_pk = models.PositiveBigIntegerField()
    source_url = models.CharField(max_length=200, blank=True)
    cited = models.CharField(_("văn bản được sao"), max_length=500)
    subject = models.CharField(_("trích yếu"), max_length=500)
    original = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    parts = models.JSONField(_("phần trích"), default=list)
    number = models.PositiveIntegerField(_("số"), null=True)
    symbol = models.CharField(_("ký hiệu"), max_length=40)
    day = models.DateField(_("ngày sao"))
    entry = models.OneToOneField(RegisterEntry, on_delete=models.PROTECT, null=True, related_name="document_copy")
    signer_lines = models.TextField(_("quyền hạn, chức vụ người ký"))
    signer_name = models.CharField(_("người ký"), max_length=150)
    recipients = models.TextField(_("nơi nhận"), blank=True)
    pdf = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    docx = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    signed = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    signed_at = models.DateTimeField(_("bản ký số nhận lúc"), null=True)
    signature = models.JSONField(_("kết quả kiểm tra chữ ký"), default=dict)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("sao lúc"))
    end_reason = models.TextField(_("lý do"), blank=True)

    sealed_fields: ClassVar[tuple[str, ...]] = (
        "body", "form", "medium", "state", "source_label", "source_pk", "cited", "subject", "original", "parts",
        "number", "symbol", "day", "entry", "signer_lines", "signer_name", "recipients", "pdf", "docx", "signed",
        "signed_at", "end_reason",
    )  # fmt: skip

    class Meta:
        verbose_name = _("bản sao")
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index(fields=["source_label", "source_pk"]), models.Index(fields=["body", "made_at"])]
        constraints = [
            models.CheckConstraint(
                name="a_copy_has_number_and_file",
                condition=Q(state="draft", number__isnull=True)
                | Q(state="issued", number__isnull=False, entry__isnull=False, pdf__isnull=False)
                | Q(state="recalled", number__isnull=False, entry__isnull=False, pdf__isnull=False) & ~Q(end_reason=""),
            ),
            models.CheckConstraint(
                name="only_an_extract_is_set_anew", condition=Q(form="TrS") | Q(original__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_form_display()} {self.reference}"

    @property
    def reference(self) -> str:
        """Number and symbol: "05/SY-SNV"; "" while it is being made."""
        return f"{self.number:02d}/{self.symbol}" if self.number else ""
