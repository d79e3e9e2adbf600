"""A unit says that it has done what the plan gave it to do."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.base.refusal import Refused
from thidua.journal.actions import record
from thidua.movements import permissions
from thidua.movements.actions.guards import demand
from thidua.movements.models import Duty, DutyDone, Movement
from thidua.organisation.models import Unit


@transaction.atomic
def finish_duty(*, duty: Duty, unit: Unit, note: str, actor: Any, at: datetime) -> DutyDone:
    """Note that ``unit`` has done its duty; the first word stands, a second press changes nothing.

    Raises:
        Refused: ``not_allowed``, ``not_running``, ``not_given``.
    """
    _check(duty, unit, actor)
    there = DutyDone.objects.filter(duty=duty, unit=unit).first()
    if there is not None:
        return there
    done = DutyDone.objects.create(duty=duty, unit=unit, note=note.strip(), done_at=at, done_by=actor)
    record("movements.duty.finish", duty, actor=actor, at=at, new={"unit": unit.name, "note": note.strip()})
    return done


@transaction.atomic
def reopen_duty(*, duty: Duty, unit: Unit, actor: Any, at: datetime) -> None:
    """Take back that ``unit`` has done its duty.

    Raises:
        Refused: ``not_allowed``, ``not_running``, ``not_given``.
    """
    _check(duty, unit, actor)
    done = DutyDone.objects.filter(duty=duty, unit=unit).first()
    if done is not None:
        record("movements.duty.reopen", duty, actor=actor, at=at, old={"unit": unit.name, "note": done.note})
        done.delete()


def _check(duty: Duty, unit: Unit, actor: Any) -> None:
    demand(permissions.may_act_for(actor, unit))
    movement = Movement.objects.select_for_update().get(pk=duty.movement_id)
    if movement.state not in permissions.OPEN_STATES:
        raise Refused("not_running", _("Phong trào không trong thời gian thực hiện nên không ghi nhận được."))
    if not duty.units.filter(pk=unit.pk).exists():
        raise Refused("not_given", _("Việc này không giao cho %(unit)s.") % {"unit": unit})
