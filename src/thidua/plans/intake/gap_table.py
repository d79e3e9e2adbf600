"""A table without lines, from its heading on: its columns, its rows, and the lines it might have been ruled with."""

from itertools import pairwise
from statistics import median

from .grids import Grid, Rule
from .table_lines import (
    APART,
    LONGEST_HEADING,
    MOST_HEADING_LINES,
    NO_HEADING,
    PART,
    Column,
    Placed,
    TableLine,
    gap_above,
    heading_purpose,
)
from .table_rows import INDEX, WIDER, NotClearError, row_starts

_FEWEST_ROWS = 2
#: A gap as wide as several lines ends a table.
_FAR = 4.0


class GapTable:
    """A table while it is worked on, from the first line of its heading on."""

    def __init__(self, lines: list[TableLine], first: int, height: float) -> None:
        self._lines = lines
        self._first = first
        self._height = height
        self._body = self._body_start()
        self._first = self._heading_start()
        first = self._first
        self._heading = lines[first : self._body]
        self._columns = self._leaves()
        self._end = self._body

    def grid(self) -> tuple[Grid, int]:
        """Return the table, and the number of the first line behind it.

        Raises:
            NotClearError: the places do not tell what the cells are.
        """
        self._take_lines()
        body = self._lines[self._body : self._end]
        starts = row_starts(body, self._columns, has_index=self._has_index())
        if len(starts) < _FEWEST_ROWS:
            raise NotClearError
        edges = edges_between(self._columns)
        top, bottom = self._heading[0].top - 1, body[-1].bottom + 1
        body_top = (self._heading[-1].bottom + body[0].top) / 2
        borders = [body_top, *(between(body, start) for start in starts[1:])]
        levels = [Rule(border, edges[0], edges[-1]) for border in borders]
        uprights = [Rule(edge, body_top, bottom) for edge in edges[1:-1]]
        split = self._split_heading(edges, uprights, levels)
        rows = [top, *split, *borders, bottom]
        return Grid(edges, rows, uprights, levels), self._end

    def _has_index(self) -> bool:
        return heading_purpose(self._text_above(self._columns[0])) == "index"

    def _text_above(self, column: Column) -> str:
        return " ".join(piece.text for line in self._heading for piece in line.pieces if column.meets(piece))

    def _body_start(self) -> int:
        """The first line below the heading: behind the widest gap above the first row's number, or the first one."""
        lines, first = self._lines, self._first
        last = min(first + MOST_HEADING_LINES, len(lines) - 1)
        gaps = {
            number: gap_above(lines[first : last + 1], number - first)
            for number in range(first + 1, last + 1)
            if lines[number].base - lines[number - 1].base > self._height and lines[number].opens_cells
        }
        if not gaps:
            raise NotClearError
        numbered = (
            number for number in gaps if INDEX.fullmatch(lines[number].pieces[0].text) and len(lines[number].pieces) > 1
        )
        until = next(numbered, None)
        if until is None:
            body = next((number for number in gaps if gaps[number] > min(gaps.values()) * WIDER), min(gaps))
            is_second = body < last and all(heading_purpose(piece.text) == "count" for piece in lines[body].pieces)
            return body + 1 if is_second else body
        widest = max(gaps[number] for number in gaps if number <= until)
        return max(number for number in gaps if number <= until and gaps[number] > widest / WIDER)

    def _heading_start(self) -> int:
        """The first line of the heading: parts of it stand higher where others are in the middle."""
        first = self._first
        pitch = max(
            (self._lines[number + 1].base - self._lines[number].base for number in range(first, self._body - 1)),
            default=self._height,
        )
        while first and self._lines[first].base - self._lines[first - 1].base <= pitch * WIDER:
            pieces = self._lines[first - 1].pieces
            is_beside = self._lines[first].base - self._lines[first - 1].base < self._height
            is_text = any(len(one.text) > LONGEST_HEADING or NO_HEADING.search(one.text) for one in pieces)
            if is_text or (len(pieces) < 2 and not is_beside):
                break
            first -= 1
        return first

    def _leaves(self) -> list[Column]:
        """The columns as the heading shows them; what stands above several of them is none."""
        columns: list[Column] = []
        for piece in (piece for line in reversed(self._heading) for piece in line.pieces):
            met = [column for column in columns if column.meets(piece)]
            if not met:
                columns.append(Column(piece.left, piece.right))
            elif len(met) == 1 and not self._reaches_another(piece, met[0], columns):
                met[0].take(piece)
        columns.sort(key=lambda column: column.left)
        if len(columns) < 2:
            raise NotClearError
        return columns

    def _reaches_another(self, piece: Placed, own: Column, columns: list[Column]) -> bool:
        """Whether a piece of the heading would bring its column up to the next one: it stands above both."""
        apart = self._height * APART
        left, right = min(own.left, piece.left) - apart, max(own.right, piece.right) + apart
        return any(column is not own and left < column.right and right > column.left for column in columns)

    def _take_lines(self) -> None:
        """Take the lines that fit into the columns, each piece into one; the first that does not ends the table."""
        undecided: list[tuple[TableLine, Placed]] = []
        pitch = median(
            [after.base - line.base for line, after in pairwise(self._lines[self._first : self._body + 6])] or [20.0]
        )
        for line in self._lines[self._body :]:
            is_far = line.top - self._lines[self._end - 1].bottom > pitch * _FAR
            if is_far or line.is_title or texts_of(line) == texts_of(self._heading[0]):
                break
            fitting = self._fit(line)
            if fitting is None:
                self._require_end(line)
                break
            taken, floating = fitting
            self._columns = taken
            undecided += [(line, piece) for piece in floating]
            self._end += 1
        if self._end == self._body:
            raise NotClearError
        for _, piece in undecided:
            self._settle(piece)
        if any(after.left - column.right < self._height * 0.3 for column, after in pairwise(self._columns)):
            raise NotClearError

    def _require_end(self, line: TableLine) -> None:
        """A line that does not fit ends a table; not one that is in columns too, or has rows below it."""
        below = self._lines[self._end + 1 : self._end + 4]
        has_rows = any(len(one.pieces) > 1 and INDEX.fullmatch(one.pieces[0].text) for one in below)
        is_foot = PART.match(line.pieces[0].text) or all(piece.text.isupper() for piece in line.pieces)
        if has_rows or (len(line.pieces) > 1 and not is_foot):
            raise NotClearError

    def _fit(self, line: TableLine) -> tuple[list[Column], list[Placed]] | None:
        """The columns with the pieces of a line taken in, and those that may be of either neighbour; None: no fit."""
        columns = [Column(column.left, column.right) for column in self._columns]
        places: list[int | None] = []
        for piece in line.pieces:
            met = [number for number, column in enumerate(columns) if column.meets(piece)]
            if len(met) > 1 or (met and met[0] in places):
                return None
            places.append(met[0] if met else None)
        taken = {place for place in places if place is not None}
        floating: list[Placed] = []
        for number, piece in enumerate(line.pieces):
            place = places[number]
            if place is None:
                left = max((at for at, column in enumerate(columns) if column.right <= piece.left), default=None)
                beside = [at for at in (left, 0 if left is None else left + 1) if at is not None and at < len(columns)]
                free = [at for at in beside if at not in taken]
                if not free:
                    return None
                if len(free) > 1:
                    floating.append(piece)
                    continue
                place = free[0]
                taken.add(place)
            columns[place].take(piece)
        if any(after.left - column.right < 0 for column, after in pairwise(columns)):
            return None
        return columns, floating

    def _settle(self, piece: Placed) -> None:
        """Give a piece that met no column to the one it meets now, or to the one that is much nearer."""
        met = [column for column in self._columns if column.meets(piece)]
        if len(met) == 1:
            met[0].take(piece)
            return
        distances = sorted(
            (max(piece.left - column.right, column.left - piece.right), number)
            for number, column in enumerate(self._columns)
        )
        if len(met) > 1 or len(distances) < 2 or distances[0][0] * 2 > distances[1][0]:
            raise NotClearError
        self._columns[distances[0][1]].take(piece)

    def _split_heading(self, edges: list[float], uprights: list[Rule], levels: list[Rule]) -> list[float]:
        """Add the lines inside the heading: none through what stands above several columns, one below it."""
        split: list[float] = []
        for number, line in enumerate(self._heading):
            for edge in edges[1:-1]:
                if not any(piece.left < edge < piece.right for piece in line.pieces):
                    uprights.append(Rule(edge, line.top, line.bottom))
            for piece in line.pieces:
                crossed = [edge for edge in edges[1:-1] if piece.left < edge < piece.right]
                if crossed and number + 1 < len(self._heading):
                    border = (line.bottom + self._heading[number + 1].top) / 2
                    first = max(edge for edge in edges if edge < crossed[0])
                    last = min(edge for edge in edges if edge > crossed[-1])
                    levels.append(Rule(border, first + 4, last - 4))
                    split = split or [border]
        return split


def texts_of(line: TableLine) -> list[str]:
    return [piece.text for piece in line.pieces]


def edges_between(columns: list[Column]) -> list[float]:
    inner = [(column.right + after.left) / 2 for column, after in pairwise(columns)]
    return [columns[0].left - 2, *inner, columns[-1].right + 2]


def between(lines: list[TableLine], number: int) -> float:
    return (lines[number - 1].bottom + lines[number].top) / 2
