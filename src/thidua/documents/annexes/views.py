"""Pages of annex files: adding one to a paper, its files, the agency's signed one, taking it off."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.base import clock, files
from thidua.base.forms import ReasonForm, add_refusal
from thidua.base.refusal import Refused
from thidua.documents.annexes import actions
from thidua.documents.annexes.forms import AnnexForm
from thidua.documents.annexes.models import AnnexFile
from thidua.documents.copies.originals import original_of, source_of
from thidua.documents.views.files import download
from thidua.documents.views.shared import demand, posted
from thidua.documents.views.signing import hand_in
from thidua.text import slug_ascii


@login_required
def annex_add(request: HttpRequest, model: str, pk: int) -> HttpResponse:
    """Add an annex file to a numbered paper; it is stamped at once."""
    obj = _visible_object(request, model, pk)
    demand(actions.may_keep(request.user, obj))
    original = original_of(obj)
    form = AnnexForm(posted(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            annex = actions.add_annex(
                source=obj, title=form.cleaned_data["title"], data=form.cleaned_data["file"].read(),
                actor=request.user, at=clock.now(),
            )  # fmt: skip
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(
                request, _("Đã thêm tệp “%(title)s” và ghi số, thời gian ký lên trang đầu.") % {"title": annex}
            )
            return redirect(original.url)
    context = {
        "original": original,
        "form": form,
        "breadcrumbs": _trail(original.url, original.reference, _("Tệp kèm theo")),
    }
    return render(request, "documents/annexes/add.html", context, status=422 if form.errors else 200)


@login_required
def annex_file(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """A file of the annex: stamped or signed by the agency for all who see the paper, as it was brought for clerks."""
    annex, obj = _visible(request, pk)
    kept = {"kem-theo.pdf": annex.stamped, "da-ky.pdf": annex.signed}
    if actions.may_keep(request.user, obj):
        kept["goc.pdf"] = annex.original
    stored = kept.get(kind)
    if stored is None:
        raise Http404
    ending = {"da-ky.pdf": "-ky", "goc.pdf": "-goc"}.get(kind, "")
    return download(stored.read(), files.PDF, f"{slug_ascii(annex.title, 40)}{ending}.pdf")


@login_required
def annex_signed(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand in the annex as the agency has signed it."""
    annex, obj = _visible(request, pk)
    demand(actions.may_keep(request.user, obj))
    original = original_of(obj)

    def attach(data: bytes) -> None:
        actions.attach_signed_annex(annex=annex, data=data, actor=request.user, at=clock.now())

    return hand_in(
        request,
        attach,
        done=_("Đã nhận tệp kèm theo đã ký: đúng tệp này, chữ ký khớp."),
        back=original.url,
        problem="",
        original_url=reverse("documents:annex_file", args=[pk, "kem-theo.pdf"]),
        subject=annex.title,
        name=original.cited,
        breadcrumbs=_trail(original.url, original.reference, _("Tải bản đã ký lên")),
    )


@login_required
def annex_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an annex file off, with the reason."""
    annex, obj = _visible(request, pk)
    demand(actions.may_keep(request.user, obj))
    original = original_of(obj)
    form = ReasonForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.remove_annex(annex=annex, reason=form.cleaned_data["reason"], actor=request.user, at=clock.now())
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Đã bỏ tệp kèm theo."))
            return redirect(original.url)
    context = {
        "annex": annex, "original": original, "form": form,
        "breadcrumbs": _trail(original.url, original.reference, _("Bỏ tệp kèm theo")),
    }  # fmt: skip
    return render(request, "documents/annexes/remove.html", context, status=422 if form.errors else 200)


def _visible(request: HttpRequest, pk: int) -> tuple[AnnexFile, models.Model]:
    """The annex and its object, or 404 for whoever may not see the object."""
    annex = get_object_or_404(AnnexFile.objects.select_related("original", "stamped", "signed"), pk=pk)
    return annex, _visible_object(request, annex.source_label, annex.source_pk)


def _visible_object(request: HttpRequest, model: str, pk: int) -> models.Model:
    source = source_of(model)
    obj: models.Model | None = source.find(request.user, pk) if source else None
    if obj is None:
        raise Http404
    return obj


def _trail(url: str, reference: str, here: str) -> list[tuple[str, Any]]:
    return [(_("Văn bản đi"), reverse("documents:list")), (reference, url), (here, None)]
