"""The question that is put to many, and the record packed for it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from thidua.law.corpus import Law
from thidua.law.criteria import Criteria
from thidua.law.errors import LawError, LawUnknown
from thidua.law.facts import AWARD_KINDS, Facts
from thidua.law.packed import Packed
from thidua.law.record import GIVEN, Atom
from thidua.law.subject import EPOCH, LAST_YEAR, Subject
from thidua.law.tables import Tables, View, columns_of, facts_of

KINDS = (*AWARD_KINDS, "any")

#: So many subjects are packed at a time: few enough that what is made on the way stays small.
PACKED_TOGETHER = 131_072


@dataclass(frozen=True)
class Question:
    """What is asked of all subjects.

    Attributes:
        on: the day of the question (the proposal).
        received: the day on which the appraising body took the dossier in; it selects the law. Default: `on`.
        year: the achievement year; default: of each subject the newest with a rating or a title.
        kind: kind of commendation; titles have none.
        strict: open judgements about conduct and disputed readings count against.
        assume_unchanged: answer beyond the days whose law is known, as if nothing had changed, marking every line.
    """

    on: date
    received: date
    year: int | None
    kind: str
    strict: bool
    assume_unchanged: bool

    @classmethod
    def of(
        cls,
        on: date,
        received: date | None = None,
        year: int | None = None,
        kind: str = "merit",
        strict: bool = False,
        assume_unchanged: bool = False,
    ) -> Question:
        """A question whose parts fit together.

        Raises:
            LawError: unknown kind, a year that is not over yet, a day out of range.
        """
        if kind not in KINDS:
            raise LawError(f"không có loại hình khen thưởng '{kind}'", "--kind", f"Chọn một trong: {', '.join(KINDS)}")
        received = on if received is None else received
        if received > on:
            raise LawError("ngày nhận hồ sơ sau ngày xét", "--received", "Sửa ngày nhận hồ sơ hoặc ngày xét")
        for day, place in ((on, "--on"), (received, "--received")):
            if not EPOCH < day.year <= LAST_YEAR:
                raise LawError(f"ngày {day:%d/%m/%Y} ngoài phạm vi", place, f"Dùng năm từ {EPOCH + 1} đến {LAST_YEAR}")
        if year is not None and not EPOCH < year <= on.year:
            raise LawError(
                f"năm thành tích {year} không hợp lệ với ngày xét {on:%d/%m/%Y}",
                "--year",
                "Năm thành tích không sau năm xét",
            )
        return cls(on, received, year, kind, strict, assume_unchanged)


def pack_tables(
    tables: Tables,
    atoms: Collection[Atom],
    question: Question,
    subject: Callable[[int], Subject] | None = None,
    together: int = PACKED_TOGETHER,
) -> Packed:
    """The columns of a whole record on the day of the question.

    Args:
        tables: the record.
        atoms: the columns wanted.
        question: day and achievement year.
        subject: one subject of the record, where that is at hand already.
        together: how many subjects are packed at a time.
    """
    one = subject or (lambda index: subject_of(facts_of(tables, index), question))
    wanted = sorted({GIVEN, *atoms}, key=lambda atom: atom.name)
    parts = []
    for start in range(0, max(tables.size, 1), together):
        part = tables.part(start, min(start + together, tables.size))
        parts.append(_pack_part(part, start, wanted, question, one))
    return Packed.joined(parts)


def _pack_part(
    tables: Tables, start: int, atoms: Sequence[Atom], question: Question, one: Callable[[int], Subject]
) -> Packed:
    view = View(tables, question.on, question.year)
    columns = columns_of(view, atoms, lambda index: one(start + index))
    return Packed.of(question.on, view.year, tables.subjects["kind"], columns)


def subject_of(facts: Facts, question: Question) -> Subject:
    """Facts seen from the day of the question, with the achievement year found where none was named."""
    if question.year is not None:
        return Subject(facts, question.on, question.year, asked=True)
    probe = Subject(facts, question.on, question.on.year)
    years = [year for year in facts.ratings if probe.counts(year)]
    years += [title.year for code in {title.award for title in facts.titles} for title in probe.held(code)]
    if not years:
        years = [item.year for item in facts.member_years if probe.counts(item.year)]
    if not years:
        years = [item.year for item in facts.initiatives if probe.counts(item.year)]
    default = question.on.year if probe.counts(question.on.year) else question.on.year - 1
    return Subject(facts, question.on, max(years, default=default))


def criteria_of(law: Law, codes: Iterable[str], recipient: str, day: date) -> dict[str, Criteria]:
    """The criteria of a day for a kind of recipient; awards without known criteria are left out."""
    found: dict[str, Criteria] = {}
    for code in codes:
        if recipient in law.awards[code].recipients:
            try:
                criteria = law.criteria(code, recipient, day)
            except LawUnknown:
                continue
            if criteria is not None:
                found[code] = criteria
    return found
