"""The shell in a real Chromium: nothing typed is lost, nothing is sent twice, nobody is shut out."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.servers.basehttp import ThreadedWSGIServer
from django.core.wsgi import get_wsgi_application
from django.test.testcases import QuietWSGIRequestHandler
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright
from tests.site import component_pages

pytestmark = [pytest.mark.browser, pytest.mark.urls("tests.site.component_pages")]

CHROMIUM = "/usr/bin/chromium"
QUIET = [
    "--no-sandbox", "--disable-gpu", "--in-process-gpu", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--no-first-run",
]  # fmt: skip
OUTSIDE_THE_DATABASE = [
    "csp.middleware.CSPMiddleware",
    "thidua.site.middleware.AnsweredMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not Path(CHROMIUM).exists():
        if os.environ.get("THIDUA_REQUIRE_BROWSER") == "1":
            pytest.fail("no Chromium on this machine")
        pytest.skip("no Chromium on this machine")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield chromium
        chromium.close()


@pytest.fixture
def address(settings: Any) -> Iterator[str]:
    """A server of the pages in `component_pages`, with the real security headers and no database."""
    settings.MIDDLEWARE = OUTSIDE_THE_DATABASE
    given = settings.TEMPLATES[0]
    options = given["OPTIONS"] | {"context_processors": ["django.template.context_processors.request"]}
    settings.TEMPLATES = [given | {"DIRS": [Path(__file__).parent / "templates"], "OPTIONS": options}]
    component_pages.SENT.clear()
    server = ThreadedWSGIServer(("127.0.0.1", 0), QuietWSGIRequestHandler)
    server.set_app(StaticFilesHandler(get_wsgi_application()))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A desk-sized page of somebody who is signed in as person 7; any error of a script fails the test."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="vi-VN", base_url=address)
    context.set_default_timeout(60_000)
    context.add_cookies([{"name": "signed_in", "value": "7", "url": address}])
    errors: list[str] = []
    opened = context.new_page()
    opened.on("pageerror", lambda error: errors.append(str(error)))
    opened.on("console", lambda message: errors.append(message.text) if is_fault(message) else None)
    yield opened
    context.close()
    assert errors == []


def is_fault(message: ConsoleMessage) -> bool:
    """Whether a script or the server is to blame; a connection that the test itself has cut is not their fault."""
    return (
        message.type == "error"
        and "ERR_INTERNET_DISCONNECTED" not in message.text
        and "ERR_FAILED" not in message.text
        and "the server responded with a status of 403" not in message.text
    )


def write_report(page: Page) -> None:
    page.goto("/bao-cao/")
    page.get_by_label("Tên báo cáo").fill("Tháng 11")
    page.get_by_label("Nội dung").fill("Đã hoàn thành 9 trong 11 chỉ tiêu.")
    page.get_by_label("Quý").check()
    page.get_by_text("Đã lưu bản nháp trên máy này lúc").wait_for()


def drafts(page: Page) -> list[str]:
    return page.evaluate("Object.keys(localStorage)")


def test_session_that_ends_in_the_middle_of_a_form_loses_nothing(page: Page) -> None:
    write_report(page)
    page.context.clear_cookies(name="signed_in")
    page.get_by_role("button", name="Gửi").click()
    page.get_by_role("button", name="Đầu mối đơn vị").click()
    page.wait_for_url("**/bao-cao/")
    assert component_pages.SENT == []
    page.get_by_role("button", name="Khôi phục phần đang viết").click()
    assert page.get_by_label("Nội dung").input_value() == "Đã hoàn thành 9 trong 11 chỉ tiêu."
    assert page.get_by_label("Quý").is_checked()
    page.get_by_role("button", name="Gửi").click()
    page.wait_for_url("**/xong/")
    assert component_pages.SENT == [{"title": "Tháng 11", "body": "Đã hoàn thành 9 trong 11 chỉ tiêu.", "kind": "b"}]
    assert drafts(page) == []


def test_a_form_whose_secret_has_expired_keeps_what_was_typed(page: Page) -> None:
    write_report(page)
    page.context.clear_cookies(name="csrftoken")
    with page.expect_response(lambda response: response.status == 403):
        page.get_by_role("button", name="Gửi").click()
    page.get_by_text("phần đã gõ vẫn còn trên máy này").wait_for()
    page.goto("/xong/")
    page.goto("/bao-cao/")
    page.get_by_role("button", name="Khôi phục phần đang viết").click()
    assert page.get_by_label("Nội dung").input_value() == "Đã hoàn thành 9 trong 11 chỉ tiêu."


def test_the_browsers_own_words_for_an_empty_field_are_in_the_pages_language(page: Page) -> None:
    page.goto("/bao-cao/")
    title = page.get_by_label("Tên báo cáo")
    title.evaluate("field => { field.required = true; field.form.noValidate = false; field.form.requestSubmit(); }")
    assert title.evaluate("field => field.validationMessage") == "Hãy điền mục này."
    title.fill("Tháng 11")
    assert title.evaluate("field => field.validationMessage") == ""


def test_draft_survives_a_closed_page_and_goes_when_discarded(page: Page) -> None:
    write_report(page)
    page.goto("/xong/")
    page.goto("/bao-cao/")
    assert page.get_by_label("Nội dung").input_value() == ""
    page.get_by_role("button", name="Bỏ đi").click()
    assert drafts(page) == []


@pytest.mark.parametrize("way", [["/bao-cao/"], ["/xong/", "/bao-cao/"]], ids=["again", "elsewhere first"])
def test_what_was_sent_when_the_connection_was_lost_is_offered_again(page: Page, way: list[str]) -> None:
    write_report(page)
    page.route("**/bao-cao/", lambda route: route.abort() if route.request.method == "POST" else route.fallback())
    with page.expect_event("requestfailed"):
        page.evaluate("document.querySelector('main button[type=submit]').click()")
    page.unroute("**/bao-cao/")
    for address in way:
        page.goto(address)
    page.get_by_role("button", name="Khôi phục phần đang viết").click()
    assert page.get_by_label("Nội dung").input_value() == "Đã hoàn thành 9 trong 11 chỉ tiêu."
    page.get_by_role("button", name="Gửi").click()
    page.wait_for_url("**/xong/")
    assert drafts(page) == []


def test_without_network_a_form_stays_and_says_so(page: Page) -> None:
    write_report(page)
    page.context.set_offline(True)
    page.get_by_role("button", name="Gửi").click()
    page.get_by_role("alert").wait_for()
    assert "chưa gửi được" in page.get_by_role("alert").inner_text()
    assert page.get_by_label("Nội dung").input_value() == "Đã hoàn thành 9 trong 11 chỉ tiêu."
    page.context.set_offline(False)
    page.get_by_role("button", name="Gửi").click()
    page.wait_for_url("**/xong/")
    assert len(component_pages.SENT) == 1


def test_draft_is_not_offered_to_another_person_on_the_same_machine(page: Page, address: str) -> None:
    write_report(page)
    page.context.add_cookies([{"name": "signed_in", "value": "8", "url": address}])
    page.goto("/bao-cao/")
    assert page.get_by_text("Có phần đang viết dở").count() == 0


def test_draft_stays_while_the_server_finds_errors_and_goes_when_it_takes_the_form(page: Page) -> None:
    page.goto("/bao-cao/")
    page.get_by_label("Nội dung").fill("Chưa có tên.")
    page.get_by_role("button", name="Gửi").click()
    page.locator(".error-summary").wait_for()
    assert page.evaluate("document.activeElement.className") == "error-summary"
    assert page.get_by_label("Nội dung").input_value() == "Chưa có tên."
    assert len(drafts(page)) == 1
    page.get_by_label("Tên báo cáo").fill("Tháng 11")
    page.get_by_label("Tháng", exact=True).check()
    page.get_by_role("button", name="Gửi").click()
    page.wait_for_url("**/xong/")
    assert drafts(page) == []


def test_signing_out_by_the_button_clears_the_drafts(page: Page) -> None:
    write_report(page)
    page.locator(".person-menu summary").click()
    page.get_by_role("button", name="Đăng xuất").click()
    page.wait_for_url("**/dang-nhap/")
    assert drafts(page) == []


def test_form_pressed_twice_is_sent_once(page: Page) -> None:
    write_report(page)
    page.get_by_label("Tên báo cáo").fill("Chậm")
    said = page.evaluate(
        """() => new Promise(answer => {
            const button = document.querySelector('main button[type=submit]');
            button.click();
            button.click();
            setTimeout(() => answer(button.textContent), 100);
        })"""
    )
    assert said == "Đang gửi…"
    page.wait_for_url("**/xong/")
    assert len(component_pages.SENT) == 1


def test_question_before_a_step_that_cannot_be_undone(page: Page) -> None:
    page.goto("/thanh-phan/")
    page.locator(".vote-choice label").first.click()
    page.get_by_role("button", name="Bỏ phiếu", exact=True).click()
    dialog = page.get_by_role("dialog")
    assert "không đổi được" in dialog.inner_text()
    dialog.get_by_role("button", name="Quay lại").click()
    dialog.wait_for(state="detached")
    assert page.url.endswith("/thanh-phan/")


def test_charts_are_drawn_and_their_tables_fold_away(page: Page) -> None:
    page.goto("/thanh-phan/")
    page.locator(".chart-drawing canvas").first.wait_for()
    assert page.locator(".chart-figures[open]").count() == 0


def test_language_switch_turns_the_shell_to_english_and_back(page: Page) -> None:
    page.goto("/xong/")
    page.get_by_role("button", name="English").click()
    page.get_by_role("heading", name="My tasks").wait_for()
    assert page.locator("html").get_attribute("lang") == "en"
    page.get_by_role("button", name="Tiếng Việt").click()
    page.get_by_role("heading", name="Việc của tôi").wait_for()


def test_keyboard_reaches_the_content_first(page: Page) -> None:
    page.goto("/xong/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "noi-dung"


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("path", ["/thanh-phan/", "/xong/", "/dang-nhap/", "/bao-cao/"])
def test_pages_are_open_to_all_and_fit_the_screen(page: Page, path: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(path)
    found = Axe().run(page).response["violations"]
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_targets_are_large_enough_on_a_phone(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/bao-cao/")
    small = page.evaluate(
        """() => [...document.querySelectorAll('.btn, .header-button, input, textarea, select')]
            .filter(one => one.offsetParent && one.type !== 'hidden')
            .map(one => one.type === 'radio' || one.type === 'checkbox' ? one.closest('label') : one)
            .filter(one => one.getBoundingClientRect().height < 44)
            .map(one => one.outerHTML.slice(0, 80))"""
    )
    assert small == []


def test_main_menu_opens_on_a_phone_and_closes(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/xong/")
    menu = page.get_by_role("navigation", name="Mục chính")
    assert not menu.is_visible()
    page.get_by_role("button", name="Mục chính").click()
    menu.get_by_role("link", name="Báo cáo").wait_for()
    menu.get_by_role("button", name="Đóng").click()
    assert not menu.is_visible()


def test_form_works_without_scripts(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, locale="vi-VN", base_url=address)
    context.add_cookies([{"name": "signed_in", "value": "7", "url": address}])
    page = context.new_page()
    page.goto("/bao-cao/")
    page.get_by_label("Tên báo cáo").fill("Tháng 11")
    page.get_by_label("Nội dung").fill("Xong.")
    page.get_by_label("Tháng", exact=True).check()
    page.get_by_role("button", name="Gửi").click()
    page.wait_for_url("**/xong/")
    assert len(component_pages.SENT) == 1
    page.goto("/thanh-phan/")
    assert page.locator(".chart-figures table").first.is_visible()
    assert page.locator("[data-print]").count() == 1
    assert not page.locator("[data-print]").is_visible()
    context.close()
