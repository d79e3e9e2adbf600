"""On which days something written in the packs begins or ends."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from thidua.law.reading import Entry


def entry_days(entries: Iterable[Entry]) -> set[date]:
    """Every `from`, and the day after every `to`, at any depth of the entries."""
    days: set[date] = set()
    for entry in entries:
        if entry.is_list:
            days |= entry_days(entry.items())
        elif entry.is_mapping:
            for key, value in entry.mapping().items():
                if key == "from":
                    days.add(value.day())
                elif key == "to" and not value.is_null:
                    days.add(value.day() + timedelta(days=1))
                else:
                    days |= entry_days([value])
    return days
