"""Criteria: a tree of all, any, not and at_least over conditions, in Kleene's three values.

`compiling` makes it from a pack for one day of the law.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from thidua.law.conditions import Condition
from thidua.law.conditions.base import Kleene
from thidua.law.record import Atom, Block
from thidua.law.sources import Cite


class Planes(NamedTuple):
    """Kleene states of a block, one bit per subject (eight in a byte); `known` is met or unmet."""

    met: NDArray[np.uint8]
    unmet: NDArray[np.uint8]
    known: NDArray[np.uint8]

    @classmethod
    def of(cls, state: Kleene) -> Planes:
        met, unmet = np.packbits(state.met), np.packbits(state.unmet)
        return cls(met, unmet, met | unmet)

    @classmethod
    def both(cls, met: NDArray[np.uint8], unmet: NDArray[np.uint8]) -> Planes:
        return cls(met, unmet, met | unmet)


#: Blocks up to this size keep whole columns of states too, because words are made from them.
KEPT_WHOLE = 64

#: (condition, how it decides) → a small number: equal questions of different awards are asked of a block once, and a
#: number is found faster than a condition.
_NUMBERS: dict[tuple[Condition, tuple[bool, bool, bool] | None], int] = {}


@dataclass(frozen=True, eq=False)
class Leaf:
    """A condition with its source.

    Attributes:
        id: name of the condition, unique in the award; the key of human answers.
        condition: the question.
        cite, knowledge: where it stands, how sure we are.
        disputed: published readings differ: a failure stays open for a human (unless strict).
        stricter: a stricter reading than the wording: shown beside it, and asked for only when strict.
    """

    id: str
    condition: Condition
    cite: Cite
    knowledge: str
    disputed: bool = False
    stricter: bool = False

    def evaluate(self, block: Block) -> Kleene:
        """The state that decides: what need not keep a case open counts as met.

        A rule that is not known to stand (`unknown`) cannot reject, and silence about it does not keep a case open;
        only a record that would break it does.
        """
        if block.size > KEPT_WHOLE:
            return self._decide(block)
        key = (self.number, "decides")
        state: Kleene | None = block.states.get(key)
        if state is None:
            state = block.states[key] = self._decide(block)
        return state

    @cached_property
    def number(self) -> int:
        """The number of the question: the same for equal conditions that decide in the same way."""
        return _NUMBERS.setdefault((self.condition, self._softness), len(_NUMBERS))

    @cached_property
    def _question(self) -> int:
        """The number of the condition alone."""
        return _NUMBERS.setdefault((self.condition, None), len(_NUMBERS))

    @cached_property
    def _softness(self) -> tuple[bool, bool, bool]:
        """How it decides, beside what the condition says."""
        return self.knowledge == "unknown", self.disputed, self.stricter

    def planes(self, block: Block) -> Planes:
        """`evaluate` as planes of bits, computed once per block for all awards that ask the same."""
        alike = self.condition.alike(block)
        key = self.number if alike is None else (alike, self._softness)
        planes: Planes | None = block.states.get(key)
        if planes is None:
            planes = block.states[key] = Planes.of(self.evaluate(block))
        return planes

    def _decide(self, block: Block) -> Kleene:
        met, unmet = self.answer(block)
        if self.stricter and not block.strict:
            return Kleene(~block.none(), block.none())
        if self.knowledge == "unknown":
            return Kleene(met if block.strict else ~unmet, block.none())
        if self.disputed and not block.strict:
            return Kleene(met, block.none())
        blocks = self.condition.blocks(block)
        return Kleene(met, unmet) if blocks is None else Kleene(met | (~unmet & ~blocks), unmet)

    def shown(self, block: Block) -> Kleene:
        """The state as shown: a rule that may not stand, or is read in two ways, is never shown as unmet."""
        met, unmet = self.answer(block)
        soft = self.knowledge == "unknown" or ((self.disputed or self.stricter) and not block.strict)
        return Kleene(met, block.none() if soft else unmet)

    def answer(self, block: Block) -> Kleene:
        """What the record says, before it is decided what that means."""
        if block.size > KEPT_WHOLE:
            return self.condition.evaluate(block)
        key = (self._question, "evaluates")
        state: Kleene | None = block.states.get(key)
        if state is None:
            state = block.states[key] = self.condition.evaluate(block)
        return state

    def leaves(self) -> Iterator[Leaf]:
        yield self

    def to_json(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "text": self.condition.ask(None),
            "needs_judgement": self.condition.needs_judgement or self.disputed,
            **({"reading": "stricter"} if self.stricter else {}),
            "cite": self.cite.to_json(),
            "knowledge": self.knowledge,
        }


@dataclass(frozen=True)
class Branch:
    """`all`, `any` or `at_least` of its members. `label` names a member that is a whole alternative."""

    kind: str
    nodes: tuple[Node, ...]
    count: int = 0

    def evaluate(self, block: Block) -> Kleene:
        states = [node.evaluate(block) for node in self.nodes]
        if self.kind == "all":
            met = np.logical_and.reduce([state.met for state in states])
            return Kleene(met, np.logical_or.reduce([state.unmet for state in states]))
        need = 1 if self.kind == "any" else self.count
        surely = np.sum([state.met for state in states], axis=0)
        surely_not = np.sum([state.unmet for state in states], axis=0)
        return Kleene(surely >= need, len(states) - surely_not < need)

    def planes(self, block: Block) -> Planes:
        """`evaluate` as planes of bits."""
        if self.kind == "at_least":
            return Planes.of(self.evaluate(block))
        states = [node.planes(block) for node in self.nodes]
        met, unmet = states[0].met, states[0].unmet
        for state in states[1:]:
            if self.kind == "all":
                met, unmet = met & state.met, unmet | state.unmet
            else:
                met, unmet = met | state.met, unmet & state.unmet
        return Planes.both(met, unmet)

    def leaves(self) -> Iterator[Leaf]:
        for node in self.nodes:
            yield from node.leaves()

    def to_json(self) -> dict[str, Any]:
        members = [node.to_json() for node in self.nodes]
        return {"at_least": {"n": self.count, "of": members}} if self.kind == "at_least" else {self.kind: members}


@dataclass(frozen=True)
class Not:
    """The contrary of a node."""

    node: Node

    def evaluate(self, block: Block) -> Kleene:
        state = self.node.evaluate(block)
        return Kleene(state.unmet, state.met)

    def planes(self, block: Block) -> Planes:
        """`evaluate` as planes of bits."""
        state = self.node.planes(block)
        return Planes(state.unmet, state.met, state.known)

    def leaves(self) -> Iterator[Leaf]:
        yield from self.node.leaves()

    def to_json(self) -> dict[str, Any]:
        return {"not": self.node.to_json()}


Node = Leaf | Branch | Not


@dataclass(frozen=True)
class Door:
    """One alternative of an award: enough by itself, together with what all alternatives share.

    Attributes:
        id: name of the alternative (the `path` of a verdict).
        name: Vietnamese, for a heading.
        kinds: kinds of commendation under which it is tried; empty: always (titles).
        clauses: what it asks.
    """

    id: str
    name: str
    kinds: tuple[str, ...]
    clauses: tuple[Node, ...]

    def is_tried(self, kind: str) -> bool:
        return not self.kinds or kind == "any" or kind in self.kinds


@dataclass(frozen=True)
class Criteria:
    """The criteria of an award for some recipients, compiled for one day of the law."""

    award: str
    recipients: tuple[str, ...]
    common: tuple[Node, ...]
    doors: tuple[Door, ...]
    cite: Cite
    knowledge: str

    def nodes(self) -> Iterator[Node]:
        yield from self.common
        for door in self.doors:
            yield from door.clauses

    def leaves(self) -> Iterator[Leaf]:
        for node in self.nodes():
            yield from node.leaves()

    @cached_property
    def atoms(self) -> frozenset[Atom]:
        """The columns that evaluating it needs."""
        return frozenset(atom for leaf in self.leaves() for atom in leaf.condition.atoms())

    def as_node(self) -> Branch:
        """The criteria as one node, for awards that ask to meet the standard of this one."""
        doors: tuple[Node, ...] = tuple(Branch("all", door.clauses) for door in self.doors)
        alternatives = doors[0] if len(doors) == 1 else Branch("any", doors)
        return Branch("all", (*self.common, alternatives))

    def to_json(self) -> dict[str, Any]:
        doors = [
            {
                "id": door.id,
                "name": door.name,
                "kinds": list(door.kinds),
                "all": [node.to_json() for node in door.clauses],
            }
            for door in self.doors
        ]
        return {
            "for": list(self.recipients),
            "all": [*(node.to_json() for node in self.common), {"any": doors}],
            "cite": self.cite.to_json(),
            "knowledge": self.knowledge,
        }
