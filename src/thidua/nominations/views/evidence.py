"""Files that prove what a nomination claims: handed in, handed out, taken out again."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thidua.base import clock
from thidua.base.files import read_upload
from thidua.base.refusal import Refused
from thidua.nominations import actions
from thidua.nominations.forms import FileForm
from thidua.nominations.models import Evidence
from thidua.nominations.views.shared import dossier_or_404, nomination_or_404, say_refusal


@login_required
@require_POST
def add_evidence(request: HttpRequest, pk: int) -> HttpResponse:
    """Take in a file that proves what the nomination claims."""
    found = nomination_or_404(request.user, pk)
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, "; ".join(str(error) for errors in form.errors.values() for error in errors))
        return redirect("nominations:nomination", found.pk)
    upload = form.cleaned_data["file"]
    try:
        data, media_type = read_upload(upload)
        actions.attach_evidence(
            nomination=found,
            data=data,
            media_type=media_type,
            name=upload.name,
            actor=request.user,
            at=clock.now(),
        )
    except Refused as refused:
        say_refusal(request, refused)
    else:
        messages.success(request, _("Đã thêm minh chứng “%(name)s”.") % {"name": upload.name})
    return redirect(f"{reverse('nominations:nomination', args=[found.pk])}#minh-chung")


def evidence_or_404(user: Any, pk: int) -> Evidence:
    """The file, if ``user`` may see what it belongs to."""
    evidence = get_object_or_404(
        Evidence.objects.select_related("file", "dossier__unit", "dossier__body", "nomination"), pk=pk
    )
    if evidence.nomination_id is not None:
        nomination_or_404(user, evidence.nomination_id)
    else:
        dossier_or_404(user, evidence.dossier_id)
    return evidence


@login_required
@require_POST
def remove_evidence(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a file out of a dossier that is being written."""
    evidence = evidence_or_404(request.user, pk)
    nomination_pk, dossier_pk = evidence.nomination_id, evidence.dossier_id
    try:
        actions.remove_evidence(evidence=evidence, actor=request.user, at=clock.now())
    except Refused as refused:
        say_refusal(request, refused)
    else:
        messages.success(request, _("Đã bỏ tệp “%(name)s” khỏi hồ sơ.") % {"name": evidence.name})
    if nomination_pk is not None:
        return redirect(f"{reverse('nominations:nomination', args=[nomination_pk])}#minh-chung")
    return redirect(f"{reverse('nominations:detail', args=[dossier_pk])}#giay-to")


@login_required
def evidence(request: HttpRequest, pk: int) -> HttpResponse:
    """A file of a dossier as it was handed in; it is downloaded, never run in the page."""
    found = evidence_or_404(request.user, pk)
    response = HttpResponse(found.file.read(), content_type=found.file.media_type)
    response.headers["Content-Disposition"] = _attachment(found.name)
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _attachment(name: str) -> str:
    header = content_disposition_header(as_attachment=True, filename=name)
    return header or "attachment"
