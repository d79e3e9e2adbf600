"""Tables in the body or an annex: told by the words of their heading row, a row becomes one line.

Letterheads and signatures stand in tables too; they have no heading row and stay lines.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from thidua.text import fold

from .lines import Line, Row
from .markers import Marker
from .passages import Passage

_LABEL_END = ".)"
#: what a column is for → how its heading begins or what it holds, folded; the first that fits counts
_COLUMNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("index", re.compile(r"(?:s?tt|so tt|so thu tu)\b")),
    ("support", re.compile(r".*\bphoi hop\b")),
    ("lead", re.compile(r".*\b(?:chu tri|don vi thuc hien|co quan thuc hien|chiu trach nhiem|phu trach)\b")),
    ("due", re.compile(r"(?:thoi gian|thoi han|tien do|han |ngay hoan thanh|hoan thanh)")),
    (
        "count",
        re.compile(r".*\b(?:tap ?the|ca ?nhan|so luong|bang khen|giay khen|co thi dua|huan chuong|ho gia dinh)\b"),
    ),
    ("content", re.compile(r"(?:noi dung|nhiem vu|cong viec|ten nhiem vu|hoat dong|viec )")),
    ("unit", re.compile(r"(?:ten )?(?:don vi(?! tinh)|co quan|dia phuong|xa|phuong|cum|khoi|to chuc)\b")),
)
#: What a cell that goes over several rows says for each of them; a number in it counts once.
_FOR_ALL_ROWS = frozenset({"lead", "support", "due", "unit"})
_ROMAN = re.compile(r"[IVX]+|[A-Z]")
_NUMBER = re.compile(r"\d{1,5}")


def gather_rows(lines: list[Line]) -> list[Line]:
    """Return the lines with each row of a table as one line, its heading rows left out."""
    result: list[Line] = []
    for table, group in groupby(lines, key=lambda line: line.cell[0] if line.cell else None):
        members = list(group)
        rows = _rows(members) if table is not None else []
        result += rows or members
    return result


def _rows(lines: list[Line]) -> list[Line]:
    """The rows below the heading as lines; none where the table has no heading that is known."""
    grid = _grid(lines)
    purposes = _purposes(grid[0])
    if len(grid) < 2 or len(set(purposes.values())) < 2 or not {"content", "unit", "lead"} & set(purposes.values()):
        return []
    depth = _heading_depth(grid, purposes)
    merged = _merged(lines, grid)
    headings = _headings(grid[:depth])
    for column, heading in headings.items():
        purposes[column] = purposes.get(column) or column_purpose(heading)
    return [
        line
        for number, (cells, above) in enumerate(zip(grid[depth:], merged[depth:], strict=True), 1)
        if (line := _row_line(_with_merged(cells, above, purposes), purposes, headings, number)) is not None
    ]


def _grid(lines: list[Line]) -> list[dict[int, Line]]:
    """The rows of a table, each from column to the cell's paragraphs as one line."""
    grid: list[dict[int, Line]] = []
    for _, group in groupby(lines, key=lambda line: line.cell[1] if line.cell else 0):
        row: dict[int, Line] = {}
        for line in group:
            column = line.cell[2] if line.cell else 0
            row[column] = (
                replace(row[column], passage=row[column].passage.joined(line.passage)) if column in row else line
            )
        grid.append(row)
    return grid


def _merged(lines: list[Line], grid: list[dict[int, Line]]) -> list[dict[int, Line]]:
    """For each row the cells that begin in a row above and go on in it."""
    numbers = list(dict.fromkeys(line.cell[1] if line.cell else 0 for line in lines))
    places = {number: place for place, number in enumerate(numbers)}
    result: list[dict[int, Line]] = [{} for _ in grid]
    for number, cells in zip(numbers, grid, strict=True):
        for column, line in cells.items():
            for below in range(number + 1, number + line.rows):
                if below in places:
                    result[places[below]][column] = line
    return result


def _with_merged(cells: dict[int, Line], above: dict[int, Line], purposes: dict[int, str]) -> dict[int, Line]:
    """The cells of a row with what a merged cell says for all its rows: who, with whom, by when."""
    said = {column: line for column, line in above.items() if purposes.get(column) in _FOR_ALL_ROWS}
    return dict(sorted((said | cells).items())) if said else cells


def _purposes(heading: dict[int, Line]) -> dict[int, str]:
    found = {column: column_purpose(line.text) for column, line in heading.items()}
    return {column: purpose for column, purpose in found.items() if purpose}


def column_purpose(heading: str) -> str:
    """Return what a column with this heading is for, empty where its words are not known."""
    folded = fold(heading)
    return next((purpose for purpose, words in _COLUMNS if words.match(folded)), "")


def _heading_depth(grid: list[dict[int, Line]], purposes: dict[int, str]) -> int:
    """How many rows the heading has: a second one names parts of the columns and numbers nothing."""
    if len(grid) < 3:
        return 1
    second = grid[1]
    is_heading = all(column_purpose(line.text) == "count" and len(line.text) < 40 for line in second.values())
    named = {column for column, purpose in purposes.items() if purpose in ("index", "unit", "content")}
    return 2 if is_heading and second and not named & set(second) else 1


def _headings(rows: list[dict[int, Line]]) -> dict[int, str]:
    """The heading of each column; a part of a column carries the column's heading before its own."""
    first = {column: line.text for column, line in rows[0].items()}
    if len(rows) == 1:
        return first
    result = dict(first)
    for column, line in rows[1].items():
        above = max((known for known in first if known <= column), default=None)
        result[column] = f"{first[above]} {line.text}" if above is not None else line.text
    return result


def _row_line(cells: dict[int, Line], purposes: dict[int, str], headings: dict[int, str], number: int) -> Line | None:
    row = Row(
        tuple((purposes.get(column, ""), headings.get(column, ""), line.passage) for column, line in cells.items())
    )
    index = row.cell("index")
    main = row.cell("content") or row.cell("unit") or row.cell("lead")
    others = [passage for purpose, _, passage in row.cells if purpose != "index"]
    main = main or (others[0] if others else None)
    if main is None:
        return None
    label = index.text.rstrip(_LABEL_END) if index else str(number)
    is_group = len(others) == 1 and bool(_ROMAN.fullmatch(label))
    first = next(iter(cells.values()))
    return Line(main, Marker("row_group" if is_group else "row", label, 0), first.cell, row=row)


def counts(row: Row) -> Iterator[tuple[str, int, Passage]]:
    """Yield (heading, number, cell) of the cells that only hold a number, in columns that count."""
    for purpose, heading, passage in row.cells:
        if purpose == "count" and _NUMBER.fullmatch(passage.text):
            yield heading, int(passage.text), passage
