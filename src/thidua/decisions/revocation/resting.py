"""What rests on an award: nominations whose check used it, later awards whose criteria ask for it.

Nothing of this is changed when the award is taken away; it is shown, so that people look again. What stands in no
register and no check cannot be found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from thidua.law import codes_asked, criteria_of, member_codes_counted
from thidua.nominations.models import Check, Nomination
from thidua.nominations.queries import frozen_check, newest_check
from thidua.organisation.awards import the_law
from thidua.organisation.models import Honour, Post
from thidua.organisation.queries import running_on

_OPEN = (Nomination.State.LISTED, Nomination.State.RECOMMENDED)


@dataclass
class Resting:
    """What must be looked at again when ``honour`` falls.

    Attributes:
        open: nominations under way whose check took it as evidence.
        decided: nominations already awarded whose check took it as evidence.
        held: later honours of the same holder whose criteria ask for such an award; no check says that it was this one.
        collective: honours for the same year of the units in which the holder worked, where criteria count such titles
            among the members.
    """

    honour: Honour
    open: list[Nomination] = field(default_factory=list)
    decided: list[Nomination] = field(default_factory=list)
    held: list[Honour] = field(default_factory=list)
    collective: list[Honour] = field(default_factory=list)

    @property
    def found(self) -> bool:
        """Whether anything was found."""
        return bool(self.open or self.decided or self.held or self.collective)


def resting_on(honour: Honour, day: date) -> Resting:
    """All that the registers and checks say to rest on ``honour``."""
    found = Resting(honour)
    certain: set[int] = set()
    for nomination in _nominations(honour):
        is_open = nomination.state in _OPEN
        check = newest_check(nomination) if is_open else frozen_check(nomination)
        if check is None or not _uses(check, honour):
            continue
        (found.open if is_open else found.decided).append(nomination)
        line = getattr(nomination, "decision_line", None)
        if line is not None and line.honour_id is not None:
            certain.add(line.honour_id)
    later = _later(honour).filter(person=honour.person, unit=honour.unit).exclude(pk__in=certain)
    found.held = [row for row in later if honour.award in _asked(codes_asked, row, day)]
    if honour.person_id is not None:
        found.collective = [row for row in _of_units(honour) if honour.award in _asked(member_codes_counted, row, day)]
    return found


def _nominations(honour: Honour) -> QuerySet[Nomination]:
    """Those of the same holder that are under way or were awarded, but for the one that led to ``honour``."""
    mine = Nomination.objects.filter(person=honour.person, unit=honour.unit, year__gte=honour.year)
    moving = mine.filter(state__in=(*_OPEN, Nomination.State.AWARDED))
    own = Q(decision_line__honour=honour)
    return moving.exclude(own).select_related("dossier", "decision_line").order_by("year", "pk")


def _uses(check: Check, honour: Honour) -> bool:
    """Whether a condition that was met, common or of the path that the verdict took, names ``honour`` as evidence."""
    path = check.verdict.get("path")
    for condition in check.verdict.get("conditions", []):
        if condition["state"] != "met" or condition.get("path") not in (None, path):
            continue
        if any(_is(row, honour) for row in _rows(check, condition.get("evidence", []))):
            return True
    return False


def _rows(check: Check, pointers: list[str]) -> Iterator[dict[str, Any]]:
    """The titles and awards of the facts at which ``pointers`` point."""
    for pointer in pointers:
        parts = pointer.strip("/").split("/")
        if len(parts) >= 2 and parts[0] in ("titles", "awards") and parts[1].isdecimal():
            rows = check.facts.get(parts[0], [])
            if int(parts[1]) < len(rows):
                yield rows[int(parts[1])]


def _is(row: dict[str, Any], honour: Honour) -> bool:
    """Whether a row of facts is ``honour``: the day of its decision tells two of one year apart where it is known."""
    years = {row.get("year"), row.get("to_year")}
    if row["award"] != honour.award or (years != {None} and honour.year not in years):
        return False
    day = row.get("decided_on")
    return day is None or honour.decided_on is None or day == honour.decided_on.isoformat()


def _later(honour: Honour) -> QuerySet[Honour]:
    """Honours in force for the same year or a later one."""
    found = Honour.objects.filter(year__gte=honour.year, revoked_on__isnull=True).exclude(pk=honour.pk)
    return found.select_related("person", "unit").order_by("year", "pk")


def _of_units(honour: Honour) -> QuerySet[Honour]:
    """Honours of the units, up to the body, in which the holder worked at the end of the year."""
    posts = Post.objects.filter(running_on(date(honour.year, 12, 31)), person=honour.person).select_related("unit")
    steps = {post.unit.path[: length * post.unit.steplen] for post in posts for length in range(1, post.unit.depth + 1)}
    return _later(honour).filter(unit__path__in=steps, year=honour.year)


def _asked(names: Callable[[Any], set[str]], later: Honour, day: date) -> set[str]:
    """What ``names`` reads from the criteria of ``later`` by the law of its year; empty where none are known."""
    law = the_law()
    if later.award not in law.awards:
        return set()
    recipient = "individual" if later.person_id else "collective"
    found = criteria_of(law, [later.award], recipient, min(date(later.year, 12, 31), day))
    return {code for criteria in found.values() for code in names(criteria)}
