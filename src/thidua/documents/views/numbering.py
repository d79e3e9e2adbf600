"""How an office numbers its papers: the way of a year, and the number after which a series goes on."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.base import clock
from thidua.base.asking import whole_number
from thidua.base.forms import add_refusal
from thidua.base.refusal import Refused
from thidua.documents import actions
from thidua.documents.forms.numbering import NumberingForm, StartForm
from thidua.documents.models import NumberingYear
from thidua.documents.numbering import way_of
from thidua.documents.permissions import CLERKS
from thidua.documents.views.shared import posted
from thidua.organisation.models import Unit
from thidua.organisation.roles import roles_of

Way = NumberingYear.Way


@login_required
def numbering(request: HttpRequest) -> HttpResponse:
    """Lay down which papers share one run of numbers, for a year that has no number yet."""
    bodies = _bodies(request)
    body = _chosen(request, bodies)
    today = clock.today()
    years = (today.year, today.year + 1)
    form = NumberingForm(posted(request), years=years, initial={"year": years[1], "way": way_of(body, years[1])})
    if request.method == "POST" and form.is_valid():
        try:
            laid_down = actions.choose_numbering(body=body, actor=request.user, at=clock.now(), **form.cleaned_data)
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            said = _("Năm %(year)d: %(way)s.") % {"year": laid_down.year, "way": laid_down.get_way_display()}
            messages.success(request, said)
            return redirect("documents:register")
    context = {
        "form": form,
        "body": body,
        "bodies": bodies,
        "now": [(year, Way(way_of(body, year)).label) for year in years],
        "breadcrumbs": _trail(_("Cách đánh số")),
    }
    return render(request, "documents/numbering.html", context, status=422 if form.errors else 200)


@login_required
def start_series(request: HttpRequest) -> HttpResponse:
    """Let a series go on after the numbers that were given outside the program."""
    bodies = _bodies(request)
    body = _chosen(request, bodies)
    year = clock.today().year
    form = StartForm(posted(request), way=way_of(body, year))
    if request.method == "POST" and form.is_valid():
        try:
            series = actions.start_after(
                body=body, year=year, actor=request.user, at=clock.now(), **form.series(),
                last=form.cleaned_data["last"],
            )  # fmt: skip
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            said = _("Dãy %(series)s sẽ tiếp tục từ số %(next)d.")
            messages.success(request, said % {"series": series.label, "next": series.last + 1})
            return redirect("documents:register")
    context = {
        "form": form,
        "body": body,
        "bodies": bodies,
        "year": year,
        "breadcrumbs": _trail(_("Số bắt đầu")),
    }
    return render(request, "documents/start_series.html", context, status=422 if form.errors else 200)


def _bodies(request: HttpRequest) -> QuerySet[Unit]:
    """The bodies to whose papers the user gives numbers."""
    return Unit.objects.filter(roles_of(request.user).units(*CLERKS), is_body=True).order_by("path")


def _chosen(request: HttpRequest, bodies: QuerySet[Unit]) -> Unit:
    """The body named in the address, else the highest; 404 where there is none."""
    asked = whole_number(request.GET.get("co-quan"))
    found = bodies.filter(pk=asked) if asked is not None else bodies
    body = found.first()
    if body is None:
        raise Http404
    return body


def _trail(here: str) -> list[tuple[str, Any]]:
    return [(_("Sổ văn bản đi"), reverse("documents:register")), (here, None)]
