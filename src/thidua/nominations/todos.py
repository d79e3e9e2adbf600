"""What a person should do with dossiers: computed from where they stand, for the people who hold the pen."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.accounts.roles import Role
from thidua.nominations.models import Dossier, Nomination
from thidua.nominations.permissions import LIVE
from thidua.notices.todo import Todo, Waiting
from thidua.organisation.queries import person_of
from thidua.organisation.roles import roles_of

_State = Dossier.State
# So many waiting dossiers are named one by one, oldest first; a province has hundreds, and they belong in the list.
_NAMED = 10


def dossier_todos(user: Any, day: date) -> Iterator[Todo | Waiting]:
    """Drafts and returned dossiers for the contact, sent ones for the officer."""
    roles = roles_of(user)
    if roles.has(Role.UNIT_CONTACT):
        mine = roles.units(Role.UNIT_CONTACT, field="unit")
        yield Waiting(Dossier.objects.filter(mine, state__in=[_State.DRAFT, _State.RETURNED]), _to_write)
    if roles.has(Role.OFFICER):
        sent = Dossier.objects.filter(roles.units(Role.OFFICER, field="body"), state=_State.SUBMITTED)
        person = person_of(user)
        if person is not None:
            # Conflict of interest: the own dossier is for another officer.
            own = Nomination.objects.filter(person=person, state__in=LIVE).values("dossier")
            sent = sent.exclude(pk__in=own)
        yield Waiting(sent, _to_appraise)


def _to_write(dossiers: QuerySet[Dossier]) -> Iterator[Todo]:
    for dossier in dossiers.select_related("movement", "unit").order_by("pk"):
        url, since = reverse("nominations:detail", args=[dossier.pk]), timezone.localdate(dossier.state_since)
        if dossier.state == _State.RETURNED:
            yield Todo(
                what=_("Bổ sung hồ sơ %(reference)s rồi gửi lại") % {"reference": dossier.reference},
                why=_("Được trả lại: %(reason)s") % {"reason": dossier.return_reason},
                url=url,
                due=dossier.return_due,
                since=since,
            )
        else:
            yield Todo(
                what=_("Hoàn thiện và gửi hồ sơ %(reference)s") % {"reference": dossier.reference},
                why=dossier.title,
                url=url,
                due=dossier.movement.nomination_due if dossier.movement is not None else None,
                since=since,
            )


def _to_appraise(sent: QuerySet[Dossier]) -> Iterator[Todo]:
    told = ("pk", "reference", "received_on", "state_since", "unit__short_name")
    oldest = list(sent.order_by("submitted_at", "pk").values_list(*told, named=True)[: _NAMED + 1])
    named = oldest[:_NAMED]
    unjudged = (
        Nomination.objects.filter(
            dossier__in=[dossier.pk for dossier in named],
            state=Nomination.State.LISTED,
            outcome=Nomination.Outcome.OPEN,
        )
        .order_by()
        .values_list("dossier")
        .annotate(Count("pk"))
    )
    counts = dict(unjudged)
    for dossier in named:
        why = _("%(unit)s gửi ngày %(day)s") % {
            "unit": dossier.unit__short_name,
            "day": f"{dossier.received_on:%d/%m/%Y}" if dossier.received_on else "",
        }
        if count := counts.get(dossier.pk, 0):
            why += ngettext(
                "; %(count)d đề nghị cần nhận xét thẩm định", "; %(count)d đề nghị cần nhận xét thẩm định", count
            ) % {"count": count}
        yield Todo(
            what=_("Thẩm định hồ sơ %(reference)s") % {"reference": dossier.reference},
            why=why,
            url=reverse("nominations:detail", args=[dossier.pk]),
            since=timezone.localdate(dossier.state_since),
        )
    if len(oldest) > _NAMED:
        rest = sent.count() - _NAMED
        yield Todo(
            what=ngettext("Thẩm định %(count)d hồ sơ nữa", "Thẩm định %(count)d hồ sơ nữa", rest) % {"count": rest},
            why=_("Các đơn vị đã gửi, gửi sau những hồ sơ ở trên."),
            url=f"{reverse('nominations:dossiers')}?buoc={_State.SUBMITTED}",
            count=rest,
        )
