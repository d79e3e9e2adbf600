"""Cells as people fill them: dates as text, dotted numbers, old encodings, titles before a name."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from thidua.law.facts import FIRST_YEAR, LAST_YEAR
from thidua.law.screen.sheets import ColumnSpec
from thidua.text import fold, squeeze, to_unicode

_DAY = re.compile(r"^(?:ngày\s+)?(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4})$", re.IGNORECASE)
_LONG_DAY = re.compile(r"^(?:ngày\s+)?(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})$", re.IGNORECASE)
_ISO_DAY = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?$")
_SCHOOL_YEAR = re.compile(r"^(\d{4})\s*[-–/]\s*(\d{4})$")
_TITLE = re.compile(r"^\(?\s*(ông|bà|anh|chị|đồng chí|đ/c)\s*\)?\s*[:.]?\s+", re.IGNORECASE)
_USE = re.compile(r"^(.*?)[\s:,(]*(?:năm\s*)?(\d{4})\)?$", re.IGNORECASE)
#: A list of a province repeats few texts; so many of them are cleaned only once.
CELLS_KEPT = 100_000
_EXCEL_DAY_ZERO = date(1899, 12, 30)
#: Numbers that can only be Excel's own count of days: the years 1927 to 2064.
_EXCEL_DAYS = range(10_000, 60_000)
_YES = {"x", "co", "da huy", "da huy bo", "1", "true", "yes", "dung"}
_NO = {"", "khong", "0", "false", "no"}


class CellError(Exception):
    """What is wrong with a cell, and the mend."""

    def __init__(self, message: str, mend: str) -> None:
        super().__init__(message)
        self.message = message
        self.mend = mend


def text_of(value: Any) -> str:
    """Any cell as clean text in Unicode NFC; whole numbers without a point."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return _clean(str(value))


@lru_cache(maxsize=CELLS_KEPT)
def _clean(text: str) -> str:
    return squeeze(to_unicode(text))


#: `fold` of what is written again and again: ratings, awards, codes.
folded = lru_cache(maxsize=CELLS_KEPT)(fold)


def without_title(name: str) -> tuple[str, str | None]:
    """A name without 'Ông', '(Bà)' … before it, and the gender that this tells."""
    found = _TITLE.match(name)
    if not found:
        return name, None
    word = fold(found.group(1))
    gender = {"ong": "male", "anh": "male", "ba": "female", "chi": "female"}.get(word)
    return name[found.end() :].strip(), gender


def read_cell(value: Any, column: ColumnSpec, awards: dict[str, str]) -> Any:
    """The value of a cell for its column; None where it is empty.

    Raises:
        CellError: it cannot be read.
    """
    text = text_of(value)
    if not text:
        return None
    match column.kind:
        case "day":
            return _day(value, text)
        case "year":
            return _year(text)
        case "count":
            return _count(text)
        case "words":
            return _word(text, column)
        case "award":
            return _award(text, awards)
        case "uses":
            return _uses(text, awards)
        case "yes":
            return _yes(text)
        case _:
            return text


def _day(value: Any, text: str) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    found = _DAY.match(text) or _LONG_DAY.match(text)
    iso = _ISO_DAY.match(text)
    try:
        if found:
            day, month, year = map(int, found.groups())
            return _in_range(date(year, month, day))
        if iso:
            return _in_range(date(*map(int, iso.groups())))
    except ValueError:
        raise CellError(f"'{text}' không có trên lịch", "Viết ngày/tháng/năm, ví dụ 05/08/2025") from None
    if text.isdigit() and int(text) in _EXCEL_DAYS:
        return _EXCEL_DAY_ZERO + timedelta(days=int(text))
    raise CellError(f"'{text}' không phải ngày đủ ngày, tháng, năm", "Viết ngày/tháng/năm, ví dụ 05/08/2025")


def _in_range(day: date) -> date:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise CellError(f"năm {day.year} ngoài phạm vi", f"Dùng năm từ {FIRST_YEAR} đến {LAST_YEAR}")
    return day


def _year(text: str) -> int:
    plain = re.sub(r"^năm\s*(?:học)?\s*", "", text, flags=re.IGNORECASE)
    school = _SCHOOL_YEAR.match(plain)
    if school and int(school.group(2)) == int(school.group(1)) + 1:
        return int(school.group(2))
    digits = plain.replace(".", "").replace(" ", "")
    if digits.isdigit() and FIRST_YEAR <= int(digits) <= LAST_YEAR:
        return int(digits)
    raise CellError(f"'{text}' không phải năm", "Viết bốn chữ số, ví dụ 2025; năm học viết 2024-2025")


def _count(text: str) -> int:
    digits = re.sub(r"\s*(người|cán bộ)$", "", text, flags=re.IGNORECASE)
    digits = re.sub(r"(?<=\d)[.\s](?=\d{3}(?:\D|$))", "", digits)
    if digits.isdigit():
        return int(digits)
    raise CellError(f"'{text}' không phải số nguyên không âm", "Viết số, ví dụ 12")


def _word(text: str, column: ColumnSpec) -> str:
    value = column.by_word.get(folded(text).strip(" ."))
    if value is None:
        raise CellError(f"'{text}' không có trong danh sách", f"Chọn: {'; '.join(column.choices)}")
    return value


def _award(text: str, awards: dict[str, str]) -> str:
    code = awards.get(folded(text).strip(" ."))
    if code is None:
        raise CellError(
            f"không có danh hiệu, hình thức '{text}'", "Viết tên đầy đủ hoặc mã, xem trang Danh mục của tệp mẫu"
        )
    return code


def _uses(text: str, awards: dict[str, str]) -> list[str]:
    if folded(text) in {"khong", "chua", "chua dung", "khong co", "0"}:
        return []
    uses = []
    for part in re.split(r"[;\n]", text):
        found = _USE.match(part.strip())
        if not found:
            raise CellError(f"'{part.strip()}' không đủ danh hiệu và năm", "Viết ví dụ: CSTĐCS 2024; BK tỉnh 2025")
        uses.append(f"{_award(found.group(1).strip(), awards)}:{found.group(2)}")
    return uses


def _yes(text: str) -> bool:
    word = folded(text).strip(" .")
    if word in _YES or word in _NO:
        return word in _YES
    raise CellError(f"'{text}' không rõ có hay không", "Ghi x, hoặc để trống")
