"""What a page needs to offer a trial beside an answer, and to show what moved; the trial of a whole unit."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import zip_longest
from typing import Any
from urllib.parse import urlencode

import numpy as np
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thidua.base import clock
from thidua.base.refusal import Refused
from thidua.nominations.eligibility.asking import Question, answered
from thidua.nominations.eligibility.comparing import moves
from thidua.nominations.eligibility.permissions import units_screened_by
from thidua.nominations.eligibility.quotas import quota_lines
from thidua.nominations.eligibility.screening import UnitScreening, screened
from thidua.nominations.eligibility.trial_forms import TrialForm, UnitTrialForm
from thidua.nominations.eligibility.trials import supposed, supposed_law
from thidua.nominations.eligibility.views.units import ask_unit
from thidua.nominations.lawbook import AwardOption, the_law
from thidua.nominations.models import Check
from thidua.nominations.wording import outcome_tag
from thidua.organisation.models import Person, Unit

# So many who moved are named for each award; the others are counted.
MOST_MOVED = 200


def trial_of(
    request: HttpRequest,
    base: Check,
    question: Question,
    facts_on: Callable[[date], dict[str, Any]],
    *,
    subject: Person | Unit,
    whole: bool,
    kept: dict[str, str],
) -> dict[str, Any]:
    """The trial's form and, when something is supposed, its answer; for the page's context.

    Args:
        request: the suppositions stand in its address.
        base: the answer without suppositions.
        question: what was asked.
        facts_on: the record as seen on a day (a stored answer keeps its own).
        subject: of whom.
        whole: whether the reader may read the sensitive rows.
        kept: parameters of the address that the trial carries along.
    """
    form = TrialForm(request.GET, question=question, today=clock.today(), facts=base.facts, whole=whole)
    context: dict[str, Any] = {"trial_form": form, "trial_kept": kept.items()}
    if not form.is_asked or not form.is_valid():
        return context
    asked, rules, changes = form.trial_question(), form.rules(), form.facts()
    try:
        law = supposed_law(rules, asked.on)
        facts = supposed(facts_on(asked.on), changes, asked.on)
        after = answered(subject, asked, facts=facts, law=law)
    except Refused as refused:
        return context | {"trial_problem": str(refused.message)}
    moved = moves(base, after, whole=whole)
    words = [*changes.words(asked.on), *rules.words(the_law())]
    return context | {
        "trial": {
            "words": words,
            "day": asked.on if asked.on != question.on else None,
            "before": outcome_tag(base.outcome),
            "after": outcome_tag(after.outcome),
            "same": base.outcome == after.outcome,
            "moves": [move for move in moved if move.answered_otherwise],
            "words_only": [move for move in moved if not move.answered_otherwise],
        }
    }


@login_required
@require_safe
def unit(request: HttpRequest, pk: int) -> HttpResponse:
    """A whole unit under another day, another figure, the State's law alone: who moves, and what quotas become."""
    found_unit = get_object_or_404(units_screened_by(request.user), pk=pk)
    back = reverse("nominations:screening", args=[pk])
    asked = ask_unit(request, found_unit)
    if asked.found is None:
        return redirect(f"{back}?{request.GET.urlencode()}")
    question = asked.found.question
    form = UnitTrialForm(request.GET, question=question, today=clock.today())
    codes = [option.code for option in asked.found.options]
    kept = [*question.in_address(without_award=True).items(), *(("danh_hieu", code) for code in codes)]
    context = {
        "unit": found_unit,
        "question": question,
        "form": form,
        "kept": kept,
        "back": f"{back}?{urlencode(kept)}",
        "breadcrumbs": [
            (_("Rà soát điều kiện"), reverse("nominations:screenings")),
            (found_unit.name, f"{back}?{urlencode(kept)}"),
            (_("Thử thay đổi"), None),
        ],
    }
    if form.is_asked and form.is_valid():
        try:
            context["trial"] = _unit_trial(asked.found, form, codes)
        except Refused as refused:
            context["problem"] = str(refused.message)
    status = 422 if form.is_asked and form.errors else 200
    return render(request, "nominations/eligibility/unit_trial.html", context, status=status)


def _unit_trial(before: UnitScreening, form: UnitTrialForm, codes: list[str]) -> dict[str, Any]:
    """Per award: how many stand before and after, and everybody whose answer moved."""
    asked, rules, share = form.trial_question(), form.rules(), form.cleaned_data["ty_le"]
    other_rules = bool(rules) or asked != before.question
    after = screened(before.unit, asked, codes, law=supposed_law(rules, asked.on)) if other_rules else before
    words = rules.words(the_law())
    if asked.on != before.question.on:
        words.append(_("Xét vào ngày %(day)s") % {"day": f"{asked.on:%d/%m/%Y}"})
    if share is not None:
        words.append(_("Tỷ lệ hạn mức %(share)s%%") % {"share": f"{float(share * 100):g}".replace(".", ",")})
    rows = [_moved_rows(before, after, option) for option in before.options]
    quotas = [
        {"before": old, "after": new} for old, new in zip_longest(quota_lines(before), quota_lines(after, share=share))
    ]
    return {"words": words, "rows": rows, "quotas": quotas, "moved": sum(row["count"] for row in rows)}


def _moved_rows(before: UnitScreening, after: UnitScreening, option: AwardOption) -> dict[str, Any]:
    """Of one award: how many stand before and after, and those whose answer moved (the first of them by name)."""
    old = before.answers.of(option.code)
    # The day may be another: somebody may have come or gone, an award may not have existed.
    same = np.array([after.roster.places.get(key, -1) for key in before.roster.places], int)
    known = option.code in {other.code for other in after.options}
    new = after.answers.of(option.code) if known else None
    moved = np.zeros(len(before.roster), bool)
    if new is not None:
        moved = old.asked & (same >= 0) & new.asked[same] & (old.outcome != new.outcome[same])
    places: list[int] = np.flatnonzero(moved).tolist()
    return {
        "option": option,
        "before": int(np.count_nonzero(old.eligible)),
        "after": 0 if new is None else int(np.count_nonzero(new.eligible)),
        "count": len(places),
        "moved": [_moved(before, after, option.code, place, int(same[place])) for place in places[:MOST_MOVED]],
    }


def _moved(before: UnitScreening, after: UnitScreening, code: str, place: int, later: int) -> dict[str, Any]:
    old, new = before.cell(code, place), after.cell(code, later)
    assert old is not None  # both are asked
    assert new is not None
    return {
        "name": before.entry(place).name,
        "before": outcome_tag(old.outcome),
        "after": outcome_tag(new.outcome),
    }
