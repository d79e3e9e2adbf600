"""PDF files with text: two columns, pages, paragraphs over lines and pages; what is damaged is refused."""

import io
import re

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.plans.pdf_files import Paper, reference_pdf, typeset
from tests.plans.test_bad_files import attempt
from tests.plans.test_mutations import facts

from thidua.plans import Plan, PlanError, read_plan

BODY = [
    "Thực hiện Kế hoạch số 10/KH-UBND ngày 01/8/2024 của UBND tỉnh, Sở Nội vụ xây dựng kế hoạch như sau:",
    "I. MỤC ĐÍCH",
    "Tạo không khí thi đua sôi nổi trong toàn cơ quan.",
    "II. THỜI GIAN",
    "Từ ngày 01/10/2024 đến ngày 30/9/2025.",
    "III. NỘI DUNG THI ĐUA",
    "1. Hoàn thành các chỉ tiêu được giao.",
    "2. Cải cách hành chính.",
    "IV. TỔ CHỨC THỰC HIỆN",
    "1. Văn phòng Sở theo dõi, đôn đốc.",
    "2. Các phòng thuộc Sở đăng ký thi đua.",
]
SMALL = Paper(
    agency=["UBND TỈNH AN HÒA", "SỞ NỘI VỤ"],
    number="Số: 12/KH-SNV",
    date="An Hòa, ngày 05 tháng 9 năm 2024",
    kind="KẾ HOẠCH",
    title="Phát động phong trào thi đua năm 2025",
    body=BODY,
    recipients=["- Các phòng thuộc Sở;", "- Lưu: VT."],
    signature=["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Trần Thị Bích"],
)


def bare(plan: Plan) -> dict[str, object]:
    """What was read but for the places."""
    result = facts(plan)
    return {key: result[key] for key in result if key != "pages"}


def test_the_reference_plan_says_the_same_as_in_word(reference_pdf_plan, reference_word_plan):
    assert bare(reference_pdf_plan) == bare(reference_word_plan)


def test_contradictions_are_told_and_nothing_else(reference_pdf_plan, reference_word_plan):
    told = [(warning.code, warning.message) for warning in reference_pdf_plan.warnings]
    assert told == [(warning.code, warning.message) for warning in reference_word_plan.warnings]


def test_a_head_in_two_columns_on_one_line_is_parted():
    document = read_plan(typeset(SMALL), "x.pdf").document
    assert (document.number, document.symbol, document.place) == ("12", "KH-SNV", "An Hòa")
    assert (document.body, document.parent_body) == ("Sở Nội vụ", "UBND TỈNH AN HÒA")
    assert document.signer is not None
    assert (document.signer.authority, document.signer.name) == ("KT. GIÁM ĐỐC", "Trần Thị Bích")


def test_a_blank_number_is_no_column():
    paper = Paper(**vars(SMALL) | {"number": "Số:                    /KH-SNV"})
    document = read_plan(typeset(paper), "x.pdf").document
    assert (document.number, document.symbol, document.body) == (None, "KH-SNV", "Sở Nội vụ")


def test_page_numbers_are_not_in_the_text(reference_pdf_plan):
    assert not [line for line in reference_pdf_plan.text.split("\n") if re.fullmatch(r"\d", line)]


def test_paragraphs_over_lines_and_pages_are_whole():
    long = "Thi đua " + "hoàn thành xuất sắc nhiệm vụ Nhà nước giao " * 120 + "trong năm."
    body = [*BODY[:7], f"2. {long}", "3. Cải cách hành chính.", *BODY[8:]]
    plan = read_plan(typeset(Paper(**vars(SMALL) | {"body": body})), "x.pdf")
    assert [task.text for task in plan.tasks] == ["Hoàn thành các chỉ tiêu được giao.", long, "Cải cách hành chính."]
    assert len(plan.pages) > 1


def test_a_line_that_goes_on_with_a_number_is_no_list_item():
    """However the lines fall, ranges of years and dates at the start of a line belong to their paragraph."""
    for lead in range(1, 30):
        text = f"Thi đua {'x' * lead} thực hiện Nghị quyết nhiệm kỳ 2020 - 2025 và kế hoạch 2021 - 2030, hết."
        body = [*BODY[:7], f"2. {text}", *BODY[8:]]
        plan = read_plan(typeset(Paper(**vars(SMALL) | {"body": body})), "x.pdf")
        assert [task.text for task in plan.tasks][1] == text


def test_a_symbol_cut_by_the_end_of_a_line_is_whole():
    for lead in range(1, 40):
        body = [
            *BODY[:7],
            f"2. Thi đua {'x' * lead} thực hiện Nghị quyết số 09-NQ/TW ngày 28/01/2022 của Bộ Chính trị.",
            *BODY[8:],
        ]
        plan = read_plan(typeset(Paper(**vars(SMALL) | {"body": body})), "x.pdf")
        assert [reference.number for reference in plan.references] == ["10/KH-UBND", "09-NQ/TW"]


def test_every_line_of_the_text_has_its_place_on_a_page(reference_pdf_plan):
    lines = [line for page in reference_pdf_plan.pages for line in page.lines]
    assert [reference_pdf_plan.text[slice(*line.at)] for line in lines] == reference_pdf_plan.text.split("\n")
    assert len(reference_pdf_plan.pages) == 4
    for page in reference_pdf_plan.pages:
        assert (round(page.width), round(page.height), page.is_scan) == (595, 842, False)
        for line in page.lines:
            left, top, right, bottom = line.box
            assert 0 <= left < right <= page.width
            assert 0 <= top < bottom <= page.height
    first = reference_pdf_plan.pages[0].lines[0].box
    assert first[1] < 80
    assert first[0] < 150


def test_bytes_before_the_header_do_not_matter(reference_pdf_plan):
    for stray in (b"\r\n\r\n", b"HTTP/1.1 200 OK\r\n\r\n" * 20, b"\xef\xbb\xbf", b"x" * 5000):
        assert read_plan(stray + reference_pdf(), "x.pdf") == reference_pdf_plan


def test_a_pdf_is_told_by_content(reference_pdf_plan):
    assert read_plan(reference_pdf(), "ke-hoach.docx") == reference_pdf_plan


def test_a_locked_pdf_is_refused_with_what_to_do():
    with pytest.raises(PlanError, match="mật khẩu"):
        read_plan(LOCKED, "khoa.pdf")


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", reference_pdf()[:200], b"%PDF-1.4 " + bytes(3000)])
def test_a_damaged_pdf_is_refused(data):
    with pytest.raises(PlanError, match="bị hỏng"):
        read_plan(data, "hong.pdf")


def test_a_pdf_of_too_many_pages_is_refused():
    document = pypdfium2.PdfDocument.new()
    for _ in range(151):
        document.new_page(595, 842)
    buffer = io.BytesIO()
    document.save(buffer)
    with pytest.raises(PlanError, match="151 trang"):
        read_plan(buffer.getvalue(), "dai.pdf")


@settings(deadline=None, max_examples=40)
@given(st.data())
def test_a_damaged_pdf_is_read_or_refused(data):
    content = bytearray(reference_pdf())
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    end = data.draw(st.integers(len(content) // 2, len(content)))
    assert isinstance(attempt(bytes(content[:end])), Plan | PlanError)


# a page that asks for a password; its key is made of what stands in the file (standard security handler, revision 2)
LOCKED = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Count 0/Kids[]>>endobj\n"
    b"3 0 obj<</Filter/Standard/V 1/R 2/P -4/O<" + b"ab" * 32 + b">/U<" + b"cd" * 32 + b">>>endobj\n"
    b"trailer<</Root 1 0 R/Encrypt 3 0 R/ID[<00><00>]>>\n%%EOF"
)
