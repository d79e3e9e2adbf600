"""All writes of papers."""

from thidua.documents.actions.drafting import discard_draft, draft_document, edit_document, gather_again
from thidua.documents.actions.issuing import issue_document, recall_document
from thidua.documents.actions.numbering import choose_numbering, note_in_register, number_document, start_after
from thidua.documents.actions.replacing import correct_document, replace_document
from thidua.documents.actions.signing import attach_signed_file
from thidua.documents.actions.templates import accept_template, retire_template, take_in_template

__all__ = [
    "accept_template",
    "attach_signed_file",
    "choose_numbering",
    "correct_document",
    "discard_draft",
    "draft_document",
    "edit_document",
    "gather_again",
    "issue_document",
    "note_in_register",
    "number_document",
    "recall_document",
    "replace_document",
    "retire_template",
    "start_after",
    "take_in_template",
]
