"""What a person should do with dossiers: computed from where they stand, for the people who hold the pen."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.accounts.roles import Role
from thidua.nominations.models import Dossier, Nomination
from thidua.nominations.permissions import LIVE
from thidua.notices.todo import Todo
from thidua.organisation.queries import person_of
from thidua.organisation.roles import roles_of

_State = Dossier.State
# So many waiting dossiers are named one by one, oldest first; a province has hundreds, and they belong in the list.
_NAMED = 10


def dossier_todos(user: Any, day: date) -> Iterator[Todo]:
    """Drafts and returned dossiers for the contact, sent ones for the officer."""
    roles = roles_of(user)
    if roles.has(Role.UNIT_CONTACT):
        yield from _to_write(roles.units(Role.UNIT_CONTACT, field="unit"))
    if roles.has(Role.OFFICER):
        yield from _to_appraise(roles.units(Role.OFFICER, field="body"), user)


def _to_write(mine: Q) -> Iterator[Todo]:
    dossiers = Dossier.objects.filter(mine, state__in=[_State.DRAFT, _State.RETURNED])
    for dossier in dossiers.select_related("movement", "unit").order_by("pk"):
        url = reverse("nominations:detail", args=[dossier.pk])
        if dossier.state == _State.RETURNED:
            yield Todo(
                what=_("Bổ sung hồ sơ %(reference)s rồi gửi lại") % {"reference": dossier.reference},
                why=_("Được trả lại: %(reason)s") % {"reason": dossier.return_reason},
                url=url,
                due=dossier.return_due,
            )
        else:
            yield Todo(
                what=_("Hoàn thiện và gửi hồ sơ %(reference)s") % {"reference": dossier.reference},
                why=dossier.title,
                url=url,
                due=dossier.movement.nomination_due if dossier.movement is not None else None,
            )


def _to_appraise(mine: Q, user: Any) -> Iterator[Todo]:
    open_rows = Count(
        "nominations",
        filter=Q(nominations__state=Nomination.State.LISTED, nominations__outcome=Nomination.Outcome.OPEN),
    )
    dossiers = Dossier.objects.filter(mine, state=_State.SUBMITTED)
    person = person_of(user)
    if person is not None:
        # Conflict of interest: the own dossier is for another officer.
        own = Nomination.objects.filter(person=person, state__in=LIVE).values("dossier")
        dossiers = dossiers.exclude(pk__in=own)
    waiting_count = dossiers.count()
    oldest = dossiers.select_related("unit").annotate(open_rows=open_rows).order_by("submitted_at", "pk")[:_NAMED]
    for dossier in oldest:
        sent = _("%(unit)s gửi ngày %(day)s") % {
            "unit": dossier.unit.short_name,
            "day": f"{dossier.received_on:%d/%m/%Y}" if dossier.received_on else "",
        }
        waiting = (
            ngettext(
                "; %(count)d đề nghị cần nhận xét thẩm định",
                "; %(count)d đề nghị cần nhận xét thẩm định",
                dossier.open_rows,
            )
            % {"count": dossier.open_rows}
            if dossier.open_rows
            else ""
        )
        yield Todo(
            what=_("Thẩm định hồ sơ %(reference)s") % {"reference": dossier.reference},
            why=sent + waiting,
            url=reverse("nominations:detail", args=[dossier.pk]),
        )
    if waiting_count > _NAMED:
        rest = waiting_count - _NAMED
        yield Todo(
            what=ngettext("Thẩm định %(count)d hồ sơ nữa", "Thẩm định %(count)d hồ sơ nữa", rest) % {"count": rest},
            why=_("Các đơn vị đã gửi, gửi sau những hồ sơ ở trên."),
            url=f"{reverse('nominations:dossiers')}?buoc={_State.SUBMITTED}",
            count=rest,
        )
