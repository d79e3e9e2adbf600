"""Pages: the signed file of a decision, its package, award records."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from thidua.base import clock, files
from thidua.base.forms import add_refusal
from thidua.base.refusal import Refused
from thidua.decisions import documents
from thidua.decisions.models import Decision
from thidua.decisions.outside import actions, records
from thidua.decisions.outside.forms import RecordsForm
from thidua.decisions.permissions import visible_to
from thidua.documents.exchange import annex_files
from thidua.documents.exchange import package as package_of
from thidua.documents.forms.outside import SignedFileForm
from thidua.documents.signing import SignatureRefusedError
from thidua.documents.views.exchange import zip_response
from thidua.documents.views.signing import read_signed, shown
from thidua.organisation.roles import roles_of

RECORD_TYPES = {"json": "application/json; charset=utf-8", "xlsx": files.XLSX}


@login_required
def signed(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand in the signed file of a decision; a wrong one is answered with the whole report."""
    decision = _of_clerk(request, pk)
    form = SignedFileForm(request.POST, request.FILES) if request.method == "POST" else SignedFileForm()
    report = None
    if request.method == "POST" and form.is_valid():
        try:
            actions.attach_signed_decision(
                decision=decision, data=read_signed(form), actor=request.user, at=clock.now()
            )
        except SignatureRefusedError as refusal:
            report = refusal.report
            add_refusal(form, refusal)
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Đã nhận bản đã ký: đúng quyết định này, chữ ký khớp."))
            return redirect("decisions:detail", pk)
    answer = actions.may_attach(request.user, decision)
    name = _("Quyết định số %(number)s") % {"number": decision} if decision.number else _("Dự thảo")
    context = {
        "form": form,
        "problem": "" if answer else answer.reason,
        "report": shown(report) if report else None,
        "original_url": reverse("decisions:file", args=[pk, "quyet-dinh.pdf"]),
        "back": reverse("decisions:detail", args=[pk]),
        "subject": decision.title,
        "name": name,
        "breadcrumbs": [
            (pgettext("menu", "Quyết định khen thưởng"), reverse("decisions:list")),
            (name, reverse("decisions:detail", args=[pk])),
            (_("Tải bản đã ký lên"), None),
        ],
    }
    return render(request, "documents/signing/upload.html", context, status=422 if form.errors else 200)


@login_required
def package(request: HttpRequest, pk: int) -> HttpResponse:
    """The zip of a signed decision for the records system."""
    decision = _of_clerk(request, pk)
    try:
        if decision.docx is None or decision.pdf is None:
            raise Refused("not_made", _("Quyết định chưa có số hoặc chưa tạo xong văn bản nên chưa có gói."))
        name, data = package_of(
            documents.decision_context(decision),
            body=decision.body,
            docx=decision.docx.read(),
            pdf=decision.pdf.read(),
            signed=decision.signed_pdf.read() if decision.signed_pdf else None,
            report=actions.report_of(decision),
            annexes=annex_files(decision),
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("decisions:detail", pk)
    return zip_response(name, data)


def outside_links(decision: Decision, user: Any) -> list[dict[str, Any]]:
    """What the page of a decision adds to its downloads for those who send it out."""
    if decision.docx_id is None or not roles_of(user).has(*actions.CLERKS, unit=decision.body):
        return []
    url = reverse("decisions:package", args=[decision.pk])
    return [{"label": _("Gói gửi hệ thống quản lý văn bản (zip)"), "url": url}]


def signature_panel(decision: Decision, user: Any) -> dict[str, Any] | None:
    """The report of the decision's signed file, or the way to hand one in; None where there is neither."""
    report = actions.report_of(decision)
    url = reverse("decisions:signed", args=[decision.pk]) if actions.may_attach(user, decision) else ""
    if report is None and not url:
        return None
    return {"report": shown(report) if report else None, "url": url, "at": decision.signed_pdf_at}


@login_required
def award_records(request: HttpRequest, extension: str = "") -> HttpResponse:
    """Which award records go out, and the files of them."""
    bodies = records.bodies_of(request.user).order_by("path")
    if not bodies or (extension and extension not in RECORD_TYPES):
        raise Http404
    since, until = records.year_of(clock.today())
    initial = {"since": since, "until": until}
    form = (
        RecordsForm(request.GET, bodies=bodies)
        if "body" in request.GET
        else RecordsForm(bodies=bodies, initial=initial)
    )
    valid = form.is_bound and form.is_valid()
    if extension and valid:
        return _records_file(extension, **form.cleaned_data)
    count = None
    if valid:
        values = form.cleaned_data
        count = records.honours_of(values["body"], values["since"], values["until"]).count()
    query = request.GET.urlencode()
    context = {
        "form": form,
        "count": count,
        "links": [
            (label, f"{reverse('decisions:award_records_file', args=[code])}?{query}")
            for label, code in (("JSON", "json"), ("Excel", "xlsx"))
        ],
        "breadcrumbs": [
            (pgettext("menu", "Quyết định khen thưởng"), reverse("decisions:list")),
            (_("Dữ liệu khen thưởng"), None),
        ],
    }
    return render(request, "decisions/outside/records.html", context, status=422 if form.errors else 200)


def _records_file(extension: str, *, body: Any, since: Any, until: Any) -> HttpResponse:
    today = clock.today()
    data = records.export(body, extension, since=since, until=until, today=today)
    name = f"khen-thuong-{today:%Y-%m-%d}.{extension}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(data, content_type=RECORD_TYPES[extension], headers=headers)


def _of_clerk(request: HttpRequest, pk: int) -> Decision:
    """The decision, for those who send the body's decisions out; 404 for others."""
    found = visible_to(request.user).select_related("body", "movement", "meeting__council", "docx", "pdf", "signed_pdf")
    decision = get_object_or_404(found, pk=pk)
    if not roles_of(request.user).has(*actions.CLERKS, unit=decision.body):
        raise Http404
    return decision
