"""The minutes of meetings as papers that can be copied."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.councils.models import Meeting
from thidua.councils.permissions import visible_to
from thidua.documents.copies.originals import Original, OriginalSource, offers_originals
from thidua.text import format_date


def offer_originals() -> None:
    """Register meetings; called when the program starts."""
    offers_originals(OriginalSource("councils.meeting", visible_to, _original))


def _original(meeting: Meeting) -> Original:
    """The minutes; extracts are read back from the kept Word file, since minutes cite the journal of their moment."""
    closed = meeting.state == Meeting.State.CLOSED
    return Original(
        body=meeting.council.body,
        cited=f"Biên bản họp {meeting.council.name} ngày {format_date(meeting.day)}",
        subject=meeting.title,
        url=reverse("councils:meeting", args=[meeting.pk]),
        pdf=meeting.minutes_pdf,
        word=meeting.minutes_docx,
        problem="" if closed else _("Chỉ sao biên bản của phiên họp đã kết thúc."),
    )
