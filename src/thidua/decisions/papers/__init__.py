"""The papers that decisions make: notice, payment list, reviews of movements, confirmation and re-issue of honours."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.accounts.roles import Role
from thidua.base import clock
from thidua.base.answers import Answer, no, yes
from thidua.decisions.documents import payment_context
from thidua.decisions.models import Decision
from thidua.decisions.papers.honours import body_in_charge, body_of_subject, confirmation_context, reissue_context
from thidua.decisions.papers.notice import notice_context
from thidua.decisions.papers.review import review_context
from thidua.decisions.permissions import visible_to
from thidua.documents.sources import PaperSource, register
from thidua.movements import permissions as movement_permissions
from thidua.movements.models import Movement
from thidua.organisation.models import Person, Unit
from thidua.organisation.panels import Panel
from thidua.organisation.roles import roles_of

OUT = (Decision.State.SIGNED, Decision.State.PUBLISHED)
CLOSING = (Movement.State.CLOSING, Movement.State.SUMMED_UP, Movement.State.CLOSED)


def offer_papers() -> None:
    """Register all papers of decisions."""
    register(
        PaperSource(
            key="decisions.notice",
            model="decisions.decision",
            label=gettext_lazy("Soạn thông báo kết quả"),
            may=_works,
            body=lambda decision: decision.body,
            gather=notice_context,
            back=_decision_page,
            readers=visible_to,
            when=lambda decision: decision.state in OUT,
        )
    )
    register(
        PaperSource(
            key="decisions.payment",
            model="decisions.decision",
            label=gettext_lazy("Soạn danh sách chi tiền thưởng"),
            may=_works,
            body=lambda decision: decision.body,
            gather=lambda decision, actor, _day: payment_context(decision, str(actor)),
            back=_decision_page,
            when=lambda decision: decision.state in OUT,
        )
    )
    _offer_reviews()
    _offer_honours()


def _offer_reviews() -> None:
    for stage, label, states in (
        ("interim", gettext_lazy("Soạn báo cáo sơ kết"), (Movement.State.LAUNCHED,)),
        ("final", gettext_lazy("Soạn báo cáo tổng kết"), CLOSING),
    ):
        register(
            PaperSource(
                key=f"decisions.{stage}_review",
                model="movements.movement",
                label=label,
                may=lambda user, movement: movement_permissions.may_manage(user, movement.body),
                body=lambda movement: movement.body,
                gather=lambda movement, _actor, day, stage=stage: review_context(movement, stage, day),  # type: ignore[misc]
                back=lambda movement: reverse("movements:detail", args=[movement.pk]),
                readers=movement_permissions.visible_to,
                when=lambda movement, states=states: movement.state in states,  # type: ignore[misc]
            )
        )


def _offer_honours() -> None:
    for model in ("person", "unit"):
        for name, label, gather in (
            ("confirmation", gettext_lazy("Soạn giấy xác nhận khen thưởng"), confirmation_context),
            ("reissue", gettext_lazy("Soạn công văn cấp đổi, cấp lại"), reissue_context),
        ):
            register(
                PaperSource(
                    key=f"decisions.{name}_{model}",
                    model=f"organisation.{model}",
                    label=label,
                    may=_may_confirm,
                    body=lambda subject: body_in_charge(subject, clock.today()),
                    gather=gather,
                    back=lambda subject, model=model: reverse(f"organisation:{model}", args=[subject.pk]),  # type: ignore[misc]
                )
            )


def honours_panel(subject: Person | Unit, user: Any, _day: date) -> Iterator[Panel]:
    """On the page of a person or unit: the papers about honours held, for whoever writes them."""
    if subject.honours.exists() and _may_confirm(user, subject):
        yield Panel(
            title=_("Xác nhận, cấp đổi, cấp lại"),
            template="decisions/honour_papers.html",
            icon="file-earmark-check",
            order=60,
        )


def _works(user: Any, decision: Decision) -> Answer:
    reach = roles_of(user).reach(Role.OFFICER, Role.ADMINISTRATION_OFFICE, unit=decision.body)
    if reach is None:
        return no(_("Chỉ chuyên viên thi đua, khen thưởng hoặc Văn phòng của cơ quan soạn văn bản này."))
    return yes(_("Bạn là %(role)s của %(unit)s.") % {"role": reach.role.label, "unit": reach.unit_name})


def _may_confirm(user: Any, subject: Person | Unit) -> Answer:
    body = body_of_subject(subject, clock.today())
    reach = roles_of(user).reach(Role.OFFICER, unit=body) if body else None
    if reach is None:
        return no(_("Chỉ chuyên viên thi đua, khen thưởng của cơ quan lập văn bản này."))
    return yes(_("Bạn là %(role)s của %(unit)s.") % {"role": reach.role.label, "unit": reach.unit_name})


def _decision_page(decision: Decision) -> str:
    return reverse("decisions:detail", args=[decision.pk])
