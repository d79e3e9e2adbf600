"""Numbers that are made from levels, and annexes that are mentioned (Decree 30/2020, Annex I, II.6 and III.1)."""

import dataclasses

import pytest

from thidua.paperwork import AnnexTable, Line, PaperworkError, cells, document_pdf, paper_of
from thidua.paperwork.blocks import Paragraph
from thidua.paperwork.documents.outline import POINTS, outline, point_letter, roman
from thidua.paperwork.samples import SAMPLES

from .reading import pages
from .telling import body, lines_of

replace = dataclasses.replace


def told(*lines: tuple[str, str], end: bool = False) -> list[str]:
    return lines_of(outline([Line(level, text) for level, text in lines], end=end))


def test_points_follow_the_vietnamese_alphabet():
    found = told(("clause", "Gồm:"), *[("point", f"việc {number}") for number in range(8)])
    assert [line[:2] for line in found[1:]] == ["a)", "b)", "c)", "d)", "đ)", "e)", "g)", "h)"]
    assert not set("fjwz") & set(POINTS)


def test_points_start_anew_under_the_next_clause_and_clauses_under_the_next_article():
    found = told(
        ("article", "Một"),
        ("clause", "Gồm:"),
        ("point", "này"),
        ("point", "kia"),
        ("clause", "Gồm:"),
        ("point", "nọ"),
        ("article", "Hai"),
        ("clause", "Hết."),
    )
    assert found == ["Điều 1. Một", "1. Gồm:", "a) này;", "b) kia.", "2. Gồm:", "a) nọ.", "Điều 2. Hai", "1. Hết."]


def test_articles_and_chapters_run_on_and_sections_start_anew_in_a_chapter():
    found = told(
        ("part", "quy định chung"),
        ("chapter", "phạm vi"),
        ("section", "đối tượng"),
        ("article", "Một."),
        ("chapter", "thủ tục"),
        ("section", "hồ sơ"),
        ("subsection", "thành phần"),
        ("article", "Hai."),
    )
    assert found == [
        "Phần I",
        "QUY ĐỊNH CHUNG",
        "Chương I",
        "PHẠM VI",
        "Mục 1",
        "ĐỐI TƯỢNG",
        "Điều 1. Một.",
        "Chương II",
        "THỦ TỤC",
        "Mục 1",
        "HỒ SƠ",
        "Tiểu mục 1",
        "THÀNH PHẦN",
        "Điều 2. Hai.",
    ]


def test_a_clause_below_a_heading_has_its_number_before_its_own():
    found = told(("roman", "Nội dung"), ("heading", "Chỉ tiêu"), ("clause", "Một"), ("clause", "Hai"), ("plus", "thêm"))
    assert found == ["I. NỘI DUNG", "1. Chỉ tiêu", "1.1. Một;", "1.2. Hai.", "+ thêm."]


def test_an_article_is_bold_as_a_title_and_upright_as_content():
    title, _, content = outline([Line("article", "Phạm vi"), Line("text", "Quy chế này."), Line("article", "Hết.")])
    assert isinstance(title, Paragraph)
    assert isinstance(content, Paragraph)
    assert [run.bold for run in title.runs] == [True, True]
    assert title.keep
    assert [run.bold for run in content.runs] == [True, False]


def test_the_last_line_carries_the_end_mark_once():
    assert told(("text", "Hết."), end=True) == told(("text", "Hết./."), end=True) == ["Hết./."]


@pytest.mark.parametrize("lines", [[], [Line("text", "A"), Line("roman", "Tổ chức thực hiện")]])
def test_a_body_without_content_or_with_an_empty_last_heading_is_refused(lines):
    with pytest.raises(PaperworkError, match="Nội dung"):
        outline(lines)


def test_more_points_than_letters_are_refused():
    assert point_letter(len(POINTS)) == "y"
    with pytest.raises(PaperworkError, match="hết chữ cái"):
        outline([Line("point", "việc")] * (len(POINTS) + 1))


@pytest.mark.parametrize(
    ("number", "figure"), [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (40, "XL"), (99, "XCIX"), (399, "CCCXCIX")]
)
def test_roman_figures(number, figure):
    assert roman(number) == figure


# ── Annexes ──

TABLE = AnnexTable("Danh sách đơn vị", "TT|Đơn vị|Ghi chú", (cells(1, "Văn phòng Sở", ""), cells(2, "A|B", "x")))


def noticed(*annexes: AnnexTable):
    return replace(SAMPLES["notice"](), annexes=annexes)


def test_one_annex_has_no_number_and_two_have_roman_ones():
    assert [annex.label for annex in paper_of(noticed(TABLE)).annexes] == ["Phụ lục"]
    other = replace(TABLE, title="Danh sách khác")
    assert [annex.label for annex in paper_of(noticed(TABLE, other)).annexes] == ["Phụ lục I", "Phụ lục II"]


def test_the_body_mentions_its_annexes_when_its_author_forgot():
    other = replace(TABLE, title="Danh sách khác")
    assert "Kèm theo văn bản này: Phụ lục I (Danh sách đơn vị); Phụ lục II (Danh sách khác)." in body(
        noticed(TABLE, other)
    )
    said = replace(noticed(TABLE), lines=(Line("text", "Danh sách tại Phụ lục kèm theo."),))
    assert not any("Kèm theo văn bản này" in line for line in body(said))


def test_a_bar_inside_a_cell_cannot_make_another_cell():
    assert lines_of(paper_of(noticed(TABLE)).annexes[0].blocks)[2] == "2|A/B|x"


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"rows": ("1|Văn phòng",)}, "Phụ lục 1, hàng 1"),
        ({"rows": ("1|Văn phòng|x", "2|Thanh tra|y|z")}, "Phụ lục 1, hàng 2"),
        ({"rows": ()}, "Phụ lục 1"),
        ({"columns": "TT||Ghi chú"}, "Phụ lục 1"),
    ],
)
def test_a_broken_table_is_named_by_annex_and_row(change, place):
    with pytest.raises(PaperworkError) as refused:
        paper_of(noticed(replace(TABLE, **change)))
    assert refused.value.place == place


def test_an_annex_on_its_side_has_page_numbers_of_its_own_and_a_heading_on_every_page():
    long = replace(
        TABLE, rows=tuple(cells(number, f"Đơn vị số {number}", "") for number in range(1, 61)), landscape=True
    )
    found = pages(document_pdf(noticed(long, TABLE)))
    assert [round(page.width) for page in found] == [210, 297, 297, 297, 210]
    numbers = [[line.text for line in page.lines if line.text.isdigit() and line.top < 20] for page in found]
    assert numbers == [[], [], ["2"], ["3"], []]
    assert all(any(line.text.startswith("TT Đơn vị") for line in page.lines) for page in found[1:])


def test_no_word_is_torn_in_a_table_of_unknown_columns():
    table = AnnexTable(
        "Tiến độ",
        "TT|Nhiệm vụ|Thời hạn|Kết quả",
        (cells(1, "Tổ chức lễ phát động phong trào thi đua và ký giao ước " * 3, "31/12/2026", "Báo cáo"),),
    )
    annex = pages(document_pdf(noticed(table)))[1]
    assert annex.word("31/12/2026")
    assert annex.word("Báo").top == annex.word("cáo").top


def test_paragraphs_after_each_other_are_sentences_and_points_a_list():
    found = told(("text", "Danh sách kèm theo"), ("text", "Đề nghị thực hiện"), ("dash", "Một"), ("dash", "Hai"))
    assert found == ["Danh sách kèm theo.", "Đề nghị thực hiện.", "- Một;", "- Hai."]
