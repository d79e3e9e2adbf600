"""Initiatives: registered, recognised, used; what contradicts itself is refused."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from tests.conftest import Office

from thidua.base.refusal import Refused
from thidua.initiatives import actions, queries
from thidua.initiatives.models import Initiative, Use
from thidua.journal.queries import history, verify

AT = datetime(2025, 11, 20, 9, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


def registered(office: Office, **values: Any) -> Initiative:
    """An initiative of two people of the archive."""
    authors = [(office.people["contact"], 60), (office.people["staff"], 40)]
    given = {
        "code": "SK-1", "title": "Số hóa  hồ sơ", "year": 2025, "kind": "initiative", "scope": "base",
        "authors": authors, "actor": office.users["officer"], "at": AT,
    }  # fmt: skip
    return actions.register(**given | values)


def recognised(office: Office, **values: Any) -> Initiative:
    """The same, recognised."""
    given = {"on": date(2025, 10, 1), "decision_number": "15/QĐ-SNV", "actor": office.users["officer"], "at": AT}
    return actions.recognise(initiative=registered(office), **given | values)


def refused(code: str) -> Any:
    """Expect a refusal by its code."""
    return pytest.raises(Refused, check=lambda error: error.code == code)


def test_an_initiative_is_registered_recognised_and_used_and_the_journal_agrees(office: Office) -> None:
    initiative = recognised(office)
    contact = office.people["contact"]
    assert initiative.title == "Số hóa hồ sơ"

    use = actions.note_use(
        initiative=initiative, person=contact, award="CSTDCS", year=2025, actor=office.users["director"], at=AT
    )

    assert list(queries.initiatives_of(contact).get().own_uses) == [use]
    assert queries.initiatives_of(office.people["staff"]).get().own_uses == []
    assert [event.action.rpartition(".")[2] for event in history(initiative)] == ["register", "recognise", "use"]
    assert list(verify()) == []


def test_the_same_use_is_noted_once(office: Office) -> None:
    initiative = recognised(office)
    for _time in range(2):
        actions.note_use(
            initiative=initiative, person=office.people["staff"], award="CSTDCS", year=2025, actor=None, at=AT
        )
    assert Use.objects.count() == 1
    assert history(initiative).filter(action__endswith=".use").count() == 1


def test_shares_add_to_a_hundred_and_nobody_stands_twice(office: Office) -> None:
    person = office.people["contact"]
    for shares in ([(person, 99)], [(person, 100), (office.people["staff"], 0)], []):
        with refused("shares"):
            registered(office, authors=shares)
    with refused("author_twice"):
        registered(office, authors=[(person, 50), (person, 50)])
    with refused("title_missing"):
        registered(office, title="  ")
    registered(office)
    with refused("code_taken"):
        registered(office)
    assert Initiative.objects.count() == 1


def test_recognition_needs_its_decision_and_never_narrows(office: Office) -> None:
    with refused("decision_missing"):
        recognised(office, decision_number=" ")
    initiative = Initiative.objects.get()
    given = {"decision_number": "1/QĐ-UBND", "actor": office.users["officer"], "at": AT}
    with refused("not_yet"):
        actions.recognise(initiative=initiative, on=date(2025, 11, 21), **given)
    wide = actions.recognise(initiative=initiative, on=date(2025, 10, 1), scope="province", **given)
    assert wide.scope == "province"
    with refused("scope_narrower"):
        actions.recognise(initiative=initiative, on=date(2025, 10, 2), scope="base", **given)


def test_only_an_author_uses_and_only_what_is_recognised(office: Office) -> None:
    idea = registered(office)
    given = {"award": "CSTDCS", "year": 2025, "actor": None, "at": AT}
    with refused("not_recognised"):
        actions.note_use(initiative=idea, person=office.people["staff"], **given)
    with refused("not_author"):
        actions.note_use(initiative=idea, person=office.people["member"], **given)
    assert not Use.objects.exists()


def test_initiatives_of_a_person_come_newest_first_with_the_own_uses(office: Office) -> None:
    initiative = recognised(office)
    registered(office, code="SK-2", year=2024)
    actions.note_use(
        initiative=initiative, person=office.people["contact"], award="CSTDCS", year=2025, actor=None, at=AT
    )

    found = list(queries.initiatives_of(office.people["staff"]))

    assert [row.code for row in found] == ["SK-1", "SK-2"]
    assert found[0].own_uses == []  # type: ignore[attr-defined]
