"""What the apps above enter: a dossier comes before the council, the council recommends, the head awards."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.base.refusal import Refused
from thidua.nominations.actions.locking import hold_dossier
from thidua.nominations.models import Dossier, Nomination
from thidua.nominations.readiness import all_settled, somebody_awarded
from thidua.nominations.transitions import DOSSIER, NOMINATION


@transaction.atomic
def put_in_council(*, nominations: Iterable[Nomination], actor: Any, at: datetime) -> None:
    """Bring nominations before the council: their dossiers move from accepted to "in council".

    Args:
        nominations: listed ones, of accepted dossiers or of dossiers that are before the council already.
        actor: the council's secretary or an officer of the body.
        at: the moment.

    Raises:
        Refused: ``not_listed``, ``not_accepted``, ``state_changed`` or ``not_allowed``; nothing was changed.
    """
    dossiers: dict[int, Dossier] = {}
    for nomination in nominations:
        if nomination.state != Nomination.State.LISTED:
            message = _("%(name)s không còn trong danh sách đề nghị chờ xét.") % {"name": nomination.recipient_name}
            raise Refused("not_listed", message)
        # One object per dossier, so that every nomination in hand sees the new state.
        nomination.dossier = dossiers.setdefault(nomination.dossier_id, nomination.dossier)
    for dossier in dossiers.values():
        if dossier.state == Dossier.State.IN_COUNCIL:
            hold_dossier(dossier)
        elif dossier.state == Dossier.State.ACCEPTED:
            DOSSIER.apply(dossier, "put_in_council", actor=actor, at=at, changes={"state_since": at})
        else:
            message = _("Hồ sơ %(reference)s chưa được tiếp nhận nên chưa đưa ra hội đồng được.")
            raise Refused("not_accepted", message % {"reference": dossier.reference})


@transaction.atomic
def record_recommendation(
    *, nomination: Nomination, passed: bool, actor: Any, at: datetime, note: str = "", article: str = ""
) -> Nomination:
    """Enter what the council found on a nomination; a dossier of which nobody is left comes to its end.

    Args:
        nomination: listed, its dossier before the council.
        passed: whether the vote reached the law's threshold.
        actor: the council's secretary or an officer of the body.
        at: the moment.
        note: the figures of the vote for the journal, e.g. "8/9 phiếu".
        article: the provision that sets the threshold, for the journal's text.

    Raises:
        Refused: ``state_changed``, ``forbidden_transition`` or ``not_allowed``.
    """
    reason = f"{note} ({article})" if note and article else note or article
    NOMINATION.apply(nomination, "recommend" if passed else "not_recommend", actor=actor, at=at, reason=reason)
    _settle(nomination.dossier, actor, at)
    return nomination


@transaction.atomic
def mark_awarded(*, nomination: Nomination, actor: Any, at: datetime, note: str = "") -> Nomination:
    """Enter that the nomination was decided; the dossier is decided when everybody in it has a result.

    The register of honours is written by the decision, not here.

    Args:
        nomination: recommended.
        actor: the director of the body, not the nominee.
        at: the moment.
        note: number and day of the decision, for the journal.

    Raises:
        Refused: ``state_changed``, ``forbidden_transition`` or ``not_allowed``.
    """
    NOMINATION.apply(nomination, "award", actor=actor, at=at, reason=note)
    _settle(nomination.dossier, actor, at)
    return nomination


def _settle(dossier: Dossier, actor: Any, at: datetime) -> None:
    """End the dossier when no nomination waits for a result any more."""
    if not all_settled(dossier):
        return
    dossier.refresh_from_db(fields=["state"])
    action = "decide" if somebody_awarded(dossier) else "close"
    DOSSIER.apply(dossier, action, actor=actor, at=at, changes={"state_since": at})
