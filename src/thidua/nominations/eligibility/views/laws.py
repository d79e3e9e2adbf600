"""“What does the law say”: all awards, one award on a day, what changed between two days, the legal documents."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thidua import law as library
from thidua.base import clock
from thidua.law.sources import worst_knowledge
from thidua.nominations.eligibility.forms import ChangesForm, DayForm
from thidua.nominations.eligibility.lawpages import (
    changes_between,
    changing_days,
    criteria_pages,
    money_lines,
    names_of,
    parts_of,
    recipients_text,
)
from thidua.nominations.lawbook import the_law


def _crumbs(*more: tuple[str, str | None]) -> list[tuple[str, str | None]]:
    above = (_("Đề nghị khen thưởng"), reverse("nominations:list"))
    return [above, (_("Luật nói gì"), reverse("nominations:laws") if more else None), *more]


def _horizon_words(law: library.Law, day: date) -> str:
    return "" if law.is_known(day) else law.horizon.message


@login_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """All titles and forms on a day."""
    form = DayForm(request.GET, today=clock.today())
    context: dict[str, Any] = {"form": form, "breadcrumbs": _crumbs()}
    if form.is_valid():
        law, day = the_law(), form.cleaned_data["ngay"]
        rows = [_index_row(info, day) for info in library.awards(law, day)]
        context |= {
            "day": day,
            "horizon": _horizon_words(law, day),
            "groups": [
                (_("Danh hiệu thi đua"), [row for row in rows if row["info"].category == "title"]),
                (_("Hình thức khen thưởng"), [row for row in rows if row["info"].category == "award"]),
            ],
        }
    return render(request, "nominations/eligibility/laws.html", context, status=422 if form.errors else 200)


def _index_row(info: library.AwardInfo, day: date) -> dict[str, Any]:
    name, other = names_of(info)
    return {
        "info": info,
        "name": name,
        "other": other,
        "who": recipients_text(info.recipients),
        "known": bool(info.criteria),
        "knowledge": worst_knowledge([item.knowledge for item in info.criteria]),
        "url": f"{reverse('nominations:law', args=[info.code])}?ngay={day.isoformat()}",
    }


@login_required
@require_safe
def award(request: HttpRequest, code: str) -> HttpResponse:
    """One award on a day: criteria in plain words, who decides, papers, vote, money, quotas; gaps say so."""
    law = the_law()
    if code not in law.awards:
        raise Http404
    form = DayForm(request.GET, today=clock.today())
    name, other = names_of(library.award(law, code, clock.today()))
    context: dict[str, Any] = {
        "form": form,
        "code": code,
        "name": name,
        "other": other,
        "breadcrumbs": _crumbs((name, None)),
    }
    if form.is_valid():
        day = form.cleaned_data["ngay"]
        info = library.award(law, code, day)
        turns = changing_days(law, code)
        context |= {
            "day": day,
            "info": info,
            "who": recipients_text(info.recipients),
            "parts": parts_of(info),
            "money": money_lines(law, info, day),
            "criteria": criteria_pages(info),
            "criteria_gap": next((gap for gap in info.not_known if gap.part == "criteria"), None),
            "quotas": library.quotas(law, code, day),
            "horizon": _horizon_words(law, day),
            "turns": [
                {"day": turn, "url": f"{_changes_url(code)}?tu={turn - timedelta(days=1):%d/%m/%Y}&den={turn:%d/%m/%Y}"}
                for turn in turns[:-1]
            ],
            "changes_url": _changes_url(code),
            "ask_url": f"{reverse('nominations:eligibility')}?danh_hieu={code}&ngay={day.isoformat()}"
            if "individual" in info.recipients
            else "",
        }
    return render(request, "nominations/eligibility/law.html", context, status=422 if form.errors else 200)


def _changes_url(code: str) -> str:
    return reverse("nominations:law_changes", args=[code])


@login_required
@require_safe
def changes(request: HttpRequest, code: str) -> HttpResponse:
    """What changed for an award between two days."""
    law = the_law()
    if code not in law.awards:
        raise Http404
    today = clock.today()
    form = ChangesForm(request.GET, today=today)
    name, _other = names_of(library.award(law, code, today))
    context: dict[str, Any] = {
        "form": form,
        "name": name,
        "breadcrumbs": _crumbs((name, reverse("nominations:law", args=[code])), (_("Thay đổi"), None)),
    }
    if form.is_valid():
        try:
            found, parts = changes_between(law, code, form.cleaned_data["tu"], form.cleaned_data["den"])
        except library.LawError as error:
            context["problem"] = str(error)
        else:
            context |= {"found": found, "parts": parts, "horizon": _horizon_words(law, found.after)}
    return render(request, "nominations/eligibility/law_changes.html", context, status=422 if form.errors else 200)


@login_required
@require_safe
def documents(request: HttpRequest) -> HttpResponse:
    """The registry of legal documents, those in force on a day first."""
    form = DayForm(request.GET, today=clock.today())
    context: dict[str, Any] = {"form": form, "breadcrumbs": _crumbs((_("Văn bản pháp luật"), None))}
    if form.is_valid():
        day = form.cleaned_data["ngay"]
        rows = [{"document": row, "in_force": row.is_in_force(day)} for row in library.documents(the_law())]
        context |= {"day": day, "rows": sorted(rows, key=lambda row: not row["in_force"])}
    return render(request, "nominations/eligibility/documents.html", context, status=422 if form.errors else 200)
