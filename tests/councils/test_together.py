"""Two at once, on a database that really has two connections; and what a database keeps behind its rows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from tests.councils.conftest import Hall, make_hall
from tests.together import at_once

from thidua.base import clock
from thidua.base.refusal import Refused
from thidua.councils import actions, ballots
from thidua.councils.models import Ballot, Choice, Meeting, Question, Roll
from thidua.councils.queries import questions_for

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def committed(transactional_db: None, office: Any) -> Hall:
    """The council, committed."""
    return make_hall(office)


def _read(question: Callable[[], Any]) -> Any:
    """Ask the database of the threads."""
    (answer,) = at_once(question)
    if isinstance(answer, Exception):
        raise answer
    return answer


def _cast(hall: Hall, meeting: Meeting, index: int, choice: str) -> Callable[[], Any]:
    member = hall.members[index]
    choices = {question.pk: choice for question in questions_for(meeting, member)}
    actor = member.person.user
    return lambda: actions.cast_ballot(meeting=meeting, member=member, choices=choices, actor=actor, at=clock.now())


def test_two_tabs_at_once_give_one_vote(committed: Hall, apart: Callable[[], None]) -> None:
    meeting = committed.open(committed.nomination())
    works = [_cast(committed, meeting, 0, Choice.AGREE), _cast(committed, meeting, 0, Choice.DISAGREE)]
    apart()
    results = at_once(*works)
    refused = [result for result in results if isinstance(result, Refused)]
    assert [refusal.code for refusal in refused] == ["already_voted"], results
    assert sum(isinstance(result, dict) for result in results) == 1
    assert _read(lambda: Ballot.objects.exclude(choice=Ballot.BLANK).count()) == 1
    assert _read(lambda: Roll.objects.filter(voted=True).count()) == 1


def test_all_members_at_once_each_get_their_own_ballot(committed: Hall, apart: Callable[[], None]) -> None:
    meeting = committed.open(committed.nomination("Một"), committed.nomination("Hai"))
    choices = [Choice.AGREE if index % 2 else Choice.DISAGREE for index in range(9)]
    works = [_cast(committed, meeting, index, choice) for index, choice in enumerate(choices)]
    apart()
    results = at_once(*works)
    receipts = [receipt for result in results for receipt in result.values()]
    assert len(set(receipts)) == 18
    tally = _read(lambda: ballots.tally(meeting))
    assert [dict(votes) for votes in tally.values()] == [{"A": 4, "D": 5}] * 2


def test_a_vote_and_the_confirmation_of_its_paper_at_once_count_once(
    committed: Hall, apart: Callable[[], None]
) -> None:
    meeting = committed.open(committed.nomination())
    figures = {meeting.questions.get().pk: {Choice.AGREE: 1, Choice.DISAGREE: 0, Choice.INVALID: 0}}
    member = [committed.members[0]]
    vote = _cast(committed, meeting, 0, Choice.DISAGREE)
    apart()

    def enter() -> Any:
        return actions.enter_paper_ballots(
            meeting=meeting, members=member, counts=figures, actor=committed.secretary, at=clock.now()
        )

    results = at_once(vote, enter)
    refused = [result.code for result in results if isinstance(result, Refused)]
    assert refused in (["already_voted"], ["on_paper"]), results


def test_a_vote_and_the_count_at_once_never_lose_a_ballot(committed: Hall, apart: Callable[[], None]) -> None:
    meeting = committed.open(committed.nomination())
    for member in committed.members[:8]:
        committed.cast(meeting, member)
    late = meeting.voting_closes_at
    vote = _cast(committed, meeting, 8, Choice.AGREE)
    apart()

    def count() -> Meeting:
        fresh = Meeting.objects.get(pk=meeting.pk)
        return actions.count_votes(meeting=fresh, actor=committed.secretary, at=late)

    results = at_once(vote, count)
    counted = _read(lambda: Meeting.objects.get(pk=meeting.pk).questions.get())
    assert counted.agreed == (9 if isinstance(results[0], dict) else 8), results
    marked = _read(lambda: Ballot.objects.exclude(choice=Ballot.BLANK).count())
    assert marked == counted.agreed


def test_two_secretaries_at_once_put_a_nomination_on_one_agenda(committed: Hall, apart: Callable[[], None]) -> None:
    dossier = committed.dossier()
    nomination = committed.nomination("Một", dossier=dossier)
    meetings = [committed.meeting(committed.nomination("Hai", dossier=dossier)), committed.meeting(title="Họp khác")]
    nomination.refresh_from_db()

    def put(meeting: Meeting) -> Callable[[], Any]:
        act = {"actor": committed.secretary, "at": clock.now()}
        return lambda: actions.put_on_agenda(meeting=meeting, nominations=[nomination], **act)

    works = [put(meeting) for meeting in meetings]
    apart()
    results = at_once(*works)

    assert [result.code for result in results if isinstance(result, Refused)] == ["not_waiting"], results
    assert _read(lambda: Question.objects.filter(nomination=nomination).count()) == 1


def test_postgresql_gives_ballots_and_roll_no_common_transaction(committed: Hall) -> None:
    """All rows carry the number of the same, last transaction: the hidden column joins nobody to a ballot."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite keeps no transaction number with a row")
    meeting = committed.open(committed.nomination("Một"), committed.nomination("Hai"))
    for member in committed.members[:4]:
        committed.cast(meeting, member)
        with connection.cursor() as cursor:
            cursor.execute("SELECT xmin::text FROM councils_ballot UNION SELECT xmin::text FROM councils_roll")
            assert len(cursor.fetchall()) == 1


def test_after_the_count_earlier_versions_of_the_rows_are_gone(committed: Hall) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("on SQLite rows are overwritten; its log is written back, see the test of the file")
    meeting = committed.open(committed.nomination())
    for member in committed.members:
        committed.cast(meeting, member)
    committed.count(meeting)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_relation_size('councils_ballot') / current_setting('block_size')::int")
        assert cursor.fetchone() == (1,)
        cursor.execute("SELECT pg_stat_force_next_flush()")
        tables = ["councils_ballot", "councils_roll", "councils_paperballots"]
        cursor.execute(
            "SELECT count(*) FROM pg_stat_user_tables WHERE vacuum_count > 0 AND relname = ANY(%s)", [tables]
        )
        assert cursor.fetchone() == (3,)


def test_sqlite_marks_a_ballot_in_place(committed: Hall, apart: Callable[[], None], tmp_path: Path) -> None:
    """Marking changes the one letter in the file and moves no row: pages do not tell the order of voting."""
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL writes new versions of rows; see the test of its transaction numbers")
    meeting = committed.open(committed.nomination())
    works = [_cast(committed, meeting, index, Choice.AGREE) for index in range(9)]
    apart()
    path = tmp_path / "apart.sqlite3"

    def settled() -> bytes:
        _read(ballots.sweep)
        return path.read_bytes()

    before = settled()
    for work in works:
        _read(work)
    after = settled()
    assert len(before) == len(after)
    receipts = _read(lambda: list(Ballot.objects.values_list("receipt", flat=True)))
    for receipt in receipts:
        places = [_places(image, receipt.encode()) for image in (before, after)]
        assert places[0] == places[1]
        assert places[0]


def _places(image: bytes, what: bytes) -> list[int]:
    found, at = [], image.find(what)
    while at >= 0:
        found.append(at)
        at = image.find(what, at + 1)
    return found
