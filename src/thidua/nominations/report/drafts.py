"""The paper of a nomination's achievement report among the office's papers."""

from __future__ import annotations

from thidua.documents.models import OfficialDocument
from thidua.documents.queries import papers_of
from thidua.nominations.models import Nomination

MAKER = "nominations.achievement"


def newest_report(nomination: Nomination) -> OfficialDocument | None:
    """The draft of the report; where none is open the newest one that was frozen; None where nobody has begun one."""
    found = papers_of(nomination).filter(maker=MAKER).select_related("body")
    return found.filter(state=OfficialDocument.State.DRAFT).first() or found.first()
