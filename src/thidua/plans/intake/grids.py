"""Tables on a page, found by the lines that rule them: which cell a place on the page is in.

Tables without lines are told by other signs (`gaps`), and then have the lines that they might have been ruled with.
"""

import ctypes
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import pypdfium2
import pypdfium2.raw as pdfium

from .turning import Box, Turning

_THIN = 4.0
"""Points within which a drawn thing is a line; lines are drawn as narrow boxes too."""
_LONG = 8.0
_NEAR = 3.0
_MOST_LINES = 600
_FEWEST_COLUMNS = 2


@dataclass(frozen=True, slots=True)
class Rule:
    """A line: at `at` across, from `first` to `last` along."""

    at: float
    first: float
    last: float

    def covers(self, place: float) -> bool:
        """Tell whether the line passes this place."""
        return self.first - _NEAR <= place <= self.last + _NEAR


@dataclass
class Grid:
    """A table on a page: where its columns and rows begin and end, and the lines that part its cells."""

    columns: list[float]
    rows: list[float]
    uprights: list[Rule] = field(default_factory=list)
    levels: list[Rule] = field(default_factory=list)

    def cell(self, x: float, y: float) -> tuple[int, int] | None:
        """Return row and column of the cell at this place, of a merged cell its first ones; None outside."""
        row, column = bisect_right(self.rows, y) - 1, bisect_right(self.columns, x) - 1
        if not (0 <= row < len(self.rows) - 1 and 0 <= column < len(self.columns) - 1):
            return None
        while column and not self._is_parted(self.uprights, self.columns[column], y):
            column -= 1
        middle = (self.columns[column] + self.columns[column + 1]) / 2
        while row and not self._is_parted(self.levels, self.rows[row], middle):
            row -= 1
        return row, column

    def is_parted_at(self, column: float, y: float) -> bool:
        """Tell whether a line parts the cells left and right of here."""
        return self._is_parted(self.uprights, column, y)

    def rows_of(self, row: int, column: int) -> int:
        """Return over how many rows the cell that begins here goes."""
        middle, last = (self.columns[column] + self.columns[column + 1]) / 2, row + 1
        while last < len(self.rows) - 1 and not self._is_parted(self.levels, self.rows[last], middle):
            last += 1
        return last - row

    def boxes(self) -> dict[tuple[int, int], Box]:
        """Return the cells by row and column, each with its box; a merged cell is one."""
        boxes: dict[tuple[int, int], Box] = {}
        for top, bottom in pairwise(self.rows):
            for left, right in pairwise(self.columns):
                cell = self.cell((left + right) / 2, (top + bottom) / 2)
                if cell is not None:
                    known = boxes.get(cell, (left, top, right, bottom))
                    boxes[cell] = (known[0], known[1], max(known[2], right), max(known[3], bottom))
        return boxes

    def scaled(self, by: float) -> "Grid":
        """Return the table in another measure."""
        return Grid(
            [column * by for column in self.columns],
            [row * by for row in self.rows],
            *(
                [Rule(rule.at * by, rule.first * by, rule.last * by) for rule in rules]
                for rules in (self.uprights, self.levels)
            ),
        )

    def holds(self, y: float) -> bool:
        """Tell whether a line of text at this height is in the table."""
        return self.rows[0] <= y <= self.rows[-1]

    @staticmethod
    def _is_parted(rules: Iterable[Rule], at: float, along: float) -> bool:
        return any(abs(rule.at - at) <= _NEAR and rule.covers(along) for rule in rules)


def find_grids(page: pypdfium2.PdfPage, turning: Turning) -> list[Grid]:
    """Return the tables of a page of PDF from top to bottom."""
    return grids_of(*_rules(page, turning))


def grids_of(uprights: list[Rule], levels: list[Rule], *, near: float = _NEAR) -> list[Grid]:
    """Return the tables that lines rule, from top to bottom; lines not farther apart than `near` are one."""
    grids: list[Grid] = []
    for across, along in _connected(uprights, levels):
        columns, rows = _steps((rule.at for rule in across), near), _steps((rule.at for rule in along), near)
        if len(columns) > _FEWEST_COLUMNS and len(rows) > 1:
            grids.append(Grid(columns, rows, across, along))
    return sorted(grids, key=lambda grid: grid.rows[0])


def _rules(page: pypdfium2.PdfPage, turning: Turning) -> tuple[list[Rule], list[Rule]]:
    """The upright and the level lines of a page; the sides of a drawn box are lines."""
    uprights: list[Rule] = []
    levels: list[Rule] = []
    for left, top, right, bottom in _drawn(page, turning):
        wide, high = right - left, bottom - top
        middle_x, middle_y = (left + right) / 2, (top + bottom) / 2
        if wide <= _THIN and high >= _LONG:
            uprights.append(Rule(middle_x, top, bottom))
        elif high <= _THIN and wide >= _LONG:
            levels.append(Rule(middle_y, left, right))
        elif wide > _LONG and high > _LONG:
            uprights += [Rule(left, top, bottom), Rule(right, top, bottom)]
            levels += [Rule(top, left, right), Rule(bottom, left, right)]
    return uprights[:_MOST_LINES], levels[:_MOST_LINES]


def _drawn(page: pypdfium2.PdfPage, turning: Turning) -> Iterable[Box]:
    """The boxes around all paths of a page."""
    get, kind_of = pdfium.FPDFPage_GetObject, pdfium.FPDFPageObj_GetType
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    for index in range(pdfium.FPDFPage_CountObjects(page)):
        drawn = get(page, index)
        if kind_of(drawn) == pdfium.FPDF_PAGEOBJ_PATH and pdfium.FPDFPageObj_GetBounds(drawn, left, bottom, right, top):
            yield turning.box(left.value, bottom.value, right.value, top.value)


def _connected(uprights: list[Rule], levels: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Groups of lines that cross: each level line joins the groups of the upright lines that it meets."""
    groups: list[tuple[list[Rule], list[Rule]]] = [([upright], []) for upright in uprights]
    for level in levels:
        met = [group for group in groups if any(_cross(upright, level) for upright in group[0])]
        if not met:
            continue
        joined = ([rule for group in met for rule in group[0]], [rule for group in met for rule in group[1]] + [level])
        groups = [group for group in groups if not any(group is one for one in met)] + [joined]
    return [group for group in groups if group[1]]


def _cross(upright: Rule, level: Rule) -> bool:
    return level.covers(upright.at) and upright.covers(level.at)


def _steps(places: Iterable[float], near: float) -> list[float]:
    """The different places, those next to one another as one."""
    steps: list[float] = []
    for place in sorted(places):
        if not steps or place - steps[-1] > near:
            steps.append(place)
    return steps


def same_columns(one: Sequence[float], other: Sequence[float]) -> bool:
    """Tell whether two tables have columns as wide, as one that goes on over the end of a page."""
    if len(one) != len(other):
        return False
    # the next page may lie a little beside this one: mirrored margins, a scanner
    aside = other[0] - one[0]
    return all(abs(left + aside - right) <= _NEAR for left, right in zip(one, other, strict=True))
