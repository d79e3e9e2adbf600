"""Certificates: on blank paper (`sheet.py`), or on a pre-printed blank (`blank.py`, `overlay.py`, `ruler.py`)."""

from thidua.paperwork.certificates.blank import FIELDS, Blank, BlankField, Offset, usual_blank
from thidua.paperwork.certificates.overlay import ShrunkText, overlay_parts, overlay_pdf, shrunk_texts
from thidua.paperwork.certificates.ruler import ruler_pdf
from thidua.paperwork.certificates.sheet import (
    ShrunkName,
    certificate_files,
    certificate_parts,
    certificates_pdf,
    shrunk_names,
)

__all__ = [
    "FIELDS",
    "Blank",
    "BlankField",
    "Offset",
    "ShrunkName",
    "ShrunkText",
    "certificate_files",
    "certificate_parts",
    "certificates_pdf",
    "overlay_parts",
    "overlay_pdf",
    "ruler_pdf",
    "shrunk_names",
    "shrunk_texts",
    "usual_blank",
]
