"""The foot of a document: who receives it, where it is kept, who signs."""

import re
from dataclasses import dataclass, field

from thidua.plans.plan import At, Signer, Span

from .head import kind_in_capitals
from .lines import Line
from .passages import Passage

_RECIPIENTS = re.compile(r"Nơi nhận\s*:?\s*", re.IGNORECASE)
_ARCHIVE = re.compile(r"Lưu\s*[:;]?", re.IGNORECASE)
_AUTHORITY = re.compile(r"(?:TM|T/M|KT|K/T|TL|T/L|TUQ|Q)\s?\.?\s+(?=[^\Wa-z\d_])|(?:TM|KT|TL|TUQ)\s?\.")
_POSITION_WORD = re.compile(
    r"(?:GIÁM ĐỐC|CHỦ TỊCH|TRƯỞNG|BÍ THƯ|CHÁNH|PHÓ|CỤC|THỦ TRƯỞNG|HIỆU|VIỆN|TỔNG|BỘ|THỨ|CHỈ HUY|CHÍNH ỦY|TƯ LỆNH|TỔ"
    r"|QUYỀN|ỦY VIÊN)"
)
#: What begins another post of the same signer: «CỤM TRƯỞNG», below it «CHỦ TỊCH UBND PHƯỜNG …».
_ANOTHER_POST = re.compile(r"(?:PHÓ )?(?:GIÁM ĐỐC|CHỦ TỊCH|BÍ THƯ|HIỆU TRƯỞNG|CHÁNH|CỤC TRƯỞNG|THỨ TRƯỞNG)\b")
_SIGNED = re.compile(r"\(?\s*(?:đã ký|ký tên|ký, ghi rõ|ký và ghi|chữ ký|ký bởi|người ký)", re.IGNORECASE)
_ANNEX = re.compile(r"PHỤ LỤC|Phụ lục\s*(?:[IVX]+|\d+|số)?\s*$|BIỂU MẪU|Mẫu số")
_ANNEX_ALONE = re.compile(r"PHỤ LỤC(?:\s+(?:SỐ\s+)?(?:[IVX]+|\d{1,2}))?\s*[.:]?(?=$|\s)")
_DEGREE = re.compile(r"(?:(?:PGS|GS|TS|ThS|BSCKI{1,2}|BSCK[12]|BS|DS|CN|KS|NGƯT|NGND|TTƯT|TTND)\.?\s*)+")


@dataclass
class Foot:
    """What the foot says; `start` is the number of its first line, `end` of the first line after it (an annex)."""

    recipients: list[Span] = field(default_factory=list)
    archive: str | None = None
    signer: Signer | None = None
    has_recipients: bool = False
    at: dict[str, At] = field(default_factory=dict)
    start: int = 0
    end: int = 0


def read_foot(lines: list[Line], first: int) -> Foot:
    """Read the foot from the lines from number `first` on; a missing one starts and ends after the last line."""
    foot = Foot(start=len(lines), end=len(lines))
    heading = next((index for index in range(first, len(lines)) if _RECIPIENTS.match(lines[index].text)), None)
    start = _signature_start(lines, first, len(lines) if heading is None else heading)
    foot.start = start if heading is None else min(heading, start)
    if foot.start == len(lines):
        # a plan without a foot of its own, as one that a decision issues
        foot.start = foot.end = next((i for i in range(first, len(lines)) if _opens_annex(lines[i])), len(lines))
        return foot
    foot.end = _annex_start(lines, foot.start)
    # A foot in two columns reads down the left one, then down the right one.
    block = sorted(lines[foot.start : foot.end], key=lambda line: line.cell[2] if line.cell else 0)
    signature = _read_recipients(foot, block)
    _read_signature(foot, signature)
    return foot


def _signature_start(lines: list[Line], first: int, stop: int) -> int:
    """Walk up from the recipients (or the end) over the lines of a signature that stand before them."""
    start = stop
    for index in range(stop - 1, max(first, stop - 8) - 1, -1):
        passage = lines[index].passage
        if lines[index].marker or not (passage.is_capitals or _is_name(passage.text) or _SIGNED.match(passage.text)):
            break
        if passage.is_capitals and (_POSITION_WORD.search(passage.text) or _AUTHORITY.match(passage.text)):
            start = index
    return start


def _opens_annex(line: Line) -> bool:
    return line.passage.is_capitals and bool(_ANNEX_ALONE.match(line.text))


def _annex_start(lines: list[Line], start: int) -> int:
    """An annex, or the plan that a decision issues, begins after the foot."""
    for index in range(start, len(lines)):
        if _ANNEX.match(lines[index].text) or kind_in_capitals(lines[index].passage):
            return index
    return len(lines)


def _read_recipients(foot: Foot, lines: list[Line]) -> list[Passage]:
    """Read the list under "Nơi nhận"; return the lines that are left, which are the signature."""
    left: list[Passage] = []
    items: list[Passage] = []
    inside = False
    for line in lines:
        heading = _RECIPIENTS.match(line.text)
        if heading and not inside:
            inside = foot.has_recipients = True
            items += _split_items(line.passage.part(heading.end()))
        elif inside and line.marker:
            items += _split_items(line.content)
        elif inside and items and _continues_item(items[-1], line):
            items[-1] = items[-1].joined(line.passage)
        elif inside and not line.passage.is_capitals and not _is_name(line.text) and _ends_item(line.text):
            items += _split_items(line.passage)
        elif _ARCHIVE.match(line.text):
            items.append(line.passage)
        else:
            left.append(line.passage)
    for item in items:
        item = item.without_end(".;,/")
        if _ARCHIVE.match(item.text):
            foot.archive, foot.at["archive"] = item.text, item.at()
        elif item:
            foot.recipients.append(item.span())
    return left


def _split_items(passage: Passage) -> list[Passage]:
    """Items written behind one another: "Như trên; - Lưu: VT."."""
    items, start = [], 0
    for gap in re.finditer(r";\s*[-–]?\s*", passage.text):
        items.append(passage.part(start, gap.start()))
        start = gap.end()
    items.append(passage.part(start))
    return [item for item in items if item]


def _continues_item(item: Passage, line: Line) -> bool:
    return not item.text.endswith((";", ".")) and line.text[0].islower()


def _ends_item(text: str) -> bool:
    return text.endswith((";", ".", ",")) or bool(_ARCHIVE.match(text))


def _read_signature(foot: Foot, passages: list[Passage]) -> None:
    authority: list[str] = []
    position: list[str] = []
    name: str | None = None
    used: list[Passage] = []
    for passage in passages:
        if _SIGNED.match(passage.text):
            continue
        capitals, rest = _split_capitals(passage)
        if capitals and _AUTHORITY.match(capitals.text):
            authority.append(capitals.text)
            used.append(capitals)
        elif capitals:
            is_second = bool(position) and bool(_ANOTHER_POST.match(capitals.text))
            position.append(f"/ {capitals.text}" if is_second else capitals.text)
            used.append(capitals)
        if rest and name is None and used and _is_name(rest.text):
            name = rest.text
            used.append(rest)
            break
    if name is None and len(position) > 1 and not _POSITION_WORD.match(position[-1]):
        name = position.pop().removeprefix("/ ")
    if used:
        foot.signer = Signer(" / ".join(authority) or None, " ".join(position) or None, name)
        foot.at["signer"] = (min(one.at()[0] for one in used), max(one.at()[1] for one in used))


def _split_capitals(passage: Passage) -> tuple[Passage, Passage]:
    """The words in capitals at the start ("GIÁM ĐỐC") and what follows them ("Võ Chí Vương")."""
    end = 0
    for word in re.finditer(r"\S+", passage.text):
        letters = [character for character in word[0] if character.isalpha()]
        if end and word[0].isdecimal():
            # «TM. CỤM THI ĐUA SỐ 3»
            end = word.end()
            continue
        if not letters or not all(character.isupper() for character in letters) or _DEGREE.fullmatch(word[0]):
            break
        end = word.end()
    return passage.part(0, end), passage.part(end)


def _is_name(text: str) -> bool:
    words = _DEGREE.sub("", text, count=1).split()
    return 2 <= len(words) <= 6 and all(_is_name_word(word) for word in words)


def _is_name_word(word: str) -> bool:
    letters = re.sub(r"['’-]", "", word)
    return letters.isalpha() and word[0].isupper() and (len(letters) == 1 or not letters.isupper())
