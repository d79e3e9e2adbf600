"""The tables of a revocation and of what it does to certificates."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from thidua.base.answers import Answer, no, yes
from thidua.decisions.models import Certificate
from thidua.decisions.revocation.models import Revocation
from thidua.decisions.revocation.permissions import decides, proposes
from thidua.documents.models import OfficialDocument
from thidua.journal.transitions import Transition, TransitionTable
from thidua.organisation.models import Honour

State = Revocation.State
PAPER = "decisions.revocation"


def issued_paper(revocation: Revocation) -> OfficialDocument | None:
    """The deciding paper made of the proposal, once it is issued."""
    made = OfficialDocument.objects.filter(maker=PAPER, source_pk=revocation.pk, state=OfficialDocument.State.ISSUED)
    return made.order_by("-issued_at", "-pk").first()


def has_paper(revocation: Revocation) -> Answer:
    """Nothing is taken away without a decision on paper."""
    if revocation.source == Revocation.Source.OUTSIDE or issued_paper(revocation) is not None:
        return yes("")
    return no(gettext("Chưa có quyết định hủy bỏ đã ban hành. Hãy soạn, cấp số và ban hành văn bản ở trang này."))


def is_stripped(revocation: Revocation) -> Answer:
    """Only what was stripped is restored; a cancelled decision is not."""
    if revocation.rule.strips:
        return yes("")
    return no(gettext("Luật chỉ nói đến phục hồi, trao lại danh hiệu vinh dự nhà nước đã bị tước."))


REVOCATION = TransitionTable(
    name="decisions.revocation",
    rows=(
        Transition(
            State.PROPOSED,
            "decide",
            State.IN_FORCE,
            _("Xác nhận hủy bỏ"),
            who=decides,
            requires=(has_paper,),
            article="Điều 93 Luật 06/2022/QH15",
        ),
        Transition(
            State.PROPOSED, "withdraw", State.WITHDRAWN, _("Rút đề nghị hủy bỏ"), who=proposes, needs_reason=True
        ),
        Transition(State.IN_FORCE, "take_back", State.TAKEN_BACK, _("Gỡ vì ghi nhầm"), who=decides, needs_reason=True),
        Transition(
            State.IN_FORCE,
            "restore",
            State.RESTORED,
            _("Phục hồi, trao lại"),
            who=decides,
            requires=(is_stripped,),
            needs_reason=True,
            article="khoản 6, 7 Điều 93 Luật 06/2022/QH15",
        ),
    ),
)


def _follows(_user: Any, certificate: Certificate) -> Answer:
    """A certificate follows its award; whoever moves the award was asked by the table above."""
    held = certificate.line.honour
    revoked = held is not None and Honour.objects.filter(pk=held.pk, revoked_on__isnull=False).exists()
    if revoked == (certificate.state == Certificate.State.VALID):
        return yes("")
    return no(gettext("Giấy chứng nhận theo tình trạng của khen thưởng trong sổ."))


CERTIFICATE = TransitionTable(
    name="decisions.certificate",
    rows=(
        Transition(
            Certificate.State.VALID, "revoke", Certificate.State.REVOKED, _("Hủy bỏ"), who=_follows, needs_reason=True
        ),
        Transition(
            Certificate.State.REVOKED,
            "restore",
            Certificate.State.VALID,
            _("Khôi phục"),
            who=_follows,
            needs_reason=True,
        ),
    ),
)
