"""Criteria: a tree of all, any, not and at_least over conditions, in Kleene's three values.

A pack holds the tree as written (`CriteriaSpec`); for one day of the law it is compiled: parameters are looked up,
conditions out of force are left out, the criteria of another award are put in where a tree says "meets".
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from thidua.law.codes import AWARD_CODES
from thidua.law.conditions import ANSWERED_BY_ID, VOCABULARY, Condition
from thidua.law.conditions.base import Fields, Kleene
from thidua.law.facts import AWARD_KINDS, RECIPIENTS
from thidua.law.reading import Entry
from thidua.law.record import Atom, Block
from thidua.law.sources import Cite, read_period, read_source


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
        met, unmet = self._evaluate(block)
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
        met, unmet = self._evaluate(block)
        soft = self.knowledge == "unknown" or ((self.disputed or self.stricter) and not block.strict)
        return Kleene(met, block.none() if soft else unmet)

    def _evaluate(self, block: Block) -> Kleene:
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


@dataclass
class Context:
    """What compiling needs to know.

    Attributes:
        award, category: the award that owns the criteria.
        day: the day of the law.
        parameter: value of a dated parameter on that day.
        criteria_of: the node of another award's criteria (for "meets").
        shared: conditions that many awards carry, by name (for "shared").
        codes: the titles and forms that a condition may name.
        ids: condition names met so far, to refuse doubles.
    """

    award: str
    category: str
    day: date
    parameter: Callable[[str, Entry], Any]
    criteria_of: Callable[[str, Entry], Node]
    shared: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)
    codes: tuple[str, ...] = AWARD_CODES
    ids: dict[str, str] = field(default_factory=dict)


_LEAF_KEYS = ("id", "is", "cite", "knowledge", "from", "to", "reading")
_DOOR_KEYS = ("id", "name", "kinds", "all", "from", "to")
CRITERIA_KEYS = ("from", "to", "for", "cite", "knowledge", "all", "doors", "left_to_body")


@dataclass(frozen=True)
class CriteriaSpec:
    """Criteria as written in a pack.

    Attributes:
        start, end: days of force.
        recipients: individual, collective, household.
        cite, knowledge: the article that sets them.
        common: entries of what every alternative asks.
        doors: entries of the alternatives.
        left_to_body: the law leaves the alternatives to ministries and provinces: an overlay may bring them.
    """

    start: date
    end: date | None
    recipients: tuple[str, ...]
    cite: Cite
    knowledge: str
    common: tuple[Entry, ...]
    doors: tuple[Entry, ...]
    left_to_body: bool
    place: str

    def holds_on(self, day: date) -> bool:
        return self.start <= day and (self.end is None or day <= self.end)

    @classmethod
    def read(cls, entry: Entry) -> CriteriaSpec:
        keys = entry.mapping(CRITERIA_KEYS, required=("for", "doors"))
        start, end = read_period(keys, entry)
        cite, knowledge = read_source(keys, entry)
        recipients = tuple(item.one_of(RECIPIENTS) for item in keys["for"].items())
        doors = tuple(keys["doors"].items())
        if not recipients or not doors:
            entry.fail("tiêu chuẩn không có đối tượng hoặc không có trường hợp nào", "Bổ sung 'for' và 'doors'")
        return cls(
            start=start,
            end=end,
            recipients=recipients,
            cite=cite,
            knowledge=knowledge,
            common=tuple(keys["all"].items()) if "all" in keys else (),
            doors=doors,
            left_to_body="left_to_body" in keys and keys["left_to_body"].boolean(),
            place=entry.place,
        )

    def compile(self, context: Context) -> Criteria:
        """The criteria of one day.

        Raises:
            LawError: an entry is not of the vocabulary, lacks its source, or refers to what does not exist.
        """
        common = compile_nodes(self.common, context)
        doors: list[Door] = []
        for entry in self.doors:
            door = self._compile_door(entry, context)
            if door is None:
                continue
            if any(other.id == door.id for other in doors):
                entry.fail(f"trường hợp '{door.id}' bị lặp", "Đặt mã khác")
            doors.append(door)
        return Criteria(context.award, self.recipients, common, tuple(doors), self.cite, self.knowledge)

    def _compile_door(self, entry: Entry, context: Context) -> Door | None:
        keys = entry.mapping(_DOOR_KEYS, required=("id", "name", "all"))
        if not _in_force(keys, context.day):
            return None
        kinds = tuple(item.one_of(AWARD_KINDS) for item in keys["kinds"].items()) if "kinds" in keys else ()
        if context.category == "award" and not kinds:
            entry.fail(
                "trường hợp của hình thức khen thưởng chưa nêu loại hình", f"Bổ sung 'kinds': {', '.join(AWARD_KINDS)}"
            )
        # Alternatives are tried one by one, so a condition may stand in several of them under one name.
        inner = replace(context, ids=dict(context.ids))
        return Door(keys["id"].text(), keys["name"].text(), kinds, compile_nodes(tuple(keys["all"].items()), inner))


def compile_nodes(entries: tuple[Entry, ...], context: Context) -> tuple[Node, ...]:
    """The nodes in force of a list."""
    nodes = (_compile_node(entry, context) for entry in _expand(entries, context))
    return tuple(node for node in nodes if node is not None)


def _expand(entries: tuple[Entry, ...], context: Context) -> Iterator[Entry]:
    """The entries, with the shared conditions put in where a name stands for them."""
    for entry in entries:
        keys = entry.mapping()
        if set(keys) != {"shared"}:
            yield entry
            continue
        name = keys["shared"].text()
        if name not in context.shared:
            entry.fail(f"không có nhóm điều kiện chung '{name}'", "Khai báo trong shared.yaml, mục 'conditions'")
        yield from context.shared[name]


def _in_force(keys: dict[str, Entry], day: date) -> bool:
    starts = "from" not in keys or keys["from"].day() <= day
    ends = "to" not in keys or keys["to"].is_null or day <= keys["to"].day()
    return starts and ends


def _compile_node(entry: Entry, context: Context) -> Node | None:
    keys = entry.mapping()
    if "is" in keys:
        return _compile_leaf(entry, keys, context)
    if len(keys) != 1:
        entry.fail(
            "mỗi nút là một điều kiện ('is') hoặc một trong all, any, not, at_least, meets", "Tách thành các mục riêng"
        )
    (operator, value) = next(iter(keys.items()))
    if operator == "meets":
        return context.criteria_of(value.text(), value)
    if operator == "not":
        node = _compile_node(value, context)
        return None if node is None else Not(node)
    if operator in ("all", "any"):
        nodes = compile_nodes(tuple(value.items()), context)
        return Branch(operator, nodes) if nodes else None
    if operator != "at_least":
        entry.fail(f"không có phép '{operator}'", "Dùng all, any, not, at_least, meets hoặc một điều kiện ('is')")
    return _compile_at_least(value, context)


def _compile_at_least(value: Entry, context: Context) -> Branch:
    parts = value.mapping(("n", "of"), required=("n", "of"))
    nodes = compile_nodes(tuple(parts["of"].items()), context)
    count = parts["n"].integer()
    if not 1 <= count <= len(nodes):
        value.fail(f"cần {count} trong {len(nodes)} điều kiện", "Sửa 'n' hoặc danh sách 'of'")
    return Branch("at_least", nodes, count)


def _compile_leaf(entry: Entry, keys: dict[str, Entry], context: Context) -> Leaf | None:
    if "id" not in keys:
        entry.fail("điều kiện chưa có mã", "Bổ sung 'id'")
    cite, knowledge = read_source(keys, entry)
    if not _in_force(keys, context.day):
        return None
    identifier = keys["id"].text()
    if identifier in context.ids:
        entry.fail(f"mã điều kiện '{identifier}' đã dùng ở {context.ids[identifier]}", "Đặt mã khác")
    context.ids[identifier] = entry.place
    kind = keys["is"].one_of(VOCABULARY)
    arguments = {
        name: value
        for name, value in keys.items()
        if name not in _LEAF_KEYS or (name == "id" and kind in ANSWERED_BY_ID)
    }
    fields = Fields(entry, arguments, context.parameter, context.codes)
    condition = VOCABULARY[kind].read(fields, context.award, context.category)
    fields.done()
    reading = keys["reading"].one_of(("disputed", "stricter")) if "reading" in keys else None
    return Leaf(identifier, condition, cite, knowledge, reading == "disputed", reading == "stricter")
