"""Evaluating criteria over packed blocks: the same functions for one subject and for a million.

For each alternative ("door") two small masks per subject: bit i says that clause i is unmet, or that it cannot be told.
Eligible is both masks zero.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from thidua.law.conditions import NotOnHold
from thidua.law.criteria import Criteria, Door, Leaf, Node
from thidua.law.record import Block, BoolArray

#: Codes of an outcome, in the order in which they are decided.
ELIGIBLE, NOT_ELIGIBLE, OPEN, ON_HOLD = range(4)
OUTCOMES = ("eligible", "not_eligible", "open", "on_hold")

CodeArray = NDArray[np.uint8]
ClauseMask = NDArray[np.uint32]


@dataclass(frozen=True)
class DoorMasks:
    """What an alternative lacks, per subject: bits of its clauses (those common to all alternatives first)."""

    door: Door
    clauses: tuple[Node, ...]
    unmet: ClauseMask
    unknown: ClauseMask


@dataclass(frozen=True)
class Evaluation:
    """The masks of every alternative tried, and who is on hold."""

    doors: tuple[DoorMasks, ...]
    held: BoolArray

    def outcomes(self) -> CodeArray:
        """The outcome of each subject."""
        eligible = np.zeros(len(self.held), dtype=bool)
        may_be = np.zeros(len(self.held), dtype=bool)
        for masks in self.doors:
            possible = masks.unmet == 0
            may_be |= possible
            eligible |= possible & (masks.unknown == 0)
        result = np.where(eligible, ELIGIBLE, np.where(may_be, OPEN, NOT_ELIGIBLE))
        return np.where(self.held, ON_HOLD, result).astype(np.uint8)


def evaluate(criteria: Criteria, kind: str, block: Block) -> Evaluation:
    """Evaluate the alternatives that are tried under a kind of commendation.

    Args:
        criteria: compiled for the day of the law.
        kind: merit, spontaneous, movement, dedication, tenure, external or any.
        block: subjects packed with (at least) `criteria.atoms()`.
    """
    common = [_bits(node, index, block) for index, node in enumerate(criteria.common)]
    unmet = _union([bits[0] for bits in common], block)
    unknown = _union([bits[1] for bits in common], block)
    doors = []
    for door in criteria.doors:
        if not door.is_tried(kind):
            continue
        own = [_bits(node, len(common) + index, block) for index, node in enumerate(door.clauses)]
        doors.append(
            DoorMasks(
                door=door,
                clauses=(*criteria.common, *door.clauses),
                unmet=unmet | _union([bits[0] for bits in own], block),
                unknown=unknown | _union([bits[1] for bits in own], block),
            )
        )
    return Evaluation(tuple(doors), _held(criteria, block))


def _bits(node: Node, index: int, block: Block) -> tuple[ClauseMask, ClauseMask]:
    state = node.evaluate(block)
    bit = np.uint32(1 << index)
    return state.unmet * bit, ~(state.met | state.unmet) * bit


def _union(masks: list[ClauseMask], block: Block) -> ClauseMask:
    result: ClauseMask = np.zeros(block.size, dtype=np.uint32)
    for mask in masks:
        result = result | mask
    return result


def _held(criteria: Criteria, block: Block) -> BoolArray:
    for node in criteria.common:
        if isinstance(node, Leaf) and isinstance(node.condition, NotOnHold):
            return node.condition.evaluate(block).unmet
    return block.none()
