"""Signing: PAdES over unchanged bytes, pictures where the decree wants them, the file stays PDF/A."""

import io
import re

import numpy
import pypdfium2
import pytest
from pyhanko.pdf_utils.reader import PdfFileReader
from tests.paperwork.reading import pages

from thidua.paperwork import PaperworkError, document_pdf, samples
from thidua.paperwork.metrics import MM_PER_POINT
from thidua.paperwork.signing import (
    find_block,
    hand_place,
    load_pkcs12,
    seal_place,
    sign_pdf,
    stamp_annex,
    stamp_copy,
)

from .making import NOW, PASSWORD, SIGNED_AT, agency, director, pkcs12_file, signed, unsigned


def seen(data: bytes, page: int = 0) -> numpy.ndarray:
    """Return the page as it is shown, 4 points a mm, with the signatures on it."""
    document = pypdfium2.PdfDocument(data)
    document.init_forms()
    try:
        return document[page].render(scale=4 * MM_PER_POINT, rev_byteorder=True).to_numpy().astype(int)
    finally:
        document.close()


def area(picture: numpy.ndarray, wanted) -> tuple[float, float, float, float]:
    """Return left, top, right, bottom in mm of the points for which `wanted` holds."""
    rows, columns = numpy.nonzero(wanted(picture[..., 0], picture[..., 1], picture[..., 2]))
    return columns.min() / 4, rows.min() / 4, (columns.max() + 1) / 4, (rows.max() + 1) / 4


def blue(red, green, blue):
    return (blue > red + 60) & (blue > green + 60)


def red(red, green, blue):
    return (red > green + 60) & (red > blue + 60)


def test_signatures_are_pades_added_behind_unchanged_bytes():
    data = signed()
    assert data.startswith(unsigned())
    found = PdfFileReader(io.BytesIO(data)).embedded_regular_signatures
    assert [item.field_name for item in found] == ["ChuKyCaNhan", "ChuKyCoQuan"]
    assert {str(item.sig_object["/SubFilter"]) for item in found} == {"/ETSI.CAdES.detached"}
    assert {item.self_reported_timestamp for item in found} == {SIGNED_AT}


def test_signed_file_says_that_it_is_still_pdf_a():
    reader = PdfFileReader(io.BytesIO(signed()))
    metadata = reader.root["/Metadata"].data
    assert re.search(rb"pdfaid:part[=>]\"?2", metadata)
    assert re.search(rb"pdfaid:conformance[=>]\"?B", metadata)
    assert reader.root["/OutputIntents"][0]["/S"] == "/GTS_PDFA1"
    for field in reader.root["/AcroForm"]["/Fields"]:
        widget = field.get_object()
        assert widget["/F"] & 0b100, "PDF/A wants annotations that are printed"
        assert not widget["/F"] & 0b100011, "and none that are hidden"
        assert list(widget["/AP"]) == ["/N"]


def test_fonts_of_the_stamp_are_embedded():
    data = stamp_annex(unsigned(), agency(), number="08/QĐ-SNV", at=SIGNED_AT)
    widget = PdfFileReader(io.BytesIO(data)).root["/AcroForm"]["/Fields"][0].get_object()
    fonts = _fonts(widget["/AP"]["/N"])
    assert fonts
    for font in fonts:
        inner = font["/DescendantFonts"][0]
        assert "Tinos" in inner["/BaseFont"]
        assert {"/FontFile2", "/FontFile3"} & set(inner["/FontDescriptor"])


def _fonts(form) -> list:
    if "/Resources" not in form:
        return []
    resources = form["/Resources"]
    found = [font.get_object() for font in _entries(resources, "/Font")]
    for inner in _entries(resources, "/XObject"):
        found += _fonts(inner.get_object())
    return found


def _entries(resources, name: str) -> list:
    return [resources[name][key] for key in resources[name]] if name in resources else []


def test_hand_signature_stands_in_the_middle_between_post_and_name():
    page = pages(unsigned())[0]
    name = next(line for line in page.lines if line.text == samples.DIRECTOR.name)
    post = next(word for word in page.words if word.text == "GIÁM" and word.top > 200)
    left, top, right, bottom = area(seen(signed()), blue)
    assert (left + right) / 2 == pytest.approx(name.middle, abs=0.7)
    assert post.top + 4 < top < bottom < name.top + 1
    assert (top + bottom) / 2 == pytest.approx((post.top + 4.6 + name.top) / 2, abs=1.5)


def test_seal_covers_a_third_of_the_signature_on_its_left_in_real_size():
    block = find_block(unsigned(), "GIÁM ĐỐC", samples.DIRECTOR.name)
    hand = hand_place(block, 2.2)
    left, top, right, bottom = area(seen(signed()), red)
    assert right - left == pytest.approx(36, abs=0.8)
    assert bottom - top == pytest.approx(36, abs=0.8)
    place = seal_place(hand, block)
    covered = place.left + place.width - hand.left
    assert covered == pytest.approx(hand.width / 3)
    blue_left, _top, blue_right, _bottom = area(seen(signed()), blue)
    assert (right - blue_left) / (blue_right - blue_left) == pytest.approx(1 / 3, abs=0.05)
    assert left < blue_left


def test_block_of_a_deputy_is_found_below_the_last_line_of_the_post():
    data = document_pdf(samples.submission())
    context = samples.submission()
    block = find_block(data, context.signer.lines[-1], context.signer.name)
    assert 15 < block.bottom - block.top < 30
    assert block.middle > 105


def test_block_that_is_not_there_is_refused():
    with pytest.raises(PaperworkError, match="Không tìm thấy chỗ ký của Người Khác"):
        find_block(unsigned(), "GIÁM ĐỐC", "Người Khác")


def test_annex_file_is_stamped_with_number_and_moment_at_the_top_right():
    data = stamp_annex(unsigned(), agency(), number="08/QĐ-SNV", at=SIGNED_AT)
    ink = (seen(data) < 128).all(axis=2)
    plain = (seen(unsigned()) < 128).all(axis=2)
    rows, columns = numpy.nonzero(ink & ~plain)
    assert rows.max() / 4 < 20, "inside the top margin"
    assert columns.max() / 4 == pytest.approx(210 - 6, abs=0.5)
    assert columns.min() / 4 > 210 - 6 - 62
    assert rows.max() / 4 - rows.min() / 4 == pytest.approx(6.9, abs=1), "two lines of 10 pt"


def test_copy_is_stamped_with_form_agency_and_moment():
    data = stamp_copy(unsigned(), agency(), form="SAO Y", agency="Sở Nội vụ tỉnh Khánh Hòa", at=SIGNED_AT)
    assert PdfFileReader(io.BytesIO(data)).embedded_regular_signatures[0].field_name == "ChuKySao"
    with pytest.raises(PaperworkError, match="Không có hình thức sao"):
        stamp_copy(unsigned(), agency(), form="PHÔ TÔ", agency="Sở Nội vụ", at=SIGNED_AT)


def test_stamp_that_is_too_long_is_refused():
    with pytest.raises(PaperworkError, match="dài quá 62 mm"):
        stamp_copy(unsigned(), agency(), form="SAO Y", agency="Ủy ban nhân dân " * 4, at=SIGNED_AT)


def test_wrong_password_and_damaged_key_file_are_told():
    data = pkcs12_file(samples.DIRECTOR.name)
    with pytest.raises(PaperworkError, match="Mật khẩu sai hoặc tệp hỏng"):
        load_pkcs12(data, "sai")
    with pytest.raises(PaperworkError, match="Mật khẩu sai hoặc tệp hỏng"):
        load_pkcs12(data[:100], PASSWORD)
    assert load_pkcs12(data, PASSWORD).holder == samples.DIRECTOR.name


def test_field_used_twice_and_damaged_file_are_refused():
    once = sign_pdf(unsigned(), director(), at=NOW)
    with pytest.raises(PaperworkError, match="Không ký được tệp PDF này"):
        sign_pdf(once, director(), at=NOW)
    with pytest.raises(PaperworkError, match="Không ký được tệp PDF này"):
        sign_pdf(unsigned()[:3000], director(), at=NOW)
