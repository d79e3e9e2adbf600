"""Certificates on blank paper, a page each: fitting long texts, QR, printing.

The order, case and colour of the lines are those prescribed for giấy khen and the certificates of titles (Decree
98/2023, Điều 104, carried on); fonts and sizes are left to the office. The border is our own drawing and does not
resemble those of the state level.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import typst

from thidua.paperwork.certificates import wording
from thidua.paperwork.certificates.fitting import Fit, Fitted, fit_text
from thidua.paperwork.certificates.qr import qr_path
from thidua.paperwork.cleaning import clean
from thidua.paperwork.codec import encode
from thidua.paperwork.documents.base import two_digits
from thidua.paperwork.documents.certificate import Certificate
from thidua.paperwork.errors import PaperworkError
from thidua.paperwork.layout import MOTTO, NATION
from thidua.paperwork.metrics import text_width
from thidua.paperwork.office import OfficeProfile
from thidua.paperwork.pdf import compile_pdf, join_pdfs

TEXT_WIDTH = 232.0
"""Width of the lines in mm: the page without border and margins."""
MIDDLE_HEIGHT = 87.0
"""Height in mm between Tiêu ngữ and the foot of the certificate, for a signer of one or two lines."""
SIGNER_LINE = 6.5
"""Height in mm of every further line of authority and post."""
SMALLEST_SCALE = 0.7
LARGEST_EMBLEM = 2_000_000
WHOLE = 150
"""Up to so many pages are set at once, as one PDF/A."""
PART = 25
"""Pages of a part of a longer batch: Typst remembers its last ten works, and a thousand pages take over 300 MB."""

FITS = {
    "authority": Fit(20, 16, 14, 2, True, 0),
    "lead": Fit(16, 14, 14, 1, True, 4),
    "award": Fit(40, 26, 22, 2, True, 3),
    "name": Fit(26, 20, 13, 3, True, 5),
    "detail": Fit(16, 15, 12, 2, False, 2),
    "achievement": Fit(16, 15, 12, 3, False, 3),
}


@dataclass(frozen=True)
class ShrunkName:
    """A name that had to be set smaller than usual.

    Attributes:
        index: its place among the certificates, from 0.
        name: the name.
        size_pt: the size it is printed in.
        normal_pt: the usual size.
    """

    index: int
    name: str
    size_pt: float
    normal_pt: float


def certificates_pdf(items: Sequence[Certificate], office: OfficeProfile, *, emblem: bytes | None = None) -> bytes:
    """Return one PDF with a page (A4 on its side) for each certificate.

    Arguments:
        items: the certificates, at least one.
        office: who gives them.
        emblem: a picture (PNG, JPEG or SVG) for the top; without it the place stays free for the emblem of the blank.

    Up to 150 it is PDF/A-2b; a longer batch is joined from parts, which printers take and archives need not:
    `certificate_files` makes a file of each for them.

    Raises PaperworkError naming the certificate: no signer, a text that fits in no size, a picture that is none.
    """
    return join_pdfs(list(certificate_parts(items, office, emblem=emblem, size=part_size(len(items)))))


def part_size(count: int) -> int:
    """Return how many of `count` pages are set at a time."""
    return count if count <= WHOLE else PART


def certificate_parts(
    items: Sequence[Certificate], office: OfficeProfile, *, emblem: bytes | None = None, size: int = PART
) -> Iterator[bytes]:
    """Yield the certificates as PDF/A-2b files of `size` pages, so that a long batch can tell how far it is.

    All certificates are checked and fitted before the first part comes: an error leaves nothing half-printed.
    Raises as `certificates_pdf` does.
    """
    if not items:
        raise PaperworkError(
            "Chưa có giấy chứng nhận nào để in.", "Danh sách in", "Chọn ít nhất một tập thể hoặc cá nhân."
        )
    office = clean(office)
    picture = _emblem(emblem)
    pages = [_page(item, office, wording.place_of(index)) for index, item in enumerate(items)]
    for start in range(0, len(pages), size):
        part = items[start : start + size]
        data = {
            "nation": NATION,
            "motto": MOTTO,
            "motto_line": text_width(MOTTO, 15, bold=True),
            "title": f"{part[0].award}, {office.name}",
            "author": office.name,
            "emblem": picture,
            "pages": pages[start : start + size],
        }
        day = max((item.day for item in part if item.day), default=None)
        try:
            yield compile_pdf("certificate.typ", data, day)
        except PaperworkError as error:
            if emblem is not None and isinstance(error.__cause__, typst.TypstError):
                raise PaperworkError("Không đọc được tệp ảnh.", "Biểu trưng", "Chọn tệp ảnh khác.") from error
            raise


def certificate_files(
    items: Sequence[Certificate], office: OfficeProfile, *, emblem: bytes | None = None
) -> Iterator[bytes]:
    """Yield a PDF/A-2b file for each certificate, in order. Raises as `certificates_pdf` does."""
    return certificate_parts(items, office, emblem=emblem, size=1)


def shrunk_names(items: Sequence[Certificate], office: OfficeProfile) -> tuple[ShrunkName, ...]:
    """Return the names that are printed smaller than usual, so that the officer sees them before printing."""
    office = clean(office)
    found = []
    for index, item in enumerate(items):
        place = wording.place_of(index)
        size = _fitted(wording.checked(item, place), office, place)["name"].size
        if size < FITS["name"].normal:
            found.append(ShrunkName(index, item.full_name, size, FITS["name"].normal))
    return tuple(found)


def _page(item: Certificate, office: OfficeProfile, place: str) -> dict[str, Any]:
    item = wording.checked(item, place)
    texts = wording.texts_of(item, office)
    notes = [texts["decision"]]
    if item.register_number:
        notes.append(f"Số vào sổ vàng: {two_digits(item.register_number)}")
    return {
        "lines": {key: encode(line) for key, line in _fitted(item, office, place).items()},
        "notes": notes,
        "day_line": texts["place_and_date"],
        "signer": {"lines": item.signer.lines, "name": item.signer.name},
        "code": item.code,
        "qr": qr_path(item.verify_url, place) if item.verify_url else None,
    }


def _fitted(item: Certificate, office: OfficeProfile, place: str) -> dict[str, Fitted]:
    every = wording.texts_of(item, office)
    texts = {key: every[key] for key in FITS}
    room = MIDDLE_HEIGHT - SIGNER_LINE * max(len(item.signer.lines) - 2, 0)
    too_long: str | None = None
    scale = 1.0
    while scale >= SMALLEST_SCALE:
        lines = {key: fit_text(text, FITS[key], TEXT_WIDTH, scale) for key, text in texts.items()}
        too_long = next((key for key, line in lines.items() if line is None), None)
        fitted = {key: line for key, line in lines.items() if line is not None}
        if too_long is None and sum(line.height for line in fitted.values()) <= room:
            return fitted
        if too_long is not None and scale == 1.0:
            break
        scale -= 0.05
    longest = texts[too_long] if too_long else max(texts.values(), key=len)
    raise PaperworkError(
        "Nội dung quá dài, không đặt vừa một trang ở cỡ chữ nhỏ nhất.",
        f"{place}, “{longest[:60]}…”",
        "Rút ngắn nội dung này.",
    )


def _emblem(picture: bytes | None) -> dict[str, Any] | None:
    return None if picture is None else picture_data(picture, "Biểu trưng", LARGEST_EMBLEM)


def picture_data(picture: bytes, place: str, largest: int) -> dict[str, Any]:
    """Return a picture as Typst reads it, told by content.

    Raises PaperworkError, with `place`, for what is no PNG, JPEG or SVG or has more than `largest` bytes.
    """
    mend = f"Chọn tệp ảnh PNG, JPEG hoặc SVG, không quá {largest // 1_000_000} MB."
    if len(picture) > largest:
        raise PaperworkError(f"Tệp ảnh lớn {len(picture) / 1e6:.1f} MB.", place, mend)
    for kind, signs in (("png", b"\x89PNG\r\n\x1a\n"), ("jpg", b"\xff\xd8\xff")):
        if picture.startswith(signs):
            return {"format": kind, "data": list(picture)}
    if b"<svg" in picture[:2000]:
        return {"format": "svg", "data": list(picture)}
    raise PaperworkError("Tệp này không phải ảnh PNG, JPEG hoặc SVG.", place, mend)
