"""Reading plans that launch an emulation movement: a document in, its structure with the source of each fact out.

A library of its own: it knows nothing of the rest but `thidua.text`, and could be used alone.
"""

from .errors import PlanError
from .plan import (
    At,
    Document,
    Duty,
    Milestone,
    Movement,
    Page,
    PageLine,
    PartialDate,
    Period,
    Plan,
    PlanWarning,
    Reference,
    Section,
    Signer,
    Span,
    Task,
    UnnumberedReference,
)
from .reading import read_plan
from .registry import RegisteredDocument, Registry, resolve_references

__all__ = [
    "At",
    "Document",
    "Duty",
    "Milestone",
    "Movement",
    "Page",
    "PageLine",
    "PartialDate",
    "Period",
    "Plan",
    "PlanError",
    "PlanWarning",
    "Reference",
    "RegisteredDocument",
    "Registry",
    "Section",
    "Signer",
    "Span",
    "Task",
    "UnnumberedReference",
    "read_plan",
    "resolve_references",
]
