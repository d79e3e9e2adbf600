"""Predicate and queryset are twins, and outsiders find nothing."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils import timezone

from thidua.accounts.roles import Role
from thidua.councils import actions
from thidua.councils.models import Council, Meeting
from thidua.councils.permissions import councils_visible_to, may_see, may_see_council, may_vote, visible_to
from thidua.organisation.models import Unit
from thidua.text import fold


@pytest.fixture
def world(hall: Any) -> Any:
    """Two bodies with a council each, meetings on several days, terms that begin and end between them."""
    names = {"name": "Sở Tài chính", "name_folded": fold("Sở Tài chính"), "short_name": "Sở Tài chính"}
    department = Unit(code="STC", kind=Unit.Kind.DEPARTMENT, is_body=True, founded=date(2000, 1, 1), **names)
    other = Unit.objects.add_root(instance=department)
    office = hall.office
    office.user("other_officer", "Cao Thị Tài", other, (Role.OFFICER, other))
    office.user("other_secretary", "Lý Văn Chính", other, (Role.COUNCIL_SECRETARY, other))
    office.user("other_member", "Mai Thị Ngoài", other, (Role.COUNCIL_MEMBER, other))
    officer = office.users["other_officer"]
    council = actions.create_council(
        body=other, name="Hội đồng Sở Tài chính", decision_number="7/QĐ", decision_date=date(2025, 1, 1),
        actor=officer, at=hall.now(),
    )  # fmt: skip
    for key, start, end in (("other_member", date(2025, 1, 1), None), ("member1", date(2025, 6, 1), date(2025, 9, 1))):
        actions.appoint_member(
            council=council, person=office.people[key], position="member", start=start, end=end,
            actor=officer, at=hall.now(),
        )  # fmt: skip
    actions.release_member(member=hall.members[8], end=date(2025, 10, 31), actor=hall.officer, at=hall.now())
    for where, leader in ((hall.council, hall.secretary), (council, office.users["other_secretary"])):
        for day in (date(2025, 3, 1), date(2025, 6, 1), date(2025, 9, 1), date(2025, 10, 31), date(2025, 11, 1)):
            for hour in (0, 23):
                moment = timezone.make_aware(datetime(day.year, day.month, day.day, hour, 30))
                actions.create_meeting(
                    council=where, title="Họp", starts_at=moment, place="P1", actor=leader, at=hall.now()
                )
    return hall


def test_may_see_and_visible_to_are_twins(world: Any) -> None:
    meetings = list(Meeting.objects.select_related("council__body"))
    councils = list(Council.objects.select_related("body"))
    seen = {}
    for key, user in {**world.office.users, "nobody": AnonymousUser()}.items():
        user.__dict__.pop("_roles_by_day", None)
        user.__dict__.pop("_person", None)
        assert {m.pk for m in meetings if may_see(user, m)} == set(visible_to(user).values_list("pk", flat=True)), key
        assert {c.pk for c in councils if may_see_council(user, c)} == set(
            councils_visible_to(user).values_list("pk", flat=True)
        ), key
        assert all(may_see(user, meeting).reason for meeting in meetings)
        seen[key] = visible_to(user).count()
    assert seen["officer"] == seen["director"] == seen["member0"] == 10
    assert seen["member8"] == 8
    assert seen["member1"] == 10 + 4
    assert seen["staff"] == seen["contact"] == seen["union"] == seen["nobody"] == 0


def test_a_member_of_another_council_finds_no_page(hall: Any, world: Any, enter: Any) -> None:
    hall.members = hall.members[:8]
    meeting = hall.open(hall.nomination(), present=8)
    pages = [
        reverse(f"councils:{name}", args=[meeting.pk])
        for name in ("meeting", "vote", "ballots", "papers", "agenda", "attendance", "progress", "conflict")
    ]
    client = enter("other_member")
    assert [client.get(page).status_code for page in pages] == [404] * len(pages)
    assert client.post(reverse("councils:vote", args=[meeting.pk]), {"step": "cast"}).status_code == 404
    client = enter("member0")
    assert client.get(pages[0]).status_code == 200
    assert client.get(pages[1]).status_code == 200


def test_working_pages_are_for_the_secretary(hall: Any, enter: Any) -> None:
    meeting = hall.meeting(hall.nomination())
    pages = [reverse(f"councils:{name}", args=[meeting.pk]) for name in ("agenda", "attendance", "conflict")]
    for key, expected in (("member0", 403), ("officer", 403), ("secretary", 200)):
        client = enter(key)
        assert [client.get(page).status_code for page in pages] == [expected] * len(pages), key


def test_who_may_vote_and_why_not(hall: Any) -> None:
    meeting = hall.open(hall.nomination())
    voter = hall.members[0].person.user
    assert may_vote(voter, meeting)
    assert not may_vote(hall.secretary, meeting)
    hall.cast(meeting, hall.members[0])
    assert "một lần" in may_vote(voter, meeting).reason
