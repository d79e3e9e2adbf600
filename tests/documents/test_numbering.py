"""How an office numbers its papers: by symbol, by kind or all in one run; laid down for a year that has no number."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from thidua.base import clock
from thidua.base.refusal import Refused
from thidua.documents import actions
from thidua.documents.models import NumberingYear, NumberSeries, RegisterEntry
from thidua.documents.numbering import next_number, way_of
from thidua.journal.models import Event
from thidua.paperwork import Line, Notice
from thidua.paperwork.documents.base import Marks

Way = NumberingYear.Way
Scope = NumberSeries.Scope


def choose(desk: Any, way: str, year: int = 2025, who: str = "administration", basis: str = "Quy chế văn thư") -> Any:
    return actions.choose_numbering(
        body=desk.office.body, year=year, way=way, basis=basis, actor=desk.user(who), at=clock.now()
    )


def notice(desk: Any) -> Notice:
    """A paper of another kind, with another symbol."""
    letter = desk.reminder()
    return Notice(
        office=letter.office, signer=letter.signer, subject="Về việc nghỉ lễ", lines=(Line("text", "Nghỉ một ngày."),)
    )


def number(desk: Any, context: Any = None, **more: Any) -> Any:
    document = desk.draft(context)
    return actions.number_document(document=document, actor=desk.user("administration"), at=clock.now(), **more)


def code_of(act: Any, *args: Any, **kwargs: Any) -> str:
    with pytest.raises(Refused) as refusal:
        act(*args, **kwargs)
    return refusal.value.code


def test_each_symbol_counts_by_itself_until_something_else_is_laid_down(desk):
    assert way_of(desk.office.body, 2025) == Way.SYMBOL
    assert [number(desk).number, number(desk, desk.reminder(symbol="SNV-VP")).number] == [1, 1]


def test_by_kind_all_letters_share_one_run(desk):
    choose(desk, Way.KIND)
    letters = [number(desk).number, number(desk, desk.reminder(symbol="SNV-VP")).number]
    assert (letters, number(desk, notice(desk)).number) == ([1, 2], 1)


def test_in_common_all_kinds_share_one_run(desk):
    choose(desk, Way.COMMON)
    papers = [number(desk), number(desk, notice(desk)), number(desk, desk.reminder(symbol="SNV-VP"))]
    assert [paper.number for paper in papers] == [1, 2, 3]
    assert len({paper.entry.series_id for paper in papers}) == 1


def test_a_council_counts_apart_in_every_way(desk):
    choose(desk, Way.COMMON)
    number(desk)
    council = desk.draft(council="Hội đồng Thi đua - Khen thưởng")
    done = actions.number_document(document=council, actor=desk.user("administration"), at=clock.now())
    assert done.number == 1


@pytest.mark.parametrize("way", Way.values)
def test_secret_papers_have_a_series_of_their_own(desk, way):
    choose(desk, way)
    number(desk)
    secret = number(desk, replace(desk.reminder(), marks=Marks(secrecy="secret")))
    assert (secret.number, secret.entry.series.scope) == (1, Scope.SECRET)


def test_the_way_is_carried_on_into_the_next_year(desk):
    choose(desk, Way.COMMON)
    with clock.on_day(date(2026, 1, 2)):
        assert [number(desk).number, number(desk, notice(desk)).number] == [1, 2]


def test_a_year_with_a_number_keeps_its_way_and_the_next_year_may_change(desk):
    number(desk)
    assert code_of(choose, desk, Way.COMMON) == "numbers_given"
    choose(desk, Way.COMMON, year=2026)
    assert (way_of(desk.office.body, 2025), way_of(desk.office.body, 2026)) == (Way.SYMBOL, Way.COMMON)
    assert number(desk).number == 2


def test_before_the_first_number_the_way_may_still_change(desk):
    choose(desk, Way.COMMON)
    choose(desk, Way.KIND)
    assert number(desk).entry.series.scope == Scope.KIND


def test_the_basis_may_be_mended_when_numbers_are_given(desk):
    choose(desk, Way.COMMON)
    number(desk)
    assert choose(desk, Way.COMMON, basis="Quyết định số 12/QĐ-SNV").basis == "Quyết định số 12/QĐ-SNV"


@pytest.mark.parametrize("year", [2024, 2027])
def test_only_this_year_and_the_next_are_laid_down(desk, year):
    assert code_of(choose, desk, Way.COMMON, year=year) == "other_year"


def test_who_has_laid_it_down_must_be_said(desk):
    assert code_of(choose, desk, Way.COMMON, basis=" ") == "basis_missing"


@pytest.mark.parametrize("who", ["staff", "director", "contact", "secretary"])
def test_only_who_gives_numbers_lays_down_the_way(desk, who):
    assert code_of(choose, desk, Way.COMMON, who=who) == "not_allowed"


def test_the_choice_stands_in_the_journal(desk):
    choose(desk, Way.COMMON)
    event = Event.objects.get(action="documents.numbering.choose")
    assert event.new == {"way": "common", "basis": "Quy chế văn thư", "year": 2025}


def test_a_common_series_goes_on_after_the_paper_book(desk):
    choose(desk, Way.COMMON)
    actions.start_after(
        body=desk.office.body, symbol="", year=2025, last=310, actor=desk.user("administration"), at=clock.now()
    )
    assert next_number(desk.office.body, "SNV-TĐKT", "Công văn", 2025)[1] == 311
    assert [number(desk).number, number(desk, notice(desk)).number] == [311, 312]


def test_in_a_common_series_a_number_by_hand_meets_all_kinds(desk):
    choose(desk, Way.COMMON)
    number(desk)
    assert code_of(number, desk, notice(desk), number=1) == "number_used"


def test_a_series_by_kind_is_told_by_the_type(desk):
    choose(desk, Way.KIND)
    given: dict[str, Any] = {"body": desk.office.body, "year": 2025, "last": 5, "at": clock.now()}
    given["actor"] = desk.user("administration")
    assert code_of(actions.start_after, symbol="SNV-TĐKT", **given) == "type_missing"
    actions.start_after(symbol="", type_name="Công văn", **given)
    assert number(desk).number == 6


def test_the_same_number_and_symbol_are_never_given_twice_in_a_year(desk):
    number(desk)
    for way in (Way.COMMON, Way.KIND):
        assert code_of(choose, desk, way) == "numbers_given"
    number(desk)
    told = list(RegisterEntry.objects.values_list("symbol", "number"))
    assert len(set(told)) == len(told) == 2


def test_the_page_lays_down_the_way(desk, sign_in):
    client = sign_in("administration")
    url = "/van-ban/so-van-ban-di/cach-danh-so/"
    assert "Điều 15" in client.get(url).content.decode()
    assert client.post(url, {}).status_code == 422
    done = client.post(url, {"year": "2025", "way": "common", "basis": "Quy chế"}, follow=True)
    assert "Một dãy số chung" in done.content.decode()
    number(desk)
    late = client.post(url, {"year": "2025", "way": "kind", "basis": "Quy chế"})
    assert late.status_code == 422
    assert "2026" in late.content.decode()
    assert sign_in("director").get(url).status_code == 404


def test_the_page_of_the_start_asks_what_tells_the_series(desk, sign_in):
    client = sign_in("administration")
    url = "/van-ban/so-van-ban-di/bat-dau/"
    assert 'name="symbol"' in client.get(url).content.decode()
    choose(desk, Way.KIND)
    assert 'name="type_name"' in client.get(url).content.decode()
    assert client.post(url, {"type_name": "Công văn", "last": "7"}).status_code == 302
    assert client.post(url, {"apart": "copies", "last": "3"}).status_code == 302
    assert NumberSeries.objects.get(scope=Scope.COPIES).last == 3
    assert number(desk).number == 8


def test_the_register_names_the_addressees_where_the_paper_says_as_above(desk):
    letter = desk.numbered()
    assert letter.paper.recipients == ()
    assert letter.entry.recipients == "Trung tâm Lưu trữ lịch sử"
    recipients = ("Như trên", "Ban Giám đốc Sở")
    other = desk.draft(desk.reminder(recipients=recipients, addressees=("Văn phòng", "Thanh tra Sở")))
    other = actions.number_document(document=other, actor=desk.user("administration"), at=clock.now())
    assert other.entry.recipients == "Văn phòng; Thanh tra Sở; Ban Giám đốc Sở"
