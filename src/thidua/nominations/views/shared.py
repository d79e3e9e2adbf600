"""What several pages share: finding what the user may see, and saying a refusal."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.base.refusal import Refused
from thidua.nominations.models import Dossier, Nomination
from thidua.nominations.permissions import nominations_visible_to, visible_to


def dossier_or_404(user: Any, pk: int) -> Dossier:
    """The dossier, if ``user`` may see it; else nobody learns that it exists."""
    found = visible_to(user).select_related("unit", "body", "movement", "submitted_by", "created_by")
    return get_object_or_404(found, pk=pk)


def nomination_or_404(user: Any, pk: int) -> Nomination:
    """The nomination, if ``user`` may see it."""
    found = nominations_visible_to(user).select_related(
        "dossier__unit", "dossier__body", "dossier__movement", "person", "unit"
    )
    return get_object_or_404(found, pk=pk)


def say_refusal(request: HttpRequest, refused: Refused) -> None:
    """Show a refusal on the next page."""
    words = f"{refused.message} ({refused.article})" if refused.article else str(refused.message)
    messages.error(request, words)


def crumbs(*more: tuple[str, str | None]) -> list[tuple[str, str | None]]:
    """The way to a page below the list of dossiers."""
    return [(_("Hồ sơ khen thưởng"), reverse("nominations:dossiers")), *more]


def dossier_crumbs(dossier: Dossier, *more: tuple[str, str | None]) -> list[tuple[str, str | None]]:
    """The way to a page below a dossier."""
    return crumbs((dossier.reference, reverse("nominations:detail", args=[dossier.pk]) if more else None), *more)


def section_links(active: str) -> list[dict[str, Any]]:
    """The lists of this part of the product, and looking through a unit."""
    return [
        {"label": _("Từng đề nghị"), "url": reverse("nominations:list"), "active": active == "nominations"},
        {"label": _("Theo hồ sơ của đơn vị"), "url": reverse("nominations:dossiers"), "active": active == "dossiers"},
        {"label": _("Rà soát điều kiện"), "url": reverse("nominations:screenings"), "active": active == "screening"},
        {"label": _("Luật nói gì"), "url": reverse("nominations:laws"), "active": active == "laws"},
    ]
