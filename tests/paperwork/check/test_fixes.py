"""What `apply_fixes` mends, and what it leaves alone."""

import datetime
import io
import zipfile

import pytest
from tests.paperwork.reading import word_texts

from thidua.paperwork import PaperworkError
from thidua.paperwork.check import apply_fixes, check_document, fixable
from thidua.paperwork.pdf import write_pdf
from thidua.paperwork.word.writer import write_docx

from . import papers
from .spoiling import change, margin, retext, size, spoil_word, word_look, word_text
from .spoilt_files import word_part

ON = datetime.date(2026, 11, 26)

MENDED = [
    (change(number_line="Số: 8/QĐ-SNV"), "number_leading_zero", "Số: 08/QĐ-SNV"),
    (change(number_line="Số 08/QĐ-SNV"), "number_label", "Số: 08/QĐ-SNV"),
    (change(number_line="Số: 08/QĐ - SNV"), "symbol_spaces", "Số: 08/QĐ-SNV"),
    (change(day_line="Khánh Hòa, ngày 5 tháng 9 năm 2025"), "day_leading_zero", "Khánh Hòa, ngày 05 tháng 9 năm 2025"),
    (
        change(day_line="Khánh Hòa, ngày 15 tháng 2 năm 2025"),
        "month_leading_zero",
        "Khánh Hòa, ngày 15 tháng 02 năm 2025",
    ),
    (
        change(day_line="Khánh Hòa, ngày 15 tháng 09 năm 2025"),
        "month_extra_zero",
        "Khánh Hòa, ngày 15 tháng 9 năm 2025",
    ),
    (retext("2022;", "2022."), "base_end", "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;"),
    (retext("này./.", "này."), "end_mark", "thi hành Quyết định này./."),
]
WORD_MENDED = [
    (word_text("- Lưu", "Lưu:", "Lưu"), "archive_form", "- Lưu: VT, TĐKT."),
    (word_text("- Lưu", "TĐKT.", "TĐKT"), "recipients_end", "- Lưu: VT, TĐKT."),
    (word_text("Nơi nhận", "Nơi nhận:", "Nơi nhận"), "recipients_label", "Nơi nhận:"),
    (
        word_text("Độc lập", "Độc lập - Tự do - Hạnh phúc", "Độc lập – Tự do – Hạnh phúc"),
        "motto_text",
        "Độc lập - Tự do - Hạnh phúc",
    ),
    (word_text("Về việc", "tặng Giấy", "tặng  Giấy"), "double_space", "Về việc tặng Giấy khen"),
]


def mended(data):
    findings = check_document(data, "a.docx", ON)
    result = apply_fixes(data, findings)
    return findings, result


@pytest.mark.parametrize(("spoil", "code", "text"), MENDED, ids=[case[1] for case in MENDED])
def test_words_are_mended_where_the_meaning_cannot_change(spoil, code, text):
    findings, result = mended(write_docx(spoil(papers.decision())))
    assert code in {finding.code for finding in fixable(findings)}
    assert any(text in line for line in word_texts(result))
    assert code not in {finding.code for finding in check_document(result, "a.docx", ON)}


@pytest.mark.parametrize(("spoil", "code", "text"), WORD_MENDED, ids=[case[1] for case in WORD_MENDED])
def test_words_of_the_file_are_mended(spoil, code, text):
    findings, result = mended(spoil_word(write_docx(papers.decision()), spoil))
    assert code in {finding.code for finding in fixable(findings)}
    assert any(text in line for line in word_texts(result))
    assert check_document(result, "a.docx", ON) == []


LOOKS = [
    margin(top=12, left=40),
    size(body=12),
    size(motto=15, number=12),
    size(recipients=13, recipients_label=14),
]


@pytest.mark.parametrize("spoil", LOOKS)
def test_margins_and_sizes_are_mended(spoil):
    _, result = mended(write_docx(spoil(papers.letter())))
    assert check_document(result, "a.docx", ON) == []


@pytest.mark.parametrize(
    ("words", "name", "value"),
    [
        ("Điều 3", "font", "Arial"),
        ("Điều 3", "sz", "24"),
        ("CỘNG HÒA", "b", "0"),
        ("Khánh Hòa, ngày", "i", "0"),
        ("Số: 08", "b", "1"),
        ("Điều 3", "color", "FF0000"),
    ],
)
def test_looks_are_mended(words, name, value):
    spoilt = spoil_word(write_docx(papers.decision()), word_look(words, name, value))
    findings, result = mended(spoilt)
    assert findings
    assert check_document(result, "a.docx", ON) == []


def test_loose_tone_marks_are_composed():
    spoilt = spoil_word(write_docx(papers.plan()), word_text("2. Yêu cầu", "quán triệt", "qua\u0301n triệt"))
    _, result = mended(spoilt)
    assert any("quán triệt" in line for line in word_texts(result))
    assert check_document(result, "a.docx", ON) == []


def test_many_faults_are_mended_at_once():
    paper = size(body=12)(
        change(number_line="Số 8/QĐ - SNV", day_line="Khánh Hòa, ngày 5 tháng 09 năm 2025")(papers.decision())
    )
    data = write_docx(retext("này./.", "này;")(paper))
    result = data
    for _ in range(3):  # two fixes of the same words wait for each other
        result = apply_fixes(result, check_document(result, "a.docx", ON))
    left = {finding.code for finding in check_document(result, "a.docx", ON)}
    assert left == set()
    assert "Số: 08/QĐ-SNV" in word_texts(result)


def test_nothing_that_has_legal_meaning_is_touched():
    spoilt = [
        change(number_line="Số: 08/KH-SNV"),
        change(day_line="Khánh Hòa, ngày 31 tháng 02 năm 2025"),
        retext("Điều 3. ", "Điều 4. "),
        retext("tại Điều 55 Nghị định", "tại điều 55 Nghị định"),
    ]
    for spoil in spoilt:
        data = write_docx(spoil(papers.decision()))
        findings = check_document(data, "a.docx", ON)
        assert findings
        assert apply_fixes(data, findings) == data


def test_other_parts_of_the_file_stay_byte_for_byte():
    data = write_docx(change(number_line="Số: 8/QĐ-SNV")(papers.decision()))
    _, result = mended(data)
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(io.BytesIO(result)) as new:
        assert old.namelist() == new.namelist()
        changed = [name for name in old.namelist() if old.read(name) != new.read(name)]
    assert changed == ["word/document.xml"]


def test_findings_of_another_file_are_refused():
    findings = check_document(write_docx(change(number_line="Số: 8/QĐ-SNV")(papers.decision())), "a.docx", ON)
    with pytest.raises(PaperworkError, match="không phải tệp đã kiểm tra"):
        apply_fixes(write_docx(papers.letter()), findings)


def test_a_pdf_is_not_mended():
    data = write_pdf(change(number_line="Số: 8/QĐ-SNV")(papers.decision()))
    findings = check_document(data, "a.pdf", ON)
    assert [finding.code for finding in findings if finding.code == "number_leading_zero"]
    assert not fixable(findings)
    with pytest.raises(PaperworkError, match="Word"):
        apply_fixes(data, findings)


def test_a_signed_word_file_is_not_touched():
    data = write_docx(change(number_line="Số: 8/QĐ-SNV")(papers.decision()))
    stream = io.BytesIO(data)
    with zipfile.ZipFile(stream, "a") as package:
        package.writestr("_xmlsignatures/sig1.xml", "<x/>")
    with pytest.raises(PaperworkError, match="ký số"):
        apply_fixes(stream.getvalue(), check_document(data, "a.docx", ON))


def test_a_word_file_with_faults_of_pages_only_is_returned_as_it_is():
    data = spoil_word(write_docx(papers.plan()), word_part("first", None))
    findings, result = mended(data)
    assert findings
    assert result == data
