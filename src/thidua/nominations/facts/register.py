"""The register of a whole unit, read at once: a fixed number of questions, numbers instead of objects.

What a province has on record are the better part of a million rows. The long tables (ratings, honours) are therefore
folded into one number a row by the database itself; the others come as rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from django.db.models import (
    Aggregate,
    BigIntegerField,
    Case,
    CharField,
    ExpressionWrapper,
    F,
    Q,
    QuerySet,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, Replace

from thidua.initiatives.models import Authorship, Use
from thidua.law.codes import AWARD_CODES
from thidua.law.facts import AWARD_KINDS, RATINGS, SCOPES
from thidua.law.tables.model import BASES, INITIATIVE_KINDS, NO_DAY, NONE_CODE, Array
from thidua.organisation.models import Discipline, Hold, Honour, Leave, Post, Rating, Unit
from thidua.organisation.queries import people_of, units_existing

# How many values each part of a folded number has: of a rating year and level; of a title award, year, revoked, basis,
# dated; of a form award, year, revoked, kind; of an initiative year, kind, scope; of its use award, year.
_RATING = (10_000, 10)
_TITLE = (1_000, 10_000, 10, 10, 10)
_FORM = (1_000, 10_000, 10, 10)
_INITIATIVE = (10_000, 10, 10)
_USE = (1_000, 10_000)
_UNKNOWN_AWARD, _UNKNOWN_WORD = 999, 9


@dataclass(frozen=True)
class Ratings:
    """Ratings by columns: number of the subject, year, place of the level in `RATINGS`."""

    subject: Array
    year: Array
    level: Array


@dataclass(frozen=True)
class Honours:
    """Titles or forms by columns: number of the subject, and the values as `thidua.law.tables` writes them.

    Attributes:
        award: place in `AWARD_CODES`; `NONE_CODE` for a code that the law does not know.
        revoked: taken away by the day of the question.
        word: of a title what it rests on, of a form the kind of commendation.
    """

    subject: Array
    award: Array
    year: Array
    revoked: Array
    word: Array
    decided_on: Array

    def where(self, chosen: Array) -> Honours:
        """Some of the rows."""
        return Honours(**{name: values[chosen] for name, values in vars(self).items()})


@dataclass(frozen=True)
class Initiatives:
    """Initiatives of people by columns; ``code`` is the number of the initiative, which may have several authors."""

    subject: Array
    code: Array
    year: Array
    kind: Array
    scope: Array
    recognised_on: Array


@dataclass(frozen=True)
class Uses:
    """What initiatives have served for, by columns: whose, which initiative, which award and year."""

    subject: Array
    code: Array
    award: Array
    year: Array


@dataclass(frozen=True)
class Register:
    """All that is on record of a unit's people and of the units in it, as seen on a day.

    Attributes:
        day: the day.
        people: (pk, name, folded name, gender, occupation, employed from) of those who hold a post on the day, in the
            order of Vietnamese names.
        units: those that exist on the day, in the order of the tree.
        posts: (person, path of the unit, short name of the unit, title, band, start, end) of all who hold or held a
            post, oldest first; days as ISO text.
        ratings, titles, forms, discipline: of all who hold or held a post (what collectives are judged by).
        unit_ratings, unit_titles, unit_forms, unit_holds: of the units.
        initiatives, uses: of the people.
        holds, leave: of the people, as rows for `thidua.law.pack_rows`.
    """

    day: date
    people: list[tuple[Any, ...]]
    units: list[Unit]
    posts: list[tuple[Any, ...]]
    ratings: Ratings
    titles: Honours
    forms: Honours
    discipline: list[tuple[Any, ...]]
    unit_ratings: Ratings
    unit_titles: Honours
    unit_forms: Honours
    unit_holds: list[tuple[Any, ...]]
    initiatives: Initiatives
    uses: Uses
    holds: list[tuple[Any, ...]]
    leave: list[tuple[Any, ...]]


def register_of(unit: Unit, day: date) -> Register:
    """Read the register of ``unit`` and of all below it, as seen on ``day``.

    What counts is what `facts_of_people` and `facts_of_units` count: a rating decided later is left out, a revocation
    later than the day is not yet one.
    """
    begun = Post.objects.filter(unit__path__startswith=unit.path, start__lte=day)
    everybody = everybody_in([unit])
    ever = everybody or Q(person__in=begun.values("person"))
    now = everybody or Q(person__in=people_of(unit, day).values("pk"))
    units = list(units_existing(Unit.objects.filter(path__startswith=unit.path), day).order_by("path"))
    within = Q(unit__in=Unit.objects.filter(path__startswith=unit.path).values("pk"))
    return Register(
        day=day,
        people=list(
            people_of(unit, day).values_list(
                "pk", "full_name", "name_folded", "gender", "occupation", iso_of("employed_from")
            )
        ),
        units=units,
        posts=list(
            begun.order_by("start", "pk").values_list(
                "person_id", "unit__path", "unit__short_name", "title", "band", iso_of("start"), iso_of("end")
            )
        ),
        ratings=ratings_by_column(ever, "person_id", day),
        titles=titles_by_column(ever, "person_id", day),
        forms=_forms(now, "person_id", day),
        discipline=rows_of(Discipline.objects.filter(ever), "person_id", "level", "start", "end"),
        unit_ratings=ratings_by_column(within, "unit_id", day),
        unit_titles=titles_by_column(within, "unit_id", day),
        unit_forms=_forms(within, "unit_id", day),
        unit_holds=_holds(within, "unit_id"),
        initiatives=_initiatives(now),
        uses=_uses(now),
        holds=_holds(now, "person_id"),
        leave=rows_of(Leave.objects.filter(now), "person_id", "kind", "start", "end"),
    )


def everybody_in(units: Sequence[Unit]) -> Q | None:
    """The rows of all people where the units hold everybody: to look each of them up would cost more than the rows of
    those who have left."""
    whole = any(unit.is_root() for unit in units) and Unit.objects.filter(depth=1).count() == 1
    return Q(person__isnull=False) if whole else None


def iso_of(name: str) -> Cast:
    """A day as ISO text: reading half a million days as objects costs more than all the rest."""
    return Cast(name, CharField(max_length=10))


def rows_of(rows: QuerySet[Any], subject: str, *columns: str) -> list[tuple[Any, ...]]:
    """Rows of a short table, the subject first; days as ISO text."""
    days = ("start", "end")
    return list(rows.order_by().values_list(subject, *(iso_of(name) if name in days else name for name in columns)))


def _holds(mine: Q, subject: str) -> list[tuple[Any, ...]]:
    return rows_of(Hold.objects.filter(mine), subject, "reason", "start", "end", "cleared")


class _Joined(Aggregate):
    """All values of a column as one text: a row to fetch costs more than a number to read."""

    function = "GROUP_CONCAT"
    output_field = TextField()

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """The same by its name there."""
        return self.as_sql(
            compiler,
            connection,
            function="STRING_AGG",
            template="%(function)s((%(expressions)s)::text, ',')",
            **context,
        )


def _place(column: str, words: Sequence[str], otherwise: int) -> Case:
    """The place of a word in a vocabulary, told by the database."""
    return Case(
        *(When(**{column: word}, then=Value(place)) for place, word in enumerate(words)), default=Value(otherwise)
    )


def _folded(subject: str, digits: Sequence[int], values: Sequence[Any]) -> Any:
    """One number of several small ones, the subject in front."""
    number: Any = F(subject)
    for size, value in zip(digits, values, strict=True):
        number = ExpressionWrapper(number * size + value, output_field=BigIntegerField())
    return number


def _unfolded(numbers: Array, digits: Sequence[int]) -> list[Array]:
    """The columns of folded numbers, the subject first."""
    columns: list[Array] = []
    rest = numbers
    for size in reversed(digits):
        rest, column = np.divmod(rest, size)
        columns.append(column)
    return [rest, *reversed(columns)]


def _numbers(rows: QuerySet[Any], *numbers: Any) -> list[Array]:
    """Columns of numbers of all rows, in the same order."""
    columns = {f"column_{place}": _Joined(number) for place, number in enumerate(numbers)}
    texts = rows.order_by().aggregate(**columns)
    return [np.fromstring(texts[name], np.int64, sep=",") if texts[name] else np.empty(0, np.int64) for name in columns]


def _day_number(name: str) -> Any:
    """A day as the number that its ISO text is without dashes; 0 where there is none."""
    digits = Replace(Cast(name, CharField(max_length=10)), Value("-"), Value(""))
    return Coalesce(Cast(digits, BigIntegerField()), Value(0), output_field=BigIntegerField())


def _days(numbers: Array) -> Array:
    """Such numbers as days since 1970; few different ones stand in a register."""
    known, place = np.unique(numbers, return_inverse=True)
    days = [_day(f"{one // 10_000:04}-{one // 100 % 100:02}-{one % 100:02}" if one else None) for one in known.tolist()]
    return np.array(days, "i4")[place] if days else np.empty(0, "i4")


def ratings_by_column(mine: Q, subject: str, day: date) -> Ratings:
    """The ratings that were decided by the day."""
    decided = Q(decided_on__isnull=True) | Q(decided_on__lte=day)
    number = _folded(subject, _RATING, [F("year"), _place("level", RATINGS, _UNKNOWN_WORD)])
    subjects, years, levels = _unfolded(_numbers(Rating.objects.filter(mine, decided), number)[0], _RATING)
    return Ratings(subjects, years.astype("i2"), levels.astype("u1"))


def titles_by_column(mine: Q, subject: str, day: date) -> Honours:
    """The titles; of the day of a decision only on which side of the register's day it lies."""
    dated = Case(
        When(decided_on__isnull=True, then=Value(0)), When(decided_on__lte=day, then=Value(1)), default=Value(2)
    )
    number = _folded(subject, _TITLE, [*_honour_parts(day), _place("basis", BASES, _UNKNOWN_WORD), dated])
    columns = _unfolded(_numbers(Honour.objects.filter(mine, is_title=True), number)[0], _TITLE)
    subjects, award, year, revoked, basis, dated_at = columns
    days = np.array([NO_DAY, _day(day.isoformat()), _day(day.isoformat()) + 1], "i4")
    return _honours(subjects, award, year, revoked, basis, days[dated_at])


def _forms(mine: Q, subject: str, day: date) -> Honours:
    number = _folded(subject, _FORM, [*_honour_parts(day), _place("kind", AWARD_KINDS, _UNKNOWN_WORD)])
    rows = Honour.objects.filter(mine, is_title=False)
    numbers, days = _numbers(rows, number, _day_number("decided_on"))
    subjects, award, year, revoked, kind = _unfolded(numbers, _FORM)
    return _honours(subjects, award, year, revoked, kind, _days(days))


def _initiatives(mine: Q) -> Initiatives:
    authorships = Authorship.objects.filter(mine)
    parts = [
        F("initiative__year"),
        _place("initiative__kind", INITIATIVE_KINDS, _UNKNOWN_WORD),
        _place("initiative__scope", SCOPES, _UNKNOWN_WORD),
    ]
    recognised = _day_number("initiative__recognised_on")
    number = _folded("person_id", _INITIATIVE, parts)
    numbers, codes, days = _numbers(authorships, number, F("initiative_id"), recognised)
    subjects, year, kind, scope = _unfolded(numbers, _INITIATIVE)
    return Initiatives(subjects, codes, year.astype("i2"), kind.astype("u1"), scope.astype("u1"), _days(days))


def _uses(mine: Q) -> Uses:
    number = _folded("person_id", _USE, [_place("award", AWARD_CODES, _UNKNOWN_AWARD), F("year")])
    numbers, codes = _numbers(Use.objects.filter(mine), number, F("initiative_id"))
    subjects, award, year = _unfolded(numbers, _USE)
    # A use for something that is no award we know excludes like any other.
    award = np.where(award == _UNKNOWN_AWARD, NONE_CODE - 1, award)
    return Uses(subjects, codes, award.astype("u1"), year.astype("i2"))


def _honour_parts(day: date) -> list[Any]:
    return [
        _place("award", AWARD_CODES, _UNKNOWN_AWARD),
        F("year"),
        Case(When(revoked_on__lte=day, then=Value(1)), default=Value(0)),
    ]


def _honours(subjects: Array, award: Array, year: Array, revoked: Array, word: Array, decided_on: Array) -> Honours:
    return Honours(
        subject=subjects,
        award=np.where(award == _UNKNOWN_AWARD, NONE_CODE, award).astype("u1"),
        year=year.astype("i2"),
        revoked=revoked.astype(bool),
        word=np.where(word == _UNKNOWN_WORD, NONE_CODE, word).astype("u1"),
        decided_on=decided_on,
    )


def days_of(texts: Sequence[str | None]) -> Array:
    """ISO texts as days since 1970; a register names few different days, each is read once."""
    known = {text: _day(text) for text in set(texts)}
    return np.fromiter(map(known.__getitem__, texts), "i4", len(texts))


_EPOCH = date(1970, 1, 1).toordinal()


def _day(text: str | None) -> int:
    return NO_DAY if text is None else date.fromisoformat(text[:10]).toordinal() - _EPOCH
