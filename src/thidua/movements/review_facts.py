"""What the review page shows beside the source: each fact with its fields, its place and its warning."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from thidua.movements import reviewing
from thidua.movements.forms.plans import LISTS, ItemForm, ReviewForms
from thidua.movements.models import Movement, PlanDocument
from thidua.movements.transitions import REQUIRED_FIELDS

# Warnings about a blank, and the fact that ends them once it is filled in.
_BLANKS = {
    "number_blank": "document_number",
    "symbol_missing": "document_symbol",
    "date_blank": "issued_on",
    "date_missing": "issued_on",
    "title_missing": "title",
}


def facts_for_viewer(plan: PlanDocument, forms: ReviewForms) -> list[dict[str, Any]]:
    """The facts in the order of the page, as `source_viewer` takes them."""
    places = reviewing.places_of(plan.reading)
    facts = [_simple_fact(forms, name, heading, places.get(name)) for heading, names in _groups() for name in names]
    for name, heading, _button, _form in LISTS:
        items = list(forms.lists[name].forms)
        group = f"{heading} ({len(items)})"
        facts += [_item_fact(name, heading, group, number, form) for number, form in enumerate(items)]
    return _with_warnings(facts, plan.reading["warnings"])


def general_warnings(plan: PlanDocument) -> list[str]:
    """Warnings of the reading that belong to no single place."""
    blanks = set(_BLANKS)
    return [row["message"] for row in plan.reading["warnings"] if not row.get("at") and row["code"] not in blanks]


def still_missing(facts: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What must be filled in before the head is asked: ``(name for people, name of the fact)``."""
    return [
        (str(Movement._meta.get_field(name).verbose_name), name)  # type: ignore[union-attr]
        for name in REQUIRED_FIELDS
        if not facts.get(name)
    ]


def _groups() -> tuple[tuple[str, tuple[str, ...]], ...]:
    return (
        (_("Văn bản"), ("document_number", "document_symbol", "issued_on", "signer_name", "signer_position")),
        (_("Phong trào"), ("title", "theme", "kind", "start", "end", "participants", "reward_forms", "purpose")),
        (_("Các thời hạn"), ("registration_due", "report_due", "nomination_due")),
    )


def _simple_fact(forms: ReviewForms, name: str, group: str, place: Any) -> dict[str, Any]:
    field = forms.head[name]
    blank = name in REQUIRED_FIELDS and not field.value()
    warning = _("Văn bản để trống, hãy điền.") if place else _("Kế hoạch không nêu, hãy điền.")
    return {"id": name, "label": field.label, "group": group, "at": place, "fields": [field]} | {
        "warning": warning if blank else "",
        "blank": blank,
    }


def _item_fact(name: str, heading: Any, group: str, number: int, form: ItemForm) -> dict[str, Any]:
    return {
        "id": f"{name}-{number}",
        "label": f"{heading} {number + 1}",
        "group": group,
        "at": form.place(),
        "fields": form.shown(),
        "hidden": [form["at"]],
        "warning": "",
        "note": "" if form.place() else _("Do người rà soát thêm."),
    }


def _with_warnings(facts: list[dict[str, Any]], warnings: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Each warning stands with the narrowest fact that covers its place; one without such a fact stands by itself."""
    alone: list[dict[str, Any]] = []
    by_id = {fact["id"]: fact for fact in facts}
    for number, warning in enumerate(warnings):
        at, filled = warning.get("at"), by_id.get(_BLANKS.get(warning["code"], ""))
        if filled is not None:
            if filled["blank"]:
                filled["warning"] = warning["message"]
            continue
        if not at:
            continue
        covering = [
            (end - start, place)
            for place, fact in enumerate(facts)
            for start, end in _spans(fact["at"])
            if start < at[1] and at[0] < end
        ]
        if covering:
            fact = facts[min(covering)[1]]
            fact["warning"] = " ".join(part for part in (fact["warning"], warning["message"]) if part)
        else:
            alone.append(
                {"id": f"warning-{number}", "label": _("Lưu ý"), "group": _("Cần xem lại"), "at": at}
                | {"value": warning["message"], "warning": ""}
            )
    return alone + facts


def _spans(at: Any) -> list[tuple[int, int]]:
    if not at:
        return []
    return [(at[0], at[1])] if isinstance(at[0], int) else [(start, end) for start, end in at]
