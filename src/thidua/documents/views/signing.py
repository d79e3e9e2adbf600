"""Handing in the signed PDF of a paper, and what its verification found."""

from __future__ import annotations

from collections.abc import Callable, Iterator
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
    """Hand in the signed file of a paper."""
    document = visible(request, pk)
    demand(numbers(request.user, document))

    def attach(data: bytes) -> None:
        actions.attach_signed_file(document=document, data=data, actor=request.user, at=clock.now())

    return hand_in(
        request,
        attach,
        done=_("Đã nhận bản đã ký: đúng văn bản này, chữ ký khớp."),
        back=reverse("documents:detail", args=[pk]),
        problem=signing.may_attach(document, request.user),
        original_url=reverse("documents:file", args=[pk, "van-ban.pdf"]),
        subject=document.subject,
        name=str(document),
        breadcrumbs=crumbs(document, _("Tải bản đã ký lên")),
    )


def hand_in(
    request: HttpRequest, attach: Callable[[bytes], None], *, done: str, back: str, problem: str, **shown_too: Any
) -> HttpResponse:
    """The page that takes a signed file: what is not that file, rightly signed, is answered with the whole report.

    Args:
        attach: keeps the bytes, or raises Refused.
        done: said when it is kept; back: the page to return to; problem: why none is taken now, "" when one is.
        shown_too: ``original_url`` of the file to be signed, ``subject``, ``name``, ``breadcrumbs`` of the page.
    """
    form = SignedFileForm(posted(request), request.FILES or None)
    report = None
    if request.method == "POST" and form.is_valid():
        try:
            attach(read_signed(form))
        except signing.SignatureRefusedError as refusal:
            report = refusal.report
            add_refusal(form, refusal)
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, done)
            return redirect(back)
    context = {"form": form, "problem": problem, "report": shown(report) if report else None, "back": back, **shown_too}
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
