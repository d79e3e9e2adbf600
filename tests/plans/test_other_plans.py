"""Plans in other shapes, written for these tests (invented bodies and people); expectations written by hand."""

from datetime import date

import pytest
from tests.plans.plan_files import SAMPLES

from thidua.plans import PartialDate, Plan, Section, Signer, read_plan


def sample(name: str) -> Plan:
    """One of the plans under `samples/`."""
    path = SAMPLES / name
    return read_plan(path.read_bytes(), path.name)


def ids(sections: tuple[Section, ...]) -> list[str]:
    """The ids of the sections and of all below them."""
    return [each for section in sections for each in (section.id, *ids(section.children))]


def codes(plan: Plan) -> set[str]:
    """The codes of the warnings."""
    return {warning.code for warning in plan.warnings}


class TestCommuneInTwoColumns:
    """A commune's plan: letterhead and foot in two columns of plain text, 1.1 under 1, a) and b), deputy signs."""

    plan = sample("xa-thanh-lap-hai-cot.txt")

    def test_letterhead(self):
        document = self.plan.document
        assert (document.kind, document.number, document.symbol) == ("Kế hoạch", "0125", "KH-UBND")
        assert document.body == "Ủy ban nhân dân xã Suối Bạc"
        assert document.parent_body is None
        assert (document.place, document.date) == ("Suối Bạc", PartialDate(2026, 1, 15))
        assert document.title == "Tổ chức phong trào thi đua “Suối Bạc xanh, sạch, đẹp” năm 2026 trên địa bàn xã"

    def test_foot(self):
        assert [item.text for item in self.plan.document.recipients] == [
            "UBND tỉnh (b/c)",
            "TT Đảng ủy, HĐND xã",
            "Các thôn, trường học",
        ]
        assert self.plan.document.archive == "Lưu: VT, KT"
        assert self.plan.document.signer == Signer(
            "TM. ỦY BAN NHÂN DÂN / KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Đinh Thị Hoa Lê"
        )

    def test_theme_period_participants_and_rewards(self):
        assert self.plan.theme.text == "Suối Bạc xanh, sạch, đẹp"
        assert (self.plan.period.start, self.plan.period.end) == (date(2026, 2, 1), date(2026, 11, 30))
        assert not self.plan.period.start_is_issue_date
        assert [item.text for item in self.plan.participants] == [
            "Tập thể: các thôn, trường học, trạm y tế trên địa bàn xã",
            "Cá nhân: cán bộ, công chức, viên chức, người lao động và Nhân dân trong xã",
        ]
        assert [item.text for item in self.plan.reward_forms] == [
            "Giấy khen của Chủ tịch UBND xã: 05 tập thể, 10 cá nhân",
            "Đề nghị Chủ tịch UBND tỉnh tặng Bằng khen cho tập thể, cá nhân tiêu biểu xuất sắc",
        ]

    def test_tasks_with_deadlines_and_bodies(self):
        assert [(task.id, task.due, task.bodies) for task in self.plan.tasks] == [
            ("III.1.1", date(2026, 6, 30), ()),
            ("III.1.2", None, ()),
            ("III.2.1", None, ()),
            ("III.2.2", date(2026, 10, 15), ("Trạm Y tế xã",)),
            ("III.3", None, ()),
        ]

    def test_movements_in_one_sentence(self):
        assert [movement.name for movement in self.plan.movements] == [
            "Cả nước chung sức xây dựng nông thôn mới",
            "Dân vận khéo",
            "Toàn dân đoàn kết xây dựng đời sống văn hóa",
        ]
        assert self.plan.tasks[4].movements == (0, 1, 2)

    def test_references(self):
        assert [(each.kind, each.number, each.issuer) for each in self.plan.references] == [
            ("Luật", "06/2022/QH15", None),
            ("Nghị định", "152/2025/NĐ-CP", "Chính phủ"),
            ("Kế hoạch", "87/KH-UBND", "UBND tỉnh Trường Sơn"),
        ]
        assert self.plan.references[0].subject == "Thi đua, khen thưởng"
        assert self.plan.references[2].subject == "phong trào thi đua năm 2026"

    def test_duties(self):
        assert [duty.bodies for duty in self.plan.duties] == [
            ("Văn phòng HĐND và UBND xã",),
            ("Phòng Kinh tế", "Phòng Văn hóa - Xã hội"),
            ("Ủy ban Mặt trận Tổ quốc Việt Nam xã", "các tổ chức chính trị - xã hội"),
            ("Các thôn, trường học",),
        ]
        assert self.plan.duties[0].text.startswith("Tham mưu tổ chức phát động")

    def test_nothing_to_warn_of(self):
        assert codes(self.plan) == set()


class TestDirectiveWithoutHeadings:
    """A directive: numbered items only, some tasks, some duties."""

    plan = sample("chi-thi-khong-de-muc.txt")

    def test_head_and_foot(self):
        document = self.plan.document
        assert (document.kind, document.number, document.symbol) == ("Chỉ thị", "03", "CT-UBND")
        assert document.signer == Signer(None, "CHỦ TỊCH", "Hoàng Minh Tuấn")
        assert document.archive == "Lưu: VT, KSTT"

    def test_items_that_open_with_a_body_are_duties_the_others_tasks(self):
        assert [task.id for task in self.plan.tasks] == ["2", "3"]
        assert self.plan.tasks[0].due == date(2025, 9, 30)
        assert [duty.bodies for duty in self.plan.duties] == [
            ("Các cơ quan, đơn vị, địa phương",),
            ("Sở Khoa học và Công nghệ",),
            ("Báo Trường Sơn", "Đài Phát thanh và Truyền hình tỉnh"),
        ]

    def test_theme_and_period_stand_in_an_item(self):
        assert self.plan.theme.text == "Trường Sơn số - Tiện ích cho Nhân dân"
        assert (self.plan.period.start, self.plan.period.end) == (date(2025, 2, 1), date(2025, 12, 31))

    def test_the_reader_is_told_what_was_understood(self):
        assert codes(self.plan) == {"tasks_without_heading", "period_by_month"}


class TestLetter:
    """A school's letter: no kind in its head, "V/v" over two lines, addressees, open end."""

    plan = sample("cong-van-phat-dong.txt")

    def test_head(self):
        document = self.plan.document
        assert (document.kind, document.number, document.symbol) == ("Công văn", "45", "THPTNTH-CĐ")
        assert document.title == "phát động đợt thi đua chào mừng kỷ niệm ngày Nhà giáo Việt Nam"
        assert document.body == "TRƯỜNG THPT NGUYỄN THÁI HỌC"
        assert document.parent_body == "SỞ GIÁO DỤC VÀ ĐÀO TẠO HẢI VÂN"
        assert document.date == PartialDate(2025, 10, 3)

    def test_foot_on_one_line_and_a_degree_before_the_name(self):
        assert [item.text for item in self.plan.document.recipients] == ["Như trên"]
        assert self.plan.document.archive == "Lưu: VT"
        assert self.plan.document.signer == Signer(None, "HIỆU TRƯỞNG", "ThS. Lê Thị Ngọc Ánh")

    def test_theme_without_quotation_marks(self):
        assert self.plan.theme.text == "Dạy thật, học thật, thi thật"

    def test_an_open_end_stays_open(self):
        assert self.plan.period.start_is_issue_date
        assert self.plan.period.end is None
        assert codes(self.plan) == {"period_open"}

    def test_who_launched_a_movement_is_read_behind_its_name(self):
        assert [(each.name, each.launched_by) for each in self.plan.movements] == [
            ("Đổi mới, sáng tạo trong dạy và học", None),
            ("Giỏi việc trường, đảm việc nhà", "Công đoàn ngành Giáo dục"),
        ]

    def test_anniversary(self):
        milestone = self.plan.milestones[0]
        assert (milestone.name, milestone.anniversary) == ("Ngày Nhà giáo Việt Nam", 43)
        assert (milestone.origin, milestone.date) == (date(1982, 11, 20), date(2025, 11, 20))


class TestPlanIssuedByDecision:
    """A company's decision with the plan behind it: two documents in one file, capitals above Roman numbers."""

    plan = sample("quyet-dinh-kem-ke-hoach.txt")

    def test_the_head_is_the_decisions(self):
        document = self.plan.document
        assert (document.kind, document.number, document.symbol) == ("Quyết định", "210", "QĐ-CBĐH")
        assert document.signer == Signer(None, "TỔNG GIÁM ĐỐC", "Trịnh Quốc Bảo")
        assert [item.text for item in document.recipients] == ["Như Điều 3"]

    def test_the_outline_is_that_of_both(self):
        assert ids(self.plan.sections) == [
            *("Điều 1", "Điều 2", "Điều 3", "A", "B", "B.I", "B.I.1", "B.I.2", "B.II", "B.II.1", "B.II.2"),
            *("C", "C.1", "C.1.-1", "C.1.-2", "C.2", "D", "D.1", "D.2"),
        ]

    def test_tasks_stand_under_their_headings(self):
        assert [task.id for task in self.plan.tasks] == ["B.I.1", "B.I.2", "B.II.1", "B.II.2"]

    def test_two_phases_make_one_period(self):
        assert (self.plan.period.start, self.plan.period.end) == (date(2025, 4, 1), date(2025, 12, 31))
        assert codes(self.plan) == {"period_phases"}

    def test_duties_with_their_body_before_a_colon(self):
        assert [(duty.bodies, duty.text) for duty in self.plan.duties] == [
            (("Phòng Tổ chức - Lao động",), "theo dõi, tổng hợp kết quả."),
            (("Các xí nghiệp, đội tàu",), "đăng ký chỉ tiêu thi đua."),
        ]


class TestMarkdown:
    """A university's plan in Markdown: number and date below the title, headings in bold with text behind them."""

    plan = sample("truong-dai-hoc.md")

    def test_number_and_date_below_the_title(self):
        document = self.plan.document
        assert (document.kind, document.number, document.symbol) == ("Kế hoạch", None, "KH-ĐHBM")
        assert document.date == PartialDate(2025, None, None)
        assert document.body == "Đại học Bình Minh"
        assert document.signer == Signer(None, "GIÁM ĐỐC", "GS.TS. Phan Đăng Khôi")

    def test_headings_on_the_line_of_their_text(self):
        assert [(section.title, section.text) for section in self.plan.sections[:2]] == [
            ("Mục đích", "Khơi dậy tinh thần sáng tạo của viên chức và sinh viên."),
            ("Đối tượng tham gia", "Viên chức, người lao động; sinh viên và học viên."),
        ]

    def test_listed_tasks(self):
        assert [(task.id, task.due) for task in self.plan.tasks] == [
            ("IV.-1", None),
            ("IV.-2", date(2028, 12, 31)),
            ("IV.-3", None),
        ]

    def test_what_is_not_said_is_not_there(self):
        assert self.plan.theme is None
        assert self.plan.document.recipients == ()
        assert self.plan.document.archive is None
        assert self.plan.milestones == ()

    def test_blanks_are_asked_for(self):
        assert codes(self.plan) == {
            "letterhead_missing",
            "number_blank",
            "date_blank",
            "recipients_missing",
            "period_by_month",
        }


class TestNarrowLines:
    """A union's guidance in lines of 65 letters: parts, headings above text, signature before the recipients."""

    plan = sample("xuong-dong-hep.txt")

    def test_lines_are_joined_to_paragraphs_but_headings_stay_apart(self):
        goals = self.plan.sections[0].children[0]
        assert goals.title == "Mục tiêu"
        assert goals.text == (
            "Phát huy tính năng động, tinh thần sáng tạo của đoàn viên, người lao động trong toàn tỉnh, góp phần hoàn "
            "thành nhiệm vụ phát triển kinh tế - xã hội năm 2025."
        )
        assert [section.title for section in self.plan.sections] == [
            "MỤC TIÊU, YÊU CẦU",
            "NỘI DUNG, CHỈ TIÊU THI ĐUA",
            "TỔ CHỨC THỰC HIỆN",
        ]

    def test_goals_are_no_tasks_where_there_is_a_content(self):
        assert [task.id for task in self.plan.tasks] == ["PHẦN II.1", "PHẦN II.2"]
        assert self.plan.tasks[1].due == date(2025, 10, 31)

    def test_short_date_and_signature_above_the_recipients(self):
        document = self.plan.document
        assert document.date == PartialDate(2025, 8, 5)
        assert document.signer == Signer("TM. BAN THƯỜNG VỤ", "CHỦ TỊCH", "Mai Văn Thắng")
        assert document.archive == "Lưu VT"

    def test_duties(self):
        assert self.plan.duties[0].bodies == ("Ban Tuyên giáo", "Ban Chính sách - Pháp luật")

    def test_warnings(self):
        assert codes(self.plan) == {"no_period", "several_deadlines"}


class TestProvinceWithManySections:
    """A province's plan: seven sections, lists four levels deep, headings of bodies only, an annex, an open end."""

    plan = sample("tinh-nhieu-muc.txt")

    def test_title_in_capitals_over_two_lines(self):
        document = self.plan.document
        assert (document.number, document.symbol) == ("0312", "KH-UBND")
        assert document.title == (
            "TỔ CHỨC PHONG TRÀO THI ĐUA ĐẶC BIỆT CHÀO MỪNG ĐẠI HỘI THI ĐUA YÊU NƯỚC TỈNH LẦN THỨ VI"
        )
        assert document.body == "ỦY BAN NHÂN DÂN TỈNH LAM GIANG"
        assert document.signer == Signer("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Cao Bá Dũng")
        assert len(document.recipients) == 4

    def test_lists_in_lists(self):
        content = self.plan.sections[3]
        assert ids(content.children)[:7] == [
            *("IV.1", "IV.1.a", "IV.1.a.-1", "IV.1.a.-2", "IV.1.a.-2.-1", "IV.1.a.-2.-2", "IV.1.b"),
        ]
        assert [task.id for task in self.plan.tasks] == [
            *("IV.1.a", "IV.1.b", "IV.1.c", "IV.1.d", "IV.1.đ", "IV.2.a", "IV.2.b"),
        ]
        assert self.plan.tasks[0].due == date(2027, 1, 31)
        assert "10 công trình giáo dục, y tế." in self.plan.tasks[0].text

    def test_theme_period_participants_and_rewards(self):
        assert self.plan.theme.text == "ĐOÀN KẾT, SÁNG TẠO, VỀ ĐÍCH SỚM"
        assert (self.plan.period.start, self.plan.period.end) == (date(2025, 11, 1), None)
        assert [item.text for item in self.plan.participants] == [
            "Các sở, ban, ngành, đoàn thể cấp tỉnh",
            "Các xã, phường",
            "Cán bộ, công chức, viên chức, người lao động, chiến sĩ lực lượng vũ trang và Nhân dân trong tỉnh",
        ]
        assert [item.text for item in self.plan.reward_forms] == [
            "Bằng khen của Chủ tịch UBND tỉnh cho tập thể, cá nhân tiêu biểu",
            "Đề nghị Thủ tướng Chính phủ tặng Bằng khen cho 02 tập thể",
        ]

    def test_a_model_is_no_movement(self):
        assert [movement.name for movement in self.plan.movements] == [
            "Cả nước chung tay xóa nhà tạm, nhà dột nát",
            "Cán bộ, công chức, viên chức thi đua thực hiện văn hoá công sở",
        ]

    def test_references_without_the_plan_itself(self):
        assert [(each.kind, each.number, each.issuer) for each in self.plan.references] == [
            ("Kế hoạch", "01-KH/HĐTĐKT", "Hội đồng Thi đua - Khen thưởng Trung ương"),
            ("Công văn", "5678/BNV-BTĐKT", "Bộ Nội vụ"),
            ("Chương trình", "77-CTr/TU", "Ban Thường vụ Tỉnh ủy"),
        ]
        assert self.plan.references[1].subject == "hướng dẫn tổ chức phong trào"

    def test_duties_below_headings_of_bodies(self):
        assert [duty.bodies for duty in self.plan.duties] == [
            ("Sở Nội vụ",),
            ("Sở Tài chính",),
            (
                "Sở Văn hóa, Thể thao và Du lịch",
                "Sở Khoa học và Công nghệ",
                "Báo và phát thanh, truyền hình Lam Giang",
            ),
            ("Các sở, ban, ngành, đoàn thể cấp tỉnh", "UBND các xã, phường"),
            ("Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh", "các tổ chức chính trị - xã hội"),
            ("các đơn vị",),
        ]
        assert self.plan.duties[3].text == "Cụ thể hóa Kế hoạch này, phát động trong tháng 12/2025."

    def test_two_anniversaries_in_one_sentence(self):
        assert [(each.anniversary, each.name) for each in self.plan.milestones] == [
            (80, "Ngày Tổng tuyển cử đầu tiên bầu Quốc hội Việt Nam"),
            (96, "Ngày thành lập Đảng Cộng sản Việt Nam"),
        ]

    def test_warnings(self):
        assert codes(self.plan) == {"period_open", "period_by_month"}


@pytest.mark.parametrize("path", sorted(SAMPLES.iterdir()), ids=lambda path: path.stem)
def test_every_sample_reads_the_same_with_other_line_ends_and_forms_of_letters(path):
    data = path.read_bytes()
    plan = read_plan(data, path.name)
    assert read_plan(data.replace(b"\n", b"\r\n"), path.name) == plan
    assert read_plan(b"\xef\xbb\xbf" + data, path.name) == plan
    assert read_plan(data.decode().encode("utf-16"), path.name) == plan


def combined(items: str) -> Plan:
    """A plan whose second section is for three things."""
    head = "KẾ HOẠCH\nPhát động phong trào thi đua\n\nI. NỘI DUNG\n1. Thi đua.\n\n"
    text = f"{head}II. ĐỐI TƯỢNG, THỜI GIAN, KHEN THƯỞNG\n\n{items}\n"
    return read_plan(text.encode(), "thu.txt")


def test_labels_of_items_tell_what_each_is_for():
    plan = combined(
        "- Đối tượng: toàn thể viên chức;\n"
        "- Thời gian: từ ngày 01/01/2025 đến ngày 31/12/2025;\n"
        "- Khen thưởng: giấy khen."
    )
    assert [item.text for item in plan.participants] == ["Đối tượng: toàn thể viên chức"]
    assert plan.period.end == date(2025, 12, 31)
    assert [item.text for item in plan.reward_forms] == ["Khen thưởng: giấy khen"]


def test_items_without_a_label_are_given_to_nothing():
    plan = combined("- Toàn thể viên chức từ ngày 01/01/2025 đến ngày 31/12/2025 đăng ký.\n- Giấy khen.")
    assert plan.participants == ()
    assert plan.reward_forms == ()
    assert plan.period is None
