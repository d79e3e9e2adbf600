"""Numbers, money, dates and file names."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.text import (
    format_date,
    format_money,
    format_number,
    long_date,
    money_in_words,
    number_in_words,
    slug_ascii,
)

_UNITS = {"không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "sáu": 6, "bảy": 7,
          "tám": 8, "chín": 9}  # fmt: skip


@pytest.mark.parametrize(
    ("amount", "written"),
    [(0, "0 đồng"), (999, "999 đồng"), (1_234_000, "1.234.000 đồng"), (-5_000, "-5.000 đồng")],
)
def test_money_has_full_stops_between_groups(amount, written):
    assert format_money(amount) == written


@given(st.integers())
def test_grouping_loses_no_digit(number):
    assert int(format_number(number).replace(".", "")) == number


def test_short_dates_have_two_digits_for_day_and_month():
    assert format_date(date(2024, 9, 5)) == "05/09/2024"


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (date(2024, 9, 5), "ngày 05 tháng 9 năm 2024"),
        (date(2025, 1, 20), "ngày 20 tháng 01 năm 2025"),
        (date(2025, 2, 3), "ngày 03 tháng 02 năm 2025"),
        (date(2025, 12, 31), "ngày 31 tháng 12 năm 2025"),
    ],
)
def test_long_dates_have_a_zero_before_days_below_ten_and_the_first_two_months(day, written):
    assert long_date(day) == written


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "không"),
        (4, "bốn"),
        (10, "mười"),
        (15, "mười lăm"),
        (21, "hai mươi mốt"),
        (24, "hai mươi tư"),
        (40, "bốn mươi"),
        (55, "năm mươi lăm"),
        (101, "một trăm linh một"),
        (110, "một trăm mười"),
        (111, "một trăm mười một"),
        (1_000, "một nghìn"),
        (1_005, "một nghìn không trăm linh năm"),
        (1_234_000, "một triệu hai trăm ba mươi tư nghìn"),
        (2_050_000, "hai triệu không trăm năm mươi nghìn"),
        (1_000_000_000, "một tỷ"),
        (1_005_000_000, "một tỷ không trăm linh năm triệu"),
        (2_000_000_000_000, "hai nghìn tỷ"),
        (-3, "âm ba"),
    ],
)
def test_numbers_in_words(number, words):
    assert number_in_words(number) == words


@given(st.integers(min_value=1, max_value=10**15))
def test_words_say_the_number_back(number):
    assert _value(number_in_words(number).split()) == number


def test_money_in_words_starts_with_a_capital():
    assert money_in_words(702_000) == "Bảy trăm linh hai nghìn đồng"


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Kế hoạch số 12/KH-SNV", "ke-hoach-so-12-kh-snv"),
        ("Đảng bộ", "dang-bo"),
        ("…", ""),
        ("a" * 60, "a" * 50),
    ],
)
def test_file_names_are_ascii(text, slug):
    assert slug_ascii(text) == slug


@given(st.text(), st.integers(min_value=1, max_value=60))
def test_file_names_are_never_too_long_and_end_with_a_word(text, length):
    slug = slug_ascii(text, length)
    assert len(slug) <= length
    assert slug == slug.strip("-")
    assert slug_ascii(slug, length) == slug


def _value(words: list[str]) -> int:
    """Read words back into a number, by a rule of its own: each unit multiplies what stands before it."""
    if "tỷ" in words:
        at = len(words) - 1 - words[::-1].index("tỷ")
        return _value(words[:at]) * 10**9 + _value(words[at + 1 :])
    for unit, size in (("triệu", 10**6), ("nghìn", 10**3), ("trăm", 100)):
        if unit in words:
            at = words.index(unit)
            return _value(words[:at]) * size + _value(words[at + 1 :])
    words = [word for word in words if word != "linh"]
    if "mươi" in words:
        return _UNITS[words[0]] * 10 + sum(_UNITS[word] for word in words[2:])
    if words and words[0] == "mười":
        return 10 + sum(_UNITS[word] for word in words[1:])
    return sum(_UNITS[word] for word in words)
