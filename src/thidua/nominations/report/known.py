"""What the record holds for an achievement report, each piece with its source, ready to be put under a heading.

Pieces are Vietnamese whatever language the page is in: they go into the paper. Nothing is concluded from silence: of a
person without discipline is said that the record names none, and on which day it was asked.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from thidua.movements.models import Movement, ProgressReport, RegistrationLine, Task
from thidua.movements.permissions import registrations_visible_to, reports_visible_to
from thidua.nominations.achievement import (
    honour_rows,
    initiative_rows,
    post_rows,
    rating_rows,
    subject_of,
)
from thidua.nominations.lawbook import award_names
from thidua.nominations.models import Nomination
from thidua.organisation.letterhead import lines_of
from thidua.organisation.models import Discipline, Person, Unit
from thidua.organisation.permissions import may_see_sensitive
from thidua.paperwork import Indicator
from thidua.paperwork.forms import Form
from thidua.text import format_date, long_date

# Forms without tables of their own in which years of service and initiatives are told in words.
_TOLD_IN_WORDS = ("dedication", "movement")
_LONGEST_NAME = 400


@dataclass(frozen=True)
class Piece:
    """Something the record knows, as a paragraph of the report.

    Attributes:
        text: the paragraph.
        source: from where it is, for the reader of the page.
        url: the page of the source; "" where there is none.
        files: names and addresses of the evidence.
    """

    text: str
    source: str
    url: str = ""
    files: tuple[tuple[str, str], ...] = ()

    @property
    def key(self) -> str:
        """What a button sends for it; the same as long as the words are the same."""
        return hashlib.sha256(self.text.encode()).hexdigest()[:16]


def pieces_for(nomination: Nomination, form: Form, user: Any, day: date) -> dict[str, list[Piece]]:
    """What can be put under each heading of prose, as far as ``user`` may read it: field → pieces.

    Args:
        form: the statutory form of the report; a field it has no place for gets nothing.
        day: the day on which the record is asked.
    """
    subject = subject_of(nomination)
    main = "results" if form.shows("results") else "deed"
    found: dict[str, list[Piece]] = {main: [*_summary(nomination), *_told(subject, nomination, form)]}
    # The form for movements asks for the movement itself at its head; the others where they speak of measures.
    joined = "duties" if form.kind == "movement" else "measures"
    found[joined] = [*_movement(nomination), *_registered(subject, nomination.year, user)]
    if isinstance(subject, Unit):
        found[main] += _progress(subject, nomination.year, user)
    else:
        found["law_and_party"] = list(_discipline(subject, user, day))
    return {name: pieces for name, pieces in found.items() if form.shows(name)}


def rows_for(nomination: Nomination, form: Form, user: Any) -> dict[str, tuple[Any, ...]]:
    """The rows that the record holds for each table of the form: field → rows of paperwork's dataclasses."""
    subject = subject_of(nomination)
    with override("vi"):
        found: dict[str, tuple[Any, ...]] = {
            "ratings": rating_rows(subject, nomination.year),
            "titles": honour_rows(subject, titles=True),
            "awards": honour_rows(subject, titles=False),
        }
        if isinstance(subject, Person):
            found |= {"posts": post_rows(subject), "initiatives": initiative_rows(subject, nomination.year)}
        else:
            found["indicators"] = tuple(_indicators(subject, nomination.year, user))
    return {name: rows for name, rows in found.items() if form.shows(name)}


def _summary(nomination: Nomination) -> Iterator[Piece]:
    for line in lines_of(nomination.achievements):
        yield Piece(line, _("Tóm tắt thành tích của đề nghị này"))


def _told(subject: Person | Unit, nomination: Nomination, form: Form) -> Iterator[Piece]:
    """Ratings and initiatives as sentences, for forms that have no table for them."""
    if form.kind not in _TOLD_IN_WORDS:
        return
    with override("vi"):
        ratings = rating_rows(subject, nomination.year) if not form.shows("ratings") else ()
        own = isinstance(subject, Person) and not form.shows("initiatives")
        initiatives = initiative_rows(subject, nomination.year) if own else ()
    for rating in ratings:
        text = f"Năm {rating.year}: {rating.rating.lower()} (Quyết định {rating.decision})."
        yield Piece(text, _("Xếp loại hằng năm trong hồ sơ gốc"))
    for initiative in initiatives:
        text = f"Sáng kiến, đề tài “{initiative.name}” ({initiative.effect}), được công nhận năm {initiative.year}"
        yield Piece(f"{text} theo Quyết định số {initiative.decision}.", _("Sổ sáng kiến"))


def _progress(unit: Unit, year: int, user: Any) -> Iterator[Piece]:
    for report in _latest_reports(unit, year, user):
        percent = f"đạt {report.percent}%"
        words = " ".join(report.text.split())
        told = f"Nhiệm vụ “{_name(report.task)}” trong {_called(report.task.movement)}: {percent}"
        day = format_date(timezone.localdate(report.reported_at))
        yield Piece(
            f"{told}. {words}" if words else f"{told}.",
            _("Báo cáo tiến độ ngày %(day)s") % {"day": day},
            reverse("movements:task", args=[report.task.movement_id, report.task_id]),
            tuple((file.name, reverse("movements:evidence", args=[file.pk])) for file in report.evidence.all()),
        )


def _indicators(unit: Unit, year: int, user: Any) -> Iterator[Indicator]:
    for report in _latest_reports(unit, year, user):
        day = format_date(timezone.localdate(report.reported_at))
        yield Indicator(
            name=_name(report.task),
            planned=report.task.target,
            rate=f"{report.percent}%",
            note=f"Báo cáo ngày {day}",
        )


def _name(task: Task) -> str:
    """The task's short name; where that was cut off, its own words as far as they fit into a cell."""
    if task.title.endswith("…") and len(task.text) <= _LONGEST_NAME:
        return task.text.rstrip(" .;")
    return task.title


def _latest_reports(unit: Unit, year: int, user: Any) -> list[ProgressReport]:
    """The unit's newest report of the year on each task, in the order of the plan."""
    mine = reports_visible_to(user).filter(unit=unit, reported_at__year=year)
    newer = ProgressReport.objects.filter(
        task=OuterRef("task"), unit=unit, reported_at__year=year, reported_at__gt=OuterRef("reported_at")
    )
    found = mine.filter(~Exists(newer)).select_related("task__movement").prefetch_related("evidence")
    return list(found.order_by("task__movement_id", "task__order", "pk"))


def _movement(nomination: Nomination) -> Iterator[Piece]:
    movement = nomination.dossier.movement
    if movement is not None:
        text = f"Tham gia {_called(movement)}{_plan(movement)}."
        url = reverse("movements:detail", args=[movement.pk])
        yield Piece(text, _("Phong trào mà hồ sơ này được lập cho"), url)


def _registered(subject: Person | Unit, year: int, user: Any) -> Iterator[Piece]:
    """The movements of the year for which the person or unit has registered."""
    key = "person" if isinstance(subject, Person) else "unit"
    lines = (
        RegistrationLine.objects.filter(**{key: subject}, registration__state="approved")
        .filter(registration__in=registrations_visible_to(user), registration__submitted_at__year=year)
        .select_related("registration__movement__body")
        .order_by("registration__movement_id", "pk")
    )
    for line in lines:
        movement, sent = line.registration.movement, line.registration.submitted_at
        with override("vi"):
            award = award_names(timezone.localdate(sent)).get(line.award, line.award)
        text = f"Đăng ký thi đua “{award}” trong {_called(movement)}{_plan(movement)}."
        yield Piece(text, _("Đăng ký thi đua đã duyệt"), reverse("movements:detail", args=[movement.pk]))


def _called(movement: Movement) -> str:
    """The movement as it is named in a sentence; titles that begin with the word do not get it twice."""
    named = movement.title.casefold().startswith("phong trào")
    return f"“{movement.title}”" if named else f"phong trào “{movement.title}”"


def _plan(movement: Movement) -> str:
    if not movement.document_number:
        return ""
    dated = f" {long_date(movement.issued_on)}" if movement.issued_on else ""
    number = f"{movement.document_number}/{movement.document_symbol}"
    return f" theo Kế hoạch số {number}{dated} của {movement.body.name}"


def _discipline(person: Person, user: Any, day: date) -> Iterator[Piece]:
    """Discipline on record up to ``day``, only for whoever may read such rows; an empty record is called just that."""
    if not may_see_sensitive(user, person):
        return
    source = _("Hồ sơ gốc, tra ngày %(day)s") % {"day": format_date(day)}
    rows = list(Discipline.objects.filter(person=person, start__lte=day).order_by("start", "pk"))
    if not rows:
        yield Piece(f"Hồ sơ gốc không ghi quyết định kỷ luật nào (tra cứu {long_date(day)}).", source)
    for row in rows:
        until = f" đến ngày {format_date(row.end)}" if row.end else ""
        with override("vi"):
            level = row.get_level_display().lower()
        yield Piece(f"Kỷ luật: {level}, từ ngày {format_date(row.start)}{until}.", source)
