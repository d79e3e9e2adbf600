"""The letters of a page of PDF with their places, brought together to lines, and to the cells of tables."""

import ctypes
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

import pypdfium2
import pypdfium2.raw as pdfium

from .grids import Grid
from .layout import Piece
from .plain import RIGHT_COLUMN
from .table_lines import Placed
from .turning import Box, Turning

_WORD = re.compile(r"\S+")
_MOST_LETTERS = 20_000
_BLANK_LEFT = ("Số:", "Số", "ngày", "tháng", "năm", "số")
_BLANK_RIGHT = ("/", "tháng", "năm")
#: A number or sign with a tab behind it, as automatic numbering sets it.
_MARKER_ALONE = re.compile(
    r"(?:[IVX]{1,5}|[A-HĐ]|\d{1,2}(?:\.\d{1,2}){0,3}|[a-zđ])\s?[.)/]?[-–]?|[-–+•*●○▪]|Điều \d+\.?"
)
#: So many wide gaps of the same width are those of a line set to both margins.
_FEWEST_STRETCHED = 3
_SAME_GAP = 2.0
_WIDE_GAP = 10.0
#: Where the number of a footnote may stand: right behind a word.
_MAY_BE_RAISED = re.compile(r"\d{1,2}(?![\w/%-])")
_BEHIND_QUOTE = '”")'
_RAISED_SIZE = 0.75
_GONE = "\u200b"
_HYPHENS = str.maketrans({"\ufffe": "-", "\x02": "-"})


class Letters:
    """The letters of a page, and where each stands."""

    def __init__(self, page: pypdfium2.PdfPage, textpage: pypdfium2.PdfTextPage) -> None:
        count = min(textpage.count_chars(), _MOST_LETTERS)
        text = textpage.get_text_range(0, count) if count else ""
        if len(text) != count:
            # letters that PDFium leaves out of the text would shift all places behind them
            text = "".join(chr(pdfium.FPDFText_GetUnicode(textpage, index) or 32) for index in range(count))
        self.text = text.replace("\r", " ").translate(_HYPHENS)
        self._textpage = textpage
        self.turning = Turning.of(page)
        self._box = tuple(ctypes.c_double() for _ in range(4))
        self._known: dict[int, Box] = {}
        self._font = ctypes.create_string_buffer(96)
        self._flags = ctypes.c_int()
        self.has_notes = self._take_out_raised()

    def size(self, index: int) -> float:
        """The size of a letter in points of its font."""
        return float(pdfium.FPDFText_GetFontSize(self._textpage, index))

    def _take_out_raised(self) -> bool:
        """Put signs without width in the place of the numbers of footnotes; tell whether there were any."""
        letters = list(self.text)
        found = False
        for match in _MAY_BE_RAISED.finditer(self.text, 1):
            first, last = match.span()
            before = self.text[first - 1]
            if not (before.isalpha() or before in _BEHIND_QUOTE):
                continue
            if self.size(first) >= self.size(first - 1) * _RAISED_SIZE:
                continue
            found = True
            letters[first:last] = _GONE * (last - first)
            # PDFium begins a new line behind it
            behind = re.compile(r" ?\n(?=[.,;:)])").match(self.text, last)
            if behind and abs(self.box(behind.end())[3] - self.box(first - 1)[3]) < self.size(first - 1) / 2:
                letters[last : behind.end()] = _GONE * (behind.end() - last)
        self.text = "".join(letters)
        return found

    def box(self, index: int) -> Box:
        """Left, top, right, bottom of a letter, counted from the upper left corner of the page as it is shown."""
        known = self._known.get(index)
        if known is not None:
            return known
        left, right, bottom, top = self._box
        pdfium.FPDFText_GetCharBox(self._textpage, index, left, right, bottom, top)
        box = self._known[index] = self.turning.box(left.value, bottom.value, right.value, top.value)
        return box

    def width(self, start: int, end: int) -> float:
        """How wide a letter of the line [start, end) is, on average."""
        return (self.box(end - 1)[2] - self.box(start)[0]) / (end - start)

    def pieces(self, number: int, start: int, end: int, *, may_have_gap: bool) -> Iterator[Piece]:
        """Yield the line [start, end), parted where it jumps to the right column."""
        for first, last in self._parted(start, end) if may_have_gap else ((start, end),):
            yield self._piece(number, first, last)

    def words(self, start: int, end: int) -> Iterator[Placed]:
        """Yield the words of the line [start, end), each with the box around its first and its last letter."""
        for match in _WORD.finditer(self.text, start, end):
            yield Placed(match[0], *_around(self.box(match.start()), self.box(match.end() - 1)))

    def grid_of(self, grids: Sequence[Grid], start: int, end: int) -> int | None:
        """Return which of the tables the line [start, end) stands in, None for a line outside of all."""
        left, top, _, bottom = self.box(start)
        right = self.box(end - 1)[2]
        middle = (top + bottom) / 2
        for number, grid in enumerate(grids):
            if grid.holds(middle) and left < grid.columns[-1] and right > grid.columns[0]:
                return number
        return None

    def cells(self, number: int, grid: Grid, table: int, start: int, end: int) -> Iterator[Piece]:
        """Yield the line [start, end), which stands in a table, parted where it goes on in another cell."""
        first, last, current = start, start, self._cell(grid, start)
        for index in range(start + 1, end):
            if self.text[index] == " ":
                continue
            cell = self._cell(grid, index)
            if cell != current:
                yield self._piece(number, first, last + 1, (table, *current) if current else None)
                first, current = index, cell
            last = index
        yield self._piece(number, first, last + 1, (table, *current) if current else None)

    def _cell(self, grid: Grid, index: int) -> tuple[int, int] | None:
        left, top, right, bottom = self.box(index)
        return grid.cell((left + right) / 2, (top + bottom) / 2)

    def _piece(self, number: int, first: int, last: int, cell: tuple[int, int, int] | None = None) -> Piece:
        words = " ".join(self.text[first:last].replace(_GONE, "").split())
        opens_bold = self._is_bold(first)
        bold = opens_bold and self._is_bold(last - 1)
        return Piece(words, number, *_around(self.box(first), self.box(last - 1)), bold, cell, opens_bold=opens_bold)

    def _parted(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        first = start
        if self._is_stretched(start, end):
            yield start, end
            return
        for index in range(start, end):
            if self.text[index] == " " and self.text[index + 1] != " " and self._is_gap(first, index, end):
                yield first, index + 1 - (len(self.text[first : index + 1]) - len(self.text[first:index].rstrip()))
                first = index + 1
        yield first, end

    def _is_stretched(self, start: int, end: int) -> bool:
        """Whether all words of a line are equally far apart."""
        gaps: list[float] = []
        for before, after in pairwise(_WORD.finditer(self.text, start, end)):
            gaps.append(self.box(after.start())[0] - self.box(before.end() - 1)[2])
            if abs(gaps[-1] - gaps[0]) > _SAME_GAP or gaps[0] < _WIDE_GAP:
                return False
        return len(gaps) >= _FEWEST_STRETCHED

    def _is_gap(self, first: int, space: int, end: int) -> bool:
        before = self.text[first:space].rstrip()
        after = self.text[space + 1 : end]
        if not before or not after:
            return False
        _, top, right, bottom = self.box(first + len(before) - 1)
        left, next_top, _, next_bottom = self.box(space + 1)
        height = max(bottom - top, next_bottom - next_top, 6.0)
        gap = left - right
        return gap > height * 1.2 and is_column_gap(before, after, gap / height)

    def _is_bold(self, index: int) -> bool:
        pdfium.FPDFText_GetFontInfo(self._textpage, index, self._font, 96, self._flags)
        return b"bold" in self._font.value.lower() or pdfium.FPDFText_GetFontWeight(self._textpage, index) >= 600


def _around(one: Box, other: Box) -> Box:
    return (min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3]))


def is_column_gap(before: str, after: str, width: float) -> bool:
    """Tell whether a wide gap in a line parts two columns, not a blank to fill in.

    Args:
        width: the gap's width in heights of a letter.
    """
    if _MARKER_ALONE.fullmatch(before):
        return False
    if RIGHT_COLUMN.match(after):
        return True
    return width > 3 and not before.endswith(_BLANK_LEFT) and not after.startswith(_BLANK_RIGHT)
