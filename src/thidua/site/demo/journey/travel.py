"""Walks the steps of the journey in the order of their days."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from random import Random

from thidua.base import clock
from thidua.site.demo.command import STAGES
from thidua.site.demo.journey import certificates, interim, launch, papers, work, year_end
from thidua.site.demo.journey.step import Journey
from thidua.site.demo.people import Staged

STEPS = (*launch.STEPS, *work.STEPS, *interim.STEPS, *certificates.STEPS, *year_end.STEPS, *papers.STEPS)
TOLD = {
    "launched": "phát động phong trào",
    "reported": "đăng ký, báo cáo tiến độ",
    "nominated": "hồ sơ đề nghị khen thưởng",
    "council": "họp hội đồng",
    "decided": "quyết định khen thưởng",
}


def travel(staged: Staged, random: Random, *, day: date, stage: str, say: Callable[[str], None]) -> Journey:
    """Walk the steps that lie on or before ``day`` and within ``stage``, each on its own day."""
    journey = Journey(staged, random)
    told: set[str] = set()
    for step in sorted(STEPS, key=lambda step: step.day):
        if step.day > day or STAGES.index(step.stage) > STAGES.index(stage):
            continue
        if step.stage not in told:
            told.add(step.stage)
            say(f"Đang đi qua bước: {TOLD[step.stage]} …")
        with clock.on_day(step.day):
            step.walk(journey)
    return journey
