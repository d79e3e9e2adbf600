"""The filter of the honour roll."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from thidua.base import clock
from thidua.decisions import lines
from thidua.decisions.models import DecisionLine
from thidua.decisions.queries import public_lines
from thidua.text import fold


class HonourRollForm(forms.Form):
    """Name (with or without diacritics), award, year of the decision."""

    q = forms.CharField(label=_("Tên người hoặc tập thể"), required=False, max_length=100)
    award = forms.ChoiceField(label=_("Danh hiệu, hình thức"), required=False)
    year = forms.ChoiceField(label=_("Năm"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        day = clock.today()
        codes = public_lines().order_by("award").values_list("award", flat=True).distinct()
        years = (
            public_lines().order_by("-decision__signed_on__year").values_list("decision__signed_on__year", flat=True)
        )
        everything = [("", _("Tất cả"))]
        self.fields["award"].choices = everything + [(code, lines.award_name(code, day)) for code in codes]  # type: ignore[attr-defined]
        self.fields["year"].choices = everything + [(str(year), str(year)) for year in years.distinct()]  # type: ignore[attr-defined]

    def narrow(self, found: QuerySet[DecisionLine]) -> QuerySet[DecisionLine]:
        """``found``, narrowed to what was asked for."""
        values = self.cleaned_data
        if values["q"]:
            found = found.filter(nomination__name_folded__contains=fold(values["q"]))
        if values["award"]:
            found = found.filter(award=values["award"])
        if values["year"]:
            found = found.filter(decision__signed_on__year=int(values["year"]))
        return found
