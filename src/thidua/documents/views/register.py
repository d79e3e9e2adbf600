"""The register of outgoing documents: list, export with the columns of the decree, print, notes."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.base import clock
from thidua.base.exports import table_response
from thidua.base.forms import add_refusal
from thidua.base.refusal import Refused
from thidua.documents import actions, book
from thidua.documents.forms import RegisterFilter, RegisterNoteForm
from thidua.documents.models import OfficialDocument, RegisterEntry
from thidua.documents.permissions import BOOK_READERS, CLERKS, entries_visible_to, numbers
from thidua.documents.queries import in_book_order, search, series_of, years_of
from thidua.documents.views.shared import posted, sections
from thidua.organisation.models import Unit
from thidua.organisation.roles import roles_of

PAGE_SIZE = 50
# What a printer is sent at once; a year of a large office is printed by symbol.
MOST_PRINTED = 3_000
_FORMATS = (("Excel", "xlsx"), ("CSV", "csv"))


def _chosen(request: HttpRequest) -> tuple[RegisterFilter, QuerySet[RegisterEntry]]:
    if not roles_of(request.user).has(*BOOK_READERS):
        raise Http404
    entries = entries_visible_to(request.user)
    bodies = Unit.objects.filter(pk__in=entries.order_by().values("body")).order_by("path")
    symbols = sorted(set(entries.order_by().values_list("symbol", flat=True).distinct()))
    form = RegisterFilter(
        request.GET,
        years=years_of(entries, clock.today()),
        bodies=list(bodies.values_list("pk", "name")),
        symbols=symbols,
    )
    chosen = form.chosen()
    found = in_book_order(entries)
    if "year" in chosen:
        found = found.filter(series__year=chosen["year"])
    if "body" in chosen:
        found = found.filter(body=chosen["body"])
    if "symbol" in chosen:
        found = found.filter(symbol=chosen["symbol"])
    return form, search(found, chosen.get("q", ""))


@login_required
def register(request: HttpRequest) -> HttpResponse:
    """The register as a book has it, newest page first on the screen."""
    form, found = _chosen(request)
    chosen = form.chosen()
    page = Paginator(found.order_by("-day", "-number", "-pk"), PAGE_SIZE).get_page(request.GET.get("page"))
    kept = urlencode(chosen)
    exports = [(label, f"{reverse('documents:register_export', args=[code])}?{kept}") for label, code in _FORMATS]
    clerk = roles_of(request.user).has(*CLERKS)
    context = {
        "form": form,
        "page_obj": page,
        "active": bool(chosen),
        "exports": exports,
        "print_url": f"{reverse('documents:register_print')}?{kept}",
        "sections": sections(request, "register"),
        "series": series_of(_bodies(request), clock.today().year),
        "clerk": clerk,
    }
    return render(request, "documents/register.html", context)


def _bodies(request: HttpRequest) -> QuerySet[Unit]:
    return Unit.objects.filter(roles_of(request.user).units(*BOOK_READERS))


@login_required
def register_export(request: HttpRequest, file_format: str) -> HttpResponse:
    """The register with the ten columns of the decree."""
    _form, found = _chosen(request)
    rows = (book.columns(entry) for entry in found.iterator(chunk_size=500))
    return table_response(file_format, "so-van-ban-di", book.HEADERS, rows, title=_("SỔ ĐĂNG KÝ VĂN BẢN ĐI"))


@login_required
def register_print(request: HttpRequest) -> HttpResponse:
    """The register as sheets for the printer."""
    form, found = _chosen(request)
    total = found.count()
    context = {
        "headers": book.HEADERS,
        "rows": [book.printed(entry) for entry in found[:MOST_PRINTED]],
        "total": total,
        "left_out": max(total - MOST_PRINTED, 0),
        "year": form.chosen().get("year", ""),
        "symbol": form.chosen().get("symbol", ""),
        "breadcrumbs": [(_("Sổ văn bản đi"), reverse("documents:register")), (_("In sổ"), None)],
    }
    return render(request, "documents/register_print.html", context)


@login_required
def register_note(request: HttpRequest, pk: int) -> HttpResponse:
    """The columns that are filled when the paper has left the house."""
    entry = get_object_or_404(entries_visible_to(request.user).select_related("body", "series"), pk=pk)
    if not numbers(request.user, OfficialDocument(body=entry.body, council=entry.series.council)):
        raise Http404
    initial = {"copies": entry.copies, "sent_on": entry.sent_on, "note": entry.note}
    form = RegisterNoteForm(posted(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.note_in_register(entry=entry, actor=request.user, at=clock.now(), **form.cleaned_data)
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Đã ghi sổ."))
            return redirect("documents:register")
    trail: list[tuple[str, Any]] = [(_("Sổ văn bản đi"), reverse("documents:register")), (entry.reference, None)]
    context = {"entry": entry, "form": form, "breadcrumbs": trail}
    return render(request, "documents/register_note.html", context, status=422 if form.errors else 200)
