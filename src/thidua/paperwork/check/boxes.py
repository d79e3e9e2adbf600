"""Which paragraph is which box (ô số) of Decree 30/2020.

Words decide first, places second: a box that stands in the wrong place must still be recognised, to be told so.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from thidua.text import fold, squeeze

from . import words
from .model import Paragraph, Sheet

_SPLIT = re.compile(r"\t+|\s{4,}")
_MOST_HEADER = 30
_LONGEST_FOOT = 110
_NOTE = re.compile(r"\(.*\)$|\[.*\]$")
_CLUSTER = 14.0

Kind = Literal["letter", "named", "form"]


@dataclass
class Signer:
    """A signature: lines of authority and post, notes, and the name."""

    lines: list[Paragraph] = field(default_factory=list)
    notes: list[Paragraph] = field(default_factory=list)
    name: Paragraph | None = None


@dataclass
class AnnexBox:
    """An annex: its label, its title in capitals, "(Kèm theo …)" and what follows."""

    label: Paragraph
    title: list[Paragraph] = field(default_factory=list)
    reference: Paragraph | None = None
    body: list[Paragraph] = field(default_factory=list)


@dataclass
class Boxes:
    """The boxes of a document; None or empty where there is none."""

    sheet: Sheet
    nation: Paragraph | None = None
    motto: Paragraph | None = None
    parents: list[Paragraph] = field(default_factory=list)
    agency: list[Paragraph] = field(default_factory=list)
    number: Paragraph | None = None
    place: Paragraph | None = None
    letter_subject: list[Paragraph] = field(default_factory=list)
    type_name: Paragraph | None = None
    subject: list[Paragraph] = field(default_factory=list)
    addressees_label: Paragraph | None = None
    addressees: list[Paragraph] = field(default_factory=list)
    issuing: Paragraph | None = None
    bases: list[Paragraph] = field(default_factory=list)
    body: list[Paragraph] = field(default_factory=list)
    signers: list[Signer] = field(default_factory=list)
    recipients_label: Paragraph | None = None
    recipients: list[Paragraph] = field(default_factory=list)
    annexes: list[AnnexBox] = field(default_factory=list)

    @property
    def kind(self) -> Kind:
        """A letter (công văn), a document with one of the named types, or a form with another title."""
        if self.type_name is None:
            return "letter" if self.letter_subject or self.addressees_label else "form"
        return "named" if words.type_of(self.type_name.text) else "form"

    @property
    def type(self) -> str | None:
        """The type of a named document: "KẾ HOẠCH"."""
        return words.type_of(self.type_name.text) if self.type_name else None

    @property
    def prose(self) -> list[Paragraph]:
        """The paragraphs of the body outside of ruled tables."""
        return [paragraph for paragraph in self.body if not paragraph.in_table]

    def everything(self) -> Iterator[Paragraph]:
        """Yield all text after the title, annexes included."""
        yield from self.body
        for annex in self.annexes:
            yield from annex.body


def recognise(sheet: Sheet) -> Boxes:
    """Return the boxes of a document."""
    boxes = Boxes(sheet)
    lines = list(_split_header(sheet.paragraphs))
    at = _read_header(boxes, lines)
    at = _read_title(boxes, lines, at)
    starts = [
        index
        for index in range(at, len(lines))
        if not lines[index].in_table and words.ANNEX_LABEL.fullmatch(squeeze(lines[index].text))
    ]
    foot, end = _find_foot(lines, at, starts)
    _read_body(boxes, lines[at:foot])
    _read_foot(boxes, lines[foot:end])
    _read_annexes(boxes, lines, [start for start in starts if start >= end], end)
    return boxes


def _split_header(paragraphs: tuple[Paragraph, ...]) -> Iterator[Paragraph]:
    """Yield the paragraphs; one near the top with a wide gap is two boxes side by side."""
    for index, paragraph in enumerate(paragraphs):
        text = paragraph.text
        gap = _SPLIT.search(text.strip()) if index < _MOST_HEADER and not paragraph.in_table else None
        halves = [item for item in _SPLIT.split(text.strip()) if item.strip()] if gap else []
        if len(halves) == 2 and _is_header_half(halves):
            start = text.index(halves[0])
            middle = text.index(halves[1], start + len(halves[0]))
            yield replace(paragraph.part_of(start, start + len(halves[0])), side="left", align="center")
            yield replace(paragraph.part_of(middle, middle + len(halves[1])), side="right", align="center")
        else:
            yield paragraph


def _is_header_half(halves: list[str]) -> bool:
    right = halves[1]
    return words.is_nation(right) or words.is_motto(right) or bool(words.PLACE_LINE.fullmatch(right.strip()))


def _read_header(boxes: Boxes, lines: list[Paragraph]) -> int:
    """Read boxes 1 to 5b; return the index of the first line after them."""
    capitals: list[Paragraph] = []
    at = 0
    for at, line in enumerate(lines[:_MOST_HEADER]):  # noqa: B007 - the index is the answer
        text = squeeze(line.text)
        seen = boxes.nation or boxes.number or boxes.place
        if boxes.nation is None and words.is_nation(text):
            boxes.nation = line
        elif boxes.motto is None and words.is_motto(text):
            boxes.motto = line
        elif fold(text).startswith("kinh gui") or words.BASE_START.match(text) or line.in_table:
            break
        elif boxes.number is None and words.NUMBER_LINE.match(text) and len(text) < 60:
            boxes.number = line
        elif boxes.place is None and words.PLACE_LINE.fullmatch(text):
            boxes.place = line
        elif _opens_letter_subject(text, line) and not boxes.letter_subject:
            boxes.letter_subject.append(line)
        elif line.is_upper and not (seen and line.side == "full" and not line.in_grid):
            if boxes.number is None and line.side != "right":
                capitals.append(line)
        elif boxes.letter_subject and line.side == "left" and not line.is_upper:
            boxes.letter_subject.append(line)
        elif seen and line.side == "full" and not line.in_grid:
            break
        elif _is_type(text) and line.align == "center":
            break
    else:
        at += 1
    # The agency itself is bold, those above it are not; without any bold the last line is the agency.
    bold = [line for line in capitals if line.is_bold]
    boxes.agency = bold or capitals[-1:]
    boxes.parents = [line for line in capitals if line not in boxes.agency]
    return min(at, len(lines))


def _opens_letter_subject(text: str, line: Paragraph) -> bool:
    return bool(re.match(r"v/v\b", text, re.IGNORECASE)) or (text.startswith("Về việc") and line.side == "left")


def _is_type(text: str) -> bool:
    return text.isupper() and words.type_of(text) is not None


def _read_title(boxes: Boxes, lines: list[Paragraph], at: int) -> int:
    """Read the type, the subject and the addressees, in whatever order; return the index of the first line after."""
    start = at
    while at < len(lines) and at < start + 40:
        line, text = lines[at], squeeze(lines[at].text)
        if line.in_table or words.BASE_START.match(text):
            break
        if boxes.addressees_label is None and fold(text).startswith("kinh gui"):
            boxes.addressees_label = line
            at = _read_addressees(boxes, lines, at + 1)
        elif boxes.type_name is None and line.is_upper and _may_be_title(boxes, line):
            boxes.type_name = line
            at = _read_subject(boxes, lines, at + 1)
        elif boxes.type_name is None and boxes.place is None and words.PLACE_LINE.fullmatch(text):
            boxes.place = line
            at += 1
        elif boxes.type_name is None and boxes.addressees_label is None and line.align == "center" and line.is_bold:
            boxes.subject.append(line)  # a subject above its type, or a type that is missing
            at += 1
        else:
            break
    return at


def _may_be_title(boxes: Boxes, line: Paragraph) -> bool:
    text = squeeze(line.text)
    if words.type_of(text):
        return True
    is_marked = words.MARKER.match(text) is not None
    return line.align == "center" and not is_marked and not boxes.letter_subject and not text.endswith(":")


def _read_subject(boxes: Boxes, lines: list[Paragraph], at: int) -> int:
    while at < len(lines):
        line, text = lines[at], squeeze(lines[at].text)
        is_other = (
            line.is_upper
            or line.in_table
            or words.BASE_START.match(text)
            or words.MARKER.match(text)
            or fold(text).startswith("kinh gui")
            or text.startswith("-")
        )
        if is_other or line.align != "center":
            break
        boxes.subject.append(line)
        at += 1
        if boxes.sheet.rule_below(line) is not None or len(boxes.subject) >= 8:
            break
    return at


def _read_addressees(boxes: Boxes, lines: list[Paragraph], at: int) -> int:
    while at < len(lines) and re.match(r"[-–+•]\s*\S", lines[at].text.strip()) and not lines[at].in_table:
        boxes.addressees.append(lines[at])
        at += 1
        # An addressee over several lines goes on without a dash, further to the right than the text.
        while at < len(lines) and _goes_on(boxes.addressees[-1], lines[at]):
            boxes.addressees[-1] = joined(boxes.addressees[-1], lines[at])
            at += 1
    return at


def _goes_on(item: Paragraph, line: Paragraph) -> bool:
    if line.source >= 0 or line.in_table or item.text.rstrip().endswith((";", ".")):
        return False
    return not re.match(r"[-–+•]\s*\S", line.text.strip()) and line.left > item.left - 1 and not line.is_upper


def joined(first: Paragraph, second: Paragraph) -> Paragraph:
    """Return two lines as one paragraph."""
    spans = (*first.spans, *(replace(span, text=f" {span.text}" if not n else span.text) for n, span in enumerate(second.spans)))
    return replace(first, spans=spans, right=max(first.right, second.right), bottom=second.bottom)


def _find_foot(lines: list[Paragraph], at: int, annexes: list[int]) -> tuple[int, int]:
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
        if _opens_foot(line, text):
            start = index
    if start == end:
        # What follows a foot (an annex without a label) hides it: look for "Nơi nhận" with "Lưu" below it.
        for index in range(at, end):
            if _is_recipients_label(lines[index].text) and not lines[index].in_table:
                return _signature_above(lines, at, index)
    return start


def _signature_above(lines: list[Paragraph], at: int, index: int) -> int:
    while index > at and lines[index - 1].is_upper and _opens_foot(lines[index - 1], squeeze(lines[index - 1].text)):
        index -= 1
    return index


def _opens_foot(line: Paragraph, text: str) -> bool:
    if _is_recipients_label(text):
        return True
    return line.is_upper and not text.endswith(":") and bool(words.IS_POST.match(text)) and not _is_heading(line, text)


def _is_heading(line: Paragraph, text: str) -> bool:
    return bool(words.MARKER.match(text)) or (line.align == "center" and line.side == "full" and not line.in_grid and not line.page)


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
            titled = lines[index].is_upper and lines[index].align == "center" and not words.IS_POST.match(lines[index].text)
            if titled:
                return index
    return end


def _read_body(boxes: Boxes, lines: list[Paragraph]) -> None:
    ended = False
    boxes.body = lines
    for line in lines:
        text = squeeze(line.text)
        if line.in_table:
            break
        if not boxes.bases and line.is_upper and line.align == "center" and boxes.issuing is None:
            boxes.issuing = line
        elif words.BASE_START.match(text) and (text.startswith(("Căn cứ", "Theo đề nghị", "Xét")) or line.is_italic):
            if ended and not line.is_italic:
                break
            boxes.bases.append(line)
            ended = text.endswith(".")
        else:
            break
    if len(boxes.bases) == 1 and not boxes.bases[0].is_italic and not text_is_closed(boxes.bases[0]):
        boxes.bases = []  # "Căn cứ …, Sở Nội vụ đề nghị …": a sentence of the body


def text_is_closed(line: Paragraph) -> bool:
    """Tell whether a legal basis stands alone: it ends with a semicolon."""
    return line.text.rstrip().endswith(";")


def _read_foot(boxes: Boxes, lines: list[Paragraph]) -> None:
    label = next((line for line in lines if _is_recipients_label(line.text)), None)
    boxes.recipients_label = label
    others: list[Paragraph] = []
    for line in lines:
        if label is None or line is label:
            if line is not label:
                others.append(line)
        elif _is_recipient(label, line, boxes.recipients):
            if boxes.recipients and line.source < 0 and not re.match(r"[-–+•]", line.text.strip()):
                boxes.recipients[-1] = joined(boxes.recipients[-1], line)
            else:
                boxes.recipients.append(line)
        else:
            others.append(line)
    _read_signers(boxes, others)


def _is_recipient(label: Paragraph, line: Paragraph, known: list[Paragraph]) -> bool:
    if line.number < label.number:
        return False
    if line.in_grid and label.in_grid:
        return line.column == label.column
    if line.source < 0:
        return line.side != "right" and abs(line.left - label.left) < 12 and not line.is_upper
    return line.side != "right" and not line.is_upper and bool(re.match(r"[-–+•]|Lưu|Như", line.text.strip()))


def _read_signers(boxes: Boxes, lines: list[Paragraph]) -> None:
    columns: list[tuple[float, Signer]] = []
    for line in lines:
        text = squeeze(line.text)
        near = _CLUSTER if line.source < 0 else 0.5
        found = next((signer for column, signer in columns if abs(column - line.column) < near), None)
        if found is None:
            found = Signer()
            columns.append((line.column, found))
        if _NOTE.match(text):
            found.notes.append(line)
        elif line.is_upper and (found.name is None) and (words.IS_POST.match(text) or not found.lines):
            found.lines.append(line)
        elif line.is_upper and found.lines and found.name is None and not words.NAME.fullmatch(text.title()):
            found.lines.append(line)
        elif found.name is None or not found.lines:
            found.name = line
    boxes.signers = [signer for _, signer in sorted(columns, key=lambda item: item[0]) if signer.lines or signer.name]


def _read_annexes(boxes: Boxes, lines: list[Paragraph], starts: list[int], end: int) -> None:
    if not starts and end < len(lines):
        starts = [end]
    for index, start in enumerate(starts):
        stop = starts[index + 1] if index + 1 < len(starts) else len(lines)
        annex = AnnexBox(lines[start])
        has_label = bool(words.ANNEX_LABEL.fullmatch(squeeze(lines[start].text)))
        rest = lines[start + 1 if has_label else start : stop]
        at = 0
        while at < len(rest) and rest[at].is_upper and not rest[at].in_table:
            annex.title.append(rest[at])
            at += 1
        if at < len(rest) and re.match(r"\(?\s*(?:Ban hành k|K)èm theo", rest[at].text.strip()):
            annex.reference = rest[at]
            at += 1
            while at < len(rest) and not annex.reference.text.rstrip().endswith(")") and rest[at].source < 0:
                annex.reference = joined(annex.reference, rest[at])
                at += 1
        annex.body = rest[at:]
        boxes.annexes.append(annex)
