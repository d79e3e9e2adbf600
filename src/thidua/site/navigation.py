"""The main menu: the public one, and that of each role."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from thidua.accounts.roles import Role
from thidua.organisation.roles import roles_of

MANAGERS = (Role.OFFICER, Role.DIRECTOR, Role.ADMINISTRATION_OFFICE)
INSIDERS = (*MANAGERS, Role.UNIT_CONTACT, Role.UNION, Role.COUNCIL_SECRETARY)


def navigation_for(request: HttpRequest) -> list[tuple[str, str, str, bool]]:
    """``(label, address, icon, is current)``: on public pages and for strangers the portal's, else by roles."""
    user = getattr(request, "user", None)
    match = request.resolver_match
    on_portal = match is not None and match.app_name == "portal"
    public = on_portal or user is None or not user.is_authenticated
    rows = _portal_rows() if public else _insider_rows(request)
    current = _current(request, [url for _label, url, _icon in rows])
    return [(label, url, icon, url == current) for label, url, icon in rows]


def _portal_rows() -> list[tuple[str, str, str]]:
    return [
        (_("Trang chủ"), reverse("portal:home"), "house"),
        (pgettext("menu", "Phong trào"), reverse("portal:movements"), "flag"),
        (pgettext("menu", "Quyết định"), reverse("portal:decisions"), "file-earmark-text"),
        (_("Bảng vàng"), reverse("portal:honour_roll"), "award"),
        (_("Xác minh"), reverse("portal:verify"), "patch-check"),
        (_("Minh bạch"), reverse("portal:transparency"), "shield-check"),
    ]


def _insider_rows(request: HttpRequest) -> list[tuple[str, str, str]]:
    roles = roles_of(request.user)
    rows = [
        (_("Việc của tôi"), reverse("start"), "house"),
        (pgettext("menu", "Phong trào"), reverse("movements:list"), "flag"),
    ]
    if roles.has(*INSIDERS):
        rows.append((pgettext("menu", "Hồ sơ khen thưởng"), reverse("nominations:list"), "folder2-open"))
    if roles.has(Role.COUNCIL_SECRETARY, Role.COUNCIL_MEMBER, Role.OFFICER, Role.DIRECTOR):
        rows.append((_("Hội đồng"), reverse("councils:list"), "people"))
    rows.append((pgettext("menu", "Quyết định"), reverse("decisions:list"), "file-earmark-text"))
    if roles.has(*INSIDERS):
        rows.append((pgettext("menu", "Văn bản đi"), reverse("documents:list"), "send"))
    if roles.has(*INSIDERS, Role.ADMINISTRATOR):
        rows.append((_("Đơn vị và người"), reverse("organisation:units"), "diagram-3"))
    rows.append((_("Hồ sơ của tôi"), reverse("organisation:my_record"), "person-badge"))
    return rows


def _current(request: HttpRequest, urls: list[str]) -> str:
    """The one entry under which this page lies: of several that fit the nearest; none for a page of no entry."""
    own_record = reverse("organisation:my_record")
    match = request.resolver_match
    if match is not None and match.view_name == "nominations:eligibility" and own_record in urls:
        return own_record
    whole = {"/", reverse("start")}
    fitting = [url for url in urls if request.path == url or (url not in whole and request.path.startswith(url))]
    return max(fitting, key=len, default="")
