"""Answers to requests that no view got to see."""

from __future__ import annotations

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.defaults import ERROR_400_TEMPLATE_NAME

from thidua.base import uploads


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A request that cannot be read: too large (413, with how large it may be), or broken in some other way (400)."""
    if isinstance(exception, RequestDataTooBig):
        limit = f"{uploads.REQUEST_LIMIT // 1024**2} MB" if request.content_type == "multipart/form-data" else ""
        return render(request, "413.html", {"limit": limit}, status=413)
    return render(request, ERROR_400_TEMPLATE_NAME, status=400)
