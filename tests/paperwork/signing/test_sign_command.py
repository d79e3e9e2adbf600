"""`thidua paperwork sign`: one signature a call, by a key file; what is missing is asked for by its option."""

import argparse
import datetime

import pytest

from thidua.paperwork import samples
from thidua.paperwork.command import add_commands
from thidua.paperwork.signing import verify_signed

from .making import PASSWORD, hand_image, pkcs12_file, root, seal_image, unsigned

VALID = {"since": datetime.datetime(2020, 1, 1), "until": datetime.datetime(2039, 1, 1)}
PERSON = ("--as", "person", "--post", "GIÁM ĐỐC", "--name", samples.DIRECTOR.name)
AGENCY = ("--as", "agency", *PERSON[2:])


def now() -> datetime.datetime:
    """The moment of the question; what was signed while the tests ran lies before it."""
    return datetime.datetime.now(datetime.UTC)


def run(*arguments) -> int:
    parser = argparse.ArgumentParser()
    add_commands(parser.add_subparsers(required=True))
    parsed = parser.parse_args(["paperwork", "sign", *map(str, arguments)])
    return parsed.run(parsed)


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """The paper, two keys, the pictures; the secret comes from the environment."""
    monkeypatch.setenv("THIDUA_SIGNING_SECRET", PASSWORD)
    (tmp_path / "qd.pdf").write_bytes(unsigned())
    (tmp_path / "nguoi.p12").write_bytes(pkcs12_file(samples.DIRECTOR.name, **VALID))
    (tmp_path / "co-quan.p12").write_bytes(pkcs12_file("Sở Nội vụ tỉnh Khánh Hòa", number=2, **VALID))
    (tmp_path / "ky.png").write_bytes(hand_image())
    (tmp_path / "dau.png").write_bytes(seal_image())
    return tmp_path


def by_person(desk) -> int:
    return run(
        desk / "qd.pdf", "--out", desk / "ky.pdf", *PERSON, "--image", desk / "ky.png", "--key", desk / "nguoi.p12"
    )


def by_agency(desk, source: str) -> int:
    return run(
        desk / source, "--out", desk / "dau.pdf", *AGENCY, "--image", desk / "dau.png", "--key", desk / "co-quan.p12"
    )


def test_person_signs_and_agency_seals_and_the_file_is_valid(desk, capsys):
    assert by_person(desk) == 0
    assert by_agency(desk, "ky.pdf") == 0
    assert f"({samples.DIRECTOR.name})" in capsys.readouterr().out
    report = verify_signed((desk / "dau.pdf").read_bytes(), original=unsigned(), roots=(root(),), now=now())
    assert report.verdict == "valid"
    assert [one.signer for one in report.signatures] == [samples.DIRECTOR.name, "Sở Nội vụ tỉnh Khánh Hòa"]


def test_agency_before_the_person_is_refused(desk, capsys):
    assert by_agency(desk, "qd.pdf") == 2
    assert "Văn bản chưa có chữ ký của người có thẩm quyền." in capsys.readouterr().err
    assert not (desk / "dau.pdf").exists()


@pytest.mark.parametrize(
    "stamp",
    [
        ("--as", "annex", "--number", "08/QĐ-SNV"),
        ("--as", "copy", "--copy-form", "sao-luc", "--agency-name", "Sở Nội vụ tỉnh Khánh Hòa"),
    ],
    ids=["annex", "copy"],
)
def test_annexes_and_copies_are_stamped_by_the_agency(desk, stamp):
    assert run(desk / "qd.pdf", "--out", desk / "x.pdf", *stamp, "--key", desk / "co-quan.p12") == 0
    report = verify_signed((desk / "x.pdf").read_bytes(), original=unsigned(), roots=(root(),), now=now())
    assert report.verdict == "valid"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--as", "annex", "--key", "k.p12"), "Thiếu số và ký hiệu văn bản. Thêm --number."),
        (("--as", "annex", "--number", "08/QĐ-SNV"), "Cần đúng một khóa ký."),
        (("--as", "annex", "--number", "08/QĐ-SNV", "--key", "a", "--module", "b"), "Cần đúng một khóa ký."),
        (("--as", "annex", "--number", "08/QĐ-SNV", "--key", "khong-co.p12"), "khong-co.p12"),
        (
            ("--as", "person", "--post", "GIÁM ĐỐC", "--name", "Ai Khác", "--image", "a.png", "--key", "a"),
            "Không tìm thấy chỗ ký của Ai Khác",
        ),
    ],
    ids=["no number", "no key", "two keys", "key is not there", "name is not there"],
)
def test_what_is_missing_is_told_before_a_secret_is_asked_for(desk, capsys, monkeypatch, arguments, said):
    monkeypatch.delenv("THIDUA_SIGNING_SECRET")
    assert run(desk / "qd.pdf", "--out", desk / "x.pdf", *arguments) == 2
    assert said in capsys.readouterr().err


def test_wrong_password_writes_nothing(desk, capsys, monkeypatch):
    monkeypatch.setenv("THIDUA_SIGNING_SECRET", "sai")
    assert by_person(desk) == 2
    assert "Mật khẩu sai hoặc tệp hỏng." in capsys.readouterr().err
    assert not (desk / "ky.pdf").exists()


def test_file_that_is_there_is_not_overwritten(desk, capsys):
    (desk / "ky.pdf").write_bytes(b"cua toi")
    assert by_person(desk) == 2
    assert "đã có. Chọn tên khác ở --out." in capsys.readouterr().err
    assert (desk / "ky.pdf").read_bytes() == b"cua toi"
