"""Chromium, and real offices to visit: each demo is made once, every office begins as a copy of it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, sync_playwright
from tests.browser.running_office import Office, make_demo, opened
from tests.browser.visitor import Findings, Screen, Visitor

# Without a process of its own for drawing, a page takes an eighth less of the processors.
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--in-process-gpu", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--no-first-run",
]  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The journeys, which take longest, begin first: at the end neither of two processes waits for the other."""
    items.sort(key=lambda item: item.path.name != "test_journey.py")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, else the test tool's own; without any, the tests are skipped unless a browser is required.

    One per module and not per session: while Playwright runs, Django believes to be in an asynchronous program and
    would refuse the tests of other modules their database.
    """
    installed = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        try:
            chromium = playwright.chromium.launch(executable_path=installed, args=ARGUMENTS)
        except Error as error:
            message = f"no Chromium that starts: {str(error).splitlines()[0]}"
            if os.environ.get("THIDUA_REQUIRE_BROWSER") == "1":
                pytest.fail(message)
            pytest.skip(message)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def launched_demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder in which the demo's movement is launched and nothing more."""
    return made_once(tmp_path_factory, "launched")


@pytest.fixture(scope="session")
def council_demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder whose council has voted once and votes on further dossiers; no decision yet."""
    return made_once(tmp_path_factory, "council")


def made_once(tmp_path_factory: pytest.TempPathFactory, stage: str) -> Path:
    """The demo up to ``stage``; of processes that test together the first makes it for all."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        return make_demo(tmp_path_factory.mktemp(stage) / "data", stage)
    import fcntl  # not on Windows, where tests run one after another

    shared = tmp_path_factory.getbasetemp().parent / stage
    shared.mkdir(exist_ok=True)
    with (shared / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (shared / "made").exists():
            make_demo(shared / "data", stage)
            (shared / "made").touch()
    return shared / "data"


@pytest.fixture
def office(launched_demo: Path, tmp_path: Path) -> Iterator[Office]:
    """An office of its own for one test, with its movement just launched and nobody at work behind the pages."""
    with opened(launched_demo, tmp_path / "data", worker=False) as office:
        yield office


@pytest.fixture
def staffed_office(office: Office) -> Office:
    """The same with its worker."""
    office.start("worker")
    return office


@pytest.fixture(scope="module")
def busy_office(council_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """An office with work at every stage; its council is voting."""
    with opened(council_demo, tmp_path_factory.mktemp("busy") / "data") as office:
        yield office


@pytest.fixture
def findings() -> Iterator[Findings]:
    """What is found on the pages; a test that found something fails at its end."""
    findings = Findings()
    yield findings
    assert findings.report() == ""


Visit = Callable[[Office, Screen], Visitor]


@pytest.fixture
def visit(browser: Browser, findings: Findings) -> Iterator[Visit]:
    """``visit(office, DESK)`` → somebody who has just opened a browser there."""
    visitors: list[Visitor] = []

    def come(office: Office, screen: Screen) -> Visitor:
        visitors.append(Visitor(browser, office.address, screen, findings))
        return visitors[-1]

    yield come
    for visitor in visitors:
        visitor.close()
