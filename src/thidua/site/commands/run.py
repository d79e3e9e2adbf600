"""``thidua run``: everything on one PC. Prepares the data folder, starts server and worker, ends both cleanly."""

from __future__ import annotations

import _thread
import argparse
import contextlib
import errno
import importlib
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HOST = "127.0.0.1"
START_SECONDS = 120.0
STOP_SECONDS = 10.0


def add_commands(subparsers: Any) -> None:
    """Add ``run`` to the command line."""
    parser = subparsers.add_parser("run", help="chạy toàn bộ trên một máy (lần đầu tạo bản trình diễn)")
    parser.add_argument("--port", type=int, default=8000, help="cổng (mặc định 8000)")
    parser.add_argument("--data", default="data", metavar="THƯ_MỤC", help="thư mục dữ liệu (mặc định ./data)")
    parser.add_argument("--empty", action="store_true", help="không tạo bản trình diễn: bắt đầu với dữ liệu trống")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Prepare, start, watch; return 0 after Ctrl-C, 2 when it cannot start."""
    folder = Path(arguments.data).expanduser().resolve()
    fault = _folder_fault(folder) or _port_fault(arguments.port)
    if fault:
        print(fault, file=sys.stderr)
        return 2
    address = f"http://{HOST}:{arguments.port}"
    os.environ["THIDUA_DATA"] = str(folder)
    os.environ.setdefault("THIDUA_PUBLIC_ADDRESS", address)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thidua.site.settings")
    try:
        with _interruptible():
            prepared = importlib.import_module("thidua.site.commands.prepare").prepare(folder, demo=not arguments.empty)
    except KeyboardInterrupt:
        print("Đã dừng khi đang chuẩn bị dữ liệu; lần chạy sau sẽ làm lại từ đầu.", file=sys.stderr)
        return 130
    except Exception as error:
        if not _disk_is_full(error):
            raise
        print(
            f"Ổ đĩa chứa “{folder}” đã hết chỗ. Hãy giải phóng chỗ trống hoặc chọn thư mục khác rồi chạy lại: "
            "thidua run --data THƯ_MỤC. Phần đang làm dở sẽ được làm lại.",
            file=sys.stderr,
        )
        return 2
    if prepared:
        return int(prepared)
    return _supervise(address, arguments.port)


@contextlib.contextmanager
def _interruptible() -> Iterator[None]:
    """Ctrl-C ends what runs within, wherever it hits.

    Python drops an exception that is raised in a finaliser or a callback, and with it the wish to stop; so the wish is
    repeated every second until it has been heard.
    """
    heard = threading.Event()
    handler, hook = signal.getsignal(signal.SIGINT), sys.unraisablehook

    def repeat() -> None:
        while not heard.wait(1):
            _thread.interrupt_main()

    def ask_to_stop(_number: int, _frame: object) -> None:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        threading.Thread(target=repeat, daemon=True).start()
        raise KeyboardInterrupt

    def keep_quiet(dropped: Any) -> None:
        if not issubclass(dropped.exc_type, KeyboardInterrupt):
            hook(dropped)

    signal.signal(signal.SIGINT, ask_to_stop)
    sys.unraisablehook = keep_quiet
    try:
        yield
    finally:
        heard.set()
        sys.unraisablehook = hook
        signal.signal(signal.SIGINT, handler)


def _folder_fault(folder: Path) -> str:
    """Why the data folder cannot be used, as one line; empty when it can."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / ".ghi-thu"
        probe.write_text("")
        probe.unlink()
    except OSError as error:
        return f"Không ghi được vào “{folder}” ({error.strerror}). Hãy chọn thư mục khác: thidua run --data THƯ_MỤC"
    return ""


def _disk_is_full(error: BaseException | None) -> bool:
    """Whether ``error`` or what led to it is a full disk, told by the system or by SQLite."""
    while error is not None:
        if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
            return True
        if isinstance(error, sqlite3.OperationalError) and "full" in str(error):
            return True
        error = error.__cause__ or error.__context__
    return False


def _port_fault(port: int) -> str:
    """Why the port cannot be used, as one line; empty when it can."""
    if not 1 <= port <= 65535:
        return f"Cổng {port} không hợp lệ. Hãy chọn số từ 1 đến 65535: thidua run --port 8001"
    with contextlib.closing(socket.socket(socket.AF_INET, socket.SOCK_STREAM)) as probe:
        if sys.platform != "win32":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            return f"Không mở được cổng {port} ({error.strerror}). Hãy chọn cổng khác: thidua run --port {port + 1}"
    return ""


def _supervise(address: str, port: int) -> int:
    """Start server and worker, say where they are, restart a worker that died, end both on Ctrl-C or SIGTERM."""
    stop_wanted = False

    def ask_to_stop(_number: int, _frame: object) -> None:
        nonlocal stop_wanted
        stop_wanted = True

    signal.signal(signal.SIGINT, ask_to_stop)
    signal.signal(signal.SIGTERM, ask_to_stop)
    server = _start("serve", "--port", str(port), "--host", HOST)
    worker = _start("worker")
    try:
        if not _wait_for(port, server, lambda: stop_wanted):
            if not stop_wanted:
                print("Máy chủ không khởi động được; xem các dòng báo lỗi ở trên.", file=sys.stderr)
            return 0 if stop_wanted else 1
        print(importlib.import_module("thidua.site.commands.prepare").greeting(address), flush=True)
        while not stop_wanted:
            time.sleep(0.2)
            if server.poll() is not None:
                print("Máy chủ đã dừng đột ngột; hãy chạy lại thidua run.", file=sys.stderr)
                return 1
            if worker.poll() is not None and not stop_wanted:
                time.sleep(1)
                worker = _start("worker")
        return 0
    finally:
        _stop(server, worker)
        print("Đã dừng Thi Đua.", flush=True)


def _start(*words: str) -> subprocess.Popen[bytes]:
    """A child of its own session: Ctrl-C reaches only us, and we end the children in order."""
    return subprocess.Popen([sys.executable, "-m", "thidua", *words], start_new_session=True)


def _wait_for(port: int, server: subprocess.Popen[bytes], stop_wanted: Any) -> bool:
    """Whether the server answers on its port before it dies, time runs out or somebody stops us."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None and not stop_wanted():
        with contextlib.suppress(OSError), socket.create_connection((HOST, port), timeout=1):
            return True
        time.sleep(0.1)
    return False


def _stop(*children: subprocess.Popen[bytes]) -> None:
    for child in children:
        if child.poll() is None:
            child.terminate()
    deadline = time.monotonic() + STOP_SECONDS
    for child in children:
        try:
            child.wait(timeout=max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
        _end_rest(child)


def _end_rest(child: subprocess.Popen[bytes]) -> None:
    """End what a child has left behind: a server that was stopped while it started would hold the port for ever."""
    if sys.platform != "win32":
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
