"""Vietnamese text: one form of the letters, search, order, old encodings, names, numbers and dates.

A library of its own: it imports nothing but the standard library and could be used alone.
"""

from .encodings import (
    UnknownEncodingError,
    decode_bytes,
    looks_like_tcvn3,
    looks_like_vni,
    tcvn3_to_unicode,
    to_unicode,
    vni_to_unicode,
)
from .formats import (
    format_date,
    format_money,
    format_number,
    long_date,
    money_in_words,
    number_in_words,
    slug_ascii,
)
from .letters import CAPITAL, SMALL, fold, is_syllable, nfc, split_tone, squeeze, syllable_share
from .names import Name, similarity, split_name
from .order import person_sort_key, sort_key

__all__ = [
    "CAPITAL",
    "SMALL",
    "Name",
    "UnknownEncodingError",
    "decode_bytes",
    "fold",
    "format_date",
    "format_money",
    "format_number",
    "is_syllable",
    "long_date",
    "looks_like_tcvn3",
    "looks_like_vni",
    "money_in_words",
    "nfc",
    "number_in_words",
    "person_sort_key",
    "similarity",
    "slug_ascii",
    "sort_key",
    "split_name",
    "split_tone",
    "squeeze",
    "syllable_share",
    "tcvn3_to_unicode",
    "to_unicode",
    "vni_to_unicode",
]
