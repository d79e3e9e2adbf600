"""``thidua backup`` and ``thidua restore``: one file with everything, and everything from one file."""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from pathlib import Path
from typing import Any

from thidua.site.backups import BackupError, read_backup, write_backup


def add_commands(subparsers: Any) -> None:
    """Add ``backup`` and ``restore`` to the command line."""
    keep = subparsers.add_parser("backup", help="sao lưu cơ sở dữ liệu và mọi tệp vào một tệp, có kiểm tra")
    keep.add_argument("file", metavar="TỆP.zip", help="tệp sao lưu sẽ tạo")
    keep.set_defaults(run=backup)
    bring = subparsers.add_parser("restore", help="khôi phục bản sao lưu vào một thư mục dữ liệu trống, có kiểm tra")
    bring.add_argument("file", metavar="TỆP.zip", help="tệp sao lưu")
    bring.set_defaults(run=restore)
    folder = os.environ.get("THIDUA_DATA", "data")
    for parser in (keep, bring):
        parser.add_argument("--data", default=folder, metavar="THƯ_MỤC", help="thư mục dữ liệu (mặc định ./data)")


def backup(arguments: argparse.Namespace) -> int:
    """Write the backup; 0 done, 2 refused."""
    if os.environ.get("DATABASE_URL"):
        print(
            "Cơ sở dữ liệu nằm trên máy chủ riêng: hãy sao lưu bằng công cụ của nó (pg_dump), rồi chép thư mục files.",
            file=sys.stderr,
        )
        return 2
    try:
        count = write_backup(Path(arguments.data).expanduser().resolve(), Path(arguments.file).expanduser().resolve())
    except BackupError as fault:
        print(fault, file=sys.stderr)
        return 2
    print(f"Đã sao lưu cơ sở dữ liệu và {count} tệp vào “{arguments.file}”; đã đọc lại và kiểm tra.")
    return 0


def restore(arguments: argparse.Namespace) -> int:
    """Unpack the backup, bring it to the present version and check the journal; 0 done, 1 faults, 2 refused."""
    folder = Path(arguments.data).expanduser().resolve()
    try:
        count = read_backup(Path(arguments.file).expanduser(), folder)
    except BackupError as fault:
        print(fault, file=sys.stderr)
        return 2
    print(f"Đã khôi phục cơ sở dữ liệu và {count} tệp vào “{folder}”.")
    os.environ["THIDUA_DATA"] = str(folder)
    os.environ.pop("DATABASE_URL", None)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thidua.site.settings")
    importlib.import_module("django").setup()
    from django.core.management import call_command

    from thidua.site.commands.journal import verify

    call_command("migrate", verbosity=0, interactive=False)
    return verify(argparse.Namespace(head=""))
