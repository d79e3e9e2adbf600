"""The foot of a document: where it begins and ends, who signs, who receives it (boxes 7 and 9b)."""

import re

from thidua.text import fold, squeeze

from . import words
from .boxes import Boxes, Signer
from .model import Paragraph, joined

_LONGEST_FOOT = 110
_OPENS_ITEM = re.compile(r"[-–+•]|L[ưu]u\s*[:;]?\s", re.IGNORECASE)
_NOTE = re.compile(r"\(.*\)$|\[.*\]$")
_CLUSTER = 14.0
_SIGNATURE_SPACE = 8.0
_SIGNATURE_POINTS = 24.0
"""What is surely more than the distance of two lines of one post, in mm and in points."""


def find_foot(lines: list[Paragraph], at: int, annexes: list[int]) -> tuple[int, int]:
    """Return where the foot (signature, recipients) begins and where it ends: at an annex or at the end."""
    for end in [*annexes, len(lines)]:
        start = _foot_start(lines, at, end)
        if start < end:
            return start, _without_annex(lines, start, end)
    return (annexes[0], annexes[0]) if annexes else (len(lines), len(lines))


def _foot_start(lines: list[Paragraph], at: int, end: int) -> int:
    """The first line that opens a foot, where everything after it looks like a foot."""
    start = end
    for index in range(end - 1, at - 1, -1):
        line, text = lines[index], squeeze(lines[index].text)
        if line.in_table or len(text) > _LONGEST_FOOT or text.endswith("./.") or _is_body(line, text):
            break
        if _opens_foot(line, text) or (start == index + 1 < end and _stands_beside(line, lines[start])):
            start = index
    if start == end:
        # What follows a foot (an annex without a label) hides it: look for "Nơi nhận" with "Lưu" below it.
        for index in range(at, end):
            if _is_recipients_label(lines[index].text) and not lines[index].in_table:
                return _signature_above(lines, at, index)
    return start


def _stands_beside(line: Paragraph, foot: Paragraph) -> bool:
    """Whether a line in capitals stands in the other column of a signature, whatever post it names."""
    return line.is_upper and line.in_grid == foot.in_grid and "full" not in (line.side, foot.side)


def _signature_above(lines: list[Paragraph], at: int, index: int) -> int:
    while index > at and lines[index - 1].is_upper and _opens_foot(lines[index - 1], squeeze(lines[index - 1].text)):
        index -= 1
    return index


def _opens_foot(line: Paragraph, text: str) -> bool:
    if _is_recipients_label(text):
        return True
    return line.is_upper and not text.endswith(":") and bool(words.IS_POST.match(text)) and not _is_heading(line, text)


def _is_heading(line: Paragraph, text: str) -> bool:
    return bool(words.MARKER.match(text)) or (
        line.align == "center" and line.side == "full" and not line.in_grid and not line.page
    )


def _is_recipients_label(text: str) -> bool:
    return fold(text).startswith("noi nhan") and len(text) < 120


def _is_body(line: Paragraph, text: str) -> bool:
    marker = words.MARKER.match(text)
    return bool(marker) and not line.in_grid and not words.NAME.fullmatch(text)


def _without_annex(lines: list[Paragraph], start: int, end: int) -> int:
    """Cut what follows the foot on a page of its own: an annex without a label."""
    part = lines[start].part
    for index in range(start, end):
        other_page = lines[index].part > part and lines[index].source >= 0
        if other_page or (lines[index].in_table and index > start):
            return index
        if lines[index].page is not None and index > start and lines[index].page != lines[start].page:
            titled = (
                lines[index].is_upper and lines[index].align == "center" and not words.IS_POST.match(lines[index].text)
            )
            if titled:
                return index
    return end


def read_foot(boxes: Boxes, lines: list[Paragraph]) -> None:
    label = next((line for line in lines if _is_recipients_label(line.text)), None)
    boxes.recipients_label = label
    others: list[Paragraph] = []
    for line in lines:
        if label is None or line is label:
            if line is not label:
                others.append(line)
        elif _is_recipient(label, line):
            if boxes.recipients and line.source < 0 and not _OPENS_ITEM.match(line.text.strip()):
                boxes.recipients[-1] = joined(boxes.recipients[-1], line)
            else:
                boxes.recipients.append(line)
        else:
            others.append(line)
    _read_signers(boxes, others)


def _is_recipient(label: Paragraph, line: Paragraph) -> bool:
    if line.number < label.number:
        return False
    if line.in_grid and label.in_grid:
        return line.column == label.column
    if line.source < 0:
        is_beside = (line.side == "right") == (label.side == "right") and abs(line.left - label.left) < 12
        return is_beside and not line.is_upper
    return line.side != "right" and not line.is_upper and bool(re.match(r"[-–+•]|Lưu|Như", line.text.strip()))


def _read_signers(boxes: Boxes, lines: list[Paragraph]) -> None:
    columns: list[tuple[float, list[Paragraph]]] = []
    for line in lines:
        near = _CLUSTER if line.source < 0 else 0.5
        column = next((found for middle, found in columns if abs(middle - line.column) < near), None)
        if column is None:
            column = []
            columns.append((line.column, column))
        column.append(line)
    signers = [_signer(column) for _, column in sorted(columns, key=lambda item: item[0])]
    boxes.signers = [signer for signer in signers if signer.lines or signer.name]


def _signer(column: list[Paragraph]) -> Signer:
    """Read a column from top to bottom: posts in capitals, notes, and below the space for the signature the name."""
    signer = Signer()
    above: Paragraph | None = None
    for line in column:
        text = squeeze(line.text)
        # A name is the last thing in its column; a post in small letters has something below it.
        is_small_post = not line.is_upper and line is not column[-1] and bool(words.IS_POST.match(text.upper()))
        is_post = is_small_post or (line.is_upper and not (above is not None and _is_name_below(above, line)))
        if _NOTE.match(text):
            signer.notes.append(line)
        elif signer.name is None and is_post:
            signer.lines.append(line)
        elif signer.name is None:
            signer.name = line
        above = line
    return signer


def _is_name_below(above: Paragraph, line: Paragraph) -> bool:
    """Whether a line in capitals is a name: it stands below a space left for the signature."""
    if words.IS_POST.match(squeeze(line.text)) or not words.NAME.fullmatch(squeeze(line.text).title()):
        return False
    if line.source < 0:
        return line.page != above.page or line.top - above.bottom > _SIGNATURE_SPACE
    return (line.before or 0) + (above.after or 0) > _SIGNATURE_POINTS or line.source - above.source > 2
