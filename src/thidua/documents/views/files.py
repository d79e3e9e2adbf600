"""Downloads and page pictures of a paper."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse

from thidua.base import files
from thidua.base.models import StoredFile
from thidua.documents.models import OfficialDocument
from thidua.documents.permissions import drafts, numbers
from thidua.documents.preview import page_png, pdf_of
from thidua.documents.printing import print_docx
from thidua.documents.views.shared import visible
from thidua.paperwork import file_name


@login_required
def file(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """A file of the paper: of drafts as they stand, of frozen papers as they were kept."""
    document = visible(request, pk)
    if not document.frozen:
        return _draft_file(document, kind)
    works = bool(drafts(request.user, document)) or bool(numbers(request.user, document))
    kept: dict[str, StoredFile | None] = {
        "van-ban.pdf": document.pdf,
        "van-ban.docx": document.docx if works else None,
        "da-ky.pdf": document.signed,
    }
    stored = kept.get(kind)
    if stored is None:
        raise Http404
    name = file_name(document.paper, kind.rsplit(".", 1)[1])
    if kind == "da-ky.pdf":
        name = name.replace(".pdf", "-ky.pdf")
    return download(stored.read(), stored.media_type, name)


def _draft_file(document: OfficialDocument, kind: str) -> HttpResponse:
    if kind == "du-thao.pdf":
        return download(pdf_of(document), files.PDF, file_name(document.paper, "pdf"))
    if kind == "du-thao.docx":
        return download(print_docx(document), files.DOCX, file_name(document.paper, "docx"))
    raise Http404


@login_required
def page_image(request: HttpRequest, pk: int, page: int) -> HttpResponse:
    """One page of the preview."""
    picture = page_png(visible(request, pk), page)
    if picture is None:
        raise Http404
    return HttpResponse(picture, content_type=files.PNG, headers={"Cache-Control": "private, max-age=300"})


def download(data: bytes, media_type: str, name: str) -> HttpResponse:
    """A file: PDF opens in the browser, everything else is saved."""
    disposition = "inline" if media_type == files.PDF else "attachment"
    return HttpResponse(
        data, content_type=media_type, headers={"Content-Disposition": f'{disposition}; filename="{name}"'}
    )
