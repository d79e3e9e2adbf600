"""The papers that a movement makes, each from live data in one press: plan, reminders, registration list, pledge.

The reviews, which need the decisions too, are offered by `decisions`.
"""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.base.answers import Answer, no
from thidua.documents.sources import PaperSource, register
from thidua.movements import permissions, queries
from thidua.movements.models import Movement, Registration, Reminder
from thidua.movements.papers.plan import plan_context
from thidua.movements.papers.pledge import pledge_context
from thidua.movements.papers.registration import registration_context
from thidua.movements.papers.reminder import reminder_context

State = Movement.State
What = Reminder.What


def offer_papers() -> None:
    """Register all papers of movements."""
    register(
        PaperSource(
            key="movements.plan",
            model="movements.movement",
            label=gettext_lazy("Soạn kế hoạch"),
            may=lambda user, movement: permissions.may_manage(user, movement.body),
            body=lambda movement: movement.body,
            gather=plan_context,
            back=movement_page,
            readers=permissions.visible_to,
        )
    )
    labels = {
        What.ACKNOWLEDGE: gettext_lazy("Công văn đôn đốc xác nhận"),
        What.REGISTER: gettext_lazy("Công văn đôn đốc đăng ký"),
        What.REPORT: gettext_lazy("Công văn đôn đốc báo cáo"),
    }
    for what, label in labels.items():
        register(_reminder(what, label))
    register(
        PaperSource(
            key="movements.pledge",
            model="movements.movement",
            label=gettext_lazy("Soạn giao ước thi đua"),
            may=_may_pledge,
            body=lambda movement: movement.body,
            gather=pledge_context,
            back=movement_page,
            readers=permissions.visible_to,
            when=lambda movement: movement.state in permissions.LAUNCHED_STATES,
        )
    )
    register(
        PaperSource(
            key="movements.registration",
            model="movements.registration",
            label=gettext_lazy("Soạn bản đăng ký thi đua"),
            may=_may_list,
            body=lambda registration: registration.unit,
            gather=registration_context,
            back=_registration_page,
            readers=permissions.registrations_visible_to,
        )
    )


def _reminder(what: What, label: Any) -> PaperSource:
    return PaperSource(
        key=f"movements.reminder_{what.value}",
        model="movements.movement",
        label=label,
        may=permissions.may_remind,
        body=lambda movement: movement.body,
        gather=lambda movement, _actor, day: reminder_context(movement, what, day),
        back=lambda movement: reverse("movements:board", args=[movement.pk]),
        readers=permissions.visible_to,
        when=lambda movement: movement.state in permissions.OPEN_STATES,
    )


def movement_page(movement: Movement) -> str:
    """The page that a paper of the movement goes back to."""
    return reverse("movements:detail", args=[movement.pk])


def _registration_page(registration: Registration) -> str:
    return reverse("movements:registration", args=[registration.movement_id, registration.unit_id])


def _may_pledge(user: Any, movement: Movement) -> Answer:
    answer = permissions.may_manage(user, movement.body)
    if answer and len(queries.participants_of(movement)) < 2:
        return no(_("Giao ước cần ít nhất hai đơn vị tham gia phong trào."))
    return answer


def _may_list(user: Any, registration: Registration) -> Answer:
    answer = permissions.may_act_for(user, registration.unit)
    if answer and not registration.lines.exists():
        return no(_("Chưa đăng ký danh hiệu nào nên chưa có bản đăng ký."))
    return answer
