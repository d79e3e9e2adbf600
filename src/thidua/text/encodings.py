"""Text in the old Vietnamese encodings: recognised by whether it makes sense, converted to Unicode.

TCVN3 (ABC fonts, TCVN 5712:1993 VN3) and VNI-Windows put Vietnamese letters where Latin-1 has others, so a text kept as
Unicode may still be in them: "Céng hßa" is "Cộng hòa" in TCVN3, "Coäng hoøa" is the same in VNI.
"""

import codecs
import re
from itertools import product

from .letters import nfc, syllable_share

_TCVN3 = dict(
    zip(
        "µ¶·¸¹¨»¼½¾Æ©ÇÈÉÊË®ÌÎÏÐÑªÒÓÔÕÖ×ØÜÝÞßáâãä«åæçèé¬êëìíîïñòóô\xadõö÷øùúûüýþ¡¢£¤¥¦§",
        "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵĂÂÊÔƠƯĐ",
        strict=True,
    )
)
_TCVN3_TABLE = str.maketrans(_TCVN3)


def _vni_pairs() -> dict[str, str]:
    """Letters of VNI: a vowel and a mark that follows it, or one letter of its own; small ones and capitals."""
    tones = {"ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
    circumflex = {"â": "", "á": "\u0301", "à": "\u0300", "å": "\u0309", "ã": "\u0303", "ä": "\u0323"}
    breve = {"ê": "", "é": "\u0301", "è": "\u0300", "ú": "\u0309", "ü": "\u0303", "ë": "\u0323"}
    pairs = {vowel + mark: vowel + tone for vowel, (mark, tone) in product("aeouy", tones.items())}
    pairs |= {vowel + mark: f"{vowel}\u0302{tone}" for vowel, (mark, tone) in product("aeo", circumflex.items())}
    pairs |= {f"a{mark}": f"a\u0306{tone}" for mark, tone in breve.items()}
    for own, letter in (("ô", "ơ"), ("ö", "ư")):
        pairs |= {own + mark: letter + tone for mark, tone in tones.items()} | {own: letter}
    pairs |= dict(zip("íìæóòîñ", "íìỉĩịỵđ", strict=True))
    return {nfc(old): nfc(new) for old, new in (pairs | {o.upper(): n.upper() for o, n in pairs.items()}).items()}


_VNI = _vni_pairs()
# A capital vowel may be followed by a small mark (first letter of a word) and the other way round in careless text.
_VNI |= {old[0].upper() + old[1:]: new.upper() for old, new in _VNI.items() if len(old) == 2 and old.islower()}
_VNI_PATTERN = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))

_TYPOGRAPHY = re.compile("[\u2010-\u203a\u2022\u20ac\u2122]")


class UnknownEncodingError(ValueError):
    """The bytes are no text in an encoding that Vietnamese offices use; the Vietnamese message says how to mend it."""


def tcvn3_to_unicode(text: str) -> str:
    """Convert text in TCVN3, held as Latin-1 characters, to Unicode.

    Fonts whose name ends in H (.VnTimeH) show small letters as capitals; the text does not tell, so they stay small.
    """
    return nfc(text.translate(_TCVN3_TABLE))


def vni_to_unicode(text: str) -> str:
    """Convert text in VNI-Windows, held as Latin-1 characters, to Unicode."""
    return nfc(_VNI_PATTERN.sub(lambda match: _VNI[match[0]], nfc(text)))


def looks_like_tcvn3(text: str) -> bool:
    """Tell whether `text` is Vietnamese in TCVN3: no sense as it stands, sense once converted."""
    return _makes_sense_only_after(tcvn3_to_unicode(text), text)


def looks_like_vni(text: str) -> bool:
    """Tell whether `text` is Vietnamese in VNI-Windows: no sense as it stands, sense once converted."""
    return _makes_sense_only_after(vni_to_unicode(text), text)


def to_unicode(text: str) -> str:
    """Return `text` in Unicode NFC, converted from TCVN3 or VNI where it looks like one of them."""
    if looks_like_tcvn3(text):
        return tcvn3_to_unicode(text)
    if looks_like_vni(text):
        return vni_to_unicode(text)
    return nfc(text)


def decode_bytes(data: bytes) -> str:
    """Return the text of a file in UTF-8 or UTF-16 (with or without a mark), windows-1258, TCVN3 or VNI, as NFC.

    Raises:
        UnknownEncodingError: the bytes are binary, or text that makes no sense in any of these encodings.
    """
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return nfc(_decode(data, encoding))
    unmarked = _unmarked_utf16(data)
    if unmarked:
        return nfc(_decode(data, unmarked))
    if b"\0" in data:
        raise UnknownEncodingError(
            "Đây không phải tệp văn bản (có byte 0). Hãy lưu lại dưới dạng .docx hoặc .txt mã UTF-8."
        )
    try:
        return to_unicode(data.decode("utf-8"))
    except UnicodeDecodeError:
        return _decode_one_byte(data)


def _decode(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnknownEncodingError(
            f"Tệp tự nhận là {encoding.upper()} nhưng sai ở byte thứ {error.start + 1}. "
            "Hãy lưu lại dưới dạng .txt mã UTF-8."
        ) from error


def _unmarked_utf16(data: bytes) -> str | None:
    """UTF-16 without a mark: even length, and the spaces and line ends among its units are frequent."""
    if len(data) < 4 or len(data) % 2:
        return None
    low, high = data[0::2], data[1::2]
    for letters, zeros, encoding in ((low, high, "utf-16-le"), (high, low, "utf-16-be")):
        if zeros.count(0) > len(zeros) * 0.4 and letters.count(0) == 0:
            return encoding
    return None


def _decode_one_byte(data: bytes) -> str:
    """Try the encodings of one byte a letter and keep the one that makes most sense."""
    latin = data.decode("latin-1")
    candidates = [
        nfc(data.decode("cp1258", errors="replace")),
        tcvn3_to_unicode(latin),
        vni_to_unicode(latin),
    ]
    best = max(candidates, key=syllable_share)
    if syllable_share(best) < 0.6:
        raise UnknownEncodingError(
            "Không nhận ra bảng mã của tệp (đã thử UTF-8, UTF-16, windows-1258, TCVN3, VNI). "
            "Hãy mở tệp bằng phần mềm soạn thảo và lưu lại dưới dạng .txt mã UTF-8."
        )
    return best


def _makes_sense_only_after(converted: str, text: str) -> bool:
    if any(ord(character) > 0xFF for character in _TYPOGRAPHY.sub("", text)):
        return False
    return converted != text and syllable_share(text) < 0.5 and syllable_share(converted) >= 0.8
