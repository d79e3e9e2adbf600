"""A title or form given before, at any time up to the day of the question."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from thidua.law.conditions.base import Condition, Fields, Finding, Kleene, times_english
from thidua.law.grants import STEPS, Grant, grants, is_silent
from thidua.law.language import EN
from thidua.law.names import award_name, names_text
from thidua.law.record import Atom, Block, ever_given
from thidua.law.subject import Subject

#: Where the exclusion stands: in both decrees on the law of 2022 (98/2023, 152/2025), not in the article of the award.
_RULE = "khoản 3 Điều 4 nghị định quy định chi tiết"
_RULE_ENGLISH = "clause 3, Article 4 of the detailing decree"


def grant_text(grant: Grant) -> str:
    """'Bằng khen cấp tỉnh năm 2021'; says why it may not count."""
    when = f" năm {grant.year}" if grant.year is not None else ", không ghi năm"
    return f"{award_name(grant.code)}{when}" + ("" if grant.doubt is None else f" ({grant.doubt})")


@dataclass(frozen=True)
class AwardHeld(Condition):
    """One of the titles or forms was given, so many times.

    `steps: merit` leaves out what a sudden deed or a movement brought.
    """

    name = "award_held"
    awards: tuple[str, ...]
    steps: str
    count: int

    @classmethod
    def read(cls, fields: Fields, award: str, category: str) -> Self:
        steps = fields.option("steps", STEPS) if "steps" in fields else "merit"
        count = fields.integer("count") if "count" in fields else 1
        return cls(fields.codes("awards", fields.award_codes), steps, count)

    def atoms(self) -> tuple[Atom, ...]:
        return tuple(ever_given(self.awards, self.steps, certain) for certain in (True, False))

    def evaluate(self, block: Block) -> Kleene:
        sure, may_be = (block.number(atom) for atom in self.atoms())
        return Kleene(sure >= self.count, may_be < self.count)

    def codes(self) -> tuple[str, ...]:
        return self.awards

    def ask(self, year: int | None) -> str:
        kind = f", không tính khen đột xuất, khen phong trào ({_RULE})" if self.steps == "merit" else ""
        often = "" if self.count == 1 else f"{self.count:02d} lần "
        return f"đã {often}được tặng {names_text(self.awards)}{kind}"

    def ask_english(self, year: int | None) -> str:
        kind = (
            f", not counting awards for a sudden deed or a movement ({_RULE_ENGLISH})" if self.steps == "merit" else ""
        )
        often = "" if self.count == 1 else f" {times_english(self.count)}"
        return f"was given {names_text(self.awards, EN)}{often}{kind}"

    def find(self, subject: Subject, block: Block) -> Finding:
        if is_silent(subject, self.awards):
            return Finding("chưa có dữ liệu khen thưởng", "bổ sung các quyết định khen thưởng, hoặc ghi rõ là không có")
        found = grants(subject, self.awards, self.steps)
        if found:
            text = "; ".join(grant_text(grant) for grant in found)
            missing = "làm rõ: " + "; ".join(dict.fromkeys(grant.doubt for grant in found if grant.doubt is not None))
            if len(found) < self.count:
                missing = f"thêm {self.count - len(found)} lần"
            return Finding(f"đã có {text}", missing, tuple(item.pointer for item in found))
        others = len(grants(subject, self.awards, "any"))
        note = ", chỉ có quyết định khen đột xuất hoặc khen phong trào" if others else ""
        return Finding(f"chưa được tặng{note}", f"được tặng {names_text(self.awards)}")
