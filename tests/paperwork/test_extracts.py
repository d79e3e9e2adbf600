"""Extracts: parts under the whole header and end of the document."""

from __future__ import annotations

from dataclasses import replace

import pytest

from thidua.paperwork import PaperworkError
from thidua.paperwork.blocks import Paragraph, Table
from thidua.paperwork.extracts import extract, parts_of
from thidua.paperwork.generate import paper_of
from thidua.paperwork.samples import SAMPLES
from thidua.paperwork.word.writer import write_docx


def decision():
    return paper_of(SAMPLES["decision"]())


def text_of(paper) -> str:
    return " ".join(run.text for block in paper.blocks if isinstance(block, Paragraph) for run in block.runs)


def rows_of(annex) -> list:
    return [row for block in annex.blocks if isinstance(block, Table) for row in block.rows]


def test_a_decision_has_its_opening_its_articles_and_its_list_as_parts():
    titles = [part.title for part in parts_of(decision())]
    assert titles[0] == "Phần mở đầu, căn cứ"
    assert [title[:7] for title in titles[1:5]] == ["Điều 1.", "Điều 2.", "Điều 3.", "Điều 4."]
    assert titles[5].startswith("Phụ lục")


def test_the_keys_of_parts_are_all_different():
    for kind, sample in SAMPLES.items():
        keys = [part.key for part in parts_of(paper_of(sample()))]
        assert len(set(keys)) == len(keys), kind


def test_nothing_of_the_content_is_lost_between_the_parts():
    for kind, sample in SAMPLES.items():
        paper = paper_of(sample())
        blocks = [block for part in parts_of(paper) if not part.key.startswith("a") for block in part.blocks]
        assert tuple(blocks) == paper.blocks, kind


def test_only_what_was_chosen_is_there_and_header_and_end_stay():
    paper = decision()
    taken = extract(paper, {"2"})
    assert text_of(taken).startswith("Điều 2.")
    assert "Điều 1." not in text_of(taken)
    assert taken.annexes == ()
    for name in ("number_line", "day_line", "type_name", "subject", "signatures", "recipients", "agency_lines"):
        assert getattr(taken, name) == getattr(paper, name)


def test_of_a_list_only_the_named_rows_stay_under_their_groups():
    paper = decision()
    cells = [row for row in rows_of(paper.annexes[0]) if row.kind == "row"][-1].cells
    taken = extract(paper, {"1", "a0"}, [cells[1].upper()])
    rows = rows_of(taken.annexes[0])
    assert [row.cells for row in rows if row.kind == "row"] == [cells]
    assert [row.kind for row in rows][-1] == "row"
    assert {row.kind for row in rows[:-1]} == {"group"}


def test_a_name_that_stands_in_no_list_is_told():
    with pytest.raises(PaperworkError, match="Người Lạ"):
        extract(decision(), {"a0"}, ["Người Lạ"])
    with pytest.raises(PaperworkError, match="không có dòng nào"):
        extract(decision(), {"1"}, [rows_of(decision().annexes[0])[3].cells[0]])


@pytest.mark.parametrize(("keys", "message"), [(set(), "Chưa chọn"), ({"99"}, "Chưa chọn")])
def test_nothing_chosen_is_no_extract(keys, message):
    with pytest.raises(PaperworkError, match=message):
        extract(decision(), keys)


def test_everything_chosen_is_a_sao_y():
    paper = decision()
    with pytest.raises(PaperworkError, match="sao y"):
        extract(paper, {part.key for part in parts_of(paper)})


def test_a_letter_is_taken_paragraph_by_paragraph():
    paper = paper_of(SAMPLES["reminder"]())
    assert len(parts_of(paper)) == len(paper.blocks)


def test_an_extract_can_be_printed():
    assert write_docx(replace(extract(decision(), {"1"}), title="Trích")).startswith(b"PK")
