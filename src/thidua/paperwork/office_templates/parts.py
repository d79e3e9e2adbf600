"""The Word file of a template, looked at before anything reads it: size, parts, XML; and its paragraphs with places."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

from thidua.paperwork.errors import PaperworkError

LARGEST_FILE = 5 * 2**20
LARGEST_UNPACKED = 40 * 2**20
MOST_PARTS = 300

_PLACE = "Tệp mẫu Word"
_MEND = "Mở mẫu bằng Word, lưu lại dạng .docx rồi tải lên."
_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W = f"{{{_MAIN}}}"
_TEXT_PARTS = re.compile(r"word/(document|header\d*|footer\d*|footnotes)\.xml")
_ACTIVE = ("vbaproject", "activex", "embeddings/", "afchunk", "vbadata")
_EXTERNAL = re.compile(rb"<Relationship\b[^>]*TargetMode\s*=\s*[\"']External[\"'][^>]*>", re.IGNORECASE)
_TAGS = re.compile(r"\{[{%#].*?[}%#]\}", re.DOTALL)
_QUOTES = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})
_PARAGRAPH_TAGS = re.compile(r"\{(%-?)(?:tr|tc|p|r) ")


@dataclass(frozen=True)
class Line:
    """The text of one paragraph and where it stands."""

    text: str
    place: str


def open_package(data: bytes) -> dict[str, bytes]:
    """Return the parts of a Word file.

    Raises PaperworkError: too large, no Word file, damaged, a zip or XML bomb, macros, embedded objects, parts fetched
    from elsewhere.
    """
    if len(data) > LARGEST_FILE:
        raise PaperworkError(
            f"Tệp nặng {len(data) / 2**20:.1f} MB, quá {LARGEST_FILE // 2**20} MB.",
            _PLACE,
            "Bỏ bớt hình ảnh trong mẫu.",
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            entries = package.infolist()
            if len(entries) > MOST_PARTS or sum(entry.file_size for entry in entries) > LARGEST_UNPACKED:
                raise PaperworkError("Tệp bung ra quá lớn.", _PLACE, _MEND)
            parts = {entry.filename: _read(package, entry) for entry in entries}
    except (zipfile.BadZipFile, NotImplementedError, OSError, RuntimeError, ValueError, EOFError) as error:
        if isinstance(error, PaperworkError):
            raise
        raise PaperworkError("Tệp hỏng hoặc không phải tệp Word .docx.", _PLACE, _MEND) from None
    if "word/document.xml" not in parts:
        raise PaperworkError("Đây không phải tệp Word .docx.", _PLACE, _MEND)
    for name, content in parts.items():
        _check_part(name, content)
    return parts


def _read(package: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """Read one part, never more than its entry says: the sizes of entries are what was added up."""
    with package.open(entry) as stream:
        content = stream.read(entry.file_size + 1)
    if len(content) > entry.file_size:
        raise PaperworkError("Tệp bung ra quá lớn.", _PLACE, _MEND)
    return content


def _check_part(name: str, content: bytes) -> None:
    lower = name.lower()
    if any(word in lower for word in _ACTIVE):
        raise PaperworkError(
            f"Mẫu có macro hoặc tệp nhúng ({name}).", _PLACE, "Bỏ macro, đối tượng nhúng rồi lưu lại dạng .docx."
        )
    if not lower.endswith((".xml", ".rels")):
        return
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        raise PaperworkError(f"Phần {name} không viết bằng UTF-8.", _PLACE, _MEND) from None
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise PaperworkError(f"Phần {name} có khai báo không được phép trong tệp Word.", _PLACE, _MEND)
    if lower.endswith(".rels"):
        for found in _EXTERNAL.findall(content):
            if b"/hyperlink" not in found:
                raise PaperworkError(
                    "Mẫu lấy hình ảnh hoặc mẫu khác từ ngoài tệp.", _PLACE, "Chèn hẳn hình vào tệp, bỏ mẫu liên kết."
                )


def lines_of(parts: dict[str, bytes]) -> dict[str, list[Line]]:
    """Return for each part with text its paragraphs in the order of the file.

    Raises PaperworkError for XML that cannot be read.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    found: dict[str, list[Line]] = {}
    for name in sorted(parts):
        if not _TEXT_PARTS.fullmatch(name):
            continue
        try:
            root = etree.fromstring(parts[name], parser)
        except etree.XMLSyntaxError:
            raise PaperworkError(f"Phần {name} của tệp hỏng.", _PLACE, _MEND) from None
        found[name] = list(_paragraphs(root, _part_words(name)))
    return found


def _part_words(name: str) -> str:
    for start, words in (
        ("word/header", "đầu trang, "),
        ("word/footer", "chân trang, "),
        ("word/footn", "chú thích, "),
    ):
        if name.startswith(start):
            return words
    return ""


def _paragraphs(root: Any, before: str) -> Iterator[Line]:
    tables: dict[Any, int] = {}
    for number, table in enumerate(root.iter(f"{_W}tbl"), start=1):
        tables[table] = number
    outside = 0
    for paragraph in root.iter(f"{_W}p"):
        cell = next(paragraph.iterancestors(f"{_W}tc"), None)
        if cell is None:
            outside += 1
            place = f"đoạn {outside}"
        else:
            row = next(cell.iterancestors(f"{_W}tr"))
            table = next(row.iterancestors(f"{_W}tbl"))
            rows, cells = list(table.iter(f"{_W}tr")), list(row.iterchildren(f"{_W}tc"))
            place = f"bảng {tables[table]}, hàng {rows.index(row) + 1}, cột {cells.index(cell) + 1}"
        yield Line(_text(paragraph), before + place)


def _text(paragraph: Any) -> str:
    """Return the own text of a paragraph, in one line, with the tags as Jinja reads them."""
    pieces = []
    for node in paragraph.iter(f"{_W}t", f"{_W}tab", f"{_W}br"):
        if next(node.iterancestors(f"{_W}p")) is paragraph:
            pieces.append((node.text or "") if node.tag == f"{_W}t" else " ")
    text = " ".join("".join(pieces).splitlines())
    return _TAGS.sub(lambda tag: _PARAGRAPH_TAGS.sub(r"{\1 ", tag[0].translate(_QUOTES)), text)
