"""The parts of a Word file, opened with care: no bombs, no entities."""

import io
import struct
import zipfile
import zlib
from xml.etree import ElementTree

from thidua.plans.errors import PlanError

_LARGEST_PART = 20 * 1024 * 1024
_MOST_PARTS = 5000
#: A plan of sixty pages has a quarter of a million, however much Word has cut it up.
_MOST_TAGS = 600_000
_GREATEST_RATIO = 250
_RATIO_FROM = 4 * 1024 * 1024
_WIDE_MARKS = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-16-le", "utf-16-be"))
_DAMAGED = "Hãy mở bằng Word, lưu lại rồi tải lên lần nữa."


class WordArchive:
    """The XML parts of a .docx file, read one at a time within fixed limits."""

    def __init__(self, data: bytes, filename: str) -> None:
        self._filename = filename
        self._zip = zipfile.ZipFile(io.BytesIO(data))
        if len(self._zip.infolist()) > _MOST_PARTS:
            raise self._bomb()

    def part(self, name: str) -> ElementTree.Element | None:
        """Return the root element of a part, None where the file does not have it.

        Raises:
            PlanError: the part is damaged, encrypted, far too big, or declares entities.
        """
        try:
            info = self._zip.getinfo(name)
        except KeyError:
            return None
        ratio = info.file_size / max(info.compress_size, 1)
        if info.file_size > _LARGEST_PART or (info.file_size > _RATIO_FROM and ratio > _GREATEST_RATIO):
            raise self._bomb()
        try:
            with self._zip.open(info) as file:
                # what the directory says may be a lie: read no more than it says is there
                content = file.read(_LARGEST_PART + 1)
        except RuntimeError as error:
            raise PlanError("Tệp được đặt mật khẩu.", self._filename, "Hãy gỡ mật khẩu rồi tải lên lại.") from error
        except (
            zipfile.BadZipFile,
            zlib.error,
            struct.error,
            EOFError,
            OSError,
            ValueError,
            NotImplementedError,
        ) as error:
            raise self._damaged(name) from error
        if len(content) > _LARGEST_PART or content.count(b"<") > _MOST_TAGS:
            raise self._bomb()
        if b"<!DOCTYPE" in content or b"<!ENTITY" in content or any(mark in content for mark in _WIDE_MARKS):
            raise PlanError("Tệp Word có khai báo lạ (DOCTYPE).", f"{self._filename}, phần {name}", _DAMAGED)
        try:
            return ElementTree.fromstring(content)
        except (ElementTree.ParseError, ValueError, LookupError) as error:
            raise self._damaged(name) from error

    def _damaged(self, part: str) -> PlanError:
        return PlanError("Tệp Word bị hỏng.", f"{self._filename}, phần {part}", _DAMAGED)

    def _bomb(self) -> PlanError:
        return PlanError(
            "Tệp Word bung ra quá lớn nên không mở.", self._filename, "Hãy dán nội dung sang một tệp mới rồi lưu lại."
        )
