"""Reading councils, agendas, the state of a vote and its results."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil

from django.db.models import Prefetch, QuerySet

from thidua.councils.models import Ballot, Conflict, Meeting, Member, Question
from thidua.nominations.models import Check, Dossier, Nomination
from thidua.organisation.models import Unit

# How long a member needs to read one summary and choose, in seconds: for the workload shown before voting.
SECONDS_A_QUESTION = 50

LIVE_MEETINGS = (Meeting.State.PLANNED, Meeting.State.SITTING, Meeting.State.VOTING)


def waiting_nominations(body: Unit) -> QuerySet[Nomination]:
    """Nominations that wait for a council of ``body``: accepted, listed, on no agenda of a meeting to come."""
    taken = Question.objects.filter(meeting__state__in=LIVE_MEETINGS).values("nomination")
    return (
        Nomination.objects.filter(
            state=Nomination.State.LISTED,
            dossier__body=body,
            dossier__state__in=[Dossier.State.ACCEPTED, Dossier.State.IN_COUNCIL],
        )
        .exclude(pk__in=taken)
        .order_by("award", "name_key", "pk")
    )


def agenda(meeting: Meeting) -> QuerySet[Question]:
    """The questions of ``meeting`` with what a list of them shows."""
    conflicts = Prefetch("conflicts", Conflict.objects.select_related("member__person").order_by("member__order"))
    return meeting.questions.select_related("nomination__dossier__unit").prefetch_related(conflicts).order_by("order")


def questions_for(meeting: Meeting, member: Member) -> QuerySet[Question]:
    """The questions that ``member`` votes on: all but those with a conflict of interest."""
    own = Conflict.objects.filter(question__meeting=meeting, member=member).values("question")
    return meeting.questions.exclude(pk__in=own).select_related("nomination__dossier").order_by("order")


def entitled_counts(meeting: Meeting, members: Iterable[Member]) -> dict[int, int]:
    """Question → how many of ``members`` vote on it."""
    keys = {member.pk for member in members}
    counts = dict.fromkeys(meeting.questions.order_by("order").values_list("pk", flat=True), len(keys))
    conflicts = Conflict.objects.filter(question__meeting=meeting, member__in=keys)
    for question in conflicts.values_list("question_id", flat=True):
        counts[question] -= 1
    return counts


def minutes_to_read(questions: int) -> int:
    """How many minutes ``questions`` take a member, for the workload that is shown before voting."""
    return max(1, ceil(questions * SECONDS_A_QUESTION / 60))


@dataclass(frozen=True)
class Progress:
    """How far the vote is: who has voted is known, what they chose is not."""

    voted: int
    members: int
    waiting: list[Member]
    done: list[Member]

    @property
    def missing(self) -> int:
        """How many have not voted."""
        return self.members - self.voted


def progress_of(meeting: Meeting) -> Progress:
    """The roll of ``meeting``, in the order of the council's list."""
    roll = meeting.rolls.select_related("member__person").order_by("member__order", "member_id")
    done = [line.member for line in roll if line.voted]
    waiting = [line.member for line in roll if not line.voted]
    return Progress(len(done), len(done) + len(waiting), waiting, done)


@dataclass(frozen=True)
class PublishedBallot:
    """A ballot as the published list shows it."""

    receipt: str
    choice: str
    used: bool


def published_ballots(question: Question) -> list[PublishedBallot]:
    """All ballots of a counted question by receipt; nothing before the count, when the list would be a tally.

    Unused ones are listed too: every ballot that was printed is accounted for.
    """
    if question.passed is None or not question.secret:
        return []
    ballots = sorted(question.ballots.all(), key=lambda ballot: ballot.receipt)
    return [
        PublishedBallot(ballot.receipt, ballot.get_choice_display(), ballot.choice != Ballot.BLANK)
        for ballot in ballots
    ]


def passed_nominations(meeting: Meeting) -> QuerySet[Nomination]:
    """The nominations that the meeting recommends, in the order of its agenda."""
    return Nomination.objects.filter(questions__meeting=meeting, questions__passed=True).order_by("questions__order")


def newest_checks(nominations: Iterable[int]) -> dict[int, Check]:
    """Nomination → its newest answer of the law, in one query."""
    checks = Check.objects.filter(nomination__in=list(nominations)).order_by("made_at", "pk").defer("facts")
    return {check.nomination_id: check for check in checks}
