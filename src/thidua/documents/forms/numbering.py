"""Forms of the numbers: how an office numbers its papers, and where a series goes on."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.documents.kinds import type_names
from thidua.documents.models import NumberingYear, NumberSeries

Way = NumberingYear.Way


class NumberingForm(forms.Form):
    """Which papers share one run of numbers, from which year on, and who has said so."""

    year = forms.TypedChoiceField(label=_("Áp dụng từ năm"), coerce=int)
    way = forms.ChoiceField(label=_("Cách đánh số"), choices=Way.choices, widget=forms.RadioSelect)
    basis = forms.CharField(
        label=_("Căn cứ"),
        max_length=300,
        help_text=_("Quy chế hoặc văn bản mà người đứng đầu đã quy định, ví dụ “Quy chế công tác văn thư năm 2026”."),
    )

    def __init__(self, *args: Any, years: tuple[int, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [(year, str(year)) for year in years]  # type: ignore[attr-defined]


class StartForm(forms.Form):
    """After which number a series goes on; what tells the series depends on the office's way of numbering."""

    symbol = forms.CharField(
        label=_("Ký hiệu"),
        required=False,
        max_length=40,
        help_text=_("Ví dụ “SNV-TĐKT” cho công văn, “TTr-SNV” cho tờ trình."),
    )
    type_name = forms.ChoiceField(label=_("Tên loại"), required=False)
    apart = forms.ChoiceField(
        label=_("Dãy số"),
        required=False,
        choices=[("", _("Văn bản")), (NumberSeries.Scope.COPIES.value, NumberSeries.Scope.COPIES.label)],
        widget=forms.RadioSelect,
        initial="",
    )
    last = forms.IntegerField(
        label=_("Số cuối cùng đã cấp ngoài phần mềm"),
        min_value=0,
        widget=forms.TextInput(attrs={"class": "input-short", "inputmode": "numeric", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, way: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["type_name"].choices = [("", _("Chọn")), *((name, name) for name in type_names())]  # type: ignore[attr-defined]
        if way != Way.SYMBOL:
            del self.fields["symbol"]
        if way != Way.KIND:
            del self.fields["type_name"]

    def series(self) -> dict[str, str]:
        """What tells the series, as `actions.start_after` takes it."""
        return {name: self.cleaned_data.get(name, "") for name in ("symbol", "type_name", "apart")}
