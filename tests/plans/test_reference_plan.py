"""Every part of the reference plan is found exactly, from plain text and from Word. Expectations written by hand."""

from collections import Counter
from datetime import date

import pytest

from thidua.plans import PartialDate, Period, Plan, Section, Signer

CONGRESS = "Đại hội đại biểu Đảng bộ tỉnh Khánh Hòa lần thứ XIX, nhiệm kỳ 2025 - 2030"


def cut(plan: Plan, at: tuple[int, int]) -> str:
    """The source text at a place, white space and emphasis levelled."""
    return " ".join(plan.text[slice(*at)].replace("*", "").split())


def every_section(sections: tuple[Section, ...]) -> list[Section]:
    """The sections and all below them in the order of the document."""
    return [each for section in sections for each in (section, *every_section(section.children))]


def test_the_document_is_described_by_its_head(plan):
    document = plan.document
    assert document.kind == "Kế hoạch"
    assert document.number is None
    assert document.symbol == "KH-SNV"
    assert document.body == "Sở Nội vụ"
    assert document.place == "Khánh Hòa"
    assert document.date == PartialDate(2024, 9, None)
    assert document.title == f"Phát động phong trào thi đua lập thành tích chào mừng {CONGRESS}"


def test_a_parent_body_is_given_only_where_the_letterhead_names_it(reference_plan, reference_word_plan):
    assert reference_plan.document.parent_body is None
    assert reference_word_plan.document.parent_body == "UBND tỉnh Khánh Hòa"


def test_recipients_archive_and_signer_are_read_from_the_foot(plan):
    assert [recipient.text for recipient in plan.document.recipients] == [
        "Như trên (VBĐT)",
        "Các Phó Giám đốc (VBĐT)",
        "Các CQĐV thuộc và trực thuộc Sở (VBĐT)",
        "Phòng TĐKT (VBĐT)",
    ]
    assert plan.document.archive == "Lưu: VT, VP, CD"
    assert plan.document.signer == Signer(None, "GIÁM ĐỐC", "Võ Chí Vương")


def test_theme_period_and_participants(plan):
    assert plan.theme.text == f"Thi đua lập thành tích chào mừng {CONGRESS}"
    assert cut(plan, plan.theme.at) == plan.theme.text
    assert plan.period == Period(None, True, date(2025, 12, 31), plan.period.at)
    assert cut(plan, plan.period.at) == "Từ ngày Kế hoạch này ban hành đến ngày 31/12/2025"
    assert [participant.text for participant in plan.participants] == [
        "Công chức, viên chức và người lao động thuộc các cơ quan, đơn vị thuộc và trực thuộc Sở Nội vụ"
    ]


def test_forms_of_commendation_are_the_two_regulations(plan):
    assert [form.text for form in plan.reward_forms] == [
        "Thực hiện theo quy định tại Quyết định số 9/2024/QĐ-UBND ngày 09/5/2024 của UBND tỉnh Khánh Hòa ban hành "
        "Quy chế thi đua, khen thưởng tỉnh Khánh Hòa",
        "Quy chế thi đua, khen thưởng của Sở Nội vụ",
    ]


def test_the_outline_has_every_numbered_and_listed_part(plan):
    assert [(section.label, section.title) for section in plan.sections] == [
        ("I", "MỤC ĐÍCH, YÊU CẦU"),
        ("II", "ĐỐI TƯỢNG THI ĐUA, THỜI GIAN THỰC HIỆN, HÌNH THỨC KHEN THƯỞNG"),
        ("III", "NỘI DUNG THỰC HIỆN"),
        ("IV", "TỔ CHỨC THỰC HIỆN"),
    ]
    sections = every_section(plan.sections)
    kinds = Counter(
        "dash" if each.label == "-" else "number" if each.label.isdecimal() else "roman" for each in sections
    )
    # sixteen listed lines in the document: eleven here, five under "Nơi nhận"
    assert kinds == {"roman": 4, "number": 16, "dash": 11}
    assert len(plan.document.recipients) + 1 + kinds["dash"] == 16
    assert [(each.id, each.title) for each in sections if each.title and each.label.isdecimal()] == [
        ("I.1", "Mục đích"),
        ("I.2", "Yêu cầu"),
        ("II.1", "Đối tượng thi đua"),
        ("II.2", "Thời gian thực hiện"),
        ("II.3", "Hình thức khen thưởng"),
    ]
    assert len({each.id for each in sections}) == len(sections)


def test_the_paragraph_without_a_mark_is_context_not_a_purpose(plan):
    purpose = plan.sections[0].children[0]
    assert purpose.text.startswith("Năm 2025 có ý nghĩa đặc biệt quan trọng")
    assert [child.text.split(" ", 3)[:3] for child in purpose.children] == [
        ["Phát", "động", "phong"],
        ["Thi", "đua", "lập"],
        ["Phát", "triển", "mạnh"],
    ]


def test_there_are_eight_tasks(plan):
    assert [task.id for task in plan.tasks] == [f"III.{number}" for number in range(1, 9)]
    starts = [
        "Tổ chức thực hiện hiệu quả các chương trình",
        "Phấn đấu thực hiện hoàn thành",
        "Tập trung khắc phục mọi khó khăn",
        "Quan tâm thực hiện tốt các phong trào thi đua",
        "Tổ chức các hoạt động thi đua lập thành tích",
        "Thi đua tổ chức thực hiện tốt công tác chuẩn bị",
        "Nâng cao chất lượng công tác khen thưởng.",
        "Tiếp tục đẩy mạnh phong trào thi đua yêu nước",
    ]
    for task, start in zip(plan.tasks, starts, strict=True):
        assert task.text.startswith(start)
        assert task.title is None
        assert task.due is None
        assert task.bodies == ()
        assert cut(plan, task.at).startswith(start)


def test_paragraphs_cut_by_page_breaks_are_joined(plan):
    texts = [each.text or "" for each in every_section(plan.sections)]
    assert any("nhiệm vụ trọng tâm của các cơ quan, đơn vị thuộc và trực thuộc Sở Nội vụ;" in text for text in texts)
    assert plan.tasks[1].text == (
        "Phấn đấu thực hiện hoàn thành và hoàn thành vượt mức các chỉ tiêu, nhiệm vụ năm 2025, Kế hoạch 5 năm "
        "(2020 - 2025) theo Nghị quyết Đại hội Đảng bộ Sở Nội vụ nhiệm kỳ 2020 - 2025;"
    )
    assert "các gương điển hình tiên tiến đối với đảng viên, công chức, viên chức" in plan.tasks[5].text


def test_the_paragraph_without_a_number_belongs_to_the_sixth_task(plan):
    first, second = plan.tasks[5].text.split("\n")
    assert first.endswith("hoàn thành nhiệm vụ chính trị, nhiệm vụ chuyên môn.")
    assert second.startswith("Phát hiện, bồi dưỡng, nhân rộng các gương điển hình tiên tiến")
    assert second.endswith("trên các lĩnh vực của đời sống xã hội.")


def test_seven_documents_are_cited_each_once(plan):
    found = [(each.kind, each.number, each.date, each.issuer, len(each.at)) for each in plan.references]
    assert found == [
        ("Kế hoạch", "9733/KH-UBND", date(2024, 9, 4), "UBND tỉnh", 1),
        ("Quyết định", "9/2024/QĐ-UBND", date(2024, 5, 9), "UBND tỉnh Khánh Hòa", 1),
        ("Nghị quyết", "09-NQ/TW", date(2022, 1, 28), "Bộ Chính trị", 3),
        ("Nghị quyết", "42/NQ-CP", date(2022, 3, 21), "Chính phủ", 2),
        ("Nghị quyết", "55/2022/QH15", date(2022, 6, 16), "Quốc hội", 1),
        ("Chương trình hành động", "30-CTr/TU", date(2022, 2, 23), "Tỉnh ủy", 1),
        ("Chỉ thị", "35-CT/TW", date(2024, 6, 14), "Bộ Chính trị", 1),
    ]
    for reference in plan.references:
        for at in reference.at:
            assert reference.number in cut(plan, at).replace("- ", "-")


def test_subjects_of_the_documents_cited(plan):
    subjects = {each.number: each.subject for each in plan.references}
    assert subjects["9733/KH-UBND"] == f"phát động phong trào thi đua lập thành tích chào mừng {CONGRESS}"
    assert subjects["09-NQ/TW"] == "xây dựng, phát triển tỉnh Khánh Hòa đến năm 2030, tầm nhìn đến năm 2045"
    assert subjects["35-CT/TW"] is None


def test_six_other_movements_are_named(plan):
    found = [(each.name, each.start_year, each.end_year, each.launched_by) for each in plan.movements]
    assert found == [
        ("Cả nước chung sức xây dựng nông thôn mới giai đoạn 2021 - 2025", 2021, 2025, None),
        ("Vi người nghèo - không để ai bị bỏ lại phía sau giai đoạn 2021 - 2025", 2021, 2025, None),
        ("Cán bộ, công chức, viên chức thi đua thực hiện văn hóa công sở", None, None, None),
        (
            "Đẩy mạnh phát triển kết cấu hạ tầng đồng bộ, hiện đại; thực hành tiết kiệm, chống lãng phí",
            None,
            None,
            None,
        ),
        ("Cả nước thi đua xây dựng xã hội học tập, đẩy mạnh học tập suốt đời giai đoạn 2023 - 2030", 2023, 2030, None),
        ("Chung tay xóa nhà tạm, nhà dột nát trên trên phạm vi cả nước trong năm 2025", 2025, 2025, None),
    ]
    assert all(cut(plan, each.at) == each.name for each in plan.movements)


def test_seven_anniversaries_with_count_origin_and_date(plan):
    found = [(each.name, each.anniversary, each.origin, each.date) for each in plan.milestones]
    assert found == [
        ("ngày thành lập Đảng Cộng sản Việt Nam", 95, date(1930, 2, 3), date(2025, 2, 3)),
        (
            "ngày thành lập Bộ Nội vụ, ngày Truyền thống ngành Tổ chức nhà nước",
            80,
            date(1945, 8, 28),
            date(2025, 8, 28),
        ),
        ("ngày thành lập Đảng bộ tỉnh Khánh Hòa", 95, date(1930, 2, 24), date(2025, 2, 24)),
        ("ngày Giải phóng tỉnh Khánh Hòa", 50, date(1975, 4, 2), date(2025, 4, 2)),
        ("ngày giải phóng miền Nam, thống nhất đất nước", 50, date(1975, 4, 30), date(2025, 4, 30)),
        ("ngày sinh Chủ tịch Hồ Chí Minh", 135, date(1890, 5, 19), date(2025, 5, 19)),
        ("thành lập nước Cộng hòa xã hội chủ nghĩa Việt Nam", 80, date(1945, 9, 2), date(2025, 9, 2)),
    ]


def test_tasks_know_the_documents_and_movements_they_name(plan):
    cited = {task.id: [plan.references[index].number for index in task.references] for task in plan.tasks}
    assert cited["III.1"] == ["09-NQ/TW", "42/NQ-CP", "55/2022/QH15", "30-CTr/TU"]
    assert cited["III.6"] == ["35-CT/TW"]
    assert [task for task, numbers in cited.items() if numbers] == ["III.1", "III.6"]
    assert {task.id: task.movements for task in plan.tasks if task.movements} == {"III.4": (0, 1, 2, 3, 4, 5)}


def test_three_duties_with_their_bodies(plan):
    assert [duty.bodies for duty in plan.duties] == [
        ("Văn phòng Sở",),
        ("Công đoàn cơ sở", "Chi đoàn thanh niên"),
        ("Các cơ quan, đơn vị",),
    ]
    assert plan.duties[0].text == ("Văn phòng Sở theo dõi hướng dẫn, đôn đốc triển khai thực hiện Phong trào thi đua.")
    assert all(cut(plan, duty.at) == duty.text for duty in plan.duties)


CONTRADICTIONS = {
    "number_blank",
    "date_blank",
    "as_above_without_addressee",
    "five_year_period",
    "doubled_word",
    "movement_name",
    "reference_two_issuers",
}


def test_contradictions_and_blanks_are_told_and_nothing_else(reference_plan, reference_word_plan):
    assert {warning.code for warning in reference_plan.warnings} == {
        *CONTRADICTIONS,
        "letterhead_missing",
        "joined_paragraph",
    }
    assert {warning.code for warning in reference_word_plan.warnings} == CONTRADICTIONS


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("letterhead_missing", "“Sở Nội vụ” từ ký hiệu KH-SNV"),
        ("five_year_period", "2021 - 2025 và 2020 - 2025"),
        ("doubled_word", "“trên trên”"),
        ("movement_name", "“Vì người nghèo - Không để ai bị bỏ lại phía sau”"),
        ("reference_two_issuers", "“Quốc hội” rồi lại của “Bộ Chính trị”"),
        ("joined_paragraph", "theo Nghị quyết Đại hội” chưa hết câu nên đã nối với “Đảng bộ Sở Nội vụ"),
    ],
)
def test_warnings_say_what_and_where(reference_plan, code, words):
    warning = next(warning for warning in reference_plan.warnings if warning.code == code)
    assert words in warning.message
    assert warning.at is not None
