"""What the pages of other apps show of papers: buttons that make them, and those that are there."""

from __future__ import annotations

from typing import Any

from django import template
from django.db import models
from django.urls import reverse

from thidua.documents.permissions import visible_to
from thidua.documents.queries import papers_of
from thidua.documents.sources import sources_for

register = template.Library()
MOST_SHOWN = 30


@register.inclusion_tag("documents/papers_panel.html", takes_context=True)
def papers_panel(context: Any, obj: models.Model, title: str = "") -> dict[str, Any]:
    """A panel on the page of ``obj``: one button for each paper that can be made from it, and the papers made so far.

    Shown to those who may make or read one; everybody else sees nothing.
    """
    request = context["request"]
    user = request.user
    papers = list(papers_of(obj).filter(pk__in=visible_to(user).order_by().values("pk"))[:MOST_SHOWN])
    answers = [(source, source.may(user, obj)) for source in sources_for(obj)]
    buttons: list[dict[str, Any]] = []
    if papers or any(answer for _source, answer in answers):
        buttons = [
            {
                "label": source.label,
                "url": reverse("documents:draft", args=[source.key, obj.pk]),
                "method": "post",
                "icon": "file-earmark-text",
                "style": "secondary",
                "reason": "" if answer else answer.reason,
            }
            for source, answer in answers
        ]
    return {"buttons": buttons, "papers": papers, "title": title, "request": request, "obj": obj}
