"""A whole unit put to the law: all its people and collectives × the chosen awards, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from thidua import law as library
from thidua.law.engine import OUTCOMES
from thidua.nominations.eligibility.answers import UNKNOWN, Answer, Answers, answers_read
from thidua.nominations.eligibility.asking import Question, recipient_of, steps_of
from thidua.nominations.eligibility.history import History
from thidua.nominations.eligibility.kept import answers_about
from thidua.nominations.eligibility.roster import Entry, Roster
from thidua.nominations.facts import facts_of_people, facts_of_units
from thidua.nominations.lawbook import AwardOption, award_options, the_law
from thidua.organisation.models import Person, Unit

# What a unit is usually looked through for.
USUAL_AWARDS = ("LDTT", "CSTDCS", "TTLDTT", "TTLDXS", "GIAY_KHEN", "BK_TINH")

Array = NDArray[Any]


@dataclass(frozen=True)
class Cell:
    """The law's answer about one subject and one award.

    Attributes:
        outcome: eligible, not_eligible, open, on_hold; empty where the law cannot answer.
        lacks: conditions missing that the record decides.
        judgements: conditions that people have yet to answer.
        due: would stand at the end of next year if everything goes on as before.
        taken, taken_short: why it cannot be nominated again for this year, and the same in a word; empty when it can.
        considered: nominated for it or holding it at some time.
        nearly, judged_only: see `Answer`.
    """

    outcome: str
    lacks: int = 0
    judgements: int = 0
    due: bool = False
    taken: str = ""
    taken_short: str = ""
    considered: bool = False
    nearly: bool = False
    judged_only: bool = False

    @property
    def eligible(self) -> bool:
        """All conditions are met."""
        return self.outcome == "eligible"


# Filter → whom it lets through.
GROUPS: dict[str, Callable[[Answer], Array]] = {
    "du": lambda answer: answer.eligible,
    "cho": lambda answer: answer.judged_only,
    "gan": lambda answer: answer.nearly,
    "sang_nam": lambda answer: answer.due,
    "dung": lambda answer: answer.held,
}
CIRCLES: dict[str, Callable[[Roster], Array]] = {
    "lanh_dao": lambda roster: roster.is_leader,
    "truc_tiep": lambda roster: roster.is_direct,
    "nu": lambda roster: roster.is_woman,
    "tap_the": lambda roster: ~roster.is_person,
}


@dataclass
class UnitScreening:
    """The answers of the law about a unit.

    Attributes:
        answers: what the law says, for all subjects at once.
        options: the awards asked about.
        history: what was nominated and given before.
    """

    answers: Answers
    options: list[AwardOption]
    history: History
    _exact: dict[int, tuple[library.Screening, int]] = field(default_factory=dict)

    @property
    def unit(self) -> Unit:
        """The unit looked through."""
        return self.answers.unit

    @property
    def question(self) -> Question:
        """What is asked, without an award."""
        return self.answers.question

    @property
    def law(self) -> library.Law:
        """The law that answered."""
        return self.answers.law

    @property
    def roster(self) -> Roster:
        """The subjects."""
        return self.answers.roster

    @property
    def unreadable(self) -> list[str]:
        """The names of those whose record contradicts itself, so that the law cannot answer."""
        return [self.roster.entry(place).name for place in self.answers.unreadable]

    def entry(self, place: int) -> Entry:
        """One subject."""
        return self.roster.entry(place)

    def cell(self, code: str, place: int) -> Cell | None:
        """One answer; None where the award is not for such a subject."""
        answer = self.answers.of(code)
        if not answer.asked[place]:
            return None
        outcome = int(answer.outcome[place])
        taken, short = self.history.taken_of(code, place)
        return Cell(
            outcome="" if outcome == UNKNOWN else OUTCOMES[outcome],
            lacks=int(answer.lacks[place]),
            judgements=int(answer.judgements[place]),
            due=bool(answer.due[place]),
            taken=taken,
            taken_short=short,
            considered=bool(self.history.considered(code)[place]),
            nearly=bool(answer.nearly[place]),
            judged_only=bool(answer.judged_only[place]),
        )

    def reasons(self, place: int, code: str, *, whole: bool = True) -> list[str]:
        """What one subject lacks for an award on the nearest way.

        In the words of the record for subjects whose facts were read (`read_facts_of`), where ``whole`` says whether
        the reader may read the sensitive rows; else in those of the conditions, which tell nothing of the record.
        """
        if place in self._exact:
            screening, row = self._exact[place]
            if code not in screening.awards:
                return []
            verdict = screening.verdict(row, code).to_json()
            if verdict["outcome"] == "eligible":
                return []
            near = [row for row in verdict["conditions"] if row["path"] in (None, verdict["path"])]
            return steps_of(near, whole=whole)
        return self.answers.of(code).reasons(place, self.question.year)

    def read_facts_of(self, places: Iterable[int]) -> None:
        """Read the facts of a few subjects, so that their reasons are told in the words of their own record."""
        chosen = [place for place in places if place not in self.answers.unreadable]
        people = [place for place in chosen if place < len(self.roster.people)]
        units = [place for place in chosen if place >= len(self.roster.people)]
        day = self.question.on
        numbers = [self.roster.people[place][0] for place in people]
        by_person = facts_of_people(Person.objects.filter(pk__in=numbers), day) if numbers else {}
        found = [self.roster.units[place - len(self.roster.people)] for place in units]
        by_unit = facts_of_units(found, day) if found else {}
        for places_of_kind, facts in (
            (people, [by_person[number] for number in numbers]),
            (units, [by_unit[unit.pk] for unit in found]),
        ):
            if facts:
                self._exact |= self._screen_exactly(places_of_kind, facts)

    def _screen_exactly(
        self, places: list[int], facts: list[dict[str, Any]]
    ) -> dict[int, tuple[library.Screening, int]]:
        recipient = recipient_of(facts[0])
        codes = [
            option.code
            for option in self.options
            if recipient in option.recipients and (self.answers.of(option.code).outcome[places] != UNKNOWN).all()
        ]
        screening = library.check_many(self.law, facts, codes, self.question.on, **self.question.words)
        return {place: (screening, row) for row, place in enumerate(places)}

    def summary(self) -> list[dict[str, Any]]:
        """For each award: how many qualify, of whom leaders, direct workers, women; who is near; who is due."""
        rows = []
        for option in self.options:
            answer = self.answers.of(option.code)
            eligible = answer.eligible
            row: dict[str, Any] = {
                "option": option,
                "total": _count(answer.asked),
                "eligible": _count(eligible),
                "leaders": _count(eligible & self.roster.is_leader),
                "direct": _count(eligible & self.roster.is_direct),
                "women": _count(eligible & self.roster.is_woman),
                "never": _count(eligible & ~self.history.considered(option.code)),
                "has_people": "individual" in option.recipients,
            }
            rows.append(row | {name: _count(group(answer)) for name, group in GROUPS.items()})
        return rows


def _count(chosen: Array) -> int:
    return int(np.count_nonzero(chosen))


def screened(unit: Unit, question: Question, codes: Sequence[str], *, law: library.Law | None = None) -> UnitScreening:
    """Put all people and collectives of ``unit`` to the law; nothing is stored.

    Args:
        unit: it and all units below it that exist on the day.
        question: day, year, kind; its award is not used.
        codes: the awards asked about.
        law: in place of this installation's (for trials).

    Raises:
        Refused: ``law_cannot_answer`` when the question does not fit together.
    """
    if law is None:
        answers, history = answers_about(unit, question, the_law())
    else:
        answers = answers_read(unit, question, law)
        history = History(answers)
    options = [option for option in award_options(question.on) if option.code in codes]
    answers.prepare([option.code for option in options])
    return UnitScreening(answers, options, history)


@dataclass(frozen=True)
class Filters:
    """What the list is narrowed to; empty parts let everything through."""

    group: str = ""
    circle: str = ""
    words: str = ""
    never: bool = False

    def passes(self, found: UnitScreening, code: str) -> Array:
        """Whose answer about one award belongs to the list."""
        answer = found.answers.of(code)
        chosen = GROUPS[self.group](answer) if self.group else answer.asked
        return chosen & ~found.history.considered(code) if self.never else chosen

    def passes_subject(self, found: UnitScreening) -> Array:
        """Who belongs to the list, whatever the answers."""
        chosen = np.ones(len(found.roster), bool)
        if self.circle:
            chosen &= CIRCLES[self.circle](found.roster)
        if self.words:
            chosen &= found.roster.named(self.words)
        return chosen


def listed(found: UnitScreening, filters: Filters) -> list[int]:
    """The places of the subjects of whom at least one answer passes."""
    chosen = np.zeros(len(found.roster), bool)
    for option in found.options:
        chosen |= filters.passes(found, option.code)
    places: list[int] = np.flatnonzero(chosen & filters.passes_subject(found)).tolist()
    return places
