"""How single rows of the record are written as facts; what is not known is left out, never filled in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import islice
from typing import Any, TypeVar

from thidua.organisation.models import Discipline, Hold, Honour, Leave, Rating

# SQLite takes 32,766 values in one question; a block stays well below.
BLOCK = 5_000

_BASES = ("rating", "initiative", "research", "combat")
_STUDY_RESULTS = ("excellent", "good", "fair", "average", "failed")

Row = TypeVar("Row")


def known(**values: Any) -> dict[str, Any]:
    """The values that are known; what is None or empty is left out."""
    return {name: value for name, value in values.items() if value is not None and value != ""}


def iso(day: date | None) -> str | None:
    """A day as the contract writes it."""
    return day.isoformat() if day else None


def grouped(rows: Iterable[Row], key: Callable[[Row], int]) -> dict[int, list[Row]]:
    """Rows by the number of their subject, in their own order; a subject without rows has an empty list."""
    found: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        found[key(row)].append(row)
    return found


def blocks(numbers: Iterable[int]) -> Iterator[list[int]]:
    """Primary keys in blocks that one question can hold."""
    remaining = iter(numbers)
    while block := list(islice(remaining, BLOCK)):
        yield block


def is_revoked(honour: Honour, day: date) -> bool:
    """Whether the honour had been taken away by ``day``."""
    return honour.revoked_on is not None and honour.revoked_on <= day


def rating_facts(ratings: Iterable[Rating]) -> list[dict[str, Any]]:
    """``ratings`` of the contract, oldest first."""
    return [{"year": rating.year, "rating": rating.level} for rating in sorted(ratings, key=lambda row: row.year)]


def title_facts(honours: Iterable[Honour], day: date) -> list[dict[str, Any]]:
    """``titles`` of the contract: the emulation titles among ``honours``."""
    return [
        known(
            award=honour.award,
            year=honour.year,
            decided_on=iso(honour.decided_on),
            basis=honour.basis if honour.basis in _BASES else None,
            revoked=True if is_revoked(honour, day) else None,
        )
        for honour in honours
        if honour.is_title
    ]


def award_facts(honours: Iterable[Honour], day: date) -> list[dict[str, Any]]:
    """``awards`` of the contract: the forms of commendation among ``honours``."""
    return [
        known(
            award=honour.award,
            year=honour.year,
            decided_on=iso(honour.decided_on),
            kind=honour.kind,
            revoked=True if is_revoked(honour, day) else None,
        )
        for honour in honours
        if not honour.is_title
    ]


def discipline_facts(rows: Iterable[Discipline]) -> list[dict[str, Any]]:
    """``discipline`` of the contract; a measure without an end is written so."""
    return [
        {"level": row.level, "from": iso(row.start), "until": iso(row.end), "public_duty": row.public_duty}
        for row in rows
    ]


def hold_facts(rows: Iterable[Hold]) -> list[dict[str, Any]]:
    """``holds`` of the contract; ``cleared`` only when somebody has concluded."""
    return [
        {"reason": row.reason, "from": iso(row.start), "until": iso(row.end)}
        | ({} if row.cleared is None else {"cleared": row.cleared})
        for row in rows
    ]


def leave_facts(rows: Iterable[Leave]) -> list[dict[str, Any]]:
    """``leave`` of the contract; the result of a course only when it is one of its words."""
    return [
        {"kind": row.kind, "from": iso(row.start), "until": iso(row.end)}
        | ({"result": row.result} if row.result in _STUDY_RESULTS else {})
        for row in rows
    ]
