"""A meeting's way: every action in every state, who may, and what it needs."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from thidua.base.refusal import Refused
from thidua.councils import actions
from thidua.councils.models import Attendance, Choice, Meeting
from thidua.councils.queries import waiting_nominations
from thidua.councils.transitions import MEETING
from thidua.journal.models import Event
from thidua.journal.queries import verify
from thidua.notices.models import Notice

State = Meeting.State
ACTIONS = sorted({row.action for row in MEETING.rows})


def _in_state(hall: Any, state: str) -> Meeting:
    """A meeting that was brought into ``state`` by the actions themselves, ready for the next."""
    if state in (State.PLANNED, State.CANCELLED, State.SITTING):
        meeting = hall.meeting(hall.nomination())
        if state == State.CANCELLED:
            actions.cancel_meeting(meeting=meeting, actor=hall.secretary, at=hall.now(), reason="Bão")
        if state == State.SITTING:
            actions.open_meeting(meeting=meeting, actor=hall.secretary, at=hall.now())
        return meeting
    meeting = hall.open(hall.nomination())
    if state in (State.COUNTED, State.CLOSED):
        for member in hall.members:
            hall.cast(meeting, member, Choice.AGREE)
        hall.count(meeting)
    if state == State.CLOSED:
        actions.close_meeting(meeting=meeting, discussion="", actor=hall.secretary, at=hall.now())
    return Meeting.objects.get(pk=meeting.pk)


def _act(hall: Any, meeting: Meeting, action: str, actor: Any) -> Any:
    at = hall.now()
    plain = {"meeting": meeting, "actor": actor, "at": at}
    later = at + timedelta(hours=3)
    calls = {
        "open": lambda: actions.open_meeting(**plain),
        "cancel": lambda: actions.cancel_meeting(**plain, reason="Lý do"),
        "adjourn": lambda: actions.adjourn_meeting(**plain, reason="Lý do"),
        "open_voting": lambda: actions.open_voting(**plain, closes_at=later),
        "move_closing": lambda: actions.move_closing(**plain, closes_at=later, reason="Lý do"),
        "cancel_voting": lambda: actions.cancel_voting(**plain, reason="Lý do"),
        "count": lambda: actions.count_votes(**plain | {"at": meeting.voting_closes_at or at}),
        "close": lambda: actions.close_meeting(**plain, discussion="Ý kiến."),
    }
    return calls[action]()


@pytest.mark.parametrize("state", State.values)
def test_every_action_in_every_state(hall: Any, state: str) -> None:
    for action in ACTIONS:
        row = MEETING.find(state, action)
        meeting = _in_state(hall, state)
        before = Event.objects.count()
        if row is None:
            with pytest.raises(Refused) as refusal:
                _act(hall, meeting, action, hall.secretary)
            assert refusal.value.code in {"forbidden_transition", "not_allowed"}, action
            assert Meeting.objects.get(pk=meeting.pk).state == state
            assert Event.objects.count() == before
        else:
            _act(hall, meeting, action, hall.secretary)
            assert Meeting.objects.get(pk=meeting.pk).state == row.target, action
            assert Event.objects.filter(action=f"councils.meeting.{action}").exists()


@pytest.mark.parametrize("action", ACTIONS)
def test_only_the_secretary_of_the_body_leads(hall: Any, action: str) -> None:
    row = next(row for row in MEETING.rows if row.action == action)
    meeting = _in_state(hall, row.source)
    for key in ("officer", "director", "member0", "contact", "staff"):
        with pytest.raises(Refused) as refusal:
            _act(hall, meeting, action, hall.office.users[key])
        assert refusal.value.code == "not_allowed"
        meeting.refresh_from_db()
        assert meeting.state == row.source
    _act(hall, meeting, action, hall.secretary)


@pytest.mark.parametrize("action", [row.action for row in MEETING.rows if row.needs_reason])
def test_what_stops_something_needs_its_reason(hall: Any, action: str) -> None:
    row = next(row for row in MEETING.rows if row.action == action)
    meeting = _in_state(hall, row.source)
    call = {
        "cancel": actions.cancel_meeting,
        "adjourn": actions.adjourn_meeting,
        "cancel_voting": actions.cancel_voting,
        "move_closing": actions.move_closing,
    }[action]
    extra = {"closes_at": hall.now() + timedelta(hours=1)} if action == "move_closing" else {}
    with pytest.raises(Refused) as refusal:
        call(meeting=meeting, actor=hall.secretary, at=hall.now(), reason="  ", **extra)
    assert refusal.value.code == "reason_missing"
    assert Meeting.objects.get(pk=meeting.pk).state == row.source
    assert list(verify()) == []


@pytest.mark.parametrize(("present", "enough"), [(9, True), (6, True), (5, False), (0, False)])
def test_a_meeting_opens_with_two_thirds_of_all_members(hall: Any, present: int, enough: bool) -> None:
    meeting = hall.meeting(hall.nomination(), present=present)
    if enough:
        assert actions.open_meeting(meeting=meeting, actor=hall.secretary, at=hall.now()).state == State.SITTING
        return
    with pytest.raises(Refused, match=f"{present}/9") as refusal:
        actions.open_meeting(meeting=meeting, actor=hall.secretary, at=hall.now())
    assert refusal.value.code == "not_allowed"


def test_who_only_writes_is_not_present(hall: Any) -> None:
    meeting = hall.meeting(hall.nomination(), present=5)
    written = {hall.members[8].pk: Attendance.Presence.WRITTEN}
    actions.mark_attendance(meeting=meeting, presences=written, actor=hall.secretary, at=hall.now())
    with pytest.raises(Refused):
        actions.open_meeting(meeting=meeting, actor=hall.secretary, at=hall.now())
    came = {hall.members[8].pk: Attendance.Presence.PRESENT}
    actions.mark_attendance(meeting=meeting, presences=came, actor=hall.secretary, at=hall.now())
    actions.open_meeting(meeting=meeting, actor=hall.secretary, at=hall.now())


def test_the_quorum_must_still_be_there_when_voting_opens(hall: Any) -> None:
    meeting = hall.meeting(hall.nomination(), present=6)
    actions.open_meeting(meeting=meeting, actor=hall.secretary, at=hall.now())
    hall.attend(meeting, 5)
    with pytest.raises(Refused):
        _act(hall, meeting, "open_voting", hall.secretary)
    hall.attend(meeting, 6)
    meeting.refresh_from_db()
    _act(hall, meeting, "open_voting", hall.secretary)


def test_a_meeting_without_agenda_does_not_open(hall: Any) -> None:
    meeting = hall.meeting()
    with pytest.raises(Refused, match="Chương trình"):
        actions.open_meeting(meeting=meeting, actor=hall.secretary, at=hall.now())


def test_a_cancelled_meeting_frees_its_agenda_for_another(hall: Any) -> None:
    nomination = hall.nomination()
    meeting = hall.meeting(nomination)
    assert not waiting_nominations(hall.office.body).exists()
    actions.cancel_meeting(meeting=meeting, actor=hall.secretary, at=hall.now(), reason="Bão")
    assert list(waiting_nominations(hall.office.body)) == [nomination]
    assert hall.meeting(nomination).questions.count() == 1


def test_members_are_told_of_meeting_vote_and_cancelling(hall: Any) -> None:
    meeting = hall.meeting(hall.nomination())
    member = hall.members[4].person.user
    assert Notice.objects.filter(recipient=member, kind="councils.meeting_planned").count() == 1
    actions.cancel_meeting(meeting=meeting, actor=hall.secretary, at=hall.now(), reason="Bão")
    assert Notice.objects.filter(recipient=member, kind="councils.meeting_cancelled").count() == 1
    hall.open(hall.nomination("Khác"))
    assert Notice.objects.filter(recipient=member, kind="councils.voting_open").count() == 1


def test_two_secretaries_at_once_the_second_is_refused(hall: Any) -> None:
    meeting = hall.meeting(hall.nomination())
    stale = Meeting.objects.get(pk=meeting.pk)
    actions.open_meeting(meeting=meeting, actor=hall.secretary, at=hall.now())
    with pytest.raises(Refused) as refusal:
        actions.cancel_meeting(meeting=stale, actor=hall.secretary, at=hall.now(), reason="Bão")
    assert refusal.value.code == "state_changed"
