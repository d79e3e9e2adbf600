"""Who comes first among equals, where the law names some: shown beside an answer, never a condition of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from thidua.law.facts import RECIPIENTS, Facts
from thidua.law.reading import Entry
from thidua.law.sources import Cite, read_period, read_source

_MOST_WOMEN = 0.7


def _is_woman(facts: Facts) -> bool | None:
    return None if facts.gender is None else facts.gender == "female"


def _has_mostly_women(facts: Facts) -> bool | None:
    return None if facts.female_share is None else facts.female_share >= _MOST_WOMEN


def _works_directly(facts: Facts) -> bool | None:
    if facts.role in ("worker", "farmer"):
        return True
    return None if facts.post_band is None else facts.post_band == "direct"


#: The closed vocabulary: what a preference may look at.
_WHO: Mapping[str, Callable[[Facts], bool | None]] = {
    "woman": _is_woman,
    "mostly_women": _has_mostly_women,
    "direct": _works_directly,
}
_HOLDS_TEXT = {True: "có", False: "không", None: "hồ sơ chưa ghi"}


@dataclass(frozen=True)
class Preference:
    """A rule on who is chosen among those who equally qualify.

    Attributes:
        id: its name in the packs.
        who: key of what is looked at.
        recipients: whom it is about.
        text: in Vietnamese.
        start, end: days of force.
        cite, knowledge: where it stands, how sure we are.
    """

    id: str
    who: str
    recipients: tuple[str, ...]
    text: str
    start: date
    end: date | None
    cite: Cite
    knowledge: str


@dataclass(frozen=True)
class PreferenceResult:
    """Whether a preference speaks for one subject; None: the record does not say."""

    preference: Preference
    holds: bool | None

    @property
    def text(self) -> str:
        """The rule and what the record says, with the article."""
        preference = self.preference
        return f"{preference.text}: {_HOLDS_TEXT[self.holds]} ({preference.cite.text})."

    def to_json(self) -> dict[str, Any]:
        return {
            "id": self.preference.id,
            "holds": self.holds,
            "text": self.text,
            "cite": self.preference.cite.to_json(),
            "knowledge": self.preference.knowledge,
        }


def read_preferences(entry: Entry) -> tuple[Preference, ...]:
    """The preferences of the packs.

    Raises:
        LawError: a form error, or a preference without its article.
    """
    return tuple(_read(item) for item in entry.items())


def _read(entry: Entry) -> Preference:
    names = ("id", "who", "for", "text", "from", "to", "cite", "knowledge")
    keys = entry.mapping(names, required=("id", "who", "for", "text"))
    start, end = read_period(keys, entry)
    cite, knowledge = read_source(keys, entry)
    return Preference(
        id=keys["id"].text(),
        who=keys["who"].one_of(_WHO),
        recipients=tuple(item.one_of(RECIPIENTS) for item in keys["for"].items()),
        text=keys["text"].text(),
        start=start,
        end=end,
        cite=cite,
        knowledge=knowledge,
    )


def preferences_for(preferences: tuple[Preference, ...], facts: Facts, day: date) -> tuple[PreferenceResult, ...]:
    """The preferences in force on a day of the law that are about such a subject, with what its record says."""
    return tuple(
        PreferenceResult(preference, _WHO[preference.who](facts))
        for preference in preferences
        if facts.kind in preference.recipients
        and preference.start <= day
        and (preference.end is None or day <= preference.end)
    )
