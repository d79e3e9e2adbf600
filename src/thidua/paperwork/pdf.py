"""PDF through Typst: PDF/A-2b with tags, fonts from the package only, the same bytes for the same input.

The compiler is kept between documents, which makes the second one ten times faster than the first. It takes one
document at a time; threads wait for each other.
"""

import datetime
import hashlib
import io
import json
import re
import threading
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pypdfium2
import typst

from thidua.paperwork.blocks import Annex, Block, Paper, Paragraph, Slips
from thidua.paperwork.codec import encode
from thidua.paperwork.compounds import no_dash_first
from thidua.paperwork.errors import PaperworkError
from thidua.paperwork.layout import (
    CELL_PADDING,
    MOTTO,
    NATION,
    SIGNATURE_SPACE,
    SLIP_PADDING,
    column_widths,
    gap_after_title,
    header_layout,
    recipient_lines,
    recipients_beside_signer,
    signature_rows,
    stays_whole,
    subject_lines,
    text_width_of,
    title_lines,
)
from thidua.paperwork.metrics import FONT_FOLDER, text_width
from thidua.paperwork.office import OfficeProfile
from thidua.text.pdfium import PDFIUM_LOCK

TEMPLATES = Path(__file__).parent / "typst"
UNDATED = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)
"""PDF/A asks for a date; that of today would make two equal drafts different files."""

_lock = threading.Lock()


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONT_FOLDER)])


@cache
def _compiler(template: str) -> typst.Compiler:
    return typst.Compiler(str(TEMPLATES / template), root=str(TEMPLATES), font_paths=_fonts(), ignore_system_fonts=True)


def compile_pdf(template: str, data: dict[str, Any], day: datetime.date | None) -> bytes:
    """Return the PDF that `template` makes of `data`, stamped with midnight of `day`.

    Raises PaperworkError when Typst cannot set it; that is a fault of this program, not of the document.
    """
    moment = datetime.datetime.combine(day, datetime.time(), datetime.UTC) if day else UNDATED
    inputs = {"data": json.dumps(data, ensure_ascii=False)}
    with _lock:
        try:
            result = _compiler(template).compile(
                format="pdf", sys_inputs=inputs, pdf_standards=["a-2b"], timestamp=moment, pdf_tags=True
            )
        except typst.TypstError as error:
            raise PaperworkError(
                f"Không dàn được trang PDF: {error.message}.",
                "Bản PDF",
                "Dùng bản Word và báo lỗi này cho người quản trị.",
            ) from error
    if not isinstance(result, bytes):
        raise TypeError("a PDF is one file")
    return result


def join_pdfs(parts: Sequence[bytes]) -> bytes:
    """Return the pages of several PDF files as one; a single file stays as it is, PDF/A with tags and all."""
    if len(parts) == 1:
        return parts[0]
    buffer = io.BytesIO()
    with PDFIUM_LOCK, pypdfium2.PdfDocument.new() as whole:
        for part in parts:
            with pypdfium2.PdfDocument(part) as document:
                whole.import_pages(document)
        whole.save(buffer)
    return _undated(buffer.getvalue())


def _undated(data: bytes) -> bytes:
    """Return a file that PDFium wrote without the moment of its making, so that the same batch is the same bytes.

    Date and identity are replaced by others of the same length: nothing in the file moves.
    """
    data = re.sub(rb"/CreationDate\(D:\d{14}", b"/CreationDate(D:" + UNDATED.strftime("%Y%m%d%H%M%S").encode(), data)
    identity = re.compile(rb"/ID\[<[0-9A-F]{32}><[0-9A-F]{32}>\]")
    digest = hashlib.md5(identity.sub(b"", data), usedforsecurity=False).hexdigest().upper().encode()
    return identity.sub(b"/ID[<" + digest + b"><" + digest + b">]", data)


def write_pdf(paper: Paper) -> bytes:
    """Return `paper` as a PDF file.

    Raises PaperworkError when the agency's name does not fit into the header.
    """
    return compile_pdf("paper.typ", paper_data(paper), paper.day)


def paper_data(paper: Paper) -> dict[str, Any]:
    """Return what the template reads: the paper with everything measured."""
    width = text_width_of(paper.office, paper.landscape)
    subject, subject_line = subject_lines(paper)
    data: dict[str, Any] = encode(replace(paper, copy=None))
    data.update(
        header=encode(header_layout(paper)),
        nation=NATION,
        motto=MOTTO,
        subject_lines=subject,
        subject_line=subject_line,
        addressee_indent=text_width("Kính gửi: ", paper.office.sizes.body),
        blocks=[_block(block, paper.office, width) for block in paper.blocks],
        recipient_lines=recipient_lines(paper),
        beside_signer=recipients_beside_signer(paper),
        first_gap=gap_after_title(paper),
        signature_space=SIGNATURE_SPACE,
        annexes=[_annex(item, paper.office) for item in paper.annexes],
        signature_rows=[encode(row) for row in signature_rows(paper)],
        copy=paper_data(paper.copy) if paper.copy else None,
    )
    return data


def _annex(item: Annex, office: OfficeProfile) -> dict[str, Any]:
    width = text_width_of(office, item.landscape)
    data: dict[str, Any] = encode(item)
    data["title_lines"] = title_lines(item.title, width, office.sizes.title)
    data["blocks"] = [_block(block, office, width) for block in item.blocks]
    return data


def _block(block: Block, office: OfficeProfile, width: float) -> dict[str, Any]:
    data: dict[str, Any] = encode(block)
    if isinstance(block, Paragraph):
        for run in data["runs"]:
            run["text"] = no_dash_first(run["text"])
        return {**data, "type": "paragraph"}
    if isinstance(block, Slips):
        inner = block.width - 2 * SLIP_PADDING
        blocks = [_block(part, office, inner) for part in block.blocks]
        return {**data, "type": "slips", "blocks": blocks, "padding": SLIP_PADDING}
    widths = column_widths(block.columns, width)
    size = block.size or office.sizes.table
    for row in data["rows"]:
        if row["kind"] == "row":
            cells = zip(map(no_dash_first, row["cells"]), widths, strict=True)
            row["cells"] = [breakable(cell, wide - 2 * CELL_PADDING, size) for cell, wide in cells]
    return {**data, "type": "table", "widths": widths, "whole": stays_whole(block)}


def breakable(text: str, width: float, size: float) -> str:
    """Return `text` with invisible places to break inside words that are wider than `width` mm at `size` points.

    Word breaks such words by itself; Typst would let them run over the rule of the table.
    """
    if text_width(text, size) <= width:
        return text
    words = []
    for word in text.split(" "):
        words.append("\u200b".join(word) if text_width(word, size) > width else word)
    return " ".join(words)
