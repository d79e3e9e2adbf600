"""Certificates on blank paper, a page each in one PDF: fitting long texts, QR, printing.

The order, case and colour of the lines are those prescribed for giấy khen and the certificates of titles (Decree
98/2023, Điều 104, carried on); fonts and sizes are left to the office. The border is our own drawing and does not
resemble those of the state level.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import segno
import typst

from thidua.paperwork.cleaning import clean
from thidua.paperwork.documents.base import BLANK, dated, signature, two_digits
from thidua.paperwork.documents.certificate import Certificate
from thidua.paperwork.errors import PaperworkError
from thidua.paperwork.layout import MOTTO, NATION, balanced
from thidua.paperwork.metrics import MM_PER_POINT, text_width
from thidua.paperwork.office import OfficeProfile
from thidua.paperwork.pdf import compile_pdf
from thidua.text import format_date

TEXT_WIDTH = 232.0
"""Width of the lines in mm: the page without border and margins."""
MIDDLE_HEIGHT = 87.0
"""Height in mm between Tiêu ngữ and the foot of the certificate, for a signer of one or two lines."""
SIGNER_LINE = 6.5
"""Height in mm of every further line of authority and post."""
SMALLEST_SCALE = 0.7
QR_MASK = 2
"""A fixed mask: readers take any, and choosing the prettiest of eight would take four seconds for a thousand codes."""
LONGEST_URL = 300
LARGEST_EMBLEM = 2_000_000


@dataclass(frozen=True)
class Fit:
    """How a line of a certificate may give way: from the normal to the smallest size, over at most so many lines."""

    normal: float
    one_line: float
    """Down to this size the text is kept on one line; smaller, several lines at a larger size are easier to read."""
    smallest: float
    lines: int
    bold: bool
    gap: float
    """Space above in mm."""


FITS = {
    "authority": Fit(20, 16, 14, 2, True, 0),
    "lead": Fit(16, 14, 14, 1, True, 4),
    "award": Fit(40, 26, 22, 2, True, 3),
    "name": Fit(26, 20, 13, 3, True, 5),
    "detail": Fit(16, 15, 12, 2, False, 2),
    "achievement": Fit(16, 15, 12, 3, False, 3),
}
LINE_HEIGHT = 1.25
"""Of a line of a certificate, in em."""


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
    """Return one PDF/A-2b with a page (A4 on its side) for each certificate.

    Arguments:
        items: the certificates, at least one.
        office: who gives them.
        emblem: a picture (PNG, JPEG or SVG) for the top; without it the place stays free for the emblem of the blank.

    Raises PaperworkError naming the certificate: no signer, a text that fits in no size, a picture that is none.
    """
    if not items:
        raise PaperworkError(
            "Chưa có giấy chứng nhận nào để in.", "Danh sách in", "Chọn ít nhất một tập thể hoặc cá nhân."
        )
    office = clean(office)
    pages = [_page(item, office, f"Giấy thứ {row}") for row, item in enumerate(items, start=1)]
    day = max((item.day for item in items if item.day), default=None)
    data = {
        "nation": NATION,
        "motto": MOTTO,
        "motto_line": text_width(MOTTO, 15, bold=True),
        "title": f"{items[0].award}, {office.name}",
        "author": office.name,
        "emblem": _emblem(emblem),
        "pages": pages,
    }
    try:
        return compile_pdf("certificate.typ", data, day)
    except PaperworkError as error:
        if emblem is not None and isinstance(error.__cause__, typst.TypstError):
            raise PaperworkError("Không đọc được tệp ảnh.", "Biểu trưng", "Chọn tệp ảnh khác.") from error
        raise


def shrunk_names(items: Sequence[Certificate], office: OfficeProfile) -> tuple[ShrunkName, ...]:
    """Return the names that are printed smaller than usual, so that the officer sees them before printing."""
    office = clean(office)
    found = []
    for index, item in enumerate(items):
        fitted = _fitted(clean(item, f"Giấy thứ {index + 1}"), office, f"Giấy thứ {index + 1}")["name"]
        if fitted["size"] < FITS["name"].normal:
            found.append(ShrunkName(index, item.full_name, fitted["size"], FITS["name"].normal))
    return tuple(found)


def _page(item: Certificate, office: OfficeProfile, place: str) -> dict[str, Any]:
    item = clean(item, place)
    if item.signer is not None:
        item = replace(item, signer=replace(item.signer, note=""))
    signer = signature(item.signer, f"{place}, người ký")
    number = f"{two_digits(item.number) or BLANK}/{item.symbol or 'QĐ-' + office.symbol}"
    notes = [f"Quyết định số {number} " + (f"ngày {format_date(item.day)}" if item.day else dated(None))]
    if item.register_number:
        notes.append(f"Số vào sổ vàng: {two_digits(item.register_number)}")
    return {
        "lines": _fitted(item, office, place),
        "notes": notes,
        "day_line": f"{office.place}, {dated(item.day)}",
        "signer": {"lines": signer.lines, "name": signer.name},
        "code": item.code,
        "qr": qr_path(item.verify_url, place) if item.verify_url else None,
    }


def _fitted(item: Certificate, office: OfficeProfile, place: str) -> dict[str, dict[str, Any]]:
    texts = {
        "authority": (item.authority or office.authority_line).upper(),
        "lead": "TẶNG DANH HIỆU" if item.category == "title" else "TẶNG",
        "award": item.award.upper(),
        "name": item.full_name,
        "detail": item.detail,
        "achievement": item.achievement,
    }
    if not item.name:
        raise PaperworkError("Chưa có tên người nhận.", place, "Nhập họ tên hoặc tên tập thể.")
    lines_of_post = len(item.signer.lines) if item.signer else 0
    room = MIDDLE_HEIGHT - SIGNER_LINE * max(lines_of_post - 2, 0)
    too_long: str | None = None
    scale = 1.0
    while scale >= SMALLEST_SCALE:
        lines = {key: fit_line(text, FITS[key], scale) for key, text in texts.items()}
        too_long = next((key for key, line in lines.items() if line is None), None)
        fitted = {key: line for key, line in lines.items() if line is not None}
        if too_long is None and sum(line["height"] for line in fitted.values()) <= room:
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


def fit_line(text: str, fit: Fit, scale: float = 1.0) -> dict[str, Any] | None:
    """Return the largest setting of `text` that `fit` allows, or None when even the smallest does not do.

    The result has "lines", "size" in points and "height" in mm, the space above included. `scale` makes the normal size
    smaller.
    """
    if not text:
        return {"lines": [], "size": fit.normal, "height": 0.0, "gap": 0.0}
    normal = max(round(fit.normal * scale, 1), fit.smallest)
    alone = int(2 * TEXT_WIDTH / text_width(text, 1, bold=fit.bold)) / 2
    if alone >= min(fit.one_line, normal):
        return _setting([text], min(alone, normal), fit)
    size = normal
    while size >= fit.smallest:
        lines = balanced(text, TEXT_WIDTH, size, bold=fit.bold)
        if len(lines) <= fit.lines and all(text_width(line, size, bold=fit.bold) <= TEXT_WIDTH for line in lines):
            return _setting(lines, size, fit)
        size -= 0.5
    return None


def _setting(lines: list[str], size: float, fit: Fit) -> dict[str, Any]:
    height = len(lines) * size * LINE_HEIGHT * MM_PER_POINT + fit.gap
    return {"lines": lines, "size": size, "height": height, "gap": fit.gap}


def qr_path(url: str, place: str = "Mã QR") -> dict[str, Any]:
    """Return the QR code of `url` as {"size": modules on a side, "path": an SVG path in modules}.

    Raises PaperworkError when `url` is no web address in ASCII or longer than 300 characters.
    """
    if not url.isascii() or not url.startswith(("http://", "https://")) or len(url) > LONGEST_URL:
        raise PaperworkError(
            "Địa chỉ xác minh không hợp lệ.", place, "Địa chỉ phải bắt đầu bằng https:// và không có dấu."
        )
    code = segno.make(url, error="m", mask=QR_MASK, boost_error=False, micro=False)
    rows = []
    for y, row in enumerate(code.matrix):
        start = None
        for x, dark in enumerate((*row, 0)):
            if dark and start is None:
                start = x
            elif not dark and start is not None:
                rows.append(f"M{start} {y}h{x - start}v1h{start - x}z")
                start = None
    return {"size": len(code.matrix), "path": "".join(rows)}


def _emblem(picture: bytes | None) -> dict[str, Any] | None:
    if picture is None:
        return None
    mend = "Chọn tệp ảnh PNG, JPEG hoặc SVG, không quá 2 MB."
    if len(picture) > LARGEST_EMBLEM:
        raise PaperworkError(f"Tệp ảnh lớn {len(picture) / 1e6:.1f} MB.", "Biểu trưng", mend)
    for kind, signs in (("png", b"\x89PNG\r\n\x1a\n"), ("jpg", b"\xff\xd8\xff")):
        if picture.startswith(signs):
            return {"format": kind, "data": list(picture)}
    if b"<svg" in picture[:2000]:
        return {"format": "svg", "data": list(picture)}
    raise PaperworkError("Tệp này không phải ảnh PNG, JPEG hoặc SVG.", "Biểu trưng", mend)
