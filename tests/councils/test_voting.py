"""Casting: once, in time, for all questions, and nothing that leads back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, models, transaction

from thidua.base.refusal import Refused
from thidua.councils import actions
from thidua.councils.models import Ballot, Choice, Meeting, NamedVote, Roll
from thidua.councils.queries import questions_for
from thidua.journal.models import Event
from thidua.journal.queries import verify


def test_opening_prints_a_blank_ballot_for_each_member_and_question(hall: Any) -> None:
    meeting = hall.open(hall.nomination("Một"), hall.nomination("Hai"))
    for question in meeting.questions.all():
        assert list(question.ballots.values_list("choice", flat=True)) == [Ballot.BLANK] * 9
    assert Roll.objects.filter(meeting=meeting, voted=False).count() == 9


def test_opening_freezes_the_threshold_of_the_law(hall: Any) -> None:
    question = hall.question(hall.open(hall.nomination()))
    assert (question.base_members, question.share, question.needed) == (9, "4/5", 8)
    assert "80" in question.threshold_source["text"]
    assert question.threshold_source["cites"]


def test_a_vote_marks_one_blank_ballot_and_ticks_the_roll(hall: Any) -> None:
    meeting = hall.open(hall.nomination())
    receipts = hall.cast(meeting, hall.members[3], Choice.DISAGREE)
    question = hall.question(meeting)
    marked = question.ballots.exclude(choice=Ballot.BLANK).get()
    assert (marked.receipt, marked.choice) == (receipts[question.pk], Choice.DISAGREE)
    assert Roll.objects.get(meeting=meeting, voted=True).member == hall.members[3]


def test_voting_twice_is_refused_and_changes_nothing(hall: Any) -> None:
    meeting = hall.open(hall.nomination())
    hall.cast(meeting, hall.members[0], Choice.AGREE)
    with pytest.raises(Refused) as refusal:
        hall.cast(meeting, hall.members[0], Choice.DISAGREE)
    assert refusal.value.code == "already_voted"
    assert Ballot.objects.exclude(choice=Ballot.BLANK).values_list("choice", flat=True).get() == Choice.AGREE


def test_voting_after_the_end_is_refused_by_the_clock(hall: Any) -> None:
    meeting = hall.open(hall.nomination(), minutes=30)
    member = hall.members[0]
    choices = {question.pk: Choice.AGREE for question in questions_for(meeting, member)}
    late = meeting.voting_closes_at
    with pytest.raises(Refused) as refusal:
        actions.cast_ballot(meeting=meeting, member=member, choices=choices, actor=member.person.user, at=late)
    assert refusal.value.code == "voting_closed"
    in_time = late - timedelta(seconds=1)
    actions.cast_ballot(meeting=meeting, member=member, choices=choices, actor=member.person.user, at=in_time)
    assert Roll.objects.filter(voted=True).count() == 1


def test_nobody_votes_for_another(hall: Any) -> None:
    meeting = hall.open(hall.nomination())
    member = hall.members[0]
    choices = {question.pk: Choice.AGREE for question in questions_for(meeting, member)}
    for actor in (hall.members[1].person.user, hall.secretary):
        with pytest.raises(Refused) as refusal:
            actions.cast_ballot(meeting=meeting, member=member, choices=choices, actor=actor, at=hall.now())
        assert refusal.value.code == "not_own_ballot"


def test_an_incomplete_ballot_is_refused_and_names_what_is_missing(hall: Any) -> None:
    meeting = hall.open(hall.nomination("Một"), hall.nomination("Hai"))
    first, second = meeting.questions.order_by("order")
    with pytest.raises(Refused) as refusal:
        hall.cast(meeting, hall.members[0], {first.pk: Choice.AGREE})
    assert refusal.value.code == "choices_missing"
    assert list(refusal.value.fields) == [f"q{second.pk}"]
    assert not Roll.objects.filter(voted=True).exists()


def test_a_choice_that_is_no_choice_is_refused(hall: Any) -> None:
    meeting = hall.open(hall.nomination())
    for choice in (Choice.INVALID, Ballot.BLANK, "", "X"):
        with pytest.raises(Refused):
            hall.cast(meeting, hall.members[0], choice)
    hall.cast(meeting, hall.members[0], Choice.AGREE)


def test_a_member_does_not_vote_on_the_own_nomination(hall: Any) -> None:
    own = hall.nomination(person=hall.members[2].person)
    meeting = hall.open(own, hall.nomination("Hai"))
    mine = meeting.questions.get(nomination=own)
    receipts = hall.cast(meeting, hall.members[2])
    assert mine.pk not in receipts
    assert len(receipts) == 1
    assert mine.ballots.count() == 8
    assert mine.base_members == 9
    with pytest.raises(Refused):
        hall.cast(meeting, hall.members[3], {mine.pk: Choice.AGREE})


def test_the_ballots_keys_tell_nothing_of_the_order_of_voting(hall: Any) -> None:
    """Printed before anybody votes and never inserted after: keys stay, and who votes first gets any of them."""
    meeting = hall.open(hall.nomination())
    printed = set(Ballot.objects.values_list("pk", "receipt"))
    keys = []
    for member in hall.members:
        receipt = next(iter(hall.cast(meeting, member).values()))
        keys.append(Ballot.objects.get(receipt=receipt).pk)
    assert set(Ballot.objects.values_list("pk", "receipt")) == printed
    assert sorted(keys) == sorted(key for key, _receipt in printed)
    assert keys != sorted(keys)  # by chance they would be in order once in 362,880 runs


def test_who_votes_first_may_get_any_ballot(hall: Any) -> None:
    meeting = hall.open(*(hall.nomination(f"Người {number}") for number in range(12)))
    receipts = hall.cast(meeting, hall.members[0])
    places = set()
    for question, receipt in receipts.items():
        ordered = list(Ballot.objects.filter(question=question).order_by("pk").values_list("receipt", flat=True))
        places.add(ordered.index(receipt))
    assert len(places) > 1


def test_ballots_of_different_questions_are_printed_in_one_mixed_order(hall: Any) -> None:
    meeting = hall.open(*(hall.nomination(f"Người {number}") for number in range(4)))
    order = list(Ballot.objects.filter(question__meeting=meeting).order_by("pk").values_list("question_id", flat=True))
    assert order != sorted(order)


def test_neither_ballot_nor_roll_keeps_a_time_or_a_way_to_the_other() -> None:
    for model, other in ((Ballot, Roll), (Roll, Ballot)):
        fields = model._meta.get_fields()
        assert not [f for f in fields if isinstance(f, models.DateField | models.TimeField)]
        assert not [f for f in fields if f.related_model is other]
    assert {field.name for field in Ballot._meta.fields} == {"id", "question", "receipt", "choice"}
    assert {field.name for field in Roll._meta.fields} == {"id", "meeting", "member", "voted"}


def test_all_marks_are_of_one_length_so_that_rows_stay_in_place() -> None:
    assert {len(choice) for choice in (*Choice.values, Ballot.BLANK)} == {1}


def _dump(*skip: str) -> dict[str, list[Any]]:
    """Every table, all rows, in physical order."""
    tables = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table not in skip:
                cursor.execute(f'SELECT * FROM "{table}"')
                tables[table] = sorted(map(repr, cursor.fetchall()))
    return tables


def test_a_vote_changes_no_row_but_one_ballot_and_one_line_of_the_roll(hall: Any) -> None:
    meeting = hall.open(hall.nomination())
    before = _dump()
    hall.cast(meeting, hall.members[4], Choice.DISAGREE)
    after = _dump()
    changed = {name for name in after if after[name] != before[name]}
    assert changed == {"councils_ballot", "councils_roll"}
    for table in changed:
        assert len(after[table]) == len(before[table])
        assert len(set(after[table]) - set(before[table])) == 1


def test_the_same_votes_by_other_members_leave_the_same_database(hall: Any) -> None:
    """Swap who chose what: but for the random receipt that was drawn, nothing in the database differs."""
    meeting = hall.open(hall.nomination())
    question = hall.question(meeting)

    def outcome(first: str, second: str) -> tuple[Any, Any, Any]:
        with transaction.atomic():
            hall.cast(meeting, hall.members[0], first)
            hall.cast(meeting, hall.members[1], second)
            seen = (
                sorted(question.ballots.values_list("choice", flat=True)),
                sorted(Roll.objects.filter(meeting=meeting).values_list("pk", "member", "voted")),
                _dump("councils_ballot"),
            )
            transaction.set_rollback(True)
        return seen

    assert outcome(Choice.AGREE, Choice.DISAGREE) == outcome(Choice.DISAGREE, Choice.AGREE)


def test_the_journal_does_not_tell_of_single_votes(hall: Any) -> None:
    meeting = hall.open(hall.nomination())
    before = Event.objects.count()
    for number, member in enumerate(hall.members):
        hall.cast(meeting, member, Choice.AGREE if number % 2 else Choice.DISAGREE)
    assert Event.objects.count() == before
    assert list(verify()) == []


def test_named_votes_keep_their_member(hall: Any, settings: Any) -> None:
    meeting = hall.open(hall.nomination(), secret=False)
    receipts = hall.cast(meeting, hall.members[0], Choice.DISAGREE)
    assert list(receipts.values()) == [""]
    vote = NamedVote.objects.get()
    assert (vote.member, vote.choice) == (hall.members[0], Choice.DISAGREE)
    assert not Ballot.objects.exists()


def test_the_end_can_be_moved_with_a_reason(hall: Any) -> None:
    meeting = hall.open(hall.nomination())
    later = meeting.voting_closes_at + timedelta(hours=2)
    actions.move_closing(
        meeting=meeting, closes_at=later, actor=hall.secretary, at=hall.now(), reason="Hai ủy viên đi công tác"
    )
    assert Meeting.objects.get(pk=meeting.pk).voting_closes_at == later
    with pytest.raises(Refused) as refusal:
        actions.move_closing(meeting=meeting, closes_at=hall.now(), actor=hall.secretary, at=hall.now(), reason="x")
    assert refusal.value.code == "closes_too_early"


def test_a_vote_in_which_nobody_voted_can_be_stopped_and_opened_again(hall: Any) -> None:
    meeting = hall.open(hall.nomination())
    actions.cancel_voting(meeting=meeting, actor=hall.secretary, at=hall.now(), reason="Nhầm chương trình")
    assert meeting.state == Meeting.State.SITTING
    assert not Ballot.objects.exists()
    assert not Roll.objects.exists()
    assert list(verify()) == []
    closes = hall.now() + timedelta(minutes=10)
    actions.open_voting(meeting=meeting, closes_at=closes, actor=hall.secretary, at=hall.now())
    assert Ballot.objects.count() == 9


def test_a_vote_that_has_begun_cannot_be_stopped(hall: Any) -> None:
    meeting = hall.open(hall.nomination())
    hall.cast(meeting, hall.members[0])
    with pytest.raises(Refused) as refusal:
        actions.cancel_voting(meeting=meeting, actor=hall.secretary, at=hall.now(), reason="Nhầm")
    assert refusal.value.code == "not_allowed"
    assert Ballot.objects.count() == 9
