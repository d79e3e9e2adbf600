"""PDF files as Word and LibreOffice make them: cut letterheads, tabs behind numbers, stretched lines, footnotes."""

from datetime import date

import pytest
from tests.plans.pdf_files import typst_pdf

from thidua.plans import Plan, read_plan

HEAD = """
#grid(columns: (7cm, 1fr), align: center, row-gutter: 6pt,
  [{left}], [{right}], [Số: 12/KH-SNV], [{date}])
#align(center)[*KẾ HOẠCH* \\ *Phát động phong trào thi đua năm 2026*]
"""
BODY = """
#set par(justify: true, first-line-indent: (amount: 1cm, all: true))
Thực hiện Kế hoạch số 15/KH-UBND ngày 20/01/2026 của UBND tỉnh, Sở Nội vụ xây dựng kế hoạch phát động phong trào thi
đua trong toàn ngành với các nội dung cụ thể sau đây:

*I.* #h(1.2cm) *MỤC ĐÍCH, YÊU CẦU*

Tạo không khí thi đua sôi nổi.

*II.* #h(0.8cm) *NỘI DUNG THI ĐUA*

1. #h(1.2cm) Rà soát, cắt giảm thủ tục hành chính.

2. #h(1.2cm) Số hóa hồ sơ lưu trữ.

*III.* #h(1.2cm) *TỔ CHỨC THỰC HIỆN*

Văn phòng Sở theo dõi, tổng hợp.
"""
NATION = "*CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM* \\ *Độc lập - Tự do - Hạnh phúc*"

DAY = "An Hòa, ngày 12 tháng 01 năm 2026"


def read(*, right: str = NATION, day: str = DAY, body: str = BODY) -> Plan:
    head = HEAD.format(left="UBND TỈNH AN HÒA \\ *SỞ NỘI VỤ*", right=right, date=day)
    return read_plan(typst_pdf(head + body), "x.pdf")


@pytest.mark.parametrize(
    ("right", "day"),
    [
        ("*CỘNG HÒA XÃ HỘI CHỦ* \\ *NGHĨA VIỆT NAM* \\ *Độc lập - Tự do - Hạnh phúc*", DAY),
        (NATION, "An Hòa, ngày 12 tháng 01 \\ năm 2026"),
        (NATION, "An Hòa, ngày 12 tháng 01 năm \\ 2026"),
    ],
)
def test_a_letterhead_cut_by_a_narrow_column_is_whole_again(right, day):
    document = read(right=right, day=day).document
    assert (document.body, document.parent_body) == ("Sở Nội vụ", "UBND TỈNH AN HÒA")
    assert (document.date.year, document.date.month, document.date.day) == (2026, 1, 12)
    assert document.place == "An Hòa"


def test_a_number_with_a_tab_behind_it_stays_before_its_text():
    plan = read()
    assert [(section.label, section.title) for section in plan.sections] == [
        ("I", "MỤC ĐÍCH, YÊU CẦU"), ("II", "NỘI DUNG THI ĐUA"), ("III", "TỔ CHỨC THỰC HIỆN"),
    ]  # fmt: skip
    assert [task.id for task in plan.tasks] == ["II.1", "II.2"]


def test_a_line_stretched_to_both_margins_is_one_line():
    wide = " #h(1fr) ".join(["Thực", "hiện", "Kế", "hoạch", "số", "15/KH-UBND"])
    body = BODY.replace("Thực hiện Kế hoạch số 15/KH-UBND", f"{wide} #linebreak()", 1)
    plan = read(body=body)
    assert [(one.number, one.date) for one in plan.references] == [("15/KH-UBND", date(2026, 1, 20))]
    assert "Thực hiện Kế hoạch số 15/KH-UBND" in plan.text


def test_numbers_and_text_of_footnotes_belong_to_no_fact():
    note = "của UBND tỉnh#footnote[Kế hoạch này thay Kế hoạch số 99/KH-UBND ngày 01/01/2025 của UBND tỉnh.]"
    plan = read(body=BODY.replace("của UBND tỉnh", note, 1))
    assert [(one.number, one.issuer) for one in plan.references] == [("15/KH-UBND", "UBND tỉnh")]
    assert "99/KH-UBND" not in plan.text
