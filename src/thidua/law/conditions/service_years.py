"""Years of continuous service, for medals of tenure and for the honours of professions."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Self

import numpy as np

from thidua.law.conditions.base import Condition, Fields, Finding, Kleene, day_text
from thidua.law.conditions.existence import whole_years
from thidua.law.language import EN, told
from thidua.law.record import UNKNOWN_COUNT, Atom, Block
from thidua.law.subject import Subject

_SILENT = 2


def _years(subject: Subject) -> int:
    begin = subject.facts.employed_from
    return UNKNOWN_COUNT if begin is None else max(whole_years(begin, subject.as_of), 0)


_YEARS = Atom("service_years", "i8", _years)


@lru_cache
def _answer(identifier: str) -> Atom:
    def read(subject: Subject) -> int:
        answer = subject.facts.judged.get(identifier)
        return _SILENT if answer is None else int(answer)

    return Atom(f"judged:{identifier}", "u1", read)


@dataclass(frozen=True)
class ServiceYears(Condition):
    """At least so many years of service on the day of the question, below `under` where the class has an upper bound.

    `doubled`: years in hard places count twice; the record does not say where somebody served, so what only doubling
    could reach cannot be told. `of`: the years must be of a certain work (teaching, treating …), which people confirm;
    the day of employment then only rules out. An answer by people settles it either way.
    """

    name = "service_years"
    identifier: str
    years: int
    under: int | None
    doubled: bool
    work: str | None

    @classmethod
    def read(cls, fields: Fields, award: str, category: str) -> Self:
        return cls(
            identifier=fields.text("id"),
            years=fields.integer("years"),
            under=fields.integer("under") if "under" in fields else None,
            doubled="doubled" in fields and fields.option("doubled", ("true",)) == "true",
            work=fields.text("of") if "of" in fields else None,
        )

    def atoms(self) -> tuple[Atom, ...]:
        return (_YEARS, _answer(self.identifier))

    def evaluate(self, block: Block) -> Kleene:
        years, answer = block.number(_YEARS), block.number(_answer(self.identifier))
        known = years != UNKNOWN_COUNT
        longest = years * 2 if self.doubled else years
        met = known & (years >= self.years)
        unmet = known & (longest < self.years)
        if self.under is not None:
            met &= longest < self.under
            unmet |= known & (years >= self.under)
        if self.work is not None:
            met = np.zeros_like(met)
        return Kleene((answer == 1) | ((answer != 0) & met), (answer == 0) | ((answer != 1) & unmet))

    def ask(self, year: int | None) -> str:
        what = self.work or "có quá trình công tác liên tục"
        limit = f" đến dưới {self.under:02d} năm" if self.under is not None else " trở lên"
        twice = "; thời gian ở biên giới, biển, đảo, vùng đặc biệt khó khăn được nhân hệ số 02" if self.doubled else ""
        return f"{what} từ {self.years:02d} năm{limit}{twice}"

    def ask_english(self, year: int | None) -> str:
        what = told(self.work, EN) if self.work else "continuous service"
        limit = f" but less than {self.under}" if self.under is not None else ""
        twice = (
            "; time at borders, at sea, on islands and in specially difficult areas counts twice"
            if self.doubled
            else ""
        )
        return f"{what}: at least {self.years}{limit} years{twice}"

    def find(self, subject: Subject, block: Block) -> Finding:
        answer = subject.facts.judged.get(self.identifier)
        if answer is not None:
            found = "người có thẩm quyền xác nhận " + ("đủ" if answer else "không đủ")
            return Finding(found, "", (f"/judged/{self.identifier}",))
        begin = subject.facts.employed_from
        if begin is None:
            return Finding("không ghi ngày bắt đầu công tác", "bổ sung ngày bắt đầu công tác")
        years = max(whole_years(begin, subject.as_of), 0)
        found, pointer = f"bắt đầu công tác ngày {day_text(begin)}, được {years} năm", ("/subject/employed_from",)
        if self.under is not None and years >= self.under:
            return Finding(found, "xét hạng cao hơn", pointer)
        if years < self.years and not self.doubled:
            return Finding(found, f"đủ {self.years} năm", pointer)
        return Finding(found, "cơ quan quản lý xác nhận thời gian được tính, kể cả phần nhân hệ số", pointer)
