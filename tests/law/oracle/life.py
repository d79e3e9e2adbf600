"""One subject and its facts, asked about on one day, in the plainest Python."""

from __future__ import annotations

from datetime import date
from typing import Any

from thidua.law.codes import TITLES

State = bool | None
Facts = dict[str, Any]

RATING_ORDER = ["failed", "completed", "good", "excellent"]
DISCIPLINE_ORDER = ["reprimand", "warning", "pay_cut", "demotion", "removal", "dismissal"]
SCOPE_ORDER = ["base", "province", "nation"]


def both(states: list[State]) -> State:
    """Kleene's and."""
    if False in states:
        return False
    return None if None in states else True


def at_least(states: list[State], count: int) -> State:
    """Kleene's "at least n of"."""
    if states.count(True) >= count:
        return True
    return False if len(states) - states.count(False) < count else None


def _one_decision(item: dict[str, Any], other: dict[str, Any]) -> bool:
    same = all(item.get(name) == other.get(name) for name in ("award", "decided_on", "kind"))
    return same and (item.get("to_year") or item.get("year")) == (other.get("to_year") or other.get("year"))


class Life:
    """One subject's facts, asked about on one day for one year."""

    def __init__(self, facts: Facts, on: date, year: int, asked: bool, strict: bool) -> None:
        self.facts = facts
        self.on = on
        self.year = year
        self.asked = asked
        self.strict = strict

    def over(self, year: int) -> bool:
        """Whether a year's result can exist on the day."""
        if year == self.on.year:
            return (self.asked and year <= self.year) or self.on.month == 12
        return year < self.on.year

    def rating(self, year: int) -> str | None:
        for item in self.facts.get("ratings", []):
            if item["year"] == year and self.over(year):
                return str(item["rating"])
        return None

    def has_title(self, codes: tuple[str, ...], year: int) -> bool:
        for item in self.facts.get("titles", []):
            if item["award"] in codes and item["year"] == year and not item.get("revoked"):
                if "decided_on" in item:
                    if date.fromisoformat(item["decided_on"]) <= self.on:
                        return True
                elif self.over(year):
                    return True
        return False

    def on_maternity(self, year: int) -> bool:
        """A year touched by maternity leave that nobody rated."""
        if any(item["year"] == year for item in self.facts.get("ratings", [])):
            return False
        for item in self.facts.get("leave", []):
            start, end = date.fromisoformat(item["from"]), date.fromisoformat(item["until"])
            if item["kind"] == "maternity" and start.year <= year <= end.year:
                return True
        return False

    def is_own(self, year: int | None) -> bool:
        """Whether a year is surely the unit's own, not its forerunners'."""
        subject = self.facts["subject"]
        if year is None or subject["kind"] != "collective" or "founded" not in subject:
            return True
        return year >= date.fromisoformat(subject["founded"]).year

    def given(self, codes: tuple[str, ...], steps: str) -> list[tuple[int | None, int | None, int | None, bool]]:
        """(year it counts in, surely rewarded up to, perhaps up to, certain) of every title and form given."""
        found: list[tuple[int | None, int | None, int | None, bool]] = []
        for code in codes:
            years = {item["year"] for item in self.facts.get("titles", []) if item["award"] == code}
            found += [(year, year, year, self.is_own(year)) for year in years if self.has_title((code,), year)]
        for item in self.awards():
            decided = date.fromisoformat(item["decided_on"]) if "decided_on" in item else None
            if item["award"] not in codes or item.get("revoked") or (decided and decided > self.on):
                continue
            if steps == "merit" and item.get("kind") in ("spontaneous", "movement"):
                continue
            last = item.get("to_year") or item.get("year")
            if decided is None and last is not None and last > self.on.year:
                continue
            known = (steps == "any" or "kind" in item) and self.is_surely_decided(item)
            if last is not None:
                found.append((last, last, last, known and self.is_own(last)))
            elif decided is not None:
                year = min(decided.year, self.year)
                found.append((year, decided.year - 1, decided.year, known and self.is_own(year)))
            else:
                found.append((None, None, None, known))
        return found

    def awards(self) -> list[dict[str, Any]]:
        """The forms in the record that were not revoked; one decision once, however often it is named."""
        found: list[dict[str, Any]] = []
        for item in self.facts.get("awards", []):
            alike = [other for other in found if "decided_on" in item and _one_decision(item, other)]
            if not item.get("revoked") and not alike:
                found.append(item)
        return found

    def is_surely_decided(self, item: dict[str, Any]) -> bool:
        """Whether a form that is not dated later was surely decided by the day."""
        last = item.get("to_year") or item.get("year")
        return "decided_on" in item or (last is not None and self.over(last))

    def may_hold_more(self, codes: tuple[str, ...]) -> bool:
        """Whether the list in which one of the codes would stand is missing."""
        return any(("titles" if code in TITLES else "awards") not in self.facts for code in codes)

    def is_after(self, codes: tuple[str, ...], steps: str, year: int) -> State:
        """Whether a year lies after one of the grants."""
        states: list[State] = [None if self.may_hold_more(codes) else False]
        for _year, first, last, certain in self.given(codes, steps):
            if first is None or last is None:
                states.append(None)
            elif year > last:
                states.append(True if certain else None)
            elif year > first:
                states.append(None)
        return at_least(states, 1)

    def rewarded(self, code: str, year: int) -> State:
        """Whether that year's merit was already rewarded by that form (or served an earlier such title)."""
        if code in TITLES:
            if "titles" not in self.facts:
                return None
            earlier = [item["year"] for item in self.facts["titles"] if item["award"] == code]
            return any(year <= other < self.year and self.has_title((code,), other) for other in earlier)
        if "awards" not in self.facts:
            return None
        states: list[State] = [False]
        for item in self.awards():
            decided = date.fromisoformat(item["decided_on"]) if "decided_on" in item else None
            if item["award"] != code or item.get("revoked") or (decided and decided > self.on):
                continue
            if item.get("kind", "merit") != "merit":
                continue
            last = item.get("to_year") or item.get("year")
            if decided is None and last is not None and last > self.on.year:
                continue
            covered: State
            if last is not None:
                covered = year <= last
                if covered and not self.is_surely_decided(item):
                    covered = None
            elif decided is not None:
                covered = True if year < decided.year else (None if year == decided.year else False)
            else:
                covered = None
            if covered and "kind" not in item:
                covered = None
            states.append(covered)
        return at_least(states, 1)
