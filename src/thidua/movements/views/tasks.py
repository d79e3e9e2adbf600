"""The tasks of a movement, a task with the reports of the units, reporting, evidence, the calendar."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.base import clock
from thidua.base.forms import add_refusal
from thidua.base.refusal import Refused
from thidua.movements import actions, calendar, overview, permissions, queries
from thidua.movements.forms import ReportForm
from thidua.movements.models import Evidence, Movement, Participation, ProgressReport, Task
from thidua.movements.views.plans import file_response
from thidua.movements.views.shared import breadcrumbs, movement_for, my_participations, posted, shortened, subnav


@login_required
def task_list(request: HttpRequest, pk: int) -> HttpResponse:
    """All tasks with how far the units are; for a contact also how far the own unit is."""
    movement = movement_for(request, pk)
    progress = queries.progress_of(movement)
    mine = my_participations(request.user, movement) if movement.state in permissions.LAUNCHED_STATES else []
    rows = [
        {
            "progress": row,
            "url": reverse("movements:task", args=[movement.pk, row.task.pk]),
            "mine": [_own_state(movement, row.task, part, progress) for part in mine],
        }
        for row in progress.tasks
    ]
    context = {
        "movement": movement,
        "rows": rows,
        "has_mine": bool(mine),
        "launched": movement.state in permissions.LAUNCHED_STATES,
        "subnav": subnav(request, movement),
        "breadcrumbs": breadcrumbs(movement, (_("Nhiệm vụ"), None)),
    }
    return render(request, "movements/tasks.html", context)


def _own_state(movement: Movement, task: Task, part: Participation, progress: queries.Progress) -> dict[str, Any]:
    percent, at = progress.cells.get((task.pk, part.unit_id), (None, None))
    reason = "" if movement.state in permissions.OPEN_STATES else _("Phong trào đã tổng kết.")
    url = reverse("movements:report", args=[movement.pk, task.pk]) + f"?don-vi={part.unit_id}"
    label = _("Báo cáo") if percent is None else _("Báo cáo mới")
    return {
        "unit": part.unit,
        "percent": percent,
        "at": at,
        "action": {"label": label, "url": url, "icon": "pencil", "reason": reason},
    }


@login_required
def task_detail(request: HttpRequest, pk: int, task_pk: int) -> HttpResponse:
    """The task in the plan's full words, and what the units report on it, as far as the user may read."""
    movement = movement_for(request, pk)
    task = get_object_or_404(movement.tasks.all(), pk=task_pk)
    launched = movement.state in permissions.LAUNCHED_STATES
    progress = queries.progress_of(movement)
    reports = _readable_reports(request.user, task)
    entries = [_unit_entry(unit, reports, progress, task, request.user, movement) for unit in progress.units]
    context = {
        "movement": movement,
        "task": task,
        "bases": [basis for basis in movement.legal_bases.all() if basis.number and basis.number in task.text],
        "higher": list(task.counts_for.all()),
        "given_to": [str(unit) for unit in task.units.all()] or task.bodies,
        "launched": launched,
        "progress": next(row for row in progress.tasks if row.task.pk == task.pk),
        "units": entries,
        "hidden_words": any(entry["percent"] is not None and not entry["readable"] for entry in entries),
        "mine": [_own_state(movement, task, part, progress) for part in my_participations(request.user, movement)]
        if launched
        else [],
        "subnav": subnav(request, movement),
        "breadcrumbs": breadcrumbs(
            movement, (_("Nhiệm vụ"), reverse("movements:tasks", args=[movement.pk])), (task.label, None)
        ),
    }
    return render(request, "movements/task.html", context)


def _readable_reports(user: Any, task: Task) -> dict[int, list[ProgressReport]]:
    """The reports on ``task`` that ``user`` may read, by unit, newest first."""
    rows = permissions.reports_visible_to(user).filter(task=task)
    found: dict[int, list[ProgressReport]] = {}
    for report in rows.select_related("reported_by").prefetch_related("evidence__file"):
        found.setdefault(report.unit_id, []).append(report)
    return found


def _unit_entry(
    unit: Any,
    reports: dict[int, list[ProgressReport]],
    progress: queries.Progress,
    task: Task,
    user: Any,
    movement: Movement,
) -> dict[str, Any]:
    percent, at = progress.cells.get((task.pk, unit.pk), (None, None))
    return {
        "unit": unit,
        "percent": percent,
        "at": at,
        "level": overview.level_of(percent) if percent is not None else 0,
        "readable": bool(permissions.may_see_unit_work(user, movement, unit)),
        "entries": _entries(reports.get(unit.pk, [])),
    }


def _entries(reports: Iterable[ProgressReport]) -> list[dict[str, Any]]:
    """Reports as a timeline, newest first, with their evidence."""
    return [
        {
            "at": report.reported_at,
            "title": f"{report.percent}%",
            "actor": str(report.reported_by),
            "text": report.text,
            "tone": "gold" if report.percent > 100 else "ok" if report.percent == 100 else "info",
            "files": [(proof.name, reverse("movements:evidence", args=[proof.pk])) for proof in report.evidence.all()],
        }
        for report in reports
    ]


@login_required
def report(request: HttpRequest, pk: int, task_pk: int) -> HttpResponse:
    """Report on a task for one's unit: how far, in words, with evidence; earlier reports stand beside."""
    movement = movement_for(request, pk)
    task = get_object_or_404(movement.tasks.all(), pk=task_pk)
    part = _own_participation(request, movement)
    earlier = list(
        ProgressReport.objects.filter(task=task, unit=part.unit)
        .select_related("reported_by")
        .prefetch_related("evidence__file")
    )
    form = ReportForm(posted(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.report_progress(
                task=task,
                unit=part.unit,
                percent=form.cleaned_data["percent"],
                text=form.cleaned_data["text"],
                files=form.cleaned_data["evidence"],
                actor=request.user,
                at=clock.now(),
            )
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Đã gửi báo cáo nhiệm vụ %(label)s.") % {"label": task.label})
            return redirect("movements:tasks", movement.pk)
    context = {
        "movement": movement,
        "task": task,
        "unit": part.unit,
        "form": form,
        "entries": _entries(earlier),
        "breadcrumbs": breadcrumbs(
            movement, (_("Nhiệm vụ"), reverse("movements:tasks", args=[movement.pk])), (shortened(str(task)), None)
        ),
    }
    return render(request, "movements/report.html", context, status=422 if form.errors else 200)


def _own_participation(request: HttpRequest, movement: Movement) -> Participation:
    """The participation reported for: the one asked for, else the user's only one."""
    mine = my_participations(request.user, movement)
    asked = request.GET.get("don-vi", "")
    chosen = [part for part in mine if str(part.unit_id) == asked] if asked else mine[:1]
    if not chosen:
        raise Http404
    return chosen[0]


@login_required
def evidence(request: HttpRequest, pk: int) -> HttpResponse:
    """A file that proves a report, for those who may read the report."""
    readable = permissions.reports_visible_to(request.user)
    proof = get_object_or_404(Evidence.objects.select_related("file"), pk=pk, report__in=readable)
    return file_response(proof.file.read(), proof.name)


@login_required
def calendar_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The movement's great days and deadlines as iCalendar."""
    movement = movement_for(request, pk)
    text = calendar.write(movement, queries.days_of(movement), clock.now())
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="phong-trao-{movement.pk}.ics"'
    return response
