"""Files that are made of pages: PDF with text, scanned PDF, pictures."""

import os
import threading
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYetError

from thidua.plans.errors import PlanError, ReadingStopped

from .apart import PdfText, draw_page, read_text, read_text_apart
from .blocks import Extract
from .harmless import is_harmless
from .layout import Piece, lay_out
from .ocr import Picture, read_picture, require_tesseract
from .pictures import require_reasonable_size
from .scan import mend_headings, picture_pieces
from .watch import Watch

_DPI = 200
_MOST_DPI = 300
_A4_HEIGHT = 842.0
_MOST_SCANNED = 80
_MOST_WORKERS = 4
#: How often, in seconds, the caller is asked whether to go on.
_ASKED_EVERY = 0.2


def read_pdf(data: bytes, filename: str, watch: Watch) -> Extract:
    """Read a PDF; pages that are pictures are read by Tesseract.

    Raises:
        PlanError: it is encrypted or damaged, has too many pages, or has pictures and Tesseract is not installed.
        ReadingStopped: the caller asked to stop.
    """
    sizes, pages = text_of_pdf(data, filename)
    scanned = scanned_pages(pages)
    for number, read in zip(scanned, _read_scanned(data, filename, scanned, sizes, watch), strict=True):
        pages[number], _ = picture_pieces(read, number, sizes[number])
    pieces: list[Piece] = [piece for page in pages for piece in page or ()]
    return lay_out(mend_headings(pieces) if scanned else pieces, sizes, scanned=frozenset(scanned))


def text_of_pdf(data: bytes, filename: str) -> PdfText:
    """Return the text of a PDF, read in this process only if nothing in it can unfold without end.

    Raises:
        PlanError: it is encrypted or damaged, has no page or too many, or unfolds without end.
    """
    return read_text(data, filename) if is_harmless(data) else read_text_apart(data, filename)


def scanned_pages(pages: Sequence[list[Piece] | None]) -> list[int]:
    """Return the numbers of the pages to be read as pictures; a blank or drawn page among pages with text is none."""
    scanned = [number for number, pieces in enumerate(pages) if pieces is None]
    return scanned if len(scanned) * 2 >= len(pages) else []


def read_image(data: bytes, filename: str, watch: Watch) -> Extract:
    """Read a picture of one page (PNG, JPEG).

    Raises:
        PlanError: it is damaged or far too big, or Tesseract is not installed.
        ReadingStopped: the caller asked to stop.
    """
    require_reasonable_size(data, filename)
    (read,) = _recognised(iter([(1, data)]), 1, filename, watch)
    pieces, size = picture_pieces(read, 0)
    return lay_out(mend_headings(pieces), [size], scanned=frozenset({0}))


def _read_scanned(
    data: bytes, filename: str, numbers: list[int], sizes: list[tuple[float, float]], watch: Watch
) -> Iterator[Picture]:
    """Read pages as pictures, in their order."""
    if not numbers:
        return iter(())
    if len(numbers) > _MOST_SCANNED:
        message = f"Bản quét có {len(numbers)} trang, quá dài."
        raise PlanError(message, filename, f"Hãy tách riêng phần kế hoạch, tối đa {_MOST_SCANNED} trang.")
    return _recognised(_drawn(data, filename, numbers, sizes), len(numbers), filename, watch)


def _drawn(
    data: bytes, filename: str, numbers: list[int], sizes: list[tuple[float, float]]
) -> Iterator[tuple[int, bytes]]:
    """Yield (page from 1, its picture), each drawn only when it is asked for."""
    for number in numbers:
        dpi = _dpi(sizes[number])
        yield number + 1, draw_page(data, filename, number, dpi=dpi, colours="grey", width=0, height=0)


def _recognised(pages: Iterator[tuple[int, bytes]], count: int, filename: str, watch: Watch) -> Iterator[Picture]:
    """Read pages, one a core at a time so that few are in memory; the caller is told and asked in its own thread."""
    program = require_tesseract(filename)
    workers = max(1, min(_MOST_WORKERS, os.cpu_count() or 1))
    cancelled = threading.Event()
    waiting: deque[Future[Picture]] = deque()
    watch.tell(0, count)
    with ThreadPoolExecutor(workers) as pool:
        try:
            for done in range(count):
                while len(waiting) < workers and (page := next(pages, None)) is not None:
                    waiting.append(pool.submit(read_picture, program, page[1], filename, page[0], cancelled))
                yield _awaited(waiting.popleft(), watch)
                watch.tell(done + 1, count)
        finally:
            cancelled.set()


def _awaited(job: "Future[Picture]", watch: Watch) -> Picture:
    while True:
        if watch.wants_stop():
            raise ReadingStopped
        try:
            return job.result(timeout=_ASKED_EVERY)
        except NotYetError:
            continue


def _dpi(size: tuple[float, float]) -> float:
    """As many dots as an A4 page has at 200 dpi, whatever size the scanner says the page has."""
    dpi = min(_MOST_DPI, _DPI * _A4_HEIGHT / max(*size, 1.0))
    # a page of a few dots more or less than A4 is drawn dot for dot
    return dpi if dpi < _DPI / 4 else round(dpi)
