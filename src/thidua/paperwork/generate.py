"""From a context to the bytes of a file: clean, compose, print."""

from thidua.paperwork.blocks import Paper
from thidua.paperwork.cleaning import clean
from thidua.paperwork.documents.base import Document, symbol_of, two_digits
from thidua.paperwork.documents.decision import AwardDecision
from thidua.paperwork.pdf import write_pdf
from thidua.paperwork.word.writer import write_docx
from thidua.text import slug_ascii

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


def decision_docx(context: AwardDecision) -> bytes:
    """Return the award decision as a Word file. Raises PaperworkError."""
    return document_docx(context)


def decision_pdf(context: AwardDecision) -> bytes:
    """Return the award decision as PDF/A-2b. Raises PaperworkError."""
    return document_pdf(context)
