"""What the worker does for decisions; every task may run twice and does its work once."""

from __future__ import annotations

from django_tasks import task

from thidua.base import clock
from thidua.decisions import making


@task()
def make_documents(decision_id: int) -> str:
    """Make the files of a signed decision; see `making.make_documents`."""
    return making.make_documents(decision_id, at=clock.now())


def enqueue_documents(decision_id: int) -> None:
    """Ask the worker for the files of a decision."""
    make_documents.enqueue(decision_id)
