"""Launching: which units take part, who is meant by the plan's duties; and reasons for going back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.base.forms import ReasonForm
from thidua.movements.models import Duty
from thidua.organisation.models import Unit


class UnitsField(forms.TypedMultipleChoiceField):
    """A choice of units by check boxes."""

    def __init__(self, units: Iterable[Unit], **options: Any) -> None:
        choices = [(unit.pk, unit.name) for unit in units]
        super().__init__(choices=choices, coerce=int, widget=forms.CheckboxSelectMultiple, **options)


class LaunchForm(forms.Form):
    """The units that take part, and for each duty of the plan the units that are meant by it.

    Args:
        units: all that can be ticked; ``chosen`` of them are ticked to begin with.
        meant: for each duty the units that are suggested.
    """

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        *,
        units: list[Unit],
        chosen: list[Unit],
        duties: list[Duty],
        meant: Mapping[int, list[Unit]],
    ) -> None:
        initial: dict[str, Any] = {"units": [unit.pk for unit in chosen]}
        initial |= {f"duty_{duty.pk}": [unit.pk for unit in meant[duty.pk]] for duty in duties}
        super().__init__(data, initial=initial)
        self.units_by_pk = {unit.pk: unit for unit in units}
        self.duties = duties
        self.fields["units"] = UnitsField(
            units,
            label=_("Đơn vị tham gia"),
            help_text=_(
                "Các đơn vị trực thuộc hiện có được chọn sẵn, trừ tổ chức đoàn thể (phối hợp thực hiện); "
                "bỏ dấu ở đơn vị không tham gia."
            ),
            error_messages={"required": _("Hãy chọn ít nhất một đơn vị tham gia.")},
        )
        for duty in duties:
            self.fields[f"duty_{duty.pk}"] = UnitsField(
                units, required=False, label=", ".join(duty.bodies), help_text=duty.text
            )

    def chosen_units(self) -> list[Unit]:
        """The units that take part."""
        return [self.units_by_pk[pk] for pk in self.cleaned_data["units"]]

    def chosen_duties(self) -> dict[int, list[Unit]]:
        """The units of each duty, by the duty's key."""
        return {duty.pk: [self.units_by_pk[pk] for pk in self.cleaned_data[f"duty_{duty.pk}"]] for duty in self.duties}

    def duty_fields(self) -> list[forms.BoundField]:
        """The fields of the duties, in the plan's order."""
        return [self[f"duty_{duty.pk}"] for duty in self.duties]


class AdmissionForm(forms.Form):
    """Units that are to take part in a movement that runs already."""

    def __init__(self, data: Mapping[str, Any] | None, *, units: list[Unit]) -> None:
        super().__init__(data)
        self.units_by_pk = {unit.pk: unit for unit in units}
        self.fields["units"] = UnitsField(
            units,
            label=_("Đơn vị đưa thêm vào phong trào"),
            error_messages={"required": _("Hãy chọn ít nhất một đơn vị.")},
        )

    def chosen_units(self) -> list[Unit]:
        """The units that were ticked."""
        return [self.units_by_pk[pk] for pk in self.cleaned_data["units"]]


class ReturnForm(ReasonForm):
    """Why something goes back a step."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = _("Ghi rõ để người nhận biết cần sửa gì. Lý do được ghi vào nhật ký.")
