"""The files of a paper: Word and PDF from the same context."""

from __future__ import annotations

from thidua.base.refusal import Refused
from thidua.documents.models import OfficialDocument
from thidua.paperwork import PaperworkError, document_docx, document_pdf
from thidua.paperwork.documents.base import Document


def print_files(context: Document) -> tuple[bytes, bytes]:
    """``(docx, pdf)`` of the paper.

    Raises:
        Refused: ``not_printable``, in the words of what is wrong, where, and how to mend it.
    """
    try:
        return document_docx(context), document_pdf(context)
    except PaperworkError as error:
        raise Refused("not_printable", str(error)) from error


def print_pdf(document: OfficialDocument) -> bytes:
    """The PDF of a draft as it stands. Raises Refused as `print_files`."""
    try:
        return document_pdf(document.paper)
    except PaperworkError as error:
        raise Refused("not_printable", str(error)) from error


def print_docx(document: OfficialDocument) -> bytes:
    """The Word file of a draft as it stands. Raises Refused as `print_files`."""
    try:
        return document_docx(document.paper)
    except PaperworkError as error:
        raise Refused("not_printable", str(error)) from error
