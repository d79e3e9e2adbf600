"""The facts of collectives, computed from their own record and from that of their members."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q

from thidua.nominations.facts.rows import (
    award_facts,
    blocks,
    grouped,
    hold_facts,
    iso,
    known,
    rating_facts,
    title_facts,
)
from thidua.organisation.models import Discipline, Hold, Honour, Person, Post, Rating, Unit

YEARS_BACK = 10

_LEVELS = ("none", *Discipline.Level.values)
_COMPLETED = (Rating.Level.EXCELLENT, Rating.Level.GOOD, Rating.Level.COMPLETED)


def facts_of_unit(unit: Unit, day: date) -> dict[str, Any]:
    """The facts of one collective; see `facts_of_units`."""
    return facts_of_units([unit], day)[unit.pk]


def facts_of_units(units: Iterable[Unit], day: date) -> dict[int, dict[str, Any]]:
    """What is on record of collectives, as seen on a day.

    A member of a year is who held a post in the unit or below it on 31 December of that year (on ``day`` for the
    running one). Of the members are counted:

    * ``completed``: rated completed or better; left out while a member's rating of that year is missing;
    * ``titles``: holders of each title; left out for the running year and the one before while nobody in the unit
      holds any, because then the titles of that year are not decided yet;
    * ``worst_discipline``: the gravest measure that began in that year.

    Disciplinary measures against a collective have no register: they are left out, and the law's answer on them stays
    open until a person has confirmed it.

    Args:
        units: the collectives.
        day: the day of the question.

    Returns:
        The number of each unit → facts by contracts/facts.schema.json.
    """
    wanted = {unit.pk: unit for unit in units}
    decided = Q(decided_on__isnull=True) | Q(decided_on__lte=day)
    ratings = grouped(Rating.objects.filter(decided, unit__in=wanted), lambda row: row.unit_id or 0)
    honours = grouped(Honour.objects.filter(unit__in=wanted).order_by("year", "pk"), lambda row: row.unit_id or 0)
    holds = grouped(Hold.objects.filter(unit__in=wanted).order_by("start", "pk"), lambda row: row.unit_id or 0)
    posts = _posts_of(wanted.values(), day)
    members = _MembersRecord({post.person_id for found in posts.values() for post in found}, day)
    return {
        unit.pk: {
            "subject": known(kind="collective", name=unit.name, founded=iso(unit.founded)),
            "ratings": rating_facts(ratings[unit.pk]),
            "titles": title_facts(honours[unit.pk], day),
            "awards": award_facts(honours[unit.pk], day),
            "holds": hold_facts(holds[unit.pk]),
            "collective": _collective_facts(unit, posts[unit.pk], members, day),
        }
        for unit in wanted.values()
    }


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


# Where the titles of a year are decided, "nobody holds it" is known of these, and is written as 0.
PERSONAL_TITLES = ("LDTT", "CSTT", "CSTDCS")
