"""Word files, read again by python-docx."""

import dataclasses
import zipfile
from io import BytesIO

import pytest
from docx.shared import Mm, Pt

from thidua.paperwork import Margins, document_docx, document_pdf, samples
from thidua.paperwork.build import BORDER_FILE, build_border
from thidua.paperwork.samples import SAMPLES
from thidua.paperwork.word.base import BASE_FILE, build_base
from thidua.text import squeeze

from .kinds import ONE_EACH
from .reading import W, running_text, word_file, word_texts


@pytest.fixture(scope="module")
def decision():
    return word_file(document_docx(samples.decision()))


def test_the_shipped_base_and_border_are_those_of_their_sources(tmp_path):
    build_base(tmp_path / "base.docx")
    build_border(tmp_path / "border.svg")
    assert (tmp_path / "base.docx").read_bytes() == BASE_FILE.read_bytes()
    assert (tmp_path / "border.svg").read_bytes() == BORDER_FILE.read_bytes()


def test_sections_have_the_paper_and_the_margins_of_the_decree(decision):
    assert len(decision.sections) == 2
    for section in decision.sections:
        assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
        margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
        assert [round(margin.mm, 1) for margin in margins] == [20, 20, 30, 15]
        assert section.different_first_page_header_footer
        assert section.header_distance < Mm(11)


def test_page_numbers_are_a_field_and_start_anew_in_the_annex(decision):
    instruction = decision.sections[0].header._element.xpath(".//w:instrText")[0].text
    assert instruction.strip() == "PAGE"
    assert decision.sections[0].first_page_header.is_linked_to_previous
    starts = [section._sectPr.xpath("./w:pgNumType/@w:start") for section in decision.sections]
    assert starts == [[], ["1"]]
    assert decision.sections[1].header.is_linked_to_previous


def test_only_times_new_roman_and_vietnamese(decision):
    package = zipfile.ZipFile(BytesIO(document_docx(samples.decision())))
    styles = package.read("word/styles.xml").decode()
    assert styles.count('="Times New Roman"') == 4
    assert 'w:lang w:val="vi-VN"' in styles
    assert not {name for name in package.namelist() if "theme" in name or "thumbnail" in name}
    for name in package.namelist():
        assert b"Calibri" not in package.read(name)
    assert not decision.element.body.xpath(".//w:rFonts")


def test_header_is_a_table_of_two_rows_with_number_and_date_side_by_side(decision):
    header = decision.tables[0]
    assert [len(row.cells) for row in header.rows] == [2, 2]
    assert [cell.text.strip() for cell in header.rows[1].cells] == [
        "Số: 08/QĐ-SNV",
        "Khánh Hòa, ngày 05 tháng 12 năm 2025",
    ]
    assert header.cell(0, 1).paragraphs[0].text == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    assert sum(cell.width.mm for cell in header.rows[0].cells) == pytest.approx(165, abs=0.1)


def test_lines_are_borders_of_exact_length(decision):
    lengths = []
    for cell in decision.tables[0].rows[0].cells:
        rule = cell.paragraphs[-1]
        assert rule._p.xpath("./w:pPr/w:pBdr/w:top")
        fmt = rule.paragraph_format
        lengths.append(cell.width.mm - fmt.left_indent.mm - fmt.right_indent.mm)
    assert lengths[1] == pytest.approx(60.46, abs=0.1)
    assert 1 / 3 <= lengths[0] / 26.4 <= 1 / 2


def test_the_signature_block_is_held_together_and_to_the_last_article(decision):
    closing = decision.tables[1]
    assert closing._tbl.xpath("./w:tr/w:trPr/w:cantSplit")
    assert "GIÁM ĐỐC" in closing.cell(0, 1).text
    assert "- Lưu: VT, TĐKT." in closing.cell(0, 0).text
    before = next(paragraph for paragraph in decision.paragraphs if paragraph.text.startswith("Điều 4."))
    assert before.paragraph_format.keep_with_next
    assert before._p.getnext().xpath("./w:pPr/w:keepNext")


def test_the_list_repeats_its_heading_and_never_splits_a_row(decision):
    rows = decision.tables[2]._tbl.xpath("./w:tr")
    assert len(rows) == 1 + 2 + 4 + 40 + 1
    assert rows[0].xpath("./w:trPr/w:tblHeader")
    assert all(row.xpath("./w:trPr/w:cantSplit") for row in rows)


def test_runs_have_the_sizes_and_styles_of_the_decree(decision):
    runs = {run.text: run for paragraph in decision.paragraphs for run in paragraph.runs}
    assert runs["QUYẾT ĐỊNH"].font.size == Pt(14)
    assert runs["QUYẾT ĐỊNH"].bold
    basis = next(run for text, run in runs.items() if text.startswith("Căn cứ Luật"))
    assert basis.italic
    assert not basis.bold
    assert runs["Điều 1. "].bold
    label = decision.tables[1].cell(0, 0).paragraphs[0].runs[0]
    assert (label.text, label.bold, label.italic, label.font.size) == ("Nơi nhận:", True, True, Pt(12))


def test_the_subject_is_one_piece_of_text(decision):
    subject = next(paragraph for paragraph in decision.paragraphs if paragraph.text.startswith("Về việc"))
    assert squeeze(subject.text) == samples.decision().subject


def test_numbers_of_documents_are_not_torn_apart():
    xml = zipfile.ZipFile(BytesIO(document_docx(samples.decision()))).read("word/document.xml").decode()
    assert "12/TTr</w:t><w:noBreakHyphen/>" in xml
    texts = [squeeze(text) for text in word_texts(document_docx(samples.decision()))]
    assert any("Trưởng phòng Thi đua - Khen thưởng tại Tờ trình số 12/TTr-TĐKT ngày" in text for text in texts)


def test_the_margins_of_the_profile_are_used():
    office = dataclasses.replace(samples.OFFICE, margins=Margins(25, 25, 35, 20))
    section = word_file(document_docx(dataclasses.replace(samples.decision(2, 0), office=office))).sections[0]
    assert [round(section.left_margin.mm), round(section.right_margin.mm)] == [35, 20]


def test_the_contact_stands_in_the_footer_of_page_one():
    office = dataclasses.replace(samples.OFFICE, contact="Địa chỉ: số 1 & 2 đường Không Tên")
    section = word_file(document_docx(dataclasses.replace(samples.decision(2, 0), office=office))).sections[0]
    assert section.first_page_footer.paragraphs[0].text == "Địa chỉ: số 1 & 2 đường Không Tên"


@pytest.mark.parametrize("kind", SAMPLES)
def test_word_and_pdf_tell_the_same(kind):
    context = SAMPLES[kind]()
    printed = running_text(document_pdf(context)).replace(" ", "")
    for piece in word_texts(document_docx(context)):
        for word in piece.split():
            assert word in printed


@pytest.mark.parametrize("kind", ONE_EACH)
def test_the_same_context_gives_the_same_bytes(kind):
    assert document_docx(SAMPLES[kind]()) == document_docx(SAMPLES[kind]())


def test_markup_in_the_data_stays_text():
    name = '<w:p> & "x" ]]> &amp; </w:t>'
    decision = samples.decision(2, 0)
    decision = dataclasses.replace(
        decision, grants=(dataclasses.replace(decision.grants[0], name=name, salutation=""), decision.grants[1])
    )
    assert name in word_texts(document_docx(decision))


def test_the_properties_carry_title_and_date(decision):
    properties = decision.core_properties
    assert properties.title.startswith("Quyết định về việc tặng danh hiệu")
    assert properties.author == "Sở Nội vụ tỉnh Khánh Hòa"
    assert properties.created.date() == samples.DAY


def test_elements_stand_in_the_order_of_the_standard(decision):
    """Word refuses a file whose properties are out of order (ECMA-376 Part 1, 17.3.1.26 and 17.3.2.28)."""
    order = {
        "pPr": ["keepNext", "pBdr", "spacing", "ind", "jc", "outlineLvl", "rPr", "sectPr"],
        "rPr": ["b", "bCs", "i", "iCs", "sz", "szCs"],
        "tblPr": ["tblW", "jc", "tblInd", "tblBorders", "tblLayout", "tblCellMar"],
        "tcPr": ["tcW", "gridSpan", "vAlign"],
        "sectPr": ["headerReference", "footerReference", "type", "pgSz", "pgMar", "pgNumType", "titlePg"],
    }
    for parent, names in order.items():
        for element in decision.element.body.iter(f"{{{W}}}{parent}"):
            found = [child.tag.partition("}")[2] for child in element]
            assert found == sorted(found, key=names.index)
    for cell in decision.element.body.iter(f"{{{W}}}tc"):
        assert cell[-1].tag == f"{{{W}}}p"
