"""The lines below Tiêu ngữ, the agency and the subject, and how long they are (Annex I, part I, II.1, II.2, II.5)."""

from collections.abc import Iterator

from thidua.paperwork.check import words
from thidua.paperwork.check.findings import Finding, clause
from thidua.paperwork.check.model import Paragraph, Rule
from thidua.paperwork.layout import filled_words
from thidua.paperwork.metrics import text_width
from thidua.text import squeeze

from .base import Check, found

_MOTTO_TOLERANCE = 0.08
_SHORT, _LONG = 1 / 3, 1 / 2
_USUAL_SHARE = 0.42
_SHARE_TOLERANCE = 0.05
"""A line drawn by hand may be off by a millimetre or two."""


def lines(check: Check) -> Iterator[Finding]:
    """The three lines."""
    boxes = check.boxes
    used: set[int] = set()
    if boxes.motto is not None:
        rule = _take(check, [boxes.motto], _motto_width(boxes.motto), used)
        yield from _motto(boxes.motto, rule)
    if boxes.agency:
        near = [boxes.agency[-1], *([boxes.number] if boxes.number else [])]
        rule = _take(check, near, _width(boxes.agency[-1]) * _USUAL_SHARE, used)
        yield from _share("agency", "Tên cơ quan ban hành", boxes.agency, rule, "II.2")
    if boxes.subject and boxes.kind == "named":
        rule = _take(check, [boxes.subject[-1]], _width(boxes.subject[-1]) * _USUAL_SHARE, used)
        yield from _share("subject", "Trích yếu", boxes.subject, rule, "II.5")


def _take(check: Check, near: list[Paragraph], wanted: float, used: set[int]) -> Rule | None:
    """Return the line below one of the paragraphs, or else a drawn one of the header that belongs to no other box.

    Word ties a drawn line to some paragraph nearby, not always to the one above it, and two boxes may share a
    paragraph; then the line that comes nearest to the `wanted` length is the one.
    """
    rules = check.sheet.rules
    numbers = {item.number for item in near}
    free = [index for index in range(len(rules)) if index not in used]
    candidates = [index for index in free if rules[index].after in numbers]
    if not candidates and check.sheet.kind == "docx":
        candidates = [index for index in free if _is_loose(check, rules[index], numbers)]
    if _shares_paragraph(check):
        candidates = [index for index in candidates if not _is_of_other(check, rules[index], wanted)]
    if not candidates:
        return None
    best = min(candidates, key=lambda index: _off(rules[index], wanted))
    used.add(best)
    return rules[best]


def _off(rule: Rule, wanted: float) -> float:
    return abs((wanted if rule.length is None else rule.length) - wanted)


def _is_of_other(check: Check, rule: Rule, wanted: float) -> bool:
    """Whether a line below Tiêu ngữ and agency side by side is rather that of the other one of the two."""
    boxes = check.boxes
    if boxes.motto is None or not boxes.agency or rule.after != boxes.motto.number:
        return False
    widths = (_motto_width(boxes.motto), _width(boxes.agency[-1]))
    # The whole agency underlined is a line too long, not one of Tiêu ngữ.
    lengths = (widths[0], widths[1] * _USUAL_SHARE, widths[1])
    nearest = min(range(3), key=lambda index: _off(rule, lengths[index]))
    is_motto = abs(wanted - widths[0]) < 0.01
    return (nearest == 0) != is_motto


def _shares_paragraph(check: Check) -> bool:
    """Whether Tiêu ngữ and the agency stand side by side in one paragraph."""
    motto, agency = check.boxes.motto, check.boxes.agency
    return motto is not None and bool(agency) and motto.number == agency[-1].number


def _owners(check: Check) -> set[int]:
    boxes = check.boxes
    return {item.number for item in (boxes.motto, *boxes.agency[-1:], *boxes.subject[-1:]) if item}


def _is_loose(check: Check, rule: Rule, numbers: set[int]) -> bool:
    """Whether a line of the header is tied to none of the other boxes that must have one."""
    boxes = check.boxes
    end = max((item.number for item in (boxes.place, boxes.number, *boxes.subject) if item), default=0)
    return rule.after <= end and rule.after not in _owners(check) - numbers


def _motto_width(motto: Paragraph) -> float:
    return text_width(squeeze(motto.text) or words.MOTTO_TEXT, motto.size or 14, bold=True)


def _motto(motto: Paragraph, rule: Rule | None) -> Iterator[Finding]:
    if rule is None:
        yield found(
            "line_motto_missing",
            "error",
            "motto",
            motto,
            "Dưới Tiêu ngữ không có đường kẻ ngang.",
            "Kẻ một đường nét liền dưới Tiêu ngữ, dài bằng dòng chữ.",
            clause("II.1"),
        )
        return
    width = _motto_width(motto)
    if rule.length is not None and abs(rule.length - width) > width * _MOTTO_TOLERANCE:
        yield found(
            "line_motto_length",
            "error",
            "motto",
            motto,
            f"Đường kẻ dưới Tiêu ngữ dài {rule.length:.0f} mm, dòng chữ dài {width:.0f} mm.",
            "Kéo đường kẻ dài bằng độ dài của dòng chữ.",
            clause("II.1"),
        )


def _share(box: str, name: str, paragraphs: list[Paragraph], rule: Rule | None, point: str) -> Iterator[Finding]:
    last = paragraphs[-1]
    mend = f"Kẻ một đường nét liền, dài từ 1/3 đến 1/2 dòng chữ, cân đối ở giữa, dưới {name[0].lower()}{name[1:]}."
    if rule is None:
        yield found(
            f"line_{box}_missing",
            "error",
            box,
            last,
            f"Dưới {name[0].lower()}{name[1:]} không có đường kẻ ngang.",
            mend,
            clause(point),
        )
        return
    if rule.length is None:
        return
    # Measured by the longest or by the last line: the decree speaks of one line of text.
    widths = [_width(item) for item in paragraphs]
    shares = [rule.length / width for width in (max(widths), widths[-1], _last_line(last)) if width]
    if not any(_SHORT - _SHARE_TOLERANCE <= share <= _LONG + _SHARE_TOLERANCE for share in shares):
        yield found(
            f"line_{box}_length",
            "error",
            box,
            last,
            f"Đường kẻ dưới {name[0].lower()}{name[1:]} dài {rule.length:.0f} mm, bằng {shares[0]:.0%} dòng chữ.",
            "Kéo đường kẻ dài từ 1/3 đến 1/2 độ dài của dòng chữ.",
            clause(point),
        )


def _last_line(paragraph: Paragraph) -> float:
    """The width in mm of what a paragraph of a Word file has left for its last line; 0 where that is not known."""
    if paragraph.right > paragraph.left or not paragraph.width:
        return 0.0
    size, bold = paragraph.size or 14, paragraph.is_bold
    lines = filled_words(paragraph.text.split(" "), paragraph.width, size, bold)
    return text_width(squeeze(lines[-1]), size, bold=bold)


def _width(paragraph: Paragraph) -> float:
    """The width of the longest printed line of a paragraph in mm: text that wraps is as wide as its space."""
    if paragraph.right > paragraph.left:
        return paragraph.right - paragraph.left
    width = text_width(squeeze(paragraph.text), paragraph.size or 14, bold=paragraph.is_bold)
    return min(width, paragraph.width) if paragraph.width else width
