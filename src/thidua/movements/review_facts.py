"""What the review page shows beside the source: each fact with its fields, its place, its doubts, its cuts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from thidua.movements import editing, reviewing
from thidua.movements.as_read import places_of
from thidua.movements.citations import citations_of
from thidua.movements.doubts import Doubt, doubts_of
from thidua.movements.forms.plans import LISTS, ItemForm, ReviewForms
from thidua.movements.models import Movement, PlanDocument
from thidua.movements.transitions import REQUIRED_FIELDS


class ReviewPage:
    """The facts of one plan as the review page shows them.

    Args:
        plan: the plan.
        forms: the forms of its facts, blank, filled or sent back.
        today: for documents of plans that have no date yet.
    """

    def __init__(self, plan: PlanDocument, forms: ReviewForms, today: date) -> None:
        self.plan, self.forms = plan, forms
        self.stored = reviewing.facts_of(plan)
        self.citations = citations_of(self.stored["references"], _day_of(self.stored, today))
        self.doubts = doubts_of(plan.reading or {}, self.stored, self.citations, plan.confirmed)

    @property
    def left(self) -> int:
        """How many doubts are still open."""
        return sum(doubt.is_open for doubt in self.doubts)

    def facts(self) -> list[dict[str, Any]]:
        """All facts in the order of the page, as the template takes them."""
        reading = self.plan.reading or {}
        places = places_of(reading)
        facts = [self._simple(name, heading, places.get(name)) for heading, names in _groups() for name in names]
        for name, heading, _button, _form in LISTS:
            items = list(self.forms.lists[name].forms)
            group = f"{heading} ({len(items)})"
            facts += [self._item(name, heading, group, number, items) for number in range(len(items))]
        alone = [doubt for doubt in self.doubts if doubt.fact is None]
        return [self._standing_alone(number, doubt) for number, doubt in enumerate(alone)] + facts

    def missing(self) -> list[tuple[str, str]]:
        """What must be filled in before the head is asked: ``(name for people, name of the fact)``."""
        return [
            (str(Movement._meta.get_field(name).verbose_name), name)  # type: ignore[union-attr]
            for name in REQUIRED_FIELDS
            if not self.stored.get(name)
        ]

    def _simple(self, name: str, group: str, place: Any) -> dict[str, Any]:
        field = self.forms.head[name]
        return {"id": name, "label": field.label, "group": group, "at": place, "fields": [field]} | self._doubts(name)

    def _item(self, name: str, heading: Any, group: str, number: int, items: list[ItemForm]) -> dict[str, Any]:
        form, stored = items[number], self.stored[name]
        item = stored[number] if number < len(stored) else None
        fact = {
            "id": f"{name}-{number}",
            "label": f"{heading} {number + 1}",
            "group": group,
            "at": form.place(),
            "fields": form.shown(),
            "hidden": [form["at"]],
            "note": "" if form.place() else _("Do người rà soát thêm."),
            "cuts": self._cuts(name, item),
            "joins": name in reviewing.WORDS and item is not None and number + 1 < len(stored),
        }
        if name == "references" and number < len(self.citations):
            fact["citation"] = self.citations[number]
        return fact | self._doubts(f"{name}-{number}")

    def _cuts(self, name: str, item: Mapping[str, Any] | None) -> list[Any]:
        text = (self.plan.reading or {}).get("text", "")
        return editing.cuts_of(text, name, item) if item else []

    def _doubts(self, fact: str) -> dict[str, Any]:
        mine = [doubt for doubt in self.doubts if doubt.fact == fact]
        return {"doubts": mine, "is_open": any(doubt.is_open for doubt in mine)}

    def _standing_alone(self, number: int, doubt: Doubt) -> dict[str, Any]:
        return {
            "id": f"warning-{number}",
            "label": _("Lưu ý"),
            "group": _("Cần xem lại"),
            "at": doubt.at,
            "doubts": [doubt],
            "is_open": doubt.is_open,
        }


def _day_of(facts: Mapping[str, Any], today: date) -> date:
    """The day on which the cited documents have to be in force: that of the plan, today for a draft."""
    issued = facts.get("issued_on")
    return date.fromisoformat(issued) if issued else today


def keys_given(given: Iterable[str], page: ReviewPage) -> list[str]:
    """Of the keys that a form has sent back, those of doubts that the plan has."""
    known = {doubt.key for doubt in page.doubts if doubt.key}
    return sorted(known & set(given))


def _groups() -> tuple[tuple[str, tuple[str, ...]], ...]:
    return (
        (_("Văn bản"), ("document_number", "document_symbol", "issued_on", "signer_name", "signer_position")),
        (
            _("Phong trào"),
            ("title", "theme", "kind", "scope", "start", "end", "participants", "criteria", "reward_forms", "purpose"),
        ),
        (_("Các thời hạn"), ("registration_due", "report_due", "nomination_due")),
    )
