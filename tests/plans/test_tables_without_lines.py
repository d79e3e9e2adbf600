"""Tables of PDF files without a line around any cell: read where all fits, told where it does not."""

import pytest
from tests.plans.marking import Count, compare, marked_plans, plans_with_tables
from tests.plans.pdf_files import typeset_text, typst_pdf
from tests.plans.test_pdf_tables import PLAN

from thidua.plans import Plan, read_plan
from thidua.plans.intake.gaps import find_gap_grids
from thidua.plans.intake.table_lines import Placed

TABLES = plans_with_tables()
OF_TABLES = ("tasks", "quotas", "duties", "signer")


def codes(plan: Plan) -> set[str]:
    """The codes of the plan's warnings."""
    return {warning.code for warning in plan.warnings}


@pytest.mark.parametrize(("path", "marks"), TABLES, ids=[path.stem for path, _ in TABLES])
def test_the_marks_are_what_the_text_says(path, marks):
    results = compare(read_plan(path.read_bytes(), path.name), marks)
    assert [line for kind in OF_TABLES for line in results[kind][1]] == []


@pytest.mark.parametrize("level", ["top", "middle"])
def test_nineteen_of_twenty_facts_are_read_and_none_invented(level):
    counts: dict[str, Count] = {}
    for path, marks in TABLES:
        plan = read_plan(typeset_text(path.read_text("utf-8"), has_lines=False, level=level), "x.pdf")
        for kind in OF_TABLES:
            counts.setdefault(kind, Count()).add(compare(plan, marks)[kind][0])
        assert "table_unread" not in codes(plan)
    assert {kind: count.f1 for kind, count in counts.items() if count.f1 < 0.95} == {}
    assert sum(count.invented for count in counts.values()) == 0


def test_the_marked_set_says_the_same_without_lines_and_no_page_is_doubted():
    counts: dict[str, Count] = {}
    for path, marks in marked_plans():
        plan = read_plan(typeset_text(path.read_text("utf-8"), has_lines=False), "x.pdf")
        assert "table_unread" not in codes(plan), path.name
        for kind, (count, _) in compare(plan, marks).items():
            counts.setdefault(kind, Count()).add(count)
    assert {kind: count.f1 for kind, count in counts.items() if count.f1 < 0.95} == {}
    assert sum(count.invented for count in counts.values()) == 0


def of_typst(table: str) -> Plan:
    """The plan with this table, set by typst."""
    return read_plan(typst_pdf("\n\n".join(PLAN.format(table="TABLE").splitlines()).replace("TABLE", table)), "x.pdf")


def test_a_heading_above_two_columns_is_that_of_both():
    plan = of_typst(
        """#table(stroke: none, columns: (1.2cm, 1fr, 2.6cm, 2.6cm),
        [TT], [Tên đơn vị], table.cell(colspan: 2, align: center)[Bằng khen], [], [], [Tập thể], [Cá nhân],
        [1], [Phòng Tổng hợp], [1], [3],
        [2], [Văn phòng Sở], [2], [4])"""
    )
    assert [(one.unit, one.award, one.recipient, one.count) for one in plan.quotas] == [
        ("Phòng Tổng hợp", "Bằng khen", "tập thể", 1),
        ("Phòng Tổng hợp", "Bằng khen", "cá nhân", 3),
        ("Văn phòng Sở", "Bằng khen", "tập thể", 2),
        ("Văn phòng Sở", "Bằng khen", "cá nhân", 4),
    ]


def rows_of_tasks(count: int) -> str:
    """A table of so many tasks, its heading not repeated."""
    rows = "".join(
        f"[{n}], [Hoàn thành công việc số {n}], [Phòng Tổng hợp], [{n % 28 + 1:02}/6/2026],"
        for n in range(1, count + 1)
    )
    heads = "[TT], [Nội dung công việc], [Đơn vị chủ trì], [Thời gian],"
    return f"#table(stroke: none, columns: (1.2cm, 1fr, 4cm, 3cm), {heads} {rows})"


def test_a_table_over_three_pages_without_its_heading_again_is_one_table():
    plan = of_typst(rows_of_tasks(90))
    assert len(plan.pages) > 2
    assert [task.id for task in plan.tasks] == [f"III.{number}" for number in range(1, 91)]
    assert all(task.bodies == ("Phòng Tổng hợp",) and task.due for task in plan.tasks)


@pytest.mark.parametrize(
    "table",
    [
        # headings that no table of plans has
        """#table(stroke: none, columns: 3, [Họ tên], [Năm sinh], [Ghi], [Nguyễn Văn An], [1990], [Mới],
        [Trần Thị Bình], [1985], [Cũ], [Lê Văn Cao], [1979], [Mới])""",
        # a row without room between its columns
        """#table(stroke: none, inset: 1pt, columns: (1cm, 5cm, 5cm), [TT], [Nội dung], [Đơn vị],
        [1], [Sơ kết], [Văn phòng Sở], table.cell(colspan: 2)[Các việc chung của nhiều đơn vị], [Sở],
        [2], [Tổng kết], [Phòng Tổng hợp])""",
    ],
)
def test_what_looks_like_a_table_and_cannot_be_read_is_told(table):
    plan = of_typst(table)
    assert "table_unread" in codes(plan)
    (warning,) = (one for one in plan.warnings if one.code == "table_unread")
    assert warning.message.startswith("Trang 1: có bảng không đọc được thành bảng")
    assert plan.quotas == ()


def placed(*lines: tuple[float, list[tuple[str, float]]]) -> list[Placed]:
    """Words at these heights and left edges, five points a letter."""
    return [Placed(text, left, top, left + 5 * len(text), top + 10) for top, words in lines for text, left in words]


HEADING = (100.0, [("TT", 50.0), ("Nội dung", 80.0), ("Đơn vị", 300.0)])


def test_a_row_whose_number_stands_in_its_middle_begins_above_it():
    words = placed(
        HEADING,
        (120, [("Dài", 80)]),
        (128, [("1", 50), ("Sở", 300)]),
        (136, [("thêm", 80)]),
        (156, [("Hai", 80)]),
        (164, [("2", 50), ("Cục", 300)]),
        (172, [("nữa", 80)]),
    )
    (grid,) = find_gap_grids(words).grids
    assert [grid.cell(82, top + 5) for top in (120, 136, 156, 172)] == [(1, 1), (1, 1), (2, 1), (2, 1)]


def test_rows_that_nothing_parts_are_doubted():
    words = placed(
        (100, [("Nội dung", 80), ("Đơn vị", 300), ("Thời gian", 400)]),
        (120, [("Dài", 80), ("Sở", 300), ("2026", 400)]),
        (140, [("Thêm", 80)]),
        (160, [("Hai", 80), ("Cục", 300)]),
        (180, [("Nữa", 80), ("Ban", 300)]),
    )
    found = find_gap_grids(words)
    assert (found.grids, found.is_doubtful) == ([], True)


def test_a_letterhead_in_two_columns_is_no_table():
    words = placed(
        (50, [("UBND XÃ TÂN PHONG", 60), ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA", 300)]),
        (70, [("Số: 1/KH-UBND", 60), ("Tân Phong, ngày 1 tháng 2", 300)]),
    )
    found = find_gap_grids(words)
    assert (found.grids, found.is_doubtful) == ([], False)
