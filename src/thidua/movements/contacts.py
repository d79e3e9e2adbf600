"""Whom to tell when a unit is meant."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q

from thidua.accounts.roles import Role
from thidua.organisation.models import Assignment, Unit
from thidua.organisation.queries import running_on


def contacts_of(units: Iterable[Unit], day: date) -> dict[int, list[Any]]:
    """The users who speak for each unit on ``day`` (see `permissions.may_act_for`), in one query.

    A role on the unit itself comes before one on a unit above it: when the unit has a contact of its own, only that
    one is told. A unit without any has an empty list.
    """
    wanted = list(units)
    rows = (
        Assignment.objects.filter(running_on(day), user__is_active=True)
        .filter(Q(role=Role.UNIT_CONTACT) | Q(role=Role.UNION))
        .select_related("user", "unit")
        .order_by("pk")
    )
    assignments = list(rows)
    return {unit.pk: _nearest(unit, assignments) for unit in wanted}


def _nearest(unit: Unit, assignments: Iterable[Assignment]) -> list[Any]:
    speaking = [
        row
        for row in assignments
        if unit.path.startswith(row.unit.path)
        and (row.role == Role.UNIT_CONTACT or unit.kind == Unit.Kind.MASS_ORGANISATION)
    ]
    deepest = max((row.unit.depth for row in speaking), default=0)
    return list({row.user_id: row.user for row in speaking if row.unit.depth == deepest}.values())
