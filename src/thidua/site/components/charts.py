"""Charts: one description from which the drawing and the table of the same figures are made."""

from __future__ import annotations

from typing import Any

from thidua.site.components.tones import tone_of
from thidua.site.components.values import take

KINDS = ("bar", "column", "stacked", "line", "donut")
# The steps of a heat map, for a chart of the same figures.
STEPS = tuple(f"heat-{step}" for step in range(6))


def prepare(chart_id: str, data: Any, caption: str) -> dict[str, Any]:
    """Make the context of `components/chart.html`.

    Args:
        chart_id: unique on the page; also the id of the JSON that `charts.js` reads.
        data: `kind`, `categories`, `series` (each `name`, `values`, `tone`: a tone or a step of a heat map), `unit`.
        caption: what the figures are; the caption of the table.

    Raises ValueError for an unknown kind or a series whose length is not that of the categories.
    """
    kind = take(data, "kind", "column")
    if kind not in KINDS:
        raise ValueError(f"unknown kind of chart {kind!r}; use one of {', '.join(KINDS)}")
    categories = [str(category) for category in take(data, "categories", [])]
    series = [
        {
            "name": str(take(one, "name", "")),
            "values": list(take(one, "values", [])),
            "tone": _colour(take(one, "tone", "")),
        }
        for one in take(data, "series", [])
    ]
    for one in series:
        if len(one["values"]) != len(categories):
            raise ValueError(f"series {one['name']!r} has {len(one['values'])} values for {len(categories)} categories")
    rows = [(category, [one["values"][place] for one in series]) for place, category in enumerate(categories)]
    drawing = {"kind": kind, "categories": categories, "series": series, "unit": str(take(data, "unit", ""))}
    return {"chart_id": chart_id, "caption": caption, "drawing": drawing, "series": series, "rows": rows} | {
        "unit": drawing["unit"],
        "size": "tall" if kind == "bar" and len(categories) > 8 else "",
    }


def _colour(tone: str) -> str:
    """The name of the colour that a series asks for; none where it asks for none."""
    return tone if not tone or tone in STEPS else tone_of(tone=tone)
