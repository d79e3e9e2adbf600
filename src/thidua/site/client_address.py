"""From which address a request came: wrong passwords are counted by it."""

from __future__ import annotations

from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """The address of the browser, also behind the proxies that ``THIDUA_PROXIES`` counts.

    Each proxy writes the address that it hears from at the end of ``X-Forwarded-For``. What stands further left than
    our own proxies wrote, anybody could have written, so it is not looked at. Without a proxy the header is ignored.

    Returns:
        the address as text; that of the nearest neighbour where the header says nothing usable.
    """
    neighbour = str(request.META.get("REMOTE_ADDR", ""))
    heard = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
    if not 0 < settings.TRUSTED_PROXIES <= len(heard):
        return neighbour
    try:
        return str(ip_address(heard[-settings.TRUSTED_PROXIES]))
    except ValueError:
        return neighbour
