"""Printing on pre-printed blanks: every text on its base line, shifted as the printer asks, long ones smaller."""

import dataclasses
from itertools import pairwise

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thidua.paperwork import (
    Blank,
    BlankField,
    Offset,
    PaperworkError,
    certificates_pdf,
    overlay_parts,
    overlay_pdf,
    ruler_pdf,
    samples,
    shrunk_texts,
    usual_blank,
)
from thidua.paperwork.certificates.sheet import WHOLE

from .reading import MM, pages, running_text
from .test_certificates import PNG, one

OFFICE = samples.OFFICE


def base_lines(data: bytes) -> dict[str, tuple[float, float]]:
    """Return left edge and base line in mm of every letter's first occurrence, by the text's first letters."""
    document = pypdfium2.PdfDocument(data)
    try:
        page = document[0]
        height = page.get_height()
        found = {}
        for item in page.get_objects():
            if item.type == pypdfium2.raw.FPDF_PAGEOBJ_TEXT:
                matrix = item.get_matrix()
                found[len(found)] = (matrix.e * MM, (height - matrix.f) * MM)
        return found
    finally:
        document.close()


def blank(*fields: BlankField, width: float = 297, height: float = 210) -> Blank:
    return Blank("Phôi thử", width, height, fields)


NAME = BlankField("name", 40, 100, 200, size=24, smallest=12)


@settings(max_examples=25, deadline=None)
@given(x=st.integers(10, 60), y=st.integers(20, 180), dx=st.integers(-5, 5), dy=st.integers(-5, 5))
def test_a_text_stands_on_the_measured_base_line_shifted_by_the_printer_offset(x, y, dx, dy):
    field = dataclasses.replace(NAME, x=x, y=y, align="left")
    data = overlay_pdf([one(salutation="", name="Ba")], OFFICE, blank(field), offset=Offset(dx, dy))
    left, base = base_lines(data)[0]
    assert left == pytest.approx(x + dx, abs=0.05)
    assert base == pytest.approx(y + dy, abs=0.05)


def test_the_page_has_the_size_of_the_blank_and_nothing_but_the_texts_of_its_places():
    (page,) = pages(overlay_pdf([one()], OFFICE, blank(NAME, width=320, height=230)))
    assert (round(page.width), round(page.height)) == (320, 230)
    assert [line.text for line in page.lines] == ["Bà Nguyễn Thị Ngọc Ánh"]


@pytest.mark.parametrize("align", ["left", "center", "right"])
def test_a_text_stands_at_its_side_of_the_space(align):
    (page,) = pages(overlay_pdf([one()], OFFICE, blank(dataclasses.replace(NAME, align=align))))
    line = page.lines[0]
    place = {"left": line.left - 40, "center": line.middle - 140, "right": line.right - 240}
    assert place[align] == pytest.approx(0, abs=0.6)


def test_a_long_name_is_set_smaller_on_the_same_base_line_and_is_told():
    long = one(name="Nguyễn Thị Hoàng Phương Thảo Nguyên Khánh Vân Tường Vy")
    narrow = blank(dataclasses.replace(NAME, width=120))
    (told,) = shrunk_texts([one(name="An"), long], OFFICE, narrow)
    assert (told.index, told.field, told.normal_pt) == (1, "name", 24)
    assert 12 <= told.size_pt < 24
    short_line = base_lines(overlay_pdf([one(name="An")], OFFICE, narrow))[0]
    long_line = base_lines(overlay_pdf([long], OFFICE, narrow))[0]
    assert long_line[1] == pytest.approx(short_line[1], abs=0.05)


def test_a_name_that_fits_in_no_size_is_refused_with_certificate_and_place():
    with pytest.raises(PaperworkError, match=r"Giấy thứ 2, Tên người nhận: .*không vừa"):
        overlay_pdf([one(name="An"), one(name="Nguyễn Thị " * 15)], OFFICE, blank(NAME))


def test_lines_of_a_dotted_blank_stand_on_its_dotted_lines():
    field = BlankField("achievement", 30, 100, 60, align="left", size=14, smallest=12, lines=6, step=11)
    lines = sorted({round(base, 1) for _left, base in base_lines(overlay_pdf([one()], OFFICE, blank(field))).values()})
    assert len(lines) > 1
    assert [round(later - earlier, 1) for earlier, later in pairwise(lines)] == [11.0] * (len(lines) - 1)
    assert lines[0] == pytest.approx(100, abs=0.1)


def test_parts_of_number_and_date_go_where_the_blank_has_the_words_printed():
    keys = ("number", "day", "month", "year", "place", "serial", "register")
    fields = [BlankField(key, 20, 20 + 15 * row, 100, size=12, smallest=8) for row, key in enumerate(keys)]
    (page,) = pages(overlay_pdf([one()], OFFICE, blank(*fields), serials=["000123"]))
    assert [line.text for line in page.lines] == ["08/QĐ-SNV", "05", "12", "2025", "Khánh Hòa", "000123", "01"]


def test_a_month_takes_a_leading_zero_only_in_january_and_february():
    months = {}
    for month in range(1, 13):
        sheet = one(day=samples.certificates(1)[0].day.replace(month=month, day=1))
        field = BlankField("month", 20, 20, 50, size=12, smallest=8)
        months[month] = running_text(overlay_pdf([sheet], OFFICE, blank(field)))
    assert [months[1], months[2], months[3], months[12]] == ["01", "02", "3", "12"]


def test_serials_are_one_for_each_certificate():
    with pytest.raises(PaperworkError, match="2 giấy nhưng 1 số sê-ri"):
        overlay_pdf([one(), one()], OFFICE, blank(NAME), serials=["1"])


def test_the_qr_code_stands_in_its_square_and_only_with_an_address():
    field = BlankField("qr", 100, 120, 20)
    with_code = overlay_pdf([one()], OFFICE, blank(field, NAME))
    without = overlay_pdf([one(verify_url="")], OFFICE, blank(field, NAME))
    assert len(with_code) > len(without) + 500


def test_a_scan_lies_under_the_texts_for_a_look_and_a_bad_one_is_refused():
    plain = overlay_pdf([one()], OFFICE, blank(NAME))
    assert overlay_pdf([one()], OFFICE, blank(NAME), scan=PNG) != plain
    for bad in (b"\x89PNG\r\n\x1a\nnot a picture", b"GIF89a"):
        with pytest.raises(PaperworkError, match="Ảnh quét của phôi"):
            overlay_pdf([one()], OFFICE, blank(NAME), scan=bad)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"x": 250.0}, "ra ngoài tờ phôi"),
        ({"y": 3.0}, "ra ngoài tờ phôi"),
        ({"width": 0.0}, "ra ngoài tờ phôi"),
        ({"size": 100.0}, "Cỡ chữ"),
        ({"smallest": 30.0}, "Cỡ chữ"),
        ({"lines": 0}, "dòng"),
        ({"colour": "red"}, "Màu"),
        ({"key": "shoe_size"}, "Không có mục"),
    ],
)
def test_a_place_that_cannot_be_printed_is_refused_by_name(changed, words):
    with pytest.raises(PaperworkError, match=words):
        blank(dataclasses.replace(NAME, **changed)).check()


def test_a_place_given_twice_and_a_sheet_of_no_size_are_refused():
    with pytest.raises(PaperworkError, match="hai vị trí"):
        blank(NAME, dataclasses.replace(NAME, y=150)).check()
    with pytest.raises(PaperworkError, match="Chiều rộng"):
        blank(NAME, width=1000).check()
    with pytest.raises(PaperworkError, match="chưa có vị trí"):
        blank().check()
    with pytest.raises(PaperworkError, match="Độ lệch ngang"):
        Offset(x=31).check()


def test_the_usual_blank_can_be_printed_and_its_places_do_not_touch():
    usual = usual_blank()
    usual.check()
    assert list(usual.overlaps()) == []
    assert len(pages(overlay_pdf(samples.certificates(3), OFFICE, usual))) == 3


def test_places_that_touch_are_found():
    other = BlankField("detail", 40, 102, 200, size=16)
    assert [(one.key, two.key) for one, two in blank(NAME, other).overlaps()] == [("name", "detail")]


def test_the_test_page_has_its_cross_at_twenty_millimetres_moved_by_the_offset():
    def cross(offset: Offset) -> tuple[float, float]:
        (page,) = pages(ruler_pdf(blank(NAME), offset=offset))
        (rule,) = [rule for rule in page.rules if rule.length == pytest.approx(12, abs=0.01)]
        return rule.middle, rule.top

    assert cross(Offset()) == pytest.approx((20, 20), abs=0.05)
    assert cross(Offset(-1.5, 2)) == pytest.approx((18.5, 22), abs=0.05)


def test_a_long_batch_comes_in_parts_with_all_pages_in_order():
    many = [one(name=f"Người thứ {number}") for number in range(WHOLE + 25)]
    parts = list(overlay_parts(many, OFFICE, blank(NAME), size=50))
    assert [len(pypdfium2.PdfDocument(part)) for part in parts] == [50, 50, 50, 25]
    printed = running_text(overlay_pdf(many, OFFICE, blank(NAME)))
    assert [f"Người thứ {number}" in printed for number in (0, 49, 50, WHOLE + 24)] == [True] * 4
    assert printed.index("Người thứ 60") < printed.index("Người thứ 61")


def test_the_same_batch_gives_the_same_bytes_in_one_piece_and_in_parts():
    few, many = [one()] * 3, [one()] * (WHOLE + 1)
    assert overlay_pdf(few, OFFICE, blank(NAME)) == overlay_pdf(few, OFFICE, blank(NAME))
    assert certificates_pdf(many, OFFICE) == certificates_pdf(many, OFFICE)
