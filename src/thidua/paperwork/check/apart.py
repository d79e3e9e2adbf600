"""The check of a file from outside, in a process of its own: a hostile file can stop that process and no more."""

import datetime
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from thidua.paperwork.isolated import run_isolated

from .document import check_document
from .findings import Finding, Fix, Place, fixable
from .fixes import apply_fixes
from .rules import LegalText

SECONDS = 20


@dataclass(frozen=True)
class Outcome:
    """What the check of a file gave.

    Attributes:
        findings: as of `check_document`; their fixes tell only that there are some.
        mended: the Word file with all fixes made, None where there is nothing to mend by itself.
    """

    findings: tuple[Finding, ...]
    mended: bytes | None


def check_apart(data: bytes, name: str, on: datetime.date, registry: Iterable[LegalText] = ()) -> Outcome:
    """Check a file as `check_document` does, and mend it, in a process of its own.

    Arguments: as of `check_document`. Raises PaperworkError, also when the file takes too much time or memory.
    """
    payload = {"data": data, "name": name, "on": on.isoformat(), "registry": [_plain(text) for text in registry]}
    answer = run_isolated("thidua.paperwork.check.apart:answer", payload, seconds=SECONDS)
    return Outcome(tuple(_finding(item) for item in answer["findings"]), answer["mended"])


def answer(data: bytes, name: str, on: str, registry: list[dict[str, Any]]) -> dict[str, Any]:
    """What the other process does: findings as JSON, and the mended file."""
    texts = [_text(item) for item in registry]
    findings = check_document(data, name, datetime.date.fromisoformat(on), texts)
    mended = apply_fixes(data, findings, name) if fixable(findings) and data.startswith(b"PK") else None
    return {"findings": [finding.to_json() for finding in findings], "mended": mended}


def _plain(text: LegalText) -> dict[str, Any]:
    return {key: item.isoformat() if isinstance(item, datetime.date) else item for key, item in asdict(text).items()}


def _text(item: dict[str, Any]) -> LegalText:
    days = {key: datetime.date.fromisoformat(item[key]) if item[key] else None for key in ("signed", "starts", "ends")}
    return LegalText(**{**item, **days})


def _finding(item: dict[str, Any]) -> Finding:
    place = Place(item["box"], item["page"], item["paragraph"], item["quote"])
    fix = Fix(()) if item["fixable"] else None
    return Finding(item["code"], item["severity"], place, item["message"], item["mend"], item["clause"], fix)
