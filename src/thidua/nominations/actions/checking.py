"""Putting nominations to the law, and the answers of named people to what the record leaves open."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from thidua.base.refusal import Refused
from thidua.journal.actions import record
from thidua.nominations import permissions
from thidua.nominations.actions.locking import hold_dossier
from thidua.nominations.facts import facts_of_people, facts_of_units
from thidua.nominations.lawbook import ask, the_law
from thidua.nominations.models import Check, Dossier, Judgement, Nomination
from thidua.nominations.readiness import judgements_of, newest_checks, shown_outcome


@transaction.atomic
def check_nomination(
    *, nomination: Nomination, at: datetime, actor: Any = None, occasion: str = Check.Occasion.REVIEW
) -> Check:
    """Put one nomination to the law and keep facts, law and answer; see `check_nominations`."""
    return check_nominations(nominations=[nomination], at=at, actor=actor, occasion=occasion)[0]


@transaction.atomic
def check_nominations(
    *, nominations: Sequence[Nomination], at: datetime, actor: Any = None, occasion: str = Check.Occasion.REVIEW
) -> list[Check]:
    """Put nominations to the law: facts are read once for all, each answer is kept as it was given.

    Args:
        nominations: of one or several dossiers.
        at: the moment; its day is the day of the question.
        actor: who asks; None for the program.
        occasion: why (`Check.Occasion`).

    Raises:
        Refused: ``law_cannot_answer`` when a record contradicts itself or the law of that day is not known.
    """
    day = timezone.localdate(at)
    people = facts_of_people([row.person for row in nominations if row.person is not None], day)
    units = facts_of_units([row.unit for row in nominations if row.unit is not None], day)
    judged = judgements_of(nominations)
    law_hash = the_law().hash
    checks = []
    for nomination in nominations:
        subject = people[nomination.person_id] if nomination.person_id else units[nomination.unit_id or 0]
        answers = {key: judgement.met for key, judgement in judged.get(nomination.pk, {}).items()}
        facts = subject | ({"judged": answers} if answers else {})
        outcome, verdict = ask(
            facts,
            nomination.award,
            day,
            received=nomination.dossier.received_on,
            year=nomination.year,
            kind=nomination.kind,
        )
        check = Check.objects.create(
            nomination=nomination,
            occasion=occasion,
            on=day,
            made_at=at,
            law_hash=law_hash,
            outcome=outcome,
            facts=facts,
            verdict=verdict,
        )
        record(
            "nominations.check.make", check, actor=actor, at=at, new={"nomination": nomination.pk, "outcome": outcome}
        )
        nomination.outcome = shown_outcome(check, judged.get(nomination.pk, {}))
        nomination.save(update_fields=["outcome"])
        checks.append(check)
    return checks


@transaction.atomic
def judge(*, nomination: Nomination, condition: str, met: bool, reason: str, actor: Any, at: datetime) -> Judgement:
    """Answer, by name and with a reason, a condition that the record leaves open; the law is asked again with it.

    Args:
        nomination: in a dossier that was sent and not yet accepted.
        condition: the condition's name in the newest check.
        met: the answer.
        reason: on what it rests.
        actor: an officer who is not nominated in the dossier.
        at: the moment.

    Raises:
        Refused: ``not_allowed``, ``not_in_appraisal``, ``state_changed``, ``reason_missing`` or
            ``unknown_condition``.
    """
    dossier = nomination.dossier
    hold_dossier(dossier)
    answer = permissions.may_appraise(actor, dossier)
    if not answer:
        raise Refused("not_allowed", answer.reason)
    if dossier.state != Dossier.State.SUBMITTED or nomination.state != Nomination.State.LISTED:
        raise Refused("not_in_appraisal", _("Chỉ nhận xét khi hồ sơ đang được thẩm định."))
    if not reason.strip():
        raise Refused(
            "reason_missing", _("Hãy ghi rõ căn cứ nhận xét."), fields={"reason": _("Hãy ghi rõ căn cứ nhận xét.")}
        )
    check = newest_checks([nomination]).get(nomination.pk)
    asked = {found["id"]: found for found in check.verdict["conditions"]} if check else {}
    if condition not in asked:
        raise Refused("unknown_condition", _("Lần đối chiếu mới nhất không còn điều kiện này. Hãy tải lại trang."))
    kept = Judgement.objects.filter(nomination=nomination, condition=condition).first()
    old = {"met": kept.met, "reason": kept.reason} if kept is not None else None
    values = {"met": met, "reason": reason.strip(), "judged_by": actor, "judged_at": at}
    judgement, _created = Judgement.objects.update_or_create(
        nomination=nomination, condition=condition, defaults=values
    )
    new = {"nomination": nomination.pk, "condition": condition, "met": met, "reason": reason.strip()}
    record("nominations.judgement.give", judgement, actor=actor, at=at, old=old, new=new, reason=reason.strip())
    check_nomination(nomination=nomination, actor=actor, at=at)
    return judgement
