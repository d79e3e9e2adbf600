"""What the pages of one movement have in common."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from thidua.base.asking import whole_number
from thidua.base.refusal import Refused
from thidua.movements import permissions
from thidua.movements.models import Movement, Participation


def movement_for(request: HttpRequest, pk: int) -> Movement:
    """The movement, if the signed-in user may see it; else 404, as for one that does not exist."""
    visible = permissions.visible_to(request.user).select_related("body", "plan")
    return get_object_or_404(visible, pk=pk)


def my_participations(user: Any, movement: Movement) -> list[Participation]:
    """The participations of the units that ``user`` speaks for."""
    rows = movement.participations.filter(permissions.acted_for(user)).select_related("unit", "acknowledged_by")
    return list(rows.order_by("unit__path"))


def breadcrumbs(movement: Movement | None = None, *more: tuple[str, str | None]) -> list[tuple[str, str | None]]:
    """The way from the list of movements to this page."""
    way: list[tuple[str, str | None]] = [(pgettext("menu", "Phong trào"), reverse("movements:list"))]
    if movement is not None:
        way.append((shortened(movement.title), reverse("movements:detail", args=[movement.pk])))
    return [*way, *more]


def shortened(title: str, most: int = 60) -> str:
    """A long title cut at a word, for narrow places."""
    return title if len(title) <= most else title[:most].rsplit(" ", 1)[0] + " …"


def subnav(request: HttpRequest, movement: Movement) -> list[dict[str, Any]]:
    """The parts of a movement that this user may open."""
    items = [(_("Tổng quan"), "movements:detail"), (_("Nhiệm vụ"), "movements:tasks")]
    if movement.state in permissions.LAUNCHED_STATES:
        if permissions.may_follow(request.user, movement):
            items.append((_("Theo dõi đơn vị"), "movements:board"))
        items.append((_("Đăng ký thi đua"), "movements:registrations"))
    name = request.resolver_match.view_name if request.resolver_match else ""
    near = {"movements:task": "movements:tasks", "movements:registration": "movements:registrations"}
    current = near.get(name, name)
    return [
        {"label": label, "url": reverse(address, args=[movement.pk]), "active": address == current}
        for label, address in items
    ]


def posted(request: HttpRequest) -> QueryDict | None:
    """What was posted, for a form: also when every box was left empty; None when nothing was posted."""
    return request.POST if request.method == "POST" else None


def say_refused(request: HttpRequest, refusal: Refused) -> None:
    """Tell the person why an action was refused, above the page they come back to."""
    article = f" ({refusal.article})" if refusal.article else ""
    messages.error(request, f"{refusal.message}{article}")


def version_given(request: HttpRequest) -> int:
    """The version that the form was filled from; a form that has lost it counts as old, so it overrides nothing."""
    version = whole_number(request.POST.get("version"))
    return -1 if version is None else version
