"""The lists: all nominations I may see, with filters and export; and the dossiers of units."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.accounts.roles import Role
from thidua.base import clock
from thidua.base.exports import table_response
from thidua.nominations import tables
from thidua.nominations.forms import NominationFilter
from thidua.nominations.lawbook import award_options
from thidua.nominations.models import Dossier, Nomination
from thidua.nominations.permissions import LIVE, dossier_opens, nominations_visible_to, visible_to
from thidua.nominations.views.shared import section_links
from thidua.nominations.wording import tag
from thidua.organisation.roles import roles_of

PAGE_SIZE = 50
_YEARS_OFFERED = 6


def _filter_form(request: HttpRequest) -> NominationFilter:
    day = clock.today()
    columns = ("movement_id", "movement__title", "unit__path", "unit_id", "unit__short_name")
    seen = sorted(set(visible_to(request.user).order_by().values_list(*columns)), key=lambda row: row[2])
    return NominationFilter(
        request.GET,
        movements=list({pk: (pk, title) for pk, title, *_unit in seen if pk is not None}.values()),
        units=list({pk: (pk, name) for *_movement, pk, name in seen}.values()),
        awards=_awards_offered(day),
        stages=[(code, label) for code, (label, _q) in tables.STAGES.items()],
        years=range(day.year, day.year - _YEARS_OFFERED, -1),
    )


def _awards_offered(day: date) -> list[tuple[str, str]]:
    """The catalogue; what somebody is nominated for stands first."""
    occurring = set(Nomination.objects.order_by().values_list("award", flat=True).distinct())
    options = [(option.code, option.name) for option in award_options(day)]
    return sorted(options, key=lambda option: option[0] not in occurring)


@login_required
def nomination_list(request: HttpRequest) -> HttpResponse:
    """All nominations that the user may see, 50 a page."""
    form = _filter_form(request)
    chosen = form.chosen()
    order = request.GET.get("sap_xep", tables.DEFAULT_ORDER)
    found = tables.filtered(nominations_visible_to(request.user), chosen).annotate(opens=dossier_opens(request.user))
    page = Paginator(tables.ordered(found, order), PAGE_SIZE).get_page(request.GET.get("trang"))
    kept = urlencode(chosen)
    exported = urlencode(chosen | {"sap_xep": order})
    context = {
        "form": form,
        "is_filtered": bool(chosen),
        "page": page,
        "rows": tables.page_rows(page.object_list, clock.today()),  # type: ignore[arg-type]
        "heads": tables.heads(order, kept),
        "sections": section_links("nominations"),
        "exports": [
            (label, f"{reverse('nominations:export', args=[file_format])}?{exported}")
            for label, file_format in (("Excel", "xlsx"), ("CSV", "csv"))
        ],
        "actions": _create_actions(request.user),
    }
    return render(request, "nominations/list.html", context)


@login_required
def export(request: HttpRequest, file_format: str) -> HttpResponse:
    """All rows that the filters leave, as a file."""
    chosen = _filter_form(request).chosen()
    found = tables.filtered(nominations_visible_to(request.user), chosen)
    day = clock.today()
    rows = tables.export_rows(tables.ordered(found, request.GET.get("sap_xep", tables.DEFAULT_ORDER)), day)
    title = _("Danh sách đề nghị khen thưởng, ngày %(day)s") % {"day": f"{day:%d/%m/%Y}"}
    name = f"de-nghi-khen-thuong-{day:%Y-%m-%d}"
    return table_response(file_format, name, tables.export_headers(), rows, title=title)


def _create_actions(user: Any) -> list[dict[str, Any]]:
    if not roles_of(user).has(Role.UNIT_CONTACT):
        return []
    return [{"label": _("Lập hồ sơ"), "url": reverse("nominations:create"), "style": "primary", "icon": "plus-lg"}]


@login_required
def dossier_list(request: HttpRequest) -> HttpResponse:
    """The dossiers that the user may see, those that wait for somebody first."""
    dossiers = visible_to(request.user).select_related("unit")
    state = request.GET.get("buoc", "")
    if state in Dossier.State.values:
        dossiers = dossiers.filter(state=state)
    counts = dict(visible_to(request.user).order_by().values_list("state").annotate(count=Count("pk")))
    page = Paginator(dossiers.order_by("-created_at", "-pk"), PAGE_SIZE).get_page(request.GET.get("trang"))
    total = {"label": _("Tất cả"), "url": "?", "active": not state, "count": sum(counts.values())}
    states = [
        {"label": label, "url": f"?buoc={code}", "active": state == code, "count": counts[code]}
        for code, label in Dossier.State.choices
        if counts.get(code)
    ]
    context = {
        "page": page,
        "rows": _dossier_rows(list(page.object_list)),
        "states": [total, *states],
        "sections": section_links("dossiers"),
        "actions": _create_actions(request.user),
    }
    return render(request, "nominations/dossiers.html", context)


def _dossier_rows(dossiers: list[Dossier]) -> list[dict[str, Any]]:
    """One page's dossiers with how many are nominated in each, and how many of them the law stops."""
    stopped = Q(state=Nomination.State.LISTED) & Q(
        outcome__in=[Nomination.Outcome.NOT_ELIGIBLE, Nomination.Outcome.ON_HOLD]
    )
    counted = (
        Nomination.objects.filter(dossier__in=dossiers, state__in=LIVE)
        .order_by()
        .values_list("dossier")
        .annotate(live=Count("pk"), against=Count("pk", filter=stopped))
    )
    counts = {pk: (live, against) for pk, live, against in counted}
    rows = []
    for dossier in dossiers:
        live, against = counts.get(dossier.pk, (0, 0))
        stage = tag(dossier.get_state_display(), dossier.state)
        rows.append({"dossier": dossier, "live": live, "against": against, "stage": stage})
    return rows
