"""The record of a whole unit by columns says what the facts of each person and unit say."""

from __future__ import annotations

import random
from datetime import date
from typing import Any

import numpy as np
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.nominations.plain_members import plain_members_facts

from thidua.initiatives.models import Authorship, Initiative, Use
from thidua.law import check_many, screen_tables
from thidua.law.tables.to_facts import json_of
from thidua.nominations.facts import facts_of_people, facts_of_units
from thidua.nominations.facts.members import members_facts
from thidua.nominations.facts.packed import collective_tables, contradictory, people_tables, places_of
from thidua.nominations.facts.register import register_of
from thidua.nominations.lawbook import the_law
from thidua.organisation.models import Discipline, Hold, Honour, Leave, Person, Post, Rating, Unit

DAY = date(2025, 11, 20)
LEVELS = ("excellent", "excellent", "good", "good", "completed", "failed")


@pytest.fixture
def crowd(office: Any) -> list[Person]:
    """Sixty people with ten years of record, some with what trips the law; by chance, but always the same."""
    chance = random.Random(7)
    people = []
    for number in range(60):
        unit = chance.choice([office.body, office.emulation, office.personnel, office.archive])
        person = office.person(f"Người {number}", unit, gender=chance.choice(["female", "male"]))
        people.append(person)
        _ratings_and_titles(person, chance)
        _happenings(person, chance, number)
    for unit in (office.emulation, office.archive):
        for year in range(2020, 2026):
            Rating.objects.create(unit=unit, year=year, level=chance.choice(LEVELS), decided_on=date(year, 12, 1))
            _honour(chance.choice(["TTLDTT", "TTLDXS"]), year, unit=unit, is_title=True)
    return people


def _honour(award: str, year: int, *, is_title: bool, **values: Any) -> None:
    values = {"kind": "" if is_title else "merit", "decided_on": date(year, 12, 20), "decision_number": "1/QĐ"} | values
    Honour.objects.create(award=award, year=year, is_title=is_title, **values)


def _ratings_and_titles(person: Person, chance: random.Random) -> None:
    for year in range(2016, 2026):
        if chance.random() < 0.9:
            decided = date(year, 12, 10) if chance.random() < 0.9 else None
            Rating.objects.create(person=person, year=year, level=chance.choice(LEVELS), decided_on=decided)
        if chance.random() < 0.7 and year < 2025:
            _honour("LDTT", year, person=person, is_title=True)
        if chance.random() < 0.4 and year < 2025:
            basis = chance.choice(["rating", "initiative", "research", ""])
            revoked = date(2025, 3, 1) if chance.random() < 0.1 else None
            _honour("CSTDCS", year, person=person, is_title=True, basis=basis, revoked_on=revoked)
        if chance.random() < 0.2:
            kind = chance.choice(["merit", "movement", "spontaneous"])
            _honour("GIAY_KHEN", year, person=person, is_title=False, kind=kind)
        if chance.random() < 0.1:
            _honour("BK_TINH", year, person=person, is_title=False, decided_on=chance.choice([None, date(year, 5, 5)]))


def _happenings(person: Person, chance: random.Random, number: int) -> None:
    for count in range(chance.randrange(4)):
        year = chance.randrange(2017, 2026)
        recognised = chance.choice([None, date(year, 11, 1)])
        made = Initiative.objects.create(
            code=f"SK-{number}-{count}", title="Số hóa", year=year, kind=chance.choice(["initiative", "research"]),
            scope=chance.choice(["base", "province", "nation"]), recognised_on=recognised, decision_number="2/QĐ",
        )  # fmt: skip
        Authorship.objects.create(initiative=made, person=person, share=100)
        if chance.random() < 0.5:
            Use.objects.create(initiative=made, person=person, award=chance.choice(["CSTDCS", "TỰ ĐẶT"]), year=year)
    if chance.random() < 0.15:
        end = chance.choice([None, date(2025, 1, 31)])
        Discipline.objects.create(person=person, level="reprimand", start=date(2024, 2, 1), end=end)
    if chance.random() < 0.15:
        cleared = chance.choice([None, True, False])
        Hold.objects.create(person=person, reason=Hold.Reason.COMPLAINT, start=date(2025, 10, 1), cleared=cleared)
    if chance.random() < 0.2:
        kind = chance.choice(["maternity", "sick", "study"])
        Leave.objects.create(person=person, kind=kind, start=date(2023, 3, 1), end=date(2024, 9, 1))
    if chance.random() < 0.2:
        Post.objects.filter(person=person).update(end=date(2022, 6, 30))
        Post.objects.create(person=person, unit=Unit.objects.last(), title="Phó phòng", band="division_leader",
                            start=date(2022, 7, 1))  # fmt: skip


def known_codes(kind: str, day: date) -> list[str]:
    law = the_law()
    found = []
    for code, award in law.awards.items():
        if kind in award.recipients:
            try:
                known = law.criteria(code, kind, day) is not None
            except Exception:
                known = False
            found += [code] if known else []
    return found


@pytest.mark.parametrize(("day", "year"), [(DAY, 2025), (DAY, 2024), (date(2024, 12, 30), 2024)])
def test_every_answer_is_that_of_the_single_facts(office: Any, crowd: list[Person], day: date, year: int) -> None:
    register = register_of(office.body, day)
    people = [row[0] for row in register.people]
    by_person = facts_of_people(Person.objects.filter(pk__in=people), day)
    by_unit = facts_of_units(register.units, day)
    for kind, tables, facts in (
        ("individual", people_tables(register), [by_person[number] for number in people]),
        ("collective", collective_tables(register), [by_unit[unit.pk] for unit in register.units]),
    ):
        codes = known_codes(kind, day)
        single = check_many(the_law(), facts, codes, day, year=year)
        packed = screen_tables(the_law(), tables, codes, day, year=year)
        assert len(codes) > 20
        for code in codes:
            assert packed.outcomes(code) == single.outcomes(code), code


def test_what_is_counted_of_members_is_what_the_facts_count(office: Any, crowd: list[Person]) -> None:
    register = register_of(office.body, DAY)
    tables = collective_tables(register)
    facts = facts_of_units(register.units, DAY)
    for row, unit in enumerate(register.units):
        told = {one["year"]: one for one in json_of(tables, row)["collective"]["years"]}
        assert told == {one["year"]: one for one in facts[unit.pk]["collective"]["years"]}


def test_the_number_of_queries_is_fixed(office: Any, crowd: list[Person]) -> None:
    def asked(unit: Unit) -> int:
        with CaptureQueriesContext(connection) as queries:
            register_of(unit, DAY)
        return len(queries)

    assert asked(office.personnel) == asked(office.archive) <= 18
    assert asked(office.body) <= 18


def test_records_that_may_contradict_themselves_are_told_apart(office: Any, crowd: list[Person]) -> None:
    early, backwards, strange, good = crowd[:4]
    Honour.objects.filter(person__in=[early, good]).delete()
    Discipline.objects.filter(person__in=crowd[:4]).delete()
    _honour("LDTT", 2001, person=early, is_title=True)
    Discipline.objects.create(person=backwards, level="warning", start=date(2024, 5, 1), end=date(2024, 4, 1))
    _honour("KHÔNG_CÓ", 2020, person=strange, is_title=False)
    register = register_of(office.body, DAY)
    odd = np.flatnonzero(contradictory(people_tables(register), register)).tolist()
    found = {register.people[place][0] for place in odd}
    assert {early.pk, backwards.pk, strange.pk} <= found
    assert good.pk not in found


def test_places_of_unknown_subjects_are_none() -> None:
    assert places_of([7, 3, 5], np.array([3, 4, 7, 9])).tolist() == [1, -1, 0, -1]
    assert places_of([], np.array([3])).tolist() == [-1]


@pytest.mark.parametrize("day", [DAY, date(2021, 6, 30)])
def test_what_members_have_is_what_is_counted_person_by_person(crowd: list[Person], office: Any, day: date) -> None:
    Discipline.objects.create(person=crowd[0], level="warning", start=date(2021, 3, 1))
    Post.objects.filter(person=crowd[1]).update(start=date(2019, 1, 1), end=date(2021, 6, 30))
    units = list(Unit.objects.all())
    assert members_facts(units, day) == plain_members_facts(units, day)
    assert members_facts([office.archive], day) == plain_members_facts([office.archive], day)
