"""A Word file read back: paragraphs, tables, text boxes, lines, sections and page numbers."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby

from lxml import etree

from thidua.paperwork.metrics import text_width

from . import word_marks
from .model import Align, PageNumber, Paragraph, Rule, Section, Sheet, Side, Span
from .package import Package, R, W, is_on, number, value
from .word_numbers import Numbers, read_numbers
from .word_styles import Shape, Styles, read_shape, read_styles
from .word_text import FALLBACK, MOST_NESTED, TEXT_BOX, breaks_page, paragraphs, pieces
from .words import WIDE_GAP

MM_PER_TWIP = 25.4 / 1440
MM_PER_POINT = 25.4 / 72
_ALIGNMENTS: dict[str, Align] = {
    "both": "justify",
    "distribute": "justify",
    "center": "center",
    "right": "right",
    "end": "right",
}
_A4 = (210.0, 297.0)
_USUAL_MARGINS = {"top": 25.4, "bottom": 25.4, "left": 31.75, "right": 31.75}


def read_word(data: bytes, name: str) -> Sheet:
    """Read a Word file. Raises PaperworkError when it is damaged, encrypted or a bomb."""
    package = Package(data, name)
    root = package.part("word/document.xml")
    body = root.find(f"{W}body") if root is not None else None
    theme = next((path for path in package.names if path.startswith("word/theme/") and path.endswith(".xml")), "")
    styles = read_styles(package.part("word/styles.xml"), package.part(theme) if theme else None)
    reader = _Reader(styles, read_numbers(package.part("word/numbering.xml")))
    if body is not None:
        reader.read(body)
    numbers = tuple(_page_numbers(package, body, styles)) if body is not None else ()
    return Sheet("docx", tuple(reader.found), tuple(reader.rules), tuple(reader.sections), numbers, _pages(package))


def _pages(package: Package) -> int | None:
    """What the program that saved the file counted; not to be relied on alone."""
    root = package.part("docProps/app.xml")
    if root is None:
        return None
    pages = next((item.text for item in root.iter() if str(item.tag).endswith("}Pages")), None)
    return int(number(pages)) or None


@dataclass(frozen=True)
class _Room:
    """Where paragraphs stand: a cell or the page."""

    width: float
    side: Side = "full"
    column: float = 0
    in_table: bool = False
    in_grid: bool = False


@dataclass
class _Reader:
    styles: Styles
    numbers: Numbers
    found: list[Paragraph] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    _sources: dict[etree._Element, int] = field(default_factory=dict)
    _part: int = 0
    _section_part: int = 0
    _has_table: bool = False
    _widths: list[float] = field(default_factory=list)
    _tables: int = 0

    def read(self, body: etree._Element) -> None:
        """Walk the whole document."""
        self._sources = {item: index for index, item in enumerate(paragraphs(body))}
        # A section's shape stands at its end; the width is needed before.
        self._widths = [_text_width(item) for item in body.iter(f"{W}sectPr")]
        self._container(body, _Room(self._width()), 0)
        last = body.find(f"{W}sectPr")
        self._section(last if last is not None else etree.Element(f"{W}sectPr"))

    def _width(self) -> float:
        index = min(len(self.sections), len(self._widths) - 1)
        return self._widths[index] if self._widths else 165.0

    def _container(self, element: etree._Element, room: _Room, depth: int) -> None:
        if depth > MOST_NESTED:
            return
        for child in element:
            if child.tag == f"{W}p":
                self._paragraph(child, room, depth)
            elif child.tag == f"{W}tbl":
                self._table(child, room, depth)
            elif isinstance(child.tag, str) and child.tag not in (FALLBACK, f"{W}sectPr", f"{W}del"):
                self._container(child, room, depth + 1)
            if depth == 0:
                room = replace(room, width=self._width())

    def _table(self, table: etree._Element, room: _Room, depth: int) -> None:
        ruled = word_marks.is_ruled(table, self.styles)
        self._tables += 1
        self._has_table = self._has_table or ruled
        grid = [number(item.get(f"{W}w")) * MM_PER_TWIP for item in table.iterfind(f"{W}tblGrid/{W}gridCol")]
        for row in word_marks.inside(table, f"{W}tr"):
            cells = list(word_marks.inside(row, f"{W}tc"))
            widths = word_marks.cell_widths(cells, grid, room.width)
            total, at = sum(widths) or 1.0, 0.0
            for column, (cell, width) in enumerate(zip(cells, widths, strict=True)):
                middle = (at + width / 2) / total
                at += width
                side: Side = "full"
                if not ruled and len(cells) > 1:
                    side = "left" if middle < 0.45 else "right" if middle > 0.55 else "full"
                inner = _Room(
                    width - word_marks.cell_padding(table),
                    room.side if room.in_grid and side == "full" else side,
                    self._tables * 100 + column,
                    ruled or room.in_table,
                    not ruled,
                )
                self._container(cell, inner, depth + 1)

    def _paragraph(self, element: etree._Element, room: _Room, depth: int) -> None:
        properties = element.find(f"{W}pPr")
        style = value(properties, f"{W}pStyle")
        look, shape = self.styles.of_paragraph(style)
        shape = read_shape(properties).over(shape)
        if is_on(properties, f"{W}pageBreakBefore"):
            self._part += 1
        spans = self._spans(element, look)
        label = self._label(properties, style) if any(span.text.strip() for span in spans) else ""
        room_here = replace(room, side=_indented_side(room, shape))
        lines = list(_lines(spans, self._plain(element, shape, room_here, label)))
        self.found += [replace(line, number=len(self.found) + 1 + index) for index, line in enumerate(lines)]
        self._add_rules(element, properties, shape, room, lines)
        for box in element.iter(TEXT_BOX):
            if not any(parent.tag == FALLBACK for parent in box.iterancestors()):
                self._container(box, replace(room, in_grid=True), depth + 1)
        if breaks_page(element):
            self._part += 1
        section = element.find(f"{W}pPr/{W}sectPr")
        if section is not None:
            self._section(section)

    def _plain(self, element: etree._Element, shape: Shape, room: _Room, label: str) -> Paragraph:
        indents = ((shape.left or 0) + (shape.right or 0)) * MM_PER_POINT
        return Paragraph(
            number=0,
            spans=(),
            align=_ALIGNMENTS.get(shape.align or "left", "left"),
            side=room.side,
            part=self._part,
            column=room.column,
            in_table=room.in_table,
            in_grid=room.in_grid,
            before=shape.before,
            after=shape.after,
            line=None if shape.exact else shape.line,
            source=self._sources.get(element, -1),
            width=room.width - indents,
            label=label,
        )

    def _spans(self, element: etree._Element, paragraph_look: word_marks.Look) -> list[Span]:
        spans = []
        looks: dict[etree._Element, word_marks.Look] = {}
        for piece in pieces(element):
            if piece.run not in looks:
                looks[piece.run] = self.styles.of_run(piece.run.find(f"{W}rPr"), paragraph_look)
            look = looks[piece.run]
            text = piece.text.upper() if look.upper else piece.text
            spans.append(
                Span(
                    text,
                    look.font,
                    look.size,
                    bool(look.bold),
                    bool(look.italic),
                    "" if look.color in (None, "auto") else str(look.color).lower(),
                    bool(look.underline),
                )
            )
        return spans

    def _label(self, properties: etree._Element | None, style: str | None) -> str:
        by_style = self.styles.numbering_of(style)
        number_id = value(properties, f"{W}numPr/{W}numId")
        level = value(properties, f"{W}numPr/{W}ilvl")
        if number_id is None and by_style is None:
            return ""
        style_id, style_level = by_style or ("0", 0)
        return self.numbers.label(
            number_id if number_id is not None else style_id, int(number(level, style_level)) if level else style_level
        )

    def _add_rules(
        self,
        element: etree._Element,
        properties: etree._Element | None,
        shape: Shape,
        room: _Room,
        lines: list[Paragraph],
    ) -> None:
        last = self.found[-1] if self.found else None
        if last is None:
            return
        width = room.width - ((shape.left or 0) + (shape.right or 0)) * MM_PER_POINT
        borders = word_marks.borders(properties)
        if "bottom" in borders or ("top" in borders and not lines):
            self.rules.append(Rule(last.number, width))
        self.rules += [Rule(last.number, length) for length in word_marks.drawn_lines(element)]
        inked = [span for line in lines[-1:] for span in line.inked()]
        if inked and all(span.underline for span in inked):
            # A line with a wide gap holds two boxes, each with its own underlining.
            for text in (half.strip() for half in WIDE_GAP.split(lines[-1].text) if half.strip()):
                self.rules.append(Rule(last.number, text_width(text, lines[-1].size or 14, bold=lines[-1].is_bold)))

    def _section(self, element: etree._Element) -> None:
        size, margins = element.find(f"{W}pgSz"), element.find(f"{W}pgMar")
        width, height = _A4
        if size is not None:
            width = number(size.get(f"{W}w"), width / MM_PER_TWIP) * MM_PER_TWIP
            height = number(size.get(f"{W}h"), height / MM_PER_TWIP) * MM_PER_TWIP
        sides = dict(_USUAL_MARGINS)
        if margins is not None:
            sides = {side: abs(number(margins.get(f"{W}{side}"))) * MM_PER_TWIP for side in sides}
            sides["left"] += number(margins.get(f"{W}gutter")) * MM_PER_TWIP
        if value(element, f"{W}type") != "continuous" or not self.sections:
            self.sections.append(
                Section(width, height, sides, self._section_part, None, self._has_table, len(self.sections))
            )
            self._part += 1
        else:
            self.sections.append(replace(self.sections[-1], index=len(self.sections)))
        self._section_part, self._has_table = self._part, False


def _text_width(section: etree._Element) -> float:
    size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
    if size is None or margins is None:
        return 165.0
    sides = number(margins.get(f"{W}left")) + number(margins.get(f"{W}right"))
    return (number(size.get(f"{W}w")) - sides) * MM_PER_TWIP


def _indented_side(room: _Room, shape: Shape) -> Side:
    """A paragraph pushed to the right half by its indent or alignment stands on the right."""
    if room.side == "full" and not room.in_table:
        if (shape.left or 0) * MM_PER_POINT > room.width * 0.4:
            return "right"
        if (shape.right or 0) * MM_PER_POINT > room.width * 0.4:
            return "left"
    return room.side


def _lines(spans: list[Span], plain: Paragraph) -> Iterator[Paragraph]:
    """Yield the lines that hard breaks make of a paragraph, without empty ones."""
    at, offset = 0, 0
    line: list[Span] = []

    def finished() -> Iterator[Paragraph]:
        text = "".join(span.text for span in line)
        if text.strip():
            yield replace(plain, spans=_joined(line), offset=at, label=plain.label if at == 0 else "")

    for span in spans:
        for index, piece in enumerate(span.text.split("\n")):
            if index:
                yield from finished()
                offset += 1
                line, at = [], offset
            if piece:
                line.append(replace(span, text=piece))
                offset += len(piece)
    yield from finished()


def _joined(spans: list[Span]) -> tuple[Span, ...]:
    """Join neighbours of one look; texts stay as they are, so that places keep their meaning."""
    joined = []
    for look, group in groupby(spans, key=lambda span: replace(span, text="")):
        joined.append(replace(look, text="".join(span.text for span in group)))
    return tuple(joined)


def _page_numbers(package: Package, body: etree._Element, styles: Styles) -> Iterator[PageNumber]:
    """Yield the fields for page numbers in the headers and feet of the first section and of those with their own."""
    relations = package.relations()
    on_first = False
    found: list[PageNumber] = []
    for index, section in enumerate(body.iter(f"{W}sectPr")):
        title_page = bool(is_on(section, f"{W}titlePg"))
        for kind, at_top in (("headerReference", True), ("footerReference", False)):
            for reference in section.iterfind(f"{W}{kind}"):
                use = reference.get(f"{W}type", "default")
                path = relations.get(reference.get(f"{R}id", ""), "")
                field_found = _page_field(package.part(path) if path else None, styles)
                if field_found is None:
                    continue
                centred, size = field_found
                if use == "first":
                    on_first = on_first or title_page
                    continue
                on_first = on_first or (index == 0 and not title_page)
                found.append(PageNumber(None, None, at_top, centred, size))
    for item in found:
        yield replace(item, on_first=on_first)


def _page_field(part: etree._Element | None, styles: Styles) -> tuple[bool, float | None] | None:
    """Return whether the page number in a header is centred, and its size; None where there is no page number."""
    if part is None:
        return None
    for paragraph in part.iter(f"{W}p"):
        codes = [item.text or "" for item in paragraph.iter(f"{W}instrText")]
        codes += [item.get(f"{W}instr", "") for item in paragraph.iter(f"{W}fldSimple")]
        if "PAGE" not in " ".join(codes).upper().split():
            continue
        properties = paragraph.find(f"{W}pPr")
        look, shape = styles.of_paragraph(value(properties, f"{W}pStyle"))
        shape = read_shape(properties).over(shape)
        run = next((item.getparent() for item in paragraph.iter(f"{W}instrText")), None)
        if run is not None:
            look = styles.of_run(run.find(f"{W}rPr"), look)
        framed = value(properties, f"{W}framePr", "xAlign") == "center"
        tabbed = paragraph.find(f".//{W}tab") is not None or paragraph.find(f".//{W}ptab") is not None
        return shape.align == "center" or framed or tabbed, look.size
    return None
