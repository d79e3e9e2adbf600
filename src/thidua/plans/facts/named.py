"""Which bodies a part of the outline names as its own."""

from thidua.plans.structure.lines import Row
from thidua.plans.structure.outline import Node
from thidua.plans.vocabulary.bodies import leading_bodies, split_bodies


def bodies_of(node: Node) -> tuple[str, ...]:
    """Return the bodies that a part of the outline opens with, or that the row of a table gives it to."""
    if node.line.row:
        return in_cell(node.line.row, "lead") or in_cell(node.line.row, "unit")
    if node.heading:
        bodies = leading_bodies(node.heading)
        if bodies:
            return bodies
    return leading_bodies(node.body[0]) if node.body else ()


def in_cell(row: Row | None, purpose: str) -> tuple[str, ...]:
    """Return the bodies in the cell of a row that is for this; none where there is no such cell."""
    cell = row.cell(purpose) if row else None
    return split_bodies(cell.text) if cell else ()
