"""What the law says of everybody in the workbook: outcomes, what is short, who is near, who is due next year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

import numpy as np

from thidua.law.codes import TITLES
from thidua.law.conditions import Role
from thidua.law.corpus import Law
from thidua.law.criteria import Criteria, Leaf, Node, Not
from thidua.law.engine import OUTCOMES, DoorMasks, evaluate
from thidua.law.facts import RECIPIENTS, Facts, Title
from thidua.law.packed import Packed
from thidua.law.screening import Question, Screening, pack_tables
from thidua.law.snapshot import criteria_of
from thidua.law.tables import tables_of_facts
from thidua.law.tables.model import Array

LABELS = {
    "eligible": "Đủ điều kiện",
    "open": "Chưa kết luận được",
    "on_hold": "Tạm dừng xét",
    "near": "Gần đủ (thiếu 1 điều kiện)",
    "due": "Năm tới đến hạn",
    "not_eligible": "Không đủ",
    "unknown": "Chưa có tiêu chuẩn trong bộ dữ liệu",
}
_OTHER_CIRCLE = 99


@dataclass(frozen=True)
class Finding:
    """One subject and one award.

    Attributes:
        label: a key of `LABELS`.
        door: name of the alternative met or nearest; empty where none is for this subject.
        unmet, unknown: what is short of it, and what the record does not tell or people must judge.
        cites: where those conditions stand.
    """

    label: str
    door: str
    unmet: tuple[str, ...]
    unknown: tuple[str, ...]
    cites: tuple[str, ...]


@dataclass(frozen=True)
class Findings:
    """All subjects against all awards of their kind.

    Attributes:
        awards: codes asked about, in the law's order.
        unknown: codes whose criteria the packs do not know for that day.
        year: the achievement year of each subject.
        found: for each subject code → finding.
        assumed: the law of next year (or of the day) is not known and was assumed unchanged.
    """

    awards: tuple[str, ...]
    unknown: tuple[str, ...]
    year: tuple[int, ...]
    found: tuple[dict[str, Finding], ...]
    assumed: bool

    def having(self, code: str, *labels: str) -> list[int]:
        """The subjects with one of those labels for an award."""
        return [row for row, found in enumerate(self.found) if code in found and found[code].label in labels]


def find_all(law: Law, facts: Sequence[Facts], question: Question) -> Findings:
    """Screen everybody against every award that the packs know.

    Args:
        law: with the overlay of the body.
        facts: at least one subject.
        question: day, year, kind; the law of its day is known or assumed unchanged.
    """
    packed, outcomes, doors, unknown = _evaluate(law, facts, question)
    year = tuple(packed.year.tolist())
    awards = tuple(code for code in law.awards if code in outcomes)
    later = _next_year(law, facts, question, outcomes, packed)
    found: list[dict[str, Finding]] = []
    for row in range(len(facts)):
        mine: dict[str, Finding] = {}
        for code in awards:
            if facts[row].kind in law.awards[code].recipients and (code, facts[row].kind) not in unknown:
                mine[code] = _finding(
                    outcomes[code][row], doors.get((code, facts[row].kind)), row, later[code][row], year
                )
        found.append(mine)
    assumed = not law.is_known(_after_a_year(question.received))
    codes = tuple(dict.fromkeys(code for code, _recipient in unknown))
    return Findings(awards, codes, year, tuple(found), assumed)


@dataclass(frozen=True)
class _Doors:
    """The alternatives of an award for one kind of recipient, with their masks; `place`: row → place in the block."""

    doors: tuple[DoorMasks, ...]
    place: dict[int, int]
    lacking: Array

    def best(self, row: int) -> int:
        return int(self.lacking[:, self.place[row]].argmin())


def _evaluate(
    law: Law, facts: Sequence[Facts], question: Question
) -> tuple[Packed, dict[str, Array], dict[tuple[str, str], _Doors], set[tuple[str, str]]]:
    kinds = sorted({item.kind for item in facts})
    criteria = {kind: criteria_of(law, law.awards, kind, question.received) for kind in kinds}
    atoms = {atom for items in criteria.values() for item in items.values() for atom in item.atoms}
    packed = pack_tables(tables_of_facts(facts), atoms, question)
    outcomes: dict[str, Array] = {}
    doors: dict[tuple[str, str], _Doors] = {}
    unknown: set[tuple[str, str]] = set()
    for kind in kinds:
        for code, award in law.awards.items():
            if kind in award.recipients:
                outcomes.setdefault(code, np.full(len(facts), OUTCOMES.index("not_eligible"), np.uint8))
                if code not in criteria[kind]:
                    unknown.add((code, kind))
        every = np.flatnonzero(packed.kind == RECIPIENTS.index(kind))
        for _rows, block in packed.blocks(kind, question.strict, block=max(len(every), 1)):
            place = {int(row): place for place, row in enumerate(every)}
            for code, item in criteria[kind].items():
                evaluation = evaluate(item, question.kind, block)
                outcomes[code][every] = evaluation.outcomes()
                if evaluation.doors:
                    lacking = np.array([_lacking(item, masks) for masks in evaluation.doors])
                    doors[code, kind] = _Doors(evaluation.doors, place, lacking)
    return packed, outcomes, doors, unknown


def _lacking(criteria: Criteria, masks: DoorMasks) -> Array:
    """How much an alternative lacks, per subject: unmet clauses, then unknown ones; another circle of people last."""
    circle = sum(
        1 << place
        for place, node in enumerate(masks.clauses)
        if any(isinstance(leaf.condition, Role) for leaf in node.leaves())
    )
    unmet = np.bitwise_count(masks.unmet).astype(np.int32)
    unmet = np.where(masks.unmet & masks.unmet.dtype.type(circle) != 0, _OTHER_CIRCLE, unmet)
    return unmet * 100 + np.bitwise_count(masks.unknown)


def _finding(outcome: int, doors: _Doors | None, row: int, is_due: bool, year: tuple[int, ...]) -> Finding:
    label = OUTCOMES[outcome]
    if doors is None:
        return Finding(label, "", ("không có trường hợp nào thuộc loại hình này",), (), ())
    best = doors.best(row)
    masks, place = doors.doors[best], doors.place[row]
    unmet, unknown = int(masks.unmet[place]), int(masks.unknown[place])
    lacking = int(doors.lacking[best, place]) // 100
    if label == "not_eligible" and is_due:
        label = "due"
    elif label == "not_eligible" and lacking == 1:
        label = "near"
    door = masks.door.name if lacking < _OTHER_CIRCLE else ""
    return _told(label, door, masks.clauses, unmet, unknown, year[row])


@lru_cache(maxsize=100_000)
def _told(label: str, door: str, clauses: tuple[Node, ...], unmet: int, unknown: int, year: int) -> Finding:
    """The words of a pair of masks: made once, however many people share it."""

    def chosen(mask: int) -> list[Node]:
        return [node for place, node in enumerate(clauses) if mask >> place & 1]

    lacking = chosen(unmet) or chosen(unknown) or list(clauses)
    cites = dict.fromkeys(leaf.cite.text for node in lacking for leaf in _first_leaves(node))
    return Finding(
        label,
        door,
        tuple(_ask(node, year) for node in chosen(unmet)),
        tuple(_ask(node, year) for node in chosen(unknown)),
        tuple(cites)[:4],
    )


def _first_leaves(node: Node) -> list[Leaf]:
    return list(node.leaves())[:3]


def _ask(node: Node, year: int) -> str:
    if isinstance(node, Leaf):
        return node.condition.ask(year)
    if isinstance(node, Not):
        return f"không: {_ask(node.node, year)}"
    parts = [_ask(member, year) for member in node.nodes]
    if node.kind == "all":
        return ", ".join(parts)
    title = "một trong" if node.kind == "any" else f"ít nhất {node.count} trong"
    return parts[0] if len(parts) == 1 else f"{title}: ({'; '.join(parts)})"


# next year


def _after_a_year(day: date) -> date:
    return date(day.year + 1, day.month, 28 if (day.month, day.day) == (2, 29) else day.day)


def _next_year(
    law: Law, facts: Sequence[Facts], question: Question, outcomes: dict[str, Array], packed: Packed
) -> dict[str, Array]:
    """For each award who fails today and would not in a year, if that year goes as this one did.

    As this one: the same rating, and the yearly titles that are held, or that are eligible today, in both years.
    Initiatives, awards and what people must judge are not foreseen.
    """
    later = replace(
        question,
        on=_after_a_year(question.on),
        received=_after_a_year(question.received),
        year=None,
        assume_unchanged=True,
    )
    years = packed.year.tolist()
    expected = [_expected(item, row, years[row], outcomes, later.on) for row, item in enumerate(facts)]
    fails, possible = OUTCOMES.index("not_eligible"), {OUTCOMES.index("eligible"), OUTCOMES.index("open")}
    result: dict[str, Array] = {}
    for kind in {item.kind for item in facts}:
        rows = [row for row, item in enumerate(facts) if item.kind == kind]
        known = criteria_of(law, law.awards, kind, later.received)
        screening = Screening(law, [expected[row] for row in rows], tuple(known), later)
        for code in outcomes:
            due = result.setdefault(code, np.zeros(len(facts), bool))
            if code in known and code not in TITLES:
                due[rows] = np.isin(screening.codes(code), list(possible)) & (outcomes[code][rows] == fails)
    return result


_YEARLY = ("LDTT", "CSTT", "CSTDCS", "TTLDTT", "DVTT", "TTLDXS", "DVQT")


def _expected(facts: Facts, row: int, year: int, outcomes: dict[str, Array], on: date) -> Facts:
    ratings = dict(facts.ratings)
    if year in ratings:
        ratings.setdefault(year + 1, ratings[year])
    held = {title.award for title in facts.titles if title.year == year and not title.revoked}
    eligible = OUTCOMES.index("eligible")
    titles = list(facts.titles)
    if "titles" in facts.given:
        for code in _YEARLY:
            if code in held or (code in outcomes and outcomes[code][row] == eligible):
                years = (year + 1,) if code in held else (year, year + 1)
                titles += [Title("", code, one, on, "rating", False) for one in years]
    members = tuple(facts.member_years)
    now = next((item for item in members if item.year == year), None)
    if now is not None and not any(item.year == year + 1 for item in members):
        members = (*members, replace(now, year=year + 1))
    return replace(facts, ratings=ratings, titles=tuple(titles), member_years=members)
