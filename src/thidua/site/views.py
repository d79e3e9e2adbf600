"""Pages that belong to no single app: the start page, signing in and out, the demo's doors."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import get_user_model, login, update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import LoginView, LogoutView, PasswordChangeView
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thidua.accounts.actions import set_password
from thidua.base import clock
from thidua.base.asking import whole_number
from thidua.base.models import DemoCalendar
from thidua.base.refusal import Refused
from thidua.councils import permissions as councils
from thidua.decisions import permissions as decisions
from thidua.movements import permissions as movements
from thidua.nominations import permissions as nominations
from thidua.notices.todo import todos_of
from thidua.organisation import permissions as organisation
from thidua.organisation.models import Assignment
from thidua.organisation.queries import running_on
from thidua.site.access import abilities
from thidua.site.demo_accounts import demo_accounts
from thidua.site.start import around_the_work

# Anybody may move the demo's day, and nobody moves it back: a day at the end of time would be the end of the demo.
LAST_DEMO_DAY = date(2035, 12, 31)


@login_required
def start(request: HttpRequest) -> HttpResponse:
    """The start page: what I should do, why, until when; below it what is new and how the movement stands."""
    day = clock.today()
    context = {"todos": todos_of(request.user, day)} | around_the_work(request.user, day)
    return render(request, "site/start.html", context)


class SignIn(LoginView):
    """Signing in; in demo mode one press enters as any of the demo's people."""

    redirect_authenticated_user = False

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        """Add the demo's accounts, in demo mode only."""
        accounts = demo_accounts() if settings.DEMO_MODE else []
        return super().get_context_data(**kwargs) | {"demo_accounts": accounts}


class ChangePassword(PasswordChangeView):
    """Changing the own password: the one that an administrator gave is for the first sign-in only."""

    template_name = "registration/password.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add where to go on afterwards."""
        return super().get_context_data(**kwargs) | {"next": self.request.GET.get("next", "")}

    def form_valid(self, form: Any) -> HttpResponse:
        """Change it and stay signed in here; other sessions of the account end."""
        user = form.user
        try:
            set_password(user=user, password=form.cleaned_data["new_password1"], actor=user, at=clock.now())
        except Refused as refusal:
            form.add_error("new_password1", str(refusal))
            return self.form_invalid(form)
        update_session_auth_hash(self.request, user)
        messages.success(self.request, _("Đã đổi mật khẩu."))
        return redirect(_safe_next(self.request))


class SignOut(LogoutView):
    """Signing out, by POST."""


@require_POST
def demo_sign_in(request: HttpRequest) -> HttpResponse:
    """Enter as one of the demo's listed people, without a password: demo mode only."""
    if not settings.DEMO_MODE:
        raise Http404
    username = request.POST.get("username", "")
    if username not in {account.username for account in demo_accounts()}:
        raise Http404
    user = get_object_or_404(get_user_model(), username=username, is_active=True)
    login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    return redirect(_safe_next(request))


@require_POST
def demo_day(request: HttpRequest) -> HttpResponse:
    """Move the demo's day forward: demo mode only, never back, since the journal's time only grows."""
    if not settings.DEMO_MODE:
        raise Http404
    today = clock.today()
    try:
        day = date.fromisoformat(request.POST["day"]) if request.POST.get("day") else today
        day = day + timedelta(days=int(request.POST.get("days") or 0))
    except (ValueError, OverflowError):
        messages.error(request, _("Ngày không hợp lệ. Hãy nhập ngày theo dạng ngày/tháng/năm."))
        return redirect(_safe_next(request))
    if day < today:
        messages.error(request, _("Ngày trình diễn chỉ chuyển về phía trước."))
    elif day > LAST_DEMO_DAY:
        message = _("Ngày trình diễn không đi quá ngày %(day)s.")
        messages.error(request, message % {"day": f"{LAST_DEMO_DAY:%d/%m/%Y}"})
    else:
        DemoCalendar.objects.update_or_create(pk=1, defaults={"day": day})
        messages.success(request, _("Bản trình diễn đang ở ngày %(day)s.") % {"day": f"{day:%d/%m/%Y}"})
    return redirect(_safe_next(request))


def _safe_next(request: HttpRequest) -> str:
    target = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}):
        return target
    return settings.LOGIN_REDIRECT_URL


# What one object's page says of who may see it: how to find the object as its reader, and who explains it.
EXPLAINED: dict[str, tuple[Callable[[Any], QuerySet[Any]], Callable[[Any], Iterable[Any]]]] = {
    "phong-trao": (movements.visible_to, movements.explain),
    "ho-so": (nominations.visible_to, nominations.explain),
    "phien-hop": (councils.visible_to, councils.explain),
    "quyet-dinh": (decisions.visible_to, decisions.explain),
    "nguoi": (organisation.people_visible_to, organisation.explain_person),
    "don-vi": (organisation.units_visible_to, organisation.explain),
}


@login_required
def who_may_see(request: HttpRequest) -> HttpResponse:
    """What I may do and why; with ``?loai=ho-so&ma=12``, who may see that object and why."""
    kind = request.GET.get("loai", "")
    if not kind:
        running = Assignment.objects.filter(running_on(clock.today()), user=request.user.pk)
        roles = [
            {"label": row.get_role_display(), "unit": row.unit, "since": row.start, "source": _("Phân công vai trò")}
            for row in running.select_related("unit")
        ]
        return render(request, "site/permissions.html", {"roles": roles, "abilities": abilities(request.user)})
    key = whole_number(request.GET.get("ma"))
    if kind not in EXPLAINED or key is None:
        raise Http404
    visible, explain = EXPLAINED[kind]
    found = get_object_or_404(visible(request.user), pk=key)
    return render(request, "site/permissions.html", {"subject": str(found), "rows": list(explain(found))})


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's secret has expired: say so, and that nothing is lost."""
    return render(request, "403_csrf.html", {"reason": reason}, status=403)
