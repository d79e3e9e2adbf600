"""A title held for the achievement year, or several times in a row up to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from thidua.law.conditions.base import (
    Condition,
    Fields,
    Finding,
    Kleene,
    times_english,
    year_english,
    year_text,
    years_text,
)
from thidua.law.conditions.rating_run import fresh_note, run_missing
from thidua.law.conditions.runs import Run
from thidua.law.language import EN
from thidua.law.names import names_text
from thidua.law.record import Atom, Block
from thidua.law.subject import Subject


@dataclass(frozen=True)
class TitleRun(Condition):
    name = "title_run"
    run: Run

    @classmethod
    def read(cls, fields: Fields, award: str, category: str) -> Self:
        return cls(Run.read(fields, "times"))

    def atoms(self) -> tuple[Atom, ...]:
        return self.run.atoms()

    def evaluate(self, block: Block) -> Kleene:
        return Kleene(self.run.long_enough(block, certain=True), ~self.run.long_enough(block, certain=False))

    def ask(self, year: int | None) -> str:
        names = names_text(self.run.titles)
        if self.run.years == 1:
            return f"được tặng danh hiệu {names} {year_text(year)}"
        until = f"tính đến {year_text(year)}{self.run.fresh_text()}"
        if self.run.apart > 1:
            apart = f"lần sau cách lần trước không quá {self.run.apart} năm"
            return f"{self.run.years:02d} lần được tặng danh hiệu {names}, {apart}, {until}"
        return f"{self.run.years:02d} lần liên tục được tặng danh hiệu {names}, {until}"

    def ask_english(self, year: int | None) -> str:
        names = names_text(self.run.titles, EN)
        if self.run.years == 1:
            return f"given the title {names} for {year_english(year)}"
        often = "in a row" if self.run.apart == 1 else f"not more than {self.run.apart} years apart"
        more = self.run.after_english() + self.run.fresh_english()
        return f"given the title {names} {times_english(self.run.years)} {often}, up to {year_english(year)}{more}"

    def codes(self) -> tuple[str, ...]:
        return self.run.codes()

    def find(self, subject: Subject, block: Block) -> Finding:
        if not subject.is_given("titles"):
            return Finding("chưa có dữ liệu danh hiệu đã đạt", "bổ sung các quyết định tặng danh hiệu")
        held = [title for code in self.run.titles for title in subject.held(code)]
        if self.run.years == 1:
            now = tuple(title.pointer for title in held if title.year == subject.year)
            if now:
                return Finding(f"đã được tặng danh hiệu năm {subject.year}", "", now)
            return Finding(f"không có danh hiệu này năm {subject.year}", "bổ sung quyết định tặng danh hiệu, nếu có")
        years = self.run.window_years(block)
        all_years = sorted({title.year for title in held})
        found = f"đã đạt năm {years_text(all_years)}" if all_years else "chưa có lần nào"
        if all_years and years != all_years:
            found += (
                f"; liên tục và còn tính được: năm {years_text(years)}"
                if years
                else "; chưa năm nào chắc chắn còn tính được"
            )
        revoked = [title for title in subject.facts.titles if title.revoked and title.award in self.run.titles]
        if revoked:
            found += f"; không tính danh hiệu đã bị hủy bỏ năm {years_text([title.year for title in revoked])}"
        counted = [title for title in held if title.year in years]
        return Finding(
            found + fresh_note(self.run, subject),
            run_missing(self.run, block, "lần"),
            tuple(title.pointer for title in (*counted, *revoked)),
        )
