"""Pages of blanks: list, a new one, the editor, printers, looks at it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thidua import paperwork
from thidua.base import clock, files
from thidua.base.asking import whole_number
from thidua.base.forms import add_refusal
from thidua.base.refusal import Refused
from thidua.decisions import lines
from thidua.decisions.blanks import actions, sheets
from thidua.decisions.blanks.forms import NewBlankForm, PlaceForm, PrinterForm, SheetForm, layout_of, place_forms
from thidua.decisions.blanks.models import Blank, BlankSheet
from thidua.decisions.blanks.permissions import blanks_of, bodies_of
from thidua.decisions.blanks.wording import PLACE_NAMES
from thidua.decisions.models import Certificate
from thidua.nominations.lawbook import award_options
from thidua.paperwork import PaperworkError

SHEETS_A_PAGE = 100


@login_required
def blank_list(request: HttpRequest) -> HttpResponse:
    """All blanks of the bodies for which the user prints, with how many sheets were used and spoilt."""
    _printing_only(request)
    used = Count("sheets", filter=Q(sheets__state=BlankSheet.State.PRINTED))
    spoilt = Count("sheets", filter=Q(sheets__state=BlankSheet.State.SPOILT))
    found = blanks_of(request.user).annotate(used=used, spoilt=spoilt).order_by("retired_at", "name", "pk")
    names = {code: lines.award_name(code, clock.today()) for blank in found for code in blank.awards}
    rows = [(blank, [names[code] for code in blank.awards]) for blank in found]
    return render(request, "decisions/blanks/list.html", {"rows": rows, "breadcrumbs": _trail()})


@login_required
def blank_add(request: HttpRequest) -> HttpResponse:
    """A new blank."""
    bodies = _printing_only(request)
    initial = {"width": 297, "height": 210}
    form = NewBlankForm(
        request.POST or None, request.FILES or None, bodies=bodies, awards=_awards(bodies), initial=initial
    )
    if request.method == "POST" and form.is_valid():
        try:
            blank = actions.add_blank(**form.cleaned_data, actor=request.user, at=clock.now())
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Đã thêm phôi với các vị trí thường dùng. Hãy chỉnh cho đúng tờ phôi thật."))
            return redirect("decisions:blank", blank.pk)
    context = {"form": form, "breadcrumbs": [*_trail(), (_("Thêm phôi"), None)]}
    return render(request, "decisions/blanks/add.html", context, status=422 if form.errors else 200)


@login_required
def blank_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The editor: the sheet to scale, and a row of measures for every place."""
    blank = _blank(request, pk)
    layout = blank.layout
    data = request.POST or None
    initial = {
        "name": blank.name,
        "width": f"{float(blank.width):g}",
        "height": f"{float(blank.height):g}",
        "awards": blank.awards,
    }
    form = SheetForm(data, request.FILES or None, awards=_awards([blank.body]), initial=initial)
    rows = place_forms(layout, data)
    if request.method == "POST" and all([form.is_valid(), *(row.is_valid() for row in rows)]):
        try:
            layout = layout_of(form, rows)
            actions.edit_blank(
                blank=blank,
                version=_version(request),
                layout=layout,
                awards=form.cleaned_data["awards"],
                scan=form.cleaned_data["scan"],
                actor=request.user,
                at=clock.now(),
            )
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Đã lưu vị trí trên phôi."))
            return redirect("decisions:blank", blank.pk)
    wrong = bool(form.errors or any(row.errors for row in rows))
    context = {
        "blank": blank,
        "form": form,
        "rows": rows,
        "sheet": _drawn(layout),
        "overlaps": []
        if wrong
        else [(PLACE_NAMES[one.key], PLACE_NAMES[other.key]) for one, other in layout.overlaps()],
        "printers": [(printer, PrinterForm(initial=_shift(printer))) for printer in blank.printers.all()],
        "new_printer": PrinterForm(initial={"offset_x": 0, "offset_y": 0}),
        "actions": _buttons(blank),
        "breadcrumbs": [*_trail(), (blank.name, None)],
        "problems": _problems(form, rows),
    }
    return render(request, "decisions/blanks/edit.html", context, status=422 if wrong else 200)


@login_required
@require_POST
def blank_act(request: HttpRequest, pk: int, action: str) -> HttpResponse:
    """Copy a blank, take it out of use, note or forget a printer."""
    blank = _blank(request, pk)
    who: dict[str, Any] = {"actor": request.user, "at": clock.now()}
    try:
        if action == "nhan-ban":
            blank = actions.copy_blank(blank=blank, **who)
            messages.success(request, _("Đã nhân bản phôi."))
        elif action == "ngung-dung":
            actions.retire_blank(blank=blank, **who)
            messages.success(request, _("Phôi đã ngừng dùng."))
            return redirect("decisions:blanks")
        elif action == "may-in":
            form = PrinterForm(request.POST)
            if not form.is_valid():
                raise Refused("bad_printer", _("Hãy nhập tên máy in và độ lệch từ -30 đến 30 mm."))
            actions.set_printer(blank=blank, **form.cleaned_data, **who)
            messages.success(request, _("Đã ghi độ lệch của máy in."))
        elif action == "bo-may-in":
            printer = get_object_or_404(blank.printers, pk=whole_number(request.POST.get("printer")))
            actions.remove_printer(printer=printer, **who)
            messages.success(request, _("Đã bỏ máy in."))
        else:
            raise Http404
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("decisions:blank", blank.pk)


@login_required
def blank_file(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Looks at a blank: with texts over its picture, the test page for a printer, the picture itself."""
    blank = _blank(request, pk)
    if kind == "anh":
        if blank.scan is None:
            raise Http404
        return HttpResponse(blank.scan.read(), content_type=blank.scan.media_type)
    try:
        if kind == "xem-thu.pdf":
            data = sheets.sample(blank, _examples(blank), with_scan=True)
        elif kind == "to-thu.pdf":
            printer = blank.printers.filter(pk=whole_number(request.GET.get("may-in")) or 0).first()
            data = paperwork.ruler_pdf(blank.layout, offset=printer.offset if printer else paperwork.Offset())
        else:
            raise Http404
    except PaperworkError as error:
        raise Refused("cannot_print", str(error)) from error
    return HttpResponse(data, content_type=files.PDF, headers={"Content-Disposition": f'inline; filename="{kind}"'})


@login_required
def blank_sheets(request: HttpRequest, pk: int) -> HttpResponse:
    """The register of a blank's numbered sheets: which went to whom, which were spoilt."""
    blank = _blank(request, pk)
    found = blank.sheets.select_related("certificate__line__decision", "run").order_by("serial")
    state = request.GET.get("tinh-trang", "")
    if state in BlankSheet.State.values:
        found = found.filter(state=state)
    context = {
        "blank": blank,
        "page_obj": Paginator(found, SHEETS_A_PAGE).get_page(request.GET.get("page")),
        "state": state,
        "states": BlankSheet.State.choices,
        "breadcrumbs": [*_trail(), (blank.name, reverse("decisions:blank", args=[pk])), (_("Sổ phôi"), None)],
    }
    return render(request, "decisions/blanks/sheets.html", context)


def _printing_only(request: HttpRequest) -> Any:
    """The bodies for which the user prints; others get 404."""
    bodies = bodies_of(request.user)
    if not bodies.exists():
        raise Http404
    return bodies


def _blank(request: HttpRequest, pk: int) -> Blank:
    return get_object_or_404(blanks_of(request.user).filter(retired_at=None), pk=pk)


def _version(request: HttpRequest) -> int:
    return whole_number(request.POST.get("version")) or 0


def _awards(bodies: Any) -> list[tuple[str, str]]:
    """The awards that the bodies may decide, by name."""
    day, deciding = clock.today(), list(bodies)
    return [
        (option.code, option.name)
        for option in award_options(day)
        if any(lines.may_decide(body, option.code, day) for body in deciding)
    ]


def _examples(blank: Blank) -> list[Certificate]:
    """A few certificates of the body to look at, those with the longest names among the newest."""
    of_body = Certificate.objects.filter(line__decision__body=blank.body, state=Certificate.State.VALID)
    if blank.awards:
        of_body = of_body.filter(line__award__in=blank.awards)
    newest = of_body.select_related(
        "line__decision__body", "line__decision__movement", "line__nomination__person", "line__nomination__dossier"
    ).order_by("-pk")[:50]
    return sorted(newest, key=lambda certificate: -len(certificate.line.recipient_name))[:3]


def _drawn(layout: paperwork.Blank) -> dict[str, Any]:
    """The sheet as the drawing shows it: boxes in mm."""
    boxes = []
    for field in layout.fields:
        left, top, right, bottom = field.box
        boxes.append({
            "key": field.key, "label": PLACE_NAMES[field.key], "left": left, "top": top, "right": right,
            "width": right - left, "height": bottom - top, "base": field.y,
        })  # fmt: skip
    return {"width": layout.width, "height": layout.height, "boxes": boxes}


def _shift(printer: Any) -> dict[str, Any]:
    return {"name": printer.name, "offset_x": printer.offset_x, "offset_y": printer.offset_y}


def _problems(form: SheetForm, rows: list[PlaceForm]) -> list[tuple[str, str]]:
    """The errors of the rows for the summary: words and where to jump."""
    return [
        (f"{row.label}, {row.fields[name].label}: {message}", f"#{row[name].id_for_label}")
        for row in rows
        for name, found in row.errors.items()
        for message in found
        if name in row.fields
    ]


def _buttons(blank: Blank) -> list[dict[str, Any]]:
    def act(action: str) -> str:
        return reverse("decisions:blank_act", args=[blank.pk, action])

    def look(kind: str) -> str:
        return reverse("decisions:blank_file", args=[blank.pk, kind])

    return [
        {"label": _("Xem thử (PDF)"), "url": look("xem-thu.pdf"), "style": "secondary", "icon": "file-earmark-pdf"},
        {"label": _("Sổ phôi"), "url": reverse("decisions:blank_sheets", args=[blank.pk]), "style": "secondary"},
        {"label": _("Nhân bản"), "url": act("nhan-ban"), "method": "post", "style": "quiet"},
        {
            "label": _("Ngừng dùng"),
            "url": act("ngung-dung"),
            "method": "post",
            "style": "quiet",
            "confirm": _("Ngừng dùng phôi này? Những tờ đã in vẫn còn trong sổ."),
        },
    ]


def _trail() -> list[tuple[str, str | None]]:
    return [
        (_("Quyết định khen thưởng"), reverse("decisions:list")),
        (_("Phôi"), reverse("decisions:blanks")),
    ]
