"""Reading units and people: who is where on a day, how many, in what order."""

from __future__ import annotations

from datetime import date
from typing import Any

from thidua.organisation import queries
from thidua.organisation.models import Honour, Person, Post, Rating, Unit
from thidua.organisation.naming import person_names, unit_names

DAY = date(2025, 11, 20)


def test_somebody_with_two_posts_is_listed_once(office: Any) -> None:
    person = office.people["staff"]
    Post.objects.create(person=person, unit=office.archive, title="Kiêm nhiệm", band="direct", start=date(2024, 1, 1))
    assert list(queries.people_of(office.body, DAY)).count(person) == 1
    assert queries.head_counts([office.archive], DAY)[office.archive.pk] == 2


def test_counts_include_all_units_below(office: Any) -> None:
    counts = queries.head_counts([office.body, office.archive, office.emulation], DAY)
    assert counts[office.body.pk] == Person.objects.count()
    assert counts[office.archive.pk] == 2
    assert queries.head_counts([], DAY) == {}


def test_who_left_before_the_day_is_not_counted(office: Any) -> None:
    Post.objects.filter(person=office.people["staff"]).update(end=date(2025, 11, 19))
    assert office.people["staff"] not in queries.people_of(office.archive, DAY)
    assert office.people["staff"] in queries.people_of(office.archive, date(2025, 11, 19))


def test_a_unit_counts_from_its_founding_to_its_end(office: Any) -> None:
    Unit.objects.filter(pk=office.archive.pk).update(founded=date(2025, 3, 1))
    Unit.objects.filter(pk=office.personnel.pk).update(dissolved=date(2025, 7, 1))
    body = Unit.objects.get(pk=office.body.pk)
    assert office.archive not in queries.units_below(body, date(2025, 2, 28))
    assert office.archive in queries.units_below(body, date(2025, 3, 1))
    assert office.personnel in queries.units_below(body, date(2025, 6, 30))
    assert office.personnel not in queries.units_below(body, date(2025, 7, 1))


def test_the_record_is_sorted_by_year_and_kind(office: Any) -> None:
    person = office.people["staff"]
    Rating.objects.create(person=person, year=2023, level="good")
    for award, year, is_title in (("LDTT", 2023, True), ("GIAY_KHEN", 2024, False)):
        Honour.objects.create(person=person, award=award, year=year, is_title=is_title)
    years = queries.record_years(person)
    assert [year.year for year in years] == [2024, 2023]
    assert [honour.award for honour in years[0].awards] == ["GIAY_KHEN"]
    assert years[1].rating is not None
    assert [honour.award for honour in years[1].titles] == ["LDTT"]


def test_honours_of_members_leave_out_what_was_revoked(office: Any) -> None:
    for who, revoked in (("staff", None), ("contact", date(2025, 6, 1))):
        Honour.objects.create(person=office.people[who], award="LDTT", year=2024, is_title=True, revoked_on=revoked)
    assert queries.honours_of_members(office.archive, 2024) == {"LDTT": 1}


def test_the_nearest_body_decides(office: Any) -> None:
    assert queries.body_above(office.archive) == office.body
    assert queries.body_above(office.body) == office.body
    lone = Unit.objects.add_root(instance=Unit(code="Z", kind="division", **unit_names("Lẻ")))
    assert queries.body_above(lone) is None


def test_names_are_searched_folded_and_sorted_by_given_name() -> None:
    names = person_names("  Nguyễn  Thị Đào ")
    assert names["full_name"] == "Nguyễn Thị Đào"
    assert names["name_folded"] == "nguyen thi dao"
    assert person_names("Trần Văn An")["name_key"] < names["name_key"]
    assert unit_names("Văn phòng Sở", "VP")["name_folded"] == "van phong so vp"


def test_a_file_tells_of_each_person_what_the_list_shows(office: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(queries, "_READ_AT_ONCE", 2)
    person = office.people["staff"]
    Post.objects.create(person=person, unit=office.archive, title="Kiêm nhiệm", band="direct", start=date(2024, 1, 1))
    for year, level in ((2024, "good"), (2025, "excellent"), (2021, "completed")):
        Rating.objects.create(person=person, year=year, level=level)
    for award, year, revoked in (("LDTT", 2024, None), ("CSTDCS", 2024, None), ("CSTDCS", 2025, date(2025, 9, 1))):
        Honour.objects.create(person=person, award=award, year=year, is_title=True, revoked_on=revoked)
    told = {row.code: row for row in queries.present_states(Person.objects.all(), DAY)}
    listed = queries.with_present_state(Person.objects.all(), DAY)
    assert list(told) == [shown.code for shown in listed]
    for shown in listed:
        row = told[shown.code]
        posts, ratings, titles = shown.present_posts, shown.late_ratings, shown.late_titles
        assert (row.post, row.unit) == ((posts[0].title, posts[0].unit.name) if posts else ("", ""))
        assert (row.rated_for, row.level) == ((ratings[0].year, ratings[0].level) if ratings else (None, ""))
        assert (row.titled_for, row.award) == ((titles[0].year, titles[0].award) if titles else (None, ""))
    assert (told[person.code].rated_for, told[person.code].award) == (2025, "CSTDCS")
