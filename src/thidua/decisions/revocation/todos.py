"""What revocations ask of people. The law that we have sets no deadline, so none is shown."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from thidua.accounts.roles import Role
from thidua.decisions.revocation.models import Revocation
from thidua.decisions.revocation.permissions import KEEPERS
from thidua.decisions.revocation.queries import unsettled
from thidua.notices.todo import Todo, Waiting
from thidua.organisation.roles import roles_of


def revocation_todos(user: Any, day: date) -> Iterator[Todo | Waiting]:
    """Proposals to confirm; money and objects that have yet to come back."""
    roles = roles_of(user, day)
    waiting = Revocation.objects.filter(roles.units(Role.DIRECTOR, field="body"), state=Revocation.State.PROPOSED)
    yield Waiting(waiting, _to_confirm)
    yield Waiting(unsettled(Revocation.objects.filter(roles.units(*KEEPERS, field="body"))), _to_recover)


def _to_confirm(found: QuerySet[Revocation]) -> Iterator[Todo]:
    for revocation in found:
        yield Todo(
            what=_("Xem đề nghị hủy bỏ khen thưởng"),
            why=str(revocation.get_ground_display()),
            url=reverse("decisions:revocation", args=[revocation.pk]),
            since=timezone.localdate(revocation.proposed_at),
        )


def _to_recover(found: QuerySet[Revocation]) -> Iterator[Todo]:
    for revocation in found:
        yield Todo(
            what=_("Thu hồi hiện vật, tiền thưởng theo Quyết định số %(number)s") % {"number": revocation.paper_number},
            why=_("Khen thưởng đã bị hủy bỏ; chưa ghi thu hồi đủ."),
            url=reverse("decisions:revocation", args=[revocation.pk]),
            since=revocation.paper_day,
        )
