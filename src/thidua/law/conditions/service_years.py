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

#: Time that counts twice, in Vietnamese and English, by the words of its rule. borders: Điều 64, 65 of the law of 2022.
#: missions: Điều 57 of it, with missions abroad and without borders. sea: the law of 2013 with its decree.
_TWICE = {
    "borders": (
        "ở địa bàn biên giới, trên biển, hải đảo, vùng có điều kiện kinh tế - xã hội đặc biệt khó khăn",
        "at borders, at sea, on islands and in specially difficult areas",
    ),
    "missions": (
        "làm nhiệm vụ trên biển, hải đảo, vùng có điều kiện kinh tế - xã hội đặc biệt khó khăn, nhiệm vụ quốc tế",
        "on duty at sea, on islands, in specially difficult areas or on international missions",
    ),
    "sea": (
        "làm nhiệm vụ ở vùng biển, đảo, vùng có điều kiện kinh tế - xã hội đặc biệt khó khăn",
        "on duty at sea, on islands and in specially difficult areas",
    ),
}


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

    `doubled`: which years count twice (None: none); the record does not say where somebody served, so what only
    doubling could reach cannot be told. `of`: the years must be of a certain work (teaching, treating …), which people
    confirm; the day of employment then only rules out. An answer by people settles it either way.
    """

    name = "service_years"
    identifier: str
    years: int
    under: int | None
    doubled: str | None
    work: str | None

    @classmethod
    def read(cls, fields: Fields, award: str, category: str) -> Self:
        return cls(
            identifier=fields.text("id"),
            years=fields.integer("years"),
            under=fields.integer("under") if "under" in fields else None,
            doubled=fields.option("doubled", tuple(_TWICE)) if "doubled" in fields else None,
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
        twice = f"; thời gian {_TWICE[self.doubled][0]} được nhân hệ số 02" if self.doubled else ""
        return f"{what} từ {self.years:02d} năm{limit}{twice}"

    def ask_english(self, year: int | None) -> str:
        what = told(self.work, EN) if self.work else "continuous service"
        limit = f" but less than {self.under}" if self.under is not None else ""
        twice = f"; time {_TWICE[self.doubled][1]} counts twice" if self.doubled else ""
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
