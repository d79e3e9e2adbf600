"""The circle of people a rule is for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Self

import numpy as np

from thidua.law.conditions.base import Condition, Fields, Finding, Kleene
from thidua.law.facts import ROLES
from thidua.law.record import Atom, Block, BoolArray, rated
from thidua.law.subject import Subject

ROLE_TEXT = {
    "cadre": "cán bộ",
    "civil_servant": "công chức",
    "public_employee": "viên chức",
    "contract": "người lao động theo hợp đồng",
    "worker": "công nhân",
    "farmer": "nông dân",
    "businessperson": "doanh nhân",
    "scientist": "trí thức, nhà khoa học",
    "armed_forces": "lực lượng vũ trang",
    "foreigner": "người nước ngoài",
    "overseas": "người Việt Nam ở nước ngoài",
    "other": "đối tượng khác",
}
ROLE_ENGLISH = {
    "cadre": "cadres",
    "civil_servant": "civil servants",
    "public_employee": "public employees",
    "contract": "labourers under contract",
    "worker": "workers",
    "farmer": "farmers",
    "businessperson": "businesspeople",
    "scientist": "intellectuals and scientists",
    "armed_forces": "the armed forces",
    "foreigner": "foreigners",
    "overseas": "Vietnamese living abroad",
    "other": "others",
}
_SILENT = len(ROLES)


@lru_cache
def _inside(roles: tuple[str, ...]) -> BoolArray:
    """For each place in `ROLES`, and for a role that is not written, whether it is one of those."""
    return np.array([role in roles for role in ROLES] + [False])


def _role_of(subject: Subject) -> str | None:
    if subject.facts.armed_forces:
        return "armed_forces"
    return subject.facts.role


def _read(subject: Subject) -> int:
    role = _role_of(subject)
    return _SILENT if role is None else ROLES.index(role)


ROLE = Atom("role", "u1", _read)


@dataclass(frozen=True)
class Role(Condition):
    """`rated: true`: a yearly rating shows by itself that a person whose role is not written belongs to the circle."""

    name = "role"
    roles: tuple[str, ...]
    rating_shows_it: bool

    @classmethod
    def read(cls, fields: Fields, award: str, category: str) -> Self:
        shows = "silent" in fields and fields.option("silent", ("rated",)) == "rated"
        return cls(fields.codes("roles", ROLES), shows)

    def atoms(self) -> tuple[Atom, ...]:
        return (ROLE, rated("failed", True))

    def evaluate(self, block: Block) -> Kleene:
        role = block.number(ROLE)
        met = inside = _inside(self.roles)[role]
        if self.rating_shows_it:
            met = met | ((role == _SILENT) & block.in_year(block.mask(rated("failed", True))))
        return Kleene(met, (role != _SILENT) & ~inside)

    def ask(self, year: int | None) -> str:
        return "thuộc đối tượng: " + ", ".join(dict.fromkeys(ROLE_TEXT[role] for role in self.roles))

    def ask_english(self, year: int | None) -> str:
        return "belongs to: " + ", ".join(dict.fromkeys(ROLE_ENGLISH[role] for role in self.roles))

    def find(self, subject: Subject, block: Block) -> Finding:
        role = _role_of(subject)
        if role is not None:
            pointer = "/subject/armed_forces" if subject.facts.armed_forces else "/subject/role"
            return Finding(
                f"là {ROLE_TEXT[role]}", "" if role in self.roles else "xét theo quy định cho đối tượng này", (pointer,)
            )
        rating = subject.rating(subject.year)
        if self.rating_shows_it and rating is not None:
            return Finding(f"không ghi đối tượng, nhưng có xếp loại chất lượng năm {subject.year}", "", (rating[1],))
        return Finding("không ghi đối tượng", "bổ sung đối tượng (cán bộ, công chức, viên chức…)")
