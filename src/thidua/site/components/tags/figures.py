"""Records and figures: definitions, tiles, heat maps, funnels, calendars, charts, documents."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import template
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from thidua.site.components import charts, month, tones, values
from thidua.site.components.values import take

register = template.Library()


@register.inclusion_tag("components/definition_list.html")
def definition_list(items: Sequence[Any], columns: int = 1) -> dict[str, Any]:
    """Terms and values; with `change_url` it is a page to check answers before sending."""
    dressed = []
    for item in items:
        if isinstance(item, tuple):
            dressed.append({"term": item[0], "value": item[1]})
        else:
            names = ("term", "value", "cite", "url", "change_url", "empty")
            dressed.append({name: take(item, name, "") for name in names})
    return {"items": dressed, "columns": columns}


@register.inclusion_tag("components/stat_tiles.html")
def stat_tiles(tiles: Sequence[Any]) -> dict[str, Any]:
    """Few large figures with what they count and what follows from them."""
    return {
        "tiles": [
            {
                "tile": tile,
                "tone": tones.tone_of(tone=take(tile, "tone", "")),
                "long": len(values.write_number(take(tile, "value", ""))) > 6,
            }
            for tile in tiles
        ],
    }


LEVEL_NAMES = {
    5: _("Vượt mức"),
    4: _("Hoàn thành"),
    3: _("Từ 50% đến dưới 100%"),
    2: _("Từ 25% đến dưới 50%"),
    1: _("Dưới 25%"),
    0: _("Chưa báo cáo hoặc quá hạn"),
}


@register.inclusion_tag("components/heat_map.html")
def heat_map(heat: Any) -> dict[str, Any]:
    """A table whose cells carry a level from 0 to 5 and always its words too; None means no duty."""
    legend = take(heat, "legend") or [{"level": level, "text": name} for level, name in LEVEL_NAMES.items()]
    names = ("caption", "corner", "columns", "rows")
    return {name: take(heat, name, "") for name in names} | {"legend": legend}


@register.inclusion_tag("components/funnel.html")
def funnel(steps: Sequence[Any], caption: str = "") -> dict[str, Any]:
    """How many are left at each step of the way."""
    counts = [int(take(step, "count", 0)) for step in steps]
    most = max(counts, default=0) or 1
    dressed = [
        {"step": step, "count": count, "share": round(100 * count / most)}
        for step, count in zip(steps, counts, strict=True)
    ]
    return {"steps": dressed, "caption": caption}


@register.inclusion_tag("components/progress.html")
def progress(
    value: Any,
    max: Any,  # noqa: A002
    label: str = "",
    tone: str = "",
    text: str = "",
    *,
    name: str = "",
) -> dict[str, Any]:
    """A bar of what is reached out of what was planned, with the same in words.

    ``name`` says to those who listen what the bar measures where the page already shows it beside the bar.
    """
    words = text or f"{values.write_number(value)}/{values.write_number(max)}"
    return {
        "value": str(value or 0),
        "max": str(max or 1),
        "label": label,
        "name": name or label,
        "tone": tones.tone_of(tone=tone),
        "text": words,
    }


@register.inclusion_tag("components/day_list.html")
def day_list(items: Sequence[Any], today: date | None = None) -> dict[str, Any]:
    """Coming days as a list with a calendar leaf each."""
    dressed = []
    for item in items:
        day = month.dressed(item)
        left = values.write_days_left(day["date"], today) if today else ""
        if today and day["kind"] != "deadline":
            left = _plain_distance(day["date"], today)
        dressed.append(day | {"left": left, "late": today is not None and values.as_day(day["date"]) < today})
    return {"items": dressed}


def _plain_distance(day: date, today: date) -> str:
    days = (values.as_day(day) - today).days
    if days == 0:
        return gettext("hôm nay")
    if days > 0:
        return ngettext("còn %(days)d ngày", "còn %(days)d ngày", days) % {"days": days}
    return ngettext("%(days)d ngày trước", "%(days)d ngày trước", -days) % {"days": -days}


@register.inclusion_tag("components/month_calendar.html")
def month_calendar(
    year: int, month_number: int, items: Sequence[Any], today: date | None = None, url: str = ""
) -> dict[str, Any]:
    """A month with its great days and deadlines; `url` is the address to which `2025-12` is appended."""
    before, after = month.neighbours(year, month_number)
    return {
        "first": date(year, month_number, 1),
        "weekdays": month.WEEKDAYS,
        "weeks": month.weeks_of(year, month_number, items, today),
        "kinds": [(icon, tone, name) for icon, tone, name in month.DAY_KINDS.values()],
        "before": f"{url}{before}" if url else "",
        "after": f"{url}{after}" if url else "",
    }


@register.inclusion_tag("components/chart.html")
def chart(chart_id: str, data: Any, caption: str = "") -> dict[str, Any]:
    """A chart and, beside it, the table of the same figures; the table alone when scripts are off."""
    return charts.prepare(chart_id, data, caption)


@register.inclusion_tag("components/document_preview.html")
def document_preview(document: Any) -> dict[str, Any]:
    """A document: what it is, its state, its first lines or pages, and the formats to take away."""
    names = ("title", "kind", "number", "date", "signer", "state", "state_label", "tone", "frozen", "formats")
    more = ("pages", "summary", "hash", "body", "place")
    return {"document": {name: take(document, name, "") for name in names + more}}
