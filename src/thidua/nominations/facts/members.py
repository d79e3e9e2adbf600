"""What collectives are judged by of their members, for all units of a register at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np

from thidua.law.codes import AWARD_CODES
from thidua.law.facts import RATINGS
from thidua.law.tables.model import NONE_CODE, WORST, Array, Table
from thidua.nominations.facts.register import Register, days_of
from thidua.nominations.facts.units import PERSONAL_TITLES, YEARS_BACK
from thidua.organisation.models import Unit

_COMPLETED = RATINGS.index("completed")
_NO_RATING = -1
_FAR_DAY = np.iinfo(np.int32).max


def member_tables(register: Register) -> dict[str, Table]:
    """The tables ``member_years`` and ``member_titles`` of the register's units, as `facts_of_units` counts them.

    A member of a year is who held a post in the unit or below it on 31 December (on the register's day for the running
    year). Who holds two posts there counts once.
    """
    record = _MembersRecord(register)
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


@dataclass(frozen=True)
class _Year:
    """One year of all units, by their places: columns of ``member_years``, and holders by title."""

    columns: tuple[Array, ...]
    members: Array
    titles_given: Array
    holders: dict[int, Array]


class _MembersRecord:
    """Who belonged to which unit, and what is on record of them."""

    def __init__(self, register: Register) -> None:
        self.register = register
        self.size = len(register.units)
        people = sorted({row[0] for row in register.posts})
        self._people = np.array(people, np.int64)
        self._unit, self._person, self._start, self._end = self._memberships()
        titles = register.titles
        in_force = ~titles.revoked & (titles.award != NONE_CODE) & self._known(titles.subject)
        self._held = titles.where(in_force & (titles.decided_on <= _day_number(register.day)))
        self._discipline = [row for row in register.discipline if row[2][:10] <= register.day.isoformat()]

    def _memberships(self) -> tuple[Array, Array, Array, Array]:
        """(unit, person, first day, last day) of every post in a unit or below it."""
        place = {unit.path: number for number, unit in enumerate(self.register.units)}
        above: dict[str, list[int]] = {}
        for path in {row[1] for row in self.register.posts}:
            ends = range(Unit.steplen, len(path) + 1, Unit.steplen)
            above[path] = [place[path[:end]] for end in ends if path[:end] in place]
        units = [above[row[1]] for row in self.register.posts]
        times = [len(found) for found in units]
        unit = np.array([one for found in units for one in found], np.int64)
        person = self._places(np.array([row[0] for row in self.register.posts], np.int64))
        start = days_of([row[5] for row in self.register.posts])
        end = days_of([row[6] for row in self.register.posts])
        end = np.where(np.array([row[6] is None for row in self.register.posts], bool), _FAR_DAY, end)
        return unit, np.repeat(person, times), np.repeat(start, times), np.repeat(end, times)

    def _places(self, numbers: Array) -> Array:
        return np.searchsorted(self._people, numbers)

    def _known(self, numbers: Array) -> Array:
        """Which of the numbers are people of the posts."""
        return np.isin(numbers, self._people)

    def of(self, year: int) -> _Year:
        """The members of a year and what they had."""
        day = _day_number(min(date(year, 12, 31), self.register.day))
        live = (self._start <= day) & (day <= self._end)
        pairs = np.sort(self._unit[live] * max(len(self._people), 1) + self._person[live])
        once = np.concatenate((np.ones(min(len(pairs), 1), bool), pairs[1:] != pairs[:-1]))
        unit, person = np.divmod(pairs[once], max(len(self._people), 1))
        members = np.bincount(unit, minlength=self.size)
        level = self._levels(year)[person]
        completed = np.where(
            np.bincount(unit[level != _NO_RATING], minlength=self.size) == members,
            np.bincount(unit[level >= _COMPLETED], minlength=self.size),
            -1,
        )
        holders = {award: np.bincount(unit[has[person]], minlength=self.size) for award, has in self._holders(year)}
        given = np.full(self.size, year < self.register.day.year - 1)
        for counts in holders.values():
            given |= counts > 0
        worst = np.zeros(self.size, np.int64)
        np.maximum.at(worst, unit, self._measures(year)[person])
        subject = np.arange(self.size)
        columns = (subject, np.full(self.size, year), members, completed, worst, given)
        always = {award: np.zeros(self.size, np.int64) for award in _ALWAYS_TOLD}
        return _Year(columns, members, given, always | holders)

    def _levels(self, year: int) -> Array:
        ratings = self.register.ratings
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
