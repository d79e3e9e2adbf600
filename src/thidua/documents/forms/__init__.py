"""Forms of papers."""

from thidua.documents.forms.acting import NumberForm, RegisterNoteForm, ReplaceForm
from thidua.documents.forms.context_form import ContextForm
from thidua.documents.forms.listing import DocumentFilter, RegisterFilter

__all__ = [
    "ContextForm",
    "DocumentFilter",
    "NumberForm",
    "RegisterFilter",
    "RegisterNoteForm",
    "ReplaceForm",
]
