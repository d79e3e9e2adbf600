"""An office's own Word templates with a fixed list of fields (extra `office-templates`)."""

from thidua.paperwork.office_templates.fields import KINDS_OF_VALUE, Field, fields_of
from thidua.paperwork.office_templates.filters import FILTER_WORDS
from thidua.paperwork.office_templates.report import FieldUse, Mistake, TemplateReport
from thidua.paperwork.office_templates.templates import (
    INSTALL,
    available,
    inspect_template,
    preview,
    render_template,
    sample_of,
)
from thidua.paperwork.office_templates.to_pdf import INSTALL_OFFICE, docx_to_pdf, office_program

__all__ = [
    "FILTER_WORDS",
    "INSTALL",
    "INSTALL_OFFICE",
    "KINDS_OF_VALUE",
    "Field",
    "FieldUse",
    "Mistake",
    "TemplateReport",
    "available",
    "docx_to_pdf",
    "fields_of",
    "inspect_template",
    "office_program",
    "preview",
    "render_template",
    "sample_of",
]
