"""The package for the records system: a zip of DOCX, PDF, metadata and envelope, the same bytes each time."""

import dataclasses
import datetime
import io
import zipfile

from thidua.paperwork.documents.base import Document
from thidua.paperwork.exchange.envelope import envelope
from thidua.paperwork.exchange.metadata import Metadata, entry_for, metadata_json, stem_of
from thidua.paperwork.generate import LONGEST_FILE_NAME

LARGEST = 50 * 2**20
"""Bytes of one file that receiving systems accept."""


def pack(
    context: Document,
    metadata: Metadata,
    *,
    docx: bytes,
    pdf: bytes,
    signed: bytes | None = None,
    annexes: tuple[bytes, ...] = (),
    at: datetime.datetime | None = None,
) -> bytes:
    """Return the zip.

    Arguments:
        context: the document, for the names of the files; metadata: what is told about it (`metadata_of`).
        docx, pdf: as they were generated; signed: the signed PDF, where there is one.
        annexes: annexes in files of their own (PDF), in their order.
        at: the moment of the envelope's trace; None: midnight of the document's day, so that the bytes stay the same.

    The envelope carries the signed PDF where there is one, else the PDF, and the annexes; it is left out when the
    agency has no code, and for secret papers, which do not go over the exchange.
    """
    stem = stem_of(context)
    files = {f"{stem}.docx": docx, f"{stem}.pdf": pdf}
    roles = {f"{stem}.docx": "word", f"{stem}.pdf": "pdf"}
    if signed is not None:
        files[f"{stem}-da-ky.pdf"], roles[f"{stem}-da-ky.pdf"] = signed, "signed"
    attached = {f"{stem}-pl-{number}.pdf": data for number, data in enumerate(annexes, start=1)}
    files |= attached
    roles |= dict.fromkeys(attached, "annex")
    entries = tuple(entry_for(name, roles[name], data) for name, data in files.items())
    told = dataclasses.replace(metadata, files=entries)
    files[f"{stem}.json"] = metadata_json(told)
    if told.agency.code and not told.secrecy:
        moment = at or datetime.datetime.combine(told.day, datetime.time())
        sent = f"{stem}-da-ky.pdf" if signed is not None else f"{stem}.pdf"
        files[f"{stem}.edxml"] = envelope(told, {sent: files[sent], **attached}, at=moment)
    return _zipped(files, told.day)


def package_name(context: Document) -> str:
    """Return the name of the zip: ASCII, at most 50 characters."""
    return f"{stem_of(context)}.zip"


def _zipped(files: dict[str, bytes], day: datetime.date) -> bytes:
    result = io.BytesIO()
    with zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as package:
        for name, data in files.items():
            if not name.isascii() or len(name) > LONGEST_FILE_NAME:
                raise ValueError(f"not a name that receivers take: {name}")
            # zip knows no day before 1980
            entry = zipfile.ZipInfo(name, (max(day.year, 1980), day.month, day.day, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            package.writestr(entry, data)
    return result.getvalue()
