"""Copies made of the original's own pages: where the copy stands, what is refused."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pypdfium2
import pytest

from thidua.paperwork import Copy, OfficeProfile, PaperworkError, Signer, document_pdf
from thidua.paperwork.copying import check_digitised, copied_pages, numbered_pages
from thidua.paperwork.samples import SAMPLES

OFFICE = OfficeProfile(
    name="Sở Nội vụ tỉnh Khánh Hòa", agency_lines=("SỞ NỘI VỤ",), parent_lines=("ỦY BAN NHÂN DÂN", "TỈNH KHÁNH HÒA"),
    place="Khánh Hòa", symbol="SNV",
)  # fmt: skip
COPY = Copy(
    form="SY", office=OFFICE, signer=Signer(("TL. GIÁM ĐỐC", "CHÁNH VĂN PHÒNG"), "Lê Văn Phòng"), number="5",
    day=datetime.date(2026, 1, 3), recipients=("Phòng Tổ chức",),
)  # fmt: skip
MOMENT = datetime.datetime(2026, 1, 3, 9, 30, tzinfo=datetime.timezone(datetime.timedelta(hours=7)))


def texts(data: bytes) -> list[str]:
    with pypdfium2.PdfDocument(data) as document:
        return [page.get_textpage().get_text_range() for page in document]


def place_of(data: bytes, words: str, page: int = 0) -> tuple[float, float, float, float]:
    with pypdfium2.PdfDocument(data) as document:
        reader = document[page].get_textpage()
        at, count = reader.search(words).get_next()
        boxes = [reader.get_charbox(index) for index in range(at, at + count)]
        return (
            min(box[0] for box in boxes), min(box[1] for box in boxes),
            max(box[2] for box in boxes), max(box[3] for box in boxes),
        )  # fmt: skip


def blank(width: float = 595.28, height: float = 841.89, rotation: int = 0, pages: int = 1) -> bytes:
    import io

    buffer = io.BytesIO()
    with pypdfium2.PdfDocument.new() as document:
        for _page in range(pages):
            document.new_page(width, height).set_rotation(rotation)
        document.save(buffer)
    return buffer.getvalue()


def scan(dots: int) -> bytes:
    """A page covered by a picture of so many dots across."""
    import io

    from PIL import Image

    buffer = io.BytesIO()
    inches = 210 / 25.4
    Image.new("RGB", (dots, round(dots * 297 / 210)), "white").save(buffer, "PDF", resolution=dots / inches)
    return buffer.getvalue()


def test_the_copy_stands_on_the_last_page_below_its_end():
    original = document_pdf(SAMPLES["decision"]())
    copy = copied_pages(original, COPY)
    pages = texts(copy)
    assert len(pages) == len(texts(original))
    last = len(pages) - 1
    assert "SAO Y" in pages[last]
    assert "Số: 05/SY-SNV" in pages[last]
    assert "Khánh Hòa, ngày 03 tháng 01 năm 2026" in pages[last]
    end = place_of(copy, "./.", last)
    assert place_of(copy, "SAO Y", last)[3] < end[1]
    assert all("SAO Y" not in page for page in pages[:last])


def test_the_pages_of_the_original_keep_their_text():
    original = document_pdf(SAMPLES["reminder"]())
    for before, after in zip(texts(original), texts(copied_pages(original, COPY)), strict=True):
        assert after.startswith(before.rstrip())


def test_where_the_last_page_is_no_a4_the_copy_stands_on_a_page_that_follows():
    wide = blank(842.0, 1191.0)
    assert len(texts(copied_pages(wide, COPY))) == 2
    assert "SAO Y" in texts(copied_pages(wide, COPY))[1]


def test_a_turned_page_gets_a_page_that_follows():
    assert len(texts(copied_pages(blank(rotation=90), COPY))) == 2


def test_a_landscape_end_bears_the_copy_over_its_own_width():
    copy = copied_pages(blank(841.89, 595.28), COPY)
    assert len(texts(copy)) == 1
    assert place_of(copy, "SAO Y")[0] > 420


def test_an_electronic_copy_says_form_agency_and_moment_at_the_top_right():
    original = document_pdf(SAMPLES["reminder"]())
    copy = copied_pages(original, replace(COPY, medium="electronic", moment=MOMENT))
    assert "2026-01-03T09:30:00+07:00" in texts(copy)[0]
    left, bottom, right, _top = place_of(copy, "2026-01-03T09:30:00+07:00")
    assert left > 400
    assert bottom > 770
    assert right < 595.28
    assert "05/SY" not in "".join(texts(copy))


def test_an_electronic_copy_needs_its_moment():
    with pytest.raises(PaperworkError, match="thời gian sao"):
        copied_pages(blank(), replace(COPY, medium="electronic"))


def test_a_long_name_of_the_agency_takes_two_lines():
    long = replace(OFFICE, name="Ban Quản lý dự án đầu tư xây dựng các công trình giao thông và nông nghiệp tỉnh")
    copy = copied_pages(blank(), replace(COPY, office=long, medium="electronic", moment=MOMENT))
    assert "Ban Quản lý" in texts(copy)[0]


def test_an_annex_bears_number_and_moment():
    annex = numbered_pages(blank(pages=2), "08/QĐ-SNV", MOMENT)
    first, second = texts(annex)
    assert "08/QĐ-SNV" in first
    assert "2026-01-03T09:30:00+07:00" in first
    assert second == ""


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_on_a_turned_page_the_mark_stands_in_the_corner_that_is_seen(turn):
    annex = numbered_pages(blank(rotation=turn), "08/QĐ-SNV", MOMENT)
    with pypdfium2.PdfDocument(annex) as document:
        width, height = document[0].get_size()
    left, bottom, _right, _top = place_of(annex, "08/QĐ-SNV")
    assert left > width / 2
    assert bottom > height - 60


@pytest.mark.parametrize("data", [b"", b"%PDF-1.4 nothing", b"PK\x03\x04"])
def test_what_is_no_pdf_is_refused_in_words(data):
    with pytest.raises(PaperworkError, match="hỏng"):
        copied_pages(data, COPY)


def test_a_coarse_scan_is_no_electronic_copy():
    with pytest.raises(PaperworkError, match="dpi"):
        check_digitised(scan(800))
    check_digitised(scan(1700))


def test_a_page_of_text_has_no_resolution():
    check_digitised(document_pdf(SAMPLES["reminder"]()))
