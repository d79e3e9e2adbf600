"""The files of a copy: the original's own pages with the copy's words, or an extract set anew."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from django.core.cache import cache
from django.utils.translation import gettext as _

from thidua.base import files
from thidua.base.refusal import Refused
from thidua.documents.copies.models import DocumentCopy, Medium
from thidua.documents.copies.originals import Original
from thidua.documents.copies.rules import ARTICLE, permitted
from thidua.organisation.letterhead import letterhead, lines_of, office_record
from thidua.paperwork import Copy, PaperworkError, Signer
from thidua.paperwork.blocks import Paper
from thidua.paperwork.copying import check_digitised, copied_pages
from thidua.paperwork.documents.copies import copied
from thidua.paperwork.extracts import Part, extract, parts_of
from thidua.paperwork.generate import paper_of
from thidua.paperwork.office_templates import docx_to_pdf
from thidua.paperwork.pdf import write_pdf
from thidua.paperwork.reading import read_paper
from thidua.paperwork.word.writer import write_docx

Form = DocumentCopy.Form
KEPT_SECONDS = 300


@dataclass(frozen=True)
class CopyOrder:
    """What the officer asks for.

    Attributes:
        form, medium: of the copy.
        day: of the copy.
        signer_lines, signer_name: who signs it: authority and post as printed, name.
        recipients, archive: "Nơi nhận" of the copy.
        parts: keys of the parts of an extract; names: of lists only the rows of these.
        scan: the signed paper as PDF, where the program has no file of it.
    """

    form: str
    medium: str
    day: date
    signer_lines: str
    signer_name: str
    recipients: tuple[str, ...] = ()
    archive: str = "VT"
    parts: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    scan: bytes | None = field(default=None, repr=False)


def content_of(original: Original) -> Paper:
    """The content of the original as blocks, of which an extract takes parts.

    Raises:
        Refused: ``no_content`` when it cannot be read.
    """
    try:
        if original.context is None:
            return _read(original)
        made = original.context()
        if made is not None:
            return paper_of(made)
    except PaperworkError as error:
        raise Refused("no_content", str(error)) from error
    raise Refused(
        "no_content", _("Tệp đã lưu không còn khớp với số liệu nên không trích được đúng từng chữ; hãy sao y.")
    )


def _read(original: Original) -> Paper:
    """The content of a file read back; kept for a while, since its page, look and copy read it one after another."""
    stored = original.word or original.file
    assert stored is not None
    key = f"documents.copies.{stored.sha256}.{original.body.pk}"
    paper: Paper | None = cache.get(key)
    if paper is None:
        paper = read_paper(stored.read(), original.cited, letterhead(office_record(original.body)))
        cache.set(key, paper, KEPT_SECONDS)
    return paper


def parts(original: Original) -> tuple[Part, ...]:
    """What an extract can take; raises Refused as `content_of`."""
    return parts_of(content_of(original))


def demand_lawful(original: Original, order: CopyOrder) -> None:
    """Raise Refused when the copy may not be made of what is held.

    Raises:
        Refused: ``not_copied`` with the original's own reason; ``wrong_form``; ``no_original`` when only ink on paper
            is the original and no scan of it was brought.
    """
    if original.problem:
        raise Refused("not_copied", original.problem, ARTICLE)
    held = Medium.PAPER if order.scan is not None else original.medium
    answer = permitted(order.form, original.standing, held, order.medium)
    if not answer:
        raise Refused("wrong_form", answer.reason, ARTICLE, fields={"medium": answer.reason})
    if order.form != Form.EXTRACT and original.file is None and order.scan is None:
        message = _("Phần mềm chưa có bản đã ký của văn bản này. Hãy tải bản chụp (quét) bản đã ký, đóng dấu lên.")
        raise Refused("no_original", message, ARTICLE, fields={"scan": message})


def copy_files(original: Original, order: CopyOrder, number: int | None, at: datetime) -> tuple[bytes, bytes | None]:
    """``(pdf, docx)`` of the copy; the Word file of extracts only: all others are pictures of the original's pages.

    Args:
        number: of the copy; None for a look before it has one.
        at: the moment of an electronic copy.

    Raises:
        Refused: ``not_printable``, in the words of what is wrong, where, and how to mend it.
    """
    copy = _copy(original, order, number, at)
    try:
        copy.office.check()
        if order.form == Form.EXTRACT:
            paper = copied(extract(content_of(original), order.parts, order.names), copy)
            return write_pdf(paper), write_docx(paper)
        pages = pages_of(original, order)
        if order.medium == Medium.ELECTRONIC:
            check_digitised(pages)
        return copied_pages(pages, copy), None
    except PaperworkError as error:
        raise Refused("not_printable", str(error)) from error


def pages_of(original: Original, order: CopyOrder) -> bytes:
    """The original's pages as PDF; a Word file that was brought is set by LibreOffice. Raises PaperworkError."""
    if order.scan is not None:
        return order.scan
    assert original.file is not None
    data = original.file.read()
    return docx_to_pdf(data) if original.file.media_type == files.DOCX else data


def _copy(original: Original, order: CopyOrder, number: int | None, at: datetime) -> Copy:
    return Copy(
        form=order.form,  # type: ignore[arg-type]
        office=letterhead(office_record(original.body)),
        signer=Signer(lines_of(order.signer_lines), order.signer_name.strip()),
        number="" if number is None else str(number),
        day=order.day,
        recipients=order.recipients,
        archive=order.archive,
        medium=order.medium,  # type: ignore[arg-type]
        moment=at,
    )
