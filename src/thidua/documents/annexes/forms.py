"""The form of an annex file."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.documents.forms.outside import not_too_big


class AnnexForm(forms.Form):
    """A PDF that goes along with the paper."""

    title = forms.CharField(
        label=_("Tên tệp kèm theo"), max_length=200, help_text=_("Ví dụ “Phụ lục II. Biểu tổng hợp”.")
    )
    file = forms.FileField(
        label=_("Tệp kèm theo (PDF)"),
        widget=forms.ClearableFileInput(attrs={"accept": "application/pdf,.pdf"}),
        help_text=_("Chưa ký số, tối đa 50 MB."),
    )

    def clean_file(self) -> Any:
        """Not more than a receiving system takes."""
        return not_too_big(self.cleaned_data["file"])
