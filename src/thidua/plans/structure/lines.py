"""The lines of a document: clean, with the number or sign that opens them told apart."""

import re
from dataclasses import dataclass, replace

from thidua.plans.intake.blocks import Extract

from .markers import Marker, find_marker
from .passages import Passage, clean

_RULE = re.compile(r"[\W_]{3,}")
_PAGE_NUMBER = re.compile(r"[-–—\s]*(?:[Tt]rang\s+)?\d{1,3}(?:\s*/\s*\d{1,3})?[-–—\s]*")


@dataclass(frozen=True)
class Row:
    """A row of a table: each cell with what its column is for and the column's heading."""

    cells: tuple[tuple[str, str, Passage], ...]

    def cell(self, purpose: str) -> Passage | None:
        """Return the first cell of a column for this purpose that is not empty."""
        return next((passage for column, _, passage in self.cells if column == purpose and passage), None)


@dataclass(frozen=True)
class Line:
    """One line or paragraph of the document.

    `cell` is (table, row, column) for text in a table; `gap` tells that an empty line stands before it; `bold` that all
    of it is bold; `rows` over how many rows of the table its cell goes; `row` holds the cells of a table's row.
    """

    passage: Passage
    marker: Marker | None
    cell: tuple[int, int, int] | None = None
    bold: bool = False
    gap: bool = True
    last_width: int = 0
    row: Row | None = None
    rows: int = 1

    @property
    def text(self) -> str:
        """The clean text, with the marker."""
        return self.passage.text

    @property
    def content(self) -> Passage:
        """The passage after the marker."""
        return self.passage.part(self.marker.end) if self.marker else self.passage

    @property
    def width(self) -> int:
        """How wide the last line is that was written here, in characters."""
        return self.last_width or len(self.text)

    def joined(self, following: "Line") -> "Line":
        """Return this line continued by another one."""
        passage = self.passage.joined(following.passage)
        return replace(self, passage=passage, bold=self.bold and following.bold, last_width=len(following.text))


def make_lines(extract: Extract) -> list[Line]:
    """Return the lines of the document in reading order, without rules, page numbers and empty ones."""
    lines: list[Line] = []
    for block in extract.blocks:
        passage = clean(extract.text, block.start, block.end, marked_up=extract.marked_up)
        is_in_table = block.cell is not None and block.cell[0] > 0
        may_be_page_number = extract.is_paged and not is_in_table
        if not passage or _RULE.fullmatch(passage.text):
            continue
        if may_be_page_number and _PAGE_NUMBER.fullmatch(passage.text):
            continue
        lines.append(Line(passage, find_marker(passage.text), block.cell, block.bold, block.gap, rows=block.rows))
    return lines
