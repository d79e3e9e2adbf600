"""The pages of a PDF or a scan beside the facts, with a mark where each fact was read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse

from thidua import plans
from thidua.movements.models import PlanDocument

WIDTH = 1100  # pixels: sharp enough to compare a doubtful letter, small enough to load at once


def pages_of(plan: PlanDocument, facts: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Each page with its address, its size and the marks on it; none for Word and plain text."""
    reading = plan.reading or {}
    pages = reading.get("pages") or ()
    marks: list[list[dict[str, Any]]] = [[] for _page in pages]
    for fact in facts:
        if fact.get("at"):
            for number, box in enumerate(plans.boxes_of(reading, fact["at"])):
                marks[box.page].append(
                    {"fact": fact["id"], "label": fact["label"], "first": number == 0, "box": _box(box)}
                )
    return [
        {
            "number": number + 1,
            "url": reverse("movements:plan_page", args=[plan.pk, number + 1]),
            "width": WIDTH,
            "height": round(WIDTH * page["height"] / page["width"]),
            "marks": marks[number],
        }
        for number, page in enumerate(pages)
    ]


def _box(box: Any) -> dict[str, str]:
    """The box in percent, written for SVG whatever the language of the page."""
    return {name: f"{getattr(box, name):.3f}" for name in ("left", "top", "width", "height")}
