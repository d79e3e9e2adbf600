"""The marked set: plans with the facts that a person found in them, and how what is read is counted against them.

A mark is a line of text for each fact, so that a person can write and check it:
"Quyết định|15/QĐ-UBND|2026-01-05|UBND tỉnh".
"""

import json
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from thidua.plans import Plan, Section
from thidua.text import similarity

MARKED = Path(__file__).parent / "marked"
SAMPLES = Path(__file__).parent / "samples"
TABLES = Path(__file__).parent / "tables"
_ALIKE = 0.9


def marked_plans() -> list[tuple[Path, dict[str, list[str]]]]:
    """The plans of the set, each with its marks by kind of fact."""
    result = []
    for marks in sorted(MARKED.glob("*.json")):
        folders = (MARKED, SAMPLES)
        plan = next(path for folder in folders for path in folder.glob(f"{marks.stem}.*") if path.suffix != ".json")
        result.append((plan, json.loads(marks.read_text(encoding="utf-8"))))
    return result


def plans_with_tables() -> list[tuple[Path, dict[str, list[str]]]]:
    """Plans that say in tables who does what by when and how many are commended, each with its marks of these kinds."""
    return [(path, json.loads(path.with_suffix(".json").read_text("utf-8"))) for path in sorted(TABLES.glob("*.md"))]


def facts_of(plan: Plan) -> dict[str, list[str]]:
    """The facts of a plan as lines, by kind."""
    document, signer = plan.document, plan.document.signer
    return {
        "head": _head(plan),
        "signer": [_line(signer.authority, signer.position, signer.name)] if signer else [],
        "recipients": [item.text for item in document.recipients] + ([document.archive] if document.archive else []),
        "theme": [plan.theme.text] if plan.theme else [],
        "period": _period(plan),
        "participants": [item.text for item in plan.participants],
        "reward_forms": [item.text for item in plan.reward_forms],
        "sections": [_line(each.id, each.title) for each in _walk(plan.sections)],
        "tasks": [_line(task.id, "; ".join(task.bodies), task.due) for task in plan.tasks],
        "movements": [movement.name for movement in plan.movements],
        "milestones": [_line(one.name, one.anniversary, one.date) for one in plan.milestones],
        "references": [_line(one.kind, one.number, one.date, one.issuer) for one in plan.references],
        "unnumbered": [_line(one.kind, one.name) for one in plan.unnumbered_references],
        "duties": ["; ".join(duty.bodies) for duty in plan.duties],
        "deadlines": [f"hằng {one.every}" if one.every else _line(one.date) for one in plan.deadlines],
        "targets": [_line(one.bound, f"{one.value:g}", one.unit) for one in plan.targets],
        "phases": [_line(one.name, one.start, one.end) for one in plan.phases],
        "quotas": [_line(one.unit, one.award, one.recipient, one.count) for one in plan.quotas],
        "dossier": [paper.text for paper in plan.dossier],
        "submissions": [_line("; ".join(one.senders), one.receiver, one.due) for one in plan.submissions],
        "annexes": [_line(one.label, one.title) for one in plan.annexes],
    }


def _head(plan: Plan) -> list[str]:
    document, day = plan.document, plan.document.date
    values = {
        "kind": document.kind,
        "number": document.number,
        "symbol": document.symbol,
        "body": document.body,
        "parent": document.parent_body,
        "place": document.place,
        "title": document.title,
        "date": "-".join(str(part or "?") for part in (day.year, day.month, day.day)) if day else None,
    }
    return [f"{name}={value}" for name, value in values.items() if value]


def _period(plan: Plan) -> list[str]:
    period = plan.period
    if period is None:
        return []
    return [_line("issue" if period.start_is_issue_date else period.start, period.end)]


def _walk(sections: tuple[Section, ...]) -> list[Section]:
    return [each for section in sections for each in (section, *_walk(section.children))]


def _line(*values: str | int | date | None) -> str:
    return "|".join("" if value is None else str(value) for value in values)


@dataclass
class Count:
    """How many facts of a kind were found rightly, wrongly, not at all; `invented`: found and nowhere in the text."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    invented: int = 0

    def add(self, other: "Count") -> None:
        """Count another plan's facts too."""
        self.right += other.right
        self.wrong += other.wrong
        self.missed += other.missed
        self.invented += other.invented

    @property
    def precision(self) -> float:
        """The share of right ones among those found."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """The share of those found among those that are there."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def compare(
    plan: Plan, marks: dict[str, list[str]], *, is_scan: bool = False, level: Callable[[str], str] = str
) -> dict[str, tuple[Count, list[str]]]:
    """Count the facts of a plan against its marks, by kind, with a line for each difference.

    On a scan a fact is right if all its figures are and nine of ten letters; else letter by letter. `level` takes from
    facts and marks what is not to be compared.
    """
    result = {}
    for kind, found in facts_of(plan).items():
        open_marks = Counter(_level(level(mark)) for mark in marks.get(kind, []))
        count, differences = Count(), []
        for fact in found:
            mark = _matching(_level(level(fact)), open_marks, is_scan)
            if mark is not None:
                open_marks[mark] -= 1
                count.right += 1
            else:
                count.wrong += 1
                count.invented += not _stands_in(fact, plan.text)
                differences.append(f"+ {fact}")
        missed = list(open_marks.elements())
        count.missed = len(missed)
        result[kind] = (count, differences + [f"- {mark}" for mark in missed])
    return result


def _level(text: str) -> str:
    return " ".join(text.split()).casefold().replace("“", '"').replace("”", '"')


def _matching(fact: str, marks: "Counter[str]", is_scan: bool) -> str | None:
    if marks[fact] > 0:
        return fact
    if not is_scan:
        return None
    figures = re.findall(r"\d+", fact)
    alike = [mark for mark, left in marks.items() if left > 0 and re.findall(r"\d+", mark) == figures]
    return next((mark for mark in alike if similarity(mark, fact) >= _ALIKE), None)


def _stands_in(fact: str, text: str) -> bool:
    """Whether the words and figures of a fact stand in the text at all."""
    words = set(re.findall(r"\w+", text.casefold())) | {str(int(figure)) for figure in re.findall(r"\d+", text)}
    value = fact.partition("=")[2] or fact
    tokens = re.findall(r"\w+", value.casefold())
    structure = {"issue", "văn", "bản", "công"}
    return all(
        token in words or (token.isdecimal() and str(int(token)) in words) or token in structure for token in tokens
    )
