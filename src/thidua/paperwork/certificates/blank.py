"""A pre-printed blank (phôi): its size, and where each text goes. All lengths in mm from the top left corner.

A text stands on its base line, as on the dotted lines of a blank: when a long name has to be set smaller, it stays on
its line. The state prescribes the size and look of its own blanks; where the lines are on a blank of an office is
measured with a ruler, and what a printer shifts with the test page of `ruler.py`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Literal

from thidua.paperwork.certificates.fitting import LINE_HEIGHT
from thidua.paperwork.errors import PaperworkError
from thidua.paperwork.layout import ASCENDER
from thidua.paperwork.metrics import MM_PER_POINT

FIELDS = {
    "authority": "Người có thẩm quyền tặng",
    "lead": "Chữ “TẶNG”",
    "award": "Danh hiệu, hình thức",
    "name": "Tên người nhận",
    "detail": "Chức vụ, đơn vị",
    "achievement": "Thành tích",
    "decision": "Dòng “Quyết định số … ngày …”",
    "number": "Số quyết định (khi phôi đã in chữ “Số”)",
    "date": "Ngày quyết định (dd/mm/yyyy)",
    "register": "Số vào sổ vàng",
    "place_and_date": "Địa danh, ngày tháng năm",
    "place": "Địa danh",
    "day": "Ngày (khi phôi đã in chữ “ngày”)",
    "month": "Tháng",
    "year": "Năm",
    "post": "Chức vụ người ký",
    "signer": "Họ tên người ký",
    "code": "Mã xác minh",
    "qr": "Mã QR xác minh",
    "serial": "Số sê-ri của phôi",
}
"""What can be printed on a blank, with the words that the editor shows."""

SMALLEST_PAGE, LARGEST_PAGE = 50.0, 500.0
SMALLEST_TYPE, LARGEST_TYPE = 6.0, 96.0
MOST_LINES = 6
LARGEST_OFFSET = 30.0
_COLOUR = re.compile(r"#[0-9a-f]{6}")


@dataclass(frozen=True)
class BlankField:
    """Where one text goes and how it is set.

    Attributes:
        key: one of FIELDS.
        x: left edge of its space.
        y: base line of its first line; for the QR code its lower edge.
        width: of its space; for the QR code its side.
        align: where in the space a line stands.
        size: in points; a longer text is set smaller, down to `smallest`.
        lines: at most so many.
        step: from line to line in mm, for dotted lines; 0 takes 1.25 of the size.
        bold, italic, upper: style; `upper` prints in capitals.
        colour: "#rrggbb".
    """

    key: str
    x: float
    y: float
    width: float
    align: Literal["left", "center", "right"] = "center"
    size: float = 16.0
    smallest: float = 11.0
    lines: int = 1
    step: float = 0.0
    bold: bool = False
    italic: bool = False
    upper: bool = False
    colour: str = "#000000"

    @property
    def label(self) -> str:
        """Its name in words."""
        return FIELDS.get(self.key, self.key)

    @property
    def line_step(self) -> float:
        """From base line to base line at the normal size."""
        return self.step or self.size * LINE_HEIGHT * MM_PER_POINT

    @property
    def box(self) -> tuple[float, float, float, float]:
        """The space it may take: left, top, right, bottom."""
        if self.key == "qr":
            return self.x, self.y - self.width, self.x + self.width, self.y
        above = ASCENDER * self.size * MM_PER_POINT
        below = (1.107 - ASCENDER) * self.size * MM_PER_POINT + (self.lines - 1) * self.line_step
        return self.x, self.y - above, self.x + self.width, self.y + below


@dataclass(frozen=True)
class Blank:
    """A blank: name, size of the sheet and the places of the texts that are printed on it."""

    name: str
    width: float
    height: float
    fields: tuple[BlankField, ...]

    def check(self) -> None:
        """Raise PaperworkError at the first thing that cannot be printed: sizes; unknown, double or outside places."""
        place = f"Phôi “{self.name}”"
        for value, what in ((self.width, "Chiều rộng"), (self.height, "Chiều cao")):
            if not SMALLEST_PAGE <= value <= LARGEST_PAGE:
                raise PaperworkError(
                    f"{what} {value:g} mm ngoài khoảng {SMALLEST_PAGE:g} đến {LARGEST_PAGE:g} mm.",
                    place,
                    "Đo lại khổ phôi.",
                )
        if not self.fields:
            raise PaperworkError("Phôi chưa có vị trí nào để in.", place, "Thêm ít nhất vị trí tên người nhận.")
        keys = [field.key for field in self.fields]
        for field in self.fields:
            if keys.count(field.key) > 1:
                raise PaperworkError(f"“{field.label}” có hai vị trí.", place, "Bỏ bớt một vị trí.")
            self._check_field(field, f"{place}, {field.label}")

    def _check_field(self, field: BlankField, place: str) -> None:
        if field.key not in FIELDS:
            raise PaperworkError(f"Không có mục “{field.key}”.", place, f"Chọn một trong: {', '.join(FIELDS)}.")
        if not SMALLEST_TYPE <= field.smallest <= field.size <= LARGEST_TYPE:
            raise PaperworkError(
                f"Cỡ chữ {field.smallest:g}-{field.size:g} không hợp lệ.",
                place,
                f"Cỡ nhỏ nhất phải từ {SMALLEST_TYPE:g} và không quá cỡ thường; cỡ thường không quá {LARGEST_TYPE:g}.",
            )
        if not 1 <= field.lines <= MOST_LINES:
            raise PaperworkError(f"{field.lines} dòng là không hợp lệ.", place, f"Nhập từ 1 đến {MOST_LINES} dòng.")
        if field.step < 0:
            raise PaperworkError("Khoảng cách dòng là số âm.", place, "Nhập 0 để phần mềm tự tính.")
        if not _COLOUR.fullmatch(field.colour):
            raise PaperworkError(f"Màu “{field.colour}” không hợp lệ.", place, "Nhập màu dạng #b0121b.")
        left, top, right, bottom = field.box
        if field.width <= 0 or left < 0 or top < 0 or right > self.width or bottom > self.height:
            raise PaperworkError(
                f"Chỗ in (trái {left:.1f}, trên {top:.1f}, phải {right:.1f}, dưới {bottom:.1f} mm) ra ngoài tờ phôi "
                f"{self.width:g} × {self.height:g} mm.",
                place,
                "Kéo vị trí vào trong, giảm bề rộng, cỡ chữ hoặc số dòng.",
            )

    def overlaps(self) -> Iterator[tuple[BlankField, BlankField]]:
        """Yield the pairs of places whose spaces touch: a hint for the editor, since short texts may still do."""
        for one, other in combinations(self.fields, 2):
            (l1, t1, r1, b1), (l2, t2, r2, b2) = one.box, other.box
            if l1 < r2 and l2 < r1 and t1 < b2 and t2 < b1:
                yield one, other


@dataclass(frozen=True)
class Offset:
    """What has to be added for a printer that shifts the sheet, in mm to the right and down."""

    x: float = 0.0
    y: float = 0.0

    def check(self) -> None:
        """Raise PaperworkError when it is more than any printer shifts."""
        for value, what in ((self.x, "ngang"), (self.y, "dọc")):
            if abs(value) > LARGEST_OFFSET:
                raise PaperworkError(
                    f"Độ lệch {what} {value:g} mm lớn quá.",
                    "Độ lệch máy in",
                    f"Nhập từ -{LARGEST_OFFSET:g} đến {LARGEST_OFFSET:g} mm; lệch hơn thì sửa vị trí trên phôi.",
                )


def usual_blank(name: str = "Giấy khen A4 ngang") -> Blank:
    """Return a blank of A4 on its side to begin with: state name, motto, border and the award are already printed."""
    red = "#b0121b"
    return Blank(
        name=name,
        width=297.0,
        height=210.0,
        fields=(
            BlankField("authority", 33, 66, 231, size=20, smallest=14, bold=True, upper=True, colour=red),
            BlankField("name", 33, 107, 231, size=26, smallest=14, lines=1, bold=True),
            BlankField("detail", 33, 117, 231, size=16, smallest=12, lines=2),
            BlankField("achievement", 33, 132, 231, size=16, smallest=12, lines=2),
            BlankField("decision", 27, 163, 110, align="left", size=12, smallest=10, bold=True, italic=True),
            BlankField("register", 68, 169, 40, align="left", size=12, smallest=10, bold=True, italic=True),
            BlankField("qr", 27, 192, 19),
            BlankField("place_and_date", 170, 155, 100, size=14, smallest=11, bold=True, italic=True),
            BlankField("post", 170, 163, 100, size=14, smallest=11, lines=2, bold=True),
            BlankField("signer", 170, 193, 100, size=14, smallest=11, bold=True),
        ),
    )


def moved(blank: Blank, key: str, *, x: float, y: float) -> Blank:
    """Return the blank with one place moved."""
    return replace(
        blank, fields=tuple(replace(field, x=x, y=y) if field.key == key else field for field in blank.fields)
    )
