"""The files of a decision."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse

from thidua.base import files
from thidua.base.refusal import Refused
from thidua.decisions import documents
from thidua.decisions.making import decision_files
from thidua.decisions.models import Decision
from thidua.decisions.views.finding import visible_decision, works_on
from thidua.paperwork import PaperworkError, document_docx, document_pdf, file_name

PAYMENT_LISTS = {"chi-tien.pdf": (document_pdf, files.PDF), "chi-tien.docx": (document_docx, files.DOCX)}


@login_required
def file(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """A file of the decision; drafts are rendered on the spot, what was signed is read as it was kept."""
    decision = visible_decision(request, pk)
    works = works_on(request.user, decision)
    if decision.number is None:
        return _draft_file(decision, kind, works)
    stored = {
        "quyet-dinh.pdf": (decision.pdf, True),
        "da-ky.pdf": (decision.signed_pdf, True),
        "quyet-dinh.docx": (decision.docx, works),
        "giay-khen.pdf": (decision.certificates_pdf, works),
    }
    if kind in stored and stored[kind][1] and stored[kind][0] is not None:
        kept = stored[kind][0]
        assert kept is not None
        return _download(
            kept.read(),
            kept.media_type,
            f"{kind.split('.')[0]}-{decision.number:02d}-{decision.signed_on:%Y}.{kind.split('.')[1]}",
        )
    if works and kind in PAYMENT_LISTS:
        return _payment_list(decision, kind, str(request.user))
    raise Http404


def _payment_list(decision: Decision, kind: str, preparer: str) -> HttpResponse:
    render, media_type = PAYMENT_LISTS[kind]
    try:
        data = render(documents.payment_context(decision, preparer))
    except PaperworkError as error:
        raise Refused("cannot_render", str(error)) from error
    name, extension = kind.split(".")
    return _download(data, media_type, f"{name}-{decision.number:02d}.{extension}")


def _draft_file(decision: Decision, kind: str, works: bool) -> HttpResponse:
    if not works or kind not in ("du-thao.pdf", "du-thao.docx"):
        raise Http404
    context = documents.decision_context(decision)
    try:
        docx, pdf = decision_files(decision, context)
    except PaperworkError as error:
        raise Refused("cannot_render", str(error)) from error
    if kind == "du-thao.pdf":
        return _download(pdf, files.PDF, file_name(context, "pdf"))
    return _download(docx, files.DOCX, file_name(context, "docx"))


def _download(data: bytes, media_type: str, name: str) -> HttpResponse:
    disposition = "inline" if media_type == files.PDF else "attachment"
    return HttpResponse(
        data, content_type=media_type, headers={"Content-Disposition": f'{disposition}; filename="{name}"'}
    )
