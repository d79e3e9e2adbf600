"""The pledge that the units of a movement enter into (giao ước thi đua)."""

from __future__ import annotations

from datetime import date
from typing import Any

from thidua import paperwork
from thidua.movements import queries
from thidua.movements.models import Movement, Registration
from thidua.movements.papers.wording import lines_of_text, movement_named, plan_cited
from thidua.organisation.letterhead import letterhead, office_record, signer_of


def pledge_context(movement: Movement, _actor: Any, day: date) -> paperwork.Pledge:
    """All units that take part, with what their registrations commit them to, and the tasks where nothing is said.

    Raises:
        Refused: ``no_office``.
    """
    record = office_record(movement.body)
    parties = tuple(
        paperwork.Party(unit=row.unit.name, lines=("THỦ TRƯỞNG ĐƠN VỊ",)) for row in queries.participants_of(movement)
    )
    return paperwork.Pledge(
        office=letterhead(record),
        signer=signer_of(record),
        year=(movement.end or day).year,
        movement=movement.theme or movement.title,
        introduction=(f"Thực hiện {plan_cited(movement)} về {movement_named(movement)}.",),
        commitments=_commitments(movement),
        parties=parties,
    )


def _commitments(movement: Movement) -> tuple[paperwork.Line, ...]:
    """What units have committed themselves to, each wording once; before that, the tasks of the plan."""
    sent = movement.registrations.exclude(state=Registration.State.DRAFT).order_by("unit__path")
    said = [line for text in sent.values_list("commitments", flat=True) for line in lines_of_text(text)]
    if not said:
        said = [task.text or task.title for task in movement.tasks.all()]
    return tuple(paperwork.Line("clause", text) for text in dict.fromkeys(said))
