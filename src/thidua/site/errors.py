"""Answers to requests that no view got to see."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.defaults import ERROR_400_TEMPLATE_NAME, ERROR_403_TEMPLATE_NAME, ERROR_404_TEMPLATE_NAME

from thidua.accounts.roles import Role
from thidua.base import uploads
from thidua.organisation.queries import administrators_above
from thidua.site.access import Door, Everybody, doors, passes


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """No such page, or none for this person; what the permission table closes to all of their roles is said to be so.

    Whether the single object exists is never told: the table speaks of kinds of pages only.
    """
    match = request.resolver_match
    door = doors().get(match.view_name) if match else None
    user = getattr(request, "user", None)
    context = _way_on(user)
    if door is not None and user is not None and user.is_authenticated and not passes(user, door):
        context |= {"what": door.what, "roles": _labels(door), "administrators": administrators_above(user)}
    return render(request, ERROR_404_TEMPLATE_NAME, context, status=404)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """An act that is not this person's: why, and whom to ask."""
    user = getattr(request, "user", None)
    context = _way_on(user) | {"reason": str(exception), "administrators": administrators_above(user)}
    return render(request, ERROR_403_TEMPLATE_NAME, context, status=403)


def wrong_method(request: HttpRequest) -> HttpResponse:
    """An address that takes forms only was opened as a page: most often by signing in again after the press."""
    return render(request, "405.html", _way_on(getattr(request, "user", None)), status=405)


def _way_on(user: Any) -> dict[str, Any]:
    """Where somebody who is signed in goes on; the others find the first page by themselves."""
    if user is None or not user.is_authenticated:
        return {}
    return {"start_url": reverse("start"), "permissions_url": reverse("who_may_see")}


def _labels(door: Door) -> list[str]:
    return [] if isinstance(door.who, Everybody) else [str(role.label) for role in Role if role in door.who]


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A request that cannot be read: too large (413, with how large it may be), or broken in some other way (400)."""
    if isinstance(exception, RequestDataTooBig):
        limit = f"{uploads.REQUEST_LIMIT // 1024**2} MB" if request.content_type == "multipart/form-data" else ""
        return render(request, "413.html", {"limit": limit}, status=413)
    return render(request, ERROR_400_TEMPLATE_NAME, status=400)
