"""Certificates: lines, order, fitting, QR, refusals."""

import dataclasses
import struct
import zlib

import numpy as np
import pypdfium2
import pytest
import segno

from thidua.paperwork import PaperworkError, Signer, certificates_pdf, samples, shrunk_names
from thidua.paperwork.certificates.qr import QR_MASK, qr_path
from thidua.paperwork.metrics import VIETNAMESE_LETTERS

from .reading import pages, running_text, text

OFFICE = samples.OFFICE


def picture() -> bytes:
    """Return a PNG of one black point."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")


PNG = picture()


def one(**change):
    return dataclasses.replace(samples.certificates(1)[0], **change)


def test_a_page_each_on_a4_on_its_side():
    found = pages(certificates_pdf(samples.certificates(5), OFFICE))
    assert [(round(page.width), round(page.height)) for page in found] == [(297, 210)] * 5
    assert all(page.fonts <= {"Tinos", "Tinos-Bold", "Tinos-Italic", "Tinos-BoldItalic"} for page in found)


def test_the_lines_come_in_the_prescribed_order():
    lines = [line.text for line in pages(certificates_pdf([one()], OFFICE))[0].lines]
    starts = [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "GIÁM ĐỐC SỞ NỘI VỤ TỈNH KHÁNH HÒA",
        "TẶNG",
        "GIẤY KHEN",
        "Bà Nguyễn Thị Ngọc Ánh",
        "Chuyên viên, Phòng",
        "Đã có thành tích",
        "Quyết định số 08/QĐ-SNV ngày 05/12/2025",
    ]
    places = [next(at for at, line in enumerate(lines) if line.startswith(start)) for start in starts]
    assert places == sorted(places)
    assert "Số vào sổ vàng: 01" in "\n".join(lines)


def test_titles_are_granted_as_titles():
    assert "TẶNG DANH HIỆU" in running_text(certificates_pdf([one(category="title")], OFFICE))
    assert "TẶNG DANH HIỆU" not in running_text(certificates_pdf([one()], OFFICE))


def test_text_is_centred_and_stays_inside_the_border():
    long = one(name="Trung tâm Phục vụ hành chính công và Chuyển đổi số tỉnh Khánh Hòa " * 3, salutation="")
    for page in pages(certificates_pdf([one(), long], OFFICE)):
        assert page.line("CỘNG HÒA").middle == pytest.approx(148.5, abs=0.2)
        assert min(line.left for line in page.lines) >= 22
        assert max(line.right for line in page.lines) <= 297 - 22
        assert max(line.top for line in page.lines) <= 210 - 19


def test_long_names_shrink_and_say_so():
    names = (
        "Lê Văn Tám",
        "Phòng Quản lý đô thị, nông nghiệp, giao thông vận tải và xây dựng",
        "Ban Chỉ huy " + "Phòng thủ dân sự " * 6,
        "Nguyễn Thị " * 17,
    )
    items = [one(name=name.strip(), salutation="", detail="") for name in names]
    found = shrunk_names(items, OFFICE)
    assert 0 not in [name.index for name in found]
    assert 3 in [name.index for name in found]
    assert all(13 <= name.size_pt < name.normal_pt == 26 for name in found)
    printed = pages(certificates_pdf(items, OFFICE))
    for name in found:
        first = name.name.split()[0]
        assert printed[name.index].sizes[first] == pytest.approx(name.size_pt, abs=0.1)


def test_usual_certificates_are_not_shrunk():
    two_lines = "Đã có thành tích xuất sắc trong phong trào thi đua chào mừng Đại hội Đảng các cấp, " * 2
    assert shrunk_names([*samples.certificates(30), one(achievement=two_lines.strip(", "))], OFFICE) == ()


def test_many_lines_of_post_leave_less_room():
    signer = Signer(("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), "Lê Văn Tám")
    (page,) = pages(certificates_pdf([one(signer=signer, name="Nguyễn Thị " * 18)], OFFICE))
    assert max(line.top for line in page.lines) <= 210 - 19
    assert len(page.lines) > 12


@pytest.mark.parametrize("name", ["W" * 80, "Nguyễn Thị " * 30, ""])
def test_what_fits_in_no_size_is_refused_with_its_place(name):
    items = [one(), one(name=name)]
    with pytest.raises(PaperworkError) as refused:
        certificates_pdf(items, OFFICE)
    assert refused.value.place.startswith("Giấy thứ 2")


def test_every_vietnamese_letter_can_be_a_name():
    pieces = [VIETNAMESE_LETTERS[at : at + 31] for at in range(0, len(VIETNAMESE_LETTERS), 31)]
    printed = running_text(certificates_pdf([one(name=piece, salutation="") for piece in pieces], OFFICE))
    for piece in pieces:
        assert piece in printed


def test_the_code_is_printed_and_the_qr_only_when_there_is_an_address():
    with_qr, without = certificates_pdf([one()], OFFICE), certificates_pdf([one(verify_url="")], OFFICE)
    assert "Mã xác minh: KH25-0000" in running_text(with_qr)
    assert "Mã xác minh: KH25-0000" in running_text(without)
    assert dark_square(with_qr) is not None
    assert dark_square(without) is None


def dark_square(data: bytes) -> np.ndarray | None:
    """Return the modules of the QR code on page 1 as they are printed, True for dark; None when there is none."""
    scale = 10
    page = pypdfium2.PdfDocument(data)[0]
    picture = page.render(scale=scale, grayscale=True).to_numpy().squeeze() < 128
    pixels = scale * 72 / 25.4
    region = picture[int(163 * pixels) : int(193 * pixels), int(25 * pixels) : int(47 * pixels)]
    rows, columns = np.nonzero(region)
    if not rows.size:
        return None
    square = region[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1]
    if abs(square.shape[0] - square.shape[1]) > 2:
        return None
    side = round(qr_path(one().verify_url)["size"])
    centres = ((np.arange(side) + 0.5) / side * square.shape[0]).astype(int)
    return square[np.ix_(centres, centres)]


def test_the_printed_qr_is_that_of_the_address():
    code = segno.make(one().verify_url, error="m", mask=QR_MASK, boost_error=False, micro=False)
    printed = dark_square(certificates_pdf([one()], OFFICE))
    assert printed is not None
    assert (printed == np.array([list(row) for row in code.matrix], dtype=bool)).all()


def test_the_qr_drawing_has_the_finder_patterns():
    code = qr_path("https://thidua.example.vn/xac-minh/KH25-0001")
    assert code["size"] in (29, 33)
    assert code["path"].startswith("M0 0h7v1h-7z")
    assert f"M{code['size'] - 7} 0h7v1h-7z" in code["path"]


@pytest.mark.parametrize("url", ["javascript:alert(1)", "https://ví-dụ.vn", "https://x.vn/" + "a" * 300])
def test_addresses_that_are_none_are_refused(url):
    with pytest.raises(PaperworkError, match="Địa chỉ xác minh"):
        certificates_pdf([one(verify_url=url)], OFFICE)


@pytest.mark.parametrize(
    "emblem", [PNG, b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle r="4"/></svg>']
)
def test_an_emblem_of_the_office_is_printed(emblem):
    assert certificates_pdf([one()], OFFICE, emblem=emblem) != certificates_pdf([one()], OFFICE)


@pytest.mark.parametrize("emblem", [b"", b"GIF89a", PNG[:30], b"<svg broken", b"\xff\xd8\xff" + b"\0" * 3_000_000])
def test_a_picture_that_is_none_is_refused(emblem):
    with pytest.raises(PaperworkError, match="Biểu trưng"):
        certificates_pdf([one()], OFFICE, emblem=emblem)


def test_nothing_to_print_and_no_signer_are_refused():
    with pytest.raises(PaperworkError):
        certificates_pdf([], OFFICE)
    with pytest.raises(PaperworkError, match="Giấy thứ 1, người ký"):
        certificates_pdf([one(signer=None)], OFFICE)


def test_equal_certificates_are_equal_files():
    items = samples.certificates(4)
    assert certificates_pdf(items, OFFICE) == certificates_pdf(list(items), OFFICE)


def test_drafts_have_blank_spaces():
    printed = text(certificates_pdf([one(number="", day=None)], OFFICE))
    assert "Quyết định số ……/QĐ-SNV ngày …… tháng …… năm ……" in printed
