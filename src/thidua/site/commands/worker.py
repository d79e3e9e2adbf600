"""``thidua worker``: makes documents and other slow things in the background."""

from __future__ import annotations

import argparse
from datetime import timedelta
from typing import Any

from django.core.management import call_command
from django.db import connection
from django.utils import timezone

# A document takes seconds; what has been "running" for so long belongs to a worker that died.
DEAD_AFTER = timedelta(minutes=10)


def add_commands(subparsers: Any) -> None:
    """Add ``worker`` to the command line."""
    parser = subparsers.add_parser("worker", help="chạy riêng tiến trình nền (tạo văn bản, gửi thông báo)")
    parser.add_argument("--once", action="store_true", help="làm hết việc đang chờ rồi dừng")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Take up what a dead worker left, then work until stopped."""
    requeue_abandoned()
    call_command(
        "db_worker", verbosity=0, interval=0.5, batch=arguments.once, startup_delay=False, reload=False, queue_name="*"
    )
    return 0


def requeue_abandoned() -> int:
    """Give back tasks whose worker died in the middle; return how many.

    On SQLite there is one worker, so at its start every running task is abandoned; elsewhere age decides. Tasks must
    therefore be safe to run twice.
    """
    from django_tasks_db.models import DBTaskResult

    running = DBTaskResult.objects.filter(status="RUNNING")
    if connection.vendor != "sqlite":
        running = running.filter(started_at__lt=timezone.now() - DEAD_AFTER)
    return running.update(status="READY", started_at=None)
