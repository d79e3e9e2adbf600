"""Working days absent in the achievement year, as the decree of 2014 counted them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Self

import numpy as np

from thidua.law.conditions.base import Condition, Fields, Finding, Kleene, year_english, year_text
from thidua.law.facts import Interval
from thidua.law.record import UNKNOWN_COUNT, Atom, Block
from thidua.law.subject import Subject

#: Maternity and study count as time worked, and annual leave is no absence.
_COUNTED = ("sick", "unpaid", "other")


def _counted(subject: Subject) -> list[Interval]:
    return [
        item
        for item in subject.facts.leave
        if item.what in _COUNTED
        and item.start.year <= subject.year
        and (item.end is None or item.end.year >= subject.year)
    ]


def _days(subject: Subject) -> int:
    """Working days (Monday to Friday; public holidays are not known here) absent in the achievement year."""
    if not subject.is_given("leave"):
        return UNKNOWN_COUNT
    first, last = date(subject.year, 1, 1), date(subject.year, 12, 31)
    days = 0
    for item in _counted(subject):
        start, end = max(item.start, first), min(item.end or last, last)
        days += int(np.busday_count(start, end)) + int(np.is_busday(end))
    return days


_DAYS = Atom("absent_days", "i8", _days)


@dataclass(frozen=True)
class AbsentLess(Condition):
    """Absent for fewer than so many working days."""

    name = "absent_less"
    days: int

    @classmethod
    def read(cls, fields: Fields, award: str, category: str) -> Self:
        return cls(fields.integer("days"))

    def atoms(self) -> tuple[Atom, ...]:
        return (_DAYS,)

    def evaluate(self, block: Block) -> Kleene:
        days = block.number(_DAYS)
        return Kleene((days >= 0) & (days < self.days), days >= self.days)

    def ask(self, year: int | None) -> str:
        return (
            f"không nghỉ từ {self.days} ngày làm việc trở lên trong {year_text(year)}, không tính nghỉ thai sản, đi học"
        )

    def ask_english(self, year: int | None) -> str:
        return (
            f"not absent for {self.days} working days or more in {year_english(year)}, "
            "maternity leave and study not counted"
        )

    def find(self, subject: Subject, block: Block) -> Finding:
        days = _days(subject)
        if days == UNKNOWN_COUNT:
            return Finding("chưa có dữ liệu nghỉ phép, nghỉ ốm", "bổ sung, hoặc ghi rõ là không nghỉ")
        pointers = tuple(item.pointer for item in _counted(subject))
        return Finding(f"nghỉ {days} ngày làm việc, chưa trừ ngày lễ", "", pointers)
