"""Contradictions and doubtful readings: each warned of where it is, and not where it is not."""

import pytest

from thidua.plans import Plan, read_plan

PLAN = """UBND TỈNH AN HÒA
SỞ NỘI VỤ

Số: 12/KH-SNV

An Hòa, ngày 05 tháng 9 năm 2024

KẾ HOẠCH

Phát động phong trào thi đua năm 2025

{opening}

I. MỤC ĐÍCH

{purpose}

II. THỜI GIAN

{period}

III. NỘI DUNG THI ĐUA

{content}

IV. TỔ CHỨC THỰC HIỆN

{duties}

Nơi nhận:
- Các phòng thuộc Sở;
- Lưu: VT.

{signature}
"""
PARTS = {
    "opening": "Thực hiện Kế hoạch số 10/KH-UBND ngày 01/8/2024 của UBND tỉnh, Sở Nội vụ xây dựng kế hoạch như sau:",
    "purpose": "Tạo không khí thi đua sôi nổi.",
    "period": "Từ ngày 01/10/2024 đến ngày 30/9/2025.",
    "content": "1. Hoàn thành các chỉ tiêu được giao.\n\n2. Cải cách hành chính.",
    "duties": "1. Văn phòng Sở theo dõi, đôn đốc.\n\n2. Các phòng thuộc Sở đăng ký thi đua.",
    "signature": "GIÁM ĐỐC\n\nTrần Thị Bích",
}


def read(**parts: str) -> Plan:
    """The plan above with some of its parts replaced."""
    return read_plan(PLAN.format(**PARTS | parts).encode(), "ke-hoach.txt")


def codes(plan: Plan) -> list[str]:
    """The codes of the warnings, in their order."""
    return [warning.code for warning in plan.warnings]


def test_a_figure_that_belongs_to_a_word_is_no_anniversary():
    plan = read(purpose="Kỷ niệm B0 năm Quốc khánh (02/9/1945 - 02/9/2025).")
    assert [milestone.anniversary for milestone in plan.milestones] == [None]


def test_a_sound_plan_has_no_warning():
    assert codes(read()) == []


@pytest.mark.parametrize(
    ("code", "parts"),
    [
        ("anniversary_count", {"purpose": "Kỷ niệm 94 năm Ngày thành lập Đảng (03/02/1930 - 03/02/2025)."}),
        ("anniversary_day", {"purpose": "Kỷ niệm 80 năm Quốc khánh (02/9/1945 - 03/9/2025)."}),
        ("impossible_date", {"purpose": "Kỷ niệm 80 năm Quốc khánh (31/9/1945 - 31/9/2025)."}),
        ("impossible_date", {"purpose": "Sơ kết vào ngày 30/02/2025."}),
        ("five_year_period", {"purpose": "Kế hoạch 5 năm 2021 - 2025; kế hoạch 5 năm (2020 - 2025)."}),
        ("year_count", {"purpose": "Thực hiện kế hoạch 5 năm 2021 - 2030."}),
        ("years_reversed", {"purpose": "Trong giai đoạn 2025 - 2021."}),
        ("doubled_word", {"purpose": "Tạo không khí thi thi đua sôi nổi."}),
        (
            "cites_later_document",
            {"opening": "Thực hiện Kế hoạch số 10/KH-UBND ngày 01/12/2024 của UBND tỉnh, như sau:"},
        ),
        ("reference_issuer", {"opening": "Thực hiện Nghị quyết số 10/NQ-CP ngày 01/8/2024 của Bộ Nội vụ, như sau:"}),
        ("reference_kind", {"opening": "Thực hiện Chỉ thị số 10/KH-UBND ngày 01/8/2024 của UBND tỉnh, như sau:"}),
        (
            "reference_number_blank",
            {"opening": "Thực hiện Kế hoạch số /KH-UBND ngày 01/8/2024 của UBND tỉnh, như sau:"},
        ),
        (
            "reference_dates_differ",
            {"purpose": "Theo Kế hoạch số 10/KH-UBND ngày 02/8/2024 của UBND tỉnh, tạo không khí thi đua."},
        ),
        ("period_reversed", {"period": "Từ ngày 01/10/2025 đến ngày 30/9/2025."}),
        ("period_before_issue", {"period": "Từ ngày 01/10/2023 đến ngày 30/9/2023."}),
        ("period_open", {"period": "Từ ngày 01/10/2024 đến khi tổng kết."}),
        ("no_period", {"period": "Trong suốt năm."}),
        (
            "period_phases",
            {"period": "- Đợt 1: từ ngày 01/10/2024 đến 31/12/2024.\n- Đợt 2: từ 01/01/2025 đến 30/9/2025."},
        ),
        ("period_by_month", {"period": "Từ tháng 10/2024 đến tháng 9/2025."}),
        ("movement_name", {"content": "1. Hưởng ứng phong trào “Dan vận khéo”.\n\n2. Cải cách hành chính."}),
        (
            "several_deadlines",
            {"content": "1. Gửi báo cáo trước ngày 01/3/2025; xong trước ngày 01/4/2025.\n\n2. Cải cách."},
        ),
        ("duplicate_number", {"content": "1. Hoàn thành chỉ tiêu.\n\n1. Cải cách hành chính."}),
        ("numbering_gap", {"content": "1. Hoàn thành chỉ tiêu.\n\n3. Cải cách hành chính."}),
        ("duty_without_body", {"duties": "1. Đôn đốc thường xuyên.\n\n2. Các phòng thuộc Sở đăng ký thi đua."}),
        ("signer_missing", {"signature": ""}),
        ("signer_authority", {"signature": "PHÓ GIÁM ĐỐC\n\nTrần Thị Bích"}),
    ],
)
def test_what_is_wrong_is_warned_of(code, parts):
    plan = read(**parts)
    assert code in codes(plan)
    warning = next(warning for warning in plan.warnings if warning.code == code)
    assert warning.message.endswith((".", "”."))
    if code not in ("signer_missing", "no_period"):
        start, end = warning.at
        assert 0 <= start < end <= len(plan.text)


@pytest.mark.parametrize(
    "parts",
    [
        {"purpose": "Kỷ niệm 95 năm Ngày thành lập Đảng (03/02/1930 - 03/02/2025)."},
        {"purpose": "Kế hoạch 5 năm 2021 - 2025 và giai đoạn 2020 - 2030."},
        {"purpose": "Luôn luôn, ngày ngày thi đua, nhà nhà thi đua."},
        {"opening": "Thực hiện Kế hoạch số 10/KH-UBND ngày 05/9/2024 của UBND tỉnh, Sở Nội vụ xây dựng kế hoạch:"},
        {"content": "1. Hưởng ứng phong trào “Dân vận khéo”.\n\n2. Phong trào “Giỏi việc trường, đảm việc nhà”."},
        {"signature": "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n\nTrần Thị Bích"},
        {"purpose": "Nghị quyết số 18/2024/NQ-HĐND ngày 10/7/2024 của HĐND tỉnh về chính sách của Chính phủ."},
    ],
)
def test_what_is_right_is_not(parts):
    assert codes(read(**parts)) == []


def test_two_issuers_are_told_apart_from_two_documents():
    one = read(purpose="Nghị quyết số 55/2022/QH15 ngày 16/6/2022 của Quốc hội về chính sách đặc thù của Bộ Chính trị.")
    assert codes(one) == ["reference_two_issuers"]
    assert one.references[1].issuer == "Quốc hội"
    other = read(
        purpose="Nghị quyết số 42/NQ-CP ngày 21/3/2022 của Chính phủ thực hiện Nghị quyết số 09-NQ/TW của Bộ Chính trị."
    )
    assert codes(other) == []


def test_documents_of_the_same_number_in_two_years_are_two():
    plan = read(purpose="Theo Kế hoạch số 10/KH-UBND ngày 02/8/2023 của UBND tỉnh, tạo không khí thi đua.")
    assert [(each.number, each.date.year) for each in plan.references] == [("10/KH-UBND", 2024), ("10/KH-UBND", 2023)]
    assert codes(plan) == []


TASKS = "1. Hoàn thành chỉ tiêu.\n\n2. {}"
#: A contradiction and its nearest relative that is none: code, what is wrong, what is right.
TWINS = [
    (
        "anniversary_count",
        {"purpose": "Kỷ niệm 81 năm Quốc khánh (02/9/1945 - 02/9/2025)."},
        {"purpose": "Kỷ niệm 80 năm Quốc khánh (02/9/1945 - 02/9/2025)."},
    ),
    (
        "anniversary_day",
        {"purpose": "Kỷ niệm 80 năm Quốc khánh (02/9/1945 - 01/9/2025)."},
        {"purpose": "Kỷ niệm 80 năm Quốc khánh (02/9/1945 - 02/9/2025)."},
    ),
    (
        "impossible_date",
        {"purpose": "Sơ kết vào ngày 29/02/2025."},
        {"purpose": "Sơ kết vào ngày 29/02/2024."},
    ),
    (
        "year_count",
        {"purpose": "Thực hiện kế hoạch 5 năm 2021 - 2027."},
        {"purpose": "Thực hiện kế hoạch 5 năm 2021 - 2025."},
    ),
    (
        "five_year_period",
        {"purpose": "Kế hoạch 5 năm 2021 - 2025; kế hoạch 5 năm 2020 - 2025."},
        {"purpose": "Kế hoạch 5 năm 2021 - 2025; kế hoạch 5 năm 2021 - 2025."},
    ),
    (
        "years_reversed",
        {"purpose": "Giai đoạn 2025 - 2021."},
        {"purpose": "Giai đoạn 2021 - 2025."},
    ),
    (
        "cites_later_document",
        {"opening": PARTS["opening"].replace("01/8/2024", "06/9/2024")},
        {"opening": PARTS["opening"].replace("01/8/2024", "05/9/2024")},
    ),
    (
        "reference_issuer",
        {"purpose": "Theo Nghị quyết số 12/NQ-HĐND ngày 10/7/2024 của UBND tỉnh."},
        {"purpose": "Theo Nghị quyết số 12/NQ-HĐND ngày 10/7/2024 của HĐND tỉnh."},
    ),
    (
        "reference_issuer",
        {"purpose": "Theo Quyết định số 749/QĐ-TTg ngày 03/6/2020 của Bộ Nội vụ."},
        {"purpose": "Theo Quyết định số 749/QĐ-TTg ngày 03/6/2020 của Thủ tướng Chính phủ."},
    ),
    (
        "reference_kind",
        {"purpose": "Theo Nghị định số 12/NQ-HĐND ngày 10/7/2024 của HĐND tỉnh."},
        {"purpose": "Theo Nghị quyết số 12/NQ-HĐND ngày 10/7/2024 của HĐND tỉnh."},
    ),
    (
        "period_reversed",
        {"period": "Từ ngày 01/10/2025 đến ngày 30/9/2025."},
        {"period": "Từ ngày 30/9/2025 đến ngày 01/10/2025."},
    ),
    (
        "period_before_issue",
        {"period": "Từ ngày 01/8/2024 đến ngày 31/8/2024."},
        {"period": "Từ ngày 01/8/2024 đến ngày 30/9/2024."},
    ),
    ("duplicate_number", {"content": "1. Hoàn thành.\n\n1. Cải cách."}, {"content": "1. Hoàn thành.\n\n2. Cải cách."}),
    ("numbering_gap", {"content": "1. Hoàn thành.\n\n4. Cải cách."}, {"content": "1. Hoàn thành.\n\n2. Cải cách."}),
    (
        "movement_name",
        {"content": TASKS.format("Phong trào “Giỏi việc nước, đảm việc nha”.")},
        {"content": TASKS.format("Phong trào “Giỏi việc nước, đảm việc nhà”.")},
    ),
    (
        "movement_name",
        {"content": TASKS.format("Phong trào “Cả nước chung sức xây dụng nông thôn mới”.")},
        {"content": TASKS.format("Phong trào “Cả nước chung sức xây dựng nông thôn mới giai đoạn 2026 - 2030”.")},
    ),
    ("doubled_word", {"purpose": "Tạo khí thế thế sôi nổi."}, {"purpose": "Luôn luôn tạo khí thế sôi nổi."}),
    (
        "deadline_without_year",
        {"duties": "1. Văn phòng Sở báo cáo trước ngày 15/12.\n\n2. Các phòng đăng ký."},
        {"duties": "1. Văn phòng Sở báo cáo trước ngày 15/12 hằng năm.\n\n2. Các phòng đăng ký."},
    ),
    (
        "signer_authority",
        {"signature": "PHÓ GIÁM ĐỐC\n\nTrần Thị Bích"},
        {"signature": "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n\nTrần Thị Bích"},
    ),
    (
        "parted_line",
        {"content": "1. Hoàn thành chỉ tiêu được giao. 2. Cải cách hành chính."},
        {"content": "1. Hoàn thành chỉ tiêu được giao.\n\n2. Cải cách hành chính."},
    ),
]


@pytest.mark.parametrize(("code", "wrong", "right"), TWINS)
def test_what_is_wrong_is_warned_of_with_its_place_and_its_twin_is_not(code, wrong, right):
    plan = read(**wrong)
    warning = next(warning for warning in plan.warnings if warning.code == code)
    start, end = warning.at
    assert 0 <= start < end <= len(plan.text)
    assert codes(read(**right)) == []


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("1. Hoàn thành 2 nhiệm vụ. 3. Cải cách.", 1),
        ("1. Kế hoạch năm 2025. 2. Cải cách hành chính.", 2),
        ("1. Hoàn thành 5. 2 nhiệm vụ.", 1),
        ("1. Họp ngày 01. 2. Cải cách hành chính. 3. Chuyển đổi số.", 3),
    ],
)
def test_a_figure_in_a_sentence_parts_no_line(text, parts):
    assert len(read(content=text).tasks) == parts
