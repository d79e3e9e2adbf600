"""A `Paper` as the bytes of a DOCX file; the same bytes for the same paper."""

import datetime
import io
import zipfile
from xml.sax.saxutils import escape

import docx
from docx.document import Document as WordDocument
from docx.enum.section import WD_HEADER_FOOTER
from docx.oxml import parse_xml
from docx.shared import Pt

from thidua.paperwork.blocks import Paper
from thidua.paperwork.layout import gap_after_title, page_margins, page_size, text_width_of
from thidua.paperwork.office import OfficeProfile
from thidua.paperwork.word import boxes, markup
from thidua.paperwork.word.base import BASE_FILE, EPOCH

PAGE_NUMBER_FROM_EDGE = 10.0
"""mm from the top edge of the sheet: inside the top margin."""

COPY_MARK_FROM_EDGE = 6.0
"""mm from the top edge to the three lines of an electronic copy, which must end above the text."""

_RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_UNDATED = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)


def write_docx(paper: Paper) -> bytes:
    """Return `paper` as a Word file.

    Raises PaperworkError when the agency's name does not fit into the header.
    """
    document = docx.Document(str(BASE_FILE))
    base_section = document.element.body.sectPr
    references = "".join(
        f'<w:headerReference w:type="default" r:id="{item.get(f"{{{_RELATIONSHIPS}}}id")}"/>'
        for item in base_section.findall(f"{{{markup.MAIN}}}headerReference")
        if not paper.bare
    )
    references += _copy_mark(document, paper.copy_mark)
    references += _contact(document, paper.office)
    parts = [] if paper.bare else [boxes.header(paper)]
    if paper.type_name and not paper.bare:
        parts.append(boxes.title(paper))
    if paper.addressees:
        parts.append(boxes.addressees(paper))
    width = text_width_of(paper.office, paper.landscape)
    parts.append(boxes.body(paper.blocks, paper.office, width, keep_last=True, first_gap=gap_after_title(paper)))
    parts.append(boxes.closing(paper))
    edge = COPY_MARK_FROM_EDGE if paper.copy_mark else PAGE_NUMBER_FROM_EDGE
    sections = [_section(paper.office, paper.landscape, references=references, edge=edge)]
    sections += [_section(paper.office, item.landscape, restart=True) for item in paper.annexes]
    for section, item in zip(sections, paper.annexes, strict=False):
        parts.append(markup.tiny(section))
        parts.append(boxes.annex(item, paper.office))
    if paper.copy:
        last = paper.annexes[-1].landscape if paper.annexes else paper.landscape
        parts.append(boxes.copy_block(paper.copy, text_width_of(paper.office, last)))
    parts.append(markup.tiny() if not paper.annexes or paper.copy else "")
    content = "".join(parts) + sections[-1]
    body = parse_xml(f'<w:body xmlns:w="{markup.MAIN}" xmlns:r="{_RELATIONSHIPS}">{content}</w:body>')
    document.element.replace(document.element.body, body)
    _describe(document, paper)
    stream = io.BytesIO()
    document.save(stream)
    return _without_clock(stream)


def _section(
    office: OfficeProfile,
    landscape: bool,
    *,
    references: str = "",
    restart: bool = False,
    edge: float = PAGE_NUMBER_FROM_EDGE,
) -> str:
    width, height = page_size(landscape)
    top, bottom, left, right = page_margins(office, landscape)
    orientation = ' w:orient="landscape"' if landscape else ""
    numbering = '<w:pgNumType w:start="1"/>' if restart else ""
    return (
        f'<w:sectPr>{references}<w:type w:val="nextPage"/>'
        f'<w:pgSz w:w="{markup.twips(width)}" w:h="{markup.twips(height)}"{orientation}/>'
        f'<w:pgMar w:top="{markup.twips(top)}" w:right="{markup.twips(right)}" w:bottom="{markup.twips(bottom)}" '
        f'w:left="{markup.twips(left)}" w:header="{markup.twips(edge)}" '
        f'w:footer="{markup.twips(PAGE_NUMBER_FROM_EDGE)}" w:gutter="0"/>'
        f"{numbering}<w:titlePg/></w:sectPr>"
    )


def _contact(document: WordDocument, office: OfficeProfile) -> str:
    """Put the office's address at the foot of page 1 (box 13) and return the reference to it, "" when there is none."""
    if not office.contact:
        return ""
    section = document.sections[0]
    footer = section.first_page_footer
    footer.is_linked_to_previous = False
    line = (
        f'<w:p xmlns:w="{markup.MAIN}"><w:pPr><w:pBdr><w:top w:val="single" w:sz="4" w:space="2" '
        'w:color="000000"/></w:pBdr>'
        f'<w:jc w:val="center"/></w:pPr><w:r><w:rPr><w:sz w:val="22"/><w:szCs w:val="22"/></w:rPr>'
        f'<w:t xml:space="preserve">{escape(office.contact)}</w:t></w:r></w:p>'
    )
    element = footer._element
    for child in list(element):
        element.remove(child)
    element.append(parse_xml(line))
    reference = document.element.body.sectPr.get_footerReference(WD_HEADER_FOOTER.FIRST_PAGE)
    return f'<w:footerReference w:type="first" r:id="{reference.rId}"/>'


def _copy_mark(document: WordDocument, lines: tuple[str, ...]) -> str:
    """Put what an electronic copy says of itself at the top right of page 1 (box 14); "" when it is none."""
    if not lines:
        return ""
    header = document.sections[0].first_page_header
    header.is_linked_to_previous = False
    element = header._element
    for child in list(element):
        element.remove(child)
    for line in lines:
        content = markup.paragraph(markup.run(line, 10), align="right")
        element.append(parse_xml(content.replace("<w:p>", f'<w:p xmlns:w="{markup.MAIN}">', 1)))
    reference = document.element.body.sectPr.get_headerReference(WD_HEADER_FOOTER.FIRST_PAGE)
    return f'<w:headerReference w:type="first" r:id="{reference.rId}"/>'


def _describe(document: WordDocument, paper: Paper) -> None:
    moment = datetime.datetime.combine(paper.day, datetime.time(), datetime.UTC) if paper.day else _UNDATED
    styles = document.styles
    styles["Normal"].font.size = Pt(paper.office.sizes.body)
    styles["Header"].font.size = Pt(paper.office.sizes.page_number)
    properties = document.core_properties
    properties.title = paper.title[:255]
    properties.author = paper.office.name[:255]
    properties.created = properties.modified = moment.replace(tzinfo=None)


def _without_clock(stream: io.BytesIO) -> bytes:
    """Return the package with the time of day taken out of its entries, so that equal documents have equal hashes."""
    result = io.BytesIO()
    with zipfile.ZipFile(stream) as package, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as fixed:
        for item in package.infolist():
            entry = zipfile.ZipInfo(item.filename, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            fixed.writestr(entry, package.read(item))
    return result.getvalue()
