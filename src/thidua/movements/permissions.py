"""Who may see and do what with movements: a predicate with its reason, and the queryset that is its twin."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from thidua.accounts.roles import Role
from thidua.base.answers import Answer, no, yes
from thidua.movements.models import Duty, Movement, Participation, PlanDocument, ProgressReport, Registration
from thidua.organisation.models import Unit
from thidua.organisation.roles import Reach, highest, roles_of

# See a movement of their body in every state.
OVERSEERS = (Role.OFFICER, Role.DIRECTOR, Role.ADMINISTRATION_OFFICE, Role.UNION, Role.COUNCIL_SECRETARY)
# Read what the units of their body report, with the evidence.
READERS = (Role.OFFICER, Role.DIRECTOR, Role.ADMINISTRATION_OFFICE)
# Remind units that are late.
REMINDERS = (Role.OFFICER, Role.ADMINISTRATION_OFFICE)
# Speak for a unit, or watch over its members.
UNIT_ROLES = (Role.UNIT_CONTACT, Role.UNION)

LAUNCHED_STATES = (
    Movement.State.LAUNCHED,
    Movement.State.CLOSING,
    Movement.State.SUMMED_UP,
    Movement.State.CLOSED,
)
OPEN_STATES = (Movement.State.LAUNCHED, Movement.State.CLOSING)


# --- movements ----------------------------------------------------------------------------------------------------


def may_see(user: Any, movement: Movement) -> Answer:
    """Whether ``user`` may see ``movement``: overseers of its body always, others once their unit takes part in it.

    A unit to which the plan gives a duty takes part in it too, though it need not compete (a union).
    """
    roles = roles_of(user)
    reach = roles.reach(*OVERSEERS, unit=movement.body)
    if reach is not None:
        return yes(_("%(role)s của %(unit)s.") % {"role": reach.role.label, "unit": reach.unit_name})
    if movement.state not in LAUNCHED_STATES:
        return no(_("Phong trào chưa phát động, chỉ người phụ trách của cơ quan phát động xem được."))
    for path, name in movement.participations.values_list("unit__path", "unit__name"):
        if any(_meets(reach, path) for reach in roles.reaches):
            return yes(_("Thuộc %(unit)s, đơn vị tham gia phong trào.") % {"unit": name})
    for path, name in movement.duties.filter(units__isnull=False).values_list("units__path", "units__name"):
        if any(_meets(reach, path) for reach in roles.reaches):
            return yes(_("Thuộc %(unit)s, đơn vị được kế hoạch giao việc.") % {"unit": name})
    return no(_("Đơn vị của bạn không tham gia phong trào này."))


def visible_to(user: Any) -> QuerySet[Movement]:
    """All movements for which `may_see` says yes."""
    roles = roles_of(user)
    taking_part = Participation.objects.filter(_meeting(roles.reaches, "unit"), movement=OuterRef("pk"))
    given = Duty.units.through.objects.filter(_meeting(roles.reaches, "unit"), duty__movement=OuterRef("pk"))
    return Movement.objects.filter(
        roles.units(*OVERSEERS, field="body") | Q(Exists(taking_part) | Exists(given), state__in=LAUNCHED_STATES)
    )


def may_manage(user: Any, body: Unit) -> Answer:
    """Whether ``user`` may prepare and run movements of ``body``: its officer of emulation."""
    if roles_of(user).has(Role.OFFICER, unit=body):
        return yes(_("Chuyên viên thi đua, khen thưởng của %(body)s.") % {"body": body})
    return no(_("Chỉ chuyên viên thi đua, khen thưởng của %(body)s làm được việc này.") % {"body": body})


def may_decide(user: Any, body: Unit) -> Answer:
    """Whether ``user`` may approve movements of ``body``: its head."""
    if roles_of(user).has(Role.DIRECTOR, unit=body):
        return yes(_("Người đứng đầu %(body)s.") % {"body": body})
    return no(_("Chỉ người đứng đầu %(body)s làm được việc này.") % {"body": body})


def may_follow(user: Any, movement: Movement) -> Answer:
    """Whether ``user`` may see the board of who has and who has not."""
    if roles_of(user).has(*OVERSEERS, unit=movement.body):
        return yes(_("Theo dõi việc thực hiện tại %(body)s.") % {"body": movement.body})
    return no(_("Chỉ người theo dõi phong trào của %(body)s xem được.") % {"body": movement.body})


def may_remind(user: Any, movement: Movement) -> Answer:
    """Whether ``user`` may remind units: the officer and the administration office, while the movement runs."""
    if not roles_of(user).has(*REMINDERS, unit=movement.body):
        return no(_("Chỉ chuyên viên thi đua, khen thưởng và Văn phòng của cơ quan được đôn đốc các đơn vị."))
    if movement.state not in OPEN_STATES:
        return no(_("Phong trào không trong thời gian thực hiện nên không có gì để đôn đốc."))
    return yes(_("Được giao theo dõi, đôn đốc phong trào."))


def may_act_for(user: Any, unit: Unit) -> Answer:
    """Whether ``user`` speaks for ``unit``: its contact; for a mass organisation also the union's holder."""
    roles = roles_of(user)
    if roles.has(Role.UNIT_CONTACT, unit=unit):
        return yes(_("Đầu mối của %(unit)s.") % {"unit": unit})
    if unit.kind == Unit.Kind.MASS_ORGANISATION and roles.has(Role.UNION, unit=unit):
        return yes(_("Phụ trách %(unit)s.") % {"unit": unit})
    return no(_("Chỉ đầu mối của %(unit)s làm được việc này.") % {"unit": unit})


def acted_for(user: Any, field: str = "unit") -> Q:
    """A filter for rows whose unit ``user`` speaks for: the twin of `may_act_for`."""
    roles = roles_of(user)
    prefix = f"{field}__" if field else ""
    of_union = roles.units(Role.UNION, field=field) & Q(**{f"{prefix}kind": Unit.Kind.MASS_ORGANISATION})
    return roles.units(Role.UNIT_CONTACT, field=field) | of_union


# --- plans handed in ----------------------------------------------------------------------------------------------


def may_see_plan(user: Any, plan: PlanDocument) -> Answer:
    """Whether ``user`` may open the file of a plan: overseers; once launched, whoever sees the movement."""
    if roles_of(user).has(*OVERSEERS, unit=plan.body):
        return yes(_("Phụ trách phong trào của %(body)s.") % {"body": plan.body})
    # A new version of a plan is its movement's own once it is accepted.
    key = plan.amends_id if plan.accepted_at else plan.pk
    movement = Movement.objects.filter(plan=key).select_related("body").first()
    if movement is None:
        return no(_("Kế hoạch đang được rà soát, chỉ người phụ trách của cơ quan xem được."))
    return may_see(user, movement)


def plans_visible_to(user: Any) -> QuerySet[PlanDocument]:
    """All plans for which `may_see_plan` says yes."""
    return PlanDocument.objects.filter(
        roles_of(user).units(*OVERSEERS, field="body")
        | Q(movement__in=visible_to(user).values("pk"))
        | Q(accepted_at__isnull=False, amends__movement__in=visible_to(user).values("pk"))
    )


# --- registrations and reports ------------------------------------------------------------------------------------


def may_see_registration(user: Any, registration: Registration) -> Answer:
    """Whether ``user`` may read a unit's registration: the unit itself; overseers of the body once it was sent."""
    own = belongs(user, registration.unit)
    if own:
        return own
    if not roles_of(user).has(*OVERSEERS, unit=registration.movement.body):
        return own
    if registration.state == Registration.State.DRAFT:
        return no(_("Đơn vị đang soạn, chưa gửi nên cơ quan chưa xem được."))
    return yes(_("Phụ trách phong trào của %(body)s.") % {"body": registration.movement.body})


def registrations_visible_to(user: Any) -> QuerySet[Registration]:
    """All registrations for which `may_see_registration` says yes."""
    roles = roles_of(user)
    sent = roles.units(*OVERSEERS, field="movement__body") & ~Q(state=Registration.State.DRAFT)
    return Registration.objects.filter(sent | _belonging(roles.reaches, "unit"))


def may_see_report(user: Any, report: ProgressReport) -> Answer:
    """Whether ``user`` may read a progress report and its evidence: officer, head, office; the unit; its union."""
    body = report.task.movement.body
    if roles_of(user).has(*READERS, unit=body):
        return yes(_("Phụ trách phong trào của %(body)s.") % {"body": body})
    return belongs(user, report.unit)


def reports_visible_to(user: Any) -> QuerySet[ProgressReport]:
    """All progress reports for which `may_see_report` says yes."""
    roles = roles_of(user)
    return ProgressReport.objects.filter(
        roles.units(*READERS, field="task__movement__body") | _belonging(roles.reaches, "unit")
    )


def may_see_unit_work(user: Any, movement: Movement, unit: Unit) -> Answer:
    """Whether ``user`` may read what ``unit`` writes in its reports, before any report is at hand."""
    if roles_of(user).has(*READERS, unit=movement.body):
        return yes(_("Phụ trách phong trào của %(body)s.") % {"body": movement.body})
    return belongs(user, unit)


def belongs(user: Any, unit: Unit) -> Answer:
    """Whether ``user`` belongs to ``unit``: speaks for it or watches over it, or works in it."""
    for reach in roles_of(user).reaches:
        if reach.role in UNIT_ROLES and _meets(reach, unit.path):
            return yes(_("%(role)s của %(unit)s.") % {"role": reach.role.label, "unit": reach.unit_name})
        if reach.role == Role.STAFF and reach.unit_path.startswith(unit.path):
            return yes(_("Làm việc tại %(unit)s.") % {"unit": unit})
    return no(_("Chỉ %(unit)s và người theo dõi của cơ quan phát động xem được.") % {"unit": unit})


# --- who may see this, and why ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Row:
    """One line of the page "who may see this, and why"."""

    who: str
    may: bool
    why: str
    article: str = ""


def explain(obj: Movement | PlanDocument | Registration | ProgressReport) -> list[Row]:
    """Who may see ``obj`` and why, in words, for the page that answers this question."""
    if isinstance(obj, Movement):
        launched = obj.state in LAUNCHED_STATES
        return [
            *_overseer_rows(_("Xem phong trào ở mọi trạng thái, vì được giao quản lý, theo dõi hoặc phối hợp.")),
            Row(
                _("Người thuộc các đơn vị tham gia"),
                launched,
                _("Phong trào đã phát động đến đơn vị.") if launched else _("Phong trào chưa phát động."),
            ),
            Row(
                _("Công chúng"),
                launched,
                _("Trang công khai chỉ có tên, thời gian và mức độ thực hiện chung; báo cáo và minh chứng thì không.")
                if launched
                else _("Phong trào chưa phát động."),
            ),
        ]
    if isinstance(obj, PlanDocument):
        launched = Movement.objects.filter(plan=obj, state__in=LAUNCHED_STATES).exists()
        return [
            *_overseer_rows(_("Rà soát, duyệt hoặc phối hợp thực hiện kế hoạch.")),
            Row(
                _("Người thuộc các đơn vị tham gia"),
                launched,
                _("Kế hoạch đã phát động đến đơn vị.") if launched else _("Kế hoạch chưa phát động."),
            ),
        ]
    if isinstance(obj, Registration):
        return [
            *_overseer_rows(_("Tổng hợp và xét đăng ký thi đua của các đơn vị.")),
            *_unit_rows(obj.unit, _("Đăng ký của chính đơn vị mình.")),
            Row(_("Người thuộc đơn vị khác"), False, _("Đăng ký là việc giữa đơn vị và cơ quan phát động.")),
        ]
    return [
        *[Row(str(role.label), True, _("Theo dõi kết quả thực hiện của các đơn vị.")) for role in READERS],
        *_unit_rows(obj.unit, _("Báo cáo của chính đơn vị mình.")),
        Row(
            _("Người thuộc đơn vị khác"),
            False,
            _("Chỉ xem được mức phần trăm trên bảng chung, không xem được lời báo cáo và minh chứng."),
        ),
    ]


def _overseer_rows(why: str) -> list[Row]:
    return [Row(str(role.label), True, why) for role in OVERSEERS]


def _unit_rows(unit: Unit, why: str) -> list[Row]:
    return [
        Row(_("Đầu mối, người làm việc tại %(unit)s") % {"unit": unit}, True, why),
        Row(
            _("Công đoàn, Đoàn thanh niên phụ trách %(unit)s") % {"unit": unit}, True, _("Theo dõi đoàn viên của mình.")
        ),
    ]


# --- reaches and units --------------------------------------------------------------------------------------------


def _meets(reach: Reach, unit_path: str) -> bool:
    """Whether the reach covers the unit or lies within it."""
    return unit_path.startswith(reach.unit_path) or reach.unit_path.startswith(unit_path)


def _meeting(reaches: Iterable[Reach], field: str) -> Q:
    """Twin of `_meets` for the column ``field``."""
    paths = [reach.unit_path for reach in reaches]
    found = _around(paths, field)
    for top in highest(paths):
        found |= Q(**{f"{field}__path__startswith": top})
    return found


def _around(paths: Iterable[str], field: str) -> Q:
    """Rows whose unit is the unit of one of ``paths`` or lies above it."""
    step = Unit.steplen
    above = {path[:end] for path in paths for end in range(step, len(path) + 1, step)}
    return Q(**{f"{field}__path__in": sorted(above)})


def _belonging(reaches: Iterable[Reach], field: str) -> Q:
    """Twin of `belongs` for the column ``field``."""
    reaches = list(reaches)
    meeting = _meeting((reach for reach in reaches if reach.role in UNIT_ROLES), field)
    return meeting | _around((reach.unit_path for reach in reaches if reach.role == Role.STAFF), field)
