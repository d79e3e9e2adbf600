"""What contradicts itself, is blank or is doubtful in a plan as a whole: warnings for the person who reviews."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from thidua.text import format_date

from .facts.dates import find_dates, find_year_ranges
from .plan import At, Plan, PlanWarning
from .structure.foot import Foot
from .structure.head import Head
from .structure.markers import LISTED, NAMED
from .structure.outline import Node, Outline
from .structure.passages import Passage
from .vocabulary.kinds import is_consistent, kind_of_symbol

_FIVE_YEARS = re.compile(r"\b5 năm\b|\bnăm năm\b")
_NEAR = 25
_DOUBLED = re.compile(r"\b([^\W\d_]{2,})\s+\1\b")
#: Words that Vietnamese doubles on purpose.
_REDUPLICATED = frozenset(
    {
        "luôn", "ngày", "đời", "nhà", "người", "hằng", "hàng", "dần", "xa", "mãi", "từng", "ai", "nơi", "đâu",
        "thường", "xanh", "song", "rất", "nào", "lần", "năm", "tháng", "ngành", "nghề", "đêm", "chiều", "mau",
        "vui", "chung", "riêng", "lâu", "gần", "ào", "khác", "vừa", "càng", "cùng", "sáng", "dài", "cao", "xóm",
        "thôn", "bản", "tổ", "đội", "lớp", "trường", "mọi", "đều", "tầm",
    }
)  # fmt: skip
#: Kinds that the head of a committee issues in the own name too, so that "TM." need not be there.
_BY_THE_HEAD = ("Chỉ thị", "Quyết định", "Công điện")


def check(plan: Plan, head: Head, foot: Foot, outline: Outline, passages: list[Passage]) -> Iterator[PlanWarning]:
    """Yield the warnings that need more than one fact."""
    yield from _check_head(plan, head, foot)
    yield from _check_signer(plan, foot)
    yield from _check_dates(plan, passages)
    yield from _check_five_years(passages)
    yield from _check_numbers(outline.nodes)
    yield from _check_doubled_words(passages)


def _check_head(plan: Plan, head: Head, foot: Foot) -> Iterator[PlanWarning]:
    document = plan.document
    if document.symbol is None:
        yield PlanWarning("symbol_missing", "Không thấy dòng số, ký hiệu của văn bản; xin nhập.")
    elif document.number is None:
        yield PlanWarning("number_blank", "Số của văn bản còn để trống; xin nhập khi ban hành.", head.at.get("number"))
    if document.date is None:
        yield PlanWarning("date_missing", "Không thấy dòng địa danh, ngày tháng năm; xin nhập.")
    elif None in (document.date.day, document.date.month, document.date.year):
        names = {"ngày": document.date.day, "tháng": document.date.month, "năm": document.date.year}
        blank = ", ".join(name for name, given in names.items() if given is None)
        yield PlanWarning(
            "date_blank", f"Ngày ban hành còn để trống: {blank}; xin nhập khi ban hành.", head.at.get("date")
        )
    if document.title is None:
        yield PlanWarning("title_missing", "Không thấy trích yếu của văn bản; xin nhập.")
    by_symbol = kind_of_symbol(document.symbol or "")
    if document.kind and by_symbol and not is_consistent(document.kind, by_symbol):
        message = f"Tên loại là “{document.kind}” nhưng ký hiệu {document.symbol} là của “{by_symbol}”."
        yield PlanWarning("kind_symbol", message, head.at.get("symbol"))
    if not foot.has_recipients:
        yield PlanWarning("recipients_missing", "Không thấy phần nơi nhận.")
    for recipient in document.recipients:
        if recipient.text.lower().startswith("như trên") and not head.has_addressee:
            message = "Nơi nhận ghi “Như trên” nhưng văn bản không có phần “Kính gửi”."
            yield PlanWarning("as_above_without_addressee", message, recipient.at)


def _check_signer(plan: Plan, foot: Foot) -> Iterator[PlanWarning]:
    signer = plan.document.signer
    if signer is None or signer.name is None:
        yield PlanWarning("signer_missing", "Không thấy người ký; xin nhập.", foot.at.get("signer"))
    if signer is None:
        return
    position, authority = (signer.position or "").upper(), signer.authority or ""
    # Decree 30/2020 binds bodies of the state; how committees of the Party and of unions sign is not said there
    is_by_committee = re.search(r"\bT/?M\b.*\b(?:BAN|ĐOÀN CHỦ TỊCH)\b", authority.upper()) is not None
    if position.startswith("PHÓ ") and not is_by_committee and not re.search(r"\bK/?T\b", authority):
        message = f"Người ký là cấp phó ({signer.position}) nhưng không có dòng “KT.”."
        yield PlanWarning("signer_authority", message, foot.at.get("signer"))
    body = (plan.document.body or "").upper()
    is_collective = plan.document.kind not in _BY_THE_HEAD
    if (
        is_collective
        and body.startswith(("UBND", "ỦY BAN NHÂN DÂN", "UỶ BAN NHÂN DÂN"))
        and not re.search(r"\bT/?M\b", authority)
    ):
        message = "Văn bản của Ủy ban nhân dân nhưng người ký không có dòng “TM. ỦY BAN NHÂN DÂN”."
        yield PlanWarning("signer_authority", message, foot.at.get("signer"))


def _check_dates(plan: Plan, passages: list[Passage]) -> Iterator[PlanWarning]:
    issued = _latest_issue(plan)
    for reference in plan.references:
        if issued and reference.date and reference.date > issued:
            cited = f"{reference.kind} số {reference.number} ngày {format_date(reference.date)}"
            message = f"{cited} lại sau ngày của văn bản viện dẫn nó."
            yield PlanWarning("cites_later_document", message, reference.at[0])
    if issued and plan.period and plan.period.end and plan.period.end < issued.replace(day=1):
        yield PlanWarning("period_before_issue", "Thời gian thực hiện kết thúc trước ngày ban hành.", plan.period.at)
    for passage in passages:
        for found in find_dates(passage.text):
            if found.day is None:
                message = f"Không có ngày “{passage.text[found.start : found.end]}” trong lịch."
                yield PlanWarning("impossible_date", message, passage.at(found.start, found.end))


def _latest_issue(plan: Plan) -> date | None:
    """The last day on which the document can have been issued, as far as its date is filled in."""
    given = plan.document.date
    if given is None or given.year is None:
        return None
    month = given.month or 12
    for day in (given.day,) if given.day else (31, 30, 29, 28):
        try:
            return date(given.year, month, day)
        except ValueError:
            continue
    return None


def _check_five_years(passages: list[Passage]) -> Iterator[PlanWarning]:
    """The five-year period is written with one range of years throughout, and five years long."""
    written: dict[tuple[int, int], At] = {}
    ranges: dict[tuple[int, int], At] = {}
    for passage in passages:
        for start, end, first, last in find_year_ranges(passage.text):
            ranges.setdefault((first, last), passage.at(start, end))
            if _FIVE_YEARS.search(passage.text[max(0, start - _NEAR) : start]):
                written.setdefault((first, last), passage.at(start, end))
            if last < first:
                message = f"Giai đoạn “{first} - {last}” có năm cuối trước năm đầu."
                yield PlanWarning("years_reversed", message, passage.at(start, end))
    if len(written) > 1:
        listed = " và ".join(f"{first} - {last}" for first, last in written)
        yield PlanWarning(
            "five_year_period", f"Giai đoạn 5 năm được ghi không thống nhất: {listed}.", list(written.values())[1]
        )
    for (first, last), at in written.items():
        if last - first not in (4, 5):
            message = f"Ghi 5 năm nhưng giai đoạn {first} - {last} là {last - first + 1} năm."
            yield PlanWarning("year_count", message, at)


def _check_numbers(nodes: list[Node]) -> Iterator[PlanWarning]:
    """Numbers of the parts beside one another: none twice, none left out."""
    previous: Node | None = None
    seen: set[tuple[str, str]] = set()
    for node in nodes:
        key = (node.kind, node.label)
        if node.kind not in LISTED and node.kind != NAMED:
            if key in seen:
                message = f"Có hai mục cùng số “{node.label}”."
                yield PlanWarning("duplicate_number", message, node.line.passage.at(0, len(node.label)))
            elif previous and previous.kind == node.kind == "number" and int(node.label) != int(previous.label) + 1:
                message = f"Số mục không liền nhau: sau “{previous.label}” là “{node.label}”."
                yield PlanWarning("numbering_gap", message, node.line.passage.at(0, len(node.label)))
            seen.add(key)
            previous = node
        yield from _check_numbers(node.children)


def _check_doubled_words(passages: Iterable[Passage]) -> Iterator[PlanWarning]:
    for passage in passages:
        for match in _DOUBLED.finditer(passage.text):
            if match[1].lower() not in _REDUPLICATED:
                yield PlanWarning("doubled_word", f"Lặp từ: “{match[0]}”.", passage.at(*match.span()))
