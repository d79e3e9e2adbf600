"""Councils: list, one council with its members, setting up."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Count
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.accounts.roles import Role
from thidua.base import clock
from thidua.base.answers import no
from thidua.base.forms import add_refusal
from thidua.base.refusal import Refused
from thidua.councils import actions
from thidua.councils.forms import CouncilForm, MeetingForm, MemberForm, ReleaseForm
from thidua.councils.models import Council
from thidua.councils.permissions import councils_visible_to, leads_body, may_manage, visible_to
from thidua.councils.views.finding import allow, crumbs, find_council
from thidua.organisation.models import Unit
from thidua.organisation.queries import people_of, running_on
from thidua.organisation.roles import roles_of

PAGE_SIZE = 20


@login_required
def council_list(request: HttpRequest) -> HttpResponse:
    """Meetings, newest first, and the councils they belong to."""
    councils = councils_visible_to(request.user).select_related("body")
    meetings = visible_to(request.user).select_related("council").annotate(count=Count("questions"))
    manages = roles_of(request.user).has(Role.OFFICER, Role.COUNCIL_SECRETARY)
    context = {
        "councils": councils,
        "page_obj": Paginator(meetings.order_by("-starts_at", "-pk"), PAGE_SIZE).get_page(request.GET.get("page")),
        "actions": [{"label": _("Lập hội đồng"), "url": reverse("councils:create"), "icon": "plus-lg"}]
        if manages
        else [],
        "breadcrumbs": crumbs((_("Hội đồng"), None)),
    }
    return render(request, "councils/list.html", context)


@login_required
def create(request: HttpRequest) -> HttpResponse:
    """Write down a council that was set up by decision."""
    managing = roles_of(request.user)
    if not managing.has(Role.OFFICER, Role.COUNCIL_SECRETARY):
        allow(no(_("Chỉ chuyên viên thi đua, khen thưởng hoặc thư ký hội đồng lập hội đồng.")))
    within = managing.units(Role.OFFICER, Role.COUNCIL_SECRETARY)
    form = CouncilForm(request.POST or None, bodies=Unit.objects.filter(within, is_body=True).order_by("path"))
    if request.method == "POST" and form.is_valid():
        try:
            council = actions.create_council(**form.cleaned_data, actor=request.user, at=clock.now())
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Đã lập hội đồng. Hãy thêm các ủy viên theo quyết định."))
            return redirect("councils:detail", council.pk)
    context = {
        "form": form,
        "title": _("Lập hội đồng"),
        "submit": _("Lập hội đồng"),
        "cancel_url": reverse("councils:list"),
        "breadcrumbs": crumbs((_("Hội đồng"), reverse("councils:list")), (_("Lập hội đồng"), None)),
    }
    return render(request, "councils/form.html", context, status=422 if form.errors else 200)


@login_required
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One council: its decision, members, meetings."""
    council = find_council(request, pk)
    day = clock.today()
    members = council.members.select_related("person").order_by("order", "pk")
    managing, leading = may_manage(request.user, council.body), leads_body(request.user, council.body)
    context = {
        "council": council,
        "members": members.filter(running_on(day)),
        "former": members.exclude(running_on(day)),
        "meetings": visible_to(request.user).filter(council=council).annotate(count=Count("questions"))[:PAGE_SIZE],
        "manages": bool(managing),
        "actions": [
            {
                "label": _("Lập phiên họp"),
                "url": reverse("councils:plan_meeting", args=[pk]),
                "icon": "calendar-event",
                "style": "primary",
                "reason": "" if leading else leading.reason,
            },
            {
                "label": _("Thêm ủy viên"),
                "url": reverse("councils:appoint", args=[pk]),
                "icon": "person",
                "style": "secondary",
                "reason": "" if managing else managing.reason,
            },
        ],
        "breadcrumbs": crumbs((_("Hội đồng"), reverse("councils:list")), (council, None)),
    }
    return render(request, "councils/detail.html", context)


@login_required
def appoint(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a member."""
    council = find_council(request, pk)
    allow(may_manage(request.user, council.body))
    form = MemberForm(
        request.POST or None,
        people=people_of(council.body, clock.today()),
        initial={"start": council.decision_date},
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.appoint_member(council=council, **form.cleaned_data, actor=request.user, at=clock.now())
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Đã thêm ủy viên."))
            return redirect("councils:detail", pk)
    return _council_form(request, council, form, _("Thêm ủy viên"))


@login_required
def release(request: HttpRequest, pk: int, member_pk: int) -> HttpResponse:
    """End a membership."""
    council = find_council(request, pk)
    allow(may_manage(request.user, council.body))
    member = get_object_or_404(council.members.select_related("person", "council__body"), pk=member_pk)
    form = ReleaseForm(request.POST or None, initial={"end": clock.today()})
    if request.method == "POST" and form.is_valid():
        try:
            actions.release_member(member=member, **form.cleaned_data, actor=request.user, at=clock.now())
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Đã ghi ngày kết thúc nhiệm kỳ."))
            return redirect("councils:detail", pk)
    return _council_form(request, council, form, _("Kết thúc nhiệm kỳ của %(person)s") % {"person": member})


@login_required
def plan_meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """Plan a meeting of the council."""
    council = find_council(request, pk)
    allow(leads_body(request.user, council.body))
    form = MeetingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            meeting = actions.create_meeting(council=council, **form.cleaned_data, actor=request.user, at=clock.now())
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Đã lập phiên họp và gửi giấy mời. Hãy đưa đề nghị vào chương trình."))
            return redirect("councils:agenda", meeting.pk)
    return _council_form(request, council, form, _("Lập phiên họp"))


def _council_form(request: HttpRequest, council: Council, form: Form, title: str) -> HttpResponse:
    page = reverse("councils:detail", args=[council.pk])
    context = {
        "form": form,
        "title": title,
        "lead": council,
        "submit": title,
        "cancel_url": page,
        "breadcrumbs": crumbs((_("Hội đồng"), reverse("councils:list")), (council, page), (title, None)),
    }
    return render(request, "councils/form.html", context, status=422 if form.errors else 200)
