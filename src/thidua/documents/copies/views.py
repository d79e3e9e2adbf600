"""Pages of copies: the list, a paper from outside, making a copy, the copy with its files."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.base import clock, files
from thidua.base.forms import ReasonForm, add_refusal
from thidua.base.refusal import Refused
from thidua.documents.copies import actions
from thidua.documents.copies.forms import CopyForm, OutsidePaperForm
from thidua.documents.copies.making import copy_files, demand_lawful, parts
from thidua.documents.copies.models import DocumentCopy, OutsidePaper, Standing
from thidua.documents.copies.originals import Original, original_of, source_of
from thidua.documents.copies.permissions import bodies_of, explain, may_copy, visible_to
from thidua.documents.copies.transitions import COPY
from thidua.documents.permissions import READERS
from thidua.documents.preview import count_pages, picture_of
from thidua.documents.views.files import download
from thidua.documents.views.shared import demand, posted, sections, timeline
from thidua.documents.views.signing import hand_in, shown
from thidua.organisation.queries import office_of
from thidua.organisation.roles import roles_of
from thidua.paperwork.extracts import Part
from thidua.paperwork.signing import SignedReport
from thidua.text import slug_ascii

PAGE_SIZE = 50
State = DocumentCopy.State


@login_required
def copy_list(request: HttpRequest) -> HttpResponse:
    """All copies that the user may see, newest first."""
    if not roles_of(request.user).has(*READERS):
        raise Http404
    found = visible_to(request.user).exclude(state=State.DRAFT).select_related("body")
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    outside = {"label": _("Sao văn bản nơi khác gửi đến"), "url": reverse("documents:copy_outside"), "icon": "upload"}
    context = {
        "page_obj": page,
        "actions": [outside | {"style": "primary"}] if bodies_of(request.user) else [],
        "sections": sections(request, "copies"),
    }
    return render(request, "documents/copies/list.html", context)


@login_required
def copy_outside(request: HttpRequest) -> HttpResponse:
    """Bring a paper of another agency; then choose the copy."""
    bodies = bodies_of(request.user)
    if not bodies:
        raise Http404
    form = OutsidePaperForm(posted(request), request.FILES or None, bodies=bodies)
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        upload = values.pop("file")
        try:
            paper = actions.take_in_paper(
                data=upload.read(), file_name=upload.name, actor=request.user, at=clock.now(), **values
            )
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            return redirect("documents:copy_make", OutsidePaper._meta.label_lower, paper.pk)
    context = {"form": form, "breadcrumbs": _trail(_("Văn bản nơi khác"))}
    return render(request, "documents/copies/outside.html", context, status=422 if form.errors else 200)


@login_required
def copy_make(request: HttpRequest, model: str, pk: int) -> HttpResponse:
    """Choose form, medium, parts and signer; look at the copy; make it."""
    source = source_of(model)
    obj = source.find(request.user, pk) if source else None
    if obj is None:
        raise Http404
    original = original_of(obj)
    demand(may_copy(request.user, original.body))
    takeable, unread = _parts(original)
    form = CopyForm(
        posted(request), request.FILES or None, standing=original.standing, held=original.medium,
        has_file=original.file is not None, parts=takeable, initial=_usual(original),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            order = form.order()
            if request.POST.get("then") == "look":
                demand_lawful(original, order)
                pdf, _docx = copy_files(original, order, None, clock.now())
                return download(pdf, files.PDF, "xem-truoc.pdf")
            copy = actions.make_copy(source=obj, order=order, actor=request.user, at=clock.now())
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Đã lập bản sao số %(number)s.") % {"number": copy.reference})
            return redirect("documents:copy", copy.pk)
    context = {
        "original": original,
        "form": form,
        "unread": unread,
        "breadcrumbs": _trail(_("Lập bản sao")),
    }
    return render(request, "documents/copies/make.html", context, status=422 if form.errors else 200)


def _parts(original: Original) -> tuple[tuple[Part, ...], str]:
    """What an extract can take, or why nothing can be taken."""
    if original.problem or original.standing != Standing.ORIGINAL:
        return (), ""
    try:
        return parts(original), ""
    except Refused as refusal:
        return (), str(refusal)


def _usual(original: Original) -> dict[str, Any]:
    """What is filled in beforehand: today, and who signed the office's last copy, else its head."""
    last = DocumentCopy.objects.filter(body=original.body).exclude(state=State.DRAFT).first()
    usual: dict[str, Any] = {"day": clock.today()}
    if last is not None:
        return usual | {"signer_lines": last.signer_lines, "signer_name": last.signer_name}
    office = office_of(original.body)
    if office is None:
        return usual
    name = office.signer.full_name if office.signer else ""
    return usual | {"signer_lines": office.signer_position.upper(), "signer_name": name}


@login_required
def copy_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One copy: its pages, files, what it was made of."""
    copy = _visible(request, pk)
    assert copy.pdf is not None
    works = bool(may_copy(request.user, copy.body))
    pages = range(1, count_pages(copy.pdf.read()) + 1)
    report = SignedReport.from_json(copy.signature) if copy.signature else None
    url = "" if actions.may_attach(copy, request.user) else reverse("documents:copy_signed", args=[pk])
    context = {
        "copy": copy,
        "breadcrumbs": _trail(copy.reference),
        "actions": _buttons(request, copy) if works else [],
        "pages": [reverse("documents:copy_page", args=[pk, page]) for page in pages],
        "files": _files(copy),
        "signature": {"report": shown(report) if report else None, "url": url, "at": copy.signed_at},
        "shows_signature": bool(report or url),
        "timeline": timeline(copy, _steps()) if works else [],
        "access": explain(copy),
    }
    return render(request, "documents/copies/detail.html", context)


def _steps() -> dict[str, str]:
    return {"make": _("Sao và cấp số"), "sign": _("Nhận bản đã ký số"), "recall": _("Thu hồi bản sao")}


def _buttons(request: HttpRequest, copy: DocumentCopy) -> list[dict[str, Any]]:
    return [
        {
            "label": str(offer.transition.label),
            "url": reverse("documents:copy_recall", args=[copy.pk]),
            "style": "quiet",
            "reason": "" if offer.answer else offer.answer.reason,
        }
        for offer in COPY.offers(request.user, copy)
    ]


def _files(copy: DocumentCopy) -> list[dict[str, str]]:
    kept = [
        (_("Bản sao (PDF)"), "ban-sao.pdf", copy.pdf_id),
        (_("Bản sao (Word)"), "ban-sao.docx", copy.docx_id),
        (_("Bản đã ký số (PDF)"), "da-ky.pdf", copy.signed_id),
        (_("Tệp của văn bản được sao"), "van-ban-goc", copy.original_id),
    ]
    return [
        {"label": label, "url": reverse("documents:copy_file", args=[copy.pk, kind])}
        for label, kind, there in kept
        if there
    ]


@login_required
def copy_file(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """A file of the copy as it was kept."""
    copy = _visible(request, pk)
    kept = {
        "ban-sao.pdf": copy.pdf, "ban-sao.docx": copy.docx, "da-ky.pdf": copy.signed, "van-ban-goc": copy.original,
    }  # fmt: skip
    stored = kept.get(kind)
    if stored is None:
        raise Http404
    extension = "docx" if stored.media_type == files.DOCX else "pdf"
    ending = {"da-ky.pdf": "-ky", "van-ban-goc": "-goc"}.get(kind, "")
    stem = slug_ascii(f"{copy.number:02d} {copy.symbol} {copy.day.isoformat()}", 40)
    return download(stored.read(), stored.media_type, f"{stem}{ending}.{extension}")


@login_required
def copy_page(request: HttpRequest, pk: int, page: int) -> HttpResponse:
    """One page of the copy as a picture."""
    copy = _visible(request, pk)
    assert copy.pdf is not None
    picture = picture_of(copy.pdf.read(), page)
    if picture is None:
        raise Http404
    return HttpResponse(picture, content_type=files.PNG, headers={"Cache-Control": "private, max-age=300"})


@login_required
def copy_recall(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a copy back, with the reason."""
    copy = _visible(request, pk)
    demand(may_copy(request.user, copy.body))
    form = ReasonForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.recall_copy(copy=copy, reason=form.cleaned_data["reason"], actor=request.user, at=clock.now())
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Đã thu hồi bản sao."))
            return redirect("documents:copy", pk)
    context = {"copy": copy, "form": form, "breadcrumbs": _trail(_("Thu hồi bản sao"))}
    return render(request, "documents/copies/recall.html", context, status=422 if form.errors else 200)


@login_required
def copy_signed(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand in the electronic copy as the agency has signed it."""
    copy = _visible(request, pk)
    demand(may_copy(request.user, copy.body))

    def attach(data: bytes) -> None:
        actions.attach_signed_copy(copy=copy, data=data, actor=request.user, at=clock.now())

    return hand_in(
        request,
        attach,
        done=_("Đã nhận bản sao đã ký: đúng bản sao này, chữ ký khớp."),
        back=reverse("documents:copy", args=[pk]),
        problem=actions.may_attach(copy, request.user),
        original_url=reverse("documents:copy_file", args=[pk, "ban-sao.pdf"]),
        subject=copy.cited,
        name=str(copy),
        breadcrumbs=_trail(_("Tải bản đã ký lên")),
    )


def _visible(request: HttpRequest, pk: int) -> DocumentCopy:
    found = visible_to(request.user).exclude(state=State.DRAFT)
    return get_object_or_404(
        found.select_related("body", "entry", "pdf", "docx", "signed", "original", "made_by"), pk=pk
    )


def _trail(*more: str) -> list[tuple[str, str | None]]:
    trail: list[tuple[str, str | None]] = [
        (_("Văn bản đi"), reverse("documents:list")),
        (_("Bản sao"), reverse("documents:copies")),
    ]
    return [*trail, *((text, None) for text in more)]
