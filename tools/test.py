"""Runs all tests: on SQLite, and again on PostgreSQL where one is there (DATABASE_URL or a local server)."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Collection
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TESTS = ROOT / "tests"
PYTEST = [sys.executable, "-m", "pytest", "-q"]
TWO_AT_ONCE = ["-n", "2", "--dist", "loadfile", "--no-loadscope-reorder"]
# What takes longest begins first, so that at the end neither of the two processes waits for the other.
LONGEST = ["site", "nominations", "movements", "documents", "decisions", "councils"]
BROWSER = ["tests/browser", "tests/site/test_shell_in_browser.py"]

# What runs on both databases: all that a database can do otherwise. Models, actions, permissions and their querysets,
# transitions, facts, lists, commands, two at once; how often pages ask; order, search and filters of lists; and every
# address once for every role (`test_access`). What runs on SQLite only: the libraries, which never see a database;
# `thidua run`, which has its own file; the form and words of pages, of the demo and of translations, which are made
# from the same rows by code that knows no database.
WITHOUT_DATABASE = {"law", "plans", "paperwork", "text", "contracts", "browser", "__pycache__"}
ONCE = [
    f"--ignore=tests/site/test_{name}.py"
    for name in ("components", "contrast", "demo", "papers", "run", "stored_language", "translations")
]
PAGES = "test_pages or test_views"
OF_DATABASE = (
    "ask or thirty or order or search or found or filter or diacritics or accents or exported or twice or two or double"
)
ON_BOTH = [*ONCE, "-k", f"not ({PAGES}) or {OF_DATABASE}"]


def main() -> int:
    """Run the suites one after another and return the first failure's exit status; all are run."""
    extra = sys.argv[1:]
    ensure_browser()
    # Programs that are started a hundred times are not compiled a hundred times, whatever the machine prefers.
    left_out = {"DATABASE_URL", "PYTHONDONTWRITEBYTECODE"}
    environment = {name: value for name, value in os.environ.items() if name not in left_out}
    print("== SQLite", flush=True)
    statuses = [run([*TWO_AT_ONCE, "-m", "not browser", *chosen(folders(), extra)], environment)]
    print("== Trình duyệt", flush=True)
    statuses.append(browse(extra, environment))
    postgres = os.environ.get("DATABASE_URL") or local_postgres()
    if postgres:
        print("== PostgreSQL", flush=True)
        # The databases of tests live for minutes: no commit waits for the disk.
        options = {"DATABASE_URL": postgres, "PGOPTIONS": "-c synchronous_commit=off"}
        words = ["-m", "not browser", *ON_BOTH, *chosen(folders(WITHOUT_DATABASE), extra)]
        statuses.append(run([*TWO_AT_ONCE, *words], environment | options))
    else:
        print("== PostgreSQL: không có máy chủ nào, bỏ qua (đặt DATABASE_URL để chạy)", flush=True)
    return next((status for status in statuses if status), 0)


def run(words: list[str], environment: dict[str, str]) -> int:
    """Run the tests; none being chosen, as when only one folder is asked for, is no failure."""
    status = subprocess.call([*PYTEST, *words], cwd=ROOT, env=environment)
    return 0 if status == 5 else status


def folders(without: Collection[str] = ("contracts", "__pycache__")) -> list[str]:
    """The folders of tests, those that take longest first."""
    names = {folder.name for folder in TESTS.iterdir() if folder.is_dir()} - set(without)
    return [f"tests/{name}" for name in sorted(names, key=lambda name: (name not in LONGEST, name))]


def chosen(places: list[str], extra: list[str]) -> list[str]:
    """Where to look for tests: where the caller says, else ``places``; with the caller's other words."""
    named = any((ROOT / word.partition("::")[0]).exists() for word in extra if not word.startswith("-"))
    return extra if named else [*places, *extra]


def browse(extra: list[str], environment: dict[str, str]) -> int:
    """The browser tests, two at a time; what fails is tried once more alone: a busy machine can outlast any waiting."""
    words = ["-m", "browser", *chosen(BROWSER, extra)]
    status = run(["-n", "2", "--dist", "worksteal", *words], environment)
    if status != 1:
        return status
    print("== Trình duyệt: thử lại những bài chưa đạt", flush=True)
    return run([*words, "--last-failed"], environment)


def ensure_browser() -> None:
    """Chromium for the browser tests: Debian's where it is, else the test tool's own."""
    if any(shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome")):
        return
    print("== Chưa có Chromium; đang tải bản của công cụ kiểm thử …", flush=True)
    subprocess.call([sys.executable, "-m", "playwright", "install", "chromium"])


def local_postgres() -> str:
    """Address of a PostgreSQL server on this machine that lets us make databases, or nothing."""
    program = """
import psycopg
with psycopg.connect("dbname=postgres connect_timeout=10") as connection:
    row = connection.execute("select rolcreatedb or rolsuper from pg_roles where rolname = current_user").fetchone()
    raise SystemExit(0 if row and row[0] else 1)
"""
    found = subprocess.call([sys.executable, "-c", program], stderr=subprocess.DEVNULL)
    return "postgres:///postgres" if found == 0 else ""


if __name__ == "__main__":
    sys.exit(main())
