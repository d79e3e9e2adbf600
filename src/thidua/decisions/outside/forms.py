"""Forms of what goes out of decisions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.base.forms import DayField
from thidua.organisation.models import Unit


class RecordsForm(forms.Form):
    """Which award records go out."""

    body = forms.ModelChoiceField(label=_("Cơ quan"), queryset=Unit.objects.none(), empty_label=_("Chọn"))
    since = DayField(label=_("Quyết định từ ngày"), required=False)
    until = DayField(label=_("Đến ngày"), required=False)

    def __init__(self, *args: Any, bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = bodies  # type: ignore[attr-defined]
        if len(bodies) == 1:
            self.fields["body"].widget = forms.HiddenInput()
            self.fields["body"].initial = bodies[0].pk

    def clean(self) -> dict[str, Any]:
        """An end before its beginning is a slip."""
        values = super().clean() or {}
        if values.get("since") and values.get("until") and values["until"] < values["since"]:
            self.add_error("until", _("Ngày kết thúc đứng trước ngày bắt đầu."))
        return values
