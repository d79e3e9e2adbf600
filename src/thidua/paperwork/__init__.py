"""Official documents in the layout of Decree 30/2020/NĐ-CP: from one context to Word and PDF.

A context (`documents/`) says what a decision, minutes, a letter … contain; it composes itself into blocks
(`blocks.py`); `word/` and `pdf.py` print blocks. Nothing here knows of Django or a database.
"""

from thidua.paperwork.certificates import ShrunkName, certificates_pdf, shrunk_names
from thidua.paperwork.documents.appraisal import AppraisalSheet, Condition, conditions_from_verdict
from thidua.paperwork.documents.certificate import Certificate
from thidua.paperwork.documents.decision import AwardDecision, Grant
from thidua.paperwork.documents.minutes import CouncilMinutes, Member, NomineeVote, VoteGroup
from thidua.paperwork.documents.payment import PaymentList, PaymentRow
from thidua.paperwork.documents.registration import RegistrationList, RegistrationRow
from thidua.paperwork.documents.reminder import MissingItem, ReminderLetter
from thidua.paperwork.documents.submission import Submission
from thidua.paperwork.errors import PaperworkError
from thidua.paperwork.generate import (
    appraisal_docx,
    appraisal_pdf,
    decision_docx,
    decision_pdf,
    document_docx,
    document_pdf,
    file_name,
    from_json,
    minutes_docx,
    minutes_pdf,
    payment_docx,
    payment_pdf,
    registration_docx,
    registration_pdf,
    reminder_docx,
    reminder_pdf,
    submission_docx,
    submission_pdf,
    to_json,
)
from thidua.paperwork.metrics import check_fonts
from thidua.paperwork.office import Margins, OfficeProfile, Signer, Sizes

__all__ = [
    "AppraisalSheet",
    "AwardDecision",
    "Certificate",
    "Condition",
    "CouncilMinutes",
    "Grant",
    "Margins",
    "Member",
    "MissingItem",
    "NomineeVote",
    "OfficeProfile",
    "PaperworkError",
    "PaymentList",
    "PaymentRow",
    "RegistrationList",
    "RegistrationRow",
    "ReminderLetter",
    "ShrunkName",
    "Signer",
    "Sizes",
    "Submission",
    "VoteGroup",
    "appraisal_docx",
    "appraisal_pdf",
    "certificates_pdf",
    "check_fonts",
    "conditions_from_verdict",
    "decision_docx",
    "decision_pdf",
    "document_docx",
    "document_pdf",
    "file_name",
    "from_json",
    "minutes_docx",
    "minutes_pdf",
    "payment_docx",
    "payment_pdf",
    "registration_docx",
    "registration_pdf",
    "reminder_docx",
    "reminder_pdf",
    "shrunk_names",
    "submission_docx",
    "submission_pdf",
    "to_json",
]
