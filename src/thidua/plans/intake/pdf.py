"""PDF files (ISO 32000): lines of text with their places, through PDFium.

PDFium works on one document at a time: all calls of this process wait for one another.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from statistics import median

import pypdfium2
import pypdfium2.raw as pdfium

from thidua.plans.errors import PlanError
from thidua.text import syllable_share
from thidua.text.pdfium import PDFIUM_LOCK

from .grids import Grid, find_grids, same_columns
from .layout import Piece
from .letters import Letters
from .old_letters import in_unicode

MOST_PAGES = 150
# a page with fewer letters, or with fewer Vietnamese syllables among its words, is a picture with a poor text behind it
_FEWEST_LETTERS = 40
_FEWEST_SYLLABLES = 0.5
_LOOKED_AT = 300
# page numbers and running heads stand in this part of a page
_HEAD = 0.11
# letters of a line with a gap in it seem to be wider than usual
_WIDER = 1.06


@contextmanager
def opened(data: bytes, filename: str) -> Iterator[pypdfium2.PdfDocument]:
    """Open a PDF while no other one is open; bytes before its header do not matter.

    Raises:
        PlanError: it is encrypted or damaged, has no page or too many.
    """
    with PDFIUM_LOCK:
        try:
            document = pypdfium2.PdfDocument(data[data.find(b"%PDF-") :])
        except pypdfium2.PdfiumError as error:
            raise _refusal(error, filename) from error
        try:
            _require_pages(len(document), filename)
            yield document
        except pypdfium2.PdfiumError as error:
            raise _refusal(error, filename) from error
        finally:
            document.close()


def _refusal(error: pypdfium2.PdfiumError, filename: str) -> PlanError:
    is_locked = error.err_code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)
    return locked(filename) if is_locked else damaged(filename)


def locked(place: str) -> PlanError:
    """What to say of a PDF that asks for a password."""
    return PlanError("Tệp PDF được đặt mật khẩu.", place, "Hãy lưu lại tệp không có mật khẩu rồi tải lên lại.")


def damaged(place: str) -> PlanError:
    """What to say of a PDF that cannot be opened."""
    return PlanError("Tệp PDF bị hỏng.", place, "Hãy xin lại tệp, hoặc mở bằng trình đọc PDF và lưu thành tệp mới.")


def _require_pages(count: int, filename: str) -> None:
    if count == 0:
        raise PlanError("Tệp PDF không có trang nào.", filename, "Hãy chọn lại tệp kế hoạch.")
    if count > MOST_PAGES:
        raise PlanError(
            f"Tệp PDF có {count} trang, quá dài.", filename, f"Hãy tách riêng phần kế hoạch, tối đa {MOST_PAGES} trang."
        )


def page_sizes(document: pypdfium2.PdfDocument) -> list[tuple[float, float]]:
    """Return width and height of each page in points."""
    return [document.get_page_size(number) for number in range(len(document))]


def text_pages(document: pypdfium2.PdfDocument) -> list[list[Piece] | None]:
    """Return the lines of each page, None for a page that is a picture; what stands in tables has its cell."""
    tables = _Tables()
    pages = [_page_pieces(document, number, tables) for number in range(len(document))]
    texts = iter(in_unicode([piece.text for pieces in pages for piece in pieces]))
    return [_readable([_with_text(piece, next(texts)) for piece in pieces]) for pieces in pages]


def _with_text(piece: Piece, text: str) -> Piece:
    return piece if text == piece.text else replace(piece, text=text)


def _readable(pieces: list[Piece]) -> list[Piece] | None:
    text = " ".join(piece.text for piece in pieces)[:_LOOKED_AT]
    letters = sum(map(str.isalpha, text))
    if letters < _FEWEST_LETTERS or (letters > 200 and syllable_share(text) < _FEWEST_SYLLABLES):
        return None
    return pieces


def _page_pieces(document: pypdfium2.PdfDocument, number: int, tables: "_Tables") -> list[Piece]:
    page = document[number]
    textpage = page.get_textpage()
    try:
        letters = Letters(page, textpage)
        ranges = list(_line_ranges(letters.text))
        grids = find_grids(page, letters.turning) if ranges else []
        widths = [letters.width(start, end) for start, end in ranges]
        usual = median(widths) if widths else 0.0
        pieces: list[Piece] = []
        in_tables: dict[int, list[Piece]] = {}
        for (start, end), width in zip(ranges, widths, strict=True):
            grid = letters.grid_of(grids, start, end) if grids else None
            if grid is None:
                pieces += letters.pieces(number, start, end, may_have_gap=width > usual * _WIDER)
            else:
                in_tables.setdefault(grid, []).extend(letters.cells(number, grids[grid], grid, start, end))
        for grid, cells in sorted(in_tables.items()):
            pieces = tables.put(pieces, grids[grid], cells, page.get_height())
        return pieces
    finally:
        textpage.close()
        page.close()


class _Tables:
    """Numbers the tables of a document; one that goes on over the end of a page is one table."""

    def __init__(self) -> None:
        self._count = 0
        self._last: Grid | None = None
        self._last_page = -1
        self._rows = 0
        self._heading: list[str] = []
        self._is_at_end = False

    def put(self, pieces: list[Piece], grid: Grid, cells: list[Piece], height: float) -> list[Piece]:
        """Return the lines of a page with those of a table put where it stands, cell by cell."""
        page = cells[0].page
        above = [piece for piece in pieces if piece.top < grid.rows[0]]
        below = [piece for piece in pieces if piece.top >= grid.rows[0]]
        # page numbers and running heads may stand above a table that goes on
        goes_on = (
            self._last is not None
            and page == self._last_page + 1
            and self._is_at_end
            and same_columns(self._last.columns, grid.columns)
            and all(piece.bottom < height * _HEAD for piece in above)
        )
        cells = sorted(cells, key=lambda piece: (piece.cell or (0, 0, 0), piece.top, piece.left))
        if goes_on:
            cells = self._without_heading(cells)
            shift = self._rows
        else:
            self._count += 1
            self._heading = _first_row(cells)
            shift = 0
        self._rows = shift + len(grid.rows) - 1
        self._last, self._last_page = grid, page
        self._is_at_end = all(piece.top > height * (1 - _HEAD) for piece in below)
        numbered = [
            replace(piece, cell=(self._count, piece.cell[1] + shift, piece.cell[2]) if piece.cell else None)
            for piece in cells
        ]
        return [*above, *numbered, *below]

    def _without_heading(self, cells: list[Piece]) -> list[Piece]:
        """A heading that every page repeats stands there once."""
        if not self._heading or _first_row(cells) != self._heading:
            return cells
        first = min(piece.cell[1] for piece in cells if piece.cell)
        return [piece for piece in cells if piece.cell is None or piece.cell[1] != first]


def _first_row(cells: list[Piece]) -> list[str]:
    first = min((piece.cell[1] for piece in cells if piece.cell), default=0)
    return [piece.text for piece in cells if piece.cell and piece.cell[1] == first]


def _line_ranges(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in text.split("\n"):
        bare = line.strip()
        if any(character.isalnum() for character in bare):
            begin = start + line.index(bare)
            yield begin, begin + len(bare)
        start += len(line) + 1
