"""Initiatives or research topics, recognised for a scope and not used yet: in the achievement year, or within a run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

import numpy as np

from thidua.law.conditions.base import Condition, Fields, Finding, Kleene, year_english, year_text
from thidua.law.conditions.runs import Run
from thidua.law.facts import SCOPES, Initiative
from thidua.law.names import award_name
from thidua.law.record import Atom, Block, BoolArray, initiatives
from thidua.law.subject import Subject

KIND_TEXT = {"initiative": "sáng kiến", "research": "đề tài, đề án khoa học, công trình khoa học và công nghệ"}
SHORT_TEXT = {"initiative": "sáng kiến", "research": "đề tài"}
SCOPE_TEXT = {"base": "cơ sở", "province": "Bộ, ban, ngành, tỉnh", "nation": "toàn quốc"}
KIND_ENGLISH = {
    "initiative": ("initiative", "initiatives"),
    "research": (
        "scientific topic, scheme or work of science and technology",
        "scientific topics, schemes or works of science and technology",
    ),
}
SCOPE_ENGLISH = {
    "base": "at grassroots level",
    "province": "in the ministry, agency or province",
    "nation": "nationwide",
}
ACCEPTED_TEXT = {"initiative": "được công nhận", "research": "đã được nghiệm thu"}
#: What the titles above the cơ sở ask of effect: articles 21 and 22 of the law of 2022.
_SPREAD_TEXT = {
    "initiative": "đã áp dụng hiệu quả và có khả năng nhân rộng trong",
    "research": "và áp dụng hiệu quả, có phạm vi ảnh hưởng trong",
}
_SPREAD_ENGLISH = {
    "initiative": "applied with effect and able to spread",
    "research": "accepted and applied with effect, with influence",
}


@dataclass(frozen=True)
class Initiatives(Condition):
    """`count` of a kind and scope; `during`: within that run; `ever`: up to the achievement year; else in it."""

    name = "initiatives"
    kind: str
    scope: str
    count: int
    use: str
    award: str
    reuse: str
    during: Run | None
    ever: bool = False

    @classmethod
    def read(cls, fields: Fields, award: str, category: str) -> Self:
        return cls(
            kind=fields.option("kind", tuple(KIND_TEXT)),
            scope=fields.option("scope", SCOPES),
            count=fields.integer("count"),
            use="title" if category == "title" else "form",
            award=award,
            reuse=fields.option("reuse", ("once", "titles_may_share")),
            during=Run.read(fields, "years") if "years" in fields else None,
            ever="when" in fields and fields.option("when", ("ever",)) == "ever",
        )

    def _atom(self, certain: bool, level: int) -> Atom:
        return initiatives(self.kind, self.scope, self.use, self.award, self.reuse, certain, level)

    def atoms(self) -> tuple[Atom, ...]:
        own = tuple(self._atom(certain, level) for certain in (True, False) for level in range(1, self.count + 1))
        return own + (self.during.atoms() if self.during else ())

    def _enough(self, block: Block, certain: bool) -> BoolArray:
        if self.during is None and not self.ever:
            return block.in_year(block.mask(self._atom(certain, self.count)))
        total = np.zeros(block.size, dtype=np.uint16)
        for level in range(1, self.count + 1):
            years = block.mask(self._atom(certain, level))
            total += np.bitwise_count(years if self.during is None else years & self.during.window(block, certain))
        result: BoolArray = total >= self.count
        return result

    def evaluate(self, block: Block) -> Kleene:
        return Kleene(self._enough(block, certain=True), ~self._enough(block, certain=False))

    def ask(self, year: int | None) -> str:
        when = f"đến hết {year_text(year)}" if self.ever else f"trong {year_text(year)}"
        if self.during is not None:
            when = f"trong thời gian liên tục {self.during.text()}"
        unused = "danh hiệu, khen thưởng khác"
        if self._shares:
            unused = "hình thức khen thưởng hoặc lần trước của danh hiệu này"
        return f"{when} có {self.count:02d} {KIND_TEXT[self.kind]} {self._accepted_text}, chưa dùng để xét {unused}"

    @property
    def _accepted_text(self) -> str:
        """By whom it was accepted, and with what effect, as the articles say."""
        if self.scope == "base" and self.during is None:  # article 23: no effect is asked for
            return "được cơ sở công nhận" if self.kind == "initiative" else ACCEPTED_TEXT[self.kind]
        effect = "trong phạm vi" if self.during is None else "và áp dụng có hiệu quả trong phạm vi"
        if self._spreads:
            effect = _SPREAD_TEXT[self.kind]
        return f"{ACCEPTED_TEXT[self.kind]} {effect} {SCOPE_TEXT[self.scope]}"

    @property
    def _spreads(self) -> bool:
        """Whether the law asks for effect and spread beyond the cơ sở: of titles."""
        return self.use == "title" and self.scope != "base"

    @property
    def _shares(self) -> bool:
        """Whether what served another title may serve."""
        return self.use == "title" and self.reuse == "titles_may_share"

    def ask_english(self, year: int | None) -> str:
        when = f"by the end of {year_english(year)}" if self.ever else f"in {year_english(year)}"
        if self.during is not None:
            when = f"in the unbroken time {self.during.english()}{self.during.after_english()}"
        what = KIND_ENGLISH[self.kind][self.count > 1]
        accepted = "recognised" if self.kind == "initiative" else "accepted"
        effective = "" if self.during is None else " and applied with effect"
        if self._spreads:
            accepted, effective = _SPREAD_ENGLISH[self.kind], ""
        unused = "a form of commendation or for this title before" if self._shares else "another title or award"
        where = f" {SCOPE_ENGLISH[self.scope]}"
        if self.scope == "base" and self.during is None and self.kind == "research":
            where = ""
        return f"{when} has {self.count} {what} {accepted}{effective}{where}, not used yet for {unused}"

    def find(self, subject: Subject, block: Block) -> Finding:
        label = SHORT_TEXT[self.kind]
        if not subject.is_given("initiatives"):
            return Finding(f"chưa có dữ liệu {label}", f"bổ sung giấy chứng nhận {label}, hoặc ghi rõ là không có")
        years = [subject.year] if self.during is None else self.during.window_years(block)
        if self.ever:
            years = sorted({item.year for item in subject.facts.initiatives if item.year <= subject.year})
        scopes = SCOPES[SCOPES.index(self.scope) :]
        nearby = [
            item
            for item in subject.facts.initiatives
            if item.kind == self.kind and item.year in years and not subject.is_superseded(item)
        ]
        free, notes = 0, []
        for item in nearby:
            state = subject.initiative_state(item, self.use, self.award, self.reuse)
            if item.scope in scopes and state == "free":
                free += 1
            else:
                notes.append(self._note(item, state, subject, scopes))
        when = f"năm {subject.year}" if self.during is None and not self.ever else "trong thời gian đó"
        count = f"có {free}" if free else "không có"
        found = "; ".join([f"{when} {count} {label} còn dùng được", *notes])
        lack = self.count - free
        return Finding(found, f"thêm {lack} {label}" if lack > 0 else "", tuple(item.pointer for item in nearby))

    def _note(self, item: Initiative, state: str, subject: Subject, scopes: tuple[str, ...]) -> str:
        return f"{SHORT_TEXT[self.kind]} năm {item.year} {_reason(item, state, subject, scopes)}"


def _use_text(use: str) -> str:
    code, _colon, year = use.partition(":")
    return f"{award_name(code)} năm {year}"


def _reason(item: Initiative, state: str, subject: Subject, scopes: tuple[str, ...]) -> str:
    if item.scope not in scopes:
        return f"mới được công nhận phạm vi {SCOPE_TEXT[item.scope]}"
    if item.recognised is False:
        return "chưa được công nhận"
    if item.recognised_on is not None and item.recognised_on > subject.as_of:
        return f"được công nhận ngày {item.recognised_on:%d/%m/%Y}, sau ngày xét"
    if state == "no":
        return "đã dùng để xét " + (", ".join(_use_text(use) for use in item.used_for or ()) or "danh hiệu cùng năm")
    if item.recognised is None:
        return "chưa rõ ngày công nhận"
    return "chưa rõ đã dùng để xét danh hiệu, khen thưởng nào chưa"
