"""What every reader of files hands on: the raw text and the blocks it is made of."""

from dataclasses import dataclass

from thidua.plans.errors import PlanError
from thidua.plans.plan import Page, PlanWarning
from thidua.text import format_number

#: About 150 pages; the longest plans have sixty.
LONGEST_TEXT = 500_000
MOST_LINES = 20_000


def require_reasonable_length(length: int, lines: int, filename: str) -> None:
    """Refuse a text that is far longer than any plan.

    Raises:
        PlanError: it has too many letters or lines.
    """
    if length > LONGEST_TEXT or lines > MOST_LINES:
        message = f"Văn bản quá dài (trên {format_number(LONGEST_TEXT)} ký tự hoặc {format_number(MOST_LINES)} dòng)."
        raise PlanError(message, filename, "Hãy tách riêng phần kế hoạch, bỏ các phụ lục dài.")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or line: characters [start, end) of the raw text.

    `cell` is (table, row, column) for text in a table, `rows` how many rows the cell goes over; `gap` tells that an
    empty line stands before it; `bold` that all of it is bold.
    """

    start: int
    end: int
    cell: tuple[int, int, int] | None = None
    bold: bool = False
    gap: bool = True
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Extract:
    """A file's text and blocks.

    `marked_up`: marks of emphasis may stand in it; `is_paged`: page numbers may; `pages`: where the lines stand on the
    pages, if the file has pages; `warnings`: what was doubtful in reading the letters.
    """

    text: str
    blocks: tuple[Block, ...]
    marked_up: bool
    is_paged: bool
    pages: tuple[Page, ...] = ()
    warnings: tuple[PlanWarning, ...] = ()
