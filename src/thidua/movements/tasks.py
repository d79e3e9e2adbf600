"""What the worker does for movements; every task may run twice and does its work once."""

from __future__ import annotations

from django_tasks import task

from thidua.base import clock
from thidua.movements import reading


@task()
def read_plan(plan_id: int, attempt: int) -> str:
    """Read the file of a plan; see `reading.read_kept_plan`."""
    return reading.read_kept_plan(plan_id, attempt, now=clock.now)


def enqueue_reading(plan_id: int, attempt: int) -> None:
    """Ask the worker to read a plan."""
    read_plan.enqueue(plan_id, attempt)
