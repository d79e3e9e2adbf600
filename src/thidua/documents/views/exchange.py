"""The package of a paper for the records system; the electronic code of a body."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.base import clock
from thidua.base.forms import add_refusal
from thidua.base.refusal import Refused
from thidua.documents.exchange import package_of
from thidua.documents.extras import adds_files
from thidua.documents.forms.outside import AgencyCodeForm
from thidua.documents.models import OfficialDocument
from thidua.documents.permissions import drafts, numbers
from thidua.documents.views.shared import posted, sections, visible
from thidua.organisation.actions import set_agency_code
from thidua.organisation.agency_codes import history_of
from thidua.organisation.permissions import bodies_coded_by
from thidua.organisation.queries import office_of

ZIP = "application/zip"


@login_required
def package(request: HttpRequest, pk: int) -> HttpResponse:
    """The zip of a numbered paper."""
    document = visible(request, pk)
    if not _works(document, request.user):
        raise Http404
    try:
        name, data = package_of(document)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("documents:detail", pk)
    return zip_response(name, data)


def zip_response(name: str, data: bytes) -> HttpResponse:
    """The zip as a download."""
    return HttpResponse(data, content_type=ZIP, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _works(document: OfficialDocument, user: Any) -> bool:
    return bool(drafts(user, document)) or bool(numbers(user, document))


@adds_files
def package_link(document: OfficialDocument, user: Any) -> Iterator[dict[str, Any]]:
    """Among the downloads of a numbered paper, for those who work on it."""
    if document.number and _works(document, user):
        url = reverse("documents:package", args=[document.pk])
        yield {"label": _("Gói gửi hệ thống quản lý văn bản (zip)"), "url": url, "icon": "download"}


@login_required
def agency_codes(request: HttpRequest) -> HttpResponse:
    """The bodies whose electronic code the user writes, with the codes they have."""
    bodies = bodies_coded_by(request.user).select_related("office").order_by("path")
    if not bodies:
        raise Http404
    if len(bodies) == 1:
        return redirect("documents:agency_code", bodies[0].pk)
    context = {"bodies": bodies, "breadcrumbs": _trail(), "sections": sections(request, "codes")}
    return render(request, "documents/exchange/agency_codes.html", context)


@login_required
def agency_code(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the electronic code of a body; the codes it had are shown."""
    body = get_object_or_404(bodies_coded_by(request.user), pk=pk)
    office = office_of(body)
    initial = {"code": office.agency_code, "since": office.agency_code_since} if office else {}
    form = AgencyCodeForm(posted(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            written = set_agency_code(body=body, actor=request.user, at=clock.now(), **form.cleaned_data)
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Đã ghi mã định danh %(code)s.") % {"code": written.agency_code})
            return redirect("documents:agency_code", pk)
    context = {
        "body": body,
        "form": form,
        "sections": sections(request, "codes"),
        "history": list(reversed(history_of(office))) if office else [],
        "breadcrumbs": [*_trail(), (str(body), None)],
    }
    return render(request, "documents/exchange/agency_code.html", context, status=422 if form.errors else 200)


def _trail() -> list[tuple[str, str | None]]:
    return [(_("Văn bản đi"), reverse("documents:list")), (_("Mã định danh"), reverse("documents:agency_codes"))]
