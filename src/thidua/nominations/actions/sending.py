"""A dossier between the unit and the appraising body: sent, returned, withdrawn, accepted."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from thidua.base.refusal import Refused
from thidua.nominations.actions.checking import check_nominations
from thidua.nominations.actions.locking import hold_dossier
from thidua.nominations.actions.telling import contacts_of, dossier_url
from thidua.nominations.models import Check, Dossier, Nomination
from thidua.nominations.readiness import listed
from thidua.nominations.transitions import DOSSIER, NOMINATION
from thidua.notices.actions import notify


def _refuse_hindered(dossier: Dossier, action: str, actor: Any) -> None:
    """Refuse before the law is asked: not the right person, not the right state."""
    row = DOSSIER.find(dossier.state, action)
    if row is None:
        raise Refused("forbidden_transition", _("Việc này không làm được ở trạng thái hiện tại."))
    answer = row.who(actor, dossier)
    if not answer:
        raise Refused("not_allowed", answer.reason, row.article)


@transaction.atomic
def submit_dossier(*, dossier: Dossier, actor: Any, at: datetime) -> Dossier:
    """Send the dossier to the appraising body; the law's answers of this day are frozen with it.

    The day of sending is the day of receipt, which chooses the law; a dossier that was returned is received anew.

    Raises:
        Refused: ``state_changed``, ``forbidden_transition``, ``not_allowed`` (also when something is missing) or
            ``law_cannot_answer``.
    """
    hold_dossier(dossier)
    _refuse_hindered(dossier, "submit", actor)
    day = timezone.localdate(at)
    dossier.received_on = day
    _freeze(dossier, Check.Occasion.SUBMISSION, actor, at)
    changes = {
        "state_since": at,
        "submitted_at": at,
        "submitted_by": actor,
        "received_on": day,
        "return_reason": "",
        "return_due": None,
    }
    DOSSIER.apply(dossier, "submit", actor=actor, at=at, changes=changes)
    return dossier


def _freeze(dossier: Dossier, occasion: str, actor: Any, at: datetime) -> None:
    nominations = listed(dossier)
    for nomination in nominations:
        nomination.dossier = dossier
    check_nominations(nominations=nominations, at=at, actor=actor, occasion=occasion)


@transaction.atomic
def return_dossier(*, dossier: Dossier, reason: str, due: date, actor: Any, at: datetime) -> Dossier:
    """Send the dossier back to be completed, with the reason and until when; the unit's contacts are told.

    Raises:
        Refused: ``state_changed``, ``forbidden_transition``, ``not_allowed``, ``reason_missing`` or ``due_passed``.
    """
    if due < timezone.localdate(at):
        message = _("Hạn bổ sung phải từ hôm nay trở đi.")
        raise Refused("due_passed", message, fields={"due": message})
    reason = reason.strip()
    changes = {"state_since": at, "return_reason": reason or "—", "return_due": due}
    DOSSIER.apply(dossier, "return", actor=actor, at=at, reason=reason, changes=changes)
    notify(
        recipients=contacts_of(dossier, timezone.localdate(at)),
        kind="nominations.returned",
        subject=f"Hồ sơ {dossier.reference} được trả lại để bổ sung",
        body=f"Lý do: {reason}\nBổ sung và gửi lại chậm nhất ngày {due:%d/%m/%Y}.",
        url=dossier_url(dossier),
        at=at,
    )
    return dossier


@transaction.atomic
def accept_dossier(*, dossier: Dossier, actor: Any, at: datetime) -> Dossier:
    """Accept the dossier as fit for the council; the law's answers are frozen again and the contacts are told.

    Raises:
        Refused: ``state_changed``, ``forbidden_transition``, ``not_allowed`` (also when a condition is open) or
            ``law_cannot_answer``.
    """
    hold_dossier(dossier)
    _refuse_hindered(dossier, "accept", actor)
    _freeze(dossier, Check.Occasion.ACCEPTANCE, actor, at)
    DOSSIER.apply(dossier, "accept", actor=actor, at=at, changes={"state_since": at})
    notify(
        recipients=contacts_of(dossier, timezone.localdate(at)),
        kind="nominations.accepted",
        subject=f"Hồ sơ {dossier.reference} đã được tiếp nhận",
        body="Hồ sơ đủ điều kiện và sẽ được trình hội đồng xét.",
        url=dossier_url(dossier),
        at=at,
    )
    return dossier


@transaction.atomic
def withdraw_dossier(*, dossier: Dossier, reason: str, actor: Any, at: datetime) -> Dossier:
    """Take the dossier back for good; whoever was nominated in it may be nominated in another.

    Raises:
        Refused: ``state_changed``, ``forbidden_transition``, ``not_allowed`` or ``reason_missing``.
    """
    DOSSIER.apply(dossier, "withdraw", actor=actor, at=at, reason=reason, changes={"state_since": at})
    why = f"Rút cả hồ sơ: {reason.strip()}"
    for nomination in dossier.nominations.filter(state=Nomination.State.LISTED):
        nomination.dossier = dossier
        NOMINATION.apply(nomination, "withdraw", actor=actor, at=at, reason=why, changes={"drop_reason": why})
    return dossier
