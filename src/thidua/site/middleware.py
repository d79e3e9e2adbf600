"""The language of the pages: Vietnamese, unless somebody has pressed the switch."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.deprecation import MiddlewareMixin


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
