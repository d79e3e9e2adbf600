"""Pages without a database for the browser tests of the shell: a form, a sign-in in its middle, the gallery."""

from __future__ import annotations

import time
from datetime import date

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.urls import include, path

from thidua.site import gallery

SENT: list[dict[str, str]] = []


class Person:
    """Enough of a user for the shell."""

    is_authenticated = True

    def __init__(self, pk: int) -> None:
        self.pk = pk

    def __str__(self) -> str:
        return "Lê Thị Mỹ Hường"


class Report(forms.Form):
    """The form in whose middle the session ends."""

    title = forms.CharField(label="Tên báo cáo")
    body = forms.CharField(label="Nội dung", widget=forms.Textarea)
    kind = forms.ChoiceField(label="Loại", choices=[("a", "Tháng"), ("b", "Quý")], widget=forms.RadioSelect)


def shown(request: HttpRequest, template: str, context: dict[str, object]) -> HttpResponse:
    """A page as the shell would be given it, without asking the database."""
    signed_in = request.COOKIES.get("signed_in")
    base = {
        "request": request,
        "csrf_token": get_token(request),
        "user": Person(int(signed_in)) if signed_in else None,
        "navigation": [("Việc của tôi", "/xong/", "house", True), ("Báo cáo", "/bao-cao/", "flag", False)],
        "demo_mode": True,
        "today": date(2025, 11, 20),
        "demo_day_url": "/ngay/",
        "body_name": "Sở Nội vụ",
        "notices_url": "/tb/",
        "notices_unread": 2,
    }
    return HttpResponse(render_to_string(template, base | context))


def report(request: HttpRequest) -> HttpResponse:
    """Ask for the report; a visitor whose session ended is sent to sign in first."""
    if not request.COOKIES.get("signed_in"):
        return HttpResponseRedirect("/dang-nhap/?next=/bao-cao/")
    form = Report(request.POST or None)
    if request.method == "POST" and form.is_valid():
        SENT.append(form.cleaned_data)
        if form.cleaned_data["title"] == "Chậm":
            time.sleep(1)
        return HttpResponseRedirect("/xong/")
    return shown(request, "report_page.html", {"form": form})


def sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in as whoever is named; signing out forgets."""
    if request.method == "POST":
        answer = HttpResponseRedirect(request.POST.get("next") or "/xong/")
        answer.set_cookie("signed_in", request.POST.get("username", "7"))
        return answer
    account = {"role": "Đầu mối đơn vị", "person": "Lê Thị Mỹ Hường", "unit": "Phòng Công chức", "username": "7"}
    other = {"role": "Giám đốc", "person": "Võ Thành Đạt", "unit": "Ban Giám đốc", "username": "8"}
    context = {
        "demo_accounts": [account, other],
        "demo_sign_in_url": "/dang-nhap/",
        "next": request.GET.get("next", ""),
    }
    return shown(request, "registration/login.html", context)


def sign_out(request: HttpRequest) -> HttpResponse:
    """Forget who was signed in."""
    answer = HttpResponseRedirect("/dang-nhap/")
    answer.delete_cookie("signed_in")
    return answer


def done(request: HttpRequest) -> HttpResponse:
    """The ordinary page after a success."""
    return shown(request, "site/start.html", {"todos": [], "person_name": "Lê Thị Mỹ Hường"})


def components(request: HttpRequest) -> HttpResponse:
    """The gallery with its sample data."""
    return shown(request, "site/components.html", gallery.gallery_context(request))


urlpatterns = [
    path("bao-cao/", report),
    path("dang-nhap/", sign_in),
    path("dang-xuat/", sign_out),
    path("xong/", done),
    path("thanh-phan/", components, name="components"),
    path("ngon-ngu/", include("django.conf.urls.i18n")),
]
