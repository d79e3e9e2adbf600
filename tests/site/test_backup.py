"""A backup holds everything, comes back as it was, and nothing damaged or foreign is taken for one."""

from __future__ import annotations

import hashlib
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from thidua.site.backups import BackupError, read_backup, write_backup

PROOF = b"minh chung"
DIGEST = hashlib.sha256(PROOF).hexdigest()
STORED = f"files/{DIGEST[:2]}/{DIGEST[2:4]}/{DIGEST}"


@pytest.fixture
def office_data(tmp_path: Path) -> Path:
    """A data folder with one stored file and a meeting whose vote is over; the tables as far as a backup asks."""
    folder = tmp_path / "data"
    (folder / STORED).parent.mkdir(parents=True)
    (folder / STORED).write_bytes(PROOF)
    (folder / "secret_key").write_text("khong ai biet")
    write(folder, "CREATE TABLE base_storedfile (sha256 TEXT)", f"INSERT INTO base_storedfile VALUES ('{DIGEST}')")
    write(folder, "CREATE TABLE councils_meeting (title TEXT, state TEXT, voting_closes_at TEXT)")
    write(folder, "INSERT INTO councils_meeting VALUES ('Họp tháng 12', 'counted', '2025-12-01 09:00:00')")
    return folder


def write(folder: Path, *statements: str) -> None:
    with closing(sqlite3.connect(folder / "thidua.sqlite3")) as database, database:
        for statement in statements:
            database.execute(statement)


def test_what_was_backed_up_comes_back(office_data: Path, tmp_path: Path) -> None:
    assert write_backup(office_data, tmp_path / "b" / "1.zip") == 1
    assert read_backup(tmp_path / "b" / "1.zip", tmp_path / "again") == 1

    assert (tmp_path / "again" / STORED).read_bytes() == PROOF
    with closing(sqlite3.connect(tmp_path / "again" / "thidua.sqlite3")) as database:
        assert database.execute("SELECT title FROM councils_meeting").fetchall() == [("Họp tháng 12",)]
    assert not (tmp_path / "again" / "secret_key").exists()
    assert (tmp_path / "b" / "1.zip").stat().st_mode & 0o077 == 0
    assert [path.name for path in (tmp_path / "b").iterdir()] == ["1.zip"], "nothing half done is left"


def test_what_is_being_written_is_in_the_backup_or_not_but_never_half(office_data: Path, tmp_path: Path) -> None:
    write(office_data, "PRAGMA journal_mode=WAL")
    with closing(sqlite3.connect(office_data / "thidua.sqlite3")) as busy:
        busy.execute("UPDATE councils_meeting SET title = 'Dở dang'")
        write_backup(office_data, tmp_path / "1.zip")
    read_backup(tmp_path / "1.zip", tmp_path / "again")

    with closing(sqlite3.connect(tmp_path / "again" / "thidua.sqlite3")) as database:
        assert database.execute("SELECT title FROM councils_meeting").fetchall() == [("Họp tháng 12",)]


def test_a_demo_comes_back_as_a_demo(office_data: Path, tmp_path: Path) -> None:
    (office_data / "demo").touch()
    write_backup(office_data, tmp_path / "1.zip")
    read_backup(tmp_path / "1.zip", tmp_path / "again")
    assert (tmp_path / "again" / "demo").exists()


def test_no_copy_is_made_while_ballots_are_cast(office_data: Path, tmp_path: Path) -> None:
    write(office_data, "UPDATE councils_meeting SET state = 'voting', voting_closes_at = '9000-01-01 09:00:00'")
    with pytest.raises(BackupError, match="Họp tháng 12"):
        write_backup(office_data, tmp_path / "1.zip")
    assert not (tmp_path / "1.zip").exists()


def test_a_vote_that_is_over_but_not_counted_hinders_no_copy(office_data: Path, tmp_path: Path) -> None:
    write(office_data, "UPDATE councils_meeting SET state = 'voting'")
    assert write_backup(office_data, tmp_path / "1.zip") == 1


@pytest.mark.parametrize("harm", ["lost", "changed"])
def test_a_file_that_is_lost_or_damaged_is_named(office_data: Path, tmp_path: Path, harm: str) -> None:
    if harm == "lost":
        (office_data / STORED).unlink()
    else:
        (office_data / STORED).write_bytes(b"minh chung gia")
    with pytest.raises(BackupError, match=DIGEST):
        write_backup(office_data, tmp_path / "1.zip")
    assert not (tmp_path / "1.zip").exists()


def test_nothing_that_stands_is_overwritten(office_data: Path, tmp_path: Path) -> None:
    write_backup(office_data, tmp_path / "1.zip")
    with pytest.raises(BackupError, match="tên tệp khác"):
        write_backup(office_data, tmp_path / "1.zip")
    with pytest.raises(BackupError, match="thư mục trống"):
        read_backup(tmp_path / "1.zip", office_data)


@pytest.mark.parametrize("name", ["../evil", "/etc/evil", "files/../../evil", "secret_key"])
def test_an_archive_with_foreign_parts_writes_nothing(tmp_path: Path, name: str) -> None:
    with zipfile.ZipFile(tmp_path / "1.zip", "w") as archive:
        archive.writestr(name, b"x")
    with pytest.raises(BackupError, match="phần lạ"):
        read_backup(tmp_path / "1.zip", tmp_path / "again")
    assert [path.name for path in tmp_path.iterdir()] == ["1.zip"]


def test_an_archive_cut_short_is_refused(office_data: Path, tmp_path: Path) -> None:
    write_backup(office_data, tmp_path / "1.zip")
    whole = (tmp_path / "1.zip").read_bytes()
    (tmp_path / "1.zip").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(BackupError):
        read_backup(tmp_path / "1.zip", tmp_path / "again")
    assert not (tmp_path / "again").exists()
