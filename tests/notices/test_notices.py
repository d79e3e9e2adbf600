"""Notices: sent once to each, read when opened, nobody else's business."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from thidua.notices import todo
from thidua.notices.actions import mark_read, notify
from thidua.notices.models import Notice
from thidua.notices.queries import unread_count
from thidua.notices.todo import Todo, provides_todos, todos_of

AT = datetime(2025, 11, 20, 9, tzinfo=timezone.get_default_timezone())


def send(office: Any, *keys: str, subject: str = "Hồ sơ được tiếp nhận", url: str = "/phong-trao/") -> None:
    notify(
        recipients=[office.users[key] for key in keys], kind="test", subject=subject, body="Dòng một\n\nDòng hai",
        at=AT, url=url,
    )  # fmt: skip


def test_each_recipient_is_told_once_and_nobody_when_none(office: Any) -> None:
    send(office, "contact", "contact", "staff")
    assert Notice.objects.count() == 2
    assert notify(recipients=[], kind="test", subject="x", body="y", at=AT) == 0


def test_opening_a_notice_marks_it_read_and_the_first_reading_stands(office: Any, sign_in: Any) -> None:
    send(office, "contact")
    notice = Notice.objects.get()
    page = sign_in("contact").get(reverse("notices:detail", args=[notice.pk])).content.decode()
    assert "Dòng hai" in page
    assert 'href="/phong-trao/"' in page
    notice.refresh_from_db()
    first = notice.read_at
    assert first is not None
    mark_read(notice=notice, actor=office.users["contact"], at=AT + timedelta(days=1))
    notice.refresh_from_db()
    assert notice.read_at == first


def test_somebody_elses_notice_is_404_and_stays_unread(office: Any, sign_in: Any) -> None:
    send(office, "contact")
    notice = Notice.objects.get()
    assert sign_in("staff").get(reverse("notices:detail", args=[notice.pk])).status_code == 404
    notice.refresh_from_db()
    assert notice.read_at is None


def test_the_list_tells_read_from_unread(office: Any, sign_in: Any) -> None:
    send(office, "contact", subject="Thư một")
    send(office, "contact", subject="Thư hai")
    Notice.objects.filter(subject="Thư một").update(read_at=AT)
    client = sign_in("contact")
    page = client.get(reverse("notices:list")).content.decode()
    assert "Thư một" in page
    assert "Thư hai" in page
    page = client.get(reverse("notices:list"), {"chua-doc": "1"}).content.decode()
    assert "Thư một" not in page
    assert "Thư hai" in page


def test_an_empty_list_says_what_will_come(office: Any, sign_in: Any) -> None:
    assert "Chưa có thông báo nào" in sign_in("staff").get(reverse("notices:list")).content.decode()
    send(office, "staff")
    Notice.objects.update(read_at=AT)
    page = sign_in("staff").get(reverse("notices:list"), {"chua-doc": "1"}).content.decode()
    assert "Không còn thông báo chưa đọc" in page


def test_all_can_be_marked_read_only_by_post_and_only_the_own(office: Any, sign_in: Any) -> None:
    send(office, "contact", "staff")
    client = sign_in("contact")
    assert client.get(reverse("notices:all_read")).status_code == 405
    assert client.post(reverse("notices:all_read")).status_code == 302
    assert unread_count(office.users["contact"]) == 0
    assert unread_count(office.users["staff"]) == 1
    assert client.post(reverse("notices:all_read")).status_code == 302  # pressed twice


def test_the_list_asks_as_often_for_thirty_as_for_one(office: Any, sign_in: Any) -> None:
    client = sign_in("contact")
    send(office, "contact")
    client.get(reverse("notices:list"))
    with CaptureQueriesContext(connection) as few:
        client.get(reverse("notices:list"))
    for number in range(29):
        send(office, "contact", subject=f"Thư {number}")
    with CaptureQueriesContext(connection) as many:
        client.get(reverse("notices:list"))
    assert len(many) == len(few)


def test_todos_come_by_their_day_and_undated_last(office: Any) -> None:
    def provider(user: Any, day: date) -> list[Todo]:
        return [
            Todo("Không hạn", "vì", "/a/"),
            Todo("Sau", "vì", "/b/", due=day + timedelta(days=9)),
            Todo("Trước", "vì", "/c/", due=day - timedelta(days=1)),
        ]

    provides_todos(provider)
    provides_todos(provider)
    try:
        found = [row.what for row in todos_of(office.users["staff"], date(2025, 11, 20)) if row.why == "vì"]
    finally:
        todo._providers.remove(provider)
    assert found == ["Trước", "Sau", "Không hạn"]
