"""Words of two syllables stay together where titles are broken."""

import zipfile
from dataclasses import replace
from io import BytesIO

import pytest

from thidua.paperwork import document_docx, document_pdf
from thidua.paperwork.compounds import NO_BREAK, unbroken
from thidua.paperwork.layout import balanced
from thidua.paperwork.samples import SAMPLES
from thidua.text import squeeze

from .reading import text, word_texts

TITLE = "Đề nghị tặng Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh năm 2025"


def test_syllables_of_a_word_and_a_number_with_its_noun_are_one_piece():
    pieces = list(unbroken(TITLE))
    assert pieces == [
        "Đề nghị", "tặng", "Bằng khen", "của", "Chủ tịch", "Ủy ban", "nhân dân", "tỉnh", "năm 2025",
    ]  # fmt: skip
    assert " ".join(pieces) == TITLE


def test_capitals_and_quotation_marks_do_not_part_a_word_but_a_comma_inside_does():
    assert list(unbroken("HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG")) == ["HỘI ĐỒNG", "THI ĐUA - KHEN THƯỞNG"]
    assert list(unbroken("“Chiến sĩ thi đua cơ sở”")) == ["“Chiến sĩ", "thi đua", "cơ sở”"]
    assert list(unbroken("thi, đua")) == ["thi,", "đua"]


@pytest.mark.parametrize("width", [100, 110, 120, 130, 141])
def test_no_line_of_a_title_ends_within_a_word(width):
    lines = balanced(TITLE, width, 14, bold=True)
    assert " ".join(lines) == TITLE
    assert len(lines) > 1
    ends = {line.split()[-1] for line in lines[:-1]}
    assert not ends & {"Chủ", "Ủy", "nhân", "năm", "Bằng", "Đề"}


def test_no_line_begins_with_the_dash_of_a_name():
    """It would look like a point of a list: in the PDF, and in Word whatever breaks its lines."""
    name = "Hội đồng Thi đua - Khen thưởng Sở Nội vụ"
    for words in range(12):
        minutes = replace(SAMPLES["minutes"](), content=(f"{'Đã ' * words}họp {name} để {'xét ' * 12}khen thưởng.",))
        assert not [line for line in text(document_pdf(minutes)).split("\n") if line.startswith("- Khen")]
    document = zipfile.ZipFile(BytesIO(document_docx(minutes))).read("word/document.xml").decode()
    assert f"Hội đồng Thi đua{NO_BREAK}- Khen thưởng Sở Nội vụ để" in document


def test_nothing_is_lost_in_an_empty_or_a_very_narrow_text():
    assert list(unbroken("  ")) == []
    assert balanced(TITLE, 5, 14, bold=True) == TITLE.split()


def test_word_files_hold_the_piece_together_with_which_a_line_begins():
    sample = SAMPLES["plan"]()
    title = next(text for text in word_texts(document_docx(sample)) if squeeze(text) == sample.subject)
    assert f"công chức, viên{NO_BREAK}chức thi đua" in title
    assert title.count(NO_BREAK) == 1
