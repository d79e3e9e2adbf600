"""How a text gives way until it fits its place on a certificate: smaller first, then over several lines."""

from dataclasses import dataclass

from thidua.paperwork.layout import balanced
from thidua.paperwork.metrics import MM_PER_POINT, text_width

LINE_HEIGHT = 1.25
"""Of a line of a certificate, in em."""


@dataclass(frozen=True)
class Fit:
    """How a line of a certificate may give way: from the normal to the smallest size, over at most so many lines."""

    normal: float
    one_line: float
    """Down to this size the text is kept on one line; smaller, several lines at a larger size are easier to read."""
    smallest: float
    lines: int
    bold: bool
    gap: float = 0.0
    """Space above in mm."""


@dataclass(frozen=True)
class Fitted:
    """A text as it will be set: its lines, their size in points, the height of all in mm with the space above."""

    lines: tuple[str, ...]
    size: float
    height: float
    gap: float


def fit_text(text: str, fit: Fit, width: float, scale: float = 1.0) -> Fitted | None:
    """Return the largest setting of `text` in `width` mm that `fit` allows; None when even the smallest does not do.

    `scale` makes the normal size smaller.
    """
    if not text:
        return Fitted((), fit.normal, 0.0, 0.0)
    normal = max(round(fit.normal * scale, 1), fit.smallest)
    alone = int(2 * width / text_width(text, 1, bold=fit.bold)) / 2
    if alone >= min(fit.one_line, normal):
        return _setting([text], min(alone, normal), fit)
    size = normal
    while size >= fit.smallest:
        lines = balanced(text, width, size, bold=fit.bold)
        if len(lines) <= fit.lines and all(text_width(line, size, bold=fit.bold) <= width for line in lines):
            return _setting(lines, size, fit)
        size -= 0.5
    return None


def _setting(lines: list[str], size: float, fit: Fit) -> Fitted:
    height = len(lines) * size * LINE_HEIGHT * MM_PER_POINT + fit.gap
    return Fitted(tuple(lines), size, height, fit.gap)
