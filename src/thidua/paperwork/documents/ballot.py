"""The ballot paper (phiếu bầu): many to cut apart, or one a page.

No form is prescribed; what matters is that all are alike, that nobody signs, and that the way to mark is said on it.
"""

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import ClassVar, Literal

from thidua.paperwork.blocks import Column, Paper, Paragraph, Row, Run, Slips, Table
from thidua.paperwork.documents.base import Document, dated
from thidua.paperwork.errors import PaperworkError
from thidua.paperwork.layout import PAGE_EDGE, SLIP_PADDING, check_slip, fitting_shares, slip_size
from thidua.paperwork.office import Margins, Signer
from thidua.paperwork.told import told

MOST_BALLOTS = 500
HOW = "Đánh dấu X vào một ô cho mỗi dòng. Phiếu không ghi tên, không ký."
_ACROSS_DOWN = {"1": (1, 1), "2": (2, 1), "4": (2, 2)}
_SIZES = {"1": 14.0, "2": 12.0, "4": 10.0}


@dataclass(frozen=True)
class BallotNominee:
    """Who can be voted for."""

    name: str = field(metadata=told("Họ tên hoặc tên tập thể"))
    unit: str = field(default="", metadata=told("Đơn vị"))


@dataclass(frozen=True, kw_only=True)
class Ballot(Document):
    """A ballot paper.

    Attributes beside those of Document (nobody signs it; it has no number):
        council: whose ballot: "Hội đồng Thi đua - Khen thưởng Sở Nội vụ".
        question: what is voted on: "Xét tặng danh hiệu “Chiến sĩ thi đua cơ sở” năm 2025".
        nominees: who can be voted for.
        with_abstention: whether there is a column "Không có ý kiến".
        how: how to mark it; "" → the usual words.
        count: how many are printed.
        per_page: one (A4), two (A5) or four (A6) to a page.
        codes: the code of each ballot, for electronic receipts; empty for none.
    """

    KIND: ClassVar[str] = "ballot"
    TYPE_NAME: ClassVar[str] = "PHIẾU BẦU"
    ABBREVIATION: ClassVar[str] = "PhB"
    LABEL: ClassVar[str] = "Phiếu bầu"
    WORD: ClassVar[str] = "Phiếu bầu"
    NUMBERED: ClassVar[bool] = False

    signer: Signer = field(default=Signer((), ""), metadata=told("Người ký", "Phiếu bầu không có chữ ký."))
    council: str = field(metadata=told("Hội đồng", "“Hội đồng Thi đua - Khen thưởng Sở Nội vụ”."))
    question: str = field(metadata=told("Nội dung bỏ phiếu", "“Xét tặng danh hiệu … năm 2025”."))
    nominees: tuple[BallotNominee, ...] = field(metadata=told("Danh sách bỏ phiếu"))
    with_abstention: bool = field(default=False, metadata=told("Có cột “Không có ý kiến”"))
    how: str = field(default="", metadata=told("Cách ghi phiếu", f"Để trống: “{HOW}”"))
    count: int = field(default=1, metadata=told("Số phiếu in"))
    per_page: Literal["1", "2", "4"] = field(
        default="2", metadata=told("Số phiếu trên một trang A4", choices={"1": "1 (A4)", "2": "2 (A5)", "4": "4 (A6)"})
    )
    codes: tuple[str, ...] = field(default=(), metadata=told("Mã phiếu", "Mỗi dòng một mã; để trống nếu không dùng."))

    def compose(self) -> Paper:
        """Return the ballots as blocks.

        Raises PaperworkError without nominees, for a number outside 1 to 500, for codes that are not as many as the
        ballots or not all different, and for a list that does not fit on a ballot of this size.
        """
        if not self.nominees:
            raise PaperworkError("Chưa có ai trong danh sách bỏ phiếu.", "Phiếu bầu", "Thêm người được đề nghị.")
        if not 1 <= self.count <= MOST_BALLOTS:
            raise PaperworkError(
                f"Số phiếu in {self.count} không hợp lệ.", "Phiếu bầu, số phiếu in", f"Nhập từ 1 đến {MOST_BALLOTS}."
            )
        if self.codes and (len(self.codes) != self.count or len(set(self.codes)) != self.count):
            raise PaperworkError(
                f"Có {len(set(self.codes))} mã khác nhau cho {self.count} phiếu.",
                "Phiếu bầu, mã phiếu",
                "Mỗi phiếu một mã.",
            )
        across, down = _ACROSS_DOWN[self.per_page]
        landscape = self.per_page == "2"
        width, height = slip_size(across, down, landscape)
        slips = Slips(
            blocks=tuple(self._slip(width)),
            count=self.count,
            across=across,
            down=down,
            width=width,
            height=height,
            size=_SIZES[self.per_page],
            codes=self.codes,
        )
        check_slip(slips, "Phiếu bầu")
        edge = Margins(PAGE_EDGE, PAGE_EDGE, PAGE_EDGE, PAGE_EDGE)
        return self.paper(
            (slips,),
            self.subject or self.question,
            office=dataclasses.replace(self.office, margins=edge, line_spacing=1.0),
            signatures=(),
            recipients=(),
            archive="",
            landscape=landscape,
            bare=True,
        )

    def _slip(self, width: float) -> Iterable[Paragraph | Table]:
        def centred(text: str, gap: float, *, bold: bool = False, italic: bool = False) -> Paragraph:
            return Paragraph((Run(text, bold=bold, italic=italic),), align="center", indent=False, gap=gap)

        yield centred(self.council.upper(), 0, bold=True)
        yield centred(self.TYPE_NAME, 10, bold=True)
        yield centred(self.question, 2, bold=True)
        yield centred(f"({dated(self.day)[:1].upper()}{dated(self.day)[1:]})", 2, italic=True)
        answers = ("Đồng ý", "Không đồng ý", *(("Không có ý kiến",) if self.with_abstention else ()))
        titles = ("TT", "Họ và tên/Tên tập thể", *answers)
        rows = [
            (str(number), nominee.name + (f"\n{nominee.unit}" if nominee.unit else ""), *("" for _ in answers))
            for number, nominee in enumerate(self.nominees, start=1)
        ]
        shares = fitting_shares(titles, rows, width - 2 * SLIP_PADDING, _SIZES[self.per_page], empty=0)
        columns = tuple(
            Column(title, share, "left" if index == 1 else "center")
            for index, (title, share) in enumerate(zip(titles, shares, strict=True))
        )
        yield Table(columns, tuple(Row(cells) for cells in rows), size=_SIZES[self.per_page])
        yield Paragraph((Run(self.how or HOW, italic=True),), align="left", indent=False, gap=6)
