"""Backups of an installation that keeps its database in a file: one archive, written and read back with checks.

A backup is a zip with the database as it was at one moment and every stored file that it names. The installation's
secret key stays behind: it signs sessions only, and a new one costs everybody one sign-in.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import sqlite3
import tempfile
import zipfile
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

DATABASE = "thidua.sqlite3"
# The mark of a demo goes along: without it the demo would come back as an office at work.
DEMO_MARK = "demo"
_FILE = re.compile(r"files/[0-9a-f]{2}/[0-9a-f]{2}/([0-9a-f]{64})")
_BLOCK = 1024 * 1024


class BackupError(Exception):
    """The backup cannot be made or read; the message says why, in Vietnamese."""


def write_backup(folder: Path, target: Path) -> int:
    """Write database and files of the data folder into ``target``, whole or not at all, and read it back.

    The program may go on working meanwhile: the database is copied as of one moment, and stored files never change.

    Args:
        folder: the data folder.
        target: the archive; must not exist.

    Returns:
        how many stored files it holds.

    Raises:
        BackupError: there is no database, the target stands already, a vote is going on (a copy from just before and
            one from just after a ballot would tell who chose what; see docs/trust.md), or a file is lost or damaged.
    """
    if not (folder / DATABASE).exists():
        raise BackupError(f"Không có cơ sở dữ liệu trong “{folder}”. Hãy chỉ đúng thư mục: --data THƯ_MỤC")
    if target.exists():
        raise BackupError(f"Đã có “{target}”. Hãy chọn tên tệp khác.")
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent) as work:
        copied = Path(work) / DATABASE
        _copy_database(folder / DATABASE, copied)
        _refuse_during_a_vote(copied)
        names = _stored_files(copied)
        draft = Path(work) / "backup.zip"
        with zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            archive.write(copied, DATABASE)
            if (folder / DEMO_MARK).exists():
                archive.write(folder / DEMO_MARK, DEMO_MARK)
            for name in names:
                if not (folder / name).exists():
                    raise BackupError(
                        f"Tệp “{name}” đã mất khỏi thư mục dữ liệu; hãy khôi phục tệp đó rồi sao lưu lại."
                    )
                archive.write(folder / name, name)
        read_backup(draft, Path(work) / "read-back")
        draft.chmod(0o600)
        draft.rename(target)
    return len(names)


def read_backup(source: Path, folder: Path) -> int:
    """Unpack a backup into a new data folder, whole or not at all, each part checked.

    Args:
        source: the archive.
        folder: the data folder to make; it must be empty or not exist.

    Returns:
        how many stored files it holds.

    Raises:
        BackupError: the folder is in use, or the archive is damaged or no backup of ours.
    """
    if folder.exists() and any(folder.iterdir()):
        raise BackupError(f"“{folder}” đang có dữ liệu. Hãy khôi phục vào một thư mục trống: --data THƯ_MỤC")
    folder.parent.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(dir=folder.parent))
    try:
        with zipfile.ZipFile(source) as archive:
            for entry in archive.infolist():
                _unpack(archive, entry, work)
        if not (work / DATABASE).exists():
            raise BackupError(f"“{source}” không phải bản sao lưu của Thi Đua: thiếu cơ sở dữ liệu.")
        _demand_whole(work / DATABASE)
        names = _stored_files(work / DATABASE)
        lost = [name for name in names if not (work / name).exists()]
        if lost:
            raise BackupError(f"Bản sao lưu thiếu {len(lost)} tệp, ví dụ “{lost[0]}”.")
        if folder.exists():
            folder.rmdir()
        work.rename(folder)
    except (zipfile.BadZipFile, OSError) as error:
        raise BackupError(f"Không đọc được “{source}”: {error}") from error
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return len(names)


def _copy_database(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source)) as living, closing(sqlite3.connect(target)) as copy:
        living.backup(copy)
    _demand_whole(target)


def _demand_whole(database: Path) -> None:
    try:
        with closing(sqlite3.connect(database)) as opened:
            found = opened.execute("PRAGMA integrity_check").fetchone()[0]
    except sqlite3.DatabaseError as error:
        found = str(error)
    if found != "ok":
        raise BackupError(f"Cơ sở dữ liệu bị hỏng: {found}")


def _refuse_during_a_vote(database: Path) -> None:
    """Refuse while ballots can be cast; once the time is over nothing more is told by a copy, counted or not."""
    question = "SELECT title FROM councils_meeting WHERE state = 'voting' AND voting_closes_at > ?"
    with closing(sqlite3.connect(database)) as opened:
        voting = opened.execute(question, [f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S}"]).fetchone()
    if voting:
        message = "Đang bỏ phiếu ở phiên họp “{}”: để giữ kín lá phiếu, hãy sao lưu sau giờ bỏ phiếu."
        raise BackupError(message.format(voting[0]))


def _stored_files(database: Path) -> list[str]:
    """The files that the database names, as they lie in the data folder."""
    with closing(sqlite3.connect(database)) as opened:
        rows = opened.execute("SELECT sha256 FROM base_storedfile ORDER BY sha256").fetchall()
    return [f"files/{digest[:2]}/{digest[2:4]}/{digest}" for (digest,) in rows]


def _unpack(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, folder: Path) -> None:
    """One part of the archive; only names that a backup has, so that nothing is written outside the folder."""
    stored = _FILE.fullmatch(entry.filename)
    if stored is None and entry.filename not in {DATABASE, DEMO_MARK}:
        raise BackupError(f"Bản sao lưu có phần lạ: “{entry.filename}”.")
    path = folder / entry.filename
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    digest = hashlib.sha256()
    with archive.open(entry) as packed, os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600), "wb") as written:
        while block := packed.read(_BLOCK):
            digest.update(block)
            written.write(block)
    if stored is not None and digest.hexdigest() != stored[1]:
        raise BackupError(f"Tệp “{entry.filename}” bị hỏng: nội dung không khớp mã băm.")
