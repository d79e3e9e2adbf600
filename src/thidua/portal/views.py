"""The public face: movements, decisions, honour roll, verification, the journal's head. No sign-in is needed."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from thidua.base import clock, files
from thidua.base.exports import csv_download, table_response
from thidua.base.refusal import Refused
from thidua.decisions import lines
from thidua.decisions.codes import spaced_code, tidy_code
from thidua.decisions.models import Decision, DecisionLine
from thidua.decisions.queries import find_certificate, public_decisions, public_lines, with_counts
from thidua.decisions.revocation.queries import given_by, in_force_of, public_revocations
from thidua.journal.queries import head
from thidua.movements.queries import progress_of, public_movements
from thidua.portal.forms import HonourRollForm

PAGE_SIZE = 50
# A workbook is made whole before it is sent; a longer roll goes as CSV, which is sent while it is read.
ROWS_OF_A_WORKBOOK = 20_000


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What is going on, what was decided last, and the box to verify a certificate."""
    found = public_lines()
    people = found.filter(recipient_kind="individual").count()
    context = {
        "movements": public_movements().select_related("body").order_by("-launched_at")[:4],
        "decisions": with_counts(public_decisions())[:5],
        "tiles": [
            {"label": _("Phong trào đã phát động"), "value": public_movements().count(), "icon": "flag"},
            {"label": _("Quyết định đã công bố"), "value": public_decisions().count(), "icon": "file-earmark-text"},
            {"label": _("Lượt cá nhân được khen"), "value": people, "icon": "person"},
            {"label": _("Lượt tập thể được khen"), "value": found.count() - people, "icon": "people"},
        ],
    }
    return render(request, "portal/home.html", context)


@require_safe
def movement_list(request: HttpRequest) -> HttpResponse:
    """All movements that were launched."""
    page = Paginator(public_movements().select_related("body").order_by("-launched_at", "-pk"), 20)
    return render(request, "portal/movements.html", {"page_obj": page.get_page(request.GET.get("page"))})


@require_safe
def movement(request: HttpRequest, pk: int) -> HttpResponse:
    """One movement: theme, time, tasks and how far they are on the whole, great days. No unit is singled out."""
    found = get_object_or_404(public_movements().select_related("body"), pk=pk)
    today = clock.today()
    days: list[dict[str, Any]] = [
        {"date": milestone.day, "title": capfirst(milestone.name), "kind": "great_day"}
        for milestone in found.milestones.all()
    ]
    context = {
        "movement": found,
        "progress": progress_of(found),
        "coming": [day for day in days if day["date"] >= today],
        "gone": [day for day in days if day["date"] < today],
        "decisions": with_counts(public_decisions().filter(movement=found)),
    }
    return render(request, "portal/movement.html", context)


@require_safe
def decision_list(request: HttpRequest) -> HttpResponse:
    """All published decisions."""
    page = Paginator(with_counts(public_decisions()), PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "portal/decisions.html", {"page_obj": page})


@require_safe
def decision(request: HttpRequest, pk: int) -> HttpResponse:
    """One published decision with its list: name, post, award; no money, no birth dates.

    A line that was taken away stays, marked: the signed paper names it too.
    """
    found = get_object_or_404(public_decisions().select_related("body", "movement", "pdf"), pk=pk)
    page = Paginator(found.lines.select_related("honour"), 100).get_page(request.GET.get("page"))
    context = {
        "decision": found,
        "page_obj": page,
        "rows": _named(list(page)),
        "revoked": found.lines.filter(honour__revoked_on__isnull=False).count(),
    }
    return render(request, "portal/decision.html", context)


@require_safe
def decision_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The published decision: the digitally signed file where there is one, else as it was made."""
    found: Decision = get_object_or_404(public_decisions().exclude(pdf=None).select_related("pdf", "signed_pdf"), pk=pk)
    kept = found.signed_pdf or found.pdf
    assert kept is not None
    name = f"quyet-dinh-{found.number:02d}-{found.signed_on:%Y}.pdf"
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return HttpResponse(kept.read(), content_type=files.PDF, headers=headers)


def _named(found: list[DecisionLine]) -> list[tuple[DecisionLine, str]]:
    """Lines with the award's name as of the day of their decision."""
    return [(line, lines.award_name(line.award, _signed_on(line))) for line in found]


def _signed_on(line: DecisionLine) -> date:
    """The day of the line's decision: what is published has one, the database sees to it."""
    assert line.decision.signed_on is not None
    return line.decision.signed_on


@require_safe
def honour_roll(request: HttpRequest, export: str = "") -> HttpResponseBase:
    """Everybody commended in published decisions: by name with or without diacritics, award, year; as open data too."""
    form = HonourRollForm(request.GET)
    found = public_lines()
    if form.is_valid():
        found = form.narrow(found)
    if export:
        return _export(export, found)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    context = {"form": form, "page_obj": page, "rows": _named(list(page)), "query": query.urlencode()}
    return render(request, "portal/honour_roll.html", context)


def _export(extension: str, found: QuerySet[DecisionLine]) -> HttpResponseBase:
    headers = [_("Năm"), _("Tên"), _("Chức vụ, đơn vị"), _("Danh hiệu, hình thức"), _("Quyết định"), _("Ngày ký")]
    rows = (
        (
            _signed_on(line).year,
            line.recipient_name,
            line.recipient_post,
            lines.award_name(line.award, _signed_on(line)),
            str(line.decision),
            _signed_on(line),
        )
        for line in found.iterator(chunk_size=1000)
    )
    if extension == "csv":
        return csv_download("bang-vang", headers, rows)
    if extension == "xlsx" and found[ROWS_OF_A_WORKBOOK:].exists():
        message = _("Danh sách dài hơn %(count)d dòng nên không tải dạng Excel. Hãy lọc theo năm hoặc tải CSV.")
        raise Refused("too_long", message % {"count": ROWS_OF_A_WORKBOOK})
    return table_response(extension, "bang-vang", headers, rows, title=_("Bảng vàng thi đua, khen thưởng"))


@require_safe
def verify(request: HttpRequest) -> HttpResponse:
    """The box in which a code is typed; with a code, on to its page."""
    typed = tidy_code(request.GET.get("ma", ""))
    if typed:
        return redirect("portal:verify_code", typed)
    return render(request, "portal/verify.html", {"asked": "ma" in request.GET})


@require_safe
@cache_control(max_age=0, must_revalidate=True)
def verify_code(request: HttpRequest, code: str) -> HttpResponse:
    """What a certificate's code says: valid, replaced, revoked, or not known. Least personal data."""
    certificate = find_certificate(code)
    context: dict[str, Any] = {"typed": spaced_code(tidy_code(code)), "certificate": certificate}
    if certificate is not None:
        held = certificate.line.honour
        context["award"] = lines.award_name(certificate.line.award, _signed_on(certificate.line))
        if held is not None and held.revoked_on is not None:
            context |= {"revoked_on": held.revoked_on, "revocation": in_force_of(held)}
    return render(request, "portal/verify.html", context, status=200 if certificate else 404)


@require_safe
def revocation_list(request: HttpRequest) -> HttpResponse:
    """Papers that took away what published decisions gave: which, when, on what ground, how many; nobody is named."""
    page = Paginator(public_revocations(), PAGE_SIZE).get_page(request.GET.get("page"))
    found = list(page)
    given = given_by(found)
    rows = [
        {
            "revocation": revocation,
            "decisions": sorted({line.decision for line in given[revocation.pk]}, key=str),
            "awards": dict(Counter(lines.award_name(line.award, _signed_on(line)) for line in given[revocation.pk])),
        }
        for revocation in found
    ]
    return render(request, "portal/revocations.html", {"page_obj": page, "rows": rows})


@require_safe
def transparency(request: HttpRequest) -> HttpResponse:
    """Counts by award, and the journal's head: who keeps it can tell later whether the past was rewritten."""
    number, digest = head()
    counts = public_lines().order_by().values("award", "recipient_kind").annotate(count=Count("pk")).order_by("award")
    day = clock.today()
    rows = [(lines.award_name(row["award"], day), row["recipient_kind"], row["count"]) for row in counts]
    context = {"number": number, "digest": digest, "rows": rows, "revocations": public_revocations().count()}
    return render(request, "portal/transparency.html", context)
