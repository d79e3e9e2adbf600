"""Runs all tests: on SQLite, and again on PostgreSQL where one is there (DATABASE_URL or a local server)."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTEST = [sys.executable, "-m", "pytest", "-n", "2", "--dist", "loadfile", "-q"]
# The libraries never see a database and the browser has one of its own; once is enough for them.
ONCE = {"law", "plans", "paperwork", "text", "contracts", "browser", "__pycache__"}
ON_BOTH = sorted(folder.name for folder in (ROOT / "tests").iterdir() if folder.is_dir() and folder.name not in ONCE)


def main() -> int:
    """Run the suites one after another and return the first failure's exit status; all are run."""
    extra = sys.argv[1:]
    ensure_browser()
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    print("== SQLite", flush=True)
    statuses = [subprocess.call([*PYTEST, "-m", "not browser", *extra], cwd=ROOT, env=environment)]
    print("== Trình duyệt", flush=True)
    statuses.append(browse(extra, environment))
    postgres = os.environ.get("DATABASE_URL") or local_postgres()
    if postgres:
        print("== PostgreSQL", flush=True)
        folders = [f"tests/{name}" for name in ON_BOTH]
        command = [*PYTEST, "-m", "not browser", *folders, *extra]
        statuses.append(subprocess.call(command, cwd=ROOT, env=environment | {"DATABASE_URL": postgres}))
    else:
        print("== PostgreSQL: không có máy chủ nào, bỏ qua (đặt DATABASE_URL để chạy)", flush=True)
    return next((status for status in statuses if status), 0)


def browse(extra: list[str], environment: dict[str, str]) -> int:
    """The browser tests, one at a time; what fails is tried once more, since a busy machine can outlast any waiting."""
    command = [sys.executable, "-m", "pytest", "-q", "-m", "browser", *extra]
    status = subprocess.call(command, cwd=ROOT, env=environment)
    if status != 1:
        # 5: none was chosen, as when only one folder is asked for.
        return 0 if status == 5 else status
    print("== Trình duyệt: thử lại những bài chưa đạt", flush=True)
    return subprocess.call([*command, "--last-failed"], cwd=ROOT, env=environment)


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
with psycopg.connect("dbname=postgres connect_timeout=2") as connection:
    row = connection.execute("select rolcreatedb from pg_roles where rolname = current_user").fetchone()
    raise SystemExit(0 if row and row[0] else 1)
"""
    found = subprocess.call([sys.executable, "-c", program], stderr=subprocess.DEVNULL)
    return "postgres:///postgres" if found == 0 else ""


if __name__ == "__main__":
    sys.exit(main())
