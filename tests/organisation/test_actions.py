"""Writes to units, people and the register: done wholly and journalled, or refused and nothing changed."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from django.utils import timezone

from thidua.accounts.roles import Role
from thidua.base.refusal import Refused
from thidua.journal.models import Event
from thidua.journal.queries import verify
from thidua.organisation import actions
from thidua.organisation.models import Assignment, Discipline, Hold, Honour, Leave, Post, Rating, Unit
from thidua.organisation.naming import unit_names
from thidua.organisation.roles import roles_of

AT = datetime(2025, 11, 20, 9, tzinfo=timezone.get_default_timezone())


def grant(office: Any, **values: Any) -> Honour:
    given = {
        "subject": office.people["staff"], "award": "LDTT", "is_title": True, "year": 2024, "kind": "merit",
        "decision_number": "12/QĐ-SNV", "decided_on": date(2025, 1, 15), "decided_by": "Giám đốc Sở Nội vụ",
        "actor": office.users["director"], "at": AT,
    }  # fmt: skip
    return actions.grant_honour(**(given | values))


def test_an_honour_is_entered_sealed_and_journalled(office: Any) -> None:
    honour = grant(office)
    event = Event.objects.get(action="organisation.honour.grant")
    assert event.object_id == str(honour.pk)
    assert event.seal is not None
    assert event.seal["decision_number"] == "12/QĐ-SNV"
    assert event.new["subject"] == office.people["staff"].code
    assert list(verify()) == []


def test_a_changed_byte_of_an_honour_is_named(office: Any) -> None:
    honour = grant(office)
    Honour.objects.filter(pk=honour.pk).update(year=2023)
    faults = list(verify())
    assert len(faults) == 1
    assert "year" in faults[0].message


def test_the_same_title_is_given_once_a_year(office: Any) -> None:
    grant(office)
    with pytest.raises(Refused) as refusal:
        grant(office)
    assert refusal.value.code == "already_held"
    assert grant(office, year=2023).year == 2023
    assert Honour.objects.count() == 2


def test_a_form_of_commendation_may_be_given_twice_a_year(office: Any) -> None:
    for number in ("1/QĐ-SNV", "2/QĐ-SNV"):
        grant(office, award="GIAY_KHEN", is_title=False, decision_number=number)
    assert Honour.objects.filter(award="GIAY_KHEN").count() == 2


def test_a_title_can_be_given_again_after_it_was_revoked(office: Any) -> None:
    honour = grant(office)
    actions.revoke_honour(
        honour=honour, on=date(2025, 11, 1), reason="Kê khai sai", actor=office.users["director"], at=AT
    )
    assert grant(office, decision_number="13/QĐ-SNV").pk != honour.pk
    assert Event.objects.get(action="organisation.honour.revoke").reason == "Kê khai sai"


def test_revoking_needs_a_reason_and_happens_once(office: Any) -> None:
    honour = grant(office)
    day, director = date(2025, 11, 1), office.users["director"]
    with pytest.raises(Refused) as refusal:
        actions.revoke_honour(honour=honour, on=day, reason="  ", actor=director, at=AT)
    assert "reason" in refusal.value.fields
    actions.revoke_honour(honour=honour, on=day, reason="Kê khai sai", actor=director, at=AT)
    with pytest.raises(Refused) as refusal:
        actions.revoke_honour(honour=honour, on=day, reason="Lần nữa", actor=director, at=AT)
    assert refusal.value.code == "already_revoked"


def test_a_unit_is_created_below_its_parent_and_found_without_diacritics(office: Any) -> None:
    made = actions.create_unit(
        code="BTG", name="Ban Tôn giáo", short_name="Ban TG", kind=Unit.Kind.SUBORDINATE, parent=office.body,
        founded=date(2025, 1, 1), actor=office.users["officer"], at=AT,
    )  # fmt: skip
    assert Unit.objects.get_parent(made) == office.body
    assert "ton giao" in made.name_folded
    assert Unit.objects.find_problems() == ([], [], [], [], [])


def test_a_unit_code_is_used_once(office: Any) -> None:
    with pytest.raises(Refused) as refusal:
        actions.create_unit(
            code="TTLT", name="Khác", short_name="Khác", kind=Unit.Kind.DIVISION, parent=office.body,
            actor=office.users["officer"], at=AT,
        )  # fmt: skip
    assert refusal.value.code == "code_taken"
    assert "code" in refusal.value.fields


@pytest.mark.parametrize("who", ["contact", "staff", "director", "union"])
def test_who_keeps_no_records_creates_no_unit(office: Any, who: str) -> None:
    with pytest.raises(Refused) as refusal:
        actions.create_unit(
            code="X", name="X", short_name="X", kind=Unit.Kind.DIVISION, parent=office.body, actor=office.users[who],
            at=AT,
        )  # fmt: skip
    assert refusal.value.code == "not_allowed"
    assert not Unit.objects.filter(code="X").exists()


def test_renaming_keeps_the_old_name_in_the_journal(office: Any) -> None:
    actions.rename_unit(
        unit=office.archive,
        name="Trung tâm Lưu trữ tỉnh",
        short_name="TT Lưu trữ",
        actor=office.users["officer"],
        at=AT,
    )
    event = Event.objects.get(action="organisation.unit.rename")
    assert event.old["name"] == "Trung tâm Lưu trữ lịch sử"
    assert Unit.objects.get(pk=office.archive.pk).name_folded.startswith("trung tam luu tru tinh")


def test_a_unit_with_people_is_not_dissolved(office: Any) -> None:
    officer = office.users["officer"]
    with pytest.raises(Refused) as refusal:
        actions.dissolve_unit(unit=office.archive, on=date(2025, 12, 1), actor=officer, at=AT)
    assert refusal.value.code == "people_left"
    for post in Post.objects.filter(unit=office.archive):
        actions.end_post(post=post, end=date(2025, 11, 30), actor=officer, at=AT)
    actions.dissolve_unit(unit=office.archive, on=date(2025, 12, 1), actor=officer, at=AT)
    assert Unit.objects.get(pk=office.archive.pk).dissolved == date(2025, 12, 1)


def test_people_of_one_name_are_told_apart_by_code(office: Any) -> None:
    values = {
        "full_name": "Nguyễn Thị Lan", "gender": "female", "birth_date": date(1990, 1, 1),
        "occupation": "civil_servant", "employed_from": date(2015, 1, 1), "actor": None, "at": AT,
    }  # fmt: skip
    first = actions.create_person(code="A1", **values)
    second = actions.create_person(code="A2", **values)
    assert first.name_key == second.name_key
    with pytest.raises(Refused) as refusal:
        actions.create_person(code="A1", **values)
    assert refusal.value.code == "code_taken"


def test_an_appointment_ends_the_running_post_the_day_before(office: Any) -> None:
    person = office.people["staff"]
    actions.appoint(
        person=person, unit=office.personnel, title="Phó Trưởng phòng", band=Post.Band.DIVISION_LEADER,
        start=date(2025, 6, 1), actor=office.users["officer"], at=AT,
    )  # fmt: skip
    first, second = person.posts.order_by("start")
    assert (first.end, second.end) == (date(2025, 5, 31), None)


def test_an_appointment_before_a_later_one_is_refused(office: Any) -> None:
    with pytest.raises(Refused) as refusal:
        actions.appoint(
            person=office.people["staff"], unit=office.personnel, title="X", band=Post.Band.DIRECT,
            start=date(2014, 1, 1), actor=office.users["officer"], at=AT,
        )  # fmt: skip
    assert refusal.value.code == "later_post"
    assert "01/01/2015" in refusal.value.message


def test_a_rating_is_corrected_not_doubled(office: Any) -> None:
    staff, officer = office.people["staff"], office.users["officer"]
    for level in (Rating.Level.GOOD, Rating.Level.EXCELLENT):
        actions.set_rating(subject=staff, year=2025, level=level, decided_on=date(2025, 11, 1), actor=officer, at=AT)
    assert Rating.objects.get(person=staff, year=2025).level == Rating.Level.EXCELLENT
    assert Event.objects.filter(action="organisation.rating.set").last().old["level"] == "good"
    assert list(verify()) == []


def test_a_contact_person_does_not_rate(office: Any) -> None:
    with pytest.raises(Refused):
        actions.set_rating(
            subject=office.people["staff"], year=2025, level=Rating.Level.GOOD, decided_on=date(2025, 11, 1),
            actor=office.users["contact"], at=AT,
        )  # fmt: skip
    assert not Rating.objects.exists()


def test_only_an_administrator_gives_roles(office: Any) -> None:
    user = office.users["staff"]
    values = {"user": user, "role": Role.UNIT_CONTACT, "unit": office.archive, "start": date(2025, 1, 1), "at": AT}
    with pytest.raises(Refused):
        actions.assign_role(**values, actor=office.users["officer"])
    administrator = office.user("administrator", "Quản Trị", office.body, (Role.ADMINISTRATOR, office.body))
    given = actions.assign_role(**values, actor=administrator)
    assert actions.assign_role(**values, actor=administrator).pk == given.pk
    assert roles_of(user).has(Role.UNIT_CONTACT, unit=office.archive)
    actions.end_role(assignment=given, end=date(2025, 6, 30), actor=administrator, at=AT)
    user.__dict__.pop("_roles_by_day")
    assert not roles_of(user).has(Role.UNIT_CONTACT, unit=office.archive)


def test_sensitive_facts_are_entered_with_their_dates(office: Any) -> None:
    person, officer = office.people["staff"], office.users["officer"]
    actions.discipline(
        person=person, level=Discipline.Level.REPRIMAND, start=date(2025, 3, 1), end=date(2026, 2, 28),
        public_duty=True, actor=officer, at=AT,
    )  # fmt: skip
    hold = actions.place_hold(
        person=person, reason=Hold.Reason.COMPLAINT, start=date(2025, 10, 1), actor=officer, at=AT
    )
    actions.lift_hold(hold=hold, end=date(2025, 11, 1), cleared=True, actor=officer, at=AT)
    actions.record_leave(
        person=person, kind=Leave.Kind.MATERNITY, start=date(2025, 1, 1), end=date(2025, 6, 30), actor=officer, at=AT
    )
    assert (person.disciplines.count(), person.holds.get().cleared, person.leaves.count()) == (1, True, 1)
    hindrances = ("organisation.discipline", "organisation.hold", "organisation.leave")
    assert Event.objects.filter(object_type__in=hindrances).count() == 4


def test_dates_the_wrong_way_round_are_refused(office: Any) -> None:
    with pytest.raises(Refused) as refusal:
        actions.record_leave(
            person=office.people["staff"], kind=Leave.Kind.SICK, start=date(2025, 6, 1), end=date(2025, 5, 1),
            actor=office.users["officer"], at=AT,
        )  # fmt: skip
    assert refusal.value.code == "dates_reversed"
    assert not Leave.objects.exists()


def test_who_has_left_is_kept_by_the_last_unit(office: Any) -> None:
    other = Unit.objects.add_root(
        instance=Unit(code="SYT", kind=Unit.Kind.DEPARTMENT, is_body=True, **unit_names("Sở Y tế"))
    )
    stranger = office.user("stranger", "Ngô Thị Lạ", other, (Role.OFFICER, other))
    person = office.people["staff"]
    person.posts.update(end=date(2025, 1, 31))
    values = {"subject": person, "year": 2024, "level": Rating.Level.GOOD, "decided_on": date(2025, 11, 1), "at": AT}
    with pytest.raises(Refused):
        actions.set_rating(**values, actor=stranger)
    assert actions.set_rating(**values, actor=office.users["officer"]).level == Rating.Level.GOOD


def test_a_role_that_is_over_does_not_run_again_by_being_ended_anew(office):
    administrator = office.user("administrator", "Quản Thị Trị", office.body, (Role.ADMINISTRATOR, office.body))
    role = Assignment.objects.get(user=office.users["contact"])
    actions.end_role(assignment=role, end=date(2025, 6, 30), actor=administrator, at=AT)

    with pytest.raises(Refused) as refused:
        actions.end_role(assignment=role, end=date(2025, 11, 20), actor=administrator, at=AT)

    assert refused.value.code == "has_ended"
    assert Assignment.objects.get(pk=role.pk).end == date(2025, 6, 30)


def test_a_role_given_again_from_the_day_of_one_that_ended_is_not_passed_over_in_silence(office):
    administrator = office.user("administrator", "Quản Thị Trị", office.body, (Role.ADMINISTRATOR, office.body))
    values = {"user": office.users["staff"], "role": Role.UNION, "unit": office.archive, "start": date(2025, 11, 20)}
    role = actions.assign_role(**values, actor=administrator, at=AT)
    actions.end_role(assignment=role, end=date(2025, 11, 20), actor=administrator, at=AT)

    with pytest.raises(Refused) as refused:
        actions.assign_role(**values, actor=administrator, at=AT)

    assert refused.value.code == "other_end"
