"""From a context to the bytes of a file: clean, compose, print."""

from collections.abc import Mapping
from typing import Any

from thidua.paperwork.blocks import Paper
from thidua.paperwork.cleaning import clean
from thidua.paperwork.codec import decode, encode
from thidua.paperwork.documents.appraisal import AppraisalSheet
from thidua.paperwork.documents.base import Document, symbol_of, two_digits
from thidua.paperwork.documents.decision import AwardDecision
from thidua.paperwork.documents.minutes import CouncilMinutes
from thidua.paperwork.documents.payment import PaymentList
from thidua.paperwork.documents.registration import RegistrationList
from thidua.paperwork.documents.reminder import ReminderLetter
from thidua.paperwork.documents.submission import Submission
from thidua.paperwork.errors import PaperworkError
from thidua.paperwork.pdf import write_pdf
from thidua.paperwork.word.writer import write_docx
from thidua.text import slug_ascii

KINDS: dict[str, type[Document]] = {
    kind.KIND: kind
    for kind in (
        AwardDecision,
        CouncilMinutes,
        ReminderLetter,
        Submission,
        AppraisalSheet,
        RegistrationList,
        PaymentList,
    )
}
"""The documents by their names in JSON and on the command line."""

LONGEST_FILE_NAME = 50
"""Characters, extension included, that receiving systems accept."""


def paper_of(context: Document) -> Paper:
    """Return the document as blocks, with every text clean and the office's layout inside the legal ranges.

    Raises PaperworkError naming what is wrong, where, and how to mend it.
    """
    cleaned = clean(context)
    cleaned.office.check()
    return cleaned.compose()


def document_docx(context: Document) -> bytes:
    """Return any document as a Word file. Raises PaperworkError."""
    return write_docx(paper_of(context))


def document_pdf(context: Document) -> bytes:
    """Return any document as PDF/A-2b. Raises PaperworkError."""
    return write_pdf(paper_of(context))


def file_name(context: Document, extension: str) -> str:
    """Return a name for the file: ASCII, at most 50 characters: "08-qd-snv-2025-12-05.docx"."""
    number = two_digits(context.number) or "du-thao"
    day = context.day.isoformat() if context.day else ""
    stem = slug_ascii(f"{number} {symbol_of(context)} {day}", LONGEST_FILE_NAME - len(extension) - 1)
    return f"{stem}.{extension}"


def to_json(context: Document) -> dict[str, Any]:
    """Return the context as what `json.dumps` takes, with its "kind"."""
    return {"kind": context.KIND, **encode(context)}


def from_json(data: Mapping[str, Any]) -> Document:
    """Return the context that `to_json` wrote. Raises PaperworkError naming the place in the data that is wrong."""
    kind = KINDS.get(data.get("kind", ""))
    if kind is None:
        raise PaperworkError(
            f"Không có loại văn bản {data.get('kind')!r}.", "/kind", f"Chọn một trong: {', '.join(KINDS)}."
        )
    return decode(kind, {key: value for key, value in data.items() if key != "kind"})


def decision_docx(context: AwardDecision) -> bytes:
    """Return the award decision as a Word file. Raises PaperworkError."""
    return document_docx(context)


def decision_pdf(context: AwardDecision) -> bytes:
    """Return the award decision as PDF/A-2b. Raises PaperworkError."""
    return document_pdf(context)


def minutes_docx(context: CouncilMinutes) -> bytes:
    """Return the minutes of a council as a Word file. Raises PaperworkError."""
    return document_docx(context)


def minutes_pdf(context: CouncilMinutes) -> bytes:
    """Return the minutes of a council as PDF/A-2b. Raises PaperworkError."""
    return document_pdf(context)


def reminder_docx(context: ReminderLetter) -> bytes:
    """Return the letter of reminder as a Word file. Raises PaperworkError."""
    return document_docx(context)


def reminder_pdf(context: ReminderLetter) -> bytes:
    """Return the letter of reminder as PDF/A-2b. Raises PaperworkError."""
    return document_pdf(context)


def submission_docx(context: Submission) -> bytes:
    """Return the submission as a Word file. Raises PaperworkError."""
    return document_docx(context)


def submission_pdf(context: Submission) -> bytes:
    """Return the submission as PDF/A-2b. Raises PaperworkError."""
    return document_pdf(context)


def appraisal_docx(context: AppraisalSheet) -> bytes:
    """Return the appraisal sheet as a Word file. Raises PaperworkError."""
    return document_docx(context)


def appraisal_pdf(context: AppraisalSheet) -> bytes:
    """Return the appraisal sheet as PDF/A-2b. Raises PaperworkError."""
    return document_pdf(context)


def registration_docx(context: RegistrationList) -> bytes:
    """Return the registration list as a Word file. Raises PaperworkError."""
    return document_docx(context)


def registration_pdf(context: RegistrationList) -> bytes:
    """Return the registration list as PDF/A-2b. Raises PaperworkError."""
    return document_pdf(context)


def payment_docx(context: PaymentList) -> bytes:
    """Return the payment list as a Word file. Raises PaperworkError."""
    return document_docx(context)


def payment_pdf(context: PaymentList) -> bytes:
    """Return the payment list as PDF/A-2b. Raises PaperworkError."""
    return document_pdf(context)
