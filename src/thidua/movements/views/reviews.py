"""Reviewing what was read from a plan beside its source; making the movement; who is meant by the plan's words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thidua.base import clock
from thidua.base.asking import whole_number
from thidua.base.forms import add_refusal
from thidua.base.refusal import Refused
from thidua.movements import actions, body_names, editing, reviewing
from thidua.movements.casing import as_in_a_sentence
from thidua.movements.forms import ReviewForms
from thidua.movements.forms.body_names import BodyNamesForm
from thidua.movements.forms.plans import LISTS
from thidua.movements.models import Movement, PlanDocument
from thidua.movements.page_pictures import pages_of
from thidua.movements.review_facts import ReviewPage, keys_given
from thidua.movements.transitions import REQUIRED_FIELDS
from thidua.movements.views.plans import plan_for, reviewed_plan, waiting_context
from thidua.movements.views.shared import breadcrumbs, posted, version_given
from thidua.text import fold


@login_required
def review(request: HttpRequest, plan_pk: int) -> HttpResponse:
    """The source beside what was read; every fact can be corrected, dropped, added; progress is kept."""
    plan = plan_for(request, plan_pk)
    movement = Movement.objects.filter(plan=plan).first()
    if movement is not None:
        return redirect("movements:detail", movement.pk)
    plan = reviewed_plan(request, plan_pk)
    if plan.state != PlanDocument.State.READ:
        return render(request, "movements/reading.html", waiting_context(plan))
    if request.method == "POST":
        return _save_review(request, plan)
    forms = ReviewForms(reviewing.facts_of(plan), adding=request.GET.get("them", ""))
    return _show_review(request, plan, forms, plan.review_version)


def _save_review(request: HttpRequest, plan: PlanDocument) -> HttpResponse:
    forms = ReviewForms(reviewing.facts_of(plan), request.POST)
    version = version_given(request)
    if not forms.is_valid():
        return _show_review(request, plan, forms, version)
    try:
        plan = actions.review_plan(
            plan=plan,
            review=forms.review(),
            confirmed=_confirmed(request, plan, forms),
            actor=request.user,
            at=clock.now(),
            version=version,
        )
        return _after_saving(request, plan, forms)
    except Refused as refusal:
        forms.show(refusal)
        return _show_review(request, plan, forms, version, stale=refusal.code == "stale_review")


def _after_saving(request: HttpRequest, plan: PlanDocument, forms: ReviewForms) -> HttpResponse:
    """What the pressed button asks for beyond saving."""
    page = reverse("movements:review", args=[plan.pk])
    if "create" in request.POST:
        movement = actions.create_movement(plan=plan, actor=request.user, at=clock.now())
        messages.success(request, _("Đã lập phong trào. Hãy xem lại rồi trình duyệt."))
        return redirect("movements:detail", movement.pk)
    if "derive" in request.POST:
        return redirect("movements:derive_plan", plan.pk)
    if "compare" in request.POST and plan.amends_id:
        return redirect("movements:amendment", plan.pk)
    adding = request.POST.get("add", "")
    if adding in forms.lists:
        return redirect(f"{page}?them={adding}#fact-{adding}-{len(forms.lists[adding].kept())}")
    for act in ("split", "merge"):
        name, _dash, number = request.POST.get(act, "").rpartition("-")
        if name in reviewing.WORDS:
            place = _change_list(request, plan, forms, act, name, whole_number(number))
            return redirect(f"{page}#fact-{name}-{place}")
    messages.success(request, _("Đã lưu bản rà soát."))
    return redirect(page)


def _change_list(
    request: HttpRequest, plan: PlanDocument, forms: ReviewForms, act: str, name: str, number: int | None
) -> int:
    """Part or join an item of the page; returns where it stands now."""
    place = forms.lists[name].place_among_kept(number) if number is not None else None
    if place is None:
        raise Refused("no_such_item", _("Mục này không còn trong bản rà soát. Hãy tải lại trang."))
    facts = reviewing.facts_of(plan)
    if act == "split":
        position = whole_number(request.POST.get(f"cut-{name}-{number}"))
        text = (plan.reading or {})["text"]
        items = editing.split_item(text, facts, name, place, -1 if position is None else position)
    else:
        items = editing.merge_with_next(facts, name, place)
    actions.review_plan(plan=plan, review={name: items}, actor=request.user, at=clock.now())
    messages.success(request, _("Đã tách mục.") if act == "split" else _("Đã gộp hai mục."))
    return place


def _confirmed(request: HttpRequest, plan: PlanDocument, forms: ReviewForms) -> list[str]:
    return keys_given(request.POST.getlist("confirmed"), ReviewPage(plan, forms, clock.today()))


@login_required
@require_POST
def review_draft(request: HttpRequest, plan_pk: int) -> HttpResponse:
    """Keep the review while it is being typed; answers in JSON what was kept, what not and why."""
    plan = reviewed_plan(request, plan_pk)
    forms = ReviewForms(reviewing.facts_of(plan), request.POST)
    try:
        kept = actions.review_plan(
            plan=plan,
            review=forms.valid_part(),
            confirmed=_confirmed(request, plan, forms),
            actor=request.user,
            at=clock.now(),
            version=version_given(request),
            by_itself=True,
        )
    except Refused as refusal:
        return JsonResponse({"refused": refusal.message}, status=409 if refusal.code == "stale_review" else 422)
    page = ReviewPage(kept, ReviewForms(reviewing.facts_of(kept)), clock.today())
    return JsonResponse(
        {
            "version": kept.review_version,
            "saved": _("Đã lưu lúc %(time)s.") % {"time": f"{timezone.localtime(clock.now()):%H:%M:%S}"},
            "left": page.left,
            "unkept": forms.unkept(),
        }
    )


def _show_review(
    request: HttpRequest, plan: PlanDocument, forms: ReviewForms, version: int, stale: bool = False
) -> HttpResponse:
    status = 409 if stale else 422 if any(_has_errors(form) for form in forms) else 200
    forms.mark_needed(REQUIRED_FIELDS)
    page = ReviewPage(plan, forms, clock.today())
    facts = page.facts()
    as_text = request.GET.get("xem") == "van-ban"
    pages = pages_of(plan, facts)
    context = {
        "plan": plan,
        "forms": forms,
        "version": version,
        "stale": stale,
        "facts": facts,
        "pages": [] if as_text else pages,
        "has_pages": bool(pages),
        "left": page.left,
        "first_open": next((fact["id"] for fact in facts if fact.get("is_open")), ""),
        "add_buttons": [(name, label) for name, _heading, label, _form in LISTS],
        "missing": page.missing(),
        "names": body_names.count_open(plan),
        **_issuer(plan),
        "breadcrumbs": breadcrumbs(None, (_("Rà soát kế hoạch"), None)),
    }
    return render(request, "movements/review.html", context, status=status)


def _issuer(plan: PlanDocument) -> dict[str, Any]:
    """Who has issued the plan, where it is somebody else than the body that handed it in."""
    reading = plan.reading or {}
    issuer = as_in_a_sentence((reading.get("document") or {}).get("body") or "", reading.get("text", ""))
    own = {fold(name) for name in (plan.body.name, plan.body.short_name) if name}
    is_higher = bool(issuer) and not plan.amends_id and not any(name in fold(issuer) for name in own)
    return {"issuer": issuer, "is_higher": is_higher}


def _has_errors(form: Any) -> bool:
    return form.is_bound and not form.is_valid()


@login_required
def plan_units(request: HttpRequest, plan_pk: int) -> HttpResponse:
    """Which units of the organisation the plan's words mean: suggested, confirmed here, kept for the next plan."""
    plan = reviewed_plan(request, plan_pk)
    if plan.state != PlanDocument.State.READ:
        return redirect("movements:review", plan.pk)
    units = body_names.units_of(plan.body, clock.today())
    rows = body_names.names_of(plan, units)
    form = BodyNamesForm(posted(request), rows=rows, units=units)
    if request.method == "POST" and form.is_valid():
        try:
            actions.confirm_body_names(body=plan.body, meanings=_meanings(form), actor=request.user, at=clock.now())
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Đã ghi nhớ ai là ai; kế hoạch sau được gợi ý theo đây."))
            return redirect("movements:review", plan.pk)
    context = {
        "plan": plan,
        "form": form,
        "rows": form.rows(),
        "breadcrumbs": breadcrumbs(
            None,
            (_("Rà soát kế hoạch"), reverse("movements:review", args=[plan.pk])),
            (_("Ai là ai"), None),
        ),
    }
    return render(request, "movements/plan_units.html", context, status=422 if form.errors else 200)


def _meanings(form: BodyNamesForm) -> Mapping[str, Any]:
    return form.meanings()
