"""Numbers, money and dates as offices write them (Nghị định 30/2020/NĐ-CP, phụ lục I), and names of files."""

import re
from datetime import date

from .letters import fold

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_BILLION = 10**9


def format_number(number: int) -> str:
    """Return a whole number with a full stop between groups of three digits: `1.234.000`."""
    return f"{number:,}".replace(",", ".")


def format_money(amount: int) -> str:
    """Return an amount of whole đồng: `1.234.000 đồng`."""
    return f"{format_number(amount)} đồng"


def format_date(day: date) -> str:
    """Return a date as dd/mm/yyyy: `05/09/2024`."""
    return f"{day.day:02d}/{day.month:02d}/{day.year:04d}"


def long_date(day: date) -> str:
    """Return a date as the head of an official document has it: `ngày 05 tháng 9 năm 2024`.

    Days below 10 and the months 1 and 2 take a leading zero (Nghị định 30/2020/NĐ-CP, phụ lục I, phần I, mục II.4).
    """
    month = f"{day.month:02d}" if day.month < 3 else f"{day.month}"
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def number_in_words(number: int) -> str:
    """Return a whole number in Vietnamese words, small letters: `một triệu hai trăm ba mươi tư nghìn`."""
    if number < 0:
        return f"âm {number_in_words(-number)}"
    if number == 0:
        return _DIGITS[0]
    return " ".join(_words(number, is_first=True))


def money_in_words(amount: int) -> str:
    """Return an amount of đồng as payment lists spell it: `Một triệu hai trăm ba mươi tư nghìn đồng`."""
    words = number_in_words(amount)
    return f"{words[0].upper()}{words[1:]} đồng"


def slug_ascii(text: str, length: int = 50) -> str:
    """Return a name for files and addresses: ASCII letters, digits and hyphens, at most `length` characters.

    Cut between words where that is possible. Empty if the text has no letter or digit.
    """
    words = re.findall(r"[a-z0-9]+", fold(text))
    slug = "-".join(words)
    if len(slug) <= length:
        return slug
    whole_words = slug[: length + 1].rpartition("-")[0]
    return whole_words or slug[:length]


def _words(number: int, is_first: bool) -> list[str]:
    """Words of a number above 0; what is not the first part says its missing hundreds ("không trăm linh năm")."""
    words: list[str] = []
    if number >= _BILLION:
        words += [*_words(number // _BILLION, is_first), "tỷ"]
        number, is_first = number % _BILLION, False
    for size, unit in ((10**6, "triệu"), (10**3, "nghìn"), (1, "")):
        group, number = divmod(number, size)
        if group:
            words += _group_words(group, is_first) + ([unit] if unit else [])
            is_first = False
    return words


def _group_words(group: int, is_first: bool) -> list[str]:
    """Words of one to three digits, 1 to 999."""
    hundreds, tens, ones = group // 100, group // 10 % 10, group % 10
    words: list[str] = []
    if hundreds or not is_first:
        words += [_DIGITS[hundreds], "trăm"]
    if tens == 0:
        if ones:
            words += ["linh", _DIGITS[ones]] if words else [_DIGITS[ones]]
        return words
    words += ["mười"] if tens == 1 else [_DIGITS[tens], "mươi"]
    if ones == 5:
        words.append("lăm")
    elif tens > 1 and ones in (1, 4):
        words.append("mốt" if ones == 1 else "tư")
    elif ones:
        words.append(_DIGITS[ones])
    return words
