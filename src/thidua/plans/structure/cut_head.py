"""Lines of a letterhead that a narrow column has cut, put together again; marks of a draft taken out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from thidua.plans.plan import PlanWarning
from thidua.text import fold

from .lines import Line

_HEAD_LINES = 30
#: What is cut off stands below, with at most the lines of the other column between.
_NEAR = 3
_NATIONAL = ("cong hoa xa hoi chu nghia viet nam", "doc lap - tu do - hanh phuc", "dang cong san viet nam")
_SHORTEST = 8
_LONGEST = 80
_DATE_BEGUN = re.compile(
    r"[^\W\d_][^,;:/\d]{1,40}?,\s*ngày[\s.…_]*(?:\d{1,2})?[\s.…_]*(?:tháng[\s.…_]*(?:\d{1,2})?[\s.…_]*(?:năm)?)?"
)
_DATE_REST = re.compile(r"(?:tháng[\s.…_]*)?(?:\d{1,2}[\s.…_]+)?(?:năm[\s.…_]*)?(?:\d{4}|[….]+)")
_NUMBER_BEGUN = re.compile(r"Số\s*[:.]?[\s.…_]*")
_NUMBER_REST = re.compile(r"\d{0,6}[\s.…_]*[/-]\s*[A-ZĐ0-9]\S*")
_DRAFT = re.compile(r"\(?\s*(?:BẢN\s+)?DỰ THẢO(?:\s+(?:LẦN(?:\s+THỨ)?|SỐ)?\s*(?:\d{1,2}|[IVX]+))?\s*\)?", re.IGNORECASE)


@dataclass(frozen=True)
class Mended:
    """The lines, and what the reader should know."""

    lines: list[Line]
    warnings: list[PlanWarning]


def mend_head(lines: Sequence[Line]) -> Mended:
    """Join what a narrow column has cut in the first lines of a document; drop «DỰ THẢO», with a warning."""
    head, rest = list(lines[:_HEAD_LINES]), list(lines[_HEAD_LINES:])
    drafts = [line for line in head if len(line.text) <= _LONGEST and _DRAFT.fullmatch(line.text)]
    head = [line for line in head if line not in drafts]
    index = 0
    while index < len(head):
        near = range(index + 1, min(index + 1 + _NEAR, len(head)))
        below = next((place for place in near if _is_cut(head[index], head[place])), None)
        if below is None:
            index += 1
            continue
        joined = head[index].passage.joined(head.pop(below).passage)
        head[index] = replace(head[index], passage=joined)
    warnings = [
        PlanWarning("draft", f"Văn bản ghi “{line.text}”; xin kiểm tra đây đã là bản ban hành chưa.", line.passage.at())
        for line in drafts
    ]
    return Mended(head + rest, warnings)


def _is_cut(line: Line, below: Line) -> bool:
    """Whether the second line is what is cut off the first."""
    first, second = line.text, below.text
    if len(first) > _LONGEST or len(second) > _LONGEST:
        return False
    if _DATE_BEGUN.fullmatch(first):
        return bool(_DATE_REST.fullmatch(second))
    if _NUMBER_BEGUN.fullmatch(first):
        return bool(_NUMBER_REST.fullmatch(second))
    whole = f"{fold(first)} {fold(second)}".replace("–", "-")
    return len(first) >= _SHORTEST and any(name.startswith(whole) for name in _NATIONAL)
