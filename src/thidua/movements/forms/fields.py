"""Fields that several forms share."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from thidua.base.forms import DayField

__all__ = ["DayField", "FilesField", "FilesInput", "Text"]


class Text(forms.CharField):
    """A text of several lines."""

    def __init__(self, *, rows: int = 3, **options: Any) -> None:
        options.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(**options)


class FilesInput(forms.ClearableFileInput):
    """A file input that takes several files."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files; cleans to a list of uploads."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", FilesInput())
        super().__init__(**options)

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        """Each file as Django received it; none is an empty list. Empty files are refused by `base.files`."""
        if not data:
            return []
        return list(data) if isinstance(data, list | tuple) else [data]
