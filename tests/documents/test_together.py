"""Two at once, on a database that really has two connections."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from tests.documents.conftest import Desk
from tests.documents.copying import copy, stay_here
from tests.together import at_once

from thidua.base import clock
from thidua.base.refusal import Refused
from thidua.documents import actions
from thidua.documents.models import OfficialDocument, RegisterEntry

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def committed(transactional_db: None, office: Any) -> Desk:
    """The office, committed."""
    return Desk(office)


def number(desk: Desk, document: OfficialDocument, who: str) -> Callable[[], Any]:
    return lambda: actions.number_document(document=document, actor=desk.user(who), at=clock.now()).number


def test_two_officers_number_two_papers_without_gap_or_double(committed, apart):
    first, second = committed.draft(), committed.draft()
    apart()
    results = at_once(number(committed, first, "officer"), number(committed, second, "administration"))
    assert sorted(results) == [1, 2]


def test_two_officers_number_one_paper_and_one_number_is_given(committed, apart):
    paper = committed.draft()
    stale = OfficialDocument.objects.get(pk=paper.pk)
    apart()
    results = at_once(number(committed, paper, "officer"), number(committed, stale, "administration"))
    given = [result for result in results if result == 1]
    refused = [result for result in results if isinstance(result, Refused)]
    assert (len(given), len(refused)) == (1, 1), results


def test_two_presses_on_the_same_object_make_one_draft(committed, apart):
    unit = committed.office.archive

    def press(who: str) -> Callable[[], Any]:
        return lambda: committed.draft(by=who, source=unit).pk

    apart()
    results = at_once(press("officer"), press("administration"))
    assert results[0] == results[1], results


def test_the_hand_and_the_next_number_do_not_meet(committed, apart):
    first, second = committed.draft(), committed.draft()
    apart()

    def by_hand() -> Any:
        at = clock.now()
        return actions.number_document(document=second, number=1, actor=committed.user("officer"), at=at).number

    results = at_once(number(committed, first, "administration"), by_hand)
    taken = [result for result in results if isinstance(result, int)]
    assert len(set(taken)) == len(taken), results
    assert all(isinstance(result, int | Refused) for result in results), results
    if connection.vendor != "sqlite":
        assert RegisterEntry.objects.count() == len(taken)


def test_two_officers_number_papers_of_two_kinds_in_a_common_series(committed, apart):
    actions.choose_numbering(
        body=committed.office.body, year=2025, way="common", basis="Quy chế", actor=committed.user("administration"),
        at=clock.now(),
    )  # fmt: skip
    first, second = committed.draft(), committed.draft(committed.reminder(symbol="SNV-VP"))
    apart()
    results = at_once(number(committed, first, "officer"), number(committed, second, "administration"))
    assert sorted(results) == [1, 2]


def test_the_way_does_not_change_under_the_first_number(committed, apart):
    paper = committed.draft()
    apart()

    def change() -> Any:
        return actions.choose_numbering(
            body=committed.office.body, year=2025, way="common", basis="Quy chế",
            actor=committed.user("administration"), at=clock.now(),
        ).way  # fmt: skip

    numbered, changed = at_once(number(committed, paper, "officer"), change)
    assert numbered == 1
    assert changed == "common" or isinstance(changed, Refused), changed
    if connection.vendor != "sqlite":
        entry = RegisterEntry.objects.select_related("series").get()
        assert (entry.series.scope == "common") == (changed == "common")


def test_two_officers_copy_at_once_without_gap_or_double(committed, apart, monkeypatch):
    stay_here(monkeypatch)
    document = committed.issued()
    apart()

    def press(who: str) -> Callable[[], Any]:
        return lambda: copy(committed, document, by=who, form="TrS", parts=("0",)).number

    assert sorted(at_once(press("officer"), press("administration"))) == [1, 2]
