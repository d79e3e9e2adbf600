"""Handing in a plan's file, reviewing what was read beside its source, making the movement."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from thidua.accounts.roles import Role
from thidua.base import clock
from thidua.base.refusal import Refused
from thidua.movements import actions, permissions, reviewing
from thidua.movements.forms import ReviewForms, UploadForm
from thidua.movements.forms.fields import show_refusal
from thidua.movements.forms.plans import LISTS
from thidua.movements.models import Movement, PlanDocument
from thidua.movements.review_facts import facts_for_viewer, general_warnings, still_missing
from thidua.movements.transitions import REQUIRED_FIELDS
from thidua.movements.views.shared import breadcrumbs, posted, version_given
from thidua.organisation.models import Unit
from thidua.organisation.queries import body_above
from thidua.organisation.roles import roles_of

# More than any plan may weigh: what is beyond is not even read, the reader says that the file is too big.
MOST_BYTES = 64 * 1024 * 1024


@login_required
def upload(request: HttpRequest) -> HttpResponse:
    """Hand in the file of a plan; a file that cannot be read is answered in the reader's words."""
    body = _body_of_officer(request.user)
    if body is None:
        raise Http404
    form = UploadForm(posted(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data["file"]
        try:
            plan = actions.read_plan_document(
                body=body, data=given.read(MOST_BYTES), file_name=given.name, actor=request.user, at=clock.now()
            )
        except Refused as refusal:
            show_refusal(form, refusal)
        else:
            if plan.review_version:
                messages.info(request, _("Kế hoạch này đã được tải lên trước đó. Mời tiếp tục bản đang rà soát."))
            return redirect("movements:review", plan.pk)
    context = {"form": form, "body": body, "breadcrumbs": breadcrumbs(None, (_("Tải kế hoạch lên"), None))}
    return render(request, "movements/upload.html", context, status=422 if form.errors else 200)


@login_required
def review(request: HttpRequest, plan_pk: int) -> HttpResponse:
    """The source beside what was read; every fact can be corrected, dropped, added; progress is kept."""
    plan = _plan_for(request, plan_pk)
    movement = Movement.objects.filter(plan=plan).first()
    if movement is not None:
        return redirect("movements:detail", movement.pk)
    if not permissions.may_manage(request.user, plan.body):
        raise Http404
    if request.method == "POST":
        return _save_review(request, plan)
    forms = ReviewForms(reviewing.facts_of(plan), adding=request.GET.get("them", ""))
    return _show_review(request, plan, forms, plan.review_version)


def _save_review(request: HttpRequest, plan: PlanDocument) -> HttpResponse:
    facts = reviewing.facts_of(plan)
    forms = ReviewForms(facts, request.POST)
    version = version_given(request)
    if not forms.is_valid():
        return _show_review(request, plan, forms, version)
    try:
        actions.review_plan(plan=plan, review=forms.review(), actor=request.user, at=clock.now(), version=version)
        if "create" in request.POST:
            movement = actions.create_movement(plan=plan, actor=request.user, at=clock.now())
            messages.success(request, _("Đã lập phong trào. Hãy xem lại rồi trình duyệt."))
            return redirect("movements:detail", movement.pk)
    except Refused as refusal:
        forms.show(refusal)
        return _show_review(request, plan, forms, version, stale=refusal.code == "stale_review")
    adding = request.POST.get("add", "")
    if adding in forms.lists:
        new_item = len(forms.lists[adding].kept())
        return redirect(f"{reverse('movements:review', args=[plan.pk])}?them={adding}#fact-{adding}-{new_item}")
    messages.success(request, _("Đã lưu bản rà soát."))
    return redirect("movements:review", plan.pk)


def _show_review(
    request: HttpRequest, plan: PlanDocument, forms: ReviewForms, version: int, stale: bool = False
) -> HttpResponse:
    status = 409 if stale else 422 if any(_has_errors(form) for form in forms) else 200
    forms.mark_needed(REQUIRED_FIELDS)
    context = {
        "plan": plan,
        "forms": forms,
        "version": version,
        "stale": stale,
        "facts": facts_for_viewer(plan, forms),
        "warnings": general_warnings(plan),
        "add_buttons": [(name, label) for name, _heading, label, _form in LISTS],
        "missing": still_missing(reviewing.facts_of(plan)),
        "breadcrumbs": breadcrumbs(None, (_("Rà soát kế hoạch"), None)),
    }
    return render(request, "movements/review.html", context, status=status)


def _has_errors(form: Any) -> bool:
    return form.is_bound and not form.is_valid()


@login_required
def plan_file(request: HttpRequest, plan_pk: int) -> HttpResponse:
    """The plan's file as it was handed in."""
    plan = _plan_for(request, plan_pk)
    return file_response(plan.file.read(), plan.file_name)


def file_response(data: bytes, name: str) -> HttpResponse:
    """A download that a browser keeps and never opens as a page."""
    response = HttpResponse(data, content_type="application/octet-stream")
    response["Content-Disposition"] = content_disposition_header(True, name)
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _plan_for(request: HttpRequest, pk: int) -> PlanDocument:
    visible = permissions.plans_visible_to(request.user).select_related("body", "file", "reviewed_by", "uploaded_by")
    return get_object_or_404(visible, pk=pk)


def _body_of_officer(user: Any) -> Unit | None:
    """The body for which the user is the officer of emulation."""
    reach = roles_of(user).reach(Role.OFFICER)
    unit = Unit.objects.filter(pk=reach.unit_id).first() if reach else None
    return body_above(unit) if unit else None
