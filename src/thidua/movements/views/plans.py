"""Handing in a plan's file, following its reading, giving it up; the file and its pages."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thidua import plans
from thidua.accounts.roles import Role
from thidua.base import clock
from thidua.base.forms import add_refusal
from thidua.base.refusal import Refused
from thidua.movements import actions, permissions
from thidua.movements.forms import UploadForm
from thidua.movements.models import Movement, PlanDocument
from thidua.movements.page_pictures import WIDTH
from thidua.movements.reading import is_stalled
from thidua.movements.views.shared import breadcrumbs, posted, say_refused
from thidua.organisation.models import Unit
from thidua.organisation.queries import body_above
from thidua.organisation.roles import roles_of

# More than any plan may weigh: what is beyond is not even read, the reader says that the file is too big.
MOST_BYTES = 64 * 1024 * 1024


@login_required
def upload(request: HttpRequest) -> HttpResponse:
    """Hand in the file of a plan; a file that cannot be read is answered in the reader's words."""
    body = body_of_officer(request.user)
    if body is None:
        raise Http404
    form = UploadForm(posted(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        plan = take_in(request, form, body)
        if plan is not None:
            return redirect("movements:review", plan.pk)
    context = {
        "form": form,
        "body": body,
        "breadcrumbs": breadcrumbs(None, (_("Tải kế hoạch lên"), None)),
    }
    return render(request, "movements/upload.html", context, status=422 if form.errors else 200)


def take_in(
    request: HttpRequest, form: UploadForm, body: Unit, amends: PlanDocument | None = None
) -> PlanDocument | None:
    """The plan of the file that was sent; None when it was refused, which the form says."""
    given = form.cleaned_data["file"]
    try:
        plan = actions.hand_in_plan(
            body=body,
            data=given.read(MOST_BYTES),
            file_name=given.name,
            actor=request.user,
            at=clock.now(),
            amends=amends,
        )
    except Refused as refusal:
        add_refusal(form, refusal)
        return None
    if plan.review_version:
        messages.info(request, _("Kế hoạch này đã được tải lên trước đó. Mời tiếp tục bản đang rà soát."))
    return plan


@login_required
def progress(request: HttpRequest, plan_pk: int) -> HttpResponse:
    """How far the reading is, asked for again and again by the page that waits; when it is over, the page changes."""
    plan = reviewed_plan(request, plan_pk)
    if plan.state in (PlanDocument.State.READ, PlanDocument.State.FAILED):
        response = HttpResponse(status=204)
        response["HX-Redirect"] = reverse("movements:review", args=[plan.pk])
        return response
    return render(request, "movements/_reading.html", waiting_context(plan))


def waiting_context(plan: PlanDocument) -> dict[str, Any]:
    """What the page of a plan that is not read yet shows."""
    return {
        "plan": plan,
        "stalled": is_stalled(plan, clock.now()),
        "page_now": min(plan.pages_done + 1, plan.pages_total),
        "breadcrumbs": breadcrumbs(None, (_("Đọc kế hoạch"), None)),
    }


@login_required
@require_POST
def read_again(request: HttpRequest, plan_pk: int) -> HttpResponse:
    """Have a plan read once more."""
    plan = reviewed_plan(request, plan_pk)
    try:
        actions.read_again(plan=plan, actor=request.user, at=clock.now())
    except Refused as refusal:
        say_refused(request, refusal)
    return redirect("movements:review", plan.pk)


@login_required
def discard(request: HttpRequest, plan_pk: int) -> HttpResponse:
    """Give up a plan that no movement came of: says what goes and what stays, then does it."""
    plan = reviewed_plan(request, plan_pk)
    if Movement.objects.filter(plan=plan).exists() or plan.accepted_at:
        raise Http404
    if request.method == "POST":
        try:
            actions.discard_plan(plan=plan, actor=request.user, at=clock.now())
        except Refused as refusal:
            say_refused(request, refusal)
        else:
            messages.success(request, _("Đã bỏ kế hoạch “%(file)s”.") % {"file": plan.file_name})
            return redirect("movements:list")
    context = {"plan": plan, "breadcrumbs": breadcrumbs(None, (_("Bỏ kế hoạch"), None))}
    return render(request, "movements/discard.html", context)


@login_required
def plan_file(request: HttpRequest, plan_pk: int) -> HttpResponse:
    """The plan's file as it was handed in."""
    plan = plan_for(request, plan_pk)
    return file_response(plan.file.read(), plan.file_name)


@login_required
def plan_page(request: HttpRequest, plan_pk: int, number: int) -> HttpResponse:
    """The picture of one page of the plan; pages count from 1."""
    plan = plan_for(request, plan_pk)
    if not 1 <= number <= len((plan.reading or {}).get("pages") or ()):
        raise Http404
    try:
        picture = plans.page_image(plan.file.read(), number - 1, WIDTH, plan.file_name)
    except (plans.PlanError, IndexError, FileNotFoundError) as error:
        raise Http404 from error
    response = HttpResponse(picture.png, content_type="image/png")
    response["X-Content-Type-Options"] = "nosniff"
    # The content of a plan's file never changes.
    response["Cache-Control"] = "private, max-age=86400, immutable"
    return response


def file_response(data: bytes, name: str) -> HttpResponse:
    """A download that a browser keeps and never opens as a page."""
    response = HttpResponse(data, content_type="application/octet-stream")
    response["Content-Disposition"] = content_disposition_header(True, name)
    response["X-Content-Type-Options"] = "nosniff"
    return response


def plan_for(request: HttpRequest, pk: int) -> PlanDocument:
    """The plan, if the signed-in user may see it; else 404, as for one that does not exist."""
    visible = permissions.plans_visible_to(request.user).select_related("body", "file", "reviewed_by", "uploaded_by")
    return get_object_or_404(visible, pk=pk)


def reviewed_plan(request: HttpRequest, pk: int) -> PlanDocument:
    """The plan, if the signed-in user may review it; else 404."""
    plan = plan_for(request, pk)
    if not permissions.may_manage(request.user, plan.body):
        raise Http404
    return plan


def body_of_officer(user: Any) -> Unit | None:
    """The body for which the user is the officer of emulation."""
    reach = roles_of(user).reach(Role.OFFICER)
    unit = Unit.objects.filter(pk=reach.unit_id).first() if reach else None
    return body_above(unit) if unit else None
