"""What units do, counted for the movements above: a report counts for every movement that its task is linked to."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from thidua.movements.models import HigherMovement, Movement, Task
from thidua.movements.permissions import LAUNCHED_STATES
from thidua.movements.queries import latest_reports


@dataclass(frozen=True)
class Counted:
    """How far the tasks are that count for one movement above.

    Attributes:
        higher: the movement above, as the plan names it.
        tasks: those that count for it.
        expected: how many reports there would be if every unit had reported on each of them.
        percents: the newest reports.
    """

    higher: HigherMovement
    tasks: list[Task]
    expected: int
    percents: list[int]

    @property
    def reported(self) -> int:
        """How many of the expected reports there are."""
        return len(self.percents)

    @property
    def average(self) -> float | None:
        """Mean of the newest reports; None when there is none."""
        return sum(self.percents) / len(self.percents) if self.percents else None


def counted_for_higher(movement: Movement) -> list[Counted]:
    """What the units of ``movement`` do, counted for each movement above (four queries)."""
    rows = movement.higher_movements.select_related("linked").prefetch_related(
        Prefetch("tasks", queryset=Task.objects.order_by("order"))
    )
    taking_part = set(movement.participations.values_list("unit_id", flat=True))
    percents: dict[int, list[int]] = {}
    for task, unit, percent in latest_reports(movement).order_by().values_list("task_id", "unit_id", "percent"):
        if unit in taking_part:
            percents.setdefault(task, []).append(percent)
    return [_counted(row, list(row.tasks.all()), len(taking_part), percents) for row in rows]


def _counted(row: HigherMovement, tasks: list[Task], units: int, percents: dict[int, list[int]]) -> Counted:
    found = [percent for task in tasks for percent in percents.get(task.pk, ())]
    return Counted(row, tasks, len(tasks) * units, found)


@dataclass(frozen=True)
class CarriedOn:
    """A movement of a body below that carries one on, with how far it is with what counts for it."""

    movement: Movement
    counted: Counted


def carried_on_by(movement: Movement, visible: QuerySet[Movement] | None = None) -> list[CarriedOn]:
    """The movements below that are linked to ``movement``, launched ones only.

    Args:
        visible: the movements that the viewer may see; None: all.
    """
    rows = movement.carried_on_by.filter(movement__state__in=LAUNCHED_STATES).select_related("movement__body")
    if visible is not None:
        rows = rows.filter(movement__in=visible)
    found = []
    for row in rows.order_by("movement__body__path"):
        counted = {each.higher.pk: each for each in counted_for_higher(row.movement)}
        found.append(CarriedOn(row.movement, counted[row.pk]))
    return found
