"""The demo as somebody meets it on its day: people with a believable record, work at every stage."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import override_settings
from django.urls import reverse
from tests.kept import PILE

from thidua.accounts.models import User
from thidua.accounts.roles import Role
from thidua.base import clock
from thidua.base.models import DemoCalendar
from thidua.councils.models import Council, Meeting, Roll
from thidua.decisions.models import Certificate, Decision
from thidua.journal.models import Event
from thidua.journal.queries import verify
from thidua.movements.models import Movement, ProgressReport, Registration
from thidua.nominations.models import Dossier, Nomination
from thidua.notices.models import Notice
from thidua.organisation.models import Assignment, Honour, Person, Post, Rating, Unit
from thidua.organisation.queries import body_of, office_of
from thidua.site.demo.building import build
from thidua.site.demo_accounts import demo_accounts

DAY = date(2025, 11, 20)
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def demo(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[Path]:
    """The whole demo, made once for this file and rolled back after it."""
    folder = tmp_path_factory.mktemp("demo")
    own_folder = override_settings(DATA=folder, MEDIA_ROOT=folder / "files")
    PILE.clear(django_db_blocker.unblock)
    with django_db_blocker.unblock(), own_folder, transaction.atomic():
        build(day=DAY)
        assert (folder / "demo").exists()
        yield folder
        PILE.clear(django_db_blocker.unblock)
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _demo_mode(settings: Any, demo: Path) -> None:
    """As a server in the demo's folder has it."""
    settings.DEMO_MODE = True
    settings.MEDIA_ROOT = demo / "files"


def holders_of(award: str, year: int) -> set[int]:
    return set(Honour.objects.filter(award=award, year=year, person__isnull=False).values_list("person_id", flat=True))


# --- people ---------------------------------------------------------------------------------------------------------


def test_about_180_people_work_in_the_department() -> None:
    running = Post.objects.filter(unit__code__startswith="SNV", end__isnull=True)
    assert 170 <= running.values("person").distinct().count() <= 195


def test_ratings_have_the_measured_shares() -> None:
    levels = Counter(Rating.objects.filter(person__isnull=False, year__lt=2025).values_list("level", flat=True))
    total = levels.total()
    assert 0.25 <= levels["excellent"] / total <= 0.40
    assert 0.55 <= levels["good"] / total <= 0.74
    assert levels["failed"] / total < 0.01


def test_titles_and_commendations_have_the_measured_shares() -> None:
    rated = Rating.objects.filter(person__isnull=False, year__lt=2025).count()
    held = Counter(Honour.objects.filter(person__isnull=False, year__lt=2025).values_list("award", flat=True))
    assert 0.85 <= held["LDTT"] / rated <= 0.97
    assert 0.12 <= held["CSTDCS"] / held["LDTT"] <= 0.18
    assert 0.10 <= held["GIAY_KHEN"] / rated <= 0.18
    assert 0.02 <= held["BK_TINH"] / rated <= 0.07
    assert held["CSTD_TINH"] / rated < 0.005
    assert held["BKTTG"] / rated < 0.005


@pytest.mark.parametrize("year", range(2015, 2025))
def test_cstdcs_is_held_only_with_ldtt(year: int) -> None:
    champions = holders_of("CSTDCS", year)
    assert champions
    assert champions <= holders_of("LDTT", year)


def test_cstd_tinh_comes_only_after_three_cstdcs_in_a_row() -> None:
    found = Honour.objects.filter(award="CSTD_TINH")
    assert found.exists()
    for honour in found:
        for year in range(honour.year - 2, honour.year + 1):
            assert honour.person_id in holders_of("CSTDCS", year)


def test_before_2024_cstdcs_rests_on_an_initiative() -> None:
    assert not Honour.objects.filter(award="CSTDCS", year__lt=2024).exclude(basis="initiative").exists()
    for honour in Honour.objects.filter(award="CSTDCS", year=2022).select_related("person"):
        assert honour.person is not None
        assert honour.person.initiative_uses.filter(award="CSTDCS", year=2022).exists()


def test_ttldxs_needs_seventy_per_cent_ldtt_and_a_cstdcs() -> None:
    found = Honour.objects.filter(award="TTLDXS").select_related("unit")
    assert found.exists()
    for honour in found:
        day = date(honour.year, 12, 1)
        posts = Post.objects.filter(unit=honour.unit, start__lte=day).exclude(end__lt=day)
        members = set(posts.values_list("person_id", flat=True))
        rated = set(Rating.objects.filter(person__in=members, year=honour.year).values_list("person_id", flat=True))
        assert len(holders_of("LDTT", honour.year) & rated) >= 0.7 * len(rated)
        assert holders_of("CSTDCS", honour.year) & rated


def test_who_was_disciplined_held_no_title_that_year() -> None:
    for person in Person.objects.filter(disciplines__isnull=False):
        for measure in person.disciplines.all():
            assert not person.honours.filter(year=measure.start.year, is_title=True).exists()


def test_namesakes_differ_by_birth_and_code() -> None:
    namesakes = defaultdict(list)
    for person in Person.objects.all():
        namesakes[person.full_name].append(person)
    shared = [people for people in namesakes.values() if len(people) > 1]
    assert len(shared) >= 2
    for people in shared:
        assert len({(person.birth_date, person.code) for person in people}) == len(people)


def test_many_histories_cross_a_merger() -> None:
    ended = Post.objects.filter(unit__dissolved__isnull=False).values("person").distinct().count()
    assert ended / Person.objects.count() >= 0.33


def test_the_tree_of_units_is_sound() -> None:
    assert not any(Unit.objects.find_problems())


# --- accounts -------------------------------------------------------------------------------------------------------


def test_every_role_has_an_account_to_enter_by() -> None:
    roles = set(Assignment.objects.filter(user__username__startswith="demo.").values_list("role", flat=True))
    assert roles == set(Role.values)
    listed = demo_accounts()
    assert listed[0].username == "demo.officer"
    assert all(account.person and account.role for account in listed)


def test_no_account_has_a_password() -> None:
    assert not any(user.has_usable_password() for user in User.objects.all())


def test_the_signer_of_the_plan_stands_in_the_plan_only() -> None:
    movement = Movement.objects.get()
    assert movement.signer_name
    assert not Person.objects.filter(full_name=movement.signer_name).exists()
    assert not User.objects.filter(full_name=movement.signer_name).exists()


def test_a_centre_below_is_a_body_whose_officer_can_make_its_own_plan(client: Any) -> None:
    user = User.objects.get(username="demo.centre")
    body = body_of(user)
    assert body is not None
    assert (body.code, body.is_body) == ("SNV-TTVL", True)
    assert office_of(body) is not None
    page = reverse("movements:derive", args=[Movement.objects.get().pk])
    client.force_login(user)
    assert client.get(page).status_code == 200
    client.force_login(User.objects.get(username="demo.officer"))
    assert client.get(page).status_code == 404


# --- the journey ----------------------------------------------------------------------------------------------------


def test_the_movement_was_read_from_the_plan() -> None:
    movement = Movement.objects.get()
    assert movement.state == Movement.State.LAUNCHED
    assert (movement.tasks.count(), movement.higher_movements.count(), movement.milestones.count()) == (8, 6, 7)
    assert movement.legal_bases.exclude(number="").count() == 7
    assert movement.legal_bases.filter(number="").count() == 4
    assert movement.document_number == "2345"
    assert movement.end == date(2025, 12, 31)
    assert movement.plan is not None
    assert movement.plan.reading["document"]["number"] is None or "2345" not in str(movement.plan.reading["document"])


def test_registrations_stand_in_every_state() -> None:
    states = set(Registration.objects.values_list("state", flat=True))
    assert states == set(Registration.State.values)
    movement = Movement.objects.get()
    assert movement.participations.count() > movement.registrations.count()
    assert movement.participations.filter(acknowledged_at__isnull=True).count() == 1


def test_reports_show_the_quick_the_slow_and_the_silent() -> None:
    percents = ProgressReport.objects.values_list("percent", flat=True)
    assert max(percents) > 100
    assert min(percents) < 40
    assert ProgressReport.objects.filter(evidence__isnull=False).exists()
    reporting = set(ProgressReport.objects.values_list("unit", flat=True))
    assert Movement.objects.get().participations.exclude(unit__in=reporting).exists()


def test_dossiers_stand_in_every_state_on_the_way() -> None:
    states = Counter(Dossier.objects.values_list("state", flat=True))
    for state in ("draft", "submitted", "returned", "accepted", "in_council", "decided"):
        assert states[state], state
    outcomes = set(Nomination.objects.values_list("outcome", flat=True))
    assert {"eligible", "open", "on_hold"} <= outcomes


def test_one_meeting_is_closed_one_votes_one_is_planned() -> None:
    states = Counter(Meeting.objects.values_list("state", flat=True))
    assert states == {"closed": 1, "voting": 1, "planned": 1}
    assert Council.objects.get().members.count() == 9
    closed = Meeting.objects.get(state="closed")
    assert closed.minutes_pdf is not None
    assert closed.questions.filter(passed=True).exists()
    assert closed.questions.filter(passed=False).exists()


def test_the_demo_member_has_still_to_vote() -> None:
    meeting = Meeting.objects.get(state="voting")
    waiting = set(
        Roll.objects.filter(meeting=meeting, voted=False).values_list("member__person__user__username", flat=True)
    )
    assert "demo.member" in waiting
    assert 0 < len(waiting) < 9


def test_the_interim_decision_is_published_with_documents_and_certificates() -> None:
    decision = Decision.objects.get()
    assert decision.state == Decision.State.PUBLISHED
    assert decision.documents == Decision.Documents.READY
    assert decision.number == 1287
    assert Certificate.objects.count() == decision.lines.count() > 10
    assert all(line.honour is not None and line.amount for line in decision.lines.all())


def test_the_demo_staff_was_rewarded_and_told() -> None:
    user = User.objects.get(username="demo.staff")
    person = Person.objects.get(user=user)
    assert person.honours.filter(year=2025, award="GIAY_KHEN", kind="movement").exists()
    assert Notice.objects.filter(recipient=user, kind="decision.published").exists()


def test_the_journal_is_whole_and_its_time_only_grows() -> None:
    assert list(verify()) == []
    moments = list(Event.objects.order_by("sequence").values_list("at", flat=True))
    assert moments == sorted(moments)
    assert moments[-1].date() <= DAY


def test_it_is_the_demos_day() -> None:
    assert DemoCalendar.objects.get().day == DAY
    assert clock.today() == DAY
