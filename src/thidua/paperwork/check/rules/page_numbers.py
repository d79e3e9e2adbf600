"""Page numbers: from page 2, Arabic, centred in the top margin, each annex with its own (Annex I, part I, I.7)."""

import math
from collections.abc import Iterator

from thidua.paperwork.check.findings import Finding, Place, clause
from thidua.paperwork.metrics import MM_PER_POINT, text_width

from .base import Check

_POINT = clause("I.7")
_SIZES = (13, 14)


def page_numbers(check: Check) -> Iterator[Finding]:
    """What the file shows of page numbers."""
    yield from (_word if check.sheet.kind == "docx" else _pdf)(check)
    for number in check.sheet.page_numbers[:1]:
        if number.size is not None and not _SIZES[0] - 0.3 <= number.size <= _SIZES[1] + 0.3:
            yield _found(
                "page_number_size",
                number.page,
                f"Số trang dùng cỡ chữ {number.size:g}; cỡ đúng là 13 đến 14.",
                "Chọn cỡ chữ 13 hoặc 14.",
            )


def _found(code: str, page: int | None, message: str, mend: str) -> Finding:
    return Finding(code, "error", Place("page_number", page), message, mend, _POINT)


def _word(check: Check) -> Iterator[Finding]:
    numbers = check.sheet.page_numbers
    # Only a text that surely runs over a page, or a program that counted pages, proves that a number is missing.
    is_long = _runs_over(check) or ((check.sheet.pages or 1) > 1 and not check.boxes.annexes)
    if not numbers:
        if is_long:
            yield _found(
                "page_number_missing",
                None,
                "Văn bản nhiều trang không có số trang.",
                "Chèn số trang ở giữa lề trên, từ trang 2.",
            )
        return
    if not any(item.at_top for item in numbers):
        yield _found("page_number_place", None, "Số trang ở chân trang.", "Đặt số trang ở giữa, phía trên (lề trên).")
    elif not any(item.is_centred for item in numbers if item.at_top):
        yield _found("page_number_centred", None, "Số trang không ở giữa.", "Canh giữa số trang theo chiều ngang.")
    if any(item.on_first for item in numbers):
        yield _found(
            "page_number_first",
            None,
            "Trang đầu có số trang.",
            "Chọn “Different First Page” để trang đầu không hiện số trang.",
        )


def _runs_over(check: Check) -> bool:
    """Whether the text in front of the annexes surely needs more than a page, tables not counted."""
    if not check.sheet.sections:
        return False
    section = check.sheet.sections[0]
    room = section.height - section.margins["top"] - section.margins["bottom"]
    needed = 0.0
    for item in check.sheet.paragraphs:
        if item.part == 0 and not item.in_table and item.side != "left" and item.width:
            size = item.size or 14
            lines = math.ceil(text_width(item.text, size) / max(item.width, 20))
            needed += (lines * size * 1.149 * (item.line or 1) + (item.before or 0) + (item.after or 0)) * MM_PER_POINT
    return needed > room


def _pdf(check: Check) -> Iterator[Finding]:
    sheet = check.sheet
    shown = {item.page: item for item in sheet.page_numbers}
    starts = {annex.label.page for annex in check.boxes.annexes}
    for item in sheet.page_numbers:
        if not item.at_top:
            yield _found(
                "page_number_place", item.page, "Số trang ở chân trang.", "Đặt số trang ở giữa, phía trên (lề trên)."
            )
            break
        if not item.is_centred:
            yield _found(
                "page_number_centred", item.page, "Số trang không ở giữa.", "Canh giữa số trang theo chiều ngang."
            )
            break
    if 1 in shown and 1 not in sheet.scanned:
        yield _found("page_number_first", 1, "Trang đầu có số trang.", "Không hiện số trang ở trang thứ nhất.")
    expected = 1
    for page in range(2, (sheet.pages or 1) + 1):
        if page in sheet.scanned:
            return
        # An annex counts its own pages, and its first page shows none.
        expected = 1 if page in starts else expected + 1
        number = shown.get(page)
        if number is None and page not in starts:
            yield _found(
                "page_number_missing",
                page,
                f"Trang {page} không có số trang.",
                "Chèn số trang ở giữa lề trên, từ trang 2.",
            )
            return
        if number is not None and number.value not in (expected, page):
            yield _found(
                "page_number_wrong", page, f"Trang {page} ghi số {number.value}.", "Đánh số trang liên tục từ 1."
            )
            return
