"""The one clock: every part of the program takes the day and the time from here.

In demo mode the day is the demo's own (`DemoCalendar`), so that a movement of last year can be lived through;
the time of day stays real.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, timedelta

from django.conf import settings
from django.utils import timezone

from thidua.base.models import DemoCalendar

_day: ContextVar[date | None] = ContextVar("thidua_day", default=None)


def today() -> date:
    """The day on which the program acts, in the office's time zone."""
    fixed = _day.get()
    if fixed is not None:
        return fixed
    if settings.DEMO_MODE:
        demo_day = DemoCalendar.objects.values_list("day", flat=True).first()
        if demo_day is not None:
            return demo_day
    return timezone.localdate()


def now() -> datetime:
    """The moment at which the program acts: `today` with the real time of day."""
    moment = timezone.localtime()
    return moment + timedelta(days=(today() - moment.date()).days)


@contextmanager
def on_day(day: date) -> Iterator[None]:
    """Within the block, it is ``day`` (one request, a test, the making of the demo)."""
    token = _day.set(day)
    try:
        yield
    finally:
        _day.reset(token)
