"""Place and date of the document, and dates in its text (Annex I, part I, II.4)."""

import datetime
import re
from collections.abc import Iterator

from thidua.paperwork.check.findings import Finding, clause
from thidua.paperwork.check.model import Paragraph
from thidua.text import squeeze

from .base import LONG_DATE, Check, date_of, found, text_fix

_POINT = clause("II.4")
_SHORT = re.compile(r"(?<![\d/.])(\d{1,2})[/.](\d{1,2})[/.](\d{4})(?![\d/])")
_PLACE = re.compile(r"\s*(?P<place>[^,]*?)(?P<comma>\s*,\s*)?(?=ng[àa]y\b)", re.IGNORECASE)
_UNIT = re.compile(r"(?:tỉnh|xã|phường|thị trấn|huyện|đặc khu)\s", re.IGNORECASE)
_NUMBERED = re.compile(r"(?:phường|xã)\s+\d", re.IGNORECASE)


def place_line(check: Check) -> Iterator[Finding]:
    """ "Khánh Hòa, ngày 05 tháng 9 năm 2024" in the header."""
    line = check.boxes.place
    if line is None:
        return
    match = LONG_DATE.search(line.text)
    head = _PLACE.match(line.text)
    if match is None or head is None or not head["place"].strip() or not head["comma"]:
        yield found(
            "place_form",
            "error",
            "place",
            line,
            "Địa danh, thời gian viết không đúng mẫu.",
            "Viết “Khánh Hòa, ngày 05 tháng 9 năm 2024”: địa danh, dấu phẩy, ngày tháng năm đầy đủ.",
            _POINT,
        )
        if match is None:
            return
    place = head["place"].strip() if head else ""
    if _UNIT.match(place) and not _NUMBERED.match(place):
        yield found(
            "place_level",
            "hint",
            "place",
            line,
            f"Địa danh “{place}” ghi cả tên loại đơn vị hành chính.",
            "Chỉ ghi tên riêng, trừ đơn vị mang tên người, chữ số hoặc sự kiện lịch sử.",
            _POINT,
        )
    elif place and not place[0].isupper():
        yield found("place_capital", "error", "place", line, "Địa danh không viết hoa.", "Viết hoa địa danh.", _POINT)
    yield from _date(check, line, match, "place")
    day = date_of(match)
    if day is not None and day > check.on:
        yield found(
            "date_future",
            "hint",
            "place",
            line,
            "Ngày của văn bản sau ngày kiểm tra.",
            "Kiểm tra lại ngày tháng.",
            _POINT,
        )


def _date(check: Check, line: Paragraph, match: re.Match[str], box: str) -> Iterator[Finding]:
    day, month, year = match["day"].strip(), match["month"].strip(), match["year"].strip()
    if not (day.isdecimal() and month.isdecimal() and year.isdecimal()):
        return
    quote = squeeze(match[0])
    if len(year) != 4:
        yield found(
            "date_year", "error", box, line, "Năm viết không đủ bốn chữ số.", "Viết đủ bốn chữ số.", _POINT, quote=quote
        )
        return
    if date_of(match) is None:
        yield found(
            "impossible_date",
            "error",
            box,
            line,
            f"“{quote}” không có trong lịch.",
            "Kiểm tra lại ngày, tháng.",
            _POINT,
            quote=quote,
        )
        return
    for name, value, limit in (("day", day, 10), ("month", month, 3)):
        label = "Ngày" if name == "day" else "Tháng"
        if len(value) == 1 and int(value) < limit:
            yield found(
                f"{name}_leading_zero",
                "error" if box == "place" else "warning",
                box,
                line,
                f"{label} {value} phải thêm số 0 ở trước.",
                f"Viết 0{value}.",
                _POINT,
                quote=quote,
                fix=text_fix(line, match.start(name), match.end(name), f"0{value}"),
            )
    if box == "place" and len(month) == 2 and 3 <= int(month) < 10:
        yield found(
            "month_extra_zero",
            "hint",
            box,
            line,
            f"Tháng {month} thừa số 0: chỉ tháng 1 và tháng 2 thêm số 0.",
            f"Viết {int(month)}.",
            _POINT,
            quote=quote,
            fix=text_fix(line, match.start("month"), match.end("month"), str(int(month))),
        )


def dates_in_text(check: Check) -> Iterator[Finding]:
    """Dates of the body and the annexes must be in the calendar; long ones have their leading zeros."""
    boxes = check.boxes
    references = [annex.reference for annex in boxes.annexes if annex.reference]
    for paragraph in (*boxes.subject, *boxes.everything(), *references):
        box = "bases" if paragraph in boxes.bases else "annex" if paragraph in references else "body"
        for match in LONG_DATE.finditer(paragraph.text):
            yield from _date(check, paragraph, match, box)
        for match in _SHORT.finditer(paragraph.text):
            try:
                datetime.date(int(match[3]), int(match[2]), int(match[1]))
            except ValueError:
                yield found(
                    "impossible_date",
                    "error",
                    box,
                    paragraph,
                    f"“{match[0]}” không có trong lịch.",
                    "Kiểm tra lại ngày, tháng.",
                    _POINT,
                    quote=match[0],
                )
