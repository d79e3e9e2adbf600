"""Files that are made of pages: PDF with text, scans."""

from thidua.plans.errors import PlanError

from .blocks import Extract
from .layout import Piece, lay_out
from .pdf import opened, page_sizes, text_pages


def read_pdf(data: bytes, filename: str) -> Extract:
    """Read a PDF with text.

    Raises:
        PlanError: it is encrypted or damaged, has too many pages, or its pages are pictures.
    """
    with opened(data, filename) as document:
        sizes = page_sizes(document)
        pages = text_pages(document)
    if all(pieces is None for pieces in pages):
        raise PlanError("Tệp PDF là bản quét, không có chữ.", filename, "Hãy dùng tệp Word hoặc tệp PDF có chữ.")
    pieces: list[Piece] = [piece for page in pages for piece in page or ()]
    return lay_out(pieces, sizes)
