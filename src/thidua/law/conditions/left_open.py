"""What the law leaves to another text that the packs do not hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from thidua.law.conditions.base import Condition, Fields, Finding, Kleene
from thidua.law.language import EN, told
from thidua.law.record import Atom, Block
from thidua.law.subject import Subject


@dataclass(frozen=True)
class LeftOpen(Condition):
    """Always "cannot tell": the criteria stand in a text of the body named, which an overlay can bring."""

    name = "left_open"
    text: str
    settled_by: str

    @classmethod
    def read(cls, fields: Fields, award: str, category: str) -> Self:
        return cls(fields.text("text"), fields.text("settled_by"))

    def atoms(self) -> tuple[Atom, ...]:
        return ()

    def evaluate(self, block: Block) -> Kleene:
        return Kleene(block.none(), block.none())

    def ask(self, year: int | None) -> str:
        return self.text

    def ask_english(self, year: int | None) -> str:
        return told(self.text, EN)

    def find(self, subject: Subject, block: Block) -> Finding:
        return Finding("chưa có văn bản này trong bộ dữ liệu pháp luật", self.settled_by)
