"""Official documents in the layout of Decree 30/2020/NĐ-CP: from one context to Word and PDF.

A context (`documents/`) says what a decision, minutes, a letter … contain; it composes itself into blocks (`blocks.py`); `word/` and
`pdf.py` print blocks. Nothing here knows of Django or a database.
"""

from thidua.paperwork.certificates import ShrunkName, certificates_pdf, shrunk_names
from thidua.paperwork.documents.certificate import Certificate
from thidua.paperwork.documents.decision import AwardDecision, Grant
from thidua.paperwork.errors import PaperworkError
from thidua.paperwork.generate import decision_docx, decision_pdf, document_docx, document_pdf, file_name
from thidua.paperwork.metrics import check_fonts
from thidua.paperwork.office import Margins, OfficeProfile, Signer, Sizes

__all__ = [
    "AwardDecision",
    "Certificate",
    "Grant",
    "Margins",
    "OfficeProfile",
    "PaperworkError",
    "ShrunkName",
    "Signer",
    "Sizes",
    "certificates_pdf",
    "check_fonts",
    "decision_docx",
    "decision_pdf",
    "document_docx",
    "document_pdf",
    "file_name",
    "shrunk_names",
]
