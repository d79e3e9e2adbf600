"""Pending matters: they stop the case, they do not reject it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from thidua.law.conditions.base import Condition, Fields, Finding, Kleene, day_text
from thidua.law.record import Atom, Block
from thidua.law.subject import Subject

REASON_TEXT = {
    "discipline_pending": "đang xem xét thi hành kỷ luật",
    "investigation": "đang bị điều tra, thanh tra, kiểm tra khi có dấu hiệu vi phạm",
    "complaint": "đang xác minh đơn khiếu nại, tố cáo",
    "press": "đang xác minh vấn đề tham nhũng, tiêu cực do phương tiện thông tin đại chúng nêu",
}

HELD = Atom("held_up", "u1", lambda subject: int(bool(subject.active_holds())))


@dataclass(frozen=True)
class NotOnHold(Condition):
    name = "not_on_hold"

    @classmethod
    def read(cls, fields: Fields, award: str, category: str) -> Self:
        return cls()

    def atoms(self) -> tuple[Atom, ...]:
        return (HELD,)

    def evaluate(self, block: Block) -> Kleene:
        held = block.number(HELD) != 0
        return Kleene(block.given("holds") & ~held, held)

    def ask(self, year: int | None) -> str:
        return (
            "không trong thời gian cơ quan có thẩm quyền xem xét kỷ luật; điều tra, thanh tra, kiểm tra khi có "
            "dấu hiệu vi phạm; xác minh đơn thư hoặc vấn đề báo chí nêu"
        )

    def ask_english(self, year: int | None) -> str:
        return (
            "no discipline being considered; no investigation, inspection or check with signs of a breach; "
            "no complaint or matter raised by the press being verified"
        )

    def find(self, subject: Subject, block: Block) -> Finding:
        if not subject.is_given("holds"):
            return Finding(
                "chưa có xác nhận về việc này", "bổ sung xác nhận của cơ quan quản lý, hoặc ghi rõ là không có"
            )
        active = subject.active_holds()
        if active:
            found = "; ".join(f"{REASON_TEXT[hold.what]} từ ngày {day_text(hold.start)}" for hold in active)
            return Finding(
                found, "chờ kết luận; nếu không có vi phạm thì xét tiếp", tuple(hold.pointer for hold in active)
            )
        return Finding(f"ngày {day_text(subject.as_of)} không có việc nào đang xem xét")
