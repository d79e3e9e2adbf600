"""Reading the workbook: every sheet, every row; what cannot be read is listed with its place and the mend."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from thidua.law.errors import LawError
from thidua.law.screen.cells import CellError, folded, read_cell, text_of
from thidua.law.screen.entries import Entry, Problem, Row
from thidua.law.screen.register import Register
from thidua.law.screen.sheets import COLLECTIVES, SHEETS, ColumnSpec, SheetSpec

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
    grids = _open(path)
    problems: list[Problem] = []
    rows: dict[str, list[Row]] = {}
    for spec in SHEETS:
        found = next(((name, grid) for name, grid in grids.items() if spec.matches(name)), None)
        if found is not None:
            rows[spec.id] = _read_sheet(*found, spec, awards, problems)
    if "people" not in rows and "collectives" not in rows:
        raise LawError(
            "không có trang 'Cán bộ' hoặc 'Tập thể'", str(path), "Lấy tệp mẫu bằng lệnh: thidua screen --template TỆP"
        )
    people = Register(problems, frozenset(awards.values()))
    for row in rows.get("people", ()):
        people.add_person(row)
    for row in rows.get("collectives", ()):
        people.add_collective_year(row)
    people.open_lists({spec.id for spec in SHEETS if spec.id in rows})
    for spec_id, add in (
        ("ratings", people.add_rating),
        ("honours", people.add_honour),
        ("initiatives", people.add_initiative),
        ("events", people.add_event),
    ):
        for row in rows.get(spec_id, ()):
            people.add(row, add)
    people.check()
    missing = tuple(spec.name for spec in SHEETS if spec.id not in rows and spec is not COLLECTIVES)
    return Workbook(people.entries, problems, missing)


def _open(path: Path) -> dict[str, list[list[Any]]]:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise LawError("tệp quá lớn", str(path), f"Tệp không quá {MAX_BYTES // 1_000_000} MB; chia nhỏ theo đơn vị")
        with CalamineWorkbook.from_path(path) as workbook:
            return {
                name: workbook.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in workbook.sheet_names
            }
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
) -> list[Row]:
    header = _find_header(grid, spec)
    if header is None:
        if any(any(text_of(cell) for cell in row) for row in grid):
            wanted = ", ".join(column.header for column in spec.columns if column.required)
            problems.append(Problem(name, 0, "", "không tìm thấy dòng tiêu đề cột", f"Cần có các cột: {wanted}"))
        return []
    at, columns = header
    rows = []
    for number, cells in enumerate(grid[at + 1 :], start=at + 2):
        texts = [text_of(cell) for cell in cells]
        filled = [text for text in texts if text]
        if not filled or (len(filled) > 1 and all(_NUMBERING.match(text) for text in filled)):
            continue
        if any(_ENDING.match(folded(text)) for text in filled[:2]) or (
            len(filled) < 3 and _SIGNED.search(folded(filled[-1]))
        ):
            continue
        rows.append(_read_row(name, number, cells, columns, spec, awards, problems))
    return rows


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
    spec: SheetSpec,
    awards: dict[str, str],
    problems: list[Problem],
) -> Row:
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
    return Row(sheet, number, values, frozenset(column.id for column in columns.values()), good)
