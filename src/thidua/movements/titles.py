"""The titles and award forms that can be registered for: names and recipients as the law has them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.utils.translation import get_language

from thidua import law


@dataclass(frozen=True)
class Title:
    """One title or form of commendation."""

    code: str
    name: str
    is_title: bool
    for_people: bool
    for_collectives: bool
    cite: str


def titles_on(day: date) -> dict[str, Title]:
    """What can be registered for on ``day``, by code, in the order of the law."""
    return dict(_titles_on(day, (get_language() or "vi")[:2]))


def name_of(code: str, day: date) -> str:
    """The name of an award; the code itself when the law of that day does not know it."""
    title = titles_on(day).get(code)
    return title.name if title else code


@lru_cache(maxsize=64)
def _titles_on(day: date, language: str) -> tuple[tuple[str, Title], ...]:
    found = law.awards(law.load_law(), day)
    return tuple(
        (
            award.code,
            Title(
                code=award.code,
                name=award.names.get(language) or award.names["vi"],
                is_title=award.category == "title",
                for_people="individual" in award.recipients,
                for_collectives="collective" in award.recipients,
                cite=str(award.cites[0]) if award.cites else "",
            ),
        )
        for award in found
    )
