"""Tables without lines: told by a heading whose words tables of plans have, and by columns that stand apart below it.

Nothing but their places tells such a table from columns that only happen to stand side by side, so that all has to fit:
every column has its heading, nothing stands in two columns, and something tells where each row begins. Where it does
not all fit, the table is not guessed but told (`Found.is_doubtful`).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from .gap_table import GapTable, between
from .grids import Grid, Rule
from .table_lines import LONGEST_HEADING, NEAR_LINES, Column, Placed, TableLine, is_heading, lines_of
from .table_rows import INDEX, NotClearError, row_starts

_SENTENCE = re.compile(r"[.;:“”]")
_COLUMN_WORDS = re.compile(
    r"\b(?:S?TT|Số TT|Nội dung|Nhiệm vụ|Công việc|Tên|Đơn vị|Cơ quan|Địa phương|[Cc]hủ trì|[Pp]hối hợp|[Pp]hụ trách"
    r"|[Tt]hực hiện|Thời gian|Thời hạn|Tiến độ|Hạn|[Hh]oàn thành|Số lượng|[Tt]ập thể|[Cc]á nhân|[Gg]iấy khen"
    r"|[Bb]ằng khen)\b"
)


@dataclass(frozen=True, slots=True)
class Found:
    """The tables of a page, and whether there is something like a table that could not be read as one."""

    grids: list[Grid]
    is_doubtful: bool = False


def may_hold_table(lines: Sequence[str]) -> bool:
    """Tell, at little cost, whether there may be the heading of a table among the lines of a page."""
    # the heading of a table is no sentence
    short = [
        line for line in lines if len(line) <= LONGEST_HEADING * 2 and line[0].isupper() and not _SENTENCE.search(line)
    ]
    return any(
        len({word.lower() for word in _COLUMN_WORDS.findall(" ".join(short[at : at + 4]))}) > 2
        for at in range(len(short))
    )


def find_gap_grids(words: Sequence[Placed], before: Grid | None = None) -> Found:
    """Return the tables without lines on a page.

    Args:
        words: the words of the page that stand in no other table.
        before: the table without lines at the end of the page before, which may go on without its heading.
    """
    lines, height = lines_of(words)
    grids: list[Grid] = []
    is_doubtful = False
    at = 0
    if before is not None and lines:
        going_on = _goes_on(lines, before, height)
        if going_on is not None:
            grid, at = going_on
            grids.append(grid)
    in_columns: list[int] = []
    while at < len(lines):
        if is_heading(lines, at, height):
            try:
                grid, at = GapTable(lines, at, height).grid()
                grids.append(grid)
                continue
            except NotClearError:
                is_doubtful = True
        if len(lines[at].pieces) > 2:
            in_columns.append(at)
        at += 1
    # lines in three columns near one another: a table whose heading was not known
    near = any(third - first < NEAR_LINES for first, third in zip(in_columns, in_columns[2:], strict=False))
    return Found(grids, is_doubtful or near)


def _goes_on(lines: list[TableLine], before: Grid, height: float) -> tuple[Grid, int] | None:
    """The rows at the head of a page that belong to the table of the page before, if they fit into its columns."""
    edges = before.columns
    columns = [Column(left + 1, right - 1) for left, right in pairwise(edges)]
    first = 0
    while first < len(lines) and len(lines[first].pieces) == 1 and lines[first].pieces[0].text.strip("- ").isdigit():
        first += 1
    end = first
    while end < len(lines) and not is_heading(lines, end, height) and _fits(lines[end], columns):
        end += 1
    body = lines[first:end]
    if not body or not any(len(line.pieces) > 1 for line in body):
        return None
    try:
        starts = row_starts(body, columns, has_index=bool(INDEX.fullmatch(body[0].pieces[0].text)))
    except NotClearError:
        return None
    top, bottom = body[0].top - 1, body[-1].bottom + 1
    borders = [between(body, start) for start in starts[1:]]
    uprights = [Rule(edge, top, bottom) for edge in edges[1:-1]]
    levels = [Rule(border, edges[0], edges[-1]) for border in borders]
    return Grid(edges, [top, *borders, bottom], uprights, levels), end


def _fits(line: TableLine, columns: list[Column]) -> bool:
    return not line.is_title and all(sum(column.meets(piece) for column in columns) == 1 for piece in line.pieces)
