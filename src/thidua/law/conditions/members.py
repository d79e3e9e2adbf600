"""A collective counted from its members: the share that holds a title, the worst discipline."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Self

from thidua.law.codes import TITLES
from thidua.law.conditions.base import (
    DISCIPLINE_ENGLISH,
    DISCIPLINE_TEXT,
    Condition,
    Fields,
    Finding,
    Kleene,
    percent_english,
    percent_text,
    year_english,
    year_text,
)
from thidua.law.facts import DISCIPLINE_LEVELS
from thidua.law.language import EN
from thidua.law.names import names_text
from thidua.law.record import UNKNOWN_COUNT, Atom, Block
from thidua.law.subject import Subject


def _read_members(subject: Subject) -> int:
    members = subject.members
    return UNKNOWN_COUNT if members is None or not members.members else members.members


MEMBERS = Atom("members", "i8", _read_members)


def _holders_of(subject: Subject, codes: tuple[str, ...]) -> int | None:
    """How many members hold one of the titles; None where the record does not say for any of them."""
    titles = subject.members.titles if subject.members is not None else None
    counts = [titles[code] for code in codes if code in titles] if titles is not None else []
    return sum(counts) if counts else None


@lru_cache
def _holders(codes: tuple[str, ...]) -> Atom:
    def read(subject: Subject) -> int:
        holders = _holders_of(subject, codes)
        return UNKNOWN_COUNT if holders is None else holders

    return Atom(f"holders:{'+'.join(codes)}", "i8", read)


@dataclass(frozen=True)
class MembersShare(Condition):
    """At least (`more_than`: more than) a share of the members hold one of the titles for the achievement year."""

    name = "members_share"
    titles: tuple[str, ...]
    share: Fraction
    more_than: bool

    @classmethod
    def read(cls, fields: Fields, award: str, category: str) -> Self:
        bound = fields.option("bound", ("at_least", "more_than")) if "bound" in fields else "at_least"
        return cls(fields.codes("titles", tuple(TITLES)), fields.share("share"), bound == "more_than")

    def atoms(self) -> tuple[Atom, ...]:
        return (MEMBERS, _holders(self.titles))

    def member_codes(self) -> tuple[str, ...]:
        """See `Condition.member_codes`."""
        return self.titles

    def evaluate(self, block: Block) -> Kleene:
        members, holders = block.number(MEMBERS), block.number(_holders(self.titles))
        known = (members > 0) & (holders >= 0)
        have, need = holders * self.share.denominator, members * self.share.numerator
        enough = have > need if self.more_than else have >= need
        return Kleene(known & enough, known & ~enough)

    def ask(self, year: int | None) -> str:
        bound = "trên" if self.more_than else "ít nhất"
        return (
            f"{bound} {percent_text(self.share)} cá nhân trong tập thể đạt danh hiệu "
            f"{names_text(self.titles)} {year_text(year)}"
        )

    def ask_english(self, year: int | None) -> str:
        bound = "more than" if self.more_than else "at least"
        return (
            f"{bound} {percent_english(self.share)} of the members were given the title "
            f"{names_text(self.titles, EN)} for {year_english(year)}"
        )

    def find(self, subject: Subject, block: Block) -> Finding:
        members = subject.members
        holders = _holders_of(subject, self.titles)
        if members is None or not members.members or holders is None:
            return Finding(
                f"chưa có số thành viên và số người đạt danh hiệu năm {subject.year}",
                "bổ sung danh sách thành viên và danh hiệu",
            )
        total = members.members
        share = Fraction(holders, total)
        need = int(total * self.share) + (1 if self.more_than or (total * self.share).denominator != 1 else 0)
        missing = f"ít nhất {need} người, còn thiếu {need - holders} người" if holders < need else ""
        return Finding(f"{holders}/{total} người, bằng {percent_text(share)}", missing, (members.pointer,))


def _read_completed(subject: Subject) -> int:
    members = subject.members
    return UNKNOWN_COUNT if members is None or members.completed is None else members.completed


COMPLETED = Atom("members_completed", "i8", _read_completed)


@dataclass(frozen=True)
class MembersCompleted(Condition):
    """Every member completed the tasks of the achievement year."""

    name = "members_completed"

    @classmethod
    def read(cls, fields: Fields, award: str, category: str) -> Self:
        return cls()

    def atoms(self) -> tuple[Atom, ...]:
        return (MEMBERS, COMPLETED)

    def evaluate(self, block: Block) -> Kleene:
        members, completed = block.number(MEMBERS), block.number(COMPLETED)
        known = (members > 0) & (completed >= 0)
        return Kleene(known & (completed >= members), known & (completed < members))

    def ask(self, year: int | None) -> str:
        return f"100% cá nhân trong tập thể hoàn thành nhiệm vụ được giao {year_text(year)}"

    def ask_english(self, year: int | None) -> str:
        return f"100% of the members completed their tasks in {year_english(year)}"

    def find(self, subject: Subject, block: Block) -> Finding:
        members = subject.members
        if members is None or not members.members or members.completed is None:
            return Finding(
                f"chưa có số thành viên và số người hoàn thành nhiệm vụ năm {subject.year}",
                "bổ sung kết quả xếp loại của các thành viên",
            )
        lack = members.members - members.completed
        found = f"{members.completed}/{members.members} người hoàn thành nhiệm vụ"
        return Finding(found, f"còn {lack} người chưa hoàn thành" if lack else "", (members.pointer,))


@dataclass(frozen=True)
class MembersHolding(Condition):
    """At least so many members hold one of the titles for the achievement year."""

    name = "members_holding"
    titles: tuple[str, ...]
    count: int

    @classmethod
    def read(cls, fields: Fields, award: str, category: str) -> Self:
        return cls(fields.codes("titles", tuple(TITLES)), fields.integer("count"))

    def atoms(self) -> tuple[Atom, ...]:
        return (_holders(self.titles),)

    def member_codes(self) -> tuple[str, ...]:
        """See `Condition.member_codes`."""
        return self.titles

    def evaluate(self, block: Block) -> Kleene:
        holders = block.number(_holders(self.titles))
        return Kleene(holders >= self.count, (holders >= 0) & (holders < self.count))

    def ask(self, year: int | None) -> str:
        return f"có ít nhất {self.count:02d} cá nhân đạt danh hiệu {names_text(self.titles)} {year_text(year)}"

    def ask_english(self, year: int | None) -> str:
        return (
            f"at least {self.count} of the members were given the title {names_text(self.titles, EN)} "
            f"for {year_english(year)}"
        )

    def find(self, subject: Subject, block: Block) -> Finding:
        members = subject.members
        holders = _holders_of(subject, self.titles)
        if members is None or holders is None:
            return Finding(f"chưa có số người đạt danh hiệu năm {subject.year}", "bổ sung danh hiệu của các thành viên")
        lack = self.count - holders
        return Finding(f"có {holders} người", f"thêm {lack} người" if lack > 0 else "", (members.pointer,))


_LEVELS = ("none", *DISCIPLINE_LEVELS)


def _read_worst(subject: Subject) -> int:
    members = subject.members
    if members is None or members.worst_discipline is None:
        return UNKNOWN_COUNT
    return _LEVELS.index(members.worst_discipline)


WORST = Atom("worst_discipline", "i1", _read_worst)


@dataclass(frozen=True)
class NoMemberDisciplined(Condition):
    """Nobody in the collective was disciplined from a level upwards in the achievement year."""

    name = "no_member_disciplined"
    level: str

    @classmethod
    def read(cls, fields: Fields, award: str, category: str) -> Self:
        return cls(fields.option("level", DISCIPLINE_LEVELS))

    def atoms(self) -> tuple[Atom, ...]:
        return (WORST,)

    def evaluate(self, block: Block) -> Kleene:
        worst = block.number(WORST)
        limit = _LEVELS.index(self.level)
        return Kleene((worst >= 0) & (worst < limit), worst >= limit)

    def ask(self, year: int | None) -> str:
        return f"không có cá nhân bị kỷ luật từ hình thức {DISCIPLINE_TEXT[self.level]} trở lên {year_text(year)}"

    def ask_english(self, year: int | None) -> str:
        return f"no member was disciplined by {DISCIPLINE_ENGLISH[self.level]} or more in {year_english(year)}"

    def find(self, subject: Subject, block: Block) -> Finding:
        members = subject.members
        if members is None or members.worst_discipline is None:
            return Finding(
                f"chưa có dữ liệu kỷ luật của tập thể năm {subject.year}",
                "bổ sung, hoặc ghi rõ là không có ai bị kỷ luật",
            )
        worst = members.worst_discipline
        found = (
            "không có ai bị kỷ luật" if worst == "none" else f"hình thức kỷ luật nặng nhất: {DISCIPLINE_TEXT[worst]}"
        )
        return Finding(found, "", (members.pointer,))
