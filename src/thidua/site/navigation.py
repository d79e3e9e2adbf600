"""The main menu of each role."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.accounts.roles import Role
from thidua.organisation.roles import roles_of

MANAGERS = (Role.OFFICER, Role.DIRECTOR, Role.ADMINISTRATION_OFFICE)
INSIDERS = (*MANAGERS, Role.UNIT_CONTACT, Role.UNION, Role.COUNCIL_SECRETARY)


def navigation_for(request: HttpRequest) -> list[tuple[str, str, str, bool]]:
    """``(label, address, icon, is current)`` for each page that the user's roles open; the portal's for others."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return []
    roles = roles_of(user)
    rows: list[tuple[str, str, str]] = [
        (_("Việc của tôi"), reverse("start"), "house"),
        (_("Phong trào"), reverse("movements:list"), "flag"),
    ]
    if roles.has(*INSIDERS):
        rows.append((_("Hồ sơ khen thưởng"), reverse("nominations:list"), "folder2-open"))
    if roles.has(Role.COUNCIL_SECRETARY, Role.COUNCIL_MEMBER, Role.OFFICER, Role.DIRECTOR):
        rows.append((_("Hội đồng"), reverse("councils:list"), "people"))
    rows.append((_("Quyết định"), reverse("decisions:list"), "file-earmark-text"))
    if roles.has(*INSIDERS):
        rows.append((_("Đơn vị và người"), reverse("organisation:units"), "diagram-3"))
    rows.append((_("Hồ sơ của tôi"), reverse("organisation:my_record"), "person"))
    return [(label, url, icon, _is_current(request.path, url)) for label, url, icon in rows]


def _is_current(path: str, url: str) -> bool:
    return path == url if url == reverse("start") else path.startswith(url)
