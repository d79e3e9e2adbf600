"""How forms are drawn: every field with its label, help in the words of the law, and errors tied to it."""

from __future__ import annotations

from django.forms.renderers import TemplatesSetting


class OfficeRenderer(TemplatesSetting):
    """Draws forms with our templates; set as FORM_RENDERER (needs `django.forms` among the installed apps)."""

    form_template_name = "components/form.html"
    field_template_name = "components/field.html"
