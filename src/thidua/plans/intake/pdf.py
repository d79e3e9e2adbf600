"""PDF files (ISO 32000): lines of text with their places, through PDFium.

PDFium works on one document at a time: all calls of this process wait for one another.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from statistics import median
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from thidua.plans.errors import PlanError
from thidua.text import syllable_share
from thidua.text.pdfium import PDFIUM_LOCK

from .gaps import Found, find_gap_grids, may_hold_table
from .grids import Grid, find_grids
from .layout import Piece
from .letters import Letters
from .old_letters import in_unicode
from .page_tables import PageTables

MOST_PAGES = 150
# a page with fewer letters beside a picture, or with fewer Vietnamese syllables among its words, is a picture
_FEWEST_LETTERS = 40
_FEWEST_SYLLABLES = 0.5
_LOOKED_AT = 300
# letters of a line with a gap in it seem to be wider than usual
_WIDER = 1.06
_FAR_WIDER = 1.4
_FEWEST_WITH_GAPS = 3
#: Footnotes are set in letters smaller than this share of the text's.
_SMALLER = 0.9


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


class TextPages(NamedTuple):
    """The lines of each page, None for a page that is a picture; pages with a table that could not be read as one."""

    pages: list[list[Piece] | None]
    doubtful: list[int]


def text_pages(document: pypdfium2.PdfDocument) -> TextPages:
    """Return the lines of each page; what stands in tables has its cell."""
    tables = PageTables()
    doubtful: list[int] = []
    pages = [_page_pieces(document, number, tables, doubtful) for number in range(len(document))]
    texts = iter(in_unicode([piece.text for pieces in pages for piece in pieces]))
    read = [
        _readable([_with_text(piece, next(texts)) for piece in pieces], document, number)
        for number, pieces in enumerate(pages)
    ]
    return TextPages(read, [number for number in doubtful if read[number] is not None])


def _with_text(piece: Piece, text: str) -> Piece:
    return piece if text == piece.text else replace(piece, text=text)


def _readable(pieces: list[Piece], document: pypdfium2.PdfDocument, number: int) -> list[Piece] | None:
    """The lines of a page; None where they are no text, or only a few letters beside a picture."""
    text = " ".join(piece.text for piece in pieces)[:_LOOKED_AT]
    letters = sum(map(str.isalpha, text))
    if letters > 200 and syllable_share(text) < _FEWEST_SYLLABLES:
        return None
    return None if letters == 0 or (letters < _FEWEST_LETTERS and _has_picture(document, number)) else pieces


def _has_picture(document: pypdfium2.PdfDocument, number: int) -> bool:
    """Whether there is a picture on a page, or a form, which may hold one."""
    page = document[number]
    try:
        kinds = (
            pdfium.FPDFPageObj_GetType(pdfium.FPDFPage_GetObject(page, index))
            for index in range(pdfium.FPDFPage_CountObjects(page))
        )
        return any(kind in (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM) for kind in kinds)
    finally:
        page.close()


def _page_pieces(document: pypdfium2.PdfDocument, number: int, tables: PageTables, doubtful: list[int]) -> list[Piece]:
    page = document[number]
    textpage = page.get_textpage()
    try:
        letters = Letters(page, textpage)
        ranges = _without_notes(letters, list(_line_ranges(letters.text)))
        ruled = find_grids(page, letters.turning) if ranges else []
        found = _without_lines(letters, ranges, ruled, tables.open_at(number))
        if found.is_doubtful:
            doubtful.append(number)
        return _placed(letters, ranges, number, [*ruled, *found.grids], tables, page.get_height())
    finally:
        textpage.close()
        page.close()


def _without_notes(letters: Letters, ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The lines of a page without its footnotes: at its end, smaller than the text, the first behind a number."""
    if not letters.has_notes or not ranges:
        return ranges
    usual = median(letters.size((start + end) // 2) for start, end in ranges)
    first = len(ranges)
    while first and letters.size(sum(ranges[first - 1]) // 2) < usual * _SMALLER:
        first -= 1
    while first < len(ranges) and not letters.text[ranges[first][0]].isdecimal():
        first += 1
    return ranges[:first]


def _without_lines(letters: Letters, ranges: list[tuple[int, int]], ruled: list[Grid], before: Grid | None) -> Found:
    """The tables without lines of a page, looked for only where there may be one."""
    outside = [one for one in ranges if letters.grid_of(ruled, *one) is None] if ruled else ranges
    texts = [letters.text[start:end] for start, end in outside]
    if before is None and not may_hold_table(texts) and not _have_gaps(letters, outside):
        return Found([])
    return find_gap_grids([word for start, end in outside for word in letters.words(start, end)], before)


def _have_gaps(letters: Letters, ranges: list[tuple[int, int]]) -> bool:
    """Whether some lines are far too wide for their letters, as those are in which columns stand apart."""
    widths = [letters.width(start, end) for start, end in ranges if not letters.text[start:end].isupper()]
    usual = median(widths) if widths else 0.0
    return sum(width > usual * _FAR_WIDER for width in widths) >= _FEWEST_WITH_GAPS


def _placed(
    letters: Letters,
    ranges: list[tuple[int, int]],
    number: int,
    grids: list[Grid],
    tables: PageTables,
    height: float,
) -> list[Piece]:
    """The lines of a page in their order, those in tables by their cells."""
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
    for grid, cells in sorted(in_tables.items(), key=lambda item: grids[item[0]].rows[0]):
        pieces = tables.put(pieces, grids[grid], cells, height)
    return pieces


def _line_ranges(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in text.split("\n"):
        bare = line.strip()
        if any(character.isalnum() for character in bare):
            begin = start + line.index(bare)
            yield begin, begin + len(bare)
        start += len(line) + 1
