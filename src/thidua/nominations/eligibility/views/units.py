"""Looking through a unit: who qualifies, who lacks what, who is due; and from there to a dossier."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thidua.accounts.roles import Role
from thidua.base import clock
from thidua.base.asking import whole_number
from thidua.base.exports import table_response
from thidua.base.refusal import Refused
from thidua.nominations.eligibility.forms import ScreeningForm
from thidua.nominations.eligibility.permissions import may_keep_list, units_screened_by, wholly_readable
from thidua.nominations.eligibility.quotas import quota_lines
from thidua.nominations.eligibility.screening import (
    USUAL_AWARDS,
    Filters,
    UnitScreening,
    listed,
    screened,
)
from thidua.nominations.eligibility.views.exporting import export_headers, export_rows
from thidua.nominations.eligibility.views.rows import Rows
from thidua.nominations.lawbook import award_options, the_law
from thidua.nominations.models import Dossier
from thidua.organisation.models import Unit
from thidua.organisation.queries import head_counts, people_of, units_existing
from thidua.organisation.roles import roles_of

ROWS_ON_A_PAGE = 50


@login_required
@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """The units that the user may look through; whoever has one alone goes there at once."""
    day = clock.today()
    visible = units_existing(units_screened_by(request.user), day)
    shallowest = visible.order_by("depth").values_list("depth", flat=True).first()
    shown = list(visible.filter(depth__lte=(shallowest or 0) + 1).order_by("path")) if shallowest else []
    if len(shown) == 1:
        return redirect("nominations:screening", shown[0].pk)
    return render(request, "nominations/eligibility/units.html", {"rows": _unit_rows(shown, shallowest or 0)})


def _unit_rows(units: list[Unit], shallowest: int) -> list[dict[str, Any]]:
    counts = head_counts(units, clock.today())
    return [
        {
            "unit": unit,
            "indent": unit.depth - shallowest,
            "people": counts[unit.pk],
            "url": reverse("nominations:screening", args=[unit.pk]),
        }
        for unit in units
    ]


@dataclass(frozen=True)
class Asked:
    """A unit, the form, and the answers when the form is valid and the law could answer."""

    unit: Unit
    form: ScreeningForm
    found: UnitScreening | None
    problem: str = ""


def ask_unit(request: HttpRequest, unit: Unit) -> Asked:
    """Read the form and put the unit to the law."""
    today = clock.today()
    options = [option for option in award_options(today) if {"individual", "collective"} & {*option.recipients}]
    usual = [option.code for option in options if option.code in USUAL_AWARDS]
    horizon = the_law().horizon.last_day
    form = ScreeningForm(request.GET, usual=usual, options=options, today=today, horizon=horizon)
    if not form.is_valid():
        return Asked(unit, form, None)
    try:
        return Asked(unit, form, screened(unit, form.question(), form.cleaned_data["danh_hieu"]))
    except Refused as refused:
        return Asked(unit, form, None, str(refused.message))


@login_required
@require_safe
def unit(request: HttpRequest, pk: int) -> HttpResponse:
    """All people and collectives of a unit × the chosen awards, narrowed, counted, 50 a page."""
    found_unit = get_object_or_404(units_screened_by(request.user), pk=pk)
    crumbs = [(_("Rà soát điều kiện"), reverse("nominations:screenings")), (found_unit.name, None)]
    asked = ask_unit(request, found_unit)
    context = {"unit": found_unit, "form": asked.form, "problem": asked.problem, "breadcrumbs": crumbs}
    if asked.found is not None:
        context |= _answers(request, asked.found, asked.form.filters())
    return render(request, "nominations/eligibility/unit.html", context, status=422 if asked.form.errors else 200)


def _answers(request: HttpRequest, found: UnitScreening, filters: Filters) -> dict[str, Any]:
    page = Paginator(listed(found, filters), ROWS_ON_A_PAGE).get_page(request.GET.get("trang"))
    places = list(page.object_list)
    readable: set[int] = set()
    if len(found.options) == 1:
        # Beside one award there is room for the words of each record.
        found.read_facts_of(places)
        readable = wholly_readable(request.user, found.roster.people_at(places))
    rows = Rows(found, readable)
    kept = [
        *found.question.in_address(without_award=True).items(),
        *(("danh_hieu", option.code) for option in found.options),
    ]
    address = reverse("nominations:screening_export", args=[found.unit.pk, "xlsx"])
    exports = [("Excel", "xlsx"), ("CSV", "csv")]
    return {
        "found": found,
        "question": found.question,
        "page": page,
        "tables": list(rows.tables(places)),
        "choices": rows.awards_for(places),
        "summary": _summary_rows(request, found),
        "quotas": quota_lines(found),
        "trial_url": f"{reverse('nominations:screening_trial', args=[found.unit.pk])}?{urlencode(kept)}",
        "kept": list(found.question.in_address(without_award=True).items()),
        "keep": _keep_button(request.user, found),
        "narrowed": filters != Filters(),
        "exports": [
            (label, f"{address.replace('xlsx', file_format)}?{request.GET.urlencode()}")
            for label, file_format in exports
        ],
        "nominate": {
            "label": _("Đưa vào hồ sơ đề nghị"),
            "type": "submit",
            "icon": "arrow-right",
            "style": "primary",
            "reason": ""
            if roles_of(request.user).has(Role.UNIT_CONTACT)
            else _("Chỉ đầu mối của đơn vị lập hồ sơ đề nghị. Có thể xuất danh sách để gửi đầu mối."),
        },
    }


def _keep_button(user: Any, found: UnitScreening) -> dict[str, Any]:
    allowed = may_keep_list(user, found.unit)
    reason = "" if allowed else str(allowed.reason)
    return {
        "label": _("Lưu danh sách này"),
        "type": "submit",
        "icon": "clipboard-check",
        "style": "secondary",
        "reason": reason,
    }


def _summary_rows(request: HttpRequest, found: UnitScreening) -> list[dict[str, Any]]:
    """The summary, each figure a link to the list of exactly those."""
    kept = found.question.in_address(without_award=True)
    return [
        row
        | {
            "links": {
                group: "?" + urlencode({"danh_hieu": row["option"].code, "nhom": group} | kept)
                for group in ("du", "cho", "gan", "sang_nam")
            }
        }
        for row in found.summary()
    ]


@login_required
@require_safe
def export(request: HttpRequest, pk: int, file_format: str) -> HttpResponse:
    """Every answer that the filters leave, with its reasons, as a file."""
    found_unit = get_object_or_404(units_screened_by(request.user), pk=pk)
    asked = ask_unit(request, found_unit)
    if asked.found is None:
        messages.error(request, asked.problem or _("Câu hỏi chưa đúng, chưa xuất được danh sách."))
        return redirect("nominations:screening", pk)
    day = asked.found.question.on
    title = _("Rà soát điều kiện khen thưởng: %(unit)s, năm thành tích %(year)d, xét tại ngày %(day)s") % {
        "unit": found_unit.name,
        "year": asked.found.question.year,
        "day": f"{day:%d/%m/%Y}",
    }
    rows = export_rows(request.user, asked.found, asked.form.filters())
    name = f"ra-soat-{found_unit.short_name}-{day:%Y-%m-%d}"
    return table_response(file_format, name, export_headers(), rows, title=title)


@login_required
@require_safe
def nominate(request: HttpRequest, pk: int) -> HttpResponse:
    """Those chosen in the list, and the open dossiers that can take them; the dossier's own page then confirms."""
    found_unit = get_object_or_404(units_screened_by(request.user), pk=pk)
    back = reverse("nominations:screening", args=[pk])
    keys = [key for key in dict.fromkeys(request.GET.getlist("ids")) if key[:1] in "pu" and whole_number(key[1:])]
    names = {option.code: option.name for option in award_options(clock.today())}
    award = request.GET.get("de_nghi", "")
    if not keys or award not in names:
        messages.error(request, _("Chọn ít nhất một dòng và một danh hiệu, hình thức."))
        return redirect(back)
    if not roles_of(request.user).has(Role.UNIT_CONTACT):
        messages.error(request, _("Chỉ đầu mối của đơn vị lập hồ sơ đề nghị."))
        return redirect(back)
    context = {
        "unit": found_unit,
        "award": award,
        "award_name": names[award],
        "keys": keys,
        "rows": _dossier_rows(request.user, keys),
        "back": back,
        "breadcrumbs": [
            (_("Rà soát điều kiện"), reverse("nominations:screenings")),
            (found_unit.name, back),
            (_("Đưa vào hồ sơ"), None),
        ],
    }
    return render(request, "nominations/eligibility/dossiers.html", context)


def _dossier_rows(user: Any, keys: list[str]) -> list[dict[str, Any]]:
    """The dossiers in which ``user`` can write now, with how many of those chosen each can take."""
    writable = Dossier.objects.filter(
        roles_of(user).units(Role.UNIT_CONTACT, field="unit"),
        state__in=[Dossier.State.DRAFT, Dossier.State.RETURNED],
    ).select_related("unit")
    chosen = {int(key[1:]) for key in keys if key.startswith("p")}
    chosen_units = {int(key[1:]) for key in keys if key.startswith("u")}
    day, rows = clock.today(), []
    takes: dict[int, int] = {}
    for dossier in writable.order_by("-year", "-created_at", "-pk"):
        if dossier.unit_id not in takes:
            near = units_existing(Unit.objects.get_children(dossier.unit), day).values_list("pk", flat=True)
            takes[dossier.unit_id] = people_of(dossier.unit, day).filter(pk__in=chosen).count() + len(
                chosen_units & {dossier.unit_id, *near}
            )
        rows.append(
            {
                "dossier": dossier,
                "takes": takes[dossier.unit_id],
                "url": reverse("nominations:nominate", args=[dossier.pk]),
            }
        )
    return rows
