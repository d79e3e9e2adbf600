"""The official letter that reminds units of what they have not sent (Decree 30/2020, Mẫu 1.5)."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from thidua.paperwork.blocks import Block, Column, Paper, Row, Table, plain
from thidua.paperwork.documents.base import Document, archive_line, closed, day_line, number_line, signature
from thidua.paperwork.errors import PaperworkError
from thidua.text import format_date


@dataclass(frozen=True)
class MissingItem:
    """What a unit has not sent, and when it was due."""

    unit: str
    what: str
    due: datetime.date | None = None
    note: str = ""


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

    addressees: tuple[str, ...]
    introduction: tuple[str, ...]
    missing: tuple[MissingItem, ...]
    deadline: str
    channel: str = ""
    contact: str = ""

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
        subject = self.subject or "đôn đốc gửi báo cáo thi đua, khen thưởng"
        if not subject.startswith("V/v"):
            subject = f"V/v {subject.removeprefix('Về việc ').strip()}"
        return Paper(
            office=self.office,
            kind=self.KIND,
            parent_lines=self.office.parent_lines,
            agency_lines=self.office.agency_lines,
            number_line=number_line(self),
            day_line=day_line(self),
            type_name="",
            subject="",
            letter_subject=subject,
            addressees=self.addressees,
            blocks=tuple(self._blocks()),
            signatures=(signature(self.signer, by_hand=not self.number),),
            recipients=self.recipients or ("Như trên",),
            archive=archive_line(self),
            day=self.day,
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
