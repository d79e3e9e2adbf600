"""Tasks that stand in tables of a part not named for them, or of an annex: rows that say what is done and by whom."""

import re
from collections.abc import Iterable, Iterator

from thidua.plans.structure.annexes import label_of
from thidua.plans.structure.lines import Line, Row
from thidua.plans.structure.outline import Node, Outline
from thidua.plans.structure.roles import Role

_LETTERS = re.compile(r"[^\W\d_]{2}")
_TO_ANNEX = re.compile(r"\b[Pp]hụ lục\b|\bbiểu\b.{0,20}\bkèm theo\b")


def says_task(row: Row | None) -> bool:
    """Tell whether the row of a table says what is to be done and by whom."""
    if row is None:
        return False
    content, lead = row.cell("content"), row.cell("lead")
    return bool(content and lead and _LETTERS.search(content.text) and _LETTERS.search(lead.text))


def rows_elsewhere(outline: Outline, other: frozenset[Role]) -> Iterator[Node]:
    """Yield the rows that say tasks in parts of the text that are named for nothing else.

    Args:
        other: what a part may be for that has no tasks in it.
    """
    for node in outline.nodes:
        yield from _below(node, other)


def _below(node: Node, other: frozenset[Role]) -> Iterator[Node]:
    if node.roles & other and Role.CONTENT not in node.roles:
        return
    if says_task(node.line.row):
        yield node
    for child in node.children:
        yield from _below(child, other)


def rows_of_annexes(lines: Iterable[Line]) -> Iterator[Node]:
    """Yield the rows that say tasks behind the signature, each named by its annex: "PHỤ LỤC 1.II.3"."""
    annex, group = "", ""
    for line in lines:
        label = label_of(line.passage)
        if label:
            annex, group = label, ""
        if line.marker is None or not annex:
            continue
        if line.marker.kind == "row_group":
            group = line.marker.label
        elif says_task(line.row):
            path = ".".join(filter(None, (annex, group, line.marker.label)))
            yield Node("row", line.marker.label, path, line, body=[line.passage])


def only_names_annex(node: Node) -> bool:
    """Tell whether a part does nothing but send to an annex: "Chi tiết theo Phụ lục kèm theo."."""
    return not node.children and len(node.body) <= 1 and any(_TO_ANNEX.search(one.text) for one in node.passages())
