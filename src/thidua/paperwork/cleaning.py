"""Make every text of a context printable, or say plainly which one is not.

Names come from forms, Word files and spreadsheets: in both Unicode forms, with invisible signs, sometimes with signs
that Times New Roman does not have. A document in which a letter is silently missing would be a forged one, so that is
refused.
"""

import dataclasses
import datetime
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from thidua.paperwork.errors import PaperworkError
from thidua.paperwork.metrics import can_print
from thidua.paperwork.told import label_of
from thidua.text import squeeze

LONGEST_TEXT = 20_000
LONGEST_NAME = 250
LONGEST_WORD = 80

_NAME_FIELDS = {"name", "salutation", "post", "unit", "place", "symbol", "number", "award", "code"}
_UNPRINTED_FIELDS = {"verify_url"}
_RIGHT_TO_LEFT = {"R", "AL", "AN", "RLE", "RLO", "RLI", "LRE", "LRO", "LRI", "FSI", "PDF", "PDI"}

_Context = TypeVar("_Context")


def clean_text(text: str, place: str, *, longest: int = LONGEST_TEXT) -> str:
    """Return `text` in NFC, with single spaces and without invisible signs.

    Raises PaperworkError, with `place` in it, for signs that the fonts lack (emoji), for right-to-left writing, for a
    text longer than `longest` characters and for a word longer than 80 characters.
    """
    cleaned = squeeze(text)
    if cleaned.isascii() and cleaned.isprintable() and len(cleaned) <= LONGEST_WORD:
        return cleaned
    if len(cleaned) > longest:
        raise PaperworkError(f"Dài {len(cleaned)} ký tự, quá {longest}.", place, "Rút ngắn nội dung này.")
    for sign in dict.fromkeys(cleaned):
        if unicodedata.bidirectional(sign) in _RIGHT_TO_LEFT:
            raise PaperworkError(
                f"Có ký tự viết từ phải sang trái (U+{ord(sign):04X}).", place, "Viết lại bằng chữ cái Latinh."
            )
        if unicodedata.category(sign).startswith("C") or not can_print(sign):
            shown = f"“{sign}” " if sign.isprintable() else ""
            raise PaperworkError(
                f"Có ký tự {shown}không in được bằng phông chữ văn bản (U+{ord(sign):04X}).",
                place,
                "Xóa hoặc thay ký tự này.",
            )
    for word in cleaned.split():
        if len(word) > LONGEST_WORD:
            raise PaperworkError(
                f"Có một từ dài {len(word)} ký tự không có dấu cách.",
                place,
                "Kiểm tra lại, thêm dấu cách hoặc rút ngắn.",
            )
    return cleaned


def clean(context: _Context, place: str = "") -> _Context:
    """Return a copy of the dataclass `context` with every text clean, at any depth, and every list a tuple.

    Empty lines of lists are left out.

    Raises PaperworkError that names the field, and the row of a list, by their Vietnamese labels.
    """
    changes = {}
    for item in dataclasses.fields(context):  # type: ignore[arg-type]
        value = getattr(context, item.name)
        label = label_of(item)
        here = f"{place}, {label[:1].lower()}{label[1:]}" if place else label
        changes[item.name] = _clean_value(value, here, item.name)
    return dataclasses.replace(context, **changes)  # type: ignore[type-var]


def _clean_value(value: Any, place: str, name: str) -> Any:
    if isinstance(value, str):
        if name in _UNPRINTED_FIELDS:
            return value
        return clean_text(value, place, longest=LONGEST_NAME if name in _NAME_FIELDS else LONGEST_TEXT)
    if value is None or isinstance(value, int | float | datetime.date | datetime.time):
        return value
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return clean(value, place)
    if isinstance(value, Sequence):
        entries = (_clean_value(entry, f"{place}, dòng {row}", name) for row, entry in enumerate(value, start=1))
        return tuple(entry for entry in entries if entry not in (None, ""))
    if isinstance(value, Mapping):
        raise TypeError(f"{place}: a context holds dataclasses, not mappings")
    return value
