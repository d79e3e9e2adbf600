"""The filters that templates may use: the ways in which Vietnamese documents write days, money and numbers."""

import datetime
from collections.abc import Callable
from typing import Any

from thidua.text import format_date, format_money, long_date, money_in_words


def _day(value: Any) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(str(value))
    except ValueError:
        return None


def _short_day(value: Any) -> str:
    day = _day(value)
    return format_date(day) if day else plain(value)


def _long_day(value: Any) -> str:
    day = _day(value)
    return long_date(day) if day else plain(value)


def _money(value: Any) -> str:
    return format_money(value) if isinstance(value, int) else plain(value)


def _money_in_words(value: Any) -> str:
    return money_in_words(value) if isinstance(value, int) else plain(value)


def _two_digits(value: Any) -> str:
    text = plain(value)
    return text.zfill(2) if text.isdecimal() else text


def plain(value: Any) -> str:
    """Return a value as it is printed without a filter: "" for nothing, days as 05/12/2025, yes and no in words."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, list):
        return ", ".join(plain(entry) for entry in value if not isinstance(entry, dict))
    if isinstance(value, dict):
        return ""
    text = str(value)
    day = _day(text) if len(text) == 10 else None
    return format_date(day) if day else text


FILTERS: dict[str, Callable[[Any], str]] = {
    "ngay": _short_day,
    "ngay_dai": _long_day,
    "tien": _money,
    "tien_bang_chu": _money_in_words,
    "hai_chu_so": _two_digits,
    "hoa": lambda value: plain(value).upper(),
}
FILTER_WORDS = {
    "ngay": "ngày dạng 05/12/2025",
    "ngay_dai": "ngày dạng “ngày 05 tháng 12 năm 2025”",
    "tien": "số tiền: 1.234.000 đồng",
    "tien_bang_chu": "số tiền bằng chữ",
    "hai_chu_so": "số có ít nhất hai chữ số: 05",
    "hoa": "chữ in hoa",
}
"""What each filter does, for the page with the list of fields."""
