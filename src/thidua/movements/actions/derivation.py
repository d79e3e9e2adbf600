"""A body's own movement from the plan of a higher one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.base.refusal import Refused
from thidua.journal.actions import record
from thidua.movements import deriving, permissions
from thidua.movements.actions.creation import make, whole
from thidua.movements.actions.guards import demand
from thidua.movements.deriving import Higher
from thidua.movements.models import Movement, PlanDocument
from thidua.organisation.models import Unit


@transaction.atomic
def derive_movement(
    *, higher: Higher, body: Unit, keys: Iterable[str], additions: Sequence[str], actor: Any, at: datetime
) -> Movement:
    """Make a draft movement of ``body`` from a higher plan: chosen tasks are inherited, the body's own are added.

    It rests on the higher plan, carries its movement on, and counts for it with every inherited task. Number, day,
    signer and deadlines are the body's own and stay blank. A second call for the same plan or movement returns the
    draft that is there.

    Args:
        keys: of what is inherited (`deriving.offered`).
        additions: the body's own tasks, in words.

    Raises:
        Refused: ``not_allowed``, ``not_read``, ``is_amendment``, ``not_above``, ``no_tasks``, ``no_title``,
            ``too_long``.
    """
    demand(permissions.may_manage(actor, body))
    there = _locked(higher, body)
    if there is not None:
        return there
    chosen = [one for one in deriving.offered(higher, body) if one.key in set(keys)]
    own = [line.strip() for line in additions if line.strip()]
    if not chosen and not own:
        raise Refused("no_tasks", _("Hãy chọn ít nhất một nhiệm vụ kế thừa, hoặc thêm nhiệm vụ riêng."))
    movement = make(body, whole(deriving.own_facts(higher, chosen, own)), higher.plan)
    first = movement.higher_movements.order_by("pk").first()
    if first is not None:
        if higher.movement is not None:
            first.linked = higher.movement
            first.save(update_fields=["linked"])
        for task in movement.tasks.filter(inherited=True):
            task.counts_for.add(first)
    new = {"inherited": [one.label or one.title for one in chosen], "own": len(own)}
    source = {"plan": higher.plan.pk} if higher.plan else {"movement": higher.movement.pk if higher.movement else None}
    record("movements.movement.derive", movement, actor=actor, at=at, new=new | source)
    return movement


def _locked(higher: Higher, body: Unit) -> Movement | None:
    """The movement that was derived before, once the source is locked and it is sure that it can be a source."""
    if higher.plan is not None:
        plan = PlanDocument.objects.select_for_update().get(pk=higher.plan.pk)
        if plan.state != PlanDocument.State.READ:
            raise Refused("not_read", _("Kế hoạch chưa đọc xong nên chưa lập phong trào được."))
        if plan.amends_id:
            raise Refused("is_amendment", _("Đây là bản mới của một kế hoạch đã có phong trào."))
        return Movement.objects.filter(plan=plan).first()
    source = Movement.objects.select_for_update(of=("self",)).select_related("body").get(pk=higher.movement.pk)  # type: ignore[union-attr]
    above = source.body.pk != body.pk and body.path.startswith(source.body.path)
    if not above or source.state not in permissions.LAUNCHED_STATES:
        raise Refused("not_above", _("Chỉ lập được từ phong trào đã phát động của cơ quan cấp trên."))
    return deriving.derived_from(source, body)
