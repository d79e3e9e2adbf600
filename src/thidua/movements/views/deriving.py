"""A body's own plan from the plan of a higher one: choose what is inherited, add the own tasks, draft the paper."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.base import clock
from thidua.base.forms import add_refusal
from thidua.base.refusal import Refused
from thidua.documents import actions as documents
from thidua.movements import actions, deriving
from thidua.movements.deriving import Higher
from thidua.movements.forms.deriving import DeriveForm
from thidua.movements.models import Movement, PlanDocument
from thidua.movements.papers.plan import plan_context
from thidua.movements.permissions import LAUNCHED_STATES
from thidua.movements.views.plans import body_of_officer, reviewed_plan
from thidua.movements.views.shared import breadcrumbs, movement_for, posted
from thidua.organisation.models import Unit


@login_required
def derive_from_plan(request: HttpRequest, plan_pk: int) -> HttpResponse:
    """The own plan from a higher plan that was handed in."""
    plan = reviewed_plan(request, plan_pk)
    movement = Movement.objects.filter(plan=plan).first()
    if movement is not None:
        return redirect("movements:detail", movement.pk)
    if plan.state != PlanDocument.State.READ or plan.amends_id:
        return redirect("movements:review", plan.pk)
    way = breadcrumbs(
        None, (_("Rà soát kế hoạch"), reverse("movements:review", args=[plan.pk])), (_("Kế hoạch riêng"), None)
    )
    return _derive(request, deriving.of_plan(plan), plan.body, way, reverse("movements:review", args=[plan.pk]))


@login_required
def derive_from_movement(request: HttpRequest, pk: int) -> HttpResponse:
    """The own plan from a movement that a body above has launched here."""
    movement = movement_for(request, pk)
    body = body_of_officer(request.user)
    if body is None or not may_derive(movement, body):
        raise Http404
    there = deriving.derived_from(movement, body)
    if there is not None:
        # what is typed into a second form would be lost
        messages.info(request, _("Cơ quan đã lập phong trào từ kế hoạch này; xin bổ sung vào phong trào đó."))
        return redirect("movements:detail", there.pk)
    way = breadcrumbs(movement, (_("Kế hoạch riêng"), None))
    back = reverse("movements:detail", args=[movement.pk])
    return _derive(request, deriving.of_movement(movement), body, way, back)


def may_derive(movement: Movement, body: Unit | None) -> bool:
    """Whether ``body`` lies below the body that has launched ``movement``."""
    if body is None or movement.state not in LAUNCHED_STATES or body.pk == movement.body_id:
        return False
    return body.path.startswith(movement.body.path)


def _derive(request: HttpRequest, higher: Higher, body: Unit, way: Any, back: str) -> HttpResponse:
    form = DeriveForm(posted(request), offered=deriving.offered(higher, body))
    if request.method == "POST" and form.is_valid():
        try:
            movement = actions.derive_movement(
                higher=higher,
                body=body,
                keys=form.cleaned_data["keys"],
                additions=form.cleaned_data["additions"],
                actor=request.user,
                at=clock.now(),
            )
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            return _drafted(request, movement)
    context = {"higher": higher, "body": body, "form": form, "back": back, "breadcrumbs": way}
    return render(request, "movements/derive.html", context, status=422 if form.errors else 200)


def _drafted(request: HttpRequest, movement: Movement) -> HttpResponse:
    """On to the movement, or at once to the Word draft of its plan."""
    messages.success(request, _("Đã lập phong trào của cơ quan từ kế hoạch cấp trên. Hãy bổ sung rồi trình duyệt."))
    if "paper" in request.POST:
        try:
            paper = documents.draft_document(
                body=movement.body,
                context=plan_context(movement, request.user, clock.today()),
                actor=request.user,
                at=clock.now(),
                maker="movements.plan",
                source=movement,
            )
        except Refused as refusal:
            messages.error(request, refusal.message)
        else:
            return redirect("documents:detail", paper.pk)
    return redirect("movements:detail", movement.pk)
