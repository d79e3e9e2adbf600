"""Documents cited by name without a number: laws, resolutions of congresses, an office's own rules."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from thidua.plans.plan import At, UnnumberedReference
from thidua.plans.structure.passages import Passage
from thidua.text import CAPITAL, SMALL, fold

from .dates import DATE, parse_date

_LONGEST = 160
_NUMBERED = r"(?!(?:[^,;.()]{0,80}\s)?[Ss]ố\s*:?\s*[\d./_…])"
# names with a comma inside: «Luật Thi đua, khen thưởng», «Luật Phòng, chống tham nhũng»
_INNER_COMMA = r"(?:(?<=hi đua)|(?<=hòng)),\s"
_LAW = re.compile(
    rf"\b(?P<kind>Bộ luật|Luật|Pháp lệnh)\s(?P<name>{_NUMBERED}[{CAPITAL}](?:{_INNER_COMMA}|[^,;.:()“”\"\d]){{0,120}}?)"
    rf"(?P<date>\s+(?:ngày\s+{DATE}|năm\s+\d{{4}}))?"
    rf"(?=\s*[;.:()“”\"]|(?<!hi đua)(?<!hòng),"
    r"|\s+(?:số|và|ngày|năm|đã|được|của|có|là|theo|quy định|về|trong|cho|đến|tại|bằng|để|nhằm)\b|$)"
)
_OF_BODY = re.compile(
    r"\b(?P<kind>Nghị quyết|Văn kiện|Kết luận)\s(?P<name>(?:(?:của|tại)\s)?(?:Đại hội|Hội nghị|Ban Chấp hành|Đảng bộ"
    r"|Hội đồng nhân dân|HĐND|Đảng|Trung ương|Tỉnh ủy|Thành ủy|Đảng ủy)\b[^,;.:()“”\"]*(?:,\s*nhiệm kỳ\s[^,;.:()]*)?)"
)
_RULES = re.compile(
    rf"\b(?P<kind>Quy chế|Điều lệ|Quy định)\s(?P<name>(?:[{SMALL}]|Thi đua|Đảng|Công đoàn|Đoàn)"
    rf"(?:{_INNER_COMMA}|[^,;.:()“”\"]){{0,120}}?"
    rf"\scủa\s[{CAPITAL}][^,;.:()“”\"]*)"
)
_STATUTE = re.compile(r"\b(?P<kind>Điều lệ)\s(?P<name>(?:Đảng|Công đoàn|Đoàn|Hội|Mặt trận)\b[^,;.:()“”\"]{0,80})")
_PATTERNS = (
    (_LAW, ("Luật", "Bộ luật", "Pháp lệnh")),
    (_OF_BODY, ("Nghị quyết", "Văn kiện", "Kết luận")),
    (_RULES, ("Quy chế", "Điều lệ", "Quy định")),
    (_STATUTE, ("Điều lệ",)),
)
_END = re.compile(
    r"\s(?:ban hành|phát động|thực hiện|đã|được|là|và (?:các|Nghị|Kết|Kế|Chương|Chỉ)|Nghị quyết|để|nhằm|gắn)\b"
)


class _Found(NamedTuple):
    kind: str
    name: str
    day: date | None
    at: At


def find_unnumbered(passages: Iterable[Passage]) -> tuple[UnnumberedReference, ...]:
    """Return the documents that the passages cite without a number, each once, in the order of their first mention."""
    found: list[UnnumberedReference] = []
    for passage in passages:
        for one in sorted(_mentions(passage), key=lambda mention: mention.at):
            for index, known in enumerate(found):
                if known.kind == one.kind and fold(known.name) == fold(one.name):
                    found[index] = replace(known, date=known.date or one.day, at=(*known.at, one.at))
                    break
            else:
                found.append(UnnumberedReference(one.kind, one.name, one.day, (one.at,)))
    return tuple(found)


def _mentions(passage: Passage) -> Iterator[_Found]:
    for pattern, kinds in _PATTERNS:
        if not any(kind in passage.text for kind in kinds):
            continue
        for match in pattern.finditer(passage.text):
            if _is_numbered(passage.text, match):
                continue
            groups = match.groupdict()
            name = match["name"]
            cut = _END.search(name) if pattern is not _LAW else None
            end = match.start("name") + (cut.start() if cut else len(name.rstrip()))
            name = passage.text[match.start("name") : end].strip()
            day = parse_date(groups["date"]) if groups.get("date") else None
            stop = match.end("date") if groups.get("date") else end
            if len(name) <= _LONGEST:
                yield _Found(match["kind"], name, day, passage.at(match.start(), stop))


def _is_numbered(text: str, match: re.Match[str]) -> bool:
    return bool(re.match(r"\s*,?\s*(?:số|Số)\s*:?\s*[\d./_…]", text[match.end() :])) or bool(
        re.match(r"\s*số\s", match["name"])
    )
