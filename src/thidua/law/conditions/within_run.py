"""What must have happened within a run of years: titles and forms given, years of a higher rating."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

import numpy as np

from thidua.law.conditions.award_held import grant_text
from thidua.law.conditions.base import (
    Condition,
    Fields,
    Finding,
    Kleene,
    rating_english,
    rating_text,
    times_english,
    years_text,
)
from thidua.law.conditions.runs import Run
from thidua.law.facts import RATINGS
from thidua.law.grants import STEPS, grants, is_silent
from thidua.law.language import EN
from thidua.law.names import names_text
from thidua.law.record import Atom, Block, BoolArray, given_times, rated, undated
from thidua.law.subject import Subject


@dataclass(frozen=True)
class TimesWithin(Condition):
    """ "In that time" one of some titles or forms was given so many times."""

    name = "times_within"
    awards: tuple[str, ...]
    count: int
    during: Run
    steps: str

    @classmethod
    def read(cls, fields: Fields, award: str, category: str) -> Self:
        return cls(
            awards=fields.codes("awards", fields.award_codes),
            count=fields.integer("count"),
            during=Run.read(fields.part("during"), "years"),
            steps=fields.option("steps", STEPS) if "steps" in fields else "merit",
        )

    def _level(self, certain: bool, level: int) -> Atom:
        return given_times(self.awards, self.steps, certain, level)

    def atoms(self) -> tuple[Atom, ...]:
        own = tuple(self._level(certain, level) for certain in (True, False) for level in range(1, self.count + 1))
        return (*own, undated(self.awards, self.steps), *self.during.atoms())

    def _enough(self, block: Block, certain: bool) -> BoolArray:
        window = self.during.window(block, certain)
        total = np.zeros(block.size, dtype=np.int32)
        for level in range(1, self.count + 1):
            total += np.bitwise_count(block.mask(self._level(certain, level)) & window)
        if not certain:
            total += np.where(window != 0, block.number(undated(self.awards, self.steps)), 0)
        result: BoolArray = total >= self.count
        return result

    def evaluate(self, block: Block) -> Kleene:
        return Kleene(self._enough(block, certain=True), ~self._enough(block, certain=False))

    def codes(self) -> tuple[str, ...]:
        return self.awards

    def ask(self, year: int | None) -> str:
        when = "trong thời gian đó" if self.during.apart == 1 else self.during.after_text().removeprefix(", ")
        return f"{when} có {self.count:02d} lần được tặng {names_text(self.awards)}"

    def ask_english(self, year: int | None) -> str:
        when = "in that time" if self.during.apart == 1 else self.during.after_english().removeprefix(", ")
        return f"{when} was given {names_text(self.awards, EN)} {times_english(self.count)}"

    def find(self, subject: Subject, block: Block) -> Finding:
        if is_silent(subject, self.awards):
            return Finding("chưa có dữ liệu danh hiệu, khen thưởng", "bổ sung các quyết định, hoặc ghi rõ là không có")
        years = self.during.window_years(block)
        found = grants(subject, self.awards, self.steps)
        inside = [grant for grant in found if grant.year in years and grant.certain]
        others = [grant for grant in found if grant not in inside]
        text = "trong thời gian đó có " + ("; ".join(map(grant_text, inside)) if inside else "0 lần")
        if others:
            text += "; ngoài thời gian đó hoặc chưa rõ: " + "; ".join(map(grant_text, others))
        lack = self.count - len(inside)
        return Finding(text, f"thêm {lack} lần" if lack > 0 else "", tuple(grant.pointer for grant in found))


@dataclass(frozen=True)
class YearsWithin(Condition):
    """ "In that time" so many years (not necessarily in a row) were rated at a higher level."""

    name = "years_within"
    rating: str
    count: int
    during: Run

    @classmethod
    def read(cls, fields: Fields, award: str, category: str) -> Self:
        rating = fields.option("rating", RATINGS)
        return cls(rating, fields.integer("count"), Run.read(fields.part("during"), "years"))

    def atoms(self) -> tuple[Atom, ...]:
        return (rated(self.rating, True), rated(self.rating, False), *self.during.atoms())

    def _enough(self, block: Block, certain: bool) -> BoolArray:
        years = block.mask(rated(self.rating, certain)) & self.during.window(block, certain)
        result: BoolArray = np.bitwise_count(years) >= self.count
        return result

    def evaluate(self, block: Block) -> Kleene:
        return Kleene(self._enough(block, certain=True), ~self._enough(block, certain=False))

    def ask(self, year: int | None) -> str:
        return f"trong thời gian đó có từ {self.count:02d} năm được xếp loại {rating_text(self.rating)}"

    def ask_english(self, year: int | None) -> str:
        years = "1 year" if self.count == 1 else f"{self.count} years"
        return f"in that time rated {rating_english(self.rating)} in at least {years}"

    def find(self, subject: Subject, block: Block) -> Finding:
        if not subject.is_given("ratings"):
            return Finding("chưa có dữ liệu xếp loại chất lượng", "bổ sung kết quả xếp loại hằng năm")
        years = [year for year in self.during.window_years(block) if subject.rated_at_least(year, self.rating)]
        found = f"có {len(years)} năm: {years_text(years)}" if years else "không có năm nào"
        lack = self.count - len(years)
        pointers = tuple(subject.facts.ratings[year][1] for year in years)
        return Finding(found, f"thêm {lack} năm" if lack > 0 else "", pointers)
