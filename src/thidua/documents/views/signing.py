"""Handing in the signed PDF of a paper, and what its verification found."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.base import clock
from thidua.base.forms import add_refusal
from thidua.base.refusal import Refused
from thidua.documents import actions, signing
from thidua.documents.extras import ExtraPanel, adds_panels
from thidua.documents.forms.outside import SignedFileForm
from thidua.documents.models import OfficialDocument
from thidua.documents.permissions import numbers
from thidua.documents.views.shared import crumbs, demand, posted, visible
from thidua.paperwork.signing import SignedReport

_TONES = {"ok": "ok", "warning": "warning", "error": "bad"}


@login_required
def signed(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand in the signed file; what is not this document, rightly signed, is answered with the whole report."""
    document = visible(request, pk)
    demand(numbers(request.user, document))
    form = SignedFileForm(posted(request), request.FILES or None)
    report = None
    if request.method == "POST" and form.is_valid():
        try:
            actions.attach_signed_file(document=document, data=read_signed(form), actor=request.user, at=clock.now())
        except signing.SignatureRefusedError as refusal:
            report = refusal.report
            add_refusal(form, refusal)
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Đã nhận bản đã ký: đúng văn bản này, chữ ký khớp."))
            return redirect("documents:detail", pk)
    context = {
        "document": document,
        "form": form,
        "problem": signing.may_attach(document, request.user),
        "report": shown(report) if report else None,
        "original_url": reverse("documents:file", args=[pk, "van-ban.pdf"]),
        "back": reverse("documents:detail", args=[pk]),
        "subject": document.subject,
        "name": str(document),
        "breadcrumbs": crumbs(document, _("Tải bản đã ký lên")),
    }
    return render(request, "documents/signing/upload.html", context, status=422 if form.errors else 200)


def read_signed(form: SignedFileForm) -> bytes:
    """The bytes of the upload, one more than is allowed at most: the verification says that it is too big."""
    data: bytes = form.cleaned_data["file"].read(signing.LARGEST_UPLOAD + 1)
    return data


def shown(report: SignedReport) -> dict[str, Any]:
    """A report as the page shows it: tones, and moments as moments."""
    signatures = [
        {
            "signer": one.signer,
            "organisation": one.organisation,
            "issuer": one.issuer,
            "signed_at": _moment(one.signed_at),
            "timestamp": _moment(one.timestamp),
            "valid_from": _moment(one.valid_from),
            "valid_until": _moment(one.valid_until),
            "title": one.title,
            "tone": "ok" if one.verdict == "valid" else "warning" if one.verdict == "trust_unknown" else "bad",
        }
        for one in report.signatures
    ]
    findings = [{"tone": _TONES[one.level], "message": one.message, "mend": one.mend} for one in report.findings]
    tone = "ok" if report.verdict == "valid" else "warning" if report.acceptable else "bad"
    return {
        "title": report.title,
        "tone": tone,
        "findings": findings,
        "signatures": signatures,
        "sha256": report.sha256,
    }


def _moment(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


@adds_panels
def signature_panel(document: OfficialDocument, user: Any) -> Iterator[ExtraPanel]:
    """On the page of a frozen paper: the report of its signed file, or the way to hand one in."""
    if not document.frozen:
        return
    report = signing.report_of(document)
    url = "" if signing.may_attach(document, user) else reverse("documents:signed", args=[document.pk])
    if report is None and not url:
        return
    context = {"report": shown(report) if report else None, "url": url, "at": document.signed_at}
    yield ExtraPanel(_("Chữ ký số"), "documents/signing/_panel.html", context, order=10, icon="shield-check")
