"""Targets with a figure: "100% hồ sơ đúng hạn", "ít nhất 02 sáng kiến", "giảm còn dưới 2%"."""

import re
from collections.abc import Iterator

from thidua.plans.plan import Target
from thidua.plans.structure.outline import Node, Outline
from thidua.plans.structure.passages import Passage
from thidua.plans.structure.roles import Role

from .period import find_due

_NUMBERS = {
    "một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10,
}  # fmt: skip
_BOUNDS = {
    "at_least": r"ít nhất|tối thiểu|không dưới|không thấp hơn|từ",
    "above": r"trên|hơn|cao hơn|vượt(?!\s+\d[\d.,]*\s?%\s+(?:dự toán|kế hoạch|chỉ tiêu|so với))",
    "at_most": r"không quá|tối đa|không vượt quá|không cao hơn|nhiều nhất",
    "below": r"dưới|thấp hơn|ít hơn",
}


def _either_case(words: str) -> str:
    """Words that may start with a capital; not `IGNORECASE`, which is several times slower on Vietnamese."""
    return "|".join(f"[{word[0].upper()}{word[0]}]{word[1:]}" for word in words.split("|"))


_BOUND = "|".join(f"(?P<{name}>{_either_case(words)})" for name, words in _BOUNDS.items())
_BETWEEN = r"(?:\s+(?:là|có|đạt|được|khoảng|lên|còn))*\s+"
_FIGURE = r"(?P<value>\d{1,3}(?:\.\d{3})+|\d{1,6}(?:[.,]\d{1,2})?)"
_OR_MORE = r"(?P<more>\s+trở lên)?"
_PERCENT = re.compile(rf"(?:\b(?:{_BOUND}){_BETWEEN})?(?<![\d.,/]){_FIGURE}\s?%{_OR_MORE}")
_WORD = r"[^\W\d_]+"
_NOT_UNIT = (
    r"(?!(?:được|trong|do|của|mỗi|cấp|tốt|trở|và|là|để|cho|về|so|trước|sau|hằng|hàng|tại|theo|hoặc|với|có|đạt|hay|mới"
    r"|tháng|trên)\b)"
)
_ONE_WORD = r"(?:buổi|lượt|đợt|ha|km|điểm|căn|tấn|giờ|phút|người(?!\s+(?:dân|lao động))|hộ(?!\s+(?:gia đình|nghèo)))\b"
_UNIT = rf"(?P<unit>(?:câu lạc bộ|hợp tác xã|nhà văn hóa)\b|{_ONE_WORD}|{_NOT_UNIT}{_WORD}(?:\s+{_NOT_UNIT}{_WORD})?)"
_COUNTED = re.compile(
    rf"\b(?:{_BOUND}){_BETWEEN}(?:{_FIGURE}|(?P<word>{'|'.join(_NUMBERS)}))(?:\s*\([^()]{{2,20}}\))?\s+{_UNIT}"
    rf"(?P<more>[^.;,]{{0,40}}?\s+trở lên)?"
)
_TO_DO = "thành lập|xây dựng|trồng|tổ chức|hỗ trợ|xóa|xoá|tặng|mở|công nhận|nhân rộng|phát triển|thực hiện|trong đó"
_TO_DO += "|sửa chữa|lắp|lắp đặt|bê tông hóa|số hóa|kết nạp|vận động|huy động|thu hút|giúp"
_TO_DO += "|giải quyết việc làm cho|giải quyết việc làm|tạo việc làm cho|tạo việc làm|đào tạo|phấn đấu|xử lý"
#: «Thành lập 05 câu lạc bộ», «trong đó 300 sáng kiến»: a figure without a bound, behind what is to be done.
_SET = re.compile(rf"\b(?:{_either_case(_TO_DO)})(?:\s+(?:là|có|mới|được|thêm))*\s+{_FIGURE}\s+{_UNIT}")
# «từ ngày 01», «trên địa bàn 12 xã», «dưới 18 tuổi», «hơn 95 năm»: no targets
_MAY_SET = re.compile(rf"\d|\b(?:{'|'.join(_NUMBERS)})\b")
_NO_TARGET = re.compile(r"(?:ngày|tháng|năm|quý|tuổi|giờ|lần thứ)\b", re.IGNORECASE)
_NOT_CONTENT = frozenset(
    {
        Role.PURPOSE, Role.REQUIREMENTS, Role.PARTICIPANTS, Role.PERIOD, Role.REWARDS, Role.CRITERIA, Role.QUOTAS,
        Role.DOSSIERS, Role.FUNDING,
    }
)  # fmt: skip
_CLAUSE_START = re.compile(r"(?:[;:!?]|(?<!\d)\.|\.(?!\d))\s+|^|\n")
_CLAUSE_END = re.compile(r"[.;](?=\s|$)|$")
_DUE_BEHIND = re.compile(r";\s*(?:hoàn thành|hạn|thời hạn|xong|trước|chậm nhất)\b", re.IGNORECASE)
_LONGEST_CLAUSE = 400


def find_targets(outline: Outline) -> tuple[Target, ...]:
    """Return the figures that the parts on content, goals and duties set, each with its clause."""
    found = {
        target.at: target
        for node in outline.nodes
        for passage, section in _places(node)
        for target in _in_passage(passage, section)
    }
    return tuple(sorted(found.values(), key=lambda target: target.at))


def _places(node: Node) -> Iterator[tuple[Passage, str]]:
    """The passages of a part and of those below it that may set targets."""
    if node.roles & _NOT_CONTENT and not node.roles & {Role.CONTENT, Role.GOALS, Role.DUTIES}:
        return
    yield from ((passage, node.id) for passage in node.own_passages())
    for child in node.children:
        yield from _places(child)


def _in_passage(passage: Passage, section: str) -> Iterator[Target]:
    for pattern in _patterns(passage.text):
        for match in pattern.finditer(passage.text):
            groups = match.groupdict()
            unit = groups.get("unit") or "%"
            if _NO_TARGET.match(unit):
                continue
            clause = _clause(passage, match)
            due, _ = find_due([clause, *_due_behind(passage, clause)])
            bound = next((name for name in _BOUNDS if groups.get(name)), "at_least" if groups.get("more") else "exact")
            if (groups.get("at_least") or "").lower() == "từ" and not groups["more"] and unit != "%":
                continue
            at = passage.at(_first(match), match.end())
            yield Target(clause.text, _value(groups), unit, bound, section, due, at)


def _patterns(text: str) -> Iterator[re.Pattern[str]]:
    """The patterns that a text may hold anything for."""
    if "%" in text:
        yield _PERCENT
    if _MAY_SET.search(text):
        yield from (_COUNTED, _SET)


def _due_behind(passage: Passage, clause: Passage) -> Iterator[Passage]:
    """«…; hoàn thành trước ngày 30/6/2026»: the day stands behind the semicolon."""
    rest = passage.part(passage.places.index(clause.places[-1]) + 1)
    if _DUE_BEHIND.match(rest.text):
        yield rest


def _first(match: re.Match[str]) -> int:
    """Where the bound stands, or the figure where there is none."""
    starts = (match.start(name) for name in match.groupdict() if name not in ("unit", "more"))
    return min(start for start in starts if start >= 0)


def _value(groups: dict[str, str | None]) -> float:
    """The figure: a comma stands before decimals, a point before thousands or, in careless text, before decimals."""
    written = groups["value"]
    if written is None:
        return float(_NUMBERS[(groups.get("word") or "").lower()])
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+", written):
        return float(written.replace(".", ""))
    return float(written.replace(",", "."))


def _clause(passage: Passage, match: re.Match[str]) -> Passage:
    first = max(0, match.start() - _LONGEST_CLAUSE)
    starts = [found.end() for found in _CLAUSE_START.finditer(passage.text, first, match.start())]
    end = _CLAUSE_END.search(passage.text, match.end(), match.end() + _LONGEST_CLAUSE)
    return passage.part(starts[-1] if starts else first, end.start() if end else match.end())
