"""Plans in TCVN3 (ABC) and VNI, as Word files, text files and PDF: they say what they say in Unicode."""

import re
import unicodedata

import pytest
from docx.document import Document
from tests.plans.marking import compare, facts_of, marked_plans
from tests.plans.plan_files import saved, word_document

from thidua.plans import read_plan
from thidua.text import encodings, nfc

PLANS = [entry for entry in marked_plans() if entry[0].suffix == ".txt" and "   " not in entry[0].read_text("utf-8")]
_TO_TCVN3 = {new: old for old, new in encodings._TCVN3.items()}
_TO_VNI = {new: old for old, new in reversed(encodings._VNI.items()) if len(new) == 1}


def to_tcvn3(text: str) -> str:
    """Unicode as a Word of 1999 kept it in fonts .VnTime; capitals with marks were set in fonts for capitals."""
    plain = re.sub("[“”]", '"', nfc(text)).replace("–", "-")
    return "".join(_TO_TCVN3.get(letter) or _TO_TCVN3.get(letter.lower()) or letter for letter in plain)


def to_vni(text: str) -> str:
    """Unicode as in fonts VNI-Times."""
    plain = re.sub("[“”]", '"', nfc(text)).replace("–", "-")
    return "".join(_TO_VNI.get(letter, letter) for letter in plain)


def bare(text: str) -> str:
    """Letters without case: fonts for capitals do not tell in the text."""
    return unicodedata.normalize("NFC", text).casefold().replace("“", '"').replace("”", '"')


def word_of(text: str) -> bytes:
    """A plain text as Word has it: a paragraph a line."""
    document: Document = word_document()
    for line in filter(str.strip, text.splitlines()):
        document.add_paragraph(line)
    return saved(document)


@pytest.mark.parametrize("path", [path for path, _ in PLANS], ids=lambda path: path.stem)
@pytest.mark.parametrize("encode", [to_tcvn3, to_vni], ids=["TCVN3", "VNI"])
@pytest.mark.parametrize(
    "shape", [word_of, lambda text: text.encode("latin-1"), lambda text: text.encode()], ids=["word", "bytes", "utf8"]
)
def test_text_in_an_old_encoding_is_read_as_unicode(path, encode, shape):
    text = path.read_text("utf-8")
    plan = read_plan(shape(encode(text)), "cu.doc")
    # every letter came back but for the case of capitals with marks
    assert bare(plan.text).split() == bare(text.replace("–", "-")).split()


@pytest.mark.parametrize(("path", "marks"), PLANS, ids=[path.stem for path, _ in PLANS])
def test_in_vni_no_fact_is_lost(path, marks):
    results = compare(read_plan(word_of(to_vni(path.read_text("utf-8"))), "cu.docx"), marks)
    expected = compare(read_plan(path.read_bytes(), path.name), marks)
    assert {kind: lines for kind, (_, lines) in results.items()} == {
        kind: lines for kind, (_, lines) in expected.items()
    }


def test_headings_in_capitals_of_tcvn3_are_still_parts_of_the_outline():
    path, _ = next(entry for entry in PLANS if entry[0].stem == "chi-thi-co-de-muc")
    text = path.read_text("utf-8")
    plan, modern = read_plan(word_of(to_tcvn3(text)), "cu.docx"), read_plan(path.read_bytes(), path.name)
    old, new = facts_of(plan), facts_of(modern)
    for kind in ("tasks", "references", "deadlines", "targets", "recipients"):
        assert list(map(bare, old[kind])) == list(map(bare, new[kind]))


def test_a_line_of_unicode_among_old_ones_stays_and_an_old_one_among_unicode_is_converted():
    old, new = "Thi ®ua lËp thµnh tÝch", "Cá nhân có thành tích"
    plan_text = PLANS[0][0].read_text("utf-8")
    plan = read_plan(word_of(f"{to_tcvn3(plan_text)}\nCán bộ và cá nhân có thành tích"), "cu.docx")
    assert "Cán bộ và cá nhân có thành tích" in plan.text
    modern = read_plan(word_of(f"{plan_text}\n{old}\n{new}"), "moi.docx")
    assert new in modern.text
    assert "Thi đua lập thành tích" in modern.text
