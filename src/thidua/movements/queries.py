"""Reading movements: who takes part, how far they are, who has and who has not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from thidua.movements import body_names, contacts
from thidua.movements.models import (
    Movement,
    Participation,
    ProgressReport,
    Registration,
    RegistrationLine,
    Reminder,
    Task,
)
from thidua.movements.permissions import LAUNCHED_STATES
from thidua.organisation.models import Unit
from thidua.organisation.queries import units_below

What = Reminder.What


# --- movements ----------------------------------------------------------------------------------------------------


def public_movements() -> QuerySet[Movement]:
    """Movements that everybody may know of: launched and later; the newest first."""
    return Movement.objects.filter(state__in=LAUNCHED_STATES).select_related("body").order_by("-launched_at", "-pk")


def due_of(movement: Movement, what: str) -> date | None:
    """Until when units should do ``what`` (`Reminder.What`); acknowledging has no day of its own."""
    days = {What.REGISTER: movement.registration_due, What.REPORT: movement.report_due}
    return days.get(What(what))


def participants_of(movement: Movement) -> list[Participation]:
    """Who takes part, in the order of the tree of units."""
    return list(movement.participations.select_related("unit", "acknowledged_by").order_by("unit__path"))


# --- launching ----------------------------------------------------------------------------------------------------


def units_to_choose(movement: Movement, day: date) -> list[Unit]:
    """The units that can take part or carry duties: all directly below the movement's body on ``day``."""
    return list(units_below(movement.body, day))


def default_units(movement: Movement, day: date) -> list[Unit]:
    """The units that a movement is launched to unless somebody chooses: `units_to_choose` that compete.

    Unions and youth carry duties of a plan; those who compete are the offices.
    """
    return [unit for unit in units_to_choose(movement, day) if unit.kind != Unit.Kind.MASS_ORGANISATION]


def suggested_duties(movement: Movement, units: Iterable[Unit]) -> dict[int, list[Unit]]:
    """For each duty of the plan (by key) the units it means: as confirmed before, else as its words suggest it."""
    chosen = list(units)
    duties = list(movement.duties.prefetch_related("units"))
    words = {words for duty in duties for words in duty.bodies}
    named = {each.words: each.units for each in body_names.meant(movement.body, sorted(words), chosen)}
    offered = {unit.pk for unit in chosen}
    found = {}
    for duty in duties:
        confirmed = list(duty.units.all())
        meant = confirmed or [unit for words in duty.bodies for unit in named[words]]
        known = {unit.pk for unit in meant} & offered
        found[duty.pk] = [unit for unit in chosen if unit.pk in known]
    return found


# --- progress -----------------------------------------------------------------------------------------------------


def latest_reports(movement: Movement) -> QuerySet[ProgressReport]:
    """The newest report of each unit on each task of ``movement``."""
    newer = ProgressReport.objects.filter(task=OuterRef("task"), unit=OuterRef("unit")).filter(
        Q(reported_at__gt=OuterRef("reported_at")) | Q(reported_at=OuterRef("reported_at"), pk__gt=OuterRef("pk"))
    )
    return ProgressReport.objects.filter(~Exists(newer), task__movement=movement)


@dataclass(frozen=True)
class TaskProgress:
    """How far the units are with one task. Silence is counted as silence, never as zero."""

    task: Task
    units: int
    reported: int
    exceeded: int
    completed: int
    average: float | None

    @property
    def running(self) -> int:
        """Units that reported less than 100 per cent."""
        return self.reported - self.exceeded - self.completed

    @property
    def silent(self) -> int:
        """Units that have not reported."""
        return self.units - self.reported


@dataclass(frozen=True)
class Progress:
    """The newest state of all tasks in all units of a movement.

    ``cells`` holds ``(task key, unit key)`` → ``(percent, reported at)``; a pair without a report is absent.
    """

    movement: Movement
    tasks: list[TaskProgress]
    units: list[Unit]
    cells: dict[tuple[int, int], tuple[int, datetime]] = field(repr=False)

    @property
    def average(self) -> float | None:
        """Mean of all newest reports in per cent, None when there is none."""
        values = [percent for percent, _at in self.cells.values()]
        return sum(values) / len(values) if values else None

    @property
    def expected(self) -> int:
        """How many reports there would be if every unit had reported on every task."""
        return len(self.tasks) * len(self.units)

    def of_unit(self, unit: Unit) -> list[int]:
        """The percentages that ``unit`` has reported."""
        return [percent for (_task, unit_pk), (percent, _at) in self.cells.items() if unit_pk == unit.pk]


def progress_of(movement: Movement) -> Progress:
    """How far all units are with all tasks (three queries)."""
    tasks = list(movement.tasks.all())
    units = [row.unit for row in movement.participations.select_related("unit").order_by("unit__path")]
    taking_part = {unit.pk for unit in units}
    rows = latest_reports(movement).order_by().values_list("task_id", "unit_id", "percent", "reported_at")
    cells = {(task, unit): (percent, at) for task, unit, percent, at in rows if unit in taking_part}
    return Progress(movement, [_task_progress(task, units, cells) for task in tasks], units, cells)


def _task_progress(task: Task, units: list[Unit], cells: Mapping[tuple[int, int], tuple[int, Any]]) -> TaskProgress:
    values = [cells[task.pk, unit.pk][0] for unit in units if (task.pk, unit.pk) in cells]
    return TaskProgress(
        task=task,
        units=len(units),
        reported=len(values),
        exceeded=sum(1 for value in values if value > 100),
        completed=sum(1 for value in values if value == 100),
        average=sum(values) / len(values) if values else None,
    )


# --- who has and who has not --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class BoardRow:
    """Where one unit stands: acknowledged, registered, reported."""

    unit: Unit
    participation: Participation
    registration: Registration | None
    lines: int
    reported: int
    tasks: int
    last_report_at: datetime | None
    contacts: list[Any]
    reminded: dict[str, datetime]

    @property
    def has_registered(self) -> bool:
        """Whether the registration lies with the body: sent or approved."""
        sent = (Registration.State.SUBMITTED, Registration.State.APPROVED)
        return self.registration is not None and self.registration.state in sent

    @property
    def last_reminded(self) -> datetime | None:
        """When the unit was last reminded of anything."""
        return max(self.reminded.values(), default=None)

    @property
    def has_reported(self) -> bool:
        """Whether there is a report on every task."""
        return self.reported >= self.tasks

    def owes(self, what: str) -> bool:
        """Whether the unit has not yet done ``what`` (`Reminder.What`)."""
        done = {
            What.ACKNOWLEDGE: self.participation.acknowledged_at is not None,
            What.REGISTER: self.has_registered,
            What.REPORT: self.has_reported,
        }
        return not done[What(what)]


def board(movement: Movement, day: date) -> list[BoardRow]:
    """Who has and who has not, a row per unit that takes part, in the order of the tree (six queries)."""
    participations = participants_of(movement)
    units = [row.unit for row in participations]
    registrations = {row.unit_id: row for row in movement.registrations.annotate(line_count=Count("lines"))}
    total = movement.tasks.count()
    reported = {
        unit: (count, last)
        for unit, count, last in ProgressReport.objects.filter(task__movement=movement)
        .order_by()
        .values_list("unit")
        .annotate(count=Count("task", distinct=True), last=Max("reported_at"))
    }
    reminded: dict[int, dict[str, datetime]] = {}
    for unit, what, last in movement.reminders.order_by().values_list("unit", "what").annotate(last=Max("sent_at")):
        reminded.setdefault(unit, {})[what] = last
    speaking = contacts.contacts_of(units, day)
    return [
        BoardRow(
            unit=row.unit,
            participation=row,
            registration=registrations.get(row.unit_id),
            lines=registrations[row.unit_id].line_count if row.unit_id in registrations else 0,
            reported=reported.get(row.unit_id, (0, None))[0],
            tasks=total,
            last_report_at=reported.get(row.unit_id, (0, None))[1],
            contacts=speaking[row.unit_id],
            reminded=reminded.get(row.unit_id, {}),
        )
        for row in participations
    ]


@dataclass(frozen=True)
class Figures:
    """A movement in a few numbers, without the units behind them.

    Attributes:
        units: that take part; acknowledged, registered, reported: how many of them have.
        reports: pairs of task and unit with a report; expected: all pairs.
        average: mean of the newest reports in per cent; None when there is none.
    """

    units: int
    acknowledged: int
    registered: int
    reported: int
    reports: int
    expected: int
    average: float | None

    @classmethod
    def of(cls, progress: Progress, rows: list[BoardRow]) -> Figures:
        """The figures where progress and board have been read anyway."""
        return cls(
            units=len(rows),
            acknowledged=sum(1 for row in rows if row.participation.acknowledged_at),
            registered=sum(1 for row in rows if row.has_registered),
            reported=sum(1 for row in rows if row.has_reported),
            reports=len(progress.cells),
            expected=progress.expected,
            average=progress.average,
        )


def figures_of(movement: Movement) -> Figures:
    """The figures of ``movement`` (three queries, and one for its tasks where they are not at hand)."""
    acknowledged = dict(movement.participations.values_list("unit", "acknowledged_at"))
    sent = (Registration.State.SUBMITTED, Registration.State.APPROVED)
    registered = set(movement.registrations.filter(state__in=sent).values_list("unit", flat=True))
    tasks = len(movement.tasks.all())
    rows = latest_reports(movement).order_by().values_list("unit", "percent")
    percents = [(unit, percent) for unit, percent in rows if unit in acknowledged]
    done = Counter(unit for unit, _percent in percents)
    return Figures(
        units=len(acknowledged),
        acknowledged=sum(1 for at in acknowledged.values() if at),
        registered=len(registered & set(acknowledged)),
        reported=sum(1 for unit in acknowledged if done[unit] >= tasks),
        reports=len(percents),
        expected=tasks * len(acknowledged),
        average=sum(percent for _unit, percent in percents) / len(percents) if percents else None,
    )


# --- registrations ------------------------------------------------------------------------------------------------


def registered_lines(movement: Movement) -> QuerySet[RegistrationLine]:
    """All lines of registrations that lie with the body (sent or approved)."""
    sent = (Registration.State.SUBMITTED, Registration.State.APPROVED)
    return RegistrationLine.objects.filter(registration__movement=movement, registration__state__in=sent)


# --- days ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Day:
    """A day of the movement's calendar; ``kind`` is ``"great_day"`` or ``"deadline"``."""

    date: date
    title: str
    kind: str
    note: str = ""


def days_of(movement: Movement) -> list[Day]:
    """All great days and deadlines of ``movement``, in order (two queries)."""
    days = [
        Day(
            row.day,
            capfirst(row.name),
            row.kind,
            _("Kỷ niệm %(years)d năm") % {"years": row.anniversary} if row.anniversary else "",
        )
        for row in movement.milestones.all()
    ]
    deadlines = (
        (movement.registration_due, _("Hạn đăng ký thi đua")),
        (movement.report_due, _("Hạn báo cáo kết quả")),
        (movement.nomination_due, _("Hạn gửi hồ sơ khen thưởng")),
        (movement.end, _("Kết thúc phong trào")),
    )
    days += [Day(due, title, "deadline") for due, title in deadlines if due]
    days += [
        Day(task.due, _("Hạn nhiệm vụ %(label)s") % {"label": task.label}, "deadline", task.title)
        for task in movement.tasks.all()
        if task.due
    ]
    return sorted(days, key=lambda day: (day.date, day.title))
