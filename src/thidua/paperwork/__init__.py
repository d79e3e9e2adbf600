"""Official documents in the layout of Decree 30/2020/NĐ-CP: from one context to Word and PDF.

A context (`documents/`) says what a decision, minutes, a letter … contain; it composes itself into blocks
(`blocks.py`); `word/` and `pdf.py` print blocks. Nothing here knows of Django or a database.
"""

from thidua.paperwork.certificates import (
    Blank,
    BlankField,
    Offset,
    ShrunkName,
    ShrunkText,
    certificate_files,
    certificate_parts,
    certificates_pdf,
    overlay_parts,
    overlay_pdf,
    ruler_pdf,
    shrunk_names,
    shrunk_texts,
    usual_blank,
)
from thidua.paperwork.documents.achievement import (
    AchievementReport,
    Fact,
    Indicator,
    InitiativeRow,
    PostRow,
    RatingRow,
)
from thidua.paperwork.documents.appraisal import AppraisalSheet, Condition, conditions_from_verdict
from thidua.paperwork.documents.ballot import Ballot, BallotNominee
from thidua.paperwork.documents.base import Document, Marks
from thidua.paperwork.documents.cancelling import CancellingDecision
from thidua.paperwork.documents.ceremony import Confirmation, HonourRow, Invitation, ReissueLetter, ReissueRow
from thidua.paperwork.documents.certificate import Certificate
from thidua.paperwork.documents.copies import Copy
from thidua.paperwork.documents.count import CountMinutes
from thidua.paperwork.documents.decision import AwardDecision, Grant
from thidua.paperwork.documents.free import DOCUMENT_TYPES, GeneralDocument, Notice, OfficialLetter, Plan
from thidua.paperwork.documents.initiative import Author, InitiativeCertificate
from thidua.paperwork.documents.minutes import CouncilMinutes, Member
from thidua.paperwork.documents.outline import AnnexTable, Line, cells
from thidua.paperwork.documents.payment import PaymentList, PaymentRow
from thidua.paperwork.documents.pledge import Party, Pledge
from thidua.paperwork.documents.registration import RegistrationList, RegistrationRow
from thidua.paperwork.documents.reminder import MissingItem, ReminderLetter
from thidua.paperwork.documents.review import FigureTable, ReviewReport
from thidua.paperwork.documents.submission import Submission
from thidua.paperwork.documents.voting import NomineeVote, VoteGroup, needed_votes
from thidua.paperwork.errors import PaperworkError
from thidua.paperwork.generate import (
    KINDS,
    check_letterhead,
    copy_docx,
    copy_pdf,
    document_docx,
    document_pdf,
    file_name,
    from_json,
    paper_of,
    to_json,
)
from thidua.paperwork.metrics import check_fonts
from thidua.paperwork.office import Margins, OfficeProfile, Signer, Sizes, authority_lines
from thidua.paperwork.told import FormField, fields_of

__all__ = [
    "DOCUMENT_TYPES",
    "KINDS",
    "AchievementReport",
    "AnnexTable",
    "AppraisalSheet",
    "Author",
    "AwardDecision",
    "Ballot",
    "BallotNominee",
    "Blank",
    "BlankField",
    "CancellingDecision",
    "Certificate",
    "Condition",
    "Confirmation",
    "Copy",
    "CouncilMinutes",
    "CountMinutes",
    "Document",
    "Fact",
    "FigureTable",
    "FormField",
    "GeneralDocument",
    "Grant",
    "HonourRow",
    "Indicator",
    "InitiativeCertificate",
    "InitiativeRow",
    "Invitation",
    "Line",
    "Margins",
    "Marks",
    "Member",
    "MissingItem",
    "NomineeVote",
    "Notice",
    "OfficeProfile",
    "OfficialLetter",
    "Offset",
    "PaperworkError",
    "Party",
    "PaymentList",
    "PaymentRow",
    "Plan",
    "Pledge",
    "PostRow",
    "RatingRow",
    "RegistrationList",
    "RegistrationRow",
    "ReissueLetter",
    "ReissueRow",
    "ReminderLetter",
    "ReviewReport",
    "ShrunkName",
    "ShrunkText",
    "Signer",
    "Sizes",
    "Submission",
    "VoteGroup",
    "authority_lines",
    "cells",
    "certificate_files",
    "certificate_parts",
    "certificates_pdf",
    "check_fonts",
    "check_letterhead",
    "conditions_from_verdict",
    "copy_docx",
    "copy_pdf",
    "document_docx",
    "document_pdf",
    "fields_of",
    "file_name",
    "from_json",
    "needed_votes",
    "overlay_parts",
    "overlay_pdf",
    "paper_of",
    "ruler_pdf",
    "shrunk_names",
    "shrunk_texts",
    "to_json",
    "usual_blank",
]
