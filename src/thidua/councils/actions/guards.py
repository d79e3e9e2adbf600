"""What several actions ask before they write."""

from __future__ import annotations

from django.utils.translation import gettext as _

from thidua.base.answers import Answer
from thidua.base.refusal import Refused
from thidua.councils.models import Meeting


def demand(answer: Answer, article: str = "") -> None:
    """Refuse with the reason of ``answer`` unless it allows."""
    if not answer:
        raise Refused("not_allowed", answer.reason, article)


def locked(meeting: Meeting) -> Meeting:
    """``meeting`` as it stands now, its row locked until the transaction ends: acts on one meeting take turns."""
    return Meeting.objects.select_for_update(of=("self",)).select_related("council__body").get(pk=meeting.pk)


def demand_preparing(meeting: Meeting) -> None:
    """Agenda, conflicts and kind of vote stand once voting is open."""
    if meeting.state not in (Meeting.State.PLANNED, Meeting.State.SITTING):
        raise Refused("agenda_closed", _("Chương trình họp đã chốt khi mở bỏ phiếu, không thay đổi được nữa."))
