"""How long a collective has existed, and whether a round anniversary of its founding is at hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Self

from thidua.law.conditions.base import Condition, Fields, Finding, Kleene, day_text
from thidua.law.record import UNKNOWN_COUNT, Atom, Block
from thidua.law.subject import Subject

_NEVER = -2


def whole_years(start: date, end: date) -> int:
    """Whole years from one day to another (negative: not yet)."""
    return end.year - start.year - ((end.month, end.day) < (start.month, start.day))


def _age(subject: Subject) -> int:
    founded = subject.facts.founded
    if founded is None:
        return UNKNOWN_COUNT
    return whole_years(founded, subject.as_of) if founded <= subject.as_of else _NEVER


_AGE = Atom("existence_years", "i8", _age)


def _years_at_anniversary(subject: Subject) -> int:
    """The anniversary that falls in the calendar year of the question."""
    founded = subject.facts.founded
    return UNKNOWN_COUNT if founded is None else max(subject.as_of.year - founded.year, 0)


_ANNIVERSARY = Atom("anniversary", "i8", _years_at_anniversary)


@dataclass(frozen=True)
class Existed(Condition):
    """Built up over at least so many years."""

    name = "existed"
    years: int

    @classmethod
    def read(cls, fields: Fields, award: str, category: str) -> Self:
        return cls(fields.integer("years"))

    def atoms(self) -> tuple[Atom, ...]:
        return (_AGE,)

    def evaluate(self, block: Block) -> Kleene:
        age = block.number(_AGE)
        return Kleene(age >= self.years, (age != UNKNOWN_COUNT) & (age < self.years))

    def ask(self, year: int | None) -> str:
        return f"có quá trình xây dựng, phát triển từ {self.years:02d} năm trở lên"

    def ask_english(self, year: int | None) -> str:
        return f"has been built up for at least {self.years} years"

    def find(self, subject: Subject, block: Block) -> Finding:
        founded = subject.facts.founded
        if founded is None:
            return Finding("không ghi ngày thành lập", "bổ sung ngày thành lập")
        age = whole_years(founded, subject.as_of)
        missing = (
            f"đủ {self.years} năm; nếu là đơn vị hợp nhất thì nêu ngày thành lập được tính kế thừa"
            if age < self.years
            else ""
        )
        return Finding(f"thành lập ngày {day_text(founded)}, được {max(age, 0)} năm", missing, ("/subject/founded",))


@dataclass(frozen=True)
class RoundAnniversary(Condition):
    """The calendar year of the question holds a "năm tròn" anniversary: a number of years that ends in 0."""

    name = "round_anniversary"

    @classmethod
    def read(cls, fields: Fields, award: str, category: str) -> Self:
        return cls()

    def atoms(self) -> tuple[Atom, ...]:
        return (_ANNIVERSARY,)

    def evaluate(self, block: Block) -> Kleene:
        years = block.number(_ANNIVERSARY)
        is_round = (years > 0) & (years % 10 == 0)
        return Kleene(is_round, (years != UNKNOWN_COUNT) & ~is_round)

    def ask(self, year: int | None) -> str:
        return "nhân dịp kỷ niệm ngày thành lập năm tròn (số năm có chữ số cuối là 0)"

    def ask_english(self, year: int | None) -> str:
        return "at a round anniversary of the founding (a number of years that ends in 0)"

    def find(self, subject: Subject, block: Block) -> Finding:
        founded = subject.facts.founded
        if founded is None:
            return Finding("không ghi ngày thành lập", "bổ sung ngày thành lập")
        years = max(subject.as_of.year - founded.year, 0)
        is_round = years > 0 and years % 10 == 0
        found = f"thành lập ngày {day_text(founded)}, năm {subject.as_of.year} kỷ niệm {years} năm"
        missing = "" if is_round else f"chờ năm {founded.year + (years // 10 + 1) * 10}"
        return Finding(found, missing, ("/subject/founded",))
