"""One paper that takes awards away, and each award that it takes."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thidua.decisions.revocation.grounds import RULES, Ground, Rule
from thidua.documents.models import OfficialDocument
from thidua.journal.models import Sealed
from thidua.organisation.models import Honour, Unit


class Revocation(Sealed):
    """Cancelling or stripping: proposed by the officer, in force when the head has confirmed it."""

    class State(models.TextChoices):
        """Where it stands."""

        PROPOSED = "proposed", _("Đề nghị hủy bỏ")
        WITHDRAWN = "withdrawn", _("Đã rút đề nghị")
        IN_FORCE = "in_force", _("Đã hủy bỏ")
        TAKEN_BACK = "taken_back", _("Đã gỡ vì ghi nhầm")
        RESTORED = "restored", _("Đã phục hồi, trao lại")

    class Source(models.TextChoices):
        """Where the deciding paper comes from."""

        OWN = "own", _("Soạn và lấy số trong phần mềm")
        OUTSIDE = "outside", _("Đã có ở ngoài: ghi số, ngày, cơ quan quyết định")

    body = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="revocations")
    ground = models.CharField(_("căn cứ"), max_length=24, choices=Ground.choices)
    explanation = models.TextField(_("sự việc"))
    state = models.CharField(_("trạng thái"), max_length=10, choices=State.choices, default=State.PROPOSED)
    source = models.CharField(_("quyết định hủy bỏ"), max_length=8, choices=Source.choices)
    paper = models.ForeignKey(OfficialDocument, on_delete=models.PROTECT, null=True, related_name="+")
    paper_number = models.CharField(_("số, ký hiệu"), max_length=60, blank=True)
    paper_day = models.DateField(_("ngày quyết định hủy bỏ"), null=True)
    paper_body = models.CharField(_("cơ quan, người quyết định"), max_length=200, blank=True)
    proposed_at = models.DateTimeField(_("đề nghị lúc"))
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(_("xác nhận lúc"), null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    end_reason = models.TextField(_("lý do rút, gỡ, phục hồi"), blank=True)

    sealed_fields: ClassVar[tuple[str, ...]] = (
        "body", "ground", "explanation", "state", "source", "paper", "paper_number", "paper_day", "paper_body",
        "proposed_at", "proposed_by", "decided_at", "decided_by", "end_reason",
    )  # fmt: skip

    class Meta:
        verbose_name = _("hủy bỏ khen thưởng")
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["proposed", "withdrawn"], decided_at__isnull=True)
                | Q(state__in=["in_force", "taken_back", "restored"])
                & Q(paper_day__isnull=False, decided_at__isnull=False, decided_by__isnull=False)
                & ~Q(paper_number="")
                & ~Q(paper_body=""),
                name="revocation_has_its_paper",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["withdrawn", "taken_back", "restored"]) | ~Q(end_reason=""),
                name="ended_revocation_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.paper_number or f"#{self.pk}"

    @property
    def rule(self) -> Rule:
        """What the law attaches to the ground."""
        return RULES[self.ground]

    @property
    def cited(self) -> str:
        """The deciding paper as documents cite it (Vietnamese): "Quyết định số 05/QĐ-SNV ngày 05/12/2025 của …"."""
        assert self.paper_day is not None
        return f"Quyết định số {self.paper_number} ngày {self.paper_day:%d/%m/%Y} của {self.paper_body}"

    def seal(self) -> dict[str, Any]:
        """Its own fields and what it takes away, with what has come back."""
        return super().seal() | {"honours": [row.terms() for row in self.rows.order_by("pk")]}


class RevokedHonour(models.Model):
    """One award that a revocation takes away, and whether object and money have come back."""

    revocation = models.ForeignKey(Revocation, on_delete=models.CASCADE, related_name="rows")
    honour = models.ForeignKey(Honour, on_delete=models.PROTECT, related_name="revocations")
    amount = models.PositiveBigIntegerField(_("tiền thưởng phải thu hồi (đồng)"), null=True)
    money_back_on = models.DateField(_("thu hồi tiền ngày"), null=True)
    object_back_on = models.DateField(_("thu hồi hiện vật ngày"), null=True)

    class Meta:
        verbose_name = _("khen thưởng bị hủy bỏ")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["revocation", "honour"], name="honour_once_a_revocation")]

    def __str__(self) -> str:
        return str(self.honour)

    def terms(self) -> list[Any]:
        """What the seal of the revocation says of it."""
        return [self.honour_id, self.amount, self.money_back_on, self.object_back_on]

    @property
    def money_due(self) -> bool:
        """Whether the law wants money back: nothing where nothing was paid; an unknown sum is asked for."""
        return self.revocation.rule.recovers and self.amount != 0
