"""The list of papers that I may see."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.documents.forms import DocumentFilter
from thidua.documents.permissions import BOOK_READERS, visible_to
from thidua.documents.queries import for_lists, in_list_order, search
from thidua.documents.views.shared import sections
from thidua.organisation.roles import roles_of

PAGE_SIZE = 50


@login_required
def document_list(request: HttpRequest) -> HttpResponse:
    """Papers: drafts first, then newest first."""
    form = DocumentFilter(request.GET)
    chosen = form.chosen()
    found = in_list_order(visible_to(request.user))
    for name in ("state", "kind"):
        if name in chosen:
            found = found.filter(**{name: chosen[name]})
    found = search(found, chosen.get("q", ""))
    # Which papers one may see is a long question: it is asked once, for the keys, and neither counted nor read apart.
    keys = list(found.values_list("pk", flat=True))
    page: Page[Any] = Paginator(keys, PAGE_SIZE).get_page(request.GET.get("page"))
    page.object_list = for_lists(list(page.object_list))
    reads_book = roles_of(request.user).has(*BOOK_READERS)
    to_check = {"label": _("Kiểm tra thể thức một tệp"), "url": reverse("documents:check"), "icon": "clipboard-check"}
    context = {
        "form": form,
        "actions": [to_check | {"style": "secondary"}],
        "page_obj": page,
        "active": bool(chosen),
        "kept": urlencode(chosen),
        "sections": sections(request, "list") if reads_book else [],
    }
    return render(request, "documents/list.html", context)
