"""The files of a paper: Word and PDF from the same context, by the office's own template where it has one."""

from __future__ import annotations

from datetime import date

from thidua.base import clock
from thidua.base.refusal import Refused
from thidua.documents import office_templates
from thidua.documents.models import OfficialDocument
from thidua.organisation.models import Unit
from thidua.paperwork import PaperworkError, document_docx, document_pdf
from thidua.paperwork.documents.base import Document
from thidua.paperwork.office_templates import docx_to_pdf


def print_files(context: Document, body: Unit, day: date) -> tuple[bytes, bytes]:
    """``(docx, pdf)`` of a paper of ``body``, as papers of ``day`` are made.

    Raises:
        Refused: ``not_printable``, in the words of what is wrong, where, and how to mend it.
    """
    try:
        by_template = office_templates.files_of(body, context, day)
        return by_template or (document_docx(context), document_pdf(context))
    except PaperworkError as error:
        raise Refused("not_printable", str(error)) from error


def print_pdf(document: OfficialDocument) -> bytes:
    """The PDF of a draft as it stands. Raises Refused as `print_files`."""
    try:
        filled = office_templates.docx_of(document.body, document.paper, clock.today())
        return document_pdf(document.paper) if filled is None else docx_to_pdf(filled)
    except PaperworkError as error:
        raise Refused("not_printable", str(error)) from error


def print_docx(document: OfficialDocument) -> bytes:
    """The Word file of a draft as it stands. Raises Refused as `print_files`."""
    try:
        filled = office_templates.docx_of(document.body, document.paper, clock.today())
        return document_docx(document.paper) if filled is None else filled
    except PaperworkError as error:
        raise Refused("not_printable", str(error)) from error
