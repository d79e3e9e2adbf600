"""What decisions ask of people."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.accounts.roles import Role
from thidua.councils.models import Meeting
from thidua.decisions.models import Decision
from thidua.decisions.queries import meetings_awaiting
from thidua.notices.todo import Todo
from thidua.organisation.roles import roles_of

State = Decision.State


def decision_todos(user: Any, day: date) -> Iterator[Todo]:
    """Drafts to write, decisions to sign, documents to publish."""
    roles = roles_of(user, day)
    drafting = roles.units(Role.OFFICER, Role.COUNCIL_SECRETARY, field="council__body")
    for meeting in meetings_awaiting(Meeting.objects.filter(drafting)):
        yield Todo(
            what=_("Soạn quyết định từ phiên họp “%(meeting)s”") % {"meeting": meeting.title},
            why=_("Hội đồng đã thông qua các đề nghị; chưa có quyết định."),
            url=reverse("decisions:draft", args=[meeting.pk]),
        )
    steps = (
        (
            State.DRAFT,
            (Role.OFFICER, Role.COUNCIL_SECRETARY),
            _("Trình ký dự thảo: %(title)s"),
            _("Dự thảo đang chờ trình."),
        ),
        (State.SUBMITTED, (Role.DIRECTOR,), _("Ký quyết định: %(title)s"), _("Quyết định đang chờ chữ ký của bạn.")),
        (
            State.SIGNED,
            (Role.OFFICER, Role.ADMINISTRATION_OFFICE),
            _("Công bố quyết định: %(title)s"),
            _("Đã ký nhưng chưa công bố và thông báo tới người được khen."),
        ),
    )
    for state, who, what, why in steps:
        for decision in Decision.objects.filter(roles.units(*who, field="body"), state=state):
            yield Todo(
                what=what % {"title": decision.title}, why=why, url=reverse("decisions:detail", args=[decision.pk])
            )
