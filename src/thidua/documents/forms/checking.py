"""The form of the format check."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

_ACCEPT = ".docx,.pdf,application/pdf,application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class CheckForm(forms.Form):
    """The file to be checked."""

    file = forms.FileField(
        label=_("Tệp văn bản (.docx hoặc .pdf)"),
        max_length=255,
        widget=forms.ClearableFileInput(attrs={"accept": _ACCEPT}),
        help_text=_("Tối đa 20 MB. Tệp Word cho kết quả đầy đủ nhất; bản quét không kiểm tra được."),
    )
