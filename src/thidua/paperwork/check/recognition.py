"""Which paragraph is which box (ô số) of Decree 30/2020.

Words decide first, places second: a box that stands in the wrong place must still be recognised, to be told so.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from thidua.text import fold, squeeze

from . import words
from .boxes import AnnexBox, Boxes
from .foot import find_foot, read_foot
from .model import Paragraph, Sheet, joined

_MOST_HEADER = 30


def recognise(sheet: Sheet) -> Boxes:
    """Return the boxes of a document."""
    boxes = Boxes(sheet)
    lines = list(_split_sides(sheet.paragraphs))
    at = _read_header(boxes, lines)
    at = _read_title(boxes, lines, at)
    starts = [
        index
        for index in range(at, len(lines))
        if not lines[index].in_table and words.ANNEX_LABEL.fullmatch(squeeze(lines[index].text))
    ]
    foot, end = find_foot(lines, at, starts)
    _read_body(boxes, lines[at:foot])
    read_foot(boxes, lines[foot:end])
    _read_annexes(boxes, lines, [start for start in starts if start >= end], end)
    return boxes


def _split_sides(paragraphs: tuple[Paragraph, ...]) -> Iterator[Paragraph]:
    """Yield the paragraphs; one of the header or the foot with a wide gap is two boxes side by side."""
    in_foot = False
    for index, paragraph in enumerate(paragraphs):
        in_foot = in_foot or fold(paragraph.text).startswith("noi nhan")
        if in_foot and paragraph.source >= 0 and not paragraph.in_table and not paragraph.in_grid:
            yield from _split_foot(paragraph)
            continue
        text = paragraph.text
        gap = words.WIDE_GAP.search(text.strip()) if index < _MOST_HEADER and not paragraph.in_table else None
        halves = [item for item in words.WIDE_GAP.split(text.strip()) if item.strip()] if gap else []
        if len(halves) == 2 and _is_header_half(halves):
            start = text.index(halves[0])
            middle = text.index(halves[1], start + len(halves[0]))
            yield replace(paragraph.part_of(start, start + len(halves[0])), side="left", align="center")
            yield replace(paragraph.part_of(middle, middle + len(halves[1])), side="right", align="center")
        else:
            yield paragraph


def _split_foot(paragraph: Paragraph) -> Iterator[Paragraph]:
    """Yield a line of a foot that was typed with tabs or spaces: recipients on the left, the signer on the right."""
    text = paragraph.text
    halves = [item for item in words.WIDE_GAP.split(text.strip()) if item.strip()]
    if len(halves) == 2 and (halves[1].isupper() or words.NAME.fullmatch(halves[1].strip())):
        start = text.index(halves[0])
        middle = text.index(halves[1], start + len(halves[0]))
        yield replace(paragraph.part_of(start, start + len(halves[0])), side="left", column=0)
        yield replace(paragraph.part_of(middle, middle + len(halves[1])), side="right", column=1)
    elif len(halves) == 1 and words.WIDE_GAP.match(text):
        yield replace(paragraph, side="right", column=1)
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
        elif words.is_stamp(text):
            continue
        elif fold(text).startswith("kinh gui") or _opens_bases(line) or line.in_table:
            break
        elif boxes.number is None and words.NUMBER_LINE.match(text) and len(text) < 60:
            boxes.number = line
        elif boxes.place is None and words.PLACE_LINE.fullmatch(text):
            boxes.place = line
        elif boxes.nation is not None and _wraps(boxes.nation, line) and line.is_upper:
            boxes.nation = joined(boxes.nation, line)
        elif boxes.place is not None and _wraps(boxes.place, line) and len(text) < 12:
            boxes.place = joined(boxes.place, line)
        elif _opens_letter_subject(text, line) and not boxes.letter_subject:
            boxes.letter_subject.append(line)
        elif line.is_upper and not (seen and line.side == "full" and not line.in_grid):
            # The agency stands on the left; on the right only where the two columns are swapped.
            if boxes.number is None and (line.side != "right" or (boxes.nation and boxes.nation.side == "left")):
                capitals.append(line)
        elif boxes.number is None and line.side == "left" and line.is_bold and len(text) < 60:
            capitals.append(line)
        elif boxes.letter_subject and line.side == "left" and not line.is_upper:
            boxes.letter_subject.append(line)
        elif (seen and line.side == "full" and not line.in_grid) or (_is_type(text) and line.align == "center"):
            break
    else:
        at += 1
    # The agency itself is bold, those above it are not; without any bold the last line is the agency.
    bold = [line for line in capitals if line.is_bold]
    boxes.agency = bold or capitals[-1:]
    boxes.parents = [line for line in capitals if line not in boxes.agency]
    return min(at, len(lines))


def _opens_bases(line: Paragraph) -> bool:
    """Whether a line is a legal basis; a subject that begins like one ("Xét tặng …") is centred."""
    return line.align != "center" and words.BASE_START.match(squeeze(line.text)) is not None


def _wraps(box: Paragraph, line: Paragraph) -> bool:
    """Whether a line of a PDF goes on with a box of the right column that did not fit on one line."""
    return line.source < 0 and line.side == "right" and box.side == "right" and 0 <= line.top - box.bottom < 4


def _opens_letter_subject(text: str, line: Paragraph) -> bool:
    return bool(re.match(r"v/v\b", text, re.IGNORECASE)) or (text.startswith("Về việc") and line.side == "left")


def _is_type(text: str) -> bool:
    return text.isupper() and words.type_of(text) is not None


def _read_title(boxes: Boxes, lines: list[Paragraph], at: int) -> int:
    """Read the type, the subject and the addressees, in whatever order; return the index of the first line after."""
    start = at
    while at < len(lines) and at < start + 40:
        line, text = lines[at], squeeze(lines[at].text)
        if words.is_stamp(text):
            at += 1
            continue
        if line.in_table or _opens_bases(line):
            break
        if boxes.addressees_label is None and fold(text).startswith("kinh gui"):
            boxes.addressees_label = line
            at = _read_addressees(boxes, lines, at + 1)
        elif boxes.type_name is None and _may_be_title(boxes, line, lines[at + 1 : at + 2]):
            boxes.type_name = line
            at = _read_subject(boxes, lines, at + 1)
        elif boxes.type_name is None and boxes.place is None and words.PLACE_LINE.fullmatch(text):
            boxes.place = line
            at += 1
        elif _is_loose_subject(boxes, line):
            boxes.subject.append(line)  # a subject above its type, or a type that is missing
            at += 1
        else:
            break
    return at


def _is_loose_subject(boxes: Boxes, line: Paragraph) -> bool:
    if boxes.type_name is not None or boxes.addressees_label is not None:
        return False
    return line.align == "center" and line.is_bold and not line.is_upper


def _may_be_title(boxes: Boxes, line: Paragraph, following: list[Paragraph]) -> bool:
    text = squeeze(line.text)
    if not line.is_upper:
        # "Kế hoạch" in small letters is still the type, and will be told so.
        return words.type_of(text) == text.upper() and line.align == "center"
    if following and _opens_bases(following[0]):
        return False  # the authority above the legal bases
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
            or _opens_bases(line)
            or words.MARKER.match(text)
            or fold(text).startswith("kinh gui")
            or text.startswith("-")
        )
        if is_other or not _is_title_line(lines, at):
            break
        boxes.subject.append(line)
        at += 1
        if boxes.sheet.rule_below(line) is not None or len(boxes.subject) >= 8:
            break
    return at


def _is_title_line(lines: list[Paragraph], at: int) -> bool:
    """Whether a line is centred, or in a PDF fills the whole width so that only the bold line below tells it is."""
    line = lines[at]
    if line.align == "center" or line.source >= 0 or not line.is_bold or at + 1 == len(lines):
        return line.align == "center"
    below = lines[at + 1]
    return below.is_bold and not below.is_upper and _is_title_line(lines, at + 1)


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
