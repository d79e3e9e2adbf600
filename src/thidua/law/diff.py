"""What changed in the rules of an award between two days, in plain words, each side with its article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from thidua.law.awards import AwardInfo
from thidua.law.corpus import Law
from thidua.law.criteria import Criteria, Leaf, Node, Not
from thidua.law.errors import LawError, LawUnknown
from thidua.law.money import money
from thidua.law.sources import KNOWLEDGE_TEXT, Cite
from thidua.law.tell_words import WORDS, coefficient_texts, considered_text, giver_text, vote_text
from thidua.text import format_money

PART_TEXT = {
    "decided_by": "Thẩm quyền quyết định",
    "nominated_by": "Đề nghị",
    "vote": "Bỏ phiếu",
    "papers": "Hồ sơ",
    "public_comment": "Lấy ý kiến công khai",
    "deadlines": "Thời hạn",
    "considered": "Thời gian xét",
    "money": "Mức thưởng",
    "amount": "Tiền thưởng",
    "criteria": "Tiêu chuẩn",
}
_WORD = {
    "added": "+ [mới]",
    "removed": "- [bỏ]",
    "now_known": "? [ngày trước: chưa rõ]",
    "not_known": "? [ngày sau: chưa rõ]",
}


_WHOLE = "cả trường hợp này"


@dataclass(frozen=True)
class Side:
    """One side of a change: its article and how sure we are of it."""

    cite: Cite
    knowledge: str

    def to_json(self) -> dict[str, Any]:
        return {"cite": self.cite.to_json(), "knowledge": self.knowledge}

    @property
    def text(self) -> str:
        sure = "" if self.knowledge == "confirmed" else f"; {KNOWLEDGE_TEXT[self.knowledge]}"
        return f"{self.cite.text}{sure}"


@dataclass(frozen=True)
class Change:
    """One thing that is no longer as it was.

    Attributes:
        part: key of `PART_TEXT`.
        kind: "added", "removed"; "now_known", "not_known": the packs know this part only on one of the days; "basis":
            the rule is the same, another document holds it now.
        where: the recipients and the alternative of a criterion, else empty.
        text: the rule, in Vietnamese.
        before, after: the side on which it stands (both for "basis").
    """

    part: str
    kind: str
    where: str
    text: str
    before: Side | None
    after: Side | None

    def to_json(self) -> dict[str, Any]:
        return {
            "part": self.part,
            "kind": self.kind,
            "where": self.where,
            "text": self.text,
            "before": None if self.before is None else self.before.to_json(),
            "after": None if self.after is None else self.after.to_json(),
        }


@dataclass(frozen=True)
class Difference:
    """All changes of an award between two days; `gaps` are parts that the packs do not know on one of them."""

    award: str
    name: str
    before: date
    after: date
    changes: tuple[Change, ...]
    gaps: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        return {
            "award": self.award,
            "from": self.before.isoformat(),
            "to": self.after.isoformat(),
            "changes": [change.to_json() for change in self.changes],
            "not_known": list(self.gaps),
        }


@dataclass(frozen=True)
class _Rule:
    """A sentence of the law as it stands on one day."""

    where: str
    text: str
    side: Side


def difference(law: Law, code: str, before: date, after: date) -> Difference:
    """What changed for an award from one day to another.

    Args:
        law: with the overlay of the body, where its own rules matter.
        code: of the award.
        before, after: two days of the law.

    Raises:
        LawError: no such award, or the days are in the wrong order.
        LawUnknown: the packs know nothing of the award on one of the days.
    """
    if after <= before:
        raise LawError("ngày sau không muộn hơn ngày trước", "--to", "Đặt --from trước --to")
    sides = (law.award(code, before), law.award(code, after))
    for day, award in zip((before, after), sides, strict=True):
        if not award.sources and not award.criteria:
            raise LawUnknown(f"chưa có quy định về {code} ngày {day:%d/%m/%Y}", code, "Chọn ngày khác")
    changes: list[Change] = []
    gaps: list[str] = []
    old, new = (_parts(law, award, day) for award, day in zip(sides, (before, after), strict=True))
    for part, title in PART_TEXT.items():
        found = list(_changes(part, old.get(part, []), new.get(part, [])))
        if bool(old.get(part)) != bool(new.get(part)):
            day, kind = (after, "not_known") if old.get(part) else (before, "now_known")
            gaps.append(f"{title}: ngày {day:%d/%m/%Y} bộ dữ liệu không có quy định")
            found = [replace(change, kind=kind) for change in found]
        changes += found
    return Difference(code, sides[1].names["vi"], before, after, tuple(changes), tuple(gaps))


def _parts(law: Law, award: AwardInfo, day: date) -> dict[str, list[_Rule]]:
    """Every rule of an award on a day, by part."""
    texts: dict[str, Iterable[str]] = {
        "decided_by": award.decided_by,
        "nominated_by": [award.nominated_by or ""],
        "vote": [vote_text(award.vote)],
        "papers": [item.text + (f" ({item.required_when})" if item.required_when else "") for item in award.papers],
        "public_comment": [f"{award.public_comment_days} ngày làm việc"],
        "deadlines": award.deadlines,
        "considered": [considered_text(award.considered)],
        "money": coefficient_texts(award.coefficients),
    }
    parts: dict[str, list[_Rule]] = {}
    for part, found in texts.items():
        if part in award.sources:
            side = Side(award.sources[part].cite, award.sources[part].knowledge)
            parts[part] = [_Rule("", text, side) for text in found]
    parts["criteria"] = [rule for criteria in award.criteria for rule in _criteria_rules(criteria)]
    parts["amount"] = list(_amounts(law, award, day))
    return parts


def _amounts(law: Law, award: AwardInfo, day: date) -> Iterator[_Rule]:
    """The sums that follow from coefficient and base salary of the day."""
    for recipient, body in award.coefficients or {}:
        try:
            result = money(law, award.code, day, recipient, body)
        except LawError:
            continue  # the base salary of that day is not known
        text = f"{WORDS['vi'][recipient]}{giver_text(body)}: {format_money(result.amount)}"
        yield _Rule("", text, Side(result.cites[-1], result.knowledge))


def _criteria_rules(criteria: Criteria) -> Iterator[_Rule]:
    who = ", ".join(WORDS["vi"][recipient] for recipient in criteria.recipients)
    for node in criteria.common:
        yield from _clause_rules(node, f"{who}, mọi trường hợp")
    for door in criteria.doors:
        where = f"{who}, trường hợp “{door.name}”"
        yield _Rule(where, _WHOLE, Side(criteria.cite, criteria.knowledge))
        for node in door.clauses:
            yield from _clause_rules(node, where)


def _clause_rules(node: Node, where: str) -> Iterator[_Rule]:
    leaf = next(iter(node.leaves()))
    yield _Rule(where, clause_text(node), Side(leaf.cite, leaf.knowledge))


def clause_text(node: Node) -> str:
    """A clause with all its parts in one sentence."""
    if isinstance(node, Leaf):
        return node.condition.ask(None)
    if isinstance(node, Not):
        return f"không được: {clause_text(node.node)}"
    texts = [clause_text(member) for member in node.nodes]
    if node.kind == "all":
        return "; đồng thời ".join(texts)
    title = "một trong" if node.kind == "any" else f"ít nhất {node.count} trong"
    return texts[0] if len(texts) == 1 else f"{title}: {' | '.join(texts)}"


def _changes(part: str, old: list[_Rule], new: list[_Rule]) -> Iterator[Change]:
    before = {(rule.where, rule.text): rule.side for rule in old}
    after = {(rule.where, rule.text): rule.side for rule in new}
    still_there = {where for where, _text in after}
    for (where, text), side in before.items():
        # An alternative that is gone as a whole is told once, not clause by clause.
        if (where, text) not in after and (where in still_there or text == _WHOLE or not where):
            yield Change(part, "removed", where, text, side, None)
    for (where, text), side in after.items():
        if (where, text) not in before:
            yield Change(part, "added", where, text, None, side)
        elif before[where, text].cite.document != side.cite.document:
            yield Change(part, "basis", where, text, before[where, text], side)


def tell_difference(found: Difference) -> str:
    """The changes for a reader: by part, what is gone, what is new, what only moved to another document."""
    lines = [f"{found.name} ({found.award}): thay đổi từ {found.before:%d/%m/%Y} đến {found.after:%d/%m/%Y}"]
    for part, title in PART_TEXT.items():
        changes = [change for change in found.changes if change.part == part]
        real = [change for change in changes if change.kind != "basis"]
        moved = [change for change in changes if change.kind == "basis"]
        if real:
            lines += ["", f"{title}:"]
        for where in dict.fromkeys(change.where for change in real):
            if where:
                lines.append(f"  {where[:1].upper()}{where[1:]}:")
            for change in real:
                side = change.after or change.before
                if change.where == where and side is not None:
                    lines.append(f"  {_WORD[change.kind]} {change.text} ({side.text})")
        lines += _moved_lines(title, moved)
    if len(lines) == 1:
        lines += ["", "Không có thay đổi nào trong bộ dữ liệu."]
    if found.gaps:
        lines += ["", "Chưa rõ:", *(f"  - {gap}" for gap in found.gaps)]
    return "\n".join(lines)


def _moved_lines(title: str, moved: list[Change]) -> list[str]:
    """Rules that are the same but stand elsewhere now, told once per pair of documents."""
    pairs: dict[tuple[str, str], int] = {}
    for change in moved:
        assert change.before is not None
        assert change.after is not None
        pair = (Cite(change.before.cite.document).text, Cite(change.after.cite.document).text)
        pairs[pair] = pairs.get(pair, 0) + 1
    return [
        f"= {title}: {count} nội dung không đổi, căn cứ chuyển từ {old} sang {new}"
        for (old, new), count in pairs.items()
    ]
