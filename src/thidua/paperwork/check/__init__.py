"""The format check: read a Word or PDF file back into the boxes of Decree 30/2020 and hold them against it."""

from .apart import Outcome, check_apart
from .document import check_document
from .findings import (
    BOX_TEXT,
    SEVERITIES,
    SEVERITY_TEXT,
    Finding,
    Fix,
    Place,
    count_by_severity,
    fixable,
    is_unchecked,
)
from .fixes import apply_fixes
from .rules import LegalText

__all__ = [
    "BOX_TEXT",
    "SEVERITIES",
    "SEVERITY_TEXT",
    "Finding",
    "Fix",
    "LegalText",
    "Outcome",
    "Place",
    "apply_fixes",
    "check_apart",
    "check_document",
    "count_by_severity",
    "fixable",
    "is_unchecked",
]
