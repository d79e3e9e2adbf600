"""Prints of live data that are read, not issued: a unit's registration as its list."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from thidua import paperwork
from thidua.base.refusal import Refused
from thidua.movements.models import Registration
from thidua.movements.papers.registration import registration_context

FORMATS = ("docx", "pdf")


def registration_list(registration: Registration, day: date, kind: str) -> tuple[bytes, str]:
    """A unit's registration as the list that its head signs; ``(bytes, file name)``.

    Raises:
        Refused: ``no_office``, ``not_printable``.
    """
    context = registration_context(registration, None, day)
    kind = kind if kind in FORMATS else "docx"
    write: Callable[..., bytes] = paperwork.document_pdf if kind == "pdf" else paperwork.document_docx
    try:
        return write(context), paperwork.file_name(context, kind)
    except paperwork.PaperworkError as error:
        raise Refused("not_printable", str(error)) from error
