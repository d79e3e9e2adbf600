"""Files that are made of pages: PDF with text, scanned PDF, pictures."""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

from thidua.plans.errors import PlanError

from .blocks import Extract
from .layout import Piece, lay_out
from .ocr import Picture, read_picture, require_tesseract
from .pdf import opened, page_sizes, picture, text_pages
from .pictures import require_reasonable_size
from .scan import mend_headings, picture_pieces

Progress = Callable[[int, int], None]
"""Called with how many of the scanned pages are read, and how many there are."""

_DPI = 200
_MOST_DPI = 300
_A4_HEIGHT = 842.0
_MOST_SCANNED = 80


def read_pdf(data: bytes, filename: str, progress: Progress | None = None) -> Extract:
    """Read a PDF; pages that are pictures are read by Tesseract.

    Raises:
        PlanError: it is encrypted or damaged, has too many pages, or has pictures and Tesseract is not installed.
    """
    with opened(data, filename) as document:
        sizes = page_sizes(document)
        pages = text_pages(document)
    scanned = [number for number, pieces in enumerate(pages) if pieces is None]
    # a blank or drawn page among pages with text is no reason to read pictures
    if len(scanned) * 2 < len(pages):
        scanned = []
    for number, read in zip(scanned, _read_scanned(data, filename, scanned, sizes, progress), strict=True):
        pages[number], _ = picture_pieces(read, number, sizes[number])
    pieces: list[Piece] = [piece for page in pages for piece in page or ()]
    return lay_out(mend_headings(pieces) if scanned else pieces, sizes, scanned=frozenset(scanned))


def read_image(data: bytes, filename: str, progress: Progress | None = None) -> Extract:
    """Read a picture of one page (PNG, JPEG).

    Raises:
        PlanError: it is damaged or far too big, or Tesseract is not installed.
    """
    require_reasonable_size(data, filename)
    read = read_picture(require_tesseract(filename), data, filename, 1)
    pieces, size = picture_pieces(read, 0)
    if progress:
        progress(1, 1)
    return lay_out(mend_headings(pieces), [size], scanned=frozenset({0}))


def _read_scanned(
    data: bytes, filename: str, numbers: list[int], sizes: list[tuple[float, float]], progress: Progress | None
) -> Iterator[Picture]:
    """Read pages as pictures, a few at a time so that few are in memory."""
    if not numbers:
        return
    if len(numbers) > _MOST_SCANNED:
        message = f"Bản quét có {len(numbers)} trang, quá dài."
        raise PlanError(message, filename, f"Hãy tách riêng phần kế hoạch, tối đa {_MOST_SCANNED} trang.")
    program = require_tesseract(filename)
    workers = max(1, min(4, os.cpu_count() or 1))
    done = 0
    with ThreadPoolExecutor(workers) as pool:
        for first in range(0, len(numbers), workers):
            chunk = numbers[first : first + workers]
            with opened(data, filename) as document:
                drawn = [picture(document, number, _dpi(sizes[number])) for number in chunk]
            jobs = [
                pool.submit(read_picture, program, page, filename, number + 1)
                for page, number in zip(drawn, chunk, strict=True)
            ]
            for job in jobs:
                yield job.result()
                done += 1
                if progress:
                    progress(done, len(numbers))


def _dpi(size: tuple[float, float]) -> float:
    """As many dots as an A4 page has at 200 dpi, whatever size the scanner says the page has."""
    dpi = min(_MOST_DPI, _DPI * _A4_HEIGHT / max(*size, 1.0))
    # a page of a few dots more or less than A4 is drawn dot for dot
    return dpi if dpi < _DPI / 4 else round(dpi)
