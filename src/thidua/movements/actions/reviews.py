"""Keeping what a person corrects in what was read from a plan, and what the plan's words for units mean."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from thidua.base.refusal import Refused
from thidua.journal.actions import record
from thidua.movements import permissions, reviewing
from thidua.movements.actions.guards import demand
from thidua.movements.models import BodyName, Movement, PlanDocument
from thidua.organisation.models import Unit
from thidua.text import fold

# Savings by themselves within one sitting of one person are one event in the journal.
SITTING = timedelta(minutes=30)


@transaction.atomic
def review_plan(
    *,
    plan: PlanDocument,
    review: Mapping[str, Any],
    actor: Any,
    at: datetime,
    version: int | None = None,
    confirmed: Iterable[str] | None = None,
    by_itself: bool = False,
) -> PlanDocument:
    """Keep what a person has corrected, completed or dropped in a plan.

    Args:
        review: the facts to change (see `thidua.movements.reviewing`); a list replaces the whole list.
        version: the review version that the person started from; None overrides whatever is there.
        confirmed: keys of all doubts that the person has settled (`thidua.movements.doubts`); None leaves them.
        by_itself: the page saved while the person was typing; the journal gets one event a sitting for that.

    Raises:
        Refused: ``not_allowed``, ``not_read``, ``already_created``, ``stale_review`` (somebody else saved meanwhile),
            ``bad_fact``.
    """
    demand(permissions.may_manage(actor, plan.body))
    current = PlanDocument.objects.select_for_update(of=("self",)).select_related("reviewed_by").get(pk=plan.pk)
    _check_open(current)
    if version is not None and version != current.review_version:
        raise Refused("stale_review", _stale_message(current))
    changes = reviewing.cleaned(review)
    before = reviewing.facts_of(current)
    after = reviewing.fill_start(before | changes, current.reading or {})
    changed = {name: value for name, value in after.items() if before.get(name) != value}
    settled = current.confirmed if confirmed is None else sorted(set(confirmed))
    same_sitting = _is_same_sitting(current, actor, at)
    if by_itself and not changed and settled == current.confirmed:
        return current
    current.review = current.review | changed
    current.confirmed = settled
    current.review_version += 1
    current.reviewed_at, current.reviewed_by = at, actor
    current.save()
    if not (by_itself and same_sitting):
        record("movements.plan.review", current, actor=actor, at=at, new={"changed": sorted(changed)})
    return current


def _check_open(plan: PlanDocument) -> None:
    if plan.state != PlanDocument.State.READ:
        raise Refused("not_read", _("Kế hoạch chưa đọc xong nên chưa rà soát được."))
    if Movement.objects.filter(plan=plan).exists():
        raise Refused("already_created", _("Kế hoạch này đã lập thành phong trào. Hãy sửa trực tiếp trên phong trào."))
    if plan.accepted_at:
        raise Refused("already_created", _("Thay đổi của kế hoạch này đã được chấp nhận vào phong trào."))


def _is_same_sitting(plan: PlanDocument, actor: Any, at: datetime) -> bool:
    return plan.reviewed_by_id == actor.pk and plan.reviewed_at is not None and at - plan.reviewed_at < SITTING


def _stale_message(plan: PlanDocument) -> str:
    moment = timezone.localtime(plan.reviewed_at) if plan.reviewed_at else None
    return _(
        "%(who)s vừa lưu bản rà soát này lúc %(time)s. Bản bạn đang sửa đã cũ nên chưa được lưu; "
        "hãy mở bản mới trong thẻ khác, đối chiếu rồi nhập lại phần của bạn."
    ) % {"who": plan.reviewed_by or pgettext("one", "Người khác"), "time": f"{moment:%H:%M}" if moment else "–"}


@transaction.atomic
def confirm_body_names(
    *, body: Unit, meanings: Mapping[str, Iterable[Unit]], actor: Any, at: datetime
) -> list[BodyName]:
    """Keep which units a plan's words mean; the next plan of the body is read with them.

    Args:
        meanings: the words as the plan has them, and the units; none: nobody of the organisation is meant.

    Raises:
        Refused: ``not_allowed``, ``foreign_unit``.
    """
    demand(permissions.may_manage(actor, body))
    made = []
    for words, meant in meanings.items():
        units = list({unit.pk: unit for unit in meant}.values())
        for unit in units:
            if not unit.path.startswith(body.path):
                message = _("%(unit)s không thuộc %(body)s.") % {"unit": unit, "body": body}
                raise Refused("foreign_unit", message)
        name, is_new = BodyName.objects.select_for_update().get_or_create(
            body=body,
            words_folded=fold(words)[:300],
            defaults={"words": words[:300], "confirmed_at": at, "confirmed_by": actor},
        )
        before = set() if is_new else set(name.units.values_list("pk", flat=True))
        if not is_new and before == {unit.pk for unit in units}:
            continue
        name.units.set(units)
        name.confirmed_at, name.confirmed_by = at, actor
        name.save()
        new = {"words": name.words, "units": [unit.name for unit in units]}
        record("movements.body_name.confirm", name, actor=actor, at=at, new=new)
        made.append(name)
    return made
