"""The interim and the final review (báo cáo sơ kết, tổng kết): its figures come from its tables.

A report whose text says 45 and whose table says 44 is sent back. So the text does not hold figures but names cells, and
a figure typed by hand before the name of a column or row must stand in that column or row.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import ClassVar, Literal

from thidua.paperwork.blocks import Block, Column, Paper, Paragraph, Row, Run, Table, plain
from thidua.paperwork.documents.base import bases, closed, sentence
from thidua.paperwork.documents.free import FreeDocument
from thidua.paperwork.documents.outline import Line, annexes_of, mentioned, outline
from thidua.paperwork.errors import PaperworkError
from thidua.paperwork.told import told
from thidua.text import format_number

TOTAL = "tổng"
_CELL = re.compile(r"\{([^{}|]*)\|([^{}|]*)\|([^{}|]*)\}")
_TABLE = re.compile(r"\{bảng (\d+)\}", re.IGNORECASE)
_BEFORE = r"(?<![\d/.,])(?<!năm )(?<!ngày )(?<!tháng )(?<!số )(?<!điều )(?<!khoản )"


@dataclass(frozen=True)
class FigureTable:
    """A table of whole numbers.

    Attributes:
        title: its caption.
        columns: headings divided by "|"; the first is that of the row names.
        rows: name and numbers divided by "|", one entry a row (see `outline.cells`).
        with_total: whether a row of sums is added.
    """

    title: str = field(metadata=told("Tên bảng"))
    columns: str = field(metadata=told("Tên các cột", "Cách nhau bằng dấu “|”: “Đơn vị|Tập thể|Cá nhân”."))
    rows: tuple[str, ...] = field(
        metadata=told("Các hàng", "Mỗi dòng một hàng: “Sở Nội vụ|5|35”; các ô sau tên phải là số.", long=True)
    )
    with_total: bool = field(default=True, metadata=told("Có hàng tổng cộng"))


@dataclass(frozen=True)
class Figures:
    """A FigureTable read: names of columns and rows, numbers, sums by column."""

    title: str
    columns: tuple[str, ...]
    names: tuple[str, ...]
    values: tuple[tuple[int, ...], ...]
    with_total: bool

    @property
    def totals(self) -> tuple[int, ...]:
        """The sum of each column."""
        return tuple(sum(column) for column in zip(*self.values, strict=True))

    def column(self, index: int) -> set[int]:
        """Return the numbers of a column, its sum among them when it is shown."""
        return {row[index] for row in self.values} | ({self.totals[index]} if self.with_total else set())


def read_figures(table: FigureTable, number: int) -> Figures:
    """Return the numbers of a table.

    Raises PaperworkError that names the row and the cell which is no whole number from 0, or is missing.
    """
    place = f"Bảng {number}"
    columns = tuple(title.strip() for title in table.columns.split("|"))
    if len(columns) < 2 or not all(columns) or not table.rows:
        raise PaperworkError("Bảng chưa có cột số hoặc chưa có hàng.", place, "Nhập tên các cột và các hàng.")
    names, values = [], []
    for index, text in enumerate(table.rows, start=1):
        name, *numbers = (cell.strip() for cell in text.split("|"))
        if len(numbers) != len(columns) - 1:
            raise PaperworkError(
                f"Hàng có {len(numbers)} số, bảng có {len(columns) - 1} cột số.",
                f"{place}, hàng {index}",
                "Thêm hoặc bớt dấu “|”.",
            )
        names.append(name)
        values.append(tuple(_number(cell, f"{place}, hàng {index}") for cell in numbers))
    return Figures(table.title, columns, tuple(names), tuple(values), table.with_total)


def _number(text: str, place: str) -> int:
    if not re.fullmatch(r"\d+|\d{1,3}(\.\d{3})+", text):
        raise PaperworkError(f"“{text}” không phải số nguyên.", place, "Nhập số, ví dụ 12 hoặc 1.200.")
    return int(text.replace(".", ""))


def with_figures(text: str, tables: Sequence[Figures]) -> str:
    """Return `text` with "{1|Sở Nội vụ|Cá nhân}" and "{1|tổng|Cá nhân}" replaced by the numbers of the tables.

    Rows and columns go by name or by number from 1. Raises PaperworkError for a cell that is not there.
    """

    def figure(found: re.Match[str]) -> str:
        place = f"Nội dung, “{found.group()}”"
        mend = "Ghi {số bảng|tên hàng|tên cột} như trong bảng."
        if not (found[1].strip().isdecimal() and 1 <= int(found[1]) <= len(tables)):
            raise PaperworkError(f"Không có bảng {found[1].strip()!r}.", place, mend)
        table = tables[int(found[1]) - 1]
        column = _index(found[3], table.columns[1:])
        if column is None:
            raise PaperworkError(f"Bảng không có cột “{found[3].strip()}”.", place, mend)
        if found[2].strip().lower() == TOTAL:
            return _written(table.totals[column])
        row = _index(found[2], table.names)
        if row is None:
            raise PaperworkError(f"Bảng không có hàng “{found[2].strip()}”.", place, mend)
        return _written(table.values[row][column])

    return _CELL.sub(figure, text)


def _index(name: str, names: Sequence[str]) -> int | None:
    name = name.strip()
    for index, known in enumerate(names):
        if known.lower() == name.lower():
            return index
    return int(name) - 1 if name.isdecimal() and 1 <= int(name) <= len(names) else None


def _written(number: int) -> str:
    return f"{number:02d}" if number < 10 else format_number(number)


def check_figures(text: str, tables: Sequence[Figures]) -> None:
    """Raise PaperworkError when `text` gives a number before a column's or row's name that the tables do not have."""
    known: dict[str, set[int]] = {}
    for table in tables:
        for index, name in enumerate(table.columns[1:]):
            known.setdefault(name.lower(), set()).update(table.column(index))
        for name, values in zip(table.names, table.values, strict=True):
            known.setdefault(name.lower(), set()).update(values)
    for name, numbers in known.items():
        pattern = rf"{_BEFORE}(\d{{1,3}}(?:\.\d{{3}})+|\d+) {re.escape(name)}(?!\w)"
        for found in re.finditer(pattern, text, re.IGNORECASE):
            number = int(found[1].replace(".", ""))
            if number not in numbers:
                raise PaperworkError(
                    f"Nội dung ghi “{found.group()}” nhưng bảng không có số {number} ở mục này.",
                    "Nội dung",
                    "Sửa số liệu, hoặc lấy từ bảng bằng {số bảng|tên hàng|tên cột}.",
                )


@dataclass(frozen=True, kw_only=True)
class ReviewReport(FreeDocument):
    """A review.

    Attributes beside those of FreeDocument:
        stage: interim or final.
        movement: name of the movement; "" for the year's emulation.
        period: "6 tháng đầu năm 2025", "năm 2025".
        tables: the figures; a line "{bảng 1}" puts the first one there, else it stands at the end.
    """

    KIND: ClassVar[str] = "review"
    TYPE_NAME: ClassVar[str] = "BÁO CÁO"
    ABBREVIATION: ClassVar[str] = "BC"
    LABEL: ClassVar[str] = "Báo cáo sơ kết, tổng kết"
    WORD: ClassVar[str] = "Báo cáo"

    stage: Literal["interim", "final"] = field(
        metadata=told("Loại", choices={"interim": "sơ kết", "final": "tổng kết"})
    )
    movement: str = field(default="", metadata=told("Phong trào thi đua", "Để trống: công tác thi đua trong kỳ."))
    period: str = field(default="", metadata=told("Thời gian", "“6 tháng đầu năm 2025”, “năm 2025”."))
    tables: tuple[FigureTable, ...] = field(
        default=(), metadata=told("Bảng số liệu", "Số trong nội dung lấy từ bảng: {1|tổng|Cá nhân}.")
    )

    def compose(self) -> Paper:
        """Return the report as blocks.

        Raises PaperworkError without content, for a cell or table that is not there, and for a figure in the text that
        contradicts the tables.
        """
        tables = [read_figures(table, number) for number, table in enumerate(self.tables, start=1)]
        what = f"phong trào thi đua “{self.movement}”" if self.movement else "công tác thi đua, khen thưởng"
        period = f" {self.period}" if self.period else ""
        about = f"{'sơ kết' if self.stage == 'interim' else 'tổng kết'} {what}{period}"
        lines = tuple(replace(line, text=with_figures(line.text, tables)) for line in self.lines)
        introduction = tuple(with_figures(text, tables) for text in self.introduction)
        for text in (*introduction, *(line.text for line in lines)):
            check_figures(text, tables)
        blocks = (
            *bases(self.legal_bases),
            *(plain(sentence(text)) for text in introduction),
            *self._with_tables(lines, tables),
            plain(closed(f"Trên đây là báo cáo {about} của {self.office.name}")),
        )
        return self.paper(
            mentioned(blocks, self.annexes),
            self.subject or about[:1].upper() + about[1:],
            addressees=self.addressees,
            recipients=self.recipients or (("Như trên",) if self.addressees else ()),
            annexes=annexes_of(self, self.annexes, self.office.name),
        )

    def _with_tables(self, lines: tuple[Line, ...], tables: list[Figures]) -> Iterable[Block]:
        places = {line.text: int(found[1]) for line in lines if (found := _TABLE.fullmatch(line.text.strip()))}
        for text, number in places.items():
            if not 1 <= number <= len(tables):
                raise PaperworkError(f"Không có bảng {number}.", f"Nội dung, “{text}”", "Thêm bảng hoặc bỏ dòng này.")
        inserts = {text: _table_blocks(tables[number - 1], number) for text, number in places.items()}
        yield from outline(lines, end=False, inserts=inserts)
        for number, table in enumerate(tables, start=1):
            if number not in places.values():
                yield from _table_blocks(table, number)


def _table_blocks(table: Figures, number: int) -> tuple[Block, ...]:
    caption = Paragraph((Run(f"Bảng {number}. {table.title}", bold=True),), align="center", indent=False, keep=True)
    figures = len(table.columns) - 1
    columns = (
        Column("TT", 10, "center"),
        Column(table.columns[0], 60),
        *(Column(title, 95 / figures, "center") for title in table.columns[1:]),
    )
    rows = [
        Row((str(index), name, *(format_number(value) for value in values)))
        for index, (name, values) in enumerate(zip(table.names, table.values, strict=True), start=1)
    ]
    if table.with_total:
        rows.append(Row(("Tổng cộng", *(format_number(value) for value in table.totals)), "total"))
    return (caption, Table(columns, tuple(rows), size=12))
