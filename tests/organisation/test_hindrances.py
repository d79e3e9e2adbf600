"""Discipline, pending matters and leave: entered by the officer, concluded, taken back; seen by nobody else."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from thidua.accounts.roles import Role
from thidua.base import clock
from thidua.base.refusal import Refused
from thidua.journal.models import Event
from thidua.journal.queries import verify
from thidua.organisation import actions, permissions
from thidua.organisation.models import Discipline, Hold, Leave, Person, Unit


def address(office: Any) -> str:
    return reverse("organisation:person_hindrances", args=[office.people["staff"].pk])


def complaint(office: Any) -> Hold:
    return actions.place_hold(
        person=office.people["staff"], reason="complaint", start=date(2025, 10, 1), actor=office.users["officer"],
        at=clock.now(),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "values", "model"),
    [
        ("ky-luat", {"level": "warning", "start": "01/03/2025", "public_duty": "on"}, Discipline),
        ("tam-dung", {"reason": "complaint", "start": "01/03/2025"}, Hold),
        ("nghi", {"kind": "study", "start": "01/03/2025", "end": "30/06/2025", "result": "good"}, Leave),
    ],
)
def test_the_officer_enters_what_the_law_asks_about(office: Any, sign_in: Any, kind: str, values: Any, model: Any):
    data = {f"{kind}-{name}": value for name, value in values.items()} | {"kind": kind}
    for _press in range(2):  # pressed twice, it is entered once
        answer = sign_in("officer").post(address(office), data, follow=True)
        assert "Đã ghi." in answer.content.decode()
    row = model.objects.get()
    assert (row.person, row.start) == (office.people["staff"], date(2025, 3, 1))
    assert Event.objects.filter(object_id=str(row.pk), action__startswith=f"organisation.{model._meta.model_name}.")
    assert list(verify()) == []


@pytest.mark.parametrize("key", ["director", "contact", "staff", "union", "administration", "secretary"])
def test_nobody_else_opens_the_page(office: Any, sign_in: Any, key: str):
    hold = complaint(office)
    client = sign_in(key)
    assert client.get(address(office)).status_code == 404
    assert client.get(reverse("organisation:conclude", args=["tam-dung", hold.pk])).status_code == 404
    assert client.post(reverse("organisation:withdraw", args=["tam-dung", hold.pk]), {"reason": "x"}).status_code == 404
    assert Hold.objects.filter(pk=hold.pk).exists()


def test_the_officer_does_not_enter_the_own_discipline(office: Any, sign_in: Any):
    own = Person.objects.filter(user=office.users["officer"]).first()
    assert own is not None
    assert not permissions.may_keep_hindrances(office.users["officer"], own)
    assert sign_in("officer").get(reverse("organisation:person_hindrances", args=[own.pk])).status_code == 404


def test_predicate_and_queryset_are_twins(office: Any):
    users = [*office.users.values(), office.user("admin", "Quản Trị", office.body, (Role.ADMINISTRATOR, office.body))]
    for user in users:
        allowed = {person for person in Person.objects.all() if permissions.may_keep_hindrances(user, person)}
        assert set(permissions.people_with_hindrances_kept_by(user)) == allowed
        units = {unit for unit in Unit.objects.all() if permissions.may_keep_hindrances(user, unit)}
        assert set(permissions.units_with_hindrances_kept_by(user)) == units


def test_an_end_before_the_beginning_is_said_at_its_field(office: Any, sign_in: Any):
    data = {"kind": "nghi", "nghi-kind": "sick", "nghi-start": "10/03/2025", "nghi-end": "01/03/2025"}
    answer = sign_in("officer").post(address(office), data)
    assert answer.status_code == 422
    assert "đứng trước ngày bắt đầu" in answer.content.decode()
    assert not Leave.objects.exists()


def test_a_pending_matter_is_concluded_once(office: Any, sign_in: Any):
    hold = complaint(office)
    page = reverse("organisation:conclude", args=["tam-dung", hold.pk])
    client = sign_in("officer")
    client.post(page, {"end": "15/10/2025", "cleared": "1"})
    hold.refresh_from_db()
    assert (hold.end, hold.cleared) == (date(2025, 10, 15), True)
    assert client.get(page).status_code == 404
    with pytest.raises(Refused) as refused:
        actions.lift_hold(
            hold=hold, end=date(2025, 11, 1), cleared=False, actor=office.users["officer"], at=clock.now()
        )
    assert refused.value.code == "concluded"


def test_a_mistake_is_taken_back_with_its_reason_and_stays_in_the_journal(office: Any, sign_in: Any):
    hold = complaint(office)
    page = reverse("organisation:withdraw", args=["tam-dung", hold.pk])
    client = sign_in("officer")
    assert client.post(page, {"reason": " "}).status_code == 422
    client.post(page, {"reason": "Nhầm người cùng tên"})
    assert not Hold.objects.exists()
    event = Event.objects.get(action="organisation.hold.withdraw")
    assert event.reason == "Nhầm người cùng tên"
    assert list(verify()) == []


def test_a_date_changed_behind_the_program_is_found(office: Any):
    hold = complaint(office)
    Hold.objects.filter(pk=hold.pk).update(start=date(2024, 1, 1))
    (fault,) = verify()
    assert "start" in fault.message


def test_a_collective_has_pending_matters_only(office: Any, sign_in: Any):
    page = reverse("organisation:unit_hindrances", args=[office.archive.pk])
    client = sign_in("officer")
    text = client.get(page).content.decode()
    assert "tam-dung-reason" in text
    assert "ky-luat-level" not in text
    client.post(page, {"kind": "tam-dung", "tam-dung-reason": "investigation", "tam-dung-start": "01/11/2025"})
    assert Hold.objects.get().unit == office.archive


def test_the_page_asks_as_often_for_thirty_rows_as_for_one(office: Any, sign_in: Any, django_assert_max_num_queries):
    complaint(office)
    client = sign_in("officer")
    client.get(address(office))

    def queries() -> int:
        with django_assert_max_num_queries(40) as captured:
            client.get(address(office))
        return len(captured)

    with_one = queries()
    Hold.objects.bulk_create(
        Hold(person=office.people["staff"], reason="press", start=date(2025, 1, day)) for day in range(1, 31)
    )
    assert queries() == with_one


def test_actions_ask_as_the_pages_do(office: Any):
    own = Person.objects.get(user=office.users["officer"])
    administrator = office.user("admin", "Quản Trị", office.body, (Role.ADMINISTRATOR, office.body))
    values = {"kind": "sick", "start": date(2025, 6, 1), "end": date(2025, 7, 1), "at": clock.now()}
    for person, actor in ((own, office.users["officer"]), (office.people["staff"], administrator)):
        with pytest.raises(Refused) as refused:
            actions.record_leave(person=person, actor=actor, **values)
        assert refused.value.code == "not_allowed"
    assert actions.record_leave(person=office.people["staff"], actor=office.users["officer"], **values).pk


def test_a_conclusion_and_a_withdrawal_ask_the_row_not_what_was_read_of_it(office: Any):
    hold = complaint(office)
    stale = Hold.objects.get(pk=hold.pk)
    act = {"actor": office.users["officer"], "at": clock.now()}
    actions.lift_hold(hold=hold, end=date(2025, 10, 15), cleared=True, **act)
    with pytest.raises(Refused) as refused:
        actions.lift_hold(hold=stale, end=date(2025, 11, 1), cleared=False, **act)
    assert refused.value.code == "concluded"
    for _press in range(2):
        actions.withdraw(row=stale, reason="nhầm", **act)
    assert Event.objects.filter(action="organisation.hold.withdraw").count() == 1
    assert list(verify()) == []
