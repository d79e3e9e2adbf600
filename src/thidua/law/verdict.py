"""The answer to "may this subject receive this award on this day", with every why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from thidua.law.preferences import PreferenceResult
from thidua.law.sources import Cite

OUTCOME_TEXT = {
    "eligible": "Đủ điều kiện, tiêu chuẩn",
    "not_eligible": "Không đủ điều kiện, tiêu chuẩn",
    "open": "Chưa kết luận được",
    "on_hold": "Tạm dừng xét",
}

STATE_TEXT = {"met": "Đạt", "unmet": "Không đạt", "unknown": "Chưa rõ"}


@dataclass(frozen=True)
class ConditionResult:
    """One condition as it was found.

    Attributes:
        id: name in the pack; the key under which people answer it.
        path: the alternative it belongs to, None: common to all.
        state: met, unmet, unknown.
        needs_judgement: a human must judge it.
        blocking: it keeps the case from being eligible.
        ask, found, missing: the parts of the text.
        text: the whole, in Vietnamese.
        cite, knowledge: source and how sure we are.
        evidence: JSON pointers into the facts.
    """

    id: str
    path: str | None
    state: str
    needs_judgement: bool
    blocking: bool
    ask: str
    found: str
    missing: str
    text: str
    cite: Cite
    knowledge: str
    evidence: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "path": self.path,
            "state": self.state,
            "needs_judgement": self.needs_judgement,
            "blocking": self.blocking,
            "text": self.text,
            "ask": self.ask,
            "found": self.found,
            "missing": self.missing,
            "cite": self.cite.to_json(),
            "knowledge": self.knowledge,
            "evidence": list(self.evidence),
        }


@dataclass(frozen=True)
class Caution:
    """Something the reader must know beside the answer."""

    code: str
    message: str

    def to_json(self) -> dict[str, str]:
        return {"code": self.code, "message": self.message}


@dataclass(frozen=True)
class AlternativeResult:
    """One alternative ("door") in short."""

    path: str
    name: str
    state: str
    unmet: tuple[str, ...]
    unknown: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        return {
            "path": self.path,
            "name": self.name,
            "state": self.state,
            "unmet": list(self.unmet),
            "unknown": list(self.unknown),
        }


@dataclass(frozen=True)
class Verdict:
    """An answer that can be stored and replayed.

    Attributes:
        award: its code.
        on: the day of the question.
        received: the day that selected the law.
        year: the achievement year, None where nothing tells it.
        kind: the kind of commendation asked about.
        outcome: eligible, not_eligible, open, on_hold.
        path, path_text: the alternative met, or nearest.
        documents: the law that was applied.
        conditions: of the alternative met or nearest; of all alternatives tried where none can be met.
        alternatives: every alternative tried, in short.
        warnings: what the reader must know.
        preferences: who comes first among equals, and whether that speaks for this subject; no condition.
        pack: version (hash) of the packs.
        overlay: the body whose own rules were applied.
    """

    award: str
    on: date
    received: date
    year: int | None
    kind: str
    outcome: str
    path: str | None
    path_text: str | None
    documents: tuple[str, ...]
    conditions: tuple[ConditionResult, ...]
    alternatives: tuple[AlternativeResult, ...]
    warnings: tuple[Caution, ...]
    pack: str
    overlay: str | None
    preferences: tuple[PreferenceResult, ...] = ()

    @property
    def outcome_text(self) -> str:
        return OUTCOME_TEXT[self.outcome]

    def condition(self, identifier: str) -> ConditionResult | None:
        """The condition of that name, if it is among the conditions."""
        return next((item for item in self.conditions if item.id == identifier), None)

    @property
    def unmet(self) -> tuple[ConditionResult, ...]:
        return tuple(item for item in self.conditions if item.state == "unmet")

    @property
    def unknown(self) -> tuple[ConditionResult, ...]:
        return tuple(item for item in self.conditions if item.state == "unknown")

    def to_json(self) -> Mapping[str, Any]:
        """As verdict.schema.json has it, and what replaying needs."""
        return {
            "award": self.award,
            "on": self.on.isoformat(),
            "received": self.received.isoformat(),
            "year": self.year,
            "kind": self.kind,
            "outcome": self.outcome,
            "outcome_text": self.outcome_text,
            "documents": list(self.documents),
            "path": self.path,
            "path_text": self.path_text,
            "conditions": [item.to_json() for item in self.conditions],
            "alternatives": [item.to_json() for item in self.alternatives],
            "warnings": [item.to_json() for item in self.warnings],
            "preferences": [item.to_json() for item in self.preferences],
            "pack": self.pack,
            "overlay": self.overlay,
        }
