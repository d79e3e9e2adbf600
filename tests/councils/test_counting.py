"""Counting by the law, minutes, and what the journal can prove afterwards."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.db import transaction
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from thidua.base import files
from thidua.base.refusal import Refused
from thidua.councils import actions
from thidua.councils.models import Ballot, Choice, Meeting, Roll
from thidua.councils.queries import entitled_counts, passed_nominations, published_ballots
from thidua.councils.wording import not_cast, requirement_text, result_text
from thidua.journal.models import Event
from thidua.journal.queries import verify
from thidua.nominations.models import Nomination

A, D, INVALID = Choice.AGREE, Choice.DISAGREE, Choice.INVALID


def _vote(hall: Any, meeting: Meeting, *choices: str) -> None:
    for member, choice in zip(hall.members, choices, strict=False):
        hall.cast(meeting, member, choice)


@pytest.mark.parametrize(("agreeing", "passed"), [(9, True), (8, True), (7, False), (0, False)])
def test_the_share_is_of_all_members(hall: Any, agreeing: int, passed: bool) -> None:
    meeting = hall.open(hall.nomination())
    _vote(hall, meeting, *[A] * agreeing, *[D] * (9 - agreeing))
    question = hall.question(hall.count(meeting))
    assert (question.agreed, question.disagreed, question.passed) == (agreeing, 9 - agreeing, passed)
    state = Nomination.State.RECOMMENDED if passed else Nomination.State.NOT_RECOMMENDED
    assert question.nomination.state == state


def test_votes_that_were_not_cast_do_not_agree_and_are_shown_apart(hall: Any) -> None:
    meeting = hall.open(hall.nomination(), present=7)
    _vote(hall, meeting, *[A] * 7)
    with pytest.raises(Refused) as refusal:
        hall.count(meeting)
    assert refusal.value.code == "not_allowed"
    actions.count_votes(meeting=meeting, actor=hall.secretary, at=meeting.voting_closes_at)
    question = hall.question(meeting)
    assert (question.agreed, question.disagreed, not_cast(question), question.passed) == (7, 0, 2, False)


def test_results_are_written_out_with_their_base(hall: Any) -> None:
    meeting = hall.open(hall.nomination())
    _vote(hall, meeting, *[A] * 7, D, D)
    question = hall.question(hall.count(meeting))
    assert result_text(question) == "7/9 phiếu (77,8%), cần 8 (≥ 80% của 9)"


def test_where_the_law_sets_no_share_more_than_half_is_asked_and_said_to_be_assumed(hall: Any, settings: Any) -> None:
    settings.LAW_OVERLAY = ""
    question = hall.question(hall.open(hall.nomination(award="LDTT")))
    assert requirement_text(question) == "cần 5 (> 50% của 9)"
    assert question.threshold_source["knowledge"] == "assumed"


def test_passed_nominations_follow_the_agenda(hall: Any) -> None:
    first, second, third = (hall.nomination(name) for name in ("Một", "Hai", "Ba"))
    meeting = hall.open(first, second, third)
    fails = meeting.questions.get(nomination=second)
    for member in hall.members:
        own = {question.pk: D if question == fails else A for question in meeting.questions.all()}
        hall.cast(meeting, member, own)
    hall.count(meeting)
    assert {first, third} == set(passed_nominations(meeting))


def test_ballots_added_behind_the_programs_back_stop_the_count(hall: Any) -> None:
    meeting = hall.open(hall.nomination())
    _vote(hall, meeting, *[A] * 9)
    extra = Ballot.objects.create(question=hall.question(meeting), receipt="AAAA-AAAA", choice=A)
    with pytest.raises(Refused) as refusal:
        hall.count(meeting)
    assert refusal.value.code == "ballots_do_not_match_roll"
    extra.delete()
    assert hall.count(meeting).state == Meeting.State.COUNTED


def test_a_ballot_changed_after_the_count_is_found_and_named(hall: Any) -> None:
    meeting = hall.open(hall.nomination())
    _vote(hall, meeting, *[A] * 8, D)
    hall.count(meeting)
    assert list(verify()) == []
    Ballot.objects.filter(choice=D).update(choice=A)
    faults = list(verify())
    assert len(faults) == 1
    assert "councils.question" in faults[0].place
    assert "ballots" in faults[0].message


def test_a_printed_ballot_exchanged_during_the_vote_is_found(hall: Any) -> None:
    hall.open(hall.nomination())
    assert list(verify()) == []
    Ballot.objects.filter(pk=Ballot.objects.first().pk).update(receipt="ZZZZ-ZZZZ")
    assert any("councils.meeting" in fault.place and "agenda" in fault.message for fault in verify())


def test_a_name_added_to_the_roll_after_the_count_is_found(hall: Any) -> None:
    meeting = hall.open(hall.nomination(), present=8)
    _vote(hall, meeting, *[A] * 8)
    actions.count_votes(meeting=meeting, actor=hall.secretary, at=meeting.voting_closes_at)
    Roll.objects.filter(voted=False).update(voted=True)
    assert any("voted" in fault.message for fault in verify())


def test_the_published_list_holds_every_receipt_with_its_choice(hall: Any) -> None:
    meeting = hall.open(hall.nomination(), present=8)
    receipts = {next(iter(hall.cast(meeting, member, A).values())) for member in hall.members[:7]}
    against = next(iter(hall.cast(meeting, hall.members[7], D).values()))
    question = hall.question(meeting)
    assert published_ballots(question) == []
    actions.count_votes(meeting=meeting, actor=hall.secretary, at=meeting.voting_closes_at)
    published = published_ballots(hall.question(meeting))
    assert {ballot.receipt for ballot in published if ballot.choice == "Đồng ý"} == receipts
    assert [ballot.receipt for ballot in published if ballot.choice == "Không đồng ý"] == [against]
    assert sum(not ballot.used for ballot in published) == 1
    assert [ballot.receipt for ballot in published] == sorted(ballot.receipt for ballot in published)


def _close(hall: Any, meeting: Meeting, discussion: str = "") -> Meeting:
    return actions.close_meeting(meeting=meeting, discussion=discussion, actor=hall.secretary, at=hall.now())


def _words(stored: Any) -> str:
    document = Document(BytesIO(stored.read()))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in document.paragraphs] + cells)


def test_the_minutes_say_who_was_there_what_was_asked_and_what_came_out(hall: Any) -> None:
    own = hall.nomination(person=hall.members[2].person)
    meeting = hall.open(hall.nomination("Nguyễn Thị Được"), own, present=8)
    for member in hall.members[:8]:
        hall.cast(meeting, member, A)
    actions.count_votes(meeting=meeting, actor=hall.secretary, at=meeting.voting_closes_at)
    _close(hall, meeting, "Chủ tọa nêu tiêu chuẩn.\nỦy viên Lê Văn Phó đề nghị xem xét kỹ.")
    assert meeting.minutes_docx is not None
    words = _words(meeting.minutes_docx)
    number, digest = Event.objects.filter(action="councils.meeting.count").values_list("sequence", "hash").get()
    later = Event.objects.filter(sequence__gt=number, action__startswith="nominations.").order_by("-sequence").first()
    assert (later.hash if later else digest) in words
    for expected in (
        "Ủy viên Lê Văn Phó đề nghị xem xét kỹ.",
        "08/09 thành viên",
        "Đỗ Thị Chín",
        "Nguyễn Thị Được",
        "Trần Thị Chủ",
        "Phạm Thị Thư",
        "bỏ phiếu kín",
        "không biểu quyết",
        "là người được đề nghị",
        "80",
    ):
        assert expected in words, expected
    assert files.sniff(meeting.minutes_pdf.read()) == files.PDF


def test_minutes_are_frozen_and_proved_by_the_journal(hall: Any) -> None:
    meeting = hall.open(hall.nomination())
    _vote(hall, meeting, *[A] * 9)
    _close(hall, hall.count(meeting), "Thống nhất.")
    assert list(verify()) == []
    with pytest.raises(Refused):
        _close(hall, Meeting.objects.get(pk=meeting.pk), "Khác.")
    Meeting.objects.filter(pk=meeting.pk).update(discussion="Khác.")
    assert any("discussion" in fault.message for fault in verify())


def test_a_meeting_without_the_offices_heading_says_what_is_missing(hall: Any) -> None:
    meeting = hall.open(hall.nomination())
    _vote(hall, meeting, *[A] * 9)
    hall.count(meeting)
    office = hall.office.body.office
    office.delete()
    with pytest.raises(Refused) as refusal:
        _close(hall, meeting)
    assert refusal.value.code == "no_office"
    office.save(force_insert=True)
    assert _close(hall, Meeting.objects.get(pk=meeting.pk)).state == Meeting.State.CLOSED


acts = st.lists(
    st.one_of(
        st.tuples(st.just("cast"), st.integers(0, 8), st.lists(st.sampled_from([A, D]), min_size=2, max_size=2)),
        st.tuples(
            st.just("paper"),
            st.sets(st.integers(0, 8), min_size=1, max_size=4),
            st.lists(st.sampled_from([A, D, INVALID]), min_size=8, max_size=8),
        ),
    ),
    max_size=14,
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=acts)
def test_whatever_is_cast_and_typed_the_tally_is_what_was_marked(hall: Any, acts: list[Any]) -> None:
    """Any sequence of votes and papers: nobody twice, never more ballots than members, tally equals marks."""
    with transaction.atomic():
        _play(hall, acts)
        transaction.set_rollback(True)


def _play(hall: Any, acts: list[Any]) -> None:
    meeting = hall.open(hall.nomination(person=hall.members[0].person), hall.nomination())
    questions = list(meeting.questions.order_by("order"))
    expected = {question.pk: {A: 0, D: 0, INVALID: 0} for question in questions}
    voted: set[int] = set()
    for kind, who, what in acts:
        if kind == "cast":
            choices = {q.pk: c for q, c in zip(questions, what, strict=True)}
            if who == 0:
                choices.pop(questions[0].pk)
            if who in voted:
                with pytest.raises(Refused, match="đã bỏ phiếu"):
                    hall.cast(meeting, hall.members[who], choices)
                continue
            hall.cast(meeting, hall.members[who], choices)
            voted.add(who)
            for key, choice in choices.items():
                expected[key][choice] += 1
        else:
            members = [hall.members[index] for index in sorted(who)]
            counts = _counts(meeting, members, what)
            if who & voted:
                with pytest.raises(Refused) as refusal:
                    _papers(hall, meeting, members, counts)
                assert refusal.value.code == "already_voted"
                continue
            _papers(hall, meeting, members, counts)
            voted |= who
            for key, per_choice in counts.items():
                for choice, number in per_choice.items():
                    expected[key][choice] += number
    actions.count_votes(meeting=meeting, actor=hall.secretary, at=meeting.voting_closes_at)
    for question in meeting.questions.all():
        assert {A: question.agreed, D: question.disagreed, INVALID: question.invalid} == expected[question.pk]
        assert question.agreed + question.disagreed + question.invalid <= 9
        assert question.passed == (question.agreed >= 8)
    assert Roll.objects.filter(meeting=meeting, voted=True).count() == len(voted)
    assert list(verify()) == []


def _counts(meeting: Meeting, members: list[Any], choices: list[str]) -> dict[int, dict[str, int]]:
    counts = {}
    for key, papers in entitled_counts(meeting, members).items():
        marks = choices[:papers]
        counts[key] = {choice: marks.count(choice) for choice in (A, D, INVALID)}
    return counts


def _papers(hall: Any, meeting: Meeting, members: list[Any], counts: dict[int, dict[str, int]]) -> None:
    papers = actions.enter_paper_ballots(
        meeting=meeting, members=members, counts=counts, actor=hall.secretary, at=hall.now()
    )
    actions.confirm_paper_ballots(papers=papers, counts=counts, actor=hall.officer, at=hall.now())


def test_the_vote_can_be_counted_at_once_when_all_have_voted(hall: Any) -> None:
    meeting = hall.open(hall.nomination(), minutes=600)
    _vote(hall, meeting, *[A] * 9)
    assert hall.now() < meeting.voting_closes_at - timedelta(hours=1)
    assert hall.count(meeting).state == Meeting.State.COUNTED
