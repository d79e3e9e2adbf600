"""What people should do about movements: computed from where each movement, unit and registration stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from thidua.accounts.roles import Role
from thidua.movements import permissions, queries
from thidua.movements.models import (
    Duty,
    DutyDone,
    Movement,
    Participation,
    PlanDocument,
    ProgressReport,
    Registration,
)
from thidua.movements.overview import SOON
from thidua.notices.todo import Todo, Waiting
from thidua.organisation.roles import roles_of


def todos(user: Any, day: date) -> Iterator[Todo | Waiting]:
    """All that ``user`` should do about movements as of ``day``."""
    roles = roles_of(user)
    if roles.has(Role.DIRECTOR):
        submitted = Movement.objects.filter(roles.units(Role.DIRECTOR, field="body"), state=Movement.State.SUBMITTED)
        yield Waiting(submitted, _to_approve)
    if roles.has(Role.OFFICER):
        bodies = roles.units(Role.OFFICER, field="body")
        plans = PlanDocument.objects.filter(bodies, movement__isnull=True, accepted_at__isnull=True)
        yield Waiting(plans, _plans_to_review)
        at_work = Q(state__in=(Movement.State.DRAFT, Movement.State.APPROVED))
        near = Q(state__in=permissions.OPEN_STATES, report_due__lte=day + SOON)
        yield Waiting(Movement.objects.filter(bodies, at_work | near), _of_officer)
        sent = Registration.objects.filter(
            roles.units(Role.OFFICER, field="movement__body"),
            movement__state__in=permissions.OPEN_STATES,
            state=Registration.State.SUBMITTED,
        )
        yield Waiting(sent, _registrations_to_check)
    if roles.has(*permissions.UNIT_ROLES):
        yield Waiting(_own_participations(user), _of_contact)
        yield Waiting(_duties_not_done(user), _duties_of_contact)


def _to_approve(movements: QuerySet[Movement]) -> Iterator[Todo]:
    for movement in movements:
        yield Todo(
            _("Duyệt phong trào: %(title)s") % {"title": movement.title},
            _("Chuyên viên đã trình, chờ đồng chí duyệt hoặc trả lại."),
            reverse("movements:detail", args=[movement.pk]),
        )


def _of_officer(movements: QuerySet[Movement]) -> Iterator[Todo]:
    found = list(movements.order_by("-state", "pk"))
    yield from _to_move_on(movement for movement in found if movement.state not in permissions.OPEN_STATES)
    yield from _lagging([movement for movement in found if movement.state in permissions.OPEN_STATES])


def _to_move_on(movements: Iterable[Movement]) -> Iterator[Todo]:
    for movement in movements:
        if movement.state == Movement.State.DRAFT:
            yield Todo(
                _("Hoàn thiện và trình duyệt: %(title)s") % {"title": movement.title},
                _("Phong trào đang soạn."),
                reverse("movements:detail", args=[movement.pk]),
            )
        else:
            yield Todo(
                _("Phát động: %(title)s") % {"title": movement.title},
                _("Phong trào đã được duyệt, các đơn vị đang chờ."),
                reverse("movements:launch", args=[movement.pk]),
            )


def _plans_to_review(waiting: QuerySet[PlanDocument]) -> Iterator[Todo]:
    for plan in waiting.defer("reading", "review"):
        if plan.state == PlanDocument.State.READ:
            what = _("So sánh bản mới của kế hoạch: %(file)s") if plan.amends_id else _("Rà soát kế hoạch: %(file)s")
            why = _("Kế hoạch đã đọc, chưa lập thành phong trào.")
            if plan.amends_id:
                why = _("Bản mới đã đọc; chọn thay đổi nào được đưa vào phong trào.")
        elif plan.state == PlanDocument.State.FAILED:
            what, why = _("Kế hoạch không đọc được: %(file)s"), plan.failure
        else:
            what, why = _("Đang đọc kế hoạch: %(file)s"), _("Tiến trình nền đang đọc; xem đã đến trang nào.")
        since = timezone.localdate(plan.uploaded_at)
        yield Todo(what % {"file": plan.file_name}, why, reverse("movements:review", args=[plan.pk]), since=since)


def _registrations_to_check(sent: QuerySet[Registration]) -> Iterator[Todo]:
    """One to-do a movement, with how many wait and since when the first does."""
    rows = sent.order_by("movement").values_list("movement", "movement__title")
    for movement, title, count, first in rows.annotate(count=Count("pk"), first=Min("submitted_at")):
        yield Todo(
            _("Xét %(count)s đăng ký thi đua") % {"count": count},
            title,
            reverse("movements:registrations", args=[movement]),
            count=count,
            since=timezone.localdate(first) if first else None,
        )


def _lagging(near: list[Movement]) -> Iterator[Todo]:
    """Deadlines that are near or over, with the number of units that have not done their part."""
    if not near:
        return
    for movement, count in _units_behind(near).items():
        yield Todo(
            _("Đôn đốc %(count)s đơn vị chưa báo cáo đủ") % {"count": count},
            movement.title,
            reverse("movements:board", args=[movement.pk]) + "?thieu=report",
            due=movement.report_due,
            count=count,
        )


def _units_behind(movements: list[Movement]) -> dict[Movement, int]:
    """How many units of each movement have not reported on every task; movements without any are left out."""
    reported = (
        ProgressReport.objects.filter(task__movement=OuterRef("movement"), unit=OuterRef("unit"))
        .order_by()
        .values("unit")
        .annotate(count=Count("task", distinct=True))
        .values("count")
    )
    tasks = dict(
        Movement.objects.filter(pk__in=[movement.pk for movement in movements])
        .annotate(count=Count("tasks"))
        .values_list("pk", "count")
    )
    behind = {movement.pk: 0 for movement in movements}
    rows = Participation.objects.filter(movement__in=movements).annotate(reported=Subquery(reported))
    for movement_pk, count in rows.values_list("movement", "reported"):
        behind[movement_pk] += int((count or 0) < tasks[movement_pk])
    return {movement: behind[movement.pk] for movement in movements if behind[movement.pk]}


def _of_contact(participations: QuerySet[Participation]) -> Iterator[Todo]:
    mine = list(participations)
    movements = {part.movement_id for part in mine}
    units = {part.unit_id for part in mine}
    registrations = {
        (row.movement_id, row.unit_id): row
        for row in Registration.objects.filter(movement__in=movements, unit__in=units)
    }
    reported = {
        (movement, unit): count
        for movement, unit, count in ProgressReport.objects.filter(task__movement__in=movements, unit__in=units)
        .order_by()
        .values_list("task__movement", "unit")
        .annotate(count=Count("task", distinct=True))
    }
    for part in mine:
        key = (part.movement_id, part.unit_id)
        yield from _of_participation(part, registrations.get(key), reported.get(key, 0))


def _duties_not_done(user: Any) -> QuerySet[Any]:
    """What plans give the units of a contact to do and is not done yet."""
    given = Duty.units.through.objects.filter(
        permissions.acted_for(user), duty__movement__state__in=permissions.OPEN_STATES
    )
    done = DutyDone.objects.filter(duty=OuterRef("duty"), unit=OuterRef("unit"))
    return given.filter(~Exists(done))


def _duties_of_contact(given: QuerySet[Any]) -> Iterator[Todo]:
    """One to-do a movement and unit."""
    rows = given.order_by().values_list("duty__movement", "duty__movement__title", "unit__short_name")
    for movement, title, unit, count in rows.annotate(count=Count("pk")).order_by("duty__movement", "unit__short_name"):
        yield Todo(
            _("Làm %(count)s việc kế hoạch giao") % {"count": count},
            f"{unit} · {title}",
            reverse("movements:detail", args=[movement]) + "#viec-duoc-giao",
            count=count,
        )


def _own_participations(user: Any) -> QuerySet[Participation]:
    running = Participation.objects.filter(permissions.acted_for(user), movement__state__in=permissions.OPEN_STATES)
    return running.select_related("movement", "unit").annotate(tasks=Count("movement__tasks")).order_by("pk")


def _of_participation(part: Participation, registration: Registration | None, reported: int) -> Iterator[Todo]:
    movement, unit = part.movement, part.unit
    tasks: int = part.tasks  # type: ignore[attr-defined]
    if part.acknowledged_at is None:
        yield Todo(
            _("Xác nhận đã nhận kế hoạch"),
            f"{unit.short_name} · {movement.title}",
            reverse("movements:detail", args=[movement.pk]),
            since=timezone.localdate(movement.launched_at) if movement.launched_at else None,
        )
    if registration is None or registration.state in (Registration.State.DRAFT, Registration.State.RETURNED):
        returned = registration is not None and registration.state == Registration.State.RETURNED
        yield Todo(
            _("Sửa đăng ký thi đua được trả lại") if returned else _("Đăng ký thi đua"),
            registration.return_reason if returned and registration else f"{unit.short_name} · {movement.title}",
            reverse("movements:registration", args=[movement.pk, unit.pk]),
            due=queries.due_of(movement, queries.What.REGISTER),
        )
    if reported < tasks:
        yield Todo(
            _("Báo cáo %(count)s nhiệm vụ") % {"count": tasks - reported},
            f"{unit.short_name} · {movement.title}",
            reverse("movements:tasks", args=[movement.pk]),
            due=queries.due_of(movement, queries.What.REPORT),
            count=tasks - reported,
        )
