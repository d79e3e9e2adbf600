"""Which roles a user has on a day, and how far each reaches."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from thidua.accounts.roles import Role
from thidua.base import clock
from thidua.organisation.models import Assignment, Unit


@dataclass(frozen=True)
class Reach:
    """A role for a unit and everything below it."""

    role: Role
    unit_id: int
    unit_path: str
    unit_name: str

    def covers(self, unit: Unit) -> bool:
        """Whether ``unit`` is the role's unit or lies below it."""
        return unit.path.startswith(self.unit_path)


class Roles:
    """All roles of one user on one day."""

    def __init__(self, reaches: Iterable[Reach]) -> None:
        self.reaches = tuple(reaches)

    def has(self, *roles: Role, unit: Unit | None = None) -> bool:
        """Whether the user has one of ``roles``; with ``unit``, one that covers it."""
        return self.reach(*roles, unit=unit) is not None

    def reach(self, *roles: Role, unit: Unit | None = None) -> Reach | None:
        """The first reach by one of ``roles`` that covers ``unit``, or None."""
        for found in self.reaches:
            if found.role in roles and (unit is None or found.covers(unit)):
                return found
        return None

    def units(self, *roles: Role, field: str = "") -> Q:
        """A filter for all rows whose unit lies within the reach of ``roles``.

        Args:
            field: path from the row to its unit, e.g. ``"dossier__unit"``; empty when the rows are units.

        Matches nothing when the user has none of the roles.
        """
        prefix = f"{field}__" if field else ""
        tops = highest(reach.unit_path for reach in self.reaches if reach.role in roles)
        return Q(*((f"{prefix}path__startswith", top) for top in tops), _connector=Q.OR) if tops else Q(pk__in=[])

    def labels(self) -> list[str]:
        """The roles' names for people, each once."""
        return list(dict.fromkeys(str(reach.role.label) for reach in self.reaches))


def highest(paths: Iterable[str]) -> list[str]:
    """Those of ``paths`` in the tree of units that lie below none of the others, each once."""
    tops: list[str] = []
    for path in sorted(paths):
        if not tops or not path.startswith(tops[-1]):
            tops.append(path)
    return tops


def roles_of(user: Any, day: date | None = None) -> Roles:
    """The roles of ``user`` on ``day`` (today when not given); nobody signed in has none.

    Kept on the user object, so that one request asks the database once.
    """
    if user is None or not getattr(user, "is_authenticated", False) or not user.is_active:
        return Roles(())
    day = day or clock.today()
    kept: dict[date, Roles] = user.__dict__.setdefault("_roles_by_day", {})
    if day not in kept:
        running = Assignment.objects.filter(Q(end__isnull=True) | Q(end__gte=day), user=user, start__lte=day)
        rows = running.values_list("role", "unit_id", "unit__path", "unit__name").order_by("pk")
        kept[day] = Roles(Reach(Role(role), unit_id, path, name) for role, unit_id, path, name in rows)
    return kept[day]


def holders(role: Role, unit: Unit, day: date) -> list[Any]:
    """The active users who have ``role`` for ``unit`` on ``day``, by a role on it or on a unit above it."""
    running = Assignment.objects.filter(Q(end__isnull=True) | Q(end__gte=day), role=role, start__lte=day)
    above = [unit.path[: length * unit.steplen] for length in range(1, unit.depth + 1)]
    assignments = running.filter(unit__path__in=above, user__is_active=True).select_related("user")
    return list({assignment.user_id: assignment.user for assignment in assignments.order_by("pk")}.values())
