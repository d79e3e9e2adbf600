"""The facts of people and collectives, against expectations written by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.conftest import TODAY, Office

from thidua.initiatives.models import Authorship, Initiative, Use
from thidua.nominations.facts import facts_of_people, facts_of_person, facts_of_unit, facts_of_units
from thidua.organisation.models import Discipline, Hold, Honour, Leave, Person, Post, Rating, Unit


def give_title(person: Person, award: str, year: int, decided_on: date | None, **values: Any) -> Honour:
    return Honour.objects.create(person=person, award=award, is_title=True, year=year, decided_on=decided_on, **values)


def test_a_whole_record_becomes_exactly_these_facts(office: Office) -> None:
    person = office.person("Nguyễn Thị Hồ Sơ", office.archive, title="Phó Trưởng phòng", band=Post.Band.DIVISION_LEADER)
    Rating.objects.create(person=person, year=2024, level="excellent", decided_on=date(2024, 12, 12))
    Rating.objects.create(person=person, year=2023, level="good", decided_on=None)
    give_title(person, "CSTDCS", 2024, date(2024, 12, 30), basis="initiative")
    give_title(person, "LDTT", 2023, None, revoked_on=date(2025, 3, 1))
    Honour.objects.create(
        person=person, award="GIAY_KHEN", is_title=False, year=2022, kind="movement", decided_on=date(2022, 11, 20)
    )
    initiative = Initiative.objects.create(
        code="SK-2024-07", title="Số hóa hồ sơ", year=2024, scope="province",
        recognised_on=date(2024, 10, 1), decision_number="15/QĐ-SNV",
    )  # fmt: skip
    Authorship.objects.create(initiative=initiative, person=person, share=100)
    Use.objects.create(initiative=initiative, person=person, award="CSTDCS", year=2024)
    idea = Initiative.objects.create(code="SK-2025-02", title="Chưa công nhận", year=2025)
    Authorship.objects.create(initiative=idea, person=person, share=100)
    Discipline.objects.create(person=person, level="reprimand", start=date(2019, 5, 1), end=date(2020, 5, 1))
    Hold.objects.create(person=person, reason="complaint", start=date(2021, 2, 1), end=date(2021, 4, 1), cleared=True)
    Hold.objects.create(person=person, reason="press", start=date(2025, 11, 1))
    Leave.objects.create(person=person, kind="maternity", start=date(2021, 6, 1), end=date(2021, 11, 30))
    Leave.objects.create(person=person, kind="study", start=date(2018, 1, 1), end=date(2018, 6, 1), result="Giỏi")

    assert facts_of_person(person, TODAY) == {
        "subject": {
            "kind": "individual",
            "name": "Nguyễn Thị Hồ Sơ",
            "gender": "female",
            "role": "civil_servant",
            "post_band": "division_leader",
            "employed_from": "2015-01-01",
        },
        "ratings": [{"year": 2023, "rating": "good"}, {"year": 2024, "rating": "excellent"}],
        "titles": [
            {"award": "LDTT", "year": 2023, "revoked": True},
            {"award": "CSTDCS", "year": 2024, "decided_on": "2024-12-30", "basis": "initiative"},
        ],
        "awards": [{"award": "GIAY_KHEN", "year": 2022, "decided_on": "2022-11-20", "kind": "movement"}],
        "initiatives": [
            {
                "code": "SK-2024-07", "year": 2024, "kind": "initiative", "scope": "province",
                "recognised_on": "2024-10-01", "used_for": ["CSTDCS:2024"],
            },
            {
                "code": "SK-2025-02", "year": 2025, "kind": "initiative", "scope": "base",
                "recognised_on": None, "used_for": [],
            },
        ],
        "discipline": [{"level": "reprimand", "from": "2019-05-01", "until": "2020-05-01", "public_duty": True}],
        "holds": [
            {"reason": "complaint", "from": "2021-02-01", "until": "2021-04-01", "cleared": True},
            {"reason": "press", "from": "2025-11-01", "until": None},
        ],
        "leave": [
            {"kind": "study", "from": "2018-01-01", "until": "2018-06-01"},
            {"kind": "maternity", "from": "2021-06-01", "until": "2021-11-30"},
        ],
        "service": [{"post": "Phó Trưởng phòng", "from": "2015-01-01", "until": None}],
    }  # fmt: skip


def test_what_the_record_does_not_know_is_left_out(office: Office) -> None:
    person = office.person("Trần Không Ngày", office.archive, employed_from=None)

    facts = facts_of_person(person, TODAY)

    assert "employed_from" not in facts["subject"]
    assert facts["ratings"] == []
    assert "movements" not in facts
    assert "sentences" not in facts


def test_the_day_of_the_question_decides_what_is_known(office: Office) -> None:
    person = office.person("Lê Thị Sau", office.archive)
    Rating.objects.create(person=person, year=2025, level="good", decided_on=date(2025, 12, 10))
    give_title(person, "LDTT", 2024, date(2024, 12, 30), revoked_on=date(2025, 12, 1))
    Post.objects.filter(person=person).update(end=date(2025, 11, 30))
    Post.objects.create(
        person=person, unit=office.archive, title="Giám đốc Trung tâm", band="division_leader", start=date(2025, 12, 1)
    )

    before, after = facts_of_person(person, TODAY), facts_of_person(person, date(2025, 12, 10))

    assert before["ratings"] == []
    assert after["ratings"] == [{"year": 2025, "rating": "good"}]
    assert before["titles"] == [{"award": "LDTT", "year": 2024, "decided_on": "2024-12-30"}]
    assert after["titles"] == [{"award": "LDTT", "year": 2024, "decided_on": "2024-12-30", "revoked": True}]
    assert (before["subject"]["post_band"], after["subject"]["post_band"]) == ("direct", "division_leader")
    assert len(before["service"]) == 1


def test_a_use_by_a_co_author_does_not_count_for_the_other(office: Office) -> None:
    first, second = office.person("Tác Giả Một", office.archive), office.person("Tác Giả Hai", office.archive)
    shared = Initiative.objects.create(code="SK-1", title="Chung", year=2024)
    for author in (first, second):
        Authorship.objects.create(initiative=shared, person=author, share=50)
    Use.objects.create(initiative=shared, person=first, award="CSTDCS", year=2024)

    facts = facts_of_people([first, second], TODAY)

    assert facts[first.pk]["initiatives"][0]["used_for"] == ["CSTDCS:2024"]
    assert facts[second.pk]["initiatives"][0]["used_for"] == []


def members(office: Office, unit: Unit, count: int) -> list[Person]:
    return [office.person(f"Thành Viên {number}", unit, gender="male") for number in range(count)]


@pytest.fixture
def room(office: Office) -> Unit:
    """A division with no people yet."""
    body = Unit.objects.get(pk=office.body.pk)
    values = {
        "name": "Phòng Cải cách hành chính",
        "name_folded": "phong cai cach hanh chinh",
        "short_name": "Phòng CCHC",
    }
    room = Unit(code="PHONG", kind=Unit.Kind.DIVISION, founded=date(2023, 1, 1), **values)
    return Unit.objects.add_child(body, instance=room)


def test_a_collective_is_counted_from_its_members(office: Office, room: Unit) -> None:
    people = members(office, room, 4)
    Person.objects.filter(pk=people[0].pk).update(gender="female")
    for person, level in zip(people, ("excellent", "good", "completed", "failed"), strict=True):
        Rating.objects.create(person=person, year=2023, level=level, decided_on=date(2023, 12, 10))
    for person in people[:3]:
        give_title(person, "LDTT", 2023, date(2023, 12, 28))
    give_title(people[0], "CSTDCS", 2023, date(2023, 12, 28))
    Discipline.objects.create(person=people[3], level="reprimand", start=date(2023, 3, 1))
    Discipline.objects.create(person=people[2], level="warning", start=date(2023, 4, 1))
    Rating.objects.create(unit=room, year=2023, level="good", decided_on=date(2023, 12, 11))
    Honour.objects.create(unit=room, award="TTLDTT", is_title=True, year=2023, decided_on=date(2023, 12, 29))

    facts = facts_of_unit(room, TODAY)

    assert facts["subject"] == {"kind": "collective", "name": "Phòng Cải cách hành chính", "founded": "2023-01-01"}
    assert facts["ratings"] == [{"year": 2023, "rating": "good"}]
    assert facts["titles"] == [{"award": "TTLDTT", "year": 2023, "decided_on": "2023-12-29"}]
    assert facts["awards"] == []
    assert facts["collective"] == {
        "members": 4,
        "female_share": 0.25,
        "years": [
            {
                "year": 2023, "members": 4, "completed": 3,
                "titles": {"LDTT": 3, "CSTT": 0, "CSTDCS": 1}, "worst_discipline": "warning",
            },
            # 2024 and 2025: ratings are missing and no title is decided yet, so both are left out.
            {"year": 2024, "members": 4, "worst_discipline": "none"},
            {"year": 2025, "members": 4, "worst_discipline": "none"},
        ],
    }  # fmt: skip
    assert facts["holds"] == []
    assert "discipline" not in facts


def test_who_came_later_or_left_is_no_member_of_that_year(office: Office, room: Unit) -> None:
    stayed, left, came = members(office, room, 3)
    Post.objects.filter(person=left).update(end=date(2024, 6, 30))
    Post.objects.filter(person=came).update(start=date(2025, 2, 1))
    for person in (stayed, left, came):
        Rating.objects.create(person=person, year=2024, level="good", decided_on=date(2024, 12, 10))

    years = {row["year"]: row for row in facts_of_unit(room, TODAY)["collective"]["years"]}

    assert [years[year]["members"] for year in (2023, 2024, 2025)] == [2, 1, 2]
    assert years[2024]["completed"] == 1


def test_a_revoked_or_later_title_of_a_member_is_not_counted(office: Office, room: Unit) -> None:
    first, second, third = members(office, room, 3)
    give_title(first, "LDTT", 2024, date(2024, 12, 20))
    give_title(second, "LDTT", 2024, date(2024, 12, 20), revoked_on=date(2025, 6, 1))
    give_title(third, "LDTT", 2024, date(2025, 12, 20))

    years = {row["year"]: row for row in facts_of_unit(room, TODAY)["collective"]["years"]}

    assert years[2024]["titles"]["LDTT"] == 1


def test_a_unit_counts_all_below_it(office: Office) -> None:
    facts = facts_of_units([Unit.objects.get(pk=office.body.pk), office.archive], TODAY)

    assert facts[office.body.pk]["collective"]["members"] == Person.objects.count()
    assert facts[office.archive.pk]["collective"]["members"] == 2


@pytest.mark.parametrize("read", [facts_of_people, facts_of_units])
def test_many_are_read_with_as_many_questions_as_one(office: Office, read: Callable[..., dict[int, Any]]) -> None:
    subjects: list[Any]
    if read is facts_of_people:
        subjects = [office.person(f"Người {number}", office.archive) for number in range(30)]
    else:
        parent = Unit.objects.get(pk=office.body.pk)
        subjects = [
            Unit.objects.add_child(
                parent,
                instance=Unit(code=f"P{n}", name=f"Phòng {n}", name_folded=f"{n}", short_name=f"P{n}", kind="division"),
            )
            for n in range(30)
        ]
        for number, unit in enumerate(subjects):
            office.person(f"Người {number}", unit)

    def questions(some: list[Any]) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert len(read(some, TODAY)) == len(some)
        return len(queries)

    assert questions(subjects) == questions(subjects[:1])
