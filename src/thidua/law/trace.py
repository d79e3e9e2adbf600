"""From masks to words: made for one subject at a time, only when somebody looks."""

from __future__ import annotations

from dataclasses import dataclass

from thidua.law.conditions import Role
from thidua.law.criteria import Branch, Criteria, Leaf, Node, Not
from thidua.law.engine import DoorMasks, Evaluation
from thidua.law.record import Block
from thidua.law.subject import Subject
from thidua.law.verdict import AlternativeResult, ConditionResult

ASSUMED_MARK = "[Giả định luật không đổi] "


@dataclass(frozen=True)
class Trace:
    """The words for one subject and one award."""

    path: str | None
    path_text: str | None
    conditions: tuple[ConditionResult, ...]
    alternatives: tuple[AlternativeResult, ...]


@dataclass(frozen=True)
class Teller:
    """Tells conditions of one subject.

    Attributes:
        subject: whose record.
        block: that subject alone, packed.
        assumed: the law of the day is not known and is assumed unchanged: every line is marked.
    """

    subject: Subject
    block: Block
    assumed: bool

    def trace(self, criteria: Criteria, evaluation: Evaluation) -> Trace:
        """The conditions of the best alternative; of all that are for this subject where none can be met."""
        if not evaluation.doors:
            return Trace(None, None, tuple(self._leaves(criteria.common, None)), ())
        best = min(evaluation.doors, key=self._distance)
        shown = [best]
        if best.of_one()[0]:
            shown += [door for door in evaluation.doors if door is not best and self._is_for_subject(door)]
        conditions = self._leaves(criteria.common, None)
        for door in shown:
            conditions += self._leaves(door.door.clauses, door.door.id)
        return Trace(
            best.door.id, best.door.name, tuple(conditions), tuple(self._alternative(door) for door in evaluation.doors)
        )

    def _distance(self, masks: DoorMasks) -> tuple[int, int, int]:
        unmet, unknown = masks.of_one()
        return (0 if self._is_for_subject(masks) else 1, unmet.bit_count(), unknown.bit_count())

    def _is_for_subject(self, masks: DoorMasks) -> bool:
        """An alternative for another circle of people is not "nearest", however little it lacks."""
        circles = [leaf for node in masks.door.clauses for leaf in node.leaves() if isinstance(leaf.condition, Role)]
        return not any(leaf.answer(self.block).unmet[0] for leaf in circles)

    def _alternative(self, masks: DoorMasks) -> AlternativeResult:
        unmet, unknown = masks.of_one()
        state = "unmet" if unmet else ("unknown" if unknown else "met")
        return AlternativeResult(
            masks.door.id, masks.door.name, state, self._names(masks, unmet), self._names(masks, unknown)
        )

    def _names(self, masks: DoorMasks, bits: int) -> tuple[str, ...]:
        chosen = [node for index, node in enumerate(masks.clauses) if bits >> index & 1]
        return tuple(leaf.id for node in chosen for leaf in self._relevant(node))

    def _leaves(self, nodes: tuple[Node, ...], path: str | None) -> list[ConditionResult]:
        return [self._tell(leaf, path) for node in nodes for leaf in self._relevant(node)]

    def _relevant(self, node: Node) -> list[Leaf]:
        """The leaves that explain a node: of an `any`, those of its best member only."""
        if isinstance(node, Leaf):
            return [node]
        if isinstance(node, Not):
            return self._relevant(node.node)
        if node.kind == "any":
            return self._relevant(min(node.nodes, key=self._nearness))
        return [leaf for member in node.nodes for leaf in self._relevant(member)]

    def _nearness(self, node: Node) -> tuple[int, int, int]:
        """The least lacking member explains best; of equals the one that says more."""
        return (*self._lack(node), -sum(1 for _leaf in node.leaves()))

    def _lack(self, node: Node) -> tuple[int, int]:
        """(unmet, unknown) conditions of a node, to find the member that is nearest."""
        if isinstance(node, Branch) and node.kind == "any":
            return min(self._lack(member) for member in node.nodes)
        if isinstance(node, Branch):
            lacks = [self._lack(member) for member in node.nodes]
            return sum(lack[0] for lack in lacks), sum(lack[1] for lack in lacks)
        state = node.evaluate(self.block)
        return int(state.unmet[0]), int(not (state.met[0] or state.unmet[0]))

    def _tell(self, leaf: Leaf, path: str | None) -> ConditionResult:
        shown, deciding = leaf.shown(self.block), leaf.evaluate(self.block)
        state = "met" if shown.met[0] else ("unmet" if shown.unmet[0] else "unknown")
        ask = leaf.condition.ask(self.subject.year)
        finding = leaf.condition.find(self.subject, self.block)
        missing = "" if state == "met" else finding.missing
        text = f"{ask[:1].upper()}{ask[1:]}. Hồ sơ: {finding.found}."
        if missing:
            text += f" Cần {missing}."
        if leaf.stricter and not self.block.strict:
            text += " Đây là cách đọc chặt hơn câu chữ của luật, nêu để cân nhắc."
        if leaf.knowledge == "unknown" and state != "met":
            text += " Chưa rõ quy định này còn áp dụng hay không."
        return ConditionResult(
            id=leaf.id,
            path=path,
            state=state,
            needs_judgement=leaf.condition.needs_judgement or (leaf.disputed and state == "unknown"),
            blocking=not deciding.met[0],
            ask=ask,
            found=finding.found,
            missing=missing,
            text=(ASSUMED_MARK if self.assumed else "") + text,
            cite=leaf.cite,
            knowledge="assumed" if self.assumed and leaf.knowledge in ("confirmed", "quoted") else leaf.knowledge,
            evidence=finding.evidence,
        )
