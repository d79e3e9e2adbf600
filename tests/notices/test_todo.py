"""To-dos: rows that wait are asked about once for all apps, read only when they are there, and said in order."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext

from thidua.base import clock
from thidua.notices.todo import Todo, Waiting, todos_by, todos_of
from thidua.organisation.completeness import gaps, maybe_incomplete
from thidua.organisation.models import Honour, Person, Post, Rating
from thidua.organisation.queries import record_years
from thidua.site.components.values import write_waited

DAY = date(2025, 11, 20)


def _named(people: Any) -> Iterator[Todo]:
    for person in people:
        yield Todo(person.full_name, "", "/")


def test_rows_that_are_not_there_cost_one_question_together(office: Any) -> None:
    def absent(_user: Any, _day: date) -> Iterator[Todo | Waiting]:
        for _number in range(5):
            yield Waiting(Person.objects.filter(full_name="Không Có"), _named)

    with CaptureQueriesContext(connection) as queries:
        assert todos_by(office.users["officer"], DAY, absent) == []
    assert len(queries) == 1


def test_rows_that_are_there_are_said_in_their_place(office: Any) -> None:
    def mixed(_user: Any, _day: date) -> Iterator[Todo | Waiting]:
        yield Waiting(Person.objects.none(), _named)
        yield Waiting(Person.objects.filter(pk=office.people["staff"].pk), _named)
        yield Todo("Việc sẵn có", "", "/")
        yield Waiting(Person.objects.filter(full_name="Không Có"), _named)

    said = [todo.what for todo in todos_by(office.users["officer"], DAY, mixed)]
    assert said == [office.people["staff"].full_name, "Việc sẵn có"]


def test_nobody_signed_in_has_nothing_to_do(office: Any) -> None:
    assert todos_of(AnonymousUser(), DAY) == []


@pytest.mark.parametrize(("waited", "said"), [(0, ""), (1, "chờ 1 ngày"), (5, "chờ 5 ngày"), (-2, "")])
def test_how_long_something_waits(waited: int, said: str) -> None:
    assert write_waited(DAY - timedelta(days=waited), DAY) == said


def test_no_day_no_waiting() -> None:
    assert write_waited(None, DAY) == write_waited(DAY, None) == ""


def test_the_start_page_of_the_officer_asks_few_questions(office: Any, sign_in: Any) -> None:
    client = sign_in("officer")
    client.get("/viec-cua-toi/")
    with CaptureQueriesContext(connection) as queries:
        assert client.get("/viec-cua-toi/").status_code == 200
    assert len(queries) < 20


def test_whoever_lacks_something_is_found_before_the_record_is_read(office: Any) -> None:
    people = [office.person(f"Người {number}", office.archive) for number in range(6)]
    for number, person in enumerate(people):
        for year in range(2020, 2025):
            if not (number == 1 and year == 2022):
                Rating.objects.create(person=person, year=year, level="good", decided_on=date(year, 12, 1))
    Person.objects.filter(pk=people[2].pk).update(birth_date=None)
    Post.objects.filter(person=people[3]).update(end=date(2025, 1, 1))
    Honour.objects.create(person=people[4], award="LDTT", is_title=True, year=2021, kind="")
    found = set(maybe_incomplete(Person.objects.all(), DAY).values_list("pk", flat=True))
    for person in Person.objects.all():
        if gaps(person, list(person.posts.all()), record_years(person), DAY):
            assert person.pk in found
    assert people[0].pk not in found
    assert {person.pk for person in people[1:5]} <= found


def test_what_waits_longest_comes_first_among_the_undated(office: Any, monkeypatch: Any) -> None:
    def some(_user: Any, _day: date) -> Iterator[Todo | Waiting]:
        yield Todo("B", "", "/", since=DAY - timedelta(days=1))
        yield Todo("A", "", "/")
        yield Todo("C", "", "/", since=DAY - timedelta(days=9))
        yield Todo("D", "", "/", due=DAY)

    monkeypatch.setattr("thidua.notices.todo._providers", [some])
    assert [todo.what for todo in todos_of(office.users["officer"], clock.today())] == ["D", "C", "B", "A"]
