"""Files that cannot be read are refused with a message; a scan is told to be one; nothing crashes."""

import contextlib
import datetime
import io
import zipfile
import zlib

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from thidua.paperwork import PaperworkError
from thidua.paperwork.check import apply_fixes, check_document, is_unchecked
from thidua.paperwork.pdf import write_pdf
from thidua.paperwork.word.writer import write_docx

from . import papers

ON = datetime.date(2026, 11, 26)
WORD = write_docx(papers.letter())
PDF = write_pdf(papers.letter())


def word_with(**parts):
    """A Word file in which parts are other ones."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(WORD)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, parts.pop(name.rpartition("/")[2], None) or old.read(name))
        for name, content in parts.items():
            new.writestr(f"word/{name}", content)
    return stream.getvalue()


def encrypted_pdf():
    """A PDF that asks for a password (standard security handler, made by hand: the key fits nothing)."""
    body = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    secret = b"<" + b"00" * 32 + b">"
    body += b"3 0 obj<</Filter/Standard/V 1/R 2/O " + secret + b"/U " + secret + b"/P -4>>endobj\n"
    return body + b"trailer<</Root 1 0 R/Encrypt 3 0 R/ID[<00><00>]>>\n%%EOF"


def scan():
    """A PDF of one page that is only a picture."""
    document = pypdfium2.PdfDocument.new()
    page = document.new_page(595, 842)
    source = pypdfium2.PdfDocument(PDF)
    bitmap = source[0].render(scale=1)
    picture = pypdfium2.PdfImage.new(document)
    picture.set_bitmap(bitmap)
    picture.set_matrix(pypdfium2.PdfMatrix().scale(595, 842))
    page.insert_obj(picture)
    page.gen_content()
    stream = io.BytesIO()
    document.save(stream)
    document.close()
    source.close()
    return stream.getvalue()


def entities():
    return (
        b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
        b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&b;'
        b"</w:t></w:r></w:p></w:body></w:document>"
    )


def nested(depth):
    tables = "<w:tbl><w:tr><w:tc>" * depth + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * depth
    return (
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
        f"{tables}</w:body></w:document>"
    ).encode()


REFUSED = {
    "empty": (b"", "rỗng"),
    "only spaces": (b" \n\0 ", "rỗng"),
    "too big": (b"%PDF-" + bytes(1) * (21 * 1024 * 1024) + b"x", "20 MB"),
    "text": (b"Day la van ban", "Không phải"),
    "old word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), ".doc"),
    "encrypted word": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100) + "EncryptedPackage".encode("utf-16-le"),
        "mật khẩu",
    ),
    "broken zip": (b"PK\x03\x04" + bytes(300), "hỏng"),
    "cut word": (WORD[: len(WORD) // 2], "hỏng"),
    "other zip": (zlib.compress(b"") and b"PK\x05\x06" + bytes(18), "không phải tệp Word"),
    "broken pdf": (b"%PDF-1.7\nnothing here", "hỏng"),
    "encrypted pdf": (encrypted_pdf(), "mật khẩu|hỏng"),
    "zip bomb": (word_with(**{"document.xml": b"<a>" + b" " * 9_000_000 + b"</a>"}), "quá lớn"),
    "xml bomb": (word_with(**{"document.xml": entities()}), "DOCTYPE"),
    "broken xml": (word_with(**{"document.xml": b"<w:document"}), "hỏng"),
    "styles bomb": (word_with(**{"styles.xml": b"<a>" + b"b" * 9_000_000 + b"</a>"}), "quá lớn"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_cannot_be_read_is_refused_with_a_message(name):
    data, message = REFUSED[name]
    with pytest.raises(PaperworkError, match=message) as refused:
        check_document(data, "cong-van.docx", ON)
    assert refused.value.place.startswith("cong-van.docx")
    assert refused.value.mend


def test_the_same_file_unspoilt_is_read():
    assert check_document(WORD, "a.docx", ON) == []
    assert check_document(PDF, "a.pdf", ON) == []
    assert check_document(b"stray bytes" + PDF, "a.pdf", ON) == []
    assert check_document(word_with(), "a.docx", ON) == []


def test_a_scan_is_never_called_fine():
    findings = check_document(scan(), "a.pdf", ON)
    assert [finding.code for finding in findings] == ["no_text"]
    assert is_unchecked(findings)
    assert "không kiểm tra được" in findings[0].message


def test_a_word_file_without_words_is_not_called_fine():
    assert is_unchecked(check_document(word_with(**{"document.xml": nested(3)}), "a.docx", ON))


def test_a_scanned_page_among_others_is_named():
    document = pypdfium2.PdfDocument(PDF)
    document.import_pages(pypdfium2.PdfDocument(scan()))
    stream = io.BytesIO()
    document.save(stream)
    findings = check_document(stream.getvalue(), "a.pdf", ON)
    assert [(finding.code, finding.place.page) for finding in findings] == [("scanned_page", 2)]
    assert not is_unchecked(findings)


def test_a_table_in_a_table_in_a_table_does_not_matter():
    assert is_unchecked(check_document(word_with(**{"document.xml": nested(80)}), "a.docx", ON))


def checked(data):
    """Check and mend; a refusal with a message is a good answer, any other error is not."""
    with contextlib.suppress(PaperworkError):
        findings = check_document(data, "a", ON)
        if data.startswith(b"PK"):
            apply_fixes(data, findings)


SLOW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@SLOW
@given(
    st.binary(max_size=3000), st.sampled_from([b"", b"PK\x03\x04", b"%PDF-1.7\n", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"])
)
def test_no_bytes_make_it_crash(data, start):
    checked(start + data)


@SLOW
@given(st.integers(0, len(PDF) - 1), st.binary(min_size=1, max_size=40))
def test_a_damaged_pdf_does_not_crash(at, noise):
    checked(PDF[:at] + noise + PDF[at + len(noise) :])


@SLOW
@given(st.text(max_size=120), st.integers(0, 30))
def test_any_words_in_a_document_do_not_crash(text, at):
    shown = "".join(sign for sign in text if sign.isprintable()).replace("&", "").replace("<", "")
    content = zipfile.ZipFile(io.BytesIO(WORD)).read("word/document.xml").decode()
    pieces = content.split("<w:t xml:space")
    at = at % (len(pieces) - 1) + 1
    head, _, tail = pieces[at].partition(">")
    pieces[at] = f"{head}>{shown}{tail[tail.index('<') :]}"
    checked(word_with(**{"document.xml": "<w:t xml:space".join(pieces).encode("utf-8", "ignore")}))


@SLOW
@given(st.integers(0, 40_000), st.sampled_from(["w:val", "w:w", "w:type", "w:line", "w:left", "w:ascii"]))
def test_odd_attributes_do_not_crash(at, name):
    content = zipfile.ZipFile(io.BytesIO(WORD)).read("word/document.xml").decode()
    start = content.find(f'{name}="', at % len(content))
    if start < 0:
        return
    end = content.index('"', start + len(name) + 2)
    for odd in ("", "-1", "1e400", "nan", "abc", "999999999999"):
        checked(word_with(**{"document.xml": (content[: start + len(name) + 2] + odd + content[end:]).encode()}))
