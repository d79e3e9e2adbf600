"""Acts on a paper, each its own small page or press."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_POST

from thidua.base import clock
from thidua.base.asking import whole_number
from thidua.base.forms import ReasonForm, add_refusal
from thidua.base.refusal import Refused
from thidua.documents import actions, sources, wording
from thidua.documents.forms import NumberForm, ReplaceForm
from thidua.documents.kinds import type_name
from thidua.documents.models import OfficialDocument
from thidua.documents.numbering import next_number
from thidua.documents.permissions import drafts, numbers
from thidua.documents.transitions import DOCUMENT
from thidua.documents.views.shared import crumbs, demand, posted, visible

State = OfficialDocument.State


@login_required
@require_POST
def draft(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """One press on the page of an object: gather what is known and open the draft."""
    source = sources.find(key)
    obj = source.object(pk) if source else None
    if source is None or obj is None or not source.may(request.user, obj):
        raise Http404
    try:
        # Papers are Vietnamese whatever language the page is in.
        with override("vi"):
            context = source.gather(obj, request.user, clock.today())
        document = actions.draft_document(
            body=source.body(obj),
            context=context,
            council=source.council(obj),
            maker=key,
            source=obj,
            actor=request.user,
            at=clock.now(),
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(source.back(obj))
    if document.edited:
        message = _("Đã có dự thảo đang sửa dở nên mở lại dự thảo đó; muốn lấy số liệu mới, bấm “Lấy lại số liệu”.")
        messages.info(request, message)
    elif document.takes_number:
        messages.success(request, _("Đã soạn dự thảo từ số liệu hiện có. Hãy xem lại, sửa nếu cần, rồi cấp số."))
    else:
        messages.success(request, _("Đã soạn dự thảo từ số liệu hiện có. Hãy xem lại, sửa nếu cần, rồi chốt văn bản."))
    return redirect(source.composer(obj)) if source.composer else redirect("documents:detail", document.pk)


@login_required
@require_POST
def gather(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the live data again into a draft."""
    document = visible(request, pk)
    demand(drafts(request.user, document))
    version = whole_number(request.POST.get("version"))
    try:
        actions.gather_again(
            document=document, version=document.version if version is None else version, actor=request.user,
            at=clock.now(),
        )  # fmt: skip
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Đã lấy lại số liệu vào dự thảo."))
    return redirect("documents:detail", pk)


@login_required
def number(request: HttpRequest, pk: int) -> HttpResponse:
    """Second look before the paper is frozen: this day, this number."""
    document = visible(request, pk)
    demand(numbers(request.user, document))
    if document.frozen:
        messages.info(request, _("Văn bản này đã được cấp số hoặc chốt."))
        return redirect("documents:detail", pk)
    today = clock.today()
    action = "number" if document.takes_number else "freeze"
    initial = {"day": today, "version": document.version}
    form = NumberForm(posted(request), initial=initial, takes_number=document.takes_number)
    if request.method == "POST" and form.is_valid():
        try:
            done = actions.number_document(
                document=document, actor=request.user, at=clock.now(), day=form.cleaned_data["day"],
                number=form.cleaned_data.get("number"), version=form.cleaned_data["version"],
            )  # fmt: skip
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            said = _("Đã cấp số %(number)s.") % {"number": done.reference} if done.number else _("Đã chốt văn bản.")
            messages.success(request, said)
            return redirect("documents:detail", pk)
    paper = document.paper
    apart = wording.numbered_apart(paper)
    series, coming = next_number(document.body, document.symbol, type_name(paper), today.year, document.council, apart)
    context = {
        "document": document,
        "form": form,
        "answer": DOCUMENT.may(request.user, document, action),
        "series": series,
        "next": coming,
        "breadcrumbs": crumbs(document, _("Cấp số") if document.takes_number else _("Chốt văn bản")),
    }
    return render(request, "documents/number.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def issue(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the paper out."""
    document = visible(request, pk)
    demand(numbers(request.user, document))
    try:
        actions.issue_document(document=document, actor=request.user, at=clock.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Đã ban hành văn bản."))
    return redirect("documents:detail", pk)


@login_required
def replace(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose how an issued paper is mended, and begin the paper that does it."""
    document = visible(request, pk)
    demand(drafts(request.user, document))
    form = ReplaceForm(posted(request))
    if request.method == "POST" and form.is_valid():
        replaces = form.cleaned_data["how"] == OfficialDocument.Relation.REPLACES
        act = actions.replace_document if replaces else actions.correct_document
        try:
            new = act(document=document, reason=form.cleaned_data["reason"], actor=request.user, at=clock.now())
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(
                request,
                _("Đã lập dự thảo có nêu văn bản cũ. Hãy sửa chỗ sai rồi cấp số, ban hành.")
                if new.takes_number
                else _("Đã lập dự thảo có nêu văn bản cũ. Hãy sửa chỗ sai rồi chốt, ban hành."),
            )
            return redirect("documents:detail", new.pk)
    context = {"document": document, "form": form, "breadcrumbs": crumbs(document, _("Thay thế, đính chính"))}
    return render(request, "documents/replace.html", context, status=422 if form.errors else 200)


def _with_reason(
    request: HttpRequest, document: OfficialDocument, act: Callable[..., Any], *, title: str, explain: str, done: str
) -> HttpResponse:
    """A page that asks for a reason and then acts."""
    form = ReasonForm(posted(request))
    pk = document.pk
    if request.method == "POST" and form.is_valid():
        try:
            act(document=document, reason=form.cleaned_data["reason"], actor=request.user, at=clock.now())
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, done)
            there = OfficialDocument.objects.filter(pk=pk).exists()
            return redirect("documents:detail", pk) if there else redirect("documents:list")
    context = {
        "document": document, "form": form, "title": title, "explain": explain,
        "breadcrumbs": crumbs(document, title),
    }  # fmt: skip
    return render(request, "documents/reason.html", context, status=422 if form.errors else 200)


@login_required
def recall(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back a paper, with the reason."""
    document = visible(request, pk)
    demand(numbers(request.user, document))
    issued = document.state == State.ISSUED
    return _with_reason(
        request,
        document,
        actions.recall_document,
        title=_("Thu hồi văn bản") if issued else _("Hủy, không ban hành"),
        explain=_("Số đã cấp không dùng lại cho văn bản khác; sổ văn bản đi ghi rõ lý do."),
        done=_("Đã thu hồi văn bản.") if issued else _("Đã hủy văn bản."),
    )


@login_required
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Give up a draft, with the reason."""
    document = visible(request, pk)
    demand(drafts(request.user, document))
    return _with_reason(
        request,
        document,
        actions.discard_draft,
        title=_("Bỏ dự thảo"),
        explain=_("Dự thảo sẽ mất hẳn; có thể soạn lại từ số liệu bất cứ lúc nào."),
        done=_("Đã bỏ dự thảo."),
    )
