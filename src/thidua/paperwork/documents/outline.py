"""Bodies in free text: lines with a level, from which the numbers are made (Decree 30/2020, Annex I, II.6).

Who edits a plan moves, adds and drops lines; numbers typed by hand would be wrong after every such step.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from thidua.paperwork.blocks import Annex, Block, Column, Paragraph, Row, Run, Table, heading, plain
from thidua.paperwork.documents.base import Document, annex_reference, closed
from thidua.paperwork.errors import PaperworkError
from thidua.paperwork.layout import fitting_shares, text_width_of
from thidua.paperwork.office import OfficeProfile
from thidua.paperwork.told import told

Level = Literal[
    "part", "chapter", "section", "subsection", "article", "roman", "heading", "clause", "point", "dash", "plus", "text"
]
LEVELS: dict[str, str] = {
    "part": "Phần (I, II…)",
    "chapter": "Chương (I, II…)",
    "section": "Mục (1, 2…)",
    "subsection": "Tiểu mục (1, 2…)",
    "article": "Điều (1, 2…)",
    "roman": "Đề mục I, II…",
    "heading": "Đề mục 1, 2… (đậm)",
    "clause": "Khoản 1, 2…",
    "point": "Điểm a, b, c, d, đ…",
    "dash": "Gạch đầu dòng (-)",
    "plus": "Dấu cộng (+)",
    "text": "Đoạn văn",
}
POINTS = "abcdđeghiklmnopqrstuvxy"
"""The Vietnamese alphabet, by which points are numbered."""

_CENTRED = {"part": "Phần", "chapter": "Chương", "section": "Mục", "subsection": "Tiểu mục"}
_RESTARTS: dict[str, tuple[str, ...]] = {
    "part": ("section", "subsection", "roman", "heading", "clause", "point"),
    "chapter": ("section", "subsection", "roman", "heading", "clause", "point"),
    "section": ("subsection", "heading", "clause", "point"),
    "subsection": ("heading", "clause", "point"),
    "article": ("heading", "clause", "point"),
    "roman": ("heading", "clause", "point"),
    "heading": ("clause", "point"),
    "clause": ("point",),
}
_ENDS = (".", ";", ":", "!", "?", "…", "”.")


@dataclass(frozen=True)
class Line:
    """A line of a body.

    Attributes:
        level: what it is; its number is made from the lines above it.
        text: its text, without number. A "Điều" whose text ends with a full stop, semicolon or colon is content and
            upright; else it is a title and bold.
    """

    level: Level = field(metadata=told("Cấp", "Số thứ tự do phần mềm đánh.", choices=LEVELS))
    text: str = field(metadata=told("Nội dung", "Không ghi số thứ tự.", long=True))


@dataclass(frozen=True)
class AnnexTable:
    """A table as an annex.

    Attributes:
        title: title of the annex.
        columns: headings, divided by "|".
        rows: one entry a row, cells divided by "|" (see `cells`).
        landscape: whether the page lies on its side.
        closing: a sentence below the table; "" for none.
    """

    title: str = field(metadata=told("Tên phụ lục"))
    columns: str = field(metadata=told("Tên các cột", "Cách nhau bằng dấu “|”: “TT|Họ và tên|Đơn vị”."))
    rows: tuple[str, ...] = field(
        metadata=told("Các hàng", "Mỗi dòng một hàng, các ô cách nhau bằng dấu “|”.", long=True)
    )
    landscape: bool = field(default=False, metadata=told("Trang nằm ngang"))
    closing: str = field(default="", metadata=told("Dòng cuối", "“Danh sách này có 12 đơn vị”."))


def cells(*texts: object) -> str:
    """Return the texts as a row of an AnnexTable: divided by "|", which no cell may hold."""
    return "|".join(str(text).replace("|", "/") for text in texts)


def roman(number: int) -> str:
    """Return a number from 1 to 399 in Roman figures."""
    figures = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
    written = ""
    for value, figure in figures:
        written += figure * (number // value)
        number %= value
    return written


def point_letter(number: int) -> str:
    """Return the letter of point `number`: 1 → "a", 5 → "đ".

    Raises PaperworkError after the last letter of the alphabet.
    """
    if number > len(POINTS):
        raise PaperworkError(
            f"Có hơn {len(POINTS)} điểm liền nhau, hết chữ cái để đánh thứ tự.", "Nội dung", "Chia thành nhiều khoản."
        )
    return POINTS[number - 1]


def outline(
    lines: Sequence[Line], *, end: bool = True, inserts: Mapping[str, Sequence[Block]] | None = None
) -> tuple[Block, ...]:
    """Return the lines as numbered blocks; with `end` the last carries "./.".

    A line whose text stands in `inserts` is replaced by the blocks there: a table at its place.

    Raises PaperworkError when there are none, or the last is a heading with nothing below it.
    """
    if not lines:
        raise PaperworkError("Chưa có nội dung.", "Nội dung", "Nhập ít nhất một dòng.")
    if lines[-1].level in ("part", "chapter", "section", "subsection", "roman", "heading"):
        raise PaperworkError(
            f"Đề mục cuối “{lines[-1].text}” không có nội dung.", "Nội dung", "Thêm nội dung hoặc bỏ đề mục."
        )
    counters: dict[str, int] = {}
    blocks: list[Block] = []
    for index, line in enumerate(lines):
        if inserts and line.text in inserts:
            blocks.extend(inserts[line.text])
            continue
        counters[line.level] = counters.get(line.level, 0) + 1
        for level in _RESTARTS.get(line.level, ()):
            counters.pop(level, None)
        following = lines[index + 1].level if index + 1 < len(lines) else ""
        blocks.extend(_line(line, counters, following))
    if end:
        blocks[-1] = _closed(blocks[-1])
    return tuple(blocks)


def _line(line: Line, counters: dict[str, int], following: str) -> list[Block]:
    number = counters[line.level]
    if line.level in _CENTRED:
        figure = roman(number) if line.level in ("part", "chapter") else str(number)
        above = heading(f"{_CENTRED[line.level]} {figure}", centred=True)
        return [replace(above, gap=12), replace(heading(line.text.rstrip(" .").upper(), centred=True), gap=0)]
    if line.level == "roman":
        return [heading(f"{roman(number)}. {line.text.rstrip(' .').upper()}")]
    if line.level == "heading":
        return [heading(f"{number}. {line.text.rstrip(' .')}")]
    if line.level == "article":
        content = line.text.endswith(_ENDS)
        runs = (Run(f"Điều {number}. ", bold=True), Run(line.text, bold=not content))
        return [Paragraph(runs, keep=not content or line.text.endswith(":"))]
    goes_on = following == line.level != "text"
    text = line.text if line.text.endswith(_ENDS) else line.text + (";" if goes_on else ".")
    return [plain(_label(line.level, number, counters) + text, keep=text.endswith(":") and bool(following))]


def _label(level: Level, number: int, counters: Mapping[str, int]) -> str:
    """Return what stands before a line of text: "1. ", "1.1. " below a heading, "a) ", "- ", "+ "."""
    if level == "clause":
        return f"{counters['heading']}.{number}. " if "heading" in counters else f"{number}. "
    if level == "point":
        return f"{point_letter(number)}) "
    return {"dash": "- ", "plus": "+ "}.get(level, "")


def _closed(block: Block) -> Block:
    if not isinstance(block, Paragraph):
        return block
    last = block.runs[-1]
    return replace(block, runs=(*block.runs[:-1], replace(last, text=closed(last.text))))


def annexes_of(document: Document, tables: Sequence[AnnexTable], issuer: str) -> tuple[Annex, ...]:
    """Return the annexes; two or more have Roman numbers (Annex I, III.1).

    Raises PaperworkError that names the annex and the row whose cells are not as many as the columns.
    """
    many = len(tables) > 1
    return tuple(
        Annex(
            label=f"Phụ lục {roman(number)}" if many else "Phụ lục",
            title=item.title.upper(),
            reference=annex_reference(document, document.word, issuer),
            blocks=_annex_blocks(item, number, document.office),
            landscape=item.landscape,
        )
        for number, item in enumerate(tables, start=1)
    )


def _annex_blocks(item: AnnexTable, number: int, office: OfficeProfile) -> tuple[Block, ...]:
    place = f"Phụ lục {number}"
    titles = [title.strip() for title in item.columns.split("|")]
    if not item.rows or not all(titles):
        raise PaperworkError("Chưa có hàng nào hoặc có cột chưa đặt tên.", place, "Nhập tên các cột và các hàng.")
    rows = [tuple(cell.strip() for cell in row.split("|")) for row in item.rows]
    for index, row in enumerate(rows, start=1):
        if len(row) != len(titles):
            raise PaperworkError(
                f"Hàng có {len(row)} ô, bảng có {len(titles)} cột.", f"{place}, hàng {index}", "Thêm hoặc bớt dấu “|”."
            )
    shares = fitting_shares(titles, rows, text_width_of(office, item.landscape), office.sizes.table)
    columns = tuple(
        _column(title, share, [row[index] for row in rows])
        for index, (title, share) in enumerate(zip(titles, shares, strict=True))
    )
    table = Table(columns, tuple(Row(row) for row in rows))
    return (table, plain(closed(item.closing))) if item.closing else (table,)


def _column(title: str, share: float, texts: list[str]) -> Column:
    """Return a column; one of figures is centred."""
    figures = all(text.replace(".", "").replace(",", "").replace("%", "").isdigit() for text in texts if text)
    return Column(title, share, "center" if figures else "left")


def mentioned(blocks: tuple[Block, ...], tables: Sequence[AnnexTable]) -> tuple[Block, ...]:
    """Return `blocks` with a sentence on the annexes before the last one, unless they are mentioned already.

    The body must mention its annexes (Annex I, III.1).
    """
    if not tables:
        return blocks
    said = " ".join(run.text for block in blocks if isinstance(block, Paragraph) for run in block.runs)
    if "phụ lục" in said.lower():
        return blocks
    many = len(tables) > 1
    names = [
        f"Phụ lục {roman(number) + ' ' if many else ''}({item.title.rstrip(' .')})"
        for number, item in enumerate(tables, start=1)
    ]
    sentence = plain(f"Kèm theo văn bản này: {'; '.join(names)}.")
    return (*blocks[:-1], sentence, *blocks[-1:]) if len(blocks) > 1 else (sentence, *blocks)
