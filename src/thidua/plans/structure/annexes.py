"""Annexes: what stands behind the signature, parted at their labels."""

import re
from collections.abc import Iterable

from thidua.plans.plan import Annex

from .passages import Passage

_LABEL = re.compile(
    r"(?P<label>(?:PHỤ LỤC|Phụ lục|Biểu mẫu|BIỂU MẪU|Mẫu)"
    r"(?:\s+(?:số\s+)?(?:[IVX]+|\d{1,2}[A-Za-z]?|[A-Z])(?!\w))?)\s*[.:]?\s*"
)
_ENCLOSED = re.compile(r"\((?:Kèm theo|Ban hành)", re.IGNORECASE)


def find_annexes(passages: Iterable[Passage]) -> tuple[Annex, ...]:
    """Return the annexes among the passages behind the foot; a title stands behind the label or below it."""
    annexes: list[Annex] = []
    waits_for_title = False
    for passage in passages:
        label = _LABEL.match(passage.text)
        rest = passage.part(label.end()) if label else Passage("", ())
        if label and (not rest or rest.is_capitals or passage.is_capitals):
            annexes.append(Annex(label["label"], rest.text or None, passage.at()))
            waits_for_title = not rest
        elif annexes:
            last = annexes[-1]
            is_title = waits_for_title and not _ENCLOSED.match(passage.text) and len(passage.text) < 300
            title = passage.text if is_title else last.title
            waits_for_title = waits_for_title and not is_title
            annexes[-1] = Annex(last.label, title, (last.at[0], passage.at()[1]))
    return tuple(annexes)
