"""Paper ballots: first entry, blind second entry, withdrawal."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from thidua.base import clock
from thidua.base.forms import ReasonForm
from thidua.base.refusal import Refused
from thidua.councils import actions
from thidua.councils.forms import PapersForm
from thidua.councils.models import Meeting, Member, PaperBallots
from thidua.councils.permissions import may_confirm_papers, may_manage
from thidua.councils.queries import agenda, entitled_counts
from thidua.councils.views.finding import allow, crumbs, find_meeting, no_store


@sensitive_post_parameters()
@login_required
def enter(request: HttpRequest, pk: int) -> HttpResponse:
    """Type in the papers that were handed in."""
    meeting = find_meeting(request, pk)
    allow(may_manage(request.user, meeting.council.body))
    waiting = Member.objects.filter(rolls__meeting=meeting, rolls__voted=False).select_related("person")
    form = PapersForm(request.POST or None, questions=list(agenda(meeting)), members=waiting, papers={})
    if request.method == "POST" and form.is_valid():
        try:
            actions.enter_paper_ballots(
                meeting=meeting,
                members=form.cleaned_data["members"],
                counts=form.counts(),
                actor=request.user,
                at=clock.now(),
            )
        except Refused as refusal:
            _add_refusal(form, refusal)
        else:
            messages.success(request, _("Đã nhập. Phiếu chỉ được tính khi người thứ hai nhập lại đúng số liệu."))
            return redirect("councils:meeting", pk)
    return _page(request, meeting, form, _("Nhập phiếu giấy, ý kiến bằng văn bản"), None)


@sensitive_post_parameters()
@login_required
def confirm(request: HttpRequest, pk: int, papers_pk: int) -> HttpResponse:
    """Type the same figures once more, without seeing the first ones."""
    meeting = find_meeting(request, pk)
    allow(may_confirm_papers(request.user, meeting))
    papers = get_object_or_404(meeting.paper_ballots.select_related("meeting", "entered_by"), pk=papers_pk)
    members = list(papers.members.select_related("person"))
    form = PapersForm(request.POST or None, questions=list(agenda(meeting)), papers=entitled_counts(meeting, members))
    if request.method == "POST" and form.is_valid():
        try:
            actions.confirm_paper_ballots(papers=papers, counts=form.counts(), actor=request.user, at=clock.now())
        except Refused as refusal:
            _add_refusal(form, refusal)
        else:
            messages.success(request, _("Số liệu khớp. Phiếu giấy đã được đưa vào kiểm phiếu."))
            return redirect("councils:meeting", pk)
    return _page(request, meeting, form, _("Xác nhận phiếu giấy"), papers, members)


@login_required
def withdraw(request: HttpRequest, pk: int, papers_pk: int) -> HttpResponse:
    """Take back an entry that waits for its second person."""
    meeting = find_meeting(request, pk)
    allow(may_manage(request.user, meeting.council.body))
    papers = get_object_or_404(meeting.paper_ballots.select_related("meeting"), pk=papers_pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.withdraw_paper_ballots(
                papers=papers, reason=form.cleaned_data["reason"], actor=request.user, at=clock.now()
            )
        except Refused as refusal:
            _add_refusal(form, refusal)
        else:
            messages.success(request, _("Đã rút lần nhập phiếu giấy."))
            return redirect("councils:meeting", pk)
    title = _("Rút lần nhập phiếu giấy")
    page = reverse("councils:meeting", args=[pk])
    context = {
        "form": form,
        "title": title,
        "lead": meeting,
        "submit": title,
        "cancel_url": page,
        "breadcrumbs": crumbs((_("Hội đồng"), reverse("councils:list")), (meeting, page), (title, None)),
    }
    return render(request, "councils/form.html", context, status=422 if form.errors else 200)


def _add_refusal(form: Any, refusal: Refused) -> None:
    """Errors of a question belong to its first field; the sentence above stands in any case."""
    form.add_error(None, refusal.message)
    for name, message in refusal.fields.items():
        field = name if name in form.fields else f"{name}_A"
        if field in form.fields:
            form.add_error(field, message)


def _page(
    request: HttpRequest,
    meeting: Meeting,
    form: PapersForm,
    title: str,
    papers: PaperBallots | None,
    members: list[Member] | None = None,
) -> HttpResponse:
    page = reverse("councils:meeting", args=[meeting.pk])
    context = {
        "form": form,
        "meeting": meeting,
        "title": title,
        "papers": papers,
        "members": members or [],
        "breadcrumbs": crumbs((_("Hội đồng"), reverse("councils:list")), (meeting, page), (title, None)),
    }
    return no_store(render(request, "councils/papers.html", context, status=422 if form.errors else 200))
