"""Is the signed file the document that we generated: the same words, the same look, nothing laid over it."""

import io
from dataclasses import dataclass
from typing import Any

import numpy
import pypdfium2
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader

from thidua.paperwork.signing.report import Finding

MOST_PAGES = 500
_SCALE = 50 / 72
_DARKER = 64
_DIFFERENT = 0.0005
"""Share of the points of a page (at 50 dpi) that may differ: another program's rounding, not another stroke."""

_WRONG_FILE = "Chọn đúng tệp: bản PDF tải từ phần mềm rồi ký, không soạn lại."


@dataclass(frozen=True)
class Sameness:
    """How a signed file compares with the original; see `SignedReport`."""

    exact: bool
    text: bool
    look: bool


def compare(data: bytes, original: bytes, reader: Any, findings: list[Finding]) -> Sameness:
    """Return whether `data` is `original` plus signatures, and add what is not to `findings`.

    Argument: reader: pyHanko's reader of `data`.
    """
    try:
        signed = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        findings.append(Finding("damaged", "error", "Tệp PDF hỏng, không mở được trang nào.", _WRONG_FILE))
        return Sameness(False, False, False)
    ours = pypdfium2.PdfDocument(original)
    try:
        text = _same_text(signed, ours, findings)
        look = text and _same_look(signed, ours, findings)
    finally:
        signed.close()
        ours.close()
    for what in _laid_over(reader, original):
        message = f"Trên trang có thêm {what} không phải chữ ký."
        findings.append(Finding("other_document", "error", message, _WRONG_FILE))
        look = False
    if text and look:
        findings.append(Finding("same_document", "ok", "Nội dung đúng là văn bản do phần mềm tạo."))
    exact = data.startswith(original)
    if text and look and not exact:
        message = "Phần mềm ký đã ghi lại tệp; chữ và hình từng trang vẫn trùng với bản gốc."
        findings.append(Finding("rewritten", "warning", message))
    return Sameness(exact, text, look)


def _same_text(signed: pypdfium2.PdfDocument, ours: pypdfium2.PdfDocument, findings: list[Finding]) -> bool:
    if len(signed) != len(ours) or len(signed) > MOST_PAGES:
        message = f"Tệp có {len(signed)} trang, văn bản này có {len(ours)} trang."
        findings.append(Finding("other_document", "error", message, _WRONG_FILE))
        return False
    for number in range(len(ours)):
        expected, found = _words(ours[number]), _words(signed[number])
        if expected != found:
            there = next(
                (place for place, (left, right) in enumerate(zip(expected, found, strict=False)) if left != right),
                min(len(expected), len(found)),
            )
            message = (
                f"Trang {number + 1} khác văn bản này: văn bản ghi “{_near(expected, there)}”, "
                f"tệp ghi “{_near(found, there)}”."
            )
            findings.append(Finding("other_document", "error", message, _WRONG_FILE))
            return False
    return True


def _words(page: pypdfium2.PdfPage) -> list[str]:
    text: str = page.get_textpage().get_text_range()
    return text.split()


def _near(words: list[str], place: int) -> str:
    return " ".join(words[max(place - 2, 0) : place + 4])[:80] or "…"


def _same_look(signed: pypdfium2.PdfDocument, ours: pypdfium2.PdfDocument, findings: list[Finding]) -> bool:
    for number in range(len(ours)):
        expected, found = _picture(ours[number]), _picture(signed[number])
        if expected.shape != found.shape or (abs(expected - found) > _DARKER).mean() > _DIFFERENT:
            message = f"Trang {number + 1} cùng chữ nhưng hình khác văn bản này."
            findings.append(Finding("other_document", "error", message, _WRONG_FILE))
            return False
    return True


def _picture(page: pypdfium2.PdfPage) -> Any:
    bitmap = page.render(scale=_SCALE, grayscale=True, may_draw_forms=False, draw_annots=False)
    return bitmap.to_numpy().astype(numpy.int16)


def _laid_over(reader: Any, original: bytes) -> list[str]:
    """Return what lies on the pages of the signed file besides signatures and what the original has."""
    try:
        before = _annotations(PdfFileReader(io.BytesIO(original)))
        after = _annotations(reader)
    except (PdfError, KeyError, TypeError, ValueError, AttributeError):
        return ["đối tượng không đọc được"]
    return sorted({_NAMES.get(kind, f"đối tượng {kind}") for kind in after if after[kind] > before.get(kind, 0)})


_NAMES = {
    "/FreeText": "ô chữ",
    "/Stamp": "con dấu dán thêm",
    "/Ink": "nét vẽ",
    "/Text": "ghi chú",
    "/Widget": "ô nhập liệu",
    "/Link": "đường dẫn",
    "/JavaScript": "mã chạy tự động",
}


def _annotations(reader: Any) -> dict[str, int]:
    """Return how many annotations of each kind are there, signature fields left out, and code that runs by itself."""
    counts: dict[str, int] = {}
    for number in range(int(reader.root["/Pages"]["/Count"])):
        page = reader.find_page_for_modification(number)[0].get_object()
        for entry in _at(page, "/Annots", ()):
            annotation = entry.get_object() if hasattr(entry, "get_object") else entry
            kind = str(_at(annotation, "/Subtype", "?"))
            if kind == "/Widget" and _field_type(annotation) == "/Sig":
                continue
            counts[kind] = counts.get(kind, 0) + 1
    names = _at(reader.root, "/Names", {})
    if "/OpenAction" in reader.root or "/AA" in reader.root or "/JavaScript" in names:
        counts["/JavaScript"] = 1
    return counts


def _at(dictionary: Any, key: str, default: Any) -> Any:
    """Return an entry as it is; `get` of pyHanko would hand out the mere reference to it."""
    if key not in dictionary:
        return default
    return dictionary[key]


def _field_type(annotation: Any) -> str:
    for _level in range(10):
        if "/FT" in annotation:
            return str(annotation["/FT"])
        if "/Parent" not in annotation:
            break
        annotation = annotation["/Parent"]
    return ""
