"""Evaluating criteria over packed blocks: the same functions for one subject and for a million.

For each alternative ("door") two small masks per subject: bit i says that clause i is unmet, or that it cannot be told.
Eligible is both masks zero. While a block is evaluated the masks lie transposed, as one plane of bits per clause (64
thousand subjects are 8 KB), so that the tree costs next to nothing beside reading the record; a subject's own masks are
put together when somebody asks.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from thidua.law.conditions import NotOnHold
from thidua.law.criteria import Criteria, Door, Leaf, Node, Planes
from thidua.law.record import Block

#: Codes of an outcome, in the order in which they are decided.
ELIGIBLE, NOT_ELIGIBLE, OPEN, ON_HOLD = range(4)
OUTCOMES = ("eligible", "not_eligible", "open", "on_hold")

CodeArray = NDArray[np.uint8]
ClauseMask = NDArray[Any]
Bits = NDArray[np.uint8]


@dataclass(frozen=True, eq=False)
class DoorMasks:
    """What an alternative lacks, per subject: bits of its clauses (those common to all alternatives first)."""

    door: Door
    clauses: tuple[Node, ...]
    states: tuple[Planes, ...]
    size: int

    def of_one(self) -> tuple[int, int]:
        """The masks (unmet, unknown) of a subject alone in its block."""
        unmet = unknown = 0
        for index, state in enumerate(self.states):
            unmet |= (int(state.unmet[0]) >> 7) << index
            unknown |= (~int(state.known[0]) >> 7 & 1) << index
        return unmet, unknown

    @cached_property
    def unmet(self) -> ClauseMask:
        """Per subject: bit i set where clause i is unmet."""
        return _masks([state.unmet for state in self.states], self.size)

    @cached_property
    def unknown(self) -> ClauseMask:
        """Per subject: bit i set where clause i cannot be told."""
        return _masks([~state.known for state in self.states], self.size)


@dataclass(frozen=True, eq=False)
class Evaluation:
    """The masks of every alternative tried, and who is on hold (a plane of bits)."""

    doors: tuple[DoorMasks, ...]
    held: Bits
    size: int

    def outcomes(self) -> CodeArray:
        """The outcome of each subject."""
        eligible = np.zeros(len(self.held), dtype=np.uint8)
        may_be = np.zeros(len(self.held), dtype=np.uint8)
        for masks in self.doors:
            lacking = np.zeros(len(self.held), dtype=np.uint8)
            settled = np.full(len(self.held), 255, dtype=np.uint8)
            for state in masks.states:
                lacking |= state.unmet
                settled &= state.known
            may_be |= ~lacking
            eligible |= ~lacking & settled
        # Two bits of each code, from planes: ELIGIBLE 0, NOT_ELIGIBLE 1, OPEN 2, ON_HOLD 3.
        low = ~may_be | self.held
        high = (may_be & ~eligible) | self.held
        bits = np.unpackbits(np.stack((high, low)), axis=1, count=self.size)
        codes: CodeArray = bits[0] << 1 | bits[1]
        return codes


def evaluate(criteria: Criteria, kind: str, block: Block) -> Evaluation:
    """Evaluate the alternatives that are tried under a kind of commendation.

    Args:
        criteria: compiled for the day of the law.
        kind: merit, spontaneous, movement, dedication, tenure, external or any.
        block: subjects packed with (at least) `criteria.atoms()`.
    """
    common = tuple(node.planes(block) for node in criteria.common)
    doors = tuple(
        DoorMasks(
            door=door,
            clauses=(*criteria.common, *door.clauses),
            states=(*common, *(node.planes(block) for node in door.clauses)),
            size=block.size,
        )
        for door in criteria.doors
        if door.is_tried(kind)
    )
    return Evaluation(doors, _held(criteria, block), block.size)


def _masks(planes: list[Bits], size: int) -> ClauseMask:
    """The smallest unsigned numbers that hold one bit per plane."""
    width = next(bits for bits in (8, 16, 32, 64) if len(planes) <= bits)
    result = np.zeros(size, dtype=f"u{width // 8}")
    for index, plane in enumerate(planes):
        result |= np.unpackbits(plane, count=size).astype(result.dtype) << result.dtype.type(index)
    return result


def _held(criteria: Criteria, block: Block) -> Bits:
    for node in criteria.common:
        if isinstance(node, Leaf) and isinstance(node.condition, NotOnHold):
            return node.planes(block).unmet
    return np.zeros((block.size + 7) // 8, dtype=np.uint8)
