"""Secret ballots: printed blank beforehand, drawn at random, marked, and no trace that leads back.

Why it is done this way, and what remains, is told in docs/trust.md. Only `actions` calls these functions, within the
transaction of the act and with the meeting's row locked.
"""

from __future__ import annotations

import secrets
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from django.db import connection
from django.db.models import Case, F, Value, When
from django.utils.translation import gettext as _

from thidua.base.refusal import Refused
from thidua.councils.models import Ballot, Meeting, Question, Roll

# Never seeded, not even in the demo: whoever knew the seed could draw the ballots again.
_chance = secrets.SystemRandom()

# Without 0, O, 1, I, L, U: a receipt is copied from paper by hand.
_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


def new_receipt() -> str:
    """A receipt nobody can guess: 8 signs of 30, e.g. ``"K7QM-4TXP"``."""
    signs = [_chance.choice(_LETTERS) for _ in range(8)]
    return "".join(signs[:4]) + "-" + "".join(signs[4:])


def print_ballots(copies: Mapping[Question, int]) -> None:
    """Store ``copies`` blank ballots for each question, all in one random order, so that keys tell nothing."""
    receipts: set[str] = set()
    total = sum(copies.values())
    while len(receipts) < total:
        receipts.add(new_receipt())
        if len(receipts) == total:
            receipts -= set(Ballot.objects.filter(receipt__in=receipts).values_list("receipt", flat=True))
    fresh = iter(receipts)
    papers = [
        Ballot(question=question, receipt=next(fresh)) for question, count in copies.items() for _ in range(count)
    ]
    _chance.shuffle(papers)
    Ballot.objects.bulk_create(papers)


def fill_roll(meeting: Meeting, members: Iterable[int]) -> None:
    """Write the roll of those who may vote."""
    Roll.objects.bulk_create(Roll(meeting=meeting, member_id=member) for member in members)


def mark_ballots(meeting: Meeting, marks: Mapping[int, Mapping[str, int]]) -> dict[int, list[str]]:
    """Draw blank ballots at random and mark them.

    Every ballot of the meeting is written anew by the same statement, also those that stay as they are. PostgreSQL
    keeps with each row the number of the transaction that wrote it last, and puts what is written to the end: without
    this, the ballots of one voter could be told by number or place.

    Args:
        meeting: with its row locked, so that nobody draws at the same time.
        marks: question → choice → how many ballots are to be marked with it.

    Returns:
        question → the receipts of the ballots that were marked, in no order.

    Raises:
        Refused: ``ballots_used_up`` when a question has not enough blank ballots left.
    """
    drawn: dict[int, list[str]] = {}
    keys: dict[str, list[int]] = defaultdict(list)
    blank = _blank_ballots(marks)
    for question, counts in marks.items():
        wanted = sum(counts.values())
        if wanted > len(blank[question]):
            raise Refused(
                "ballots_used_up", _("Số phiếu đã phát không đủ. Hãy báo thư ký hội đồng kiểm tra danh sách.")
            )
        papers = _chance.sample(blank[question], wanted)
        drawn[question] = [receipt for _key, receipt in papers]
        hand = iter(papers)
        for choice, count in counts.items():
            keys[choice] += [next(hand)[0] for _paper in range(count)]
    all_papers = Ballot.objects.filter(question__in=list(meeting.questions.values_list("pk", flat=True)))
    cases = [When(pk__in=chosen, choice=Ballot.BLANK, then=Value(choice)) for choice, chosen in keys.items() if chosen]
    if cases:
        all_papers.update(choice=Case(*cases, default=F("choice")))
    return drawn


def _blank_ballots(questions: Iterable[int]) -> dict[int, list[tuple[int, str]]]:
    blank: dict[int, list[tuple[int, str]]] = defaultdict(list)
    free = Ballot.objects.filter(question__in=list(questions), choice=Ballot.BLANK)
    for question, key, receipt in free.values_list("question_id", "pk", "receipt"):
        blank[question].append((key, receipt))
    return blank


def tick_roll(meeting: Meeting, members: Iterable[int]) -> bool:
    """Tick ``members`` on the roll; False, and nothing done, when one of them is not on it or has voted.

    All lines are written anew, for the reason told at `mark_ballots`.
    """
    wanted = set(members)
    roll = Roll.objects.filter(meeting=meeting)
    if roll.filter(member__in=wanted, voted=False).count() != len(wanted):
        return False
    roll.update(voted=Case(When(member__in=wanted, then=Value(True)), default=F("voted")))
    return True


def overwrite_what_is_freed() -> None:
    """From here on SQLite fills with zeros what it frees in the file; figures that are wiped are gone from it."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete = ON")


def sweep() -> None:
    """Let the database forget earlier versions of its rows, as far as it can; run after the commit of a count.

    SQLite keeps them in its write-ahead log until it is written back, PostgreSQL until its tables are vacuumed.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        elif connection.vendor == "postgresql" and not connection.in_atomic_block:
            cursor.execute("VACUUM councils_ballot, councils_roll, councils_paperballots")


def tally(meeting: Meeting) -> dict[int, Counter[str]]:
    """Question → choice (``Ballot.BLANK`` for unused ones) → number of ballots."""
    counted: dict[int, Counter[str]] = defaultdict(Counter)
    for question, choice in Ballot.objects.filter(question__meeting=meeting).values_list("question_id", "choice"):
        counted[question][choice] += 1
    return counted
