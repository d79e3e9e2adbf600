"""Reading the cases of `thidua/law/cases`, which a lawyer can read and change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import Any

import yaml

# The one written in C, where it is, reads ten times as fast; every process that tests reads all cases.
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Case:
    """One case: what is asked and what must come out."""

    file: str
    title: str
    fields: dict[str, Any]
    facts: dict[str, Any]

    @property
    def name(self) -> str:
        return f"{self.file}: {self.title}"


def _plain(value: Any) -> Any:
    """YAML dates as JSON has them."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, list) else value


def _document(name: str) -> Any:
    return yaml.load((files("thidua.law") / "cases" / name).read_text(encoding="utf-8"), Loader=_Loader)


def verdict_cases() -> list[Case]:
    """All cases about eligibility."""
    cases = []
    folder = files("thidua.law") / "cases"
    for name in sorted(item.name for item in folder.iterdir() if item.name.endswith(".yaml")):
        document = _document(name)
        if not isinstance(document, dict):
            continue
        for entry in document["cases"]:
            facts = {**document["base"], **entry.get("facts", {})}
            for missing in entry.get("without", []):
                del facts[missing]
            cases.append(Case(name, entry["case"], {"award": document["award"], **entry}, _plain(facts)))
    return cases


def list_cases(name: str) -> list[dict[str, Any]]:
    """The cases of a flat file (money, votes)."""
    document: list[dict[str, Any]] = _document(name)
    return document
