"""Choosing what a body's own plan inherits, and what it adds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.movements.deriving import Offered
from thidua.movements.forms.fields import Text


class DeriveForm(forms.Form):
    """The tasks and duties of the higher plan to inherit; the body's own tasks, one a line.

    Args:
        offered: what can be inherited; tasks are ticked to begin with, duties only where they name the body.
    """

    additions = Text(
        label=_("Nhiệm vụ riêng của cơ quan"),
        rows=6,
        required=False,
        help_text=_("Mỗi dòng một nhiệm vụ; sửa kỹ hơn được sau khi lập."),
    )

    def __init__(self, data: Mapping[str, Any] | None, *, offered: Sequence[Offered]) -> None:
        super().__init__(data)
        self.offered = offered
        self.fields["keys"] = forms.MultipleChoiceField(
            choices=[(one.key, one.title) for one in offered], required=False
        )

    def rows(self) -> list[tuple[Offered, bool]]:
        """Each task and duty with whether it is ticked."""
        if self.is_bound:
            given = set(self["keys"].value() or ())
            return [(one, one.key in given) for one in self.offered]
        return [(one, one.is_ours or one.key.startswith("tasks-")) for one in self.offered]

    def clean_additions(self) -> list[str]:
        """One task a line."""
        return [line.strip(" \t-–•+") for line in self.cleaned_data["additions"].splitlines() if line.strip(" \t-–•+")]
