"""`thidua paperwork check`."""

import argparse
import datetime
import json

import pytest

from thidua.paperwork.check import LegalText
from thidua.paperwork.command import add_commands
from thidua.paperwork.pdf import write_pdf
from thidua.paperwork.word.writer import write_docx

from . import papers
from .spoiling import change, retext

OLD = LegalText("98/2023/NĐ-CP", "Nghị định số 98/2023/NĐ-CP", ends=datetime.date(2025, 6, 30))


def run(*arguments, registry=lambda: (OLD,)):
    parser = argparse.ArgumentParser()
    add_commands(parser.add_subparsers(required=True), registry)
    parsed = parser.parse_args(["paperwork", "check", *map(str, arguments)])
    return parsed.run(parsed)


@pytest.fixture
def good(tmp_path):
    path = tmp_path / "tot.docx"
    path.write_bytes(write_docx(papers.decision()))
    return path


@pytest.fixture
def bad(tmp_path):
    path = tmp_path / "sai.docx"
    path.write_bytes(write_docx(change(number_line="Số: 8/QĐ-SNV")(papers.decision())))
    return path


def test_a_right_document_is_said_to_be_right(good, capsys):
    assert run(good) == 0
    assert capsys.readouterr().out.strip() == "tot.docx: không tìm thấy lỗi thể thức."


def test_a_wrong_document_is_told_with_place_mend_and_clause(bad, capsys):
    assert run(bad) == 1
    out = capsys.readouterr().out
    assert "Lỗi (1)" in out
    assert "Số, ký hiệu, đoạn 6: “Số: 8/QĐ-SNV”" in out
    assert "Viết 08." in out
    assert "Nghị định số 30/2020/NĐ-CP, Phụ lục I, phần I, mục II.3 [number_leading_zero]" in out


def test_json_for_other_programs(bad, capsys):
    assert run(bad, "--json") == 1
    told = json.loads(capsys.readouterr().out)
    assert told["file"] == "sai.docx"
    assert told["checked"] is True
    assert told["counts"] == {"error": 1, "warning": 0, "hint": 0}
    assert told["findings"][0]["code"] == "number_leading_zero"
    assert told["findings"][0]["box"] == "number"
    assert told["findings"][0]["paragraph"] == 6
    assert told["findings"][0]["fixable"] is True


def test_the_mended_file_is_written(bad, tmp_path, capsys):
    out = tmp_path / "da-sua.docx"
    assert run(bad, "--mend", out) == 1
    capsys.readouterr()
    assert run(out) == 0


def test_a_pdf_cannot_be_mended(tmp_path, capsys):
    path = tmp_path / "sai.pdf"
    path.write_bytes(write_pdf(papers.decision()))
    assert run(path, "--mend", tmp_path / "x.docx") == 2
    assert "Word" in capsys.readouterr().err
    assert not (tmp_path / "x.docx").exists()


def test_hints_alone_are_no_fault(tmp_path, capsys):
    path = tmp_path / "du-thao.docx"
    path.write_bytes(write_docx(change(number_line="Số: ……/SNV-TĐKT")(papers.letter())))
    assert run(path) == 0
    assert "Gợi ý (1)" in capsys.readouterr().out


def test_the_registry_of_the_caller_is_asked(tmp_path, capsys):
    path = tmp_path / "cu.docx"
    paper = retext("tại Điều 55 Nghị định số 152/2025/NĐ-CP", "tại Điều 55 Nghị định số 98/2023/NĐ-CP")(
        papers.decision()
    )
    path.write_bytes(write_docx(paper))
    assert run(path) == 1
    assert "dead_reference" in capsys.readouterr().out
    assert run(path, registry=lambda: ()) == 0


def test_a_file_that_is_not_there_or_no_document_is_named(tmp_path, capsys):
    assert run(tmp_path / "khong-co.docx") == 2
    assert "khong-co.docx" in capsys.readouterr().err
    other = tmp_path / "anh.png"
    other.write_bytes(b"\x89PNG")
    assert run(other) == 2
    assert "anh.png" in capsys.readouterr().err


def test_what_is_no_day_is_refused(good):
    with pytest.raises(SystemExit):
        run(good, "--on", "hôm nay")


def test_the_program_knows_the_law():
    from thidua.site.commands.paperwork import _registry

    known = {text.number: text for text in _registry()}
    assert known["98/2023/NĐ-CP"].ends == datetime.date(2025, 6, 30)
    assert known["98/2023/NĐ-CP"].replaced_by == "152/2025/NĐ-CP"
