"""Files that are made of pages: PDF with text, scanned PDF, pictures."""

import os
import threading
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYetError
from dataclasses import replace

from thidua.plans.errors import PlanError, ReadingStopped
from thidua.plans.plan import PlanWarning

from .apart import DrawingTime, PdfText, draw_page, read_text, read_text_apart
from .blocks import Extract
from .cells import read_cells_again
from .harmless import is_harmless
from .layout import Piece, lay_out
from .ocr import Picture, TooLongError, read_picture, require_clear, require_tesseract, without_noise
from .page_tables import PageTables
from .pictures import as_pdf, require_reasonable_size
from .ruled import levelled
from .scan import mend_headings, picture_lines
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
    sizes, pages, doubtful = text_of_pdf(data, filename)
    scanned = scanned_pages(pages)
    read = _read_scanned(data, filename, scanned, sizes, watch)
    tables = PageTables()
    for number, page in zip(scanned, read, strict=True):
        lines = picture_lines(page, number, sizes[number], tables)
        pages[number] = lines.pieces
        doubtful += [number] if lines.is_doubtful else []
    pieces: list[Piece] = [piece for lines in pages for piece in lines or ()]
    extract = lay_out(mend_headings(pieces) if scanned else pieces, sizes, scanned=frozenset(scanned))
    unread = [_unread(number, page.trouble) for number, page in zip(scanned, read, strict=True) if page.trouble]
    unread += [_unread_table(number) for number in doubtful]
    return replace(extract, warnings=(*unread, *extract.warnings))


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
    """Read a picture of one page (PNG, JPEG): it is drawn at the size of a page, as a scanned PDF is.

    Raises:
        PlanError: it is damaged or far too big, or Tesseract is not installed.
        ReadingStopped: the caller asked to stop.
    """
    head = require_reasonable_size(data, filename)
    if head.is_drawable:
        return read_pdf(as_pdf(data, filename), filename, watch)
    (read,) = _recognised(iter([(1, data)]), 1, filename, watch)
    lines = picture_lines(read, 0)
    return lay_out(mend_headings(lines.pieces), [lines.size], scanned=frozenset({0}))


def _read_scanned(
    data: bytes, filename: str, numbers: list[int], sizes: list[tuple[float, float]], watch: Watch
) -> list[Picture]:
    """Read pages as pictures, in their order; one that cannot be read is blank and says why, unless none can."""
    if not numbers:
        return []
    if len(numbers) > _MOST_SCANNED:
        message = f"Bản quét có {len(numbers)} trang, quá dài."
        raise PlanError(message, filename, f"Hãy tách riêng phần kế hoạch, tối đa {_MOST_SCANNED} trang.")
    read = list(_recognised(_drawn(data, filename, numbers, sizes), len(numbers), filename, watch))
    if read[0].trouble and not any(page.words for page in read):
        raise read[0].trouble
    return read


def _drawn(
    data: bytes, filename: str, numbers: list[int], sizes: list[tuple[float, float]]
) -> Iterator[tuple[int, bytes]]:
    """Yield (page from 1, its picture), each drawn only when it is asked for."""
    time = DrawingTime()
    for number in numbers:
        dpi = _dpi(sizes[number])
        yield number + 1, draw_page(data, filename, number, dpi=dpi, colours="grey", width=0, height=0, time=time)


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
                    waiting.append(pool.submit(_read_page, program, page[1], filename, page[0], cancelled))
                yield _awaited(waiting.popleft(), watch)
                watch.tell(done + 1, count)
        finally:
            cancelled.set()


def _read_page(program: str, picture: bytes, filename: str, page: int, cancelled: threading.Event) -> Picture:
    """Read one page; what is wrong with it is kept, the other pages are read all the same."""
    try:
        require_clear(picture, filename, page)
        try:
            return _read_tables_too(program, picture, filename, page, cancelled)
        except TooLongError as error:
            clear = without_noise(picture)
            if clear is None:
                raise
            read = _read_tables_too(program, clear, filename, page, cancelled)
            message = "Một phần ảnh trang nhiễu quá nhiều nên không nhận ra chữ ở đó."
            return replace(read, trouble=PlanError(message, error.place, error.mend))
    except PlanError as error:
        return Picture(1, 1, (), error)


def _read_tables_too(program: str, picture: bytes, filename: str, page: int, cancelled: threading.Event) -> Picture:
    """Read one page; its ruled tables are made easy to read first, and what was missed in them is read again."""
    easy, ruled = levelled(picture)
    read = read_picture(program, easy, filename, page, cancelled)
    return read_cells_again(program, read, easy, ruled, filename, page, cancelled).moved_back(ruled)


def _awaited(job: "Future[Picture]", watch: Watch) -> Picture:
    while True:
        if watch.wants_stop():
            raise ReadingStopped
        try:
            return job.result(timeout=_ASKED_EVERY)
        except NotYetError:
            continue


def _unread(number: int, trouble: PlanError) -> PlanWarning:
    message = f"Trang {number + 1}: {trouble.message} Xin xem trang này và nhập phần còn thiếu."
    return PlanWarning("page_unread", message)


def _unread_table(number: int) -> PlanWarning:
    message = f"Trang {number + 1}: có bảng không đọc được thành bảng; xin xem trang này và nhập những gì bảng nêu."
    return PlanWarning("table_unread", message)


def _dpi(size: tuple[float, float]) -> float:
    """As many dots as an A4 page has at 200 dpi, whatever size the scanner says the page has."""
    dpi = min(_MOST_DPI, _DPI * _A4_HEIGHT / max(*size, 1.0))
    # a page of a few dots more or less than A4 is drawn dot for dot
    return dpi if dpi < _DPI / 4 else round(dpi)
