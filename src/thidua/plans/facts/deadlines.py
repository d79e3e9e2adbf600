"""Days by which something is to be done, wherever in the plan they stand."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from thidua.plans.plan import At, Deadline, PlanWarning
from thidua.plans.structure.outline import Node, Outline
from thidua.plans.structure.passages import Passage
from thidua.plans.structure.roles import Role
from thidua.plans.vocabulary.bodies import leading_bodies

from .dates import DATE
from .named import bodies_of
from .period import HOUR, QUARTER, point

_MONTH = r"tháng\s+\d{1,2}\s*(?:/|\s+năm\s+)\s*\d{4}"
_BEFORE = (
    r"(?:trước(?:\s+hoặc\s+trong)?|chậm nhất(?:\s+(?:là|vào|đến))?|muộn nhất(?:\s+(?:là|vào))?"
    r"|hạn(?:\s+(?:cuối|chót))?(?:\s*(?:là|:))?|hoàn thành\s+(?:trong|vào)|đến hết|không muộn hơn|trong)"
)
#: A day by which something is to be done, or one that comes again.
DEADLINE = re.compile(
    rf"\b{_BEFORE}\s+{HOUR}(?:(?P<day>ngày\s+{DATE}|{DATE}|{_MONTH}|{QUARTER})"
    r"|ngày\s+(?P<short>\d{1,2}(?:\s?/\s?\d{1,2}|\s+tháng\s+\d{1,2})?)(?!\d|\s?[/.]\s?\d|\s+tháng|\s+năm))"
    r"(?:\s+(?:của\s+)?(?:tháng\s+cuối\s+)?(?P<every>hằng|hàng|mỗi)\s+(?P<unit>tuần|tháng|quý|năm))?",
    re.IGNORECASE,
)
#: «Sơ kết: tháng 6/2026», «tổng kết vào quý IV/2026»: when a review is held.
_REVIEW = re.compile(
    rf"\b(?:sơ kết|tổng kết)\b[^.;]{{0,80}}?(?:\bvào|:)\s*(?P<day>ngày\s+{DATE}|{DATE}|{_MONTH}|{QUARTER})",
    re.IGNORECASE,
)
#: «báo cáo tiến độ vào thứ Sáu hằng tuần»: papers that are due again and again.
_AGAIN = re.compile(
    r"\b(?:báo cáo|gửi|nộp)\b[^.;]{0,80}?\s(?P<day>thứ\s+\w+|ngày\s+\d{1,2})"
    r"\s+(?P<every>hằng|hàng|mỗi)\s+(?P<unit>tuần|tháng)",
    re.IGNORECASE,
)
#: «định kỳ hằng quý báo cáo», «báo cáo định kỳ hằng tháng»: due once in each.
_REGULARLY = re.compile(
    r"(?P<before>\bbáo cáo\s+)?\bđịnh kỳ\s+(?P<every>hằng|hàng|mỗi)\s+(?P<unit>tuần|tháng|quý|năm)\b"
    r"(?P<behind>(?=[^.;]{0,60}\b(?:báo cáo|gửi|tổng hợp|sơ kết)\b))?",
    re.IGNORECASE,
)
#: What every deadline has in it: a figure, or when it comes again.
_MAY_SAY = re.compile(r"\d|hằng|hàng|mỗi|Hằng|Hàng|Mỗi")
#: What is due, by the words of its clause; the first that fits counts.
_KINDS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(words, re.IGNORECASE))
    for kind, words in (
        (
            "registration",
            r"đăng ký\s+(?:thi đua|tham gia|danh hiệu|nội dung|phong trào|giao ước|trước|về|với|chậm|gửi)"
            r"|bản đăng ký|giao ước|cam kết thi đua",
        ),
        (
            "nomination",
            r"hồ sơ (?:đề nghị|khen|thi đua|xét)|\b(?:gửi|nộp|trình|lập|hoàn thiện)\b.{0,20}\bhồ sơ"
            r"|đề nghị (?:xét )?(?:khen|tặng|biểu dương)|bình xét|danh sách đề nghị|tờ trình",
        ),
        ("report", r"báo cáo"),
        ("interim_review", r"sơ kết"),
        ("final_review", r"tổng kết"),
    )
)
#: In a task these words tell of the task itself, not of papers of the movement.
_ALSO_IN_TASKS = frozenset({"registration", "interim_review", "final_review"})
_CLAUSE_START = re.compile(r"[.;:]\s+|^")
_CLAUSE_END = re.compile(r"[.;](?=\s|$)|$")
_LONGEST_CLAUSE = 600


@dataclass(frozen=True)
class _Place:
    """Where a passage stands: its part of the outline, what that is for, who is named above it."""

    passage: Passage
    section: str | None = None
    roles: frozenset[Role] = frozenset()
    bodies: tuple[str, ...] = ()


def find_deadlines(outline: Outline, period_at: At | None) -> tuple[tuple[Deadline, ...], list[PlanWarning]]:
    """Return every deadline but the end of the plan's own period, each with its clause and its part of the outline."""
    deadlines: list[Deadline] = []
    warnings: list[PlanWarning] = []
    for place in _places(outline):
        for match in _matches(place.passage.text):
            at = place.passage.at(*match.span())
            if period_at and period_at[0] <= at[0] < period_at[1]:
                continue
            deadlines.append(_deadline(place, match))
            groups = match.groupdict()
            if groups.get("short") and not groups["every"]:
                message = f"Thời hạn “{match[0]}” không ghi năm; xin nhập."
                warnings.append(PlanWarning("deadline_without_year", message, at))
    return tuple(deadlines), warnings


def _matches(text: str) -> list[re.Match[str]]:
    if not _MAY_SAY.search(text):
        return []
    found = list(DEADLINE.finditer(text))
    days = {match.start("day") for match in found}
    # a review says its own day; one that stands behind "trước" is found already
    found += [match for match in _REVIEW.finditer(text) if match.start("day") not in days]
    taken = [match.end() for match in found]
    found += [match for match in _AGAIN.finditer(text) if match.end() not in taken]
    if "kỳ" in text:
        regular = _REGULARLY.finditer(text)
        found += [match for match in regular if match["before"] is not None or match["behind"] is not None]
    return sorted(found, key=lambda match: match.start())


def _places(outline: Outline) -> Iterator[_Place]:
    yield from (_Place(passage) for passage in outline.opening)
    for node in outline.nodes:
        yield from _places_below(node, frozenset(), ())
    yield from (_Place(passage) for passage in outline.closing)


def _places_below(node: Node, roles: frozenset[Role], bodies: tuple[str, ...]) -> Iterator[_Place]:
    roles, bodies = node.roles or roles, bodies_of(node) or bodies
    yield from (_Place(passage, node.id, roles, bodies) for passage in node.own_passages())
    for child in node.children:
        yield from _places_below(child, roles, bodies)


def _deadline(place: _Place, match: re.Match[str]) -> Deadline:
    passage, groups = place.passage, match.groupdict()
    first = max(0, match.start() - _LONGEST_CLAUSE)
    starts = [found.end() for found in _CLAUSE_START.finditer(passage.text, first, match.start())]
    start = starts[-1] if starts else first
    end = _CLAUSE_END.search(passage.text, match.end())
    clause = passage.part(start, end.start() if end else None)
    every = groups["unit"].lower() if groups.get("every") else None
    day = point(re.sub(r"^ngày\s+", "", match["day"]), is_end=True) if groups.get("day") and not every else None
    return Deadline(
        text=clause.text,
        date=None if every else day,
        every=every,
        section=place.section,
        at=passage.at(*match.span()),
        kind=_kind(place, clause.text, passage.text[: match.end()]),
        bodies=leading_bodies(clause) or leading_bodies(passage) or place.bodies,
    )


def _kind(place: _Place, clause: str, before: str) -> str:
    """What is due: told by the clause, else by the sentence before it, else by the part of the outline."""
    is_task = Role.CONTENT in place.roles
    for words in (clause, before):
        for kind, pattern in _KINDS:
            if pattern.search(words) and not (is_task and kind not in _ALSO_IN_TASKS):
                return kind
    if place.roles & {Role.DOSSIERS, Role.REWARDS, Role.QUOTAS}:
        return "nomination"
    return "task" if is_task else "other"
