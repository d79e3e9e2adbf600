"""What the pages of papers share."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.accounts.roles import Role
from thidua.base.answers import Answer
from thidua.documents.models import OfficialDocument
from thidua.documents.permissions import CLERKS, visible_to
from thidua.journal.queries import history
from thidua.organisation.roles import roles_of


def visible(request: HttpRequest, pk: int) -> OfficialDocument:
    """The paper, or 404 for whoever may not see it."""
    found = visible_to(request.user).select_related(
        "body", "entry", "docx", "pdf", "signed", "replaces", "drafted_by", "numbered_by", "issued_by"
    )
    return get_object_or_404(found, pk=pk)


def demand(answer: Answer) -> None:
    """404 for whoever has no business on the page."""
    if not answer:
        raise Http404


def posted(request: HttpRequest) -> Any:
    """What a form is bound to: the sent values even when they are none, so that an empty form is answered too."""
    return request.POST if request.method == "POST" else None


def crumbs(document: OfficialDocument, *more: str) -> list[tuple[str, str | None]]:
    """The way to a page of the paper."""
    name = document.reference or document.kind_name
    own = reverse("documents:detail", args=[document.pk])
    trail: list[tuple[str, str | None]] = [(_("Văn bản đi"), reverse("documents:list"))]
    return [*trail, (name, own if more else None), *((text, None) for text in more)]


def sections(request: HttpRequest, here: str) -> list[dict[str, Any]]:
    """The lists beside each other; clerks and administrators see what belongs to the office as well."""
    rows = [
        ("list", _("Văn bản"), "documents:list"),
        ("register", _("Sổ văn bản đi"), "documents:register"),
        ("copies", _("Bản sao"), "documents:copies"),
    ]
    roles = roles_of(request.user)
    if roles.has(*CLERKS):
        rows.append(("templates", _("Mẫu văn bản"), "documents:templates"))
    if roles.has(*CLERKS, Role.ADMINISTRATOR):
        rows += [
            ("letterheads", _("Thể thức"), "documents:letterheads"),
            ("codes", _("Mã định danh"), "documents:agency_codes"),
        ]
    return [{"label": label, "url": reverse(name), "active": here == key} for key, label, name in rows]


def timeline(obj: models.Model, labels: dict[str, str]) -> list[dict[str, Any]]:
    """The journal of ``obj`` as a page tells it; ``labels`` are the words for the last part of each action's name."""
    return [
        {
            "at": event.at,
            "title": labels.get(event.action.rsplit(".", 1)[-1], event.action),
            "actor": event.actor_label,
            "text": event.reason,
            "tone": "bad" if event.action.endswith("recall") else "info",
        }
        for event in history(obj)
    ]
