"""Kept lists: complete, narrowed as the live page narrows, unchanged by what happens later, asked again."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook
from tests.nominations.conftest import rate

from thidua.base import clock
from thidua.base.refusal import Refused
from thidua.journal.models import Event
from thidua.journal.queries import verify
from thidua.nominations.eligibility import kept
from thidua.nominations.eligibility.asking import Question
from thidua.nominations.eligibility.lists.actions import keep_list
from thidua.nominations.eligibility.lists.again import again
from thidua.nominations.eligibility.lists.packing import parts_from_bytes
from thidua.nominations.eligibility.lists.reading import KeptList
from thidua.nominations.eligibility.permissions import may_keep_list, units_listed_by
from thidua.nominations.eligibility.screening import Filters, listed, screened
from thidua.nominations.models import Nomination, ScreenedSubject, ScreeningList
from thidua.nominations.tasks import make_list
from thidua.organisation import actions as organisation
from thidua.organisation.models import Honour, Post, Rating, Unit
from thidua.site.main import main

DAY = date(2025, 11, 20)
ASKED = Question("", DAY, 2025)
GROUPS = ("", "du", "cho", "gan", "sang_nam", "dung")
CIRCLES = ("", "lanh_dao", "truc_tiep", "nu", "tap_the")


@pytest.fixture
def people(office: Any, desk: Any) -> dict[str, Any]:
    """People in every position before the law, and a unit with a record."""
    good = office.person("An Đủ", office.archive)
    rate(good, y2024="good", y2025="excellent")
    leader = office.person("Bình Lãnh", office.archive, gender="male", title="Giám đốc", band=Post.Band.DIVISION_LEADER)
    rate(leader, y2024="excellent", y2025="excellent")
    silent = office.person("Châu Thiếu", office.archive)
    rate(silent, y2024="good")
    broken = office.person("Dũng Mâu Thuẫn", office.archive)
    rate(broken, y1913="good")
    rate(office.archive, y2024="good", y2025="excellent")
    Honour.objects.create(person=good, award="LDTT", is_title=True, year=2023, kind="", decided_on=date(2023, 12, 20))
    desk.nominate(desk.draft(), person=leader)
    return {"good": good, "leader": leader, "silent": silent, "broken": broken}


def keep(office: Any, **values: Any) -> ScreeningList:
    return keep_list(**{"unit": office.body, "question": ASKED, "at": clock.now()} | values)


def names(row: ScreeningList, code: str, **filters: Any) -> list[str]:
    found = KeptList(row, code)
    return [line.subject.name for line in found.lines(found.narrowed(Filters(**filters)))]


@pytest.mark.parametrize("code", ["LDTT", "CSTDCS", "GIAY_KHEN", "TTLDTT", "BK_TINH"])
def test_a_list_says_what_the_live_page_says(office: Any, people: dict[str, Any], code: str) -> None:
    row = keep(office)
    found = screened(office.body, ASKED, [code])
    for group in GROUPS:
        for circle in CIRCLES:
            live = listed(found, Filters(group, circle))
            assert names(row, code, group=group, circle=circle) == [found.entry(place).name for place in live]
    for line in KeptList(row, code).lines(KeptList(row, code).narrowed(Filters())):
        cell = found.cell(code, line.subject.place)
        assert (line.outcome, line.due, line.considered) == (cell.outcome, cell.due, cell.considered)
        if cell.outcome and line.record is not None:
            assert (line.record, line.judged) == (cell.lacks, cell.judgements)
            assert line.words == found.reasons(line.subject.place, code)


def test_every_subject_and_every_award_is_in_it(office: Any, people: dict[str, Any]) -> None:
    row = keep(office)
    assert row.subjects.count() == row.people + row.collectives
    assert {"LDTT", "CSTDCS", "BKTTG", "HCLD_3"} <= set(row.awards["individual"])
    assert {"TTLDTT", "TTLDXS", "CO_TINH"} <= set(row.awards["collective"])
    archive = row.subjects.get(unit=office.archive)
    assert (archive.name, archive.band, archive.person_id) == (office.archive.name, "", None)
    leader = row.subjects.get(person=people["leader"])
    assert (leader.post, leader.unit_name, leader.band) == ("Giám đốc", office.archive.short_name, "division_leader")


def test_names_are_searched_without_diacritics_and_never_considered_is_remembered(
    office: Any, people: dict[str, Any]
) -> None:
    row = keep(office)
    assert names(row, "LDTT", words="chau thieu") == ["Châu Thiếu"]
    never = names(row, "LDTT", never=True)
    assert "Châu Thiếu" in never
    assert not {"An Đủ", "Bình Lãnh"} & set(never)


def test_a_list_stays_as_it_was_made_whatever_happens_later(office: Any, people: dict[str, Any]) -> None:
    row = keep(office)
    Rating.objects.filter(person=people["good"], year=2025).update(level="failed")
    Post.objects.filter(person=people["leader"]).update(title="Phó Giám đốc", end=date(2025, 11, 1))
    assert names(row, "LDTT", group="du") == ["An Đủ", "Bình Lãnh"]
    assert row.subjects.get(person=people["leader"]).post == "Giám đốc"
    found = again(ScreeningList.objects.get(pk=row.pk))
    assert (found.whole, found.same_law, found.identical, found.count) == (True, True, True, 0)


def test_asked_again_under_another_law_the_moved_are_named(office: Any, people: dict[str, Any], settings: Any) -> None:
    for number in range(3):
        person = office.person(f"Người {number}", office.archive)
        rate(person, y2023="excellent", y2024="excellent", y2025="excellent")
    row = keep(office)
    ScreeningList.objects.filter(pk=row.pk).update(law_hash="x" * 64)
    subject = row.subjects.get(person=people["good"])
    changed = "N" + subject.answers[1:]
    row.subjects.filter(pk=subject.pk).update(answers=changed)
    found = again(ScreeningList.objects.get(pk=row.pk))
    assert not found.same_law
    assert not found.whole
    assert found.broken
    assert [(one.name, one.award, one.before, one.after) for one in found.moved] == [
        ("An Đủ", row.awards["individual"][0], "not_eligible", "eligible")
    ]


def test_the_record_behind_a_list_can_be_read_back(office: Any, people: dict[str, Any]) -> None:
    row = keep(office)
    parts, unreadable = parts_from_bytes(row.packed.read())
    assert [part.recipient for part in parts] == ["individual", "collective"]
    assert parts[0].tables.size == row.people
    assert [row.subjects.get(place=place).name for place in unreadable] == ["Dũng Mâu Thuẫn"]
    with pytest.raises(Refused):
        parts_from_bytes(row.packed.read()[:-9])


def test_a_record_that_contradicts_itself_has_no_answer(office: Any, people: dict[str, Any]) -> None:
    row = keep(office)
    line = KeptList(row, "LDTT").line(row.subjects.get(person=people["broken"]))
    assert (line.outcome, line.record) == ("", None)


def test_keeping_is_journalled_once_and_sealed(office: Any, people: dict[str, Any], desk: Any) -> None:
    before = Event.objects.count()
    row = keep(office, actor=desk.user("officer"))
    (event,) = Event.objects.filter(sequence__gt=before)
    assert (event.action, event.object_id) == ("nominations.screening.keep", str(row.pk))
    assert event.seal["content"] == row.content
    assert not list(verify())
    ScreeningList.objects.filter(pk=row.pk).update(content="0" * 64)
    assert list(verify())


def test_only_the_officer_keeps_a_list(office: Any, people: dict[str, Any], desk: Any) -> None:
    for key in ("contact", "union", "director", "staff"):
        with pytest.raises(Refused):
            keep(office, actor=desk.user(key))
    assert not ScreeningList.objects.exists()
    assert keep(office, actor=desk.user("officer")).made_by == desk.user("officer")


def test_who_keeps_lists_is_answered_alike_for_one_unit_and_for_all(office: Any, desk: Any) -> None:
    for key in ("officer", "contact", "union", "director", "staff"):
        user = desk.user(key)
        assert set(units_listed_by(user)) == {unit for unit in Unit.objects.all() if may_keep_list(user, unit)}


def test_from_the_page_of_the_unit_to_the_kept_list(office: Any, people: dict[str, Any], sign_in: Any) -> None:
    client = sign_in("officer")
    page = client.get(f"/ho-so/ra-soat/{office.archive.pk}/")
    assert not page.context["keep"]["reason"]
    answer = client.post(f"/ho-so/ra-soat/{office.archive.pk}/luu/", dict(page.context["kept"]))
    row = ScreeningList.objects.get()
    assert answer.url == f"/ho-so/ra-soat/danh-sach/{row.pk}/"
    assert (row.unit, row.on, row.year) == (office.archive, DAY, page.context["question"].year)
    shown = client.get(answer.url, {"danh_hieu": "LDTT", "nhom": "du"})
    assert [item["line"].subject.name for item in shown.context["lines"]] == ["An Đủ", "Bình Lãnh"]
    assert client.get(f"{answer.url}hoi-lai/").context["found"].identical
    listed_rows = client.get("/ho-so/ra-soat/danh-sach/").context["page"].object_list
    assert list(listed_rows) == [row]


def test_the_contact_sees_the_button_with_its_reason_and_the_lists_of_the_own_unit_only(
    office: Any, people: dict[str, Any], sign_in: Any
) -> None:
    whole, own = keep(office), keep(office, unit=office.archive)
    client = sign_in("contact")
    assert client.get(f"/ho-so/ra-soat/{office.archive.pk}/").context["keep"]["reason"]
    assert client.post(f"/ho-so/ra-soat/{office.archive.pk}/luu/").status_code == 404
    assert ScreeningList.objects.count() == 2
    assert client.get(f"/ho-so/ra-soat/danh-sach/{own.pk}/").status_code == 200
    assert client.get(f"/ho-so/ra-soat/danh-sach/{whole.pk}/").status_code == 404


@pytest.mark.parametrize("key", ["staff", "member", "administration"])
@pytest.mark.parametrize("tail", ["", "xuat/csv/", "hoi-lai/"])
def test_others_find_no_list(office: Any, people: dict[str, Any], sign_in: Any, key: str, tail: str) -> None:
    row = keep(office)
    assert sign_in(key).get(f"/ho-so/ra-soat/danh-sach/{row.pk}/{tail}").status_code == 404
    assert sign_in("officer").get(f"/ho-so/ra-soat/danh-sach/{row.pk}/{tail}").status_code == 200


def test_the_file_holds_the_lines_with_their_reasons(office: Any, people: dict[str, Any], sign_in: Any) -> None:
    row = keep(office)
    answer = sign_in("officer").get(
        f"/ho-so/ra-soat/danh-sach/{row.pk}/xuat/xlsx/", {"danh_hieu": "LDTT", "nhom": "gan"}
    )
    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    by_name = {line[1]: line for line in rows}
    assert "xếp loại" in by_name["Châu Thiếu"][10]
    assert "An Đủ" not in by_name


def test_the_number_of_queries_of_a_list_does_not_grow(office: Any, people: dict[str, Any], sign_in: Any) -> None:
    client = sign_in("officer")

    def asked(row: ScreeningList) -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/ho-so/ra-soat/danh-sach/{row.pk}/", {"danh_hieu": "LDTT"})
        return len(queries)

    few = keep(office)
    asked(few)
    before = asked(few)
    for number in range(30):
        rate(office.person(f"Người {number}", office.archive), y2024="good", y2025="excellent")
    assert asked(keep(office)) == before <= 14


@pytest.mark.parametrize("asked", [{"danh_hieu": "KHONG_CO"}, {"nhom": "lạ"}, {"trang": "999"}, {"doi_tuong": "lạ"}])
def test_an_unknown_filter_is_ignored(office: Any, people: dict[str, Any], sign_in: Any, asked: dict[str, str]) -> None:
    row = keep(office)
    assert sign_in("officer").get(f"/ho-so/ra-soat/danh-sach/{row.pk}/", asked).status_code == 200


@pytest.mark.parametrize("asked", [{"ngay": "hôm nay"}, {"nam": "2099"}, {"loai_hinh": "lạ"}, {"ngay": "2001-01-01"}])
def test_a_wrong_question_keeps_nothing(office: Any, sign_in: Any, asked: dict[str, str]) -> None:
    answer = sign_in("officer").post(f"/ho-so/ra-soat/{office.archive.pk}/luu/", asked)
    assert answer.url == f"/ho-so/ra-soat/{office.archive.pk}/"
    assert not ScreeningList.objects.exists()


def test_a_large_unit_is_left_to_the_worker(
    office: Any, people: dict[str, Any], sign_in: Any, monkeypatch: Any, desk: Any
) -> None:
    monkeypatch.setattr("thidua.nominations.eligibility.views.lists.MOST_AT_ONCE", 3)
    answer = sign_in("officer").post(f"/ho-so/ra-soat/{office.body.pk}/luu/")
    assert answer.url == "/ho-so/ra-soat/danh-sach/"
    if not ScreeningList.objects.exists():  # the queue of the tests may do it at once
        make_list.func(office.body.pk, DAY.isoformat(), 2025, "merit", desk.user("officer").pk)
    assert ScreeningList.objects.get().made_by == desk.user("officer")


def test_by_command(office: Any, people: dict[str, Any], capsys: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr("thidua.site.main._set_up_django", lambda: None)
    words = ["eligibility", "screen", "--body", office.body.code]
    assert main([*words, "--on", "2025-11-20", "--year", "2025"]) == 0
    row = ScreeningList.objects.get()
    assert (row.on, row.year, row.made_by) == (DAY, 2025, None)
    assert f"{row.people} người" in capsys.readouterr().out
    assert main(["eligibility", "screen", "--body", "KHÔNG"]) == 2
    assert main([*words, "--on", "hôm qua"]) == 2
    assert main([*words, "--on", "2025-11-20", "--year", "2030"]) == 2
    assert ScreeningList.objects.count() == 1


def test_answers_of_large_units_are_kept_until_the_register_changes(
    office: Any, people: dict[str, Any], desk: Any, monkeypatch: Any
) -> None:
    monkeypatch.setattr("thidua.nominations.eligibility.kept.LARGE", 1)
    kept.forget()
    try:
        first = screened(office.body, ASKED, ["LDTT"])
        assert screened(office.body, ASKED, ["LDTT"]).answers is first.answers
        Nomination.objects.all().delete()  # not by an act: nobody is told
        assert screened(office.body, ASKED, ["LDTT"]).history is first.history
        organisation.set_rating(
            subject=people["silent"], year=2025, level="excellent", decided_on=DAY, actor=desk.user("officer"),
            at=clock.now(),
        )  # fmt: skip
        second = screened(office.body, ASKED, ["LDTT"])
        assert second.answers is not first.answers
        assert "Châu Thiếu" in [second.entry(place).name for place in listed(second, Filters("du"))]
        Event.objects.all().delete()
        assert screened(office.body, ASKED, ["LDTT"]).answers is not second.answers
    finally:
        kept.forget()


def test_signs_of_a_row_are_as_many_as_its_awards(office: Any, people: dict[str, Any]) -> None:
    row = keep(office)
    for subject in ScreenedSubject.objects.all():
        recipient = "individual" if subject.person_id else "collective"
        assert len(subject.answers) == 5 * len(row.awards[recipient])
