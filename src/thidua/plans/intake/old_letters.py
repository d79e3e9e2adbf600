"""Whole documents in the old encodings TCVN3 (fonts .VnTime) and VNI: told by all of their text, not line by line.

A short line alone does not tell ("Cá nhân" and "Caù nhaân" are both short), the document does.
"""

import re
from collections.abc import Callable, Sequence

from thidua.text import nfc, syllable_share, tcvn3_to_unicode, to_unicode, vni_to_unicode

_LATIN = re.compile("[\u00a1-\u00ff]")
_BEYOND = re.compile("[\u0100-\u024f\u1e00-\u1eff]")
_LEAST_AFTER = 0.6
_LEAST_GAIN = 0.4
#: Words of letters alone: numbers and symbols of documents are in capitals anyway.
_WORD = re.compile(r"(?<![\w/.-])[^\W\d_]+(?![\w/-])")
_FEWEST_CAPITALS = 4
#: No line in capitals has two plain small letters together.
_SMALL = re.compile("[a-z]{2}")


def in_unicode(lines: Sequence[str]) -> list[str]:
    """Return the lines of a document in Unicode NFC, those in an old encoding converted."""
    convert = _conversion(lines)
    converted = [(convert or _alone)(line) for line in lines]
    return [_with_capitals(line) for line in converted]


def _conversion(lines: Sequence[str]) -> Callable[[str], str] | None:
    """How the lines become Unicode; None where they are. Lines that hold letters of Unicode stay in any case."""
    old = "\n".join(line for line in lines if _LATIN.search(line) and not _BEYOND.search(line))
    before = syllable_share(old)
    best = max((tcvn3_to_unicode, vni_to_unicode), key=lambda convert: syllable_share(convert(old)))
    after = syllable_share(best(old))
    if not old or after < _LEAST_AFTER or after - before < _LEAST_GAIN:
        return None
    is_mixed = any(_BEYOND.search(line) for line in lines)

    def convert(line: str) -> str:
        stays = _BEYOND.search(line) or (is_mixed and syllable_share(best(line)) <= syllable_share(line))
        return nfc(line) if stays else best(line)

    return convert


def _alone(line: str) -> str:
    """Convert one old line in a document of Unicode, where the line by itself tells that it is one."""
    return to_unicode(line) if _LATIN.search(line) and not _BEYOND.search(line) else nfc(line)


def _with_capitals(line: str) -> str:
    """Give a line in capitals its marked letters as capitals: TCVN3 has them in fonts of their own («NộI DUNG»)."""
    if _SMALL.search(line):
        return line
    words = [word[0] for word in _WORD.finditer(line)]
    plain = "".join(letter for word in words for letter in word if letter.isascii())
    if len(plain) < _FEWEST_CAPITALS or not plain.isupper() or line.isupper():
        return line
    return _WORD.sub(lambda word: word[0].upper(), line)
