"""Saying which units a plan's words mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from thidua.movements.body_names import Named
from thidua.movements.forms.launching import UnitsField
from thidua.organisation.models import Unit


class BodyNamesForm(forms.Form):
    """For each of the plan's words the units that are meant; none is an answer too.

    Args:
        rows: the words with what is confirmed or suggested; that is ticked to begin with.
        units: all that can be ticked.
    """

    def __init__(self, data: Mapping[str, Any] | None, *, rows: Sequence[Named], units: Sequence[Unit]) -> None:
        super().__init__(data, initial={f"words_{n}": [unit.pk for unit in row.units] for n, row in enumerate(rows)})
        self._rows = rows
        self._units = {unit.pk: unit for unit in units}
        for number, row in enumerate(rows):
            self.fields[f"words_{number}"] = UnitsField(units, required=False, label=row.words)

    def rows(self) -> list[tuple[Named, forms.BoundField]]:
        """Each of the words with its field."""
        return [(row, self[f"words_{number}"]) for number, row in enumerate(self._rows)]

    def meanings(self) -> dict[str, list[Unit]]:
        """The words and the units that were ticked for them."""
        return {
            row.words: [self._units[pk] for pk in self.cleaned_data[f"words_{number}"]]
            for number, row in enumerate(self._rows)
        }
