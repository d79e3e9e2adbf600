"""Middleware of the house: the day of the request, and refusals that no view caught."""

from __future__ import annotations

from collections.abc import Callable

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from thidua.base import clock
from thidua.base.refusal import Refused

GetResponse = Callable[[HttpRequest], HttpResponse]


class DayMiddleware:
    """Fixes the day for the length of one request, so that a page cannot straddle midnight."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with clock.on_day(clock.today()):
            return self.get_response(request)


class RefusalMiddleware:
    """Turns an uncaught refusal, a locked database or a full disk into a page that says what to do."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer for `Refused` (409) and for a database that cannot write just now (503)."""
        if isinstance(exception, Refused):
            return render(request, "site/refused.html", {"refusal": exception}, status=409)
        if isinstance(exception, OperationalError) and "locked" in str(exception):
            return render(request, "site/busy.html", {"disk_full": False}, status=503)
        if isinstance(exception, OperationalError) and "full" in str(exception):
            return render(request, "site/busy.html", {"disk_full": True}, status=503)
        if isinstance(exception, OSError) and exception.errno == 28:
            return render(request, "site/busy.html", {"disk_full": True}, status=503)
        return None
