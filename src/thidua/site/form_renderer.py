"""How forms are drawn: every field with its label, help in the words of the law, and errors tied to it.

The plain elements (inputs, selects, text areas, boxes to tick) are written here in one go, letter for letter as
Django's own templates would: by template an element costs half a millisecond, and a page of measures has hundreds.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from typing import Any

from django.forms.renderers import TemplatesSetting
from django.template import Context
from django.template.base import render_value_in_context
from django.utils.safestring import SafeData, mark_safe

Widget = Mapping[str, Any]

_NOWHERE = Context()


class OfficeRenderer(TemplatesSetting):
    """Draws forms with our templates; set as FORM_RENDERER (needs `django.forms` among the installed apps)."""

    form_template_name = "components/form.html"
    field_template_name = "components/field.html"

    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> str:
        """The element as HTML: written here if it is a plain one, else by its template."""
        write = _WRITERS.get(template_name)
        if write is None:
            return super().render(template_name, context, request)
        # Every value was escaped on the way.
        return mark_safe(write(context["widget"]))


def _value(value: Any) -> str:
    """What Django's templates make of ``value|stringformat:'s'``."""
    return str(value) if isinstance(value, SafeData) else escape(str(value))


def _words(value: Any) -> str:
    """What Django's templates make of a value alone: numbers as offices write them, texts escaped."""
    return escape(value) if type(value) is str else render_value_in_context(value, _NOWHERE)


def _attributes(widget: Widget) -> str:
    return "".join(
        f" {_words(name)}" if value is True else f' {_words(name)}="{_value(value)}"'
        for name, value in widget["attrs"].items()
        if value is not False
    )


def _where_given(name: str, value: Any) -> str:
    return f' {name}="{_words(value)}"' if value else ""


def _input(widget: Widget) -> str:
    value = "" if widget["value"] is None else f' value="{_value(widget["value"])}"'
    return f'<input type="{_words(widget["type"])}" name="{_words(widget["name"])}"{value}{_attributes(widget)}>'


def _text_area(widget: Widget) -> str:
    words = _words(widget["value"]) if widget["value"] else ""
    return f'<textarea name="{_words(widget["name"])}"{_attributes(widget)}>\n{words}</textarea>'


def _select(widget: Widget) -> str:
    parts = [f'<select name="{_words(widget["name"])}"{_attributes(widget)}>']
    for group, options, _index in widget["optgroups"]:
        if group:
            parts.append(f'\n  <optgroup label="{_words(group)}">')
        parts += [
            f'\n  <option value="{_value(option["value"])}"{_attributes(option)}>{_words(option["label"])}</option>\n'
            for option in options
        ]
        if group:
            parts.append("\n  </optgroup>")
    return "".join([*parts, "\n</select>"])


def _choices(widget: Widget) -> str:
    """Boxes to tick, or buttons of which one is pressed."""
    given = widget["attrs"]
    parts = [f"<div{_where_given('id', given.get('id'))}{_where_given('class', given.get('class'))}>"]
    for group, options, _index in widget["optgroups"]:
        if group:
            parts.append(f"\n  <div><label>{_words(group)}</label>")
        parts += [f"<div>\n    {_choice(option)}\n\n</div>" for option in options]
        if group:
            parts.append("\n  </div>")
    return "".join([*parts, "\n</div>"])


def _choice(option: Widget) -> str:
    if not option.get("wrap_label"):
        return _input(option) + "\n"
    label = f"<label{_where_given('for', option['attrs'].get('id'))}>"
    return f"{label}{_input(option)}\n {_words(option['label'])}</label>"


_INPUTS = (
    "checkbox", "color", "date", "datetime", "email", "file", "hidden", "input", "number", "password", "search", "tel",
    "text", "time", "url",
)  # fmt: skip
_WRITERS: dict[str, Callable[[Widget], str]] = {
    **{f"django/forms/widgets/{name}.html": _input for name in _INPUTS},
    "django/forms/widgets/textarea.html": _text_area,
    "django/forms/widgets/select.html": _select,
    "django/forms/widgets/checkbox_select.html": _choices,
    "django/forms/widgets/radio.html": _choices,
}
