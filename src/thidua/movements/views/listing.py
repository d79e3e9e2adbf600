"""The list of movements, and the plans that wait for their review."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django_tables2 import RequestConfig

from thidua.accounts.roles import Role
from thidua.movements import permissions
from thidua.movements.forms import MovementFilter
from thidua.movements.tables import MovementTable
from thidua.organisation.roles import roles_of


@login_required
def movement_list(request: HttpRequest) -> HttpResponse:
    """All movements that the user may see; for the officer also the plans still in review."""
    visible = permissions.visible_to(request.user).select_related("body")
    counted = visible.annotate(participation_count=Count("participations")).order_by("-start", "-pk")
    chosen = MovementFilter(request.GET, queryset=counted)
    table = MovementTable(chosen.qs)
    RequestConfig(request, paginate={"per_page": 25}).configure(table)
    is_officer = roles_of(request.user).has(Role.OFFICER)
    plans = []
    if is_officer:
        plans = list(
            permissions.plans_visible_to(request.user)
            .filter(movement__isnull=True, accepted_at__isnull=True)
            .select_related("reviewed_by", "uploaded_by", "amends")
            .defer("reading", "review", "amends__reading", "amends__review")
        )
    actions = []
    if is_officer:
        actions = [
            {"label": _("Tải kế hoạch lên"), "url": reverse("movements:upload"), "icon": "upload", "style": "primary"},
            {"label": _("Lập phong trào từ mẫu trống"), "url": reverse("movements:blank"), "icon": "plus-lg"},
        ]
    context = {
        "table": table,
        "filter": chosen,
        "plans": plans,
        "actions": actions,
        "nothing_yet": not table.paginator.count and not request.GET,
        "is_officer": is_officer,
    }
    return render(request, "movements/list.html", context)
