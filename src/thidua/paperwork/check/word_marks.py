"""Borders, drawn lines and tables of Word."""

import re
from collections.abc import Iterator

from lxml import etree

from .package import W, number, value
from .word_styles import Look, Styles
from .word_text import FALLBACK

__all__ = ["Look", "borders", "cell_padding", "cell_widths", "drawn_lines", "inside", "is_ruled"]

MM_PER_TWIP = 25.4 / 1440
MM_PER_POINT = 25.4 / 72
MM_PER_EMU = 1 / 36_000
_SHORTEST_LINE = 4.0
_THICKEST_LINE = 2.0
_WORD_CELL_PADDING = 2 * 108
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_PLACE = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_VML = "{urn:schemas-microsoft-com:vml}"
_UNITS = {"pt": MM_PER_POINT, "in": 25.4, "cm": 10.0, "mm": 1.0, "px": 25.4 / 96, "": MM_PER_POINT}
_LENGTH = re.compile(r"(-?\d*\.?\d+)\s*(pt|in|cm|mm|px|)")


def inside(element: etree._Element, tag: str, depth: int = 0) -> Iterator[etree._Element]:
    """Yield rows of a table or cells of a row, also those in content controls; not those of a table inside."""
    for child in element:
        if child.tag == tag:
            yield child
        elif depth < 10 and child.tag in (f"{W}sdt", f"{W}ins", f"{W}customXml", f"{W}sdtContent"):
            yield from inside(child, tag, depth + 1)


def borders(properties: etree._Element | None) -> set[str]:
    """Return on which sides a paragraph has a line."""
    found = properties.find(f"{W}pBdr") if properties is not None else None
    return set() if found is None else {_name(item) for item in found if _shows(item)}


def is_ruled(table: etree._Element, styles: Styles) -> bool:
    """Tell whether a table shows its rules."""
    own = table.find(f"{W}tblPr/{W}tblBorders")
    by_style = styles.borders_of(value(table, f"{W}tblPr/{W}tblStyle"))
    chosen = own if own is not None else by_style
    sides = {"left", "right", "insideV", "start", "end"}
    ruled = chosen is not None and any(_name(item) in sides and _shows(item) for item in chosen)
    of_cells = list(table.iterfind(f"{W}tr/{W}tc/{W}tcPr/{W}tcBorders"))
    if not of_cells:
        return ruled
    shown = sum(any(_name(item) in sides and _shows(item) for item in one) for one in of_cells)
    hidden = sum(all(not _shows(item) for item in one) for one in of_cells)
    return (ruled and hidden < len(of_cells)) or shown > len(of_cells) / 2


def cell_widths(cells: list[etree._Element], grid: list[float], room: float) -> list[float]:
    """Return the widths of the cells of a row in mm, from the table's columns or else from the cells."""
    spans = [max(int(number(value(cell, f"{W}tcPr/{W}gridSpan"), 1)), 1) for cell in cells]
    if sum(spans) == len(grid) and sum(grid) > 0:
        edges = [0]
        for span in spans:
            edges.append(edges[-1] + span)
        return [sum(grid[edges[index] : edges[index + 1]]) for index in range(len(spans))]
    own = [number(value(cell, f"{W}tcPr/{W}tcW", "w")) * MM_PER_TWIP for cell in cells]
    return own if all(width > 0 for width in own) else [room / max(len(cells), 1)] * len(cells)


def cell_padding(table: etree._Element) -> float:
    """Return how much of a cell's width is left free on both sides, in mm."""
    margins = table.find(f"{W}tblPr/{W}tblCellMar")
    if margins is None:
        return _WORD_CELL_PADDING * MM_PER_TWIP
    sides = [margins.find(f"{W}{side}") for side in ("left", "right", "start", "end")]
    return sum(number(side.get(f"{W}w")) for side in sides if side is not None) * MM_PER_TWIP


def drawn_lines(paragraph: etree._Element) -> Iterator[float]:
    """Yield the lengths in mm of the horizontal lines that are drawn as shapes at a paragraph."""
    for shape in paragraph.iter(f"{_DRAWING}prstGeom"):
        if shape.get("prst") not in ("line", "straightConnector1") or _is_copy(shape):
            continue
        holder = next((item for item in shape.iterancestors(f"{_PLACE}anchor", f"{_PLACE}inline")), None)
        extent = holder.find(f"{_PLACE}extent") if holder is not None else None
        if extent is not None:
            length, height = number(extent.get("cx")) * MM_PER_EMU, number(extent.get("cy")) * MM_PER_EMU
            if length >= _SHORTEST_LINE and height <= _THICKEST_LINE:
                yield length
    for tag in ("line", "shape"):
        for shape in paragraph.iter(f"{_VML}{tag}"):
            if not _is_copy(shape):
                yield from _vml_line(shape)


def _vml_line(shape: etree._Element) -> Iterator[float]:
    start, end = shape.get("from"), shape.get("to")
    if start and end:
        (left, top), (right, bottom) = _point(start), _point(end)
        if abs(bottom - top) <= _THICKEST_LINE and abs(right - left) >= _SHORTEST_LINE:
            yield abs(right - left)
    elif "t32" in shape.get("type", ""):
        style = dict(item.split(":", 1) for item in shape.get("style", "").replace(" ", "").split(";") if ":" in item)
        width, height = _mm(style.get("width", "")), _mm(style.get("height", ""))
        if width >= _SHORTEST_LINE and height <= _THICKEST_LINE:
            yield width


def _point(text: str) -> tuple[float, float]:
    left, _, top = text.partition(",")
    return _mm(left), _mm(top)


def _mm(text: str) -> float:
    match = _LENGTH.match(text.strip())
    return float(match[1]) * _UNITS[match[2]] if match else 0.0


def _is_copy(element: etree._Element) -> bool:
    """Whether an element is the copy that is kept for old programs."""
    return any(parent.tag == FALLBACK for parent in element.iterancestors())


def _name(element: etree._Element) -> str:
    return str(element.tag).removeprefix(W)


def _shows(border: etree._Element) -> bool:
    """Whether a border is seen; web editors hide one by making it white."""
    return border.get(f"{W}val", "none") not in ("nil", "none") and border.get(f"{W}color", "").lower() != "ffffff"
