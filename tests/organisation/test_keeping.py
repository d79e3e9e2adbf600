"""Keeping the records by hand: ratings of a year, roles, accounts, and the to-do of the own record."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from thidua.accounts.models import User
from thidua.accounts.roles import Role
from thidua.base import clock
from thidua.journal.models import Event
from thidua.notices.todo import todos_of
from thidua.organisation.models import Assignment, Rating
from thidua.organisation.roles import roles_of


@pytest.fixture
def administrator(office: Any) -> Any:
    return office.user("administrator", "Quản Thị Trị", office.body, (Role.ADMINISTRATOR, office.body))


def posted(office: Any, **levels: str) -> dict[str, str]:
    """A form of the archive's ratings as the page sends it; ``levels`` by key of the person."""
    data = {"decided_on": "2025-11-19"}
    for key, level in levels.items():
        data[f"p{office.people[key].pk}"] = level
        data[f"p{office.people[key].pk}_was"] = ""
    return data


def test_the_officer_writes_the_ratings_of_a_unit(office: Any, sign_in: Any) -> None:
    address = reverse("organisation:ratings", args=[office.archive.pk])
    client = sign_in("officer")
    page = client.get(address).content.decode()
    assert "Xếp loại năm 2025" in page
    assert "Bùi Thị Viên" in page
    answer = client.post(f"{address}?nam=2025", posted(office, staff="excellent", contact="good"), follow=True)
    assert "Đã ghi 2 xếp loại năm 2025" in answer.content.decode()
    assert Rating.objects.get(person=office.people["staff"], year=2025).level == "excellent"
    assert Event.objects.filter(action="organisation.rating.set").count() == 2


def test_pressed_twice_nothing_is_written_twice(office: Any, sign_in: Any) -> None:
    address = f"{reverse('organisation:ratings', args=[office.archive.pk])}?nam=2025"
    client = sign_in("officer")
    client.post(address, posted(office, staff="good"))
    again = client.post(address, posted(office, staff="good"))
    assert "vừa được người khác ghi" in again.content.decode()
    assert Event.objects.filter(action="organisation.rating.set").count() == 1


def test_nobody_overwrites_what_another_has_written_meanwhile(office: Any, sign_in: Any) -> None:
    Rating.objects.create(person=office.people["staff"], year=2025, level="completed")
    address = f"{reverse('organisation:ratings', args=[office.archive.pk])}?nam=2025"
    answer = sign_in("officer").post(address, posted(office, contact="good", staff="excellent"))
    assert "Bùi Thị Viên" in answer.content.decode()
    assert Rating.objects.get().level == "completed"  # all or none


def test_a_decision_is_not_dated_ahead(office: Any, sign_in: Any) -> None:
    address = f"{reverse('organisation:ratings', args=[office.archive.pk])}?nam=2025"
    data = posted(office, staff="good") | {"decided_on": "2025-12-31"}
    assert "không thể sau hôm nay" in sign_in("officer").post(address, data).content.decode()
    assert not Rating.objects.exists()


@pytest.mark.parametrize("who", ["contact", "staff", "director", "union", "secretary"])
def test_who_keeps_no_records_finds_no_page_for_it(office: Any, sign_in: Any, who: str) -> None:
    client = sign_in(who)
    for name in ("ratings", "roles"):
        assert client.get(reverse(f"organisation:{name}", args=[office.archive.pk])).status_code == 404
    answer = client.post(reverse("organisation:ratings", args=[office.archive.pk]), posted(office, staff="excellent"))
    assert answer.status_code == 404
    assert not Rating.objects.exists()


def test_an_unknown_year_shows_the_usual_one(office: Any, sign_in: Any) -> None:
    address = reverse("organisation:ratings", args=[office.archive.pk])
    for year in ("1850", "abc", ""):
        assert "Xếp loại năm 2025" in sign_in("officer").get(address, {"nam": year}).content.decode()


def test_the_administrator_gives_and_ends_a_role(office: Any, sign_in: Any, administrator: Any) -> None:
    client = sign_in("administrator")
    address = reverse("organisation:roles", args=[office.archive.pk])
    data = {"who": office.people["staff"].code, "role": Role.UNIT_CONTACT, "start": "2025-11-20", "end": ""}
    page = client.post(address, data, follow=True).content.decode()
    assert "Đã giao vai trò" in page
    given = Assignment.objects.get(user=office.users["staff"], role=Role.UNIT_CONTACT)
    assert roles_of(User.objects.get(username="staff")).has(Role.UNIT_CONTACT, unit=office.archive)
    client.post(reverse("organisation:end_role", args=[given.pk]))
    given.refresh_from_db()
    assert given.end == clock.today()


def test_an_unknown_account_is_told_at_its_field(office: Any, sign_in: Any, administrator: Any) -> None:
    data = {"who": "khong-co", "role": Role.STAFF, "start": "2025-11-20", "end": ""}
    answer = sign_in("administrator").post(reverse("organisation:roles", args=[office.archive.pk]), data)
    assert "khong-co" in answer.content.decode()
    assert answer.context["role_form"].errors["who"]


def test_an_account_is_made_for_somebody_of_the_unit(office: Any, sign_in: Any, administrator: Any) -> None:
    person = office.person("Trần Thị Mới", office.archive)
    client = sign_in("administrator")
    address = reverse("organisation:create_account", args=[office.archive.pk])
    data = {"code": person.code, "username": "moi.tt", "password": "sen-hong-ho-guom-1954"}
    assert client.post(address, data).status_code == 302
    person.refresh_from_db()
    assert person.user is not None
    assert person.user.check_password("sen-hong-ho-guom-1954")
    again = client.post(address, data | {"username": "khac"})
    assert "đã có tài khoản" in again.content.decode()
    assert "sen-hong" not in again.content.decode()  # a password is never sent back


def test_an_account_is_not_made_for_somebody_elsewhere(office: Any, sign_in: Any, administrator: Any) -> None:
    person = office.person("Trần Thị Xa", office.personnel)
    data = {"code": person.code, "username": "xa.tt", "password": "sen-hong-ho-guom-1954"}
    answer = sign_in("administrator").post(reverse("organisation:create_account", args=[office.archive.pk]), data)
    assert answer.context["account_form"].errors["code"]
    assert not User.objects.filter(username="xa.tt").exists()


def test_the_page_of_a_unit_offers_what_the_role_may_do(office: Any, sign_in: Any, administrator: Any) -> None:
    address = reverse("organisation:unit", args=[office.archive.pk])
    ratings, roles = (reverse(f"organisation:{name}", args=[office.archive.pk]) for name in ("ratings", "roles"))
    page = sign_in("officer").get(address).content.decode()
    assert ratings in page
    assert roles not in page
    page = sign_in("administrator").get(address).content.decode()
    assert roles in page
    assert ratings not in sign_in("contact").get(address).content.decode()


def test_a_record_with_gaps_is_a_task(office: Any) -> None:
    user, person = office.users["staff"], office.people["staff"]
    titles = [todo.what for todo in todos_of(user, clock.today())]
    assert "Bổ sung hồ sơ của tôi" in titles
    for year in range(2020, 2025):
        Rating.objects.create(person=person, year=year, level="good", decided_on=date(year, 12, 20))
    assert "Bổ sung hồ sơ của tôi" not in [todo.what for todo in todos_of(user, clock.today())]


def test_a_year_that_is_none_shows_the_usual_one(office: Any, sign_in: Any) -> None:
    address = reverse("organisation:ratings", args=[office.archive.pk])
    client = sign_in("officer")
    for nonsense in ("x", "²", "9" * 5000, "1900"):
        assert client.get(address, {"nam": nonsense}).context["year"] == 2025


def test_nobody_enters_the_own_rating_and_the_message_names_who_may(office: Any, sign_in: Any) -> None:
    address = f"{reverse('organisation:ratings', args=[office.emulation.pk])}?nam=2025"
    client = sign_in("officer")
    assert "Dòng của bạn: người khác ghi" in client.get(address).content.decode()
    alone = client.post(address, posted(office, officer="excellent", secretary="good")).content.decode()
    assert "chưa có người thứ hai được ghi" in alone
    assert not Rating.objects.exists()  # all or none

    office.user("second", "Ngô Thị Hai", office.emulation, (Role.OFFICER, office.body))
    assert "Hãy nhờ Ngô Thị Hai ghi dòng này" in client.post(address, posted(office, officer="good")).content.decode()
    sign_in("second").post(address, posted(office, officer="good"))
    assert Rating.objects.get().person == office.people["officer"]
