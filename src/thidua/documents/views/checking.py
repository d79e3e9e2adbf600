"""The format check: bring a file, read what is wrong, take the mended file home; nothing is kept."""

from __future__ import annotations

import base64
from collections.abc import Iterable
from pathlib import PurePath
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.base import clock, files
from thidua.base.refusal import Refused
from thidua.documents import checking
from thidua.documents.checking import CheckReport
from thidua.documents.extras import adds_files
from thidua.documents.forms.checking import CheckForm
from thidua.documents.models import OfficialDocument
from thidua.documents.views.shared import crumbs, visible
from thidua.paperwork.check.document import LARGEST_FILE

LARGEST_LINK = 8 * 1024 * 1024
"""A mended file up to this size goes with the page as a link of its own; larger ones would make the page too heavy."""


@login_required
def check(request: HttpRequest) -> HttpResponse:
    """Check a file that is brought."""
    form = CheckForm(request.POST, request.FILES) if request.method == "POST" else CheckForm()
    report = None
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        report = checking.check_upload(upload.read(LARGEST_FILE + 1), upload.name, clock.today())
        if report.refusal is not None:
            form.add_error("file", f"{report.refusal.message} {report.refusal.mend}")
            report = None
    context = {
        "form": form,
        "shown": shown(report) if report else None,
        "breadcrumbs": [(_("Văn bản đi"), reverse("documents:list")), (_("Kiểm tra thể thức"), None)],
    }
    return render(request, "documents/checking/check.html", context, status=422 if form.errors else 200)


@login_required
def check_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """Check a paper of ours as it stands."""
    document = visible(request, pk)
    problem, report = "", None
    try:
        report = checking.check_paper(document, clock.today())
    except Refused as refusal:
        problem = str(refusal)
    context = {
        "document": document,
        "problem": problem,
        "shown": shown(report) if report else None,
        "back": reverse("documents:detail", args=[pk]),
        "breadcrumbs": crumbs(document, _("Kiểm tra thể thức")),
    }
    return render(request, "documents/checking/paper.html", context)


@adds_files
def check_link(document: OfficialDocument, user: Any) -> Iterable[dict[str, Any]]:
    """The way to the check from the page of a paper."""
    url = reverse("documents:check_paper", args=[document.pk])
    yield {"label": _("Kiểm tra thể thức"), "url": url, "icon": "clipboard-check"}


def shown(report: CheckReport) -> dict[str, Any]:
    """A report as the page shows it."""
    return {
        "name": report.name,
        "title": _title(report),
        "tone": _tone(report),
        "groups": [_group(severity, findings) for severity, findings in report.groups],
        "mended": _link(report),
        "fixable": report.counts["fixable"],
    }


def _title(report: CheckReport) -> str:
    if not report.checked:
        return _("Chưa kiểm tra được tệp này")
    counts = report.counts
    if not counts["error"] and not counts["warning"]:
        return _("Không tìm thấy lỗi thể thức")
    errors = ngettext("%(count)d lỗi", "%(count)d lỗi", counts["error"]) % {"count": counts["error"]}
    warnings = ngettext("%(count)d cảnh báo", "%(count)d cảnh báo", counts["warning"]) % {"count": counts["warning"]}
    return ", ".join(text for text, count in ((errors, counts["error"]), (warnings, counts["warning"])) if count)


def _tone(report: CheckReport) -> str:
    counts = report.counts
    if not report.checked:
        return "waiting"
    return "bad" if counts["error"] else "warning" if counts["warning"] else "ok"


def _group(severity: str, findings: list[Any]) -> dict[str, Any]:
    labels = {"error": _("Lỗi"), "warning": _("Cảnh báo"), "hint": _("Gợi ý")}
    notes = {
        "error": _("Trái quy định, cần sửa trước khi ký."),
        "warning": _("Rất có thể sai; xem lại từng chỗ."),
        "hint": _("Máy không quyết được; người soạn xem và tự quyết."),
    }
    tones = {"error": "bad", "warning": "warning", "hint": "info"}
    return {
        "severity": severity,
        "label": labels[severity],
        "note": notes[severity],
        "tone": tones[severity],
        "findings": findings,
    }


def _link(report: CheckReport) -> dict[str, str] | None:
    """The mended file inside the page: nothing is kept on the server, and no second upload is needed."""
    if report.mended is None or len(report.mended) > LARGEST_LINK:
        return None
    stem = PurePath(report.name).stem or "van-ban"
    content = base64.b64encode(report.mended).decode("ascii")
    return {"url": f"data:{files.DOCX};base64,{content}", "name": f"{stem}-da-sua.docx"}
