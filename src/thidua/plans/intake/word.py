"""Word files (.docx, ECMA-376): paragraphs, tables and text boxes in the order of the document.

Read straight from the XML, since the usual libraries leave out what plans need: header and signature stand in tables,
numbers are automatic, changes are tracked. Insertions count as made, deletions too.
"""

from collections import Counter
from collections.abc import Iterator
from xml.etree import ElementTree

from thidua.plans.errors import PlanError

from .archive import WordArchive
from .blocks import Block, Extract, require_reasonable_length
from .numbering import Numbering, W, read_numbering, value
from .old_letters import in_unicode

_SKIPPED = {f"{W}del", f"{W}moveFrom", f"{W}instrText", f"{W}delText", f"{W}pPr", f"{W}rPr", f"{W}footnoteReference"}
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_TEXT_BOX = f"{W}txbxContent"
_BREAKS = {f"{W}tab": "\t", f"{W}cr": "\n", f"{W}noBreakHyphen": "-", f"{W}softHyphen": ""}
_MOST_NESTED = 40
_MOST_COLUMNS = 60


def read_word(data: bytes, filename: str) -> Extract:
    """Read a Word file.

    Raises:
        PlanError: the file is damaged, encrypted, or would unpack to far too much.
    """
    archive = WordArchive(data, filename)
    document = archive.part("word/document.xml")
    body = document.find(f"{W}body") if document is not None else None
    if body is None:
        raise PlanError("Tệp Word không có nội dung.", filename, "Hãy mở bằng Word, lưu lại rồi tải lên lần nữa.")
    numbering = read_numbering(archive.part("word/numbering.xml"), archive.part("word/styles.xml"))
    writer = _Writer(numbering, filename)
    try:
        writer.container(body, None, 0)
    except RecursionError as error:
        message = "Tệp Word lồng quá nhiều tầng nên không đọc được."
        raise PlanError(message, filename, "Hãy dán nội dung sang một tệp mới rồi lưu lại.") from error
    return writer.extract()


class _Writer:
    """Collects text and blocks while the document is walked."""

    def __init__(self, numbering: Numbering, filename: str) -> None:
        self._numbering = numbering
        self._filename = filename
        self._length = 0
        self._pieces: list[tuple[str, tuple[int, int, int] | None, bool]] = []
        self._rows: dict[tuple[int, int, int], int] = {}
        self._tables = 0

    def extract(self) -> Extract:
        """Lay the paragraphs one after another; text in an old encoding is converted."""
        blocks: list[Block] = []
        lines: list[str] = []
        length = 0
        converted = in_unicode([piece for piece, _, _ in self._pieces])
        cells = [cell for _, cell, _ in self._pieces]
        alone = {cell for cell, count in Counter(filter(None, cells)).items() if count == 1}
        for index, (text, (_, cell, bold)) in enumerate(zip(converted, self._pieces, strict=True)):
            for number, line in enumerate(text.split("\n")):
                if line.strip():
                    rows = self._rows.get(cell, 1) if cell else 1
                    blocks.append(Block(length, length + len(line), cell, bold, gap=number == 0, rows=rows))
                lines.append(line + "\n")
                length += len(line) + 1
            after = cells[index + 1] if index + 1 < len(cells) else None
            if cell in alone and after in alone and cell and after and cell[:2] == after[:2]:
                # cells of a row beside one another, for who looks at the text
                lines[-1] = lines[-1][:-1] + "\t"
        return Extract("".join(lines)[:-1], tuple(blocks), marked_up=False, is_paged=False)

    def container(self, element: ElementTree.Element, cell: tuple[int, int, int] | None, depth: int) -> None:
        """Walk the paragraphs and tables of a body, a cell or a text box."""
        if depth > _MOST_NESTED:
            return
        for child in element:
            if child.tag == f"{W}p":
                self._paragraph(child, cell, depth)
            elif child.tag == f"{W}tbl":
                self._table(child, depth)
            elif child.tag not in _SKIPPED and child.tag != _FALLBACK:
                # content controls, insertions, custom XML: what is inside counts
                self.container(child, cell, depth + 1)

    def _table(self, table: ElementTree.Element, depth: int) -> None:
        self._tables += 1
        number = self._tables
        begun: dict[int, int] = {}
        for row_number, row in enumerate(_inside(table, f"{W}tr")):
            column = min(_integer(value(row, f"{W}trPr/{W}gridBefore")), _MOST_COLUMNS)
            for cell in _inside(row, f"{W}tc"):
                merge = cell.find(f"{W}tcPr/{W}vMerge")
                if merge is not None and merge.get(f"{W}val") != "restart" and column in begun:
                    self._rows[number, begun[column], column] = row_number - begun[column] + 1
                else:
                    begun[column] = row_number
                self.container(cell, (number, row_number, column), depth + 1)
                span = value(cell, f"{W}tcPr/{W}gridSpan")
                column += min(int(span), _MOST_COLUMNS) if span and span.isdecimal() else 1

    def _paragraph(self, paragraph: ElementTree.Element, cell: tuple[int, int, int] | None, depth: int) -> None:
        boxes: list[ElementTree.Element] = []
        runs = list(_runs(paragraph, boxes))
        text = "".join(text for text, _ in runs)
        label = self._label(paragraph) if text.strip() else ""
        is_bold = all(bold for text, bold in runs if text.strip()) and bool(text.strip())
        if text.strip():
            self._length += len(text)
            require_reasonable_length(self._length, len(self._pieces), self._filename)
            self._pieces.append((f"{label} {text}" if label else text, cell, is_bold))
        for box in boxes:
            self.container(box, cell, depth + 1)

    def _label(self, paragraph: ElementTree.Element) -> str:
        properties = paragraph.find(f"{W}pPr")
        style = value(properties, f"{W}pStyle")
        by_style = self._numbering.style_numbers.get(style) if style else None
        number_id = value(properties, f"{W}numPr/{W}numId")
        level = value(properties, f"{W}numPr/{W}ilvl")
        if number_id is None and by_style is None:
            return ""
        style_id, style_level = by_style or ("0", 0)
        number = number_id if number_id is not None else style_id
        return self._numbering.label(number, int(level) if level and level.isdecimal() else style_level)


def _integer(text: str | None) -> int:
    return int(text) if text and text.isdecimal() else 0


def _inside(element: ElementTree.Element, tag: str) -> Iterator[ElementTree.Element]:
    """Rows of a table or cells of a row, also those in content controls; not those of a table inside."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in (f"{W}sdt", f"{W}ins", f"{W}customXml", f"{W}sdtContent"):
            yield from _inside(child, tag)


def _runs(element: ElementTree.Element, boxes: list[ElementTree.Element]) -> Iterator[tuple[str, bool]]:
    """Yield (text, is bold) of each run; text boxes are set aside."""
    for child in element:
        if child.tag == f"{W}r":
            yield _run_text(child, boxes), _is_bold(child)
        elif child.tag not in _SKIPPED and child.tag != _FALLBACK:
            yield from _runs(child, boxes)


def _run_text(run: ElementTree.Element, boxes: list[ElementTree.Element]) -> str:
    parts: list[str] = []
    for child in run:
        if child.tag == f"{W}t":
            parts.append(child.text or "")
        elif child.tag == f"{W}br":
            parts.append(" " if child.get(f"{W}type") in ("page", "column") else "\n")
        elif child.tag == f"{W}sym":
            parts.append("•")
        elif child.tag in _BREAKS:
            parts.append(_BREAKS[child.tag])
        elif child.tag not in _SKIPPED:
            boxes += _text_boxes(child)
    return "".join(parts)


def _text_boxes(element: ElementTree.Element) -> Iterator[ElementTree.Element]:
    """Text boxes below an element, without the copies kept for old programs."""
    for child in element:
        if child.tag == _TEXT_BOX:
            yield child
        elif child.tag != _FALLBACK:
            yield from _text_boxes(child)


def _is_bold(run: ElementTree.Element) -> bool:
    bold = run.find(f"{W}rPr/{W}b")
    return bold is not None and bold.get(f"{W}val", "1") not in ("0", "false", "off")
