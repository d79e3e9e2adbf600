"""From when to when the movement runs, and by when a task is due."""

import calendar
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from thidua.plans.plan import Period, Phase, PlanWarning
from thidua.plans.structure.outline import Node, Outline
from thidua.plans.structure.passages import Passage
from thidua.plans.structure.roles import Role
from thidua.text import format_date

from .dates import DATE, parse_date

_WHOLE_DATE = re.compile(DATE)
_MONTH = r"tháng\s+\d{1,2}\s*(?:/|\s+năm\s+)\s*\d{4}"
QUARTER = r"quý\s+(?:IV|I{1,3}|[1-4])\s*(?:/|\s+năm\s+)\s*\d{4}"
_QUARTERS = {"I": 1, "II": 2, "III": 3, "IV": 4}
_IN_QUARTER = re.compile(r"quý\s+(IV|I{1,3}|[1-4])\s*(?:/|\s+năm\s+)\s*(\d{4})", re.IGNORECASE)
#: «trước 17 giờ 00 ngày 12/6/2026»
HOUR = r"(?:\d{1,2}\s*(?:giờ|h|g)\s*(?:\d{2}\s*(?:phút)?)?\s*,?\s*(?=ngày))?"
_YEAR = r"năm\s+\d{4}"
_POINT = rf"(?:(?:ngày\s+)?{DATE}|{_MONTH}|{_YEAR})"
_POINT_IN_CELL = re.compile(rf"{DATE}|{_MONTH}|{QUARTER}|{_YEAR}", re.IGNORECASE)
_ISSUE = (
    r"(?:ngày\s+)?(?:(?:Kế hoạch|Chỉ thị|Văn bản|Quyết định|Phong trào|Hướng dẫn)(?:\s+này)?\s+(?:được\s+|có\s+)?"
    r"(?:ban hành|ký|phát động|hiệu lực)|(?:ban hành|ký(?:\s+ban hành)?|phát động)"
    r"(?:\s+(?:Kế hoạch|Chỉ thị|Văn bản|Phong trào)(?:\s+này)?)?|nay(?=\s+(?:cho\s+)?(?:đến|tới)\b))"
)
_PERIOD = re.compile(
    rf"(?P<from>(?:kể\s+)?từ\s+(?:(?P<issue>{_ISSUE})|(?P<start>{_POINT})))"
    rf"(?:[^.;:]{{0,40}}?\b(?:(?:đến|tới)(?:\s+hết)?|kết thúc(?:\s+(?:vào|trong))?)\s+(?P<end>{_POINT}))?",
    re.IGNORECASE,
)
_UNTIL = re.compile(rf"\bđến\s+(?:hết\s+)?(?P<end>{_POINT})", re.IGNORECASE)
_BETWEEN = re.compile(rf"(?P<start>{DATE})\s*[-–—]\s*(?P<end>{DATE})")
_ANNOUNCED = re.compile(r"thời gian(?:\s+(?:thực hiện|thi đua|phát động|tổ chức|triển khai))*\s*:?\s*", re.IGNORECASE)
_PHASE = re.compile(
    r"(?<!\w)(?P<name>(?:Đợt|Giai đoạn)\s+(?:thi đua\s+)?(?:\d{1,2}(?![\d/])|[IVX]+\b|một|hai|ba|(?:thứ|lần)\s\w+))"
)
_NEAR_ITS_NAME = 160
_STARTS = re.compile(r"(?:kể\s+)?từ\b|thời gian\b", re.IGNORECASE)
_DUE = re.compile(
    r"(?:trước|chậm nhất(?:\s+(?:là|vào|đến))?|muộn nhất(?:\s+(?:là|vào))?|hạn(?:\s+(?:cuối|chót))?(?:\s*(?:là|:))?"
    rf"|xong trước|hoàn thành\s+(?:trong|vào|trước)|đến hết|trong)\s+{HOUR}"
    rf"(?P<day>ngày\s+{DATE}|{DATE}|{_MONTH}|{QUARTER})",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class _Found:
    """One range of time, and whether it is told by months or years only."""

    period: Period
    by_month: bool


@dataclass
class PeriodFound:
    """The period, and what is doubtful about it."""

    period: Period | None = None
    warnings: list[PlanWarning] = field(default_factory=list)


def find_period(outline: Outline) -> PeriodFound:
    """Find the period in the section that is for it, else after the words "thời gian thực hiện"."""
    found = PeriodFound()
    for passages in _candidates(outline):
        periods = [period for passage in passages for period in _periods_in(passage)]
        if periods:
            _settle(found, periods)
            break
    if found.period is None:
        found.warnings.append(PlanWarning("no_period", "Không thấy thời gian thực hiện phong trào; xin nhập."))
    return found


def find_phases(outline: Outline) -> tuple[Phase, ...]:
    """Return the parts of the period that have a name and a time: "Đợt 1: từ ngày … đến ngày …"."""
    phases: list[Phase] = []
    for passage in (*outline.opening, *(own for node in outline.walk() for own in node.own_passages())):
        names = list(_PHASE.finditer(passage.text))
        ends = [name.start() for name in names[1:]] + [len(passage.text)]
        for name, end in zip(names, ends[: len(names)], strict=True):
            part = passage.part(name.start(), end)
            found = _periods_in(part)
            if found and found[0].period.at[0] - part.at()[0] < _NEAR_ITS_NAME:
                period = found[0].period
                at = (part.at()[0], period.at[1])
                phases.append(Phase(" ".join(name["name"].split()), period.start, period.end, at))
    return tuple(phases)


def find_due(passages: Iterable[Passage]) -> tuple[date | None, list[PlanWarning]]:
    """Return the deadline that a task states; where it states several, the first, with a warning."""
    days: list[tuple[date, Passage, re.Match[str]]] = []
    for passage in passages:
        for match in _DUE.finditer(passage.text):
            day = point(match["day"], is_end=True)
            if day and not _is_in_brackets(passage.text, match.start()):
                days.append((day, passage, match))
    if not days:
        return None, []
    if len({day for day, _, _ in days}) > 1:
        listed = ", ".join(f"{format_date(day)}" for day, _, _ in days)
        place = days[0][1].at(*days[0][2].span())
        return days[0][0], [
            PlanWarning("several_deadlines", f"Nhiệm vụ có nhiều thời hạn ({listed}); đã lấy hạn đầu.", place)
        ]
    return days[0][0], []


def due_in_cell(cell: Passage) -> date | None:
    """Return the day that the cell of a table says a task is due: "31/3/2026", "Tháng 9/2026", "Trước 15/10/2026"."""
    days = [point(match[0], is_end=True) for match in _POINT_IN_CELL.finditer(cell.text)]
    return days[-1] if days else None


def _candidates(outline: Outline) -> Iterable[list[Passage]]:
    """Groups of passages that may say the period, the most certain first."""
    nodes = [node for node in outline.walk() if Role.PERIOD in node.roles]
    # a section for the period alone before one for several things
    for node in sorted(nodes, key=lambda node: len(node.roles)):
        yield list(_period_passages(node))
    for passage in outline.passages():
        announced = _ANNOUNCED.search(passage.text)
        if announced:
            yield [passage.part(announced.start())]


def _periods_in(passage: Passage) -> list[_Found]:
    for pattern in (_PERIOD, _BETWEEN, _UNTIL):
        found = [period for match in pattern.finditer(passage.text) if (period := _period(passage, match))]
        if found:
            return found
    return []


def _period_passages(node: Node) -> Iterable[Passage]:
    if node.heading:
        yield node.heading
    yield from (passage for passage in node.body if len(node.roles) == 1 or _STARTS.match(passage.text))
    for child in node.parts_for(Role.PERIOD):
        yield from child.passages()


def _period(passage: Passage, match: re.Match[str]) -> _Found | None:
    groups = match.groupdict()
    start = point(groups["start"], is_end=False) if groups.get("start") else None
    end = point(groups["end"], is_end=True) if groups.get("end") else None
    is_issue = bool(groups.get("issue"))
    if start is None and end is None and not is_issue:
        return None
    by_month = any(point and not _WHOLE_DATE.search(point) for point in (groups.get("start"), groups.get("end")))
    return _Found(Period(start, is_issue, end, passage.at(*match.span())), by_month)


def point(text: str, *, is_end: bool) -> date | None:
    """The day that a point in time means: the first or the last day where it is a month, a quarter or a year."""
    day = parse_date(text)
    if day:
        return day
    quarter = _IN_QUARTER.match(text)
    if quarter:
        number = _QUARTERS.get(quarter[1].upper()) or int(quarter[1])
        text = f"tháng {number * 3 if is_end else number * 3 - 2}/{quarter[2]}"
    numbers = [int(number) for number in re.findall(r"\d+", text)]
    if len(numbers) == 2 and 1 <= numbers[0] <= 12:
        return date(numbers[1], numbers[0], calendar.monthrange(numbers[1], numbers[0])[1] if is_end else 1)
    if len(numbers) == 1:
        return date(numbers[0], 12 if is_end else 1, 31 if is_end else 1)
    return None


def _settle(found: PeriodFound, parts: list[_Found]) -> None:
    periods = [part.period for part in parts]
    period = periods[0]
    if len(periods) > 1:
        starts = [one.start for one in periods if one.start]
        ends = [one.end for one in periods if one.end]
        period = Period(
            None if period.start_is_issue_date else min(starts, default=None),
            period.start_is_issue_date,
            max(ends, default=None),
            (periods[0].at[0], periods[-1].at[1]),
        )
        message = "Thời gian thực hiện có nhiều đợt; đã lấy từ ngày đầu đến ngày cuối."
        found.warnings.append(PlanWarning("period_phases", message, period.at))
    if any(part.by_month for part in parts):
        message = "Thời gian thực hiện chỉ ghi tháng hoặc năm; đã lấy ngày đầu và ngày cuối của tháng, năm đó."
        found.warnings.append(PlanWarning("period_by_month", message, period.at))
    if period.start and period.end and period.end < period.start:
        start, end = format_date(period.start), format_date(period.end)
        message = f"Thời gian kết thúc ({end}) trước khi bắt đầu ({start})."
        found.warnings.append(PlanWarning("period_reversed", message, period.at))
    if period.end is None:
        message = "Thời gian thực hiện không ghi ngày kết thúc; xin nhập."
        found.warnings.append(PlanWarning("period_open", message, period.at))
    found.period = period


def _is_in_brackets(text: str, position: int) -> bool:
    return text.rfind("(", 0, position) > text.rfind(")", 0, position) and "kỷ niệm" in text[:position].lower()
