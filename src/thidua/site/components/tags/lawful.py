"""The law beside the work: conditions, verdicts, who may see what, the source and what was read from it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from thidua.site.components import source
from thidua.site.components.cites import write_cite
from thidua.site.components.tags.parts import KNOWLEDGE
from thidua.site.components.values import take

register = template.Library()

CONDITION_STATES = {
    "met": ("check-circle-fill", "ok", _("Đạt")),
    "unmet": ("x-circle", "bad", _("Chưa đạt")),
    "unknown": ("question-circle-fill", "warning", _("Chưa rõ")),
}

OUTCOMES = {
    "eligible": ("patch-check-fill", "ok", _("Đủ điều kiện")),
    "not_eligible": ("x-circle", "bad", _("Chưa đủ điều kiện")),
    "open": ("question-circle-fill", "warning", _("Còn điều phải làm rõ")),
    "on_hold": ("pause-circle", "waiting", _("Phải chờ")),
}


def _dress_condition(condition: Any) -> dict[str, Any]:
    state = take(condition, "state", "unknown")
    icon_name, tone, state_name = CONDITION_STATES[state]
    judged = bool(take(condition, "needs_judgement", False))
    if judged and state == "unknown":
        icon_name, state_name = "person-check", _("Cần người đánh giá")
    names = ("title", "text", "knowledge", "record", "record_url")
    return {name: take(condition, name, "") for name in names} | {
        "state": state,
        "icon_name": icon_name,
        "tone": tone,
        "state_name": state_name,
        "cite": write_cite(take(condition, "cite", "")),
    }


@register.inclusion_tag("components/condition_list.html")
def condition_list(conditions: Sequence[Any]) -> dict[str, Any]:
    """Conditions of the law, each met, unmet or unknown, with its provision and the record that decides it.

    Several of them end with what their marks of knowledge mean, since a finger cannot hover.
    """
    dressed = [_dress_condition(condition) for condition in conditions]
    found = {condition["knowledge"] for condition in dressed} if len(dressed) > 1 else set()
    return {"conditions": dressed, "marks": [words for code, words in KNOWLEDGE.items() if code in found]}


def _counted_as(condition: Any) -> str:
    state: str = take(condition, "state")
    return "judgement" if state == "unknown" and take(condition, "needs_judgement") else state


@register.inclusion_tag("components/verdict_box.html")
def verdict_box(verdict: Any, award_name: str = "", subject: str = "", details_url: str = "") -> dict[str, Any]:
    """The answer of the law for one subject and one award, with all conditions and warnings."""
    icon_name, tone, outcome = OUTCOMES[take(verdict, "outcome")]
    conditions = take(verdict, "conditions", [])
    states = [_counted_as(condition) for condition in conditions]
    return {
        "award_name": award_name or take(verdict, "award", ""),
        "subject": subject,
        "icon_name": icon_name,
        "tone": tone,
        "outcome": outcome,
        "on": take(verdict, "on"),
        "documents": take(verdict, "documents", []),
        "conditions": conditions,
        "counts": {state: states.count(state) for state in (*CONDITION_STATES, "judgement")},
        "warnings": take(verdict, "warnings", []),
        "details_url": details_url,
    }


@register.inclusion_tag("components/who_may_see.html")
def who_may_see(rows: Sequence[Any], subject: str = "") -> dict[str, Any]:
    """Who may see this and why, who may not and why."""
    return {"rows": rows, "subject": subject}


@register.inclusion_tag("components/source_viewer.html")
def source_viewer(
    text: str, facts: Sequence[Any], title: str = "", pages: Sequence[Any] = (), fact_template: str = ""
) -> dict[str, Any]:
    """A text on the left, what was read from it on the right, each fact tied to its place.

    Args:
        pages: pictures of the pages, shown instead of the text, with the marks of the facts on them.
        fact_template: template for the inside of a fact, where the ordinary one does not do.
    """
    labels = {str(take(fact, "id")): take(fact, "label", "") for fact in facts}
    return {
        "paragraphs": [] if pages else source.cut(text, facts),
        "pages": pages,
        "fact_template": fact_template or "components/source_fact.html",
        "groups": source.grouped(facts),
        "labels": labels,
        "title": title or gettext("Văn bản gốc"),
    }


@register.simple_tag
def piece_mark(piece: source.Piece, labels: dict[str, Any]) -> SafeString:
    """One stretch of the source text: plain, or a link to the innermost fact that was read from it."""
    anchors = format_html_join("", '<span id="src-{}" class="source-anchor"></span>', ((n,) for n in piece.first_of))
    if not piece.facts:
        return format_html("{}{}", anchors, piece.text)
    innermost = piece.facts[-1]
    return format_html(
        '{}<a class="source-mark" href="#fact-{}" data-facts="{}" title="{}">{}</a>',
        anchors,
        innermost,
        " ".join(piece.facts),
        " · ".join(str(labels.get(name, "")) for name in piece.facts),
        piece.text,
    )
