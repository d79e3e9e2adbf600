"""``thidua migrate``: brings the database to the present version."""

from __future__ import annotations

import argparse
from typing import Any

from django.core.management import call_command


def add_commands(subparsers: Any) -> None:
    """Add ``migrate`` to the command line."""
    parser = subparsers.add_parser("migrate", help="cập nhật cấu trúc cơ sở dữ liệu")
    parser.set_defaults(run=run)


def run(_arguments: argparse.Namespace) -> int:
    """Apply all migrations."""
    call_command("migrate", verbosity=1, interactive=False)
    return 0
