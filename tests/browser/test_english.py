"""The English switch: headings, buttons, labels and menus of the main pages are English then.

What the office itself has written stays as it is: names of people, units and movements, and the names of awards, which
are terms of the law.
"""

from __future__ import annotations

import re

import pytest
from tests.browser.conftest import Visit
from tests.browser.running_office import Office
from tests.browser.visitor import DESK, Visitor

pytestmark = pytest.mark.browser

VIETNAMESE = re.compile("[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]", re.IGNORECASE)
SPOKEN = (
    "h1, h2, h3, h4, button, .btn, th, caption, label, legend, summary, dt, .help, .lead, .notice-title, .status,"
    " .subnav a, .main-nav a, .breadcrumbs li"
)
# What is only drawn, such as initials in a circle, is not read out and not counted.
TEXTS = """(spoken) => [...document.querySelectorAll(spoken)].map((one) => {
    const copy = one.cloneNode(true);
    for (const drawn of copy.querySelectorAll("[aria-hidden=true]")) drawn.remove();
    return copy.textContent;
})"""
PAGES = {
    "demo.officer": (
        "/viec-cua-toi/", "/phong-trao/", "/phong-trao/1/", "/phong-trao/1/nhiem-vu/1/", "/phong-trao/1/theo-doi/",
        "/phong-trao/1/dang-ky/", "/phong-trao/ke-hoach/tai-len/", "/ho-so/", "/ho-so/theo-don-vi/", "/ho-so/1/",
        "/ho-so/de-nghi/1/", "/hoi-dong/", "/hoi-dong/1/", "/hoi-dong/phien-hop/1/", "/quyet-dinh/", "/to-chuc/",
        "/to-chuc/nguoi/", "/thong-bao/", "/ai-duoc-xem/",
    ),
    "demo.contact": (
        "/viec-cua-toi/", "/ho-so/lap-moi/", "/phong-trao/1/nhiem-vu/1/bao-cao/", "/to-chuc/ho-so-cua-toi/",
    ),
    "demo.secretary": ("/hoi-dong/1/lap-phien-hop/", "/hoi-dong/phien-hop/2/", "/hoi-dong/phien-hop/1/phieu-da-kiem/"),
    "": (
        "/", "/cong-khai/phong-trao/", "/cong-khai/phong-trao/1/", "/cong-khai/quyet-dinh/", "/cong-khai/bang-vang/",
        "/xac-minh/", "/cong-khai/minh-bach/", "/dang-nhap/",
    ),
}  # fmt: skip


def own_words(office: Office) -> list[str]:
    """All that stands in the database, the longest first."""
    found: set[str] = set()
    for (table,) in office.rows("SELECT name FROM sqlite_master WHERE type = 'table'"):
        for _number, column, *_more in office.rows(f'PRAGMA table_info("{table}")'):
            texts = office.rows(f'SELECT DISTINCT "{column}" FROM "{table}" WHERE typeof("{column}") = ?', "text")
            found |= {" ".join(text.split()) for (text,) in texts}
    return sorted((text for text in found if VIETNAMESE.search(text) and len(text) < 600), key=len, reverse=True)


def left_over(visitor: Visitor, words: list[str]) -> list[str]:
    """Texts of the page that are still Vietnamese once the office's own words are taken out."""
    texts = visitor.page.evaluate(TEXTS, SPOKEN)
    found = []
    for text in dict.fromkeys(" ".join(text.split()) for text in texts):
        rest = text
        for word in words:
            if word in rest:
                rest = rest.replace(word, "")
        if VIETNAMESE.search(rest.replace("Tiếng Việt", "")) and not is_shortened(rest, words):
            found.append(text)
    return found


def is_shortened(text: str, words: list[str]) -> bool:
    """Whether ``text`` is a label and the beginning of one of the office's own texts, cut at a word."""
    beginning = re.sub(r"^[IVX\d.]+ ", "", text).removesuffix("…").strip()
    return text.endswith("…") and any(word.startswith(beginning) for word in words)


def test_main_pages_are_english_after_the_switch_and_vietnamese_again_after_it(
    busy_office: Office, visit: Visit
) -> None:
    words = own_words(busy_office)
    found: dict[str, list[str]] = {}
    for username, addresses in PAGES.items():
        visitor = visit(busy_office, DESK)
        if username:
            visitor.sign_in(username)
        else:
            visitor.go("/")
        visitor.press(visitor.page.get_by_role("button", name="English"))
        for address in addresses:
            visitor.go(address)
            assert visitor.page.locator("html").get_attribute("lang") == "en"
            if left := left_over(visitor, words):
                found[f"{username} {address}"] = left
        visitor.press(visitor.page.get_by_role("button", name="Tiếng Việt"))
        assert visitor.page.locator("html").get_attribute("lang") == "vi"
    report = "\n".join(f"{page}\n    " + "\n    ".join(texts) for page, texts in found.items())
    if report:
        pytest.fail(f"still Vietnamese:\n{report}", pytrace=False)
