"""What is known of subjects on a day, packed: one row per subject, one column per atom.

A fact kind becomes a mask of years (bits of an unsigned number, see `subject.LAST_YEAR`), so that a run of years is one
addition and a mask, whatever the length of the life. Facts that may be true come in pairs of columns: *certain* (the
record says so) and *possible* (the record says so or is silent). A condition is met when it holds on the certain
columns, unmet when it fails even on the possible ones, and unknown in between.

A packed block belongs to one day: what is dated later does not count on it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from thidua.law.facts import RATINGS, SCOPES
from thidua.law.grants import grants, is_silent, years_after
from thidua.law.subject import ALL_YEARS, LAST_YEAR, Subject, year_bit

#: Subjects evaluated together: small enough for the cache of the processor, large enough to hide the calls.
BLOCK = 65_536

BoolArray = NDArray[np.bool_]
#: Unsigned numbers, as narrow as the years they hold.
MaskArray = NDArray[Any]
IntArray = NDArray[np.int64]

UNKNOWN_COUNT = -1
#: A count that no rule reaches: what a silent record may hold.
MANY = 99


#: The type of a column of year masks.
MASK = "u8"


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
        return mask & subject.own_years if certain else mask | _unrated_but_possible(subject)

    return Atom(f"rated:{level}:{'certain' if certain else 'possible'}", "u8", read)


def _unrated_but_possible(subject: Subject) -> int:
    """Years whose rating is still to come: the running achievement year, and those of maternity leave.

    Who was on maternity leave is rated all the same, and the time counts (Điều 4 khoản 5 of both decrees on the law of
    2022): a missing rating of such a year can be brought, so that it cannot reject.
    """
    running = year_bit(subject.year) if subject.is_running_year and subject.year not in subject.ratings else 0
    return running | subject.maternity_years


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
        return mask & subject.own_years if certain else mask

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
def after(codes: tuple[str, ...], steps: str, certain: bool) -> Atom:
    """Years that lie after one of the titles or forms."""
    return Atom(
        f"after:{'+'.join(codes)}:{steps}:{'certain' if certain else 'possible'}",
        "u8",
        lambda subject: years_after(subject, codes, steps)[0 if certain else 1],
    )


@lru_cache
def given_times(codes: tuple[str, ...], steps: str, certain: bool, level: int) -> Atom:
    """Years in which at least `level` of the titles or forms were given (in unary, as initiatives)."""

    def read(subject: Subject) -> int:
        if not certain and is_silent(subject, codes):
            return ALL_YEARS
        counts: dict[int, int] = {}
        for grant in grants(subject, codes, steps):
            if grant.year is not None and (grant.certain or not certain):
                counts[grant.year] = counts.get(grant.year, 0) + 1
        mask = 0
        for year, count in counts.items():
            if count >= level:
                mask |= year_bit(year)
        return mask

    name = f"given_times:{'+'.join(codes)}:{steps}:{level}:{'certain' if certain else 'possible'}"
    return Atom(name, "u8", read)


@lru_cache
def undated(codes: tuple[str, ...], steps: str) -> Atom:
    """How many of the forms stand in the record without any year: they may lie in any window."""
    return Atom(
        f"undated:{'+'.join(codes)}:{steps}",
        "i8",
        lambda subject: sum(grant.year is None for grant in grants(subject, codes, steps)),
    )


@lru_cache
def ever_given(codes: tuple[str, ...], steps: str, certain: bool) -> Atom:
    """How often the titles or forms were given up to the day; possible: `MANY` where the record is silent."""

    def read(subject: Subject) -> int:
        if not certain and is_silent(subject, codes):
            return MANY
        return sum(grant.certain or not certain for grant in grants(subject, codes, steps))

    return Atom(f"ever_given:{'+'.join(codes)}:{steps}:{'certain' if certain else 'possible'}", "i8", read)


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

    Masks are seen from each subject's achievement year: it is bit 0, the year before it bit 1. Later years are left
    out, so that a few years of history fit a small number.

    Attributes:
        size: number of subjects.
        as_of: the day of the question.
        strict: whether open human judgements keep a case open.
        year: achievement year of each subject.
    """

    def __init__(
        self, columns: Mapping[str, NDArray[Any]], size: int, as_of: date, strict: bool, year: IntArray
    ) -> None:
        self.columns = columns
        self.size = size
        self.as_of = as_of
        self.strict = strict
        self.year = year
        #: States already evaluated on this block: a condition is asked more than once when words are made.
        self.states: dict[Any, Any] = {}

    def mask(self, atom: Atom) -> MaskArray:
        """A column of year masks, seen from the achievement year."""
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
        result: BoolArray = (mask & 1) != 0
        return result

    @cached_property
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
    year = np.fromiter((subject.year for subject in subjects), dtype=np.int64, count=size)
    later = [LAST_YEAR - subject.year for subject in subjects]
    columns = {}
    for atom in (GIVEN, *atoms):
        values = [atom.read(subject) for subject in subjects]
        if atom.dtype == MASK:
            values = [value >> years for value, years in zip(values, later, strict=True)]
        columns[atom.name] = np.array(values, dtype=atom.dtype)
    return Block(columns, size, subjects[0].as_of, strict, year)
