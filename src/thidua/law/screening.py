"""Checking subjects against awards: one, or many at once."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from thidua.law.corpus import Law
from thidua.law.criteria import Criteria
from thidua.law.engine import NOT_ELIGIBLE, OPEN, OUTCOMES, CodeArray, evaluate
from thidua.law.errors import LawUnknown
from thidua.law.facts import RECIPIENTS, Facts, read_facts
from thidua.law.packed import Packed
from thidua.law.packing import Question, pack_tables, subject_of
from thidua.law.preferences import PreferenceResult, preferences_for
from thidua.law.record import Atom, pack
from thidua.law.sources import Cite
from thidua.law.subject import Subject
from thidua.law.tables import Tables, facts_of, tables_of_facts
from thidua.law.trace import Teller
from thidua.law.verdict import ConditionResult, Verdict
from thidua.law.warn import warnings_for

#: Fewer subjects than this are read one by one.
FEW = 24

RECIPIENT_TEXT = {"individual": "cá nhân", "collective": "tập thể", "household": "hộ gia đình"}


class Screening:
    """Many subjects against several awards. Outcomes are computed for all at once, words only for the row asked for."""

    def __init__(self, law: Law, record: Sequence[Facts] | Tables, awards: Sequence[str], question: Question) -> None:
        self.law = law
        self.awards = tuple(awards)
        self.question = question
        self._record = record
        self._subjects: dict[int, Subject] = {}
        self._knows = law.is_known(question.received) or question.assume_unchanged
        for code in self.awards:
            law.award_pack(code)
            if self._knows:
                for recipient in self._kinds:
                    self._criteria(code, recipient)  # says now, not later, that the law of that day is not known

    def __len__(self) -> int:
        return self._record.size if isinstance(self._record, Tables) else len(self._record)

    @cached_property
    def _kinds(self) -> tuple[str, ...]:
        """The kinds of recipients among the subjects."""
        if isinstance(self._record, Tables):
            return tuple(RECIPIENTS[place] for place in np.unique(self._record.subjects["kind"]))
        return tuple(sorted({facts.kind for facts in self._record}))

    @property
    def subjects(self) -> list[Subject]:
        """All subjects, in order."""
        return [self.subject(index) for index in range(len(self))]

    def subject(self, index: int) -> Subject:
        """One subject seen from the day of the question."""
        if index not in self._subjects:
            record = self._record
            facts = facts_of(record, index) if isinstance(record, Tables) else record[index]
            self._subjects[index] = subject_of(facts, self.question)
        return self._subjects[index]

    @cached_property
    def _outcomes(self) -> dict[str, CodeArray]:
        """The outcomes of every award for all subjects, computed when first asked for."""
        outcomes = {code: np.full(len(self), OPEN, dtype=np.uint8) for code in self.awards}
        if not self._knows or not len(self):
            return outcomes
        criteria = {recipient: self._criteria_for(recipient) for recipient in self._kinds}
        kinds = self._kind_places()
        for recipient, items in criteria.items():
            rows = kinds == RECIPIENTS.index(recipient)
            for code in self.awards:
                if code not in items:
                    outcomes[code][rows] = NOT_ELIGIBLE
        if len(self) < FEW and not isinstance(self._record, Tables):
            self._evaluate_few(criteria, kinds, outcomes)
        else:
            atoms = {atom for items in criteria.values() for item in items.values() for atom in item.atoms}
            packed = self.packed(atoms)
            for recipient, items in criteria.items():
                packed.evaluate(recipient, items, self.question.kind, self.question.strict, outcomes)
        return outcomes

    def _kind_places(self) -> NDArray[np.uint8]:
        """Of each subject the place of its kind in `RECIPIENTS`."""
        if isinstance(self._record, Tables):
            kinds: NDArray[np.uint8] = self._record.subjects["kind"]
            return kinds
        return np.array([RECIPIENTS.index(facts.kind) for facts in self._record], dtype=np.uint8)

    def _evaluate_few(
        self, criteria: Mapping[str, dict[str, Criteria]], kinds: NDArray[np.uint8], outcomes: dict[str, CodeArray]
    ) -> None:
        """Reads subjects one by one: making tables of a few costs more than it saves."""
        for recipient, items in criteria.items():
            rows = np.flatnonzero(kinds == RECIPIENTS.index(recipient))
            atoms = {atom for item in items.values() for atom in item.atoms}
            block = pack([self.subject(row) for row in rows.tolist()], atoms, self.question.strict)
            for code, item in items.items():
                outcomes[code][rows] = evaluate(item, self.question.kind, block).outcomes()

    def _criteria_for(self, recipient: str) -> dict[str, Criteria]:
        found = {code: self._criteria(code, recipient) for code in self.awards}
        return {code: item for code, item in found.items() if item is not None}

    def packed(self, atoms: Collection[Atom]) -> Packed:
        """The columns of all subjects, from long tables."""
        tables = self._record if isinstance(self._record, Tables) else tables_of_facts(self._record)
        return pack_tables(tables, atoms, self.question, self.subject)

    def _criteria(self, code: str, recipient: str) -> Criteria | None:
        """The criteria, or None where the award is not for such a recipient.

        Raises:
            LawUnknown: the packs know no criteria of that day.
        """
        award = self.law.award_pack(code)
        if recipient not in award.recipients:
            return None
        received = self.question.received
        criteria = self.law.criteria(code, recipient, received)
        if criteria is None:
            raise LawUnknown(
                f"chưa có tiêu chuẩn {code} cho {RECIPIENT_TEXT[recipient]} theo luật ngày {received:%d/%m/%Y}",
                award.file,
                "Bổ sung văn bản của thời kỳ đó vào bộ dữ liệu pháp luật",
            )
        return criteria

    def codes(self, award: str) -> CodeArray:
        """The outcomes of an award as codes (indices into `engine.OUTCOMES`)."""
        return self._outcomes[award]

    def outcomes(self, award: str) -> list[str]:
        """The outcomes of an award for all subjects, in order."""
        return [OUTCOMES[code] for code in self._outcomes[award]]

    def outcome(self, index: int, award: str) -> str:
        """The outcome of one subject."""
        return OUTCOMES[self._outcomes[award][index]]

    def verdict(self, index: int, award: str) -> Verdict:
        """The verdict of one subject with all its words."""
        subject = self.subject(index)
        if not self._knows:
            return self._verdict(subject, award, "open", (self._law_unknown(),))
        criteria = self._criteria(award, subject.facts.kind)
        if criteria is None:
            return self._verdict(subject, award, "not_eligible", (self._wrong_recipient(award, subject),))
        block = pack([subject], criteria.atoms, self.question.strict)
        evaluation = evaluate(criteria, self.question.kind, block)
        assumed = not self.law.is_known(self.question.received)
        trace = Teller(subject, block, assumed).trace(criteria, evaluation)
        outcome = OUTCOMES[evaluation.outcomes()[0]]
        verdict = self._verdict(subject, award, outcome, trace.conditions or (self._no_door(award, criteria),))
        return Verdict(
            **{
                **verdict.__dict__,
                "path": trace.path,
                "path_text": trace.path_text,
                "alternatives": trace.alternatives,
            }
        )

    def _verdict(self, subject: Subject, award: str, outcome: str, conditions: tuple[ConditionResult, ...]) -> Verdict:
        question = self.question
        documents = tuple(dict.fromkeys(item.cite.document for item in conditions))
        return Verdict(
            award=award,
            on=question.on,
            received=question.received,
            year=subject.year,
            kind=question.kind,
            outcome=outcome,
            path=None,
            path_text=None,
            documents=documents,
            conditions=conditions,
            alternatives=(),
            warnings=warnings_for(self.law, award, subject, question.received, question.assume_unchanged, conditions),
            pack=self.law.hash,
            overlay=self.law.overlay.body if self.law.overlay else None,
            preferences=self._preferences(subject, outcome),
        )

    def _preferences(self, subject: Subject, outcome: str) -> tuple[PreferenceResult, ...]:
        """Only who may still be chosen is compared with others."""
        if outcome == "not_eligible":
            return ()
        return preferences_for(self.law.preferences, subject.facts, self.law.clamp(self.question.received))

    def _law_unknown(self) -> ConditionResult:
        horizon = self.law.horizon
        return _single(
            "law_known", "unknown", "tiêu chuẩn theo luật của ngày nhận hồ sơ", horizon.message, Cite(horizon.document)
        )

    def _wrong_recipient(self, award: str, subject: Subject) -> ConditionResult:
        info = self.law.award(award, self.question.received)
        who = ", ".join(RECIPIENT_TEXT[recipient] for recipient in info.recipients)
        found = f"đây là {RECIPIENT_TEXT[subject.facts.kind]}"
        cite = info.cites[0] if info.cites else Cite(self.law.horizon.document)
        return _single(
            "recipient", "unmet", f"“{info.names['vi']}” xét tặng cho {who}", found, cite, ("/subject/kind",)
        )

    def _no_door(self, award: str, criteria: Criteria) -> ConditionResult:
        return _single(
            "kind", "unmet", f"có tiêu chuẩn {award} cho loại hình khen thưởng này", "không có", criteria.cite
        )


def _single(
    identifier: str, state: str, ask: str, found: str, cite: Cite, evidence: tuple[str, ...] = ()
) -> ConditionResult:
    return ConditionResult(
        id=identifier,
        path=None,
        state=state,
        needs_judgement=False,
        blocking=True,
        ask=ask,
        found=found,
        missing="",
        text=f"{ask[:1].upper()}{ask[1:]}. {found[:1].upper()}{found[1:]}.".replace("..", "."),
        cite=cite,
        knowledge="unknown" if state == "unknown" else "confirmed",
        evidence=evidence,
    )


def check(
    law: Law,
    facts: Mapping[str, Any],
    award: str,
    on: date,
    *,
    received: date | None = None,
    year: int | None = None,
    kind: str = "merit",
    strict: bool = False,
    assume_unchanged: bool = False,
    place: str = "",
) -> Verdict:
    """May this subject receive this award on this day, and why.

    Args:
        law: from `load_law`.
        facts: as facts.schema.json.
        award: its code.
        on: the day of the question (the proposal); what is dated later does not count.
        received: the day the appraising body took the dossier in: it selects the law. Default: `on`.
        year: achievement year. Default: the newest with a rating or a title in the facts.
        kind: alternatives to try: merit, spontaneous, movement, dedication, tenure, external, any.
        strict: judgements about conduct must be given, disputed readings count against.
        assume_unchanged: beyond the days whose law is known, answer as if it had not changed, marking every line.
        place: name of the facts (a file) for messages.

    Returns:
        The verdict with words. Beyond the known law, without `assume_unchanged`: open, with the warning LAW_UNKNOWN.

    Raises:
        LawError: facts or question are wrong.
        LawUnknown: the packs hold no criteria for the law of that day (earlier times).
    """
    question = Question.of(on, received, year, kind, strict, assume_unchanged)
    return Screening(law, [read_facts(facts, law.codes, place)], [award], question).verdict(0, award)


def check_many(
    law: Law,
    facts: Sequence[Mapping[str, Any]],
    awards: Sequence[str],
    on: date,
    *,
    received: date | None = None,
    year: int | None = None,
    kind: str = "merit",
    strict: bool = False,
    assume_unchanged: bool = False,
) -> Screening:
    """Many subjects against several awards at once: fast enough for a page view of a whole unit.

    Args: as `check`; `facts` and `awards` are lists.

    Raises:
        LawError: as `check`; the message names the row.
    """
    question = Question.of(on, received, year, kind, strict, assume_unchanged)
    read = [read_facts(item, law.codes, f"hồ sơ thứ {index}") for index, item in enumerate(facts, start=1)]
    return Screening(law, read, awards, question)


def screen_tables(
    law: Law,
    tables: Tables,
    awards: Sequence[str],
    on: date,
    *,
    received: date | None = None,
    year: int | None = None,
    kind: str = "merit",
    strict: bool = False,
    assume_unchanged: bool = False,
) -> Screening:
    """Many subjects from long tables (`pack_rows`) against several awards, without a dictionary per person.

    Args: as `check_many`; `tables` in place of the facts.

    Raises:
        LawError: the question is wrong. A record that contradicts itself shows when its words are asked for.
    """
    question = Question.of(on, received, year, kind, strict, assume_unchanged)
    return Screening(law, tables, awards, question)
