"""A draft movement without a plan, and the tasks of a draft."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.forms.formsets import BaseFormSet, formset_factory
from django.utils.translation import gettext_lazy as _

from thidua.movements.forms.launching import UnitsField
from thidua.movements.forms.plans import TaskForm
from thidua.movements.models import HigherMovement, Movement, Task
from thidua.movements.permissions import LAUNCHED_STATES
from thidua.organisation.models import Unit

# More than any plan has. How many forms are made is what the page says that it sent: somebody could ask for thousands.
_MOST_TASKS = 300


class DraftTaskForm(TaskForm):
    """A task with the units it is given to and the movements above that it counts for."""

    pk = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *arguments: Any, units: Sequence[Unit], higher: Sequence[HigherMovement], **options: Any
    ) -> None:
        super().__init__(*arguments, **options)
        self.fields["units"] = UnitsField(units, required=False, label=_("Đơn vị được giao"))
        if higher:
            self.fields["counts_for"] = forms.TypedMultipleChoiceField(
                label=_("Tính cho phong trào cấp trên"),
                required=False,
                choices=[(row.pk, row.name) for row in higher],
                coerce=int,
                widget=forms.CheckboxSelectMultiple,
            )

    def shown(self) -> list[forms.BoundField]:
        """The fields of every task; who and what it counts for stand folded behind them."""
        return [
            self[name] for name in self.fields if name not in ("at", "pk", "units", "counts_for", "ORDER", "DELETE")
        ]

    def folded(self) -> list[forms.BoundField]:
        """Who it is given to and what it counts for."""
        return [self[name] for name in ("units", "counts_for") if name in self.fields]


class _Tasks(BaseFormSet):
    """Tasks in an order that a person can change; each can be dropped."""

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        super().add_fields(form, index)
        form.fields["ORDER"].label = _("Thứ tự")
        form.fields["DELETE"].label = _("Bỏ nhiệm vụ này")

    def tasks(self) -> list[dict[str, Any]]:
        """The tasks that stay, in their order, as `actions.save_tasks` takes them."""
        return [
            {name: value for name, value in form.cleaned_data.items() if name not in ("DELETE", "ORDER", "at")}
            for form in self.ordered_forms
        ]


def task_forms(movement: Movement, units: Sequence[Unit], data: Mapping[str, Any] | None = None, extra: int = 0) -> Any:
    """The forms of all tasks of a draft.

    Args:
        units: those that tasks can be given to.
        data: what was posted.
        extra: blank forms for further tasks.
    """
    higher = list(movement.higher_movements.all())
    rows = movement.tasks.prefetch_related("units", "counts_for")
    made = formset_factory(
        DraftTaskForm, formset=_Tasks, extra=extra, can_delete=True, can_order=True, max_num=200,
        absolute_max=_MOST_TASKS,
    )  # fmt: skip
    options = {"units": units, "higher": higher}
    return made(data, initial=[_initial(task) for task in rows], prefix="tasks", form_kwargs=options)


def _initial(task: Task) -> dict[str, Any]:
    simple = {name: getattr(task, name) for name in ("pk", "label", "title", "text", "due", "target")}
    return simple | {
        "bodies": "\n".join(task.bodies),
        "units": [unit.pk for unit in task.units.all()],
        "counts_for": [row.pk for row in task.counts_for.all()],
    }


class HigherForm(forms.Form):
    """For each movement above, the movement of this system that it is, and the tasks that count for it."""

    def __init__(self, data: Mapping[str, Any] | None, *, movement: Movement) -> None:
        super().__init__(data)
        self._rows = list(movement.higher_movements.prefetch_related("tasks"))
        self._tasks = list(movement.tasks.all())
        above = [movement.body.path[:end] for end in range(Unit.steplen, len(movement.body.path), Unit.steplen)]
        launched = Movement.objects.filter(body__path__in=above, state__in=LAUNCHED_STATES).select_related("body")
        links = [("", _("Không có trong phần mềm"))] + [(each.pk, f"{each.title} ({each.body})") for each in launched]
        for row in self._rows:
            self.fields[f"linked_{row.pk}"] = forms.TypedChoiceField(
                label=_("Là phong trào"), choices=links, coerce=int, empty_value=None, required=False,
                initial=row.linked_id or "",
            )  # fmt: skip
            self.fields[f"tasks_{row.pk}"] = forms.TypedMultipleChoiceField(
                label=_("Nhiệm vụ được tính"), choices=[(task.pk, str(task)) for task in self._tasks], coerce=int,
                required=False, widget=forms.CheckboxSelectMultiple, initial=[task.pk for task in row.tasks.all()],
            )  # fmt: skip

    def rows(self) -> list[tuple[HigherMovement, forms.BoundField, forms.BoundField]]:
        """Each movement above with its two fields."""
        return [(row, self[f"linked_{row.pk}"], self[f"tasks_{row.pk}"]) for row in self._rows]

    def links(self) -> dict[int, dict[str, Any]]:
        """What was chosen, by the key of the movement above: ``linked`` (key or None) and ``tasks`` (keys)."""
        return {
            row.pk: {"linked": self.cleaned_data[f"linked_{row.pk}"], "tasks": self.cleaned_data[f"tasks_{row.pk}"]}
            for row in self._rows
        }
