"""The documents that a plan cites, as the law's registry knows them: in force, replaced, unknown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from thidua import law, plans


@dataclass(frozen=True)
class Citation:
    """A cited document with its status on a day.

    Attributes:
        status: "in_force", "not_yet", "replaced", "expired", "undated" or "unknown" (see `plans.Reference`).
        replaced_by: number of the document that replaced it, or None.
        title: what the registry calls it, or None.
        warnings: what is wrong with citing it, in the library's words.
    """

    number: str
    status: str
    replaced_by: str | None
    title: str | None
    warnings: tuple[plans.PlanWarning, ...]

    @property
    def tone(self) -> str:
        """The tone of its tag."""
        tones = {"in_force": "ok", "replaced": "warning", "expired": "warning", "not_yet": "warning"}
        return tones.get(self.status, "neutral")

    @property
    def words(self) -> str:
        """The status in words."""
        return {
            "in_force": _("Còn hiệu lực"),
            "not_yet": _("Chưa có hiệu lực"),
            "replaced": _("Đã bị thay thế bởi %(number)s") % {"number": self.replaced_by},
            "expired": _("Đã hết hiệu lực"),
            "undated": _("Có trong danh mục, chưa rõ ngày hiệu lực"),
            "unknown": _("Chưa có trong danh mục pháp luật của phần mềm"),
        }[self.status]


def citations_of(references: Iterable[Mapping[str, Any]], day: date) -> list[Citation]:
    """What the registry says of each of ``references`` (facts of a review) on ``day``, in their order."""
    cited = [_reference(row) for row in references]
    registry = _registry()
    return [_citation(reference, registry, day) for reference in cited]


def _registry() -> Mapping[str, Any]:
    overlay = getattr(settings, "LAW_OVERLAY", "")
    return (law.load_law(overlay) if overlay else law.load_law()).documents


def _reference(row: Mapping[str, Any]) -> plans.Reference:
    day = row.get("date")
    return plans.Reference(
        kind=row.get("kind") or "",
        number=row.get("number") or "",
        date=date.fromisoformat(day) if isinstance(day, str) and day else day or None,
        issuer=row.get("issuer") or None,
        subject=row.get("subject") or None,
        at=((0, 0),),
    )


def _citation(reference: plans.Reference, registry: Mapping[str, Any], day: date) -> Citation:
    """One at a time, because the library's warnings name the place, and a person's own reference has none."""
    found = plans.resolve_references(_plan_of(reference), registry, day=day)
    resolved = found.references[0]
    return Citation(
        number=resolved.number,
        status=resolved.status or "unknown",
        replaced_by=resolved.replaced_by,
        title=resolved.registered_title,
        warnings=found.warnings,
    )


def _plan_of(reference: plans.Reference) -> plans.Plan:
    return plans.Plan(
        text="", document=plans.Document(), theme=None, period=None, participants=(), reward_forms=(), sections=(),
        tasks=(), movements=(), milestones=(), references=(reference,), duties=(), warnings=(),
    )  # fmt: skip
