"""Pages of notices: what I was told, and when."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from thidua.base import clock
from thidua.notices import actions
from thidua.notices.queries import notices_of, unread_count

NOTICES_ON_A_PAGE = 30


@login_required
@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    """All notices to me, newest first; ``?chua-doc=1`` shows those I have not opened."""
    only_unread = request.GET.get("chua-doc") == "1"
    found = notices_of(request.user)
    unread = unread_count(request.user)
    if only_unread:
        found = found.filter(read_at__isnull=True)
    here = reverse("notices:list")
    tabs: list[dict[str, Any]] = [
        {"label": _("Tất cả"), "url": here, "active": not only_unread},
        {"label": _("Chưa đọc"), "url": f"{here}?chua-doc=1", "active": only_unread, "count": unread},
    ]
    read_all = {"label": _("Đánh dấu đã đọc tất cả"), "url": reverse("notices:all_read"), "method": "post",
                "icon": "check", "style": "secondary"}  # fmt: skip
    page = Paginator(found, NOTICES_ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page_obj": page,
        "tabs": tabs,
        "only_unread": only_unread,
        "actions": [read_all] if unread else [],
    }
    return render(request, "notices/list.html", context)


@login_required
@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One notice; opening it is reading it."""
    notice = get_object_or_404(notices_of(request.user), pk=pk)
    if request.method == "GET":
        actions.mark_read(notice=notice, actor=request.user, at=clock.now())
    crumbs = [(_("Thông báo"), reverse("notices:list")), (notice.subject, None)]
    return render(request, "notices/detail.html", {"notice": notice, "breadcrumbs": crumbs})


@login_required
@require_POST
def all_read(request: HttpRequest) -> HttpResponse:
    """Mark everything as read."""
    count = actions.mark_all_read(actor=request.user, at=clock.now())
    if count:
        text = ngettext(
            "Đã đánh dấu %(count)d thông báo là đã đọc.", "Đã đánh dấu %(count)d thông báo là đã đọc.", count
        )
        messages.success(request, text % {"count": count})
    return redirect("notices:list")
