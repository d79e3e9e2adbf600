"""Which kind of file it is, told by its first bytes, never by its name."""

import io
import struct
import zipfile

from thidua.plans.errors import PlanError

LARGEST_FILE = 50 * 1024 * 1024
_MEGABYTE = 1024 * 1024
# mail programs and scanners leave bytes before the header
_STRAY_BYTES = 8192

_ENTRY = b"PK\x01\x02"
_MOST_ENTRIES = 20_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
_OTHER_PICTURES = (b"II*\0", b"MM\0*", b"GIF8", b"BM")


def sniff(data: bytes, filename: str) -> str:
    """Return "docx", "doc", "rtf", "pdf", "image" or "plain".

    Raises:
        PlanError: the file is empty, too big, encrypted, damaged, or of a kind that is not read.
    """
    if not data.strip(b" \t\r\n\0\xef\xbb\xbf"):
        raise PlanError("Tệp rỗng.", filename, "Hãy chọn lại tệp kế hoạch.")
    if len(data) > LARGEST_FILE:
        size = f"{len(data) / _MEGABYTE:.0f} MB"
        raise PlanError(
            f"Tệp quá lớn ({size}).",
            filename,
            f"Tệp kế hoạch được nhận tối đa {LARGEST_FILE // _MEGABYTE} MB; hãy bỏ bớt hình ảnh.",
        )
    if data.startswith(b"PK"):
        return _sniff_zip(data, filename)
    if data.startswith(_OLE):
        return _sniff_ole(data, filename)
    if b"%PDF-" in data[:_STRAY_BYTES]:
        return "pdf"
    if data.startswith(b"{\\rtf"):
        return "rtf"
    if data.startswith(_PICTURES):
        return "image"
    if data.startswith(_OTHER_PICTURES):
        raise PlanError("Đây là tệp hình ảnh loại khác PNG, JPEG.", filename, "Hãy lưu lại dạng PDF, PNG hoặc JPEG.")
    if data[:512].lstrip().lower().startswith((b"<!doctype html", b"<html", b"<?xml")):
        raise PlanError("Đây là tệp HTML hoặc XML.", filename, "Hãy mở bằng Word và lưu lại dưới dạng .docx.")
    return "plain"


def _sniff_zip(data: bytes, filename: str) -> str:
    if data.count(_ENTRY) > _MOST_ENTRIES:
        raise PlanError(
            "Tệp nén có quá nhiều tệp bên trong.", filename, "Hãy dán nội dung sang một tệp Word mới rồi lưu lại."
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, struct.error, NotImplementedError) as error:
        raise PlanError("Tệp Word bị hỏng.", filename, "Hãy mở bằng Word, lưu lại rồi tải lên lần nữa.") from error
    if "word/document.xml" in names or ("[Content_Types].xml" in names and any(n.startswith("word/") for n in names)):
        return "docx"
    kinds = (("xl/", "bảng tính Excel"), ("ppt/", "bài trình chiếu"), ("content.xml", "tệp OpenDocument"))
    kind = next((label for start, label in kinds if any(name.startswith(start) for name in names)), "tệp nén")
    raise PlanError(f"Đây là {kind}, không phải tệp Word.", filename, "Hãy dùng tệp .docx hoặc .txt của kế hoạch.")


def _sniff_ole(data: bytes, filename: str) -> str:
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise PlanError("Tệp được đặt mật khẩu.", filename, "Hãy gỡ mật khẩu trong Word rồi tải lên lại.")
    if "Workbook".encode("utf-16-le") in data:
        raise PlanError("Đây là bảng tính Excel, không phải tệp Word.", filename, "Hãy dùng tệp Word của kế hoạch.")
    return "doc"
