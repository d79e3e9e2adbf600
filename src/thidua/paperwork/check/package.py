"""The parts of a Word file, opened with care: no bombs, no entities, nothing trusted that the directory says."""

import io
import zipfile
import zlib

from lxml import etree

from thidua.paperwork.errors import PaperworkError

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

LARGEST_PART = 30 * 1024 * 1024
MOST_PARTS = 3000
MOST_ELEMENTS = 600_000
_GREATEST_RATIO = 250
_RATIO_FROM = 2 * 1024 * 1024
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_SAVE_AGAIN = "Mở tệp bằng Word, lưu lại rồi kiểm tra lần nữa."


class Package:
    """A Word file of which single parts can be read within fixed limits.

    Arguments: data: the bytes; name: the name of the file for messages.

    Raises PaperworkError when it is damaged, encrypted, no Word file or would unpack to far too much.
    """

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            entries = self._zip.infolist()
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError) as error:
            raise self._damaged() from error
        if len(entries) > MOST_PARTS:
            raise self._bomb()
        self.names = tuple(entry.filename for entry in entries)
        if "word/document.xml" not in self.names:
            raise PaperworkError("Đây không phải tệp Word.", name, "Chọn tệp .docx hoặc .pdf của văn bản.")

    def part(self, path: str) -> etree._Element | None:
        """Return the root element of a part, None where the file does not have it. Raises PaperworkError."""
        content = self.read(path)
        if content is None:
            return None
        if b"<!DOCTYPE" in content or b"<!ENTITY" in content or "<!DOCTYPE".encode("utf-16-le") in content:
            raise PaperworkError("Tệp Word có khai báo lạ (DOCTYPE).", self.name, _SAVE_AGAIN)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            root = etree.fromstring(content, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise self._damaged() from error
        if sum(1 for _ in root.iter()) > MOST_ELEMENTS:
            raise self._bomb()
        return root

    def read(self, path: str) -> bytes | None:
        """Return the bytes of a part, None where the file does not have it. Raises PaperworkError."""
        try:
            entry = self._zip.getinfo(path)
        except KeyError:
            return None
        ratio = entry.file_size / max(entry.compress_size, 1)
        if entry.file_size > LARGEST_PART or (entry.file_size > _RATIO_FROM and ratio > _GREATEST_RATIO):
            raise self._bomb()
        try:
            with self._zip.open(entry) as file:
                content = file.read(LARGEST_PART + 1)
        except RuntimeError as error:
            raise PaperworkError("Tệp được đặt mật khẩu.", self.name, "Gỡ mật khẩu rồi kiểm tra lại.") from error
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError) as error:
            raise self._damaged() from error
        if len(content) > LARGEST_PART:
            raise self._bomb()
        return content

    def relations(self) -> dict[str, str]:
        """Return the parts that the document refers to, by their ids."""
        root = self.part("word/_rels/document.xml.rels")
        if root is None:
            return {}
        return {
            item.get("Id", ""): f"word/{item.get('Target', '').removeprefix('/word/')}" for item in root.iter(_RELATION)
        }

    def _damaged(self) -> PaperworkError:
        return PaperworkError("Tệp Word bị hỏng.", self.name, _SAVE_AGAIN)

    def _bomb(self) -> PaperworkError:
        return PaperworkError("Tệp Word bung ra quá lớn nên không mở.", self.name, "Chép nội dung sang một tệp mới.")


def value(element: etree._Element | None, path: str, name: str = "val") -> str | None:
    """Return an attribute (`w:val`) of the descendant at `path`, None where it is not there."""
    found = element.find(path) if element is not None else None
    return found.get(f"{W}{name}") if found is not None else None


def number(text: str | None, default: float = 0) -> float:
    """Return what an attribute says as a number, `default` where it says none."""
    try:
        result = float(text) if text is not None else default
    except ValueError:
        return default
    return result if abs(result) < 1e9 else default


def is_on(element: etree._Element | None, path: str) -> bool | None:
    """Return whether a switch (`w:b`) is on or off, None where it is not there."""
    found = element.find(path) if element is not None else None
    return None if found is None else found.get(f"{W}val", "1") not in ("0", "false", "off", "none")
