"""The whole way of a dossier, with the real law, and what stays written."""

from __future__ import annotations

import pytest
from tests.nominations.conftest import Desk

from thidua.journal.queries import history, verify
from thidua.nominations.models import Check, Dossier


@pytest.mark.parametrize("state", Dossier.State.values)
def test_a_dossier_reaches_every_state_and_the_journal_agrees(desk: Desk, state: str) -> None:
    dossier = desk.dossier(state)

    assert dossier.state == state
    assert list(verify()) == []


def test_the_way_to_a_decision_is_written_step_by_step(desk: Desk) -> None:
    dossier = desk.dossier("decided")

    assert [event.action.rpartition(".")[2] for event in history(dossier)] == [
        "create", "submit", "accept", "put_in_council", "decide",
    ]  # fmt: skip
    nomination = dossier.nominations.get()
    assert nomination.state == "awarded"
    assert [check.occasion for check in nomination.checks.order_by("pk")] == ["review", "submission", "acceptance"]
    assert set(Check.objects.values_list("outcome", flat=True)) == {"eligible"}


def test_a_vote_that_fails_for_all_closes_the_dossier(desk: Desk) -> None:
    dossier = desk.dossier("closed", names=("Cao Thị Hiền", "Đinh Văn Lực"))

    assert {row.state for row in dossier.nominations.all()} == {"not_recommended"}
