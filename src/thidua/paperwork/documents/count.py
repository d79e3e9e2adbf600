"""The minutes of the count (biên bản kiểm phiếu), which the tellers sign (Decree 30/2020, Mẫu 1.9)."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import ClassVar

from thidua.paperwork.blocks import Block, Paper, heading, labelled, plain
from thidua.paperwork.documents.base import Document, closed, dated, sentence, signature
from thidua.paperwork.documents.minutes import COUNCIL_LINES, Member, clock, people
from thidua.paperwork.documents.voting import VoteGroup, check_votes, vote_blocks
from thidua.paperwork.errors import PaperworkError
from thidua.paperwork.office import Signer
from thidua.paperwork.told import told


@dataclass(frozen=True, kw_only=True)
class CountMinutes(Document):
    """The minutes of a count.

    Attributes beside those of Document (`signer` is the head of the tellers):
        council: in running text.
        council_lines: the council as the issuer in the header.
        members_total: how many members the council has.
        present: how many voted in the room; wrote: how many absent members gave a written opinion.
        tellers: who counted; the first is their head.
        votes: the results, an award each.
        counted_on: the day; None → the day of the document.
        opened, closed: times of day; None leaves blank spaces.
        meeting_place: where.
        sealed: what became of the ballots: "niêm phong, giao Thư ký Hội đồng lưu giữ".
        witness: who signs beside the head of the tellers; None → the second teller, if there is one.
    """

    KIND: ClassVar[str] = "count"
    TYPE_NAME: ClassVar[str] = "BIÊN BẢN"
    ABBREVIATION: ClassVar[str] = "BB"
    LABEL: ClassVar[str] = "Biên bản kiểm phiếu"
    WORD: ClassVar[str] = "Biên bản"

    council: str = field(metadata=told("Hội đồng", "“Hội đồng Thi đua - Khen thưởng Sở Nội vụ”."))
    members_total: int = field(metadata=told("Tổng số thành viên"))
    present: int = field(metadata=told("Số thành viên có mặt"))
    tellers: tuple[Member, ...] = field(metadata=told("Tổ kiểm phiếu", "Dòng đầu là Tổ trưởng."))
    votes: tuple[VoteGroup, ...] = field(metadata=told("Kết quả kiểm phiếu"))
    council_lines: tuple[str, ...] = field(
        default=COUNCIL_LINES, metadata=told("Tên Hội đồng ở đầu văn bản", "Chữ in hoa, mỗi dòng như khi in.")
    )
    wrote: int = field(default=0, metadata=told("Số thành viên vắng mặt đã gửi ý kiến bằng văn bản"))
    counted_on: datetime.date | None = field(default=None, metadata=told("Ngày kiểm phiếu"))
    opened: datetime.time | None = field(default=None, metadata=told("Giờ bắt đầu"))
    closed: datetime.time | None = field(default=None, metadata=told("Giờ kết thúc"))
    meeting_place: str = field(default="", metadata=told("Địa điểm"))
    sealed: str = field(default="", metadata=told("Xử lý phiếu sau kiểm phiếu"))
    witness: Signer | None = field(default=None, metadata=told("Người cùng ký", "Để trống: thành viên tổ kiểm phiếu."))

    def compose(self) -> Paper:
        """Return the minutes as blocks. Raises PaperworkError without tellers or votes, or when votes do not add up."""
        if not self.tellers:
            raise PaperworkError("Chưa có tổ kiểm phiếu.", self.LABEL, "Nhập người kiểm phiếu.")
        if not self.votes:
            raise PaperworkError("Chưa có kết quả kiểm phiếu.", self.LABEL, "Nhập kết quả ít nhất một nội dung.")
        if not 0 < self.present <= self.members_total or self.present + self.wrote > self.members_total:
            raise PaperworkError(
                f"Có mặt {self.present}, gửi ý kiến {self.wrote}, tổng số {self.members_total}: không khớp.",
                self.LABEL,
                "Kiểm tra lại số thành viên.",
            )
        for group in self.votes:
            check_votes(group, self.members_total, self.present)
        subject = self.subject or f"Kiểm phiếu của {self.council}"
        witness = self.witness
        if witness is None and len(self.tellers) > 1:
            witness = Signer(("THÀNH VIÊN",), self.tellers[1].name)
        beside = (signature(witness, "Người cùng ký", by_hand=True),) if witness else ()
        return self.paper(
            self._blocks(),
            subject,
            parent_lines=self.office.agency_lines,
            agency_lines=self.council_lines,
            signatures=(*beside, signature(self.signer, "Tổ trưởng tổ kiểm phiếu", by_hand=not self.number)),
        )

    def usual_symbol(self) -> str:
        """Return the symbol of the council, which numbers its own documents."""
        return "BB-HĐTĐKT"

    def _blocks(self) -> Iterable[Block]:
        day = dated(self.counted_on or self.day)
        yield labelled("Thời gian bắt đầu:", f"{clock(self.opened)}, {day}.")
        if self.meeting_place:
            yield labelled("Địa điểm:", sentence(self.meeting_place))
        yield heading("I. TỔ KIỂM PHIẾU")
        yield from people(self.tellers)
        yield heading("II. SỐ THÀNH VIÊN THAM GIA BỎ PHIẾU")
        wrote = f"; {self.wrote} thành viên vắng mặt đã gửi ý kiến bằng văn bản" if self.wrote else ""
        yield plain(f"Tổng số thành viên Hội đồng: {self.members_total}; có mặt: {self.present}{wrote}.")
        yield heading("III. KẾT QUẢ KIỂM PHIẾU")
        for index, group in enumerate(self.votes, start=1):
            yield from vote_blocks(index, group, self.members_total, self.present)
        if self.sealed:
            yield plain(f"Phiếu bầu sau khi kiểm được {self.sealed.rstrip(' .')}.")
        yield plain(closed(f"Việc kiểm phiếu kết thúc vào {clock(self.closed)}, {day}"))
