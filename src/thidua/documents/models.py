"""Outgoing papers, their numbers and the register in which every number stands once."""

from __future__ import annotations

import hashlib
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from thidua.base.models import StoredFile
from thidua.documents.kinds import kind_name
from thidua.journal.models import Sealed, canonical
from thidua.organisation.models import Unit
from thidua.paperwork import from_json
from thidua.paperwork.documents.base import Document


class NumberingYear(models.Model):
    """How a body numbers its papers in a year, as its head has laid down (Nghị định 30/2020/NĐ-CP, Điều 15.1.c).

    The row is there before the year's first number, and whoever gives a number or changes the way holds it meanwhile.
    """

    class Way(models.TextChoices):
        """What shares one run of numbers."""

        SYMBOL = "symbol", _("Mỗi ký hiệu một dãy số")
        KIND = "kind", _("Mỗi tên loại văn bản một dãy số; công văn chung một dãy")
        COMMON = "common", _("Một dãy số chung cho mọi loại văn bản")

    body = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="numbering_years")
    year = models.PositiveSmallIntegerField(_("năm"))
    way = models.CharField(_("cách đánh số"), max_length=10, choices=Way.choices, default=Way.SYMBOL)
    basis = models.CharField(_("căn cứ"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("cách đánh số văn bản")
        constraints = [models.UniqueConstraint(fields=["body", "year"], name="one_way_of_numbering_a_year")]

    def __str__(self) -> str:
        return f"{self.body} {self.year}: {self.get_way_display()}"


class NumberSeries(models.Model):
    """Running numbers of a body, from 01 each year, without gap or double.

    A council numbers its papers apart from the body's (Nghị định 30/2020/NĐ-CP, Phụ lục I, II.3); copies and secret
    papers are numbered apart whatever the office's way (Phụ lục I, Phần II, II.1.c; Điều 15.2).
    """

    class Scope(models.TextChoices):
        """What counts in the series; ``key`` says which symbol or type, "" where there is one for all."""

        SYMBOL = "symbol", _("Ký hiệu")
        KIND = "kind", _("Tên loại")
        COMMON = "common", _("Chung các loại văn bản")
        COPIES = "copies", _("Bản sao (sao y, sao lục, trích sao)")
        SECRET = "secret", _("Văn bản mật")

    body = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="number_series")
    council = models.CharField(_("hội đồng"), max_length=200, blank=True)
    scope = models.CharField(_("phạm vi dãy số"), max_length=10, choices=Scope.choices)
    key = models.CharField(_("ký hiệu hoặc tên loại"), max_length=100, blank=True)
    year = models.PositiveSmallIntegerField(_("năm"))
    last = models.PositiveIntegerField(_("số cuối đã cấp"), default=0)

    class Meta:
        verbose_name = _("dãy số văn bản")
        constraints = [
            models.UniqueConstraint(fields=["body", "council", "scope", "key", "year"], name="one_series_a_year")
        ]

    def __str__(self) -> str:
        return f"{self.label} {self.year}"

    @property
    def label(self) -> str:
        """What the series counts: "SNV-TĐKT", "Công văn", "Bản sao …"."""
        return self.key or str(self.get_scope_display())


class RegisterEntry(Sealed):
    """One line of the register of outgoing documents (sổ đăng ký văn bản đi): a number that was given, and for what."""

    series = models.ForeignKey(NumberSeries, on_delete=models.PROTECT, related_name="entries")
    body = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="register_entries")
    number = models.PositiveIntegerField(_("số"))
    symbol = models.CharField(_("ký hiệu"), max_length=40)
    day = models.DateField(_("ngày văn bản"))
    type_name = models.CharField(_("tên loại"), max_length=100)
    subject = models.CharField(_("trích yếu"), max_length=500)
    signer = models.CharField(_("người ký"), max_length=150)
    recipients = models.TextField(_("nơi nhận"), blank=True)
    keeper = models.CharField(_("đơn vị, người nhận bản lưu"), max_length=100, blank=True)
    copies = models.PositiveIntegerField(_("số lượng bản"), null=True, blank=True)
    sent_on = models.DateField(_("ngày chuyển"), null=True, blank=True)
    note = models.CharField(_("ghi chú"), max_length=300, blank=True)
    source_label = models.CharField(max_length=100)
    source_pk = models.PositiveBigIntegerField()
    url = models.CharField(max_length=200, blank=True)
    folded = models.CharField(max_length=1200, editable=False)

    sealed_fields: ClassVar[tuple[str, ...]] = (
        "series", "body", "number", "symbol", "day", "type_name", "subject", "signer", "recipients", "keeper",
        "copies", "sent_on", "note", "source_label", "source_pk",
    )  # fmt: skip

    class Meta:
        verbose_name = _("dòng sổ văn bản đi")
        ordering = ["-day", "-number", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["series", "number"], name="a_number_is_given_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="numbers_begin_with_one"),
        ]
        indexes = [models.Index(fields=["body", "day"])]

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        """Number and symbol as they are cited: "05/SNV-TĐKT"."""
        return f"{self.number:02d}/{self.symbol}"


_FROZEN = Q(
    day__isnull=False, docx__isnull=False, pdf__isnull=False, numbered_by__isnull=False, numbered_at__isnull=False
) & (
    Q(takes_number=True, number__isnull=False, entry__isnull=False)
    | Q(takes_number=False, number__isnull=True, entry__isnull=True)
)
_ISSUED = Q(issued_by__isnull=False, issued_at__isnull=False)
_ENDED = Q(ended_by__isnull=False, ended_at__isnull=False)


class OfficialDocument(Sealed):
    """A paper that the office sends out: its context, and once it has a number its frozen files."""

    class State(models.TextChoices):
        """Where the paper stands."""

        DRAFT = "draft", _("Dự thảo")
        NUMBERED = "numbered", _("Đã cấp số")
        ISSUED = "issued", _("Đã ban hành")
        REPLACED = "replaced", _("Đã được thay thế")
        RECALLED = "recalled", _("Đã thu hồi")

    class Relation(models.TextChoices):
        """What a paper does to the one it names (Nghị định 30/2020/NĐ-CP, Điều 18)."""

        NONE = "", pgettext_lazy("relation", "Không")
        REPLACES = "replaces", _("Thay thế (sai nội dung)")
        CORRECTS = "corrects", _("Đính chính (sai thể thức)")

    body = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="papers", verbose_name=_("đơn vị ban hành"))
    council = models.CharField(_("hội đồng"), max_length=200, blank=True)
    kind = models.CharField(_("loại văn bản"), max_length=40)
    state = models.CharField(_("trạng thái"), max_length=10, choices=State.choices, default=State.DRAFT)
    context = models.JSONField(_("nội dung"))
    version = models.PositiveIntegerField(_("lần sửa"), default=1)
    edited = models.BooleanField(_("đã sửa tay"), default=False)
    subject = models.CharField(_("trích yếu"), max_length=500)
    folded = models.CharField(max_length=1200, editable=False)

    takes_number = models.BooleanField(_("lấy số"), default=True)
    number = models.PositiveIntegerField(_("số"), null=True)
    symbol = models.CharField(_("ký hiệu"), max_length=40, blank=True)
    day = models.DateField(_("ngày văn bản"), null=True)
    signer_name = models.CharField(_("người ký"), max_length=250, blank=True)
    signer_position = models.CharField(_("chức vụ người ký"), max_length=250, blank=True)
    entry = models.OneToOneField(RegisterEntry, on_delete=models.PROTECT, null=True, related_name="paper")
    docx = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    pdf = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    signed = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    signed_at = models.DateTimeField(_("bản ký số nhận lúc"), null=True)
    signature = models.JSONField(_("kết quả kiểm tra chữ ký"), default=dict)

    replaces = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="followers")
    relation = models.CharField(
        _("quan hệ"), max_length=10, choices=Relation.choices, default=Relation.NONE, blank=True
    )
    maker = models.CharField(max_length=60, blank=True)
    source_label = models.CharField(max_length=100, blank=True)
    source_pk = models.PositiveBigIntegerField(null=True)
    source_url = models.CharField(max_length=200, blank=True)

    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField(_("soạn lúc"))
    numbered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    numbered_at = models.DateTimeField(_("cấp số lúc"), null=True)
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    issued_at = models.DateTimeField(_("ban hành lúc"), null=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(_("hết giá trị từ lúc"), null=True)
    end_reason = models.TextField(_("lý do"), blank=True)

    sealed_fields: ClassVar[tuple[str, ...]] = (
        "body", "council", "kind", "state", "version", "subject", "takes_number", "number", "symbol", "day",
        "signer_name", "signer_position", "entry", "docx", "pdf", "signed", "signed_at", "replaces", "relation",
        "issued_at", "ended_at", "end_reason",
    )  # fmt: skip

    class Meta:
        verbose_name = _("văn bản đi")
        ordering = ["-drafted_at", "-pk"]
        indexes = [
            models.Index(fields=["source_label", "source_pk"]),
            models.Index(fields=["body", "state"]),
        ]
        constraints = [
            models.CheckConstraint(
                name="paper_state_has_its_evidence",
                condition=Q(
                    state="draft", number__isnull=True, entry__isnull=True, day__isnull=True, docx__isnull=True,
                    pdf__isnull=True, signed__isnull=True, issued_at__isnull=True, ended_at__isnull=True,
                )
                | (Q(state="numbered", issued_at__isnull=True, ended_at__isnull=True) & _FROZEN)
                | (Q(state="issued", ended_at__isnull=True) & _FROZEN & _ISSUED)
                | (Q(state="replaced") & _FROZEN & _ISSUED & _ENDED)
                | (Q(state="recalled") & _FROZEN & _ENDED & ~Q(end_reason="")),
            ),
            models.CheckConstraint(
                name="paper_relation_names_another",
                condition=Q(replaces__isnull=True, relation="") | (Q(replaces__isnull=False) & ~Q(relation="")),
            ),
            models.UniqueConstraint(
                fields=["replaces"], condition=Q(relation="replaces"), name="a_paper_is_replaced_once"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.kind_name} {self.reference}" if self.reference else f"{self.kind_name}: {self.subject}"

    @property
    def kind_name(self) -> str:
        """The kind as people call it: "Công văn đôn đốc"."""
        return kind_name(self.kind)

    @property
    def reference(self) -> str:
        """Number and symbol as they are cited, "05/SNV-TĐKT"; "" before a number is given and for papers without."""
        return f"{self.number:02d}/{self.symbol}" if self.number else ""

    @property
    def state_label(self) -> str:
        """The state in words that suit a paper without a number too."""
        if self.state == self.State.NUMBERED and not self.takes_number:
            return str(_("Đã chốt"))
        return str(self.get_state_display())

    @property
    def frozen(self) -> bool:
        """Whether nothing in it can change any more."""
        return self.state != self.State.DRAFT

    @property
    def paper(self) -> Document:
        """The context as paperwork's dataclass; raises PaperworkError when it was written by an older program."""
        return from_json(self.context)

    def seal(self) -> dict[str, Any]:
        """The paper's legal fields and the hash of its context."""
        return super().seal() | {"context": hashlib.sha256(canonical(self.context).encode()).hexdigest()}


# Django looks for an app's models in this module.
from thidua.documents.annexes.models import AnnexFile  # noqa: E402, F401
from thidua.documents.copies.models import DocumentCopy, OutsidePaper  # noqa: E402, F401
from thidua.documents.template_models import OfficeTemplate  # noqa: E402, F401
