"""The trace of one answer of the law: conditions, record, law, and whether it would be the same today."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.base.refusal import Refused
from thidua.nominations import permissions
from thidua.nominations.models import Check
from thidua.nominations.queries import award_names
from thidua.nominations.readiness import judgements_of
from thidua.nominations.traces import asked_again, dressed_conditions, fact_lines
from thidua.nominations.views.shared import dossier_crumbs, nomination_or_404


def _check_or_404(user: Any, pk: int) -> Check:
    check = get_object_or_404(Check, pk=pk)
    check.nomination = nomination_or_404(user, check.nomination_id)
    return check


@login_required
def trace(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything that one answer rests on, and the same question asked again."""
    check = _check_or_404(request.user, pk)
    nomination = check.nomination
    judged = judgements_of([nomination]).get(nomination.pk, {})
    whole = bool(permissions.may_see_record(request.user, nomination))
    try:
        again = asked_again(check)
    except Refused as refused:
        again = {"problem": str(refused.message)}
    address = reverse("nominations:nomination", args=[nomination.pk])
    sees_dossier = bool(permissions.may_see(request.user, nomination.dossier))
    context = {
        "check": check,
        "nomination": nomination,
        "award_name": award_names(check.on).get(nomination.award, nomination.award),
        "conditions": dressed_conditions(check, judged, whole=whole),
        "facts": fact_lines(check, whole=whole),
        "whole": whole,
        "again": again,
        "sees_dossier": sees_dossier,
        "meta": [
            (_("Xét tại ngày"), f"{check.on:%d/%m/%Y}"),
            (_("Dịp"), check.get_occasion_display()),
            (_("Năm thành tích"), nomination.year),
        ],
        "breadcrumbs": dossier_crumbs(
            nomination.dossier, (nomination.recipient_name, address), (_("Cách xét từng điều kiện"), None)
        )
        if sees_dossier
        else [(nomination.recipient_name, address), (_("Cách xét từng điều kiện"), None)],
    }
    return render(request, "nominations/trace.html", context)


@login_required
def trace_json(request: HttpRequest, pk: int) -> HttpResponse:
    """Facts, verdict and law of one answer, by the exchange forms: whoever doubts can put the question again."""
    check = _check_or_404(request.user, pk)
    if not permissions.may_see_record(request.user, check.nomination):
        raise Http404
    content = {
        "award": check.nomination.award,
        "on": check.on.isoformat(),
        "made_at": check.made_at.isoformat(),
        "occasion": check.occasion,
        "law": check.law_hash,
        "facts": check.facts,
        "verdict": check.verdict,
    }
    response = JsonResponse(content, json_dumps_params={"ensure_ascii": False, "indent": 2})
    response["Content-Disposition"] = f'attachment; filename="ket-qua-doi-chieu-{check.pk}.json"'
    return response
