"""One form of the letters, the form for search, the build of syllables."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.text import fold, is_syllable, nfc, split_tone, squeeze, syllable_share


def test_nfc_composes_letters_written_with_combining_marks():
    assert nfc("Vie\u0302\u0323t") == "Việt"
    assert len(nfc("Vie\u0302\u0323t")) == 4


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Sở  Nội vụ\n Khánh Hòa", "so noi vu khanh hoa"),
        ("ĐẢNG ủy", "dang uy"),
        ("Đặng Đình Đức", "dang dinh duc"),
        ("Ước mơ", "uoc mo"),
        ("a\u00adb\u200bc", "abc"),
        ("", ""),
        ("  ", ""),
    ],
)
def test_fold_gives_the_form_for_search(text, folded):
    assert fold(text) == folded


@given(st.text())
def test_fold_is_at_rest_after_one_round(text):
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet="aàảãáạăâbcdđeêghiklmnoôơpqrstuưvxyAĐƠƯ "))
def test_fold_of_vietnamese_is_ascii_and_does_not_care_for_the_form(text):
    assert fold(text).isascii()
    assert fold(unicodedata.normalize("NFD", text)) == fold(text) == fold(text.upper())


@given(st.text())
def test_squeeze_leaves_single_spaces_only(text):
    squeezed = squeeze(text)
    assert squeezed == squeezed.strip()
    assert "  " not in squeezed
    assert squeeze(squeezed) == squeezed


@pytest.mark.parametrize(
    ("syllable", "bare", "tone"),
    [
        ("ma", "ma", 0),
        ("mà", "ma", 1),
        ("mả", "ma", 2),
        ("mã", "ma", 3),
        ("má", "ma", 4),
        ("mạ", "ma", 5),
        ("ệ", "ê", 5),
    ],
)
def test_split_tone_takes_the_tone_off_and_leaves_the_letter(syllable, bare, tone):
    assert split_tone(syllable) == (bare, tone)


@pytest.mark.parametrize(
    "word",
    "Cộng hòa xã hội chủ nghĩa Việt Nam Nguyễn Ước quốc huyện giếng gìn khuya nghiêng thuở quýt ĐẢNG yêu hoá Ý".split(),
)
def test_vietnamese_syllables_are_known(word):
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["NguyÔn", "TrÇn", "Coäng", "strong", "tác'", "thành2", "hoằc", "", "các̃"])
def test_other_words_are_no_syllables(word):
    assert not is_syllable(word)


def test_syllable_share_looks_at_words_with_diacritics_only():
    assert syllable_share("Sở Nội vụ 123 the") == 1
    assert syllable_share("Së Néi vô") < 0.5
    assert syllable_share("plain words") == 0
