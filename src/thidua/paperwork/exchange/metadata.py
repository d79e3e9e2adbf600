"""What is told about a document to the system that takes it in: as JSON by our own schema, and for the envelope."""

import datetime
import hashlib
import json
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import pypdfium2

from thidua.paperwork.codec import encode
from thidua.paperwork.documents.base import Document, archive_line, symbol_of, two_digits
from thidua.paperwork.errors import PaperworkError
from thidua.paperwork.exchange.agency_codes import AgencyCode
from thidua.paperwork.generate import file_name, paper_of

FORMAT = "thidua.document/1"
SCHEMAS = Path(__file__).parent / "schemas"

MEDIA_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "json": "application/json",
    "edxml": "application/xml",
}


@dataclass(frozen=True)
class Agency:
    """An agency that sends or receives: code in the new order ("" when not known), name, the one above it."""

    name: str
    code: str = ""
    parent: str = ""

    @property
    def code_old(self) -> str:
        """The code in the old order, "" where there is none."""
        return (AgencyCode.parse(self.code).old or "") if self.code else ""


@dataclass(frozen=True)
class FileEntry:
    """A file of the package: name, what it is ("word", "pdf", "signed", "annex"), kind, size in bytes, SHA-256."""

    name: str
    role: str
    media_type: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Metadata:
    """All that the envelope and the JSON tell.

    Attributes:
        agency: who issues it.
        kind: our name of the kind: "decision"; type_name: "Quyết định", "Công văn"; type_abbreviation: "QĐ", "".
        number: with leading zero: "08"; symbol: "QĐ-SNV"; place, day: of issue.
        subject: what it is about.
        authority: "TM. …", "KT. …" or ""; post, signer: of the signer.
        addressees: "Kính gửi"; recipients: "Nơi nhận" without archive; archive: "VT, TĐKT".
        drafting_unit: "TĐKT"; pages: of the PDF; appendixes: titles of the annexes.
        due: a day by which an answer is asked for.
        replaces: number and symbol of the document that this one replaces; "".
        urgency, secrecy: as in `Marks`, "" for none; copies: how many are made, 0 where nobody said.
        receivers: agencies it is sent to.
        files: what lies in the package.
        signatures: who signed the signed PDF and when, from its verification.
    """

    agency: Agency
    kind: str
    type_name: str
    type_abbreviation: str
    number: str
    symbol: str
    place: str
    day: datetime.date
    subject: str
    authority: str
    post: str
    signer: str
    addressees: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    archive: str = ""
    drafting_unit: str = ""
    pages: int = 0
    appendixes: tuple[str, ...] = ()
    due: datetime.date | None = None
    replaces: str = ""
    urgency: str = ""
    secrecy: str = ""
    copies: int = 0
    receivers: tuple[Agency, ...] = ()
    files: tuple[FileEntry, ...] = ()
    signatures: tuple[dict[str, str], ...] = field(default=())

    @property
    def reference(self) -> str:
        """Number and symbol: "08/QĐ-SNV"."""
        return f"{self.number}/{self.symbol}"

    @property
    def document_id(self) -> str:
        """The id of the envelope: code, day, number and symbol (§3 of the facts); without a code "".

        The day is written year first, as the exchange axis wants it.
        """
        return f"{self.agency.code},{self.day:%Y/%m/%d},{self.reference}" if self.agency.code else ""


def metadata_of(
    context: Document,
    *,
    agency_code: AgencyCode | None,
    pdf: bytes,
    receivers: tuple[Agency, ...] = (),
    replaces: str = "",
    due: datetime.date | None = None,
    signatures: tuple[dict[str, str], ...] = (),
) -> Metadata:
    """Return what is told about a numbered document.

    Arguments:
        context: the document; pdf: as it was generated.
        agency_code: of the issuing agency on that day; None when not known.
        receivers, replaces, due, signatures: see Metadata.

    Raises PaperworkError: not numbered, not dated, or not to be composed.
    """
    if not context.number or context.day is None:
        raise PaperworkError(
            "Văn bản chưa có số hoặc ngày.", "Gói gửi hệ thống quản lý văn bản", "Cấp số, ghi ngày rồi tải gói."
        )
    paper = paper_of(context)
    lines = tuple(line.strip() for line in context.signer.lines if line.strip())
    return Metadata(
        agency=Agency(context.office.name, str(agency_code or ""), " ".join(context.office.parent_lines)),
        kind=context.KIND,
        type_name=context.word,
        type_abbreviation=context.abbreviation,
        number=two_digits(context.number),
        symbol=symbol_of(context),
        place=context.office.place,
        day=context.day,
        subject=(paper.letter_subject or paper.subject or paper.title).removeprefix("V/v ").strip(),
        authority=lines[0] if len(lines) > 1 else "",
        post=lines[-1] if lines else "",
        signer=context.signer.name,
        addressees=paper.addressees,
        recipients=paper.recipients,
        archive=archive_line(context),
        drafting_unit=context.office.department_symbol,
        pages=_pages(pdf),
        appendixes=tuple(annex.title for annex in paper.annexes),
        due=due,
        replaces=replaces or context.replaces,
        urgency=context.marks.urgency or "",
        secrecy=context.marks.secrecy or "",
        copies=context.marks.copies or 0,
        receivers=receivers,
        signatures=signatures,
    )


def _pages(pdf: bytes) -> int:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return len(document)
    finally:
        document.close()


def entry_for(name: str, role: str, data: bytes) -> FileEntry:
    """Return the entry of a file; its kind is told by the end of its name."""
    extension = name.rpartition(".")[2]
    return FileEntry(name, role, MEDIA_TYPES[extension], len(data), hashlib.sha256(data).hexdigest())


def stem_of(context: Document) -> str:
    """Return the common beginning of the names of a document's files: ASCII, short enough for every ending."""
    return file_name(context, "-da-ky.pdf").rpartition(".-da-ky")[0]


def metadata_json(metadata: Metadata) -> bytes:
    """Return the metadata as JSON by `schemas/document-metadata.schema.json`, UTF-8, keys in order."""
    data: dict[str, Any] = encode(metadata)
    data["format"] = FORMAT
    data["document_id"] = metadata.document_id
    data["agency"]["code_old"] = metadata.agency.code_old
    for entry, receiver in zip(data["receivers"], metadata.receivers, strict=True):
        entry["code_old"] = receiver.code_old
    text = json.dumps(data, ensure_ascii=False, indent=2, sort_keys=True)
    return (text + "\n").encode()


@cache
def schema(name: str) -> dict[str, Any]:
    """Return a JSON schema of this package by its name: "document-metadata", "award-records"."""
    found: dict[str, Any] = json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))
    return found
