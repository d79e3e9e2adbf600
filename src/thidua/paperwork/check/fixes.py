"""`apply_fixes`: make in a Word file what the findings offer, and touch nothing else.

The parts that are not changed go into the new file byte for byte.
"""

import io
import zipfile
from collections.abc import Iterable

from lxml import etree

from thidua.paperwork.errors import PaperworkError

from .findings import Edit, Finding, FormatEdit, MarginEdit, TextEdit
from .package import Package, W
from .word_text import Piece, paragraphs, pieces

TWIPS_PER_MM = 1440 / 25.4
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_ORDER = (
    "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish "
    "webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang "
    "eastAsianLayout specVanish oMath"
).split()
"""The order in which Word wants the properties of a run (CT_RPr)."""


def apply_fixes(data: bytes, findings: Iterable[Finding], name: str = "") -> bytes:
    """Return the Word file with the fixes of `findings` made.

    Arguments:
        data: the bytes that were checked.
        findings: findings of exactly these bytes; those without a fix are passed over.
        name: the name of the file, for messages.

    Raises PaperworkError when the file is no Word file, carries a digital signature, or is not the one that was
    checked.
    """
    if not data.startswith(b"PK"):
        raise PaperworkError("Chỉ sửa tự động được tệp Word (.docx).", name, "Sửa trong tệp gốc rồi xuất lại PDF.")
    package = Package(data, name)
    if any(path.startswith("_xmlsignatures/") for path in package.names):
        raise PaperworkError("Tệp đã được ký số.", name, "Sửa trên bản chưa ký.")
    edits: dict[Edit, None] = dict.fromkeys(edit for finding in findings if finding.fix for edit in finding.fix.edits)
    if not edits:
        return data
    root = package.part("word/document.xml")
    body = root.find(f"{W}body") if root is not None else None
    if root is None or body is None:
        raise PaperworkError("Tệp Word không có nội dung.", name, "Chọn lại tệp văn bản.")
    every = paragraphs(body)
    try:
        _format(every, [edit for edit in edits if isinstance(edit, FormatEdit)])
        _write(every, [edit for edit in edits if isinstance(edit, TextEdit)])
        sections = list(body.iter(f"{W}sectPr"))
        for edit in edits:
            if isinstance(edit, MarginEdit):
                _margin(sections[edit.section], edit)
    except (IndexError, LookupError) as error:
        raise PaperworkError("Tệp không phải tệp đã kiểm tra.", name, "Kiểm tra lại tệp rồi sửa.") from error
    content = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return _replaced(data, content)


def _replaced(data: bytes, content: bytes) -> bytes:
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            new.writestr(entry, content if entry.filename == "word/document.xml" else old.read(entry))
    return result.getvalue()


def _write(every: list[etree._Element], edits: list[TextEdit]) -> None:
    """Make the changes of text from the end to the beginning, so that places stay right."""
    done: dict[int, int] = {}
    for edit in sorted(edits, key=lambda item: (item.source, -item.end, -item.start)):
        if edit.end > done.get(edit.source, 10**9):
            continue  # two fixes of the same words: the first one counts, the next check finds what is left
        done[edit.source] = edit.start
        _replace(every[edit.source], edit)


def _replace(paragraph: etree._Element, edit: TextEdit) -> None:
    at = 0
    touched: list[tuple[Piece, int, int]] = []
    seen = ""
    for piece in pieces(paragraph):
        start, end = max(edit.start - at, 0), min(edit.end - at, len(piece.text))
        if start < end or (start == end == edit.start - at and edit.start == edit.end and not touched):
            touched.append((piece, start, end))
            seen += piece.text[start:end]
        at += len(piece.text)
    if seen != edit.old:
        raise LookupError(edit.old)
    writable = [(piece, start, end) for piece, start, end in touched if piece.node is not None]
    if len(writable) != len(touched) or not writable:
        return  # a tab or a break inside: left to a person
    for index, (piece, start, end) in enumerate(writable):
        if piece.node is not None:
            piece.node.text = piece.text[:start] + (edit.new if index == 0 else "") + piece.text[end:]
            piece.node.set(_XML_SPACE, "preserve")


def _format(every: list[etree._Element], edits: list[FormatEdit]) -> None:
    by_source: dict[int, list[FormatEdit]] = {}
    for edit in edits:
        by_source.setdefault(edit.source, []).append(edit)
    for source, group in by_source.items():
        at = 0
        places: dict[etree._Element, tuple[int, int]] = {}
        for piece in pieces(every[source]):
            start, _ = places.get(piece.run, (at, at))
            at += len(piece.text)
            places[piece.run] = (start, at)
        for run, (start, end) in places.items():
            for edit in group:
                if start < end and edit.start < end and edit.end > start:
                    _set(run, edit)


def _set(run: etree._Element, edit: FormatEdit) -> None:
    properties = run.find(f"{W}rPr")
    if properties is None:
        properties = etree.Element(f"{W}rPr")
        run.insert(0, properties)
    if edit.name == "font":
        fonts = _property(properties, "rFonts")
        for slot in list(fonts.attrib):
            del fonts.attrib[slot]
        for slot in ("ascii", "hAnsi", "eastAsia", "cs"):
            fonts.set(f"{W}{slot}", str(edit.value))
    elif edit.name == "size":
        for tag in ("sz", "szCs"):
            _property(properties, tag).set(f"{W}val", str(round(float(edit.value) * 2)))
    elif edit.name == "color":
        colour = _property(properties, "color")
        for slot in list(colour.attrib):
            del colour.attrib[slot]
        colour.set(f"{W}val", str(edit.value))
    else:
        for tag in {"bold": ("b", "bCs"), "italic": ("i", "iCs")}[edit.name]:
            _property(properties, tag).set(f"{W}val", "1" if edit.value else "0")


def _property(properties: etree._Element, tag: str) -> etree._Element:
    """Return a property of a run, made at its right place where it is not there."""
    found = properties.find(f"{W}{tag}")
    if found is not None:
        return found
    made = etree.Element(f"{W}{tag}")
    rank = _ORDER.index(tag)
    for index, other in enumerate(properties):
        name = str(other.tag).removeprefix(W)
        if name not in _ORDER or _ORDER.index(name) > rank:
            properties.insert(index, made)
            return made
    properties.append(made)
    return made


def _margin(section: etree._Element, edit: MarginEdit) -> None:
    margins = section.find(f"{W}pgMar")
    if margins is None:
        raise LookupError(edit.side)
    twips = round(edit.value * TWIPS_PER_MM)
    if edit.side == "left":
        margins.set(f"{W}gutter", "0")
    margins.set(f"{W}{edit.side}", str(twips))
