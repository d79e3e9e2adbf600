"""Extracts (trích sao): the parts of a document of which the rest is left out, under its whole header and end.

Source: Decree 30/2020, Article 3.12 and 25.3: an extract is made by setting anew the whole form of the document and the
part of its content that is taken. How left-out parts are marked the decree does not say; nothing is marked.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from thidua.paperwork.blocks import Annex, Block, Paper, Paragraph, Row, Table
from thidua.paperwork.errors import PaperworkError
from thidua.text import fold, squeeze

PLACE = "Phần trích sao"
_HEADING = re.compile(r"(?:Phần|Chương|Mục|Tiểu mục|Điều|Phụ lục)\s+[\dIVXLC]+\b|[IVXLC]+\.\s|\d+(?:\.\d+)*\.\s")
_ROMAN = re.compile(r"[IVXLC]+\.\s")
_OPENING = "Phần mở đầu, căn cứ"
_SHOWN = 110


@dataclass(frozen=True)
class Part:
    """A part that can be taken by itself.

    Attributes:
        key: "0", "1" … in the order of the document; "a0" … for annexes.
        title: its heading, or how it begins.
        blocks: what stands in it.
        rows: how many rows its tables have.
    """

    key: str
    title: str
    blocks: tuple[Block, ...]
    rows: int = 0

    @property
    def is_whole(self) -> bool:
        """Whether all of it could be read; of files from outside tables cannot."""
        return not any(isinstance(block, Table) and not block.columns for block in self.blocks)


def parts_of(paper: Paper) -> tuple[Part, ...]:
    """Return what can be taken: what stands before the first heading, each heading with what follows it, each annex.

    A document without headings is taken paragraph by paragraph.
    """
    groups: list[list[Block]] = []
    headed = any(_is_heading(block) for block in paper.blocks)
    for block in paper.blocks:
        if not groups or not headed or _is_heading(block):
            groups.append([])
        groups[-1].append(block)
    opening = headed and bool(groups) and not _is_heading(groups[0][0])
    parts = [
        Part(str(index), _OPENING if opening and not index else _title(group), tuple(group), _rows(group))
        for index, group in enumerate(groups)
    ]
    parts += [
        Part(
            f"a{index}",
            squeeze(f"{annex.label or 'Phụ lục'} {annex.title}")[:_SHOWN],
            annex.blocks,
            _rows(annex.blocks),
        )
        for index, annex in enumerate(paper.annexes)
    ]
    return tuple(parts)


def extract(paper: Paper, keys: Collection[str], names: Iterable[str] = ()) -> Paper:
    """Return `paper` with the chosen parts only.

    Arguments:
        keys: of the parts that are taken.
        names: of tables only the rows in which one of these texts occurs, with or without diacritics; none: all rows.

    Raises PaperworkError: nothing chosen, everything chosen (then it is a sao y), or a name that stands in no table.
    """
    parts = parts_of(paper)
    named = [name.strip() for name in names if name.strip()]
    wanted = [fold(name) for name in named]
    chosen = [part for part in parts if part.key in keys]
    if not chosen:
        raise PaperworkError("Chưa chọn phần nào để trích.", PLACE, "Đánh dấu ít nhất một phần của văn bản.")
    if len(chosen) == len(parts) and not wanted:
        raise PaperworkError("Đã chọn toàn bộ văn bản.", PLACE, "Bỏ bớt phần không trích, hoặc chọn hình thức sao y.")
    unread = next((part for part in chosen if not part.is_whole), None)
    if unread is not None:
        raise PaperworkError(
            f"“{unread.title}” có bảng mà phần mềm không đọc lại được đúng từng ô.",
            PLACE,
            "Bỏ chọn phần này, hoặc sao y.",
        )
    for name, folded in zip(named, wanted, strict=True):
        if not any(folded in fold(" ".join(row.cells)) for part in chosen for row in _table_rows(part.blocks)):
            raise PaperworkError(
                f"Trong các phần đã chọn không có dòng nào của “{name}”.",
                PLACE,
                "Viết tên đúng như trong danh sách, hoặc chọn phần có danh sách đó.",
            )
    blocks = tuple(block for part in chosen if not part.key.startswith("a") for block in part.blocks)
    annexes = tuple(annex for index, annex in enumerate(paper.annexes) if f"a{index}" in keys)
    return replace(
        paper,
        blocks=tuple(_narrowed(block, wanted) for block in blocks),
        annexes=tuple(_narrowed_annex(annex, wanted) for annex in annexes),
    )


def _text(block: Block) -> str:
    return squeeze("".join(run.text for run in block.runs)) if isinstance(block, Paragraph) else ""


def _is_heading(block: Block) -> bool:
    """A numbered paragraph whose number is bold, or that is kept with what follows."""
    if not isinstance(block, Paragraph) or not block.runs:
        return False
    first = next((run for run in block.runs if run.text.strip()), None)
    return bool(first and (first.bold or block.keep) and _HEADING.match(_text(block)))


def _title(group: list[Block]) -> str:
    """How a part begins: "Điều 2. Tiền thưởng …"; of centred headings all lines: "Mục 1 NỘI DUNG"."""
    lines: list[str] = []
    for block in group:
        text = _text(block)
        if not text or (lines and not (isinstance(block, Paragraph) and block.align == "center")):
            break
        lines.append(text)
        if isinstance(block, Paragraph) and block.align != "center":
            break
    text = " ".join(lines) or "Bảng"
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN].rsplit(' ', 1)[0]} …"


def _table_rows(blocks: Iterable[Block]) -> list[Row]:
    return [row for block in blocks if isinstance(block, Table) for row in block.rows if row.kind == "row"]


def _rows(blocks: Iterable[Block]) -> int:
    return len(_table_rows(blocks))


def _narrowed_annex(annex: Annex, wanted: list[str]) -> Annex:
    return replace(annex, blocks=tuple(_narrowed(block, wanted) for block in annex.blocks))


def _narrowed(block: Block, wanted: list[str]) -> Block:
    """A table with the rows that are taken, each under its group; sums of all rows are left out with the others."""
    if not wanted or not isinstance(block, Table):
        return block
    rows: list[Row] = []
    above: dict[int, Row] = {}
    for row in block.rows:
        if row.kind == "group":
            level = 0 if _ROMAN.match(row.cells[0]) else 1
            above = {depth: group for depth, group in above.items() if depth < level} | {level: row}
        elif row.kind == "row" and any(name in fold(" ".join(row.cells)) for name in wanted):
            rows += [*above.values(), row]
            above = {}
    return replace(block, rows=tuple(rows))
