"""Word files: what usual readers leave out is read."""

import io
import re
import zipfile

import pytest
from docx.enum.text import WD_BREAK
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from tests.plans.plan_files import fill, numbered, saved, word_document

from thidua.plans import Plan, read_plan
from thidua.plans.intake.numbering import format_number
from thidua.plans.intake.word import read_word


def lines(document) -> list[str]:
    """The blocks of a Word document as text."""
    extract = read_word(saved(document), "thu.docx")
    return [extract.text[block.start : block.end] for block in extract.blocks]


def test_automatic_numbers_are_written_out():
    document = word_document()
    for level, text in (
        (0, "MỤC ĐÍCH"),
        (1, "Một"),
        (1, "Hai"),
        (2, "A"),
        (2, "B"),
        (0, "NỘI DUNG"),
        (1, "Ba"),
        (3, "Bốn"),
    ):
        numbered(document.add_paragraph(text), 1, level)
    numbered(document.add_paragraph("Năm"), 2)
    document.add_paragraph("Không số")
    assert lines(document) == [
        *("I. MỤC ĐÍCH", "1. Một", "2. Hai", "a) A", "b) B", "II. NỘI DUNG", "1. Ba", "1.1. Bốn", "- Năm", "Không số"),
    ]


def test_a_list_that_starts_again_starts_again():
    document = word_document()
    for number_id, text in ((1, "Một"), (1, "Hai"), (3, "Lại một"), (3, "Lại hai")):
        numbered(document.add_paragraph(text), number_id, 1)
    assert lines(document) == ["1. Một", "2. Hai", "1. Lại một", "2. Lại hai"]


def test_numbers_of_a_style_count_and_number_zero_takes_them_off():
    document = word_document()
    style = document.styles["Heading 1"]
    properties = style.element.get_or_add_pPr()
    properties.append(parse_xml(f'<w:numPr {nsdecls("w")}><w:numId w:val="1"/></w:numPr>'))
    document.add_paragraph("MỤC ĐÍCH", style="Heading 1")
    numbered(document.add_paragraph("Không số", style="Heading 1"), 0)
    document.add_paragraph("NỘI DUNG", style="Heading 1")
    assert lines(document) == ["I. MỤC ĐÍCH", "Không số", "II. NỘI DUNG"]


def test_empty_paragraphs_do_not_count():
    document = word_document()
    for text in ("Một", "", "Hai"):
        numbered(document.add_paragraph(text), 1, 1)
    assert lines(document) == ["1. Một", "2. Hai"]


@pytest.mark.parametrize(
    ("number", "form", "label"),
    [
        (4, "upperRoman", "IV"),
        (19, "lowerRoman", "xix"),
        (3, "lowerLetter", "c"),
        (27, "upperLetter", "AA"),
        (7, "decimalZero", "07"),
        (12, "decimal", "12"),
        (1, "bullet", ""),
    ],
)
def test_number_formats(number, form, label):
    assert format_number(number, form) == label


def test_tables_are_read_in_their_place_cell_by_cell():
    document = word_document()
    document.add_paragraph("Trước")
    table = document.add_table(1, 2)
    fill(table.cell(0, 0), "Trái", "dưới trái")
    fill(table.cell(0, 1), "Phải")
    document.add_paragraph("Sau")
    assert lines(document) == ["Trước", "Trái", "dưới trái", "Phải", "Sau"]


def test_a_table_inside_a_cell_is_read_once():
    document = word_document()
    table = document.add_table(1, 2)
    inner = table.cell(0, 0).add_table(1, 1)
    fill(table.cell(0, 0), "Ngoài")
    fill(inner.cell(0, 0), "Trong")
    fill(table.cell(0, 1), "Phải")
    assert lines(document) == ["Ngoài", "Trong", "Phải"]


def test_tracked_changes_count_as_accepted():
    document = word_document()
    paragraph = document.add_paragraph("Từ ngày ")
    for xml in (
        '<w:del {0} w:id="1" w:author="x"><w:r><w:delText>01/01/2024</w:delText></w:r></w:del>',
        '<w:ins {0} w:id="2" w:author="x"><w:r><w:t>01/01/2025</w:t></w:r></w:ins>',
        '<w:moveFrom {0} w:id="3" w:author="x"><w:r><w:t>bỏ</w:t></w:r></w:moveFrom>',
        '<w:moveTo {0} w:id="4" w:author="x"><w:r><w:t xml:space="preserve"> giữ</w:t></w:r></w:moveTo>',
    ):
        paragraph._p.append(parse_xml(xml.format(nsdecls("w"))))
    assert lines(document) == ["Từ ngày 01/01/2025 giữ"]


def test_links_fields_and_content_controls_are_read():
    document = word_document()
    paragraph = document.add_paragraph("Xem ")
    for xml in (
        "<w:hyperlink {0}><w:r><w:t>liên kết</w:t></w:r></w:hyperlink>",
        "<w:sdt {0}><w:sdtContent><w:r><w:t>, ô điền</w:t></w:r></w:sdtContent></w:sdt>",
        "<w:r {0}><w:instrText>PAGE</w:instrText></w:r>",
    ):
        paragraph._p.append(parse_xml(xml.format(nsdecls("w"))))
    control = "<w:sdt {0}><w:sdtContent><w:p><w:r><w:t>Đoạn trong ô</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    document.element.body.insert(1, parse_xml(control.format(nsdecls("w"))))
    assert lines(document) == ["Xem liên kết, ô điền", "Đoạn trong ô"]


def test_text_boxes_are_read_once():
    document = word_document()
    run = document.add_paragraph("Số:").add_run()
    box = "<w:txbxContent><w:p><w:r><w:t>Trong khung</w:t></w:r></w:p></w:txbxContent>"
    run._r.append(
        parse_xml(
            '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
            f"{nsdecls('w')}>"
            f'<mc:Choice Requires="wps">{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>'
        )
    )
    assert lines(document) == ["Số:", "Trong khung"]


def test_line_breaks_part_lines_and_page_breaks_do_not():
    document = word_document()
    document.add_paragraph("SỞ NỘI VỤ\nPHÒNG A")
    paragraph = document.add_paragraph("các cơ quan,")
    paragraph.add_run().add_break(WD_BREAK.PAGE)
    paragraph.add_run("đơn vị")
    assert lines(document) == ["SỞ NỘI VỤ", "PHÒNG A", "các cơ quan, đơn vị"]


def test_letters_with_marks_apart_and_old_encodings_become_unicode():
    document = word_document()
    document.add_paragraph("Vie\u0302\u0323t Nam")
    document.add_paragraph("Céng hßa x· héi chñ nghÜa ViÖt Nam")
    assert lines(document) == ["Việt Nam", "Cộng hòa xã hội chủ nghĩa Việt Nam"]


def test_a_bold_numbered_line_without_text_below_is_a_heading():
    plan = plan_of("Nội dung thi đua", bold=True)
    assert plan.sections[0].title == "Nội dung thi đua"


def test_the_kind_of_file_is_told_by_content_not_by_name():
    assert plan_of("Nội dung thi đua", name="ke-hoach.txt").document.kind == "Kế hoạch"


def test_a_file_saved_by_another_program_without_compression_is_read():
    data = saved(plan_document("Nội dung thi đua"))
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as target:
        for name in source.namelist():
            target.writestr(name, source.read(name))
    assert read_plan(buffer.getvalue(), "x.docx") == read_plan(data, "x.docx")


def plan_document(heading: str, *, bold: bool = False):
    """A small plan with one content section."""
    document = word_document()
    for text in ("KẾ HOẠCH", "Phát động phong trào thi đua năm 2025"):
        document.add_paragraph(text)
    numbered(document.add_paragraph(), 1, 1).add_run(heading).bold = bold
    if not bold:
        numbered(document.add_paragraph("Hoàn thành chỉ tiêu được giao"), 2)
    return document


def plan_of(heading: str, *, bold: bool = False, name: str = "ke-hoach.docx") -> Plan:
    """The small plan, read."""
    return read_plan(saved(plan_document(heading, bold=bold)), name)


def test_word_and_text_give_the_same_facts(reference_plan, reference_word_plan):
    def facts(plan: Plan) -> str:
        result = plan.to_json()
        result.pop("text")
        result.pop("warnings")
        result["document"].pop("at")
        result["document"].pop("parent_body")
        return re.sub(r"'at': \[[\d, \[\]]*\]", "", str(result))

    assert facts(reference_plan) == facts(reference_word_plan)
