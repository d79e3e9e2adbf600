"""Where things stand on the page, in mm: Decree 30/2020, Annex I."""

import dataclasses
import datetime

import pytest

from thidua.paperwork import Margins, OfficeProfile, document_pdf, samples
from thidua.paperwork.metrics import VIETNAMESE_LETTERS, text_width
from thidua.paperwork.samples import SAMPLES

from .kinds import LYING, ONE_EACH, OWN_SHEETS
from .reading import pages, running_text, text


@pytest.fixture(scope="module")
def decision():
    return pages(document_pdf(samples.decision()))


@pytest.mark.parametrize("kind", [kind for kind in ONE_EACH if kind not in OWN_SHEETS])
def test_paper_margins_and_fonts(kind):
    for number, page in enumerate(pages(document_pdf(SAMPLES[kind]()))):
        lying = number >= LYING.get(kind, 99)
        assert (round(page.width), round(page.height)) == ((297, 210) if lying else (210, 297))
        assert page.fonts <= {"Tinos", "Tinos-Bold", "Tinos-Italic", "Tinos-BoldItalic"}
        assert min(line.left for line in page.lines) >= 30 - 0.1
        assert max(line.right for line in page.lines) <= page.width - 15 + 0.2
        body = [line for line in page.lines if not (line.text.isdigit() and line.top < 20)]
        assert min(line.top for line in body) >= 20 - 0.1
        assert max(line.top for line in body) <= page.height - 20 - 3


def test_justified_lines_reach_both_margins(decision):
    line = decision[0].line("phủ quy định về phân cấp")
    assert line.left == pytest.approx(30, abs=0.1)
    assert line.right == pytest.approx(195, abs=0.1)
    assert decision[0].line("Điều 3.").left == pytest.approx(30 + 12.7, abs=0.1)


def test_lines_below_motto_agency_and_subject_have_their_lengths(decision):
    page = decision[0]
    motto, agency, subject = sorted(page.rules, key=lambda rule: rule.top)
    assert motto.length == pytest.approx(text_width("Độc lập - Tự do - Hạnh phúc", 14, bold=True), abs=0.1)
    assert 1 / 3 <= agency.length / text_width("SỞ NỘI VỤ", 13, bold=True) <= 1 / 2
    last = page.line("cá nhân có thành tích xuất sắc")
    assert 1 / 3 <= subject.length / last.length <= 1 / 2
    assert subject.middle == pytest.approx(last.middle, abs=0.2) == pytest.approx(112.5, abs=0.2)


def test_number_and_date_stand_on_one_line_below_agency_and_motto(decision):
    page = decision[0]
    line = page.line("Số: 08/QĐ-SNV")
    assert line.text == "Số: 08/QĐ-SNV Khánh Hòa, ngày 05 tháng 12 năm 2025"
    assert line.top > page.word("SỞ").top
    three = dataclasses.replace(samples.OFFICE, agency_lines=("TRUNG TÂM", "LƯU TRỮ LỊCH SỬ TỈNH", "KHÁNH HÒA"))
    taller = pages(document_pdf(dataclasses.replace(samples.decision(2, 0), office=three)))[0]
    assert taller.line("Số: 08/QĐ-SNV").text == line.text
    assert taller.line("Số: 08/QĐ-SNV").top > line.top


def test_sizes_are_those_of_the_profile(decision):
    sizes = decision[0].sizes
    assert sizes["CỘNG"] == 13
    assert sizes["DÂN"] == 13
    assert sizes["Độc"] == 14
    assert sizes["08/QĐ-SNV"] == 13
    assert sizes["QUYẾT"] == 14
    assert sizes["nhận:"] == 12
    assert sizes["Lưu:"] == 11


def test_page_numbers_start_on_page_two_centred_in_the_top_margin_and_anew_in_the_annex(decision):
    def number(page):
        return [line for line in page.lines if line.text.isdigit() and line.top < 20]

    assert [[line.text for line in number(page)] for page in decision] == [[], [], ["2"], ["3"]]
    line = number(decision[2])[0]
    assert line.middle == pytest.approx(30 + 165 / 2, abs=0.2)
    assert 10 - 0.1 <= line.top <= 16


def test_the_table_heading_is_repeated(decision):
    assert all("Họ và tên/Tên tập thể" in " ".join(line.text for line in page.lines) for page in decision[1:])


@pytest.mark.parametrize("filling", range(1, 30))
def test_the_signature_never_stands_alone_on_a_page(filling):
    decision = samples.decision(2, 0)
    articles = (*(["Nội dung của điều khoản này"] * filling), "Điều cuối cùng của quyết định")
    found = pages(document_pdf(dataclasses.replace(decision, articles=articles)))
    page = next(page for page in found if any(word.text == "Nơi" for word in page.words))
    joined = "\n".join(line.text for line in page.lines)
    assert "Điều cuối cùng" in joined
    assert "Nguyễn Hoàng Phúc Lâm" in joined


def test_the_margins_of_the_profile_are_used():
    office = dataclasses.replace(samples.OFFICE, margins=Margins(25, 25, 35, 20))
    page = pages(document_pdf(dataclasses.replace(samples.decision(2, 0), office=office)))[0]
    line = page.line("Theo đề nghị")
    assert line.right == pytest.approx(190, abs=0.1)
    assert min(item.left for item in page.lines) == pytest.approx(35, abs=0.1)
    assert min(item.top for item in page.lines) >= 25 - 0.1


def test_the_contact_stands_at_the_foot_of_page_one_only():
    office = dataclasses.replace(samples.OFFICE, contact="Địa chỉ: số 1 đường Không Tên; điện thoại: 0258 000 0000")
    found = pages(document_pdf(dataclasses.replace(samples.decision(), office=office)))
    assert [any("đường Không Tên" in line.text for line in page.lines) for page in found] == [True, False, False, False]
    assert found[0].line("Địa chỉ").top > 277


@pytest.mark.parametrize("size", [13, 14])
def test_every_vietnamese_letter_is_printed(size):
    letters = [VIETNAMESE_LETTERS[at : at + 31] for at in range(0, len(VIETNAMESE_LETTERS), 31)]
    office = dataclasses.replace(samples.OFFICE, sizes=dataclasses.replace(samples.OFFICE.sizes, body=size))
    decision = dataclasses.replace(
        samples.decision(2, 0),
        office=office,
        articles=tuple(letters),
        legal_bases=tuple(f"Căn cứ {x}" for x in letters),
    )
    printed = running_text(document_pdf(decision))
    for piece in letters:
        assert printed.count(piece) == 2


@pytest.mark.parametrize("kind", ONE_EACH)
def test_the_same_context_gives_the_same_bytes_and_another_gives_others(kind):
    context = SAMPLES[kind]()
    first = document_pdf(context)
    assert document_pdf(SAMPLES[kind]()) == first
    assert document_pdf(dataclasses.replace(context, day=datetime.date(2026, 3, 4))) != first


def test_drafts_have_blank_spaces_and_equal_bytes():
    draft = dataclasses.replace(samples.decision(2, 0), number="", day=None)
    printed = text(document_pdf(draft))
    assert "Số: ……/QĐ-SNV" in printed
    assert "ngày …… tháng …… năm ……" in printed
    assert document_pdf(draft) == document_pdf(draft)


def test_the_file_is_tagged_pdf_a_in_vietnamese():
    data = document_pdf(samples.decision(2, 0))
    assert data.startswith(b"%PDF-1.7")
    assert b"<pdfaid:part>2</pdfaid:part>" in data
    assert b"<pdfaid:conformance>B</pdfaid:conformance>" in data
    assert b"/StructTreeRoot" in data
    assert b"(vi-VN)" in data or b"/Lang" in data


def test_markup_in_the_data_stays_text():
    name = '#panic("x") $x$ *b* _i_ <a> @b [x] `c` #import "x" // nothing'
    decision = samples.decision(2, 0)
    decision = dataclasses.replace(
        decision, grants=(dataclasses.replace(decision.grants[0], name=name), decision.grants[1])
    )
    assert name.replace(" ", "") in running_text(document_pdf(decision)).replace(" ", "")


def test_a_long_word_is_broken_inside_its_cell():
    decision = samples.decision(2, 0)
    decision = dataclasses.replace(
        decision, grants=(dataclasses.replace(decision.grants[0], name="W" * 60), decision.grants[1])
    )
    annex = pages(document_pdf(decision))[1]
    assert max(line.right for line in annex.lines) <= 195.1
    assert sum(word.text.count("W") for word in annex.words) == 60


def test_the_profile_of_a_commune_fits():
    office = OfficeProfile(
        name="Ủy ban nhân dân xã Diên Khánh",
        parent_lines=("TỈNH KHÁNH HÒA",),
        agency_lines=("ỦY BAN NHÂN DÂN", "XÃ DIÊN KHÁNH"),
        place="Diên Khánh",
        symbol="UBND",
        head_title="Chủ tịch",
    )
    printed = running_text(document_pdf(dataclasses.replace(samples.decision(2, 0), office=office)))
    assert "CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ DIÊN KHÁNH" in printed
    assert "Số: 08/QĐ-UBND" in printed
    assert "- Lưu: VT." in printed
