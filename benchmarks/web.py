"""Pages under load: a list of 50 nominations against a Django "hello" on the same server.

``THIDUA_DATA=/somewhere thidua demo --size province`` first, then
``THIDUA_DATA=/somewhere python -m benchmarks.web [--seconds 5]``. The client shares the cores with the server, so
requests per second are a floor; the processor time per page is the server's own.
"""

from __future__ import annotations

import argparse
import contextlib
import http.client
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import django
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.sessions.backends.db import SessionStore

from benchmarks.measuring import report

CLIENTS = 4


def children(pid: int) -> list[int]:
    """The process and all below it."""
    found = [pid]
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in task.read_text().split():
            found += children(int(child))
    return found


def processor_seconds(pid: int) -> float:
    """Processor time of a process and all below it, user and system."""
    ticks = 0
    for one in children(pid):
        with contextlib.suppress(OSError):
            fields = Path(f"/proc/{one}/stat").read_text().rsplit(")", 1)[1].split()
            ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


@contextlib.contextmanager
def served(target: str, urlconf: str) -> Iterator[tuple[int, int]]:
    """A granian server for ``target``: its port and process id; ended afterwards."""
    with contextlib.closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    program = (
        "import granian\n"
        f"granian.Granian({target!r}, address='127.0.0.1', port={port}, interface='wsgi', workers=2, "
        "blocking_threads=2, log_level='error', websockets=False).serve()\n"
    )
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "benchmarks.settings", "THIDUA_URLCONF": urlconf}
    server = subprocess.Popen([sys.executable, "-c", program], env=environment)
    try:
        for _try in range(100):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
                break
            time.sleep(0.1)
        yield port, server.pid
    finally:
        server.terminate()
        server.wait()


def load(port: int, pid: int, path: str, cookie: str, seconds: float) -> tuple[float, float, float, int]:
    """Requests per second, processor milliseconds per request, slowest of a hundred (ms), bytes of one page."""
    times: list[float] = []
    sizes: list[int] = []

    def client(until: float) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port)
        while time.perf_counter() < until:
            begin = time.perf_counter()
            connection.request("GET", path, headers={"Cookie": cookie, "Accept-Language": "vi"})
            answer = connection.getresponse()
            body = answer.read()
            if answer.status != 200:
                raise RuntimeError(f"{path}: {answer.status}")
            times.append(time.perf_counter() - begin)
            sizes.append(len(body))

    def run(length: float) -> None:
        until = time.perf_counter() + length
        threads = [threading.Thread(target=client, args=(until,)) for _number in range(CLIENTS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    run(1.0)
    times.clear()
    before, begin = processor_seconds(pid), time.perf_counter()
    run(seconds)
    spent, wall = processor_seconds(pid) - before, time.perf_counter() - begin
    slow = sorted(times)[int(len(times) * 0.99) - 1] if times else 0.0
    return len(times) / wall, spent / max(1, len(times)) * 1000, slow * 1000, sizes[-1]


def session_cookie(username: str) -> str:
    """A signed-in session for a demo account, as a cookie."""
    user = get_user_model().objects.get(username=username)
    session = SessionStore()
    session["_auth_user_id"] = str(user.pk)
    session["_auth_user_backend"] = "django.contrib.auth.backends.ModelBackend"
    session["_auth_user_hash"] = user.get_session_auth_hash()
    session.create()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=5)
    seconds = parser.parse_args().seconds
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thidua.site.settings")
    django.setup()
    cookie = session_cookie("demo.officer")
    rows = []
    with served("benchmarks.hello:application", "benchmarks.hello") as (port, pid):
        rows.append(("Django hello, same middleware", "/", *load(port, pid, "/", "", seconds)))
    with served("thidua.site.wsgi:application", "thidua.site.urls") as (port, pid):
        for title, path in (
            ("50 nominations", "/ho-so/"),
            ("the same, searched", "/ho-so/?q=nguyen"),
            ("start page", "/viec-cua-toi/"),
            ("portal", "/"),
            ("honour roll", "/cong-khai/bang-vang/"),
        ):
            rows.append((title, path, *load(port, pid, path, cookie, seconds)))
    hello = rows[0][3]
    table = [
        (title, path, f"{rate:.0f}", f"{cost:.1f}", f"{cost / hello:.0f}x", f"{slow:.0f}", f"{size / 1024:.0f} kB")
        for title, path, rate, cost, slow, size in rows
    ]
    headers = ("page", "address", "requests/s", "processor ms/page", "against hello", "p99 ms", "HTML")
    report(f"Pages, {CLIENTS} clients, 2 server processes", headers, table)


if __name__ == "__main__":
    main()
