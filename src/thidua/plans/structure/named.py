"""Parts of a document without numbers, told by the words their lines begin with: «Thời gian thi đua: …»."""

import re
from dataclasses import replace

from .lines import Line
from .markers import NAMED, RANKS, Marker
from .roles import roles_of

_LABEL = re.compile(r"(?P<label>[^\W\d_][^\s:.;,]*(?: [^\s:.;,]+){0,6})\s*:(?=\s|$)")
_FEWEST = 2
_NUMBERED = max(RANKS[kind] for kind in ("number", "roman", "article"))


def mark_named_parts(lines: list[Line]) -> list[Line]:
    """Give the lines that open a part by its name a marker of their own, where nothing has a number."""
    if any(line.marker and RANKS[line.marker.kind] <= _NUMBERED for line in lines):
        return lines
    named = {index for index, line in enumerate(lines) if line.marker is None and _names_part(line)}
    if len(named) < _FEWEST:
        return lines
    return [replace(line, marker=Marker(NAMED, "", 0)) if index in named else line for index, line in enumerate(lines)]


def _names_part(line: Line) -> bool:
    label = _LABEL.match(line.text)
    return label is not None and line.cell is None and bool(roles_of(label["label"]))
