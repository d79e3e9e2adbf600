"""Word files as offices make them: without tables, with drawn lines, text boxes, automatic numbers, styles."""

import datetime
import io

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.shared import Mm, Pt

from thidua.paperwork.check import check_document
from thidua.paperwork.check.recognition import recognise
from thidua.paperwork.check.word import read_word

ON = datetime.date(2026, 11, 26)
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
DRAWN = (
    f'<w:r {W} xmlns:v="urn:schemas-microsoft-com:vml"><w:pict><v:line id="l" style="position:absolute" '
    'from="{left}pt,2pt" to="{right}pt,2pt"/></w:pict></w:r>'
)


def typed(text, size=14.0, *, bold=False, italic=False, align=None, before=6, document=None):
    """Add a paragraph as somebody types it."""
    paragraph = document.add_paragraph()
    run = paragraph.add_run(text)
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)
    paragraph.alignment = align
    paragraph.paragraph_format.space_before = Pt(before)
    paragraph.paragraph_format.space_after = Pt(0)
    paragraph.paragraph_format.line_spacing = 1.0
    return paragraph


@pytest.fixture
def office_file():
    """A letter made in Word: header by tabs, lines drawn, no table anywhere."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Times New Roman", Pt(14)
    return document


def fill(document):
    center, justify = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY
    head = typed("UBND TỈNH KHÁNH HÒA\t", 13, document=document)
    run = head.add_run("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    run.bold, run.font.size = True, Pt(13)
    second = typed("SỞ NỘI VỤ\t", 13, bold=True, document=document)
    run = second.add_run("Độc lập - Tự do - Hạnh phúc")
    run.bold, run.font.size = True, Pt(14)
    second._p.append(parse_xml(DRAWN.format(left=40, right=68)))
    second._p.append(parse_xml(DRAWN.format(left=200, right=371)))
    third = typed("Số: 125/SNV-TĐKT\t", 13, document=document)
    run = third.add_run("Khánh Hòa, ngày 05 tháng 9 năm 2025")
    run.italic, run.font.size = True, Pt(14)
    typed("V/v báo cáo kết quả thi đua", 12, document=document).paragraph_format.right_indent = Mm(100)
    typed("Kính gửi: Các phòng, đơn vị thuộc Sở.", align=center, document=document)
    typed(
        "Sở Nội vụ đề nghị các phòng, đơn vị báo cáo kết quả phong trào thi đua năm 2025.",
        align=justify,
        document=document,
    )
    typed("Đề nghị các đơn vị quan tâm, thực hiện./.", align=justify, document=document)
    for text in ("GIÁM ĐỐC", "Nguyễn Văn An"):
        typed(text, bold=True, align=center, document=document).paragraph_format.left_indent = Mm(90)
    typed("Nơi nhận:", 12, bold=True, italic=True, document=document)
    typed("- Như trên;", 11, document=document)
    typed("- Lưu: VT, TĐKT.", 11, document=document)
    return document


def saved(document):
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def codes(document):
    return [finding.code for finding in check_document(saved(document), "a.docx", ON)]


def test_a_header_made_with_tabs_is_taken_apart(office_file):
    boxes = recognise(read_word(saved(fill(office_file)), "a"))
    assert boxes.kind == "letter"
    assert boxes.nation.text == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    assert boxes.motto.text == "Độc lập - Tự do - Hạnh phúc"
    assert [item.text for item in boxes.parents] == ["UBND TỈNH KHÁNH HÒA"]
    assert [item.text for item in boxes.agency] == ["SỞ NỘI VỤ"]
    assert boxes.number.text == "Số: 125/SNV-TĐKT"
    assert boxes.place.text == "Khánh Hòa, ngày 05 tháng 9 năm 2025"
    assert boxes.signers[0].name.text == "Nguyễn Văn An"
    assert [item.text for item in boxes.recipients] == ["- Như trên;", "- Lưu: VT, TĐKT."]


def test_an_office_file_without_faults_raises_no_alarm(office_file):
    assert codes(fill(office_file)) == []


def foot_by_tabs(document, *lines):
    """Type the foot as somebody does who knows no tables: recipients, tabs, the signer."""
    for paragraph in document.paragraphs[-5:]:
        paragraph._p.getparent().remove(paragraph._p)
    for left, right in lines:
        paragraph = typed("", document=document)
        label = left.startswith("Nơi")
        run = paragraph.add_run(left)
        run.bold, run.italic, run.font.size = label, label, Pt(12 if label else 11)
        run = paragraph.add_run(f"\t\t\t\t{right}" if right else "")
        run.bold, run.font.size = True, Pt(14)


def test_a_foot_made_with_tabs_is_taken_apart(office_file):
    document = fill(office_file)
    foot_by_tabs(
        document,
        ("Nơi nhận:", "KT. GIÁM ĐỐC"),
        ("- Như trên;", "PHÓ GIÁM ĐỐC"),
        ("- Lưu: VT, TĐKT.", ""),
        ("", "Nguyễn Văn An"),
    )
    boxes = recognise(read_word(saved(document), "a"))
    assert [item.text for item in boxes.recipients] == ["- Như trên;", "- Lưu: VT, TĐKT."]
    assert [line.text.strip() for line in boxes.signers[0].lines] == ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"]
    assert boxes.signers[0].name.text.strip() == "Nguyễn Văn An"
    assert codes(document) == []


def test_a_table_whose_borders_are_white_is_a_header_not_a_list(office_file):
    """So web editors hide borders."""
    document = fill(office_file)
    head = [paragraph._p for paragraph in document.paragraphs[:3]]
    table = document.add_table(rows=1, cols=2)
    table._tbl.tblPr.append(
        parse_xml(
            f"<w:tblBorders {W}>"
            + "".join(f'<w:{side} w:val="single" w:sz="8" w:color="FFFFFF"/>' for side in ("left", "right", "insideV"))
            + "</w:tblBorders>"
        )
    )
    table.cell(0, 0).paragraphs[0].add_run("SỞ NỘI VỤ").bold = True
    table.cell(0, 1).paragraphs[0].add_run("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM").bold = True
    head[0].addprevious(table._tbl)
    head[0].getparent().remove(head[0])
    boxes = recognise(read_word(saved(document), "a"))
    assert boxes.nation.side == "right"
    assert boxes.agency[0].side == "left"


def test_a_fault_in_half_a_line_is_mended_in_that_half(office_file):
    from thidua.paperwork.check import apply_fixes

    document = fill(office_file)
    run = document.paragraphs[2].runs[1]
    run.text = "Khánh Hòa, ngày 5 tháng 9 năm 2025"
    data = saved(document)
    findings = check_document(data, "a.docx", ON)
    assert [finding.code for finding in findings] == ["day_leading_zero"]
    mended = docx.Document(io.BytesIO(apply_fixes(data, findings)))
    assert mended.paragraphs[2].text == "Số: 125/SNV-TĐKT\tKhánh Hòa, ngày 05 tháng 9 năm 2025"


def test_drawn_lines_have_their_length(office_file):
    document = fill(office_file)
    for line in document.element.body.iter("{urn:schemas-microsoft-com:vml}line"):
        line.set("to", line.get("from").replace("40pt", "240pt").replace("200pt", "240pt"))
    assert set(codes(document)) == {"line_motto_length", "line_agency_length"}


def test_an_underlined_motto_is_a_line_and_an_underlined_agency_is_too_long(office_file):
    document = fill(office_file)
    for shape in list(document.element.body.iter(f"{{{W[9:-1]}}}pict")):
        shape.getparent().remove(shape)
    for run in document.paragraphs[1].runs:
        run.underline = True
    assert codes(document) == ["line_agency_length"]


def numbered(document, text, level_text, form):
    """A paragraph with an automatic number of Word."""
    part = document.part.numbering_part.element
    if part.find(f"{{{W[9:-1]}}}abstractNum[@{{{W[9:-1]}}}abstractNumId='77']") is None:
        part.insert(
            0,
            parse_xml(
                f'<w:abstractNum {W} w:abstractNumId="77"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
                f'<w:numFmt w:val="{form}"/>'
                f'<w:lvlText w:val="{level_text}"/></w:lvl></w:abstractNum>'
            ),
        )
        part.append(parse_xml(f'<w:num {W} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    paragraph = typed(text, align=WD_ALIGN_PARAGRAPH.JUSTIFY, document=document)
    properties = paragraph._p.get_or_add_pPr()
    properties.insert(0, parse_xml(f'<w:numPr {W}><w:ilvl w:val="0"/><w:numId w:val="77"/></w:numPr>'))
    return paragraph._p


def with_points(document, form):
    fill(document)
    anchor = document.paragraphs[5]._p
    for text in reversed(("Một;", "Hai;", "Ba;", "Bốn;", "Năm.")):
        anchor.addnext(numbered(document, text, "%1)", form))
    return document


def test_automatic_letters_without_d_with_a_stroke_are_found(office_file):
    findings = check_document(saved(with_points(office_file, "lowerLetter")), "a.docx", ON)
    assert [(finding.code, finding.place.quote) for finding in findings] == [("sequence_point", "e) Năm.")]


def test_automatic_numbers_in_order_raise_no_alarm(office_file):
    assert codes(with_points(office_file, "decimal")) == []


def test_looks_come_through_styles(office_file):
    document = fill(office_file)
    document.styles["Normal"].font.name = "Arial"
    assert codes(document) == ["font"]


def test_the_default_size_of_the_template_is_seen(office_file):
    document = fill(office_file)
    for run in document.paragraphs[5].runs:
        run.font.size = None
    document.styles["Normal"].font.size = Pt(11)
    findings = check_document(saved(document), "a.docx", ON)
    assert [(finding.code, finding.place.paragraph) for finding in findings] == [("size_body", 6)]


def test_deleted_words_do_not_count_and_inserted_ones_do(office_file):
    document = fill(office_file)
    paragraph = document.paragraphs[3]._p
    run = document.paragraphs[3].runs[0]._r
    deleted = parse_xml(f'<w:del {W} w:id="1" w:author="a"><w:r><w:delText>sai lỗi</w:delText></w:r></w:del>')
    inserted = parse_xml(f'<w:ins {W} w:id="2" w:author="a"/>')
    paragraph.append(deleted)
    inserted.append(run)
    paragraph.append(inserted)
    boxes = recognise(read_word(saved(document), "a"))
    assert [item.text for item in boxes.letter_subject] == ["V/v báo cáo kết quả thi đua"]
