"""From a context to the bytes of a file: clean, compose, print."""

import datetime
from collections.abc import Mapping
from typing import Any

from thidua.paperwork.blocks import Paper
from thidua.paperwork.cleaning import clean
from thidua.paperwork.codec import decode, encode
from thidua.paperwork.documents.achievement import AchievementReport
from thidua.paperwork.documents.appraisal import AppraisalSheet
from thidua.paperwork.documents.ballot import Ballot
from thidua.paperwork.documents.base import Document, symbol_of, two_digits
from thidua.paperwork.documents.cancelling import CancellingDecision
from thidua.paperwork.documents.ceremony import Confirmation, Invitation, ReissueLetter
from thidua.paperwork.documents.copies import Copy, copied
from thidua.paperwork.documents.count import CountMinutes
from thidua.paperwork.documents.decision import AwardDecision
from thidua.paperwork.documents.free import GeneralDocument, Notice, OfficialLetter, Plan
from thidua.paperwork.documents.initiative import InitiativeCertificate
from thidua.paperwork.documents.minutes import CouncilMinutes
from thidua.paperwork.documents.outline import Line
from thidua.paperwork.documents.payment import PaymentList
from thidua.paperwork.documents.pledge import Pledge
from thidua.paperwork.documents.registration import RegistrationList
from thidua.paperwork.documents.reminder import ReminderLetter
from thidua.paperwork.documents.review import ReviewReport
from thidua.paperwork.documents.submission import Submission
from thidua.paperwork.errors import PaperworkError
from thidua.paperwork.layout import header_layout
from thidua.paperwork.office import OfficeProfile, Signer
from thidua.paperwork.pdf import write_pdf
from thidua.paperwork.word.writer import write_docx
from thidua.text import slug_ascii

KINDS: dict[str, type[Document]] = {
    kind.KIND: kind
    for kind in (
        Plan,
        RegistrationList,
        Pledge,
        ReminderLetter,
        OfficialLetter,
        Submission,
        AchievementReport,
        InitiativeCertificate,
        AppraisalSheet,
        Ballot,
        CountMinutes,
        CouncilMinutes,
        AwardDecision,
        CancellingDecision,
        PaymentList,
        Notice,
        Invitation,
        ReviewReport,
        Confirmation,
        ReissueLetter,
        GeneralDocument,
    )
}
"""The documents by their names in JSON and on the command line, in the order of a movement's life."""

LONGEST_FILE_NAME = 50
"""Characters, extension included, that receiving systems accept."""


def paper_of(context: Document) -> Paper:
    """Return the document as blocks, with every text clean and the office's layout inside the legal ranges.

    Raises PaperworkError naming what is wrong, where, and how to mend it.
    """
    cleaned = clean(context)
    cleaned.office.check()
    return cleaned.compose()


def check_letterhead(office: OfficeProfile) -> None:
    """Raise PaperworkError where documents of this office could not be printed: ranges, letters, header's width."""
    widest_day = datetime.date(2028, 12, 28)
    lines = (Line("text", "Nội dung"),)
    signer = Signer(("GIÁM ĐỐC",), "Nguyễn Văn An")
    document = GeneralDocument(
        office=office, signer=signer, number="1000", day=widest_day, type_code="TB", subject="Thử", lines=lines
    )
    header_layout(paper_of(document))


def document_docx(context: Document) -> bytes:
    """Return any document as a Word file. Raises PaperworkError."""
    return write_docx(paper_of(context))


def document_pdf(context: Document) -> bytes:
    """Return any document as PDF/A-2b. Raises PaperworkError."""
    return write_pdf(paper_of(context))


def copy_docx(context: Document, copy: Copy) -> bytes:
    """Return a copy of a document as a Word file. Raises PaperworkError."""
    return write_docx(copied(paper_of(context), _checked(copy)))


def copy_pdf(context: Document, copy: Copy) -> bytes:
    """Return a copy of a document as PDF/A-2b. Raises PaperworkError."""
    return write_pdf(copied(paper_of(context), _checked(copy)))


def _checked(copy: Copy) -> Copy:
    cleaned = clean(copy)
    cleaned.office.check()
    return cleaned


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
