"""Copies of files: what a copy adds is set below the end of the original's own pages, or at the top of its first page.

Source: Decree 30/2020, Article 25 (sao y and sao lục are photocopied or printed from what is copied, never typed anew)
and Annex I, Part II: on paper below a line over the whole width, right after the end of the copied document; in an
electronic copy at the top right of page 1. The same corner takes number and moment of an annex that lies in a file of
its own (Annex I, Part I, III.1.d).

The pages come from outside, so they are read in a process of their own.
"""

import contextlib
import io
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from thidua.paperwork.documents.copies import Copy, block_of, mark_of
from thidua.paperwork.errors import PaperworkError
from thidua.paperwork.isolated import run_isolated
from thidua.paperwork.layout import filled, page_margins
from thidua.paperwork.metrics import MM_PER_POINT
from thidua.paperwork.office import PAGE_HEIGHT, PAGE_WIDTH
from thidua.paperwork.pdf import compile_pdf, write_pdf
from thidua.paperwork.signing.appearance import STAMP_SIZE, number_lines
from thidua.paperwork.signing.places import STAMP_EDGE, STAMP_HEIGHT, STAMP_WIDTH
from thidua.text.pdfium import PDFIUM_LOCK

PLACE = "Tệp cần sao"
MOST_PAGES = 300
FEWEST_DPI = 200
"""Resolution of a digitised document at least (Annex I, Part II, I.2)."""

_GAP = 6.0
"""mm between the end of the original and the line of the copy."""
_PAGE_DIFFERENCE = 3.0
"""mm by which a page may differ from A4."""
_EDGE = 4.0
"""mm along the edges of a page that are not looked at: shadows of scans."""
_DARK = 200
_FEWEST_DARK = 2
_LARGEST_FOOT = 15.0
"""mm of ink that may stand below the copy: the contact line at the foot of page 1 (box 13)."""


def copied_pages(data: bytes, copy: Copy) -> bytes:
    """Return the pages of `data` with what `copy` adds; signatures shown on them become part of the picture.

    Arguments: data: the PDF that is copied: the signed file, a scan, a sao y; copy: on paper or electronic.

    Raises PaperworkError: no PDF, damaged, encrypted, too many pages, or the copy lacks something.
    """
    if copy.medium == "electronic":
        return marked_pages(data, mark_of(copy))
    sheets = {name: write_pdf(block_of(copy, landscape=wide)) for name, wide in (("tall", False), ("wide", True))}
    bottom = min(page_margins(copy.office, landscape)[1] for landscape in (False, True))
    top = page_margins(copy.office, False)[0]
    payload = {"data": data, "sheets": sheets, "bottom": bottom, "top": top}
    result: bytes = run_isolated("thidua.paperwork.copying:put_below", payload)["pdf"]
    return result


def numbered_pages(data: bytes, number: str, at: Any) -> bytes:
    """Return the pages of an annex in a file of its own with number and moment at the top right of page 1.

    Arguments: number: number and symbol of the document: "08/QĐ-SNV"; at: the moment of signing, with its zone.

    Raises PaperworkError as `copied_pages`, and for a file that is signed already: nothing may be written into it.
    """
    return marked_pages(data, number_lines(number, at))


def marked_pages(data: bytes, lines: tuple[str, ...]) -> bytes:
    """Return the pages with lines of 10 pt, flush right, in the upper right corner of page 1. Raises PaperworkError."""
    fitting = [part for line in lines for part in filled(line, STAMP_WIDTH, STAMP_SIZE)]
    height = max(STAMP_HEIGHT, len(fitting) * 4.2)
    stamp = {"width": STAMP_WIDTH, "height": height, "alt": "", "lines": fitting, "picture": None}
    payload = {"data": data, "mark": compile_pdf("stamp.typ", stamp, None), "height": height}
    result: bytes = run_isolated("thidua.paperwork.copying:put_on_top", payload)["pdf"]
    return result


def check_pages(data: bytes) -> None:
    """Raise PaperworkError unless `data` is a PDF whose pages can be read."""
    run_isolated("thidua.paperwork.copying:look_at_pages", {"data": data})


def check_digitised(data: bytes) -> None:
    """Raise PaperworkError unless a scan is what an electronic copy of a paper must be (Annex I, Part II, I.2).

    PDF 1.4 at least, 200 dpi at least, at full size. Whether it was scanned in colour a file does not tell.
    """
    run_isolated("thidua.paperwork.copying:look_at_scan", {"data": data})


# ── in the process of its own ────────────────────────────────────────────────


def put_below(data: bytes, sheets: dict[str, bytes], bottom: float, top: float) -> dict[str, Any]:
    """What the other process does for a copy on paper: the copy below the last ink, else on a page that follows."""
    with PDFIUM_LOCK, _opened(data) as document:
        for page in document:
            # What signatures and stamps show lies in annotations; on paper it is part of the picture.
            pdfium.FPDFPage_Flatten(page.raw, pdfium.FLAT_PRINT)
            page.close()
        last = document[len(document) - 1]
        shape = _shape(last)
        with pypdfium2.PdfDocument(sheets[shape or "tall"]) as sheet:
            upper, lower = _ink(sheet[0])[0][0], _ink(sheet[0])[-1][1]
            at = _free_place(last, lower - upper, top, bottom) if shape else None
            if at is None:
                last, at = document.new_page(*sheet[0].get_size()), top
            _place(document, last, sheet, 0.0, (upper - at) / MM_PER_POINT)
            return {"pdf": _saved(document)}


def put_on_top(data: bytes, mark: bytes, height: float) -> dict[str, Any]:
    """What the other process does for a mark: it stands in the corner of page 1."""
    with PDFIUM_LOCK, _opened(data) as document:
        if pdfium.FPDF_GetSignatureCount(document) > 0:
            raise PaperworkError(
                "Tệp này đã có chữ ký số; ghi thêm vào là làm hỏng chữ ký đó.",
                PLACE,
                "Dùng tệp chưa ký, hoặc để cơ quan ký số lên tệp đã ký bằng chương trình ký.",
            )
        first = document[0]
        if first.get_rotation():
            first = _upright(document)
        width, tall = first.get_size()
        with pypdfium2.PdfDocument(mark) as stamp:
            left = width - (STAMP_EDGE + STAMP_WIDTH) / MM_PER_POINT
            _place(document, first, stamp, left, tall - (STAMP_EDGE + height) / MM_PER_POINT)
            return {"pdf": _saved(document)}


def look_at_pages(data: bytes) -> dict[str, Any]:
    """What the other process does for the check of a file; raises PaperworkError."""
    with PDFIUM_LOCK, _opened(data) as document:
        return {"pages": len(document)}


def look_at_scan(data: bytes) -> dict[str, Any]:
    """What the other process does for the check of a scan; raises PaperworkError."""
    with PDFIUM_LOCK, _opened(data) as document:
        version = document.get_version() or 0
        if version < 14:
            raise PaperworkError(
                f"Tệp PDF phiên bản {version / 10:g}; bản sao điện tử cần từ 1.4.", PLACE, "Quét lại thành PDF mới hơn."
            )
        for number, page in enumerate(document, start=1):
            dpi = _resolution(page)
            if dpi is not None and dpi < FEWEST_DPI:
                raise PaperworkError(
                    f"Trang {number} quét ở {dpi:.0f} dpi; bản sao điện tử cần từ {FEWEST_DPI} dpi.",
                    PLACE,
                    f"Quét lại từ {FEWEST_DPI} dpi, ảnh màu, tỷ lệ 100%.",
                )
    return {}


def _resolution(page: pypdfium2.PdfPage) -> float | None:
    """Dots an inch of the picture that covers the page; None where no picture does."""
    width, height = page.get_size()
    for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=2):
        left, bottom, right, top = item.get_bounds()
        if (right - left) * (top - bottom) >= 0.6 * width * height:
            across, down = item.get_px_size()
            dots: float = min(across / (right - left), down / (top - bottom)) * 72
            return dots
    return None


@contextlib.contextmanager
def _opened(data: bytes) -> Any:
    try:
        document = pypdfium2.PdfDocument(data[max(data.find(b"%PDF-"), 0) :])
    except pypdfium2.PdfiumError as error:
        if error.err_code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
            raise PaperworkError("Tệp PDF được đặt mật khẩu.", PLACE, "Gỡ mật khẩu rồi tải lại.") from error
        raise PaperworkError("Tệp PDF bị hỏng.", PLACE, "Xin lại tệp, hoặc quét lại.") from error
    try:
        if not 1 <= len(document) <= MOST_PAGES:
            raise PaperworkError(f"Tệp PDF có {len(document)} trang.", PLACE, f"Chọn tệp từ 1 đến {MOST_PAGES} trang.")
        document.init_forms()
        yield document
    except pypdfium2.PdfiumError as error:
        raise PaperworkError("Tệp PDF bị hỏng.", PLACE, "Xin lại tệp, hoặc quét lại.") from error
    finally:
        document.close()


def _shape(page: pypdfium2.PdfPage) -> str:
    """ "tall" or "wide" for an upright page of A4 that begins at its corner; "" for any other: nothing is put on it."""
    width, height = (side * MM_PER_POINT for side in page.get_size())
    corner = page.get_cropbox()[:2]
    if page.get_rotation() or any(abs(value) > 0.5 for value in corner):
        return ""
    for name, sides in (("tall", (PAGE_WIDTH, PAGE_HEIGHT)), ("wide", (PAGE_HEIGHT, PAGE_WIDTH))):
        if all(abs(side - wanted) <= _PAGE_DIFFERENCE for side, wanted in zip((width, height), sides, strict=True)):
            return name
    return ""


def _ink(page: pypdfium2.PdfPage) -> list[tuple[float, float]]:
    """Stretches of the page's height that bear ink, from the top: mm from the upper edge; gaps below 1 mm are none."""
    picture = page.render(scale=1, grayscale=True).to_numpy()
    if picture.ndim == 3:
        picture = picture[:, :, 0]
    edge = int(_EDGE / MM_PER_POINT)
    dark = (picture[:, edge:-edge] < _DARK).sum(axis=1) >= _FEWEST_DARK
    stretches: list[tuple[float, float]] = []
    for row in dark.nonzero()[0]:
        upper, lower = float(row) * MM_PER_POINT, float(row + 1) * MM_PER_POINT
        if stretches and upper - stretches[-1][1] < 1.0:
            stretches[-1] = (stretches[-1][0], lower)
        else:
            stretches.append((upper, lower))
    return stretches


def _free_place(page: pypdfium2.PdfPage, height: float, top: float, bottom: float) -> float | None:
    """Where a copy `height` mm high begins on the page, in mm from the upper edge; None where there is no room.

    Below it may stand the contact line at the foot, and nothing else.
    """
    total = page.get_height() * MM_PER_POINT
    stretches = [stretch for stretch in _ink(page) if stretch[1] > _EDGE and stretch[0] < total - _EDGE]
    below = total - bottom
    foot = 0.0
    for upper, lower in reversed(stretches):
        if below - lower >= height + _GAP:
            return lower + _GAP
        foot += lower - upper
        if foot > _LARGEST_FOOT:
            return None
        below = min(below, upper - _GAP)
    return None if stretches else top


def _place(
    document: pypdfium2.PdfDocument, page: pypdfium2.PdfPage, source: pypdfium2.PdfDocument, right: float, up: float
) -> None:
    """Draw page 1 of `source` on `page`, moved by points from the lower left corner."""
    form = source.page_as_xobject(0, document)
    item = form.as_pageobject()
    item.set_matrix(pypdfium2.PdfMatrix().translate(right, up))
    page.insert_obj(item)
    page.gen_content()
    form.close()


def _upright(document: pypdfium2.PdfDocument) -> pypdfium2.PdfPage:
    """Page 1 drawn anew on an upright page in its place, so that a corner of it is the corner that is seen."""
    old = document[0]
    width, height = old.get_size()
    turn = old.get_rotation()
    form = document.page_as_xobject(0, document)
    item = form.as_pageobject()
    matrix = pypdfium2.PdfMatrix().rotate(turn)
    shift = {90: (0.0, height), 180: (width, height), 270: (width, 0.0)}[turn]
    item.set_matrix(matrix.translate(*shift))
    new = document.new_page(width, height, index=0)
    new.insert_obj(item)
    new.gen_content()
    form.close()
    old.close()
    document.del_page(1)
    return new


def _saved(document: pypdfium2.PdfDocument) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()
