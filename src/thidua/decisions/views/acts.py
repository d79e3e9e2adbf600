"""What is done with a decision: wording, return, giving up, signing, submitting, publishing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thidua.base import clock
from thidua.base.forms import ReasonForm, add_refusal
from thidua.base.refusal import Refused
from thidua.decisions import actions, lines
from thidua.decisions.forms import DecisionForm
from thidua.decisions.models import Decision
from thidua.decisions.transitions import DECISION, drafts
from thidua.decisions.views.finding import visible_decision, works_on


@login_required
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the wording of a draft."""
    decision = visible_decision(request, pk)
    if not drafts(request.user, decision):
        raise Http404
    form = DecisionForm(request.POST) if request.method == "POST" else DecisionForm.of(decision)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data | {"legal_bases": form.cleaned_data["legal_bases"].splitlines()}
        try:
            actions.edit_decision(decision=decision, actor=request.user, at=clock.now(), **values)
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Đã lưu câu chữ của dự thảo."))
            return redirect("decisions:detail", decision.pk)
    status = 422 if form.errors else 200
    return render(request, "decisions/edit.html", {"decision": decision, "form": form}, status=status)


def _with_reason(
    request: HttpRequest, pk: int, act: Callable[..., Any], *, title: str, button: str, done: str
) -> HttpResponse:
    """A page that asks for a reason and then acts."""
    decision = visible_decision(request, pk)
    if not works_on(request.user, decision):
        raise Http404
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            act(decision=decision, reason=form.cleaned_data["reason"], actor=request.user, at=clock.now())
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, done)
            still_there = Decision.objects.filter(pk=pk).exists()
            return redirect("decisions:detail", pk) if still_there else redirect("decisions:list")
    context = {"decision": decision, "form": form, "title": title, "button": button}
    return render(request, "decisions/reason.html", context, status=422 if form.errors else 200)


@login_required
def send_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Return a submitted draft with the reason."""
    return _with_reason(
        request,
        pk,
        actions.return_decision,
        title=_("Trả lại dự thảo"),
        button=_("Trả lại để sửa"),
        done=_("Đã trả lại dự thảo; người soạn được thông báo kèm lý do."),
    )


@login_required
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Give up a draft with the reason."""
    return _with_reason(
        request,
        pk,
        actions.discard_decision,
        title=_("Bỏ dự thảo"),
        button=_("Bỏ dự thảo"),
        done=_("Đã bỏ dự thảo; các đề nghị lại chờ quyết định."),
    )


@login_required
def sign(request: HttpRequest, pk: int) -> HttpResponse:
    """Second look before signing: exactly this list, this money; then number and date are given."""
    decision = visible_decision(request, pk)
    if not works_on(request.user, decision):
        raise Http404
    if request.method == "POST":
        try:
            actions.sign_decision(
                decision=decision, actor=request.user, at=clock.now(), seen=request.POST.get("seen", "")
            )
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            signed = Decision.objects.get(pk=pk)
            messages.success(request, _("Đã ký Quyết định số %(number)s.") % {"number": signed})
        return redirect("decisions:detail", pk)
    answer = DECISION.may(request.user, decision, "sign")
    day = clock.today()
    found = lines.priced(decision, day)
    names = {code: lines.award_name(code, day) for code in {line.award for line in found}}
    context = {
        "decision": decision,
        "answer": answer,
        "seen": actions.fingerprint(decision, day),
        "lines": [(line, names[line.award]) for line in found],
        "count": len(found),
        "total": sum(line.amount or 0 for line in found),
        "day": day,
    }
    return render(request, "decisions/sign.html", context)


@login_required
@require_POST
def act(request: HttpRequest, pk: int, action: str) -> HttpResponse:
    """Acts that need no further word: submit, publish, make documents again."""
    decision = visible_decision(request, pk)
    known: dict[str, tuple[Callable[..., Any], str]] = {
        "submit": (actions.submit_decision, _("Đã trình ký.")),
        "publish": (actions.publish_decision, _("Đã công bố và thông báo tới người được khen.")),
        "retry": (actions.retry_documents, _("Đang tạo lại văn bản.")),
    }
    if action not in known or not works_on(request.user, decision):
        raise Http404
    function, done = known[action]
    try:
        function(decision=decision, actor=request.user, at=clock.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    return redirect("decisions:detail", pk)
