"""A paper as pictures of its pages: drafts are printed on the spot, frozen ones are read as they were kept."""

from __future__ import annotations

import hashlib

import pypdfium2
from django.core.cache import cache

from thidua.documents.models import OfficialDocument
from thidua.documents.printing import print_pdf
from thidua.plans import page_image
from thidua.text.pdfium import PDFIUM_LOCK

# Pixels across a page: legible on a screen, about 60 kB.
WIDTH = 893
KEPT_SECONDS = 300


def pdf_of(document: OfficialDocument) -> bytes:
    """The PDF of the paper as it stands.

    Raises:
        Refused: ``not_printable`` for a draft that cannot be printed yet.
    """
    if document.pdf is not None:
        return document.pdf.read()
    key = f"documents.pdf.{document.pk}.{document.version}"
    data: bytes | None = cache.get(key)
    if data is None:
        data = print_pdf(document)
        cache.set(key, data, KEPT_SECONDS)
    return data


def page_count(document: OfficialDocument) -> int:
    """How many pages the paper has. Raises Refused as `pdf_of`."""
    return count_pages(pdf_of(document))


def page_png(document: OfficialDocument, page: int) -> bytes | None:
    """The picture of page ``page`` (from 1), or None when there is no such page. Raises Refused as `pdf_of`."""
    return picture_of(pdf_of(document), page)


def count_pages(data: bytes) -> int:
    """How many pages a PDF of ours has."""
    with PDFIUM_LOCK, pypdfium2.PdfDocument(data) as pdf:
        return len(pdf)


def picture_of(data: bytes, page: int) -> bytes | None:
    """The picture of page ``page`` (from 1) of a PDF, or None when there is no such page."""
    key = f"documents.page.{hashlib.sha256(data).hexdigest()}.{page}"
    picture: bytes | None = cache.get(key)
    if picture is None:
        try:
            picture = page_image(data, page - 1, WIDTH).png
        except IndexError:
            return None
        cache.set(key, picture, KEPT_SECONDS)
    return picture
