"""What the pages of other apps show of papers: buttons that make them, and those that are there."""

from __future__ import annotations

from typing import Any

from django import template
from django.db import models
from django.urls import reverse

from thidua.base.answers import Answer
from thidua.documents.copies.panels import annexes_shown, copies_shown
from thidua.documents.models import OfficialDocument
from thidua.documents.permissions import visible_to
from thidua.documents.queries import papers_of
from thidua.documents.sources import PaperSource, sources_for

register = template.Library()
MOST_SHOWN = 30


@register.inclusion_tag("documents/papers_panel.html", takes_context=True)
def papers_panel(
    context: Any, obj: models.Model, title: str = "", only: str = "", without: str = "-"
) -> dict[str, Any]:
    """A panel on the page of ``obj``: one button for each paper that can be made from it, and the papers made so far.

    Shown to those who may make or read one; everybody else sees nothing.

    Args:
        only, without: beginning of the keys of the sources that are shown, or left out.
    """
    return _papers(context, obj, only, without) | {"title": title}


@register.inclusion_tag("documents/_papers.html", takes_context=True)
def paper_buttons(context: Any, obj: models.Model, only: str = "", without: str = "-") -> dict[str, Any]:
    """The same without a panel of its own, for a line of a list."""
    return _papers(context, obj, only, without)


@register.inclusion_tag("documents/copies/panel.html", takes_context=True)
def copies_panel(context: Any, obj: models.Model) -> dict[str, Any]:
    """The copies of the paper of ``obj`` and the button that makes one."""
    return {"extra": copies_shown(obj, context["request"].user)}


@register.inclusion_tag("documents/annexes/panel.html", takes_context=True)
def annexes_panel(context: Any, obj: models.Model) -> dict[str, Any]:
    """The annex files of the paper of ``obj`` and the button that adds one."""
    return {"extra": annexes_shown(obj, context["request"].user)}


def _papers(context: Any, obj: models.Model, only: str, without: str) -> dict[str, Any]:
    request = context["request"]
    user = request.user
    papers = _papers_seen(user, papers_of(obj).filter(maker__startswith=only).exclude(maker__startswith=without))
    answers = [
        (source, source.may(user, obj))
        for source in sources_for(obj)
        if source.key.startswith(only) and not source.key.startswith(without)
    ]
    buttons: list[dict[str, Any]] = []
    if any(answer for _source, answer in answers):
        buttons = [_button(source, answer, obj) for source, answer in answers]
    return {"buttons": buttons, "papers": papers, "request": request, "csrf_token": context.get("csrf_token")}


def _papers_seen(user: Any, made: models.QuerySet[OfficialDocument]) -> list[OfficialDocument]:
    """Those of ``made`` that ``user`` may see; most objects have none, and of those nothing more is asked."""
    makers = set(made.order_by().values_list("maker", flat=True))
    if not makers:
        return []
    return list(made.filter(pk__in=visible_to(user, makers).order_by().values("pk"))[:MOST_SHOWN])


def _button(source: PaperSource, answer: Answer, obj: models.Model) -> dict[str, Any]:
    return {
        "label": source.label,
        "url": reverse("documents:draft", args=[source.key, obj.pk]),
        "method": "post",
        "icon": "file-earmark-text",
        "style": "secondary",
        "reason": "" if answer else answer.reason,
    }
