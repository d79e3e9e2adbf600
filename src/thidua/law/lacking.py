"""How far subjects are from an award: counted for all at once from the packed record, words only when asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache, reduce
from typing import Any

import numpy as np
from numpy.typing import NDArray

from thidua.law.conditions import Role
from thidua.law.criteria import Branch, Criteria, Door, Leaf, Node, Not
from thidua.law.engine import DoorMasks, evaluate
from thidua.law.language import VI, Language
from thidua.law.packed import Packed
from thidua.law.record import Block

Numbers = NDArray[np.int32]

# One number holds both counts, so that sums and minima keep them together: computable conditions weigh a thousand
# judgements. Who does not belong to the circle of an alternative is as far from it as can be.
_HARD = 1_000
_OTHER_CIRCLE = 100 * _HARD

# From here on a count says that there is no way for this subject at all.
NO_WAY = _OTHER_CIRCLE // _HARD


@dataclass(frozen=True)
class Way:
    """One alternative of an award, with what all alternatives share in front."""

    id: str
    name: str
    clauses: tuple[Node, ...]


@dataclass(frozen=True)
class Lacking:
    """What each subject lacks on the way on which the least is lacking.

    Attributes:
        outcomes: places in `engine.OUTCOMES`.
        record: conditions that the record decides and that are not met (or not told) yet.
        judgement: conditions that only people can answer and have not.
        ways: the alternatives tried.
        nearest: place in `ways`; 0 where there are none.
        unmet, unknown: masks of that way's clauses.
    """

    outcomes: NDArray[np.uint8]
    record: Numbers
    judgement: Numbers
    ways: tuple[Way, ...]
    _blocks: tuple[tuple[tuple[DoorMasks, ...], NDArray[np.uint8]], ...]

    @cached_property
    def nearest(self) -> NDArray[np.uint8]:
        """The place of the nearest way."""
        found: NDArray[np.uint8] = _joined([nearest for _doors, nearest in self._blocks], np.uint8)
        return found

    @cached_property
    def unmet(self) -> NDArray[np.uint64]:
        """Bit i: clause i of the nearest way is not met."""
        masks = [_of_nearest([door.unmet for door in doors], near) for doors, near in self._blocks]
        found: NDArray[np.uint64] = _joined(masks, np.uint64)
        return found

    @cached_property
    def unknown(self) -> NDArray[np.uint64]:
        """Bit i: clause i of the nearest way cannot be told."""
        masks = [_of_nearest([door.unknown for door in doors], near) for doors, near in self._blocks]
        found: NDArray[np.uint64] = _joined(masks, np.uint64)
        return found

    def pattern(self, place: int) -> tuple[int, int, int]:
        """(way, unmet, unknown) of one subject."""
        return int(self.nearest[place]), int(self.unmet[place]), int(self.unknown[place])

    def clauses(self, pattern: tuple[int, int, int]) -> list[tuple[Node, bool]]:
        """What is lacking on that way: (clause, surely unmet; else it cannot be told)."""
        way, unmet, unknown = pattern
        nodes = self.ways[way].clauses if self.ways else ()
        return [(node, bool(unmet >> bit & 1)) for bit, node in enumerate(nodes) if (unmet | unknown) >> bit & 1]


def _joined(parts: list[Any], kind: Any) -> Any:
    return np.concatenate(parts).astype(kind) if parts else np.empty(0, kind)


def _of_nearest(masks: list[NDArray[Any]], nearest: NDArray[np.uint8]) -> NDArray[np.uint64]:
    if not masks:
        return np.zeros(len(nearest), np.uint64)
    found = masks[0].astype(np.uint64)
    for place, mask in enumerate(masks[1:], start=1):
        chosen = nearest == place
        found[chosen] = mask[chosen]
    return found


def lacking(packed: Packed, recipient: str, criteria: Criteria, kind: str, strict: bool = False) -> Lacking:
    """What the subjects of a packed record lack for an award.

    Args:
        packed: subjects with the columns of `criteria`.
        recipient: those of this kind are asked about, in their order.
        criteria: of the award, for that kind.
        kind: kind of commendation; it chooses the alternatives.
        strict: as `check`.

    Subjects for whom there is no alternative at all lack more than any number of conditions.
    """
    doors = [door for door in criteria.doors if door.is_tried(kind)]
    outcomes, lacks, blocks = [], [], []
    for _rows, block in packed.blocks(recipient, strict):
        evaluation = evaluate(criteria, kind, block)
        total, nearest = _nearest(criteria, doors, block)
        outcomes.append(evaluation.outcomes())
        lacks.append(total)
        blocks.append((evaluation.doors, nearest))
    whole = _joined(lacks, np.int32)
    ways = tuple(Way(door.id, door.name, (*criteria.common, *door.clauses)) for door in doors)
    return Lacking(_joined(outcomes, np.uint8), whole // _HARD, whole % _HARD, ways, tuple(blocks))


def _nearest(criteria: Criteria, doors: Sequence[Door], block: Block) -> tuple[Numbers, NDArray[np.uint8]]:
    """What is lacking on the nearest way, and which that is."""
    if not doors:
        return np.full(block.size, _OTHER_CIRCLE, np.int32), np.zeros(block.size, np.uint8)
    best = _sum([_lacks(node, block) for node in doors[0].clauses], block)
    place = np.zeros(block.size, np.uint8)
    for number, door in enumerate(doors[1:], start=1):
        lacks = _sum([_lacks(node, block) for node in door.clauses], block)
        place[lacks < best] = number
        best = np.minimum(best, lacks)
    return best + _sum([_lacks(node, block) for node in criteria.common], block), place


def _sum(parts: list[Numbers], block: Block) -> Numbers:
    return reduce(np.add, parts, np.zeros(block.size, dtype=np.int32))


def _lacks(node: Node, block: Block) -> Numbers:
    """What a node lacks: all of its members together, or those nearest to being met."""
    if isinstance(node, Branch):
        members = [_lacks(member, block) for member in node.nodes]
        if node.kind == "all":
            return _sum(members, block)
        if node.kind == "any":
            return reduce(np.minimum, members)
        nearest = np.sort(np.stack(members), axis=0)
        wanted: Numbers = nearest[: node.count].sum(axis=0, dtype=np.int32)
        return wanted
    met = np.unpackbits(node.planes(block).met, count=block.size)
    missing: Numbers = (met ^ 1) * np.int32(_weight(node))
    return missing


def _weight(node: Node) -> int:
    if isinstance(node, Leaf):
        if isinstance(node.condition, Role):
            return _OTHER_CIRCLE
        if node.condition.needs_judgement or node.disputed:
            return 1
    return _HARD


@lru_cache(maxsize=4_096)
def asked_text(node: Node, year: int, language: Language = VI) -> str:
    """What a clause asks, as the packs say it."""
    vietnamese = language == VI
    if isinstance(node, Leaf):
        return node.condition.asked(year, language)
    if isinstance(node, Not):
        return f"{'không' if vietnamese else 'not'}: {asked_text(node.node, year, language)}"
    parts = [asked_text(member, year, language) for member in node.nodes]
    if node.kind == "all" or len(parts) == 1:
        return ", ".join(parts)
    if node.kind == "any":
        title = "một trong" if vietnamese else "one of"
    else:
        title = f"ít nhất {node.count} trong" if vietnamese else f"at least {node.count} of"
    return f"{title}: ({'; '.join(parts)})"


def clause_ids(clauses: tuple[Node, ...], mask: int) -> list[str]:
    """The names of the conditions in the clauses of a mask, as the packs write them."""
    chosen = [node for place, node in enumerate(clauses) if mask >> place & 1]
    return list(dict.fromkeys(leaf.id for node in chosen for leaf in node.leaves()))
