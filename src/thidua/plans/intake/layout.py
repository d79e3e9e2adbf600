"""From lines with their places on pages to a text with paragraphs: for PDF files and scans.

Page numbers and running heads go; head and foot in two columns are told apart; lines are joined to paragraphs, over
the ends of pages too, by what the eye goes by: whether a line is full, and whether the next one is indented.
"""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from thidua.plans.plan import Page, PageLine, PlanWarning
from thidua.plans.structure.markers import find_marker

from .blocks import Block, Extract

_PAGE_NUMBER = re.compile(r"[-–—\s]*(?:[Tt]rang\s+)?\d{1,3}(?:\s*/\s*\d{1,3})?[-–—\s]*")
_EDGE = 0.11
"""Page numbers and running heads stand in this part of the page at its top and bottom."""
_WIDE = 0.5
_SAME = 9.0
"""Points within which two lines start or end at the same place, on a page that was scanned a little askew too."""
_LAST_SIGN = ("./.", "./-")
_RECIPIENTS = ("Nơi nhận", "NƠI NHẬN")
_LOOSE = 1.25
_APART = 2.3


@dataclass(frozen=True, slots=True)
class Doubt:
    """What is doubtful about the characters [start, end) of a line: code and message of a warning."""

    start: int
    end: int
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A line of a page, or the part of it in one column; places in points from the page's upper left corner.

    `cell` is (table, row, column) for what stands in a table, `rows` how many rows the cell goes over; `bold` tells
    that the line begins and ends in bold letters, `opens_bold` that it begins with them; `box` is where the line is
    shown, if the page was straightened (left, top, right, bottom).
    """

    text: str
    page: int
    left: float
    top: float
    right: float
    bottom: float
    bold: bool = False
    cell: tuple[int, int, int] | None = None
    box: tuple[float, float, float, float] | None = None
    doubts: tuple[Doubt, ...] = ()
    rows: int = 1
    opens_bold: bool = False

    @property
    def middle(self) -> float:
        """The middle between left and right."""
        return (self.left + self.right) / 2


@dataclass(frozen=True, slots=True)
class _Shape:
    """The document's usual measures in points."""

    left: float
    right: float
    indent: float
    pitch: float
    width: float

    @property
    def is_indented(self) -> bool:
        """Whether first lines of paragraphs are indented."""
        return self.indent - self.left > _SAME


def lay_out(
    pieces: list[Piece],
    sizes: list[tuple[float, float]],
    *,
    scanned: frozenset[int] = frozenset(),
) -> Extract:
    """Return text, paragraphs and pages.

    Args:
        pieces: the lines in reading order.
        sizes: width and height of each page in points.
        scanned: numbers of the pages (from 0) whose lines were read from a picture.
    """
    kept = _without_running_lines(pieces, sizes)
    shape = _shape([piece for piece in kept if piece.cell is None], sizes)
    lines: list[str] = []
    blocks: list[Block] = []
    warnings: dict[str, PlanWarning] = {}
    places: dict[int, list[PageLine]] = defaultdict(list)
    length = 0
    previous: Piece | None = None
    for piece in kept:
        start, end = length, length + len(piece.text)
        if previous is not None and _belongs(previous, piece, shape, blocks[-1]):
            blocks[-1] = replace(blocks[-1], end=end, bold=blocks[-1].bold and piece.bold)
        else:
            cell = piece.cell or ((0, start, 1) if _is_right_column(piece, shape) else None)
            blocks.append(Block(start, end, cell, piece.bold, rows=piece.rows))
        places[piece.page].append(PageLine((start, end), _box(piece)))
        for doubt in piece.doubts:
            warning = PlanWarning(doubt.code, doubt.message, (start + doubt.start, start + doubt.end))
            warnings.setdefault(doubt.message, warning)
        lines.append(piece.text)
        length = end + 1
        previous = piece
    pages = tuple(
        Page(round(width, 1), round(height, 1), tuple(places[number]), number in scanned)
        for number, (width, height) in enumerate(sizes)
    )
    return Extract("\n".join(lines), tuple(blocks), False, False, pages, tuple(warnings.values()))


def _box(piece: Piece) -> tuple[float, float, float, float]:
    left, top, right, bottom = piece.box or (piece.left, piece.top, piece.right, piece.bottom)
    return (round(left, 1), round(top, 1), round(right, 1), round(bottom, 1))


def _without_running_lines(pieces: list[Piece], sizes: list[tuple[float, float]]) -> list[Piece]:
    """Leave out page numbers, and lines at the edge that most pages repeat."""
    at_edge = [
        piece.cell is None
        and (piece.bottom < sizes[piece.page][1] * _EDGE or piece.top > sizes[piece.page][1] * (1 - _EDGE))
        for piece in pieces
    ]
    repeated: Counter[str] = Counter()
    for words in {(piece.page, _wordless(piece)) for piece, edge in zip(pieces, at_edge, strict=True) if edge}:
        repeated[words[1]] += 1
    often = max(3, len(sizes) * 0.6)
    return [
        piece
        for piece, edge in zip(pieces, at_edge, strict=True)
        if not (edge and (_PAGE_NUMBER.fullmatch(piece.text) or repeated[_wordless(piece)] >= often))
    ]


def _wordless(piece: Piece) -> str:
    return re.sub(r"\d+", "#", piece.text)


def _shape(pieces: list[Piece], sizes: list[tuple[float, float]]) -> _Shape:
    width = median(width for width, _ in sizes) if sizes else 595.0
    wide = [piece for piece in pieces if piece.right - piece.left > width * _WIDE]
    marked = [piece for piece in pieces if piece.left < width * 0.4 and find_marker(piece.text)]
    with_marker = {id(piece) for piece in marked}
    left = _usual([piece.left for piece in wide if id(piece) not in with_marker], width * 0.14)
    right = _usual([piece.right for piece in wide], width * 0.92)
    pitches = [
        after.top - before.top
        for before, after in pairwise(pieces)
        if before.page == after.page and 4 < after.top - before.top < 60
    ]
    indent = _usual([piece.left for piece in marked], left)
    # a short document may have no wide line at the margin: what stands there goes on with a full line above
    hanging = [after.left for before, after in pairwise(pieces) if before.right > right - _SAME]
    at_margin = [value for value in hanging if value < indent - _SAME]
    if at_margin and left > indent - _SAME:
        left = _usual(at_margin, left)
    return _Shape(min(left, indent), right, indent, median(pitches) if pitches else 20.0, width)


def _usual(values: list[float], default: float) -> float:
    """The value that most others are next to."""
    if not values:
        return default
    counts = Counter(round(value / 3) for value in values)
    best = max(counts, key=lambda step: counts[step - 1] + 2 * counts[step] + counts[step + 1])
    return median(value for value in values if abs(round(value / 3) - best) <= 1)


def _is_right_column(piece: Piece, shape: _Shape) -> bool:
    return piece.middle > shape.width * 0.62 and piece.left > shape.width * 0.4


def _is_centred(piece: Piece, shape: _Shape) -> bool:
    return abs(piece.middle - (shape.left + shape.right) / 2) < _SAME * 1.5 and piece.left > shape.left + _SAME


def _belongs(before: Piece, piece: Piece, shape: _Shape, block: Block) -> bool:
    """Whether a line belongs to the block of the line before it: the same paragraph, or the same cell of a table."""
    if before.cell or piece.cell:
        return before.cell == piece.cell
    return _continues(before, piece, shape, block)


def _continues(before: Piece, piece: Piece, shape: _Shape, block: Block) -> bool:
    """Whether a line goes on with the paragraph that the line before it belongs to."""
    same_page = before.page == piece.page
    step = piece.top - before.top
    if before.text.endswith(_LAST_SIGN) or piece.text.startswith(_RECIPIENTS):
        return False
    if block.bold and not piece.opens_bold and piece.text[0].isupper() and piece.left > shape.left + _SAME:
        # a heading in bold letters that fills its line, and the indented text below it
        return False
    if block.cell or _is_right_column(piece, shape) or (same_page and (step > shape.pitch * _APART or step < 2)):
        return False
    if same_page and _is_centred(piece, shape) and (_is_centred(before, shape) or (before.bold and piece.bold)):
        # a title over two lines; letterheads and signatures are in capitals
        return not before.text.isupper() and not piece.text.isupper() and not find_marker(piece.text)
    if not _is_full(before, piece, shape):
        return False
    if shape.is_indented:
        return piece.left < (shape.left + shape.indent) / 2 or (
            piece.left > shape.indent + _SAME and not find_marker(piece.text)
        )
    return not find_marker(piece.text) and not (same_page and step > shape.pitch * _LOOSE)


def _is_full(before: Piece, piece: Piece, shape: _Shape) -> bool:
    """Whether the next word would not have fitted into the line."""
    letter = (piece.right - piece.left) / max(len(piece.text), 1)
    word = len(piece.text.split(" ")[0]) + 1
    return before.right > shape.right - _SAME or before.right + word * letter > shape.right
