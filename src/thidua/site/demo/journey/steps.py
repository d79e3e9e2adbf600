"""The steps of the journey in the order of their days, and how far they are walked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from random import Random

from thidua.base import clock
from thidua.site.demo.command import STAGES
from thidua.site.demo.people import Staged


@dataclass
class Journey:
    """What the steps hand on to each other."""

    staged: Staged
    random: Random


Walk = Callable[[Journey], None]


@dataclass(frozen=True)
class Step:
    """One dated step; ``stage`` is the part of the journey that it belongs to."""

    day: date
    stage: str
    walk: Walk


STEPS: tuple[Step, ...] = ()


def travel(staged: Staged, random: Random, *, day: date, stage: str, say: Callable[[str], None]) -> Journey:
    """Walk the steps that lie on or before ``day`` and within ``stage``, each on its own day."""
    journey = Journey(staged, random)
    told = ""
    for step in sorted(STEPS, key=lambda step: step.day):
        if step.day > day or STAGES.index(step.stage) > STAGES.index(stage):
            continue
        if step.stage != told:
            told = step.stage
            say(f"Đang đi qua bước “{told}” ({step.day:%d/%m/%Y}) …")
        with clock.on_day(step.day):
            step.walk(journey)
    return journey
