"""The month calendar of great days and deadlines."""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from thidua.site.components.values import as_day, take

WEEKDAYS = (
    (_("Thứ Hai"), _("T2")),
    (_("Thứ Ba"), _("T3")),
    (_("Thứ Tư"), _("T4")),
    (_("Thứ Năm"), _("T5")),
    (_("Thứ Sáu"), _("T6")),
    (_("Thứ Bảy"), _("T7")),
    (_("Chủ nhật"), _("CN")),
)

DAY_KINDS = {
    "great_day": ("star-fill", "gold", _("Ngày lễ lớn, ngày kỷ niệm")),
    "deadline": ("clock", "warning", _("Thời hạn")),
    "meeting": ("people", "info", _("Cuộc họp")),
    "other": ("calendar-event", "neutral", _("Việc khác")),
}


@dataclass
class Day:
    """One cell of the month."""

    day: date
    in_month: bool
    is_today: bool
    items: list[Any] = field(default_factory=list)


def weeks_of(year: int, month: int, items: Iterable[Any], today: date | None) -> list[list[Day]]:
    """The weeks of a month from Monday, each day with its items (`date`, `title`, `kind`, `url`, `end`)."""
    dated = [(as_day(take(item, "date")), as_day(take(item, "end") or take(item, "date")), item) for item in items]
    return [
        [
            Day(
                day,
                day.month == month,
                day == today,
                [dressed(item) for start, end, item in dated if start <= day <= end],
            )
            for day in week
        ]
        for week in calendar.Calendar().monthdatescalendar(year, month)
    ]


def dressed(item: Any) -> dict[str, Any]:
    """An item of a day with the icon, tone and name of its kind."""
    kind = take(item, "kind", "other")
    icon, tone, kind_name = DAY_KINDS.get(kind, DAY_KINDS["other"])
    plain = {name: take(item, name, "") for name in ("date", "title", "note", "url", "end")}
    return plain | {"kind": kind, "icon": icon, "tone": tone, "kind_name": kind_name}


def neighbours(year: int, month: int) -> tuple[str, str]:
    """The month before and after, written `2025-11`."""
    before = date(year - (month == 1), 12 if month == 1 else month - 1, 1)
    after = date(year + (month == 12), 1 if month == 12 else month + 1, 1)
    return f"{before:%Y-%m}", f"{after:%Y-%m}"
