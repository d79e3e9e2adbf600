"""An old answer of the law asked again, and tried with other facts or rules."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thidua.base.refusal import Refused
from thidua.nominations import permissions
from thidua.nominations.eligibility.replays import question_of, replay
from thidua.nominations.eligibility.views.trying import trial_of
from thidua.nominations.lawbook import award_name, the_law
from thidua.nominations.models import Check
from thidua.nominations.views.shared import nomination_or_404
from thidua.nominations.wording import outcome_tag


@login_required
@require_safe
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """The stored facts put to the law of today: identical, or both answers side by side; then trials with them."""
    check = get_object_or_404(Check, pk=pk)
    nomination = check.nomination = nomination_or_404(request.user, check.nomination_id)
    whole = bool(permissions.may_see_record(request.user, nomination))
    context: dict[str, Any] = {
        "check": check,
        "nomination": nomination,
        "award_name": award_name(nomination.award, check.on),
        "law_hash": the_law().hash,
        "meta": [
            (_("Xét tại ngày"), f"{check.on:%d/%m/%Y}"),
            (_("Dịp"), check.get_occasion_display()),
            (_("Năm thành tích"), nomination.year),
        ],
        "before_label": _("Lần đối chiếu ngày %(day)s") % {"day": f"{check.on:%d/%m/%Y}"},
        "after_label": _("Hỏi lại bây giờ"),
        "breadcrumbs": [
            (nomination.recipient_name, reverse("nominations:nomination", args=[nomination.pk])),
            (_("Cách xét từng điều kiện"), reverse("nominations:check", args=[check.pk])),
            (_("Hỏi lại luật"), None),
        ],
    }
    status = 200
    try:
        found = replay(check, whole=whole)
    except Refused as refused:
        context["problem"] = str(refused.message)
    else:
        subject = nomination.person or nomination.unit
        assert subject is not None  # by the model's constraint
        context |= {
            "replay": found,
            "before_tag": outcome_tag(check.outcome),
            "after_tag": outcome_tag(found.now.outcome),
        }
        context |= trial_of(
            request,
            found.now,
            question_of(check),
            lambda _day: check.facts,
            subject=subject,
            whole=whole,
            kept={},
        )
        form = context["trial_form"]
        status = 422 if form.is_asked and form.errors else 200
    return render(request, "nominations/eligibility/replay.html", context, status=status)
