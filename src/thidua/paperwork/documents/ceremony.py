"""Short documents: the invitation (giấy mời, Decree 30/2020, Mẫu 1.7), the confirmation of honours, and the letter on
exchange or re-issue of certificates.

The wording of the last two is ours: the official forms are not held.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import ClassVar, Literal

from thidua.paperwork.blocks import Block, Column, Paper, Row, Table, dashes, labelled, plain
from thidua.paperwork.documents.base import Document, bases, closed, letter_subject, sentence
from thidua.paperwork.documents.minutes import clock
from thidua.paperwork.errors import PaperworkError
from thidua.paperwork.told import told
from thidua.text import format_date, long_date


@dataclass(frozen=True, kw_only=True)
class Invitation(Document):
    """An invitation.

    Attributes beside those of Document:
        guests: who is invited.
        event: to what: "Hội nghị tổng kết phong trào thi đua năm 2025".
        held_on, starts_at: when.
        meeting_place: where.
        chair: who leads it.
        agenda: what it is about, one entry each.
        notes: what guests must know or bring.
    """

    KIND: ClassVar[str] = "invitation"
    TYPE_NAME: ClassVar[str] = "GIẤY MỜI"
    ABBREVIATION: ClassVar[str] = "GM"
    LABEL: ClassVar[str] = "Giấy mời"
    WORD: ClassVar[str] = "Giấy mời"

    guests: tuple[str, ...] = field(metadata=told("Trân trọng kính mời", "Mỗi dòng một khách."))
    event: str = field(metadata=told("Tới dự", "“Hội nghị tổng kết phong trào thi đua năm 2025”."))
    held_on: datetime.date = field(metadata=told("Ngày họp"))
    meeting_place: str = field(metadata=told("Địa điểm"))
    starts_at: datetime.time | None = field(default=None, metadata=told("Giờ bắt đầu"))
    chair: str = field(default="", metadata=told("Chủ trì"))
    agenda: tuple[str, ...] = field(default=(), metadata=told("Nội dung", "Mỗi dòng một nội dung.", long=True))
    notes: tuple[str, ...] = field(default=(), metadata=told("Lưu ý", "Mỗi dòng một điều.", long=True))

    def compose(self) -> Paper:
        """Return the invitation as blocks. Raises PaperworkError without guests, event or place."""
        for value, what in ((self.guests, "khách mời"), (self.event, "tên cuộc họp"), (self.meeting_place, "địa điểm")):
            if not value:
                raise PaperworkError(f"Chưa có {what}.", "Giấy mời", f"Nhập {what}.")
        subject = self.subject or f"Dự {self.event}"
        return self.paper(self._blocks(), subject, recipients=self.recipients or ("Như thành phần mời",))

    def _blocks(self) -> Iterable[Block]:
        if len(self.guests) == 1:
            yield plain(f"{self.office.name} trân trọng kính mời: {self.guests[0].rstrip(' .')}.")
        else:
            yield plain(f"{self.office.name} trân trọng kính mời:", keep=True)
            yield from dashes(self.guests)
        yield labelled("Tới dự:", sentence(self.event))
        if self.agenda:
            yield labelled("Nội dung:", "")
            yield from dashes(self.agenda)
        if self.chair:
            yield labelled("Chủ trì:", sentence(self.chair))
        start = f"{clock(self.starts_at)}, " if self.starts_at else ""
        yield labelled("Thời gian:", f"{start}{long_date(self.held_on)}.")
        yield labelled("Địa điểm:", sentence(self.meeting_place))
        if self.notes:
            yield labelled("Lưu ý:", "")
            yield from dashes(self.notes)
        yield plain(closed("Trân trọng kính mời"))


@dataclass(frozen=True)
class HonourRow:
    """An honour that somebody holds.

    Attributes:
        year: of the achievement or the decision.
        name: the title or the form of commendation.
        number: of the decision: "08/QĐ-SNV".
        day: of the decision.
        decided_by: who decided.
        holder: whose it is, when the list holds more than one.
    """

    year: int | None = field(metadata=told("Năm"))
    name: str = field(metadata=told("Danh hiệu, hình thức khen thưởng"))
    number: str = field(default="", metadata=told("Số quyết định", "“08/QĐ-SNV”."))
    day: datetime.date | None = field(default=None, metadata=told("Ngày quyết định"))
    decided_by: str = field(default="", metadata=told("Cơ quan ban hành quyết định"))
    holder: str = field(default="", metadata=told("Họ tên hoặc tên tập thể", "Chỉ ghi khi danh sách có nhiều người."))

    @property
    def decision(self) -> str:
        """Number, day and issuer in one text: "Số 08/QĐ-SNV ngày 05/12/2025 của …"."""
        parts = [f"Số {self.number}" if self.number else "", f"ngày {format_date(self.day)}" if self.day else ""]
        said = " ".join(part for part in parts if part)
        if self.decided_by:
            said += f" của {self.decided_by}" if said else self.decided_by
        return said[:1].upper() + said[1:]


def honour_table(rows: tuple[HonourRow, ...], what: str) -> Table:
    """Return the table of honours: year, name, decision; with the holder when rows name one."""
    with_holder = any(row.holder for row in rows)
    columns = (
        Column("TT", 9, "center"),
        *((Column("Họ và tên/Tên tập thể", 40),) if with_holder else ()),
        Column("Năm", 16, "center"),
        Column(what, 55),
        Column("Số, ngày, tháng, năm của quyết định; cơ quan ban hành quyết định", 85 - 25 * with_holder),
    )
    return Table(
        columns,
        tuple(
            Row(
                (
                    str(number),
                    *((row.holder,) if with_holder else ()),
                    str(row.year) if row.year is not None else "",
                    row.name,
                    row.decision,
                )
            )
            for number, row in enumerate(rows, start=1)
        ),
        size=12,
    )


@dataclass(frozen=True, kw_only=True)
class Confirmation(Document):
    """A confirmation of the honours that somebody holds. The wording is ours.

    Attributes beside those of Document:
        whom: person or collective.
        whom_detail: post, unit, address.
        honours: what is confirmed.
        request: at whose request.
        purpose: what it is for: "bổ sung hồ sơ …".
    """

    KIND: ClassVar[str] = "confirmation"
    TYPE_NAME: ClassVar[str] = "GIẤY XÁC NHẬN"
    ABBREVIATION: ClassVar[str] = "GXN"
    LABEL: ClassVar[str] = "Giấy xác nhận khen thưởng"
    WORD: ClassVar[str] = "Giấy xác nhận"

    whom: str = field(metadata=told("Xác nhận cho", "Họ tên hoặc tên tập thể."))
    honours: tuple[HonourRow, ...] = field(metadata=told("Khen thưởng được xác nhận"))
    whom_detail: str = field(default="", metadata=told("Chức vụ, đơn vị, địa chỉ"))
    request: str = field(default="", metadata=told("Theo đề nghị", "“Đơn đề nghị ngày 12/11/2025 của ông Lê Văn Tám”."))
    purpose: str = field(default="", metadata=told("Dùng vào việc"))

    def compose(self) -> Paper:
        """Return the confirmation as blocks. Raises PaperworkError without a name or an honour with its decision."""
        if not self.whom:
            raise PaperworkError("Chưa có tên người được xác nhận.", "Giấy xác nhận", "Nhập họ tên hoặc tên tập thể.")
        if not self.honours:
            raise PaperworkError("Chưa có khen thưởng để xác nhận.", "Giấy xác nhận", "Chọn ít nhất một khen thưởng.")
        for index, honour in enumerate(self.honours, start=1):
            if not honour.number:
                raise PaperworkError(
                    "Khen thưởng chưa có số quyết định nên không xác nhận được.",
                    f"Khen thưởng được xác nhận, dòng {index}",
                    "Đối chiếu sổ khen thưởng và nhập số quyết định.",
                )
        return self.paper(self._blocks(), self.subject or "Về việc khen thưởng đã được tặng")

    def _blocks(self) -> Iterable[Block]:
        yield from bases(self.legal_bases)
        request = f"Theo đề nghị tại {self.request.rstrip(' .')}, " if self.request else ""
        whom = self.whom + (f", {self.whom_detail}" if self.whom_detail else "")
        said = f"{request}sau khi đối chiếu sổ sách khen thưởng, {self.office.name} xác nhận {whom} đã được tặng:"
        yield plain(said[:1].upper() + said[1:], keep=True)
        yield honour_table(self.honours, "Danh hiệu, hình thức khen thưởng")
        purpose = f" để {self.purpose.rstrip(' .')}" if self.purpose else ""
        yield plain(closed(f"Giấy xác nhận này được cấp{purpose} và có giá trị từ ngày ký"))


@dataclass(frozen=True)
class ReissueRow:
    """A certificate that is to be exchanged or issued again."""

    name: str = field(metadata=told("Họ tên hoặc tên tập thể"))
    award: str = field(metadata=told("Danh hiệu, hình thức khen thưởng"))
    number: str = field(metadata=told("Số quyết định"))
    unit: str = field(default="", metadata=told("Đơn vị, địa chỉ"))
    day: datetime.date | None = field(default=None, metadata=told("Ngày quyết định"))
    decided_by: str = field(default="", metadata=told("Cơ quan ban hành quyết định"))
    reason: str = field(default="", metadata=told("Lý do", "“bị mất”, “bị hư hỏng”, “sai thông tin”."))


@dataclass(frozen=True, kw_only=True)
class ReissueLetter(Document):
    """The letter on exchange (cấp đổi) or re-issue (cấp lại) of certificates. The wording is ours.

    Attributes beside those of Document:
        addressees: to whom.
        rows: what is to be exchanged or issued again.
        action: exchange (the damaged or wrong one is given back) or re-issue (it is lost).
        purpose: a request to who decides, or the answer of who has decided.
        introduction: paragraphs before the table; empty → the usual one.
    """

    KIND: ClassVar[str] = "reissue"
    LABEL: ClassVar[str] = "Công văn cấp đổi, cấp lại hiện vật khen thưởng"
    WORD: ClassVar[str] = "Công văn"

    addressees: tuple[str, ...] = field(metadata=told("Kính gửi", "Mỗi dòng một nơi."))
    rows: tuple[ReissueRow, ...] = field(metadata=told("Danh sách"))
    action: Literal["exchange", "reissue"] = field(
        default="reissue", metadata=told("Việc", choices={"exchange": "cấp đổi", "reissue": "cấp lại"})
    )
    purpose: Literal["request", "answer"] = field(
        default="request", metadata=told("Loại công văn", choices={"request": "đề nghị", "answer": "trả lời đồng ý"})
    )
    introduction: tuple[str, ...] = field(default=(), metadata=told("Phần mở đầu", "Mỗi dòng một đoạn.", long=True))

    def compose(self) -> Paper:
        """Return the letter as blocks. Raises PaperworkError without addressees or rows."""
        if not self.addressees:
            raise PaperworkError("Chưa có nơi nhận công văn (Kính gửi).", self.LABEL, "Nhập nơi nhận.")
        if not self.rows:
            raise PaperworkError("Chưa có hiện vật nào.", self.LABEL, "Thêm ít nhất một dòng.")
        verb = "đề nghị " if self.purpose == "request" else ""
        subject = letter_subject(self.subject or f"{verb}{self._action} hiện vật khen thưởng")
        return self.paper(
            self._blocks(),
            "",
            letter_subject=subject,
            addressees=self.addressees,
            recipients=self.recipients or ("Như trên",),
            title=f"Công văn {subject}",
        )

    @property
    def _action(self) -> str:
        return "cấp đổi" if self.action == "exchange" else "cấp lại"

    def _blocks(self) -> Iterable[Block]:
        yield from bases(self.legal_bases)
        for text in self.introduction:
            yield plain(sentence(text))
        if self.purpose == "request":
            yield plain(
                f"{self.office.name} kính đề nghị {'; '.join(self.addressees)} xem xét, {self._action} hiện vật khen "
                "thưởng cho các trường hợp sau:",
                keep=True,
            )
        else:
            yield plain(
                f"{self.office.name} đồng ý {self._action} hiện vật khen thưởng cho các trường hợp sau:", keep=True
            )
        columns = (
            Column("TT", 9, "center"),
            Column("Họ và tên/Tên tập thể", 45),
            Column("Danh hiệu, hình thức khen thưởng", 42),
            Column("Quyết định", 45),
            Column("Lý do", 24),
        )
        yield Table(columns, tuple(self._rows()), size=12)
        yield plain(closed(self._ending()))

    def _rows(self) -> Iterable[Row]:
        for number, row in enumerate(self.rows, start=1):
            decision = HonourRow(None, row.award, row.number, row.day, row.decided_by).decision
            whom = row.name + (f"\n{row.unit}" if row.unit else "")
            yield Row((str(number), whom, row.award, decision, row.reason))

    def _ending(self) -> str:
        if self.purpose == "answer":
            return "Đề nghị các đơn vị, cá nhân có tên nêu trên liên hệ để nhận hiện vật khen thưởng"
        gives_back = " và nộp lại hiện vật cũ" if self.action == "exchange" else ""
        return f"{self.office.name} cam đoan thông tin nêu trên đúng với hồ sơ lưu{gives_back}"
