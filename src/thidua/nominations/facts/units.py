"""The facts of collectives, computed from their own record and from that of their members."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q

from thidua.nominations.facts.members import members_facts
from thidua.nominations.facts.rows import (
    award_facts,
    grouped,
    hold_facts,
    iso,
    known,
    rating_facts,
    title_facts,
)
from thidua.organisation.models import Hold, Honour, Rating, Unit


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
    members = members_facts(list(wanted.values()), day)
    return {
        unit.pk: {
            "subject": known(kind="collective", name=unit.name, founded=iso(unit.founded)),
            "ratings": rating_facts(ratings[unit.pk]),
            "titles": title_facts(honours[unit.pk], day),
            "awards": award_facts(honours[unit.pk], day),
            "holds": hold_facts(holds[unit.pk]),
            "collective": members[unit.pk],
        }
        for unit in wanted.values()
    }
