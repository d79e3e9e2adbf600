"""Dates and years in running text."""

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

#: A whole date, without groups: "04/9/2024", "4-9-2024", "03 tháng 12 năm 2025".
DATE = r"(?:\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{4}|\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4})"
_DATE = re.compile(rf"(?<!\d)(?<!\d[/.-]){DATE}(?!\d)")
_YEAR_RANGE = re.compile(r"(?<!\d)(?<!\d[/-])((?:19|20)\d{2})\s*[-–—]\s*((?:19|20)\d{2})(?!\d|[/-]\d)")
_ONE_YEAR = re.compile(r"\b(?:trong )?năm ((?:19|20)\d{2})(?!\d)")


class FoundDate(NamedTuple):
    """A date in a text; `day` is None where the calendar has no such day."""

    start: int
    end: int
    day: date | None


def parse_date(text: str) -> date | None:
    """Return the date that a text in the form of `DATE` says, or None where the calendar has no such day."""
    numbers = [int(number) for number in re.findall(r"\d+", text)]
    if len(numbers) != 3:
        return None
    try:
        return date(numbers[2], numbers[1], numbers[0])
    except ValueError:
        return None


def find_dates(text: str) -> Iterator[FoundDate]:
    """Yield every whole date of a text."""
    for match in _DATE.finditer(text):
        yield FoundDate(match.start(), match.end(), parse_date(match[0]))


def find_years(text: str) -> tuple[int | None, int | None]:
    """Return the years that the name of a movement says: of a range, or of one year; (None, None) if it says none."""
    span = _YEAR_RANGE.search(text)
    if span:
        return int(span[1]), int(span[2])
    single = _ONE_YEAR.search(text)
    return (int(single[1]), int(single[1])) if single else (None, None)


def find_year_ranges(text: str) -> Iterator[tuple[int, int, int, int]]:
    """Yield (start, end, first year, last year) of every range of years: "2021 - 2025"."""
    for match in _YEAR_RANGE.finditer(text):
        yield match.start(), match.end(), int(match[1]), int(match[2])
