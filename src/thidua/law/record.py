"""What is known of subjects on a day, packed: one row per subject, one column per atom.

A fact kind becomes a mask of years (bit `year - EPOCH` of an unsigned 64-bit number), so that a run of years is a shift
and a mask, whatever the length of the life. Facts that may be true come in pairs of columns: *certain* (the record says
so) and *possible* (the record says so or is silent). A condition is met when it holds on the certain columns, unmet
when it fails even on the possible ones, and unknown in between.

A packed block belongs to one day: what is dated later does not count on it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from thidua.law.codes import TITLES
from thidua.law.facts import RATINGS, SCOPES, Facts, Given, Initiative, Interval, MembersYear, Title

EPOCH = 1990
ALL_YEARS = (1 << 64) - 1
BLOCK = 65_536

BoolArray = NDArray[np.bool_]
MaskArray = NDArray[np.uint64]
IntArray = NDArray[np.int64]

#: A rating of the running year counts from this day of December (ratings are made before 15 December).
_YEAR_END_MONTH = 12

UNKNOWN_COUNT = -1


def year_bit(year: int) -> int:
    """The bit of a year; 0 for years the masks do not reach (no rule looks back so far)."""
    return 1 << (year - EPOCH) if EPOCH <= year < EPOCH + 64 else 0


def years_of(mask: int) -> list[int]:
    """The years whose bits are set, ascending."""
    return [EPOCH + bit for bit in range(64) if mask >> bit & 1]


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
        """The commendations in force on the day, of one code or all."""
        return [
            given
            for given in self.facts.awards
            if (code is None or given.award == code)
            and not given.revoked
            and (given.decided_on is None or given.decided_on <= self.as_of)
        ]

    def rewarded_years(self, code: str) -> tuple[int, int]:
        """Masks (certain, possible) of the years whose merit was already rewarded by that form.

        The achievement period written in the decision counts; where only a year or a day is known, everything up to it.
        """
        if not self.is_given("awards"):
            return 0, ALL_YEARS
        certain = possible = 0
        for given in self.received(code):
            if given.kind not in (None, "merit"):
                continue
            last = given.to_year or given.year
            if last is not None:
                surely = maybe = _years_up_to(last)
            elif given.decided_on is not None:
                surely, maybe = _years_up_to(given.decided_on.year - 1), _years_up_to(given.decided_on.year)
            else:
                surely, maybe = 0, ALL_YEARS
            certain |= surely if given.kind == "merit" else 0
            possible |= maybe
        return certain, possible

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
        same = [other for other in self.facts.initiatives if other.year == item.year and other.kind == item.kind]
        return won and len(same) == 1


def _years_up_to(year: int) -> int:
    if year < EPOCH:
        return 0
    return ALL_YEARS if year >= EPOCH + 63 else (1 << (year - EPOCH + 1)) - 1


def _use_excludes(entry: str, use: str, award: str, excluded_by: str) -> bool:
    if excluded_by == "once":
        return True
    code = entry.partition(":")[0]
    group = "title" if code in TITLES else "form"
    return group != use or code == award or use == "form"


@dataclass(frozen=True)
class Atom:
    """One column: its name, its NumPy type, and how one subject's value is read."""

    name: str
    dtype: str
    read: Callable[[Subject], int] = field(compare=False, repr=False)


GIVEN_NAMES = ("ratings", "titles", "awards", "initiatives", "discipline", "holds", "leave", "collective")
GIVEN = Atom(
    "given",
    "u1",
    lambda subject: sum(1 << bit for bit, name in enumerate(GIVEN_NAMES) if subject.is_given(name)),
)


@lru_cache
def rated(level: str, certain: bool) -> Atom:
    """Years rated at that level or better."""
    good_enough = frozenset(RATINGS[RATINGS.index(level) :])

    def read(subject: Subject) -> int:
        if not subject.is_given("ratings"):
            return 0 if certain else ALL_YEARS
        mask = 0
        for year, (rating, _pointer) in subject.ratings.items():
            if rating in good_enough:
                mask |= year_bit(year)
        if not certain:
            mask |= _unrated_but_possible(subject)
        return mask

    return Atom(f"rated:{level}:{'certain' if certain else 'possible'}", "u8", read)


def _unrated_but_possible(subject: Subject) -> int:
    """The achievement year while its rating is still to come: it is running, or spent on maternity leave."""
    if subject.year in subject.ratings:
        return 0
    bit = year_bit(subject.year)
    return bit if subject.is_running_year or subject.maternity_years & bit else 0


@lru_cache
def held(codes: tuple[str, ...], certain: bool) -> Atom:
    """Years for which one of the titles is held."""

    def read(subject: Subject) -> int:
        if not certain and not subject.is_given("titles"):
            return ALL_YEARS
        mask = 0
        for code in codes:
            for title in subject.held(code):
                mask |= year_bit(title.year)
        return mask

    return Atom(f"held:{'+'.join(codes)}:{'certain' if certain else 'possible'}", "u8", read)


MATERNITY = Atom("maternity", "u8", lambda subject: subject.maternity_years)


@lru_cache
def rewarded(code: str, certain: bool) -> Atom:
    """Years whose merit was already rewarded by that form."""
    return Atom(
        f"rewarded:{code}:{'certain' if certain else 'possible'}",
        "u8",
        lambda subject: subject.rewarded_years(code)[0 if certain else 1],
    )


@lru_cache
def initiatives(kind: str, scope: str, use: str, award: str, excluded_by: str, certain: bool, level: int) -> Atom:
    """Years with at least `level` initiatives of that kind and scope or wider that can still serve.

    Counts by year are kept in unary: one mask for "at least one", one for "at least two", …
    """
    scopes = frozenset(SCOPES[SCOPES.index(scope) :])
    wanted = frozenset({"free"} if certain else {"free", "maybe"})

    def read(subject: Subject) -> int:
        if not subject.is_given("initiatives"):
            return 0 if certain else ALL_YEARS
        counts: dict[int, int] = {}
        for item in subject.facts.initiatives:
            if (
                item.kind == kind
                and item.scope in scopes
                and subject.initiative_state(item, use, award, excluded_by) in wanted
            ):
                counts[item.year] = counts.get(item.year, 0) + 1
        mask = 0
        for year, count in counts.items():
            if count >= level:
                mask |= year_bit(year)
        return mask

    name = f"initiatives:{kind}:{scope}:{use}:{award}:{excluded_by}:{level}:{'certain' if certain else 'possible'}"
    return Atom(name, "u8", read)


class Block:
    """Columns of up to `BLOCK` subjects of one kind of recipient, for one day.

    Attributes:
        size: number of subjects.
        as_of: the day of the question.
        strict: whether open human judgements keep a case open.
        year: achievement year of each subject.
    """

    def __init__(self, columns: dict[str, NDArray[Any]], size: int, as_of: date, strict: bool, year: IntArray) -> None:
        self.columns = columns
        self.size = size
        self.as_of = as_of
        self.strict = strict
        self.year = year
        self.year_index = (year - EPOCH).astype(np.uint64)
        #: States already evaluated on this block: a condition is asked more than once when words are made.
        self.states: dict[Any, Any] = {}

    def mask(self, atom: Atom) -> MaskArray:
        """A column of year masks."""
        column: MaskArray = self.columns[atom.name]
        return column

    def number(self, atom: Atom) -> IntArray:
        """A column of numbers."""
        column: IntArray = self.columns[atom.name]
        return column

    def given(self, name: str) -> BoolArray:
        """Which subjects have that list in their record."""
        flags = self.columns[GIVEN.name]
        result: BoolArray = (flags >> np.uint8(GIVEN_NAMES.index(name))) & np.uint8(1) != 0
        return result

    def in_year(self, mask: MaskArray) -> BoolArray:
        """Whether the bit of each subject's own achievement year is set."""
        result: BoolArray = (mask >> self.year_index) & np.uint64(1) != 0
        return result

    @property
    def running(self) -> BoolArray:
        """Whether the achievement year is the running one."""
        result: BoolArray = self.year == self.as_of.year
        return result

    def none(self) -> BoolArray:
        return np.zeros(self.size, dtype=bool)


def pack(subjects: Sequence[Subject], atoms: Iterable[Atom], strict: bool) -> Block:
    """Pack subjects that share one day into columns.

    Args:
        subjects: at least one, all of the same day.
        atoms: the columns wanted.
        strict: carried along for the conditions.
    """
    size = len(subjects)
    columns = {
        atom.name: np.fromiter((atom.read(subject) for subject in subjects), dtype=atom.dtype, count=size)
        for atom in {GIVEN, *atoms}
    }
    year = np.fromiter((subject.year for subject in subjects), dtype=np.int64, count=size)
    return Block(columns, size, subjects[0].as_of, strict, year)
