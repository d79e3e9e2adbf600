"""A file read back: pages, paragraphs and rules with their looks, the same for Word and PDF.

Lengths in mm, sizes in points. None means that the file does not tell.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

Side = Literal["left", "right", "full"]
Align = Literal["justify", "left", "center", "right"]


@dataclass(frozen=True)
class Span:
    """A stretch of text in one look."""

    text: str
    font: str | None = None
    size: float | None = None
    bold: bool = False
    italic: bool = False
    color: str = ""
    underline: bool = False


@dataclass(frozen=True)
class Paragraph:
    """A paragraph, or in headers and feet of PDF files a line.

    Attributes:
        number: from 1 in the order of reading, empty ones not counted.
        spans: its text.
        align: alignment.
        side: the half of the page where it stands, "full" for the whole width.
        page: number of the sheet from 1 (PDF).
        part: 0 for the document itself, 1 … for what follows a section break or page break (possible annexes).
        column: what tells columns of one block apart: the cell of a Word table, the middle in mm of a PDF line.
        in_table: whether it stands in a ruled table.
        in_grid: whether it stands in a table without rules (headers and signatures).
        left, right, top, bottom: its place on the page (PDF).
        before, after: space above and below in points (Word).
        line: line spacing as a multiple of the single line.
        source: index among all paragraphs of the Word file, -1 for PDF.
        offset: where its text begins in the paragraph `source`.
        width: of the space it stands in.
        label: automatic number of Word in front of the text (part of the text, but not of the Word paragraph).
    """

    number: int
    spans: tuple[Span, ...]
    align: Align | None = None
    side: Side = "full"
    page: int | None = None
    part: int = 0
    column: float = 0
    in_table: bool = False
    in_grid: bool = False
    left: float = 0
    right: float = 0
    top: float = 0
    bottom: float = 0
    before: float | None = None
    after: float | None = None
    line: float | None = None
    source: int = -1
    offset: int = 0
    width: float | None = None
    label: str = ""

    @property
    def text(self) -> str:
        """The text, with the automatic number."""
        return self.label + "".join(span.text for span in self.spans)

    def inked(self) -> Iterator[Span]:
        """Yield the spans that show letters or digits."""
        return (span for span in self.spans if any(sign.isalnum() for sign in span.text))

    @property
    def is_bold(self) -> bool:
        """Whether all its words are bold."""
        inked = list(self.inked())
        return bool(inked) and all(span.bold for span in inked)

    @property
    def is_italic(self) -> bool:
        """Whether all its words are italic."""
        inked = list(self.inked())
        return bool(inked) and all(span.italic for span in inked)

    @property
    def is_upper(self) -> bool:
        """Whether all its letters are capitals, three at least."""
        letters = [sign for sign in self.text if sign.isalpha()]
        return len(letters) >= 2 and all(sign.isupper() for sign in letters)

    @property
    def size(self) -> float | None:
        """The size of the most letters."""
        sizes: dict[float, int] = {}
        for span in self.inked():
            if span.size is not None:
                sizes[span.size] = sizes.get(span.size, 0) + len(span.text)
        return max(sizes, key=lambda size: sizes[size], default=None)

    def part_of(self, start: int, end: int) -> "Paragraph":
        """Return the characters [start, end) of the text as a paragraph; the automatic number goes with the first."""
        shift = len(self.label)
        first, last = max(start - shift, 0), max(end - shift, 0)
        spans, at = [], 0
        for span in self.spans:
            piece = span.text[max(first - at, 0) : max(last - at, 0)]
            if piece:
                spans.append(replace(span, text=piece))
            at += len(span.text)
        return replace(
            self, spans=tuple(spans), offset=self.offset + first, label=self.label[start:end] if start < shift else ""
        )


@dataclass(frozen=True)
class Rule:
    """A horizontal line that is no part of a ruled table.

    Attributes:
        after: number of the paragraph below which it stands.
        length: in mm, None where not told.
    """

    after: int
    length: float | None


@dataclass(frozen=True)
class Section:
    """A stretch of pages of one shape.

    Attributes:
        width, height: the paper.
        margins: by side; of PDF files as far as the text shows them.
        part: the part of the document that begins here.
        page: the first sheet (PDF).
        has_table: whether there is a ruled table in it.
        index: which section of the Word file.
    """

    width: float
    height: float
    margins: dict[str, float]
    part: int = 0
    page: int | None = None
    has_table: bool = False
    index: int = 0


@dataclass(frozen=True)
class PageNumber:
    """A page number as printed (PDF), or the field for it (Word: page None)."""

    page: int | None
    value: int | None
    at_top: bool
    is_centred: bool
    size: float | None = None
    on_first: bool = False


@dataclass(frozen=True)
class Sheet:
    """A whole file read back.

    Attributes:
        kind: "docx" or "pdf".
        paragraphs: in the order of reading.
        rules: the lines that can stand below a box.
        sections: shapes of pages.
        page_numbers: those found.
        pages: number of sheets, None where not known.
        scanned: sheets that are pictures without text.
    """

    kind: Literal["docx", "pdf"]
    paragraphs: tuple[Paragraph, ...]
    rules: tuple[Rule, ...] = ()
    sections: tuple[Section, ...] = ()
    page_numbers: tuple[PageNumber, ...] = ()
    pages: int | None = None
    scanned: tuple[int, ...] = ()

    def rule_below(self, paragraph: Paragraph) -> Rule | None:
        """Return the line right below `paragraph`, None when there is none."""
        return next((rule for rule in self.rules if rule.after == paragraph.number), None)


def joined(first: Paragraph, second: Paragraph) -> Paragraph:
    """Return two lines as one paragraph."""
    spans = (
        *first.spans,
        *(replace(span, text=f" {span.text}" if not n else span.text) for n, span in enumerate(second.spans)),
    )
    return replace(first, spans=spans, right=max(first.right, second.right), bottom=second.bottom)
