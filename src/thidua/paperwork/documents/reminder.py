"""The official letter that reminds units of what they have not sent (Decree 30/2020, Mẫu 1.5)."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import ClassVar

from thidua.paperwork.blocks import Block, Column, Paper, Row, Table, plain
from thidua.paperwork.documents.base import Document, closed, letter_subject
from thidua.paperwork.errors import PaperworkError
from thidua.paperwork.told import told
from thidua.text import format_date


@dataclass(frozen=True)
class MissingItem:
    """What a unit has not sent, and when it was due."""

    unit: str = field(metadata=told("Cơ quan, đơn vị"))
    what: str = field(metadata=told("Nội dung chưa gửi"))
    due: datetime.date | None = field(default=None, metadata=told("Thời hạn"))
    note: str = field(default="", metadata=told("Ghi chú"))


@dataclass(frozen=True, kw_only=True)
class ReminderLetter(Document):
    """A letter of reminder.

    Attributes beside those of Document:
        addressees: "Kính gửi".
        introduction: on what the letter rests, a paragraph each: the plan, its number and date, what it asks for.
        missing: who has not sent what.
        deadline: "trước 17 giờ 00 ngày 25/11/2025".
        channel: by what way to send: "qua Hệ thống quản lý văn bản".
        contact: whom to ask.
    """

    KIND: ClassVar[str] = "reminder"
    LABEL: ClassVar[str] = "Công văn đôn đốc"
    WORD: ClassVar[str] = "Công văn"

    addressees: tuple[str, ...] = field(metadata=told("Kính gửi", "Mỗi dòng một nơi."))
    introduction: tuple[str, ...] = field(metadata=told("Phần mở đầu", "Mỗi dòng một đoạn.", long=True))
    missing: tuple[MissingItem, ...] = field(metadata=told("Danh sách chưa gửi"))
    deadline: str = field(metadata=told("Thời hạn gửi", "“trước 17 giờ 00 ngày 25/11/2025”."))
    channel: str = field(default="", metadata=told("Cách gửi", "“qua Hệ thống quản lý văn bản”."))
    contact: str = field(default="", metadata=told("Người liên hệ"))

    def compose(self) -> Paper:
        """Return the letter as blocks. Raises PaperworkError without addressees, missing items or a deadline."""
        for value, what in (
            (self.addressees, "nơi nhận công văn (Kính gửi)"),
            (self.introduction, "phần mở đầu"),
            (self.missing, "đơn vị chưa gửi"),
            (self.deadline.strip(), "thời hạn gửi"),
        ):
            if not value:
                raise PaperworkError(f"Chưa có {what}.", "Công văn đôn đốc", f"Nhập {what}.")
        subject = letter_subject(self.subject or "đôn đốc gửi báo cáo thi đua, khen thưởng")
        return self.paper(
            self._blocks(),
            "",
            letter_subject=subject,
            addressees=self.addressees,
            recipients=self.recipients or ("Như trên",),
            title=f"Công văn {subject}",
        )

    def _blocks(self) -> Iterable[Block]:
        for text in self.introduction:
            yield plain(text)
        yield plain("Qua theo dõi, đến nay còn các cơ quan, đơn vị sau đây chưa gửi:", keep=True)
        with_due = any(item.due for item in self.missing)
        with_note = any(item.note for item in self.missing)
        columns = [Column("TT", 10, "center"), Column("Cơ quan, đơn vị", 60), Column("Nội dung chưa gửi", 65)]
        columns += [Column("Thời hạn", 25, "center")] if with_due else []
        columns += [Column("Ghi chú", 30)] if with_note else []
        rows = []
        for row, item in enumerate(self.missing, start=1):
            cells = [str(row), item.unit, item.what]
            cells += [format_date(item.due) if item.due else ""] if with_due else []
            cells += [item.note] if with_note else []
            rows.append(Row(tuple(cells)))
        yield Table(tuple(columns), tuple(rows))
        channel = f" {self.channel}" if self.channel else ""
        yield plain(
            f"{self.office.name} đề nghị Thủ trưởng các cơ quan, đơn vị nêu trên chỉ đạo khẩn trương thực hiện và "
            f"gửi về {self.office.name}{channel} {self.deadline.rstrip('. ')}. Các cơ quan, đơn vị đã gửi thì bỏ qua "
            "văn bản này."
        )
        if self.contact:
            yield plain(f"Thông tin chi tiết xin liên hệ: {self.contact.rstrip('. ')}.")
        yield plain(closed(f"{self.office.name} đề nghị các cơ quan, đơn vị quan tâm, phối hợp thực hiện"))
