"""What holds for every page: its language, that answers to forms are marked, and that a password chosen by somebody
else opens none but its change."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.deprecation import MiddlewareMixin

from thidua.site.access import PUBLIC, doors
from thidua.site.errors import wrong_method


class LanguageMiddleware(MiddlewareMixin):
    """Takes the language from the switch's cookie only.

    Django's own middleware would follow the browser's settings, and office PCs are often set to English.
    """

    def process_request(self, request: HttpRequest) -> None:
        """Activate the language of the cookie, else Vietnamese."""
        wanted = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = wanted if wanted in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        translation.activate(language)
        request.LANGUAGE_CODE = language

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Say which language was used."""
        response.headers.setdefault("Content-Language", translation.get_language() or settings.LANGUAGE_CODE)
        return response


class AnsweredMiddleware:
    """Marks every answer to a form with a new cookie, by which the page's script knows that the server was reached.

    Without it a form lost with the connection looks, on the next page, like one that was taken, and its draft would go.
    An error page is no such answer: what was typed has not been taken, and the page says that it is still there.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.method == "POST" and response.status_code < 400:
            secure = settings.SESSION_COOKIE_SECURE
            response.set_cookie("thidua_answered", secrets.token_hex(4), samesite="Lax", secure=secure)
        return response


class WrongMethodMiddleware:
    """Gives the answer "only by a button" a page: who signs in again after such a press would see an empty one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != 405 or request.method == "HEAD":
            return response
        page = wrong_method(request)
        page.headers["Allow"] = response.headers.get("Allow", "POST")
        return page


class OwnPasswordMiddleware:
    """Sends whoever still has the password that somebody else chose to the page that changes it.

    What is open to the public stays open, and so does signing out.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Answer instead of the view while the password is to be changed."""
        if not getattr(request.user, "must_change_password", False):
            return None
        match = request.resolver_match
        door = doors().get(match.view_name) if match else None
        if match is None or match.view_name == "change_password" or (door is not None and door.who is PUBLIC):
            return None
        asked = request.get_full_path() if request.method == "GET" else reverse("start")
        address = f"{reverse('change_password')}?{urlencode({'next': asked})}"
        if request.headers.get("HX-Request"):
            return HttpResponse(headers={"HX-Redirect": address})
        return redirect(address)
