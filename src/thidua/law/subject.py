"""The facts of one subject seen from one day: what counts, what is held, what is pending."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from thidua.law.codes import TITLES
from thidua.law.facts import RATINGS, Facts, Given, Initiative, Interval, MembersYear, Title

#: Years become bits of a 64-bit mask, the newest lowest: bit `LAST_YEAR - year`. Seen from a subject's achievement year
#: (shifted so that it is bit 0) the years before it follow upwards, and a run that ends there is a run of lowest bits.
EPOCH = 1990
LAST_YEAR = EPOCH + 63
ALL_YEARS = (1 << 64) - 1

#: A rating of the running year counts from this month (ratings are made before 15 December).
_YEAR_END_MONTH = 12


def year_bit(year: int) -> int:
    """The bit of a year; 0 for years the masks do not reach (no rule looks back so far)."""
    return 1 << (LAST_YEAR - year) if EPOCH <= year <= LAST_YEAR else 0


def years_of(mask: int, newest: int = LAST_YEAR) -> list[int]:
    """The years whose bits are set, ascending; bit 0 is the year `newest`."""
    years = []
    while mask:
        bit = mask.bit_length() - 1
        years.append(newest - bit)
        mask ^= 1 << bit
    return years


def years_up_to(year: int) -> int:
    """The mask of all years up to and with a year."""
    return ALL_YEARS & ~((1 << min(max(LAST_YEAR - year, 0), 64)) - 1)


def years_from(year: int) -> int:
    """The mask of all years from a year on."""
    return ALL_YEARS & ~years_up_to(year - 1)


@dataclass(frozen=True)
class Subject:
    """Facts seen from one day, for one achievement year.

    Attributes:
        facts: the facts as read.
        as_of: the day of the question.
        year: the achievement year asked about.
        asked: the year was named in the question, not taken from the facts.
    """

    facts: Facts
    as_of: date
    year: int
    asked: bool = False

    def counts(self, year: int) -> bool:
        """Whether something achieved in that year is over on the day of the question.

        The running year counts when the question names it (school years end in summer) or when it is ending.
        """
        if year != self.as_of.year:
            return year < self.as_of.year
        return (self.asked and self.year >= year) or self.as_of.month >= _YEAR_END_MONTH

    @property
    def is_running_year(self) -> bool:
        return self.year == self.as_of.year

    def is_given(self, name: str) -> bool:
        """Whether that list stands in the record, and so is complete."""
        return name in self.facts.given

    @cached_property
    def ratings(self) -> dict[int, tuple[str, str]]:
        """(rating, pointer) of every year that counts."""
        return {year: value for year, value in self.facts.ratings.items() if self.counts(year)}

    def rating(self, year: int) -> tuple[str, str] | None:
        """(rating, pointer) of a year that counts."""
        return self.ratings.get(year)

    def latest_rating(self) -> tuple[int, str, str] | None:
        """(year, rating, pointer) of the achievement year, or of the year before while that one runs."""
        for year in (self.year, self.year - 1) if self.is_running_year else (self.year,):
            rating = self.rating(year)
            if rating is not None:
                return year, *rating
        return None

    def held(self, code: str) -> list[Title]:
        """The titles of that code that are in force on the day."""
        return self._titles_in_force.get(code, [])

    @cached_property
    def _titles_in_force(self) -> dict[str, list[Title]]:
        result: dict[str, list[Title]] = {}
        for title in self.facts.titles:
            if self._title_counts(title):
                result.setdefault(title.award, []).append(title)
        return result

    def is_own_year(self, year: int) -> bool:
        """Whether a year surely is the subject's own: what a unit had before it was founded is its forerunners'."""
        founded = self.facts.founded
        return self.facts.kind != "collective" or founded is None or year >= founded.year

    @cached_property
    def own_years(self) -> int:
        """The mask of the years for which `is_own_year` holds."""
        founded = self.facts.founded
        if self.facts.kind != "collective" or founded is None:
            return ALL_YEARS
        return years_from(founded.year)

    def held_any(self, codes: tuple[str, ...]) -> bool:
        """Whether one of the titles is held for any year."""
        return any(self.held(code) for code in codes)

    def rated_at_least(self, year: int, level: str) -> bool:
        """Whether the year counts and is rated at that level or better."""
        rating = self.rating(year)
        return rating is not None and RATINGS.index(rating[0]) >= RATINGS.index(level)

    def maternity_year_list(self) -> list[int]:
        """The years of `maternity_years`."""
        return years_of(self.maternity_years)

    def _title_counts(self, title: Title) -> bool:
        if title.revoked or (title.decided_on is not None and title.decided_on > self.as_of):
            return False
        return title.decided_on is not None or self.counts(title.year)

    def received(self, code: str | None = None) -> list[Given]:
        """The commendations in force on the day, of one code or all; one decision once, however often it is named."""
        return [given for given in self._forms_in_force if code in (None, given.award)]

    @cached_property
    def _forms_in_force(self) -> list[Given]:
        found: dict[object, Given] = {}
        for number, given in enumerate(self.facts.awards):
            if not given.revoked and self._may_be_received(given):
                named = (given.award, given.decided_on, given.kind, given.last_year)
                found.setdefault(number if given.decided_on is None else named, given)
        return list(found.values())

    def _may_be_received(self, given: Given) -> bool:
        """Whether a form was not surely decided after the day."""
        if given.decided_on is not None:
            return given.decided_on <= self.as_of
        return given.last_year is None or given.last_year <= self.as_of.year

    def is_surely_received(self, given: Given) -> bool:
        """Whether a form of `received` was decided by the day, and not perhaps later in the year that it names."""
        return given.decided_on is not None or (given.last_year is not None and self.counts(given.last_year))

    def rewarded_years(self, code: str) -> tuple[int, int]:
        """Masks (certain, possible) of the years whose merit was already rewarded by that form.

        The achievement period written in the decision counts; where only a year or a day is known, everything up to it.
        """
        if code in TITLES:
            return self._years_of_earlier_title(code)
        if not self.is_given("awards"):
            return 0, ALL_YEARS
        certain = possible = 0
        for given in self.received(code):
            if given.kind not in (None, "merit"):
                continue
            last = given.last_year
            if last is not None:
                maybe = years_up_to(last)
                surely = maybe if self.is_surely_received(given) else 0
            elif given.decided_on is not None:
                surely, maybe = years_up_to(given.decided_on.year - 1), years_up_to(given.decided_on.year)
            else:
                surely, maybe = 0, ALL_YEARS
            certain |= surely if given.kind == "merit" else 0
            possible |= maybe
        return certain, possible

    def _years_of_earlier_title(self, code: str) -> tuple[int, int]:
        """The years up to the last such title before the achievement year."""
        if not self.is_given("titles"):
            return 0, ALL_YEARS
        earlier = [title.year for title in self.held(code) if title.year < self.year]
        mask = years_up_to(max(earlier)) if earlier else 0
        return mask, mask

    @cached_property
    def maternity_years(self) -> int:
        """Years touched by maternity leave and not rated: they do not break a run."""
        mask = 0
        for leave in self.facts.leave:
            if leave.what == "maternity" and leave.end is not None:
                for year in range(leave.start.year, leave.end.year + 1):
                    if year not in self.facts.ratings:
                        mask |= year_bit(year)
        return mask

    @property
    def members(self) -> MembersYear | None:
        """The collective's members in the achievement year."""
        return next((item for item in self.facts.member_years if item.year == self.year), None)

    def active_holds(self) -> list[Interval]:
        """Matters pending on the day. A hold ends on the day of its `until`, or when it was cleared."""
        return [
            hold
            for hold in self.facts.holds
            if hold.start <= self.as_of and not hold.cleared and (hold.end is None or self.as_of < hold.end)
        ]

    def known_discipline(self) -> list[Interval]:
        """Disciplines that were decided by the day."""
        return [item for item in self.facts.discipline if item.start <= self.as_of]

    def initiative_state(self, item: Initiative, use: str, award: str, excluded_by: str) -> str:
        """Whether an initiative can still serve: "free", "maybe" or "no".

        Args:
            item: the initiative.
            use: "title" or "form": what it is to serve for.
            award: the award asked about; its own use in the same year is no obstacle (the question may be asked again).
            excluded_by: which earlier uses exclude: "once" (any use), or "titles_may_share" (what served a title may
                serve another title, not a form; what served a form serves nothing else).
        """
        if item.recognised is False or (item.recognised_on is not None and item.recognised_on > self.as_of):
            return "no"
        if self.is_superseded(item):
            return "no"
        sure = item.recognised is True
        if item.used_for is not None:
            uses = [entry for entry in item.used_for if entry != f"{award}:{self.year}"]
            if any(_use_excludes(entry, use, award, excluded_by) for entry in uses):
                return "no"
        else:
            sure = sure and self._surely_unused(item)
            if self._surely_used(item) and use == "form":
                return "no"
        return "free" if sure else "maybe"

    def is_superseded(self, item: Initiative) -> bool:
        """Whether the same initiative stands in the record for a wider scope by the day."""
        return item.superseded_on is not None and item.superseded_on <= self.as_of

    def _surely_unused(self, item: Initiative) -> bool:
        """No use is written, but the complete lists show that nothing can have used it."""
        if not (self.is_given("titles") and self.is_given("awards")):
            return False
        titles = [title for title in self.facts.titles if title.award.startswith("CSTD") and title.year >= item.year]
        return all(title.basis == "rating" and title.award == "CSTDCS" for title in titles) and not self.facts.awards

    def _surely_used(self, item: Initiative) -> bool:
        """The only initiative of a year whose title was won by an initiative is the one that won it."""
        won = any(
            title.award == "CSTDCS" and title.year == item.year and title.basis == item.kind
            for title in self.facts.titles
        )
        same = [
            other
            for other in self.facts.initiatives
            if other.year == item.year and other.kind == item.kind and other.superseded_on is None
        ]
        return won and len(same) == 1


def _use_excludes(entry: str, use: str, award: str, excluded_by: str) -> bool:
    if excluded_by == "once":
        return True
    code = entry.partition(":")[0]
    group = "title" if code in TITLES else "form"
    return group != use or code == award or use == "form"
