"""One main way by the keys alone: sign in, find the task, write the report, send it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page
from tests.browser.conftest import Visit
from tests.browser.running_office import Office
from tests.browser.visitor import DESK, PHONE, Screen

pytestmark = pytest.mark.browser

MOST_PRESSES = 120
FOCUSED = """() => {
    const one = document.activeElement;
    const label = one.labels?.[0]?.textContent || one.getAttribute("aria-label") || one.textContent;
    const style = getComputedStyle(one);
    const box = one.getBoundingClientRect();
    return {
        name: label.replace(/\\s+/g, " ").trim(),
        tag: one.tagName,
        marked: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0 || style.boxShadow !== "none",
        seen: box.width > 0 && box.height > 0,
    };
}"""


def tab_to(page: Page, name: str) -> None:
    """Press Tab until something of that name has the focus; all that was passed shows where the focus is."""
    passed = []
    for _press in range(MOST_PRESSES):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if focused["tag"] == "BODY":
            continue
        passed.append(focused["name"])
        assert focused["marked"], f"no mark of the focus on {focused}"
        assert focused["seen"], f"the focus is on something unseen: {focused}"
        if name in focused["name"]:
            return
    raise AssertionError(f"“{name}” is not reached by Tab; passed: {passed}")


@pytest.mark.parametrize("screen", [DESK, PHONE], ids=["desk", "phone"])
def test_a_report_is_sent_by_the_keys_alone(office: Office, visit: Visit, screen: Screen) -> None:
    contact = visit(office, screen)
    page = contact.page
    contact.go("/dang-nhap/")

    def enter(name: str) -> None:
        tab_to(page, name)
        with page.expect_navigation():
            page.keyboard.press("Enter")
        contact.look()

    enter("Trần Thị Bích Ngọc")
    contact.sees("Việc của tôi")
    enter("nhiệm vụ")
    assert contact.path == "/phong-trao/1/nhiem-vu/"
    enter("Báo cáo")
    tab_to(page, "Mức độ hoàn thành")
    page.keyboard.type("60")
    tab_to(page, "Kết quả đã làm được")
    page.keyboard.type("Đã chỉnh lý xong kho A.")
    enter("Gửi báo cáo")
    contact.notice("Đã gửi báo cáo nhiệm vụ")
    contact.sees("Đơn vị đạt 60%")
