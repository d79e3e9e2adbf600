"""Two answers side by side: which conditions moved."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from thidua.nominations.models import Check
from thidua.nominations.traces import dressed_conditions


@dataclass(frozen=True)
class Move:
    """A condition that is not answered as before.

    Attributes:
        before, after: the dressed condition on either side; None where that side does not ask it.
        answered_otherwise: met, not met, not told are not the same; else only the words differ.
    """

    before: dict[str, Any] | None
    after: dict[str, Any] | None

    @property
    def answered_otherwise(self) -> bool:
        """Whether the state itself moved, or the condition is asked on one side only."""
        return self.before is None or self.after is None or self.before["state"] != self.after["state"]


def moves(before: Check, after: Check, *, whole: bool) -> list[Move]:
    """The conditions whose answer or words differ, those that were answered otherwise first.

    Args:
        before, after: two answers about the same subject and award.
        whole: whether the reader may read the sensitive rows.
    """
    old, new = (_by_name(check, whole=whole) for check in (before, after))
    names = list(dict.fromkeys([*new, *old]))
    # Other ways are told only while none is met: that they are no longer told is no move.
    found = [
        Move(old.get(name), new.get(name))
        for name in names
        if (name in old and name in new) or not (old.get(name) or new[name])["elsewhere"]
    ]
    differing = [
        move
        for move in found
        if move.answered_otherwise or (move.before or {}).get("text") != (move.after or {}).get("text")
    ]
    return sorted(differing, key=lambda move: not move.answered_otherwise)


def _by_name(check: Check, *, whole: bool) -> dict[tuple[Any, str], dict[str, Any]]:
    return {(row.get("path"), row["id"]): row for row in dressed_conditions(check, whole=whole)}


def same_answer(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two verdicts are the same to the letter, whichever version of the packs gave them."""
    return _plain(one) == _plain(other)


def _plain(verdict: Mapping[str, Any]) -> Any:
    return json.loads(json.dumps({key: value for key, value in verdict.items() if key != "pack"}, default=str))
