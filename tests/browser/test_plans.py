"""Plans at the browser: a scan read by the worker, reviewed by the keys, kept while typing, amended item by item."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import Visit
from tests.browser.running_office import PLAN, Office
from tests.browser.visitor import DESK, PHONE, WITHOUT_SCRIPTS, Screen, Visitor
from tests.plans.pdf_files import pictures, reference_pdf, scanned_pdf

pytestmark = pytest.mark.browser

READING_MILLISECONDS = 120_000


def newer_plan(folder: Path) -> Path:
    """The plan with another end."""
    made = folder / "ban-moi.txt"
    made.write_text(PLAN.read_text().replace("31/12/2025", "30/11/2025"))
    return made


def hand_in(officer: Visitor, file: Path | dict[str, object], at: str = "/phong-trao/ke-hoach/tai-len/") -> None:
    officer.go(at)
    officer.page.set_input_files("input[type=file]", file)  # type: ignore[arg-type]
    officer.press_button("Tải lên và đọc")


def plan_file(folder: Path) -> Path:
    """The plan as another file than the demo's own."""
    made = folder / "ke-hoach-moi.txt"
    made.write_text(PLAN.read_text().replace("Số:        /KH-SNV", "Số:        /KH-SNV ") + "\n\n")
    return made


def left(page: Page) -> int:
    return int(page.locator("[data-left]").get_attribute("data-left") or 0)


def test_a_scan_is_read_by_the_worker_and_reviewed_beside_its_pages(office: Office, visit: Visit) -> None:
    officer = visit(office, DESK)
    officer.sign_in("demo.officer")
    scan = scanned_pdf(pictures(reference_pdf(), dpi=150)[:2], dpi=150)
    hand_in(officer, {"name": "ban-quet.pdf", "mimeType": "application/pdf", "buffer": scan})
    officer.sees("Đang chờ tiến trình nền đọc tệp")
    office.start("worker")
    expect(officer.page.locator("#review")).to_be_attached(timeout=READING_MILLISECONDS)
    officer.look()
    picture = officer.page.locator(".source-picture img").first
    picture.scroll_into_view_if_needed()
    expect(picture).to_have_js_property("complete", True)
    assert picture.evaluate("image => image.naturalWidth") > 0
    assert office.rows("SELECT state FROM movements_plandocument ORDER BY id DESC LIMIT 1") == [("read",)]
    officer.page.locator("[data-next-open]").click()
    expect(officer.page.locator(".source-box.is-current").first).to_be_attached()


@pytest.mark.parametrize("screen", [DESK, PHONE], ids=["desk", "phone"])
def test_doubtful_places_are_settled_by_the_keys_and_kept_by_themselves(
    office: Office, visit: Visit, tmp_path: Path, screen: Screen
) -> None:
    officer = visit(office, screen)
    officer.sign_in("demo.officer")
    hand_in(officer, plan_file(tmp_path))
    page = officer.page
    before = left(page)
    assert before > 2
    page.locator("[data-next-open]").focus()
    page.keyboard.press("Enter")
    first = page.evaluate("document.activeElement.id")
    assert first.startswith("fact-")
    page.keyboard.press("n")
    assert page.evaluate("document.activeElement.id") != first
    page.keyboard.press("p")
    assert page.evaluate("document.activeElement.id") == first
    box = page.locator(f"#{first} input[name=confirmed]")
    with page.expect_response(lambda answer: "luu-tam" in answer.url):
        if box.count():
            page.keyboard.press("Enter")
        else:
            page.keyboard.press("e")
            page.keyboard.type("12/12/2025" if "due" in first or "_on" in first else "2845")
            page.keyboard.press("Escape")
    expect(page.locator("[data-saved]")).to_contain_text("Đã lưu lúc")
    assert left(page) < before
    now = left(page)
    officer.go(officer.path)
    assert left(page) == now, "kept without any button"


def test_of_two_tabs_the_second_is_told_and_keeps_its_words(office: Office, visit: Visit, tmp_path: Path) -> None:
    officer = visit(office, DESK)
    officer.sign_in("demo.officer")
    hand_in(officer, plan_file(tmp_path))
    page, other = officer.page, officer.tab()
    other.goto(officer.path)
    with other.expect_response(lambda answer: "luu-tam" in answer.url):
        other.locator("[name=theme]").fill("Của thẻ kia")
    with officer.answering(409):
        with page.expect_response(lambda answer: "luu-tam" in answer.url) as told:
            page.locator("[name=theme]").fill("Của thẻ này")
        expect(page.locator("[data-saved]")).to_contain_text("vừa lưu bản rà soát này")
    assert told.value.status == 409
    assert page.locator("[name=theme]").input_value() == "Của thẻ này"


def test_who_is_signed_out_is_told_that_nothing_is_kept(office: Office, visit: Visit, tmp_path: Path) -> None:
    officer = visit(office, DESK)
    officer.sign_in("demo.officer")
    hand_in(officer, plan_file(tmp_path))
    officer.context.clear_cookies(name="sessionid")
    officer.page.locator("[name=theme]").fill("Mất phiên")
    expect(officer.page.locator("[data-saved]")).to_contain_text("Chưa lưu được lên máy chủ")


@pytest.mark.parametrize("screen", [DESK, PHONE, WITHOUT_SCRIPTS], ids=["desk", "phone", "without scripts"])
def test_a_new_version_is_accepted_item_by_item(office: Office, visit: Visit, tmp_path: Path, screen: Screen) -> None:
    officer = visit(office, screen)
    officer.sign_in("demo.officer")
    hand_in(officer, newer_plan(tmp_path), "/phong-trao/1/ban-moi/")
    officer.press_button("Lưu và so sánh với phong trào")
    officer.sees("30/11/2025")
    changes = officer.page.locator("input[name=changes]")
    assert changes.count() == 1
    changes.first.check()
    officer.press_button("Nhận các thay đổi đã chọn")
    officer.notice("Đã đưa các thay đổi được chọn vào phong trào")
    officer.sees(re.compile("30/11/2025"))


@pytest.mark.parametrize("screen", [DESK, PHONE, WITHOUT_SCRIPTS], ids=["desk", "phone", "without scripts"])
def test_the_own_plan_is_made_from_the_higher_one_as_a_word_draft(
    office: Office, visit: Visit, tmp_path: Path, screen: Screen
) -> None:
    officer = visit(office, screen)
    officer.sign_in("demo.officer")
    hand_in(officer, plan_file(tmp_path))
    officer.press_button("Lập kế hoạch riêng")
    officer.fill("Nhiệm vụ riêng của cơ quan", "Số hóa kho lưu trữ của Sở.")
    officer.press_button("Lập và soạn văn bản kế hoạch")
    officer.sees("Kế hoạch phát động")
    assert officer.fetch(re.compile("Word")).startswith(b"PK")


def test_a_movement_from_an_empty_form_begins_with_its_name(office: Office, visit: Visit) -> None:
    officer = visit(office, WITHOUT_SCRIPTS)
    officer.sign_in("demo.officer")
    officer.go("/phong-trao/moi/")
    officer.fill("Tên phong trào", "Thi đua văn hóa công sở")
    officer.press_button("Thêm nhiệm vụ")
    officer.page.locator("[name=tasks-0-label]").fill("1")
    officer.page.locator("[name=tasks-0-title]").fill("Đúng giờ")
    officer.page.locator("[name=tasks-0-text]").fill("Đi làm đúng giờ.")
    officer.press_button("Lập phong trào")
    officer.sees("Thi đua văn hóa công sở")
    officer.sees("Đúng giờ")
