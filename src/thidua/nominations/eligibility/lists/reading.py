"""Reading a kept list: narrowed to one award, one page of it, its words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.db.models import Q, QuerySet

from thidua.law.engine import ELIGIBLE, NOT_ELIGIBLE, ON_HOLD, OPEN, OUTCOMES
from thidua.law.lacking import NO_WAY
from thidua.nominations.eligibility.answers import Array
from thidua.nominations.eligibility.lists.writing import CONSIDERED, DUE, NOT_ASKED, TAKEN, WIDTH, read_signs
from thidua.nominations.eligibility.screening import Filters
from thidua.nominations.models import ScreenedSubject, ScreeningList
from thidua.organisation.models import Post

_CIRCLES = {
    "lanh_dao": Q(person__isnull=False) & ~Q(band__in=["", Post.Band.DIRECT]),
    "truc_tiep": Q(band=Post.Band.DIRECT),
    "nu": Q(is_woman=True),
    "tap_the": Q(unit__isnull=False),
}


@dataclass(frozen=True)
class _Column:
    """What a list says about one award and some of its subjects."""

    outcome: Array
    pattern: Array
    flags: Array
    record: Array

    def _where(self, *outcomes: int) -> Array:
        return np.isin(self.outcome, outcomes)

    def group(self, name: str) -> Array:
        """The subjects of a filter: see `screening.GROUPS`."""
        groups: dict[str, Callable[[], Array]] = {
            "du": lambda: self._where(ELIGIBLE),
            "cho": lambda: self._where(OPEN) & (self.record == 0),
            "gan": lambda: self._where(NOT_ELIGIBLE, OPEN) & (self.record == 1),
            "sang_nam": lambda: self.flags & DUE != 0,
            "dung": lambda: self._where(ON_HOLD),
            "": lambda: self.outcome != NOT_ASKED,
        }
        return groups[name]()


@dataclass(frozen=True)
class Line:
    """One subject of a list and the answer about one award, in words as they were told.

    Attributes:
        subject: name, post and unit as on that day.
        outcome: eligible, not_eligible, open, on_hold; empty where the law could not answer.
        record, judged: conditions missing that the record decides, and that people judge; None: no way at all.
        words: what is missing on the nearest way.
        due, considered, taken: due next year; nominated or held at some time; for that year.
    """

    subject: ScreenedSubject
    outcome: str
    record: int | None
    judged: int | None
    words: list[str]
    due: bool
    considered: bool
    taken: bool


class KeptList:
    """A list and one of its awards.

    Attributes:
        row: the list.
        code: the award.
    """

    def __init__(self, row: ScreeningList, code: str) -> None:
        self.row, self.code = row, code

    def _kinds(self) -> Iterator[tuple[Q, str, int]]:
        """(filter, recipient, column) of the kinds of subjects that the award is for."""
        for recipient, mine in (("individual", Q(person__isnull=False)), ("collective", Q(unit__isnull=False))):
            if self.code in self.row.awards[recipient]:
                yield mine, recipient, self.row.awards[recipient].index(self.code)

    def _column(self, recipient: str, column: int, texts: list[str]) -> _Column:
        start = column * WIDTH
        outcome, pattern, flags = read_signs([text[start : start + WIDTH] for text in texts], 1)
        patterns = self.row.patterns[recipient][self.code]
        record = np.array([one["record"] for one in patterns])[pattern[:, 0]]
        return _Column(outcome[:, 0], pattern[:, 0], flags[:, 0], record)

    def narrowed(self, filters: Filters) -> list[int]:
        """The numbers of the subjects that the filters leave, in the list's order."""
        chosen: list[int] = []
        for mine, recipient, column in self._kinds():
            subjects = self._subjects(filters).filter(mine).values_list("pk", "answers")
            rows = list(subjects)
            if not rows:
                continue
            found = self._column(recipient, column, [row[1] for row in rows])
            passes = found.group(filters.group) & (found.outcome != NOT_ASKED)
            if filters.never:
                passes &= found.flags & CONSIDERED == 0
            chosen += [rows[place][0] for place in np.flatnonzero(passes).tolist()]
        return chosen

    def _subjects(self, filters: Filters) -> QuerySet[ScreenedSubject]:
        subjects = self.row.subjects.order_by("place")
        if filters.circle:
            subjects = subjects.filter(_CIRCLES[filters.circle])
        for word in filters.words.split():
            subjects = subjects.filter(name_folded__contains=word)
        return subjects

    def lines(self, numbers: Sequence[int]) -> list[Line]:
        """The lines of some subjects, in the list's order."""
        subjects = list(self.row.subjects.filter(pk__in=numbers).order_by("place"))
        return [line for subject in subjects if (line := self.line(subject)) is not None]

    def line(self, subject: ScreenedSubject) -> Line | None:
        """The answer about one subject; None where the award is not for such."""
        recipient = "individual" if subject.person_id is not None else "collective"
        codes = self.row.awards[recipient]
        if self.code not in codes:
            return None
        found = self._column(recipient, codes.index(self.code), [subject.answers])
        pattern: dict[str, Any] = self.row.patterns[recipient][self.code][int(found.pattern[0])]
        outcome, flags = int(found.outcome[0]), int(found.flags[0])
        near = pattern["record"] < NO_WAY and outcome < len(OUTCOMES)
        return Line(
            subject=subject,
            outcome=OUTCOMES[outcome] if outcome < len(OUTCOMES) else "",
            record=pattern["record"] if near else None,
            judged=pattern["judged"] if near else None,
            words=[] if outcome == ELIGIBLE else pattern["words"],
            due=bool(flags & DUE),
            considered=bool(flags & CONSIDERED),
            taken=bool(flags & TAKEN),
        )
