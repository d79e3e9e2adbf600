"""Making and keeping the files of a signed decision: DOCX, PDF, certificates."""

from __future__ import annotations

import logging
from datetime import datetime

from django.db import transaction

from thidua.base import clock, files
from thidua.decisions import documents
from thidua.decisions.models import Decision
from thidua.documents import office_templates
from thidua.journal.actions import record
from thidua.paperwork import AwardDecision, PaperworkError, certificates_pdf, document_docx, document_pdf

log = logging.getLogger(__name__)


def make_documents(decision_id: int, *, at: datetime) -> str:
    """Make what is missing and keep it in one step; a worker that dies in between leaves the decision waiting.

    Returns:
        The decision's state of documents.

    Files are rendered outside the transaction, so that nobody waits for them; only one result is kept.
    """
    decision = Decision.objects.select_related("body", "meeting", "movement").get(pk=decision_id)
    if decision.documents == Decision.Documents.READY:
        return decision.documents
    try:
        context = documents.decision_context(decision)
        docx, pdf = decision_files(decision, context)
        rendered = {
            "docx": (docx, files.DOCX),
            "pdf": (pdf, files.PDF),
            "certificates_pdf": (documents.certificates(decision, certificates_pdf), files.PDF),
        }
        return _keep(decision_id, rendered, at)
    except PaperworkError as error:
        log.warning("documents of decision %s: %s", decision_id, error)
        _note_failure(decision_id, str(error))
        return Decision.Documents.FAILED
    except Exception as error:
        # Else the page would say for ever that the documents are being made, and offer no second try.
        _note_failure(decision_id, f"{type(error).__name__}: {error}")
        raise


def decision_files(decision: Decision, context: AwardDecision) -> tuple[bytes, bytes]:
    """``(docx, pdf)`` of the decision, by the office's own template where it has one.

    Raises PaperworkError when it cannot be printed.
    """
    day = decision.signed_on or clock.today()
    by_template = office_templates.files_of(decision.body, context, day)
    return by_template or (document_docx(context), document_pdf(context))


@transaction.atomic
def _keep(decision_id: int, rendered: dict[str, tuple[bytes, str]], at: datetime) -> str:
    decision = Decision.objects.select_for_update().get(pk=decision_id)
    if decision.documents == Decision.Documents.READY:
        return decision.documents
    for name, (data, media_type) in rendered.items():
        setattr(decision, name, files.store(data, media_type=media_type, at=at))
    decision.documents, decision.documents_error = Decision.Documents.READY, ""
    decision.save()
    hashes = {name: getattr(decision, name).sha256 for name in rendered}
    record("decisions.decision.documents", decision, actor=None, at=at, new=hashes)
    return decision.documents


def _note_failure(decision_id: int, message: str) -> None:
    unmade = Decision.objects.filter(pk=decision_id).exclude(documents=Decision.Documents.READY)
    unmade.update(documents=Decision.Documents.FAILED, documents_error=message[:500])
