"""Pages of papers."""

from thidua.documents.views.acting import discard, draft, gather, issue, number, recall, replace
from thidua.documents.views.detail import detail
from thidua.documents.views.editing import edit
from thidua.documents.views.files import file, page_image
from thidua.documents.views.listing import document_list
from thidua.documents.views.numbering import numbering, start_series
from thidua.documents.views.register import register, register_export, register_note, register_print

__all__ = [
    "detail",
    "discard",
    "document_list",
    "draft",
    "edit",
    "file",
    "gather",
    "issue",
    "number",
    "numbering",
    "page_image",
    "recall",
    "register",
    "register_export",
    "register_note",
    "register_print",
    "replace",
    "start_series",
]
