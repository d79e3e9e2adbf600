"""Finding what the user may see, and asking for what the user may do."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from thidua.base import clock
from thidua.base.answers import Answer
from thidua.councils.models import Council, Meeting
from thidua.councils.permissions import councils_visible_to, visible_to

Crumbs = list[tuple[str, str | None]]


def find_meeting(request: HttpRequest, pk: int) -> Meeting:
    """The meeting, or 404 for whoever may not see it."""
    meetings = visible_to(request.user).select_related("council__body", "minutes_docx", "minutes_pdf")
    return get_object_or_404(meetings, pk=pk)


def find_council(request: HttpRequest, pk: int) -> Council:
    """The council, or 404 for whoever may not see it."""
    return get_object_or_404(councils_visible_to(request.user).select_related("body"), pk=pk)


def allow(answer: Answer) -> None:
    """403 with the reason, for a page whose object the user may see but not work on."""
    if not answer:
        raise PermissionDenied(answer.reason)


def crumbs(*rows: tuple[Any, str | None]) -> Crumbs:
    """Breadcrumbs as the shell takes them."""
    return [(str(label), url) for label, url in rows]


def in_half_an_hour() -> datetime:
    """A sensible end for a vote: 30 minutes from now, on a full five minutes."""
    moment = clock.now() + timedelta(minutes=30)
    return moment.replace(minute=moment.minute - moment.minute % 5, second=0, microsecond=0)


def no_store(response: Any) -> Any:
    """Keep a page with a ballot out of every cache, the browser's own too."""
    response["Cache-Control"] = "no-store, private"
    return response
