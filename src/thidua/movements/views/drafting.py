"""A movement from an empty form; the tasks of a draft."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.base import clock
from thidua.base.asking import whole_number
from thidua.base.refusal import Refused
from thidua.movements import actions, permissions, queries, reviewing
from thidua.movements.forms import ReviewForms
from thidua.movements.forms.drafting import task_forms
from thidua.movements.forms.plans import LISTS
from thidua.movements.models import Movement
from thidua.movements.views.plans import body_of_officer
from thidua.movements.views.shared import breadcrumbs, movement_for, say_refused, version_given


@login_required
def blank(request: HttpRequest) -> HttpResponse:
    """Make a movement without a plan: everything that a plan would say, filled in by hand; lists grow by a button."""
    body = body_of_officer(request.user)
    if body is None:
        raise Http404
    adding = request.POST.get("add", "")
    forms = ReviewForms(_nothing(), _one_more(request.POST, adding) if request.method == "POST" else None)
    status = 200
    if request.method == "POST" and not adding:
        status = 422
        if forms.is_valid():
            try:
                movement = actions.draft_movement(body=body, facts=forms.review(), actor=request.user, at=clock.now())
            except Refused as refusal:
                forms.show(refusal)
            else:
                messages.success(request, _("Đã lập phong trào. Hãy xem lại rồi trình duyệt."))
                return redirect("movements:detail", movement.pk)
    context = {
        "body": body,
        "forms": forms,
        "errors_of": [] if status == 200 else [forms.head],
        "lists": [(name, heading, button, forms.lists[name]) for name, heading, button, _form in LISTS],
        "checked": status == 422,
        "adding": adding,
        "breadcrumbs": breadcrumbs(None, (_("Lập phong trào"), None)),
    }
    return render(request, "movements/blank.html", context, status=status)


def _nothing() -> reviewing.Facts:
    simple = dict.fromkeys(reviewing.TEXTS, "") | dict.fromkeys(reviewing.DATES)
    return simple | {"kind": Movement.Kind.THEMATIC.value} | {name: [] for name in reviewing.LISTS}


def _one_more(posted: QueryDict, name: str) -> QueryDict:
    """What was posted, with one more blank item in the list ``name``."""
    if name not in reviewing.LISTS:
        return posted
    data = posted.copy()
    data[f"{name}-TOTAL_FORMS"] = str((whole_number(posted.get(f"{name}-TOTAL_FORMS")) or 0) + 1)
    return data


@login_required
def edit_tasks(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct, order, drop and add the tasks of a draft; say who they are given to and what they count for."""
    movement = movement_for(request, pk)
    if not permissions.may_manage(request.user, movement.body):
        raise Http404
    if movement.state != Movement.State.DRAFT:
        messages.error(request, _("Chỉ sửa được khi phong trào đang soạn. Hãy rút lại hoặc chờ trả lại rồi sửa."))
        return redirect("movements:detail", movement.pk)
    units = queries.units_to_choose(movement, clock.today())
    version = str(actions.version_of(movement))
    if request.method == "POST":
        version = request.POST.get("version", "")
        forms = task_forms(movement, units, request.POST)
        if forms.is_valid():
            try:
                actions.save_tasks(
                    movement=movement,
                    tasks=forms.tasks(),
                    actor=request.user,
                    at=clock.now(),
                    version=version_given(request),
                )
            except Refused as refusal:
                say_refused(request, refusal)
            else:
                return _after_tasks(request, movement)
    else:
        forms = task_forms(movement, units, extra=int("them" in request.GET or not movement.tasks.exists()))
    context = {
        "movement": movement,
        "forms": forms,
        "version": version,
        "breadcrumbs": breadcrumbs(movement, (_("Sửa nhiệm vụ"), None)),
    }
    wrong = forms.is_bound and not forms.is_valid()
    return render(request, "movements/edit_tasks.html", context, status=422 if wrong else 200)


def _after_tasks(request: HttpRequest, movement: Movement) -> HttpResponse:
    if "add" in request.POST:
        count = movement.tasks.count()
        return redirect(f"{reverse('movements:edit_tasks', args=[movement.pk])}?them=1#nhiem-vu-{count}")
    messages.success(request, _("Đã lưu nhiệm vụ."))
    return redirect("movements:detail", movement.pk)
