"""What is put to the vote: choosing, taking off, kind of vote, conflicts of interest."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thidua.base import clock
from thidua.base.asking import whole_numbers
from thidua.base.forms import ReasonForm, add_refusal
from thidua.base.refusal import Refused
from thidua.councils import actions
from thidua.councils.forms import ConflictForm
from thidua.councils.models import Conflict, Meeting
from thidua.councils.permissions import leads
from thidua.councils.presenting import mirror, verdict_tag
from thidua.councils.queries import newest_checks, waiting_nominations
from thidua.councils.quorum import members_of
from thidua.councils.views.finding import allow, crumbs, find_meeting
from thidua.nominations.lawbook import award_names


@login_required
def agenda(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose from the nominations that wait for a council."""
    meeting = find_meeting(request, pk)
    allow(leads(request.user, meeting))
    body = meeting.council.body
    waiting = waiting_nominations(body).select_related("dossier__unit")
    problem = ""
    if request.method == "POST":
        chosen = whole_numbers(request.POST.getlist("ids"))
        try:
            actions.put_on_agenda(
                meeting=meeting,
                nominations=[nomination for nomination in waiting if nomination.pk in chosen],
                secret=request.POST.get("secret") != "no",
                actor=request.user,
                at=clock.now(),
            )
        except Refused as refusal:
            problem = refusal.message
        else:
            messages.success(request, _("Đã đưa vào chương trình."))
            return redirect("councils:meeting", pk)
    rows = list(waiting)
    checks = newest_checks(nomination.pk for nomination in rows)
    names = award_names(meeting.day)
    groups: dict[str, list[dict[str, object]]] = {}
    for nomination in rows:
        row = {"nomination": nomination, "verdict": verdict_tag(checks.get(nomination.pk))}
        groups.setdefault(names.get(nomination.award, nomination.award), []).append(row)
    on_agenda = [question.nomination for question in meeting.questions.select_related("nomination")]
    page = reverse("councils:meeting", args=[pk])
    context = {
        "meeting": meeting,
        "groups": groups,
        "count": len(rows),
        "mirror": mirror([*rows, *on_agenda], body, meeting.day),
        "errors": [(problem, None)] if problem else [],
        "breadcrumbs": crumbs((_("Hội đồng"), reverse("councils:list")), (meeting, page), (_("Chương trình"), None)),
    }
    return render(request, "councils/agenda.html", context, status=422 if problem else 200)


@login_required
def take_off(request: HttpRequest, pk: int, question_pk: int) -> HttpResponse:
    """Take a question off the agenda, with the reason."""
    meeting = find_meeting(request, pk)
    allow(leads(request.user, meeting))
    question = get_object_or_404(meeting.questions.select_related("nomination", "meeting"), pk=question_pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.take_off_agenda(
                question=question, reason=form.cleaned_data["reason"], actor=request.user, at=clock.now()
            )
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Đã đưa ra khỏi chương trình."))
            return redirect("councils:meeting", pk)
    title = _("Đưa ra khỏi chương trình: %(who)s") % {"who": question.nomination.recipient_name}
    return _form(request, meeting, form, title)


@login_required
@require_POST
def secrecy(request: HttpRequest, pk: int, question_pk: int) -> HttpResponse:
    """Choose secret ballot or open vote for a question."""
    meeting = find_meeting(request, pk)
    allow(leads(request.user, meeting))
    question = get_object_or_404(meeting.questions.select_related("nomination__dossier", "meeting"), pk=question_pk)
    try:
        actions.set_secrecy(
            question=question, secret=request.POST.get("secret") == "yes", actor=request.user, at=clock.now()
        )
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("Đã đổi hình thức biểu quyết."))
    return redirect("councils:meeting", pk)


@login_required
def conflict(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down that a member declared an interest."""
    meeting = find_meeting(request, pk)
    allow(leads(request.user, meeting))
    form = ConflictForm(request.POST or None, meeting=meeting, members=members_of(meeting))
    if request.method == "POST" and form.is_valid():
        try:
            actions.declare_conflict(**form.cleaned_data, actor=request.user, at=clock.now())
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Đã ghi: ủy viên không biểu quyết về nội dung này."))
            return redirect("councils:meeting", pk)
    return _form(request, meeting, form, _("Ghi xung đột lợi ích"))


@login_required
@require_POST
def withdraw_conflict(request: HttpRequest, pk: int, conflict_pk: int) -> HttpResponse:
    """Take back a declared interest."""
    meeting = find_meeting(request, pk)
    allow(leads(request.user, meeting))
    conflicts = Conflict.objects.select_related("question__meeting", "question__nomination", "member__person")
    found = get_object_or_404(conflicts, pk=conflict_pk, question__meeting=pk)
    try:
        actions.withdraw_conflict(conflict=found, actor=request.user, at=clock.now())
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("Đã bỏ ghi xung đột lợi ích."))
    return redirect("councils:meeting", pk)


def _form(request: HttpRequest, meeting: Meeting, form: ReasonForm | ConflictForm, title: str) -> HttpResponse:
    page = reverse("councils:meeting", args=[meeting.pk])
    context = {
        "form": form,
        "title": title,
        "lead": meeting,
        "submit": title if isinstance(form, ConflictForm) else _("Đưa ra khỏi chương trình"),
        "cancel_url": page,
        "breadcrumbs": crumbs((_("Hội đồng"), reverse("councils:list")), (meeting, page), (title, None)),
    }
    return render(request, "councils/form.html", context, status=422 if form.errors else 200)
