"""How an office writes: its name in the header, margins and sizes inside the ranges of Decree 30/2020, who signs."""

from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from typing import Literal

from thidua.paperwork.errors import PaperworkError
from thidua.paperwork.told import label_of, told

PAGE_WIDTH = 210.0
PAGE_HEIGHT = 297.0
"""A4 in mm (Decree 30/2020, Annex I, I.1)."""

MARGIN_RANGES = {"top": (20, 25), "bottom": (20, 25), "left": (30, 35), "right": (15, 20)}
"""Legal margins in mm (Annex I, I.3)."""

SIZE_RANGES: dict[str, tuple[float, float]] = {
    "nation": (12, 13),
    "motto": (13, 14),
    "agency": (12, 13),
    "number": (13, 13),
    "place": (13, 14),
    "title": (13, 14),
    "subject": (13, 14),
    "letter_subject": (12, 13),
    "body": (13, 14),
    "table": (11, 14),
    "recipients": (11, 11),
    "recipients_label": (12, 12),
    "page_number": (13, 14),
}
"""Legal sizes in points (Annex I, II and IV). Those of tables are not prescribed; 11 to 14 is what can be read."""


@dataclass(frozen=True)
class Margins:
    """Margins of a portrait page in mm; the defaults are the narrowest legal ones."""

    top: float = field(default=20, metadata=told("Lề trên", "20 đến 25 mm"))
    bottom: float = field(default=20, metadata=told("Lề dưới", "20 đến 25 mm"))
    left: float = field(default=30, metadata=told("Lề trái", "30 đến 35 mm"))
    right: float = field(default=15, metadata=told("Lề phải", "15 đến 20 mm"))


@dataclass(frozen=True)
class Sizes:
    """Sizes in points by box of Decree 30/2020; the defaults are the largest legal ones that are usual."""

    nation: float = field(default=13, metadata=told("Cỡ chữ Quốc hiệu"))
    motto: float = field(default=14, metadata=told("Cỡ chữ Tiêu ngữ"))
    agency: float = field(default=13, metadata=told("Cỡ chữ tên cơ quan"))
    number: float = field(default=13, metadata=told("Cỡ chữ số, ký hiệu"))
    place: float = field(default=14, metadata=told("Cỡ chữ địa danh, ngày tháng"))
    title: float = field(default=14, metadata=told("Cỡ chữ tên loại văn bản"))
    subject: float = field(default=14, metadata=told("Cỡ chữ trích yếu"))
    letter_subject: float = field(default=12, metadata=told("Cỡ chữ trích yếu công văn"))
    body: float = field(default=14, metadata=told("Cỡ chữ nội dung"))
    table: float = field(default=13, metadata=told("Cỡ chữ trong bảng"))
    recipients: float = field(default=11, metadata=told("Cỡ chữ danh sách nơi nhận"))
    recipients_label: float = field(default=12, metadata=told("Cỡ chữ “Nơi nhận”"))
    page_number: float = field(default=14, metadata=told("Cỡ chữ số trang"))


@dataclass(frozen=True)
class OfficeProfile:
    """The office that issues documents.

    Attributes:
        name: in running text: "Sở Nội vụ tỉnh Khánh Hòa".
        agency_lines: the issuing agency as it stands in the header, in capitals, one entry a line.
        parent_lines: the agency directly above it, likewise; empty for none.
        place: the place name before the date: "Khánh Hòa".
        symbol: abbreviation for the symbols of documents: "SNV".
        department_symbol: the drafting unit: "TĐKT".
        head_title: post of the head in running text: "Giám đốc".
        authority: line above the bases of a decision, in capitals; "" → made from head_title and name.
        margins, sizes: see there.
        line_spacing: multiple of the single line, 1 to 1.5.
        paragraph_gap: space above a paragraph in points, at least 6.
        first_line_indent: 10 or 12.7 mm.
        contact: address, telephone and so on at the foot of page 1 (box 13); "" for none.
    """

    name: str = field(metadata=told("Tên cơ quan", "Viết như trong câu: “Sở Nội vụ tỉnh Khánh Hòa”."))
    agency_lines: tuple[str, ...] = field(
        metadata=told("Tên cơ quan ban hành", "Chữ in hoa, mỗi dòng như khi in ở đầu văn bản.")
    )
    parent_lines: tuple[str, ...] = field(
        default=(), metadata=told("Tên cơ quan chủ quản", "Chữ in hoa, mỗi dòng như khi in; để trống nếu không có.")
    )
    place: str = field(default="", metadata=told("Địa danh", "Đứng trước ngày tháng: “Khánh Hòa”."))
    symbol: str = field(default="", metadata=told("Chữ viết tắt tên cơ quan", "Dùng trong ký hiệu: “SNV”."))
    department_symbol: str = field(
        default="", metadata=told("Chữ viết tắt đơn vị soạn thảo", "Dùng trong công văn và dòng Lưu: “TĐKT”.")
    )
    head_title: str = field(default="Giám đốc", metadata=told("Chức vụ người đứng đầu"))
    authority: str = field(
        default="", metadata=told("Dòng thẩm quyền của quyết định", "Để trống: chức vụ và tên cơ quan, in hoa.")
    )
    margins: Margins = field(default_factory=Margins, metadata=told("Lề trang"))
    sizes: Sizes = field(default_factory=Sizes, metadata=told("Cỡ chữ"))
    line_spacing: float = field(default=1.1, metadata=told("Giãn dòng", "Từ 1 đến 1,5 dòng."))
    paragraph_gap: float = field(default=6, metadata=told("Khoảng cách đoạn", "Từ 6 đến 12 pt."))
    first_line_indent: float = field(default=12.7, metadata=told("Lùi đầu dòng", "10 hoặc 12,7 mm."))
    contact: str = field(
        default="", metadata=told("Địa chỉ liên hệ ở chân trang 1", "Địa chỉ, điện thoại, thư điện tử (ô số 13).")
    )

    @property
    def text_width(self) -> float:
        """Width of the text on a portrait page in mm."""
        return PAGE_WIDTH - self.margins.left - self.margins.right

    @property
    def authority_line(self) -> str:
        """The authority in capitals: "GIÁM ĐỐC SỞ NỘI VỤ TỈNH KHÁNH HÒA"."""
        return (self.authority or f"{self.head_title} {self.name}").upper()

    @property
    def head(self) -> str:
        """The head in running text: "Giám đốc Sở Nội vụ tỉnh Khánh Hòa"."""
        return f"{self.head_title} {self.name}"

    def check(self) -> None:
        """Raise PaperworkError at the first value outside the legal ranges."""
        for error in self.errors():
            raise error

    def errors(self) -> Iterator[PaperworkError]:
        """Yield what in this profile breaks Decree 30/2020, so that a form can show all of it at once."""
        place = "Hồ sơ thể thức của cơ quan"
        if not any(line.strip() for line in self.agency_lines):
            yield PaperworkError("Chưa có tên cơ quan ban hành.", place, "Nhập tên cơ quan, mỗi dòng như khi in.")
        if not self.place.strip():
            yield PaperworkError("Chưa có địa danh.", place, "Nhập địa danh, ví dụ “Khánh Hòa”.")
        for part, ranges, unit in ((self.margins, MARGIN_RANGES, "mm"), (self.sizes, SIZE_RANGES, "pt")):
            for item in fields(part):
                low, high = ranges[item.name]
                value = getattr(part, item.name)
                if not low <= value <= high:
                    yield PaperworkError(
                        f"{label_of(item)} {value:g} {unit} ngoài khoảng cho phép.",
                        place,
                        f"Chọn từ {low:g} đến {high:g} {unit} (Nghị định 30/2020/NĐ-CP, Phụ lục I).",
                    )
        if not 1 <= self.line_spacing <= 1.5:
            yield PaperworkError(
                f"Giãn dòng {self.line_spacing:g} ngoài khoảng cho phép.", place, "Chọn từ 1 đến 1,5 dòng."
            )
        if not 6 <= self.paragraph_gap <= 12:
            yield PaperworkError(
                f"Khoảng cách đoạn {self.paragraph_gap:g} pt không hợp lệ.", place, "Chọn từ 6 đến 12 pt."
            )
        if not 10 <= self.first_line_indent <= 12.7:
            yield PaperworkError(
                f"Lùi đầu dòng {self.first_line_indent:g} mm không hợp lệ.", place, "Chọn từ 10 đến 12,7 mm."
            )


@dataclass(frozen=True)
class Signer:
    """Who signs.

    Attributes:
        lines: authority and post in capitals as they are printed: ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC").
        name: full name, without academic titles.
        note: a line in italics below the post in lists and minutes: "(Ký, ghi rõ họ tên)"; "" for none.
    """

    lines: tuple[str, ...] = field(
        metadata=told("Quyền hạn, chức vụ", "Mỗi dòng như khi in: “KT. GIÁM ĐỐC”, dòng sau “PHÓ GIÁM ĐỐC”.")
    )
    name: str = field(metadata=told("Họ tên người ký", "Không ghi học hàm, học vị."))
    note: str = field(default="", metadata=told("Ghi chú dưới chức vụ", "Ví dụ “(Ký, ghi rõ họ tên)”."))


Authority = Literal["", "TM", "KT", "TL", "TUQ", "Q"]
"""By what right somebody signs (Decree 30/2020, Article 13 and Annex I, II.7): TM. for a collective, KT. as deputy for
the head, TL. by order, TUQ. by authorisation, Q. as acting head; "" as the head."""


def authority_lines(authority: Authority, principal: str, post: str = "") -> tuple[str, ...]:
    """Return the lines of box 7a in capitals: ("KT", "Giám đốc", "Phó Giám đốc") → "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC".

    Arguments: principal: the collective or the head in whose place is signed, with "Q" the post itself; post: the
    signer's own post, not used with "" and "Q".

    Raises PaperworkError when a right needs the signer's own post and it is not there.
    """
    first = f"{authority}. {principal}" if authority else principal
    if authority in ("", "Q"):
        return (first.upper(),)
    if not post.strip():
        raise PaperworkError(
            f"Ký {authority}. nhưng chưa có chức vụ của chính người ký.", "Người ký", "Nhập chức vụ của người ký."
        )
    return (first.upper(), post.upper())
