"""Documents cited by number: every mention found, mentions of one document brought together."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from thidua.plans.plan import At, PlanWarning, Reference
from thidua.plans.structure.passages import Passage
from thidua.plans.vocabulary.issuers import ISSUERS, fits_symbol
from thidua.plans.vocabulary.kinds import KINDS, is_consistent, kind_of_symbol
from thidua.text import CAPITAL, SMALL, format_date

from .dates import DATE, parse_date

_KIND = "|".join(KINDS)
_SIGN = r"\s?[-/]\s?"
_PART = r"(?:[A-ZĐƯ][A-Za-zĐđƯư]{0,11}\d{0,3}(?:[.&][A-ZĐ][A-Za-zĐđ]*)*)"
_SYMBOL = rf"{_PART}(?:{_SIGN}{_PART}){{0,3}}"
_NUMBER = (
    r"(?:(?P<digits>\d{1,6}[a-z]?)(?P<year>\s?/\s?\d{4}(?=\s?/))?|(?P<blank>[.…_]{2,}|(?<=số )(?=[/-])))"
    rf"(?P<sign>{_SIGN})(?P<symbol>{_SYMBOL})"
)
_MENTION = re.compile(
    rf"(?:(?P<kind>(?i:{_KIND}))\s+)?(?P<so>(?:[Ss]ố|SỐ)\s*:?\s*)?(?<![\w/.-]){_NUMBER}(?![\w/])"
    rf"(?:\s*,?\s*(?:(?:ký\s+|ban hành\s+)?ngày\s*)(?P<date>{DATE}))?"
)
#: Every number of a document has a stroke before capitals: looked for first, for it is found quickly.
_MAY_CITE = re.compile(r"[-/]\s?[A-ZĐƯ]")
_OF = re.compile(r"\s*,?\s*của\s+")
_ISSUER_END = re.compile(
    r"\s+(?:về|ban hành|thực hiện|quy định|phê duyệt|triển khai|hướng dẫn|sửa đổi|bổ sung|công bố|giao|kèm theo|tại|để"
    r"|nhằm|đã|trong|cho|từ|do|được|phát động|tiếp tục|v/v"
    rf"|(?:và|cùng|với)\s+(?:các\s+)?(?:{_KIND}|[{SMALL}]))\b"
    # a comma or a dash inside a name: «Bộ Văn hóa, Thể thao và Du lịch», «Hội đồng Thi đua - Khen thưởng»
    rf"|\s*,(?!\s(?:Thể thao|Gia đình|Kỹ thuật|Thông tin|Khoa học|Khen thưởng))|\s+[-–]\s(?![{CAPITAL}])|\s*[;.:()“”\"]"
)
_ISSUER_WORDS = 14
_LONGEST_NAME = 200
_LONGEST_SUBJECT = 800
_OF_ASSEMBLY = re.compile(r"^(?:QH|UBTVQH)\d+$")
# a law's name stands between its kind and its number: «Luật Thi đua, khen thưởng số 06/2022/QH15»
_LAW = re.compile(r"(?P<kind>Bộ luật|Luật|Pháp lệnh)\s(?P<name>(?:(?!Luật|Pháp lệnh)[^;.()])*)$")
_SUBJECT = re.compile(
    r"\s*,?\s*(?P<verb>(?:về việc|về|v/v)\s*:?\s+(?!trước|sau\b)"
    r"|(?=(?:ban hành|thực hiện|phê duyệt|quy định|hướng dẫn|triển khai|sửa đổi|công bố)\s))",
    re.IGNORECASE,
)
_SUBJECT_END = re.compile(
    r"[;\n]|\.(?=\s|$)|\)(?=[\s,.;]|$)|:\s"
    # the clause of the body that now acts: «…, Sở Nội vụ ban hành kế hoạch …»
    r"|,\s+(?=(?:Sở|UBND|Ủy ban|Uỷ ban|Ban|Bộ|Cục|Hội|Đảng|Trường|Công|Trung tâm|Văn phòng|Phòng|Liên|Chi|Huyện|Tỉnh"
    r"|Thành|Bệnh|Đoàn|Tổng|Viện|Chủ tịch|Giám đốc)\b[^,;.]{0,80}?"
    r"\s(?:ban hành|xây dựng|phát động|triển khai|tổ chức|đề nghị|yêu cầu|hướng dẫn|thông báo))"
)
_SECOND_ISSUER = re.compile(rf"(?P<noun>\S+\s+\S+)\s+của\s+(?P<issuer>{ISSUERS})$")
_SPEECH = re.compile(
    r"(?:chỉ đạo|ý kiến|kêu gọi|phát động|hành động|kết luận|yêu cầu|phát biểu|chính sách|chủ trương|chỉ thị|nghị quyết"
    r"|quyết định|kế hoạch|chương trình|quy định)$",
    re.IGNORECASE,
)


@dataclass
class _Mention:
    kind: str | None
    number: str
    symbol: str
    day: date | None
    bad_date: bool
    issuer: str | None
    subject: str | None
    at: At
    passage: Passage
    start: int
    end: int
    subject_end: int


@dataclass
class References:
    """The documents cited, and what is doubtful about how they are cited."""

    items: list[Reference] = field(default_factory=list)
    warnings: list[PlanWarning] = field(default_factory=list)

    def inside(self, at: At) -> tuple[int, ...]:
        """Return the indexes of the documents that a part of the text names."""
        return tuple(
            index
            for index, reference in enumerate(self.items)
            if any(at[0] <= start and end <= at[1] for start, end in reference.at)
        )


def find_references(passages: Iterable[Passage], own_number: str = "") -> References:
    """Find the documents that the passages cite by number, each once, in the order of their first mention.

    The kind is the noun next to the number, and the symbol overrides it; the issuer is the one next to the date.
    A document that names itself (`own_number`, in the head of an annex) does not cite itself.
    """
    found = References()
    for passage in passages:
        mentions = [mention for mention in _mentions(passage) if mention.number != own_number]
        for index, mention in enumerate(mentions):
            _add(found, mention)
            _check(found, mention, mentions[index + 1 : index + 10])
    return found


def _mentions(passage: Passage) -> list[_Mention]:
    if not _MAY_CITE.search(passage.text):
        return []
    mentions = [
        _read_mention(passage, match)
        for match in _MENTION.finditer(passage.text)
        if match["so"] or match["kind"] or (kind_of_symbol(match["symbol"]) and match["digits"])
    ]
    return [mention for mention in mentions if mention]


def _read_mention(passage: Passage, match: re.Match[str]) -> _Mention:
    text = passage.text
    end = match.end()
    issuer: str | None = None
    of = _OF.match(text, end)
    if of:
        issuer, stop = _read_issuer(text, of.end())
        end = stop if issuer else end
    day = parse_date(match["date"]) if match["date"] else None
    subject, subject_end = _read_subject(text, end)
    symbol = re.sub(r"\s", "", match["symbol"])
    number = "".join(re.sub(r"\s", "", match[part] or "") for part in ("digits", "year", "sign")) + symbol
    kind, start = _capitalised(match["kind"]), match.start()
    law = (
        _LAW.search(text, max(0, match.start() - _LONGEST_NAME), match.start())
        if kind is None and _OF_ASSEMBLY.search(symbol)
        else None
    )
    if law:
        kind, start, subject = law["kind"], law.start(), subject or law["name"].strip(" ,") or None
    return _Mention(
        kind=kind,
        number=number,
        symbol=symbol,
        day=day,
        bad_date=bool(match["date"] and not day),
        issuer=issuer,
        subject=subject,
        at=passage.at(start, end),
        passage=passage,
        start=start,
        end=end,
        subject_end=subject_end,
    )


def _capitalised(kind: str | None) -> str | None:
    return next((known for known in KINDS if kind and known.casefold() == kind.casefold()), None)


def _read_issuer(text: str, start: int) -> tuple[str | None, int]:
    """The body named after "của": up to the verb, comma or next document that follows it."""
    stop = _ISSUER_END.search(text, start, start + _LONGEST_NAME)
    end = stop.start() if stop else min(len(text), start + _LONGEST_NAME)
    issuer = text[start:end].strip()
    if not issuer or not issuer[0].isupper() or len(issuer.split()) > _ISSUER_WORDS:
        return None, start
    return issuer, start + len(text[start:end].rstrip())


def _read_subject(text: str, start: int) -> tuple[str | None, int]:
    opening = _SUBJECT.match(text, start)
    if not opening:
        return None, start
    end = _SUBJECT_END.search(text, opening.end(), opening.end() + _LONGEST_SUBJECT)
    stop = min(end.start() if end else len(text), start + _LONGEST_SUBJECT)
    subject = text[opening.end() : stop].strip(' ,“”"')
    return subject or None, stop


def _add(found: References, mention: _Mention) -> None:
    by_symbol = kind_of_symbol(mention.symbol)
    kind = mention.kind
    if by_symbol and not (kind and is_consistent(kind, by_symbol)):
        if kind and kind != "Văn bản":
            found.warnings.append(
                PlanWarning(
                    "reference_kind",
                    f"Văn bản số {mention.number} được gọi là “{kind}” nhưng ký hiệu cho biết đó là “{by_symbol}”.",
                    mention.at,
                )
            )
        kind = by_symbol
    kind = kind or ("Công văn" if "-" in mention.symbol else "Văn bản")
    for index, known in enumerate(found.items):
        if known.number == mention.number and _same_document(known, mention, found):
            found.items[index] = replace(
                known,
                kind=kind if len(kind) > len(known.kind) else known.kind,
                date=known.date or mention.day,
                issuer=known.issuer or mention.issuer,
                subject=known.subject or mention.subject,
                at=(*known.at, mention.at),
            )
            return
    found.items.append(Reference(kind, mention.number, mention.day, mention.issuer, mention.subject, (mention.at,)))


def _same_document(known: Reference, mention: _Mention, found: References) -> bool:
    """Numbers start again every year: two dates in different years are two documents, in one year a contradiction."""
    if known.date is None or mention.day is None or known.date == mention.day:
        return True
    if known.date.year != mention.day.year:
        return False
    found.warnings.append(
        PlanWarning(
            "reference_dates_differ",
            f"{known.kind} số {known.number} được ghi hai ngày khác nhau: "
            f"{format_date(known.date)} và {format_date(mention.day)}.",
            mention.at,
        )
    )
    return True


def _check(found: References, mention: _Mention, mentions: list[_Mention]) -> None:
    if mention.number.startswith(("/", "-")):
        _warn(found, mention, "reference_number_blank", f"Văn bản viện dẫn chưa ghi số: “{mention.number}”.")
    if mention.bad_date:
        _warn(found, mention, "impossible_date", f"Ngày của văn bản số {mention.number} không có trong lịch.")
    if mention.issuer and not fits_symbol(mention.issuer, mention.symbol):
        message = f"Văn bản số {mention.number} ghi của “{mention.issuer}”, không khớp với ký hiệu của nơi ban hành."
        _warn(found, mention, "reference_issuer", message)
    _check_second_issuer(found, mention, mentions)


def _check_second_issuer(found: References, mention: _Mention, mentions: list[_Mention]) -> None:
    """«Nghị quyết … của Quốc hội về … của Bộ Chính trị»: two issuers of one document."""
    tail = mention.passage.text[mention.end : mention.subject_end].rstrip()
    second = _SECOND_ISSUER.search(tail)
    if mention.issuer is None or second is None or _SPEECH.search(second["noun"]):
        return
    of_other_mention = any(
        mention.start < other.start < mention.subject_end and other.end >= mention.end + len(tail) for other in mentions
    )
    is_same = second["issuer"] in mention.issuer or mention.issuer in second["issuer"]
    if of_other_mention or is_same:
        return
    message = (
        f"Văn bản số {mention.number} được ghi của “{mention.issuer}” rồi lại của “{second['issuer']}”; "
        "đã lấy nơi ban hành đứng cạnh ngày."
    )
    place = mention.passage.at(mention.end + second.start("issuer"), mention.end + second.end())
    found.warnings.append(PlanWarning("reference_two_issuers", message, place))


def _warn(found: References, mention: _Mention, code: str, message: str) -> None:
    found.warnings.append(PlanWarning(code, message, mention.at))
