"""Somebody in front of a browser. Every page they come to is looked at: by axe, for width, for errors of scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Request, expect

# In milliseconds; far more than it takes, also on a busy machine.
WAIT = 60_000
expect.set_options(timeout=WAIT)
ONLY_VIOLATIONS = {"resultTypes": ["violations"]}
# What a page is made of: each kind of element with its classes and state, in the order in which it first comes.
STRUCTURE = """() => [...new Set([...document.querySelectorAll("body, body *")].map((one) =>
    [one.tagName, one.className, one.type, one.role, one.open, one.disabled, one.ariaDisabled].join("|")))].join(" ")"""
LOADED = "Failed to load resource: the server responded with a status of"


@dataclass(frozen=True)
class Screen:
    """How somebody visits: width of the window in pixels, with or without scripts."""

    width: int = 1280
    height: int = 900
    scripts: bool = True

    @property
    def is_phone(self) -> bool:
        """Whether the menu is folded away."""
        return self.width < 800


DESK = Screen()
WITHOUT_SCRIPTS = Screen(scripts=False)
PHONE = Screen(width=390, height=844)


@dataclass
class Findings:
    """What was wrong on the pages, by page; and which pages axe has already seen, by what they are made of."""

    found: dict[str, list[str]] = field(default_factory=dict)
    seen: set[tuple[str, str]] = field(default_factory=set)

    def add(self, page: str, what: str) -> None:
        """Note a fault once."""
        faults = self.found.setdefault(page, [])
        if what not in faults:
            faults.append(what)

    def is_new(self, page: str, structure: str) -> bool:
        """Whether this page has not been looked at in this form yet."""
        known = (page, structure) in self.seen
        self.seen.add((page, structure))
        return not known

    def report(self) -> str:
        """One line a fault, grouped by page; empty when there is none."""
        return "\n".join(f"{page}\n  " + "\n  ".join(faults) for page, faults in sorted(self.found.items()))


class Visitor:
    """One person at one browser.

    Args:
        browser: where to open a window.
        address: of the office, without a slash at the end.
        screen: width and scripts.
        findings: where faults are noted.
    """

    def __init__(self, browser: Browser, address: str, screen: Screen, findings: Findings) -> None:
        self.address, self.screen, self.findings = address, screen, findings
        self.context = browser.new_context(
            viewport={"width": screen.width, "height": screen.height}, locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh",
            java_script_enabled=screen.scripts, base_url=address, accept_downloads=True,
        )  # fmt: skip
        self.context.set_default_timeout(WAIT)
        self.context.on("request", self._stays_in_the_office)
        self.expected_status = 200
        self.page = self.tab()

    # --- going from page to page ----------------------------------------------------------------------------------

    def tab(self) -> Page:
        """A further tab; faults of its scripts are noted too."""
        page = self.context.new_page()
        page.on("console", lambda message: self._heard(page, message))
        page.on("pageerror", lambda error: self.findings.add(place(page.url), f"script error: {error}"))
        return page

    def go(self, path: str, *, status: int = 200) -> None:
        """Open an address of the office."""
        with self.answering(status):
            response = self.page.goto(path)
            assert response is not None
            assert response.status == status, f"{path}: {response.status}"
        self.look()

    def sign_in(self, username: str, *, from_page: str = "/dang-nhap/") -> None:
        """One press on the demo's sign-in page."""
        self.go(from_page)
        self.press(self.page.locator(f"button[name=username][value='{username}']"))

    def menu(self, name: str) -> None:
        """An entry of the main menu; on a phone the menu is opened first."""
        menu = self.page.locator("#main-nav")
        if self.screen.is_phone:
            self.page.get_by_role("button", name="Mục chính").click()
        self.press(menu.get_by_role("link", name=name, exact=True))

    def follow(self, name: str | re.Pattern[str], *, within: Locator | None = None, exact: bool = True) -> None:
        """The first link of that name in the page's content."""
        inside = within or self.main
        self.press(inside.get_by_role("link", name=name, exact=exact).first)

    def press_button(
        self, name: str | re.Pattern[str], *, within: Locator | None = None, status: int = 200, asks: bool = False
    ) -> None:
        """The button of that name; ``asks``: with scripts a question comes first, and the answer is yes."""
        button = (within or self.main).get_by_role("button", name=name, exact=True)
        self.press(button.first, status=status, asks=asks)

    def press(self, what: Locator, *, status: int = 200, asks: bool = False) -> None:
        """Press a link or button that leads to a page, and look at that page."""
        with self.answering(status), self.page.expect_navigation():
            what.click()
            if asks and self.screen.scripts:
                self.page.get_by_role("dialog").get_by_role("button").first.click()
        self.look()

    @contextmanager
    def answering(self, status: int) -> Iterator[None]:
        """Within the block the server may answer with this status without it being a fault."""
        self.expected_status = status
        yield
        self.expected_status = 200

    # --- reading and writing --------------------------------------------------------------------------------------

    @property
    def main(self) -> Locator:
        """The page's own content."""
        return self.page.locator("main")

    @property
    def path(self) -> str:
        """Where we are, without the office's address."""
        return urlsplit(self.page.url).path

    def fill(self, label: str, text: str, *, within: Locator | None = None) -> None:
        """Write into the field of that label."""
        (within or self.main).get_by_label(label, exact=False).first.fill(text)

    def tick(self, box: Locator) -> None:
        """Tick a box or choose a radio button."""
        box.check()

    def unfold(self, name: str) -> None:
        """Open a folded part of the page."""
        self.main.locator("details:not([open]) > summary", has_text=name).first.click()

    def sees(self, text: str | re.Pattern[str]) -> None:
        """The page shows this text."""
        expect(self.main).to_contain_text(text)

    def notice(self, text: str | re.Pattern[str]) -> None:
        """The page's message after an act."""
        expect(self.page.locator(".messages")).to_contain_text(text)

    def fetch(self, name: str | re.Pattern[str], *, within: Locator | None = None) -> bytes:
        """The file behind a link of the page, as this person gets it."""
        link = (within or self.main).get_by_role("link", name=name).first
        response = self.context.request.get(str(link.get_attribute("href")))
        assert response.status == 200, f"{name}: {response.status}"
        return response.body()

    def close(self) -> None:
        """Close the browser's window."""
        self.context.close()

    # --- looking --------------------------------------------------------------------------------------------------

    def look(self) -> None:
        """Note what is wrong on the page that is open."""
        page, where = self.page, place(self.page.url)
        if self.screen.scripts and self.findings.is_new(where, page.evaluate(STRUCTURE)):
            for violation in Axe().run(page, options=ONLY_VIOLATIONS).response["violations"]:
                for node in violation["nodes"]:
                    self.findings.add(where, f"axe {violation['id']}: {node['html'][:200]}")
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if wide > 0:
            self.findings.add(where, f"{wide} px wider than the screen of {self.screen.width} px")

    def _heard(self, page: Page, message: ConsoleMessage) -> None:
        if message.type not in ("error", "warning"):
            return
        if message.text.startswith(f"{LOADED} {self.expected_status}"):
            return
        self.findings.add(place(page.url), f"console {message.type}: {message.text}")

    def _stays_in_the_office(self, request: Request) -> None:
        if not request.url.startswith((self.address, "data:", "blob:", "about:")):
            self.findings.add(place(request.url), "asked for something outside the office")


def place(url: str) -> str:
    """The address without numbers, so that the page of every dossier counts as one."""
    return re.sub(r"\d+", "N", urlsplit(url).path) or url
