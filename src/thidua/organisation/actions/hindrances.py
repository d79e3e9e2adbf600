"""What the law asks about before anybody is commended: discipline, pending matters, leave."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, TypeVar

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.base.refusal import Refused
from thidua.journal.actions import record, record_removal
from thidua.organisation.actions.guards import about, demand_appraiser, demand_order
from thidua.organisation.models import Discipline, Hold, Leave, Person, Unit

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
    """Enter a disciplinary measure and the time in which it is in force; the very same one pressed twice is one."""
    demand_appraiser(actor, person)
    demand_order(start, end)
    values = {"person": person, "level": level, "start": start, "end": end, "public_duty": public_duty}
    row, is_new = _only_one(Discipline, person, values)
    return (
        row
        if not is_new
        else _entered("organisation.discipline.enter", row, actor, at, level=level, start=start, end=end)
    )


@transaction.atomic
def place_hold(
    *,
    reason: Hold.Reason | str,
    start: date,
    actor: Any,
    at: datetime,
    person: Person | None = None,
    unit: Unit | None = None,
) -> Hold:
    """Note a pending matter of a person or of a collective (one of the two): commendation waits until it is cleared.

    The very same matter pressed twice is one.
    """
    subject = person or unit
    assert subject is not None
    demand_appraiser(actor, subject)
    row, is_new = _only_one(Hold, subject, {"reason": reason, "start": start, "end": None, **about(subject)})
    return row if not is_new else _entered("organisation.hold.place", row, actor, at, reason=reason, start=start)


@transaction.atomic
def lift_hold(*, hold: Hold, end: date, cleared: bool, actor: Any, at: datetime) -> Hold:
    """End a pending matter, with its conclusion: ``cleared`` means that there was no breach."""
    demand_appraiser(actor, _subject(hold))
    hold = Hold.objects.select_for_update().get(pk=hold.pk)
    if hold.end is not None:
        raise Refused("concluded", _("Việc này đã có kết luận."))
    demand_order(hold.start, end)
    hold.end, hold.cleared = end, cleared
    hold.save(update_fields=["end", "cleared"])
    return _entered("organisation.hold.lift", hold, actor, at, end=end, cleared=cleared)


@transaction.atomic
def record_leave(
    *, person: Person, kind: Leave.Kind | str, start: date, end: date, actor: Any, at: datetime, result: str = ""
) -> Leave:
    """Note a longer absence that the law treats in its own way; the very same one pressed twice is one."""
    demand_appraiser(actor, person)
    demand_order(start, end)
    values = {"person": person, "kind": kind, "start": start, "end": end, "result": result}
    row, is_new = _only_one(Leave, person, values)
    return row if not is_new else _entered("organisation.leave.enter", row, actor, at, kind=kind, start=start, end=end)


@transaction.atomic
def withdraw(*, row: Discipline | Hold | Leave, reason: str, actor: Any, at: datetime) -> None:
    """Take back an entry that was a mistake; the journal keeps what it said and why it went. Done once, it is done.

    Raises:
        Refused: ``not_allowed``, ``reason_missing``.
    """
    demand_appraiser(actor, _subject(row))
    if not reason.strip():
        message = _("Hãy ghi rõ vì sao mục này ghi nhầm.")
        raise Refused("reason_missing", message, fields={"reason": message})
    there = type(row)._default_manager.select_for_update().filter(pk=row.pk).first()
    if there is None:
        return
    record_removal(f"organisation.{row._meta.model_name}.withdraw", there, actor=actor, at=at, reason=reason)
    there.delete()


def _only_one(model: type[Row], subject: Person | Unit, values: dict[str, Any]) -> tuple[Row, bool]:
    """The row with these values, and whether it was made just now; of two at once the second finds the first's."""
    type(subject)._default_manager.select_for_update().get(pk=subject.pk)
    there = model._default_manager.filter(**values).first()
    return (there, False) if there is not None else (model._default_manager.create(**values), True)


def _subject(row: Discipline | Hold | Leave) -> Person | Unit:
    subject = row.person or (row.unit if isinstance(row, Hold) else None)
    assert subject is not None
    return subject


def _entered(action: str, row: Row, actor: Any, at: datetime, **new: Any) -> Row:
    subject = _subject(row)
    record(action, row, actor=actor, at=at, new={subject._meta.model_name or "": subject.code, **new})
    return row
