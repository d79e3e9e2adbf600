"""The limit that a page can be measured against: a Django "hello" with the product's middleware, same server."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thidua.site.settings")

application = get_wsgi_application()


def hello(_request: HttpRequest) -> HttpResponse:
    """Nothing but a word."""
    return HttpResponse("hello", content_type="text/plain")


urlpatterns = [path("", hello)]
