"""Units that came to the body after the launch take part too: reorganisations do not wait for a movement's end."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from thidua.base.refusal import Refused
from thidua.journal.actions import record
from thidua.movements import contacts, permissions
from thidua.movements.actions.guards import demand
from thidua.movements.models import Movement, Participation
from thidua.notices.actions import notify
from thidua.organisation.models import Unit


@transaction.atomic
def admit_units(*, movement: Movement, units: Iterable[Unit], actor: Any, at: datetime) -> list[Participation]:
    """Let ``units`` take part in a running movement and tell their contacts; who takes part already is left alone.

    Raises:
        Refused: ``not_allowed``, ``not_running``, ``foreign_unit``.
    """
    demand(permissions.may_manage(actor, movement.body))
    current = Movement.objects.select_for_update().get(pk=movement.pk)
    if current.state not in permissions.OPEN_STATES:
        raise Refused("not_running", _("Phong trào không trong thời gian thực hiện nên không thêm đơn vị được."))
    inside = set(movement.participations.values_list("unit_id", flat=True))
    added = [unit for unit in {unit.pk: unit for unit in units}.values() if unit.pk not in inside]
    for unit in added:
        if not unit.path.startswith(movement.body.path):
            message = _("%(unit)s không thuộc %(body)s nên không đưa vào phong trào được.")
            raise Refused("foreign_unit", message % {"unit": unit, "body": movement.body})
    made = [Participation.objects.create(movement=movement, unit=unit) for unit in added]
    for participation in made:
        new = {"unit": participation.unit.name}
        record("movements.participation.admit", participation, actor=actor, at=at, new=new)
    told = contacts.contacts_of(added, timezone.localdate(at))
    notify(
        recipients=[user for users in told.values() for user in users],
        kind="movement",
        subject=f"Đơn vị được đưa vào phong trào: {movement.title}",
        body="Phong trào đang thực hiện. Hãy xác nhận đã nhận kế hoạch, đăng ký thi đua và báo cáo kết quả.",
        at=at,
        url=reverse("movements:detail", args=[movement.pk]),
    )
    return made
