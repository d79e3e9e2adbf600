"""Taking in files: the kind is told by the content, the size is limited, each content is kept once."""

from __future__ import annotations

import hashlib
from datetime import datetime
from pathlib import PurePath

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from thidua.base.models import StoredFile
from thidua.base.refusal import Refused

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PNG = "image/png"
JPEG = "image/jpeg"
TEXT = "text/plain"

EVIDENCE_KINDS = frozenset({PDF, DOCX, XLSX, PNG, JPEG, TEXT})
EVIDENCE_LIMIT = 20 * 1024 * 1024
# What the end of a name promises. Text has so many endings, also of programs, that only these two are taken.
_PROMISED = {
    ".pdf": {PDF}, ".docx": {DOCX}, ".xlsx": {XLSX}, ".png": {PNG, JPEG}, ".jpg": {PNG, JPEG}, ".jpeg": {PNG, JPEG},
    ".txt": {TEXT}, ".csv": {TEXT},
}  # fmt: skip


def sniff(data: bytes) -> str | None:
    """The media type told by the first bytes of ``data``; None when it is none that the product takes."""
    if b"%PDF-" in data[:1024]:
        return PDF
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if data.startswith(b"\xff\xd8\xff"):
        return JPEG
    if data.startswith(b"PK\x03\x04"):
        if b"word/" in data:
            return DOCX
        if b"xl/" in data:
            return XLSX
        return None
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return None if b"\x00" in data else TEXT


def read_upload(
    upload: UploadedFile, *, kinds: frozenset[str] = EVIDENCE_KINDS, limit: int = EVIDENCE_LIMIT
) -> tuple[bytes, str]:
    """The bytes and media type of an uploaded file.

    Args:
        upload: the file as Django received it.
        kinds: media types that are taken.
        limit: greatest size in bytes.

    Raises:
        Refused: empty, too large, of a kind that is not taken, or another kind than its name says; the message names
            file and mend.
    """
    name = upload.name or _("tệp không tên")
    if not upload.size:
        raise Refused("empty_file", _("Tệp “%(name)s” trống. Hãy chọn lại tệp có nội dung.") % {"name": name})
    if upload.size > limit:
        message = _("Tệp “%(name)s” nặng %(size)d MB, quá mức %(limit)d MB. Hãy nén hoặc tách tệp rồi gửi lại.")
        megabyte = 1024 * 1024
        values = {"name": name, "size": upload.size // megabyte, "limit": limit // megabyte}
        raise Refused("file_too_large", message % values)
    data = upload.read()
    kind = sniff(data)
    if kind is None or kind not in kinds:
        message = _("Tệp “%(name)s” không thuộc loại nhận được ở đây: %(kinds)s.")
        raise Refused("file_kind", message % {"name": name, "kinds": _named(kinds)})
    ending = PurePath(name).suffix.lower()
    if kind not in _PROMISED.get(ending, kinds - {TEXT}):
        message = _(
            "Tệp “%(name)s” có nội dung không đúng với đuôi %(ending)s, có thể tệp bị hỏng hoặc bị đổi tên. "
            "Hãy mở tệp bằng phần mềm đã tạo ra nó, lưu lại rồi gửi."
        )
        raise Refused("file_ending", message % {"name": name, "ending": ending or _("(không có)")})
    return data, kind


def _named(kinds: frozenset[str]) -> str:
    """The kinds as people call them, the usual ones first."""
    names = {
        PDF: "PDF", DOCX: "Word (.docx)", XLSX: "Excel (.xlsx)", PNG: _("ảnh PNG"), JPEG: _("ảnh JPEG"),
        TEXT: _("văn bản .txt"),
    }  # fmt: skip
    return ", ".join(name for kind, name in names.items() if kind in kinds)


def store(data: bytes, *, media_type: str, at: datetime) -> StoredFile:
    """Keep ``data``, once per content, and return its row."""
    digest = hashlib.sha256(data).hexdigest()
    stored, _created = StoredFile.objects.get_or_create(
        sha256=digest, defaults={"size": len(data), "media_type": media_type, "stored_at": at}
    )
    if not _is_whole(stored):
        _write(stored.path, data)
    return stored


def _is_whole(stored: StoredFile) -> bool:
    return bool(default_storage.exists(stored.path) and default_storage.size(stored.path) == stored.size)


def _write(path: str, data: bytes) -> None:
    """Write the bytes under exactly this path; half a file, left by a full disk, makes way."""
    default_storage.delete(path)
    try:
        written = default_storage.save(path, ContentFile(data))
    except OSError:
        default_storage.delete(path)
        raise
    if written != path:
        # Somebody else has written the same content in the meantime; the storage gave ours another name.
        default_storage.delete(written)
