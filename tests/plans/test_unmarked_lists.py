"""Listed lines whose dashes are lost are items again where they are built alike; paragraphs stay paragraphs."""

import pytest

from thidua.plans import Plan, Section, read_plan

PLAN = """UBND TỈNH AN HÒA
SỞ NỘI VỤ
Số: 12/KH-SNV
An Hòa, ngày 05 tháng 9 năm 2025
KẾ HOẠCH
Phát động phong trào thi đua năm 2026

{heading}
{lines}

{next}
1. Văn phòng Sở theo dõi, đôn đốc.

Trên đây là Kế hoạch phát động phong trào thi đua năm 2026./.

GIÁM ĐỐC
Trần Thị Bích
"""


def read(heading: str, *lines: str, following: str = "VI. TỔ CHỨC THỰC HIỆN") -> Plan:
    """A plan with these lines under a heading."""
    return read_plan(PLAN.format(heading=heading, lines="\n\n".join(lines), next=following).encode(), "x.txt")


def items(section: Section) -> list[str]:
    """The ids of all parts below a section."""
    return [each for child in section.children for each in (child.id, *items(child))]


@pytest.mark.parametrize(
    ("heading", "lines"),
    [
        ("V. ĐỐI TƯỢNG", ["Công chức, viên chức;", "Người lao động hợp đồng."]),
        ("V. HÌNH THỨC KHEN THƯỞNG", ["Giấy khen của Giám đốc Sở", "Bằng khen của Chủ tịch UBND tỉnh"]),
        ("V. MỤC ĐÍCH", ["Nâng cao ý thức phục vụ nhân dân.", "Tạo chuyển biến về kỷ luật, kỷ cương."]),
        (
            "V. NỘI DUNG THI ĐUA",
            [
                "Hoàn thành 100% nhiệm vụ được giao đúng hạn.",
                "Đẩy mạnh chuyển đổi số trong giải quyết thủ tục hành chính.",
                "Mỗi phòng có ít nhất 02 sáng kiến được công nhận.",
            ],
        ),
        (
            "V. CÁC GIAI ĐOẠN",
            [
                "Đợt 1: từ ngày 01/01/2026 đến ngày 30/6/2026. Sơ kết vào cuối đợt.",
                "Đợt 2: từ ngày 01/7/2026 đến ngày 31/12/2026.",
            ],
        ),
        ("V. PHÂN CÔNG THỰC HIỆN", ["Thanh tra Sở kiểm tra việc thực hiện.", "Phòng Tổng hợp báo cáo hằng quý."]),
    ],
)
def test_lines_built_alike_are_items(heading, lines):
    plan = read(heading, *lines)
    section = plan.sections[0]
    assert items(section) == [f"V.-{number}" for number in range(1, len(lines) + 1)]
    assert [child.text for child in section.children] == lines
    assert [plan.text[slice(*child.at)] for child in section.children] == lines


@pytest.mark.parametrize(
    ("heading", "lines"),
    [
        ("V. NỘI DUNG THI ĐUA", ["Hoàn thành 100% nhiệm vụ được giao đúng hạn."]),
        # two sentences of one text
        ("V. NỘI DUNG THI ĐUA", ["Đẩy mạnh chuyển đổi số.", "Tiếp tục cải cách hành chính."]),
        (
            "V. NỘI DUNG THI ĐUA",
            [
                "Phong trào thi đua được tổ chức trong toàn ngành.",
                "Nội dung bám sát nhiệm vụ chính trị của đơn vị.",
                "Kết quả là căn cứ xét khen thưởng.",
            ],
        ),
        (
            "V. NỘI DUNG THI ĐUA",
            [
                "Tập trung cải cách hành chính. Đơn giản hóa thủ tục, rút ngắn thời gian giải quyết hồ sơ.",
                "Đẩy mạnh chuyển đổi số, mỗi công chức có chữ ký số.",
                "Thực hành tiết kiệm.",
            ],
        ),
        ("V. KINH PHÍ", ["Kinh phí lấy từ Quỹ thi đua, khen thưởng.", "Các đơn vị tự bảo đảm phần còn lại."]),
        ("V. PHÂN CÔNG THỰC HIỆN", ["Thanh tra Sở kiểm tra.", "Thanh tra Sở báo cáo kết quả cho Giám đốc."]),
        ("V. MỤC ĐÍCH", ["Tạo không khí thi đua sôi nổi.", "Phong trào phải thiết thực, tránh hình thức."]),
    ],
)
def test_paragraphs_stay_paragraphs(heading, lines):
    assert items(read(heading, *lines).sections[0]) == []


def test_paragraphs_above_numbered_items_introduce_them():
    plan = read(
        "V. NỘI DUNG THI ĐUA",
        "Thi đua hoàn thành nhiệm vụ được giao.",
        "Thực hiện tốt ba nội dung.",
        "Tổ chức phong trào thiết thực.",
        "1. Cải cách hành chính.",
        "2. Chuyển đổi số.",
    )
    assert items(plan.sections[0]) == ["V.1", "V.2"]
    assert [task.id for task in plan.tasks] == ["V.1", "V.2"]


def test_a_list_inside_an_item_stands_below_it():
    plan = read(
        "V. CHỈ TIÊU", "Hồ sơ đúng hạn 98%;", "Có 20 sáng kiến, trong đó:", "05 sáng kiến cấp tỉnh;", "15 cấp sở."
    )
    assert items(plan.sections[0]) == ["V.-1", "V.-2", "V.-2.-1", "V.-2.-2"]


def test_a_list_below_an_item_with_a_dash_has_to_be_announced():
    announced = read("V. CHỈ TIÊU", "- Có 20 sáng kiến, trong đó:", "05 sáng kiến cấp tỉnh;", "15 cấp sở.")
    assert items(announced.sections[0]) == ["V.-1", "V.-1.-1", "V.-1.-2"]
    beside = read("V. CHỈ TIÊU", "- Có 20 sáng kiến.", "Số liệu lấy từ báo cáo năm;", "Phòng Tổng hợp theo dõi.")
    assert items(beside.sections[0]) == ["V.-1"]


def test_tasks_told_by_standing_in_line_are_to_be_looked_at():
    lines = ["Hoàn thành 100% nhiệm vụ.", "Đẩy mạnh chuyển đổi số.", "Xây dựng cơ quan văn hóa trước ngày 30/6/2026."]
    plan = read("V. NỘI DUNG THI ĐUA", *lines)
    assert [(task.id, task.text) for task in plan.tasks] == [(f"V.-{n}", text) for n, text in enumerate(lines, 1)]
    (warning,) = (one for one in plan.warnings if one.code == "list_without_signs")
    assert plan.text[slice(*warning.at)] == lines[0]
    assert "Hoàn thành 100% nhiệm vụ" in warning.message


def test_the_end_of_the_document_is_no_item():
    plan = read("V. NỘI DUNG THI ĐUA", "1. Cải cách.", following="VI. TRÁCH NHIỆM")
    assert items(plan.sections[1]) == ["VI.1"]
