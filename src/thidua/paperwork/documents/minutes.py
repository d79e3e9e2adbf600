"""The minutes of a council's meeting with the count of its votes (Decree 30/2020, Mẫu 1.9).

The denominator of every share is written out: for titles it is all members of the council, present or not.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import ClassVar

from thidua.paperwork.blocks import Block, Paper, heading, labelled, plain
from thidua.paperwork.documents.base import (
    BLANK,
    Document,
    closed,
    dated,
    sentence,
    signature,
)
from thidua.paperwork.documents.voting import VoteGroup, check_votes, vote_blocks
from thidua.paperwork.errors import PaperworkError
from thidua.paperwork.office import Signer
from thidua.paperwork.told import told

COUNCIL_LINES = ("HỘI ĐỒNG", "THI ĐUA - KHEN THƯỞNG")


@dataclass(frozen=True)
class Member:
    """Somebody at a meeting, or missing from it.

    Attributes:
        name: full name.
        post: post in the office.
        role: post in the council: "Chủ tịch Hội đồng".
        reason: why absent.
        wrote: whether an absent member gave a written opinion.
        salutation: "Ông", "Bà".
    """

    name: str = field(metadata=told("Họ tên"))
    post: str = field(default="", metadata=told("Chức vụ"))
    role: str = field(default="", metadata=told("Chức danh trong Hội đồng", "“Chủ tịch Hội đồng”, “Ủy viên”."))
    reason: str = field(default="", metadata=told("Lý do vắng"))
    wrote: bool = field(default=False, metadata=told("Đã gửi ý kiến bằng văn bản", "Với thành viên vắng mặt."))
    salutation: str = field(default="", metadata=told("Danh xưng", "“Ông”, “Bà”."))

    @property
    def described(self) -> str:
        """Name, post and role in one line."""
        return ", ".join(part for part in (f"{self.salutation} {self.name}".strip(), self.post, self.role) if part)


@dataclass(frozen=True, kw_only=True)
class CouncilMinutes(Document):
    """The minutes of a council's meeting.

    Attributes beside those of Document (`signer` is the chair):
        council: in running text: "Hội đồng Thi đua - Khen thưởng Sở Nội vụ".
        council_lines: the council as the issuer in the header; its office stands above it.
        held_on: day of the meeting; None → the day of the document.
        opened, closed: times of day; None leaves blank spaces.
        meeting_place: where.
        members_total: how many members the council has; present and absent must add up to it.
        present, absent, invited: who was there and who was not.
        chair, secretary: who led and who wrote.
        content: report and discussion, a paragraph each.
        votes: the results, an award each.
        conclusion: what the council decided, a paragraph each.
        secretary_signer: how the secretary signs; None → "THƯ KÝ" and the secretary's name.
    """

    KIND: ClassVar[str] = "minutes"
    TYPE_NAME: ClassVar[str] = "BIÊN BẢN"
    ABBREVIATION: ClassVar[str] = "BB"
    LABEL: ClassVar[str] = "Biên bản họp Hội đồng"
    WORD: ClassVar[str] = "Biên bản"

    council: str = field(metadata=told("Hội đồng", "“Hội đồng Thi đua - Khen thưởng Sở Nội vụ”."))
    meeting_place: str = field(metadata=told("Địa điểm họp"))
    members_total: int = field(metadata=told("Tổng số thành viên"))
    present: tuple[Member, ...] = field(metadata=told("Thành viên có mặt"))
    chair: Member = field(metadata=told("Chủ tọa"))
    secretary: Member = field(metadata=told("Thư ký"))
    content: tuple[str, ...] = field(metadata=told("Nội dung", "Báo cáo, thảo luận; mỗi dòng một đoạn.", long=True))
    council_lines: tuple[str, ...] = field(
        default=COUNCIL_LINES, metadata=told("Tên Hội đồng ở đầu văn bản", "Chữ in hoa, mỗi dòng như khi in.")
    )
    held_on: datetime.date | None = field(default=None, metadata=told("Ngày họp", "Để trống: ngày của biên bản."))
    opened: datetime.time | None = field(default=None, metadata=told("Giờ khai mạc"))
    closed: datetime.time | None = field(default=None, metadata=told("Giờ kết thúc"))
    absent: tuple[Member, ...] = field(default=(), metadata=told("Thành viên vắng mặt"))
    invited: tuple[Member, ...] = field(default=(), metadata=told("Khách mời"))
    votes: tuple[VoteGroup, ...] = field(default=(), metadata=told("Kết quả bỏ phiếu"))
    conclusion: tuple[str, ...] = field(default=(), metadata=told("Kết luận", "Mỗi dòng một đoạn.", long=True))
    secretary_signer: Signer | None = field(default=None, metadata=told("Thư ký ký tên", "Để trống: “THƯ KÝ”."))

    def compose(self) -> Paper:
        """Return the minutes as blocks. Raises PaperworkError when attendance or votes do not add up."""
        self._check_attendance()
        for group in self.votes:
            check_votes(group, self.members_total, len(self.present))
        subject = self.subject or f"Họp {self.council}"
        secretary = self.secretary_signer or Signer(("THƯ KÝ",), self.secretary.name)
        return self.paper(
            self._blocks(),
            subject,
            parent_lines=self.office.agency_lines,
            agency_lines=self.council_lines,
            signatures=(
                signature(secretary, "Thư ký", by_hand=not self.number),
                signature(self.signer, "Chủ tọa", by_hand=not self.number),
            ),
        )

    def usual_symbol(self) -> str:
        """Return the symbol of the council, which numbers its own documents."""
        return "BB-HĐTĐKT"

    @property
    def _held(self) -> datetime.date | None:
        return self.held_on or self.day

    def _check_attendance(self) -> None:
        counted = len(self.present) + len(self.absent)
        if counted != self.members_total:
            raise PaperworkError(
                f"Có mặt {len(self.present)}, vắng {len(self.absent)}, không khớp tổng số {self.members_total} "
                "thành viên.",
                "Thành phần họp",
                "Ghi đủ thành viên có mặt và vắng mặt.",
            )

    def _blocks(self) -> Iterable[Block]:
        yield labelled("Thời gian bắt đầu:", f"{clock(self.opened)}, {dated(self._held)}.")
        yield labelled("Địa điểm:", f"{self.meeting_place.rstrip('.')}.")
        yield heading("I. THÀNH PHẦN THAM DỰ")
        yield labelled(
            "1. Có mặt:", f"{len(self.present):02d}/{self.members_total:02d} thành viên {self.council}, gồm:"
        )
        yield from people(self.present)
        if self.absent:
            yield labelled("2. Vắng mặt:", f"{len(self.absent):02d} thành viên, gồm:")
            yield from people(self.absent, absent=True)
        else:
            yield labelled("2. Vắng mặt:", "không.")
        number = 3
        if self.invited:
            yield labelled(f"{number}. Khách mời:", "")
            yield from people(self.invited)
            number += 1
        yield labelled(f"{number}. Chủ tọa:", f"{self.chair.described}.")
        yield labelled(f"{number + 1}. Thư ký:", f"{self.secretary.described}.")
        yield heading("II. NỘI DUNG")
        for text in self.content:
            yield plain(sentence(text))
        if self.votes:
            yield heading("III. KẾT QUẢ BỎ PHIẾU")
            for index, group in enumerate(self.votes, start=1):
                yield from vote_blocks(index, group, self.members_total, len(self.present))
        if self.conclusion:
            yield heading(f"{'IV' if self.votes else 'III'}. KẾT LUẬN")
            for text in self.conclusion:
                yield plain(sentence(text))
        yield plain(closed(f"Cuộc họp kết thúc vào {clock(self.closed)}, {dated(self._held)}"))


def clock(moment: datetime.time | None) -> str:
    """Return "08 giờ 00", or the same with blank spaces."""
    return f"{moment.hour:02d} giờ {moment.minute:02d}" if moment else f"{BLANK} giờ {BLANK}"


def lowered(text: str) -> str:
    """Return `text` with a small first letter, as inside a sentence; abbreviations stay."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def people(members: tuple[Member, ...], *, absent: bool = False) -> Iterable[Block]:
    """Yield a line for each of `members`, with what is known of those who were absent."""
    last = len(members) - 1
    for index, member in enumerate(members):
        text = member.described
        if absent:
            notes = [lowered(member.reason), "đã gửi ý kiến bằng văn bản" if member.wrote else ""]
            said = "; ".join(note for note in notes if note)
            text += f" ({said})" if said else ""
        yield plain(f"- {text}{'.' if index == last else ';'}")
