"""`check_document`: what kind of file it is, read it, ask every rule."""

import datetime
from collections.abc import Iterable

from thidua.paperwork.errors import PaperworkError
from thidua.text import squeeze

from . import words
from .boxes import Boxes
from .findings import DECREE, SEVERITIES, Finding, Place
from .model import Sheet
from .pdf import read_pdf
from .recognition import recognise
from .rules import RULES, Check, LegalText
from .word import read_word

LARGEST_FILE = 20 * 1024 * 1024
_STRAY_BYTES = 8192
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FEWEST_LETTERS = 40
_CERTIFICATES = ("TẶNG", "GIẤY KHEN", "BẰNG KHEN", "GIẤY CHỨNG NHẬN", "BẰNG CHỨNG NHẬN")


def check_document(data: bytes, name: str, on: datetime.date, registry: Iterable[LegalText] = ()) -> list[Finding]:
    """Hold a DOCX or PDF file against Decree 30/2020.

    Arguments:
        data: the bytes of the file; what it is, they tell, not the name.
        name: its name, for messages.
        on: the day of the check; legal documents are judged by the day of the document, where it has one.
        registry: the legal documents that the caller knows.

    Returns: findings, errors first, each severity in the order of the document. An empty list means that nothing was
    found; a file without text gives "no_text", never an empty list.

    Raises PaperworkError when the file is empty, too big, encrypted, damaged or of another kind.
    """
    sheet = read_sheet(data, name)
    letters = sum(sign.isalpha() for paragraph in sheet.paragraphs for sign in paragraph.text)
    if letters < _FEWEST_LETTERS:
        return [_no_text()]
    boxes = recognise(sheet)
    if _is_other_layout(boxes):
        return [_not_administrative()]
    check = Check(boxes, on, tuple(registry))
    findings = [*_scanned(sheet), *(finding for rule in RULES for finding in rule(check))]
    unique = dict.fromkeys(findings)
    return sorted(unique, key=_order)


def _order(finding: Finding) -> tuple[int, int]:
    return SEVERITIES.index(finding.severity), finding.place.paragraph or 0


def read_sheet(data: bytes, name: str) -> Sheet:
    """Read a file into pages, paragraphs and rules. Raises PaperworkError."""
    if not data.strip(b" \t\r\n\0"):
        raise PaperworkError("Tệp rỗng.", name, "Chọn lại tệp văn bản.")
    if len(data) > LARGEST_FILE:
        limit = LARGEST_FILE // 1024 // 1024
        raise PaperworkError(f"Tệp lớn quá {limit} MB.", name, "Giảm kích thước hình ảnh trong tệp rồi kiểm tra lại.")
    if data.startswith(b"PK"):
        return _read_word(data, name)
    if b"%PDF-" in data[:_STRAY_BYTES]:
        return read_pdf(data, name)
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise PaperworkError("Tệp được đặt mật khẩu.", name, "Gỡ mật khẩu trong Word rồi kiểm tra lại.")
        raise PaperworkError("Đây là tệp .doc kiểu cũ.", name, "Mở bằng Word và lưu lại dạng .docx.")
    raise PaperworkError("Không phải tệp Word (.docx) hay PDF.", name, "Chọn tệp .docx hoặc .pdf của văn bản.")


def _read_word(data: bytes, name: str) -> Sheet:
    try:
        return read_word(data, name)
    except RecursionError as error:
        message = "Tệp Word lồng quá nhiều tầng."
        raise PaperworkError(message, name, "Chép nội dung sang một tệp mới rồi lưu lại.") from error


def _no_text() -> Finding:
    return Finding(
        "no_text",
        "warning",
        Place("file"),
        "Tệp không có chữ đọc được (bản quét hoặc hình ảnh): không kiểm tra được.",
        "Dùng tệp .docx, hoặc tệp PDF xuất từ phần mềm soạn thảo.",
        DECREE,
    )


def _scanned(sheet: Sheet) -> list[Finding]:
    return [
        Finding(
            "scanned_page",
            "warning",
            Place("file", page),
            f"Trang {page} là hình ảnh: không kiểm tra được.",
            "Kiểm tra trang này bằng mắt, hoặc dùng tệp gốc.",
            DECREE,
        )
        for page in sheet.scanned
    ]


def _is_other_layout(boxes: Boxes) -> bool:
    """A giấy khen has neither number nor date in its header, and lies on its side; a ballot has no header at all."""
    first = boxes.sheet.paragraphs[:6]
    if boxes.nation is None and any(squeeze(item.text).startswith(words.NOT_ADMINISTRATIVE) for item in first):
        return True
    section = boxes.sheet.sections[0] if boxes.sheet.sections else None
    if section is None or section.width < section.height or boxes.number or boxes.place:
        return False
    return any(squeeze(item.text).startswith(_CERTIFICATES) and item.is_upper for item in boxes.sheet.paragraphs[:15])


def _not_administrative() -> Finding:
    return Finding(
        "not_administrative",
        "hint",
        Place("file"),
        "Đây là giấy khen, bằng, phiếu bầu hoặc mẫu tương tự: Nghị định 30/2020/NĐ-CP không quy định thể thức.",
        "Đối chiếu với mẫu riêng của loại giấy này.",
        DECREE,
    )
