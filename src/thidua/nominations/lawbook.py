"""The law as this installation asks it: the awards that it knows, and the question about one nomination."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Literal

from django.utils.translation import gettext as _

from thidua import law as library
from thidua.base.refusal import Refused
from thidua.organisation.awards import award_names, reading_language, the_law

__all__ = ["AwardOption", "ask", "award_info", "award_name", "award_names", "award_options", "law_language", "the_law"]


def law_language() -> Literal["vi", "en"]:
    """The reader's language among those that the law is told in."""
    return "en" if reading_language() == "en" else "vi"


@dataclass(frozen=True)
class AwardOption:
    """A title or form of commendation as a list offers it."""

    code: str
    name: str
    is_title: bool
    recipients: tuple[str, ...]


@lru_cache(maxsize=64)
def _options(law_hash: str, day: date, language: str) -> tuple[AwardOption, ...]:
    found = library.awards(the_law(), day)
    return tuple(
        AwardOption(
            code=info.code,
            name=award_names(day)[info.code],
            is_title=info.category == "title",
            recipients=tuple(info.recipients),
        )
        for info in found
    )


def award_options(day: date) -> tuple[AwardOption, ...]:
    """All awards of the law of ``day``, in the law's order, named in the reader's language."""
    return _options(the_law().hash, day, reading_language())


def award_name(code: str, day: date) -> str:
    """The name of an award; its code when the law of that day does not know it."""
    return award_names(day).get(code, code)


def award_info(code: str, day: date) -> library.AwardInfo:
    """All that the law says about an award.

    Raises:
        Refused: ``unknown_award`` when the law of that day has no such award.
    """
    try:
        return library.award(the_law(), code, day)
    except library.LawError as error:
        raise Refused("unknown_award", str(error)) from error


def ask(
    facts: dict[str, Any], award: str, on: date, *, received: date | None, year: int, kind: str
) -> tuple[str, dict[str, Any]]:
    """Put a question to the law.

    Args:
        facts: by contracts/facts.schema.json.
        award: code.
        on: the day of the question.
        received: the day on which the appraising body took the dossier in; it chooses the law.
        year: achievement year.
        kind: kind of commendation; empty for titles.

    Returns:
        The outcome and the verdict as contracts/verdict.schema.json.

    Raises:
        Refused: ``law_cannot_answer`` when the record contradicts itself or the law of that day is not known.
    """
    try:
        verdict = library.check(the_law(), facts, award, on, received=received, year=year, kind=kind or "merit")
    except library.LawError as error:
        name = facts["subject"].get("name", "")
        message = _("Chưa đối chiếu được hồ sơ của %(name)s với luật. %(error)s")
        raise Refused("law_cannot_answer", message % {"name": name, "error": error}) from error
    return verdict.outcome, dict(verdict.to_json())
