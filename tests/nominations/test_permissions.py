"""Who may see and do what; each predicate is held equal to its queryset."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from tests.nominations.conftest import DUE, Desk, rate

from thidua.accounts.roles import Role
from thidua.base.refusal import Refused
from thidua.nominations import actions, permissions
from thidua.nominations.models import Dossier, Nomination
from thidua.organisation.models import Assignment, Unit

STATES = Dossier.State.values
INSIDE = {
    "draft": {"contact"},
    "submitted": {"contact", "officer", "administration", "director", "union"},
}
INSIDE["returned"] = INSIDE["submitted"]
INSIDE["accepted"] = INSIDE["submitted"] | {"secretary"}
for later in ("in_council", "decided", "closed"):
    INSIDE[later] = INSIDE["accepted"] | {"member"}
INSIDE["withdrawn"] = {"contact"}


@pytest.mark.parametrize("state", STATES)
def test_a_dossier_opens_to_exactly_these_people(desk: Desk, state: str) -> None:
    dossier = desk.dossier(state)

    seen = {key for key in desk.office.users if permissions.may_see(desk.user(key), dossier)}

    assert seen == INSIDE[state]


def test_predicate_and_queryset_agree_for_everybody_on_everything(desk: Desk) -> None:
    for number, state in enumerate(STATES):
        desk.dossier(state, names=(f"Người {number}", f"Kẻ {number}"))
    sent_back = desk.dossier("returned", names=("Người trả",))
    actions.withdraw_dossier(dossier=sent_back, reason="Thôi", actor=desk.user("contact"), at=desk.at())
    staff = desk.office.people["staff"]
    own = desk.draft()
    desk.nominate(own, "GIAY_KHEN", person=staff)
    # A contact of one division below, an officer of a unit only, and a role that has ended.
    below = Unit.objects.add_child(
        Unit.objects.get(pk=desk.office.archive.pk),
        instance=Unit(code="P1", name="Phòng Nghiệp vụ", name_folded="p", short_name="P1", kind="division"),
    )
    desk.account("below", "Lý Thị Dưới", below, (Role.UNIT_CONTACT, below), (Role.OFFICER, desk.office.personnel))
    past = desk.account("past", "Tạ Văn Cũ", desk.office.archive, (Role.UNIT_CONTACT, desk.office.archive))
    Assignment.objects.filter(user=past).update(end=desk.at().date().replace(day=1))

    for key in desk.office.users:
        user = desk.user(key)
        dossiers, nominations = Dossier.objects.all(), Nomination.objects.all()
        assert {row.pk for row in dossiers if permissions.may_see(user, row)} == set(
            permissions.visible_to(user).values_list("pk", flat=True)
        ), key
        assert {row.pk for row in nominations if permissions.may_see_nomination(user, row)} == set(
            permissions.nominations_visible_to(user).values_list("pk", flat=True)
        ), key
    assert not permissions.visible_to(AnonymousUser()).exists()
    assert not permissions.nominations_visible_to(AnonymousUser()).exists()


def test_a_nominee_sees_the_own_nomination_and_not_the_dossier(desk: Desk) -> None:
    dossier = desk.draft()
    own = desk.nominate(dossier, "GIAY_KHEN", person=desk.office.people["staff"])
    other = desk.nominate(dossier, "LDTT", person=desk.person("Cao Thị Hiền"))
    staff = desk.user("staff")

    assert permissions.may_see_nomination(staff, own)
    assert not permissions.may_see_nomination(staff, other)
    assert not permissions.may_see(staff, dossier)


@pytest.mark.parametrize("nominated", [False, True])
def test_an_officer_appraises_unless_nominated_in_the_dossier(desk: Desk, nominated: bool) -> None:
    officer = desk.office.people["officer"]
    contact = desk.office.users["contact"]
    Assignment.objects.create(
        user=contact, role=Role.UNIT_CONTACT, unit=desk.office.emulation, start=desk.at().date().replace(day=1)
    )
    dossier = desk.draft(unit=desk.office.emulation)
    desk.nominate(dossier, person=desk.person("Cao Thị Hiền", desk.office.emulation))
    if nominated:
        rate(officer, y2024="good", y2025="good")
        desk.nominate(dossier, person=officer)
    desk.bring(dossier, "submitted")

    answer = permissions.may_appraise(desk.user("officer"), dossier)
    assert bool(answer) is not nominated
    if nominated:
        assert "được đề nghị" in answer.reason
        with pytest.raises(Refused) as refusal:
            actions.accept_dossier(dossier=dossier, actor=desk.user("officer"), at=desk.at())
        assert refusal.value.code == "not_allowed"
        with pytest.raises(Refused):
            actions.return_dossier(dossier=dossier, reason="x", due=DUE, actor=desk.user("officer"), at=desk.at())
    else:
        actions.accept_dossier(dossier=dossier, actor=desk.user("officer"), at=desk.at())
        assert Dossier.objects.get(pk=dossier.pk).state == "accepted"


def test_an_officer_who_was_taken_out_of_the_dossier_may_appraise_it(desk: Desk) -> None:
    Assignment.objects.create(
        user=desk.office.users["contact"], role=Role.UNIT_CONTACT, unit=desk.office.emulation,
        start=desk.at().date().replace(day=1),
    )  # fmt: skip
    dossier = desk.draft(unit=desk.office.emulation)
    own = desk.nominate(dossier, "GIAY_KHEN", person=desk.office.people["officer"])
    actions.drop_nomination(nomination=own, reason="Tự xin rút", actor=desk.user("contact"), at=desk.at())

    assert permissions.may_appraise(desk.user("officer"), dossier)


def test_a_director_does_not_award_the_own_nomination_but_that_of_others(desk: Desk) -> None:
    director = desk.office.people["director"]
    rate(director, y2024="good", y2025="good")
    Assignment.objects.create(
        user=desk.office.users["contact"], role=Role.UNIT_CONTACT, unit=desk.office.body,
        start=desk.at().date().replace(day=1),
    )  # fmt: skip
    dossier = desk.draft(unit=desk.office.body)
    own = desk.nominate(dossier, person=director)
    other = desk.nominate(dossier, person=desk.person("Cao Thị Hiền"))
    desk.bring(dossier, "in_council")
    for row in dossier.nominations.select_related("dossier"):
        actions.record_recommendation(nomination=row, passed=True, actor=desk.user("secretary"), at=desk.at())

    def award(row: Nomination) -> None:
        fresh = Nomination.objects.select_related("dossier").get(pk=row.pk)
        actions.mark_awarded(nomination=fresh, actor=desk.user("director"), at=desk.at())

    award(other)
    with pytest.raises(Refused) as refusal:
        award(own)
    assert refusal.value.code == "not_allowed"
    assert Dossier.objects.get(pk=dossier.pk).state == "in_council"


def test_every_group_is_explained_with_a_reason(desk: Desk) -> None:
    rows = permissions.explain(desk.dossier("draft"))

    assert [row["may"] for row in rows] == [True, False, False, False, False, True, False]
    assert all(row["who"] and row["why"] for row in rows)
