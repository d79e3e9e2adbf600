"""“Am I eligible?”: one's own record, or that of a person or collective within reach, put to the law."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thidua.base import clock
from thidua.base.refusal import Refused
from thidua.nominations.eligibility.asking import (
    Line,
    Question,
    Shown,
    answered,
    facts_of,
    options_for,
    overview,
    shown,
)
from thidua.nominations.eligibility.forms import QuestionForm
from thidua.nominations.eligibility.permissions import people_askable_by, units_screened_by
from thidua.nominations.eligibility.screening import USUAL_AWARDS
from thidua.nominations.eligibility.views.trying import trial_of
from thidua.nominations.lawbook import award_name, the_law
from thidua.nominations.models import Check
from thidua.nominations.wording import outcome_tag
from thidua.organisation.models import Person, Unit
from thidua.organisation.permissions import may_see_sensitive
from thidua.organisation.queries import person_of, post_of


@login_required
@require_safe
def own(request: HttpRequest) -> HttpResponse:
    """The law's answer on one's own record."""
    person = person_of(request.user)
    if person is None:
        return render(request, "organisation/no_record.html", {})
    crumbs = [(_("Hồ sơ của tôi"), reverse("organisation:my_record")), (_("Tôi có đủ điều kiện không?"), None)]
    context = {"title": _("Tôi có đủ điều kiện không?"), "eyebrow": person.full_name, "breadcrumbs": crumbs}
    return _asked(request, person, whole=True, context=context)


@login_required
@require_safe
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """The law's answer on somebody within one's reach."""
    found = get_object_or_404(people_askable_by(request.user), pk=pk)
    post = post_of(found, clock.today())
    crumbs = [
        (_("Đơn vị và người"), reverse("organisation:units")),
        (found.full_name, reverse("organisation:person", args=[found.pk])),
        (_("Xem điều kiện"), None),
    ]
    context = {
        "title": found.full_name,
        "eyebrow": _("Có đủ điều kiện không?"),
        "lead": f"{post.title}, {post.unit.name}" if post else "",
        "breadcrumbs": crumbs,
    }
    return _asked(request, found, whole=bool(may_see_sensitive(request.user, found)), context=context)


@login_required
@require_safe
def unit(request: HttpRequest, pk: int) -> HttpResponse:
    """The law's answer on a collective within one's reach."""
    found = get_object_or_404(units_screened_by(request.user), pk=pk)
    crumbs = [
        (_("Đơn vị và người"), reverse("organisation:units")),
        (found.name, reverse("organisation:unit", args=[found.pk])),
        (_("Xem điều kiện"), None),
    ]
    context = {"title": found.name, "eyebrow": _("Tập thể có đủ điều kiện không?"), "breadcrumbs": crumbs}
    return _asked(request, found, whole=True, context=context)


def _asked(request: HttpRequest, subject: Person | Unit, *, whole: bool, context: dict[str, Any]) -> HttpResponse:
    """The form, and the answer as far as the question is complete: on one award, else on all in short."""
    today = clock.today()
    recipient = "individual" if isinstance(subject, Person) else "collective"
    form = QuestionForm(
        request.GET, options=options_for(recipient, today), today=today, horizon=the_law().horizon.last_day
    )
    context |= {"form": form, "subject": subject, "whole": whole}
    if form.is_valid():
        question = form.question()
        context |= {"question": question}
        try:
            context |= _answer(request, subject, question, whole=whole) if question.award else _all(subject, question)
        except Refused as refused:
            context["problem"] = str(refused.message)
    trial = context.get("trial_form")
    wrong = form.errors or (trial is not None and trial.is_asked and trial.errors)
    return render(request, "nominations/eligibility/ask.html", context, status=422 if wrong else 200)


def _answer(request: HttpRequest, subject: Person | Unit, question: Question, *, whole: bool) -> dict[str, Any]:
    check = answered(subject, question)
    answer: Shown = shown(check, whole=whole)
    trial = trial_of(
        request,
        check,
        question,
        lambda day: check.facts if day == question.on else facts_of(subject, day),
        subject=subject,
        whole=whole,
        kept=question.in_address(),
    )
    return trial | {
        "check": check,
        "answer": answer,
        "all_url": "?" + urlencode(question.in_address(without_award=True)),
        "subject_name": check.facts["subject"].get("name", ""),
        "award_name": award_name(question.award, question.on),
        "law_url": f"{reverse('nominations:law', args=[question.award])}?ngay={question.on.isoformat()}",
    }


def _all(subject: Person | Unit, question: Question) -> dict[str, Any]:
    lines: list[Line] = overview(facts_of(subject, question.on), question)
    rows = [
        {
            "code": line.option.code,
            "name": line.option.name,
            "outcome": line.outcome,
            "tag": outcome_tag(line.outcome),
            "url": f"?{urlencode(question.about(line.option.code).in_address())}",
        }
        for line in lines
    ]
    near = [row for row in rows if row["outcome"] == Check.Outcome.ELIGIBLE or row["code"] in OFTEN_ASKED]
    return {
        "rows": rows,
        "tables": [table for table in (near, [row for row in rows if row not in near]) if table],
        "eligible": [row for row in rows if row["outcome"] == Check.Outcome.ELIGIBLE],
    }


# What most people ask about; the other awards stand below, closed, unless the person qualifies for them.
OFTEN_ASKED = (*USUAL_AWARDS, "CSTD_TINH", "CSTDTQ", "BKTTG", "CO_TINH")
