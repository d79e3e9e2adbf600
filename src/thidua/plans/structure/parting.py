"""Numbered and listed items that a lost line end has run together are parted again: "1. Làm tốt A. 2. Làm tốt B"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from thidua.plans.plan import PlanWarning
from thidua.text import CAPITAL

from .lines import Line
from .markers import SIGNS, Marker, find_marker

#: Where an item may begin inside a line: behind the end of a sentence, before a number, letter or sign and a capital.
_MAY_BEGIN = re.compile(
    rf"(?<=[.;:!?”)])\s+(?=(?:[-–+•*]\s|\d{{1,2}}(?:\.\d{{1,2}})?[.)]\s|[a-zđ]\)\s)(?:[{CAPITAL}“\"]|\d{{1,3}}%))"
)
_LETTERS = "abcdđeghiklmnopqrstuvxy"


@dataclass(frozen=True)
class Parted:
    """The lines after parting, and where that was done."""

    lines: list[Line]
    warnings: list[PlanWarning]


def part_lines(lines: list[Line]) -> Parted:
    """Part a line where the next item of the list it belongs to begins inside it.

    The next item: the same sign, the next number or letter, or the next one of a list that is open above; a date or a
    figure inside a sentence is none of these.
    """
    parted: list[Line] = []
    warnings: list[PlanWarning] = []
    seen: dict[str, str] = {}
    for line in lines:
        pieces = list(_pieces(line, seen)) if line.marker and line.row is None else [line]
        parted += pieces
        for piece in pieces[1:]:
            message = f"Mục “{piece.text[:40]}…” nằm liền sau mục trước trên cùng một dòng; đã tách ra, xin xem lại."
            warnings.append(PlanWarning("parted_line", message, piece.passage.at(0, len(piece.text))))
    return Parted(parted, warnings)


def _pieces(line: Line, seen: dict[str, str]) -> Iterator[Line]:
    current = line.marker
    assert current is not None
    _note(seen, current)
    start = 0
    for gap in _MAY_BEGIN.finditer(line.text, current.end):
        marker = find_marker(line.text[gap.end() :])
        if marker is None or not _is_next(marker, seen):
            continue
        yield _piece(line, start, gap.start())
        start = gap.end()
        _note(seen, marker)
    yield _piece(line, start, len(line.text)) if start else line


def _piece(line: Line, start: int, end: int) -> Line:
    passage = line.passage.part(start, end)
    return replace(line, passage=passage, marker=find_marker(passage.text), gap=True)


def _is_next(marker: Marker, seen: dict[str, str]) -> bool:
    """Whether a marker goes on with a list that is open: its own, or one above it."""
    if marker.kind in SIGNS:
        return marker.kind in seen and marker.label == seen[marker.kind]
    if marker.kind not in seen:
        return False
    before = seen[marker.kind]
    if marker.kind == "letter":
        return before in _LETTERS[:-1] and marker.label == _LETTERS[_LETTERS.index(before) + 1]
    if marker.kind in ("number", "number_bracket"):
        return marker.label.isdecimal() and before.isdecimal() and int(marker.label) == int(before) + 1
    if marker.kind == "number2":
        (above, number), (over, known) = marker.label.split("."), before.split(".")
        return above == over and int(number) == int(known) + 1
    return False


def _note(seen: dict[str, str], marker: Marker) -> None:
    """Keep the last label of each kind; a number or heading closes the letters and signs below it."""
    order = ("roman", "number", "number2", "number_bracket", "letter", "dash", "plus")
    if marker.kind in order:
        for below in order[order.index(marker.kind) + 1 :]:
            seen.pop(below, None)
    seen[marker.kind] = marker.label
