"""Paper, orientation and margins (Annex I, part I, I.1 to I.3)."""

from collections.abc import Iterator

from thidua.paperwork.check.findings import Finding, Fix, MarginEdit, Place, clause
from thidua.paperwork.check.model import Section
from thidua.paperwork.office import MARGIN_RANGES, PAGE_HEIGHT, PAGE_WIDTH

from .base import Check

_SIDES = {"top": "trên", "bottom": "dưới", "left": "trái", "right": "phải"}
_PAPER_TOLERANCE = 1.5
_WORD_TOLERANCE = 0.3
"""Word counts in twentieths of a point; 2 cm typed by hand may come out as 19.9 mm."""
_PDF_TOLERANCE = 1.0


def paper(check: Check) -> Iterator[Finding]:
    """A4, upright; on its side only where a wide table needs it."""
    for section in check.sheet.sections:
        short, long = sorted((section.width, section.height))
        place = Place("page", section.page, quote=f"{section.width:.0f} × {section.height:.0f} mm")
        if abs(short - PAGE_WIDTH) > _PAPER_TOLERANCE or abs(long - PAGE_HEIGHT) > _PAPER_TOLERANCE:
            message = f"Khổ giấy {section.width:.0f} × {section.height:.0f} mm, không phải A4."
            yield Finding("paper_size", "error", place, message, "Chọn khổ giấy A4 (210 mm × 297 mm).", clause("I.1"))
        elif section.width > section.height and not section.has_table:
            message = "Trang nằm ngang nhưng không có bảng, biểu nào cần chiều ngang."
            yield Finding(
                "paper_orientation", "warning", place, message, "Trình bày theo chiều dài của trang A4.", clause("I.2")
            )


def margins(check: Check) -> Iterator[Finding]:
    """Top and bottom 20 to 25 mm, left 30 to 35, right 15 to 20."""
    for section in check.sheet.sections:
        for side, value in section.margins.items():
            low, high = MARGIN_RANGES[side]
            if _is_inside(check, section, side, value, low, high):
                continue
            nearest = float(low if value < low else high)
            fix = Fix((MarginEdit(section.index, side, nearest),)) if check.sheet.kind == "docx" else None
            yield Finding(
                f"margin_{side}",
                "error",
                Place("page", section.page, quote=f"lề {_SIDES[side]} {value:.1f} mm"),
                f"Lề {_SIDES[side]} rộng {value:.1f} mm, ngoài khoảng {low}–{high} mm.",
                f"Đặt lề {_SIDES[side]} từ {low} đến {high} mm.",
                clause("I.3"),
                fix,
            )


def _is_inside(check: Check, section: Section, side: str, value: float, low: float, high: float) -> bool:
    if check.sheet.kind == "docx":
        return low - _WORD_TOLERANCE <= value <= high + _WORD_TOLERANCE
    # The text of a PDF shows that a margin is too narrow; below the last line there may be any space.
    too_wide = side != "bottom" and value > high + _PDF_TOLERANCE
    return value >= low - _PDF_TOLERANCE and not too_wide
