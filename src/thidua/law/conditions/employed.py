"""How long a person had been employed at the end of the achievement year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Self

from thidua.law.conditions.base import Condition, Fields, Finding, Kleene, day_text, year_english, year_text
from thidua.law.record import UNKNOWN_COUNT, Atom, Block
from thidua.law.subject import Subject


def _months(subject: Subject) -> int:
    """Whole months employed by the end of the achievement year; a rating or title of an earlier year shows a year."""
    begin = subject.facts.employed_from
    if begin is not None:
        end = date(subject.year, 12, 31)
        months = (end.year - begin.year) * 12 + end.month - begin.month
        # 31 December ends the month whole, so a month begun on the first is a full one.
        return max(months + (1 if begin.day == 1 else 0), 0)
    earlier = [*subject.facts.ratings, *(title.year for title in subject.facts.titles)]
    return 12 if any(year < subject.year for year in earlier) else UNKNOWN_COUNT


_MONTHS = Atom("employed_months", "i8", _months)


@dataclass(frozen=True)
class EmployedMonths(Condition):
    """Not newly recruited: at least so many months of employment at the end of the achievement year."""

    name = "employed_months"
    months: int

    @classmethod
    def read(cls, fields: Fields, award: str, category: str) -> Self:
        return cls(fields.integer("months"))

    def atoms(self) -> tuple[Atom, ...]:
        return (_MONTHS,)

    def evaluate(self, block: Block) -> Kleene:
        months = block.number(_MONTHS)
        return Kleene(months >= self.months, (months >= 0) & (months < self.months))

    def ask(self, year: int | None) -> str:
        return f"không thuộc trường hợp mới tuyển dụng dưới {self.months:02d} tháng, tính đến hết {year_text(year)}"

    def ask_english(self, year: int | None) -> str:
        return f"not newly recruited for less than {self.months} months by the end of {year_english(year)}"

    def find(self, subject: Subject, block: Block) -> Finding:
        begin = subject.facts.employed_from
        months = _months(subject)
        if begin is not None:
            found = f"được tuyển dụng ngày {day_text(begin)}"
            missing = "bổ sung thời gian hợp đồng trước đó tại cùng cơ quan, nếu có" if months < self.months else ""
            return Finding(found, missing, ("/subject/employed_from",))
        if months == UNKNOWN_COUNT:
            return Finding("không ghi ngày tuyển dụng", "bổ sung ngày tuyển dụng")
        return Finding("đã có xếp loại hoặc danh hiệu của năm trước")
