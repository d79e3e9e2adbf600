"""Paragraphs that a page break or a narrow page has cut are joined again."""

import re
from dataclasses import dataclass

from thidua.plans.plan import PlanWarning
from thidua.plans.vocabulary.bodies import is_list_of_bodies, leading_bodies

from .head import is_opening
from .lines import Line

_FINISHED = (".", ";", ":", "!", "?", "”", '"', "/", ")", "…")
_LONG = 55
# no paragraph of a plan is longer; joining on and on would take a time that grows with the square
_LONGEST = 6000
_FULL = 0.75
_CLOSING = re.compile(r"(?:Trên đây|Nơi nhận|Kính gửi|PHỤ LỤC|Phụ lục|Yêu cầu|Đề nghị|Trong quá trình)\b")
_PROSE = re.compile(r"[.;:]\s|[.;:]$")
_OPEN_END = re.compile(
    r"(?:\b(?:của|và|các|những|với|cho|về|theo|tại|trong|để|là|được|từ|đến|do|bằng|hoặc|lần thứ|khóa|số|ngày|tháng|năm"
    r"|Đại hội|Nghị quyết|Quyết định|Kế hoạch|Chỉ thị|Sở|Bộ)|[,–-])$"
)


@dataclass(frozen=True)
class Joined:
    """The body's lines after joining, and what the reader should look at again."""

    lines: list[Line]
    warnings: list[PlanWarning]


def join_lines(lines: list[Line]) -> Joined:
    """Join each line that has no end with the next one that has no beginning.

    Joined without doubt: a line that goes on in small letters; a line right below in a text written in narrow lines.
    Joined with a warning: a long line without an end, followed by one that starts with a capital, where the numbered
    lines beside it do have an end (so that it is no heading).
    """
    joined: list[Line] = []
    warnings: list[PlanWarning] = []
    width = max((len(line.text) for line in lines), default=0)
    for index, line in enumerate(lines):
        last = joined[-1] if joined else None
        if last is not None and _is_named_below(last, line) and _is_full(last, line, width):
            joined[-1] = last.joined(line)
        elif last is None or not _may_continue(last, line):
            joined.append(line)
        elif line.text[0].islower() or _is_full(last, line, width) or last.passage.is_capitals:
            joined[-1] = last.joined(line)
        elif _is_cut(last, line, lines, index):
            warnings.append(
                PlanWarning(
                    "joined_paragraph",
                    f"Đoạn “…{last.text[-30:]}” chưa hết câu nên đã nối với “{line.text[:30]}…”; xin xem lại.",
                    (last.passage.at()[1], line.passage.at()[0]),
                )
            )
            joined[-1] = last.joined(line)
        else:
            joined.append(line)
    return Joined(joined, warnings)


def _is_named_below(last: Line, line: Line) -> bool:
    """«… với chủ đề:» and the name in quotation marks on the next line."""
    is_quoted = line.text.startswith(("“", '"')) and line.marker is None
    return last.text.endswith(":") and is_quoted and last.cell == line.cell and len(last.text) <= _LONGEST


def _may_continue(last: Line, line: Line) -> bool:
    if line.marker or last.cell != line.cell or last.text.endswith(_FINISHED) or len(last.text) > _LONGEST:
        return False
    if last.passage.is_capitals:
        return line.passage.is_capitals and not line.text[0].isdigit() and not _CLOSING.match(line.text)
    return not line.passage.is_capitals and not _CLOSING.match(line.text)


def _is_full(last: Line, line: Line, width: int) -> bool:
    """Whether a line right above had no room for the next word, in a text written in lines of this width."""
    return not line.gap and last.width + 1 + len(line.text.split(" ")[0]) > width * _FULL


def _is_cut(last: Line, line: Line, lines: list[Line], index: int) -> bool:
    """Whether a line that starts with a capital goes on with the long unfinished one before it."""
    if len(last.text) < _LONG or last.bold or is_opening(line.text):
        return False
    if last.marker and is_list_of_bodies(last.content):
        return False
    if _OPEN_END.search(last.text):
        return True
    if last.marker is None:
        return not leading_bodies(line.passage)
    if _PROSE.search(last.content.text):
        return True
    return _siblings_are_prose(last, lines, index)


def _siblings_are_prose(last: Line, lines: list[Line], index: int) -> bool:
    """Whether the other lines with the same kind of number in this part of the document end like sentences."""
    assert last.marker is not None
    endings = [
        other.text.endswith(_FINISHED)
        for other in lines[max(0, index - 40) : index + 40]
        if other.marker
        and other.marker.kind == last.marker.kind
        and other.passage.places[0] != last.passage.places[0]
        and len(other.text) >= _LONG
    ]
    return len(endings) >= 2 and sum(endings) > len(endings) / 2
