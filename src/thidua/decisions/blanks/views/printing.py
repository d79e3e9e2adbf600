"""Pages of printing: what on which sheets, how far it is, what was spoilt."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thidua.base import clock, files
from thidua.base.asking import whole_number, whole_numbers
from thidua.base.forms import add_refusal
from thidua.base.refusal import Refused
from thidua.decisions import lines, tasks
from thidua.decisions.blanks import actions, sheets
from thidua.decisions.blanks.forms import PrintForm, SpoiltForm
from thidua.decisions.blanks.models import Blank, BlankSheet, PrintRun
from thidua.decisions.blanks.permissions import blanks_of, may_print
from thidua.decisions.models import Certificate, Decision
from thidua.decisions.permissions import visible_to
from thidua.paperwork import PaperworkError


@login_required
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose certificates and sheets; what will be set smaller or does not fit is told before anything is printed."""
    decision = _decision(request, pk)
    found = sheets.printable(decision)
    blanks = blanks_of(request.user).filter(body=decision.body, retired_at=None)
    chosen = _chosen(request, blanks)
    again = whole_numbers(request.GET.getlist("giay"))
    fitting = [one for one in found if chosen is None or not chosen.awards or one.line.award in chosen.awards]
    initial = {
        "blank": chosen.pk if chosen else None,
        "with_code": True,
        "certificates": [one.pk for one in fitting if not again or one.pk in again],
    }
    printing = request.method == "POST" and "change" not in request.POST
    form = PrintForm(
        request.POST if printing else None,
        blanks=blanks,
        chosen=chosen,
        names=[(one.pk, _name(one)) for one in fitting],
        initial=initial,
    )
    if printing and form.is_valid():
        run = _asked(request, decision, form, {one.pk: one for one in found})
        if run is not None:
            messages.success(request, _("Đang tạo tệp in."))
            return redirect("decisions:print_run", run.pk)
    shrunk, problem = _fits(fitting, chosen)
    context = {
        "decision": decision,
        "form": form,
        "chosen": chosen,
        "left_out": len(found) - len(fitting),
        "shrunk": shrunk,
        "problem": problem,
        "runs": decision.print_runs.select_related("blank", "asked_by")[:20],
        "breadcrumbs": [*_trail(decision), (_("In giấy"), None)],
    }
    return render(request, "decisions/blanks/print.html", context, status=422 if form.errors else 200)


@login_required
def run_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One batch: how far it is, its file, its sheets, which were spoilt."""
    run = _run(request, pk)
    found = list(run.sheets.select_related("certificate__line").order_by("serial"))
    printed = [(one.serial, f"{one.serial} – {one.certificate.line.recipient_name}") for one in found if not _bad(one)]
    form = SpoiltForm(request.POST or None, sheets=printed)
    if request.method == "POST" and form.is_valid():
        try:
            anew = actions.spoil_sheets(
                run=run,
                serials=form.cleaned_data["serials"],
                reason=form.cleaned_data["reason"],
                actor=request.user,
                at=clock.now(),
            )
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Đã ghi phôi hỏng. Chọn tờ phôi mới để in lại."))
            chosen = "&".join([f"phoi={run.blank_id}", *(f"giay={certificate.pk}" for certificate in anew)])
            return redirect(f"{reverse('decisions:print', args=[run.decision_id])}?{chosen}")
    context = {
        "run": run,
        "form": form,
        "sheets": found,
        "has_printed": bool(printed),
        "breadcrumbs": [
            *_trail(run.decision),
            (_("In giấy"), reverse("decisions:print", args=[run.decision_id])),
            (_("Đợt in"), None),
        ],
    }
    if request.headers.get("HX-Request"):
        return render(request, "decisions/blanks/_progress.html", context)
    return render(request, "decisions/blanks/run.html", context, status=422 if form.errors else 200)


@login_required
def run_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The file of a batch."""
    run = _run(request, pk)
    if run.pdf is None:
        raise Http404
    name = f"in-{run.decision.number:02d}-{run.pk}.pdf"
    return HttpResponse(
        run.pdf.read(), content_type=files.PDF, headers={"Content-Disposition": f'inline; filename="{name}"'}
    )


@login_required
@require_POST
def run_retry(request: HttpRequest, pk: int) -> HttpResponse:
    """Have a batch made again."""
    run = _run(request, pk)
    try:
        actions.retry_printing(run=run, enqueue=tasks.enqueue_print_run, actor=request.user, at=clock.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("decisions:print_run", run.pk)


def _decision(request: HttpRequest, pk: int) -> Decision:
    decision = get_object_or_404(visible_to(request.user).select_related("body", "movement"), pk=pk)
    if decision.number is None or not may_print(request.user, decision.body):
        raise Http404
    return decision


def _run(request: HttpRequest, pk: int) -> PrintRun:
    run = get_object_or_404(PrintRun.objects.select_related("decision__body", "blank__body", "pdf", "asked_by"), pk=pk)
    if not may_print(request.user, run.decision.body):
        raise Http404
    return run


def _chosen(request: HttpRequest, blanks: Any) -> Blank | None:
    """The blank that is asked for: the form's, else that of the address."""
    given = request.POST.get("blank", "") if request.method == "POST" else request.GET.get("phoi", "")
    found: Blank | None = blanks.filter(pk=whole_number(given)).first()
    return found


def _asked(request: HttpRequest, decision: Decision, form: PrintForm, known: dict[int, Certificate]) -> PrintRun | None:
    """The batch, or None with the refusal on the form."""
    values = form.cleaned_data
    chosen = set(values["certificates"])
    try:
        return actions.ask_printing(
            decision=decision,
            certificates=[one for key, one in known.items() if key in chosen],
            blank=values["blank"],
            printer=values.get("printer"),
            first_serial=values.get("first_serial", ""),
            with_code=values["with_code"],
            enqueue=tasks.enqueue_print_run,
            actor=request.user,
            at=clock.now(),
        )
    except Refused as refusal:
        add_refusal(form, refusal)
        return None


def _fits(certificates: list[Certificate], blank: Blank | None) -> tuple[list[sheets.Shrunk], str]:
    """What will be set smaller, and the first text that fits nowhere."""
    if not certificates:
        return [], ""
    try:
        return sheets.check(certificates, blank), ""
    except (PaperworkError, Refused) as error:
        return [], str(error)


def _name(certificate: Certificate) -> str:
    line = certificate.line
    assert line.decision.signed_on is not None
    return f"{line.order}. {line.recipient_name} – {lines.award_name(line.award, line.decision.signed_on)}"


def _bad(sheet: BlankSheet) -> bool:
    return sheet.state == BlankSheet.State.SPOILT


def _trail(decision: Decision) -> list[tuple[str, str | None]]:
    return [
        (_("Quyết định khen thưởng"), reverse("decisions:list")),
        (_("số %(number)s") % {"number": decision}, reverse("decisions:detail", args=[decision.pk])),
    ]
