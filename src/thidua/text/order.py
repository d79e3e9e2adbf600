"""The order of Vietnamese words and of people's names, as keys that any database sorts rightly."""

import re
import unicodedata

from .letters import ALPHABET, nfc, split_tone
from .names import split_name

_RANK = {letter: f"{chr(ord('a') + rank // 10)}{rank % 10}" for rank, letter in enumerate(ALPHABET)}
_WORD = re.compile(r"\d+|[^\W\d_]+")
_END_OF_WORD = "00"
_LENGTHS = "0123456789abcdefghijklmnopqrstuvwxyz"


def sort_key(text: str) -> str:
    """Return a key of digits and small letters that sorts `text` as a Vietnamese dictionary does.

    Syllable by syllable: first the letters (a ă â b c d đ e ê …), then the tone (level, huyền, hỏi, ngã, sắc, nặng); a
    shorter word before a longer one; numbers by value ("Phòng 2" before "Phòng 10"); case and punctuation do not count.
    Keys are made of pairs of ASCII letters and digits, so that every collation of every database keeps their order.
    """
    return "".join(_word_key(word) for word in _WORD.findall(nfc(text).lower()))


def person_sort_key(name: str) -> str:
    """Return the key that sorts a list of people as offices do: by given name, then family name, then middle names."""
    parts = split_name(name)
    return "".join(sort_key(part) + _END_OF_WORD for part in (parts.given, parts.family, parts.middle))


def _word_key(word: str) -> str:
    if word[0].isdecimal():
        digits = "".join(str(unicodedata.decimal(digit)) for digit in word).lstrip("0") or "0"
        # the longer number is the greater one; so long that the rank does not fit is no number that anybody sorts by
        return (
            f"0{_LENGTHS[min(len(digits), len(_LENGTHS) - 1)]}"
            + "".join(f"1{digit}" for digit in digits)
            + _END_OF_WORD
        )
    bare, tone = split_tone(word)
    # Letters of other scripts come after z, in the order of their code points.
    letters = (_RANK.get(letter) or f"z{ord(letter):06x}"[:8] for letter in bare)
    return "".join(letters) + _END_OF_WORD + f"0{tone}"
