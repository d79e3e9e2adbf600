"""What pages show of copies and annex files: those that are there, and the way to make one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.documents.annexes.actions import annexes_of, may_keep
from thidua.documents.copies.models import DocumentCopy
from thidua.documents.copies.originals import original_of
from thidua.documents.copies.permissions import may_copy, visible_to
from thidua.documents.extras import ExtraPanel
from thidua.documents.models import OfficialDocument


def copies_shown(obj: models.Model, user: Any) -> dict[str, Any] | None:
    """The copies of the paper of ``obj`` that ``user`` may see, and where to make one; None where there is neither."""
    label = obj._meta.label_lower
    made = visible_to(user).filter(source_label=label, source_pk=obj.pk).exclude(state=DocumentCopy.State.DRAFT)
    copies = list(made)
    original = original_of(obj)
    url = ""
    if not original.problem and may_copy(user, original.body):
        url = reverse("documents:copy_make", args=[label, obj.pk])
    return {"copies": copies, "url": url} if copies or url else None


def annexes_shown(obj: models.Model, user: Any) -> dict[str, Any] | None:
    """The annex files of the paper of ``obj``, and where to add one; None where there is neither."""
    annexes = list(annexes_of(obj))
    url = reverse("documents:annex_add", args=[obj._meta.label_lower, obj.pk]) if may_keep(user, obj) else ""
    return {"annexes": annexes, "url": url} if annexes or url else None


def panels_of_a_paper(document: OfficialDocument, user: Any) -> Iterator[ExtraPanel]:
    """On the page of a frozen paper."""
    if not document.frozen:
        return
    annexes, copies = annexes_shown(document, user), copies_shown(document, user)
    if annexes is not None:
        title = _("Tệp kèm theo")
        yield ExtraPanel(title, "documents/annexes/_panel.html", annexes, order=20, icon="paperclip")
    if copies is not None:
        title = _("Bản sao")
        yield ExtraPanel(title, "documents/copies/_panel.html", copies, order=30, icon="file-earmark-text")
