"""Giving and ending roles for a unit, and making accounts for its people."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thidua.accounts.models import User
from thidua.accounts.roles import Role
from thidua.base import clock
from thidua.base.forms import add_refusal
from thidua.base.refusal import Refused
from thidua.organisation import actions, permissions, queries
from thidua.organisation.forms import AccountForm, RoleForm
from thidua.organisation.models import Assignment, Person, Unit


@login_required
def roles(request: HttpRequest, pk: int) -> HttpResponse:
    """The roles for one unit; a new one is given by POST."""
    unit = get_object_or_404(permissions.units_administered_by(request.user), pk=pk)
    form = RoleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            _give(request, unit, form.cleaned_data)
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            return redirect("organisation:roles", unit.pk)
    return _page(request, unit, form, AccountForm())


def _give(request: HttpRequest, unit: Unit, data: dict[str, Any]) -> None:
    user = _account(data["who"])
    role = Role(data["role"])
    actions.assign_role(
        user=user, role=role, unit=unit, start=data["start"], end=data["end"], actor=request.user, at=clock.now()
    )
    messages.success(request, _("Đã giao vai trò “%(role)s” cho %(who)s.") % {"role": role.label, "who": user})


def _account(who: str) -> User:
    """The account by its name or by the staff code of its person."""
    who = who.strip()
    user = User.objects.filter(Q(username__iexact=who) | Q(person__code__iexact=who)).order_by("pk").first()
    if user is None:
        message = _("Không có tài khoản hay mã nhân sự “%(who)s”. Nếu người này chưa có tài khoản, hãy tạo trước.")
        message %= {"who": who}
        raise Refused("no_account", message, fields={"who": message})
    return user


@login_required
@require_POST
def end_role(request: HttpRequest, pk: int) -> HttpResponse:
    """End a role today."""
    units = permissions.units_administered_by(request.user)
    assignment = get_object_or_404(Assignment.objects.filter(unit__in=units).select_related("user", "unit"), pk=pk)
    actions.end_role(assignment=assignment, end=clock.today(), actor=request.user, at=clock.now())
    values = {"role": assignment.get_role_display(), "who": assignment.user}
    messages.success(request, _("Vai trò “%(role)s” của %(who)s kết thúc hết hôm nay.") % values)
    return redirect("organisation:roles", assignment.unit_id)


@login_required
@require_POST
def create_account(request: HttpRequest, pk: int) -> HttpResponse:
    """Make an account for somebody who works in the unit."""
    unit = get_object_or_404(permissions.units_administered_by(request.user), pk=pk)
    form = AccountForm(request.POST)
    if form.is_valid():
        data = form.cleaned_data
        try:
            person = _person(unit, data["code"])
            actions.open_account(
                person=person, username=data["username"], password=data["password"], actor=request.user, at=clock.now()
            )
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Đã tạo tài khoản cho %(who)s.") % {"who": person})
            return redirect("organisation:roles", unit.pk)
    return _page(request, unit, RoleForm(), form)


def _person(unit: Unit, code: str) -> Person:
    person = queries.people_of(unit, clock.today()).filter(code__iexact=code.strip()).first()
    if person is None:
        message = _("Không có ai mang mã “%(code)s” tại đơn vị này.") % {"code": code.strip()}
        raise Refused("no_person", message, fields={"code": message})
    return person


def _page(request: HttpRequest, unit: Unit, role_form: RoleForm, account_form: AccountForm) -> HttpResponse:
    today = clock.today()
    running = Assignment.objects.filter(queries.running_on(today), unit=unit).select_related("user")
    crumbs = [
        (_("Đơn vị và người"), reverse("organisation:units")),
        (unit.short_name, reverse("organisation:unit", args=[unit.pk])),
        (_("Vai trò và tài khoản"), None),
    ]
    context = {
        "unit": unit,
        "assignments": running.order_by("role", "start", "pk"),
        "role_form": role_form,
        "account_form": account_form,
        "breadcrumbs": crumbs,
    }
    return render(request, "organisation/roles.html", context)
