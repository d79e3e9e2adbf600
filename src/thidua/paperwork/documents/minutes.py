"""The minutes of a council's meeting with the count of its votes (Decree 30/2020, Mẫu 1.9).

The denominator of every share is written out: for titles it is all members of the council, present or not.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar, Literal

from thidua.paperwork.blocks import Block, Column, Paper, Row, Table, heading, labelled, plain
from thidua.paperwork.documents.base import (
    BLANK,
    Document,
    archive_line,
    closed,
    dated,
    day_line,
    number_line,
    plain_title,
    sentence,
    signature,
)
from thidua.paperwork.errors import PaperworkError
from thidua.paperwork.office import Signer


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

    name: str
    post: str = ""
    role: str = ""
    reason: str = ""
    wrote: bool = False
    salutation: str = ""

    @property
    def described(self) -> str:
        """Name, post and role in one line."""
        return ", ".join(part for part in (f"{self.salutation} {self.name}".strip(), self.post, self.role) if part)


@dataclass(frozen=True)
class NomineeVote:
    """The votes on one nominee; `passed` is what the law says of them."""

    name: str
    in_favour: int
    against: int
    passed: bool
    unit: str = ""
    abstained: int = 0


@dataclass(frozen=True)
class VoteGroup:
    """The votes on one award.

    Attributes:
        award: without quotation marks.
        nominees: the votes on each.
        threshold_percent: share asked for; None when the law asks for no share.
        cite: where the share stands: "khoản 2 Điều 30 Nghị định số …".
        secret: whether by secret ballot.
        issued, returned, valid, invalid: ballots; all 0 for a show of hands.
        base: of whom the share is computed.
        base_members: how many they are; None → counted from the attendance.
    """

    award: str
    nominees: tuple[NomineeVote, ...]
    threshold_percent: float | None = None
    cite: str = ""
    secret: bool = True
    issued: int = 0
    returned: int = 0
    valid: int = 0
    invalid: int = 0
    base: Literal["all_members", "present"] = "all_members"
    base_members: int | None = None


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

    council: str
    meeting_place: str
    members_total: int
    present: tuple[Member, ...]
    chair: Member
    secretary: Member
    content: tuple[str, ...]
    council_lines: tuple[str, ...] = ("HỘI ĐỒNG", "THI ĐUA - KHEN THƯỞNG")
    held_on: datetime.date | None = None
    opened: datetime.time | None = None
    closed: datetime.time | None = None
    absent: tuple[Member, ...] = ()
    invited: tuple[Member, ...] = ()
    votes: tuple[VoteGroup, ...] = ()
    conclusion: tuple[str, ...] = ()
    secretary_signer: Signer | None = None

    def compose(self) -> Paper:
        """Return the minutes as blocks. Raises PaperworkError when attendance or votes do not add up."""
        self._check_attendance()
        for group in self.votes:
            check_votes(group, self.members_total, len(self.present))
        subject = self.subject or f"Họp {self.council}"
        secretary = self.secretary_signer or Signer(("THƯ KÝ",), self.secretary.name)
        return Paper(
            office=self.office,
            kind=self.KIND,
            parent_lines=self.office.agency_lines,
            agency_lines=self.council_lines,
            number_line=number_line(self),
            day_line=day_line(self),
            type_name=self.TYPE_NAME,
            subject=subject,
            blocks=tuple(self._blocks()),
            signatures=(
                signature(secretary, "Thư ký", by_hand=not self.number),
                signature(self.signer, "Chủ tọa", by_hand=not self.number),
            ),
            recipients=self.recipients,
            archive=archive_line(self),
            day=self.day,
            title=plain_title("Biên bản", subject),
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
        yield from _people(self.present)
        if self.absent:
            yield labelled("2. Vắng mặt:", f"{len(self.absent):02d} thành viên, gồm:")
            yield from _people(self.absent, absent=True)
        else:
            yield labelled("2. Vắng mặt:", "không.")
        number = 3
        if self.invited:
            yield labelled(f"{number}. Khách mời:", "")
            yield from _people(self.invited)
            number += 1
        yield labelled(f"{number}. Chủ tọa:", f"{self.chair.described}.")
        yield labelled(f"{number + 1}. Thư ký:", f"{self.secretary.described}.")
        yield heading("II. NỘI DUNG")
        for text in self.content:
            yield plain(sentence(text))
        if self.votes:
            yield heading("III. KẾT QUẢ BỎ PHIẾU")
            for index, group in enumerate(self.votes, start=1):
                yield from self._vote(index, group)
        if self.conclusion:
            yield heading(f"{'IV' if self.votes else 'III'}. KẾT LUẬN")
            for text in self.conclusion:
                yield plain(sentence(text))
        yield plain(closed(f"Cuộc họp kết thúc vào {clock(self.closed)}, {dated(self._held)}"))

    def _vote(self, index: int, group: VoteGroup) -> Iterable[Block]:
        yield heading(f"{index}. {group.award}")
        way = "bỏ phiếu kín" if group.secret else "bỏ phiếu công khai"
        counts = ""
        if group.issued:
            counts = (
                f" Số phiếu phát ra: {group.issued}; số phiếu thu về: {group.returned}; số phiếu hợp lệ: "
                f"{group.valid}; số phiếu không hợp lệ: {group.invalid}."
            )
        yield plain(f"Hình thức: {way}.{counts}")
        base = base_of(group, self.members_total, len(self.present))
        of_whom = f"tổng số {base} thành viên Hội đồng" if group.base == "all_members" else f"{base} thành viên có mặt"
        asked = f"Tỷ lệ đồng ý tính trên {of_whom}"
        if group.threshold_percent is not None:
            cite = f" (theo {group.cite})" if group.cite else ""
            asked += f"; phải đạt từ {percent(group.threshold_percent)} trở lên{cite}"
        yield plain(f"{asked}.")
        columns = (
            Column("TT", 9, "center"),
            Column("Họ và tên/Tên tập thể", 50),
            Column("Đơn vị", 42),
            Column("Đồng ý", 15, "center"),
            Column("Không đồng ý", 17, "center"),
            Column("Tỷ lệ", 16, "center"),
            Column("Kết quả", 16, "center"),
        )
        rows = tuple(
            Row(
                (
                    str(row),
                    vote.name,
                    vote.unit,
                    str(vote.in_favour),
                    str(vote.against),
                    percent(100 * vote.in_favour / base),
                    "Đạt" if vote.passed else "Không đạt",
                )
            )
            for row, vote in enumerate(group.nominees, start=1)
        )
        yield Table(columns, rows, size=12)
        abstained = sum(vote.abstained for vote in group.nominees)
        if abstained:
            yield plain(f"Số lượt không có ý kiến: {abstained}.")


def clock(moment: datetime.time | None) -> str:
    """Return "08 giờ 00", or the same with blank spaces."""
    return f"{moment.hour:02d} giờ {moment.minute:02d}" if moment else f"{BLANK} giờ {BLANK}"


def lowered(text: str) -> str:
    """Return `text` with a small first letter, as inside a sentence; abbreviations stay."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def percent(value: float) -> str:
    """Return a share as it is written: "88,89%", "80%".

    Two digits after the comma: fewer could print 79,96 % of a large council as the 80 % that it is not.
    """
    return f"{value:.2f}".rstrip("0").rstrip(".").replace(".", ",") + "%"


def base_of(group: VoteGroup, members_total: int, present: int) -> int:
    """Return the number of members of whom the share of `group` is computed."""
    if group.base_members is not None:
        return group.base_members
    return members_total if group.base == "all_members" else present


def check_votes(group: VoteGroup, members_total: int, present: int) -> None:
    """Raise PaperworkError when the counts of `group` contradict one another, or its results the share asked for."""
    place = f"Kết quả bỏ phiếu, {group.award}"
    mend = "Đối chiếu lại với biên bản kiểm phiếu."
    if not group.nominees:
        raise PaperworkError("Chưa có ai trong danh sách bỏ phiếu.", place, "Thêm người được đề nghị hoặc bỏ mục này.")
    if group.issued and not (group.valid + group.invalid == group.returned <= group.issued):
        raise PaperworkError(
            f"Phát ra {group.issued}, thu về {group.returned}, hợp lệ {group.valid}, không hợp lệ "
            f"{group.invalid}: không khớp.",
            place,
            mend,
        )
    base = base_of(group, members_total, present)
    if base < 1:
        raise PaperworkError("Không có thành viên nào để tính tỷ lệ.", place, "Kiểm tra lại thành phần Hội đồng.")
    most = group.valid if group.issued else members_total
    for vote in group.nominees:
        here = f"{place}, {vote.name}"
        if (
            min(vote.in_favour, vote.against, vote.abstained) < 0
            or vote.in_favour + vote.against + vote.abstained > most
        ):
            raise PaperworkError(f"Tổng số phiếu vượt {most} hoặc có số âm.", here, mend)
        if group.threshold_percent is not None:
            reached = vote.in_favour * 100 >= group.threshold_percent * base - 1e-9
            if vote.passed and not reached:
                raise PaperworkError(
                    f"Ghi là đạt nhưng chỉ có {vote.in_favour}/{base} phiếu, dưới {percent(group.threshold_percent)}.",
                    here,
                    mend,
                )


def _people(members: tuple[Member, ...], *, absent: bool = False) -> Iterable[Block]:
    last = len(members) - 1
    for index, member in enumerate(members):
        text = member.described
        if absent:
            notes = [lowered(member.reason), "đã gửi ý kiến bằng văn bản" if member.wrote else ""]
            said = "; ".join(note for note in notes if note)
            text += f" ({said})" if said else ""
        yield plain(f"- {text}{'.' if index == last else ';'}", gap=2)
