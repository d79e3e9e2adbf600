"""Deadlines and targets as facts of their own, and what is to be done by whom by when."""

import json
from datetime import date

import pytest
from tests.plans.marking import MARKED
from tests.plans.test_warnings import read

from thidua.plans import read_plan, schedule


def deadlines_of(**parts: str) -> list[tuple[str, tuple[str, ...], str | None]]:
    """Kind, bodies and day of each deadline of the small plan with these parts."""
    plan = read(**parts)
    return [(one.kind, one.bodies, one.date.isoformat() if one.date else one.every) for one in plan.deadlines]


@pytest.mark.parametrize(
    ("text", "kind", "day"),
    [
        ("Các phòng gửi bản đăng ký thi đua về Văn phòng Sở trước ngày 15/10/2024.", "registration", "2024-10-15"),
        ("Các phòng đăng ký thi đua chậm nhất ngày 15/10/2024.", "registration", "2024-10-15"),
        ("Các phòng gửi hồ sơ về Văn phòng Sở trước ngày 15/8/2025.", "nomination", "2025-08-15"),
        ("Các phòng gửi báo cáo về Văn phòng Sở trước ngày 20/8/2025.", "report", "2025-08-20"),
        ("Các phòng báo cáo kết quả trước ngày 20 hằng tháng.", "report", "tháng"),
        ("Các phòng tổ chức sơ kết vào tháng 3/2025.", "interim_review", "2025-03-31"),
        ("Các phòng tổ chức sơ kết trong quý I năm 2025.", "interim_review", "2025-03-31"),
        ("Các phòng tổng kết phong trào vào quý III/2025.", "final_review", "2025-09-30"),
        ("Các phòng tổ chức phát động trong tháng 10/2024.", "other", "2024-10-31"),
    ],
)
def test_a_deadline_says_what_is_due_and_by_whom(text, kind, day):
    assert deadlines_of(duties=f"1. {text}") == [(kind, ("Các phòng",), day)]


def test_below_a_heading_the_body_of_the_heading_is_meant():
    duties = "1. Văn phòng Sở\n\na) Tổng hợp, báo cáo Giám đốc Sở trước ngày 20/8/2025.\n\nb) Đôn đốc các phòng."
    assert deadlines_of(duties=duties) == [("report", ("Văn phòng Sở",), "2025-08-20")]


def test_a_paper_in_a_task_is_no_report_of_the_movement():
    content = "1. Số hóa 100% hồ sơ công việc, báo cáo kết quả trước ngày 31/3/2025.\n\n2. Cải cách hành chính."
    assert [kind for kind, _, _ in deadlines_of(content=content)] == ["task"]


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("Đạt 100% hồ sơ đúng hạn.", ("exact", 100, "%")),
        ("Tỷ lệ hài lòng đạt từ 95,5% trở lên.", ("at_least", 95.5, "%")),
        ("Tỷ lệ hài lòng trên 90%.", ("above", 90, "%")),
        ("Hồ sơ trễ hạn không quá 2%.", ("at_most", 2, "%")),
        ("Giảm tỷ lệ hộ nghèo còn dưới 2%.", ("below", 2, "%")),
        ("Mỗi phòng có ít nhất 02 (hai) sáng kiến được công nhận.", ("at_least", 2, "sáng kiến")),
        ("Mỗi phòng đăng ký tối thiểu một mô hình hay.", ("at_least", 1, "mô hình")),
        ("Trồng 3.000 cây xanh.", ("exact", 3000, "cây xanh")),
    ],
)
def test_a_figure_that_is_to_be_reached_is_a_target(text, target):
    plan = read(content=f"1. {text}\n\n2. Cải cách hành chính.")
    assert [(one.bound, one.value, one.unit) for one in plan.targets] == [target]
    assert plan.targets[0].text == text.rstrip(".")
    assert plan.targets[0].section == "III.1"


@pytest.mark.parametrize(
    "text",
    [
        "Từ ngày 01/10/2024 tổ chức phát động.",
        "Kỷ niệm hơn 95 năm Ngày thành lập Đảng.",
        "Đoàn viên dưới 30 tuổi tham gia.",
        "Hoàn thành tốt nhiệm vụ năm 2025.",
        "Thực hiện Nghị quyết số 09-NQ/TW.",
    ],
)
def test_other_figures_are_no_targets(text):
    assert read(content=f"1. {text}\n\n2. Cải cách hành chính.").targets == ()


def test_numbers_of_commendations_are_quotas_not_targets():
    assert read(purpose="Mỗi phòng được đề nghị không quá 02 cá nhân.").targets == ()


def test_the_day_behind_the_semicolon_is_the_targets():
    plan = read(content="1. Trồng ít nhất 500 cây xanh; hoàn thành trước ngày 30/6/2025.\n\n2. Cải cách.")
    assert plan.targets[0].due == date(2025, 6, 30)


def steps_of(**parts: str):
    """What is to be done by the small plan with these parts, its reading gone through JSON."""
    return schedule(json.loads(json.dumps(read(**parts).to_json())))


def test_steps_stand_by_day_and_what_has_no_day_stands_last():
    steps = steps_of(
        content="1. Số hóa hồ sơ; hoàn thành trước ngày 31/3/2025.\n\n2. Cải cách hành chính.",
        duties="1. Văn phòng Sở theo dõi, đôn đốc.\n\n2. Các phòng đăng ký thi đua trước ngày 15/10/2024.\n\n"
        "3. Các phòng báo cáo trước ngày 20 hằng tháng.",
    )
    assert [(step.kind, step.due and step.due.isoformat(), step.every, step.source[0]) for step in steps] == [
        ("registration", "2024-10-15", None, "deadlines"),
        ("task", "2025-03-31", None, "deadlines"),
        ("report", None, "tháng", "deadlines"),
        ("task", None, None, "tasks"),
        ("other", None, None, "duties"),
    ]
    assert steps[1].text.startswith("Số hóa hồ sơ")
    assert steps[4].bodies == ("Văn phòng Sở",)


def test_rows_of_a_table_of_tasks_are_steps_with_their_bodies_and_days():
    path = MARKED / "xa-bang-nhiem-vu.md"
    steps = schedule(read_plan(path.read_bytes(), path.name).to_json())
    rows = [step for step in steps if step.source[0] == "tasks"]
    assert rows
    assert all(step.bodies for step in rows)
    assert any(step.due for step in rows)


def test_a_reading_without_kinds_of_deadlines_still_gives_steps():
    reading = read(duties="1. Các phòng đăng ký thi đua trước ngày 15/10/2024.").to_json()
    old = {key: value for key, value in reading.items() if key != "targets"}
    old["deadlines"] = [{k: v for k, v in one.items() if k not in ("kind", "bodies")} for one in old["deadlines"]]
    assert [(step.kind, step.due) for step in schedule(old) if step.due] == [("other", date(2024, 10, 15))]
