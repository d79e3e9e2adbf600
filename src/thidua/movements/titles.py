"""The titles and award forms that can be registered for: names and recipients as the law has them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.utils.translation import get_language

from thidua import law

# What offices register for, in this order; other awards of the law are proposed, not registered for.
REGISTERED = (
    "LDTT", "CSTDCS", "CSTD_TINH", "CSTD_BO", "CSTDTQ", "TTLDTT", "TTLDXS", "CO_TINH", "CO_BO", "CO_CP",
    "GIAY_KHEN", "BK_TINH", "BK_BO",
)  # fmt: skip


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
    """What can be registered for on ``day``, by code: those of `REGISTERED` that the law of that day has."""
    return dict(_titles_on(day, (get_language() or "vi")[:2]))


def name_of(code: str, day: date) -> str:
    """The name of an award; the code itself when the law of that day does not know it."""
    title = titles_on(day).get(code)
    return title.name if title else code


def unknown(code: str) -> Title:
    """A title that the law of the day does not know: its code stands for its name."""
    return Title(code=code, name=code, is_title=True, for_people=False, for_collectives=False, cite="")


@lru_cache(maxsize=64)
def _titles_on(day: date, language: str) -> tuple[tuple[str, Title], ...]:
    known = {award.code: award for award in law.awards(law.load_law(), day)}
    found = [known[code] for code in REGISTERED if code in known]
    return tuple(
        (
            award.code,
            Title(
                code=award.code,
                name=award.names.get(language) or award.names["vi"],
                is_title=award.category == "title",
                for_people="individual" in award.recipients,
                for_collectives="collective" in award.recipients,
                cite=award.cites[0].text if award.cites else "",
            ),
        )
        for award in found
    )
