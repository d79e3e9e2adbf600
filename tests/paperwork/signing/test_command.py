"""`thidua paperwork verify`."""

import argparse
import json

import pytest

from thidua.paperwork.command import add_commands

from .making import root, signed, unsigned


def run(*arguments) -> int:
    parser = argparse.ArgumentParser()
    add_commands(parser.add_subparsers(required=True))
    parsed = parser.parse_args(["paperwork", "verify", *map(str, arguments)])
    return parsed.run(parsed)


@pytest.fixture
def files(tmp_path):
    """The original, the signed file, and a folder with the trusted root."""
    (tmp_path / "goc").mkdir()
    (tmp_path / "goc" / "a.pem").write_bytes(root())
    (tmp_path / "goc.pdf").write_bytes(unsigned())
    (tmp_path / "ky.pdf").write_bytes(signed())
    return tmp_path


def test_good_file_is_told_with_its_signers(files, capsys):
    assert run(files / "ky.pdf", "--original", files / "goc.pdf", "--roots", files / "goc") == 0
    told = capsys.readouterr().out
    assert told.startswith("Chữ ký hợp lệ\n")
    assert "* Nguyễn Hoàng Phúc Lâm, 2025-12-05T09:30:00+07:00" in told


def test_unsigned_file_is_refused_and_told_as_data(files, capsys):
    assert run(files / "goc.pdf", "--json") == 1
    assert json.loads(capsys.readouterr().out)["verdict"] == "unsigned"


def test_file_that_is_not_there_is_named(files, capsys):
    assert run(files / "khong-co.pdf") == 2
    assert "khong-co.pdf" in capsys.readouterr().err


def test_root_that_is_no_certificate_is_named(files, capsys):
    (files / "goc" / "b.cer").write_bytes(b"x")
    assert run(files / "ky.pdf", "--roots", files / "goc") == 2
    assert "Tệp chứng thư gốc hỏng" in capsys.readouterr().err
