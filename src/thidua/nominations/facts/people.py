"""The facts of people: a fixed number of questions, however many people are asked about."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q

from thidua.initiatives.models import Authorship, Use
from thidua.nominations.facts.rows import (
    award_facts,
    blocks,
    discipline_facts,
    grouped,
    hold_facts,
    iso,
    known,
    leave_facts,
    rating_facts,
    title_facts,
)
from thidua.organisation.models import Discipline, Hold, Honour, Leave, Person, Post, Rating


def facts_of_person(person: Person, day: date) -> dict[str, Any]:
    """The facts of one person; see `facts_of_people`."""
    return facts_of_people([person], day)[person.pk]


def facts_of_people(people: Iterable[Person], day: date) -> dict[int, dict[str, Any]]:
    """What is on record of people, as seen on a day.

    Args:
        people: the persons; a queryset is read once.
        day: the day of the question. A rating decided later is left out (the contract has no date for it), a
            revocation later than that is not yet one; other rows carry their dates and the engine weighs them.

    Returns:
        The number of each person → facts by contracts/facts.schema.json. Lists are complete as far as the register
        is: an empty one says that nothing is on record. Movements and criminal sentences have no register yet and
        are left out, so the law's answer on them stays open.
    """
    by_number = {person.pk: person for person in people}
    facts: dict[int, dict[str, Any]] = {}
    for block in blocks(by_number):
        facts |= _facts_of_block([by_number[number] for number in block], day)
    return facts


def _facts_of_block(people: list[Person], day: date) -> dict[int, dict[str, Any]]:
    numbers = [person.pk for person in people]
    mine = Q(person__in=numbers)
    decided = Q(decided_on__isnull=True) | Q(decided_on__lte=day)
    ratings = grouped(Rating.objects.filter(mine, decided), lambda row: row.person_id or 0)
    honours = grouped(Honour.objects.filter(mine).order_by("year", "pk"), lambda row: row.person_id or 0)
    disciplines = grouped(Discipline.objects.filter(mine).order_by("start", "pk"), lambda row: row.person_id)
    holds = grouped(Hold.objects.filter(mine).order_by("start", "pk"), lambda row: row.person_id or 0)
    leaves = grouped(Leave.objects.filter(mine).order_by("start", "pk"), lambda row: row.person_id)
    posts = grouped(Post.objects.filter(mine, start__lte=day).order_by("start", "pk"), lambda row: row.person_id)
    authored = (
        Authorship.objects.filter(mine).select_related("initiative").order_by("initiative__year", "initiative__code")
    )
    authorships = grouped(authored, lambda row: row.person_id)
    uses = grouped(Use.objects.filter(mine).order_by("year", "award"), lambda row: row.person_id)
    return {
        person.pk: {
            "subject": _subject(person, posts[person.pk], day),
            "ratings": rating_facts(ratings[person.pk]),
            "titles": title_facts(honours[person.pk], day),
            "awards": award_facts(honours[person.pk], day),
            "initiatives": _initiative_facts(authorships[person.pk], uses[person.pk]),
            "discipline": discipline_facts(disciplines[person.pk]),
            "holds": hold_facts(holds[person.pk]),
            "leave": leave_facts(leaves[person.pk]),
            "service": [
                {"post": post.title, "from": iso(post.start), "until": iso(post.end)} for post in posts[person.pk]
            ],
        }
        for person in people
    }


def _subject(person: Person, posts: list[Post], day: date) -> dict[str, Any]:
    running = [post for post in posts if post.end is None or post.end >= day]
    return known(
        kind="individual",
        name=person.full_name,
        gender=person.gender,
        role=person.occupation,
        post_band=running[-1].band if running else None,
        employed_from=iso(person.employed_from),
    )


def _initiative_facts(authorships: list[Authorship], uses: list[Use]) -> list[dict[str, Any]]:
    return [
        {
            "code": authorship.initiative.code,
            "year": authorship.initiative.year,
            "kind": authorship.initiative.kind,
            "scope": authorship.initiative.scope,
            "recognised_on": iso(authorship.initiative.recognised_on),
            "used_for": [f"{use.award}:{use.year}" for use in uses if use.initiative_id == authorship.initiative_id],
        }
        for authorship in authorships
    ]
