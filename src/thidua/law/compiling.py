"""From criteria as written in a pack to the tree of one day of the law.

Parameters are looked up, conditions out of force are left out, the criteria of another award are put in where a tree
says "meets".
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from thidua.law.codes import AWARD_CODES
from thidua.law.conditions import ANSWERED_BY_ID, VOCABULARY
from thidua.law.conditions.base import Fields
from thidua.law.criteria import Branch, Criteria, Door, Leaf, Node, Not
from thidua.law.facts import AWARD_KINDS, RECIPIENTS
from thidua.law.reading import Entry
from thidua.law.sources import Cite, read_period, read_source

#: The parameters that a condition was made with: name, where it stands, value.
Asked = tuple[tuple[str, Entry, Any], ...]


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
        leaves: what was made of an entry for an award before, with the parameters that it asked for.
    """

    award: str
    category: str
    day: date
    parameter: Callable[[str, Entry], Any]
    criteria_of: Callable[[str, Entry], Node]
    shared: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)
    codes: tuple[str, ...] = AWARD_CODES
    ids: dict[str, str] = field(default_factory=dict)
    leaves: dict[tuple[Entry, str], tuple[Leaf, Asked]] = field(default_factory=dict)


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
    if not _in_force(keys, context.day):
        read_source(keys, entry)  # what has ended carries its source too
        return None
    identifier = keys["id"].text()
    if identifier in context.ids:
        entry.fail(f"mã điều kiện '{identifier}' đã dùng ở {context.ids[identifier]}", "Đặt mã khác")
    context.ids[identifier] = entry.place
    return _made_before(entry, context) or _make_leaf(entry, keys, context)


def _made_before(entry: Entry, context: Context) -> Leaf | None:
    """The leaf of another day, if its parameters have the same values today."""
    leaf, asked = context.leaves.get((entry, context.award), (None, ()))
    return leaf if all(context.parameter(name, place) == value for name, place, value in asked) else None


def _make_leaf(entry: Entry, keys: dict[str, Entry], context: Context) -> Leaf:
    asked: list[tuple[str, Entry, Any]] = []

    def parameter(name: str, place: Entry) -> Any:
        value = context.parameter(name, place)
        asked.append((name, place, value))
        return value

    kind = keys["is"].one_of(VOCABULARY)
    arguments = {
        name: value
        for name, value in keys.items()
        if name not in _LEAF_KEYS or (name == "id" and kind in ANSWERED_BY_ID)
    }
    fields = Fields(entry, arguments, parameter, context.codes)
    condition = VOCABULARY[kind].read(fields, context.award, context.category)
    fields.done()
    reading = keys["reading"].one_of(("disputed", "stricter")) if "reading" in keys else None
    cite, knowledge = read_source(keys, entry)
    leaf = Leaf(keys["id"].text(), condition, cite, knowledge, reading == "disputed", reading == "stricter")
    context.leaves[entry, context.award] = leaf, tuple(asked)
    return leaf
