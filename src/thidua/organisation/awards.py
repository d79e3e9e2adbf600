"""Which law this installation asks, and the names of titles and forms as a record shows them: from the law's packs."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from django.conf import settings
from django.utils.translation import get_language

from thidua import law as library
from thidua.base import clock


def the_law() -> library.Law:
    """The packs of this installation: national law and, where one is set, the overlay of the body."""
    overlay = getattr(settings, "LAW_OVERLAY", "")
    return library.load_law(overlay) if overlay else library.load_law()


def reading_language() -> str:
    """The reader's language by its two letters."""
    return (get_language() or "vi").split("-")[0]


@lru_cache(maxsize=64)
def _names(law_hash: str, day: date, language: str) -> dict[str, str]:
    return {info.code: info.names.get(language) or info.names["vi"] for info in library.awards(the_law(), day)}


def award_names(day: date) -> dict[str, str]:
    """Code → name of every title and form that the law of ``day`` knows, in the reader's language."""
    return _names(the_law().hash, day, reading_language())


def name_of(code: str) -> str:
    """The name of an award as the law of today calls it; the code itself where the law knows none."""
    return award_names(clock.today()).get(code, code)
