"""What every page of the shell is given."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from thidua.base import clock
from thidua.notices.queries import unread_count
from thidua.organisation.models import OfficeProfile
from thidua.organisation.queries import body_of, person_of
from thidua.organisation.roles import roles_of
from thidua.site.navigation import navigation_for


def shell(request: HttpRequest) -> dict[str, Any]:
    """Navigation, day, person and addresses that `base.html` and `portal_base.html` ask for.

    Kept on the request: a page's table is rendered by itself and asks again.
    """
    kept: dict[str, Any] | None = getattr(request, "_shell", None)
    if kept is None:
        kept = _shell(request)
        request._shell = kept  # type: ignore[attr-defined]
    return kept


def _shell(request: HttpRequest) -> dict[str, Any]:
    user = getattr(request, "user", None)
    context: dict[str, Any] = {
        "demo_mode": settings.DEMO_MODE,
        "today": clock.today(),
        "sign_in_url": reverse("sign_in"),
        "start_url": reverse("start"),
        "sign_out_url": reverse("sign_out"),
        "demo_day_url": reverse("demo_day"),
        "demo_sign_in_url": reverse("demo_sign_in"),
        "navigation": navigation_for(request),
    }
    if user is not None and user.is_authenticated:
        person = person_of(user)
        body = body_of(user)
        roles = roles_of(user)
        context |= {
            "person_name": person.full_name if person else str(user),
            "person_unit": roles.reaches[0].unit_name if roles.reaches else "",
            "person_roles": roles.labels(),
            "body_name": body.name if body else "",
            "notices_unread": unread_count(user),
            "notices_url": reverse("notices:list"),
            "profile_url": reverse("organisation:my_record"),
            "permissions_url": reverse("who_may_see"),
            "password_url": reverse("change_password"),
        }
    else:
        context["body_name"] = _house_name()
    return context


def _house_name() -> str:
    """Whose product this is, for those who have not signed in: the highest body that issues documents here, or ""."""
    return OfficeProfile.objects.order_by("body__path").values_list("body__name", flat=True).first() or ""
