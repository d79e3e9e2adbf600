"""``thidua serve``: the web server alone (production runs several behind a proxy)."""

from __future__ import annotations

import argparse
import importlib
import os
from typing import Any


def add_commands(subparsers: Any) -> None:
    """Add ``serve`` to the command line."""
    parser = subparsers.add_parser("serve", help="chạy riêng máy chủ web")
    parser.add_argument("--host", default="127.0.0.1", help="địa chỉ lắng nghe (mặc định 127.0.0.1)")
    parser.add_argument("--port", type=int, default=8000, help="cổng (mặc định 8000)")
    parser.add_argument("--workers", type=int, default=min(2, os.cpu_count() or 1), help="số tiến trình")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Serve until stopped."""
    granian = importlib.import_module("granian")
    granian.Granian(
        "thidua.site.wsgi:application",
        address=arguments.host,
        port=arguments.port,
        interface="wsgi",
        workers=arguments.workers,
        # Pages are bound by the processor: more threads in a process would only wait for each other.
        blocking_threads=2,
        backlog=256,
        log_level="warning",
        websockets=False,
        respawn_failed_workers=True,
        # A worker that does not hear the wish to stop would keep the port.
        workers_kill_timeout=5,
    ).serve()
    return 0
