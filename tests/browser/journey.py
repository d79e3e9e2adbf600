"""The whole way by browser, from the plan's file to a verified commendation: each step is what one role does.

Written once for all screens; what differs (menus on a phone, questions that only scripts ask) the visitor knows.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Locator, expect
from playwright.sync_api import TimeoutError as TookTooLong
from tests.browser.running_office import PLAN, Office
from tests.browser.visitor import Screen, Visitor

NUMBER = "3456"
TITLE = "Thi đua nước rút chào mừng Đại hội Đảng bộ tỉnh Khánh Hòa nhiệm kỳ 2025 - 2030"
REMINDED_UNIT = "Phòng Cải cách hành chính"
NOMINEE = "Phạm Ngọc Trâm"
DISCIPLINED = "Huỳnh Thị Trang"
COLLECTIVE = "Trung tâm Lưu trữ lịch sử tỉnh"
AWARDS = ("Lao động tiên tiến", "Giấy khen")
VOTERS = ("demo.director", "demo.secretary", "demo.member", "demo.administration", "demo.union")
ON_PAPER = ("Ngô Thị Mỹ Duyên", "Hồ Xuân Trường", "Dương Công Thành", "Mai Thị Kim Yến")
MADE_TRIES = 240


class Journey:
    """One run of the whole way at one office.

    Args:
        visit: opens a browser for somebody at the office.
        office: the running office; its movement is launched, its council appointed.
        screen: of everybody who takes part.
        folder: for files that are handed in.
    """

    def __init__(
        self, visit: Callable[[Office, Screen], Visitor], office: Office, screen: Screen, folder: Path
    ) -> None:
        self.visit, self.office, self.screen, self.folder = visit, office, screen, folder
        self.people: dict[str, Visitor] = {}
        self.movement = self.dossier = self.meeting = self.decision = ""
        self.codes: dict[str, str] = {}
        self.receipts: list[str] = []

    def person(self, username: str) -> Visitor:
        """Somebody of the demo at their own browser, signed in."""
        if username not in self.people:
            self.people[username] = self.visit(self.office, self.screen)
            self.people[username].sign_in(username)
        return self.people[username]

    # --- the movement ---------------------------------------------------------------------------------------------

    def hand_in_the_plan(self) -> None:
        """The officer uploads a plan that the office has not seen yet; it is read and shown beside its source."""
        officer = self.person("demo.officer")
        officer.sees("Việc của tôi")
        officer.menu("Phong trào")
        officer.follow("Tải kế hoạch lên")
        copy = self.folder / "ke-hoach-nuoc-rut.txt"
        copy.write_bytes(PLAN.read_bytes() + b"\n\n")
        officer.main.locator("input[type=file]").set_input_files(copy)
        officer.press_button("Tải lên và đọc")
        expect(officer.main.locator(".source-paper")).to_contain_text("KẾ HOẠCH")
        expect(officer.main.locator(".source-mark").first).to_be_visible()
        officer.sees("Nhiệm vụ (8)")
        officer.sees("Cần điền trước khi trình duyệt")

    def complete_the_review(self) -> None:
        """What the plan leaves blank is filled in; then the movement is made."""
        officer = self.person("demo.officer")
        officer.fill("Số kế hoạch", NUMBER)
        officer.fill("Ngày ban hành", "19/11/2025")
        officer.main.locator("[name=title]").fill(TITLE)
        officer.fill("Bắt đầu", "20/11/2025")
        officer.fill("Hạn đăng ký thi đua", "28/11/2025")
        officer.fill("Hạn báo cáo kết quả", "15/12/2025")
        officer.fill("Hạn gửi hồ sơ khen thưởng", "20/12/2025")
        officer.press_button("Lưu")
        officer.notice("Đã lưu bản rà soát.")
        officer.sees("Các mục bắt buộc đã đủ.")
        officer.press_button("Lưu và lập phong trào")
        officer.notice("Đã lập phong trào")
        self.movement = officer.path
        officer.follow("Trình duyệt")
        officer.press_button("Trình duyệt")
        officer.notice("Đã xong: trình duyệt.")

    def approve(self) -> None:
        """The director finds it among the own to-dos and approves."""
        director = self.person("demo.director")
        director.follow(f"Duyệt phong trào: {TITLE}")
        director.follow("Duyệt")
        director.press_button("Duyệt")
        director.notice("Đã xong: duyệt.")

    def launch(self) -> None:
        """The officer launches it to all units."""
        officer = self.person("demo.officer")
        officer.menu("Việc của tôi")
        officer.follow(f"Phát động: {TITLE}")
        officer.press_button("Phát động đến các đơn vị đã chọn")
        officer.sees("Nhiệm vụ × đơn vị")
        officer.sees("Đang thực hiện")

    # --- register and report --------------------------------------------------------------------------------------

    def acknowledge(self) -> None:
        """The contact sees the new plan among the to-dos and confirms to have it."""
        contact = self.person("demo.contact")
        contact.menu("Việc của tôi")
        contact.sees(TITLE)
        contact.go(self.movement)
        contact.press_button("Xác nhận đã nhận kế hoạch")
        expect(contact.main.get_by_role("button", name="Xác nhận đã nhận kế hoạch")).to_have_count(0)

    def register(self) -> None:
        """Commitments in words, titles by ticks; sent to the officer."""
        contact = self.person("demo.contact")
        contact.go(self.movement)
        contact.follow(re.compile("Đăng ký thi đua"), within=contact.main.locator(".subnav"))
        contact.follow(COLLECTIVE)
        contact.fill("Nội dung cam kết", "Số hóa 100% hồ sơ lưu trữ vĩnh viễn; trả kết quả đúng hạn 100%.")
        rows = contact.main.locator("tbody tr", has=contact.page.locator("input[name=lines]"))
        for row in (rows.filter(has_text=NOMINEE), rows.filter(has_text=COLLECTIVE)):
            contact.tick(row.first.locator("input[name=lines]").first)
        contact.press_button("Lưu, chưa gửi")
        contact.sees("Số hóa 100% hồ sơ lưu trữ vĩnh viễn")
        contact.press_button("Lưu và gửi")
        contact.notice("Đã gửi đăng ký thi đua")
        assert contact.main.get_by_role("button", name="Duyệt đăng ký").is_disabled()

    def report(self) -> None:
        """A report on a task, with a file that proves it."""
        contact = self.person("demo.contact")
        contact.go(f"{self.movement}nhiem-vu/")
        contact.follow("Báo cáo")
        proof = self.folder / "minh-chung.txt"
        proof.write_text("Danh mục 120 hồ sơ đã số hóa trong tháng 11 năm 2025.\n", encoding="utf-8")
        contact.fill("Mức độ hoàn thành (%)", "85")
        contact.fill("Kết quả đã làm được", "Đã số hóa 120 hồ sơ, còn 20 hồ sơ hoàn thành trước 30/11.")
        contact.main.locator("input[type=file]").set_input_files(proof)
        contact.press_button("Gửi báo cáo")
        contact.notice("Đã gửi báo cáo nhiệm vụ")
        contact.sees("Đơn vị đạt 85%")

    def approve_the_registration(self) -> None:
        """The officer reads the registration and approves it."""
        officer = self.person("demo.officer")
        officer.go(f"{self.movement}dang-ky/")
        officer.follow(COLLECTIVE)
        officer.sees(NOMINEE)
        officer.press_button("Duyệt đăng ký")
        officer.notice("Đã xong: duyệt đăng ký.")

    def follow_and_remind(self) -> None:
        """The board shows who has and who has not; one press and one look remind all who have not."""
        officer = self.person("demo.officer")
        officer.go(self.movement)
        expect(officer.main.locator("#bang-nhiet")).to_contain_text("85")
        officer.follow("Theo dõi đơn vị", within=officer.main.locator(".subnav").first)
        officer.sees(REMINDED_UNIT)
        officer.follow(re.compile(r"Nhắc \d+ đơn vị chưa đăng ký"))
        officer.sees("Điều sẽ xảy ra")
        expect(officer.main.locator("table")).to_contain_text(REMINDED_UNIT)
        expect(officer.main.locator("table")).not_to_contain_text(COLLECTIVE)
        officer.press_button("Gửi lời nhắc")
        officer.sees("20/11/2025")
        officer.press_button("Công văn đôn đốc đăng ký")
        officer.sees("Đã soạn dự thảo từ số liệu hiện có")
        assert officer.fetch("Dự thảo (Word)")[:2] == b"PK"
        reminded = self.person("demo.contact2")
        reminded.page.reload()
        reminded.press(reminded.page.locator("header a", has_text="Thông báo"))
        reminded.sees(re.compile("đăng ký", re.IGNORECASE))

    # --- the dossier ----------------------------------------------------------------------------------------------

    def make_a_dossier(self) -> None:
        """The contact begins a dossier for the movement."""
        contact = self.person("demo.contact")
        contact.menu("Hồ sơ khen thưởng")
        contact.follow("Lập hồ sơ")
        contact.main.locator("select[name=movement]").select_option(label=self._option(contact, "movement", TITLE))
        contact.press_button("Lập hồ sơ")
        contact.notice("Đã lập hồ sơ HS-2025-")
        self.dossier = contact.path

    def nominate(self) -> None:
        """Two people and the collective, each with the law's answer beside the name; one is looked at closely."""
        contact = self.person("demo.contact")
        contact.go(self.dossier)
        contact.follow("Thêm đề nghị")
        self._choose_award(contact, AWARDS[0])
        for name, states in ((NOMINEE, {"Đạt", "Chưa rõ"}), (DISCIPLINED, {"Đạt", "Chưa đạt"})):
            contact.follow(re.compile("Điều kiện"), within=self._candidate(contact, name), exact=False)
            assert states <= self.sees_the_law(contact)
            contact.follow("Quay lại danh sách")
        contact.tick(self._candidate(contact, NOMINEE).locator("input[name=ids]"))
        contact.press_button("Đề nghị những người đã chọn")
        contact.press_button("Thêm vào hồ sơ")
        contact.notice("Đã thêm 1 đề nghị.")
        contact.follow("Thêm đề nghị")
        self._choose_award(contact, AWARDS[1])
        contact.tick(self._candidate(contact, COLLECTIVE).locator("input[name=ids]"))
        others = contact.main.locator("tbody tr", has_text="Lưu trữ viên").filter(has_not_text=NOMINEE)
        free = others.filter(has=contact.page.locator("input[name=ids]")).filter(has_not_text="Chưa đủ điều kiện")
        contact.tick(free.first.locator("input[name=ids]"))
        contact.press_button("Đề nghị những người đã chọn")
        contact.sees("Đúng 2 dòng sẽ được thực hiện")
        contact.press_button("Thêm vào hồ sơ")
        contact.notice("Đã thêm 2 đề nghị.")

    def sees_the_law(self, visitor: Visitor) -> set[str]:
        """The page names the law's conditions with their articles; returns how they stand."""
        conditions = visitor.main.locator(".condition")
        expect(conditions.first).to_be_visible()
        cited = conditions.filter(has=visitor.page.locator(".cite", has_text=re.compile(r"Điều \d+")))
        assert cited.count() >= conditions.count() / 2
        return {words.strip() for words in conditions.locator(".condition-state").all_text_contents()}

    def write_achievements(self) -> None:
        """For each nomination what was done; then the dossier can be sent."""
        contact = self.person("demo.contact")
        contact.go(self.dossier)
        for address in self._nominations(contact):
            contact.go(address)
            self.sees_the_law(contact)
            contact.fill("Tóm tắt thành tích", "Năm 2025: chủ trì số hóa 1.200 hồ sơ, đúng hạn 100%.")
            contact.press_button("Lưu")
            contact.notice("Đã lưu tóm tắt thành tích.")

    def send(self) -> None:
        """The contact sends the dossier."""
        contact = self.person("demo.contact")
        contact.go(self.dossier)
        contact.follow(re.compile("^Gửi (hồ sơ|lại)"), within=contact.main.locator(".page-header"))
        contact.press_button(re.compile("^Gửi (hồ sơ|lại)"))
        contact.notice("Đã gửi hồ sơ")

    def send_back(self) -> None:
        """The officer returns the dossier and says why."""
        officer = self.person("demo.officer")
        officer.menu("Việc của tôi")
        officer.go(self.dossier)
        officer.follow(re.compile("^Trả lại"), within=officer.main.locator(".page-header"))
        officer.fill("Lý do", "Thiếu biên bản họp bình xét của đơn vị.")
        officer.press_button(re.compile("^Trả lại"))
        officer.notice("Đã trả lại hồ sơ")

    def correct_and_send_again(self) -> None:
        """The contact reads why, adds what was missing, and sends again."""
        contact = self.person("demo.contact")
        contact.menu("Việc của tôi")
        contact.go(self.dossier)
        contact.sees("Thiếu biên bản họp bình xét của đơn vị.")
        contact.unfold("Thêm giấy tờ")
        minutes = self.folder / "bien-ban.txt"
        minutes.write_text("BIÊN BẢN họp bình xét thi đua, khen thưởng năm 2025\n", encoding="utf-8")
        form = contact.main.locator("form[enctype]")
        form.locator("select").select_option(label=self._option(contact, "paper", "iên bản"))
        form.locator("input[type=file]").set_input_files(minutes)
        contact.press_button("Thêm vào hồ sơ", within=form)
        contact.sees("bien-ban.txt")
        self.send()

    def appraise(self) -> None:
        """The officer answers what only people can judge, each with the ground, and accepts the dossier."""
        officer = self.person("demo.officer")
        officer.go(self.dossier)
        judged = 0
        for address in self._nominations(officer):
            officer.go(address)
            self.sees_the_law(officer)
            while (waiting := officer.main.locator("details[open] form[data-draft^=judge]")).count():
                form = waiting.first
                officer.tick(form.get_by_label("Đạt", exact=True))
                form.get_by_label("Căn cứ nhận xét").fill("Đã đối chiếu biên bản bình xét và ý kiến nơi công tác.")
                officer.press_button("Ghi nhận xét", within=form)
                officer.notice("Đã ghi nhận xét thẩm định")
                judged += 1
        assert judged
        officer.go(self.dossier)
        officer.follow(re.compile("^Tiếp nhận"), within=officer.main.locator(".page-header"))
        officer.press_button(re.compile("^Tiếp nhận"))
        officer.notice("Đã tiếp nhận hồ sơ")

    # --- the council ----------------------------------------------------------------------------------------------

    def plan_the_meeting(self) -> None:
        """The secretary calls the council, puts the nominations on the agenda and marks who came."""
        secretary = self.person("demo.secretary")
        secretary.menu("Hội đồng")
        secretary.follow("Hội đồng Thi đua - Khen thưởng Sở Nội vụ")
        secretary.follow("Lập phiên họp")
        secretary.fill("Nội dung họp", "Xét khen thưởng phong trào nước rút")
        secretary.fill("Thời gian", "08:00 20/11/2025")
        secretary.fill("Địa điểm", "Phòng họp số 1")
        secretary.press_button("Lập phiên họp")
        secretary.notice("Đã lập phiên họp và gửi giấy mời.")
        self.meeting = secretary.path.removesuffix("chuong-trinh/")
        for box in secretary.main.locator("input[name=ids]").all():
            secretary.tick(box)
        secretary.press_button("Đưa vào chương trình")
        secretary.sees(NOMINEE)
        secretary.follow("Điểm danh")
        for line in secretary.main.locator("tbody tr").all():
            secretary.tick(line.get_by_label("Có mặt"))
        secretary.press_button("Lưu điểm danh")
        secretary.notice("Đã ghi điểm danh.")
        secretary.sees("9/9 có mặt")

    def open_the_vote(self) -> None:
        """The secretary opens the meeting and the vote."""
        secretary = self.person("demo.secretary")
        secretary.press_button("Khai mạc phiên họp")
        secretary.notice("Đã khai mạc phiên họp.")
        secretary.follow("Mở bỏ phiếu")
        secretary.press_button("Mở bỏ phiếu")
        secretary.notice("Đã mở bỏ phiếu")

    def vote(self, username: str) -> None:
        """A member agrees to all, looks again, votes, and keeps the receipts."""
        member = self.person(username)
        self.fill_ballot(member)
        member.press_button("Bỏ phiếu")
        member.sees("Phiếu đã được ghi nhận")
        receipts = member.main.locator("code").all_inner_texts()
        assert len(receipts) == len(set(receipts)) == 3
        self.receipts += receipts

    def fill_ballot(self, member: Visitor) -> None:
        """The ballot filled in, up to the last press."""
        member.go(f"{self.meeting}bo-phieu/")
        for choice in member.main.locator("fieldset.vote").all():
            member.tick(choice.get_by_label("Đồng ý", exact=True))
        member.press_button("Tiếp tục: xem lại lựa chọn")
        member.sees("Phiếu chưa được ghi nhận")

    def papers(self) -> None:
        """The others handed in paper ballots: the secretary enters the figures, the officer enters them again."""
        secretary, officer = self.person("demo.secretary"), self.person("demo.officer")
        secretary.go(self.meeting)
        secretary.follow("Nhập phiếu giấy")
        for name in ON_PAPER:
            secretary.tick(secretary.main.get_by_label(name, exact=False).first)
        self._enter_figures(secretary)
        secretary.press_button("Lưu lần nhập thứ nhất")
        secretary.sees("Chờ người thứ hai xác nhận")
        officer.go(self.meeting)
        officer.follow("Nhập lại để xác nhận")
        self._enter_figures(officer)
        officer.press_button("Xác nhận")
        officer.sees("9/9 ủy viên đã bỏ phiếu")

    def count_and_close(self) -> None:
        """The secretary counts and closes; receipts are found among the counted ballots; the minutes are real files."""
        secretary = self.person("demo.secretary")
        secretary.go(self.meeting)
        secretary.press_button("Kiểm phiếu", asks=True)
        secretary.notice("Đã kiểm phiếu")
        secretary.sees("Hội đồng đề nghị khen 3 trong 3 đề nghị.")
        secretary.follow("Các phiếu đã kiểm theo mã")
        published = set(secretary.main.locator("code").all_inner_texts())
        assert set(self.receipts) <= published
        secretary.go(self.meeting)
        secretary.follow(re.compile("^Bế mạc"))
        secretary.fill("Diễn biến, ý kiến thảo luận", "Hội đồng thống nhất cao với các đề nghị.")
        secretary.press_button(re.compile("^Bế mạc"))
        secretary.notice("Đã bế mạc và lập biên bản.")
        assert secretary.fetch("Biên bản (Word)")[:2] == b"PK"
        assert secretary.fetch("Biên bản (PDF)")[:5] == b"%PDF-"

    # --- the decision ---------------------------------------------------------------------------------------------

    def draft_the_decision(self) -> None:
        """The officer drafts from the meeting's result and hands the draft to the director."""
        officer = self.person("demo.officer")
        officer.menu("Quyết định")
        officer.follow("Soạn quyết định")
        officer.press_button("Soạn dự thảo")
        officer.notice("Đã soạn dự thảo quyết định.")
        self.decision = officer.path
        officer.sees(NOMINEE)
        assert officer.fetch("Xem dự thảo (PDF)")[:5] == b"%PDF-"
        officer.press_button("Trình ký")
        officer.notice("Đã trình ký.")

    def sign(self) -> None:
        """The director looks at the list and the money, and signs; the decision gets its number."""
        director = self.person("demo.director")
        director.menu("Việc của tôi")
        director.go(self.decision)
        director.follow(re.compile("^Ký"))
        director.sees("quyết định được cấp số kế tiếp")
        director.press_button("Ký ban hành")
        director.notice(re.compile(r"Đã ký Quyết định số \d+/QĐ-SNV"))

    def documents_come(self) -> None:
        """The worker makes decision and certificates; whoever loads the page again finds them."""
        officer = self.person("demo.officer")
        self.wait_for_documents(officer)
        officer.look()
        assert officer.fetch("Quyết định (PDF)")[:5] == b"%PDF-"
        assert officer.fetch("Quyết định (Word)")[:2] == b"PK"
        assert officer.fetch(re.compile("Giấy chứng nhận"))[:5] == b"%PDF-"

    def wait_for_documents(self, visitor: Visitor) -> None:
        """Load the decision's page again until its files are there."""
        for _try in range(MADE_TRIES):
            visitor.page.goto(self.decision)
            try:
                visitor.main.get_by_role("link", name="Quyết định (PDF)").wait_for(timeout=500)
            except TookTooLong:
                continue
            return
        raise AssertionError("the worker has not made the documents:\n" + self.office.said())

    def publish(self) -> None:
        """The officer publishes; the codes of the certificates stand beside the names."""
        officer = self.person("demo.officer")
        officer.menu("Việc của tôi")
        officer.follow(re.compile("^Công bố quyết định"))
        officer.press_button("Công bố và thông báo")
        officer.notice("Đã công bố và thông báo tới người được khen.")
        for row in officer.main.locator("tbody tr").all():
            self.codes[row.locator("strong").inner_text()] = row.locator("a").last.inner_text().strip()

    def rewarded_see_it(self) -> None:
        """The member of staff who was commended reads the notice and finds it in the own record."""
        staff = self.person("demo.staff")
        staff.page.reload()
        staff.press(staff.page.locator("header a", has_text="Thông báo"))
        staff.follow(re.compile("khen|danh hiệu|tặng", re.IGNORECASE))
        staff.menu("Hồ sơ của tôi")
        staff.sees(AWARDS[0])

    def strangers_verify(self) -> None:
        """Somebody without an account checks the code, reads the decision and finds the name in the honour roll."""
        stranger = self.visit(self.office, self.screen)
        stranger.go("/")
        stranger.fill("Mã in trên giấy", self.codes[NOMINEE])
        stranger.press_button("Kiểm tra")
        stranger.sees("Còn giá trị")
        stranger.sees(NOMINEE)
        stranger.follow(re.compile("^số "), exact=False)
        stranger.sees(COLLECTIVE)
        assert stranger.fetch("Xem quyết định (PDF)")[:5] == b"%PDF-"
        stranger.menu("Bảng vàng")
        stranger.sees(NOMINEE)
        stranger.menu("Phong trào")
        stranger.follow(TITLE)
        stranger.menu("Minh bạch")
        stranger.menu("Xác minh")
        stranger.fill("Mã in trên giấy", "ABCD-EFGH-JKMN")
        stranger.press_button("Kiểm tra", status=404)
        stranger.sees("Không tìm thấy mã này")

    # --- parts of pages -------------------------------------------------------------------------------------------

    def _option(self, visitor: Visitor, name: str, beginning: str) -> str:
        """The words of the option that holds ``beginning`` (long names are cut on the page)."""
        options = visitor.main.locator(f"select[name={name}] option").all_inner_texts()
        return next(option for option in options if beginning[:40] in option)

    def _choose_award(self, visitor: Visitor, name: str) -> None:
        visitor.follow(re.compile(f"^{re.escape(name)}"), within=visitor.main.locator(".subnav"))

    def _candidate(self, visitor: Visitor, name: str) -> Locator:
        return visitor.main.locator("tbody tr", has_text=name).first

    def _nominations(self, visitor: Visitor) -> list[str]:
        """Addresses of the dossier's nominations as its page links them for this person."""
        links = visitor.main.locator("tbody tr td:first-child a")
        return [str(link.get_attribute("href")) for link in links.all()]

    def _enter_figures(self, visitor: Visitor) -> None:
        for line in visitor.main.locator("tbody tr").all():
            for cell, figure in zip(line.locator("input").all(), ("3", "1", "0"), strict=True):
                cell.fill(figure)
