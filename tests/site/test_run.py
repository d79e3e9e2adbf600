"""``thidua run`` from outside: what it says when it cannot start, how it ends, what it keeps."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.browser.running_office import environment_of, free_port, wait_until

from thidua.site.commands.run import _interruptible as interruptible
from thidua.site.commands.run import _stop as stop_children

pytestmark = pytest.mark.skipif("DATABASE_URL" in os.environ, reason="runs on its own SQLite file: once is enough")

# Far more than it takes, also on a busy machine.
MADE_WITHIN = 600.0
STARTED_WITHIN = 300.0
ENDED_WITHIN = 120.0
SMALL_DISK = "10m"


class Run:
    """``thidua run`` as a process, with what it has printed."""

    def __init__(self, folder: Path, data: Path, *, port: int | None = None) -> None:
        self.data, self.port = data, port or free_port()
        self.printed = folder / f"printed-{self.port}.txt"
        with self.printed.open("wb") as out:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "thidua", "run", "--port", str(self.port), "--data", str(data)],
                env=environment_of(data), stdout=out, stderr=subprocess.STDOUT, start_new_session=True, cwd=folder,
            )  # fmt: skip

    def said(self) -> str:
        return self.printed.read_text(encoding="utf-8", errors="replace")

    def until_said(self, words: str, seconds: float) -> None:
        wait_until(lambda: words in self.said() or self.process.poll() is not None, words, seconds)
        assert words in self.said(), self.said()

    def started(self, seconds: float = MADE_WITHIN) -> None:
        self.until_said("Thi Đua đang chạy tại", seconds)

    def answers(self) -> bool:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/dang-nhap/", timeout=20) as page:
            return b"demo.officer" in page.read()

    def interrupt(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(ENDED_WITHIN)

    def family(self) -> list[int]:
        """All processes that work on the data folder, ours and those that we started."""
        mark = f"THIDUA_DATA={self.data}".encode()
        found = []
        for folder in Path("/proc").iterdir():
            with contextlib.suppress(OSError):
                if folder.name.isdigit() and mark in (folder / "environ").read_bytes().split(b"\0"):
                    found.append(int(folder.name))
        return found

    def spent(self) -> float:
        """Seconds of processor time of all these and of those of theirs that have ended."""
        ticks = 0
        for number in self.family():
            with contextlib.suppress(OSError):
                numbers = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()
                ticks += sum(map(int, numbers[11:15]))
        return ticks / os.sysconf("SC_CLK_TCK")

    def end(self) -> None:
        """However the test went, nothing of this run stays behind."""
        if self.process.poll() is None:
            self.process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(20)
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        for number in self.family() if sys.platform == "linux" else []:
            with contextlib.suppress(ProcessLookupError):
                os.kill(number, signal.SIGKILL)


Start = Callable[..., Run]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """``start(data)`` → `thidua run` on that folder; ended after the test."""
    runs: list[Run] = []

    def begin(data: Path, **options: Any) -> Run:
        runs.append(Run(tmp_path, data, **options))
        return runs[-1]

    yield begin
    for run in runs:
        run.end()


def refused(run: Run) -> str:
    """The one line with which a run that cannot start ends."""
    assert run.process.wait(STARTED_WITHIN) == 2, run.said()
    lines = run.said().splitlines()
    assert len(lines) == 1, run.said()
    return lines[0]


def test_port_that_is_taken_is_said_in_one_line(start: Start, tmp_path: Path) -> None:
    with contextlib.closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        line = refused(start(tmp_path / "data", port=port))
    assert f"Không mở được cổng {port}" in line
    assert f"thidua run --port {port + 1}" in line
    assert not (tmp_path / "data" / "thidua.sqlite3").exists()


def test_port_that_is_none_is_said_in_one_line(start: Start, tmp_path: Path) -> None:
    assert "Cổng 70000 không hợp lệ" in refused(start(tmp_path / "data", port=70000))


def test_folder_that_cannot_be_written_is_said_in_one_line(start: Start, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    line = refused(start(tmp_path / "file" / "data"))
    assert "Không ghi được vào" in line
    assert "--data" in line


@pytest.mark.skipif(sys.platform == "win32", reason="rights of folders are others on Windows")
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may write everywhere")
def test_read_only_folder_is_said_in_one_line(start: Start, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir(mode=0o500)
    assert "Không ghi được vào" in refused(start(folder))


def test_run_makes_the_demo_once_ends_cleanly_and_keeps_what_was_done(start: Start, tmp_path: Path) -> None:
    first = start(tmp_path / "data")
    first.started()
    said = first.said()
    assert f"http://127.0.0.1:{first.port}/" in said
    for account in ("demo.officer", "demo.contact", "demo.director"):
        assert account in said
    assert first.answers()
    family = first.family()
    assert len(family) >= 3, "run, server and worker"
    making = first.spent()
    assert first.interrupt() == 0
    assert first.said().rstrip().endswith("Đã dừng Thi Đua.")
    assert "Traceback" not in first.said()
    assert first.family() == []
    with pytest.raises(OSError, match="refused"):
        socket.create_connection(("127.0.0.1", first.port), timeout=2)

    with contextlib.closing(sqlite3.connect(tmp_path / "data" / "thidua.sqlite3")) as database:
        assert database.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        events = database.execute("SELECT count(*) FROM journal_event").fetchone()
        database.execute("UPDATE base_democalendar SET day = '2025-11-21'")
        database.commit()
    second = start(tmp_path / "data")
    second.started(STARTED_WITHIN)
    assert "Đang tạo bản trình diễn" not in second.said()
    assert second.answers()
    starting = second.spent()
    assert second.interrupt() == 0
    with contextlib.closing(sqlite3.connect(tmp_path / "data" / "thidua.sqlite3")) as database:
        assert database.execute("SELECT count(*) FROM journal_event").fetchone() == events
        assert database.execute("SELECT day FROM base_democalendar").fetchone() == ("2025-11-21",)
    assert starting < making / 2


def test_a_wish_to_stop_that_is_dropped_is_repeated() -> None:
    def drop_it_and_go_on() -> None:
        with contextlib.suppress(KeyboardInterrupt):  # as Python does in finalisers and callbacks
            signal.raise_signal(signal.SIGINT)
        assert sum(1 for _ in range(10**9)) < 0, "the wish was not repeated"

    before = signal.getsignal(signal.SIGINT)
    with pytest.raises(KeyboardInterrupt), interruptible():
        drop_it_and_go_on()
    assert signal.getsignal(signal.SIGINT) == before


def test_demo_that_was_interrupted_is_made_again_from_the_beginning(start: Start, tmp_path: Path) -> None:
    broken = start(tmp_path / "data")
    broken.until_said("Đang tạo bản trình diễn", STARTED_WITHIN)
    # Where the interrupt hits a text that Python executes (every dataclass is one), Python ends by the signal itself,
    # in spite of our answer; a shell says 130 either way.
    assert broken.interrupt() in (130, -signal.SIGINT)
    assert "lần chạy sau sẽ làm lại từ đầu" in broken.said()
    assert "Traceback" not in broken.said()
    again = start(tmp_path / "data")
    again.until_said("đang làm lại", STARTED_WITHIN)
    again.started()
    assert again.answers()
    assert again.interrupt() == 0


@pytest.mark.skipif(sys.platform == "win32", reason="power cuts are tried with SIGKILL")
def test_demo_cut_off_by_a_power_cut_is_made_again(start: Start, tmp_path: Path) -> None:
    broken = start(tmp_path / "data")
    broken.until_said("Đang tạo bản trình diễn", STARTED_WITHIN)
    broken.process.kill()
    broken.process.wait()
    again = start(tmp_path / "data")
    again.started()
    assert again.answers()
    assert again.interrupt() == 0


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of ten megabytes, less than the demo needs."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("only root can mount a small disk")
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={SMALL_DISK}", "tmpfs", str(folder)], capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    if mounted.returncode:
        pytest.skip(f"mounting is not allowed here: {mounted.stderr.strip()}")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


def test_read_only_disk_is_said_in_one_line(start: Start, small_disk: Path) -> None:
    """What root, who may write into every folder, cannot write to either."""
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    assert "Không ghi được vào" in refused(start(small_disk / "data"))


def test_full_disk_is_said_and_nothing_stays_half_done(start: Start, small_disk: Path) -> None:
    run = start(small_disk / "data")
    assert run.process.wait(MADE_WITHIN) == 2, run.said()
    assert "Traceback" not in run.said()
    assert "hết chỗ" in run.said()
    assert run.family() == []
    subprocess.run(["mount", "-o", "remount,size=200m", str(small_disk)], check=True)
    again = start(small_disk / "data")
    again.started()
    assert again.answers()
    assert again.interrupt() == 0


STUBBORN = '''
import signal, subprocess, sys, time
left = """
import signal, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
print('ready', flush=True)
time.sleep(20)
print('alive')
"""
subprocess.Popen([sys.executable, "-c", left])
time.sleep(60)
'''


def test_what_a_child_leaves_behind_is_ended_with_it() -> None:
    child = subprocess.Popen([sys.executable, "-c", STUBBORN], stdout=subprocess.PIPE, start_new_session=True)
    assert child.stdout is not None
    assert child.stdout.readline() == b"ready\n"
    stop_children(child)
    assert child.stdout.read() == b""  # ends when nobody holds it open any more
