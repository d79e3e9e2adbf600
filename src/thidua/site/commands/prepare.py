"""Bringing a data folder to the present state: migrations, and the demo where there is nothing yet."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import django
from django.conf import settings


def prepare(folder: Path, *, demo: bool) -> int:
    """Migrate the database of ``folder`` and, in a new one, make the demo.

    Returns 0, or the exit status of what failed.
    """
    new = not (folder / "thidua.sqlite3").exists() and not os.environ.get("DATABASE_URL")
    unfinished = (folder / "demo.unfinished").exists()
    if new and demo:
        (folder / "demo.unfinished").touch()
    django.setup()
    from django.core.management import call_command  # needs the settings to be ready

    from thidua.paperwork import check_fonts

    if unfinished:
        print("Lần tạo bản trình diễn trước bị ngắt giữa chừng; đang làm lại …", flush=True)
        for left in folder.glob("thidua.sqlite3*"):
            left.unlink()
    call_command("migrate", verbosity=0, interactive=False)
    check_fonts()
    gather_static_files(folder)
    if (new or unfinished) and demo:
        print("Đang tạo bản trình diễn từ kế hoạch mẫu (khoảng nửa phút) …", flush=True)
        from thidua.site.demo.building import build

        build()
        (folder / "demo.unfinished").unlink(missing_ok=True)
    return 0


def gather_static_files(folder: Path) -> None:
    """Bring the pages' files into the data folder, compressed and named by content; only after they have changed."""
    from django.contrib.staticfiles.finders import get_finders
    from django.core.management import call_command
    from django.test.utils import override_settings

    found = [
        (path, storage.size(path), storage.get_modified_time(path).isoformat())
        for finder in get_finders()
        for path, storage in finder.list([])
    ]
    stamp = hashlib.sha256(repr(sorted(found)).encode()).hexdigest()
    kept = folder / "static" / "stamp"
    if kept.exists() and kept.read_text() == stamp:
        return
    storages = settings.STORAGES | {
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    }
    with override_settings(STATIC_ROOT=folder / "static", STORAGES=storages):
        call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    kept.write_text(stamp)


def greeting(address: str) -> str:
    """What `thidua run` prints once the server answers: the address and, in demo mode, the accounts."""
    lines = ["", f"Thi Đua đang chạy tại  {address}/", "Nhấn Ctrl-C để dừng.", ""]
    if (settings.DATA / "demo").exists():
        from thidua.site.demo_accounts import demo_accounts

        lines.append("Bản trình diễn: vào trang đăng nhập, bấm một tài khoản là vào ngay (không cần mật khẩu):")
        lines += [f"  {account.username:22} {account.role} – {account.person}" for account in demo_accounts()]
        lines.append("")
    return "\n".join(lines)
