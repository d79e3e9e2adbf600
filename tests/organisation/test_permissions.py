"""Who may see which unit, which person and what of them: predicate and queryset say the same for everybody."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser

from thidua.accounts.roles import Role
from thidua.organisation import permissions
from thidua.organisation.models import Person, Post, Unit
from thidua.organisation.roles import Reach, Roles

EVERYBODY = [
    "director",
    "officer",
    "secretary",
    "member",
    "contact",
    "other_contact",
    "staff",
    "administration",
    "union",
]


@pytest.mark.parametrize("who", EVERYBODY)
def test_predicate_and_queryset_agree_on_people(office: Any, who: str) -> None:
    user = office.users[who]
    visible = set(permissions.people_visible_to(user))
    for person in Person.objects.all():
        assert bool(permissions.may_see_person(user, person)) == (person in visible), person


@pytest.mark.parametrize("who", EVERYBODY)
def test_predicate_and_queryset_agree_on_units(office: Any, who: str) -> None:
    user = office.users[who]
    visible = set(permissions.units_visible_to(user))
    for unit in Unit.objects.all():
        assert bool(permissions.may_see_unit(user, unit)) == (unit in visible), unit


def test_nobody_signed_in_sees_nobody(office: Any) -> None:
    assert not permissions.people_visible_to(AnonymousUser()).exists()
    assert not permissions.units_visible_to(AnonymousUser()).exists()
    assert not permissions.may_see_person(AnonymousUser(), office.people["staff"])


def test_a_contact_sees_the_own_unit_only(office: Any) -> None:
    contact = office.users["contact"]
    assert permissions.may_see_person(contact, office.people["staff"])
    assert not permissions.may_see_person(contact, office.people["other_contact"])


def test_who_has_moved_away_is_seen_by_the_new_unit(office: Any) -> None:
    person = office.people["staff"]
    person.posts.update(end=date(2025, 10, 31))
    Post.objects.create(
        person=person, unit=office.personnel, title="Chuyên viên", band="direct", start=date(2025, 11, 1)
    )
    assert not permissions.may_see_person(office.users["contact"], person)
    assert permissions.may_see_person(office.users["other_contact"], person)


def test_sensitive_facts_are_for_the_person_officer_and_director(office: Any) -> None:
    person = office.people["staff"]
    allowed = {who for who in EVERYBODY if permissions.may_see_sensitive(office.users[who], person)}
    assert allowed == {"staff", "officer", "director"}


def test_answers_carry_their_reason(office: Any) -> None:
    refusal = permissions.may_see_sensitive(office.users["contact"], office.people["staff"])
    assert "chuyên viên thẩm định" in refusal.reason
    rows = permissions.explain_person(office.people["staff"])
    assert any(row.may for row in rows)
    assert any(not row.may for row in rows)
    assert all(row.why for row in [*rows, *permissions.explain(office.archive)])


def test_a_role_below_another_of_the_same_kind_adds_no_condition(office: Any) -> None:
    below = Reach(Role.OFFICER, office.personnel.pk, office.personnel.path, "")
    above = Reach(Role.OFFICER, office.body.pk, office.body.path, "")
    beside = Reach(Role.DIRECTOR, office.personnel.pk, office.personnel.path, "")
    assert Roles([below, above]).units(Role.OFFICER) == Roles([above]).units(Role.OFFICER)
    assert Roles([below, above, beside]).units(Role.DIRECTOR) == Roles([beside]).units(Role.DIRECTOR)


def test_roles_side_by_side_reach_both_units(office: Any) -> None:
    reaches = [Reach(Role.OFFICER, unit.pk, unit.path, "") for unit in (office.personnel, office.archive)]
    found = set(Unit.objects.filter(Roles(reaches).units(Role.OFFICER)))
    assert found == {office.personnel, office.archive}
    assert not Unit.objects.filter(Roles(reaches).units(Role.UNION)).exists()
