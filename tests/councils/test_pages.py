"""The pages: the council day, the ballot, what they must not keep, and how often they ask the database."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from thidua.base import clock
from thidua.councils import actions
from thidua.councils.models import Ballot, Choice, Meeting, NamedVote, PaperBallots, Question, Roll
from thidua.councils.queries import questions_for, waiting_nominations
from thidua.councils.todos import council_todos
from thidua.councils.views.voting import _repeated
from thidua.notices.todo import todos_by

A, D = Choice.AGREE, Choice.DISAGREE


def _url(name: str, *args: Any) -> str:
    return reverse(f"councils:{name}", args=args)


def _marks(hall: Any, meeting: Meeting, choice: str = A, member: int = 0) -> dict[str, str]:
    return {f"q{question.pk}": choice for question in questions_for(meeting, hall.members[member])}


def test_the_council_day_from_planning_to_minutes_on_the_pages(hall: Any, enter: Any) -> None:
    nomination = hall.nomination("Nguyễn Thị Được")
    client = enter("secretary")
    form = {"title": "Xét khen thưởng", "starts_at": "08:00 20/11/2025", "place": "Phòng họp 2"}
    client.post(_url("plan_meeting", hall.council.pk), form)
    meeting = Meeting.objects.get()
    page = _url("meeting", meeting.pk)
    assert "Nguyễn Thị Được" in client.get(_url("agenda", meeting.pk)).content.decode()
    client.post(_url("agenda", meeting.pk), {"ids": [nomination.pk], "secret": "yes"})
    refused = client.get(page).content.decode()
    assert "0/9" in refused
    presence = {f"presence_{member.pk}": "present" for member in hall.members}
    client.post(_url("attendance", meeting.pk), presence)
    client.post(_url("act", meeting.pk, "open"))
    closes = clock.now() + timedelta(hours=1)
    client.post(_url("act", meeting.pk, "open_voting"), {"closes_at": f"{closes:%Y-%m-%dT%H:%M}"})
    meeting.refresh_from_db()
    assert meeting.state == Meeting.State.VOTING
    for member in hall.members:
        hall.cast(meeting, member)
    client.post(_url("act", meeting.pk, "count"))
    shown = client.get(page).content.decode()
    assert "9/9 phiếu (100%), cần 8 (≥ 80% của 9)" in shown
    client.post(_url("act", meeting.pk, "close"), {"discussion": "Thống nhất."})
    for extension, start in (("docx", b"PK"), ("pdf", b"%PDF")):
        answer = client.get(_url("minutes", meeting.pk, extension))
        assert answer.content.startswith(start)
        assert extension in answer["Content-Disposition"]
    assert client.get(_url("minutes", meeting.pk, "exe")).status_code == 404


def test_minutes_are_not_there_before_the_meeting_is_closed(hall: Any, enter: Any) -> None:
    meeting = hall.open(hall.nomination())
    assert enter("secretary").get(_url("minutes", meeting.pk, "pdf")).status_code == 404


def test_forbidden_actions_are_shown_with_their_reason(hall: Any, enter: Any) -> None:
    meeting = hall.open(hall.nomination())
    hall.cast(meeting, hall.members[0])
    page = enter("secretary").get(_url("meeting", meeting.pk)).content.decode()
    assert "Còn 8 ủy viên chưa bỏ phiếu" in page
    assert "không dừng cuộc bỏ phiếu được nữa" in page


def test_voting_goes_by_check_and_cast_and_shows_receipts_once(hall: Any, enter: Any) -> None:
    meeting = hall.open(hall.nomination("Một"), hall.nomination("Hai"))
    client = enter("member0")
    page = _url("vote", meeting.pk)
    assert "2 đề nghị, khoảng 2 phút" in client.get(page).content.decode()
    checked = client.post(page, {"step": "check", **_marks(hall, meeting)})
    assert "Xem lại trước khi bỏ phiếu" in checked.content.decode()
    assert not Roll.objects.filter(voted=True).exists()
    cast = client.post(page, {"step": "cast", **_marks(hall, meeting)})
    receipts = Ballot.objects.exclude(choice=Ballot.BLANK).values_list("receipt", flat=True)
    assert len(receipts) == 2
    assert all(receipt in cast.content.decode() for receipt in receipts)
    again = client.post(page, {"step": "cast", **_marks(hall, meeting, D)})
    assert again.status_code == 409
    assert not any(receipt in again.content.decode() for receipt in receipts)
    assert set(Ballot.objects.values_list("choice", flat=True)) == {A, Ballot.BLANK}


def test_what_several_answers_warn_of_is_said_once_with_the_numbers_of_the_questions() -> None:
    lists = [["Cũ", "Riêng"], ["Cũ"], [], ["Cũ", "Chung"], ["Chung"]]
    assert _repeated(lists) == [("Cũ", "1–2, 4"), ("Chung", "4–5")]


def test_going_back_keeps_the_choices_in_the_form(hall: Any, enter: Any) -> None:
    meeting = hall.open(hall.nomination())
    page = enter("member0").post(_url("vote", meeting.pk), {"step": "edit", **_marks(hall, meeting, D)})
    assert page.content.decode().count(" checked") == 1
    assert not Roll.objects.filter(voted=True).exists()


def test_a_missing_choice_is_named_and_nothing_is_cast(hall: Any, enter: Any) -> None:
    meeting = hall.open(hall.nomination("Một"), hall.nomination("Hai"))
    marks = _marks(hall, meeting)
    marks.popitem()
    client = enter("member0")
    for step in ("check", "cast"):
        page = client.post(_url("vote", meeting.pk), {"step": step, **marks})
        assert "Phiếu bầu" in page.content.decode()
        assert not Roll.objects.filter(voted=True).exists()
    assert "Đề nghị 2 (" in client.post(_url("vote", meeting.pk), {"step": "check", **marks}).content.decode()


def test_a_vote_leaves_nothing_in_session_cookies_or_address(hall: Any, enter: Any) -> None:
    meeting = hall.open(hall.nomination())
    client = enter("member0")
    page = _url("vote", meeting.pk)
    client.get(page)
    before = list(Session.objects.values_list("session_data", "expire_date"))
    for step in ("check", "cast"):
        answer = client.post(page, {"step": step, **_marks(hall, meeting, D)})
        assert "no-store" in answer["Cache-Control"]
        assert answer.status_code == 200
        # What tells the page that a form was answered is drawn by chance and says nothing of it.
        assert set(answer.cookies) <= {"csrftoken", "thidua_answered"}
    assert list(Session.objects.values_list("session_data", "expire_date")) == before


def test_pages_show_no_tally_while_voting_is_open(hall: Any, enter: Any) -> None:
    meeting = hall.open(hall.nomination())
    for index in range(8):
        hall.cast(meeting, hall.members[index], D if index else A)
    client = enter("secretary")
    for name in ("meeting", "progress", "ballots"):
        page = client.get(_url(name, meeting.pk)).content.decode()
        assert not any(receipt in page for receipt in Ballot.objects.values_list("receipt", flat=True))
        assert "7/9 phiếu" not in page
        assert "1/9 phiếu" not in page
    assert "8/9 ủy viên đã bỏ phiếu" in client.get(_url("progress", meeting.pk)).content.decode()


def test_voting_after_the_end_is_answered_with_a_page(hall: Any, enter: Any) -> None:
    meeting = hall.open(hall.nomination())
    Meeting.objects.filter(pk=meeting.pk).update(voting_closes_at=clock.now() - timedelta(minutes=1))
    client = enter("member0")
    answer = client.post(_url("vote", meeting.pk), {"step": "cast", **_marks(hall, meeting)})
    assert answer.status_code == 409
    assert "Đã hết thời gian bỏ phiếu" in answer.content.decode()
    assert not Roll.objects.filter(voted=True).exists()


def test_the_published_list_is_for_all_members_after_the_count(hall: Any, enter: Any) -> None:
    meeting = hall.open(hall.nomination())
    receipt = next(iter(hall.cast(meeting, hall.members[0], D).values()))
    for member in hall.members[1:]:
        hall.cast(meeting, member)
    hall.count(meeting)
    page = enter("member7").get(_url("ballots", meeting.pk)).content.decode()
    assert receipt in page
    assert page.count("<code>") == 9


def test_an_open_vote_is_published_by_name(hall: Any, enter: Any) -> None:
    meeting = hall.open(hall.nomination(), secret=False)
    for member in hall.members:
        hall.cast(meeting, member)
    hall.count(meeting)
    assert NamedVote.objects.count() == 9
    assert "Trần Thị Chủ: Đồng ý" in enter("member7").get(_url("ballots", meeting.pk)).content.decode()


def test_papers_are_typed_by_two_people_on_their_pages(hall: Any, enter: Any) -> None:
    meeting = hall.open(hall.nomination())
    question = meeting.questions.get()
    right = {f"q{question.pk}_A": 1, f"q{question.pk}_D": 1, f"q{question.pk}_I": 0}
    members = [member.pk for member in hall.members[:2]]
    client = enter("secretary")
    wrong = client.post(_url("papers", meeting.pk), {"members": members, **right, f"q{question.pk}_A": 5})
    assert wrong.status_code == 422
    assert "Tổng phải bằng 2" in wrong.content.decode()
    client.post(_url("papers", meeting.pk), {"members": members, **right})
    papers = PaperBallots.objects.get()
    client = enter("officer")
    page = _url("confirm_papers", meeting.pk, papers.pk)
    assert 'value="1"' not in client.get(page).content.decode()
    differing = client.post(page, right | {f"q{question.pk}_A": 2, f"q{question.pk}_D": 0})
    assert differing.status_code == 422
    assert "không khớp" in differing.content.decode()
    assert client.post(page, right).status_code == 302
    assert Roll.objects.filter(voted=True).count() == 2


def _queries(client: Any, page: str) -> int:
    client.get(page)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(page).status_code == 200
    return len(captured)


@pytest.mark.parametrize(("name", "key"), [("meeting", "secretary"), ("vote", "member0"), ("agenda", "secretary")])
def test_pages_ask_as_often_for_thirty_as_for_one(hall: Any, enter: Any, name: str, key: str) -> None:
    dossier = hall.dossier()
    counts = []
    for number in (1, 30):
        nominations = [hall.nomination(f"Người {number} {n}", dossier=dossier) for n in range(number)]
        if name == "agenda":
            meeting = hall.meeting()
        elif name == "vote":
            meeting = hall.open(*nominations)
        else:
            meeting = hall.meeting(*nominations)
        counts.append(_queries(enter(key), _url(name, meeting.pk)))
        dossier = hall.dossier()
    assert counts[0] == counts[1]
    assert counts[0] < 40


def test_the_published_list_asks_as_often_for_many_questions(hall: Any, enter: Any) -> None:
    counts = []
    for number in (1, 6):
        meeting = hall.open(*(hall.nomination(f"Người {number} {n}") for n in range(number)))
        for member in hall.members:
            hall.cast(meeting, member)
        hall.count(meeting)
        counts.append(_queries(enter("member7"), _url("ballots", meeting.pk)))
    assert counts[0] == counts[1]


def test_the_list_of_meetings_asks_as_often_for_many(hall: Any, enter: Any) -> None:
    hall.meeting()
    one = _queries(enter("secretary"), _url("list"))
    for _meeting in range(12):
        hall.meeting()
    assert _queries(enter("secretary"), _url("list")) == one


def _todos(user: Any) -> list[str]:
    user.__dict__.pop("_roles_by_day", None)
    return [f"{todo.what} | {todo.url}" for todo in todos_by(user, clock.today(), council_todos)]


def test_to_dos_follow_the_meeting(hall: Any) -> None:
    secretary, voter = hall.secretary, hall.members[0].person.user
    hall.nomination()
    assert any("1 đề nghị đã tiếp nhận, chờ hội đồng" in todo for todo in _todos(secretary))
    meeting = hall.meeting(*waiting_nominations(hall.office.body))
    assert not any("chờ hội đồng" in todo for todo in _todos(secretary))
    assert any("Điều hành phiên họp" in todo for todo in _todos(secretary))
    assert _todos(voter) == []
    actions.open_meeting(meeting=meeting, actor=secretary, at=hall.now())
    actions.open_voting(meeting=meeting, closes_at=hall.now() + timedelta(hours=1), actor=secretary, at=hall.now())
    assert [_url("vote", meeting.pk) in todo for todo in _todos(voter)] == [True]
    for member in hall.members:
        hall.cast(meeting, member)
    assert _todos(voter) == []
    assert any("Kiểm phiếu" in todo for todo in _todos(secretary))
    hall.count(meeting)
    assert any("Lập biên bản" in todo for todo in _todos(secretary))
    actions.close_meeting(meeting=meeting, discussion="", actor=secretary, at=hall.now())
    assert _todos(secretary) == []


def test_without_a_council_somebody_is_asked_to_set_one_up(hall: Any) -> None:
    hall.nomination()
    assert not any("Lập hội đồng" in todo for todo in _todos(hall.officer))
    hall.council.members.all().delete()
    hall.council.delete()
    assert any("Lập hội đồng" in todo for todo in _todos(hall.officer))
    assert not any("Lập hội đồng" in todo for todo in _todos(hall.office.users["contact"]))


def test_the_second_person_is_asked_the_first_is_not(hall: Any) -> None:
    meeting = hall.open(hall.nomination())
    counts = {meeting.questions.get().pk: {A: 1, D: 0, Choice.INVALID: 0}}
    actions.enter_paper_ballots(
        meeting=meeting, members=hall.members[:1], counts=counts, actor=hall.secretary, at=hall.now()
    )
    assert any("Xác nhận phiếu giấy" in todo for todo in _todos(hall.officer))
    assert not any("Xác nhận phiếu giấy" in todo for todo in _todos(hall.secretary))


def test_agenda_questions_can_be_taken_off_and_conflicts_written_down_on_their_pages(hall: Any, enter: Any) -> None:
    meeting = hall.meeting(hall.nomination("Một"), hall.nomination("Hai"))
    first, second = meeting.questions.order_by("order")
    client = enter("secretary")
    told = {"question": first.pk, "member": hall.members[1].pk, "reason": "Có quan hệ gia đình"}
    client.post(_url("conflict", meeting.pk), told)
    conflict = first.conflicts.get()
    assert "Có quan hệ gia đình" in client.get(_url("meeting", meeting.pk)).content.decode()
    client.post(_url("withdraw_conflict", meeting.pk, conflict.pk))
    assert not first.conflicts.exists()
    assert client.post(_url("take_off", meeting.pk, second.pk), {"reason": ""}).status_code == 422
    client.post(_url("take_off", meeting.pk, second.pk), {"reason": "Chờ xác minh"})
    assert list(Question.objects.filter(meeting=meeting)) == [first]


def test_councils_and_members_are_kept_on_their_pages(hall: Any, enter: Any) -> None:
    client = enter("officer")
    newcomer = hall.office.person("Người Mới", hall.office.personnel)
    form = {"person": newcomer.pk, "position": "secretary", "start": "2025-11-01", "end": ""}
    client.post(_url("appoint", hall.council.pk), form)
    member = hall.council.members.get(person=newcomer)
    client.post(_url("release", hall.council.pk, member.pk), {"end": "2025-11-10", "reason": "Chuyển công tác"})
    page = client.get(_url("detail", hall.council.pk)).content.decode()
    assert "Ngoài nhiệm kỳ" in page
    form = {
        "body": hall.office.body.pk,
        "name": "Hội đồng sáng kiến",
        "decision_number": "9/QĐ-SNV",
        "decision_date": "2025-11-01",
        "quorum": "3/2",
    }
    assert client.post(_url("create"), form).status_code == 422
    assert client.post(_url("create"), form | {"quorum": "2/3"}).status_code == 302
    assert enter("contact").get(_url("create")).status_code == 403
