"""Old encodings."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.text import (
    UnknownEncodingError,
    decode_bytes,
    looks_like_tcvn3,
    looks_like_vni,
    nfc,
    tcvn3_to_unicode,
    to_unicode,
    vni_to_unicode,
)

SENTENCE = "Sở Nội vụ phát động phong trào thi đua, tặng thưởng Giấy khen cho các tập thể, cá nhân xuất sắc năm 2025."
# the same sentence typed in .VnTime (TCVN3) and VNI-Times
SENTENCE_TCVN3 = (
    "Së Néi vô ph¸t ®éng phong trµo thi ®ua, tÆng th\xadëng GiÊy khen cho c¸c tËp thÓ, c¸ nh©n xuÊt s¾c n¨m 2025."
)
SENTENCE_VNI = (
    "Sôû Noäi vuï phaùt ñoäng phong traøo thi ñua, "
    "taëng thöôûng Giaáy khen cho caùc taäp theå, caù nhaân xuaát saéc naêm 2025."
)


def test_tcvn3_becomes_unicode():
    assert looks_like_tcvn3(SENTENCE_TCVN3)
    assert tcvn3_to_unicode(SENTENCE_TCVN3) == SENTENCE


def test_vni_becomes_unicode():
    assert looks_like_vni(SENTENCE_VNI)
    assert vni_to_unicode(SENTENCE_VNI) == SENTENCE


def test_vni_capitals():
    assert vni_to_unicode("COÄNG HOØA XAÕ HOÄI CHUÛ NGHÓA VIEÄT NAM") == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"


@pytest.mark.parametrize("text", [SENTENCE, "Bé Hà", "café", "plain", "", "Trần Đức “Ân” – 5%"])
def test_unicode_text_is_left_alone(text):
    assert not looks_like_tcvn3(text)
    assert not looks_like_vni(text)
    assert to_unicode(text) == text


@pytest.mark.parametrize(("old", "new"), [("NguyÔn V¨n An", "Nguyễn Văn An"), ("Nguyeãn Vaên An", "Nguyễn Văn An")])
def test_short_names_are_recognised(old, new):
    assert to_unicode(old) == new


@pytest.mark.parametrize(
    "data",
    [
        SENTENCE.encode(),
        codecs.BOM_UTF8 + SENTENCE.encode(),
        SENTENCE.encode("utf-16"),
        codecs.BOM_UTF16_BE + SENTENCE.encode("utf-16-be"),
        SENTENCE.encode("utf-16-le"),
        SENTENCE.encode("utf-16-be"),
        SENTENCE_TCVN3.encode("latin-1"),
        SENTENCE_VNI.encode("latin-1"),
        SENTENCE_TCVN3.encode(),
    ],
    ids=[
        "utf-8",
        "utf-8 marked",
        "utf-16",
        "utf-16be marked",
        "utf-16le",
        "utf-16be",
        "tcvn3",
        "vni",
        "tcvn3 in utf-8",
    ],
)
def test_every_encoding_gives_the_same_text(data):
    assert decode_bytes(data) == SENTENCE


def test_windows_1258_with_its_combining_tones():
    data = "S\u01a1\u0309 Nô\u0323i vu\u0323 tă\u0323ng thươ\u0309ng Giâ\u0301y khen".encode("cp1258")
    assert decode_bytes(data) == "Sở Nội vụ tặng thưởng Giấy khen"


@pytest.mark.parametrize(
    "data",
    [b"\x00\x01\x02\x03binary", bytes(range(128, 256)) * 4, codecs.BOM_UTF8 + b"\xff\xfe\xfa", b"\xff\xfe\x00\xd8"],
)
def test_what_is_no_text_is_refused_with_a_way_to_mend_it(data):
    with pytest.raises(UnknownEncodingError, match=r"Hãy .*UTF-8"):
        decode_bytes(data)


@given(st.text(alphabet="aàảãáạăâêđèẻẽéẹoôơuưứừỷ bcdghiklmn,.", max_size=60))
def test_any_unicode_text_survives_utf_8(text):
    decoded = decode_bytes(text.encode())
    assert decoded == nfc(text) or looks_like_tcvn3(text) or looks_like_vni(text)


@given(st.binary(max_size=200))
def test_any_bytes_give_text_or_a_clear_refusal(data):
    try:
        text = decode_bytes(data)
    except UnknownEncodingError as refusal:
        text = str(refusal)
    assert text or not data.strip(codecs.BOM_UTF8 + codecs.BOM_UTF16_LE + codecs.BOM_UTF16_BE)
