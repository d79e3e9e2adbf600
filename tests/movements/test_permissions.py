"""Predicate and queryset say the same for every role, and each address opens for whom it should."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser
from django.core.files.base import ContentFile
from django.test import Client
from tests.movements.conftest import AT

from thidua.accounts.roles import Role
from thidua.movements import actions, permissions
from thidua.movements.actions import EvidenceFile
from thidua.movements.models import Movement, PlanDocument, ProgressReport, Registration
from thidua.organisation.models import Unit

STATES = ["draft", "submitted", "approved", "launched", "closing", "summed_up"]


@pytest.fixture
def everybody(office: Any) -> dict[str, Any]:
    """All accounts of the office, and people at its edges: a sub-unit, another body, no role, nobody signed in."""
    archive = Unit.objects.get(pk=office.archive.pk)
    desk = Unit.objects.add_child(
        archive,
        instance=Unit(code="TTLT-KHO", name="Tổ Kho", name_folded="to kho", short_name="Tổ Kho", kind="division"),
    )
    other = Unit.objects.add_root(
        instance=Unit(
            code="SYT", name="Sở Y tế", name_folded="so y te", short_name="Sở Y tế", kind="department", is_body=True
        )
    )
    office.user("desk_staff", "Cao Thị Kho", desk, (Role.STAFF, desk))
    office.user("desk_contact", "Cao Thị Tổ", desk, (Role.UNIT_CONTACT, desk))
    office.user("archive_union", "Mai Thị Đoàn", office.archive, (Role.UNION, office.archive))
    office.user("body_staff", "Lý Văn Sở", office.body, (Role.STAFF, office.body))
    office.user("foreign_officer", "Kim Thị Ngoài", other, (Role.OFFICER, other))
    office.user("administrator", "Tô Văn Trị", office.body, (Role.ADMINISTRATOR, office.body))
    nobody = get_user_model().objects.create(username="nobody", full_name="Không Vai")
    return office.users | {"nobody": nobody, "visitor": AnonymousUser()}


def agree(users: dict[str, Any], rows: Any, may: Any, visible: Any) -> dict[str, set[str]]:
    """Assert that predicate and queryset agree for all; return who may, for each row."""
    allowed: dict[str, set[str]] = {}
    for name, user in users.items():
        seen = set(visible(user).values_list("pk", flat=True))
        assert len(seen) == visible(user).count(), "no row twice"
        for row in rows:
            answer = may(user, row)
            assert bool(answer) == (row.pk in seen), (name, row, answer)
            assert answer.reason
            if answer:
                allowed.setdefault(str(row.pk), set()).add(name)
    return allowed


OVERSEERS = {"officer", "director", "administration", "union", "secretary"}


@pytest.mark.parametrize("state", STATES)
def test_movements(movement_at: Any, everybody: dict[str, Any], state: str) -> None:
    movement = movement_at(state)
    seen = agree(everybody, [movement], permissions.may_see, permissions.visible_to)[str(movement.pk)]
    plans = agree(everybody, [movement.plan], permissions.may_see_plan, permissions.plans_visible_to)
    insiders = {"contact", "other_contact", "staff", "member", "desk_staff", "desk_contact", "archive_union"}
    launched = insiders | {"body_staff", "administrator"} if state in ("launched", "closing", "summed_up") else set()
    assert seen == OVERSEERS | launched
    assert plans[str(movement.plan_id)] == seen


def test_units_that_do_not_take_part_do_not_see(office: Any, movement_at: Any, everybody: dict[str, Any]) -> None:
    movement = movement_at("approved")
    actions.launch_movement(movement=movement, units=[office.personnel], actor=office.users["officer"], at=AT)
    seen = agree(everybody, [movement], permissions.may_see, permissions.visible_to)[str(movement.pk)]
    assert seen.isdisjoint({"contact", "staff", "desk_staff", "archive_union", "nobody", "visitor", "foreign_officer"})
    assert {"other_contact", "member"} <= seen


@pytest.mark.parametrize("state", ["draft", "submitted", "returned", "approved"])
def test_registrations(registration_at: Any, everybody: dict[str, Any], state: str) -> None:
    registration = registration_at(state)
    seen = agree(everybody, [registration], permissions.may_see_registration, permissions.registrations_visible_to)[
        str(registration.pk)
    ]
    own = {"contact", "staff", "desk_staff", "desk_contact", "archive_union", "union"}
    assert seen == own | (set() if state == "draft" else OVERSEERS)


def test_reports(office: Any, movement: Movement, everybody: dict[str, Any]) -> None:
    report = send(office, movement)
    seen = agree(everybody, [report], permissions.may_see_report, permissions.reports_visible_to)[str(report.pk)]
    own = {"contact", "staff", "desk_staff", "desk_contact", "archive_union", "union"}
    assert seen == own | {"officer", "director", "administration"}


def test_whom_one_speaks_for(office: Any, everybody: dict[str, Any]) -> None:
    for user in everybody.values():
        spoken = set(Unit.objects.filter(permissions.acted_for(user, "")).values_list("pk", flat=True))
        for unit in Unit.objects.all():
            assert bool(permissions.may_act_for(user, unit)) == (unit.pk in spoken)


def send(office: Any, movement: Movement) -> ProgressReport:
    return actions.report_progress(
        task=movement.tasks.all()[0],
        unit=office.archive,
        percent=60,
        text="Đã số hóa 6.000 hồ sơ mật danh",
        actor=office.users["contact"],
        at=AT,
        files=[EvidenceFile("so-lieu.txt", ContentFile(b"bang chung"), "text/plain")],
    )


def test_every_explanation_has_its_reason(office: Any, movement: Movement, registration_at: Any) -> None:
    for obj in (movement, movement.plan, registration_at("submitted"), send(office, movement)):
        rows = permissions.explain(obj)
        assert any(row.may for row in rows)
        assert all(row.who and row.why for row in rows)


# --- addresses ----------------------------------------------------------------------------------------------------

ALL = {"officer", "director", "administration", "union", "secretary", "contact", "other_contact", "staff", "member"}
# Address → who gets a page (200) or is led on (302 to a page of the movement); all others get 404.
PAGES: dict[str, set[str]] = {
    "/phong-trao/": ALL | {"nobody", "foreign_officer"},
    "/phong-trao/ke-hoach/tai-len/": {"officer", "foreign_officer"},
    "/phong-trao/ke-hoach/{plan}/tep/": ALL,
    "/phong-trao/{movement}/": ALL,
    "/phong-trao/{movement}/sua/": {"officer"},
    "/phong-trao/{movement}/nhiem-vu/": ALL,
    "/phong-trao/{movement}/nhiem-vu/{task}/": ALL,
    "/phong-trao/{movement}/nhiem-vu/{task}/bao-cao/": {"contact", "other_contact"},
    "/phong-trao/minh-chung/{evidence}/": {"officer", "director", "administration", "union", "contact", "staff"},
    "/phong-trao/{movement}/theo-doi/": OVERSEERS,
    "/phong-trao/{movement}/nhac/?what=report&all=1": {"officer", "administration"},
    "/phong-trao/{movement}/dang-ky/": ALL,
    "/phong-trao/{movement}/dang-ky/{unit}/": OVERSEERS | {"contact", "staff"},
    "/phong-trao/{movement}/lich.ics": ALL,
}


@pytest.mark.parametrize("address", PAGES)
def test_each_address_opens_for_whom_it_should(
    office: Any, movement: Movement, registration_at: Any, everybody: dict[str, Any], address: str
) -> None:
    registration_at("submitted")
    report = send(office, movement)
    url = address.format(
        plan=movement.plan_id,
        movement=movement.pk,
        task=movement.tasks.all()[0].pk,
        evidence=report.evidence.get().pk,
        unit=office.archive.pk,
    )
    opened = set()
    for name in sorted(ALL | {"nobody", "foreign_officer"}):
        client = Client()
        client.force_login(everybody[name], backend="django.contrib.auth.backends.ModelBackend")
        answer = client.get(url)
        if answer.status_code == 200:
            opened.add(name)
        else:
            led_back = answer.status_code == 302 and name in OVERSEERS
            assert answer.status_code == 404 or led_back, (name, answer.status_code)
    assert opened == PAGES[address]
    assert Client().get(url).status_code == 302, "who is not signed in is asked to sign in"


POSTS = ["xac-nhan/", "buoc/begin_closing/", "phat-dong/", "sua/", "nhac/"]


@pytest.mark.parametrize("address", POSTS)
@pytest.mark.parametrize("who", ["staff", "member", "nobody", "foreign_officer"])
def test_no_post_changes_anything_for_who_may_not(
    movement: Movement, everybody: dict[str, Any], address: str, who: str
) -> None:
    client = Client()
    client.force_login(everybody[who], backend="django.contrib.auth.backends.ModelBackend")
    unit = movement.participations.order_by("-pk").values_list("unit", flat=True)[0]
    data = {"unit": unit, "units": [unit], "title": "Khác", "what": "report", "ids": [unit], "confirmed": "yes"}
    answer = client.post(f"/phong-trao/{movement.pk}/{address}", data)
    assert answer.status_code in (302, 404)
    stored = Movement.objects.get(pk=movement.pk)
    assert (stored.state, stored.title) == (movement.state, movement.title)
    assert stored.reminders.count() == 0
    assert stored.participations.filter(acknowledged_at__isnull=False).count() == 0


def test_words_and_evidence_of_others_are_not_on_the_page(office: Any, movement: Movement, sign_in: Any) -> None:
    report = send(office, movement)
    url = f"/phong-trao/{movement.pk}/nhiem-vu/{report.task_id}/"
    theirs = sign_in("other_contact").get(url).content.decode()
    assert "mật danh" not in theirs
    assert "60%" in theirs, "the percentage is for all"
    assert "mật danh" in sign_in("contact").get(url).content.decode()


def test_a_plan_in_review_is_not_for_units(plan: PlanDocument, sign_in: Any) -> None:
    url = f"/phong-trao/ke-hoach/{plan.pk}/ra-soat/"
    assert {who: sign_in(who).get(url).status_code for who in ("officer", "director", "contact")} == {
        "officer": 200,
        "director": 404,
        "contact": 404,
    }


def test_registrations_of_others_are_not_found(office: Any, registration_at: Any, sign_in: Any) -> None:
    registration: Registration = registration_at("submitted")
    url = f"/phong-trao/{registration.movement_id}/dang-ky/{registration.unit_id}/"
    assert sign_in("other_contact").get(url).status_code == 404
    assert sign_in("officer").get(url).status_code == 200
