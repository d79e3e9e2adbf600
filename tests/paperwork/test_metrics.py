"""Widths and the start-up test of the fonts."""

import shutil
import unicodedata

import pytest

from thidua.paperwork import PaperworkError, check_fonts
from thidua.paperwork.metrics import FONT_FOLDER, STYLES, VIETNAMESE_LETTERS, missing_glyphs, text_width


@pytest.mark.parametrize(
    ("line", "size", "bold", "italic", "width"),
    [
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 13, True, False, 95.7),
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, True, False, 88.3),
        ("Độc lập - Tự do - Hạnh phúc", 14, True, False, 60.5),
        ("Độc lập - Tự do - Hạnh phúc", 13, True, False, 56.1),
        ("Khánh Hòa, ngày 23 tháng 11 năm 2026", 14, False, True, 80.7),
    ],
)
def test_widths_are_those_of_times_new_roman(line, size, bold, italic, width):
    assert text_width(line, size, bold=bold, italic=italic) == pytest.approx(width, abs=0.05)


def test_all_vietnamese_letters_are_asked_for():
    assert len(VIETNAMESE_LETTERS) == len(set(VIETNAMESE_LETTERS)) == 186
    assert all(unicodedata.is_normalized("NFC", letter) for letter in VIETNAMESE_LETTERS)
    assert set("ẠẰẴỂỢỮỰỵỹỷđĐƠưằ") <= set(VIETNAMESE_LETTERS)


def test_the_shipped_fonts_pass():
    check_fonts()


@pytest.fixture
def fonts(tmp_path):
    for style in STYLES:
        shutil.copy(FONT_FOLDER / f"Tinos-{style}.ttf", tmp_path)
    check_fonts(tmp_path)
    return tmp_path


def test_a_missing_font_file_is_named(fonts):
    (fonts / "Tinos-Italic.ttf").unlink()
    with pytest.raises(PaperworkError) as refused:
        check_fonts(fonts)
    assert refused.value.place == "Tinos-Italic.ttf"
    assert refused.value.mend


@pytest.mark.parametrize("content", [b"", b"no font at all", b"\0" * 400])
def test_a_broken_font_file_is_named(fonts, content):
    (fonts / "Tinos-Bold.ttf").write_bytes(content)
    with pytest.raises(PaperworkError, match=r"Tinos-Bold\.ttf.*hỏng"):
        check_fonts(fonts)


def test_a_truncated_font_file_is_named(fonts):
    path = fonts / "Tinos-Bold.ttf"
    path.write_bytes(path.read_bytes()[:20_000])
    with pytest.raises(PaperworkError, match=r"Tinos-Bold\.ttf"):
        check_fonts(fonts)


def test_letters_without_a_glyph_are_listed(fonts):
    """Cut the block of letters with two marks out of the character table, as the old Liberation fonts lack it."""
    path = fonts / "Tinos-Regular.ttf"
    data = bytearray(path.read_bytes())
    end = 0x1EF1.to_bytes(2)
    places = [at for at in range(13_660, 16_592, 2) if data[at : at + 2] == end]
    assert places
    data[places[0] : places[0] + 2] = 0x1E9F.to_bytes(2)
    path.write_bytes(data)
    assert "ộ" in missing_glyphs(path)
    with pytest.raises(PaperworkError, match=r"thiếu .* ký tự: .*ộ"):
        check_fonts(fonts)


def test_foreign_signs_are_reported_missing():
    assert missing_glyphs(FONT_FOLDER / "Tinos-Regular.ttf", "ậ漢😀") == "漢😀"
