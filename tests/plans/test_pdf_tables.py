"""Ruled tables of PDF files are read into cells, as those of Word are: over pages, merged, turned."""

import io

import pypdfium2
import pytest
from tests.plans.marking import compare, marked_plans
from tests.plans.pdf_files import typeset_text, typst_pdf

from thidua.plans import Plan, read_plan
from thidua.plans.intake.apart import read_text

PLAN = """UBND TỈNH AN HÒA
SỞ NỘI VỤ
Số: 12/KH-SNV
An Hòa, ngày 05 tháng 9 năm 2025
KẾ HOẠCH
Phát động phong trào thi đua năm 2026
I. MỤC ĐÍCH
Tạo không khí thi đua sôi nổi trong toàn ngành.
II. THỜI GIAN
Từ ngày 01/10/2025 đến ngày 30/9/2026.
III. NỘI DUNG THI ĐUA
{table}
IV. TỔ CHỨC THỰC HIỆN
1. Văn phòng Sở theo dõi, đôn đốc.
2. Các phòng thuộc Sở đăng ký thi đua.
Nơi nhận:
- Các phòng thuộc Sở;
- Lưu: VT.
GIÁM ĐỐC
Trần Thị Bích
"""
HEADING = "| TT | Nội dung công việc | Đơn vị chủ trì | Thời gian |"


def read(rows: list[str], heading: str = HEADING) -> Plan:
    """The plan with a table of these rows."""
    return read_plan(typeset_text(PLAN.format(table="\n".join([heading, *rows]))), "x.pdf")


@pytest.mark.parametrize("stem", ["so-phan-bo-so-luong", "xa-bang-nhiem-vu"])
def test_a_marked_plan_with_tables_is_exact(stem):
    path, marks = next((path, marks) for path, marks in marked_plans() if path.stem == stem)
    results = compare(read_plan(typeset_text(path.read_text("utf-8")), "x.pdf"), marks)
    assert [line for _, lines in results.values() for line in lines] == []


def test_rows_become_tasks_with_their_bodies_and_days():
    plan = read(
        [
            "| 1 | Tổ chức phát động phong trào thi đua đến toàn thể công chức, viên chức toàn ngành | Văn phòng Sở "
            "| Tháng 10/2025 |",
            "| 2 | Sơ kết sáu tháng | Phòng Thi đua - Khen thưởng | 30/4/2026 |",
        ]
    )
    assert [(task.text, task.bodies, task.due and task.due.isoformat()) for task in plan.tasks] == [
        (
            "Tổ chức phát động phong trào thi đua đến toàn thể công chức, viên chức toàn ngành",
            ("Văn phòng Sở",),
            "2025-10-31",
        ),
        ("Sơ kết sáu tháng", ("Phòng Thi đua - Khen thưởng",), "2026-04-30"),
    ]
    assert plan.document.signer.name == "Trần Thị Bích"
    for task in plan.tasks:
        assert " ".join(plan.text[slice(*task.at)].split()) == task.text


def test_a_table_over_three_pages_is_one_table_its_repeated_heading_read_once():
    rows = [
        f"| {number} | Hoàn thành công việc số {number} của chương trình công tác năm, bảo đảm chất lượng và tiến độ "
        f"| Phòng Tổng hợp | {number % 28 + 1:02}/6/2026 |"
        for number in range(1, 71)
    ]
    plan = read(rows)
    assert len(plan.pages) > 3
    assert [task.id for task in plan.tasks] == [f"III.{number}" for number in range(1, 71)]
    assert all(task.text.startswith("Hoàn thành công việc số") for task in plan.tasks)
    assert all(task.bodies == ("Phòng Tổng hợp",) and task.due for task in plan.tasks)
    assert [duty.bodies for duty in plan.duties] == [("Văn phòng Sở",), ("Các phòng thuộc Sở",)]


def test_quotas_by_unit_are_read_from_a_heading_of_two_rows():
    table = """#table(columns: (1.2cm, 1fr, 2.6cm, 2.6cm),
      table.cell(rowspan: 2)[TT], table.cell(rowspan: 2)[Tên đơn vị], table.cell(colspan: 2)[Bằng khen],
      [Tập thể], [Cá nhân],
      [1], [Phòng Tổng hợp], [1], [3],
      [2], [Văn phòng Sở], [2], [4])"""
    pdf = typst_pdf("\n\n".join(PLAN.format(table="").splitlines()).replace("III. N", f"{table}\n\nIII. N"))
    plan = read_plan(pdf, "x.pdf")
    assert [(one.unit, one.award, one.recipient, one.count) for one in plan.quotas] == [
        ("Phòng Tổng hợp", "Bằng khen", "tập thể", 1),
        ("Phòng Tổng hợp", "Bằng khen", "cá nhân", 3),
        ("Văn phòng Sở", "Bằng khen", "tập thể", 2),
        ("Văn phòng Sở", "Bằng khen", "cá nhân", 4),
    ]


def test_a_frame_around_text_and_lines_under_words_are_no_table():
    pdf = typst_pdf("#rect[" + "\n\n".join(PLAN.format(table="1. Cải cách.").splitlines()) + "]#underline[hết]")
    assert all(piece.cell is None for page in read_text(pdf, "x.pdf").pages for piece in page or ())


def test_a_table_on_a_turned_page_has_its_cells():
    table = PLAN.format(table=f"{HEADING}\n| 1 | Sơ kết | Văn phòng Sở | 30/4/2026 |")
    document = pypdfium2.PdfDocument(typeset_text(table))
    document[0].set_rotation(180)
    buffer = io.BytesIO()
    document.save(buffer)
    cells = [piece for piece in read_text(buffer.getvalue(), "x.pdf").pages[0] or () if piece.cell]
    assert sorted(piece.text for piece in cells) == sorted(
        ["TT", "Nội dung công việc", "Đơn vị chủ trì", "Thời gian", "1", "Sơ kết", "Văn phòng Sở", "30/4/2026"]
    )
