"""What the law says of everybody in the workbook: outcomes, what is short, who is near, who is due next year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from thidua.law.corpus import Law
from thidua.law.criteria import Criteria, Leaf, Node
from thidua.law.engine import OUTCOMES
from thidua.law.facts import RECIPIENTS, Facts
from thidua.law.lacking import NO_WAY, Lacking, asked_text, lacking
from thidua.law.outlook import ANNUAL_TITLES, carried_on, next_question, stands
from thidua.law.packed import Packed
from thidua.law.packing import Question, criteria_of, pack_tables
from thidua.law.record import Atom
from thidua.law.tables import Tables, tables_of_facts
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
    tables = tables_of_facts(facts)
    codes = _criteria_by_kind(law, facts, question)
    packed = pack_tables(tables, _atoms(codes), question)
    year = tuple(packed.year.tolist())
    found: list[dict[str, Finding]] = [{} for _item in facts]
    for kind, criteria in codes.items():
        rows = np.flatnonzero(packed.kind == RECIPIENTS.index(kind))
        due = _due(law, tables, packed, question, kind, criteria)
        for code, item in criteria.items():
            answer = lacking(packed, kind, item, question.kind, question.strict)
            for place, row in enumerate(rows.tolist()):
                found[row][code] = _finding(answer, place, bool(due[code][place]), year[row])
    unknown = tuple(
        code for code in law.awards if any(code not in codes[kind] for kind in codes if _is_for(law, code, kind))
    )
    awards = tuple(code for code in law.awards if any(_is_for(law, code, kind) for kind in codes))
    in_order = tuple({code: mine[code] for code in awards if code in mine} for mine in found)
    assumed = not law.is_known(next_question(question, max(year)).on)
    return Findings(awards, unknown, year, in_order, assumed)


def _is_for(law: Law, code: str, kind: str) -> bool:
    return kind in law.awards[code].recipients


def _criteria_by_kind(law: Law, facts: Sequence[Facts], question: Question) -> dict[str, dict[str, Criteria]]:
    kinds = dict.fromkeys(item.kind for item in facts)
    return {kind: criteria_of(law, law.awards, kind, question.received) for kind in kinds}


def _atoms(codes: dict[str, dict[str, Criteria]]) -> set[Atom]:
    return {atom for criteria in codes.values() for item in criteria.values() for atom in item.atoms}


def _due(
    law: Law, tables: Tables, packed: Packed, question: Question, kind: str, today: dict[str, Criteria]
) -> dict[str, Array]:
    """For each award who of a kind would stand at the end of the next achievement year (see `outlook`)."""
    years = packed.year[packed.kind == RECIPIENTS.index(kind)]
    due = {code: np.zeros(len(years), bool) for code in today}
    for year in np.unique(years).tolist():
        later = next_question(question, year)
        criteria = {
            code: item
            for code, item in criteria_of(law, today, kind, later.received).items()
            if code not in ANNUAL_TITLES
        }
        then = pack_tables(carried_on(tables, year + 1), _atoms({kind: criteria}), later)
        mine = years == year
        for code, item in criteria.items():
            due[code] |= mine & stands(lacking(then, kind, item, question.kind, question.strict))
    return due


def _finding(answer: Lacking, place: int, is_due: bool, year: int) -> Finding:
    label = OUTCOMES[answer.outcomes[place]]
    if not answer.ways:
        return Finding(label, "", ("không có trường hợp nào thuộc loại hình này",), (), ())
    if label == "not_eligible" and is_due:
        label = "due"
    elif label == "not_eligible" and answer.record[place] == 1:
        label = "near"
    pattern = answer.pattern(place)
    door = answer.ways[pattern[0]].name if answer.record[place] < NO_WAY else ""
    return _told(label, door, answer.ways[pattern[0]].clauses, pattern[1:], year)


@lru_cache(maxsize=100_000)
def _told(label: str, door: str, clauses: tuple[Node, ...], masks: tuple[int, int], year: int) -> Finding:
    """The words of a pair of masks: made once, however many people share it."""
    unmet, unknown = ([node for bit, node in enumerate(clauses) if mask >> bit & 1] for mask in masks)
    cites = dict.fromkeys(leaf.cite.text for node in unmet or unknown or clauses for leaf in _first_leaves(node))
    return Finding(
        label,
        door,
        tuple(asked_text(node, year) for node in unmet),
        tuple(asked_text(node, year) for node in unknown),
        tuple(cites)[:4],
    )


def _first_leaves(node: Node) -> list[Leaf]:
    return list(node.leaves())[:3]
