"""The days of a movement as iCalendar (RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from thidua.movements.models import Movement
from thidua.movements.queries import Day

_LINE = 75  # octets of one line, before it is folded


def write(movement: Movement, days: Iterable[Day], now: datetime) -> str:
    """All ``days`` as whole-day events of one calendar; a reminder three days before each deadline."""
    stamp = f"{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Thi Dua//Phong trao//VI", "CALSCALE:GREGORIAN"]
    lines.append(f"X-WR-CALNAME:{_escaped(movement.title)}")
    for number, day in enumerate(days):
        lines += [
            "BEGIN:VEVENT",
            f"UID:phong-trao-{movement.pk}-{number}-{day.date:%Y%m%d}@thidua",
            f"DTSTAMP:{stamp}",
            f"DTSTART;VALUE=DATE:{day.date:%Y%m%d}",
            f"DTEND;VALUE=DATE:{day.date + timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{_escaped(day.title)}",
        ]
        if day.note:
            lines.append(f"DESCRIPTION:{_escaped(day.note)}")
        if day.kind == "deadline":
            lines += [
                "BEGIN:VALARM",
                "ACTION:DISPLAY",
                f"DESCRIPTION:{_escaped(day.title)}",
                "TRIGGER:-P3D",
                "END:VALARM",
            ]
        lines.append("END:VEVENT")
    lines.append("END:VCALENDAR")
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _escaped(text: str) -> str:
    """RFC 5545, 3.3.11; every kind of line end becomes the escaped one, so that no text begins a line of its own."""
    plain = "\n".join(text.splitlines())
    return plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _folded(line: str) -> str:
    """The line cut into pieces of at most 75 octets, never within a letter."""
    pieces, piece = [], b""
    for letter in line:
        octets = letter.encode()
        if len(piece) + len(octets) > _LINE:
            pieces.append(piece)
            piece = b" "
        piece += octets
    return "\r\n".join(piece.decode() for piece in [*pieces, piece])
