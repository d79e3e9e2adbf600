"""How many members a meeting has, how many must be there, how many are."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from django.db.models import QuerySet

from thidua.councils.models import Attendance, Meeting, Member
from thidua.organisation.queries import running_on


@dataclass(frozen=True)
class Quorum:
    """Attendance against the council's rules; who only gives a written opinion is not present."""

    members: int
    present: int
    share: Fraction

    @property
    def needed(self) -> int:
        """The smallest number of members that reaches the share."""
        return ceil(self.members * self.share)

    @property
    def reached(self) -> bool:
        """Whether enough members are present; a council without members never has a quorum."""
        return self.members > 0 and self.present >= self.needed


def members_of(meeting: Meeting) -> QuerySet[Member]:
    """All members of the meeting: of the roll once voting was opened, before that by the terms on its day."""
    members = Member.objects.select_related("person").order_by("order", "pk")
    if meeting.voting_opened_at is not None:
        return members.filter(rolls__meeting=meeting)
    return members.filter(running_on(meeting.day), council=meeting.council_id)


def quorum_of(meeting: Meeting) -> Quorum:
    """Quorum of ``meeting`` as attendance is marked now."""
    members = set(members_of(meeting).values_list("pk", flat=True))
    present = meeting.attendances.filter(presence=Attendance.Presence.PRESENT, member__in=members).count()
    return Quorum(len(members), present, meeting.council.quorum_share)
