"""Long tables seen from one day, for one achievement year per subject: what counts, and sums over a subject's rows.

The counterpart of `Subject`, for all subjects at once. Masks of years are made by conditional aggregation: a bit per
row that fulfils a condition, joined by OR over the rows of a subject.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from datetime import date
from functools import cached_property
from hashlib import blake2b
from typing import Any

import numpy as np
from numpy.typing import NDArray

from thidua.law.facts import RECIPIENTS
from thidua.law.facts.model import FIRST_YEAR
from thidua.law.subject import ALL_YEARS, EPOCH, year_bit
from thidua.law.tables.model import EPOCH_DAY, NO_DAY, Array, Table, Tables

Masks = NDArray[np.uint64]
ALL = np.uint64(ALL_YEARS)
_YEAR_END_MONTH = 12
#: More days than lie between the first day of any record and 1970.
_BEFORE = 10_000
#: Above this share of rows it is cheaper to go through all of them than to pick some.
_DENSE = 0.25


#: Masks by year, looked up instead of computed: years are small numbers, and rows are many.
_YEARS = range(10_000)
_BITS = np.array([year_bit(year) for year in _YEARS], np.uint64)
_UP_TO = np.bitwise_or.accumulate(_BITS)
_FROM = ~np.concatenate(([np.uint64(0)], _UP_TO[:-1]))


def year_bits(years: Array) -> Masks:
    """The bit of each year; 0 for years the masks do not reach."""
    return _BITS.take(years, mode="clip")


def up_to(years: Array) -> Masks:
    """All years up to and with each year."""
    return _UP_TO.take(years, mode="clip")


def years_from(years: Array) -> Masks:
    """All years from each year on."""
    return _FROM.take(years, mode="clip")


def year_of(days: Array) -> NDArray[np.int64]:
    """The calendar year of days since 1970 (of `NO_DAY`: no sensible year)."""
    return days.astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64) + 1970


def last_years(awards: Table) -> Array:
    """Of each form the last year whose achievement it rewarded; 0 where the record does not say."""
    return awards.kept("_last_years", lambda: np.where(awards["to_year"] != 0, awards["to_year"], awards["year"]))


def _named_again(awards: Table) -> Array:
    """For each form in force whether a row before it names the same decision (its day, kind and last year)."""
    result = np.zeros(len(awards), bool)
    dated = np.flatnonzero((awards["decided_on"] != NO_DAY) & ~awards["revoked"])
    mark = awards["subject"][dated].astype(np.int64)
    for values, bits in ((awards["decided_on"] + _BEFORE, 16), (awards["award"], 8), (awards["kind"], 8)):
        mark = (mark << bits) | values[dated]
    mark = (mark << 7) | np.maximum(last_years(awards)[dated] - FIRST_YEAR, 0)
    order = np.argsort(mark, kind="stable")
    again = mark[order][1:] == mark[order][:-1]
    result[dated[order[1:][again]]] = True
    return result


class View:
    """The record of all subjects as it stands on a day.

    Attributes:
        tables: the record.
        as_of: the day of the question.
        asked: the year that the question names, or None.
        year: the achievement year of each subject.
    """

    def __init__(self, tables: Tables, as_of: date, asked: int | None) -> None:
        self.tables = tables
        self.size = tables.size
        self._kept: dict[Hashable, Any] = {}
        self.as_of = as_of
        self.asked = asked
        self.day = as_of.toordinal() - EPOCH_DAY
        self.year = np.full(self.size, asked, np.int64) if asked is not None else self._newest_year()

    # what counts

    def counts(self, years: Array) -> Array:
        """For each row whether what was achieved in its year is over on the day."""
        this = self.as_of.year
        running = (self.asked is not None and self.asked >= this) or self.as_of.month >= _YEAR_END_MONTH
        return years <= this if running else years < this

    @cached_property
    def rating_counts(self) -> Array:
        return self.counts(self.tables.table("ratings")["year"])

    @cached_property
    def title_in_force(self) -> Array:
        """For each title whether it is in force on the day."""
        titles = self.tables.table("titles")
        decided = titles["decided_on"]
        known = decided != NO_DAY
        return ~titles["revoked"] & np.where(known, decided <= self.day, self.counts(titles["year"]))

    @cached_property
    def award_received(self) -> Array:
        """For each form of commendation whether it may be in force on the day."""
        awards = self.tables.table("awards")
        dated = awards["decided_on"] != NO_DAY
        in_time = np.where(dated, awards["decided_on"] <= self.day, last_years(awards) <= self.as_of.year)
        again = awards.kept("_named_again", lambda: _named_again(awards))
        received: Array = ~awards["revoked"] & in_time & ~again
        return received

    @cached_property
    def award_surely_received(self) -> Array:
        """For each form in force whether it was decided by the day, and not perhaps later in the year that it names."""
        awards = self.tables.table("awards")
        last = last_years(awards)
        sure: Array = (awards["decided_on"] != NO_DAY) | ((last != 0) & self.counts(last))
        return sure

    @cached_property
    def discipline_known(self) -> Array:
        return self.tables.table("discipline")["start"] <= self.day

    def _newest_year(self) -> NDArray[np.int64]:
        """Of each subject the newest year with a rating or a title in force; else of members, else of initiatives."""
        rows = self.tables.table
        found = np.maximum(
            self.largest(rows("ratings"), rows("ratings")["year"], self.rating_counts),
            self.largest(rows("titles"), rows("titles")["year"], self.title_in_force),
        )
        for name in ("member_years", "initiatives"):
            table = rows(name)
            if len(table) and bool((found == 0).any()):
                other = self.largest(table, table["year"], self.counts(table["year"]))
                found = np.where(found == 0, other, found)
        this = self.as_of.year
        default = this if bool(self.counts(np.array([this]))[0]) else this - 1
        return np.where(found == 0, default, found)

    # aggregation over the rows of a subject

    def any_bits(self, table: Table, bits: Masks, chosen: Array) -> Masks:
        """Per subject the OR of the bits of its chosen rows."""
        result = np.zeros(self.size, np.uint64)
        if not len(table):
            return result
        if np.count_nonzero(chosen) > len(table) * _DENSE:
            starts, subjects = _groups(table)
            result[subjects] = np.bitwise_or.reduceat(np.where(chosen, bits, np.uint64(0)), starts)
            return result
        rows = np.flatnonzero(chosen)
        if len(rows):
            subject = table["subject"][rows]
            starts = _starts(subject)
            result[subject[starts]] = np.bitwise_or.reduceat(bits[rows], starts)
        return result

    def largest(self, table: Table, values: Array, chosen: Array) -> NDArray[np.int64]:
        """Per subject the largest value of its chosen rows; 0 where there is none."""
        result = np.zeros(self.size, np.int64)
        if len(table):
            starts, subjects = _groups(table)
            result[subjects] = np.maximum.reduceat(np.where(chosen, values, 0), starts)
        return result

    def has(self, table: Table, chosen: Array) -> Array:
        """Per subject whether one of its rows is chosen."""
        result = np.zeros(self.size, bool)
        result[table["subject"][chosen]] = True
        return result

    def count(self, table: Table, chosen: Array) -> NDArray[np.int64]:
        """Per subject the number of its chosen rows."""
        return np.bincount(table["subject"][chosen], minlength=self.size)

    def years_with(self, table: Table, chosen: Array, level: int) -> Masks:
        """Per subject the years in which at least `level` of its rows are chosen."""
        result = np.zeros(self.size, np.uint64)
        if not len(table):
            return result
        order = table.kept("_by_year", lambda: _by_subject_and_year(table))
        is_ordered = not len(order)
        groups = table.kept("_years", lambda: _starts(_marks(table) if is_ordered else _marks(table)[order]))
        counts = np.add.reduceat(chosen if is_ordered else chosen[order], groups, dtype=np.uint8)
        enough = np.flatnonzero(counts >= level)
        if len(enough):
            rows = groups[enough] if is_ordered else order[groups[enough]]
            subject = table["subject"][rows]
            starts = _starts(subject)
            result[subject[starts]] = np.bitwise_or.reduceat(year_bits(table["year"][rows]), starts)
        return result

    def kept(self, name: Hashable, make: Callable[[], Any]) -> Any:
        """Something derived from the record, made once."""
        if name not in self._kept:
            self._kept[name] = make()
        return self._kept[name]

    def same(self, values: Array) -> Array:
        """Equal arrays become one array, so that what is derived from them can be kept by it."""
        digest = blake2b(np.ascontiguousarray(values).data, digest_size=16).digest()
        kept: Array = self.kept(("same", digest, values.dtype.str), lambda: values)
        return kept

    # of each subject

    def given(self, name: str) -> Array:
        return self.tables.is_given(name)

    def if_given(self, name: str, values: Array, otherwise: Any) -> Array:
        """The values where the list stands in the record, else another one."""
        return values if self.tables.is_given_to_all(name) else np.where(self.given(name), values, otherwise)

    @cached_property
    def year_bit(self) -> Masks:
        return year_bits(self.year)

    @cached_property
    def own_years(self) -> Masks | None:
        """The years that surely are the subject's own; None: all of everybody."""
        collective = self.tables.subjects["kind"] == RECIPIENTS.index("collective")
        founded = self.tables.subjects["founded"]
        limited = collective & (founded != NO_DAY)
        if not bool(limited.any()):
            return None
        return np.where(limited, years_from(np.where(limited, year_of(founded), EPOCH)), ALL)

    def is_own_year(self, subject: Array, years: Array) -> Array:
        """For each row whether its year surely is its subject's own."""
        if self.own_years is None:
            return np.ones(len(years), bool)
        collective = self.tables.subjects["kind"] == RECIPIENTS.index("collective")
        founded = self.tables.subjects["founded"]
        limited = (collective & (founded != NO_DAY))[subject]
        own: Array = ~limited | (years >= year_of(np.where(founded == NO_DAY, 0, founded))[subject])
        return own

    @cached_property
    def maternity_years(self) -> Masks:
        """Years touched by maternity leave and not rated."""
        leave = self.tables.table("leave")
        chosen = (leave["kind"] == 0) & (leave["end"] != NO_DAY)
        if not bool(chosen.any()):
            return np.zeros(self.size, np.uint64)
        span = up_to(year_of(np.where(chosen, leave["end"], 0))) & years_from(
            year_of(np.where(chosen, leave["start"], 0))
        )
        ratings = self.tables.table("ratings")
        rated = self.any_bits(ratings, year_bits(ratings["year"]), np.ones(len(ratings), bool))
        return self.any_bits(leave, span, chosen) & ~rated

    @cached_property
    def member_row(self) -> Array:
        """Of each subject the row of its members in the achievement year, or -1."""
        table = self.tables.table("member_years")
        result = np.full(self.size, -1, np.int64)
        here = np.flatnonzero(table["year"] == self.year[table["subject"]])
        result[table["subject"][here]] = here
        return result


def whole_years(view: View, begin: Array) -> Array:
    """Whole years from days to the day of the question."""
    days = begin.astype("datetime64[D]")
    months = days.astype("datetime64[M]")
    month = months.astype(np.int64) % 12 + 1
    day = (days - months.astype("datetime64[D]")).astype(np.int64) + 1
    not_yet = (view.as_of.month < month) | ((view.as_of.month == month) & (view.as_of.day < day))
    years: Array = view.as_of.year - year_of(begin) - not_yet
    return years


def _marks(table: Table) -> Array:
    """One number for subject and year."""
    return table["subject"].astype(np.int64) * 10_000 + table["year"]


def _by_subject_and_year(table: Table) -> Array:
    """The order of rows by subject and year; empty where they stand so already, as registers mostly keep them."""
    marks = _marks(table)
    return np.empty(0, np.int64) if bool((marks[1:] >= marks[:-1]).all()) else np.argsort(marks, kind="stable")


def _starts(subject: Array) -> Array:
    """Where each subject's rows begin; the subjects are in order."""
    return np.flatnonzero(np.concatenate(([True], subject[1:] != subject[:-1])))


def _groups(table: Table) -> tuple[Array, Array]:
    """(first row, subject) of every subject that has rows; computed once per table."""
    starts = table.kept("_starts", lambda: _starts(table["subject"]))
    return starts, table.kept("_subjects", lambda: table["subject"][starts])
