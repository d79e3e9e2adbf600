"""A meeting's way up to the vote: planned, attendance marked, opened, adjourned, cancelled."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from thidua.base.refusal import Refused
from thidua.councils.actions.guards import demand, locked
from thidua.councils.models import Attendance, Council, Meeting, Member
from thidua.councils.permissions import RULES, leads, leads_body
from thidua.councils.quorum import members_of
from thidua.councils.transitions import MEETING
from thidua.journal.actions import record
from thidua.notices.actions import notify


@transaction.atomic
def create_meeting(
    *, council: Council, title: str, starts_at: datetime, place: str, actor: Any, at: datetime
) -> Meeting:
    """Plan a meeting and invite the members; the very same meeting pressed twice is one.

    Raises:
        Refused: ``not_allowed``, ``no_members`` (nobody's term runs on the day).
    """
    demand(leads_body(actor, council.body), RULES)
    meeting = Meeting(council=council, title=title.strip(), starts_at=starts_at, place=place.strip())
    members = list(members_of(meeting))
    if not members:
        message = _("Ngày họp không có ủy viên nào đang trong nhiệm kỳ. Hãy bổ sung ủy viên hoặc đổi ngày.")
        raise Refused("no_members", message, fields={"starts_at": message})
    Council.objects.select_for_update().get(pk=council.pk)
    same = Meeting.objects.filter(
        council=council, title=meeting.title, starts_at=starts_at, place=meeting.place, state=meeting.state
    ).first()
    if same is not None:
        return same
    meeting.save()
    record("councils.meeting.create", meeting, actor=actor, at=at, new={"state": meeting.state}, article=RULES)
    time = f"{timezone.localtime(starts_at):%H:%M ngày %d/%m/%Y}"
    body = f"Kính mời Ông/Bà dự phiên họp lúc {time} tại {meeting.place}."
    tell(members, meeting, "meeting_planned", f"Mời họp: {meeting.title}", body, at)
    return meeting


def tell(
    members: Iterable[Member],
    meeting: Meeting,
    kind: str,
    subject: str,
    body: str,
    at: datetime,
    page: str = "councils:meeting",
) -> None:
    """Send ``members`` that have an account a notice with the meeting's page.

    Invitations are official letters: their words are Vietnamese whatever language the secretary reads in.
    """
    users = [member.person.user for member in members if member.person.user_id]
    url = reverse(page, args=[meeting.pk])
    notify(recipients=users, kind=f"councils.{kind}", subject=subject, body=body, url=url, at=at)


@transaction.atomic
def mark_attendance(
    *,
    meeting: Meeting,
    presences: Mapping[int, str],
    actor: Any,
    at: datetime,
    reasons: Mapping[int, str] | None = None,
) -> Meeting:
    """Write down who came.

    Args:
        presences: member → `Attendance.Presence`; members that are left out keep what was marked before.
        reasons: member → reason of absence.

    Raises:
        Refused: ``not_allowed``, ``attendance_closed``, ``not_a_member``, ``bad_presence``.
    """
    current = locked(meeting)
    demand(leads(actor, current), RULES)
    if current.state not in (Meeting.State.PLANNED, Meeting.State.SITTING, Meeting.State.VOTING):
        raise Refused("attendance_closed", _("Đã kiểm phiếu nên không sửa điểm danh được nữa."))
    members = {member.pk: member for member in members_of(current)}
    unknown = set(presences) - set(members)
    if unknown:
        raise Refused("not_a_member", _("Có người không phải là ủy viên của phiên họp. Hãy tải lại trang."))
    if not set(presences.values()) <= set(Attendance.Presence.values):
        raise Refused("bad_presence", _("Hãy chọn: có mặt, vắng mặt, hoặc lấy ý kiến bằng văn bản."))
    before = {row.member_id: row for row in current.attendances.all()}
    old, new = {}, {}
    for key, presence in presences.items():
        row = before.get(key)
        reason = "" if presence == Attendance.Presence.PRESENT else (reasons or {}).get(key, "").strip()
        if row is not None and (row.presence, row.reason) == (presence, reason):
            continue
        old[str(members[key])] = row.presence if row else ""
        new[str(members[key])] = presence
        Attendance.objects.update_or_create(
            meeting=current, member=members[key], defaults={"presence": presence, "reason": reason}
        )
    if new:
        record("councils.meeting.attendance", current, actor=actor, at=at, old=old, new=new)
    return current


@transaction.atomic
def open_meeting(*, meeting: Meeting, actor: Any, at: datetime) -> Meeting:
    """Open the meeting; refused without agenda or quorum."""
    MEETING.apply(meeting, "open", actor=actor, at=at, changes={"opened_at": at})
    return meeting


@transaction.atomic
def adjourn_meeting(*, meeting: Meeting, actor: Any, at: datetime, reason: str) -> Meeting:
    """Put the meeting off before voting, e.g. when the quorum is lost; its agenda stays."""
    MEETING.apply(meeting, "adjourn", actor=actor, at=at, reason=reason, changes={"opened_at": None})
    subject = f"Hoãn họp: {meeting.title}"
    tell(members_of(meeting).select_related("person__user"), meeting, "meeting_adjourned", subject, reason, at)
    return meeting


@transaction.atomic
def cancel_meeting(*, meeting: Meeting, actor: Any, at: datetime, reason: str) -> Meeting:
    """Call the meeting off; what was on its agenda can be put on another."""
    MEETING.apply(meeting, "cancel", actor=actor, at=at, reason=reason)
    subject = f"Hủy phiên họp: {meeting.title}"
    tell(members_of(meeting).select_related("person__user"), meeting, "meeting_cancelled", subject, reason, at)
    return meeting
