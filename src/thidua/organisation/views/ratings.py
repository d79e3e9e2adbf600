"""Writing the ratings of a year for a unit and the people in it."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.base import clock
from thidua.base.asking import whole_number
from thidua.base.forms import add_refusal
from thidua.base.refusal import Refused
from thidua.organisation import actions, permissions, queries
from thidua.organisation.forms import RatingsForm, key_of
from thidua.organisation.models import Person, Unit

YEARS_BACK = 5


@login_required
def ratings(request: HttpRequest, pk: int) -> HttpResponse:
    """The ratings of one year: shown to whoever keeps the unit's data, written by POST."""
    unit = get_object_or_404(permissions.units_manageable_by(request.user), pk=pk)
    today = clock.today()
    years = list(range(today.year, today.year - YEARS_BACK - 1, -1))
    year = _year(request, years)
    people = list(queries.people_in(unit, year, today))
    subjects: list[Person | Unit] = [unit, *people]
    form = RatingsForm(request.POST or None, subjects=subjects, levels=queries.levels_of(unit, people, year, key_of))
    if request.method == "POST" and form.is_valid():
        try:
            count = actions.set_ratings(
                year=year, changes=form.changes(), decided_on=form.cleaned_data["decided_on"], unit=unit,
                actor=request.user, at=clock.now(),
            )  # fmt: skip
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            text = ngettext("Đã ghi %(count)d xếp loại năm %(year)d.", "Đã ghi %(count)d xếp loại năm %(year)d.", count)
            messages.success(request, text % {"count": count, "year": year})
            return redirect(f"{reverse('organisation:ratings', args=[unit.pk])}?nam={year}")
    crumbs = [
        (_("Đơn vị và người"), reverse("organisation:units")),
        (unit.short_name, reverse("organisation:unit", args=[unit.pk])),
        (_("Xếp loại năm %(year)d") % {"year": year}, None),
    ]
    context = {"unit": unit, "year": year, "years": years, "form": form, "breadcrumbs": crumbs}
    context["own"] = queries.person_of(request.user)
    return render(request, "organisation/ratings.html", context)


def _year(request: HttpRequest, years: list[int]) -> int:
    """The year asked for; ratings are decided at the year's end, so the running year counts from November."""
    today = clock.today()
    usual = today.year if today.month >= 11 else today.year - 1
    given = whole_number(request.GET.get("nam"))
    return given if given in years else usual
