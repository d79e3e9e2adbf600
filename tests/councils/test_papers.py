"""Paper ballots and written opinions by two people."""

from __future__ import annotations

from typing import Any

import pytest

from thidua.base.refusal import Refused
from thidua.councils import actions
from thidua.councils.models import Ballot, Choice, PaperBallots, Roll
from thidua.councils.queries import entitled_counts
from thidua.journal.models import Event

A, D, INVALID = Choice.AGREE, Choice.DISAGREE, Choice.INVALID


@pytest.fixture
def meeting(hall: Any) -> Any:
    """An open vote on one nomination."""
    return hall.open(hall.nomination())


def _figures(meeting: Any, agreed: int, disagreed: int, invalid: int = 0) -> dict[int, dict[str, int]]:
    question = meeting.questions.get()
    return {question.pk: {A: agreed, D: disagreed, INVALID: invalid}}


def _enter(hall: Any, meeting: Any, members: Any, figures: Any, actor: Any = None) -> PaperBallots:
    return actions.enter_paper_ballots(
        meeting=meeting, members=members, counts=figures, actor=actor or hall.secretary, at=hall.now()
    )


def _confirm(hall: Any, papers: PaperBallots, figures: Any, actor: Any = None) -> PaperBallots:
    return actions.confirm_paper_ballots(papers=papers, counts=figures, actor=actor or hall.officer, at=hall.now())


def _refused(code: str, call: Any, *args: Any) -> None:
    with pytest.raises(Refused) as refusal:
        call(*args)
    assert refusal.value.code == code


def test_nothing_is_marked_before_the_second_person(hall: Any, meeting: Any) -> None:
    _enter(hall, meeting, hall.members[:3], _figures(meeting, 2, 1))
    assert not Ballot.objects.exclude(choice=Ballot.BLANK).exists()
    assert not Roll.objects.filter(voted=True).exists()


def test_the_same_figures_by_a_second_person_mark_ballots_and_roll(hall: Any, meeting: Any) -> None:
    papers = _enter(hall, meeting, hall.members[:4], _figures(meeting, 2, 1, 1))
    _confirm(hall, papers, _figures(meeting, 2, 1, 1))
    marked = sorted(Ballot.objects.exclude(choice=Ballot.BLANK).values_list("choice", flat=True))
    assert marked == sorted([A, A, D, INVALID])
    assert Roll.objects.filter(voted=True).count() == 4


def test_the_figures_are_wiped_on_confirmation(hall: Any, meeting: Any) -> None:
    papers = _enter(hall, meeting, hall.members[:1], _figures(meeting, 1, 0))
    _confirm(hall, papers, _figures(meeting, 1, 0))
    assert PaperBallots.objects.get().counts == {}
    told = [str(event.old) + str(event.new) for event in Event.objects.filter(action__startswith="councils.papers")]
    assert not any('"A"' in text or "'A'" in text for text in told)


def test_other_figures_are_refused_and_the_journal_tells_where_but_no_figure(hall: Any, meeting: Any) -> None:
    papers = _enter(hall, meeting, hall.members[:3], _figures(meeting, 2, 1))
    _refused("figures_differ", _confirm, hall, papers, _figures(meeting, 3, 0))
    event = Event.objects.get(action="councils.papers.mismatch")
    assert (event.old, event.new) == ({}, {"papers": papers.pk, "questions": [1]})
    assert not Roll.objects.filter(voted=True).exists()
    _confirm(hall, papers, _figures(meeting, 2, 1))
    assert Roll.objects.filter(voted=True).count() == 3


def test_one_person_cannot_be_both(hall: Any, meeting: Any) -> None:
    papers = _enter(hall, meeting, hall.members[:2], _figures(meeting, 2, 0))
    _refused("same_person", _confirm, hall, papers, _figures(meeting, 2, 0), hall.secretary)


def test_a_member_may_be_the_second_person_an_outsider_not(hall: Any, meeting: Any) -> None:
    papers = _enter(hall, meeting, hall.members[:2], _figures(meeting, 2, 0))
    _refused("not_allowed", _confirm, hall, papers, _figures(meeting, 2, 0), hall.office.users["staff"])
    _confirm(hall, papers, _figures(meeting, 2, 0), hall.members[5].person.user)
    assert PaperBallots.objects.get().confirmed_by == hall.members[5].person.user


def test_sums_must_be_those_of_the_members(hall: Any, meeting: Any) -> None:
    for figures in (_figures(meeting, 3, 0), _figures(meeting, 1, 0), _figures(meeting, 3, -1), {}):
        _refused("wrong_sums", _enter, hall, meeting, hall.members[:2], figures)
    _enter(hall, meeting, hall.members[:2], _figures(meeting, 2, 0))


def test_a_conflicted_members_paper_is_one_fewer_on_the_own_question(hall: Any) -> None:
    meeting = hall.open(hall.nomination(person=hall.members[0].person))
    assert list(entitled_counts(meeting, hall.members[:2]).values()) == [1]
    _refused("wrong_sums", _enter, hall, meeting, hall.members[:2], _figures(meeting, 2, 0))
    _enter(hall, meeting, hall.members[:2], _figures(meeting, 1, 0))


def test_who_voted_on_the_screen_has_no_paper(hall: Any, meeting: Any) -> None:
    hall.cast(meeting, hall.members[0])
    _refused("already_voted", _enter, hall, meeting, hall.members[:2], _figures(meeting, 2, 0))
    _enter(hall, meeting, hall.members[1:3], _figures(meeting, 2, 0))


def test_whose_paper_waits_does_not_vote_on_the_screen_until_it_is_withdrawn(hall: Any, meeting: Any) -> None:
    papers = _enter(hall, meeting, hall.members[:2], _figures(meeting, 2, 0))
    _refused("on_paper", hall.cast, meeting, hall.members[0])
    _refused("on_paper", _enter, hall, meeting, hall.members[1:2], _figures(meeting, 1, 0))
    actions.withdraw_paper_ballots(papers=papers, actor=hall.secretary, at=hall.now(), reason="Nhập nhầm người")
    hall.cast(meeting, hall.members[0])
    assert Roll.objects.get(voted=True).member == hall.members[0]


def test_the_count_waits_for_the_second_person(hall: Any, meeting: Any) -> None:
    papers = _enter(hall, meeting, hall.members, _figures(meeting, 9, 0))

    def count() -> Any:
        return actions.count_votes(meeting=meeting, actor=hall.secretary, at=meeting.voting_closes_at)

    _refused("not_allowed", count)
    _confirm(hall, papers, _figures(meeting, 9, 0))
    count()
    assert hall.question(meeting).agreed == 9


def test_a_confirmed_entry_stands(hall: Any, meeting: Any) -> None:
    papers = _enter(hall, meeting, hall.members[:2], _figures(meeting, 2, 0))
    _confirm(hall, papers, _figures(meeting, 2, 0))
    _refused("already_confirmed", _confirm, hall, papers, _figures(meeting, 2, 0))
    with pytest.raises(Refused):
        actions.withdraw_paper_ballots(papers=papers, actor=hall.secretary, at=hall.now(), reason="x")


def test_papers_may_be_typed_after_the_end_but_not_after_the_count(hall: Any, meeting: Any) -> None:
    late = meeting.voting_closes_at
    papers = actions.enter_paper_ballots(
        meeting=meeting, members=hall.members[:2], counts=_figures(meeting, 2, 0), actor=hall.secretary, at=late
    )
    actions.confirm_paper_ballots(papers=papers, counts=_figures(meeting, 2, 0), actor=hall.officer, at=late)
    actions.count_votes(meeting=meeting, actor=hall.secretary, at=late)
    _refused("voting_closed", _enter, hall, meeting, hall.members[3:4], _figures(meeting, 1, 0))
