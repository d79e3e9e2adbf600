"""Making the demo: the same for the same seed, whole or not at all, never over an office at work."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, models, transaction

from thidua.accounts.models import User
from thidua.base.models import DemoCalendar
from thidua.decisions.models import Decision
from thidua.journal.models import Event
from thidua.movements.models import Movement, ProgressReport, RegistrationLine
from thidua.nominations.models import Dossier, Nomination
from thidua.organisation.models import Assignment, Honour, Person, Post, Rating, Unit
from thidua.organisation.naming import unit_names
from thidua.site.demo import command, province
from thidua.site.demo.building import DemoRefused, build, marker

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    """A data folder of the test's own."""
    settings.DATA = tmp_path
    return tmp_path


def rows() -> dict[str, list[Any]]:
    """What the promise covers, without keys of rows."""
    wanted: dict[type[models.Model], tuple[str, ...]] = {
        Unit: ("code", "name", "path", "founded", "dissolved"),
        Person: ("code", "full_name", "gender", "birth_date", "occupation", "employed_from", "user__username"),
        Post: ("person__code", "unit__code", "title", "band", "start", "end"),
        Rating: ("person__code", "unit__code", "year", "level", "decided_on"),
        Honour: ("person__code", "unit__code", "award", "year", "decision_number", "decided_on"),
        Assignment: ("user__username", "role", "unit__code", "start"),
        RegistrationLine: ("registration__unit__code", "award", "person__code", "unit__code"),
        ProgressReport: ("task__label", "unit__code", "percent", "text", "reported_at"),
        Nomination: ("dossier__reference", "award", "person__code", "unit__code", "achievements", "state", "outcome"),
        Event: ("sequence", "at", "actor_label", "action", "reason"),
    }
    return {
        model.__name__: list(model._default_manager.order_by("pk").values_list(*names))
        for model, names in wanted.items()
    }


def made(**values: Any) -> dict[str, list[Any]]:
    """The rows of one making, which is rolled back."""
    with transaction.atomic():
        build(**values)
        found = rows()
        transaction.set_rollback(True)
    return found


def test_the_same_seed_and_day_give_the_same_rows() -> None:
    first, second = made(seed=5, stage="nominated"), made(seed=5, stage="nominated")
    for name, found in first.items():
        assert found == second[name], name
        assert found, name


def test_another_seed_gives_other_people() -> None:
    first, second = made(seed=1, stage="launched"), made(seed=2, stage="launched")
    assert first["Person"] != second["Person"]
    assert [row[0] for row in first["Unit"]] == [row[0] for row in second["Unit"]]


@pytest.mark.parametrize(("stage", "reports"), [("launched", False), ("reported", True)])
def test_a_stage_stops_where_it_says(stage: str, reports: bool) -> None:
    build(stage=stage)
    assert Movement.objects.get().state == Movement.State.LAUNCHED
    assert ProgressReport.objects.exists() == reports
    assert not Dossier.objects.exists()
    assert not Decision.objects.exists()


def test_an_earlier_day_knows_nothing_of_what_comes_later() -> None:
    day = date(2025, 2, 14)
    build(day=day)
    assert DemoCalendar.objects.get().day == day
    assert not Post.objects.filter(start__gt=day).exists()
    assert not Rating.objects.filter(decided_on__gt=day).exists()
    assert not Honour.objects.filter(decided_on__gt=day).exists()
    assert not Event.objects.filter(at__date__gt=day).exists()
    assert Post.objects.filter(unit__code__startswith="SLDTBXH", end__isnull=True).exists()  # the merger is to come


def test_nothing_is_left_of_an_interrupted_making(folder: Path) -> None:
    def interrupt(text: str) -> None:
        if "hồ sơ đề nghị" in text:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build(progress=interrupt)
    assert not Person.objects.exists()
    assert not User.objects.exists()
    assert not Event.objects.exists()
    assert not marker().exists()
    assert build(stage="launched").counts["people"] > 150


def test_an_office_at_work_is_never_touched(folder: Path) -> None:
    Unit.objects.add_root(instance=Unit(code="SNV", kind="department", **unit_names("Sở thật")))
    for fresh in (False, True):
        with pytest.raises(DemoRefused) as refusal:
            build(stage="launched", fresh=fresh)
        assert refusal.value.status == 3
        assert "dữ liệu thật" in str(refusal.value)
    assert Unit.objects.get().name == "Sở thật"


def test_a_demo_is_made_again_only_when_asked_freshly(folder: Path) -> None:
    build(stage="launched", seed=1)
    before = list(Person.objects.order_by("code").values_list("full_name", flat=True))
    with pytest.raises(DemoRefused) as refusal:
        build(stage="launched", seed=2)
    assert "--fresh" in str(refusal.value)
    assert list(Person.objects.order_by("code").values_list("full_name", flat=True)) == before
    connection.check_constraints()  # PostgreSQL empties no table while checks of this test's transaction wait
    build(stage="launched", seed=2, fresh=True)
    assert list(Person.objects.order_by("code").values_list("full_name", flat=True)) != before


@pytest.mark.parametrize("day", [date(2024, 1, 1), date(2030, 1, 1)])
def test_a_day_that_the_demo_cannot_show_is_refused(day: date) -> None:
    with pytest.raises(DemoRefused) as refusal:
        build(day=day)
    assert refusal.value.status == 2
    assert not Unit.objects.exists()


def parsed(*words: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    command.add_commands(parser.add_subparsers())
    return parser.parse_args(["demo", *words])


def test_the_command_says_what_it_made_and_refuses_in_one_line(capsys: Any) -> None:
    arguments = parsed("--stage", "launched", "--seed", "3", "--day", "2025-01-10")
    assert arguments.run(arguments) == 0
    assert "hôm nay là 10/01/2025" in capsys.readouterr().out
    again = parsed("--stage", "launched")
    assert again.run(again) == 3
    lines = capsys.readouterr().err.strip().splitlines()
    assert len(lines) == 1


def test_a_wrong_day_is_told_with_an_example(capsys: Any) -> None:
    with pytest.raises(SystemExit):
        parsed("--day", "20/11/2025")
    assert "2025-11-20" in capsys.readouterr().err


def test_the_province_is_made_to_size(monkeypatch: Any) -> None:
    monkeypatch.setattr(province, "PEOPLE", 4_000)
    monkeypatch.setattr(province, "DEPARTMENTS", province.DEPARTMENTS[6:8])
    build(size="province", stage="launched")
    assert Person.objects.count() == 4_000
    communes = Unit.objects.filter(kind=Unit.Kind.COMMUNE)
    assert communes.count() == 65
    assert communes.filter(name__contains="Trường Sa").count() == 1
    assert len(set(communes.values_list("name", flat=True))) == 65
    assert not any(Unit.objects.find_problems())
    nominations = Nomination.objects.filter(award="LDTT")
    assert nominations.count() > 1_000
    assert not nominations.filter(outcome="").exists()
    teachers = Honour.objects.filter(award="LDTT", person__posts__unit__code__regex=r"^XA\d+-T", year=2024)
    assert teachers.exists()
    assert not teachers.exclude(decided_on__year=2024).exists()  # a school year 2023-2024 ends in 2024
