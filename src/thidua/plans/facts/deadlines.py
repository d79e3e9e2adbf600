"""Days by which something is to be done, wherever in the plan they stand."""

import re
from collections.abc import Iterable

from thidua.plans.plan import At, Deadline, PlanWarning
from thidua.plans.structure.outline import Node, Outline
from thidua.plans.structure.passages import Passage

from .dates import DATE
from .period import point

_MONTH = r"tháng\s+\d{1,2}\s*(?:/|\s+năm\s+)\s*\d{4}"
_BEFORE = (
    r"(?:trước(?:\s+hoặc\s+trong)?|chậm nhất(?:\s+(?:là|vào|đến))?|muộn nhất(?:\s+(?:là|vào))?"
    r"|hạn(?:\s+(?:cuối|chót))?(?:\s*(?:là|:))?|hoàn thành\s+(?:trong|vào)|đến hết|không muộn hơn|trong)"
)
#: A day by which something is to be done, or one that comes again.
DEADLINE = re.compile(
    rf"\b{_BEFORE}\s+(?:(?P<day>ngày\s+{DATE}|{DATE}|{_MONTH})"
    r"|ngày\s+(?P<short>\d{1,2}(?:\s?/\s?\d{1,2}|\s+tháng\s+\d{1,2})?)(?!\d|\s?[/.]\s?\d|\s+tháng|\s+năm))"
    r"(?:\s+(?:của\s+)?(?:tháng\s+cuối\s+)?(?P<every>hằng|hàng|mỗi)\s+(?P<unit>tuần|tháng|quý|năm))?",
    re.IGNORECASE,
)
_CLAUSE_START = re.compile(r"[.;:]\s+|^")
_CLAUSE_END = re.compile(r"[.;](?=\s|$)|$")
_LONGEST_CLAUSE = 600


def find_deadlines(outline: Outline, period_at: At | None) -> tuple[tuple[Deadline, ...], list[PlanWarning]]:
    """Return every deadline but the end of the plan's own period, each with its clause and its part of the outline."""
    deadlines: list[Deadline] = []
    warnings: list[PlanWarning] = []
    for passage, section in _places(outline):
        for match in DEADLINE.finditer(passage.text):
            at = passage.at(*match.span())
            if period_at and period_at[0] <= at[0] < period_at[1]:
                continue
            deadlines.append(_deadline(passage, match, section))
            if match["short"] and not match["every"]:
                message = f"Thời hạn “{match[0]}” không ghi năm; xin nhập."
                warnings.append(PlanWarning("deadline_without_year", message, at))
    return tuple(deadlines), warnings


def _places(outline: Outline) -> Iterable[tuple[Passage, str | None]]:
    yield from ((passage, None) for passage in outline.opening)
    for node in outline.walk():
        yield from ((passage, node.id) for passage in _own(node))
    yield from ((passage, None) for passage in outline.closing)


def _own(node: Node) -> list[Passage]:
    if node.is_inline:
        return [node.line.content, *node.body[1:]]
    return ([node.heading] if node.heading else []) + node.body


def _deadline(passage: Passage, match: re.Match[str], section: str | None) -> Deadline:
    first = max(0, match.start() - _LONGEST_CLAUSE)
    starts = [found.end() for found in _CLAUSE_START.finditer(passage.text, first, match.start())]
    start = starts[-1] if starts else first
    end = _CLAUSE_END.search(passage.text, match.end())
    clause = passage.part(start, end.start() if end else None)
    day = point(match["day"], is_end=True) if match["day"] else None
    every = match["unit"].lower() if match["every"] else None
    return Deadline(clause.text, None if every else day, every, section, passage.at(*match.span()))
