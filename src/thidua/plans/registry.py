"""The documents that a plan cites, looked up in a registry of legal documents that somebody else keeps."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Protocol

from thidua.text import format_date

from .plan import Plan, PlanWarning, Reference


class RegisteredDocument(Protocol):
    """What a registry knows of a document; `thidua.law`'s documents are such."""

    @property
    def number(self) -> str:
        """Number and symbol as cited: "152/2025/NĐ-CP"."""

    @property
    def title(self) -> str:
        """What it is about."""

    @property
    def signed(self) -> date | None:
        """The day of signing, None where the registry does not know it."""

    @property
    def in_force_from(self) -> date | None:
        """The first day of force, None where the registry does not know it."""

    @property
    def in_force_to(self) -> date | None:
        """The last day of force, None where no end is known."""

    @property
    def replaced_by(self) -> str | None:
        """The number of the document that replaced it."""


Registry = Mapping[str, RegisteredDocument] | Callable[[str], RegisteredDocument | None]
"""From a number to the document with that number, or None (a mapping: no such key)."""


def resolve_references(plan: Plan, registry: Registry, *, day: date) -> Plan:
    """Return the plan with the status of every document that it cites by number, and warnings for those out of force.

    A document that the registry does not have is "unknown", without a warning: no registry has the documents of every
    province. Who resolves a plan twice gets each warning once.

    Args:
        registry: a mapping or a function from a number to the document.
        day: the day on which the documents have to be in force: that of the plan, or today for a draft.
    """
    references: list[Reference] = []
    warnings = [warning for warning in plan.warnings if not warning.code.startswith("registry_")]
    for reference in plan.references:
        known = _look_up(registry, reference.number)
        resolved = _resolved(reference, known, day)
        references.append(resolved)
        if known is not None:
            warnings += _warnings(resolved, known, day)
    return replace(plan, references=tuple(references), warnings=tuple(warnings))


def _look_up(registry: Registry, number: str) -> RegisteredDocument | None:
    """Find a document; "9/2024/QĐ-UBND" and "09/2024/QĐ-UBND" are one."""
    for form in _forms(number):
        found = registry(form) if callable(registry) else registry.get(form)
        if found is not None:
            return found
    return None


def _forms(number: str) -> Iterator[str]:
    yield number
    digits = re.match(r"\d+", number)
    if digits:
        bare, rest = digits[0].lstrip("0") or "0", number[digits.end() :]
        yield from dict.fromkeys((f"{bare}{rest}", f"{bare.zfill(2)}{rest}"))


def _resolved(reference: Reference, known: RegisteredDocument | None, day: date) -> Reference:
    if known is None:
        return replace(reference, status="unknown", replaced_by=None, registered_title=None)
    status = _status(known, day)
    replaced_by = known.replaced_by if status == "replaced" else None
    return replace(reference, status=status, replaced_by=replaced_by, registered_title=known.title)


def _status(known: RegisteredDocument, day: date) -> str:
    if known.in_force_to is not None and known.in_force_to < day:
        return "replaced" if known.replaced_by else "expired"
    if known.in_force_from is None:
        return "undated"
    return "in_force" if known.in_force_from <= day else "not_yet"


def _warnings(reference: Reference, known: RegisteredDocument, day: date) -> Iterator[PlanWarning]:
    name, at = f"{reference.kind} số {reference.number}", reference.at[0]
    if reference.status == "replaced":
        message = f"{name} đã được thay thế bởi văn bản số {known.replaced_by}; xin viện dẫn văn bản mới."
        yield PlanWarning("registry_replaced", message, at)
    elif reference.status == "expired" and known.in_force_to:
        message = f"{name} đã hết hiệu lực từ sau ngày {format_date(known.in_force_to)}."
        yield PlanWarning("registry_expired", message, at)
    elif reference.status == "not_yet" and known.in_force_from:
        message = (
            f"{name} đến ngày {format_date(known.in_force_from)} mới có hiệu lực (đang xét ngày {format_date(day)})."
        )
        yield PlanWarning("registry_not_yet", message, at)
    if reference.date and known.signed and reference.date != known.signed:
        message = (
            f"{name} được ghi ngày {format_date(reference.date)}, nhưng danh mục văn bản ghi ngày "
            f"{format_date(known.signed)}."
        )
        yield PlanWarning("registry_date", message, at)
