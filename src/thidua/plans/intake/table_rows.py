"""Where the rows of a table begin that no lines rule: told by numbers, by wider gaps, by what opens a cell."""

import re
from itertools import pairwise

from .table_lines import Column, TableLine, gap_above

#: How much wider than a gap inside a row one between rows is.
WIDER = 1.07
#: The number, or the letter of a group, in the first column.
INDEX = re.compile(r"(?:\d{1,3}|[IVX]{1,5}|[A-HK])[.)]?")
_TOTAL = re.compile(r"(?:Tổng|Cộng|TỔNG|CỘNG)\b")


class NotClearError(Exception):
    """The places do not tell what the table's cells are."""


def row_starts(lines: list[TableLine], columns: list[Column], *, has_index: bool) -> list[int]:
    """The numbers of the lines that begin a row.

    Raises:
        NotClearError: nothing tells where rows begin.
    """
    starts = _numbered_starts(lines, columns) if has_index else _unnumbered_starts(lines, columns)
    if not all(lines[start].opens_cells for start in starts):
        raise NotClearError
    return starts


def _numbered_starts(lines: list[TableLine], columns: list[Column]) -> list[int]:
    """Rows with a number each: a row begins at its number, or higher where the number stands in its middle."""
    marks = [number for number, line in enumerate(lines) if _opens_row(line, columns[0])]
    if not marks:
        raise NotClearError
    starts = [0]
    for mark, after in pairwise(marks):
        gaps = {number: gap_above(lines, number) for number in range(mark + 1, after + 1) if lines[number].opens_cells}
        widest = max(gaps.values(), default=0.0)
        at_widest = [number for number, gap in gaps.items() if gap > widest / WIDER]
        if len(at_widest) == 1:
            starts.append(at_widest[0])
        elif after in at_widest and marks[0] == 0:
            # all lines as far apart: numbers stand in the first line of their row, as that of the first row does
            starts.append(after)
        else:
            raise NotClearError
    return starts


def _opens_row(line: TableLine, first: Column) -> bool:
    opening = line.pieces[0]
    is_numbered = first.meets(opening) and INDEX.fullmatch(opening.text) is not None
    return is_numbered or (len(line.pieces) > 1 and _TOTAL.match(opening.text) is not None)


def _unnumbered_starts(lines: list[TableLine], columns: list[Column]) -> list[int]:
    """Rows without numbers: each line is one where all its cells are filled, or wider gaps part them."""
    filled = [sum(any(column.meets(piece) for piece in line.pieces) for column in columns) for line in lines]
    if all(count == len(columns) for count in filled):
        return list(range(len(lines)))
    gaps = [gap_above(lines, number) for number in range(1, len(lines))]
    if not gaps or max(gaps) < min(gaps) * WIDER:
        raise NotClearError
    wide = (max(gaps) + min(gaps)) / 2
    starts = [0, *(number for number, gap in enumerate(gaps, 1) if gap > wide)]
    if any(filled[start] < 2 for start in starts):
        raise NotClearError
    return starts
