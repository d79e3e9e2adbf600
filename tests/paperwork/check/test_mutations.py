"""Each spoilt document is found out: the right code, at the right place, and nothing else is blamed."""

import dataclasses
import datetime

import pytest

from thidua.paperwork.check import LegalText, check_document
from thidua.paperwork.pdf import write_pdf
from thidua.paperwork.word.writer import write_docx

from . import papers
from .spoiling import add_block, retext, spoil_pdf, spoil_word
from .spoilt_files import PDF, WORD
from .spoilt_papers import BOTH

MAKERS = {"decision": papers.decision, "plan": papers.plan, "letter": papers.letter}
ON = datetime.date(2026, 11, 26)
REGISTRY = (
    LegalText(
        "98/2023/NĐ-CP",
        "Nghị định số 98/2023/NĐ-CP",
        starts=datetime.date(2024, 1, 1),
        ends=datetime.date(2025, 6, 30),
        replaced_by="152/2025/NĐ-CP",
    ),
    LegalText("152/2025/NĐ-CP", "Nghị định số 152/2025/NĐ-CP", starts=datetime.date(2025, 7, 1)),
    LegalText("335/2025/NĐ-CP", "Nghị định số 335/2025/NĐ-CP", starts=datetime.date(2026, 1, 1)),
    LegalText(
        "15/2003/QH11",
        "Luật số 15/2003/QH11",
        title="Luật Thi đua, khen thưởng",
        signed=datetime.date(2003, 11, 26),
        ends=datetime.date(2023, 12, 31),
        replaced_by="06/2022/QH15",
    ),
)


def places(findings):
    return {(finding.code, finding.place.box, finding.place.quote) for finding in findings}


def assert_found(findings, code, box, quote):
    matching = [item for item in findings if item.code == code and item.place.box == box and quote in item.place.quote]
    assert matching, f"{code} in {box} with “{quote}” not in {sorted(places(findings))}"
    assert matching[0].message
    assert matching[0].mend
    assert "30/2020" in matching[0].clause
    if quote and box != "page":
        assert matching[0].place.paragraph or code in ("page_number_size",)


# What a spoilt document must be blamed for beside its mutation, because one mistake breaks two rules.
ALSO = {
    "missing_agency": {"line_agency_missing", "symbol_agency", "case_agency", "bold_agency", "size_agency"},
    "missing_place": {"place_nation"},
    "missing_type_name": {
        "symbol_type",
        "bold_subject",
        "missing_subject",
        "missing_letter_subject",
        "missing_addressees",
        "symbol_letter",
        "missing_body",
        "line_subject_missing",
        "recipients_as_above",
    },
    "missing_letter_subject": set(),
    "missing_addressees": {"recipients_as_above"},
    "missing_motto": {"line_motto_missing"},
    "missing_recipients": {"archive_missing"},
    "missing_subject": {"line_subject_missing"},
    "symbol_form": {"symbol_type"},
    "number_separator": {"annex_number"},
    "size_body": {"size_authority", "size_signer", "size_addressees", "size_bases", "mixed_sizes", "size_annex"},
    "size_type_name": {"size_annex"},
    "place_nation": {"place_motto", "place_agency", "line_motto_length", "line_agency_length"},
    "place_number": {"place_place"},
    "place_recipients": {"place_authority"},
    "recipients_end": set(),
    "capital_city": set(),
    "dead_reference": {"base_order"},
    "sequence_article": {"sequence_article", "recipients_article"},
    "sequence_point": {"sequence_point"},
    "sequence_roman": {"sequence_roman"},
    "old_encoding": set(),
    "authority_form": set(),
    "paper_orientation": {"margin_top"},
    "paragraph_gap": set(),
    "page_number_place": {"page_number_missing"},
    "motto_text": {"line_motto_length"},
}


def _of_number(code):
    """A changed number or date no longer is the one that the annex cites."""
    return {"annex_number", "annex_date"} if code.startswith(("number_", "symbol_", "missing_number")) else set()


def assert_nothing_else(findings, code):
    allowed = {code} | ALSO.get(code, set()) | _of_number(code)
    assert {finding.code for finding in findings} <= allowed


def identity(case):
    return f"{case[0]}-{case[2]}-{case[4]}".replace(" ", "_")


@pytest.mark.parametrize("case", BOTH, ids=identity)
@pytest.mark.parametrize("write", [write_docx, write_pdf], ids=["docx", "pdf"])
def test_a_paper_spoilt_in_its_blocks_is_found_out_in_both_files(case, write):
    kind, spoil, code, box, quote = case
    findings = check_document(write(spoil(MAKERS[kind]())), "a", ON, REGISTRY)
    assert_found(findings, code, box, quote)
    assert_nothing_else(findings, code)


@pytest.mark.parametrize("case", WORD, ids=identity)
def test_a_spoilt_word_file_is_found_out(case):
    kind, spoil, code, box, quote = case
    findings = check_document(spoil_word(write_docx(MAKERS[kind]()), spoil), "a.docx", ON, REGISTRY)
    assert_found(findings, code, box, quote)
    assert_nothing_else(findings, code)


@pytest.mark.parametrize("case", PDF, ids=identity)
def test_a_spoilt_pdf_is_found_out(case):
    kind, spoil, code, box, quote = case
    findings = check_document(spoil_pdf(MAKERS[kind](), spoil), "a.pdf", ON, REGISTRY)
    assert_found(findings, code, box, quote)
    assert_nothing_else(findings, code)


def test_there_are_more_than_a_hundred_mutations():
    assert len(BOTH) + len(WORD) + len(PDF) > 150


@pytest.mark.parametrize("kind", MAKERS)
@pytest.mark.parametrize("write", [write_docx, write_pdf], ids=["docx", "pdf"])
def test_the_right_papers_are_right(kind, write):
    assert check_document(write(MAKERS[kind]()), "a", ON, REGISTRY) == []


SCHOOL = {"agency_lines": ("TRƯỜNG THCS TRẦN PHÚ",), "number_line": "Số: 08/QĐ-THCSTP", "annexes": ()}
UNION = {"agency_lines": ("CÔNG ĐOÀN CƠ SỞ",), "number_line": "Số: 08/CĐCS", "archive": "VP"}
INVITATION = {"type_name": "GIẤY MỜI", "number_line": "Số: 58/GM-SNV", "recipients": ("Như trên",)}


@pytest.mark.parametrize("paper", [("decision", SCHOOL), ("letter", UNION), ("plan", INVITATION)], ids=lambda it: it[0])
@pytest.mark.parametrize("write", [write_docx, write_pdf], ids=["docx", "pdf"])
def test_right_papers_of_schools_unions_and_invitations_raise_no_alarm(paper, write):
    kind, fields = paper
    assert check_document(write(MAKERS[kind](**fields)), "a", ON, REGISTRY) == []


def test_the_title_of_a_pdf_may_fill_its_line():
    words = "Về việc tặng Giấy khen cho các cá nhân có thành tích xuất sắc trong"
    data = spoil_pdf(papers.decision(), lambda data: data.update(subject_lines=[f"{words} phong trào", "thi đua năm"]))
    assert "missing_subject" not in {finding.code for finding in check_document(data, "a.pdf", ON, REGISTRY)}


def test_text_after_the_end_mark_is_told():
    paper = add_block("Văn bản này thay thế văn bản trước.", at=99)(papers.letter())
    findings = check_document(write_docx(paper), "a", ON)
    assert [finding.code for finding in findings] == ["text_after_end"]


def test_dates_of_the_document_decide_which_law_was_in_force():
    old = retext("152/2025/NĐ-CP ngày 14 tháng 6 năm 2025", "98/2023/NĐ-CP ngày 31 tháng 12 năm 2023")(
        retext("số 152/2025/NĐ-CP của", "số 98/2023/NĐ-CP của")(
            papers.decision(day_line="Khánh Hòa, ngày 05 tháng 6 năm 2025")
        )
    )
    old = dataclasses.replace(old, annexes=(), blocks=tuple(block for block in old.blocks), day=None)
    old = retext(" (Danh sách tại Phụ lục kèm theo)", "")(old)
    assert check_document(write_docx(old), "a", ON, REGISTRY) == []
