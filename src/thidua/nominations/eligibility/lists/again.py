"""A kept list asked again: the record of that day put to the law as this installation has it now."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

import numpy as np

from thidua.journal.models import canonical
from thidua.law.engine import OUTCOMES
from thidua.nominations.eligibility.answers import Answers, Array
from thidua.nominations.eligibility.asking import Question
from thidua.nominations.eligibility.lists.packing import parts_from_bytes
from thidua.nominations.eligibility.lists.writing import (
    Told,
    content_of,
    read_signs,
    written,
)
from thidua.nominations.eligibility.roster import Roster
from thidua.nominations.lawbook import the_law
from thidua.nominations.models import ScreenedSubject, ScreeningList
from thidua.organisation.models import Unit

# So many who moved are named; the others are counted.
MOST_NAMED = 200


@dataclass(frozen=True)
class Moved:
    """Somebody whose answer is another one now; outcomes are empty where the law could not answer."""

    name: str
    award: str
    before: str
    after: str


@dataclass(frozen=True)
class Again:
    """The list and the answers now, from the same record.

    Attributes:
        whole: the rows are those that were kept (their digest is the sealed one).
        same_law: the version of the packs is the one of that time; then the answers must be identical.
        identical: they are, to the letter: outcomes, what is lacking, who is due.
        count: answers that differ; moved: the first of them, where the outcome differs.
        by_award: award → how many outcomes differ.
    """

    whole: bool
    same_law: bool
    identical: bool
    count: int
    moved: list[Moved]
    by_award: dict[str, int]

    @property
    def broken(self) -> bool:
        """The rows were changed, or the same law answered the same record differently."""
        return not self.whole or (self.same_law and not self.identical)


def question_of(row: ScreeningList) -> Question:
    """The question that a list answered."""
    return Question("", row.on, row.year, row.kind)


def again(row: ScreeningList) -> Again:
    """Ask the question of a list again; nothing is stored.

    Raises:
        Refused: ``list_unreadable`` when the kept record cannot be read.
    """
    parts, unreadable = parts_from_bytes(row.packed.read())
    subjects = list(row.subjects.order_by("place").defer("post", "unit_name", "name_folded"))
    law = the_law()
    answers = Answers(row.unit, question_of(row), law, _roster(subjects), parts, unreadable)
    now = written(Told(answers, _codes(row)))
    old_texts = [subject.answers for subject in subjects]
    by_award: Counter[str] = Counter()
    moved: list[Moved] = []
    differing = 0
    for recipient, first, texts, news in (
        ("individual", 0, old_texts[: row.people], now.answers[: row.people]),
        ("collective", row.people, old_texts[row.people :], now.answers[row.people :]),
    ):
        codes = row.awards[recipient]
        if not texts or not codes:
            continue
        before, after = read_signs(texts, len(codes)), read_signs(news, len(codes))
        differing += int(
            np.count_nonzero(_differ(row.patterns[recipient], now.patterns[recipient], codes, before, after))
        )
        places, columns = np.nonzero(before[0] != after[0])
        by_award.update(codes[column] for column in columns.tolist())
        for place, column in zip(places.tolist(), columns.tolist(), strict=True):
            if len(moved) < MOST_NAMED:
                outcomes = (_outcome(signs[0][place, column]) for signs in (before, after))
                moved.append(Moved(subjects[first + place].name, codes[column], *outcomes))
    return Again(
        whole=content_of(old_texts) == row.content,
        same_law=law.hash == row.law_hash,
        identical=differing == 0,
        count=differing,
        moved=moved,
        by_award=dict(by_award),
    )


def _codes(row: ScreeningList) -> dict[str, list[str]]:
    known = the_law().awards
    return {recipient: [code for code in codes if code in known] for recipient, codes in row.awards.items()}


def _outcome(place: Any) -> str:
    return OUTCOMES[int(place)] if int(place) < len(OUTCOMES) else ""


def _differ(old: Any, new: Any, codes: list[str], before: Any, after: Any) -> Array:
    """Which answers differ in outcome, in what is lacking, or in being due next year."""
    lacking = np.zeros(before[0].shape, bool)
    for column, code in enumerate(codes):
        numbers = {canonical(pattern): number for number, pattern in enumerate(old[code])}
        same = np.array([numbers.get(canonical(pattern), -1) for pattern in new[code]])
        lacking[:, column] = same[after[1][:, column]] != before[1][:, column]
    return lacking | (before[0] != after[0]) | ((before[2] ^ after[2]) & 1 != 0)


def _roster(subjects: list[ScreenedSubject]) -> Roster:
    """The subjects as the answers need them: who is a person, who a collective."""
    people = [(subject.person_id, subject.name, "", "") for subject in subjects if subject.person_id is not None]
    units = [Unit(pk=subject.unit_id, name=subject.name) for subject in subjects if subject.unit_id is not None]
    return Roster(people, units, {})
