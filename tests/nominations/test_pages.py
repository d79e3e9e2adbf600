"""The pages of dossiers: to whom they open, and what they keep from whom."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.nominations.conftest import Desk

from thidua.initiatives.models import Initiative
from thidua.nominations import actions
from thidua.nominations.models import Dossier, Nomination
from thidua.organisation.models import Discipline, Hold

SignIn = Callable[[str], Client]


def the_nomination(dossier: Dossier) -> Nomination:
    """The only nomination of a dossier."""
    return dossier.nominations.select_related("dossier").get()


EVERYBODY = {
    "director", "officer", "secretary", "member", "contact", "other_contact", "staff", "administration", "union",
}  # fmt: skip
SEES_SENT = {"contact", "officer", "administration", "director", "union"}


@pytest.mark.parametrize(
    ("name", "allowed"),
    [
        ("list", EVERYBODY),
        ("dossiers", EVERYBODY),
        ("create", {"contact", "other_contact"}),
        ("detail", SEES_SENT),
        ("nomination", SEES_SENT),
        ("check", SEES_SENT),
        ("check_json", {"officer", "director"}),
        ("submission", SEES_SENT),
        ("appraisal_sheet", {"officer", "director"}),
        ("evidence", SEES_SENT),
    ],
)
def test_an_address_opens_to_exactly_these_roles(desk: Desk, sign_in: SignIn, name: str, allowed: set[str]) -> None:
    dossier = desk.draft()
    nomination = desk.nominate(dossier, person=desk.person("Cao Thị Hiền"))
    evidence = actions.attach_evidence(
        nomination=nomination,
        data=b"x",
        media_type="text/plain",
        name="a.txt",
        actor=desk.user("contact"),
        at=desk.at(),
    )
    desk.bring(dossier, "submitted")
    check = nomination.checks.first()
    assert check is not None
    arguments: dict[str, list[Any]] = {
        "detail": [dossier.pk],
        "nomination": [nomination.pk],
        "check": [check.pk],
        "check_json": [check.pk],
        "submission": [dossier.pk, "docx"],
        "appraisal_sheet": [nomination.pk, "docx"],
        "evidence": [evidence.pk],
    }
    address = reverse(f"nominations:{name}", args=arguments.get(name, []))

    answers = {key: sign_in(key).get(address).status_code for key in desk.office.users}

    assert {key for key, status in answers.items() if status == 200} == allowed
    assert {status for key, status in answers.items() if key not in allowed} <= {404}
    assert Client().get(address).status_code == 302


WRITING = ("act_submit", "nominate", "consider", "drop", "add_paper", "add_evidence", "check_again", "appraise")


@pytest.mark.parametrize("name", WRITING)
def test_outsiders_do_not_learn_that_a_page_for_writing_exists(desk: Desk, sign_in: SignIn, name: str) -> None:
    dossier = desk.dossier("draft")
    nomination = the_nomination(dossier)
    address = {
        "act_submit": reverse("nominations:act", args=[dossier.pk, "submit"]),
        "nominate": reverse("nominations:nominate", args=[dossier.pk]),
        "consider": reverse("nominations:consider", args=[dossier.pk]),
        "drop": reverse("nominations:drop", args=[nomination.pk]),
        "add_paper": reverse("nominations:add_paper", args=[dossier.pk]),
        "add_evidence": reverse("nominations:add_evidence", args=[nomination.pk]),
        "check_again": reverse("nominations:check_again", args=[nomination.pk]),
        "appraise": reverse("nominations:appraise", args=[nomination.pk]),
    }[name]

    for key in ("other_contact", "staff", "officer", "member"):
        assert sign_in(key).post(address, {"reason": "x"}).status_code == 404
    assert Dossier.objects.get(pk=dossier.pk).state == "draft"
    assert Nomination.objects.get(pk=nomination.pk).state == "listed"


@pytest.mark.parametrize("key", ["administration", "union", "director"])
def test_who_only_reads_gets_no_buttons_and_no_way_round_them(desk: Desk, sign_in: SignIn, key: str) -> None:
    dossier = desk.dossier("submitted")
    client = sign_in(key)

    page = client.get(reverse("nominations:detail", args=[dossier.pk])).content.decode()
    assert "Trả lại để bổ sung" not in page
    answer = client.post(
        reverse("nominations:act", args=[dossier.pk, "return"]), {"reason": "x", "due": "2025-11-30"}, follow=True
    )
    assert "Chỉ chuyên viên thi đua, khen thưởng" in answer.content.decode()
    assert Dossier.objects.get(pk=dossier.pk).state == "submitted"


def test_the_trace_shows_law_record_and_that_it_would_be_the_same_today(desk: Desk, sign_in: SignIn) -> None:
    check = the_nomination(desk.dossier("submitted")).checks.filter(occasion="submission").get()
    client = sign_in("officer")

    words = client.get(reverse("nominations:check", args=[check.pk])).content.decode()
    assert "vẫn ra cùng kết quả" in words
    assert check.law_hash in words
    assert "06/2022/QH15" in words
    content = json.loads(client.get(reverse("nominations:check_json", args=[check.pk])).content)
    assert content["facts"] == check.facts
    assert content["law"] == check.law_hash


def test_pending_matters_are_told_to_few_and_the_answer_to_all(desk: Desk, sign_in: SignIn) -> None:
    person = desk.person("Đặng Thị Ngân")
    Hold.objects.create(person=person, reason="complaint", start=date(2025, 10, 6))
    Discipline.objects.create(person=person, level="reprimand", start=date(2019, 1, 1), end=date(2020, 1, 1))
    dossier = desk.draft()
    nomination = desk.nominate(dossier, person=person)
    check = nomination.checks.get()
    addresses = [
        reverse("nominations:nomination", args=[nomination.pk]),
        reverse("nominations:check", args=[check.pk]),
        reverse("nominations:consider", args=[dossier.pk]) + f"?danh_hieu=LDTT&ai=p{person.pk}",
    ]

    for address in addresses:
        page = sign_in("contact").get(address).content.decode()
        assert "06/10/2025" not in page
        assert "01/01/2019" not in page
        assert "chuyên viên thẩm định và giám đốc xem được" in page
    assert sign_in("contact").get(reverse("nominations:check_json", args=[check.pk])).status_code == 404
    Dossier.objects.filter(pk=dossier.pk).update(state="submitted", submitted_at=desk.at())
    assert "06/10/2025" in sign_in("officer").get(addresses[0]).content.decode()


def test_the_panel_of_the_movement_counts_what_the_user_may_see(desk: Desk) -> None:
    from thidua.movements.models import Movement
    from thidua.nominations.panels import funnel_panel

    movement = Movement.objects.create(
        body=desk.office.body, title="Thi đua", state="launched", launched_at=desk.at(), issued_on=date(2024, 9, 20),
        start=date(2024, 10, 1), end=date(2025, 12, 31),
    )  # fmt: skip
    for state, name in (("draft", "Một Thị"), ("submitted", "Hai Thị"), ("decided", "Ba Thị")):
        dossier = desk.draft(movement=movement)
        desk.nominate(dossier, person=desk.person(name))
        desk.bring(dossier, state)

    def counts(key: str) -> list[int]:
        panel = funnel_panel(desk.user(key), movement, desk.at().date())
        return [step["count"] for step in panel.context["steps"]] if panel else []

    assert counts("contact") == [3, 2, 1, 1, 1, 1]
    assert counts("officer") == [2, 2, 1, 1, 1, 1]
    assert counts("staff") == []
    assert not Initiative.objects.exists()
