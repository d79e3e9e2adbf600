"""A real office to test from outside: a data folder of its own, ``thidua serve`` and ``thidua worker`` beside it."""

from __future__ import annotations

import contextlib
import itertools
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

DEMO_DATA = Path(__file__).parents[2] / "src" / "thidua" / "site" / "demo" / "data"
PLAN = DEMO_DATA / "ke-hoach-thi-dua-so-noi-vu-khanh-hoa-2024.txt"
# Far more than it takes: a demo is made in ten seconds, on a busy machine in minutes.
START_SECONDS = 300
COMMAND_SECONDS = 600
STOP_SECONDS = 15


def environment_of(data: Path) -> dict[str, str]:
    """What a program of the office is started with: nothing of the test process's own database or settings."""
    dropped = {"DATABASE_URL", "DJANGO_SETTINGS_MODULE", "THIDUA_DEBUG", "THIDUA_DEMO", "THIDUA_PUBLIC_ADDRESS"}
    kept = {name: value for name, value in os.environ.items() if name not in dropped}
    return kept | {"THIDUA_DATA": str(data), "PYTHONUTF8": "1"}


def command(data: Path, *words: str, **options: Any) -> subprocess.CompletedProcess[str]:
    """Run ``thidua <words>`` on a data folder and wait for its end."""
    program = [sys.executable, "-m", "thidua", *words]
    return subprocess.run(
        program, env=environment_of(data), capture_output=True, text=True, timeout=COMMAND_SECONDS, check=False,
        **options,
    )  # fmt: skip


def make_demo(data: Path, stage: str) -> Path:
    """The demo up to ``stage`` in the folder ``data``."""
    data.mkdir(parents=True)
    done = command(data, "demo", "--stage", stage)
    assert done.returncode == 0, done.stdout + done.stderr
    return data


# Below the ports that the system hands out by itself, and for each process that tests from another number on: what is
# free when it is looked for is still free when the office has started.
_ports = itertools.count(20_000 + os.getpid() * 37 % 10_000)


def free_port() -> int:
    """A port on which nobody listens now, another one each time."""
    for port in _ports:
        with contextlib.closing(socket.socket()) as probe, contextlib.suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
    raise AssertionError("no port is free")


def wait_until(true: Callable[[], Any], what: str, seconds: float = START_SECONDS) -> Any:
    """What ``true`` answers as soon as it answers something; fails with ``what`` when it never does."""
    deadline = time.monotonic() + seconds
    while not (answer := true()):
        assert time.monotonic() < deadline, f"waited {seconds:.0f} s in vain: {what}"
        time.sleep(0.02)
    return answer


class Office:
    """One data folder with its server and worker."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.children: dict[str, subprocess.Popen[bytes]] = {}
        self.log = (data / "programs.log").open("ab")

    def start(self, name: str, *words: str) -> subprocess.Popen[bytes]:
        """Start ``thidua <name> <words>`` as a process group of its own."""
        child = subprocess.Popen(
            [sys.executable, "-m", "thidua", name, *words],
            env=environment_of(self.data) | {"THIDUA_PUBLIC_ADDRESS": self.address},
            stdout=self.log, stderr=self.log, start_new_session=True,
        )  # fmt: skip
        self.children[name] = child
        return child

    def open(self, *, worker: bool = True) -> None:
        """Start the server, wait until it answers, then the worker."""
        server = self.start("serve", "--port", str(self.port), "--workers", "1")

        def answers() -> bool:
            assert server.poll() is None, self.said()
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), timeout=1):
                return True
            return False

        wait_until(answers, "the server answers")
        if worker:
            self.start("worker")

    def kill(self, name: str) -> None:
        """End a program at once, as a power cut would."""
        child = self.children.pop(name)
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()

    def close(self) -> None:
        """End all programs; they get the time to end by themselves."""
        for child in self.children.values():
            child.terminate()
        for child in self.children.values():
            try:
                child.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                os.killpg(child.pid, signal.SIGKILL)
                child.wait()
        self.children.clear()
        self.log.close()

    def said(self) -> str:
        """What the programs have written so far."""
        return (self.data / "programs.log").read_text(errors="replace")

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """``thidua <words>`` on this office."""
        return command(self.data, *words)

    @contextlib.contextmanager
    def database(self) -> Iterator[sqlite3.Connection]:
        """The database file as anybody with access to the disk can open it; each statement stands for itself."""
        connection = sqlite3.connect(self.data / "thidua.sqlite3", timeout=20, isolation_level=None)
        try:
            yield connection
        finally:
            connection.close()

    def rows(self, question: str, *values: Any) -> list[Any]:
        """What the database answers."""
        with self.database() as database:
            return database.execute(question, values).fetchall()

    def write(self, statement: str, *values: Any) -> None:
        """Change the database behind the program's back."""
        with self.database() as database:
            assert database.execute(statement, values).rowcount == 1

    def stored_files(self) -> set[str]:
        """Names of the files that the office keeps."""
        return {path.name for path in (self.data / "files").rglob("*") if path.is_file()}


@contextlib.contextmanager
def opened(template: Path, data: Path, *, worker: bool = True) -> Iterator[Office]:
    """An office that begins as a copy of ``template``; its programs are ended afterwards."""
    shutil.copytree(template, data)
    office = Office(data)
    try:
        office.open(worker=worker)
        yield office
    finally:
        office.close()
        # Shown by the test tool when the test failed.
        print(office.said()[-4000:])
