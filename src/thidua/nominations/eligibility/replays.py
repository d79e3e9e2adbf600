"""An old answer asked again: the stored facts put to the law as this installation has it now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from thidua.nominations.eligibility.asking import Question, answered
from thidua.nominations.eligibility.comparing import Move, moves, same_answer
from thidua.nominations.lawbook import the_law
from thidua.nominations.models import Check


@dataclass(frozen=True)
class Replay:
    """An old answer and the answer now, from the same facts.

    Attributes:
        old, now: the stored check and the one just made (not stored).
        same_law: the version of the packs is the one of that time; then the answers must be identical.
        identical: they are, to the letter.
        moves: the conditions that differ.
    """

    old: Check
    now: Check
    same_law: bool
    identical: bool
    moves: list[Move]

    @property
    def broken(self) -> bool:
        """The same law answered the same facts differently: the program itself has changed, and must be examined."""
        return self.same_law and not self.identical


def question_of(check: Check) -> Question:
    """The question that a stored check answered."""
    nomination = check.nomination
    received = check.verdict.get("received")
    return Question(
        award=nomination.award,
        on=check.on,
        year=nomination.year,
        kind=nomination.kind,
        received=date.fromisoformat(received) if received else None,
    )


def replay(check: Check, *, whole: bool) -> Replay:
    """Ask the question of a stored check again; nothing is stored.

    Raises:
        Refused: ``law_cannot_answer`` when the packs of today cannot answer for that day.
    """
    subject = check.nomination.person or check.nomination.unit
    assert subject is not None  # by the model's constraint
    now = answered(subject, question_of(check), facts=check.facts)
    now.nomination = check.nomination
    return Replay(
        old=check,
        now=now,
        same_law=the_law().hash == check.law_hash,
        identical=same_answer(check.verdict, now.verdict),
        moves=moves(check, now, whole=whole),
    )
