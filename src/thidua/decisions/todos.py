"""What decisions ask of people."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.accounts.roles import Role
from thidua.councils.models import Meeting
from thidua.decisions.models import Decision
from thidua.decisions.queries import meetings_awaiting
from thidua.notices.todo import Todo, Waiting
from thidua.organisation.roles import roles_of

State = Decision.State


# What a decision in a state asks of whom: (roles, what, why).
_STEPS = {
    State.DRAFT: (
        (Role.OFFICER, Role.COUNCIL_SECRETARY),
        gettext_lazy("Trình ký dự thảo: %(title)s"),
        gettext_lazy("Dự thảo đang chờ trình."),
    ),
    State.SUBMITTED: (
        (Role.DIRECTOR,),
        gettext_lazy("Ký quyết định: %(title)s"),
        gettext_lazy("Quyết định đang chờ chữ ký của bạn."),
    ),
    State.SIGNED: (
        (Role.OFFICER, Role.ADMINISTRATION_OFFICE),
        gettext_lazy("Công bố quyết định: %(title)s"),
        gettext_lazy("Đã ký nhưng chưa công bố và thông báo tới người được khen."),
    ),
}


def decision_todos(user: Any, day: date) -> Iterator[Todo | Waiting]:
    """Drafts to write, decisions to sign, documents to publish."""
    roles = roles_of(user, day)
    drafting = roles.units(Role.OFFICER, Role.COUNCIL_SECRETARY, field="council__body")
    yield Waiting(meetings_awaiting(Meeting.objects.filter(drafting)), _to_draft)
    mine = Q(pk__in=[])
    for state, (who, _what, _why) in _STEPS.items():
        mine |= roles.units(*who, field="body") & Q(state=state)
    yield Waiting(Decision.objects.filter(mine), _to_move_on)


def _to_draft(meetings: QuerySet[Meeting]) -> Iterator[Todo]:
    for meeting in meetings:
        yield Todo(
            what=_("Soạn quyết định từ phiên họp “%(meeting)s”") % {"meeting": meeting.title},
            why=_("Hội đồng đã thông qua các đề nghị; chưa có quyết định."),
            url=reverse("decisions:draft", args=[meeting.pk]),
            since=timezone.localdate(meeting.closed_at) if meeting.closed_at else None,
        )


def _to_move_on(decisions: QuerySet[Decision]) -> Iterator[Todo]:
    for decision in decisions:
        _who, what, why = _STEPS[State(decision.state)]
        yield Todo(
            what=str(what) % {"title": decision.title},
            why=str(why),
            url=reverse("decisions:detail", args=[decision.pk]),
            since=decision.signed_on if decision.state == State.SIGNED else None,
        )
