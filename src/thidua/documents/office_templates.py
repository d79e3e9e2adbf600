"""Templates of offices: which one is in use, and the files of a paper made by it (kept by `actions/templates.py`)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from thidua.documents.template_models import OfficeTemplate
from thidua.documents.template_transitions import KEEPERS
from thidua.organisation.models import Unit
from thidua.organisation.roles import roles_of
from thidua.paperwork import office_templates as library
from thidua.paperwork.documents.base import Document

State = OfficeTemplate.State
# One byte more than the library takes, so that it can say that the file is too big.
LARGEST_UPLOAD = 5 * 2**20 + 1


def templates_of(user: Any) -> QuerySet[OfficeTemplate]:
    """All templates of bodies that `may_keep` allows ``user``."""
    return OfficeTemplate.objects.filter(roles_of(user).units(*KEEPERS, field="body")).select_related("body", "file")


def bodies_of(user: Any) -> QuerySet[Unit]:
    """The bodies whose templates ``user`` keeps."""
    return Unit.objects.filter(roles_of(user).units(*KEEPERS), is_body=True)


def template_on(body: Unit, kind: str, day: date) -> OfficeTemplate | None:
    """The template that ``body`` uses for papers of ``kind`` on ``day``; None: our own layout."""
    running = Q(valid_until__isnull=True) | Q(valid_until__gt=day)
    begun = OfficeTemplate.objects.filter(running, body=body, kind=kind, valid_from__lte=day).exclude(state=State.TRIAL)
    return begun.select_related("file").order_by("-valid_from", "-version").first()


def docx_of(body: Unit, context: Document, day: date) -> bytes | None:
    """The Word file by the template in use on ``day``; None where the body has none for this kind.

    Raises:
        PaperworkError: the template cannot be filled.
    """
    template = template_on(body, context.KIND, day)
    return None if template is None else library.render_template(template.file.read(), context)


def files_of(body: Unit, context: Document, day: date) -> tuple[bytes, bytes] | None:
    """``(docx, pdf)`` by the template in use on ``day``; None where the body has none for this kind.

    Raises:
        PaperworkError: the template cannot be filled, or LibreOffice is not there to set its PDF.
    """
    docx = docx_of(body, context, day)
    return None if docx is None else (docx, library.docx_to_pdf(docx))
