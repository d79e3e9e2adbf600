"""The pages of units and people, as each role meets them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from thidua.base import clock
from thidua.organisation import panels
from thidua.organisation.models import Discipline, Honour, Post, Rating
from thidua.organisation.panels import Panel


def text_of(response: Any) -> str:
    return str(response.content.decode())


def test_the_units_page_shows_the_reach_of_the_role(office: Any, sign_in: Any) -> None:
    page = text_of(sign_in("officer").get(reverse("organisation:units")))
    assert "Trung tâm Lưu trữ lịch sử" in page
    assert "Phòng Tổ chức cán bộ" in page
    page = text_of(sign_in("contact").get(reverse("organisation:units")))
    assert "Trung tâm Lưu trữ lịch sử" in page
    assert "Phòng Tổ chức cán bộ" not in page


def test_without_a_reach_the_units_page_says_so(office: Any, sign_in: Any) -> None:
    assert "không gồm đơn vị nào" in text_of(sign_in("staff").get(reverse("organisation:units")))


def test_outsiders_get_404(office: Any, sign_in: Any) -> None:
    unit = reverse("organisation:unit", args=[office.personnel.pk])
    person = reverse("organisation:person", args=[office.people["other_contact"].pk])
    for address in (unit, person):
        assert sign_in("contact").get(address).status_code == 404
        assert sign_in("officer").get(address).status_code == 200


def test_pages_ask_to_sign_in(office: Any, client: Any) -> None:
    for address in (reverse("organisation:units"), reverse("organisation:my_record"), reverse("organisation:people")):
        response = client.get(address)
        assert response.status_code == 302
        assert response.url.startswith(reverse("sign_in"))


def test_people_stand_in_vietnamese_order(office: Any, sign_in: Any) -> None:
    for name in ("Lê Thị Ánh", "Đỗ Văn Ân", "Trần Văn An", "Nguyễn Văn Đạt", "Nguyễn Văn Dũng"):
        office.person(name, office.archive)
    page = text_of(sign_in("officer").get(reverse("organisation:unit", args=[office.archive.pk])))
    places = [page.index(f">{name}</a>") for name in
              ("Trần Văn An", "Lê Thị Ánh", "Đỗ Văn Ân", "Nguyễn Văn Dũng", "Nguyễn Văn Đạt")]  # fmt: skip
    assert places == sorted(places)


@pytest.mark.parametrize("text", ["hoang moi", "Hoàng Mối", "HOÀNG", "moi"])
def test_people_are_found_without_diacritics(office: Any, sign_in: Any, text: str) -> None:
    page = text_of(sign_in("officer").get(reverse("organisation:people"), {"q": text}))
    assert "Hoàng Thị Mối" in page
    assert "Đỗ Văn Khác" not in page


def test_people_are_found_by_code(office: Any, sign_in: Any) -> None:
    page = text_of(sign_in("officer").get(reverse("organisation:people"), {"q": office.people["staff"].code.lower()}))
    assert "Bùi Thị Viên" in page


def test_a_search_stays_within_the_reach(office: Any, sign_in: Any) -> None:
    page = text_of(sign_in("contact").get(reverse("organisation:people"), {"q": "khac"}))
    assert "Đỗ Văn Khác" not in page
    assert "Không tìm thấy ai" in page


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_lists_are_exported_as_they_are_filtered(office: Any, sign_in: Any, kind: str) -> None:
    response = sign_in("officer").get(reverse("organisation:people"), {"q": "moi", "xuat": kind})
    assert response.status_code == 200
    assert "attachment" in response["Content-Disposition"]
    content = b"".join(response.streaming_content) if response.streaming else response.content
    if kind == "csv":
        assert "Hoàng Thị Mối" in content.decode()
        assert "Đỗ Văn Khác" not in content.decode()
    else:
        assert content.startswith(b"PK")


def test_an_unknown_format_is_404(office: Any, sign_in: Any) -> None:
    assert sign_in("officer").get(reverse("organisation:people"), {"xuat": "exe"}).status_code == 404


def give_record(office: Any) -> None:
    person = office.people["staff"]
    Rating.objects.create(person=person, year=2024, level="excellent", decided_on=date(2024, 12, 20))
    Honour.objects.create(
        person=person, award="CSTDCS", is_title=True, year=2024, decided_on=date(2025, 1, 18),
        decision_number="61/QĐ-SNV", decided_by="Giám đốc Sở Nội vụ",
    )  # fmt: skip
    Discipline.objects.create(person=person, level="reprimand", start=date(2025, 5, 12), end=date(2026, 5, 11))


def test_a_record_shows_years_ratings_and_decisions(office: Any, sign_in: Any) -> None:
    give_record(office)
    page = text_of(sign_in("contact").get(reverse("organisation:person", args=[office.people["staff"].pk])))
    assert "Chiến sĩ thi đua cơ sở" in page
    assert "61/QĐ-SNV" in page
    assert "18/01/2025" in page


def test_discipline_is_shown_to_those_who_must_know(office: Any, sign_in: Any) -> None:
    give_record(office)
    address = reverse("organisation:person", args=[office.people["staff"].pk])
    for who in ("officer", "director", "staff"):
        assert "Khiển trách" in text_of(sign_in(who).get(address))
    for who in ("contact", "administration", "union"):
        page = sign_in(who).get(address)
        assert page.status_code == 200
        assert "Khiển trách" not in text_of(page)


def test_the_own_record_names_what_is_missing(office: Any, sign_in: Any) -> None:
    person = office.people["staff"]
    for year in range(2020, 2024):
        Rating.objects.create(person=person, year=year, level="good")
    page = text_of(sign_in("staff").get(reverse("organisation:my_record")))
    assert "Chưa có xếp loại năm 2024" in page
    assert "Chưa có xếp loại năm 2023" not in page
    assert "Lê Thị Chuyên" in page  # whom to tell
    Rating.objects.create(person=person, year=2024, level="good")
    assert "không thiếu mục nào" in text_of(sign_in("staff").get(reverse("organisation:my_record")))


def test_a_year_of_long_sick_leave_misses_no_rating(office: Any, sign_in: Any) -> None:
    person = office.people["staff"]
    for year in range(2020, 2024):
        Rating.objects.create(person=person, year=year, level="good")
    person.leaves.create(kind="sick", start=date(2024, 1, 1), end=date(2024, 9, 30))
    assert "Chưa có xếp loại năm 2024" not in text_of(sign_in("staff").get(reverse("organisation:my_record")))


def test_an_account_without_a_person_is_told_so(office: Any, client: Any, django_user_model: Any) -> None:
    client.force_login(
        django_user_model.objects.create(username="lone", full_name="Một Mình"),
        backend="django.contrib.auth.backends.ModelBackend",
    )
    assert "chưa gắn với hồ sơ" in text_of(client.get(reverse("organisation:my_record")))


def test_a_revoked_honour_is_marked_not_hidden(office: Any, sign_in: Any) -> None:
    give_record(office)
    Honour.objects.update(revoked_on=date(2025, 6, 1))
    page = text_of(sign_in("staff").get(reverse("organisation:my_record")))
    assert "Chiến sĩ thi đua cơ sở" in page
    assert "Đã hủy bỏ" in page


@pytest.mark.parametrize("name", ["organisation:unit", "organisation:people"])
def test_lists_ask_as_often_for_thirty_people_as_for_one(office: Any, sign_in: Any, name: str) -> None:
    client = sign_in("officer")
    address = reverse(name, args=[office.archive.pk]) if name == "organisation:unit" else reverse(name)
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get(address)
    for number in range(30):
        person = office.person(f"Nguyễn Văn A{number}", office.archive)
        Rating.objects.create(person=person, year=2024, level="good")
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(many) <= len(few) + 1  # the prefetch of ratings and titles


def test_a_long_list_has_pages(office: Any, sign_in: Any) -> None:
    for number in range(60):
        office.person(f"Nguyễn Văn A{number}", office.archive)
    address = reverse("organisation:unit", args=[office.archive.pk])
    assert "Các trang của danh sách" in text_of(sign_in("officer").get(address))
    assert sign_in("officer").get(address, {"page": "khong-phai-so"}).status_code == 200


def test_a_unit_that_ended_says_so(office: Any, sign_in: Any) -> None:
    Post.objects.filter(unit=office.archive).update(end=date(2025, 6, 30))
    type(office.archive).objects.filter(pk=office.archive.pk).update(dissolved=date(2025, 7, 1))
    page = text_of(sign_in("officer").get(reverse("organisation:unit", args=[office.archive.pk])))
    assert "Đã kết thúc hoạt động từ 01/07/2025" in page
    assert "Trung tâm Lưu trữ lịch sử" not in text_of(sign_in("officer").get(reverse("organisation:units")))


@pytest.fixture
def one_panel() -> Iterator[None]:
    """A panel that an app above puts on pages."""

    def provider(subject: Any, user: Any, day: date) -> list[Panel]:
        assert day == clock.today()
        return [Panel(title=f"Bảng của {subject}", template="organisation/_honours.html", context={"honours": []})]

    panels.provides_panels(provider)
    yield
    panels._providers.remove(provider)


@pytest.mark.usefixtures("one_panel")
def test_apps_above_put_panels_on_pages(office: Any, sign_in: Any) -> None:
    person = reverse("organisation:person", args=[office.people["staff"].pk])
    assert "Bảng của Bùi Thị Viên" in text_of(sign_in("officer").get(person))
    unit = reverse("organisation:unit", args=[office.archive.pk])
    assert "Bảng của Trung tâm Lưu trữ lịch sử" in text_of(sign_in("officer").get(unit))
