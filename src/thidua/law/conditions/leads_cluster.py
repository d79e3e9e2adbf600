"""The collective came first in its cluster in the achievement year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from thidua.law.conditions.base import Condition, Fields, Finding, Kleene, year_english, year_text
from thidua.law.record import UNKNOWN_COUNT, Atom, Block
from thidua.law.subject import Subject


def _rank(subject: Subject) -> int:
    members = subject.members
    return UNKNOWN_COUNT if members is None or members.cluster_rank is None else members.cluster_rank


_RANK = Atom("cluster_rank", "i8", _rank)


@dataclass(frozen=True)
class LeadsCluster(Condition):
    name = "leads_cluster"

    @classmethod
    def read(cls, fields: Fields, award: str, category: str) -> Self:
        return cls()

    def atoms(self) -> tuple[Atom, ...]:
        return (_RANK,)

    def evaluate(self, block: Block) -> Kleene:
        rank = block.number(_RANK)
        return Kleene(rank == 1, rank > 1)

    def ask(self, year: int | None) -> str:
        return f"dẫn đầu phong trào thi đua của cụm, khối {year_text(year)}"

    def ask_english(self, year: int | None) -> str:
        return f"leads the emulation movement of its cluster or bloc in {year_english(year)}"

    def find(self, subject: Subject, block: Block) -> Finding:
        members = subject.members
        if members is None or members.cluster_rank is None:
            return Finding(
                f"chưa có kết quả xếp hạng cụm, khối năm {subject.year}", "bổ sung kết quả bình xét của cụm, khối"
            )
        rank = members.cluster_rank
        return Finding(f"xếp thứ {rank} trong cụm, khối", "" if rank == 1 else "xếp thứ nhất", (members.pointer,))
