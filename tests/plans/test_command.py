"""The command: what it prints, how it ends."""

import argparse
import json
import subprocess
import sys
import time

import pytest
from tests.plans.plan_files import REFERENCE

from thidua.plans import Plan, read_plan
from thidua.plans.command import add_commands


def run(*arguments: str) -> int:
    """Run the command as the program would."""
    parser = argparse.ArgumentParser()
    add_commands(parser.add_subparsers(required=True))
    args = parser.parse_args(arguments)
    return args.run(args)


def test_json_is_the_plan(capfdbinary, reference_plan: Plan):
    assert run("plan", "read", str(REFERENCE), "--json") == 0
    assert json.loads(capfdbinary.readouterr().out) == reference_plan.to_json()


def test_the_summary_is_for_people(capfdbinary):
    assert run("plan", "read", str(REFERENCE)) == 0
    printed = capfdbinary.readouterr().out.decode()
    for line in (
        "Cơ quan ban hành:    Sở Nội vụ",
        "Số, ký hiệu:         (để trống)/KH-SNV",
        "Nơi, ngày ban hành:  Khánh Hòa, ngày … tháng 9 năm 2024",
        "Thời gian:           từ ngày ban hành, đến 31/12/2025",
        "Nhiệm vụ (8)",
        "Văn bản viện dẫn (7)",
        "  - Nghị quyết số 09-NQ/TW ngày 28/01/2022 của Bộ Chính trị (3 chỗ)",
        "  - 03/02/2025: 95 năm ngày thành lập Đảng Cộng sản Việt Nam",
    ):
        assert line in printed.splitlines()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("rong.txt", b"", "rong.txt: Tệp rỗng. Hãy "),
        ("khac.txt", "Thực đơn".encode(), "Không nhận ra đây là kế hoạch"),
        ("khong-co.txt", None, "Không có tệp này"),
    ],
)
def test_a_bad_file_gives_one_line_and_status_two(capfd, tmp_path, name, content, words):
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    assert run("plan", "read", str(path)) == 2
    printed = capfd.readouterr()
    assert printed.out == ""
    assert printed.err.count("\n") == 1
    assert words in printed.err


def test_a_folder_is_no_file(capfd, tmp_path):
    assert run("plan", "read", str(tmp_path)) == 2
    assert "thư mục" in capfd.readouterr().err


def test_the_module_runs_by_itself_whatever_the_console_can_show():
    done = subprocess.run(
        [sys.executable, "-m", "thidua.plans", "plan", "read", str(REFERENCE)],
        capture_output=True,
        check=False,
        env={"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"},
    )
    assert done.returncode == 0
    assert "Võ Chí Vương" in done.stdout.decode()


def test_reading_takes_less_than_a_tenth_of_a_second():
    data = REFERENCE.read_bytes()
    read_plan(data, REFERENCE.name)
    taken = []
    for _ in range(5):
        started = time.process_time()
        read_plan(data, REFERENCE.name)
        taken.append(time.process_time() - started)
    assert min(taken) < 0.1
