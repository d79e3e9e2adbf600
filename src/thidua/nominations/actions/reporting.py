"""Writing the achievement report of a nomination."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.base.refusal import Refused
from thidua.documents.actions import edit_document
from thidua.documents.models import OfficialDocument
from thidua.nominations.models import Nomination
from thidua.nominations.permissions import may_report
from thidua.nominations.report.drafts import newest_report
from thidua.paperwork import AchievementReport


@transaction.atomic
def write_report(
    *, nomination: Nomination, changes: Mapping[str, Any], version: int, actor: Any, at: datetime
) -> OfficialDocument:
    """Keep what was written in the draft of the nomination's achievement report.

    Args:
        changes: fields of `AchievementReport` and what they hold now; the others stay as they are.
        version: that of the draft which the writer had before the eyes.

    Raises:
        Refused: ``not_allowed``; ``no_draft`` when there is none to write on; ``changed_since`` when somebody else
            saved meanwhile; as `documents.actions.edit_document`.
    """
    answer = may_report(actor, nomination)
    if not answer:
        raise Refused("not_allowed", answer.reason)
    document = newest_report(nomination)
    if document is None or document.frozen:
        raise Refused("no_draft", _("Báo cáo này không còn dự thảo để viết tiếp. Hãy tải lại trang."))
    report = document.paper
    assert isinstance(report, AchievementReport)
    return edit_document(document=document, context=replace(report, **changes), version=version, actor=actor, at=at)
