"""`thidua law …` speaks the contract: forms, exit statuses, one line for every complaint, a quick start."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from thidua.law.__main__ import main

FACTS: dict[str, Any] = {
    "subject": {"kind": "individual", "role": "civil_servant", "employed_from": "2015-03-01"},
    "ratings": [{"year": 2024, "rating": "good"}, {"year": 2025, "rating": "excellent"}],
    "titles": [],
    "awards": [],
    "initiatives": [],
    "discipline": [],
    "holds": [],
}


@pytest.fixture
def facts_file(tmp_path: Path) -> str:
    file = tmp_path / "hồ sơ.json"
    file.write_text(json.dumps(FACTS, ensure_ascii=False), encoding="utf-8")
    return str(file)


def _run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = main(list(arguments))
    captured = capsys.readouterr()
    return status, captured.out, captured.err


def test_check_prints_a_verdict(capsys: pytest.CaptureFixture[str], facts_file: str) -> None:
    status, out, err = _run(capsys, "check", "--award", "CSTDCS", "--on", "2025-12-15", facts_file, "--json")
    assert status == 0
    assert err == ""
    verdict = json.loads(out)
    assert verdict["outcome"] == "eligible"
    assert verdict["path"] == "hoan_thanh_xuat_sac"
    assert "06/2022/QH15" in verdict["documents"]


def test_check_tells_an_officer_in_words(capsys: pytest.CaptureFixture[str], facts_file: str) -> None:
    status, out, _err = _run(capsys, "check", "--award", "LDTT", "--on", "2025-12-15", facts_file)
    assert status == 0
    assert "Kết luận: Đủ điều kiện, tiêu chuẩn" in out
    assert "Căn cứ: điểm a khoản 1 Điều 24 Luật số 06/2022/QH15" in out


def test_after_the_law_changed_the_status_is_3_unless_assumed(
    capsys: pytest.CaptureFixture[str], facts_file: str
) -> None:
    question = ("check", "--award", "LDTT", "--on", "2026-10-01", facts_file, "--json")
    status, out, err = _run(capsys, *question)
    assert status == 3
    assert json.loads(out)["outcome"] == "open"
    assert "06/2026/QH16" in err
    status, out, err = _run(capsys, *question, "--assume-unchanged")
    assert status == 0
    assert json.loads(out)["outcome"] == "eligible"
    assert "LAW_UNKNOWN" in {warning["code"] for warning in json.loads(out)["warnings"]}


@pytest.mark.parametrize(
    "question",
    [
        ("show", "LDTT", "--on", "2026-10-01"),
        ("explain", "LDTT", "--on", "2026-10-01"),
        ("money", "LDTT", "--on", "2026-10-01"),
        ("show", "HCDC", "--on", "2001-10-01"),
        ("explain", "LDTT", "--on", "2001-10-01"),
        ("show", "LDTT", "--on", "2001-10-01"),
        ("money", "LDTT", "--on", "2015-10-01"),
    ],
)
def test_what_is_not_known_ends_with_3(capsys: pytest.CaptureFixture[str], question: tuple[str, ...]) -> None:
    status, out, err = _run(capsys, *question)
    assert status == 3
    assert out == ""
    assert len(err.strip().splitlines()) == 1


def test_bad_input_ends_with_2_and_one_line(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    files = {
        "trống.json": b"",
        "không phải JSON.json": b"{",
        "danh sách.json": b"[]",
        "mã khác.json": '{"subject": "đ"}'.encode("utf-16"),
        "thiếu.json": b"{}",
        "sâu.json": b"[" * 100_000,
    }
    for name, content in files.items():
        file = tmp_path / name
        file.write_bytes(content)
        status, out, err = _run(capsys, "check", "--award", "LDTT", "--on", "2025-12-15", str(file))
        assert status == 2, name
        assert out == ""
        assert name in err
        assert len(err.strip().splitlines()) == 1
    missing = str(tmp_path / "không có.json")
    assert _run(capsys, "check", "--award", "LDTT", "--on", "2025-12-15", missing)[0] == 2
    assert _run(capsys, "check", "--award", "LDTX", "--on", "2025-12-15", missing)[0] == 2
    assert _run(capsys, "money", "LDTT", "--on", "2025-12-15", "--collective")[0] == 2
    assert _run(capsys, "show", "LDTT", "--on", "2025-12-15", "--overlay", "không-có")[0] == 2


def test_an_impossible_date_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ending:
        main(["documents", "--on", "2025-02-30"])
    assert ending.value.code == 2
    assert "không phải ngày" in capsys.readouterr().err


def test_show_has_every_part_with_its_source(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _err = _run(capsys, "show", "CSTDCS", "--on", "2025-11-20", "--json")
    shown = json.loads(out)
    assert status == 0
    assert shown["vote"]["share"] == 0.8
    assert shown["vote"]["of"] == "all_members"
    assert shown["vote"]["secret"] is None
    assert shown["vote"]["knowledge"] == "assumed"
    assert shown["money"]["coefficient"] == 1.0
    assert shown["names"]["en"]
    assert shown["for"] == ["individual"]
    for part in ("decided_by", "papers", "deadlines"):
        assert all(item["cite"]["document"] and item["knowledge"] for item in shown[part])
    doors = shown["criteria"]["all"][-1]["any"]
    assert [door["id"] for door in doors] == ["hoan_thanh_xuat_sac", "sang_kien", "de_tai", "chien_dau"]


def test_money_is_rounded_up_as_the_decree_says(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _err = _run(capsys, "money", "GIAY_KHEN", "--on", "2026-07-01", "--json")
    assert status == 0
    result = json.loads(out)
    assert (result["amount"], result["base_salary"], result["coefficient"]) == (760_000, 2_530_000, 0.3)
    assert result["recipient"] == "individual"
    assert result["currency"] == "VND"
    status, out, _err = _run(capsys, "money", "GIAY_KHEN", "--on", "2025-06-30", "--by", "commune", "--json")
    assert json.loads(out)["amount"] == 360_000


def test_documents_of_a_day(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _err = _run(capsys, "documents", "--on", "2025-07-01", "--json")
    assert status == 0
    assert "152/2025/NĐ-CP" in {item["number"] for item in json.loads(out)}
    assert all(item["in_force"] for item in json.loads(out))
    _status, out, _err = _run(capsys, "documents", "--on", "2025-07-01")
    assert "Nghị định số 152/2025/NĐ-CP" in out


def test_explain_says_the_criteria_in_plain_words(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _err = _run(capsys, "explain", "TTLDTT", "--on", "2025-11-20")
    assert status == 0
    assert "ít nhất 70% cá nhân trong tập thể đạt danh hiệu “Lao động tiên tiến”" in out
    assert "điểm c khoản 1 Điều 28 Luật số 06/2022/QH15" in out


def test_facts_may_come_from_standard_input(facts_file: str) -> None:
    result = subprocess.run(
        [sys.executable, "-m", "thidua.law", "check", "--award", "LDTT", "--on", "2025-12-15", "-", "--json"],
        input=Path(facts_file).read_bytes(),
        capture_output=True,
        check=True,
    )
    assert json.loads(result.stdout)["outcome"] == "eligible"


@pytest.mark.parametrize("module", ["thidua.law", "thidua.site.main"])
@pytest.mark.parametrize("words", ["show HCLD_3 --on 2025-11-20", "explain HCLD_3 --on 2025-11-20 --json"])
def test_a_reader_who_has_seen_enough_is_no_fault(module: str, words: str) -> None:
    """`thidua law show … | head -1`: no traceback, neither while printing nor at the end."""
    more = ["law"] if module == "thidua.site.main" else []
    command = [sys.executable, "-m", module, *more, *words.split()]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


@pytest.mark.parametrize("day", ["0900-01-01", "1990-12-31", "2054-01-01"])
@pytest.mark.parametrize("words", ["show LDTT", "money LDTT", "documents", "check x.json --award LDTT"])
def test_a_date_out_of_range_is_refused(capsys: pytest.CaptureFixture[str], words: str, day: str) -> None:
    with pytest.raises(SystemExit) as ending:
        main([*words.split(), "--on", day])
    assert ending.value.code == 2
    assert "ngoài phạm vi; dùng năm từ 1991 đến 2053" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"ratings": [{"year": 2024, "rating": "good"}, {"year": 2024, "rating": "failed"}]}, "/ratings/1"),
        ({"titles": [{"award": "LDTT", "year": 2014}]}, "/titles/0"),
        ({"leave": [{"kind": "sick", "from": "2025-05-02", "until": "2025-05-01"}]}, "/leave/0/until"),
        ({"titles": [{"award": "LĐTT", "year": 2024}]}, "/titles/0"),
        ({"ratings": [{"year": 20255, "rating": "good"}]}, "/ratings/0/year"),
    ],
    ids=["two ratings", "title before employment", "negative period", "unknown code", "year out of range"],
)
def test_contradictory_facts_are_told_with_file_and_place(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, change: dict[str, Any], place: str
) -> None:
    file = tmp_path / "hồ sơ.json"
    file.write_text(json.dumps(FACTS | change, ensure_ascii=False), encoding="utf-8")
    status, out, err = _run(capsys, "check", "--award", "LDTT", "--on", "2025-12-15", str(file))
    assert (status, out) == (2, "")
    assert f"{file} {place}: " in err
    assert len(err.strip().splitlines()) == 1


def test_a_broken_overlay_ends_with_2_and_never_counts_half(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Its first rule is good, its second has no article: neither holds, and the national law stands as before."""
    file = tmp_path / "hỏng.yaml"
    rule = "      - {id: %s, is: never_disciplined%s, knowledge: assumed}\n"
    file.write_text(
        "body: hong\ntitle: Hỏng\nadd:\n  - awards: [LDTT]\n    all:\n"
        + rule % ("one", ", cite: {document: 06/2022/QH15}")
        + rule % ("two", ""),
        encoding="utf-8",
    )
    before = _run(capsys, "explain", "LDTT", "--on", "2025-11-20")
    status, out, err = _run(capsys, "explain", "LDTT", "--on", "2025-11-20", "--overlay", str(file))
    assert (status, out) == (2, "")
    assert f"{file}, dòng 7" in err
    assert "thiếu căn cứ pháp lý" in err
    assert "cite" in err
    assert _run(capsys, "explain", "LDTT", "--on", "2025-11-20") == before


def test_the_command_starts_without_django() -> None:
    code = "import sys; import thidua.law.command; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
