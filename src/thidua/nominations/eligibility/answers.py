"""The law's answers about all subjects of a unit, by columns: from its packed record, computed when first asked for."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
from django.utils.translation import gettext as _
from numpy.typing import NDArray

from thidua import law as library
from thidua.base.refusal import Refused
from thidua.law.engine import ELIGIBLE, NOT_ELIGIBLE, ON_HOLD, OPEN, OUTCOMES
from thidua.law.facts import AWARD_KINDS, read_facts
from thidua.law.lacking import NO_WAY, Lacking, lacking
from thidua.law.outlook import carried_on, next_question, stands
from thidua.law.packed import Packed
from thidua.law.packing import Question as LawQuestion
from thidua.law.packing import criteria_of, pack_tables
from thidua.law.tables import tables_of_facts
from thidua.law.tables.model import Table
from thidua.nominations.eligibility.asking import Question
from thidua.nominations.eligibility.missing import words_of
from thidua.nominations.eligibility.roster import Roster
from thidua.nominations.facts import facts_of_people, facts_of_units
from thidua.nominations.facts.packed import collective_tables, contradictory, people_tables
from thidua.nominations.facts.register import register_of
from thidua.organisation.models import Person, Unit

Array = NDArray[Any]

_KINDS = {kind: place for place, kind in enumerate(AWARD_KINDS)}

# Where the law cannot answer: the packs know no criteria, the record contradicts itself, or the award is not for such.
UNKNOWN = len(OUTCOMES)


@dataclass
class Part:
    """Subjects of one kind with their packed record.

    Attributes:
        recipient: individual or collective.
        places: of the subjects in the roster.
        tables: their record.
    """

    recipient: str
    places: Array
    tables: library.Tables
    _packed: dict[LawQuestion, Packed] = field(default_factory=dict)

    def pack(self, law: library.Law, codes: Collection[str], question: LawQuestion) -> None:
        """Pack the record for several awards at once; columns that are there already are not made again."""
        criteria = criteria_of(law, codes, self.recipient, question.received)
        kept = self._packed.get(question)
        atoms = {atom for item in criteria.values() for atom in item.atoms}
        missing = {atom for atom in atoms if kept is None or atom.name not in kept.columns}
        if missing:
            fresh = pack_tables(self.tables, missing, question)
            self._packed[question] = fresh if kept is None else replace(fresh, columns=kept.columns | fresh.columns)

    def answer(self, law: library.Law, code: str, question: LawQuestion) -> Lacking | None:
        """The answers about one award; None where the packs know no criteria of that day for such subjects."""
        criteria = criteria_of(law, [code], self.recipient, question.received).get(code)
        if criteria is None or not len(self.places):
            return None
        self.pack(law, [code], question)
        return lacking(self._packed[question], self.recipient, criteria, question.kind)


@dataclass(frozen=True)
class Answer:
    """The answers about one award, a value per subject of the roster.

    Attributes:
        asked: the award is for such a subject.
        outcome: places in `thidua.law.engine.OUTCOMES`; `UNKNOWN` where the law cannot answer.
        lacks: conditions missing that the record decides.
        judgements: conditions that people have yet to answer.
        due: not eligible now, but would stand at the end of next year if everything goes on as before.
    """

    asked: Array
    outcome: Array
    lacks: Array
    judgements: Array
    due: Array
    parts: tuple[tuple[Part, Lacking], ...]

    @cached_property
    def eligible(self) -> Array:
        """All conditions are met."""
        return self.asked & (self.outcome == ELIGIBLE)

    @cached_property
    def judged_only(self) -> Array:
        """Nothing is missing but what people must judge."""
        return self.asked & (self.outcome == OPEN) & (self.lacks == 0)

    @cached_property
    def nearly(self) -> Array:
        """Exactly one condition is missing that the record decides."""
        return self.asked & ((self.outcome == NOT_ELIGIBLE) | (self.outcome == OPEN)) & (self.lacks == 1)

    @cached_property
    def held(self) -> Array:
        """Commendation waits until a pending matter is settled."""
        return self.asked & (self.outcome == ON_HOLD)

    def reasons(self, place: int, year: int) -> list[str]:
        """What one subject lacks on the nearest way, in the words of the conditions."""
        if self.outcome[place] in (ELIGIBLE, UNKNOWN):
            return []
        for part, found in self.parts:
            row = int(np.searchsorted(part.places, place))
            if row < len(part.places) and part.places[row] == place:
                return list(words_of(found, found.pattern(row), year))
        return []


class Answers:
    """A unit, its record on a day, and the answers to one question about every award.

    Attributes:
        unit: the unit that was read.
        question: what is asked, without an award.
        law: whom.
        roster: the subjects.
        parts: their record; a subject that stands in several is answered from the last.
        unreadable: places of those whose record contradicts itself.
    """

    def __init__(
        self,
        unit: Unit,
        question: Question,
        law: library.Law,
        roster: Roster,
        parts: list[Part],
        unreadable: list[int],
    ) -> None:
        self.unit, self.question, self.law, self.roster = unit, question, law, roster
        self.parts, self.unreadable = parts, unreadable
        self._asked = law_question(question)
        self._next = next_question(self._asked, question.year)
        self._answers: dict[str, Answer] = {}

    @cached_property
    def _later(self) -> list[Part]:
        """The same subjects with their record carried on to the end of next year."""
        until = self.question.year + 1
        return [Part(part.recipient, part.places, carried_on(part.tables, until)) for part in self.parts]

    def prepare(self, codes: Collection[str]) -> None:
        """Pack what several awards ask at once: much cheaper than one after the other."""
        news = [code for code in codes if code not in self._answers]
        if news:
            for part, later in zip(self.parts, self._later, strict=True):
                part.pack(self.law, news, self._asked)
                later.pack(self.law, news, self._next)

    def of(self, code: str) -> Answer:
        """The answers about one award; kept for the next time."""
        if code not in self._answers:
            self._answers[code] = self._make(code)
        return self._answers[code]

    def _make(self, code: str) -> Answer:
        size = len(self.roster)
        recipients = self.law.awards[code].recipients
        asked = np.where(self.roster.is_person, "individual" in recipients, "collective" in recipients)
        outcome = np.full(size, UNKNOWN, np.uint8)
        lacks, judgements = np.full(size, NO_WAY, np.int32), np.zeros(size, np.int32)
        stand = np.zeros(size, bool)
        found = []
        for part, later in zip(self.parts, self._later, strict=True):
            answer = part.answer(self.law, code, self._asked)
            if answer is None:
                continue
            found.append((part, answer))
            outcome[part.places], lacks[part.places] = answer.outcomes, answer.record
            judgements[part.places] = answer.judgement
            next_year = later.answer(self.law, code, self._next)
            stand[part.places] = False if next_year is None else stands(next_year)
        if not (self.law.is_known(self.question.received or self.question.on) or self.question.assume_unchanged):
            # Nothing can be said of a day whose law is not known: open for everybody, near for nobody.
            outcome[outcome != UNKNOWN] = OPEN
            lacks[:] = NO_WAY
        outcome[self.unreadable], lacks[self.unreadable] = UNKNOWN, NO_WAY
        # What is only not rated yet is open, not due: it is decided this year.
        due = asked & stand & (outcome == NOT_ELIGIBLE)
        return Answer(asked, outcome, lacks, judgements, due, tuple(reversed(found)))

    def ever_held(self, code: str) -> Array:
        """Who holds the award for some year (not taken away)."""
        return self._held(code, lambda table: np.ones(len(table), bool))

    def held_for(self, code: str, year: int, kind: str) -> Array:
        """Who holds the award for a year; of a form, for that kind of commendation."""

        def chosen(table: Table) -> Array:
            mine: Array = table["year"] == year
            if "kind" in table.columns and kind in _KINDS:
                mine = mine & (table["kind"] == _KINDS[kind])
            return mine

        return self._held(code, chosen)

    def _held(self, code: str, chosen: Callable[[Table], Array]) -> Array:
        result = np.zeros(len(self.roster), bool)
        for part in self.parts:
            codes = part.tables.codes
            if code not in codes:
                continue
            place = codes.index(code)
            for name in ("titles", "awards"):
                table = part.tables.table(name)
                rows = (table["award"] == place) & ~table["revoked"] & chosen(table)
                result[part.places[table["subject"][rows]]] = True
        return result


def law_question(question: Question) -> LawQuestion:
    """The question as the library takes it.

    Raises:
        Refused: ``law_cannot_answer`` when it does not fit together.
    """
    try:
        return LawQuestion.of(question.on, **question.words)
    except library.LawError as error:
        message = _("Chưa trả lời được câu hỏi này. %(error)s")
        raise Refused("law_cannot_answer", message % {"error": error}) from error


def answers_read(unit: Unit, question: Question, law: library.Law) -> Answers:
    """The answers about a unit from its record as it stands now.

    Raises:
        Refused: ``law_cannot_answer`` when the question does not fit together.
    """
    law_question(question)
    register = register_of(unit, question.on)
    roster, parts, unreadable = Roster.of(register), [], []
    first = 0
    for recipient, tables in (("individual", people_tables(register)), ("collective", collective_tables(register))):
        if tables.size:
            odd = np.flatnonzero(contradictory(tables, register))
            places = first + np.arange(tables.size)
            parts.append(Part(recipient, places, tables))
            if len(odd):
                single, wrong = _read_singly(roster, recipient, places[odd], question.on, law)
                parts += single
                unreadable += wrong
        first += tables.size
    return Answers(unit, question, law, roster, parts, unreadable)


def _read_singly(
    roster: Roster, recipient: str, places: Array, day: date, law: library.Law
) -> tuple[list[Part], list[int]]:
    """Subjects whose record the tables may not hold rightly, read as facts; and those of them that contradict."""
    if recipient == "individual":
        numbers = [roster.people[place][0] for place in places.tolist()]
        facts = facts_of_people(Person.objects.filter(pk__in=numbers), day)
    else:
        units = [roster.units[place - len(roster.people)] for place in places.tolist()]
        numbers, facts = [unit.pk for unit in units], facts_of_units(units, day)
    readable, found, wrong = [], [], []
    for place, number in zip(places.tolist(), numbers, strict=True):
        try:
            found.append(read_facts(facts[number], law.codes))
            readable.append(place)
        except library.LawError:
            wrong.append(place)
    return ([Part(recipient, np.array(readable), tables_of_facts(found))] if found else []), wrong
