"""Reading the workbook: every sheet, every row; what cannot be read is listed with its place and the mend."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from thidua.law.errors import LawError
from thidua.law.screen.cells import CellError, folded, read_cell, text_of
from thidua.law.screen.entries import Entry, Problem, Row
from thidua.law.screen.register import Register
from thidua.law.screen.sheets import (
    COLLECTIVES,
    EVENTS,
    HONOURS,
    INITIATIVES,
    PEOPLE,
    RATINGS,
    SHEETS,
    ColumnSpec,
    SheetSpec,
)

MAX_BYTES = 100_000_000
_HEADER_WITHIN = 20
#: How the rows below a list begin; a family name like Tống is not among them.
_ENDING = re.compile(r"^(tong cong|tong so|tong|cong|nguoi lap|lap bieu|thu truong|ghi chu)\s*([:.,(\d].*|bieu)?$")
_SIGNED = re.compile(r"\bngay\s*[\d.…]+\s*thang\b")
_NUMBERING = re.compile(r"^\(?\d{1,2}\)?$")


@dataclass
class Workbook:
    """What was read: entries in the order of the workbook, problems, and the sheets that were not there."""

    entries: list[Entry]
    problems: list[Problem]
    missing: tuple[str, ...]


def read_workbook(path: Path, awards: dict[str, str]) -> Workbook:
    """Read people, collectives and their record.

    Args:
        path: .xlsx, .xls, .xlsb or .ods.
        awards: how people write awards → code.

    Raises:
        LawError: no such file, not a workbook, too large, no sheet of people or collectives.
    """
    problems: list[Problem] = []
    people = Register(problems, frozenset(awards.values()))
    add_rows = {
        PEOPLE.id: people.add_person,
        COLLECTIVES.id: people.add_collective_year,
        RATINGS.id: _adding(people, people.add_rating),
        HONOURS.id: _adding(people, people.add_honour),
        INITIATIVES.id: _adding(people, people.add_initiative),
        EVENTS.id: _adding(people, people.add_event),
    }
    with _opened(path) as workbook:
        names = {spec.id: name for spec in SHEETS for name in reversed(workbook.sheet_names) if spec.matches(name)}
        if PEOPLE.id not in names and COLLECTIVES.id not in names:
            raise LawError(
                "không có trang 'Cán bộ' hoặc 'Tập thể'",
                str(path),
                "Lấy tệp mẫu bằng lệnh: thidua screen --template TỆP",
            )
        # Sheet by sheet, so that only one of them lies in memory beside what was read.
        for spec in (PEOPLE, COLLECTIVES, RATINGS, HONOURS, INITIATIVES, EVENTS):
            if spec is RATINGS:
                people.open_lists(set(names))
            if spec.id in names:
                grid = workbook.get_sheet_by_name(names[spec.id]).to_python(skip_empty_area=False)
                for row in _read_sheet(names[spec.id], grid, spec, awards, problems):
                    add_rows[spec.id](row)
    people.check()
    missing = tuple(spec.name for spec in SHEETS if spec.id not in names and spec is not COLLECTIVES)
    return Workbook(people.entries, problems, missing)


def _adding(people: Register, put: Callable[[Entry, Row], None]) -> Callable[[Row], None]:
    return lambda row: people.add(row, put)


@contextmanager
def _opened(path: Path) -> Iterator[CalamineWorkbook]:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise LawError("tệp quá lớn", str(path), f"Tệp không quá {MAX_BYTES // 1_000_000} MB; chia nhỏ theo đơn vị")
        with CalamineWorkbook.from_path(path) as workbook:
            yield workbook
    except PasswordError as error:
        raise LawError("tệp có mật khẩu", str(path), "Bỏ mật khẩu rồi lưu lại") from error
    except FileNotFoundError as error:
        raise LawError("không có tệp này", str(path), "Kiểm tra tên tệp và thư mục") from error
    except OSError as error:
        raise LawError("không đọc được tệp", str(path), "Kiểm tra tên tệp và quyền đọc") from error
    except (CalamineError, ValueError) as error:
        if isinstance(error, LawError):
            raise
        raise LawError("không phải bảng tính", str(path), "Lưu lại dạng .xlsx bằng Excel hoặc LibreOffice") from error


def _read_sheet(
    name: str, grid: list[list[Any]], spec: SheetSpec, awards: dict[str, str], problems: list[Problem]
) -> Iterator[Row]:
    header = _find_header(grid, spec)
    if header is None:
        if any(any(text_of(cell) for cell in row) for row in grid):
            wanted = ", ".join(column.header for column in spec.columns if column.required)
            problems.append(Problem(name, 0, "", "không tìm thấy dòng tiêu đề cột", f"Cần có các cột: {wanted}"))
        return
    at, columns = header
    there = frozenset(column.id for column in columns.values())
    for number, cells in enumerate(grid[at + 1 :], start=at + 2):
        texts = [text_of(cell) for cell in cells]
        filled = [text for text in texts if text]
        if not filled or (len(filled) > 1 and all(_NUMBERING.match(text) for text in filled)):
            continue
        if any(_ENDING.match(folded(text)) for text in filled[:2]) or (
            len(filled) < 3 and _SIGNED.search(folded(filled[-1]))
        ):
            continue
        values, good = _read_row(name, number, cells, columns, awards, problems)
        yield Row(name, number, values, there, good)


def _find_header(grid: list[list[Any]], spec: SheetSpec) -> tuple[int, dict[int, ColumnSpec]] | None:
    """(row, place → column) of the row that names most columns and all that are required."""
    best: tuple[int, dict[int, ColumnSpec]] | None = None
    for at, cells in enumerate(grid[:_HEADER_WITHIN]):
        columns: dict[int, ColumnSpec] = {}
        for place, cell in enumerate(cells):
            text = text_of(cell)
            column = next((column for column in spec.columns if text and column.matches(text)), None)
            if column is not None and column not in columns.values():
                columns[place] = column
        required = {column.id for column in spec.columns if column.required}
        enough = required <= {column.id for column in columns.values()}
        if enough and len(columns) > (len(best[1]) if best else 1):
            best = at, columns
    return best


def _read_row(
    sheet: str,
    number: int,
    cells: list[Any],
    columns: dict[int, ColumnSpec],
    awards: dict[str, str],
    problems: list[Problem],
) -> tuple[dict[str, Any], bool]:
    """The values of a row, and whether all of its cells could be read."""
    values: dict[str, Any] = {}
    good = True
    for place, column in columns.items():
        try:
            value = read_cell(cells[place] if place < len(cells) else None, column, awards)
        except CellError as error:
            problems.append(Problem(sheet, number, column.header, error.message, error.mend))
            good = False
            continue
        if value is None and column.required:
            problems.append(Problem(sheet, number, column.header, "chưa điền", "Điền, hoặc xóa cả dòng"))
            good = False
        elif value is not None:
            values[column.id] = value
    return values, good
