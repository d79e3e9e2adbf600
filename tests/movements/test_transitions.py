"""Every action in every state: what the tables allow is done and written down, all else changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from tests.movements.conftest import AT

from thidua.base import clock
from thidua.base.refusal import Refused
from thidua.journal.models import Event
from thidua.journal.queries import history, verify
from thidua.movements import actions, queries
from thidua.movements.models import Movement, Registration
from thidua.movements.transitions import MOVEMENT_TRANSITIONS, REGISTRATION_TRANSITIONS
from thidua.notices.models import Notice

STATES = ["draft", "submitted", "approved", "launched", "closing", "summed_up"]
# Who carries out which action, and what it needs besides.
MOVEMENT_ACTIONS: dict[str, tuple[Callable[..., Any], str]] = {
    "submit": (actions.submit_movement, "officer"),
    "recall": (actions.recall_movement, "officer"),
    "approve": (actions.approve_movement, "director"),
    "return": (actions.return_movement, "director"),
    "launch": (actions.launch_movement, "officer"),
    "begin_closing": (actions.begin_closing, "officer"),
    "sum_up": (actions.sum_up_movement, "officer"),
    "reopen": (actions.reopen_movement, "officer"),
    "close": (actions.close_movement, "director"),
}
AFTER_THE_END = date(2026, 1, 5)


def do(action: str, movement: Movement, actor: Any, office: Any) -> None:
    call, _who = MOVEMENT_ACTIONS[action]
    more: dict[str, Any] = {}
    if action in ("recall", "return", "reopen"):
        more["reason"] = "Cần sửa lại hạn báo cáo."
    if action == "launch":
        more["units"] = queries.default_units(movement, AT.date())
    call(movement=movement, actor=actor, at=AT, **more)


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("action", MOVEMENT_ACTIONS)
def test_each_action_in_each_state_of_a_movement(office: Any, movement_at: Any, state: str, action: str) -> None:
    movement = movement_at(state)
    actor = office.users[MOVEMENT_ACTIONS[action][1]]
    row = MOVEMENT_TRANSITIONS.find(state, action)
    before = history(movement).count()
    with clock.on_day(AFTER_THE_END):
        if row is None:
            with pytest.raises(Refused):
                do(action, movement, actor, office)
        else:
            do(action, movement, actor, office)
    stored = Movement.objects.get(pk=movement.pk)
    assert stored.state == (row.target if row else state)
    written = [event.action for event in history(movement)][before:]
    assert written == ([f"movements.movement.{action}"] if row else [])
    assert list(verify()) == []


@pytest.mark.parametrize("action", MOVEMENT_ACTIONS)
@pytest.mark.parametrize("who", ["contact", "staff", "union", "administration", "member", "secretary"])
def test_nobody_else_moves_a_movement(office: Any, movement_at: Any, action: str, who: str) -> None:
    source = next(row.source for row in MOVEMENT_TRANSITIONS.rows if row.action == action)
    movement = movement_at(str(source))
    with clock.on_day(AFTER_THE_END), pytest.raises(Refused) as caught:
        do(action, movement, office.users[who], office)
    assert caught.value.code == "not_allowed"
    assert Movement.objects.get(pk=movement.pk).state == source


def test_officer_and_head_do_not_do_each_others_part(office: Any, movement_at: Any) -> None:
    movement = movement_at("submitted")
    with pytest.raises(Refused, match="người đứng đầu"):
        actions.approve_movement(movement=movement, actor=office.users["officer"], at=AT)
    actions.approve_movement(movement=movement, actor=office.users["director"], at=AT)
    with pytest.raises(Refused, match="chuyên viên"):
        actions.launch_movement(movement=movement, units=[office.archive], actor=office.users["director"], at=AT)


@pytest.mark.parametrize("action", ["recall", "return"])
def test_going_back_needs_a_reason(office: Any, movement_at: Any, action: str) -> None:
    movement = movement_at("submitted")
    call, who = MOVEMENT_ACTIONS[action]
    with pytest.raises(Refused) as caught:
        call(movement=movement, actor=office.users[who], at=AT, reason="  ")
    assert caught.value.code == "reason_missing"
    call(movement=movement, actor=office.users[who], at=AT, reason="Thiếu hạn.")
    last = history(movement).last()
    assert last is not None
    assert last.reason == "Thiếu hạn."


def test_a_movement_with_blanks_is_not_submitted(office: Any, plan: Any) -> None:
    officer = office.users["officer"]
    actions.review_plan(plan=plan, review={"report_due": None, "document_number": ""}, actor=officer, at=AT)
    movement = actions.create_movement(plan=plan, actor=officer, at=AT)
    with pytest.raises(Refused, match="số kế hoạch, hạn báo cáo kết quả"):
        actions.submit_movement(movement=movement, actor=officer, at=AT)
    changes = {"report_due": date(2025, 11, 25), "document_number": "2845"}
    movement = actions.update_movement(movement=movement, changes=changes, actor=officer, at=AT)
    actions.submit_movement(movement=movement, actor=officer, at=AT)
    assert movement.state == Movement.State.SUBMITTED


def test_a_submitted_movement_is_not_edited(office: Any, movement_at: Any) -> None:
    movement = movement_at("submitted")
    with pytest.raises(Refused, match="đang soạn"):
        actions.update_movement(movement=movement, changes={"title": "Khác"}, actor=office.users["officer"], at=AT)


def test_of_two_who_edit_at_once_the_second_is_refused(office: Any, movement_at: Any) -> None:
    movement, officer = movement_at("draft"), office.users["officer"]
    seen = actions.version_of(movement)
    actions.update_movement(movement=movement, changes={"theme": "Một"}, actor=officer, at=AT, version=seen)
    with pytest.raises(Refused) as caught:
        actions.update_movement(movement=movement, changes={"theme": "Hai"}, actor=officer, at=AT, version=seen)
    assert caught.value.code == "stale_movement"
    assert Movement.objects.get().theme == "Một"


def test_a_movement_is_not_closed_before_its_end(office: Any, movement_at: Any) -> None:
    movement = movement_at("summed_up")
    with pytest.raises(Refused, match="31/12/2025"):
        actions.close_movement(movement=movement, actor=office.users["director"], at=AT)
    with clock.on_day(AFTER_THE_END):
        actions.close_movement(movement=movement, actor=office.users["director"], at=AT)
    assert movement.state == Movement.State.CLOSED


def test_of_two_who_decide_at_once_the_second_is_refused(office: Any, movement_at: Any) -> None:
    movement_at("submitted")
    one, two = Movement.objects.get(), Movement.objects.get()
    actions.approve_movement(movement=one, actor=office.users["director"], at=AT)
    with pytest.raises(Refused) as caught:
        actions.return_movement(movement=two, actor=office.users["director"], at=AT, reason="x")
    assert caught.value.code == "state_changed"


def test_launching_tells_each_contact_once_and_keeps_who_takes_part(office: Any, movement_at: Any) -> None:
    movement = movement_at("launched")
    names = [row.unit.name for row in queries.participants_of(movement)]
    assert names == ["Phòng Thi đua - Khen thưởng", "Phòng Tổ chức cán bộ", "Trung tâm Lưu trữ lịch sử"]
    told = Notice.objects.filter(subject__startswith="Phát động").values_list("recipient__username", flat=True)
    assert sorted(told) == ["contact", "other_contact"]
    assert Event.objects.get(action="movements.movement.launch").new["units"] == ["TCCB", "TDKT", "TTLT"]


def test_launching_needs_units_and_only_those_of_the_body(office: Any, movement_at: Any) -> None:
    movement = movement_at("approved")
    with pytest.raises(Refused) as caught:
        actions.launch_movement(movement=movement, units=[], actor=office.users["officer"], at=AT)
    assert caught.value.code == "no_units"
    assert Movement.objects.get().state == Movement.State.APPROVED
    assert movement.participations.count() == 0


# --- registrations ------------------------------------------------------------------------------------------------

REGISTRATION_STATES = ["draft", "submitted", "returned", "approved"]
REGISTRATION_ACTIONS: dict[str, tuple[Callable[..., Any], str]] = {
    "submit": (actions.submit_registration, "contact"),
    "recall": (actions.recall_registration, "contact"),
    "approve": (actions.approve_registration, "officer"),
    "return": (actions.return_registration, "officer"),
}


@pytest.mark.parametrize("state", REGISTRATION_STATES)
@pytest.mark.parametrize("action", REGISTRATION_ACTIONS)
def test_each_action_in_each_state_of_a_registration(
    office: Any, registration_at: Any, state: str, action: str
) -> None:
    registration = registration_at(state)
    call, who = REGISTRATION_ACTIONS[action]
    more = {"reason": "Bổ sung cam kết."} if action == "return" else {}
    row = REGISTRATION_TRANSITIONS.find(state, action)
    if row is None:
        with pytest.raises(Refused):
            call(registration=registration, actor=office.users[who], at=AT, **more)
    else:
        call(registration=registration, actor=office.users[who], at=AT, **more)
    stored = Registration.objects.get(pk=registration.pk)
    assert stored.state == (row.target if row else state)
    assert list(verify()) == []


@pytest.mark.parametrize("action", REGISTRATION_ACTIONS)
@pytest.mark.parametrize("who", ["other_contact", "staff", "union", "administration", "director", "member"])
def test_nobody_else_moves_a_registration(office: Any, registration_at: Any, action: str, who: str) -> None:
    source = next(row.source for row in REGISTRATION_TRANSITIONS.rows if row.action == action)
    registration = registration_at(str(source))
    more = {"reason": "x"} if action == "return" else {}
    with pytest.raises(Refused) as caught:
        REGISTRATION_ACTIONS[action][0](registration=registration, actor=office.users[who], at=AT, **more)
    assert caught.value.code == "not_allowed"
    assert Registration.objects.get().state == source


def test_after_the_final_review_nothing_is_sent(office: Any, registration_at: Any) -> None:
    registration = registration_at("draft")
    movement = registration.movement
    actions.begin_closing(movement=movement, actor=office.users["officer"], at=AT)
    actions.sum_up_movement(movement=movement, actor=office.users["officer"], at=AT)
    registration.refresh_from_db()
    with pytest.raises(Refused, match="không trong thời gian"):
        actions.submit_registration(registration=registration, actor=office.users["contact"], at=AT)


def test_a_moment_is_sealed_the_same_in_every_time_zone(office: Any, movement: Movement) -> None:
    moment = datetime.fromisoformat("2025-11-20T23:30:00+07:00")
    actions.report_progress(
        task=movement.tasks.all()[0],
        unit=office.archive,
        percent=10,
        text="x",
        actor=office.users["contact"],
        at=moment,
    )
    assert list(verify()) == []
