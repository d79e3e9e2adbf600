"""The start page of a movement, correcting a draft, moving it from state to state, launching it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thidua.base import clock
from thidua.base.asking import whole_number
from thidua.base.forms import add_refusal
from thidua.base.refusal import Refused
from thidua.journal.transitions import Offer
from thidua.movements import actions, overview, permissions, queries, reviewing
from thidua.movements.counting import carried_on_by, counted_for_higher
from thidua.movements.forms import AdmissionForm, LaunchForm, MovementForm, ReturnForm
from thidua.movements.models import Duty, DutyDone, Movement, Participation, PlanDocument
from thidua.movements.panels import drawn, panels_of
from thidua.movements.transitions import MOVEMENT_TRANSITIONS, missing_fields
from thidua.movements.views.deriving import may_derive
from thidua.movements.views.plans import body_of_officer
from thidua.movements.views.shared import (
    breadcrumbs,
    movement_for,
    my_participations,
    posted,
    say_refused,
    subnav,
    version_given,
)

_ACTS = {
    "submit": actions.submit_movement,
    "recall": actions.recall_movement,
    "approve": actions.approve_movement,
    "return": actions.return_movement,
    "begin_closing": actions.begin_closing,
    "sum_up": actions.sum_up_movement,
    "reopen": actions.reopen_movement,
    "close": actions.close_movement,
}
_ICONS = {
    "submit": "send", "recall": "arrow-left", "approve": "check-circle", "return": "arrow-left", "launch": "megaphone",
    "begin_closing": "clipboard-data", "sum_up": "clipboard-check", "reopen": "arrow-repeat", "close": "lock",
}  # fmt: skip


@login_required
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The movement at a glance: before the launch what is still to do, after it how far everybody is."""
    movement = movement_for(request, pk)
    launched = movement.state in permissions.LAUNCHED_STATES
    follows = bool(permissions.may_follow(request.user, movement))
    context: dict[str, Any] = {
        "movement": movement,
        "launched": launched,
        "actions": _actions(request, movement),
        "meta": _meta(movement),
        "subnav": subnav(request, movement),
        "breadcrumbs": breadcrumbs(movement),
        "way": overview.way_of(movement) if follows else [],
        "story": overview.story_of(movement) if follows else [],
        "higher": counted_for_higher(movement),
        "bases": list(movement.legal_bases.all()),
        "duties": duties_of(movement),
        "explain": permissions.explain(movement),
        "versions": _versions(movement),
        "may_manage": bool(permissions.may_manage(request.user, movement.body)),
        "panels": drawn(panels_of(request.user, movement, clock.today()), request) if launched else [],
    }
    coming, gone = overview.coming_and_gone(queries.days_of(movement), clock.today())
    context |= {"coming": coming, "gone": gone}
    context |= _figures(request, movement) if launched else _preparation(request, movement)
    return render(request, "movements/detail.html", context)


def _figures(request: HttpRequest, movement: Movement) -> dict[str, Any]:
    progress = queries.progress_of(movement)
    rows = queries.board(movement, clock.today())
    by_unit = {row.unit.pk: row for row in rows}
    mine = my_participations(request.user, movement)
    reads_all = permissions.roles_of(request.user).has(*permissions.READERS, unit=movement.body)
    readable = None if reads_all else [unit for unit in progress.units if permissions.belongs(request.user, unit)]
    return {
        "tiles": overview.tiles(queries.Figures.of(progress, rows)),
        "heat": overview.heat(progress, readable),
        "chart": overview.chart(progress),
        "funnel": overview.registration_funnel(rows, movement),
        "progress": progress,
        "mine": [(part, overview.unit_work(movement, by_unit.get(part.unit_id), part)) for part in mine],
        "given": _given_duties(request, movement),
        "carried_on": carried_on_by(movement, permissions.visible_to(request.user)),
        "acknowledge_reason": "" if movement.state in permissions.OPEN_STATES else _("Phong trào đã tổng kết."),
    }


def _preparation(request: HttpRequest, movement: Movement) -> dict[str, Any]:
    return {
        "tasks": list(movement.tasks.all()),
        "missing": missing_fields(movement),
        "may_edit": movement.state == Movement.State.DRAFT
        and bool(permissions.may_manage(request.user, movement.body)),
    }


def _meta(movement: Movement) -> list[tuple[str, str]]:
    number = "/".join(part for part in (movement.document_number, movement.document_symbol) if part)
    meta = [(_("Cơ quan phát động"), movement.body.name)]
    if number:
        meta.append((_("Kế hoạch số"), number))
    if movement.start and movement.end:
        meta.append((_("Thời gian"), f"{movement.start:%d/%m/%Y} – {movement.end:%d/%m/%Y}"))
    if movement.signer_name:
        meta.append((_("Người ký"), movement.signer_name))
    return meta


def _versions(movement: Movement) -> list[dict[str, Any]]:
    """The files that stand behind the movement: its plan and the accepted new versions, each with its hash."""
    if movement.plan_id is None:
        return []
    rows = PlanDocument.objects.filter(Q(pk=movement.plan_id) | Q(amends=movement.plan_id, accepted_at__isnull=False))
    rows = rows.select_related("file").defer("reading", "review").order_by("pk")
    return [
        {
            "url": reverse("movements:plan_file", args=[row.pk]),
            "name": row.file_name,
            "sha256": row.file.sha256,
            "at": row.accepted_at or row.uploaded_at,
            "accepted": row.accepted_at is not None,
        }
        for row in rows
    ]


def duties_of(movement: Movement) -> list[dict[str, Any]]:
    """The plan's duties, each with its units and what they have done (three queries)."""
    rows = movement.duties.prefetch_related("units", "done")
    found = []
    for duty in rows:
        done = {row.unit_id: row for row in duty.done.all()}
        units = [(unit, done.get(unit.pk)) for unit in duty.units.all()]
        found.append({"duty": duty, "bodies": duty.bodies, "text": duty.text, "units": units})
    return found


def _given_duties(request: HttpRequest, movement: Movement) -> list[dict[str, Any]]:
    """What the plan gives the units of this user to do, done or not."""
    through = Duty.units.through.objects.filter(permissions.acted_for(request.user), duty__movement=movement)
    rows = through.select_related("duty", "unit").order_by("duty__order", "unit__path")
    done = {(row.duty_id, row.unit_id): row for row in DutyDone.objects.filter(duty__movement=movement)}
    return [{"duty": row.duty, "unit": row.unit, "done": done.get((row.duty_id, row.unit_id))} for row in rows]


def _actions(request: HttpRequest, movement: Movement) -> list[dict[str, Any]]:
    """The offers of the table of transitions as buttons; for those who run the movement, refused ones with reasons."""
    runs = permissions.may_manage(request.user, movement.body) or permissions.may_decide(request.user, movement.body)
    if not runs:
        return _own_plan(request, movement)
    offers = MOVEMENT_TRANSITIONS.offers(request.user, movement)
    return [_button(movement, offer) for offer in sorted(offers, key=lambda offer: not offer.answer)]


def _own_plan(request: HttpRequest, movement: Movement) -> list[dict[str, Any]]:
    """The next step of a body below the one that launched the movement: a plan of its own from it."""
    if not may_derive(movement, body_of_officer(request.user)):
        return []
    address = reverse("movements:derive", args=[movement.pk])
    return [{"label": _("Lập kế hoạch riêng"), "url": address, "icon": "diagram-3", "style": "secondary"}]


def _button(movement: Movement, offer: Offer) -> dict[str, Any]:
    row = offer.transition
    address = "movements:launch" if row.action == "launch" else "movements:act"
    arguments = [movement.pk] if row.action == "launch" else [movement.pk, row.action]
    backwards = row.needs_reason
    return {
        "label": str(row.label),
        "url": reverse(address, args=arguments),
        "icon": _ICONS[row.action],
        "style": "secondary" if backwards else "primary",
        "reason": "" if offer.answer else offer.answer.reason,
    }


@login_required
def act(request: HttpRequest, pk: int, action: str) -> HttpResponse:
    """One step of the movement's way: says what will happen, asks for the reason where one is needed, does it."""
    movement = movement_for(request, pk)
    row = MOVEMENT_TRANSITIONS.find(movement.state, action)
    if action not in _ACTS:
        raise Http404
    answer = MOVEMENT_TRANSITIONS.may(request.user, movement, action)
    if row is None or not answer:
        messages.error(request, answer.reason)
        return redirect("movements:detail", movement.pk)
    form = ReturnForm(posted(request)) if row.needs_reason else None
    if request.method == "POST" and (form is None or form.is_valid()):
        reason = {"reason": form.cleaned_data["reason"]} if form else {}
        try:
            _ACTS[action](movement=movement, actor=request.user, at=clock.now(), **reason)  # type: ignore[operator]
        except Refused as refusal:
            say_refused(request, refusal)
        else:
            messages.success(request, _("Đã xong: %(what)s.") % {"what": str(row.label).lower()})
        return redirect("movements:detail", movement.pk)
    context = {
        "movement": movement,
        "row": row,
        "form": form,
        "effects": _effects(action),
        "breadcrumbs": breadcrumbs(movement, (str(row.label), None)),
    }
    return render(request, "movements/act.html", context, status=422 if form and form.errors else 200)


def _effects(action: str) -> list[str]:
    return {
        "submit": [
            _("Người đứng đầu cơ quan nhận được thông báo và việc cần duyệt."),
            _("Trong lúc chờ duyệt không sửa được."),
        ],
        "recall": [_("Phong trào trở lại bản soạn để sửa; sau đó phải trình duyệt lại.")],
        "approve": [_("Chuyên viên được phép phát động phong trào đến các đơn vị.")],
        "return": [_("Phong trào trở lại bản soạn; chuyên viên nhận được lý do.")],
        "begin_closing": [_("Các đơn vị vẫn hoàn thiện được đăng ký và báo cáo để tổng kết.")],
        "sum_up": [_("Khép lại đăng ký và báo cáo; các đơn vị không gửi thêm được.")],
        "reopen": [_("Phong trào lùi một bước; các đơn vị lại gửi được nếu đang thực hiện hoặc đang tổng kết.")],
        "close": [_("Phong trào kết thúc; chỉ còn xem.")],
    }[action]


@login_required
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct the simple facts of a draft."""
    movement = movement_for(request, pk)
    if not permissions.may_manage(request.user, movement.body):
        raise Http404
    names = (*reviewing.TEXTS, *reviewing.DATES)
    form = MovementForm(posted(request), initial={name: getattr(movement, name) for name in names})
    version = request.POST.get("version", "") if request.method == "POST" else str(actions.version_of(movement))
    if request.method == "POST" and form.is_valid():
        try:
            actions.update_movement(
                movement=movement,
                changes=form.cleaned_data,
                actor=request.user,
                at=clock.now(),
                version=version_given(request),
            )
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Đã lưu thông tin phong trào."))
            return redirect("movements:detail", movement.pk)
    context = {
        "movement": movement,
        "form": form,
        "version": version,
        "breadcrumbs": breadcrumbs(movement, (_("Sửa thông tin"), None)),
    }
    return render(request, "movements/edit.html", context, status=422 if form.errors else 200)


@login_required
def launch(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose who takes part, confirm who is meant by the plan's duties, launch."""
    movement = movement_for(request, pk)
    answer = MOVEMENT_TRANSITIONS.may(request.user, movement, "launch")
    if not answer:
        messages.error(request, answer.reason)
        return redirect("movements:detail", movement.pk)
    units = queries.units_to_choose(movement, clock.today())
    chosen = queries.default_units(movement, clock.today())
    duties = list(movement.duties.all())
    meant = queries.suggested_duties(movement, units)
    form = LaunchForm(posted(request), units=units, chosen=chosen, duties=duties, meant=meant)
    if request.method == "POST" and form.is_valid():
        try:
            actions.launch_movement(
                movement=movement,
                units=form.chosen_units(),
                duties=form.chosen_duties(),
                actor=request.user,
                at=clock.now(),
            )
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            count = len(form.chosen_units())
            messages.success(request, _("Đã phát động đến %(count)s đơn vị.") % {"count": count})
            return redirect("movements:detail", movement.pk)
    context = {
        "movement": movement,
        "form": form,
        "breadcrumbs": breadcrumbs(movement, (_("Phát động"), None)),
    }
    return render(request, "movements/launch.html", context, status=422 if form.errors else 200)


@login_required
def admit(request: HttpRequest, pk: int) -> HttpResponse:
    """Let units that came after the launch take part too."""
    movement = movement_for(request, pk)
    if not permissions.may_manage(request.user, movement.body) or movement.state not in permissions.OPEN_STATES:
        raise Http404
    inside = set(movement.participations.values_list("unit_id", flat=True))
    units = [unit for unit in queries.units_to_choose(movement, clock.today()) if unit.pk not in inside]
    form = AdmissionForm(posted(request), units=units)
    if request.method == "POST" and form.is_valid():
        try:
            added = actions.admit_units(
                movement=movement, units=form.chosen_units(), actor=request.user, at=clock.now()
            )
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Đã đưa thêm %(count)s đơn vị vào phong trào.") % {"count": len(added)})
            return redirect("movements:board", movement.pk)
    context = {
        "movement": movement,
        "form": form,
        "units": units,
        "breadcrumbs": breadcrumbs(
            movement,
            (_("Theo dõi đơn vị"), reverse("movements:board", args=[movement.pk])),
            (_("Thêm đơn vị"), None),
        ),
    }
    return render(request, "movements/admit.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def acknowledge(request: HttpRequest, pk: int) -> HttpResponse:
    """The contact says that the plan has reached the unit."""
    movement = movement_for(request, pk)
    mine = Participation.objects.filter(permissions.acted_for(request.user), movement=movement)
    unit = request.POST.get("unit", "")
    participation = get_object_or_404(mine.select_related("unit"), unit=whole_number(unit) or 0)
    try:
        actions.acknowledge(participation=participation, actor=request.user, at=clock.now())
    except Refused as refusal:
        say_refused(request, refusal)
    else:
        messages.success(request, _("%(unit)s đã xác nhận nhận kế hoạch.") % {"unit": participation.unit})
    return redirect("movements:detail", movement.pk)


@login_required
@require_POST
def duty(request: HttpRequest, pk: int, duty_pk: int) -> HttpResponse:
    """The contact says that the unit has done what the plan gave it to do, or takes it back."""
    movement = movement_for(request, pk)
    given = Duty.units.through.objects.filter(permissions.acted_for(request.user), duty__movement=movement)
    unit = whole_number(request.POST.get("unit")) or 0
    row = get_object_or_404(given.select_related("duty", "unit"), duty=duty_pk, unit=unit)
    values = {"duty": row.duty, "unit": row.unit, "actor": request.user, "at": clock.now()}
    try:
        if "undo" in request.POST:
            actions.reopen_duty(**values)
            messages.success(request, _("Đã mở lại việc này."))
        else:
            actions.finish_duty(note=request.POST.get("note", "")[:2000], **values)
            messages.success(request, _("Đã ghi nhận %(unit)s làm xong việc này.") % {"unit": row.unit})
    except Refused as refusal:
        say_refused(request, refusal)
    return redirect(reverse("movements:detail", args=[movement.pk]) + "#viec-duoc-giao")
