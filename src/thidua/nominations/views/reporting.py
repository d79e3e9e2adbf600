"""Writing the achievement report by the headings of its statutory form, beside what the record knows."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from thidua.base import clock
from thidua.base.forms import add_refusal
from thidua.base.refusal import Refused
from thidua.documents.models import OfficialDocument
from thidua.journal.queries import history
from thidua.nominations import actions, permissions
from thidua.nominations.lawbook import award_names
from thidua.nominations.models import Nomination
from thidua.nominations.report.drafts import MAKER, newest_report
from thidua.nominations.report.form import ReportForm, gaps
from thidua.nominations.report.known import Piece, pieces_for, rows_for
from thidua.nominations.views.shared import dossier_crumbs, nomination_or_404
from thidua.paperwork import AchievementReport, PaperworkError
from thidua.paperwork import forms as statutory


@login_required
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """The report's draft by the headings of its form; without a draft, the press that begins one."""
    nomination = nomination_or_404(request.user, pk)
    if not permissions.may_report(request.user, nomination):
        raise Http404
    document = newest_report(nomination)
    if document is None:
        return render(request, "nominations/report_begin.html", _page(request, nomination) | _beginning(nomination))
    if document.frozen:
        messages.info(request, _("Báo cáo thành tích đã chốt. Muốn sửa, lập văn bản thay thế."))
        return redirect("documents:detail", document.pk)
    return _compose(request, nomination, document)


def _beginning(nomination: Nomination) -> dict[str, Any]:
    return {"begin_url": reverse("documents:draft", args=[MAKER, nomination.pk])}


def _compose(request: HttpRequest, nomination: Nomination, document: OfficialDocument) -> HttpResponse:
    kept = document.paper
    assert isinstance(kept, AchievementReport)
    try:
        statutory_form = statutory.form(kept.form, kept.day or clock.today())
    except PaperworkError as error:
        messages.error(request, str(error))
        return redirect("documents:edit", document.pk)
    pieces = pieces_for(nomination, statutory_form, request.user, clock.today())
    form = ReportForm(
        kept,
        statutory_form,
        version=document.version,
        rows=rows_for(nomination, statutory_form, request.user),
        data=request.POST if request.method == "POST" else None,
    )
    newer = None
    if request.method == "POST":
        form.insert(_pressed(request.POST.get("insert", ""), pieces))
        if form.is_valid():
            try:
                saved = actions.write_report(
                    nomination=nomination,
                    changes=form.changes(),
                    version=form.cleaned_data["version"],
                    actor=request.user,
                    at=clock.now(),
                )
            except Refused as refused:
                if refused.code != "changed_since":
                    add_refusal(form, refused)
                else:
                    # What was typed stays; saved once more, it is meant for the version that is now beside it.
                    newer = kept
                    form.add_error(None, _told_by(document))
                    form.meant_for(document.version)
            else:
                return _saved(request, nomination, saved)
    return _show(request, nomination, document, form, pieces, newer)


def _pressed(value: str, pieces: dict[str, list[Piece]]) -> list[tuple[str, Piece]]:
    """The pieces that a pressed button names: "results:<key>" for one, "results:all" for all of a heading."""
    name, _colon, key = value.partition(":")
    return [(name, piece) for piece in pieces.get(name, ()) if key in ("all", piece.key)]


def _told_by(document: OfficialDocument) -> str:
    """Who has saved the version that is kept now."""
    last = history(document).order_by("-sequence").first()
    words = _(
        "%(who)s vừa lưu báo cáo này lúc %(time)s nên phần của bạn chưa được lưu. Những mục khác nhau có bản vừa lưu ở "
        "bên dưới: đối chiếu, sửa rồi bấm lưu lần nữa."
    )
    moment = timezone.localtime(last.at) if last else timezone.localtime(clock.now())
    return words % {"who": last.actor_label if last else "–", "time": f"{moment:%H:%M}"}


def _saved(request: HttpRequest, nomination: Nomination, document: OfficialDocument) -> HttpResponse:
    page = reverse("nominations:report", args=[nomination.pk])
    name, colon, _key = request.POST.get("insert", "").partition(":")
    if colon:
        return redirect(f"{page}#muc-{name}")
    messages.success(request, _("Đã lưu dự thảo."))
    return redirect("documents:detail", document.pk) if "preview" in request.POST else redirect(page)


def _show(
    request: HttpRequest,
    nomination: Nomination,
    document: OfficialDocument,
    form: ReportForm,
    pieces: dict[str, list[Piece]],
    newer: AchievementReport | None,
) -> HttpResponse:
    parts = form.parts(pieces, newer)
    context = {
        "document": document,
        "form": form,
        "parts": parts,
        "gaps": gaps(parts),
        "statutory": form.form,
        "note": form.form.warning(form.report.day or clock.today()),
        "closed": not permissions.may_see_record(request.user, nomination),
        "full_form": reverse("documents:edit", args=[document.pk]),
    }
    status = 409 if newer is not None else 422 if form.errors else 200
    return render(request, "nominations/report.html", _page(request, nomination) | context, status=status)


def _page(request: HttpRequest, nomination: Nomination) -> dict[str, Any]:
    own = reverse("nominations:nomination", args=[nomination.pk])
    here = _("Báo cáo thành tích")
    sees_dossier = bool(permissions.may_see(request.user, nomination.dossier))
    trail: list[tuple[str, str | None]] = [(nomination.recipient_name, own), (here, None)]
    return {
        "nomination": nomination,
        "award_name": award_names(clock.today()).get(nomination.award, nomination.award),
        "breadcrumbs": dossier_crumbs(nomination.dossier, *trail) if sees_dossier else trail,
        "files": list(nomination.evidence.select_related("file")),
    }
