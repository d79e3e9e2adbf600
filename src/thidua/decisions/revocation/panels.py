"""On the page of a person or unit: what was taken away, and for the officer the way to propose it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.decisions import lines
from thidua.decisions.revocation.models import Revocation, RevokedHonour
from thidua.decisions.revocation.permissions import proposable_by, visible_to
from thidua.organisation.models import Honour, Person, Unit
from thidua.organisation.panels import Panel


def revocations_panel(subject: Person | Unit, user: Any, day: date) -> Iterator[Panel]:
    """The ground is told to who held the award and to those who work on it; the paper to every reader of the record."""
    honours = list(subject.honours.order_by("-year", "-pk"))
    revoked = [honour for honour in honours if honour.revoked_on is not None]
    keys = [honour.pk for honour in honours if honour.revoked_on is None]
    held = proposable_by(user).filter(pk__in=keys).order_by("-year", "-pk") if keys else []
    context = {
        "revoked": list(_revoked(revoked, subject, user, day)),
        "held": [
            {"award": _award(honour, day), "url": reverse("decisions:revoke_honour", args=[honour.pk])}
            for honour in held
        ],
    }
    if any(context.values()):
        yield Panel(
            title=_("Hủy bỏ khen thưởng"),
            template="decisions/revocation/panel.html",
            context=context,
            icon="slash-circle",
            order=70,
        )


def _revoked(honours: list[Honour], subject: Person | Unit, user: Any, day: date) -> Iterator[dict[str, Any]]:
    if not honours:
        return
    rows = RevokedHonour.objects.filter(honour__in=honours, revocation__state=Revocation.State.IN_FORCE)
    by_honour = {row.honour_id: row.revocation for row in rows.select_related("revocation__body")}
    opened = set(visible_to(user).filter(rows__honour__in=honours).values_list("pk", flat=True))
    own = isinstance(subject, Person) and subject.user_id is not None and subject.user_id == user.pk
    for honour in honours:
        revocation = by_honour.get(honour.pk)
        works = revocation is not None and revocation.pk in opened
        yield {
            "award": _award(honour, day),
            "day": honour.revoked_on,
            "cited": revocation.cited if revocation else "",
            "ground": revocation.get_ground_display() if revocation and (own or works) else "",
            "url": reverse("decisions:revocation", args=[revocation.pk]) if revocation and works else "",
        }


def _award(honour: Honour, day: date) -> str:
    return _("%(award)s năm %(year)d") % {"award": lines.award_name(honour.award, day), "year": honour.year}
