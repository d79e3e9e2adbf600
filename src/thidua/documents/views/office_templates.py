"""Pages of an office's templates: list, upload, what was found, trial, acceptance, the list of fields."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thidua.base import clock, files
from thidua.base.forms import add_refusal
from thidua.base.refusal import Refused
from thidua.documents import actions
from thidua.documents import office_templates as templates
from thidua.documents.forms.outside import AcceptForm, TemplateForm
from thidua.documents.kinds import kind_choices, kind_name
from thidua.documents.template_models import OfficeTemplate
from thidua.documents.template_transitions import TEMPLATE
from thidua.documents.views.shared import posted, sections
from thidua.organisation.models import Unit
from thidua.paperwork import PaperworkError
from thidua.paperwork import office_templates as library
from thidua.text import slug_ascii

PAGE_SIZE = 50
State = OfficeTemplate.State


@login_required
def template_list(request: HttpRequest) -> HttpResponse:
    """All templates of the bodies whose papers the user keeps, and the kinds for which there are fields."""
    _bodies(request)
    page = Paginator(templates.templates_of(request.user), PAGE_SIZE).get_page(request.GET.get("page"))
    today = clock.today()
    context = {
        "page_obj": page,
        "rows": [(template, *label_of(template, today)) for template in page],
        "kinds": kind_choices(),
        "sections": sections(request, "templates"),
        "missing": "" if library.available() else library.INSTALL,
        "breadcrumbs": [*_trail()[:1], (_("Mẫu văn bản"), None)],
    }
    return render(request, "documents/templates/list.html", context)


def label_of(template: OfficeTemplate, today: Any) -> tuple[str, str]:
    """The state in words that know the days, and its tone."""
    if template.state == State.TRIAL:
        return (_("Đang xem thử"), "info") if template.found.usable else (_("Còn lỗi"), "bad")
    if template.state == State.RETIRED or (template.valid_until and template.valid_until <= today):
        return _("Ngừng dùng"), "neutral"
    if template.valid_from and template.valid_from > today:
        return _("Dùng từ %(day)s") % {"day": f"{template.valid_from:%d/%m/%Y}"}, "waiting"
    return _("Đang dùng"), "ok"


@login_required
def template_upload(request: HttpRequest) -> HttpResponse:
    """Hand in a Word file; it is kept on trial, with its mistakes told on its page."""
    bodies = _bodies(request)
    form = TemplateForm(
        posted(request), request.FILES or None, bodies=bodies, initial={"kind": request.GET.get("loai", "")}
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data["file"]
        try:
            template = actions.take_in_template(
                body=form.cleaned_data["body"],
                kind=form.cleaned_data["kind"],
                data=given.read(templates.LARGEST_UPLOAD),
                file_name=given.name,
                actor=request.user,
                at=clock.now(),
            )
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            return redirect("documents:template", template.pk)
    context = {"form": form, "breadcrumbs": [*_trail(), (_("Tải mẫu lên"), None)]}
    return render(request, "documents/templates/upload.html", context, status=422 if form.errors else 200)


@login_required
def template(request: HttpRequest, pk: int) -> HttpResponse:
    """One template: mistakes with their places, fields it uses, trial, acceptance from a day on."""
    found = _template(request, pk)
    form = AcceptForm(posted(request), initial={"valid_from": clock.today()})
    if request.method == "POST" and form.is_valid():
        try:
            actions.accept_template(
                template=found, valid_from=form.cleaned_data["valid_from"], actor=request.user, at=clock.now()
            )
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Đã nhận mẫu. Văn bản loại này lập từ ngày đó được làm theo mẫu."))
            return redirect("documents:template", pk)
    label, tone = label_of(found, clock.today())
    context = {
        "template": found,
        "report": found.found,
        "label": label,
        "tone": tone,
        "form": form,
        "offers": {offer.transition.action: offer for offer in TEMPLATE.offers(request.user, found)},
        "breadcrumbs": [*_trail(), (str(found), None)],
    }
    return render(request, "documents/templates/detail.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def template_retire(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop using a template."""
    try:
        actions.retire_template(template=_template(request, pk), actor=request.user, at=clock.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Đã ngừng dùng mẫu; văn bản đã lập theo mẫu vẫn giữ nguyên."))
    return redirect("documents:template", pk)


@login_required
def template_file(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """The template as it was uploaded, or filled with the sample of its kind, as Word or PDF."""
    found = _template(request, pk)
    if kind not in ("mau.docx", "xem-thu.docx", "xem-thu.pdf"):
        raise Http404
    data = found.file.read()
    if kind != "mau.docx":
        try:
            data = library.preview(data, found.kind)
            data = library.docx_to_pdf(data) if kind.endswith(".pdf") else data
        except PaperworkError as error:
            messages.error(request, f"{error.message} {error.mend}")
            return redirect("documents:template", pk)
    name = f"{kind.split('.')[0]}-{slug_ascii(found.kind, 20)}-{found.version}.{kind.split('.')[1]}"
    media_type, shown = (files.PDF, "inline") if kind.endswith(".pdf") else (files.DOCX, "attachment")
    headers = {"Content-Disposition": f'{shown}; filename="{name}"'}
    return HttpResponse(data, content_type=media_type, headers=headers)


@login_required
def template_fields(request: HttpRequest, kind: str) -> HttpResponse:
    """The documented list of fields of a kind of paper."""
    _bodies(request)
    try:
        fields = library.fields_of(kind)
    except PaperworkError:
        raise Http404 from None
    own = [field for field in fields if not field.path.startswith("printed")]
    context = {
        "kind": kind,
        "name": kind_name(kind),
        "printed": [field for field in fields if field.path.startswith("printed.")],
        "fields": own,
        "lists": [field for field in own if field.kind == "rows" and "[]" not in field.path],
        "filters": library.FILTER_WORDS.items(),
        "breadcrumbs": [*_trail(), (kind_name(kind), None)],
    }
    return render(request, "documents/templates/fields.html", context)


def _bodies(request: HttpRequest) -> QuerySet[Unit]:
    """The bodies whose templates the user keeps; 404 for whoever keeps none."""
    bodies = templates.bodies_of(request.user).order_by("path")
    if not bodies:
        raise Http404
    return bodies


def _template(request: HttpRequest, pk: int) -> OfficeTemplate:
    return get_object_or_404(templates.templates_of(request.user), pk=pk)


def _trail() -> list[tuple[str, str | None]]:
    return [(_("Văn bản đi"), reverse("documents:list")), (_("Mẫu văn bản"), reverse("documents:templates"))]
