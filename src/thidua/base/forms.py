"""What the forms of every app share: refusals shown, days and moments typed as they are written in Vietnam.

The browser's own date fields (``type="date"``) show the order of the browser's language, often month first; a text
field shows and takes dd/mm/yyyy on every machine.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.base.asking import whole_number
from thidua.base.refusal import Refused

_SHORT_TEXT = {"autocomplete": "off", "class": "input-short"}


def add_refusal(form: forms.BaseForm, refusal: Refused) -> None:
    """Show a refusal in the form: at the fields that it names, above the form where it names none that is there."""
    known = {name: message for name, message in refusal.fields.items() if name in form.fields}
    for name, message in known.items():
        form.add_error(name, message)
    if not known:
        form.add_error(None, refusal.message)


class ReasonForm(forms.Form):
    """Why something is returned, called off, taken back or given up."""

    reason = forms.CharField(
        label=_("Lý do"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Hãy ghi rõ lý do.")},
    )


class DayField(forms.DateField):
    """A day, typed as dd/mm/yyyy."""

    def __init__(self, **options: Any) -> None:
        options.setdefault(
            "error_messages", {"invalid": _("Ngày không hợp lệ. Hãy nhập theo dạng ngày/tháng/năm, ví dụ 05/09/2025.")}
        )
        attributes = {"placeholder": "dd/mm/yyyy", **_SHORT_TEXT}
        options.setdefault("widget", forms.DateInput(format="%d/%m/%Y", attrs=attributes))
        super().__init__(**options)


class MomentField(forms.DateTimeField):
    """A time of a day, typed as on an invitation: 08:00 28/11/2025 (also 08:00 ngày 28/11/2025, or the day first)."""

    FORMATS = ("%H:%M %d/%m/%Y", "%H:%M ngày %d/%m/%Y", "%Hh%M %d/%m/%Y", "%d/%m/%Y %H:%M", "%Y-%m-%dT%H:%M")

    def __init__(self, **options: Any) -> None:
        options.setdefault(
            "error_messages",
            {"invalid": _("Thời gian không hợp lệ. Hãy nhập giờ rồi đến ngày, ví dụ 08:00 28/11/2025.")},
        )
        attributes = {"placeholder": "08:00 dd/mm/yyyy", **_SHORT_TEXT}
        options.setdefault("widget", forms.DateTimeInput(format=self.FORMATS[0], attrs=attributes))
        super().__init__(input_formats=self.FORMATS, **options)


class RowsField(forms.ModelMultipleChoiceField):
    """Several rows of a queryset; a number that no key can be is a wrong choice and never reaches the database."""

    def clean(self, value: Any) -> Any:
        """The chosen rows; raises ``ValidationError`` for anything that is not among those offered."""
        for key in value or ():
            if whole_number(str(key)) is None:
                raise forms.ValidationError(
                    self.error_messages["invalid_pk_value"], code="invalid_pk_value", params={"pk": str(key)[:20]}
                )
        return super().clean(value)
