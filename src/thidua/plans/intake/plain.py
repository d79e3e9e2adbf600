"""Plain text and Markdown."""

import re
from dataclasses import replace

from thidua.plans.errors import PlanError
from thidua.text import CAPITAL, SMALL, UnknownEncodingError, decode_bytes

from .blocks import Block, Extract
from .old_letters import in_unicode

_COLUMN_GAP = re.compile(r"(?<=\S)(?: {3,}|\t+)(?=\S)")
#: How what stands in the right column of a head or foot begins.
RIGHT_COLUMN = re.compile(
    r"(?:CỘNG\s+H[ÒO]+[AÀ]|Độc\s+lập|ĐẢNG\s+CỘNG|(?:TM|KT|TL|TUQ|Q)\s?\.|(?!ngày|/)[^\s,][^,\n]{1,40},\s*ngày\b"
    rf"|[{CAPITAL}][^{SMALL}\d\n]{{4,}}$)"
)
# a row of a table in Markdown
_TABLE_ROW = re.compile(r"\s*\|[^\n]*\|\s*")
_CELL = re.compile(r"(?<=\|)[^|]+(?=\|)")
_ONE_LINE_WIDTH = 130
# a short line that starts this far to the right stands in the right column of a head or foot
_RIGHT_INDENT = 20
_RIGHT_WIDTH = 60


def read_plain(data: bytes, filename: str) -> Extract:
    """Read a text file; every line is a block, and a head or foot written in two columns is two blocks a line.

    Raises:
        PlanError: the encoding is not known.
    """
    try:
        decoded = decode_bytes(data)
    except UnknownEncodingError as error:
        message, _, mend = str(error).partition(". ")
        raise PlanError(f"{message}.", filename, mend) from error
    decoded = decoded.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").replace("\0", " ")
    text = "\n".join(in_unicode(decoded.split("\n")))
    blocks: list[Block] = []
    start, gap = 0, True
    table, row = 0, 0
    for line in text.split("\n"):
        if _TABLE_ROW.fullmatch(line):
            table, row = (table, row + 1) if row else (start + 1, 1)
            blocks += _row_blocks(line, start, table, row)
            start += len(line) + 1
            continue
        row = 0
        if line.strip():
            blocks += _line_blocks(line, start, gap)
            gap = False
        else:
            gap = True
        start += len(line) + 1
    return Extract(text, tuple(_unwrapped(text, blocks)), marked_up=True, is_paged=True)


def _line_blocks(line: str, start: int, gap: bool) -> list[Block]:
    for split in _COLUMN_GAP.finditer(line):
        if RIGHT_COLUMN.match(line, split.end()):
            return [
                Block(start, start + split.start(), (0, start, 0), gap=gap),
                Block(start + split.end(), start + len(line), (0, start, 1), gap=False),
            ]
    indent = len(line.expandtabs()) - len(line.expandtabs().lstrip())
    is_right = indent >= _RIGHT_INDENT and len(line.strip()) <= _RIGHT_WIDTH
    return [Block(start, start + len(line), (0, start, 1) if is_right else None, gap=gap)]


def _row_blocks(line: str, start: int, table: int, row: int) -> list[Block]:
    """The cells of a row of a Markdown table."""
    cells = [cell for cell in _CELL.finditer(line) if cell[0].strip(" -:")]
    return [
        Block(start + cell.start(), start + cell.end(), (table, row, column), gap=False)
        for column, cell in ((line.count("|", 0, cell.start()) - 1, cell) for cell in cells)
    ]


def _unwrapped(text: str, blocks: list[Block]) -> list[Block]:
    """In a text of one paragraph a line (the longest lines are long) every line counts as standing alone."""
    if any(block.cell is None and block.end - block.start > _ONE_LINE_WIDTH for block in blocks):
        return [replace(block, gap=True) for block in blocks]
    return blocks
