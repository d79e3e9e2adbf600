"""The source viewer: cuts a text into pieces so that every fact can be shown where it was read."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from thidua.site.components.values import take

Span = tuple[int, int]


@dataclass(frozen=True)
class Piece:
    """A stretch of the text under the same facts; `first_of` names the fact whose anchor stands here."""

    text: str
    facts: tuple[str, ...] = ()
    first_of: tuple[str, ...] = ()


def spans_of(fact: Any) -> list[Span]:
    """The half-open spans of a fact: none, one `(start, end)`, or a list of such pairs."""
    at = take(fact, "at")
    if not at:
        return []
    if isinstance(at[0], int):
        return [(at[0], at[1])]
    return [(start, end) for start, end in at]


def cut(text: str, facts: Iterable[Any]) -> list[list[Piece]]:
    """Cut `text` into paragraphs of pieces; facts may overlap and nest, and spans outside the text are clipped."""
    covers = [
        (max(0, start), min(len(text), end), str(take(fact, "id"))) for fact in facts for start, end in spans_of(fact)
    ]
    covers = [cover for cover in covers if cover[0] < cover[1]]
    breaks = [match.span() for match in re.finditer(r"\n\s*\n|\n", text)]
    edges = {0, len(text), *(edge for start, end, _ in covers for edge in (start, end))}
    edges.update(edge for pair in breaks for edge in pair)
    ordered = sorted(edges)
    line_breaks = {start for start, _ in breaks}

    paragraphs: list[list[Piece]] = [[]]
    seen: set[str] = set()
    for start, end in itertools.pairwise(ordered):
        if start in line_breaks and paragraphs[-1]:
            paragraphs.append([])
        if any(gap_start <= start < gap_end for gap_start, gap_end in breaks):
            continue
        over = tuple(name for cover_start, cover_end, name in covers if cover_start <= start < cover_end)
        first = tuple(name for name in over if name not in seen)
        seen.update(first)
        paragraphs[-1].append(Piece(text[start:end], over, first))
    return [pieces for pieces in paragraphs if any(piece.text.strip() for piece in pieces)]


def grouped(facts: Sequence[Any]) -> list[tuple[str, list[Any]]]:
    """Facts by their `group`, groups in order of first appearance."""
    groups: dict[str, list[Any]] = {}
    for fact in facts:
        groups.setdefault(str(take(fact, "group", "")), []).append(fact)
    return list(groups.items())
