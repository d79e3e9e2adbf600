"""Two people at once: threads that start together, on a database that really has two connections."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection, connections

from thidua.base import clock


@pytest.fixture
def apart(tmp_path: Path) -> Iterator[Callable[[], None]]:
    """``apart()`` → from now on new connections are to a real file, a copy of what is committed (SQLite only)."""
    settings = connections.settings["default"]
    name = settings["NAME"]

    def go() -> None:
        if connection.vendor != "sqlite":
            return
        path = tmp_path / "apart.sqlite3"
        connection.ensure_connection()
        copy = sqlite3.connect(path)
        connection.connection.backup(copy)
        # As on every installation, whose first start is long over: of connections that switch a file to its log at the
        # same moment, SQLite refuses one without waiting ("database is locked").
        copy.execute("PRAGMA journal_mode=WAL")
        copy.close()
        settings["NAME"] = str(path)

    yield go
    settings["NAME"] = name


def at_once(*works: Callable[[], Any]) -> list[Any]:
    """Run ``works`` in threads that start together; what each returned, or the exception it raised."""
    gate = Barrier(len(works))
    results: list[Any] = [None] * len(works)
    day = clock.today()

    def run(number: int, work: Callable[[], Any]) -> None:
        with clock.on_day(day):
            gate.wait()
            try:
                results[number] = work()
            except Exception as error:
                results[number] = error
            finally:
                connections.close_all()

    threads = [Thread(target=run, args=(number, work)) for number, work in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
