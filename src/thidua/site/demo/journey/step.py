"""A dated step of the journey, and what the steps hand on to each other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from thidua.councils.models import Council
from thidua.movements.models import Movement
from thidua.organisation.models import Person, Unit
from thidua.organisation.queries import people_of
from thidua.site.demo.people import Staged, moment


@dataclass
class Journey:
    """What has been made so far; a step may count on what the steps of earlier days left."""

    staged: Staged
    random: Random
    movement: Movement | None = None
    council: Council | None = None
    last: datetime | None = None

    def at(self, day: date, hour: int = 8, minute: int = 0) -> datetime:
        """The moment of the next act: the time asked for, or a minute after the last act when that was later.

        The journal's time only grows, in the demo as in an office.
        """
        wanted = moment(day, hour, minute)
        self.last = wanted if self.last is None else max(wanted, self.last + timedelta(minutes=1))
        return self.last

    def user(self, username: str) -> Any:
        """One of the demo's accounts."""
        return self.staged.users[username]

    @property
    def officer(self) -> Any:
        """The officer of the emulation office."""
        return self.user("demo.officer")

    def unit(self, code: str) -> Unit:
        """A unit of the department, by the end of its code: ``"TTLT"``."""
        return self.staged.units[f"SNV-{code}"]

    def contact(self, code: str) -> Any:
        """The contact person of a unit."""
        return self.staged.contact(f"SNV-{code}")

    def the_movement(self) -> Movement:
        """The movement as it stands now."""
        assert self.movement is not None
        self.movement.refresh_from_db()
        return self.movement

    def people(self, code: str, day: date) -> list[Person]:
        """Who works in a unit on a day, in the order of codes, so that the same seed finds the same people."""
        return list(people_of(self.unit(code), day).order_by("code"))


@dataclass(frozen=True)
class Step:
    """One dated step; ``stage`` is the part of the journey that it belongs to."""

    day: date
    stage: str
    walk: Callable[[Journey], None]
