"""Nominating: whom the law would let through, what it says of one of them, and the nomination's own page."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from thidua.base import clock
from thidua.base.asking import whole_number
from thidua.base.forms import ReasonForm, add_refusal
from thidua.base.refusal import Refused
from thidua.movements.titles import REGISTERED
from thidua.nominations import actions, permissions
from thidua.nominations.forms import AchievementsForm, FileForm
from thidua.nominations.lawbook import award_options
from thidua.nominations.models import Check, Dossier, Nomination
from thidua.nominations.queries import award_names, newest_check
from thidua.nominations.readiness import judgements_of
from thidua.nominations.screening import Candidate, candidates, preview
from thidua.nominations.traces import dressed_verdict
from thidua.nominations.transitions import NOMINATION
from thidua.nominations.views.shared import (
    dossier_crumbs,
    dossier_or_404,
    nomination_or_404,
    say_refusal,
)
from thidua.nominations.wording import OCCASIONS, outcome_tag, stage_of, tone
from thidua.organisation.models import Person, Unit


def _writable_or_back(request: HttpRequest, pk: int) -> tuple[Dossier, HttpResponse | None]:
    """The dossier, and where to go instead when it cannot be written in."""
    dossier = dossier_or_404(request.user, pk)
    answer = permissions.may_edit(request.user, dossier)
    if answer:
        return dossier, None
    messages.error(request, answer.reason)
    return dossier, redirect("nominations:detail", dossier.pk)


def _chosen_award(dossier: Dossier, wanted: str) -> tuple[str, list[dict[str, Any]], list[dict[str, Any]]]:
    """The award asked for (else the first), those that offices usually nominate for as links, and all others.

    The law knows dozens of forms, most of them for a whole life or for war: they stand apart, not in the way.
    """
    offered = [option for option in award_options(clock.today()) if {"individual", "collective"} & {*option.recipients}]
    award = wanted if wanted in {option.code for option in offered} else offered[0].code
    page = reverse("nominations:nominate", args=[dossier.pk])
    usual: list[dict[str, Any]] = []
    others: list[dict[str, Any]] = []
    for option in offered:
        link = {"label": option.name, "url": f"{page}?danh_hieu={option.code}", "active": option.code == award}
        (usual if option.code in REGISTERED or link["active"] else others).append(link)
    return award, usual, others


@login_required
def nominate(request: HttpRequest, pk: int) -> HttpResponse:
    """Everybody who could be nominated for an award, with the law's answer; several can be taken at once."""
    dossier, elsewhere = _writable_or_back(request, pk)
    if elsewhere is not None:
        return elsewhere
    wanted = request.POST.get("danh_hieu") or request.GET.get("danh_hieu", "")
    award, links, others = _chosen_award(dossier, wanted)
    found = candidates(dossier, award, clock.today())
    name = award_names(clock.today())[award]
    if request.method == "POST":
        chosen = [one for one in found if _key(one) in request.POST.getlist("ids")]
        if not chosen:
            messages.error(request, _("Chưa chọn ai. Hãy đánh dấu ít nhất một dòng."))
        elif request.POST.get("confirmed"):
            return _nominate_all(request, dossier, award, chosen)
        else:
            return _confirm(request, dossier, award, name, chosen)
    page = reverse("nominations:consider", args=[dossier.pk])
    rows = [
        {
            "key": _key(one),
            "candidate": one,
            "outcome": outcome_tag(one.outcome),
            "url": f"{page}?danh_hieu={award}&ai={_key(one)}",
        }
        for one in sorted(found, key=lambda one: bool(one.taken))
    ]
    free = [one for one in found if not one.taken]
    context = {
        "dossier": dossier,
        "award": award,
        "award_name": name,
        "links": links,
        "other_links": others,
        "rows": rows[: len(free)],
        "taken": rows[len(free) :],
        "eligible": sum(one.outcome == Check.Outcome.ELIGIBLE for one in free),
        "breadcrumbs": dossier_crumbs(dossier, (_("Thêm đề nghị"), None)),
    }
    return render(request, "nominations/nominate.html", context)


def _key(candidate: Candidate) -> str:
    return f"p{candidate.person.pk}" if candidate.person is not None else f"u{candidate.unit.pk}"  # type: ignore[union-attr]


def _confirm(
    request: HttpRequest, dossier: Dossier, award: str, award_name: str, chosen: list[Candidate]
) -> HttpResponse:
    """The second step: exactly these, and what stands in the way of some."""
    outcomes = dict(Nomination.Outcome.choices)
    rows = [
        {
            "id": _key(one),
            "cells": [one.name, one.post, {"text": outcomes[one.outcome], "tone": _outcome_tone(one.outcome)}],
            "problem": one.taken,
        }
        for one in chosen
    ]
    good = sum(not one.taken for one in chosen)
    question = ngettext(
        "Đề nghị “%(award)s” cho %(count)d cá nhân, tập thể?",
        "Đề nghị “%(award)s” cho %(count)d cá nhân, tập thể?",
        good,
    )
    context = {
        "dossier": dossier,
        "headers": [_("Cá nhân, tập thể"), _("Chức vụ, đơn vị"), _("Đối chiếu luật")],
        "rows": rows,
        "question": question % {"award": award_name, "count": good},
        "action_url": f"{reverse('nominations:nominate', args=[dossier.pk])}?danh_hieu={award}",
        "cancel_url": f"{reverse('nominations:nominate', args=[dossier.pk])}?danh_hieu={award}",
        "effects": [
            _("Mỗi dòng thành một đề nghị trong hồ sơ %(reference)s, kèm kết quả đối chiếu hôm nay.")
            % {"reference": dossier.reference},
            _("Sau đó viết tóm tắt thành tích cho từng đề nghị."),
        ],
        "breadcrumbs": dossier_crumbs(dossier, (_("Thêm đề nghị"), None)),
    }
    return render(request, "nominations/confirm.html", context)


def _outcome_tone(outcome: str) -> str:
    known = {"eligible": "ok", "not_eligible": "bad", "on_hold": "warning"}
    return known.get(outcome) or tone(outcome or "none") or "neutral"


def _nominate_all(request: HttpRequest, dossier: Dossier, award: str, chosen: list[Candidate]) -> HttpResponse:
    made = 0
    for one in chosen:
        try:
            with transaction.atomic():
                actions.nominate(
                    dossier=dossier, award=award, person=one.person, unit=one.unit, actor=request.user, at=clock.now()
                )
            made += 1
        except Refused as refused:
            say_refusal(request, refused)
    if made:
        message = ngettext("Đã thêm %(count)d đề nghị.", "Đã thêm %(count)d đề nghị.", made)
        messages.success(request, message % {"count": made})
    return redirect("nominations:detail", dossier.pk)


def _subject(key: str) -> tuple[Person | None, Unit | None]:
    model: Any = {"p": Person, "u": Unit}.get(key[:1])
    number = whole_number(key[1:])
    if model is None or number is None:
        raise Http404
    found = get_object_or_404(model, pk=number)
    return (found, None) if isinstance(found, Person) else (None, found)


def _shown(user: Any, check: Check) -> dict[str, Any]:
    """The verdict as ``user`` may read it."""
    return dressed_verdict(check, whole=bool(permissions.may_see_record(user, check.nomination)))


@login_required
def consider(request: HttpRequest, pk: int) -> HttpResponse:
    """What the law says of one person or collective, before anything is written; then the nomination."""
    dossier, elsewhere = _writable_or_back(request, pk)
    if elsewhere is not None:
        return elsewhere
    given = request.POST if request.method == "POST" else request.GET
    key = given.get("ai", "")
    award, _usual, _others = _chosen_award(dossier, given.get("danh_hieu", ""))
    found = next((one for one in candidates(dossier, award, clock.today()) if _key(one) == key), None)
    if found is None:
        raise Http404
    if request.method == "POST":
        try:
            nomination = actions.nominate(
                dossier=dossier, award=award, person=found.person, unit=found.unit, actor=request.user, at=clock.now()
            )
        except Refused as refused:
            say_refusal(request, refused)
        else:
            messages.success(request, _("Đã thêm đề nghị. Viết tóm tắt thành tích dưới đây."))
            return redirect(f"{reverse('nominations:nomination', args=[nomination.pk])}#thanh-tich")
    verdict, problem = None, ""
    try:
        verdict = _shown(request.user, preview(dossier, award, clock.today(), person=found.person, unit=found.unit))
    except Refused as refused:
        problem = str(refused.message)
    context = {
        "dossier": dossier,
        "candidate": found,
        "key": key,
        "award": award,
        "award_name": award_names(clock.today())[award],
        "verdict": verdict,
        "problem": problem,
        "blocked": bool(verdict and verdict["outcome"] in ("not_eligible", "on_hold")),
        "action": {
            "label": _("Đề nghị, rồi viết thành tích"),
            "type": "submit",
            "style": "primary",
            "icon": "arrow-right",
            "reason": found.taken or problem,
        },
        "back": f"{reverse('nominations:nominate', args=[dossier.pk])}?danh_hieu={award}",
        "breadcrumbs": dossier_crumbs(
            dossier,
            (_("Thêm đề nghị"), f"{reverse('nominations:nominate', args=[dossier.pk])}?danh_hieu={award}"),
            (found.name, None),
        ),
    }
    return render(request, "nominations/consider.html", context)


@login_required
def nomination(request: HttpRequest, pk: int) -> HttpResponse:
    """The nomination's page: the law's answer, achievements, evidence, what people judged."""
    found = nomination_or_404(request.user, pk)
    dossier = found.dossier
    sees_dossier = bool(permissions.may_see(request.user, dossier))
    editable = bool(permissions.may_edit(request.user, dossier)) and found.state == Nomination.State.LISTED
    form = AchievementsForm(request.POST or None, initial={"text": found.achievements})
    if request.method == "POST" and form.is_valid():
        try:
            actions.write_achievements(
                nomination=found, text=form.cleaned_data["text"], actor=request.user, at=clock.now()
            )
        except Refused as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, _("Đã lưu tóm tắt thành tích."))
            return redirect("nominations:nomination", found.pk)
    check = newest_check(found)
    code, stage = stage_of(found)
    name = award_names(clock.today()).get(found.award, found.award)
    drop = NOMINATION.may(request.user, found, "drop")
    page_actions = []
    if found.state == Nomination.State.LISTED and drop:
        page_actions.append(
            {
                "label": _("Rút đề nghị này"),
                "url": reverse("nominations:drop", args=[found.pk]),
                "icon": "dash-circle",
                "style": "quiet",
            }
        )
    context = {
        "nomination": found,
        "dossier": dossier,
        "sees_dossier": sees_dossier,
        "award_name": name,
        "stage": stage,
        "stage_code": code,
        "stage_tone": tone(code),
        "verdict": _shown(request.user, check) if check is not None else None,
        "whole": bool(permissions.may_see_record(request.user, found)),
        "check": check,
        "frozen": [
            {"check": row, "occasion": OCCASIONS[row.occasion], "outcome": outcome_tag(row.outcome)}
            for row in found.checks.exclude(occasion=Check.Occasion.REVIEW).order_by("-made_at", "-pk")
        ],
        "judgements": sorted(
            judgements_of([found]).get(found.pk, {}).values(), key=lambda judgement: judgement.judged_at
        ),
        "texts": {row["id"]: row["text"] for row in check.verdict["conditions"]} if check is not None else {},
        "form": form,
        "file_form": FileForm(),
        "editable": editable,
        "files": list(found.evidence.select_related("file")),
        "actions": page_actions,
        "following": _following(found) if editable else None,
        "breadcrumbs": dossier_crumbs(dossier, (found.recipient_name, None)) if sees_dossier else None,
    }
    return render(request, "nominations/nomination.html", context, status=422 if form.errors else 200)


def _following(found: Nomination) -> Nomination | None:
    """The next nomination of the dossier without achievements, so that a contact can write on."""
    silent = found.dossier.nominations.filter(state=Nomination.State.LISTED, achievements="").exclude(pk=found.pk)
    return silent.filter(pk__gt=found.pk).first() or silent.first()


@login_required
@require_POST
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the nomination to the law again, with the record of today."""
    found = nomination_or_404(request.user, pk)
    dossier = found.dossier
    appraises = dossier.state == Dossier.State.SUBMITTED and permissions.may_appraise(request.user, dossier)
    if not (permissions.may_edit(request.user, dossier) or appraises):
        messages.error(request, _("Chỉ đối chiếu lại khi hồ sơ đang soạn hoặc đang được thẩm định."))
    else:
        try:
            actions.check_nomination(nomination=found, actor=request.user, at=clock.now())
        except Refused as refused:
            say_refusal(request, refused)
        else:
            messages.success(request, _("Đã đối chiếu lại với luật theo hồ sơ gốc hôm nay."))
    page = "nominations:appraise" if appraises else "nominations:nomination"
    return redirect(page, found.pk)


@login_required
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the nomination out of its dossier, with the reason."""
    found = nomination_or_404(request.user, pk)
    answer = NOMINATION.may(request.user, found, "drop")
    if not answer:
        messages.error(request, answer.reason)
        return redirect("nominations:nomination", found.pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.drop_nomination(
                nomination=found, reason=form.cleaned_data["reason"], actor=request.user, at=clock.now()
            )
        except Refused as refused:
            say_refusal(request, refused)
        else:
            messages.success(request, _("Đã rút đề nghị khen %(name)s.") % {"name": found.recipient_name})
        return redirect("nominations:detail", found.dossier_id)
    context = {
        "nomination": found,
        "form": form,
        "award_name": award_names(clock.today()).get(found.award, found.award),
        "breadcrumbs": dossier_crumbs(
            found.dossier,
            (found.recipient_name, reverse("nominations:nomination", args=[found.pk])),
            (_("Rút đề nghị"), None),
        ),
    }
    return render(request, "nominations/drop.html", context)
