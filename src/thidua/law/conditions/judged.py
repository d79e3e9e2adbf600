"""What only people can judge: conduct, a deed, a choice among the best. Answered by name in the appraisal."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from functools import lru_cache
from typing import Self

from thidua.law.conditions.base import Condition, Fields, Finding, Kleene
from thidua.law.language import EN, told
from thidua.law.record import Atom, Block, BoolArray, rated
from thidua.law.subject import Subject

_NO, _YES, _SILENT = 0, 1, 2
_UNRATED = "no rating that speaks of conduct"


@lru_cache
def _answer(identifier: str) -> Atom:
    def read(subject: Subject) -> int:
        answer = subject.facts.judged.get(identifier)
        return _SILENT if answer is None else int(answer)

    return Atom(f"judged:{identifier}", "u1", read)


@dataclass(frozen=True)
class Judged(Condition):
    """An answer by people, in five kinds (`about`).

    conduct: repeats what a yearly rating already contains; with a rating of the year it does not keep a case open,
    unless strict. deed, selection: keep it open until somebody has answered. reading: the milder of two readings of the
    law, which only a human may choose; strict does without it. formality: a step that the record rarely holds; it is
    shown, and keeps a case open only when strict.
    """

    name = "judged"
    needs_judgement = True
    identifier: str
    about: str
    text: str

    @classmethod
    def read(cls, fields: Fields, award: str, category: str) -> Self:
        return cls(
            fields.text("id"),
            fields.option("about", ("conduct", "deed", "selection", "reading", "formality")),
            fields.text("text"),
        )

    def atoms(self) -> tuple[Atom, ...]:
        return (_answer(self.identifier), rated("failed", True))

    def alike(self, block: Block) -> Hashable:
        """Questions of one kind that nobody has answered yet lie in one column: they are asked once."""
        return self.name, self.about, id(block.number(_answer(self.identifier)))

    def evaluate(self, block: Block) -> Kleene:
        answer = block.number(_answer(self.identifier))
        if self.about == "reading" and block.strict:
            return Kleene(answer == _YES, answer != _YES)
        return Kleene(answer == _YES, answer == _NO)

    def blocks(self, block: Block) -> BoolArray | None:
        if self.about == "formality" and not block.strict:
            return block.none()
        if self.about != "conduct" or block.strict:
            return None
        if _UNRATED not in block.states:  # the same for every question about conduct
            ratings = block.mask(rated("failed", True))
            # While the achievement year runs, the rating of the year before is the latest word on conduct.
            block.states[_UNRATED] = ~(block.in_year(ratings) | (block.running & block.in_year(ratings >> 1)))
        unrated: BoolArray = block.states[_UNRATED]
        return unrated

    def ask(self, year: int | None) -> str:
        return self.text

    def ask_english(self, year: int | None) -> str:
        return told(self.text, EN)

    def find(self, subject: Subject, block: Block) -> Finding:
        answer = subject.facts.judged.get(self.identifier)
        pointer = (f"/judged/{self.identifier}",)
        if answer is not None:
            return Finding("người có thẩm quyền xác nhận " + ("đạt" if answer else "không đạt"), "", pointer)
        rating = subject.latest_rating()
        if self.about == "conduct" and rating is not None:
            return Finding(
                f"chưa có nhận xét riêng; nội dung này đã được xem xét khi xếp loại năm {rating[0]}",
                "cơ quan thẩm định xác nhận",
                (rating[2],),
            )
        if self.about == "formality":
            return Finding("chưa ghi", "đơn vị xác nhận")
        who = "hội đồng bình xét, lựa chọn" if self.about == "selection" else "cơ quan có thẩm quyền nhận xét, xác nhận"
        return Finding("chưa có nhận xét của người có thẩm quyền", who)
