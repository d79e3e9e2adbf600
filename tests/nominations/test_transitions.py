"""Every transition from every state: the table decides, nothing else moves."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.nominations.conftest import DUE, Desk

from thidua.accounts.roles import Role
from thidua.base.refusal import Refused
from thidua.journal.queries import history
from thidua.nominations import actions
from thidua.nominations.models import Dossier, Nomination
from thidua.nominations.transitions import DOSSIER, NOMINATION

ACTIONS = ("submit", "accept", "return", "withdraw", "put_in_council", "decide", "close")
NOMINATION_ACTIONS = ("drop", "withdraw", "restore", "recommend", "not_recommend", "award")


def carry_out(desk: Desk, dossier: Dossier, action: str) -> None:
    """What a person does to bring the action about."""
    at = desk.at(5)
    contact, officer, secretary = desk.user("contact"), desk.user("officer"), desk.user("secretary")
    nominations = list(dossier.nominations.select_related("dossier"))
    steps: dict[str, Callable[[], Any]] = {
        "submit": lambda: actions.submit_dossier(dossier=dossier, actor=contact, at=at),
        "accept": lambda: actions.accept_dossier(dossier=dossier, actor=officer, at=at),
        "return": lambda: actions.return_dossier(dossier=dossier, reason="Thiếu", due=DUE, actor=officer, at=at),
        "withdraw": lambda: actions.withdraw_dossier(dossier=dossier, reason="Nhầm", actor=contact, at=at),
        "put_in_council": lambda: DOSSIER.apply(
            dossier, "put_in_council", actor=secretary, at=at, changes={"state_since": at}
        ),
        "decide": lambda: _finish(desk, dossier, nominations, passed=True),
        "close": lambda: _finish(desk, dossier, nominations, passed=False),
    }
    steps[action]()


def _finish(desk: Desk, dossier: Dossier, nominations: list[Nomination], *, passed: bool) -> None:
    for row in nominations:
        actions.record_recommendation(nomination=row, passed=passed, actor=desk.user("secretary"), at=desk.at(6))
        if passed:
            actions.mark_awarded(nomination=row, actor=desk.user("director"), at=desk.at(7))
    dossier.refresh_from_db()


@pytest.mark.parametrize("state", Dossier.State.values)
@pytest.mark.parametrize("action", ACTIONS)
def test_a_dossier_moves_along_the_table_and_nowhere_else(desk: Desk, state: str, action: str) -> None:
    dossier = desk.dossier(state)
    row = DOSSIER.find(state, action)
    before = history(dossier).count()

    if row is None:
        with pytest.raises(Refused):
            carry_out(desk, dossier, action)
        assert Dossier.objects.get(pk=dossier.pk).state == state
        assert history(dossier).count() == before
    else:
        carry_out(desk, dossier, action)
        kept = Dossier.objects.get(pk=dossier.pk)
        assert kept.state == row.target
        assert history(dossier).last().action == f"nominations.dossier.{action}"  # type: ignore[union-attr]
        assert kept.state_since == history(dossier).last().at  # type: ignore[union-attr]


@pytest.mark.parametrize("state", Nomination.State.values)
@pytest.mark.parametrize("action", NOMINATION_ACTIONS)
def test_a_nomination_moves_along_the_table_and_nowhere_else(desk: Desk, state: str, action: str) -> None:
    needs = {"drop": "draft", "withdraw": "withdrawn", "restore": "draft", "award": "in_council"}
    dossier = desk.dossier("draft")
    nomination = dossier.nominations.select_related("dossier").get()
    Nomination.objects.filter(pk=nomination.pk).update(state=state, drop_reason="x" if state == "dropped" else "")
    stage = needs.get(action, "in_council")
    Dossier.objects.filter(pk=dossier.pk).update(
        state=stage, submitted_at=desk.at(), received_on=desk.at().date(), return_reason="x", return_due=DUE
    )
    nomination = Nomination.objects.select_related("dossier").get(pk=nomination.pk)
    actor = {"award": "director", "recommend": "secretary", "not_recommend": "secretary"}.get(action, "contact")
    row = NOMINATION.find(state, action)
    changes = {"drop_reason": "vì vậy"} if action in ("drop", "withdraw") else {}

    def move() -> None:
        NOMINATION.apply(nomination, action, actor=desk.user(actor), at=desk.at(), reason="vì vậy", changes=changes)

    if row is None:
        with pytest.raises(Refused):
            move()
        assert Nomination.objects.get(pk=nomination.pk).state == state
    else:
        move()
        assert Nomination.objects.get(pk=nomination.pk).state == row.target


WRONG_PEOPLE = {
    "submit": ("draft", "other_contact"),
    "withdraw": ("draft", "officer"),
    "accept": ("submitted", "contact"),
    "return": ("submitted", "secretary"),
    "put_in_council": ("accepted", "contact"),
}


@pytest.mark.parametrize("action", WRONG_PEOPLE)
def test_the_wrong_person_moves_nothing_and_is_told_why(desk: Desk, action: str) -> None:
    state, key = WRONG_PEOPLE[action]
    dossier = desk.dossier(state)

    with pytest.raises(Refused) as refusal:
        DOSSIER.apply(dossier, action, actor=desk.user(key), at=desk.at(), reason="lý do")

    assert refusal.value.code == "not_allowed"
    assert refusal.value.message
    assert Dossier.objects.get(pk=dossier.pk).state == state


def test_a_return_needs_a_reason(desk: Desk) -> None:
    dossier = desk.dossier("submitted")

    with pytest.raises(Refused) as refusal:
        actions.return_dossier(dossier=dossier, reason="  ", due=DUE, actor=desk.user("officer"), at=desk.at())

    assert refusal.value.code == "reason_missing"
    assert Dossier.objects.get(pk=dossier.pk).state == "submitted"


def test_a_withdrawal_needs_a_reason(desk: Desk) -> None:
    dossier = desk.dossier("submitted")

    with pytest.raises(Refused) as refusal:
        actions.withdraw_dossier(dossier=dossier, reason=" ", actor=desk.user("contact"), at=desk.at())

    assert refusal.value.code == "reason_missing"
    assert Dossier.objects.get(pk=dossier.pk).state == "submitted"


def test_of_two_officers_the_second_is_told_that_the_first_was_there(desk: Desk) -> None:
    dossier = desk.dossier("submitted")
    desk.account("officer2", "Ngô Thị Hai", desk.office.emulation, *_officer_role(desk))
    seen_by_second = Dossier.objects.get(pk=dossier.pk)
    actions.accept_dossier(dossier=dossier, actor=desk.user("officer"), at=desk.at())

    with pytest.raises(Refused) as refusal:
        actions.return_dossier(
            dossier=seen_by_second, reason="Thiếu", due=DUE, actor=desk.user("officer2"), at=desk.at(1)
        )

    assert refusal.value.code == "state_changed"
    assert Dossier.objects.get(pk=dossier.pk).state == "accepted"


def _officer_role(desk: Desk) -> tuple[Any, ...]:
    return ((Role.OFFICER, desk.office.body),)


def test_a_dossier_sent_twice_is_sent_once(desk: Desk) -> None:
    dossier = desk.dossier("draft")
    twin = Dossier.objects.get(pk=dossier.pk)
    actions.submit_dossier(dossier=dossier, actor=desk.user("contact"), at=desk.at())

    with pytest.raises(Refused) as refusal:
        actions.submit_dossier(dossier=twin, actor=desk.user("contact"), at=desk.at(1))

    assert refusal.value.code == "state_changed"
    assert history(dossier).filter(action__endswith=".submit").count() == 1
