"""Editing a draft in the form that is made of its context."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from thidua.base import clock
from thidua.base.asking import whole_number
from thidua.base.forms import add_refusal
from thidua.base.refusal import Refused
from thidua.documents import actions
from thidua.documents.forms import ContextForm
from thidua.documents.models import OfficialDocument
from thidua.documents.permissions import drafts
from thidua.documents.views.shared import crumbs, demand, visible
from thidua.paperwork import PaperworkError
from thidua.paperwork.generate import paper_of


@login_required
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a draft; of two who edit at once the second sees the newer version beside the own words."""
    document = visible(request, pk)
    demand(drafts(request.user, document))
    if document.frozen:
        messages.error(request, _("Văn bản đã được cấp số hoặc chốt nên không sửa được nữa; hãy lập văn bản thay thế."))
        return redirect("documents:detail", pk)
    form = _form(request, document)
    if request.method == "POST" and not form.only_rows and form.is_valid():
        try:
            saved = actions.edit_document(
                document=document,
                context=form.result,
                version=form.cleaned_data["version"],
                actor=request.user,
                at=clock.now(),
            )
        except Refused as refusal:
            add_refusal(form, refusal)
            if refusal.code == "changed_since":
                # What was typed stays; saved once more, it is meant for the version that is now on the page.
                document = visible(request, pk)
        else:
            return _saved(request, saved)
    context = {
        "document": document,
        "form": form,
        "nodes": form.nodes(),
        "breadcrumbs": crumbs(document, _("Sửa dự thảo")),
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "documents/edit.html", context, status=status)


def _form(request: HttpRequest, document: OfficialDocument) -> ContextForm:
    pages = {
        name.removeprefix("trang-"): whole_number(str(value)) or 1
        for name, value in request.GET.items()
        if name.startswith("trang-")
    }
    data = request.POST if request.method == "POST" else None
    return ContextForm(document.paper, version=document.version, data=data, pages=pages)


def _saved(request: HttpRequest, document: OfficialDocument) -> HttpResponse:
    try:
        paper_of(document.paper)
    except PaperworkError as error:
        messages.warning(request, _("Đã lưu dự thảo. Trước khi cấp số còn phải sửa: %(what)s") % {"what": error})
    else:
        messages.success(request, _("Đã lưu dự thảo."))
    if request.POST.get("then") == "stay":
        return redirect(request.get_full_path())
    return redirect("documents:detail", document.pk)
