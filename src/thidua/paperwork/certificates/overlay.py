"""Printing on pre-printed blanks: only the texts, each at its measured place, shifted by what the printer shifts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import typst

from thidua.paperwork.certificates import wording
from thidua.paperwork.certificates.blank import Blank, BlankField, Offset
from thidua.paperwork.certificates.fitting import LINE_HEIGHT, Fit, fit_text
from thidua.paperwork.certificates.qr import qr_path
from thidua.paperwork.certificates.sheet import PART, part_size, picture_data
from thidua.paperwork.cleaning import clean, clean_text
from thidua.paperwork.documents.certificate import Certificate
from thidua.paperwork.errors import PaperworkError
from thidua.paperwork.layout import ASCENDER
from thidua.paperwork.metrics import MM_PER_POINT, text_width
from thidua.paperwork.office import OfficeProfile
from thidua.paperwork.pdf import compile_pdf, join_pdfs

LARGEST_SCAN = 12_000_000
NO_OFFSET = Offset()


@dataclass(frozen=True)
class ShrunkText:
    """A text that is set smaller than its place on the blank says, so that it fits.

    Attributes:
        index: the certificate, from 0.
        field: key of the place.
        text: the text.
        size_pt, normal_pt: its size and the usual one.
    """

    index: int
    field: str
    text: str
    size_pt: float
    normal_pt: float


def overlay_pdf(
    items: Sequence[Certificate],
    office: OfficeProfile,
    blank: Blank,
    *,
    offset: Offset = NO_OFFSET,
    serials: Sequence[str] = (),
    scan: bytes | None = None,
) -> bytes:
    """Return one PDF, a page of the blank's size for each certificate, to be printed on blanks at 100 %.

    Arguments:
        items: the certificates, at least one.
        office: who gives them.
        blank: the places.
        offset: the printer's shift.
        serials: the blanks' serials, one for each certificate, or none.
        scan: a picture of the blank, laid under the texts for a look beforehand.

    Raises PaperworkError naming the certificate and the place: a text that does not fit, a place outside the sheet.
    """
    size = part_size(len(items))
    return join_pdfs(list(overlay_parts(items, office, blank, offset=offset, serials=serials, scan=scan, size=size)))


def overlay_parts(
    items: Sequence[Certificate],
    office: OfficeProfile,
    blank: Blank,
    *,
    offset: Offset = NO_OFFSET,
    serials: Sequence[str] = (),
    scan: bytes | None = None,
    size: int = PART,
) -> Iterator[bytes]:
    """Yield the pages of `overlay_pdf` in files of `size`; all are fitted before the first comes. Raises as it does."""
    if not items:
        raise PaperworkError("Chưa có giấy nào để in.", "Danh sách in", "Chọn ít nhất một tập thể hoặc cá nhân.")
    if serials and len(serials) != len(items):
        raise PaperworkError(
            f"Có {len(items)} giấy nhưng {len(serials)} số sê-ri.", "Số sê-ri phôi", "Nhập mỗi giấy một số sê-ri."
        )
    blank.check()
    offset.check()
    office = clean(office)
    picture = picture_data(scan, "Ảnh quét của phôi", LARGEST_SCAN) if scan is not None else None
    pages = [
        _page(item, office, blank, offset, index, serials[index] if serials else "") for index, item in enumerate(items)
    ]
    for start in range(0, len(pages), size):
        data = {
            "title": f"{blank.name}, {office.name}",
            "author": office.name,
            "width": blank.width,
            "height": blank.height,
            "scan": picture,
            "pages": pages[start : start + size],
        }
        day = max((item.day for item in items[start : start + size] if item.day), default=None)
        try:
            yield compile_pdf("overlay.typ", data, day)
        except PaperworkError as error:
            if scan is not None and isinstance(error.__cause__, typst.TypstError):
                mend = "Quét lại phôi thành ảnh PNG hoặc JPEG."
                raise PaperworkError("Không đọc được tệp ảnh.", "Ảnh quét của phôi", mend) from error
            raise


def shrunk_texts(items: Sequence[Certificate], office: OfficeProfile, blank: Blank) -> tuple[ShrunkText, ...]:
    """Return every text that is printed smaller than usual on this blank, for the officer to see beforehand.

    Raises PaperworkError for a text that fits in no size, naming certificate and place.
    """
    office = clean(office)
    found = []
    for index, item in enumerate(items):
        texts = wording.texts_of(wording.checked(item, wording.place_of(index)), office)
        for field in blank.fields:
            text = texts.get(field.key, "")
            if field.key == "qr" or not text:
                continue
            size = _set(field, text, wording.place_of(index))[1]
            if size < field.size:
                found.append(ShrunkText(index, field.key, text, size, field.size))
    return tuple(found)


def _page(
    item: Certificate, office: OfficeProfile, blank: Blank, offset: Offset, index: int, serial: str
) -> dict[str, Any]:
    place = wording.place_of(index)
    item = wording.checked(item, place)
    texts = wording.texts_of(item, office) | {"serial": clean_text(serial, f"{place}, số sê-ri")}
    page: dict[str, Any] = {"lines": [], "qr": None}
    for field in blank.fields:
        text = texts[field.key]
        if field.key == "qr":
            if text:
                left, top, _right, _bottom = field.box
                code = qr_path(text, place)
                page["qr"] = {**code, "x": left + offset.x, "y": top + offset.y, "side": field.width}
        elif text:
            page["lines"] += _lines(field, text, offset, place)
    return page


def _lines(field: BlankField, text: str, offset: Offset, place: str) -> list[dict[str, Any]]:
    """Return each line of a text as the template places it: the top of its box, whose base line is the measured one."""
    lines, size = _set(field, text, place)
    step = field.step or size * LINE_HEIGHT * MM_PER_POINT
    top = field.y - ASCENDER * size * MM_PER_POINT
    return [
        {
            "text": line,
            "x": field.x + offset.x,
            "y": top + number * step + offset.y,
            "width": field.width,
            "align": field.align,
            "size": size,
            "bold": field.bold,
            "italic": field.italic,
            "colour": field.colour,
        }
        for number, line in enumerate(lines)
    ]


def _set(field: BlankField, text: str, place: str) -> tuple[tuple[str, ...], float]:
    """Return the lines of a text and their size. A text with lines of its own keeps them."""
    if field.upper:
        text = text.upper()
    own = text.split("\n")
    if len(own) > 1:
        size = field.size
        while size >= field.smallest:
            if all(text_width(line, size, bold=field.bold, italic=field.italic) <= field.width for line in own):
                break
            size -= 0.5
        if size >= field.smallest and len(own) <= field.lines:
            return tuple(own), size
    else:
        fit = Fit(field.size, (field.size + field.smallest) / 2, field.smallest, field.lines, field.bold)
        fitted = fit_text(text, fit, field.width)
        if fitted is not None:
            return fitted.lines, fitted.size
    raise PaperworkError(
        f"“{text[:60].replace(chr(10), ' ')}” không vừa chỗ {field.width:g} mm, {field.lines} dòng, ngay cả ở cỡ "
        f"{field.smallest:g}.",
        f"{place}, {field.label}",
        "Rút ngắn nội dung, hoặc nới chỗ trên phôi (bề rộng, số dòng, cỡ nhỏ nhất).",
    )
