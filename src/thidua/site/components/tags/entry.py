"""What people fill in: fields, errors, filters, confirmations, ballots."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import template
from django.forms import BaseForm, BaseFormSet, BoundField
from django.utils.translation import gettext

from thidua.site.components import tones
from thidua.site.components.cites import write_cite
from thidua.site.components.values import take

register = template.Library()


@register.inclusion_tag("components/error_summary.html")
def error_summary(*forms: BaseForm | BaseFormSet | None, errors: Sequence[tuple[Any, Any]] = ()) -> dict[str, Any]:
    """All errors of the forms at the head of the page, each a link to its field; nothing when there is none."""
    found: list[tuple[Any, Any]] = list(errors)
    for form in forms:
        found.extend(_errors_of(form))
    return {"errors": found}


def _errors_of(form: BaseForm | BaseFormSet | None) -> list[tuple[Any, Any]]:
    if not isinstance(form, BaseForm | BaseFormSet) or not form.is_bound:
        return []  # pages name the form even where none was given
    if isinstance(form, BaseFormSet):
        own: list[tuple[Any, Any]] = [(error, None) for error in form.non_form_errors()]
        return own + [pair for inner in form.forms for pair in _errors_of(inner)]
    own = [(error, None) for error in form.non_field_errors()]
    for name, messages in form.errors.items():
        if name != "__all__":
            field = form[name]
            place = f"#{field.id_for_label or field.auto_id}"
            own.extend((f"{str(field.label).rstrip('.:')}: {message}", place) for message in messages)
    return own


@register.inclusion_tag("components/field.html")
def field(bound: BoundField, law: Any = "", words: str = "", prefix: str = "", suffix: str = "") -> dict[str, Any]:
    """A field with its label, help, errors; `law` and `words` put the provision's own words beside it."""
    return {
        "field": bound,
        "law": write_cite(law) if law else "",
        "words": words,
        "prefix": prefix,
        "suffix": suffix,
    }


@register.inclusion_tag("components/form.html")
def form_fields(form: BaseForm) -> dict[str, Any]:
    """All fields of a form in order; its general errors are shown by `error_summary`."""
    return {"form": form, "fields": [(form[name], []) for name in form.fields if not form[name].is_hidden]} | {
        "hidden_fields": form.hidden_fields(),
        "errors": [],
    }


@register.inclusion_tag("components/filter_bar.html")
def filter_bar(form: BaseForm, label: str = "") -> dict[str, Any]:
    """The filters of a list in one row; an ordinary GET form."""
    active = sum(1 for name in form.fields if form.data and form.data.get(form.add_prefix(name)))
    return {"form": form, "label": label or gettext("Lọc danh sách"), "active": active}


@register.inclusion_tag("components/confirm_list.html", takes_context=True)
def confirm_list(
    context: template.Context,
    headers: Sequence[str],
    rows: Sequence[Any],
    question: str,
    confirm_label: str,
    cancel_url: str,
    effects: Sequence[str] = (),
    action_url: str = "",
    typed_count: bool = False,
    name: str = "ids",
    tone: str = "primary",
    count_error: str = "",
) -> dict[str, Any]:
    """Second step of a bulk action: exactly these rows, these effects, then one press.

    With `typed_count` the person types the number of rows into the field `typed_count`; the view compares it.
    """
    good = [row for row in rows if not take(row, "problem")]
    return {
        "headers": headers,
        "rows": rows,
        "count": len(good),
        "problems": len(rows) - len(good),
        "question": question,
        "confirm_label": confirm_label,
        "cancel_url": cancel_url,
        "effects": effects,
        "action_url": action_url,
        "typed_count": typed_count,
        "name": name,
        "button": "btn-danger" if tone == "danger" else "btn-primary",
        "count_error": count_error,
        "csrf_token": context.get("csrf_token"),
    }


@register.inclusion_tag("components/vote_buttons.html")
def vote_buttons(
    choices: Sequence[Any], name: str = "choice", legend: str = "", chosen: str = "", *, quiet_legend: bool = False
) -> dict[str, Any]:
    """Large choices for a ballot on a phone; radio buttons inside the caller's form.

    With ``quiet_legend`` the question is only read aloud: a heading just above says the same to the eye.
    """
    dressed = [
        {"choice": choice, "tone": tones.tone_of(tone=take(choice, "tone", ""))}
        | {"icon_name": take(choice, "icon", ""), "checked": str(take(choice, "value", "")) == str(chosen)}
        for choice in choices
    ]
    question = legend or gettext("Ý kiến của đồng chí")
    return {"choices": dressed, "name": name, "legend": question, "quiet_legend": quiet_legend}
