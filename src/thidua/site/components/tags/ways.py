"""Heads, actions, steps, tasks, to-dos, timelines."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import template
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from thidua.site.components import tones, values
from thidua.site.components.values import take

register = template.Library()


@register.inclusion_tag("components/page_header.html", takes_context=True)
def page_header(
    context: template.Context,
    title: str,
    lead: str = "",
    tag: Any = "",
    state: str = "",
    tone: str = "",
    actions: Sequence[Any] | None = None,
    eyebrow: str = "",
    meta: Sequence[tuple[Any, Any]] | None = None,
) -> dict[str, Any]:
    """The head of a page: what it is, in which state, and what can be done here."""
    return {
        "title": title,
        "lead": lead,
        "tag": tag,
        "state": state,
        "tone": tone,
        "actions": actions or [],
        "eyebrow": eyebrow,
        "meta": meta or [],
        "csrf_token": context.get("csrf_token"),
    }


@register.inclusion_tag("components/action_button.html", takes_context=True)
def action_button(context: template.Context, action: Any, small: bool = False) -> dict[str, Any]:
    """One action: a link, a little form, or a disabled button with the reason why it is not possible."""
    styles = {"primary": "btn-primary", "danger": "btn-danger", "quiet": "btn-quiet"}
    parts = {
        name: take(action, name, "")
        for name in ("label", "url", "icon", "reason", "confirm", "name", "value", "form", "hint")
    }
    return parts | {
        "method": str(take(action, "method", "get")).lower(),
        "fields": take(action, "fields", {}),
        "class": styles.get(str(take(action, "style", "secondary")), "btn-secondary") + (" btn-sm" if small else ""),
        "is_submit": take(action, "type", "") == "submit",
        "csrf_token": context.get("csrf_token"),
    }


@register.inclusion_tag("components/action_bar.html", takes_context=True)
def action_bar(context: template.Context, actions: Sequence[Any]) -> dict[str, Any]:
    """Several actions in a row."""
    return {"actions": actions, "csrf_token": context.get("csrf_token")}


@register.inclusion_tag("components/subnav.html")
def subnav(items: Sequence[Any], label: str = "") -> dict[str, Any]:
    """Links between the parts of one subject (`label`, `url`, `active`, `count`)."""
    return {"items": items, "label": label or gettext("Các phần của trang")}


@register.inclusion_tag("components/steps.html")
def steps(items: Sequence[Any], label: str = "") -> dict[str, Any]:
    """Where a thing is on its way: steps done, the current one, those to come."""
    icons = {"done": "check-circle-fill", "current": "play-circle", "todo": "circle", "bad": "x-circle"}
    names = {"done": _("Đã qua"), "current": _("Đang ở bước này"), "todo": _("Chưa đến"), "bad": _("Dừng ở bước này")}
    dressed = [
        {"step": item, "state": take(item, "state", "todo")}
        | {"icon_name": icons[take(item, "state", "todo")], "state_name": names[take(item, "state", "todo")]}
        for item in items
    ]
    return {"items": dressed, "label": label or gettext("Quá trình")}


@register.inclusion_tag("components/task_list.html")
def task_list(items: Sequence[Any], heading: str = "") -> dict[str, Any]:
    """The parts of a piece of work with their states, each opened by one link."""
    dressed = []
    for item in items:
        name, tone = tones.TASK_STATES[take(item, "state", "not_started")]
        dressed.append({"task": item, "label": take(item, "label", name), "tone": tone})
    return {"items": dressed, "heading": heading}


@register.inclusion_tag("components/todo_list.html")
def todo_list(todos: Sequence[Any], today: date | None = None) -> dict[str, Any]:
    """What waits for this person: what, why, until when, and the link that does it."""
    dressed = []
    for todo in todos:
        until = take(todo, "until")
        dressed.append(
            {
                "todo": todo,
                "until": until,
                "tone": values.deadline_tone(until, today),
                "left": values.write_days_left(until, today) if until and today else "",
                "waited": values.write_waited(take(todo, "since", None), today),
            }
        )
    return {"todos": dressed}


@register.inclusion_tag("components/timeline.html")
def timeline(entries: Sequence[Any], label: str = "") -> dict[str, Any]:
    """What happened, by whom, when and with which reason; newest as the caller orders it.

    An entry whose ``folded`` is true keeps its text, a long list, closed until somebody opens it.
    """
    dressed = []
    for entry in entries:
        tone = tones.tone_of(tone=take(entry, "tone", ""))
        dressed.append({"entry": entry, "tone": tone, "icon_name": take(entry, "icon", "") or tones.TONE_ICONS[tone]})
    return {"entries": dressed, "label": label or gettext("Diễn biến")}


@register.inclusion_tag("components/empty_state.html", takes_context=True)
def empty_state(
    context: template.Context, title: str, text: str = "", icon: str = "inbox", action: Any = None
) -> dict[str, Any]:
    """Says that there is nothing here, why, and what one can do about it."""
    return {
        "title": title,
        "text": text,
        "icon_name": icon,
        "action": action,
        "csrf_token": context.get("csrf_token"),
    }
