"""A council of nine with accounts, and nominations that wait for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any

import pytest
from django.utils import timezone
from tests.conftest import Office
from tests.kept import kept

from thidua.base import clock
from thidua.councils import actions
from thidua.councils.models import Attendance, Choice, Council, Meeting, Member, Question
from thidua.councils.queries import questions_for
from thidua.nominations.models import Dossier, Nomination
from thidua.organisation.models import Person, Unit
from thidua.text import fold, person_sort_key

NAMES = (
    "Trần Thị Chủ", "Lê Văn Phó", "Nguyễn Thị Ba", "Phạm Văn Bốn", "Hoàng Thị Năm",
    "Vũ Văn Sáu", "Đặng Thị Bảy", "Bùi Văn Tám", "Đỗ Thị Chín",
)  # fmt: skip
_references = count(1)


@dataclass
class Hall:
    """The council, its members and what a test does with them."""

    office: Office
    council: Council
    members: list[Member]
    secretary: Any = field(init=False)
    officer: Any = field(init=False)

    def __post_init__(self) -> None:
        self.secretary = self.office.users["secretary"]
        self.officer = self.office.users["officer"]

    def now(self) -> datetime:
        return clock.now()

    def dossier(self, unit: Unit | None = None, state: str = Dossier.State.ACCEPTED) -> Dossier:
        """A dossier of ``unit`` as it stands after acceptance."""
        unit = unit or self.office.archive
        return Dossier.objects.create(
            reference=f"HS-{next(_references):04d}",
            body=self.office.body,
            unit=unit,
            year=2025,
            title="Đề nghị khen thưởng năm 2025",
            state=state,
            created_at=self.now(),
            state_since=self.now(),
            created_by=self.office.users["contact"],
            submitted_at=self.now(),
            received_on=date(2025, 11, 15),
        )

    def nomination(
        self, name: str = "", award: str = "CSTDCS", person: Person | None = None, dossier: Dossier | None = None
    ) -> Nomination:
        """A listed nomination of ``person``, or of somebody new."""
        person = person or self.office.person(name or "Người Được Đề Nghị", self.office.archive)
        dossier = dossier or self.dossier()
        return Nomination.objects.create(
            dossier=dossier,
            award=award,
            year=dossier.year,
            person=person,
            recipient_name=person.full_name,
            recipient_post="Chuyên viên, Trung tâm Lưu trữ lịch sử",
            name_folded=fold(person.full_name),
            name_key=person_sort_key(person.full_name),
            achievements="Số hóa 12.000 hồ sơ, rút ngắn thời gian tra cứu còn 2 phút.",
        )

    def meeting(
        self, *nominations: Nomination, secret: bool = True, present: int = 9, title: str = "Xét khen thưởng năm 2025"
    ) -> Meeting:
        """A planned meeting with these on its agenda and the first ``present`` members marked present."""
        meeting = actions.create_meeting(
            council=self.council,
            title=title,
            starts_at=timezone.make_aware(datetime(2025, 11, 20, 8, 0)),
            place="Phòng họp số 1",
            actor=self.secretary,
            at=self.now(),
        )
        if nominations:
            actions.put_on_agenda(
                meeting=meeting, nominations=nominations, secret=secret, actor=self.secretary, at=self.now()
            )
        self.attend(meeting, present)
        return meeting

    def attend(self, meeting: Meeting, present: int) -> None:
        """Mark the first ``present`` members present, the others absent."""
        presence = Attendance.Presence
        marked = {m.pk: presence.PRESENT if i < present else presence.ABSENT for i, m in enumerate(self.members)}
        actions.mark_attendance(meeting=meeting, presences=marked, actor=self.secretary, at=self.now())

    def open(self, *nominations: Nomination, secret: bool = True, minutes: int = 30, present: int = 9) -> Meeting:
        """A meeting whose vote is open for ``minutes``."""
        meeting = self.meeting(*nominations, secret=secret, present=present)
        actions.open_meeting(meeting=meeting, actor=self.secretary, at=self.now())
        closes = self.now() + timedelta(minutes=minutes)
        return actions.open_voting(meeting=meeting, closes_at=closes, actor=self.secretary, at=self.now())

    def cast(self, meeting: Meeting, member: Member, choice: str | dict[int, str] = Choice.AGREE) -> dict[int, str]:
        """Let ``member`` vote: one choice for all questions, or question → choice."""
        if isinstance(choice, str):
            choice = {question.pk: choice for question in questions_for(meeting, member)}
        return actions.cast_ballot(
            meeting=meeting, member=member, choices=choice, actor=member.person.user, at=self.now()
        )

    def count(self, meeting: Meeting) -> Meeting:
        """Count, all having voted or the time being over."""
        meeting.refresh_from_db()
        return actions.count_votes(meeting=meeting, actor=self.secretary, at=self.now())

    def question(self, meeting: Meeting) -> Question:
        """The meeting's first question as it stands in the database."""
        return meeting.questions.select_related("nomination").order_by("order")[0]


def make_hall(office: Office) -> Hall:
    """A council of nine that was set up on 1 February 2025."""
    officer, at = office.users["officer"], clock.now()
    council = actions.create_council(
        body=office.body,
        name="Hội đồng Thi đua - Khen thưởng Sở Nội vụ",
        decision_number="45/QĐ-SNV",
        decision_date=date(2025, 2, 1),
        actor=officer,
        at=at,
    )
    members = []
    for number, name in enumerate(NAMES):
        office.user(f"member{number}", name, office.personnel)
        position = (Member.Position.CHAIR, Member.Position.VICE_CHAIR)[number] if number < 2 else Member.Position.MEMBER
        members.append(
            actions.appoint_member(
                council=council,
                person=office.people[f"member{number}"],
                position=position,
                start=date(2025, 2, 1),
                actor=officer,
                at=at,
            )
        )
    return Hall(office, council, members)


@kept
def hall(office: Office) -> Hall:
    """The council of nine."""
    return make_hall(office)


@pytest.fixture
def enter(client: Any, office: Office) -> Callable[[str], Any]:
    """``enter("member3")`` → the test client, signed in as that account."""

    def go(key: str) -> Any:
        client.force_login(office.users[key], backend="django.contrib.auth.backends.ModelBackend")
        return client

    return go
