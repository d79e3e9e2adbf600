"""A new version of a movement's plan: handed in, compared, accepted item by item."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.base import clock
from thidua.base.asking import whole_number
from thidua.base.refusal import Refused
from thidua.movements import actions, amendments, permissions
from thidua.movements.forms import UploadForm
from thidua.movements.models import Movement, PlanDocument
from thidua.movements.views.plans import reviewed_plan, take_in
from thidua.movements.views.shared import breadcrumbs, movement_for, posted


@login_required
def amend(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand in a new version of the plan of a movement."""
    movement = movement_for(request, pk)
    if not permissions.may_manage(request.user, movement.body) or movement.plan is None:
        raise Http404
    form = UploadForm(posted(request), request.FILES or None)
    why_not = actions.may_amend(movement)
    if request.method == "POST" and not why_not and form.is_valid():
        plan = take_in(request, form, movement.body, amends=movement.plan)
        if plan is not None:
            return redirect("movements:review", plan.pk)
    context = {
        "movement": movement,
        "form": form,
        "why_not": why_not,
        "waiting": movement.plan.newer.filter(accepted_at__isnull=True).defer("reading", "review"),
        "breadcrumbs": breadcrumbs(movement, (_("Bản mới của kế hoạch"), None)),
    }
    return render(request, "movements/amend.html", context, status=422 if form.errors else 200)


@login_required
def amendment(request: HttpRequest, plan_pk: int) -> HttpResponse:
    """What the new version says otherwise; the officer ticks what is to change the movement."""
    plan = reviewed_plan(request, plan_pk)
    movement = Movement.objects.select_related("body", "plan").filter(plan=plan.amends_id or 0).first()
    if movement is None:
        raise Http404
    if plan.accepted_at:
        messages.info(request, _("Bản mới này đã được chấp nhận vào phong trào."))
        return redirect("movements:detail", movement.pk)
    if plan.state != PlanDocument.State.READ:
        return redirect("movements:review", plan.pk)
    refused = ""
    if request.method == "POST":
        try:
            actions.accept_changes(
                plan=plan,
                keys=request.POST.getlist("changes"),
                actor=request.user,
                at=clock.now(),
                version=whole_number(request.POST.get("version")) or -1,
                review_version=_review_version(request),
            )
        except Refused as refusal:
            refused = refusal.message
        else:
            told = _("Đã đưa các thay đổi được chọn vào phong trào và báo cho các đơn vị.")
            alone = _("Đã đưa các thay đổi được chọn vào phong trào.")
            knowing = movement.participations.filter(acknowledged_at__isnull=False)
            messages.success(request, told if knowing.exists() else alone)
            return redirect("movements:detail", movement.pk)
    found = amendments.compare(plan, movement)
    context = {
        "plan": plan,
        "movement": movement,
        "proposals": found.proposals,
        "remarks": found.remarks,
        "chosen": request.POST.getlist("changes"),
        "refused": [(refused, "#thay-doi")] if refused else [],
        "why_not": actions.may_amend(movement),
        "version": actions.version_of(movement),
        "breadcrumbs": breadcrumbs(
            movement,
            (_("Rà soát bản mới"), reverse("movements:review", args=[plan.pk])),
            (_("So sánh"), None),
        ),
    }
    return render(request, "movements/amendment.html", context, status=422 if refused else 200)


def _review_version(request: HttpRequest) -> int:
    given = whole_number(request.POST.get("review_version"))
    return -1 if given is None else given
