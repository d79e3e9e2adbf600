"""How far subjects are from an award: counted for all at once, before any words are made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from thidua.law import Law, Screening
from thidua.law.conditions import Role
from thidua.law.criteria import Branch, Leaf, Node
from thidua.law.record import Block, pack

Numbers = NDArray[np.int64]

# One number holds both counts, so that sums and minima keep them together: computable conditions weigh a thousand
# judgements. Who does not belong to the circle of an alternative is as far from it as can be.
_HARD = 1_000
_OTHER_CIRCLE = 100 * _HARD


@dataclass(frozen=True)
class Lacking:
    """What each subject lacks on the way on which the least is lacking.

    Attributes:
        record: conditions that the record decides and that are not met (or not told) yet.
        judgement: conditions that only people can answer and have not.
    """

    record: Numbers
    judgement: Numbers


def lacking(law: Law, screening: Screening, awards: Sequence[str]) -> dict[str, Lacking]:
    """How many conditions each subject of a screening lacks for each award.

    Args:
        law: the law that the screening asked.
        screening: all subjects are of one kind (people, or collectives).
        awards: codes; each is for that kind.

    Subjects for whom there is no alternative at all lack more than any number of conditions.
    """
    if not screening.subjects:
        return {}
    question, recipient = screening.question, screening.subjects[0].facts.kind
    criteria = {code: law.criteria(code, recipient, question.received) for code in awards}
    atoms = {atom for item in criteria.values() if item is not None for atom in item.atoms}
    block = pack(screening.subjects, atoms, question.strict)
    found = {}
    for code, item in criteria.items():
        ways = [door for door in item.doors if door.is_tried(question.kind)] if item is not None else []
        lacks = np.full(block.size, _OTHER_CIRCLE, dtype=np.int64)
        if item is not None and ways:
            nearest = [_sum([_lacks(node, block) for node in way.clauses], block) for way in ways]
            lacks = _sum([_lacks(node, block) for node in item.common], block) + reduce(np.minimum, nearest)
        found[code] = Lacking(lacks // _HARD, lacks % _HARD)
    return found


def _sum(parts: list[Numbers], block: Block) -> Numbers:
    return reduce(np.add, parts, np.zeros(block.size, dtype=np.int64))


def _lacks(node: Node, block: Block) -> Numbers:
    """What a node lacks: all of its members together, or those nearest to being met."""
    if isinstance(node, Branch):
        members = [_lacks(member, block) for member in node.nodes]
        if node.kind == "all":
            return _sum(members, block)
        nearest = np.sort(np.stack(members), axis=0)
        wanted: Numbers = nearest[: node.count if node.kind == "at_least" else 1].sum(axis=0)
        return wanted
    weight = _HARD
    if isinstance(node, Leaf):
        if isinstance(node.condition, Role):
            weight = _OTHER_CIRCLE
        elif node.condition.needs_judgement or node.disputed:
            weight = 1
    missing: Numbers = np.where(node.evaluate(block).met, 0, weight).astype(np.int64)
    return missing
