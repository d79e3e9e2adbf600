"""The law's answers about all subjects of a unit, by columns: from its packed record, computed when first asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
from django.utils.translation import gettext as _
from numpy.typing import NDArray

from thidua import law as library
from thidua.base.refusal import Refused
from thidua.law.codes import AWARD_CODES
from thidua.law.engine import ELIGIBLE, NOT_ELIGIBLE, ON_HOLD, OPEN, OUTCOMES
from thidua.law.facts import AWARD_KINDS, read_facts
from thidua.law.packed import Packed
from thidua.law.screening import Question as LawQuestion
from thidua.law.screening import pack_tables
from thidua.law.snapshot import criteria_of
from thidua.law.tables import tables_of_facts
from thidua.law.tables.model import Table
from thidua.nominations.eligibility.asking import Question
from thidua.nominations.eligibility.lacking import NO_WAY, Lacking, lacking
from thidua.nominations.eligibility.outlook import carried_on
from thidua.nominations.eligibility.roster import Roster
from thidua.nominations.facts import facts_of_people, facts_of_units
from thidua.nominations.facts.packed import collective_tables, contradictory, people_tables
from thidua.nominations.facts.register import Register, register_of
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
    _packed: dict[tuple[date, int], Packed] = field(default_factory=dict)

    def packed(self, law: library.Law, code: str, question: Question) -> tuple[Packed, Any] | None:
        """The record packed for an award, and the criteria; columns of awards asked before are kept.

        Returns:
            None where the packs know no criteria of that day for such subjects.
        """
        criteria = criteria_of(law, [code], self.recipient, question.received or question.on).get(code)
        if criteria is None:
            return None
        key = (question.on, question.year)
        kept = self._packed.get(key)
        missing = {atom for atom in criteria.atoms if kept is None or atom.name not in kept.columns}
        if kept is None or missing:
            asked = LawQuestion.of(question.on, question.received, question.year)
            fresh = pack_tables(self.tables, missing, asked)
            kept = fresh if kept is None else replace(fresh, columns=kept.columns | fresh.columns)
            self._packed[key] = kept
        return kept, criteria

    def answer(self, law: library.Law, code: str, question: Question) -> Lacking | None:
        """The answers about one award; None as `packed`."""
        found = self.packed(law, code, question)
        if found is None or not len(self.places):
            return None
        return lacking(found[0], self.recipient, found[1], question.kind or "merit")


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
                return list(found.words(found.pattern(row), year))
        return []


class Answers:
    """A unit, its record on a day, and the answers to one question about every award.

    Attributes:
        roster: the subjects.
        unreadable: places of those whose record contradicts itself.
    """

    def __init__(self, unit: Unit, question: Question, law: library.Law) -> None:
        """Read the unit's record.

        Raises:
            Refused: ``law_cannot_answer`` when the question does not fit together.
        """
        self.unit, self.question, self.law = unit, question, law
        try:
            LawQuestion.of(question.on, question.received, question.year, question.kind or "merit")
        except library.LawError as error:
            message = _("Chưa trả lời được câu hỏi này. %(error)s")
            raise Refused("law_cannot_answer", message % {"error": error}) from error
        register = register_of(unit, question.on)
        self.roster = Roster.of(register)
        self.unreadable: list[int] = []
        self.parts = self._parts(register)
        self._later = [self._carried(part) for part in self.parts]
        self._answers: dict[str, Answer] = {}

    def _parts(self, register: Register) -> list[Part]:
        parts = []
        first = 0
        for recipient, tables in (("individual", people_tables(register)), ("collective", collective_tables(register))):
            if tables.size:
                odd = np.flatnonzero(contradictory(tables, register))
                places = first + np.arange(tables.size)
                parts.append(Part(recipient, places, tables))
                if len(odd):
                    parts += self._read_singly(recipient, places[odd])
            first += tables.size
        return parts

    def _read_singly(self, recipient: str, places: Array) -> list[Part]:
        """Subjects whose record the tables may not hold rightly: read as facts; unreadable ones are noted."""
        day = self.question.on
        if recipient == "individual":
            numbers = [self.roster.people[place][0] for place in places.tolist()]
            facts = facts_of_people(Person.objects.filter(pk__in=numbers), day)
        else:
            units = [self.roster.units[place - len(self.roster.people)] for place in places.tolist()]
            numbers, facts = [unit.pk for unit in units], facts_of_units(units, day)
        readable, found = [], []
        for place, number in zip(places.tolist(), numbers, strict=True):
            try:
                found.append(read_facts(facts[number], AWARD_CODES))
                readable.append(place)
            except library.LawError:
                self.unreadable.append(place)
        return [Part(recipient, np.array(readable), tables_of_facts(found))] if found else []

    def _carried(self, part: Part) -> Part:
        return Part(part.recipient, part.places, carried_on(part.tables, self.question.year + 1))

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
        stands = np.zeros(size, bool)
        found = []
        for part, later in zip(self.parts, self._later, strict=True):
            answer = part.answer(self.law, code, self.question)
            if answer is None:
                continue
            found.append((part, answer))
            outcome[part.places], lacks[part.places] = answer.outcomes, answer.record
            judgements[part.places] = answer.judgement
            next_year = later.answer(self.law, code, self._next_question)
            stands[part.places] = False if next_year is None else _stands(next_year)
        if not (self.law.is_known(self.question.received or self.question.on) or self.question.assume_unchanged):
            # Nothing can be said of a day whose law is not known: open for everybody, near for nobody.
            outcome[outcome != UNKNOWN] = OPEN
            lacks[:] = NO_WAY
        outcome[self.unreadable] = UNKNOWN
        # What is only not rated yet is open, not due: it is decided this year.
        due = asked & stands & (outcome == NOT_ELIGIBLE)
        return Answer(asked, outcome, lacks, judgements, due, tuple(reversed(found)))

    @property
    def _next_question(self) -> Question:
        year = self.question.year + 1
        return Question("", date(year, 12, 31), year, self.question.kind, assume_unchanged=True)

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
        place = AWARD_CODES.index(code)
        for part in self.parts:
            for name in ("titles", "awards"):
                table = part.tables.table(name)
                rows = (table["award"] == place) & ~table["revoked"] & chosen(table)
                result[part.places[table["subject"][rows]]] = True
        return result


def _stands(found: Lacking) -> Array:
    stands: Array = ((found.outcomes == ELIGIBLE) | (found.outcomes == OPEN)) & (found.record == 0)
    return stands
