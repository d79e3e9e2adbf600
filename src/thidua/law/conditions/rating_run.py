"""Rated at a level (or holding a title instead) in the achievement year, or for years in a row up to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from thidua.law.codes import TITLES
from thidua.law.conditions.base import (
    RATING_TEXT,
    Condition,
    Fields,
    Finding,
    Kleene,
    year_english,
    year_text,
    years_text,
)
from thidua.law.conditions.runs import Run
from thidua.law.grants import grants, is_silent
from thidua.law.names import award_name
from thidua.law.record import Atom, Block
from thidua.law.subject import Subject


@dataclass(frozen=True)
class RatingRun(Condition):
    name = "rating_run"
    run: Run

    @classmethod
    def read(cls, fields: Fields, award: str, category: str) -> Self:
        return cls(Run.read(fields, "years"))

    def atoms(self) -> tuple[Atom, ...]:
        return self.run.atoms()

    def evaluate(self, block: Block) -> Kleene:
        return Kleene(self.run.long_enough(block, certain=True), ~self.run.long_enough(block, certain=False))

    def ask(self, year: int | None) -> str:
        if self.run.years == 1:
            return f"{self.run.text()} {year_text(year)}"
        until = f"tính đến {year_text(year)}{self.run.fresh_text()}"
        return f"{self.run.years:02d} năm liên tục {self.run.text()}, {until}"

    def ask_english(self, year: int | None) -> str:
        after = self.run.after_english()
        if self.run.years == 1:
            return f"{self.run.english()} for {year_english(year)}{after}"
        more = after + self.run.fresh_english()
        return f"{self.run.english()} in {self.run.years} consecutive years up to {year_english(year)}{more}"

    def codes(self) -> tuple[str, ...]:
        return self.run.after  # the titles of a run only stand in for a rating

    def find(self, subject: Subject, block: Block) -> Finding:
        if not subject.is_given("ratings") and not subject.held_any(self.run.titles):
            return Finding("chưa có dữ liệu xếp loại chất lượng", "bổ sung kết quả xếp loại hằng năm")
        if self.run.years == 1:
            return self._find_one(subject)
        years = self.run.window_years(block)
        may_be = self.run.long_enough(block, certain=False)[0]
        none = "chưa năm nào chắc chắn được tính" if may_be else "không có năm nào đạt"
        found = f"đạt năm {years_text(years)}" if years else none
        found = f"liên tục {found}" if len(years) > 1 else found
        return Finding(
            found + _maternity_note(years, subject) + fresh_note(self.run, subject),
            run_missing(self.run, block, "năm"),
            _year_evidence(subject, years, self.run.titles),
        )

    def _find_one(self, subject: Subject) -> Finding:
        year = subject.year
        titles = [title for code in self.run.titles for title in subject.held(code) if title.year == year]
        if titles:
            return Finding(f"có danh hiệu năm {year}", "", tuple(title.pointer for title in titles))
        rating = subject.rating(year)
        if rating is None:
            if year in subject.facts.ratings:
                return Finding(
                    f"xếp loại năm {year} chưa tính vì năm {year} chưa kết thúc", f"chờ kết quả xếp loại năm {year}"
                )
            why = " (nghỉ thai sản vẫn được xếp loại)" if year in subject.maternity_year_list() else ""
            return Finding(f"không có xếp loại năm {year}", f"bổ sung kết quả xếp loại năm {year}{why}")
        level, pointer = rating
        missing = self.run.text() if self.run.rating and not subject.rated_at_least(year, self.run.rating) else ""
        return Finding(f"năm {year} xếp loại {RATING_TEXT[level]}", missing, (pointer,))


def _maternity_note(years: list[int], subject: Subject) -> str:
    """Which years of maternity leave lie in or beside a run without a rating; they do not break it."""
    first = min(years, default=subject.year) - 1
    unrated = [year for year in subject.maternity_year_list() if first <= year <= subject.year and year not in years]
    if not unrated:
        return ""
    return f"; năm {years_text(unrated)} nghỉ thai sản chưa có xếp loại, không làm đứt chuỗi"


def _year_evidence(subject: Subject, years: list[int], titles: tuple[str, ...]) -> tuple[str, ...]:
    pointers = [subject.facts.ratings[year][1] for year in years if year in subject.facts.ratings]
    pointers += [title.pointer for code in titles for title in subject.held(code) if title.year in years]
    return tuple(pointers)


def fresh_note(run: Run, subject: Subject) -> str:
    """What earlier rewards, and the founding of a unit, do to a run, for the finding."""
    return _after_note(run, subject) + _own_note(run, subject) + _fresh_note(run, subject)


def _after_note(run: Run, subject: Subject) -> str:
    if not run.after:
        return ""
    names = " hoặc ".join(award_name(code) for code in run.after)
    if is_silent(subject, run.after):
        return f"; chưa có dữ liệu về {names}"
    found = grants(subject, run.after, run.steps)
    if not found:
        return f"; chưa được tặng {names}"
    if any(grant.first is None for grant in found):
        return f"; {names} không ghi năm hoặc ngày quyết định"
    first = min(found, key=lambda grant: grant.last or 0)
    if first.first != first.last:
        return (
            f"; {award_name(first.code)} quyết định năm {first.last}, không ghi giai đoạn thành tích nên chưa rõ "
            f"năm {first.last} có được tính hay không"
        )
    sure = "" if first.doubt is None else f", {first.doubt}"
    return f"; {award_name(first.code)} ghi nhận thành tích đến năm {first.last}{sure}"


def _own_note(run: Run, subject: Subject) -> str:
    founded = subject.facts.founded
    if founded is None or subject.is_own_year(founded.year - 1):
        return ""
    before = any(year < founded.year for year in subject.facts.ratings)
    if not before and not any(title.year < founded.year for code in run.titles for title in subject.held(code)):
        return ""
    return (
        f"; các năm trước ngày thành lập ({founded:%d/%m/%Y}) là của đơn vị trước khi sắp xếp, "
        "chưa rõ cách tính nối tiếp"
    )


def _fresh_note(run: Run, subject: Subject) -> str:
    if run.fresh_for is None:
        return ""
    name = award_name(run.fresh_for)
    if not subject.is_given("titles" if run.fresh_for in TITLES else "awards"):
        return f"; chưa có dữ liệu khen thưởng, chưa rõ năm nào đã được tặng {name}"
    certain, possible = subject.rewarded_years(run.fresh_for)
    if certain:
        return f"; không tính các năm đã được tặng {name} theo công trạng"
    return f"; {name} đã nhận chưa rõ loại hình hoặc giai đoạn" if possible else ""


def run_missing(run: Run, block: Block, unit: str) -> str:
    """What a run lacks: years, or only clarity about them."""
    if run.long_enough(block, certain=True)[0]:
        return ""
    if run.long_enough(block, certain=False)[0]:
        return "làm rõ dữ liệu còn thiếu của các năm đó"
    return f"thêm {run.years - len(run.window_years(block))} {unit} liên tục"
