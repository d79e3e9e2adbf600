"""A paper as pictures of its pages: drafts are printed on the spot, frozen ones are read as they were kept."""

from __future__ import annotations

import io

import pypdfium2
from django.core.cache import cache

from thidua.documents.models import OfficialDocument
from thidua.documents.printing import print_pdf

# Dots per PDF point: an A4 page becomes 893 pixels wide, legible on a screen, about 60 kB.
SCALE = 1.5
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
    with pypdfium2.PdfDocument(pdf_of(document)) as pdf:
        return len(pdf)


def page_png(document: OfficialDocument, page: int) -> bytes | None:
    """The picture of page ``page`` (from 1), or None when there is no such page. Raises Refused as `pdf_of`."""
    with pypdfium2.PdfDocument(pdf_of(document)) as pdf:
        if not 1 <= page <= len(pdf):
            return None
        image = pdf[page - 1].render(scale=SCALE).to_pil()
    memory = io.BytesIO()
    image.convert("L" if _is_grey(image) else "RGB").save(memory, "PNG", optimize=True)
    return memory.getvalue()


def _is_grey(image: object) -> bool:
    """Papers are black on white but for red stamps; a grey picture is a third of the size."""
    bands = image.convert("RGB").split()  # type: ignore[attr-defined]
    return all(band.tobytes() == bands[0].tobytes() for band in bands[1:])
