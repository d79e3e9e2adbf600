"""A closed meeting whose council recommended two people for a title and one for a certificate."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from tests.conftest import Office
from tests.councils.conftest import Hall, make_hall
from tests.kept import kept

from thidua.accounts.roles import Role
from thidua.base import clock
from thidua.councils import actions as councils
from thidua.councils.models import Choice, Meeting
from thidua.decisions import actions
from thidua.decisions.models import Decision
from thidua.organisation.actions import assign_role
from thidua.organisation.models import Unit
from thidua.text import fold


@dataclass
class Chancery:
    """The office, its council and the meeting, and what a test does with decisions."""

    office: Office
    hall: Hall
    meeting: Meeting

    def user(self, key: str) -> Any:
        """The account ``key`` of the office."""
        return self.office.users[key]

    def draft(self, awards: tuple[str, ...] = ("CSTDCS", "GIAY_KHEN")) -> Decision:
        """A draft by the officer."""
        return actions.draft_decision(meeting=self.meeting, awards=awards, actor=self.user("officer"), at=clock.now())

    def submitted(self) -> Decision:
        """A draft that lies before the director."""
        return actions.submit_decision(decision=self.draft(), actor=self.user("officer"), at=clock.now())

    def signed(self) -> Decision:
        """A decision with number and date."""
        return actions.sign_decision(decision=self.submitted(), actor=self.user("director"), at=clock.now())


@kept
def chancery(office: Office) -> Chancery:
    """Three nominations of one dossier, passed by all nine members; the meeting is closed with its minutes."""
    hall = make_hall(office)
    dossier = hall.dossier()
    nominations = [
        hall.nomination("Nguyễn Thị Ánh", "CSTDCS", dossier=dossier),
        hall.nomination("Đỗ Văn Bảo", "CSTDCS", dossier=dossier),
        hall.nomination("", "GIAY_KHEN", person=office.people["staff"], dossier=dossier),
    ]
    meeting = hall.open(*nominations)
    for member in hall.members:
        hall.cast(meeting, member, Choice.AGREE)
    meeting = hall.count(meeting)
    meeting = councils.close_meeting(meeting=meeting, discussion="Nhất trí.", actor=hall.secretary, at=clock.now())
    return Chancery(office, hall, meeting)


@pytest.fixture
def second_body_officer(office: Office) -> Any:
    """An officer of another department: sees nothing of ours before it is published."""
    other = Unit.objects.add_root(instance=Unit(
        code="SGD", name="Sở Giáo dục và Đào tạo", name_folded=fold("Sở Giáo dục và Đào tạo"), short_name="SGDĐT",
        symbol="SGDĐT", kind=Unit.Kind.DEPARTMENT, is_body=True,
    ))  # fmt: skip
    account = office.user("stranger", "Cao Thị Lạ", other)
    assign_role(user=account, role=Role.OFFICER, unit=other, start=clock.today(), actor=None, at=clock.now())
    return account
