"""A person's own discipline: within the achievement year, and its effect on what was achieved before it was served."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Self

import numpy as np

from thidua.law.conditions.base import (
    DISCIPLINE_ENGLISH,
    DISCIPLINE_TEXT,
    Condition,
    Fields,
    Finding,
    Kleene,
    day_text,
    year_english,
    year_text,
)
from thidua.law.facts import DISCIPLINE_LEVELS, Interval
from thidua.law.record import Atom, Block
from thidua.law.subject import Subject

_NEVER, _SERVING = 0, 9999


@lru_cache
def _disciplined_in_year(level: str) -> Atom:
    return Atom(f"disciplined:{level}", "u1", lambda subject: int(bool(_decided_in_year(subject, level))))


def _decided_in_year(subject: Subject, level: str) -> list[Interval]:
    levels = DISCIPLINE_LEVELS[DISCIPLINE_LEVELS.index(level) :]
    return [item for item in subject.known_discipline() if item.what in levels and item.start.year == subject.year]


@dataclass(frozen=True)
class NotDisciplinedInYear(Condition):
    """Not disciplined from a level upwards in the achievement year."""

    name = "not_disciplined_in_year"
    level: str

    @classmethod
    def read(cls, fields: Fields, award: str, category: str) -> Self:
        return cls(fields.option("level", DISCIPLINE_LEVELS))

    def atoms(self) -> tuple[Atom, ...]:
        return (_disciplined_in_year(self.level),)

    def evaluate(self, block: Block) -> Kleene:
        disciplined = block.number(_disciplined_in_year(self.level)) != 0
        return Kleene(block.given("discipline") & ~disciplined, disciplined)

    def ask(self, year: int | None) -> str:
        return f"không bị kỷ luật từ hình thức {DISCIPLINE_TEXT[self.level]} trở lên trong {year_text(year)}"

    def ask_english(self, year: int | None) -> str:
        return f"not disciplined by {DISCIPLINE_ENGLISH[self.level]} or more in {year_english(year)}"

    def find(self, subject: Subject, block: Block) -> Finding:
        if not subject.is_given("discipline"):
            return Finding("chưa có dữ liệu kỷ luật", "bổ sung, hoặc ghi rõ là không bị kỷ luật")
        found = _decided_in_year(subject, self.level)
        if not found:
            return Finding(f"không bị kỷ luật trong năm {subject.year}")
        return Finding("; ".join(_describe(item) for item in found), "", tuple(item.pointer for item in found))


def _describe(item: Interval) -> str:
    return f"bị kỷ luật {DISCIPLINE_TEXT[item.what]} từ ngày {day_text(item.start)}"


def _is_served(item: Interval, as_of: date) -> bool:
    return item.end is not None and item.end < as_of


def _clean_from_year(subject: Subject) -> int:
    """The year in which the last discipline ended; `_SERVING` while one runs, `_NEVER` where there was none."""
    latest = _NEVER
    for item in subject.known_discipline():
        if item.end is None or not _is_served(item, subject.as_of):
            return _SERVING
        latest = max(latest, item.end.year)
    return latest


_CLEAN_FROM = Atom("clean_from", "i8", _clean_from_year)
_END_MISSING = Atom(
    "discipline_end_missing", "u1", lambda subject: int(any(not item.end_given for item in subject.known_discipline()))
)


@dataclass(frozen=True)
class DisciplineServed(Condition):
    """Achievements count from the end of a discipline: the years counted must lie after it.

    Ended before the first counted year: met. Still running, or ended after that year: unmet. Ended within it: the rule
    does not say whether the rest of the year is enough: cannot tell.
    """

    name = "discipline_served"
    years: int

    @classmethod
    def read(cls, fields: Fields, award: str, category: str) -> Self:
        return cls(fields.integer("years"))

    def atoms(self) -> tuple[Atom, ...]:
        return (_CLEAN_FROM, _END_MISSING)

    def evaluate(self, block: Block) -> Kleene:
        clean = block.number(_CLEAN_FROM)
        first = block.year - (self.years - 1)
        met = block.given("discipline") & (clean < first)
        unmet = (clean > first) & ~((block.number(_END_MISSING) != 0) & (clean == _SERVING))
        return Kleene(met, np.asarray(unmet, dtype=bool))

    def ask(self, year: int | None) -> str:
        return "thành tích được tính từ khi chấp hành xong kỷ luật"

    def ask_english(self, year: int | None) -> str:
        return "achievements count from when a discipline has been served"

    def find(self, subject: Subject, block: Block) -> Finding:
        if not subject.is_given("discipline"):
            return Finding("chưa có dữ liệu kỷ luật", "bổ sung, hoặc ghi rõ là không bị kỷ luật")
        known = subject.known_discipline()
        if not known:
            return Finding("không bị kỷ luật")
        last = max(known, key=lambda item: (not _is_served(item, subject.as_of), item.end or item.start))
        text, pointer = _describe(last), (last.pointer,)
        if not last.end_given:
            return Finding(f"{text}, không ghi ngày hết thời hạn", "bổ sung ngày chấp hành xong", pointer)
        if last.end is None or not _is_served(last, subject.as_of):
            return Finding(
                f"{text}, chưa chấp hành xong", "chờ chấp hành xong; thành tích tính từ thời điểm đó", pointer
            )
        first = subject.year - (self.years - 1)
        found = f"{text}, chấp hành xong ngày {day_text(last.end)}"
        if last.end.year < first:
            return Finding(found, "", pointer)
        if last.end.year == first:
            return Finding(
                found, f"người có thẩm quyền xác định phần năm {first} còn lại có được tính hay không", pointer
            )
        return Finding(found, f"đủ {self.years} năm thành tích kể từ ngày đó", pointer)


@dataclass(frozen=True)
class NeverDisciplined(Condition):
    """No discipline at all on record up to the day."""

    name = "never_disciplined"

    @classmethod
    def read(cls, fields: Fields, award: str, category: str) -> Self:
        return cls()

    def atoms(self) -> tuple[Atom, ...]:
        return (_CLEAN_FROM,)

    def evaluate(self, block: Block) -> Kleene:
        clean = block.number(_CLEAN_FROM)
        return Kleene(block.given("discipline") & (clean == _NEVER), clean != _NEVER)

    def ask(self, year: int | None) -> str:
        return f"chưa từng bị kỷ luật, từ hình thức {DISCIPLINE_TEXT[DISCIPLINE_LEVELS[0]]} trở lên"

    def ask_english(self, year: int | None) -> str:
        return f"never disciplined, by {DISCIPLINE_ENGLISH[DISCIPLINE_LEVELS[0]]} or more"

    def find(self, subject: Subject, block: Block) -> Finding:
        if not subject.is_given("discipline"):
            return Finding("chưa có dữ liệu kỷ luật", "bổ sung, hoặc ghi rõ là không bị kỷ luật")
        known = subject.known_discipline()
        if not known:
            return Finding("không bị kỷ luật")
        return Finding("; ".join(_describe(item) for item in known), "", tuple(item.pointer for item in known))


def _in_post(subject: Subject) -> int:
    """0: no discipline while in any post on record; 1: in every post; 2: in some, or the posts are not known."""
    known = subject.known_discipline()
    if not known:
        return 0
    posts = [item for item in subject.facts.service if item.start <= subject.as_of]
    if not posts:
        return 2
    touched = [any(_within(item, post) for item in known) for post in posts]
    return 1 if all(touched) else (2 if any(touched) else 0)


def _within(item: Interval, post: Interval) -> bool:
    return post.start <= item.start and (post.end is None or item.start <= post.end)


_IN_POST = Atom("disciplined_in_post", "u1", _in_post)


@dataclass(frozen=True)
class CleanInPost(Condition):
    """Never disciplined while holding the post that is counted for a career of service.

    Which post is counted the decree's table says; a discipline in one of several posts therefore cannot be told.
    """

    name = "clean_in_post"

    @classmethod
    def read(cls, fields: Fields, award: str, category: str) -> Self:
        return cls()

    def atoms(self) -> tuple[Atom, ...]:
        return (_IN_POST,)

    def evaluate(self, block: Block) -> Kleene:
        state = block.number(_IN_POST)
        return Kleene(block.given("discipline") & (state == 0), state == 1)

    def ask(self, year: int | None) -> str:
        return "không bị kỷ luật hoặc có khuyết điểm nghiêm trọng khi giữ chức vụ được tính quá trình cống hiến"

    def ask_english(self, year: int | None) -> str:
        return "not disciplined and without serious fault while holding the post counted for a career of service"

    def find(self, subject: Subject, block: Block) -> Finding:
        if not subject.is_given("discipline"):
            return Finding("chưa có dữ liệu kỷ luật", "bổ sung, hoặc ghi rõ là không bị kỷ luật")
        known = subject.known_discipline()
        if not known:
            return Finding("không bị kỷ luật")
        pointers = tuple(item.pointer for item in known)
        missing = "" if _in_post(subject) == 0 else "xác định chức vụ được tính và thời gian giữ chức vụ đó"
        return Finding("; ".join(_describe(item) for item in known), missing, pointers)
