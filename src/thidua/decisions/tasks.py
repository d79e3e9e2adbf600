"""What the worker does for decisions; every task may run twice and does its work once."""

from __future__ import annotations

from django_tasks import task

from thidua.base import clock
from thidua.decisions import making
from thidua.decisions.blanks import printing


@task()
def make_documents(decision_id: int) -> str:
    """Make the files of a signed decision; see `making.make_documents`."""
    return making.make_documents(decision_id, at=clock.now())


def enqueue_documents(decision_id: int) -> None:
    """Ask the worker for the files of a decision."""
    make_documents.enqueue(decision_id)


@task()
def make_print_run(run_id: int) -> str:
    """Make the file of a batch of certificates; see `blanks.printing.make_run`."""
    return printing.make_run(run_id, at=clock.now())


def enqueue_print_run(run_id: int) -> None:
    """Ask the worker for a batch of certificates."""
    make_print_run.enqueue(run_id)
