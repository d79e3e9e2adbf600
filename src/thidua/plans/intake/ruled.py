"""Ruled tables on the picture of a page: found by their lines, and made easy to read before Tesseract sees them.

Tesseract reads line by line over the whole page. Where the cells of a row are set in the middle, the lines of one cell
stand between those of the next, and all become one line of rubbish. So the lines that rule a table are taken out of
the picture, and what is in a cell is moved to the cell's top; `Ruled.shift` says how far, to find its place again.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy
from numpy.typing import NDArray

from .grids import Grid, Rule, grids_of
from .turning import Box

#: A stroke that is shorter is part of a letter. In pixels, at 200 dpi.
_SHORTEST = 60
DARK = 150
_WHITE = 255
#: Specks and grain break a line: this much of a stroke is dark.
_WHOLE = 0.92
#: More strokes than tables have: a picture, a black bar.
_MOST_STROKES = 4000
#: A line with a smaller gap in it is one line.
_BROKEN = 34.0
_SAME = 7.0
#: Half of how thick a line is.
_THICK = 4
#: How far a page may be askew: two degrees.
_SLOPES = numpy.linspace(-0.035, 0.035, 141)
_MARGIN = 6
#: Fewer dark pixels in a row of them are specks.
FEWEST_DARK = 4

Pixels = NDArray[numpy.uint8]
Cell = tuple[int, int, int]
"""Table, row and column."""


@dataclass(frozen=True, slots=True)
class Ruled:
    """The ruled tables of a page, in pixels of the page laid straight.

    `slope` is how much level lines fall from left to right; `shifts` how far what is in a cell was moved up.
    """

    grids: tuple[Grid, ...] = ()
    slope: float = 0.0
    shifts: dict[Cell, int] | None = None

    def straight(self, x: float, y: float) -> tuple[float, float]:
        """Return where a place of the picture is on the page laid straight."""
        return x + self.slope * y, y - self.slope * x

    def cell(self, x: float, y: float) -> Cell | None:
        """Return the cell at a place of the picture."""
        across, along = self.straight(x, y)
        for number, grid in enumerate(self.grids):
            found = grid.cell(across, along)
            if found is not None:
                return (number, *found)
        return None

    def inside(self, box: Box) -> tuple[slice, slice]:
        """Return the rows and columns of the picture that are inside a cell with this box on the page laid straight.

        Over the width of a cell the two differ by a pixel or two.
        """
        left, top, right, bottom = box
        fall, lean = self.slope * (left + right) / 2, self.slope * (top + bottom) / 2
        return (
            slice(max(int(top + fall) + _MARGIN, 0), max(int(bottom + fall) - _MARGIN, 0)),
            slice(max(int(left - lean) + _MARGIN, 0), max(int(right - lean) - _MARGIN, 0)),
        )

    def shift(self, cell: Cell | None) -> int:
        """Return how far what is in a cell was moved up."""
        return (self.shifts or {}).get(cell, 0) if cell else 0


def levelled(picture: bytes) -> tuple[bytes, Ruled]:
    """Return a grey picture (PGM, "P5") without the lines of its tables and with what is in cells at their top.

    A picture without tables, or of another kind, is returned as it is.
    """
    pixels = pixels_of(picture)
    if pixels is None:
        return picture, Ruled()
    dark = pixels < DARK
    levels, uprights = _strokes(dark), _strokes(numpy.ascontiguousarray(dark.T))
    if len(levels) < 2 or len(uprights) < 2:
        return picture, Ruled()
    slope = _slope(levels)
    grids = grids_of(_straightened(uprights, -slope), _straightened(levels, slope), near=_SAME)
    if not grids:
        return picture, Ruled()
    ruled = Ruled(tuple(grids), slope, {})
    uprights = numpy.vstack([uprights, *(_short_uprights(dark, grid, ruled) for grid in grids)])
    changed = pixels.copy()
    _take_out(changed, levels, ruled, is_level=True)
    _take_out(changed.T, uprights, ruled, is_level=False)
    for number, grid in enumerate(grids):
        _move_up(changed, number, grid, ruled)
    return to_picture(changed), ruled


def to_picture(pixels: Pixels) -> bytes:
    """Return pixels as PGM."""
    height, width = pixels.shape
    return b"P5\n%d %d\n255\n" % (width, height) + pixels.tobytes()


def pixels_of(picture: bytes) -> Pixels | None:
    """Return the pixels of a grey picture (PGM, "P5"), None for one of another kind."""
    head = picture[:40].split(b"\n", 3)
    if len(head) < 4 or head[0] != b"P5":
        return None
    width, height = (int(part) for part in head[1].split())
    start = len(head[0]) + len(head[1]) + len(head[2]) + 3
    return numpy.frombuffer(picture, numpy.uint8, width * height, start).reshape(height, width)


def _strokes(dark: NDArray[numpy.bool_]) -> NDArray[numpy.float64]:
    """Long dark strokes along the rows, one a line (at, first, last); one askew is found as several."""
    # two rows as one: a thin line between two rows of pixels is whole in one of the pairs
    rows = dark[:-1] | dark[1:]
    counted = numpy.cumsum(rows, axis=1, dtype=numpy.int16)
    found = counted[:, _SHORTEST:] - counted[:, :-_SHORTEST] >= int(_WHOLE * _SHORTEST)
    strokes: list[tuple[float, float, float]] = []
    for row in numpy.flatnonzero(found.any(axis=1)):
        edges = numpy.diff(found[row].astype(numpy.int8), prepend=0, append=0)
        firsts, lasts = numpy.flatnonzero(edges == 1), numpy.flatnonzero(edges == -1)
        strokes += [
            (float(row) + 1, float(first) + 1, float(last) + _SHORTEST)
            for first, last in zip(firsts, lasts, strict=True)
        ]
        if len(strokes) > _MOST_STROKES:
            return numpy.empty((0, 3))
    return numpy.array(strokes).reshape(-1, 3)


def _slope(levels: NDArray[numpy.float64]) -> float:
    """How much level lines fall: by the slope at which most strokes lie on few lines."""
    middles, lengths = (levels[:, 1] + levels[:, 2]) / 2, levels[:, 2] - levels[:, 1]
    best, slope = 0.0, 0.0
    for one in sorted(_SLOPES, key=abs):
        places = numpy.round((levels[:, 0] - one * middles) / 2).astype(numpy.int64)
        heaped = numpy.bincount(places - places.min(), weights=lengths)
        sharpness = float((heaped**2).sum())
        if sharpness > best * 1.02:
            best, slope = sharpness, float(one)
    return slope


def _straightened(strokes: NDArray[numpy.float64], slope: float) -> list[Rule]:
    """The lines that strokes are pieces of, on the page laid straight."""
    rules: list[Rule] = []
    straight = sorted(
        (at - slope * (first + last) / 2, first + slope * at, last + slope * at) for at, first, last in strokes
    )
    groups: list[list[tuple[float, float, float]]] = []
    for stroke in straight:
        if groups and stroke[0] - groups[-1][-1][0] <= _SAME / 2:
            groups[-1].append(stroke)
        else:
            groups.append([stroke])
    for group in groups:
        at = float(numpy.median([stroke[0] for stroke in group]))
        first, last = min(group, key=lambda stroke: stroke[1])[1:]
        for _, start, end in sorted(group, key=lambda stroke: stroke[1]):
            if start - last > _BROKEN:
                rules.append(Rule(at, first, last))
                first, last = start, end
            last = max(last, end)
        rules.append(Rule(at, first, last))
    return rules


def _short_uprights(dark: NDArray[numpy.bool_], grid: Grid, ruled: Ruled) -> NDArray[numpy.float64]:
    """Add to a table the lines between columns that are no higher than one row, as under a heading over two columns.

    Returns:
        the strokes that they are on the picture.
    """
    found: list[tuple[float, float, float]] = []
    for top, bottom in pairwise(grid.rows):
        for column in grid.columns[1:-1]:
            if grid.is_parted_at(column, (top + bottom) / 2):
                continue
            x, fall = round(column - ruled.slope * (top + bottom) / 2), ruled.slope * column
            first, last = max(round(top + fall) + _THICK, 0), round(bottom + fall) - _THICK
            beside = dark[first:last, max(x - _THICK, 1) - 1 : x + _THICK + 1]
            if (
                beside.size
                and bottom - top < 2 * _SHORTEST
                and (beside[:, 1:] | beside[:, :-1]).mean(0).max() >= _WHOLE
            ):
                grid.uprights.append(Rule(column, top, bottom))
                found.append((float(x), float(first), float(last)))
    return numpy.array(found).reshape(-1, 3)


def _take_out(pixels: Pixels, strokes: NDArray[numpy.float64], ruled: Ruled, *, is_level: bool) -> None:
    """Make the strokes that are in tables white; those of letterheads and signatures stay."""
    for at, first, last in strokes.astype(int):
        middle = (first + last) / 2
        across, along = ruled.straight(middle, at) if is_level else ruled.straight(at, middle)
        if any(_is_in(grid, across, along) for grid in ruled.grids):
            pixels[max(at - _THICK, 0) : at + _THICK, max(first - _THICK, 0) : last + _THICK] = _WHITE


def _is_in(grid: Grid, x: float, y: float) -> bool:
    return (
        grid.columns[0] - _SAME <= x <= grid.columns[-1] + _SAME and grid.rows[0] - _SAME <= y <= grid.rows[-1] + _SAME
    )


def _move_up(pixels: Pixels, number: int, grid: Grid, ruled: Ruled) -> None:
    """Move what is in each cell of a table to the cell's top."""
    assert ruled.shifts is not None
    for cell, box in grid.boxes().items():
        inside = pixels[ruled.inside(box)]
        inked = numpy.flatnonzero((inside < DARK).sum(axis=1) >= FEWEST_DARK)
        if not inked.size or inked[0] <= _MARGIN:
            continue
        shift = int(inked[0]) - _MARGIN
        inside[:-shift] = inside[shift:].copy()
        inside[-shift:] = _WHITE
        ruled.shifts[(number, *cell)] = shift
