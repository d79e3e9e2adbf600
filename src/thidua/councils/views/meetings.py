"""The council day on one page, and what the secretary does on it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from thidua.base import clock, files
from thidua.base.forms import ReasonForm, add_refusal
from thidua.base.refusal import Refused
from thidua.councils import actions
from thidua.councils.forms import AttendanceForm, CloseForm, MoveClosingForm, OpenVotingForm
from thidua.councils.history import timeline_of
from thidua.councils.models import Meeting
from thidua.councils.permissions import explain, leads, may_manage, may_vote, member_for
from thidua.councils.presenting import agenda_groups, steps_of
from thidua.councils.queries import agenda, passed_nominations, progress_of
from thidua.councils.quorum import members_of, quorum_of
from thidua.councils.transitions import MEETING
from thidua.councils.views.finding import allow, crumbs, find_meeting, in_half_an_hour

State = Meeting.State


@dataclass(frozen=True)
class Act:
    """How an action of the table is carried out from the page."""

    run: Callable[..., Any]
    done: str | Promise
    icon: str
    form: type[Form] | None = None
    style: str = "primary"
    confirm: str | Promise = ""


ACTS: dict[str, Act] = {
    "open": Act(actions.open_meeting, gettext_lazy("Đã khai mạc phiên họp."), "play-circle"),
    "cancel": Act(
        actions.cancel_meeting, gettext_lazy("Đã hủy phiên họp."), "slash-circle", form=ReasonForm, style="danger"
    ),
    "open_voting": Act(
        actions.open_voting, gettext_lazy("Đã mở bỏ phiếu và báo các ủy viên."), "send-check", form=OpenVotingForm
    ),
    "adjourn": Act(
        actions.adjourn_meeting, gettext_lazy("Đã hoãn phiên họp."), "pause-circle", form=ReasonForm, style="quiet"
    ),
    "move_closing": Act(
        actions.move_closing,
        gettext_lazy("Đã đổi giờ kết thúc bỏ phiếu."),
        "clock",
        form=MoveClosingForm,
        style="secondary",
    ),
    "cancel_voting": Act(
        actions.cancel_voting, gettext_lazy("Đã dừng bỏ phiếu."), "slash-circle", form=ReasonForm, style="quiet"
    ),
    "count": Act(
        actions.count_votes,
        gettext_lazy("Đã kiểm phiếu. Kết quả đã được ghi vào hồ sơ."),
        "clipboard-check",
        confirm=gettext_lazy("Kiểm phiếu ngay? Sau khi kiểm, không nhận thêm phiếu nào."),
    ),
    "close": Act(
        actions.close_meeting, gettext_lazy("Đã bế mạc và lập biên bản."), "file-earmark-check", form=CloseForm
    ),
}


@login_required
@require_GET
def meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """The council day: agenda, attendance, quorum, conflicts, progress, result, minutes."""
    found = find_meeting(request, pk)
    questions = list(agenda(found))
    leading = bool(leads(request.user, found))
    preparing = found.state in (State.PLANNED, State.SITTING)
    attendance = {row.member_id: row for row in found.attendances.all()}
    context = {
        "meeting": found,
        "groups": agenda_groups(found, questions),
        "count": len(questions),
        "conflicts": [(question, conflict) for question in questions for conflict in question.conflicts.all()],
        "quorum": quorum_of(found),
        "attendance": [(member, attendance.get(member.pk)) for member in members_of(found)],
        "leading": leading,
        "may_prepare": leading and preparing,
        "may_mark": leading and found.state in (State.PLANNED, State.SITTING, State.VOTING),
        "manages_papers": found.state == State.VOTING and may_manage(request.user, found.council.body),
        "papers": found.paper_ballots.select_related("entered_by", "confirmed_by").prefetch_related("members__person"),
        "progress": progress_of(found) if found.voting_opened_at else None,
        "steps": steps_of(found),
        "actions": _offers(request, found) if leading else _member_action(request, found),
        "own_vote": _member_action(request, found) if leading else [],
        "counted": found.state in (State.COUNTED, State.CLOSED),
        "passed": passed_nominations(found).count(),
        "timeline": timeline_of(found),
        "access": explain(found),
        "breadcrumbs": crumbs(
            (_("Hội đồng"), reverse("councils:list")),
            (found.council, reverse("councils:detail", args=[found.council_id])),
            (found.title, None),
        ),
    }
    return render(request, "councils/meeting.html", context)


def _offers(request: HttpRequest, found: Meeting) -> list[dict[str, Any]]:
    offered = []
    for offer in MEETING.offers(request.user, found):
        act = ACTS[offer.transition.action]
        offered.append(
            {
                "label": offer.transition.label,
                "url": reverse("councils:act", args=[found.pk, offer.transition.action]),
                "method": "get" if act.form else "post",
                "icon": act.icon,
                "style": act.style,
                "reason": "" if offer.answer else offer.answer.reason,
                "confirm": act.confirm,
            }
        )
    return sorted(offered, key=lambda button: (bool(button["reason"]), button["style"] != "primary"))


def _member_action(request: HttpRequest, found: Meeting) -> list[dict[str, Any]]:
    if found.state != State.VOTING or member_for(request.user, found) is None:
        return []
    voting = may_vote(request.user, found)
    return [
        {
            "label": _("Bỏ phiếu"),
            "url": reverse("councils:vote", args=[found.pk]),
            "icon": "send-check",
            "style": "primary",
            "reason": "" if voting else voting.reason,
        }
    ]


@login_required
@require_GET
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """How many have voted: a part of the page, asked for again every few seconds."""
    found = find_meeting(request, pk)
    if found.voting_opened_at is None:
        raise Http404
    return render(request, "councils/_progress.html", {"meeting": found, "progress": progress_of(found)})


@login_required
def act(request: HttpRequest, pk: int, action: str) -> HttpResponse:
    """Carry out an action of the table; with a form of its own where it needs more than a press."""
    found = find_meeting(request, pk)
    if action not in ACTS:
        raise Http404
    allow(leads(request.user, found))
    way = ACTS[action]
    row = MEETING.find(found.state, action)
    if row is None:
        messages.error(request, _("Việc này không làm được ở trạng thái hiện tại của phiên họp."))
        return redirect("councils:meeting", pk)
    form = way.form(request.POST or None, initial=_initial(found, action)) if way.form else None
    if request.method == "POST" and (form is None or form.is_valid()):
        try:
            way.run(meeting=found, actor=request.user, at=clock.now(), **(form.cleaned_data if form else {}))
        except Refused as refusal:
            if form is None or not refusal.fields:
                messages.error(request, refusal.message)
                return redirect("councils:meeting", pk)
            add_refusal(form, refusal)
        else:
            messages.success(request, str(way.done))
            return redirect("councils:meeting", pk)
    if form is None:
        return redirect("councils:meeting", pk)
    page = reverse("councils:meeting", args=[pk])
    context = {
        "form": form,
        "title": row.label,
        "lead": found,
        "submit": row.label,
        "danger": way.style == "danger",
        "cancel_url": page,
        "draft_key": f"councils-{action}-{pk}" if action == "close" else "",
        "breadcrumbs": crumbs((_("Hội đồng"), reverse("councils:list")), (found, page), (row.label, None)),
    }
    return render(request, "councils/form.html", context, status=422 if form.errors else 200)


def _initial(found: Meeting, action: str) -> dict[str, Any]:
    if action == "open_voting":
        return {"closes_at": in_half_an_hour()}
    if action == "move_closing":
        return {"closes_at": found.voting_closes_at}
    return {}


@login_required
def attendance(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark who came."""
    found = find_meeting(request, pk)
    allow(leads(request.user, found))
    rows = {row.member_id: row for row in found.attendances.all()}
    form = AttendanceForm(request.POST or None, members=members_of(found), rows=rows)
    if request.method == "POST" and form.is_valid():
        try:
            actions.mark_attendance(
                meeting=found,
                presences=form.presences(),
                reasons=form.reasons(),
                actor=request.user,
                at=clock.now(),
            )
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Đã ghi điểm danh."))
            return redirect("councils:meeting", pk)
    page = reverse("councils:meeting", args=[pk])
    context = {
        "form": form,
        "meeting": found,
        "breadcrumbs": crumbs((_("Hội đồng"), reverse("councils:list")), (found, page), (_("Điểm danh"), None)),
    }
    return render(request, "councils/attendance.html", context, status=422 if form.errors else 200)


@login_required
@require_GET
def minutes(request: HttpRequest, pk: int, extension: str) -> HttpResponse:
    """The frozen minutes, as they were made at closing."""
    found = find_meeting(request, pk)
    stored = {"docx": found.minutes_docx, "pdf": found.minutes_pdf}.get(extension)
    if stored is None:
        raise Http404
    kind = {"docx": files.DOCX, "pdf": files.PDF}[extension]
    response = HttpResponse(stored.read(), content_type=kind)
    name = f"bien-ban-hop-{found.day:%Y-%m-%d}-{found.pk}.{extension}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
