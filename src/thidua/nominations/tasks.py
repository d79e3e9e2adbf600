"""What the worker does for nominations; every task may run twice and does no harm then."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib.auth import get_user_model
from django_tasks import task

from thidua.base import clock
from thidua.nominations.eligibility.asking import Question
from thidua.nominations.eligibility.lists.actions import keep_list
from thidua.organisation.models import Unit


@task()
def make_list(unit_id: int, on: str, year: int, kind: str, actor_id: int) -> int:
    """Make a screening list of a large unit; see `eligibility.lists.actions.keep_list`."""
    question = Question("", date.fromisoformat(on), year, kind)
    actor = get_user_model().objects.get(pk=actor_id)
    made = keep_list(unit=Unit.objects.get(pk=unit_id), question=question, actor=actor, at=clock.now())
    return int(made.pk)


def enqueue_list(unit: Unit, question: Question, *, actor: Any) -> None:
    """Ask the worker for the list of a unit."""
    make_list.enqueue(unit.pk, question.on.isoformat(), question.year, question.kind, actor.pk)
