"""Form elements are written without templates, letter for letter as Django's own would be."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django import forms
from django.forms.renderers import TemplatesSetting
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy

from thidua.site.form_renderer import OfficeRenderer

HOSTILE = "\"><script>alert('x')</script>&"
CHOICES = [
    ("a", HOSTILE),
    (1, 2025),
    (None, 1.5),
    (HOSTILE, SafeString("<i>safe</i>")),
    ("nhóm", [("b", gettext_lazy("Năm")), (True, "c")]),
]
ATTRIBUTES = (
    {},
    {"id": HOSTILE, "class": HOSTILE, "disabled": True, "readonly": False, "size": 3, "data-safe": SafeString("&amp;")},
)
VALUES = (None, "", 0, 1, 1.5, 1234567, Decimal("3.50"), True, "a", HOSTILE, SafeString("<b>"), gettext_lazy("Năm"))


@pytest.mark.parametrize(
    "element",
    [
        forms.TextInput, forms.NumberInput, forms.EmailInput, forms.URLInput, forms.PasswordInput, forms.HiddenInput,
        forms.DateInput, forms.DateTimeInput, forms.TimeInput, forms.FileInput, forms.CheckboxInput, forms.Textarea,
        forms.Select, forms.SelectMultiple, forms.RadioSelect, forms.CheckboxSelectMultiple,
    ],
)  # fmt: skip
@pytest.mark.parametrize("attributes", ATTRIBUTES)
def test_an_element_is_written_as_the_framework_writes_it(element, attributes):
    chosen = {"choices": CHOICES} if hasattr(element(), "choices") else {}
    widget = element(attrs=attributes, **chosen)
    # Several of several; times and days are written by their own format.
    values = [*VALUES, ["a", "b"]] if chosen else VALUES
    for value in values:
        ours = widget.render("tên<>", value, renderer=OfficeRenderer())
        assert ours == widget.render("tên<>", value, renderer=TemplatesSetting())
        assert HOSTILE not in ours


def test_what_is_not_a_plain_element_is_left_to_its_template():
    words = forms.SplitDateTimeWidget().render("lúc", None, renderer=OfficeRenderer())
    assert words == forms.SplitDateTimeWidget().render("lúc", None, renderer=TemplatesSetting())
    assert words.count("<input") == 2
