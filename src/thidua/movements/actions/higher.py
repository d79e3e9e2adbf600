"""Linking a movement with those launched above: which they are here, and which tasks count for them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.base.refusal import Refused
from thidua.journal.actions import record
from thidua.movements import permissions
from thidua.movements.actions.guards import demand
from thidua.movements.models import Movement


@transaction.atomic
def link_higher(*, movement: Movement, links: Mapping[int, Mapping[str, Any]], actor: Any, at: datetime) -> Movement:
    """Keep what the movements above are here and which tasks count for them; in every state but the last.

    Args:
        links: by the key of the movement above, ``linked`` (key of a movement here, or None) and ``tasks`` (keys).

    Raises:
        Refused: ``not_allowed``, ``closed``, ``foreign_movement``.
    """
    demand(permissions.may_manage(actor, movement.body))
    current = Movement.objects.select_for_update(of=("self",)).select_related("body").get(pk=movement.pk)
    if current.state == Movement.State.CLOSED:
        raise Refused("closed", _("Phong trào đã kết thúc; chỉ còn xem."))
    for row in current.higher_movements.filter(pk__in=links):
        linked = _launched_above(current, links[row.pk].get("linked"))
        row.linked = linked
        row.save(update_fields=["linked"])
        row.tasks.set(current.tasks.filter(pk__in=links[row.pk].get("tasks", ())))
    new = {
        row.name: {"linked": row.linked_id, "tasks": list(row.tasks.values_list("label", flat=True))}
        for row in current.higher_movements.all()
    }
    record("movements.movement.link", current, actor=actor, at=at, new=new)
    return current


def _launched_above(movement: Movement, key: int | None) -> Movement | None:
    if key is None:
        return None
    found = Movement.objects.select_related("body").filter(pk=key, state__in=permissions.LAUNCHED_STATES).first()
    if found is None or found.pk == movement.pk or not movement.body.path.startswith(found.body.path):
        raise Refused("foreign_movement", _("Chỉ gắn được với phong trào đã phát động của cơ quan cấp trên."))
    return found
