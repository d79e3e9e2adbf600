"""The head of a document: letterhead, number and symbol, place and date, kind, title."""

import re
from dataclasses import dataclass, field

from thidua.plans.plan import At, PartialDate
from thidua.plans.vocabulary.bodies import BODY_WORDS
from thidua.plans.vocabulary.kinds import KINDS
from thidua.text import fold

from .lines import Line
from .passages import Passage

_HEAD_LINES = 40
_LONGEST_DATE_LINE = 120
_NATIONAL = ("cong hoa xa hoi", "doc lap - tu do", "doc lap – tu do", "dang cong san viet nam")
#: A post in the place of the body: «CHỦ TỊCH», below it «ỦY BAN NHÂN DÂN TỈNH …».
_POSTS = ("chu tich", "giam doc", "hieu truong", "bo truong", "tong giam doc")
_NUMBER = re.compile(
    r"Số\s*[:.]?\s*(?P<number>\d{1,6}[a-z]?)?[\s.…_]*(?P<sign>[/-])\s*(?P<symbol>(?:\d{4}\s*/\s*)?[A-ZĐƯ][\w&.,]*(?:\s?[-/]\s?[A-ZĐƯ][\w&.,]*)*)"
)
_BLANK = r"[\s.…_]*"
_DATE = re.compile(
    rf"(?P<place>[^\W\d_][^,;:/\d]{{1,40}}?)\s*,\s*ngày\s*{_BLANK}(?P<day>\d{{1,2}})?{_BLANK}tháng\s*{_BLANK}"
    rf"(?P<month>\d{{1,2}})?{_BLANK}năm\s*{_BLANK}(?P<year>\d{{4}})?"
)
_SHORT_DATE = re.compile(
    r"(?P<place>[^\W\d_][^,;:/\d]{1,40}?)\s*,\s*(?:ngày\s*)?(?P<day>\d{1,2})\s?[/.]\s?(?P<month>\d{1,2})\s?[/.]\s?(?P<year>\d{4})"
)
_SUBJECT = re.compile(r"(?:V/v|Về việc)\s*[:.]?\s*", re.IGNORECASE)
_OPENING = re.compile(
    r"(?:Thực hiện|Căn cứ|Kính gửi|Nhằm|Để|Hưởng ứng|Triển khai|Thi hành|Tiếp tục|Trên cơ sở|Chào mừng|Năm \d{4}|Theo "
    r"|Quán triệt|Phát huy|Được sự|Xét|Ngày \d|Trong (?:những )?năm)"
)
_ADDRESSEE = re.compile(r"Kính gửi\s*:?")
_ENCLOSED = re.compile(r"\((?:Kèm theo|Ban hành kèm)", re.IGNORECASE)


@dataclass
class Head:
    """What the head says; `at` the place of each fact by name, `end` the number of the first line after it."""

    kind: str | None = None
    number: str | None = None
    symbol: str | None = None
    sign: str = "/"
    parent_body: str | None = None
    body: str | None = None
    place: str | None = None
    date: PartialDate | None = None
    title: str | None = None
    title_passage: Passage | None = None
    has_addressee: bool = False
    at: dict[str, At] = field(default_factory=dict)
    end: int = 0


def read_head(lines: list[Line]) -> Head:
    """Read the head from the first lines of a document."""
    head = Head()
    agency: list[Passage] = []
    index = 0
    for index, line in enumerate(lines[:_HEAD_LINES]):
        if _starts_body(line):
            break
        found = _read_number(head, line.passage) | _read_date(head, line.passage)
        head.end = index + 1 if found else head.end
        if found or _is_national(line.text):
            head.end = index + 1
        elif kind_in_capitals(line.passage):
            head.kind = kind_in_capitals(line.passage)
            head.at["kind"] = line.passage.at(0, len(head.kind or ""))
            head.end = _read_title(head, lines, index)
            break
        elif _SUBJECT.match(line.text) and head.symbol:
            head.kind = "Công văn"
            head.end = _read_letter_subject(head, lines, index)
            break
        elif line.passage.is_capitals and head.kind is None and not line.marker:
            agency.append(line.passage)
            head.end = index + 1
    _read_agency(head, agency)
    head.has_addressee = any(_ADDRESSEE.match(line.text) for line in lines[: _HEAD_LINES * 2])
    return head


def is_opening(text: str) -> bool:
    """Tell whether a line opens the text of a document: a basis, an addressee, an aim."""
    return bool(_OPENING.match(text))


def _starts_body(line: Line) -> bool:
    return (line.marker is not None and line.marker.kind not in ("dash", "bullet", "plus")) or (
        is_opening(line.text) and len(line.text) > 60
    )


def _is_national(text: str) -> bool:
    return fold(text).startswith(_NATIONAL)


def _read_number(head: Head, passage: Passage) -> bool:
    match = _NUMBER.match(passage.text)
    if not match or head.symbol:
        return False
    head.number = match["number"]
    head.sign = match["sign"]
    head.symbol = re.sub(r"\s", "", match["symbol"]).rstrip(".,")
    head.at["number"] = passage.at(match.start(), match.end())
    head.at["symbol"] = passage.at(match.start("symbol"), match.end("symbol"))
    return True


def _read_date(head: Head, passage: Passage) -> bool:
    after_number = passage.text.find(head.symbol or "\0")
    start = after_number + len(head.symbol or "") if after_number >= 0 else 0
    if head.date or len(passage.text) > _LONGEST_DATE_LINE:
        return False
    match = _DATE.search(passage.text, start) or _SHORT_DATE.search(passage.text, start)
    if not match:
        return False
    head.place = match["place"].strip()
    head.date = _partial_date(match)
    head.at["place"] = passage.at(match.start("place"), match.end("place"))
    after_place = passage.text[match.end("place") : match.end()]
    head.at["date"] = passage.at(match.end() - len(after_place.lstrip(" ,")), match.end())
    return True


def _partial_date(match: re.Match[str]) -> PartialDate:
    year, month, day = (int(match[part]) if match[part] else None for part in ("year", "month", "day"))
    return PartialDate(year, month if month and month <= 12 else None, day if day and day <= 31 else None)


def kind_in_capitals(passage: Passage) -> str | None:
    """Return the kind that a line in capitals is, or starts with ("KẾ HOẠCH", "KẾ HOẠCH PHÁT ĐỘNG …"), else None."""
    if not passage.is_capitals:
        return None
    text = passage.text.upper()
    for kind in KINDS:
        if text == kind.upper() or text.startswith(f"{kind.upper()} "):
            return kind
    return None


def _read_title(head: Head, lines: list[Line], index: int) -> int:
    """Read the title below (or behind) the kind; return the number of the first line after it."""
    parts = [lines[index].passage.part(len(head.kind or ""))]
    following = index + 1
    while following < len(lines) and _continues_title(parts, lines[following]):
        parts.append(lines[following].passage)
        following += 1
    title = Passage("", ())
    for part in parts:
        title = title.joined(part)
    _set_title(head, title)
    # some write number and date below the title
    while following < len(lines) and (
        _ENCLOSED.match(lines[following].text)
        or _read_number(head, lines[following].passage)
        or _read_date(head, lines[following].passage)
    ):
        following += 1
    return following


def _continues_title(parts: list[Passage], line: Line) -> bool:
    text = line.text
    if (
        line.marker
        or _NUMBER.match(text)
        or _DATE.match(text)
        or _ENCLOSED.match(text)
        or _ADDRESSEE.match(text)
        or len(text) > 400
    ):
        return False
    if not any(parts):
        return not (is_opening(text) and text.endswith((".", ";", ":", ",")))
    last = parts[-1].text
    if is_opening(text) or text.endswith((".", ";", ":")) or len(parts) > 6:
        return False
    continues = text[0].islower() or text[0].isdigit() or text[0] in '“"(-' or last.endswith((",", "-", "–"))
    same_dress = line.passage.is_capitals == parts[-1].is_capitals and (line.bold or line.passage.is_capitals)
    return continues or same_dress


def _read_letter_subject(head: Head, lines: list[Line], index: int) -> int:
    """Read the subject of a letter ("V/v …"), which may run over several short lines; return the line after it."""
    match = _SUBJECT.match(lines[index].text)
    title = lines[index].passage.part(match.end() if match else 0)
    following = index + 1
    while following < len(lines):
        passage = lines[following].passage
        if _read_date(head, passage) or _is_national(passage.text):
            following += 1
            continue
        if _OPENING.match(passage.text) or lines[following].marker or passage.is_capitals or len(passage.text) > 80:
            break
        title = title.joined(passage)
        following += 1
    _set_title(head, title)
    return following


def _set_title(head: Head, title: Passage) -> None:
    if title:
        head.title, head.title_passage, head.at["title"] = title.text, title, title.at()


def _read_agency(head: Head, agency: list[Passage]) -> None:
    """The lines in capitals at the left: the last body is the issuing one, what stands above it its parent."""
    bodies: list[Passage] = []
    for passage in agency:
        folded = fold(passage.text)
        starts = folded in _POSTS or any(folded.startswith(f"{word} ") or folded == word for word in BODY_WORDS)
        is_post_of = bool(bodies) and fold(bodies[-1].text) in _POSTS
        if is_post_of or (bodies and not starts):
            bodies[-1] = bodies[-1].joined(passage)
        elif starts:
            bodies.append(passage)
    if bodies:
        head.body, head.at["body"] = bodies[-1].text, bodies[-1].at()
    if len(bodies) > 1:
        head.parent_body, head.at["parent_body"] = bodies[-2].text, bodies[-2].at()
