"""The appraisal sheet: each condition of the law beside what the record says, for the officer who appraises a dossier.

The program compares; a person judges. What the record does not tell is shown as unclear, never as met.
"""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal

from thidua.paperwork.blocks import Block, Column, Paper, Row, Table, dashes, labelled, plain
from thidua.paperwork.documents.base import Document, closed, signature, station
from thidua.paperwork.errors import PaperworkError
from thidua.paperwork.office import Signer
from thidua.paperwork.told import told
from thidua.text import format_date

Outcome = Literal["eligible", "not_eligible", "open", "on_hold"]
STATES = {"met": "Đạt", "unmet": "Chưa đạt", "unknown": "Chưa rõ"}
OUTCOMES = {
    "eligible": "Đủ điều kiện theo dữ liệu hiện có",
    "not_eligible": "Chưa đủ điều kiện: có điều kiện chưa đạt",
    "open": "Chưa kết luận được: còn điều kiện phải làm rõ hoặc phải do người có thẩm quyền đánh giá",
    "on_hold": "Tạm dừng xem xét: có việc đang chờ kết luận",
}
KNOWLEDGE_MARKS = {"confirmed": "", "quoted": "", "assumed": " (*)", "unknown": " (*)"}


@dataclass(frozen=True)
class Condition:
    """One condition of the law and what was found.

    Attributes:
        state: met, unmet or unknown.
        text: what is asked, what was found, what is missing.
        cite: the article.
        knowledge: how sure we are of the wording of the law.
        needs_judgement: whether a person must judge it.
    """

    state: Literal["met", "unmet", "unknown"] = field(metadata=told("Kết quả", choices=STATES))
    text: str = field(metadata=told("Điều kiện và dữ liệu tìm thấy", long=True))
    cite: str = field(default="", metadata=told("Điều khoản"))
    knowledge: Literal["confirmed", "quoted", "assumed", "unknown"] = field(
        default="confirmed",
        metadata=told(
            "Mức độ chắc chắn về quy định",
            choices={
                "confirmed": "đã đối chiếu",
                "quoted": "theo trích dẫn",
                "assumed": "chưa đối chiếu",
                "unknown": "chưa có văn bản",
            },
        ),
    )
    needs_judgement: bool = field(default=False, metadata=told("Phải do người xét"))


@dataclass(frozen=True, kw_only=True)
class AppraisalSheet(Document):
    """An appraisal sheet.

    Attributes beside those of Document (`signer` is the officer):
        nominee, nominee_post, nominee_unit: who is nominated.
        award: for what.
        conditions: the comparison.
        outcome: what follows from it.
        year: year of the achievement.
        received: the day on which the dossier came.
        documents: the legal documents that were applied.
        warnings: what must be kept in mind.
        remarks: the officer's own words.
        head_signer: who checks the sheet; None for nobody.
    """

    KIND: ClassVar[str] = "appraisal"
    TYPE_NAME: ClassVar[str] = "PHIẾU THẨM ĐỊNH"
    ABBREVIATION: ClassVar[str] = "PTĐ"
    LABEL: ClassVar[str] = "Phiếu thẩm định"
    WORD: ClassVar[str] = "Phiếu thẩm định"
    NUMBERED: ClassVar[bool] = False

    nominee: str = field(metadata=told("Tập thể, cá nhân được đề nghị"))
    award: str = field(metadata=told("Danh hiệu, hình thức đề nghị"))
    conditions: tuple[Condition, ...] = field(metadata=told("Điều kiện"))
    outcome: Outcome = field(metadata=told("Kết luận", choices=OUTCOMES))
    nominee_post: str = field(default="", metadata=told("Chức vụ"))
    nominee_unit: str = field(default="", metadata=told("Đơn vị"))
    year: int | None = field(default=None, metadata=told("Năm xét"))
    received: datetime.date | None = field(default=None, metadata=told("Ngày nhận hồ sơ"))
    documents: tuple[str, ...] = field(default=(), metadata=told("Văn bản áp dụng", "Mỗi dòng một văn bản."))
    warnings: tuple[str, ...] = field(default=(), metadata=told("Lưu ý", "Mỗi dòng một điều.", long=True))
    remarks: str = field(default="", metadata=told("Nhận xét của người thẩm định", long=True))
    head_signer: Signer | None = field(default=None, metadata=told("Người kiểm tra", "Có thể bỏ."))

    def compose(self) -> Paper:
        """Return the sheet as blocks.

        Raises PaperworkError when there is nothing compared or the outcome contradicts it.
        """
        if not self.conditions:
            raise PaperworkError(
                "Chưa có điều kiện nào được đối chiếu.", "Phiếu thẩm định", "Đối chiếu hồ sơ với quy định trước khi in."
            )
        if self.outcome == "eligible" and any(condition.state == "unmet" for condition in self.conditions):
            raise PaperworkError(
                "Kết luận đủ điều kiện nhưng có điều kiện chưa đạt.",
                "Phiếu thẩm định, kết luận",
                "Đối chiếu lại hồ sơ.",
            )
        subject = self.subject or f"Hồ sơ đề nghị khen thưởng “{self.award}”"
        signers = [signature(self.signer, "Người thẩm định", by_hand=True)]
        if self.head_signer:
            signers.append(signature(self.head_signer, "Người kiểm tra", by_hand=True))
        return self.paper(
            self._blocks(),
            subject,
            signatures=tuple(signers),
            title=f"Phiếu thẩm định: {self.nominee}, {self.award}",
        )

    def _blocks(self) -> Iterable[Block]:
        where = station(self.nominee_post, self.nominee_unit)
        whom = f"{self.nominee}, {where}" if where else self.nominee
        facts = [("Tập thể, cá nhân được đề nghị:", whom), ("Danh hiệu, hình thức đề nghị:", self.award)]
        if self.year is not None:
            facts.append(("Năm xét:", str(self.year)))
        facts.append(("Ngày nhận hồ sơ:", format_date(self.received) if self.received else "chưa ghi nhận"))
        if self.documents:
            facts.append(("Văn bản áp dụng:", "; ".join(self.documents)))
        for number, (label, text) in enumerate(facts, start=1):
            yield labelled(f"{number}. {label}", f"{text.rstrip('. ')}.")
        number = len(facts) + 1
        yield labelled(f"{number}. Kết quả đối chiếu:", self._counts())
        columns = (
            Column("TT", 9, "center"),
            Column("Điều kiện và dữ liệu tìm thấy", 88),
            Column("Căn cứ", 46),
            Column("Kết quả", 22, "center"),
        )
        rows = []
        for row, condition in enumerate(self.conditions, start=1):
            judged = "\n(người xét)" if condition.needs_judgement else ""
            cite = condition.cite + KNOWLEDGE_MARKS[condition.knowledge]
            rows.append(Row((str(row), condition.text, cite.strip(), STATES[condition.state] + judged)))
        yield Table(columns, tuple(rows), size=12)
        if any(KNOWLEDGE_MARKS[condition.knowledge] for condition in self.conditions):
            yield plain(
                "(*) Nội dung quy định chưa được đối chiếu với văn bản gốc; cần kiểm tra lại trước khi áp dụng."
            )
        if self.warnings:
            number += 1
            yield labelled(f"{number}. Lưu ý:", "")
            yield from dashes(self.warnings)
        number += 1
        yield labelled(
            f"{number}. Nhận xét của người thẩm định:", f"{self.remarks.rstrip('. ')}." if self.remarks else "không có."
        )
        yield labelled(f"{number + 1}. Kết luận:", closed(OUTCOMES[self.outcome]))

    def _counts(self) -> str:
        states = [condition.state for condition in self.conditions]
        return (
            f"{len(states)} điều kiện, trong đó đạt {states.count('met')}, chưa đạt {states.count('unmet')}, "
            f"chưa rõ {states.count('unknown')}."
        )


def conditions_from_verdict(verdict: Mapping[str, Any]) -> tuple[Condition, ...]:
    """Return the conditions of a verdict (contract `verdict.schema.json`) that belong to its path, for the sheet."""
    path = verdict.get("path")
    return tuple(
        Condition(
            state=entry["state"],
            text=entry["text"],
            cite=cite_text(entry["cite"]),
            knowledge=entry["knowledge"],
            needs_judgement=entry.get("needs_judgement", False),
        )
        for entry in verdict["conditions"]
        if entry.get("path") in (None, path)
    )


def cite_text(cite: Mapping[str, Any]) -> str:
    """Return a citation in words: "điểm a khoản 1 Điều 23, 06/2022/QH15"."""
    parts = [
        f"{word} {cite[key]}"
        for key, word in (("point", "điểm"), ("clause", "khoản"), ("article", "Điều"))
        if cite.get(key) is not None
    ]
    return ", ".join(part for part in (" ".join(parts), str(cite["document"])) if part)
