"""What collectives are judged by of their members, for all units of a register at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from django.db.models import Q

from thidua.law.codes import AWARD_CODES
from thidua.law.facts import RATINGS
from thidua.law.tables.model import NONE_CODE, WORST, Array, Table
from thidua.nominations.facts.register import (
    Honours,
    Ratings,
    Register,
    days_of,
    everybody_in,
    iso_of,
    ratings_by_column,
    rows_of,
    titles_by_column,
)
from thidua.organisation.models import Discipline, Person, Post, Unit

YEARS_BACK = 10

# Where the titles of a year are decided, "nobody holds it" is known of these, and is written as 0.
PERSONAL_TITLES = ("LDTT", "CSTT", "CSTDCS")

_COMPLETED = RATINGS.index("completed")
_NO_RATING = -1
_FAR_DAY = np.iinfo(np.int32).max


def member_tables(register: Register) -> dict[str, Table]:
    """The tables ``member_years`` and ``member_titles`` of the register's units, as `facts_of_units` counts them.

    A member of a year is who held a post in the unit or below it on 31 December (on the register's day for the running
    year). Who holds two posts there counts once.
    """
    posts = [(row[0], row[1], row[5], row[6]) for row in register.posts]
    found_rows = MemberRows(register.day, register.units, posts, register.ratings, register.titles, register.discipline)
    record = _MembersRecord(found_rows)
    years: list[tuple[Array, ...]] = []
    titles: list[tuple[Array, ...]] = []
    founded = np.array([unit.founded.year if unit.founded else 0 for unit in register.units])
    rows = 0
    for year in range(register.day.year - YEARS_BACK, register.day.year + 1):
        found = record.of(year)
        units = np.flatnonzero((found.members > 0) & (founded <= year))
        years.append(tuple(column[units] for column in found.columns))
        row_of = np.full(len(register.units), -1, "i4")
        row_of[units] = rows + np.arange(len(units))
        for award, counts in found.holders.items():
            told = units[found.titles_given[units] & ((counts[units] > 0) | (award in _ALWAYS_TOLD))]
            size = len(told)
            titles.append((told, row_of[told], np.full(size, award, "u1"), counts[told]))
        rows += len(units)
    return {
        "member_years": _table(("subject", "year", "members", "completed", "worst", "titles_given"), years),
        "member_titles": _table(("subject", "member_year", "award", "count"), titles),
    }


_ALWAYS_TOLD = frozenset(AWARD_CODES.index(code) for code in PERSONAL_TITLES)
_TYPES = {
    "subject": "i4", "year": "i2", "members": "i4", "completed": "i4", "worst": "u1", "titles_given": "?",
    "member_year": "i4", "award": "u1", "count": "i4",
}  # fmt: skip


def _table(names: tuple[str, ...], parts: list[tuple[Array, ...]]) -> Table:
    columns = zip(*parts, strict=True) if parts else [[np.empty(0)] for _name in names]
    return Table(
        {name: np.concatenate(list(column)).astype(_TYPES[name]) for name, column in zip(names, columns, strict=True)}
    )


def members_facts(units: Sequence[Unit], day: date) -> dict[int, dict[str, Any]]:
    """``collective`` of the contract for each unit, by its number; see `facts_of_units`."""
    record = _MembersRecord(_read_rows(units, day))
    women = record.share_of(set(Person.objects.filter(gender=Person.Gender.FEMALE).values_list("pk", flat=True)))
    years = {year: record.of(year) for year in range(day.year - YEARS_BACK, day.year + 1)}
    found = {}
    for place, unit in enumerate(units):
        now = int(years[day.year].members[place])
        first = unit.founded.year if unit.founded else 0
        told = [years[year].facts(year, place) for year in years if year >= first and years[year].members[place]]
        share = {"female_share": round(float(women[place]), 4)} if now else {}
        found[unit.pk] = {"members": now, **share, "years": told}
    return found


@dataclass(frozen=True)
class MemberRows:
    """What is on record of all who held a post in some units.

    Attributes:
        day: as seen on that day.
        units: which.
        posts: (person, path of the unit, start, end) of posts in the units or below them; days as ISO text.
        ratings, titles, discipline: of those people, and perhaps of others.
    """

    day: date
    units: Sequence[Unit]
    posts: Sequence[tuple[Any, ...]]
    ratings: Ratings
    titles: Honours
    discipline: Sequence[tuple[Any, ...]]


def _read_rows(units: Sequence[Unit], day: date) -> MemberRows:
    within = Q(pk__in=[])
    for unit in units:
        within |= Q(unit__path__startswith=unit.path)
    begun = Post.objects.filter(within, start__lte=day)
    ever = everybody_in(units) or Q(person__in=begun.values("person"))
    posts = begun.order_by().values_list("person_id", "unit__path", iso_of("start"), iso_of("end"))
    return MemberRows(
        day=day,
        units=units,
        posts=list(posts),
        ratings=ratings_by_column(ever, "person_id", day),
        titles=titles_by_column(ever, "person_id", day),
        discipline=rows_of(Discipline.objects.filter(ever), "person_id", "level", "start", "end"),
    )


@dataclass(frozen=True)
class _Year:
    """One year of all units, by their places: columns of ``member_years``, and holders by title."""

    columns: tuple[Array, ...]
    members: Array
    titles_given: Array
    holders: dict[int, Array]

    def facts(self, year: int, place: int) -> dict[str, Any]:
        """The year of one unit as the contract writes it."""
        _subject, _year, members, completed, worst, given = (column[place] for column in self.columns)
        facts: dict[str, Any] = {"year": year, "members": int(members)}
        if completed >= 0:
            facts["completed"] = int(completed)
        if given:
            counts = {AWARD_CODES[award]: int(found[place]) for award, found in self.holders.items() if found[place]}
            facts["titles"] = dict.fromkeys(PERSONAL_TITLES, 0) | dict(sorted(counts.items()))
        return facts | {"worst_discipline": WORST[int(worst)]}


class _MembersRecord:
    """Who belonged to which unit, and what is on record of them."""

    def __init__(self, rows: MemberRows) -> None:
        self.rows = rows
        self.size = len(rows.units)
        people = sorted({row[0] for row in rows.posts})
        self._people = np.array(people, np.int64)
        self._unit, self._person, self._start, self._end = self._memberships()
        titles = rows.titles
        in_force = ~titles.revoked & (titles.award != NONE_CODE) & self._known(titles.subject)
        self._held = titles.where(in_force & (titles.decided_on <= _day_number(rows.day)))
        self._discipline = [row for row in rows.discipline if row[2][:10] <= rows.day.isoformat()]

    def _memberships(self) -> tuple[Array, Array, Array, Array]:
        """(unit, person, first day, last day) of every post in a unit or below it."""
        place = {unit.path: number for number, unit in enumerate(self.rows.units)}
        above: dict[str, list[int]] = {}
        for path in {row[1] for row in self.rows.posts}:
            ends = range(Unit.steplen, len(path) + 1, Unit.steplen)
            above[path] = [place[path[:end]] for end in ends if path[:end] in place]
        units = [above[row[1]] for row in self.rows.posts]
        times = [len(found) for found in units]
        unit = np.array([one for found in units for one in found], np.int64)
        person = self._places(np.array([row[0] for row in self.rows.posts], np.int64))
        start = days_of([row[2] for row in self.rows.posts])
        end = days_of([row[3] for row in self.rows.posts])
        end = np.where(np.array([row[3] is None for row in self.rows.posts], bool), _FAR_DAY, end)
        return unit, np.repeat(person, times), np.repeat(start, times), np.repeat(end, times)

    def _places(self, numbers: Array) -> Array:
        return np.searchsorted(self._people, numbers)

    def _known(self, numbers: Array) -> Array:
        """Which of the numbers are people of the posts."""
        return np.isin(numbers, self._people)

    def of(self, year: int) -> _Year:
        """The members of a year and what they had."""
        unit, person = self._members_on(min(date(year, 12, 31), self.rows.day))
        members = np.bincount(unit, minlength=self.size)
        level = self._levels(year)[person]
        completed = np.where(
            np.bincount(unit[level != _NO_RATING], minlength=self.size) == members,
            np.bincount(unit[level >= _COMPLETED], minlength=self.size),
            -1,
        )
        holders = {award: np.bincount(unit[has[person]], minlength=self.size) for award, has in self._holders(year)}
        given = np.full(self.size, year < self.rows.day.year - 1)
        for counts in holders.values():
            given |= counts > 0
        worst = np.zeros(self.size, np.int64)
        np.maximum.at(worst, unit, self._measures(year)[person])
        subject = np.arange(self.size)
        columns = (subject, np.full(self.size, year), members, completed, worst, given)
        always = {award: np.zeros(self.size, np.int64) for award in _ALWAYS_TOLD}
        return _Year(columns, members, given, always | holders)

    def _members_on(self, when: date) -> tuple[Array, Array]:
        """(unit, person) of everybody who holds a post there on a day, each once."""
        day = _day_number(when)
        live = (self._start <= day) & (day <= self._end)
        pairs = np.sort(self._unit[live] * max(len(self._people), 1) + self._person[live])
        once = np.concatenate((np.ones(min(len(pairs), 1), bool), pairs[1:] != pairs[:-1]))
        unit, person = np.divmod(pairs[once], max(len(self._people), 1))
        return unit, person

    def share_of(self, numbers: set[int]) -> Array:
        """Of each unit the share of its members on the day that are among some people; 0 where it has none."""
        unit, person = self._members_on(self.rows.day)
        among = np.fromiter((number in numbers for number in self._people.tolist()), bool, len(self._people))
        chosen = np.bincount(unit[among[person]], minlength=self.size)
        return chosen / np.maximum(np.bincount(unit, minlength=self.size), 1)

    def _levels(self, year: int) -> Array:
        ratings = self.rows.ratings
        rows = np.flatnonzero(ratings.year == year)
        rows = rows[self._known(ratings.subject[rows])]
        levels = np.full(len(self._people), _NO_RATING, np.int64)
        levels[self._places(ratings.subject[rows])] = ratings.level[rows]
        return levels

    def _holders(self, year: int) -> Iterator[tuple[int, Array]]:
        rows = self._held.year == year
        people, awards = self._places(self._held.subject[rows]), self._held.award[rows]
        for award in np.unique(awards).tolist():
            has = np.zeros(len(self._people), bool)
            has[people[awards == award]] = True
            yield award, has

    def _measures(self, year: int) -> Array:
        """Of each person the gravest measure that began in the year, as its place in `WORST`."""
        worst = np.zeros(len(self._people), np.int64)
        for person, level, start, _end in self._discipline:
            if start[:4] == str(year) and bool(self._known(np.array([person]))[0]):
                place = int(self._places(np.array([person]))[0])
                worst[place] = max(worst[place], WORST.index(level))
        return worst


def _day_number(day: date) -> int:
    return int(days_of([day.isoformat()])[0])
