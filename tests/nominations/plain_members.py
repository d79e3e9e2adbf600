"""What a collective's members have, counted person by person: the plain counterpart of `facts.members`."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q

from thidua.nominations.facts.members import PERSONAL_TITLES, YEARS_BACK
from thidua.nominations.facts.rows import blocks
from thidua.organisation.models import Discipline, Honour, Person, Post, Rating, Unit

_LEVELS = ("none", *Discipline.Level.values)
_COMPLETED = (Rating.Level.EXCELLENT, Rating.Level.GOOD, Rating.Level.COMPLETED)


def plain_members_facts(units: Iterable[Unit], day: date) -> dict[int, dict[str, Any]]:
    """``collective`` of the contract for each unit, by its number."""
    wanted = list(units)
    posts = _posts_of(wanted, day)
    members = _MembersRecord({post.person_id for found in posts.values() for post in found}, day)
    return {unit.pk: _collective_facts(unit, posts[unit.pk], members, day) for unit in wanted}


def _posts_of(units: Iterable[Unit], day: date) -> dict[int, list[Post]]:
    """The posts in each unit or below it, from the tree's paths: one question for all units."""
    by_path = {unit.path: unit.pk for unit in units}
    within = Q(pk__in=[])
    for path in by_path:
        within |= Q(unit__path__startswith=path)
    posts = Post.objects.filter(within, start__lte=day).select_related("unit").order_by("start", "pk")
    found: dict[int, list[Post]] = defaultdict(list)
    for post in posts:
        path, step = post.unit.path, Unit.steplen
        for length in range(step, len(path) + 1, step):
            if path[:length] in by_path:
                found[by_path[path[:length]]].append(post)
    return found


class _MembersRecord:
    """Ratings, titles, discipline and gender of all people who are members of one of the units."""

    def __init__(self, people: set[int], day: date) -> None:
        self.rating: dict[tuple[int, int], str] = {}
        self.titles: dict[tuple[int, int], set[str]] = defaultdict(set)
        self.discipline: dict[tuple[int, int], list[str]] = defaultdict(list)
        self.women: set[int] = set()
        for block in blocks(sorted(people)):
            self._read(block, day)

    def _read(self, people: list[int], day: date) -> None:
        decided = Q(decided_on__isnull=True) | Q(decided_on__lte=day)
        ratings = Rating.objects.filter(decided, person__in=people).values_list("person_id", "year", "level")
        self.rating |= {(person, year): level for person, year, level in ratings}
        held = Honour.objects.filter(decided, person__in=people, is_title=True)
        in_force = held.filter(Q(revoked_on__isnull=True) | Q(revoked_on__gt=day))
        for person, year, award in in_force.values_list("person_id", "year", "award"):
            self.titles[person, year].add(award)
        measures = Discipline.objects.filter(person__in=people, start__lte=day)
        for person, start, level in measures.values_list("person_id", "start", "level"):
            self.discipline[person, start.year].append(level)
        women = Person.objects.filter(pk__in=people, gender=Person.Gender.FEMALE)
        self.women |= set(women.values_list("pk", flat=True))


def _collective_facts(unit: Unit, posts: list[Post], record: _MembersRecord, day: date) -> dict[str, Any]:
    now = _members_on(posts, day)
    first = max(day.year - YEARS_BACK, unit.founded.year if unit.founded else 0)
    facts: dict[str, Any] = {"members": len(now)}
    if now:
        facts["female_share"] = round(len(now & record.women) / len(now), 4)
    years = []
    for year in range(first, day.year + 1):
        members = _members_on(posts, min(date(year, 12, 31), day))
        if members:
            years.append(_year_facts(year, members, record, day))
    return facts | {"years": years}


def _members_on(posts: list[Post], day: date) -> set[int]:
    return {post.person_id for post in posts if post.start <= day and (post.end is None or post.end >= day)}


def _year_facts(year: int, members: set[int], record: _MembersRecord, day: date) -> dict[str, Any]:
    facts: dict[str, Any] = {"year": year, "members": len(members)}
    ratings = [record.rating[person, year] for person in members if (person, year) in record.rating]
    if len(ratings) == len(members):
        facts["completed"] = sum(level in _COMPLETED for level in ratings)
    holders = Counter(award for person in members for award in record.titles.get((person, year), ()))
    if holders or year < day.year - 1:
        facts["titles"] = dict.fromkeys(PERSONAL_TITLES, 0) | dict(sorted(holders.items()))
    levels = [level for person in members for level in record.discipline.get((person, year), ())]
    facts["worst_discipline"] = max(levels, key=_LEVELS.index, default="none")
    return facts
