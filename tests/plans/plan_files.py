"""Plans as files for the tests: the reference plan as it is shipped, and Word files made here with python-docx."""

import copy
import io
import re
from pathlib import Path

import docx
from docx.document import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.table import _Cell
from docx.text.paragraph import Paragraph

REFERENCE = Path(__file__).parents[2] / "src/thidua/site/demo/data/ke-hoach-thi-dua-so-noi-vu-khanh-hoa-2024.txt"
SAMPLES = Path(__file__).parent / "samples"

# places where a page break of the printed plan has cut a paragraph
CUTS = (
    ("các cơ quan, đơn\n\nvị thuộc", "các cơ quan, đơn vị thuộc"),
    ("Nghị quyết Đại hội\n\nĐảng bộ", "Nghị quyết Đại hội Đảng bộ"),
    ("đối với đảng\n\nviên, công chức", "đối với đảng viên, công chức"),
)

_NUMBERING = f"""
<w:numbering {nsdecls("w")}>
  <w:abstractNum w:abstractNumId="7">
    <w:multiLevelType w:val="multilevel"/>
    <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>
    <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl>
    <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%3)"/></w:lvl>
    <w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2.%4."/></w:lvl>
  </w:abstractNum>
  <w:abstractNum w:abstractNumId="8">
    <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="-"/></w:lvl>
  </w:abstractNum>
  <w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>
  <w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>
  <w:num w:numId="3"><w:abstractNumId w:val="7"/>
    <w:lvlOverride w:ilvl="1"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
</w:numbering>
"""


def reference_text() -> str:
    """The reference plan's text as it is shipped."""
    return REFERENCE.read_text(encoding="utf-8")


def word_document() -> Document:
    """An empty Word document with the lists of `_NUMBERING`."""
    document = docx.Document()
    numbering = document.part.numbering_part.element
    for child in list(numbering):
        numbering.remove(child)
    for child in list(parse_xml(_NUMBERING)):
        numbering.append(copy.deepcopy(child))
    return document


def saved(document: Document) -> bytes:
    """The bytes of a document."""
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def numbered(paragraph: Paragraph, number_id: int, level: int = 0) -> Paragraph:
    """Give a paragraph an automatic number."""
    properties = paragraph._p.get_or_add_pPr()
    numbering = OxmlElement("w:numPr")
    for tag, value in (("w:ilvl", level), ("w:numId", number_id)):
        element = OxmlElement(tag)
        element.set(qn("w:val"), str(value))
        numbering.append(element)
    properties.append(numbering)
    return paragraph


def fill(cell: _Cell, *lines: str) -> None:
    """Write the lines of a table's cell, a paragraph a line."""
    cell.paragraphs[0].text = lines[0]
    for line in lines[1:]:
        cell.add_paragraph(line)


def reference_word() -> bytes:
    """The reference plan as Word has it: head and foot in tables, numbers automatic, nothing cut by page breaks."""
    text = reference_text()
    for cut, whole in CUTS:
        assert cut in text
        text = text.replace(cut, whole)
    body = text[text.index("Thực hiện Kế hoạch") : text.index("Nơi nhận:")]
    document = word_document()
    head = document.add_table(2, 2)
    fill(head.cell(0, 0), "UBND TỈNH KHÁNH HÒA", "SỞ NỘI VỤ", "-------")
    fill(head.cell(0, 1), "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "---------------")
    fill(head.cell(1, 0), "Số:          /KH-SNV")
    fill(head.cell(1, 1), "Khánh Hòa, ngày      tháng 9 năm 2024")
    document.add_paragraph().add_run("KẾ HOẠCH").bold = True
    title = next(line for line in text.splitlines() if line.startswith("Phát động phong trào"))
    document.add_paragraph().add_run(title).bold = True
    for line in filter(None, body.splitlines()):
        _add_line(document, line)
    foot = document.add_table(1, 2)
    items = [line for line in text[text.index("Nơi nhận:") :].splitlines() if line][1:-2]
    fill(foot.cell(0, 0), "Nơi nhận:")
    for item in items:
        numbered(foot.cell(0, 0).add_paragraph(item.removeprefix("- ")), 2)
    fill(foot.cell(0, 1), "GIÁM ĐỐC", "", "", "Võ Chí Vương")
    return saved(document)


def _add_line(document: Document, line: str) -> None:
    for pattern, number_id, level in ((r"[IVX]+\. ", 1, 0), (r"\d+\. ", 1, 1), (r"- ", 2, 0)):
        match = re.match(pattern, line)
        if match:
            paragraph = numbered(document.add_paragraph(), number_id, level)
            line = line[match.end() :]
            break
    else:
        paragraph = document.add_paragraph()
    for part in re.split(r"(\*+[^*]+\*+)", line):
        run = paragraph.add_run(part.strip("*"))
        run.italic = part.startswith("*") or None
