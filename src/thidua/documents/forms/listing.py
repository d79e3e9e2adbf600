"""Filters of the list of papers and of the register."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.documents.kinds import kind_choices
from thidua.documents.models import OfficialDocument


class DocumentFilter(forms.Form):
    """By words, state and kind."""

    q = forms.CharField(label=_("Tìm theo số, trích yếu, người ký"), required=False, max_length=200)
    state = forms.ChoiceField(label=_("Trạng thái"), required=False)
    kind = forms.ChoiceField(label=_("Loại văn bản"), required=False)

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        everything = [("", _("Tất cả"))]
        self.fields["state"].choices = [*everything, *OfficialDocument.State.choices]  # type: ignore[attr-defined]
        self.fields["kind"].choices = [*everything, *kind_choices()]  # type: ignore[attr-defined]

    def chosen(self) -> dict[str, str]:
        """What was chosen; what cannot be chosen counts as nothing."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class RegisterFilter(forms.Form):
    """By words, body, year and symbol."""

    q = forms.CharField(label=_("Tìm theo số, trích yếu, nơi nhận"), required=False, max_length=200)
    year = forms.TypedChoiceField(label=_("Năm"), required=False, coerce=int)
    body = forms.TypedChoiceField(label=_("Cơ quan"), required=False, coerce=int)
    symbol = forms.ChoiceField(label=_("Ký hiệu"), required=False)

    def __init__(self, data: Any, *, years: list[int], bodies: list[tuple[int, str]], symbols: list[str]) -> None:
        super().__init__(data)
        everything: list[tuple[Any, Any]] = [("", _("Tất cả"))]
        self.fields["year"].choices = [*everything, *((year, str(year)) for year in years)]  # type: ignore[attr-defined]
        self.fields["body"].choices = [*everything, *bodies]  # type: ignore[attr-defined]
        self.fields["symbol"].choices = [*everything, *((symbol, symbol) for symbol in symbols)]  # type: ignore[attr-defined]

    def chosen(self) -> dict[str, Any]:
        """What was chosen; what cannot be chosen counts as nothing."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
