"""Reading the record of units and people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import Any, NamedTuple

from django.db.models import Count, Prefetch, Q, QuerySet

from thidua.accounts.roles import Role
from thidua.base import clock
from thidua.organisation.models import Assignment, Honour, OfficeProfile, Person, Post, Rating, Unit
from thidua.organisation.roles import highest, roles_of
from thidua.text import fold


def person_of(user: Any) -> Person | None:
    """The person behind a signed-in account, if one is on record; kept on the user for the request."""
    if user is None or not user.is_authenticated:
        return None
    if "_person" not in user.__dict__:
        user.__dict__["_person"] = Person.objects.filter(user=user).first()
    person: Person | None = user.__dict__["_person"]
    return person


def body_of(user: Any) -> Unit | None:
    """The nearest body with power to decide that ``user`` works for: by role, else by post."""
    if "_body" in user.__dict__:
        kept: Unit | None = user.__dict__["_body"]
        return kept
    reaches = roles_of(user).reaches
    body = _body_on(reaches[0].unit_path) if reaches else None
    user.__dict__["_body"] = body
    return body


def units_above(unit: Unit) -> QuerySet[Unit]:
    """The units above ``unit`` and ``unit`` itself, from the root down."""
    return _units_on(unit.path)


def administrators_above(user: Any) -> list[str]:
    """Who gives ``user`` roles: names of the administrators of the units that the user works for or of those above."""
    if user is None or not user.is_authenticated:
        return []
    units = {unit.pk for reach in roles_of(user).reaches for unit in _units_on(reach.unit_path)}
    rows = Assignment.objects.filter(running_on(clock.today()), role=Role.ADMINISTRATOR, unit__in=units)
    return list(dict.fromkeys(str(row.user) for row in rows.select_related("user").order_by("-unit__depth", "pk")))


def _units_on(path: str) -> QuerySet[Unit]:
    """The units that a path of the tree leads through, from the root down."""
    paths = [path[:end] for end in range(Unit.steplen, len(path) + 1, Unit.steplen)]
    return Unit.objects.filter(path__in=paths).order_by("depth")


def body_above(unit: Unit) -> Unit | None:
    """``unit`` itself or the nearest unit above it that is a body with power to decide."""
    return _body_on(unit.path)


def _body_on(path: str) -> Unit | None:
    return _units_on(path).filter(is_body=True).last()


def office_of(body: Unit) -> OfficeProfile | None:
    """How the body's documents are headed and signed."""
    return OfficeProfile.objects.select_related("signer", "body").filter(body=body).first()


def running_on(day: date, prefix: str = "") -> Q:
    """A filter for dated rows (``start``, ``end``) that run on ``day``."""
    return Q(**{f"{prefix}start__lte": day}) & (Q(**{f"{prefix}end__isnull": True}) | Q(**{f"{prefix}end__gte": day}))


def posts_on(day: date) -> QuerySet[Post]:
    """All posts held on ``day``."""
    return Post.objects.filter(running_on(day))


def people_of(unit: Unit, day: date) -> QuerySet[Person]:
    """Who holds a post in ``unit`` or below it on ``day``, each once, in the order of Vietnamese names."""
    return Person.objects.filter(pk__in=posts_on(day).filter(unit__path__startswith=unit.path).values("person"))


def post_of(person: Person, day: date) -> Post | None:
    """The post that ``person`` holds on ``day``; the newest when several run."""
    return posts_on(day).filter(person=person).select_related("unit").order_by("-start", "-pk").first()


def people_in(unit: Unit, year: int, day: date) -> QuerySet[Person]:
    """Who held a post in ``unit`` itself at the end of ``year`` (or on ``day``, when the year still runs)."""
    return Person.objects.filter(pk__in=posts_on(min(date(year, 12, 31), day)).filter(unit=unit).values("person"))


def levels_of(unit: Unit, people: Iterable[Person], year: int, key: Callable[[Person | Unit], str]) -> dict[str, str]:
    """The rating levels of ``unit`` and ``people`` for a year, by ``key`` of the subject; the unrated are left out."""
    rows = Rating.objects.filter(Q(unit=unit) | Q(person__in=people), year=year).select_related("unit", "person")
    return {key(row.person or row.unit): row.level for row in rows}  # type: ignore[arg-type]


def units_below(body: Unit, day: date) -> QuerySet[Unit]:
    """The units directly below ``body`` that exist on ``day``, in tree order: those that register and report."""
    return units_existing(Unit.objects.get_children(body), day)


def units_existing(units: QuerySet[Unit], day: date) -> QuerySet[Unit]:
    """Those of ``units`` that exist on ``day``."""
    founded = Q(founded__isnull=True) | Q(founded__lte=day)
    return units.filter(founded, Q(dissolved__isnull=True) | Q(dissolved__gt=day))


def head_counts(units: Iterable[Unit], day: date) -> dict[int, int]:
    """Unit pk → how many people hold a post in it or below it on ``day``; one query for all."""
    units = list(units)
    if not units:
        return {}
    reach = Q(pk__in=[])
    for top in highest(unit.path for unit in units):
        reach |= Q(unit__path__startswith=top)
    rows = posts_on(day).filter(reach).order_by().values_list("unit__path").annotate(Count("person", distinct=True))
    by_path: dict[str, int] = defaultdict(int)
    for path, count in rows:
        for end in range(Unit.steplen, len(path) + 1, Unit.steplen):
            by_path[path[:end]] += count
    return {unit.pk: by_path[unit.path] for unit in units}


def search_people(people: QuerySet[Person], text: str) -> QuerySet[Person]:
    """Those of ``people`` whose name has all words of ``text``, with or without diacritics, or whose code it is."""
    words = fold(text).split()
    if not words:
        return people
    by_name = Q()
    for word in words:
        by_name &= Q(name_folded__contains=word)
    return people.filter(by_name | Q(code__iexact=text.strip()))


def with_present_state(people: QuerySet[Person], day: date) -> QuerySet[Person]:
    """``people`` with what a list shows of each, newest first: ``present_posts``, ``late_ratings``, ``late_titles``."""
    posts = posts_on(day).select_related("unit").order_by("-start", "-pk")
    ratings = Rating.objects.filter(year__gte=day.year - 1).order_by("-year")
    return people.prefetch_related(
        Prefetch("posts", queryset=posts, to_attr="present_posts"),
        Prefetch("ratings", queryset=ratings, to_attr="late_ratings"),
        Prefetch("honours", queryset=_late_titles(day).order_by("-year", "-pk"), to_attr="late_titles"),
    )


class PresentState(NamedTuple):
    """What a file of people tells of each; years are those of the newest rating and title, None where there is none."""

    code: str
    full_name: str
    gender: str
    birth_date: date | None
    post: str = ""
    unit: str = ""
    rated_for: int | None = None
    level: str = ""
    titled_for: int | None = None
    award: str = ""


# Fewer than SQLite takes as parameters of one question.
_READ_AT_ONCE = 900


def present_states(people: QuerySet[Person], day: date) -> Iterator[PresentState]:
    """The same as `with_present_state` for whole registers: as plain values, in blocks, never held as a whole."""
    told = people.values_list("pk", "code", "full_name", "gender", "birth_date")
    rows: Iterator[tuple[Any, ...]] = told.iterator(_READ_AT_ONCE)
    while block := list(islice(rows, _READ_AT_ONCE)):
        these = [pk for pk, *_person in block]
        posts = (
            posts_on(day).filter(person__in=these).order_by("start", "pk").values_list("person", "title", "unit__name")
        )
        ratings = Rating.objects.filter(person__in=these, year__gte=day.year - 1).order_by("year")
        titles = _late_titles(day).filter(person__in=these).order_by("year", "pk")
        # Of several the newest comes last and stays.
        post = {pk: told for pk, *told in posts}
        level = {pk: told for pk, *told in ratings.values_list("person", "year", "level")}
        award = {pk: told for pk, *told in titles.values_list("person", "year", "award")}
        for pk, *person in block:
            yield PresentState(*person, *post.get(pk, ("", "")), *level.get(pk, (None, "")), *award.get(pk, (None, "")))


def _late_titles(day: date) -> QuerySet[Honour]:
    return Honour.objects.filter(is_title=True, revoked_on__isnull=True, year__gte=day.year - 1)


@dataclass
class YearOfRecord:
    """What is on record of a person or unit for one year of achievement."""

    year: int
    rating: Rating | None = None
    titles: list[Honour] = field(default_factory=list)
    awards: list[Honour] = field(default_factory=list)


def record_years(subject: Person | Unit) -> list[YearOfRecord]:
    """The record of a person or unit by year of achievement, newest first; revoked honours are marked, not hidden."""
    years: dict[int, YearOfRecord] = {}
    for rating in subject.ratings.all():
        years.setdefault(rating.year, YearOfRecord(rating.year)).rating = rating
    for honour in subject.honours.order_by("decided_on", "pk"):
        found = years.setdefault(honour.year, YearOfRecord(honour.year))
        (found.titles if honour.is_title else found.awards).append(honour)
    return [years[year] for year in sorted(years, reverse=True)]


def honours_of_members(unit: Unit, year: int) -> dict[str, int]:
    """Award code → how many people who work in ``unit`` or below it hold it for ``year``."""
    members = posts_on(date(year, 12, 31)).filter(unit__path__startswith=unit.path).values("person")
    held = Honour.objects.filter(year=year, revoked_on__isnull=True, person__in=members)
    return dict(held.order_by().values_list("award").annotate(Count("pk")))
