"""Pages under load: what an officer opens daily, against a Django "hello" on the same server.

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
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import django
from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.sessions.backends.db import SessionStore
from django.db.models import Count
from django.urls import reverse

from benchmarks.measuring import report

CLIENTS = 4
PROCESSES = 2
# Which of two processes takes a connection is chance: that one takes none of so many happens once in 30,000 times.
CONNECTIONS_TO_WARM = 16


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
        f"granian.Granian({target!r}, address='127.0.0.1', port={port}, interface='wsgi', workers={PROCESSES}, "
        "blocking_threads=2, log_level='error', websockets=False, workers_kill_timeout=5).serve()\n"
    )
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "benchmarks.settings", "THIDUA_URLCONF": urlconf}
    server = subprocess.Popen([sys.executable, "-c", program], env=environment)
    try:
        for _try in range(600):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
                break
            time.sleep(0.1)
        yield port, server.pid
    finally:
        server.terminate()
        server.wait()


def asked(connection: http.client.HTTPConnection, path: str, cookie: str) -> bytes:
    """One page; anything but the page itself ends the measuring."""
    connection.request("GET", path, headers={"Cookie": cookie, "Accept-Language": "vi"})
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != 200:
        raise RuntimeError(f"{path}: {answer.status}")
    return body


def warm(port: int, path: str, cookie: str) -> None:
    """Ask for the page by so many connections that every server process has shown it."""
    for _number in range(CONNECTIONS_TO_WARM):
        with contextlib.closing(http.client.HTTPConnection("127.0.0.1", port)) as connection:
            asked(connection, path, cookie)


def load(port: int, pid: int, path: str, cookie: str, seconds: float) -> tuple[float, float, float, int]:
    """Requests per second, processor milliseconds per request, slowest of a hundred (ms), bytes of one page."""
    warm(port, path, cookie)
    before, begin = processor_seconds(pid), time.perf_counter()

    def client(_number: int) -> list[tuple[float, int]]:
        pages = []
        with contextlib.closing(http.client.HTTPConnection("127.0.0.1", port)) as connection:
            while time.perf_counter() < begin + seconds:
                start = time.perf_counter()
                size = len(asked(connection, path, cookie))
                pages.append((time.perf_counter() - start, size))
        return pages

    with ThreadPoolExecutor(CLIENTS) as clients:
        pages = [page for found in clients.map(client, range(CLIENTS)) for page in found]
    spent, wall = processor_seconds(pid) - before, time.perf_counter() - begin
    slow = sorted(length for length, _size in pages)[max(int(len(pages) * 0.99) - 1, 0)]
    return len(pages) / wall, spent / len(pages) * 1000, slow * 1000, pages[-1][1]


def session_cookie(username: str) -> str:
    """A signed-in session for a demo account, as a cookie."""
    user = get_user_model().objects.get(username=username)
    session = SessionStore()
    session["_auth_user_id"] = str(user.pk)
    session["_auth_user_backend"] = "django.contrib.auth.backends.ModelBackend"
    session["_auth_user_hash"] = user.get_session_auth_hash()
    session.create()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


def daily_pages() -> list[tuple[str, str]]:
    """What an officer opens every day, by title and address; objects with most to show."""
    dossiers = apps.get_model("nominations.Dossier").objects.filter(state="submitted")
    meetings = apps.get_model("councils.Meeting").objects.annotate(count=Count("questions"))
    movements = apps.get_model("movements.Movement").objects.annotate(count=Count("participations"))
    dossier = dossiers.annotate(count=Count("nominations")).order_by("-count", "pk")[0]
    movement, meeting = movements.order_by("-count", "pk")[0], meetings.order_by("-count", "pk")[0]
    return [
        ("50 nominations", reverse("nominations:list")),
        ("the same, searched", reverse("nominations:list") + "?q=nguyen"),
        ("start page", reverse("start")),
        (f"dossier with {dossier.count} nominations", reverse("nominations:detail", args=[dossier.pk])),
        (f"board of {movement.count} units", reverse("movements:board", args=[movement.pk])),
        (f"meeting with {meeting.count} questions", reverse("councils:meeting", args=[meeting.pk])),
        ("eligibility, own record", reverse("nominations:eligibility")),
        ("register of papers", reverse("documents:register")),
        ("portal", reverse("portal:home")),
        ("honour roll", reverse("portal:honour_roll")),
    ]


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
        for title, path in daily_pages():
            rows.append((title, path, *load(port, pid, path, cookie, seconds)))
    hello = rows[0][3]
    table = [
        (title, path, f"{rate:.0f}", f"{cost:.1f}", f"{cost / hello:.0f}x", f"{slow:.0f}", f"{size / 1024:.0f} kB")
        for title, path, rate, cost, slow, size in rows
    ]
    headers = ("page", "address", "requests/s", "processor ms/page", "against hello", "p99 ms", "HTML")
    report(f"Pages, {CLIENTS} clients, {PROCESSES} server processes", headers, table)


if __name__ == "__main__":
    main()
