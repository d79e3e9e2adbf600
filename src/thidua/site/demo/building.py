"""Builds the demo: people and units, then the journey of the movement by the same actions that people use.

The same seed and day give the same rows. What is random on purpose stays out of that promise: session keys, the
unusable passwords of the accounts, and the receipts of ballots, which no seed may foretell.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from random import Random

from django.conf import settings
from django.core.management import call_command
from django.db import transaction

from thidua.base import clock
from thidua.base.models import DemoCalendar
from thidua.journal.models import Event
from thidua.organisation.models import Person, Unit
from thidua.site.demo import people, province
from thidua.site.demo.command import STAGES
from thidua.site.demo.journey.travel import travel

FIRST_POSSIBLE, LAST_POSSIBLE = date(2024, 10, 1), date(2026, 12, 31)
Progress = Callable[[str], None]


class DemoRefused(Exception):  # noqa: N818 - the name is the project's word for it
    """The demo was not made; nothing was changed. ``status`` is the exit status of the command."""

    def __init__(self, message: str, status: int) -> None:
        super().__init__(message)
        self.status = status


@dataclass
class DemoReport:
    """What was made."""

    day: date
    stage: str
    counts: dict[str, int] = field(default_factory=dict)

    def summary(self) -> str:
        """One line for the command line."""
        people_count, units = self.counts["people"], self.counts["units"]
        return f"Đã tạo bản trình diễn: {units} đơn vị, {people_count} người; hôm nay là {self.day:%d/%m/%Y}."


def build(
    *,
    stage: str = "decided",
    seed: int = 1,
    day: date = date(2025, 11, 20),
    size: str = "office",
    fresh: bool = False,
    progress: Progress | None = None,
) -> DemoReport:
    """Make the demo in the database and data folder of the settings, whole or not at all.

    Args:
        stage: how far the journey goes: launched, reported, nominated, council or decided.
        seed: of all that is invented.
        day: the demo's calendar day; what would lie after it is not done.
        size: ``"office"`` (one department) or ``"province"`` (36,000 people, for measuring).
        fresh: empty a folder that holds a demo first; a folder that holds anything else is never touched.
        progress: is told in a line what is being made.

    Raises:
        DemoRefused: a day that the demo cannot show, or a folder that is in use.
    """
    say: Progress = progress or _silent
    if not FIRST_POSSIBLE <= day <= LAST_POSSIBLE:
        raise DemoRefused(
            f"Ngày {day:%d/%m/%Y} nằm ngoài bản trình diễn. "
            f"Hãy chọn từ {FIRST_POSSIBLE:%d/%m/%Y} đến {LAST_POSSIBLE:%d/%m/%Y}.",
            2,
        )
    if stage not in STAGES or size not in ("office", "province"):
        raise DemoRefused(f"Không có bước “{stage}” hoặc quy mô “{size}”. Xem thidua demo --help.", 2)
    _demand_empty(fresh, say)
    report = DemoReport(day, stage)
    with _demo_law(), transaction.atomic(), clock.on_day(day):
        DemoCalendar.objects.update_or_create(pk=1, defaults={"day": day})
        company = people.make(Random(seed), day, say)
        if size == "province":
            province.make(Random(seed + 1), day, company, say)
        travel(company, Random(seed + 2), day=day, stage=stage, say=say)
        if size == "province":
            province.nominate(Random(seed + 3), day, company, say)
        report.counts = {"people": Person.objects.count(), "units": Unit.objects.count()}
    marker().write_text(f"{day}\n", encoding="utf-8")
    return report


@contextmanager
def _demo_law() -> Iterator[None]:
    """The demo department has rules of its own; a process that began before the folder was a demo does not know."""
    kept = settings.LAW_OVERLAY
    settings.LAW_OVERLAY = kept or "so-noi-vu-khanh-hoa"
    try:
        yield
    finally:
        settings.LAW_OVERLAY = kept


def marker() -> Path:
    """The file that marks the data folder as a demo; the settings look for it at the next start."""
    return Path(settings.DATA) / "demo"


def _demand_empty(fresh: bool, say: Progress) -> None:
    try:
        Path(settings.DATA).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        message = f"Không tạo được thư mục “{settings.DATA}” ({error.strerror}). Hãy chọn thư mục khác bằng --data."
        raise DemoRefused(message, 2) from error
    if not os.access(settings.DATA, os.W_OK):
        raise DemoRefused(f"Không ghi được vào thư mục “{settings.DATA}”. Hãy chọn thư mục khác bằng --data.", 2)
    call_command("migrate", verbosity=0, interactive=False)
    if not Unit.objects.exists() and not Event.objects.exists():
        return
    if not marker().exists():
        raise DemoRefused(
            f"Thư mục “{settings.DATA}” đang giữ dữ liệu thật, không phải bản trình diễn; không tạo đè lên. "
            "Hãy chọn thư mục khác bằng --data.",
            3,
        )
    if not fresh:
        raise DemoRefused(
            f"Thư mục “{settings.DATA}” đã có bản trình diễn. Thêm --fresh để xóa và tạo lại, hoặc chọn thư mục khác.",
            3,
        )
    say("Đang xóa bản trình diễn cũ …")
    call_command("flush", verbosity=0, interactive=False)


def _silent(_text: str) -> None:
    """For callers that want no progress."""
