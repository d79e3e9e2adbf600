"""What the law asks about before anybody is commended: discipline, pending matters, leave."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, TypeVar

from django.db import transaction

from thidua.journal.actions import record
from thidua.organisation.actions.guards import demand_keeper_of, demand_order
from thidua.organisation.models import Discipline, Hold, Leave, Person

Row = TypeVar("Row", Discipline, Hold, Leave)


@transaction.atomic
def discipline(
    *,
    person: Person,
    level: Discipline.Level | str,
    start: date,
    end: date | None,
    public_duty: bool,
    actor: Any,
    at: datetime,
) -> Discipline:
    """Enter a disciplinary measure and the time in which it is in force."""
    demand_keeper_of(actor, person, start)
    demand_order(start, end)
    row = Discipline.objects.create(person=person, level=level, start=start, end=end, public_duty=public_duty)
    return _entered("organisation.discipline.enter", row, actor, at, level=level, start=start, end=end)


@transaction.atomic
def place_hold(*, person: Person, reason: Hold.Reason | str, start: date, actor: Any, at: datetime) -> Hold:
    """Note a pending matter: commendation waits until it is cleared."""
    demand_keeper_of(actor, person, start)
    row = Hold.objects.create(person=person, reason=reason, start=start)
    return _entered("organisation.hold.place", row, actor, at, reason=reason, start=start)


@transaction.atomic
def lift_hold(*, hold: Hold, end: date, cleared: bool, actor: Any, at: datetime) -> Hold:
    """End a pending matter, with its conclusion: ``cleared`` means that there was no breach."""
    demand_keeper_of(actor, hold.person, end)
    demand_order(hold.start, end)
    hold.end, hold.cleared = end, cleared
    hold.save(update_fields=["end", "cleared"])
    return _entered("organisation.hold.lift", hold, actor, at, end=end, cleared=cleared)


@transaction.atomic
def record_leave(
    *, person: Person, kind: Leave.Kind | str, start: date, end: date, actor: Any, at: datetime, result: str = ""
) -> Leave:
    """Note a longer absence that the law treats in its own way."""
    demand_keeper_of(actor, person, start)
    demand_order(start, end)
    row = Leave.objects.create(person=person, kind=kind, start=start, end=end, result=result)
    return _entered("organisation.leave.enter", row, actor, at, kind=kind, start=start, end=end)


def _entered(action: str, row: Row, actor: Any, at: datetime, **new: Any) -> Row:
    record(action, row, actor=actor, at=at, new={"person": row.person.code, **new})
    return row
