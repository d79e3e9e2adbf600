"""Reading and writing of values in the way offices write them."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext, ngettext

SILENT = "—"  # shown where the record is silent


def take(item: Any, name: str, default: Any = None) -> Any:
    """Read `name` from a mapping or an object, so that views may hand over either."""
    found = item.get(name, default) if isinstance(item, dict) else getattr(item, name, default)
    return default if found is None else found


def write_number(value: Any) -> str:
    """Write a number with dots between thousands and at most two decimals after a comma; text stays as it is.

    Example: 1234.5 → ``1.234,5``.
    """
    try:
        number = Decimal(str(value))
    except (InvalidOperation, ValueError):
        return SILENT if value is None else str(value)
    if not number.is_finite():
        return SILENT
    number = round(number, 2)
    if number == number.to_integral_value():
        return f"{int(number):,}".replace(",", ".")
    text = f"{number.normalize():,f}"
    return text.translate(str.maketrans(",.", ".,"))


def write_money(value: Any) -> str:
    """Write an amount in đồng: 1234000 → `1.234.000 đồng`; silence for None."""
    return SILENT if value is None or value == "" else f"{write_number(value)} đồng"


def write_percent(value: Any) -> str:
    """Write a share between 0 and 1 as per cent with at most one decimal: 0.756 → `75,6%`."""
    if value is None or value == "":
        return SILENT
    return f"{write_number(round(Decimal(str(value)) * 100, 1))}%"


def write_date(value: date | datetime | str | None) -> str:
    """Write a day (also one given as ISO text, as the exchange forms have it) as dd/mm/yyyy; silence for None."""
    if not value:
        return SILENT
    if isinstance(value, str):
        value = date.fromisoformat(value)
    return f"{as_day(value):%d/%m/%Y}"


def write_moment(value: datetime | date | None) -> str:
    """Write a moment as `10:42 ngày 20/11/2025`; a plain day stays a day."""
    if not isinstance(value, datetime):
        return write_date(value)
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    return gettext("%(time)s ngày %(day)s") % {"time": f"{local:%H:%M}", "day": f"{local:%d/%m/%Y}"}


def as_day(value: date | datetime) -> date:
    """The calendar day of a moment in the office's time zone."""
    if isinstance(value, datetime):
        return (timezone.localtime(value) if timezone.is_aware(value) else value).date()
    return value


def write_days_left(until: date | datetime, today: date) -> str:
    """Say how long there is: `còn 3 ngày`, `hôm nay`, `quá hạn 2 ngày`."""
    days = (as_day(until) - today).days
    if days == 0:
        return gettext("hạn hôm nay")
    if days > 0:
        return ngettext("còn %(days)d ngày", "còn %(days)d ngày", days) % {"days": days}
    return ngettext("quá hạn %(days)d ngày", "quá hạn %(days)d ngày", -days) % {"days": -days}


def write_waited(since: date | datetime | None, today: date | None) -> str:
    """Say how long something has been waiting: `chờ 5 ngày`; nothing on the first day."""
    days = (today - as_day(since)).days if since and today else 0
    return ngettext("chờ %(days)d ngày", "chờ %(days)d ngày", days) % {"days": days} if days > 0 else ""


def deadline_tone(until: date | datetime | None, today: date | None) -> str:
    """Tone of a deadline: bad when past, warning within three days, else neutral."""
    if until is None or today is None:
        return "neutral"
    days = (as_day(until) - today).days
    if days < 0:
        return "bad"
    return "warning" if days <= 3 else "neutral"
