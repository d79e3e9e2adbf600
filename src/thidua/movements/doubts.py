"""What a person has to look at in a plan that was read: doubtful readings, contradictions, dead references, blanks.

A doubt has a key that stays the same whatever is edited, so that "seen, it is right" is kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from thidua.movements.as_read import Facts, places_of
from thidua.movements.citations import Citation
from thidua.movements.transitions import REQUIRED_FIELDS

# Warnings about a blank, and the fact that ends them once it is filled in.
BLANKS = {
    "number_blank": "document_number",
    "symbol_missing": "document_symbol",
    "date_blank": "issued_on",
    "date_missing": "issued_on",
    "title_missing": "title",
    "ocr_handwritten": "",
}


@dataclass(frozen=True)
class Doubt:
    """One thing to look at.

    Attributes:
        key: its name in `PlanDocument.confirmed`; a blank has none, it ends when it is filled in.
        fact: the fact it stands with (``"tasks-3"``, ``"issued_on"``), or None: it stands alone.
        at: its place in the source, or None.
    """

    key: str
    message: str
    fact: str | None
    at: Any
    is_open: bool


def doubts_of(
    reading: Mapping[str, Any], facts: Facts, citations: Iterable[Citation], confirmed: Iterable[str]
) -> list[Doubt]:
    """All doubts of a plan as it stands now, settled ones too."""
    settled = set(confirmed)
    places = places_of(reading)
    covers = _covers(places, facts)
    told: dict[str, str] = {}
    others = []
    for warning in reading.get("warnings", ()):
        fact = _fact_of(warning.get("at"), covers)
        blank = BLANKS.get(warning["code"])
        about = fact if blank == "" else blank
        # A blank is asked for as long as it is empty; once a person has filled it in, it is settled.
        if blank is not None and about in REQUIRED_FIELDS:
            told[about or ""] = warning["message"]
        else:
            others.append(_of_warning(warning, fact, settled))
    doubts = [_blank(name, places.get(name), told.get(name)) for name in REQUIRED_FIELDS if not facts.get(name)]
    doubts += others
    for number, citation in enumerate(citations):
        for warning in citation.warnings:
            key = f"{warning.code}@{citation.number}"
            place = facts["references"][number].get("at")
            doubts.append(Doubt(key, warning.message, f"references-{number}", place, key not in settled))
    return doubts


def _blank(name: str, place: Any, message: str | None) -> Doubt:
    said = message or (_("Văn bản để trống, hãy điền.") if place else _("Kế hoạch không nêu, hãy điền."))
    return Doubt("", said, name, place, True)


def _of_warning(warning: Mapping[str, Any], fact: str | None, settled: set[str]) -> Doubt:
    at, code = warning.get("at"), warning["code"]
    key = f"{code}@{at[0]}-{at[1]}" if at else code
    return Doubt(key, warning["message"], fact, at, key not in settled)


def _covers(places: Mapping[str, Any], facts: Facts) -> list[tuple[int, int, str]]:
    """Every stretch of the source that a fact was read from: ``(start, end, fact)``."""
    found = [(start, end, name) for name, place in places.items() for start, end in spans(place)]
    for name, items in facts.items():
        if isinstance(items, list):
            for number, item in enumerate(items):
                found += [(start, end, f"{name}-{number}") for start, end in spans(item.get("at"))]
    return found


def _fact_of(at: Any, covers: list[tuple[int, int, str]]) -> str | None:
    """The fact with the narrowest stretch over ``at``."""
    if not at:
        return None
    over = [(end - start, fact) for start, end, fact in covers if start < at[1] and at[0] < end]
    return min(over)[1] if over else None


def spans(at: Any) -> list[tuple[int, int]]:
    """The half-open spans of a place: none, one ``[start, end]``, or a list of such pairs."""
    if not at:
        return []
    return [(at[0], at[1])] if isinstance(at[0], int) else [(start, end) for start, end in at]
