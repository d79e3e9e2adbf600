"""Reading plans that launch an emulation movement: a document in, its structure with the source of each fact out.

A library of its own: it knows nothing of the rest but `thidua.text`, and could be used alone.
"""

from .difference import Change, FieldChange, difference, text_difference
from .editing import Cut, Piece, bodies_in, cut_points, due_in, merge, split
from .errors import PlanError, ReadingStopped
from .matching import KnownUnit, Match, Suggestion, match_bodies
from .pages import PageBox, PageImage, boxes_of, page_count, page_image, page_lines
from .plan import (
    Annex,
    At,
    Deadline,
    Document,
    Duty,
    Milestone,
    Movement,
    Page,
    PageLine,
    PartialDate,
    Period,
    Phase,
    Plan,
    PlanWarning,
    Quota,
    Reference,
    Section,
    Signer,
    Span,
    Submission,
    Target,
    Task,
    UnnumberedReference,
)
from .reading import pages_to_recognise, read_plan
from .registry import RegisteredDocument, Registry, resolve_references
from .schedule import Step, schedule

__all__ = [
    "Annex",
    "At",
    "Change",
    "Cut",
    "Deadline",
    "Document",
    "Duty",
    "FieldChange",
    "KnownUnit",
    "Match",
    "Milestone",
    "Movement",
    "Page",
    "PageBox",
    "PageImage",
    "PageLine",
    "PartialDate",
    "Period",
    "Phase",
    "Piece",
    "Plan",
    "PlanError",
    "PlanWarning",
    "Quota",
    "ReadingStopped",
    "Reference",
    "RegisteredDocument",
    "Registry",
    "Section",
    "Signer",
    "Span",
    "Step",
    "Submission",
    "Suggestion",
    "Target",
    "Task",
    "UnnumberedReference",
    "bodies_in",
    "boxes_of",
    "cut_points",
    "difference",
    "due_in",
    "match_bodies",
    "merge",
    "page_count",
    "page_image",
    "page_lines",
    "pages_to_recognise",
    "read_plan",
    "resolve_references",
    "schedule",
    "split",
    "text_difference",
]
