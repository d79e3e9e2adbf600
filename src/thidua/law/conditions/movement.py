"""How somebody came out of a movement of some level and length, at its interim or final review."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Self

from thidua.law.conditions.base import Condition, Fields, Finding, Kleene
from thidua.law.facts import MOVEMENT_LEVELS, MOVEMENT_OUTCOMES, MOVEMENT_PHASES, Movement
from thidua.law.record import Atom, Block
from thidua.law.subject import Subject

LEVEL_TEXT = {
    "unit": "cơ quan, đơn vị",
    "cluster": "cụm, khối thi đua",
    "province": "Bộ, ban, ngành, tỉnh",
    "nation": "Chủ tịch nước, Thủ tướng Chính phủ, Hội đồng Thi đua - Khen thưởng Trung ương",
}
OUTCOME_TEXT = {"outstanding": "xuất sắc", "leading": "dẫn đầu", "good": "tốt", "took_part": "tham gia"}
LEVEL_ENGLISH = {
    "unit": "the agency or unit",
    "cluster": "the emulation cluster or bloc",
    "province": "the ministry, agency or province",
    "nation": "the State President, the Prime Minister or the Central Emulation and Commendation Council",
}
OUTCOME_ENGLISH = {"outstanding": "outstanding", "leading": "leading", "good": "good", "took_part": "as a participant"}
#: Who must have launched a national movement, where the article names fewer than the level covers.
LAUNCHED_TEXT = {
    "prime_minister": "Thủ tướng Chính phủ",
    "president_or_prime_minister": "Chủ tịch nước, Thủ tướng Chính phủ",
}
LAUNCHED_ENGLISH = {
    "prime_minister": "the Prime Minister",
    "president_or_prime_minister": "the State President or the Prime Minister",
}
PHASE_ENGLISH = {"interim": "interim", "final": "final"}
PHASE_TEXT = {"interim": "sơ kết", "final": "tổng kết"}

_NO, _YES, _MAY_BE = 0, 1, 2


@dataclass(frozen=True)
class MovementOutcome(Condition):
    """A result in a movement of one of some levels, lasting long enough, at one of some reviews.

    People's answer under its id settles it where the record has no list of movements. Of a movement the record says
    only that it was national; `launched_by` tells the reader whose it must have been.
    """

    name = "movement"
    identifier: str
    levels: tuple[str, ...]
    outcomes: tuple[str, ...]
    years: int
    phases: tuple[str, ...]
    launched_by: str | None = None

    @classmethod
    def read(cls, fields: Fields, award: str, category: str) -> Self:
        return cls(
            identifier=fields.text("id"),
            levels=fields.codes("levels", MOVEMENT_LEVELS),
            outcomes=fields.codes("outcomes", MOVEMENT_OUTCOMES),
            years=fields.integer("years") if "years" in fields else 0,
            phases=fields.codes("phases", MOVEMENT_PHASES) if "phases" in fields else (),
            launched_by=fields.option("launched_by", tuple(LAUNCHED_TEXT)) if "launched_by" in fields else None,
        )

    def _fits(self, item: Movement, year: int) -> int:
        """Whether one result is what is asked: no, yes, or perhaps (its length or review is not written)."""
        if item.level not in self.levels or item.outcome not in self.outcomes:
            return _NO
        if item.year is not None and item.year > year:
            return _NO
        if (item.years is not None and item.years < self.years) or (
            self.phases and item.phase is not None and item.phase not in self.phases
        ):
            return _NO
        unclear = (self.years > 0 and item.years is None) or (bool(self.phases) and item.phase is None)
        return _MAY_BE if unclear else _YES

    def _state(self, subject: Subject) -> int:
        if not subject.is_given("movements"):
            answer = subject.facts.judged.get(self.identifier)
            return _MAY_BE if answer is None else int(answer)
        states = {self._fits(item, subject.as_of.year) for item in subject.facts.movements}
        return _YES if _YES in states else (_MAY_BE if _MAY_BE in states else _NO)

    def atoms(self) -> tuple[Atom, ...]:
        return (_atom(self),)

    def evaluate(self, block: Block) -> Kleene:
        state = block.number(_atom(self))
        return Kleene(state == _YES, state == _NO)

    def ask(self, year: int | None) -> str:
        outcome = " hoặc ".join(OUTCOME_TEXT[item] for item in self.outcomes)
        level = " hoặc ".join(LEVEL_TEXT[item] for item in self.levels)
        done = "phát động, tổ chức"
        if self.launched_by is not None:
            level, done = LAUNCHED_TEXT[self.launched_by], "phát động"
        length = f" có thời gian thực hiện từ {self.years:02d} năm trở lên" if self.years else ""
        phase = " khi " + ", ".join(PHASE_TEXT[item] for item in self.phases) if self.phases else ""
        return f"đạt kết quả {outcome} trong phong trào thi đua do {level} {done}{length}{phase}"

    def ask_english(self, year: int | None) -> str:
        outcome = " or ".join(OUTCOME_ENGLISH[item] for item in self.outcomes)
        level = "launched or run by " + " or ".join(LEVEL_ENGLISH[item] for item in self.levels)
        if self.launched_by is not None:
            level = f"launched by {LAUNCHED_ENGLISH[self.launched_by]}"
        length = f" of at least {self.years} years" if self.years else ""
        phase = f" at its {' or '.join(PHASE_ENGLISH[item] for item in self.phases)} review" if self.phases else ""
        return f"came out {outcome} in an emulation movement{length} {level}{phase}"

    def find(self, subject: Subject, block: Block) -> Finding:
        if not subject.is_given("movements"):
            answer = subject.facts.judged.get(self.identifier)
            if answer is not None:
                found = "người có thẩm quyền xác nhận " + ("đạt" if answer else "không đạt")
                return Finding(found, "", (f"/judged/{self.identifier}",))
            return Finding("chưa có dữ liệu kết quả phong trào thi đua", "bổ sung kết quả bình xét, sơ kết, tổng kết")
        items = subject.facts.movements
        if not items:
            return Finding("không có kết quả phong trào thi đua nào", "kết quả bình xét phù hợp")
        near = [item for item in items if self._fits(item, subject.as_of.year)] or list(items)
        missing = {_YES: "", _MAY_BE: "ghi rõ thời gian thực hiện, đợt sơ kết hay tổng kết"}.get(
            self._state(subject), "kết quả bình xét phù hợp"
        )
        return Finding("; ".join(map(_tell, near)), missing, tuple(item.pointer for item in near))


@lru_cache
def _atom(condition: MovementOutcome) -> Atom:
    parts = (condition.identifier, *condition.levels, *condition.outcomes, str(condition.years), *condition.phases)
    name = ":".join(("movement", *parts))
    return Atom(name, "u1", condition._state)


def _tell(item: Movement) -> str:
    parts = [f"{OUTCOME_TEXT[item.outcome]} trong phong trào của {LEVEL_TEXT[item.level]}"]
    parts.append("không ghi thời gian thực hiện" if item.years is None else f"thực hiện {item.years:g} năm")
    if item.phase is not None:
        parts.append(PHASE_TEXT[item.phase])
    if item.year is not None:
        parts.append(f"năm {item.year}")
    return ", ".join(parts)
