"""What comes before the council, and who stays out of which question."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from thidua.base import clock
from thidua.base.refusal import Refused
from thidua.councils import actions
from thidua.councils.models import Conflict, Member
from thidua.journal.models import Event
from thidua.journal.queries import verify
from thidua.nominations.models import Dossier, Nomination
from thidua.notices.models import Notice


def _refused(code: str, call: Any, **arguments: Any) -> None:
    with pytest.raises(Refused) as refusal:
        call(**arguments)
    assert refusal.value.code == code


def test_only_accepted_listed_nominations_come_before_the_council(hall: Any) -> None:
    meeting = hall.meeting()
    act = {"meeting": meeting, "actor": hall.secretary, "at": hall.now()}
    sent = hall.nomination("Mới gửi", dossier=hall.dossier(state=Dossier.State.SUBMITTED))
    dropped = hall.nomination("Đã rút")
    Nomination.objects.filter(pk=dropped.pk).update(state=Nomination.State.DROPPED, drop_reason="Tự rút")
    for nomination in (sent, dropped):
        _refused("not_waiting", actions.put_on_agenda, nominations=[nomination], **act)
    accepted = hall.nomination("Đủ điều kiện")
    assert len(actions.put_on_agenda(nominations=[accepted], **act)) == 1
    accepted.dossier.refresh_from_db()
    assert accepted.dossier.state == Dossier.State.IN_COUNCIL


def test_a_nomination_is_on_one_agenda_only(hall: Any) -> None:
    nomination = hall.nomination()
    hall.meeting(nomination)
    second = hall.meeting(title="Họp lần hai")
    act = {"meeting": second, "actor": hall.secretary, "at": hall.now()}
    _refused("not_waiting", actions.put_on_agenda, nominations=[nomination], **act)


def test_the_same_meeting_or_council_pressed_twice_is_one(hall: Any) -> None:
    assert hall.meeting() == hall.meeting()
    assert Notice.objects.filter(kind="councils.meeting_planned").count() == len(
        {member.person.user_id for member in hall.council.members.all() if member.person.user_id}
    )
    values = {"name": "Hội đồng sáng kiến", "decision_number": "9/QĐ", "decision_date": clock.today()}
    act = {"body": hall.office.body, "actor": hall.officer, "at": hall.now()}
    assert actions.create_council(**values, **act) == actions.create_council(**values, **act)


def test_a_second_press_adds_nothing(hall: Any) -> None:
    nomination = hall.nomination()
    meeting = hall.meeting(nomination)
    act = {"meeting": meeting, "actor": hall.secretary, "at": hall.now()}
    _refused("nothing_chosen", actions.put_on_agenda, nominations=[nomination], **act)
    assert meeting.questions.count() == 1


def test_the_agenda_stands_once_voting_is_open(hall: Any) -> None:
    meeting = hall.open(hall.nomination())
    question = hall.question(meeting)
    act = {"actor": hall.secretary, "at": hall.now()}
    _refused("agenda_closed", actions.put_on_agenda, meeting=meeting, nominations=[hall.nomination("Khác")], **act)
    _refused("agenda_closed", actions.take_off_agenda, question=question, reason="x", **act)
    _refused("agenda_closed", actions.set_secrecy, question=question, secret=False, **act)
    conflict = {"question": question, "member": hall.members[0], "reason": "x"}
    _refused("agenda_closed", actions.declare_conflict, **conflict, **act)


def test_what_is_taken_off_waits_again(hall: Any) -> None:
    nomination = hall.nomination()
    meeting = hall.meeting(nomination)
    act = {"actor": hall.secretary, "at": hall.now()}
    _refused("reason_missing", actions.take_off_agenda, question=hall.question(meeting), reason=" ", **act)
    actions.take_off_agenda(question=hall.question(meeting), reason="Chờ xác minh", **act)
    assert not meeting.questions.exists()
    assert hall.meeting(nomination).questions.count() == 1
    assert list(verify()) == []


def test_a_nominee_among_the_members_is_found_by_the_program(hall: Any) -> None:
    meeting = hall.meeting(hall.nomination(person=hall.members[3].person), hall.nomination("Khác"))
    conflict = Conflict.objects.get()
    assert (conflict.member, conflict.question.nomination.person, conflict.declared) == (
        hall.members[3],
        hall.members[3].person,
        False,
    )
    act = {"actor": hall.secretary, "at": hall.now()}
    _refused("is_nominee", actions.withdraw_conflict, conflict=conflict, **act)
    assert meeting.questions.filter(conflicts__isnull=True).count() == 1


def test_a_declared_interest_can_be_written_down_and_taken_back(hall: Any) -> None:
    meeting = hall.meeting(hall.nomination())
    act = {"actor": hall.secretary, "at": hall.now()}
    question = hall.question(meeting)
    told = {"question": question, "member": hall.members[1]}
    conflict = actions.declare_conflict(**told, reason="Vợ của người được đề nghị", **act)
    assert conflict.declared
    again = actions.declare_conflict(**told, reason="Lần hai", **act)
    assert again == conflict
    actions.withdraw_conflict(conflict=conflict, **act)
    assert not Conflict.objects.exists()


def test_a_ballot_can_be_open_only_where_the_law_lets_it(hall: Any, settings: Any) -> None:
    question = hall.question(hall.meeting(hall.nomination()))
    act = {"actor": hall.secretary, "at": hall.now()}
    settings.LAW_OVERLAY = "so-noi-vu-khanh-hoa"  # its rules ask for a secret ballot
    _refused("must_be_secret", actions.set_secrecy, question=question, secret=False, **act)
    settings.LAW_OVERLAY = ""
    actions.set_secrecy(question=question, secret=False, **act)
    question.refresh_from_db()
    assert not question.secret


def test_members_are_those_whose_term_runs_on_the_day_of_the_meeting(hall: Any) -> None:
    leaving = hall.members[8]
    actions.release_member(member=leaving, end=date(2025, 11, 19), actor=hall.officer, at=hall.now(), reason="Nghỉ hưu")
    with pytest.raises(Refused) as refusal:
        hall.meeting(hall.nomination())  # marks all nine
    assert refusal.value.code == "not_a_member"
    hall.members = hall.members[:8]
    meeting = hall.open(hall.nomination("Khác"), present=8)
    assert hall.question(meeting).base_members == 8


@pytest.fixture
def _nobody(hall: Any) -> None:
    Member.objects.update(end=date(2025, 3, 1))


@pytest.mark.usefixtures("_nobody")
def test_a_council_without_members_does_not_meet(hall: Any) -> None:
    with pytest.raises(Refused) as refusal:
        hall.meeting()
    assert refusal.value.code == "no_members"


def test_a_person_has_one_place_and_the_council_one_chair(hall: Any) -> None:
    act = {"council": hall.council, "start": date(2025, 5, 1), "actor": hall.officer, "at": hall.now()}
    _refused("already_member", actions.appoint_member, person=hall.members[4].person, position="member", **act)
    newcomer = hall.office.person("Người Mới", hall.office.personnel)
    _refused("second_chair", actions.appoint_member, person=newcomer, position="chair", **act)
    assert actions.appoint_member(person=newcomer, position="member", **act).order == 10


def test_a_council_is_written_down_by_the_bodys_own_people(hall: Any) -> None:
    values = {
        "body": hall.office.body,
        "name": "Hội đồng sáng kiến",
        "decision_number": "9/QĐ",
        "decision_date": clock.today(),
        "at": hall.now(),
    }
    _refused("not_allowed", actions.create_council, actor=hall.office.users["contact"], **values)
    _refused("bad_quorum", actions.create_council, actor=hall.officer, quorum="5/4", **values)
    for quorum in ("hai phần ba", "0/3", "1/0", "1e-999999", "1e9999999", "0.6667", "-2/3", "22222222/33333333"):
        _refused("bad_quorum", actions.create_council, actor=hall.officer, quorum=quorum, **values)
    assert actions.create_council(actor=hall.officer, quorum="4/6", **values).quorum == "2/3"


def test_a_member_added_behind_the_programs_back_is_found(hall: Any) -> None:
    assert list(verify()) == []
    Member.objects.filter(pk=hall.members[0].pk).update(end=date(2025, 12, 31))
    assert ["members" in fault.message for fault in verify()] == [True]


def test_what_was_taken_off_meanwhile_is_left_alone(hall: Any) -> None:
    meeting = hall.meeting(hall.nomination())
    question = hall.question(meeting)
    act = {"question": question, "actor": hall.secretary, "at": hall.now()}
    actions.take_off_agenda(question=hall.question(meeting), reason="x", actor=hall.secretary, at=hall.now())
    events = Event.objects.count()

    _refused("not_on_agenda", actions.take_off_agenda, reason="x", **act)
    _refused("not_on_agenda", actions.set_secrecy, secret=False, **act)
    _refused("not_on_agenda", actions.declare_conflict, member=hall.members[0], reason="anh em", **act)

    assert Event.objects.count() == events


def test_an_interest_is_taken_back_once(hall: Any) -> None:
    question = hall.question(hall.meeting(hall.nomination()))
    act = {"actor": hall.secretary, "at": hall.now()}
    conflict = actions.declare_conflict(question=question, member=hall.members[0], reason="anh em", **act)
    stale = Conflict.objects.get(pk=conflict.pk)
    actions.withdraw_conflict(conflict=conflict, **act)
    events = Event.objects.count()

    actions.withdraw_conflict(conflict=stale, **act)

    assert Event.objects.count() == events


@pytest.mark.parametrize(
    ("change", "field"),
    [
        (lambda _meeting: Conflict.objects.update(reason="khác"), "conflicts"),
        (lambda _meeting: Conflict.objects.all().delete(), "conflicts"),
        (lambda meeting: meeting.attendances.update(reason="khác"), "attendance"),
        (lambda meeting: meeting.questions.update(threshold_source={"text": "khác"}), "agenda"),
    ],
)
def test_what_the_minutes_tell_is_not_changed_unseen(hall: Any, change: Any, field: str) -> None:
    meeting = hall.meeting(hall.nomination())
    act = {"actor": hall.secretary, "at": hall.now()}
    actions.declare_conflict(question=hall.question(meeting), member=hall.members[0], reason="anh em", **act)

    change(meeting)

    assert [field in fault.message for fault in verify()] == [True]
