"""Decisions of commendation, their lines and certificates."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from thidua.base.models import StoredFile
from thidua.councils.models import Meeting
from thidua.decisions.codes import spaced_code
from thidua.journal.models import Sealed
from thidua.movements.models import Movement
from thidua.nominations.models import Nomination
from thidua.organisation.models import Honour, Unit


class Decision(Sealed):
    """A decision: drafted from the vote, submitted, signed with number and date, then published and frozen."""

    class State(models.TextChoices):
        """Where the decision stands."""

        DRAFT = "draft", _("Dự thảo")
        SUBMITTED = "submitted", pgettext_lazy("state", "Trình ký")
        SIGNED = "signed", _("Đã ký ban hành")
        PUBLISHED = "published", _("Đã công bố")

    class Documents(models.TextChoices):
        """Whether the files of the decision are made."""

        NONE = "none", _("Chưa tạo")
        WAITING = "waiting", _("Đang tạo")
        READY = "ready", _("Đã có")
        FAILED = "failed", _("Lỗi khi tạo")

    body = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="decisions")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, null=True, related_name="decisions")
    movement = models.ForeignKey(Movement, on_delete=models.PROTECT, null=True, related_name="decisions")
    title = models.CharField(_("trích yếu"), max_length=400)
    legal_bases = models.JSONField(_("căn cứ"), default=list)
    proposal = models.CharField(_("theo đề nghị của"), max_length=300)
    fund_source = models.CharField(_("nguồn kinh phí"), max_length=300)
    state = models.CharField(_("trạng thái"), max_length=10, choices=State.choices, default=State.DRAFT)
    number = models.PositiveIntegerField(_("số"), null=True)
    symbol = models.CharField(_("ký hiệu"), max_length=40)
    signed_on = models.DateField(_("ngày ký"), null=True)
    signer_name = models.CharField(_("người ký"), max_length=150, blank=True)
    signer_position = models.CharField(_("chức vụ người ký"), max_length=150, blank=True)
    signer_authority = models.CharField(_("quyền hạn ký"), max_length=60, blank=True)
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(_("công bố lúc"), null=True)
    documents = models.CharField(_("văn bản"), max_length=10, choices=Documents.choices, default=Documents.NONE)
    documents_error = models.CharField(max_length=500, blank=True)
    docx = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    pdf = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    certificates_pdf = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    signed_pdf = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    signed_pdf_at = models.DateTimeField(_("bản ký số nhận lúc"), null=True)
    signature = models.JSONField(_("kết quả kiểm tra chữ ký"), default=dict)

    sealed_fields: ClassVar[tuple[str, ...]] = (
        "body", "meeting", "movement", "title", "legal_bases", "proposal", "fund_source", "state", "number", "symbol",
        "signed_on", "signer_name", "signer_position", "signer_authority", "signed_by", "published_at", "docx", "pdf",
        "certificates_pdf", "signed_pdf", "signed_pdf_at", "signature",
    )  # fmt: skip

    class Meta:
        verbose_name = _("quyết định khen thưởng")
        ordering = ["-signed_on", "-number", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    state__in=["signed", "published"],
                    number__isnull=False,
                    signed_on__isnull=False,
                    signed_by__isnull=False,
                )
                & ~Q(signer_name="")
                | Q(state__in=["draft", "submitted"], number__isnull=True, signed_on__isnull=True),
                name="signed_decision_has_number_date_signer",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}/{self.symbol}" if self.number else self.title

    def seal(self) -> dict[str, Any]:
        """The decision's own fields and every line of its annexed list."""
        return super().seal() | {"lines": [line.terms() for line in self.lines.order_by("order")]}


class DecisionLine(models.Model):
    """One recipient in a decision: name, post and unit as at that day, award and reward money."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="lines")
    nomination = models.OneToOneField(Nomination, on_delete=models.PROTECT, related_name="decision_line")
    order = models.PositiveIntegerField(_("số thứ tự"))
    award = models.CharField(_("danh hiệu, hình thức"), max_length=20)
    recipient_kind = models.CharField(_("đối tượng"), max_length=12)
    recipient_name = models.CharField(_("tên"), max_length=200)
    recipient_post = models.CharField(_("chức vụ, đơn vị"), max_length=300)
    achievement = models.CharField(_("thành tích"), max_length=300, blank=True)
    coefficient = models.DecimalField(_("hệ số"), max_digits=6, decimal_places=2, null=True)
    base_salary = models.PositiveIntegerField(_("lương cơ sở"), null=True)
    amount = models.PositiveBigIntegerField(_("tiền thưởng (đồng)"), null=True)
    money_source = models.JSONField(_("căn cứ tiền thưởng"), default=dict)
    honour = models.OneToOneField(Honour, on_delete=models.PROTECT, null=True, related_name="decision_line")

    class Meta:
        verbose_name = _("dòng quyết định")
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["decision", "order"], name="decision_line_order_once")]

    def __str__(self) -> str:
        return f"{self.recipient_name} – {self.award}"

    def terms(self) -> list[Any]:
        """Who gets what, for what, and from what the money follows: all that the list and the payment say."""
        recipient = [self.recipient_kind, self.recipient_name, self.recipient_post, self.achievement]
        money = [self.coefficient, self.base_salary, self.amount, self.money_source]
        return [self.order, self.nomination_id, self.award, *recipient, *money]


class Certificate(Sealed):
    """What a recipient holds in hand, and what its code tells whoever verifies it."""

    class State(models.TextChoices):
        """Valid, replaced by another, or revoked."""

        VALID = "valid", _("Còn giá trị")
        REPLACED = "replaced", _("Đã được thay thế")
        REVOKED = "revoked", _("Đã bị hủy bỏ")

    line = models.ForeignKey(DecisionLine, on_delete=models.PROTECT, related_name="certificates")
    code = models.CharField(_("mã xác minh"), max_length=16, unique=True)
    golden_book_number = models.PositiveIntegerField(_("số vào sổ vàng"))
    state = models.CharField(_("tình trạng"), max_length=10, choices=State.choices, default=State.VALID)
    state_reason = models.CharField(_("lý do"), max_length=300, blank=True)

    sealed_fields: ClassVar[tuple[str, ...]] = ("line", "code", "golden_book_number", "state")

    class Meta:
        verbose_name = _("giấy chứng nhận, giấy khen")

    def __str__(self) -> str:
        return self.code

    @property
    def printed_code(self) -> str:
        """The code as it stands on the paper: ``ABCD-EFGH-JKMN``."""
        return spaced_code(self.code)


# Django looks for an app's models in this module.
from thidua.decisions.blanks.models import Blank, BlankSheet, Printer, PrintRun  # noqa: E402, F401
from thidua.decisions.revocation.models import Revocation, RevokedHonour  # noqa: E402, F401
