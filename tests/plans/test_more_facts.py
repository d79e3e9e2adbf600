"""Facts beyond the first contract: tables, quotas, dossiers, routes, phases, deadlines, annexes."""

from datetime import date

import pytest
from docx.document import Document
from tests.plans.plan_files import fill, saved, word_document
from tests.plans.test_warnings import codes, read

from thidua.plans import Plan, read_plan

TASKS = (
    ("TT", "Nội dung công việc", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời gian hoàn thành"),
    ("I", "CẢI CÁCH HÀNH CHÍNH", "", "", ""),
    ("1", "Số hóa hồ sơ lưu trữ theo Quyết định số 15/QĐ-UBND ngày 05/01/2026 của UBND tỉnh", "Văn phòng Sở",
     "Phòng Tổ chức, Trung tâm Lưu trữ", "31/3/2026"),
    ("2", "Rút ngắn thời gian giải quyết thủ tục", "Phòng Tổ chức", "", "Tháng 9/2026"),
    ("II", "TUYÊN TRUYỀN", "", "", ""),
    ("3", "Mở chuyên mục thi đua trên trang thông tin", "Văn phòng Sở", "Công đoàn cơ sở", "Trước 15/10/2026"),
)  # fmt: skip
QUOTAS = (
    ("STT", "Tên đơn vị", "Bằng khen", "", "Giấy khen", ""),
    ("", "", "Tập thể", "Cá nhân", "Tập thể", "Cá nhân"),
    ("1", "Xã Suối Bạc", "1", "2", "3", "5"),
    ("2", "Xã Đồi Thông", "0", "1", "2", "4"),
    ("", "Tổng cộng", "1", "3", "5", "9"),
)


def add_table(document: Document, rows: tuple[tuple[str, ...], ...]):
    """A table with these cells; a heading cell with nothing behind it spans the empty one."""
    table = document.add_table(len(rows), len(rows[0]))
    for row_number, row in enumerate(rows):
        for column, text in enumerate(row):
            fill(table.cell(row_number, column), text)
    return table


def plan_with(*, content=None, annex=None, duties=None) -> Plan:
    """A plan in Word with these tables in its parts."""
    document = word_document()
    for text in ("KẾ HOẠCH", "Phát động phong trào thi đua năm 2026", "I. MỤC ĐÍCH", "Tạo không khí thi đua sôi nổi."):
        document.add_paragraph(text)
    document.add_paragraph("II. NỘI DUNG THI ĐUA")
    document.add_paragraph("Các nhiệm vụ cụ thể như sau:")
    if content:
        add_table(document, content)
    document.add_paragraph("III. TỔ CHỨC THỰC HIỆN")
    if duties:
        add_table(document, duties)
    else:
        document.add_paragraph("1. Văn phòng Sở theo dõi, đôn đốc.")
    foot = document.add_table(1, 2)
    fill(foot.cell(0, 0), "Nơi nhận:", "- Các phòng;", "- Lưu: VT.")
    fill(foot.cell(0, 1), "GIÁM ĐỐC", "", "Trần Thị Bích")
    if annex:
        document.add_paragraph("PHỤ LỤC I")
        document.add_paragraph("PHÂN BỔ SỐ LƯỢNG KHEN THƯỞNG")
        table = add_table(document, annex)
        for first in (2, 4):
            table.cell(0, first).merge(table.cell(0, first + 1))
    return read_plan(saved(document), "ke-hoach.docx")


class TestTaskTable:
    """Tasks that stand in a table."""

    plan = plan_with(content=TASKS)

    def test_each_row_is_a_task_with_its_bodies_and_deadline(self):
        assert [(task.id, task.bodies, task.supporting, task.due) for task in self.plan.tasks] == [
            ("II.I.1", ("Văn phòng Sở",), ("Phòng Tổ chức", "Trung tâm Lưu trữ"), date(2026, 3, 31)),
            ("II.I.2", ("Phòng Tổ chức",), (), date(2026, 9, 30)),
            ("II.II.3", ("Văn phòng Sở",), ("Công đoàn cơ sở",), date(2026, 10, 15)),
        ]
        assert self.plan.tasks[1].text == "Rút ngắn thời gian giải quyết thủ tục"

    def test_documents_in_a_cell_are_cited_by_the_task(self):
        assert [reference.number for reference in self.plan.references] == ["15/QĐ-UBND"]
        assert self.plan.tasks[0].references == (0,)

    def test_the_heading_row_is_no_task_and_the_foot_no_table(self):
        assert "Nội dung công việc" not in str(self.plan.sections)
        assert self.plan.document.signer.name == "Trần Thị Bích"


def test_duties_in_a_table():
    heading = ("TT", "Cơ quan, đơn vị", "Nhiệm vụ")
    rows = (("1", "Văn phòng Sở", "Đôn đốc, tổng hợp"), ("2", "Công đoàn cơ sở", "Vận động đoàn viên"))
    plan = plan_with(duties=(heading, *rows))
    assert [(duty.bodies, duty.text) for duty in plan.duties] == [
        (("Văn phòng Sở",), "Đôn đốc, tổng hợp"),
        (("Công đoàn cơ sở",), "Vận động đoàn viên"),
    ]


def test_quotas_in_a_table_of_an_annex_with_a_heading_of_two_rows():
    plan = plan_with(annex=QUOTAS)
    assert [(quota.unit, quota.award, quota.recipient, quota.count) for quota in plan.quotas] == [
        ("Xã Suối Bạc", "Bằng khen", "tập thể", 1),
        ("Xã Suối Bạc", "Bằng khen", "cá nhân", 2),
        ("Xã Suối Bạc", "Giấy khen", "tập thể", 3),
        ("Xã Suối Bạc", "Giấy khen", "cá nhân", 5),
        ("Xã Đồi Thông", "Bằng khen", "tập thể", 0),
        ("Xã Đồi Thông", "Bằng khen", "cá nhân", 1),
        ("Xã Đồi Thông", "Giấy khen", "tập thể", 2),
        ("Xã Đồi Thông", "Giấy khen", "cá nhân", 4),
    ]
    assert [(annex.label, annex.title) for annex in plan.annexes] == [("PHỤ LỤC I", "PHÂN BỔ SỐ LƯỢNG KHEN THƯỞNG")]
    for quota in plan.quotas:
        assert plan.text[slice(*quota.at)] == str(quota.count)


def test_tables_in_markdown_are_read_like_those_of_word():
    rows = "\n".join(f"| {' | '.join(row)} |" for row in (TASKS[0], ("---",) * 5, *TASKS[1:]))
    plan = read(content=f"Các nhiệm vụ cụ thể như sau:\n\n{rows}")
    assert [(task.id, task.bodies, task.due) for task in plan.tasks] == [
        ("III.I.1", ("Văn phòng Sở",), date(2026, 3, 31)),
        ("III.I.2", ("Phòng Tổ chức",), date(2026, 9, 30)),
        ("III.II.3", ("Văn phòng Sở",), date(2026, 10, 15)),
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Giấy khen của Giám đốc Sở: 05 tập thể, 10 cá nhân.",
         [(None, "Giấy khen của Giám đốc Sở", "tập thể", 5), (None, "Giấy khen của Giám đốc Sở", "cá nhân", 10)]),
        ("Mỗi phòng đề nghị không quá 01 tập thể và 02 cá nhân.",
         [("phòng", None, "tập thể", 1), ("phòng", None, "cá nhân", 2)]),
        ("Văn phòng Sở: 02 cá nhân.", [("Văn phòng Sở", None, "cá nhân", 2)]),
        ("Tặng Bằng khen cho 02 (hai) tập thể.", [(None, "Bằng khen", "tập thể", 2)]),
        ("Khen thưởng các tập thể, cá nhân tiêu biểu.", []),
        ("Đạt từ 90 điểm, tăng 1.200 người.", []),
    ],
)  # fmt: skip
def test_quotas_in_sentences(text, found):
    plan = read(content=f"1. Thi đua.\n\n2. Cải cách.\n\nIV. SỐ LƯỢNG KHEN THƯỞNG\n\n{text}")
    assert [(quota.unit, quota.award, quota.recipient, quota.count) for quota in plan.quotas] == found


def test_numbers_outside_the_sections_for_them_are_no_quotas():
    assert read(content="1. Có ít nhất 10 tập thể đăng ký.\n\n2. Cải cách.").quotas == ()


DOSSIER = """1. Thi đua.

2. Cải cách.

IV. HỒ SƠ, THỦ TỤC KHEN THƯỞNG

1. Hồ sơ đề nghị khen thưởng gồm:

a) Tờ trình của đơn vị (02 bản);

b) Biên bản họp Hội đồng;

c) Báo cáo thành tích của tập thể, cá nhân.

2. Các phòng gửi hồ sơ về Văn phòng Sở trước ngày 15/11/2025; Văn phòng Sở tổng hợp, trình Giám đốc Sở xem xét."""


def test_papers_of_a_dossier_and_their_way():
    plan = read(content=DOSSIER)
    assert [paper.text for paper in plan.dossier] == [
        "Tờ trình của đơn vị (02 bản)",
        "Biên bản họp Hội đồng",
        "Báo cáo thành tích của tập thể, cá nhân",
    ]
    assert [(one.senders, one.receiver, one.due) for one in plan.submissions] == [
        (("Các phòng",), "Văn phòng Sở", date(2025, 11, 15)),
        (("Văn phòng Sở",), "Giám đốc Sở", None),
    ]
    for one in plan.submissions:
        assert plan.text[slice(*one.at)].endswith(one.receiver)


def test_papers_named_in_one_sentence():
    plan = read(content="1. Thi đua.\n\n2. Hồ sơ đề nghị gồm: Tờ trình, 01 bản báo cáo thành tích và biên bản họp xét.")
    assert [paper.text for paper in plan.dossier] == ["Tờ trình", "01 bản báo cáo thành tích", "biên bản họp xét"]


def test_difficulties_are_no_papers_to_send():
    plan = read(duties="1. Văn phòng Sở đôn đốc. Trong quá trình thực hiện, nếu có vướng mắc, phản ánh về Sở Nội vụ.")
    assert plan.submissions == ()


def test_phases_have_name_and_days():
    plan = read(period="- Đợt 1: từ ngày 01/10/2024 đến 31/12/2024.\n- Đợt 2: từ 01/01/2025 đến 30/9/2025.")
    assert [(phase.name, phase.start, phase.end) for phase in plan.phases] == [
        ("Đợt 1", date(2024, 10, 1), date(2024, 12, 31)),
        ("Đợt 2", date(2025, 1, 1), date(2025, 9, 30)),
    ]
    assert plan.text[slice(*plan.phases[0].at)] == "Đợt 1: từ ngày 01/10/2024 đến 31/12/2024"


def test_two_phases_in_one_sentence_and_a_span_of_years_is_none():
    plan = read(
        period="Giai đoạn 1 từ ngày 01/10/2024 đến 31/12/2024; giai đoạn 2021 - 2025 đã xong; "
        "Giai đoạn 2 từ ngày 01/01/2025 đến ngày 30/9/2025."
    )
    assert [phase.name for phase in plan.phases] == ["Giai đoạn 1", "Giai đoạn 2"]


@pytest.mark.parametrize(
    ("text", "day", "every"),
    [
        ("Gửi báo cáo về Sở trước ngày 31/3/2026.", date(2026, 3, 31), None),
        ("Gửi báo cáo về Sở chậm nhất vào ngày 05 tháng 12 năm 2025.", date(2025, 12, 5), None),
        ("Xây dựng xong kế hoạch trong tháng 10/2025.", date(2025, 10, 31), None),
        ("Gửi báo cáo về Sở trước ngày 20 hằng tháng.", None, "tháng"),
        ("Gửi báo cáo về Sở trước ngày 15/12 hàng năm.", None, "năm"),
        ("Gửi báo cáo về Sở trước ngày 15/12.", None, None),
    ],
)  # fmt: skip
def test_deadlines(text, day, every):
    plan = read(duties=f"1. Văn phòng Sở theo dõi.\n\n2. Các phòng đăng ký thi đua; {text}")
    assert [(one.date, one.every, one.section) for one in plan.deadlines] == [(day, every, "IV.2")]
    assert f"{plan.deadlines[0].text}." == text
    assert ("deadline_without_year" in codes(plan)) is (day is None and every is None)


def test_the_end_of_the_period_and_anniversaries_are_no_deadlines(plan):
    assert plan.deadlines == ()


def test_annexes_behind_the_signature():
    plan = read(
        signature="GIÁM ĐỐC\n\nTrần Thị Bích\n\nPHỤ LỤC I\n\n"
        "Bảng điểm thi đua\n\n(Kèm theo Kế hoạch)\n\nNội dung một.\n\nPHỤ LỤC II: MẪU ĐĂNG KÝ"
    )
    assert [(annex.label, annex.title) for annex in plan.annexes] == [
        ("PHỤ LỤC I", "Bảng điểm thi đua"),
        ("PHỤ LỤC II", "MẪU ĐĂNG KÝ"),
    ]
    assert plan.text[slice(*plan.annexes[0].at)].endswith("Nội dung một.")
