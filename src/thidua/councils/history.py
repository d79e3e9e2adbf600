"""What happened in a meeting, from the journal, in words."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.councils.models import Meeting
from thidua.journal.queries import history

TITLES = {
    "councils.meeting.create": gettext_lazy("Lập phiên họp"),
    "councils.meeting.agenda_add": gettext_lazy("Đưa đề nghị vào chương trình"),
    "councils.meeting.agenda_remove": gettext_lazy("Đưa đề nghị ra khỏi chương trình"),
    "councils.meeting.secrecy": gettext_lazy("Đổi hình thức biểu quyết"),
    "councils.meeting.conflict": gettext_lazy("Ghi xung đột lợi ích"),
    "councils.meeting.conflict_withdrawn": gettext_lazy("Bỏ ghi xung đột lợi ích"),
    "councils.meeting.attendance": gettext_lazy("Điểm danh"),
    "councils.meeting.open": gettext_lazy("Khai mạc"),
    "councils.meeting.adjourn": gettext_lazy("Hoãn"),
    "councils.meeting.cancel": gettext_lazy("Hủy"),
    "councils.meeting.open_voting": gettext_lazy("Mở bỏ phiếu"),
    "councils.meeting.move_closing": gettext_lazy("Đổi giờ kết thúc bỏ phiếu"),
    "councils.meeting.cancel_voting": gettext_lazy("Dừng bỏ phiếu"),
    "councils.papers.enter": gettext_lazy("Nhập phiếu giấy"),
    "councils.papers.mismatch": gettext_lazy("Hai lần nhập phiếu giấy không khớp"),
    "councils.papers.confirm": gettext_lazy("Xác nhận phiếu giấy"),
    "councils.papers.withdraw": gettext_lazy("Rút lần nhập phiếu giấy"),
    "councils.meeting.count": gettext_lazy("Kiểm phiếu"),
    "councils.meeting.close": gettext_lazy("Bế mạc, lập biên bản"),
}


def timeline_of(meeting: Meeting) -> list[dict[str, Any]]:
    """The events of ``meeting`` for the timeline component, oldest first."""
    entries = []
    for event in history(meeting):
        text = event.reason
        if event.action == "councils.meeting.agenda_add":
            count = len(event.new.get("nominations", []))
            text = _("%(count)d đề nghị") % {"count": count}
        elif event.action == "councils.meeting.agenda_remove":
            text = f"{event.old.get('nomination', '')}: {event.reason}"
        tone = "bad" if event.action in ("councils.meeting.cancel", "councils.papers.mismatch") else "info"
        title = TITLES.get(event.action, event.action)
        entries.append({"at": event.at, "title": title, "actor": event.actor_label, "text": text, "tone": tone})
    return entries
