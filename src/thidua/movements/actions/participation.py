"""A unit says that the plan has reached it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.base.refusal import Refused
from thidua.journal.actions import record
from thidua.movements import permissions
from thidua.movements.actions.guards import demand
from thidua.movements.models import Participation


@transaction.atomic
def acknowledge(*, participation: Participation, actor: Any, at: datetime) -> Participation:
    """Note that the unit's contact has received the plan; the first acknowledgement stands.

    Raises:
        Refused: ``not_allowed``, ``not_running``.
    """
    demand(permissions.may_act_for(actor, participation.unit))
    current = (
        Participation.objects.select_for_update(of=("self",))
        .select_related("movement", "unit")
        .get(pk=participation.pk)
    )
    if current.acknowledged_at is not None:
        return current
    if current.movement.state not in permissions.OPEN_STATES:
        raise Refused("not_running", _("Phong trào không trong thời gian thực hiện nên không xác nhận được."))
    current.acknowledged_at, current.acknowledged_by = at, actor
    current.save()
    record("movements.participation.acknowledge", current, actor=actor, at=at, new={"unit": current.unit.name})
    return current
