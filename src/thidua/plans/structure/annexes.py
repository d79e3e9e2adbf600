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


def label_of(passage: Passage) -> str:
    """Return the label of the annex that a line opens ("PHỤ LỤC 1"), empty where it opens none."""
    label = _LABEL.match(passage.text)
    if not label:
        return ""
    rest = passage.part(label.end())
    return label["label"] if not rest or rest.is_capitals or passage.is_capitals else ""


def find_annexes(passages: Iterable[Passage]) -> tuple[Annex, ...]:
    """Return the annexes among the passages behind the foot; a title stands behind the label or below it."""
    annexes: list[Annex] = []
    waits_for_title = False
    for passage in passages:
        label = label_of(passage)
        if label:
            match = _LABEL.match(passage.text)
            rest = passage.part(match.end() if match else 0)
            annexes.append(Annex(label, rest.text or None, passage.at()))
            waits_for_title = not rest
        elif annexes:
            last = annexes[-1]
            is_title = waits_for_title and not _ENCLOSED.match(passage.text) and len(passage.text) < 300
            title = passage.text if is_title else last.title
            waits_for_title = waits_for_title and not is_title
            annexes[-1] = Annex(last.label, title, (last.at[0], passage.at()[1]))
    return tuple(annexes)
