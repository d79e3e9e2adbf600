"""Plans as offices write them in Word, made from a small notation (`word/*.md`), each with its marks (`word/*.json`).

A line is a paragraph; in it ``**bold**``, ``⏎`` for a soft line break, ``→`` for a tab, ``[^text]`` for a footnote.
Before it may stand: ``^ `` centred and bold, ``#2.1 `` the automatic number of list 2 at level 1, ``##`` the same given
by the paragraph's style, ``[box] `` a text box, ``[landscape]``/``[portrait]`` a section of pages that lie or stand.
``|| a / b || c ||`` is a row of a table without lines, paragraphs parted by `` / ``; ``| a | b |`` one of a ruled
table, in which ``^`` and ``<`` are cells merged with the one above or at the left.
"""

import copy
import json
import re
from itertools import groupby
from pathlib import Path

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.table import _Cell
from docx.text.paragraph import Paragraph
from tests.plans.plan_files import numbered, saved

WORD = Path(__file__).parent / "word"
_NOTES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
_NOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_LEVELS = {
    # lists 1: Roman, number, letter, bullet; 2: dash, plus; 3: 1., 1.1.
    1: (("upperRoman", "%1."), ("decimal", "%2."), ("lowerLetter", "%3)"), ("bullet", "\uf0b7")),
    2: (("bullet", "-"), ("bullet", "+")),
    3: (("decimal", "%1."), ("decimal", "%1.%2.")),
}
#: List 4 is list 3 begun anew.
_RESTARTED = 4


def word_plans() -> list[tuple[str, str, dict[str, list[str]]]]:
    """Name, notation and marks of each plan."""
    return [
        (path.stem, path.read_text("utf-8"), json.loads(path.with_suffix(".json").read_text("utf-8")))
        for path in sorted(WORD.glob("*.md"))
    ]


def word_plan(notation: str) -> bytes:
    """The notation as a Word file."""
    document = _empty()
    notes: list[str] = []
    lines = [line for line in notation.splitlines() if line.strip()]
    for kind, group in groupby(lines, key=lambda line: line[:2] if line.startswith("|") else ""):
        members = list(group)
        if kind == "||":
            _bare_table(document, members, notes)
        elif kind:
            _ruled_table(document, members, notes)
        else:
            for line in members:
                _paragraph(document, line, notes)
    if notes:
        _add_notes(document, notes)
    return saved(document)


def _empty() -> Document:
    document = docx.Document()
    style = document.styles.add_style("MucLon", 1)
    style.font.bold = True
    numbering = document.part.numbering_part.element
    for child in list(numbering):
        numbering.remove(child)
    for child in list(parse_xml(_numbering())):
        numbering.append(copy.deepcopy(child))
    style.element.get_or_add_pPr().append(parse_xml(f'<w:numPr {nsdecls("w")}><w:numId w:val="1"/></w:numPr>'))
    return document


def _numbering() -> str:
    lists = "".join(
        f'<w:abstractNum w:abstractNumId="{number}">'
        + "".join(
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
            for level, (form, text) in enumerate(levels)
        )
        + "</w:abstractNum>"
        for number, levels in _LEVELS.items()
    )
    used = "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in _LEVELS)
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    used += f'<w:num w:numId="{_RESTARTED}"><w:abstractNumId w:val="3"/>{anew}</w:num>'
    return f"<w:numbering {nsdecls('w')}>{lists}{used}</w:numbering>"


def _paragraph(document: Document, line: str, notes: list[str]) -> None:
    if line in ("[landscape]", "[portrait]"):
        section = document.add_section(WD_SECTION.NEW_PAGE)
        lies = line == "[landscape]"
        if lies != (section.orientation == WD_ORIENT.LANDSCAPE):
            section.page_width, section.page_height = section.page_height, section.page_width
            section.orientation = WD_ORIENT.LANDSCAPE if lies else WD_ORIENT.PORTRAIT
        return
    paragraph = document.add_paragraph()
    list_number = re.match(r"#(\d)\.(\d) ", line)
    if line.startswith("## "):
        paragraph.style = document.styles["MucLon"]
        line = line[3:]
    elif list_number:
        numbered(paragraph, int(list_number[1]), int(list_number[2]))
        line = line[list_number.end() :]
    elif line.startswith("^ "):
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        line = f"**{line[2:]}**"
    elif line.startswith("[box] "):
        inside = f"<w:txbxContent><w:p><w:r><w:t>{line[6:]}</w:t></w:r></w:p></w:txbxContent>"
        shape = f"<v:shape><v:textbox>{inside}</v:textbox></v:shape>"
        names = f'{nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml"'
        paragraph._p.append(parse_xml(f"<w:r {names}><w:pict>{shape}</w:pict></w:r>"))
        return
    _runs(paragraph, line, notes)


def _runs(paragraph: Paragraph, text: str, notes: list[str]) -> None:
    for part in re.split(r"(\*\*.+?\*\*|\[\^.+?\])", text):
        if part.startswith("[^"):
            notes.append(part[2:-1])
            reference = f'<w:footnoteReference {nsdecls("w")} w:id="{len(notes)}"/>'
            paragraph.add_run()._r.append(parse_xml(reference))
        elif part:
            run = paragraph.add_run(part.strip("*").replace("⏎", "\n").replace("→", "\t"))
            run.bold = part.startswith("**") or None


def _add_notes(document: Document, notes: list[str]) -> None:
    inside = "".join(
        f'<w:footnote w:id="{number}"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t> {note}</w:t></w:r></w:p></w:footnote>'
        for number, note in enumerate(notes, 1)
    )
    xml = f"<w:footnotes {nsdecls('w')}>{inside}</w:footnotes>".encode()
    part = Part(PackURI("/word/footnotes.xml"), _NOTES_TYPE, xml, document.part.package)
    document.part.relate_to(part, _NOTES)


def _bare_table(document: Document, lines: list[str], notes: list[str]) -> None:
    rows = [[cell.strip() for cell in line.strip("|").split("||")] for line in lines]
    table = document.add_table(len(rows), len(rows[0]))
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            _fill(table.cell(number, column), text, " / ", notes)


def _ruled_table(document: Document, lines: list[str], notes: list[str]) -> None:
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    table = document.add_table(len(rows), len(rows[0]), style="Table Grid")
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            if text in ("^", "<"):
                continue
            right, below = column + 1, number + 1
            while right < len(row) and row[right] == "<":
                right += 1
            while below < len(rows) and rows[below][column] == "^":
                below += 1
            cell = table.cell(number, column).merge(table.cell(below - 1, right - 1))
            for empty in cell.paragraphs[1:]:
                empty._p.getparent().remove(empty._p)
            _fill(cell, text, " // ", notes)


def _fill(cell: _Cell, text: str, between: str, notes: list[str]) -> None:
    for number, part in enumerate(text.split(between)):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        list_number = re.match(r"#(\d)\.(\d) ", part)
        if list_number:
            numbered(paragraph, int(list_number[1]), int(list_number[2]))
            part = part[list_number.end() :]
        _runs(paragraph, part, notes)
