"""Commemorations and great days: which anniversary, since when, on which day."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from thidua.plans.plan import Milestone, PlanWarning
from thidua.plans.structure.passages import Passage

from .dates import DATE, parse_date

_RANGE = rf"\(\s*(?:từ\s+)?(?:ngày\s+)?(?P<origin>{DATE})\s*(?:[-–—]|đến)\s*(?:ngày\s+)?(?P<date>{DATE})\s*\)"
_COUNTED = re.compile(
    rf"(?:[Kk]ỷ niệm\s+)?(?:lần thứ\s+)?(?<!\w)(?P<count>\d{{1,4}})\s+năm\s+(?P<name>[^();:“”]{{3,200}}?)\s*{_RANGE}"
)
_UNCOUNTED = re.compile(
    rf"(?P<name>(?:[Nn]gày|Quốc khánh|Cách mạng|[Kk]ỷ niệm|[Tt]hành lập)\b[^();:,“”]{{0,160}}?)\s*{_RANGE}"
)
_ONE_DATE = re.compile(
    r"(?:[Kk]ỷ niệm|[Cc]hào mừng)\s+(?:(?<!\w)(?P<count>\d{1,4})\s+năm\s+)?(?P<name>[^();:“”]{3,160}?)"
    rf"\s*\(\s*(?:ngày\s+)?(?P<date>{DATE})\s*\)"
)
#: A commemoration has its day in brackets: looked for first, for it is found quickly.
_MAY_NAME = re.compile(r"\(\s*(?:từ\s+)?(?:ngày\s+)?\d")
_LAST_COUNT = re.compile(r"^.*(?<!\w)(\d{1,4})\s+năm\s+", re.DOTALL)


@dataclass
class Milestones:
    """The commemorations, and what does not add up in them."""

    items: list[Milestone] = field(default_factory=list)
    warnings: list[PlanWarning] = field(default_factory=list)


def find_milestones(passages: Iterable[Passage]) -> Milestones:
    """Find "95 năm ngày thành lập … (03/02/1930 - 03/02/2025)" and days with one date; each once."""
    found = Milestones()
    for passage in passages:
        if not _MAY_NAME.search(passage.text):
            continue
        taken: list[tuple[int, int]] = []
        for pattern in (_COUNTED, _UNCOUNTED, _ONE_DATE):
            for match in pattern.finditer(passage.text):
                if not any(start < match.end() and match.start() < end for start, end in taken):
                    taken.append(match.span())
                    _add(found, passage, match)
    found.items.sort(key=lambda milestone: milestone.at)
    return found


def _add(found: Milestones, passage: Passage, match: re.Match[str]) -> None:
    groups = match.groupdict()
    start, name = _name(match)
    count = int(groups["count"]) if groups.get("count") else None
    if count is not None:
        closer = _LAST_COUNT.match(match["name"])
        # «80 năm … và 50 năm …(…)»: the count next to the brackets is theirs
        count = int(closer[1]) if closer else count
    origin = parse_date(groups["origin"]) if groups.get("origin") else None
    day = parse_date(groups["date"])
    at = passage.at(start, match.end())
    milestone = Milestone(name, count, origin, day, at)
    if any((known.name, known.date) == (name, day) for known in found.items):
        return
    found.items.append(milestone)
    _check(found, milestone, bool(groups.get("origin")))


def _name(match: re.Match[str]) -> tuple[int, str]:
    name = match["name"]
    closer = _LAST_COUNT.match(name)
    if closer:
        return match.start("name") + closer.start(1), name[closer.end() :].strip()
    name = re.sub(r"^[Kk]ỷ niệm\s+", "", name)
    return match.start(), name.strip()


def _check(found: Milestones, milestone: Milestone, has_origin: bool) -> None:
    if milestone.date is None or (has_origin and milestone.origin is None):
        message = f"Ngày của “{milestone.name}” không có trong lịch."
        found.warnings.append(PlanWarning("impossible_date", message, milestone.at))
        return
    origin: date | None = milestone.origin
    if origin is None:
        return
    years = milestone.date.year - origin.year
    if milestone.anniversary is not None and milestone.anniversary != years:
        message = (
            f"“{milestone.name}”: ghi {milestone.anniversary} năm, nhưng từ {origin.year} đến {milestone.date.year} "
            f"là {years} năm."
        )
        found.warnings.append(PlanWarning("anniversary_count", message, milestone.at))
    if (origin.day, origin.month) != (milestone.date.day, milestone.date.month):
        message = f"“{milestone.name}”: ngày gốc {origin:%d/%m} và ngày kỷ niệm {milestone.date:%d/%m} khác nhau."
        found.warnings.append(PlanWarning("anniversary_day", message, milestone.at))
