"""`thidua paperwork sample`."""

import argparse

import pytest

from thidua.paperwork.command import KINDS, add_commands


def run(*arguments):
    parser = argparse.ArgumentParser()
    add_commands(parser.add_subparsers(required=True))
    parsed = parser.parse_args(["paperwork", "sample", *map(str, arguments)])
    return parsed.run(parsed)


def test_every_kind_is_written(tmp_path, capsys):
    assert run("--out", tmp_path / "new" / "folder") == 0
    names = {path.name for path in (tmp_path / "new" / "folder").iterdir()}
    assert names == {f"{kind}.pdf" for kind in KINDS} | {f"{kind}.docx" for kind in KINDS if kind != "certificates"}
    assert len(capsys.readouterr().out.splitlines()) == len(names)


def test_only_the_kinds_asked_for(tmp_path):
    assert run("minutes", "certificates", "--out", tmp_path) == 0
    assert {path.name for path in tmp_path.iterdir()} == {"minutes.pdf", "minutes.docx", "certificates.pdf"}


def test_an_unknown_kind_is_named(tmp_path, capsys):
    assert run("poem", "--out", tmp_path) == 2
    assert "poem" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_a_folder_that_cannot_be_written_is_named(tmp_path, capsys):
    blocked = tmp_path / "file"
    blocked.write_text("")
    assert run("decision", "--out", blocked / "folder") == 2
    assert str(blocked) in capsys.readouterr().err


def test_where_to_write_must_be_said():
    with pytest.raises(SystemExit):
        run("decision")
