"""The tables of a document page by page: one that goes on over the end of a page is one table."""

from dataclasses import replace

from .grids import Grid, same_columns
from .layout import Piece

#: Page numbers and running heads stand in this part of a page.
_HEAD = 0.11


class PageTables:
    """Numbers the tables of a document; one that goes on over the end of a page is one table."""

    def __init__(self) -> None:
        self._count = 0
        self._last: Grid | None = None
        self._last_page = -1
        self._rows = 0
        self._heading: list[str] = []
        self._is_at_end = False

    def open_at(self, page: int) -> Grid | None:
        """Return the table that reached the end of the page before this one, and may go on."""
        return self._last if self._is_at_end and page == self._last_page + 1 else None

    def put(self, pieces: list[Piece], grid: Grid, cells: list[Piece], height: float) -> list[Piece]:
        """Return the lines of a page with those of a table put where it stands, cell by cell."""
        page = cells[0].page
        above = [piece for piece in pieces if piece.top < grid.rows[0]]
        below = [piece for piece in pieces if piece.top >= grid.rows[0]]
        # page numbers and running heads may stand above a table that goes on
        goes_on = (
            (open_table := self.open_at(page)) is not None
            and same_columns(open_table.columns, grid.columns)
            and all(piece.bottom < height * _HEAD for piece in above)
        )
        cells = sorted(cells, key=lambda piece: (piece.cell or (0, 0, 0), piece.top, piece.left))
        if goes_on:
            cells = self._without_heading(cells)
            shift = self._rows
        else:
            self._count += 1
            self._heading = _first_row(cells)
            shift = 0
        self._rows = shift + len(grid.rows) - 1
        self._last, self._last_page = grid, page
        self._is_at_end = all(piece.top > height * (1 - _HEAD) for piece in below)
        numbered = [
            replace(
                piece,
                cell=(self._count, piece.cell[1] + shift, piece.cell[2]),
                rows=grid.rows_of(piece.cell[1], piece.cell[2]),
            )
            if piece.cell
            else piece
            for piece in cells
        ]
        return [*above, *numbered, *below]

    def _without_heading(self, cells: list[Piece]) -> list[Piece]:
        """A heading that every page repeats stands there once."""
        if not self._heading or _first_row(cells) != self._heading:
            return cells
        first = min(piece.cell[1] for piece in cells if piece.cell)
        return [piece for piece in cells if piece.cell is None or piece.cell[1] != first]


def _first_row(cells: list[Piece]) -> list[str]:
    first = min((piece.cell[1] for piece in cells if piece.cell), default=0)
    return [piece.text for piece in cells if piece.cell and piece.cell[1] == first]
