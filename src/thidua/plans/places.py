"""Places in a plan's text: one range of characters or several, as readings and reviews write them."""

from typing import Any

from .plan import At


def spans_of(at: Any) -> tuple[At, ...]:
    """Return the ranges of a place that is written as one ([start, end]), as several ([[start, end], …]), or None."""
    if not at:
        return ()
    if isinstance(at[0], int):
        return ((at[0], at[1]),)
    return tuple((start, end) for start, end in at)
