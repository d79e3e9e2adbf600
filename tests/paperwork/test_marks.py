"""Boxes 10 to 14, lines of authority, and the document that is replaced."""

import dataclasses
import datetime
import io

import pdfplumber
import pytest

from thidua.paperwork import (
    Copy,
    Marks,
    PaperworkError,
    Signer,
    authority_lines,
    copy_docx,
    copy_pdf,
    document_docx,
    document_pdf,
    paper_of,
    samples,
)
from thidua.paperwork.layout import recipient_lines
from thidua.paperwork.samples import SAMPLES

from .kinds import ONE_EACH, OWN_SHEETS
from .reading import MM, pages, running_text, word_file, word_texts
from .telling import body, text_of

replace = dataclasses.replace


def frames(data: bytes) -> list[tuple[float, float, tuple[float, ...]]]:
    """Return width and height in mm and the colour (three shares, or grey alone) of the frames on page 1, downwards."""

    def colour(value: float | tuple[float, ...]) -> tuple[float, ...]:
        return tuple(value) if isinstance(value, list | tuple) else (value,)

    with pdfplumber.open(io.BytesIO(data)) as pdf:
        found = sorted(pdf.pages[0].rects, key=lambda item: item["top"])
        return [(item["width"] * MM, item["height"] * MM, colour(item["stroking_color"])) for item in found]


def marked(**marks):
    return replace(SAMPLES["notice"](), marks=Marks(**marks))


@pytest.mark.parametrize(
    ("urgency", "words", "width"),
    [("urgent", "KHẨN", 20), ("very_urgent", "THƯỢNG KHẨN", 40), ("express", "HỎA TỐC", 30)],
)
def test_stamps_of_urgency_have_the_size_and_colour_of_the_decree(urgency, words, width):
    data = document_pdf(marked(urgency=urgency))
    [frame] = frames(data)
    assert frame[:2] == pytest.approx((width, 8), abs=0.1)
    red, green, blue = frame[2]
    assert red > 0.6
    assert green == blue == 0
    page = pages(data)[0]
    assert page.line(words).left < 105
    assert page.line("Số: 86/TB-SNV").top < page.line(words).top < page.line("THÔNG BÁO").top
    assert page.sizes[words.split()[0]] == 13


def test_secrecy_urgency_and_circulation_stand_below_one_another():
    data = document_pdf(marked(secrecy="secret", urgency="express", circulation="return"))
    page = pages(data)[0]
    tops = [page.line(words).top for words in ("MẬT", "HỎA TỐC", "XEM XONG TRẢ LẠI")]
    assert tops == sorted(tops)
    assert [sum(frame[2]) > 0 for frame in frames(data)] == [True, True, False]


def test_word_has_the_same_frames():
    tables = word_file(document_docx(marked(urgency="express", circulation="internal"))).element.body.xpath(
        ".//w:tc//w:tbl"
    )
    assert ["".join(table.xpath(".//w:t/text()")) for table in tables] == ["HỎA TỐC", "LƯU HÀNH NỘI BỘ"]
    assert [table.xpath("./w:tblPr/w:tblW/@w:w")[0] for table in tables] == ["1701", "2835"]
    assert {table.xpath(".//w:trHeight/@w:val")[0] for table in tables} == {"454"}
    assert tables[0].xpath(".//w:color/@w:val") == ["C00000"]
    assert not frames(document_pdf(marked()))


@pytest.mark.parametrize(
    ("marks", "line"),
    [
        ({"drafter": "pl", "copies": 300}, "- Lưu: VT, TĐKT, PL.(300)."),
        ({"drafter": "PL."}, "- Lưu: VT, TĐKT, PL."),
        ({"copies": 12}, "- Lưu: VT, TĐKT, (12)."),
        ({}, "- Lưu: VT, TĐKT."),
    ],
)
def test_drafter_and_copies_close_the_line_of_the_archive(marks, line):
    assert recipient_lines(paper_of(marked(**marks)))[-1] == line
    assert line in running_text(document_pdf(marked(**marks)))


def test_no_copies_cannot_be_issued():
    with pytest.raises(PaperworkError, match="Số lượng bản phát hành"):
        marked(copies=0).compose()


# ── Authority ──


@pytest.mark.parametrize(
    ("arguments", "lines"),
    [
        (("", "Giám đốc"), ("GIÁM ĐỐC",)),
        (("KT", "Giám đốc", "Phó Giám đốc"), ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC")),
        (("TM", "Hội đồng", "Chủ tịch"), ("TM. HỘI ĐỒNG", "CHỦ TỊCH")),
        (("TL", "Giám đốc", "Chánh Văn phòng"), ("TL. GIÁM ĐỐC", "CHÁNH VĂN PHÒNG")),
        (("TUQ", "Giám đốc", "Trưởng phòng"), ("TUQ. GIÁM ĐỐC", "TRƯỞNG PHÒNG")),
        (("Q", "Giám đốc"), ("Q. GIÁM ĐỐC",)),
    ],
)
def test_lines_of_authority(arguments, lines):
    assert authority_lines(*arguments) == lines
    printed = running_text(document_pdf(replace(SAMPLES["notice"](), signer=Signer(lines, "Lê Văn Tám"))))
    assert f"{' '.join(lines)} Lê Văn Tám" in printed


@pytest.mark.parametrize("authority", ["TM", "KT", "TL", "TUQ"])
def test_who_signs_for_another_gives_the_own_post(authority):
    with pytest.raises(PaperworkError, match="chức vụ"):
        authority_lines(authority, "Giám đốc")
    with pytest.raises(PaperworkError, match="thiếu chức vụ của chính người ký"):
        replace(SAMPLES["notice"](), signer=Signer((f"{authority}. GIÁM ĐỐC",), "Lê Văn Tám")).compose()


def test_a_long_line_of_authority_is_broken_evenly():
    signer = Signer(("TM. HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG SỞ NỘI VỤ TỈNH KHÁNH HÒA", "CHỦ TỊCH"), "Lê Văn Tám")
    page = pages(document_pdf(replace(SAMPLES["invitation"](), signer=signer)))[0]
    lines = [line for line in page.lines if line.left > 100 and line.text.isupper()]
    assert lines
    assert max(line.right for line in lines) <= 195


# ── Replacement ──

OLD = "Quyết định số 08/QĐ-SNV ngày 05/12/2025 của Giám đốc Sở Nội vụ"


@pytest.mark.parametrize("kind", [kind for kind in ONE_EACH if kind not in OWN_SHEETS])
def test_a_new_document_names_the_old_one_once_and_ends_once(kind):
    paper = paper_of(replace(SAMPLES[kind](), replaces=OLD))
    told = text_of(paper)
    assert told.count(f"thay thế {OLD}") == 1
    lines = [line for line in body(replace(SAMPLES[kind](), replaces=OLD)) if line.endswith("./.")]
    assert len(lines) == 1


def test_a_decision_names_it_in_the_article_on_its_effect_or_in_one_of_its_own():
    lines = body(replace(samples.decision(2, 0), replaces=OLD))
    assert f"Điều 3. Quyết định này có hiệu lực thi hành kể từ ngày ký và thay thế {OLD}." in lines
    own = body(replace(samples.decision(2, 0), replaces=OLD, articles=("Tặng Giấy khen.", "Chánh Văn phòng thi hành")))
    assert own[-3:] == [
        "Điều 1. Tặng Giấy khen.",
        f"Điều 2. Quyết định này thay thế {OLD}.",
        "Điều 3. Chánh Văn phòng thi hành./.",
    ]


# ── Copies ──


def copy(**change):
    usual = Copy(
        form="SY",
        office=samples.OFFICE,
        signer=Signer(("TL. GIÁM ĐỐC", "CHÁNH VĂN PHÒNG"), "Lê Văn Tám"),
        number="3",
        day=datetime.date(2026, 1, 5),
        recipients=("Phòng Kế toán",),
    )
    return replace(usual, **change)


@pytest.mark.parametrize(("form", "words"), [("SY", "SAO Y"), ("TrS", "TRÍCH SAO"), ("SL", "SAO LỤC")])
def test_a_copy_stands_below_a_line_over_the_whole_width(form, words):
    data = copy_pdf(SAMPLES["notice"](), copy(form=form))
    [page] = pages(data)
    line = max(page.rules, key=lambda rule: rule.length)
    assert (line.left, line.right) == pytest.approx((30, 195), abs=0.2)
    assert page.line("Hồ Minh Uyên").top < line.top
    below = [item.text for item in page.lines if item.top > line.top]
    assert any(words in text for text in below)
    assert f"Số: 03/{form}-SNV Khánh Hòa, ngày 05 tháng 01 năm 2026" in below
    assert "Lê Văn Tám" in below
    told = word_texts(copy_docx(SAMPLES["notice"](), copy(form=form)))
    assert told.index("Hồ Minh Uyên") < told.index(words) < told.index("Lê Văn Tám")


def test_a_copy_follows_the_annexes():
    found = pages(copy_pdf(samples.decision(2, 0), copy()))
    assert not any("SAO Y" in line.text for line in found[0].lines)
    assert any("SAO Y" in line.text for line in found[-1].lines)


def test_an_electronic_copy_is_marked_at_the_top_right_of_page_one_only():
    zone = datetime.timezone(datetime.timedelta(hours=7))
    electronic = copy(form="SL", medium="electronic", moment=datetime.datetime(2026, 1, 5, 9, 30, 15, tzinfo=zone))
    found = pages(copy_pdf(samples.decision(), electronic))
    mark = found[0].line("2026-01-05T09:30:15+07:00")
    assert mark.right == pytest.approx(195, abs=0.2)
    assert mark.top < 18
    assert found[0].sizes["2026-01-05T09:30:15+07:00"] == 10
    assert not any("SAO LỤC" in line.text for page in found[1:] for line in page.lines)
    header = word_file(copy_docx(samples.decision(), electronic)).sections[0].first_page_header
    assert [paragraph.text for paragraph in header.paragraphs] == ["SAO LỤC", samples.OFFICE.name, mark.text]


@pytest.mark.parametrize(
    "change",
    [{"signer": None}, {"medium": "electronic"}, {"medium": "electronic", "moment": datetime.datetime(2026, 1, 5)}],
)
def test_a_copy_without_signer_or_moment_is_refused(change):
    with pytest.raises(PaperworkError):
        copy_pdf(SAMPLES["notice"](), copy(**change))
