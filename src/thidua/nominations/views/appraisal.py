"""Appraisal: each condition with the law beside it, judgements by name, and the sheet to print."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.base import clock
from thidua.base.files import DOCX, PDF
from thidua.base.forms import add_refusal
from thidua.base.refusal import Refused
from thidua.nominations import actions, documents, permissions
from thidua.nominations.forms import JudgementForm
from thidua.nominations.models import Dossier, Nomination
from thidua.nominations.queries import award_names, frozen_check, newest_check
from thidua.nominations.readiness import judgements_of, unanswered
from thidua.nominations.screening import members_nominated
from thidua.nominations.traces import dressed_conditions
from thidua.nominations.views.dossiers import page_actions
from thidua.nominations.views.shared import (
    dossier_crumbs,
    dossier_or_404,
    nomination_or_404,
    say_refusal,
)
from thidua.nominations.wording import tone
from thidua.paperwork import PaperworkError, document_docx, document_pdf, file_name


@login_required
def appraise(request: HttpRequest, pk: int) -> HttpResponse:
    """The officer's page of one nomination; a judgement is given here, with its reason."""
    found = nomination_or_404(request.user, pk)
    dossier = found.dossier
    answer = permissions.may_appraise(request.user, dossier)
    if not answer:
        messages.error(request, answer.reason)
        return redirect("nominations:nomination", found.pk)
    open_now = dossier.state == Dossier.State.SUBMITTED and found.state == Nomination.State.LISTED
    bound = None
    if request.method == "POST":
        bound = JudgementForm(request.POST, prefix=request.POST.get("prefix", ""))
        if bound.is_valid():
            try:
                actions.judge(nomination=found, **bound.cleaned_data, actor=request.user, at=clock.now())
            except Refused as refused:
                add_refusal(bound, refused)
            else:
                messages.success(request, _("Đã ghi nhận xét thẩm định và đối chiếu lại."))
                return redirect("nominations:appraise", found.pk)
    check = newest_check(found)
    judged = judgements_of([found]).get(found.pk, {})
    rows = dressed_conditions(check, judged) if check is not None else []
    waiting = {row["id"] for row in unanswered(check, judged)} if check is not None else set()
    context = {
        "nomination": found,
        "dossier": dossier,
        "award_name": award_names(clock.today()).get(found.award, found.award),
        "check": check,
        "outcome_tone": tone(found.outcome or "none"),
        "rows": [_condition_row(row, number, open_now, waiting, bound) for number, row in enumerate(rows)],
        "waiting": len(waiting),
        "bound": bound,
        "files": list(found.evidence.select_related("file")),
        "siblings": _siblings(found),
        "members_nominated": members_nominated(found, clock.today()),
        "members": check.facts.get("collective", {}).get("members") if check is not None else None,
        "actions": page_actions(request.user, dossier, editable=False),
        "open_now": open_now,
        "breadcrumbs": dossier_crumbs(dossier, (_("Thẩm định: %(name)s") % {"name": found.recipient_name}, None)),
    }
    return render(request, "nominations/appraise.html", context, status=422 if bound is not None else 200)


def _condition_row(
    row: dict[str, Any], number: int, open_now: bool, waiting: set[str], bound: JudgementForm | None
) -> dict[str, Any]:
    """A condition with the form to judge it, where a person may: what is unknown, and what was judged before."""
    prefix = f"c{number}"
    judged = row["judgement"]
    judgeable = open_now and not row["elsewhere"] and (row["state"] == "unknown" or judged is not None)
    form = None
    if judgeable:
        is_bound = bound is not None and bound.prefix == prefix
        initial = {"condition": row["id"]}
        if judged is not None:
            initial |= {"met": "yes" if judged.met else "no", "reason": judged.reason}
        form = bound if is_bound else JudgementForm(initial=initial, prefix=prefix)
    wrong = form is bound and bound is not None
    waits = row["id"] in waiting
    plain = row | {"title": ""}
    return {"condition": row, "conditions": [plain], "form": form, "prefix": prefix, "waiting": waits, "wrong": wrong}


def _siblings(found: Nomination) -> dict[str, Any]:
    """The other nominations of the dossier: for going on to the next."""
    rows = list(found.dossier.nominations.filter(state__in=permissions.LIVE).order_by("award", "name_key", "pk"))
    place = next((number for number, row in enumerate(rows) if row.pk == found.pk), 0)
    return {
        "number": place + 1,
        "total": len(rows),
        "previous": rows[place - 1] if place > 0 else None,
        "next": rows[place + 1] if place + 1 < len(rows) else None,
    }


@login_required
def appraisal_sheet(request: HttpRequest, pk: int, extension: str) -> HttpResponse:
    """The printable appraisal sheet: the check that was frozen at acceptance, before that the newest one."""
    found = nomination_or_404(request.user, pk)
    if not (permissions.may_see(request.user, found.dossier) and permissions.may_see_record(request.user, found)):
        raise Http404
    check = frozen_check(found) if found.dossier.state not in (Dossier.State.DRAFT, Dossier.State.SUBMITTED) else None
    check = check or newest_check(found)
    if check is None:
        raise Http404
    judged = judgements_of([found]).get(found.pk, {})
    officer = request.user if permissions.may_appraise(request.user, found.dossier) else None
    try:
        sheet = documents.appraisal_context(found, check, judged, officer, clock.today())
        return document_response(sheet, extension)
    except (Refused, PaperworkError) as error:
        return _sorry(request, error, reverse("nominations:nomination", args=[found.pk]))


def document_response(context: Any, extension: str) -> HttpResponse:
    """A document as a download; PDF opens in the browser."""
    if extension == "docx":
        response = HttpResponse(document_docx(context), content_type=DOCX)
    elif extension == "pdf":
        response = HttpResponse(document_pdf(context), content_type=PDF)
    else:
        raise Http404
    way = "inline" if extension == "pdf" else "attachment"
    response["Content-Disposition"] = f'{way}; filename="{file_name(context, extension)}"'
    return response


def _sorry(request: HttpRequest, error: Exception, back: str) -> HttpResponse:
    if isinstance(error, Refused):
        say_refusal(request, error)
    else:
        messages.error(request, str(error))
    return redirect(back)


@login_required
def submission(request: HttpRequest, pk: int, extension: str) -> HttpResponse:
    """The unit's submission (tờ trình) of the dossier."""
    dossier = dossier_or_404(request.user, pk)
    try:
        return document_response(documents.submission_context(dossier, clock.today()), extension)
    except (Refused, PaperworkError) as error:
        return _sorry(request, error, reverse("nominations:detail", args=[dossier.pk]))
