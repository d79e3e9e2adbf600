"""The table of a decision's states."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from thidua.accounts.roles import Role
from thidua.base.answers import Answer, no, yes
from thidua.decisions.models import Decision
from thidua.journal.transitions import Transition, TransitionTable
from thidua.organisation.roles import roles_of

State = Decision.State


def drafts(user: Any, decision: Decision) -> Answer:
    """Who writes decisions of the body: its emulation officer or the council's secretary."""
    reach = roles_of(user).reach(Role.OFFICER, Role.COUNCIL_SECRETARY, unit=decision.body)
    if reach is None:
        return no(gettext("Chỉ chuyên viên thi đua, khen thưởng hoặc thư ký hội đồng của cơ quan được làm việc này."))
    return yes(gettext("Bạn là %(role)s của %(unit)s.") % {"role": reach.role.label, "unit": reach.unit_name})


def decides(user: Any, decision: Decision) -> Answer:
    """Who signs: the head of the body."""
    reach = roles_of(user).reach(Role.DIRECTOR, unit=decision.body)
    if reach is None:
        return no(gettext("Chỉ người đứng đầu cơ quan được ký quyết định."))
    return yes(gettext("Bạn là người đứng đầu %(unit)s.") % {"unit": reach.unit_name})


def publishes(user: Any, decision: Decision) -> Answer:
    """Who publishes: officer or administration office of the body."""
    reach = roles_of(user).reach(Role.OFFICER, Role.ADMINISTRATION_OFFICE, unit=decision.body)
    if reach is None:
        return no(gettext("Chỉ chuyên viên thi đua, khen thưởng hoặc Văn phòng được công bố."))
    return yes(gettext("Bạn là %(role)s của %(unit)s.") % {"role": reach.role.label, "unit": reach.unit_name})


def has_lines(decision: Decision) -> Answer:
    """A decision without anybody in it rewards nobody."""
    if decision.lines.exists():
        return yes("")
    return no(gettext("Danh sách khen thưởng đang trống."))


def money_is_known(decision: Decision) -> Answer:
    """Every line has its reward money; where the law of the day gives none, the decision has to wait."""
    unknown = decision.lines.filter(amount__isnull=True).count()
    if not unknown:
        return yes("")
    return no(gettext("Có %(count)d dòng chưa tính được tiền thưởng theo luật.") % {"count": unknown})


def documents_are_ready(decision: Decision) -> Answer:
    """What is published can be read."""
    if decision.documents == Decision.Documents.READY:
        return yes("")
    return no(gettext("Văn bản và giấy chứng nhận đang được tạo; hãy đợi ít giây rồi tải lại trang."))


DECISION = TransitionTable(
    name="decisions.decision",
    rows=(
        Transition(
            State.DRAFT,
            "submit",
            State.SUBMITTED,
            _("Trình ký"),
            who=drafts,
            requires=(has_lines, money_is_known),
        ),
        Transition(State.SUBMITTED, "return", State.DRAFT, _("Trả lại để sửa"), who=decides, needs_reason=True),
        Transition(
            State.SUBMITTED,
            "sign",
            State.SIGNED,
            _("Ký ban hành"),
            who=decides,
            requires=(has_lines,),
            article="Điều 79, 80 Luật 06/2022/QH15",
        ),
        Transition(
            State.SIGNED,
            "publish",
            State.PUBLISHED,
            _("Công bố và thông báo"),
            who=publishes,
            requires=(documents_are_ready,),
            article="Điều 5 Luật 06/2022/QH15",
        ),
    ),
)
