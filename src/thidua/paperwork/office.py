"""How an office writes: its name in the header, margins and sizes inside the ranges of Decree 30/2020, who signs."""

from collections.abc import Iterator
from dataclasses import dataclass, field, fields

from thidua.paperwork.errors import PaperworkError

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

_VIETNAMESE = {
    "top": "lề trên",
    "bottom": "lề dưới",
    "left": "lề trái",
    "right": "lề phải",
    "nation": "cỡ chữ Quốc hiệu",
    "motto": "cỡ chữ Tiêu ngữ",
    "agency": "cỡ chữ tên cơ quan",
    "number": "cỡ chữ số, ký hiệu",
    "place": "cỡ chữ địa danh, ngày tháng",
    "title": "cỡ chữ tên loại văn bản",
    "subject": "cỡ chữ trích yếu",
    "letter_subject": "cỡ chữ trích yếu công văn",
    "body": "cỡ chữ nội dung",
    "table": "cỡ chữ trong bảng",
    "recipients": "cỡ chữ danh sách nơi nhận",
    "recipients_label": "cỡ chữ “Nơi nhận”",
    "page_number": "cỡ chữ số trang",
}


@dataclass(frozen=True)
class Margins:
    """Margins of a portrait page in mm; the defaults are the narrowest legal ones."""

    top: float = 20
    bottom: float = 20
    left: float = 30
    right: float = 15


@dataclass(frozen=True)
class Sizes:
    """Sizes in points by box of Decree 30/2020; the defaults are the largest legal ones that are usual."""

    nation: float = 13
    motto: float = 14
    agency: float = 13
    number: float = 13
    place: float = 14
    title: float = 14
    subject: float = 14
    letter_subject: float = 12
    body: float = 14
    table: float = 13
    recipients: float = 11
    recipients_label: float = 12
    page_number: float = 14


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

    name: str
    agency_lines: tuple[str, ...]
    parent_lines: tuple[str, ...] = ()
    place: str = ""
    symbol: str = ""
    department_symbol: str = ""
    head_title: str = "Giám đốc"
    authority: str = ""
    margins: Margins = field(default_factory=Margins)
    sizes: Sizes = field(default_factory=Sizes)
    line_spacing: float = 1.1
    paragraph_gap: float = 6
    first_line_indent: float = 12.7
    contact: str = ""

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
                        f"{_VIETNAMESE[item.name].capitalize()} {value:g} {unit} ngoài khoảng cho phép.",
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

    lines: tuple[str, ...]
    name: str
    note: str = ""
