"""Looking through a unit: who qualifies, who is near, who is due, who was never considered; and on to a dossier."""

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
from thidua.initiatives import actions as initiatives
from thidua.journal.queries import head
from thidua.law.codes import AWARD_CODES
from thidua.law.facts import read_facts
from thidua.law.outlook import carried_on
from thidua.law.tables import tables_of_facts
from thidua.law.tables.to_facts import json_of
from thidua.nominations.eligibility.asking import Question, answered
from thidua.nominations.eligibility.quotas import quota_lines
from thidua.nominations.eligibility.screening import Filters, UnitScreening, listed, screened
from thidua.nominations.models import Check
from thidua.organisation.models import Hold, Honour, Person, Post, Rating, Unit

DAY = date(2025, 11, 20)
ASKED = Question("", DAY, 2025)


def address(unit: Unit, tail: str = "") -> str:
    return f"/ho-so/ra-soat/{unit.pk}/{tail}"


def title(person: Person, award: str, year: int) -> None:
    Honour.objects.create(
        person=person, award=award, is_title=True, year=year, kind="", decision_number=f"{year}/QĐ-SNV",
        decided_on=date(year, 12, 20), decided_by="Sở Nội vụ",
    )  # fmt: skip


def names(found: UnitScreening, **filters: Any) -> list[str]:
    return [found.entry(place).name for place in listed(found, Filters(**filters))]


def place_of(found: UnitScreening, name: str) -> int:
    return next(place for place in range(len(found.roster)) if found.entry(place).name == name)


def shown(page: Any) -> list[str]:
    return [row["entry"].name for table in page.context["tables"] for row in table["rows"]]


@pytest.fixture
def people(office):
    """Five people of the archive, each in another position before the law for 2025."""
    good = office.person("An Đủ", office.archive)
    rate(good, y2024="good", y2025="excellent")
    leader = office.person("Bình Lãnh", office.archive, gender="male", title="Giám đốc", band=Post.Band.DIVISION_LEADER)
    rate(leader, y2024="excellent", y2025="excellent")
    silent = office.person("Châu Thiếu", office.archive)
    rate(silent, y2024="good")
    weak = office.person("Dũng Yếu", office.archive, gender="male")
    rate(weak, y2024="good", y2025="completed")
    held = office.person("Giang Hoãn", office.archive)
    rate(held, y2024="good", y2025="excellent")
    Hold.objects.create(person=held, reason=Hold.Reason.COMPLAINT, start=date(2025, 10, 1))
    return {"good": good, "leader": leader, "silent": silent, "weak": weak, "held": held}


def test_groups_are_exact_on_a_small_unit(office, people):
    found = screened(office.archive, ASKED, ["LDTT"])
    others = {office.people["contact"].full_name, office.people["staff"].full_name}
    assert names(found, group="du") == ["An Đủ", "Bình Lãnh"]
    assert set(names(found, group="gan")) == {"Châu Thiếu", "Dũng Yếu"} | others
    assert names(found, group="dung") == ["Giang Hoãn"]
    assert names(found, group="du", circle="lanh_dao") == ["Bình Lãnh"]
    assert names(found, group="du", circle="truc_tiep") == ["An Đủ"]
    assert names(found, group="du", circle="nu") == ["An Đủ"]
    assert names(found, circle="tap_the") == []


def test_summary_counts_leaders_direct_workers_and_women(office, people):
    (row,) = screened(office.archive, ASKED, ["LDTT"]).summary()
    assert {key: row[key] for key in ("total", "du", "leaders", "direct", "women", "gan", "dung", "never")} == {
        "total": 7, "du": 2, "leaders": 1, "direct": 1, "women": 1, "gan": 4, "dung": 1, "never": 2,
    }  # fmt: skip


def test_reasons_say_what_is_missing(office, people):
    found = screened(office.archive, ASKED, ["LDTT"])
    place = place_of(found, "Châu Thiếu")
    told = found.reasons(place, "LDTT")
    assert told == ["Chưa có dữ liệu: được xếp loại hoàn thành tốt nhiệm vụ trở lên năm 2025"]
    found.read_facts_of([place])
    assert found.reasons(place, "LDTT", whole=True) == ["Bổ sung kết quả xếp loại năm 2025"]


def test_answers_are_those_of_the_single_question(office, people):
    found = screened(office.archive, ASKED, ["LDTT", "CSTDCS", "GIAY_KHEN", "BK_TINH"])
    for option in found.options:
        for place in range(len(found.roster)):
            cell, entry = found.cell(option.code, place), found.entry(place)
            if cell is not None:
                subject = Person.objects.get(pk=entry.person) if entry.person else Unit.objects.get(pk=entry.unit)
                single = answered(subject, ASKED.about(option.code))
                assert cell.outcome == single.outcome, (entry.name, option.code)
                if cell.lacks == cell.judgements == 0 and cell.outcome != Check.Outcome.ON_HOLD:
                    assert cell.eligible


def test_collectives_are_looked_through_with_their_people(office, people):
    found = screened(office.body, ASKED, ["TTLDTT"])
    subjects = [found.entry(place) for place in range(len(found.roster))]
    assert [entry.name for entry in subjects if entry.unit is not None] == [
        "Sở Nội vụ", "Phòng Thi đua - Khen thưởng", "Phòng Tổ chức cán bộ", "Trung tâm Lưu trữ lịch sử",
    ]  # fmt: skip
    assert all(found.cell("TTLDTT", place) is None for place, entry in enumerate(subjects) if entry.person)


def test_who_is_due_next_year_is_told_from_who_is_only_not_rated_yet(office, desk):
    person = office.person("Hà Chuỗi", office.archive)
    rate(person, y2023="excellent", y2024="excellent", y2025="excellent")
    for year in (2024, 2025):
        title(person, "CSTDCS", year)
    scheme = initiatives.register(
        code="SK-1", title="Số hóa", year=2025, kind="initiative", scope="province", authors=[(person, 100)],
        actor=desk.user("officer"), at=clock.now(),
    )  # fmt: skip
    initiatives.recognise(
        initiative=scheme, on=date(2025, 6, 1), decision_number="9/QĐ", actor=desk.user("officer"), at=clock.now()
    )
    found = screened(office.archive, ASKED, ["CSTD_TINH", "LDTT"])
    place = place_of(found, "Hà Chuỗi")
    assert found.cell("LDTT", place).due is False
    assert found.cell("CSTD_TINH", place).outcome == Check.Outcome.NOT_ELIGIBLE
    silent = place_of(found, office.people["staff"].full_name)
    assert found.cell("LDTT", silent).due is False


def carried(facts: dict[str, Any], until: int) -> dict[str, Any]:
    return json_of(carried_on(tables_of_facts([read_facts(facts, AWARD_CODES)]), until), 0)


def test_carrying_on_supposes_ratings_and_yearly_titles_but_no_initiatives_and_no_higher_titles():
    facts = {
        "subject": {"kind": "individual"},
        "ratings": [{"year": 2023, "rating": "good"}, {"year": 2024, "rating": "excellent"}],
        "titles": [
            {"award": "CSTD_TINH", "year": 2024}, {"award": "LDTT", "year": 2024}, {"award": "LDTT", "year": 2023},
            {"award": "CSTDCS", "year": 2025, "revoked": True},
        ],
        "initiatives": [{"year": 2024, "scope": "base"}],
    }  # fmt: skip
    later = carried(facts, 2026)
    assert [(row["year"], row["rating"]) for row in later["ratings"][2:]] == [(2025, "excellent"), (2026, "excellent")]
    supposed = [(row["award"], row["year"], row["decided_on"]) for row in later["titles"][4:]]
    assert supposed == [("LDTT", 2025, "2026-12-31"), ("LDTT", 2026, "2026-12-31")]
    assert [row["year"] for row in later["initiatives"]] == [2024]


def test_carrying_on_repeats_the_members_of_the_newest_complete_year():
    told = {"members": 9, "completed": 9, "titles": {"LDTT": 8, "CSTDCS": 1}, "worst_discipline": "none"}
    facts = {
        "subject": {"kind": "collective"},
        "collective": {"years": [{"year": 2023} | told, {"year": 2024} | told, {"year": 2025, "members": 7}]},
    }
    later = carried(facts, 2026)["collective"]["years"]
    assert [row["year"] for row in later] == [2023, 2024, 2025, 2026]
    assert all(row["titles"] == told["titles"] and row["members"] == 9 for row in later)


def test_nothing_is_carried_on_where_nothing_is_on_record():
    later = carried({"subject": {"kind": "individual"}, "ratings": [], "titles": []}, 2026)
    assert later["ratings"] == later["titles"] == []


def test_who_was_nominated_or_commended_is_not_never_considered(office, desk, people):
    dossier = desk.draft()
    desk.nominate(dossier, person=people["good"])
    title(people["leader"], "LDTT", 2023)
    found = screened(office.archive, ASKED, ["LDTT"])
    assert names(found, group="du", never=True) == []
    place = place_of(found, "An Đủ")
    assert dossier.reference in found.cell("LDTT", place).taken
    leader = place_of(found, "Bình Lãnh")
    assert found.cell("LDTT", leader).taken == ""


def test_quota_counts_within_the_unit(office, desk, people):
    for number in range(8):
        rate(office.person(f"Người {number}", office.archive), y2024="good", y2025="excellent")
    (line,) = quota_lines(screened(office.archive, ASKED, ["CSTDCS"]))
    assert (line.base, line.allowed, line.used, line.left) == (10, 2, 0, 2)
    dossier = desk.draft()
    for name in ("An Đủ", "Bình Lãnh", "Người 1", "Người 2", "Người 3"):
        desk.nominate(dossier, person=office.people[name])
    desk.nominate(dossier, "CSTDCS", person=people["good"])
    desk.nominate(dossier, "CSTDCS", person=people["leader"])
    (line,) = quota_lines(screened(office.archive, ASKED, ["CSTDCS"]))
    assert (line.base, line.allowed, line.used, line.left) == (5, 1, 2, -1)


def test_a_record_that_contradicts_itself_spoils_only_its_own_answers(office, people):
    rate(people["weak"], y1913="good")
    found = screened(office.archive, ASKED, ["LDTT"])
    assert found.unreadable == ["Dũng Yếu"]
    assert names(found, group="du") == ["An Đủ", "Bình Lãnh"]


def test_the_number_of_queries_does_not_grow_with_the_people(office, sign_in, people):
    client = sign_in("contact")
    client.get(address(office.archive))

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(address(office.archive))
        return len(queries)

    few = asked()
    for number in range(22):
        rate(office.person(f"Người {number}", office.archive), y2024="good", y2025="excellent")
    assert asked() == few <= 34


def test_search_ignores_diacritics(office, sign_in, people):
    page = sign_in("contact").get(address(office.archive), {"danh_hieu": "LDTT", "q": "chau thieu"})
    assert shown(page) == ["Châu Thiếu"]


def test_people_and_collectives_have_tables_of_their_own_awards(office, sign_in, people):
    individual, collective = sign_in("contact").get(address(office.archive)).context["tables"]
    codes = [{option.code for option in table["columns"]} for table in (individual, collective)]
    assert codes[0] == {"LDTT", "CSTDCS", "GIAY_KHEN", "BK_TINH"}
    assert {"TTLDTT", "GIAY_KHEN"} <= codes[1]
    assert "LDTT" not in codes[1]


def test_the_list_is_paged_and_every_row_leads_to_its_trace(office, sign_in, people):
    for number in range(50):
        rate(office.person(f"Người {number}", office.archive), y2024="good", y2025="excellent")
    client = sign_in("contact")
    first = client.get(address(office.archive), {"danh_hieu": "LDTT"})
    second = client.get(address(office.archive), {"danh_hieu": "LDTT", "trang": "2"})
    assert (len(shown(first)), len(shown(second))) == (50, 7)
    url = first.context["tables"][0]["rows"][0]["cells"][0]["url"]
    trace = client.get(url)
    assert trace.status_code == 200
    assert trace.context["check"].outcome == first.context["tables"][0]["rows"][0]["cells"][0]["cell"].outcome


def test_export_holds_every_answer_with_its_reasons(office, sign_in, people):
    answer = sign_in("contact").get(address(office.archive, "xuat/xlsx/"), {"danh_hieu": "LDTT", "nhom": "gan"})
    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    head_row = next(index for index, row in enumerate(rows) if row[0] == "STT")
    by_name = {row[1]: row for row in rows[head_row + 1 :]}
    assert by_name["Châu Thiếu"][10] == "Bổ sung kết quả xếp loại năm 2025"
    assert "An Đủ" not in by_name
    csv = sign_in("contact").get(address(office.archive, "xuat/csv/"), {"danh_hieu": "LDTT"})
    assert "An Đủ" in csv.content.decode("utf-8-sig")
    assert sign_in("contact").get(address(office.archive, "xuat/exe/"), {"danh_hieu": "LDTT"}).status_code == 404


def test_reasons_that_rest_on_sensitive_rows_are_hidden_from_the_contact(office, sign_in, people):
    asked = {"danh_hieu": "LDTT", "nhom": "dung"}
    contact = sign_in("contact").get(address(office.archive, "xuat/csv/"), asked).content.decode("utf-8-sig")
    officer = sign_in("officer").get(address(office.archive, "xuat/csv/"), asked).content.decode("utf-8-sig")
    assert "Giang Hoãn" in contact
    assert contact != officer
    assert "01/10/2025" not in contact


@pytest.mark.parametrize("key", ["contact", "officer", "director", "union"])
def test_whoever_screens_sees_the_unit(office, sign_in, people, key):
    assert sign_in(key).get(address(office.archive)).status_code == 200


@pytest.mark.parametrize("key", ["other_contact", "staff", "secretary", "member", "administration"])
@pytest.mark.parametrize("tail", ["", "xuat/csv/", "de-nghi/?ids=p1&de_nghi=LDTT"])
def test_others_do_not(office, sign_in, people, key, tail):
    assert sign_in(key).get(address(office.archive, tail)).status_code == 404


def test_the_choice_of_units_shows_the_own_reach(office, sign_in):
    assert sign_in("contact").get("/ho-so/ra-soat/").url == address(office.archive)
    shown = [row["unit"].name for row in sign_in("officer").get("/ho-so/ra-soat/").context["rows"]]
    assert shown[0] == "Sở Nội vụ"
    assert len(shown) == 4
    assert sign_in("staff").get("/ho-so/ra-soat/").context["rows"] == []


def test_from_the_list_to_the_dossier(office, desk, sign_in, people):
    dossier = desk.draft()
    client = sign_in("contact")
    asked = {"ids": [f"p{people['good'].pk}", f"p{people['leader'].pk}"], "de_nghi": "LDTT"}
    page = client.get(address(office.archive, "de-nghi/"), asked)
    (row,) = page.context["rows"]
    assert (row["dossier"], row["takes"]) == (dossier, 2)
    confirm = client.post(f"{row['url']}?danh_hieu=LDTT", {"danh_hieu": "LDTT", "ids": asked["ids"]})
    assert confirm.status_code == 200
    client.post(f"{row['url']}?danh_hieu=LDTT", {"danh_hieu": "LDTT", "ids": asked["ids"], "confirmed": "1"})
    assert set(dossier.nominations.values_list("person", flat=True)) == {people["good"].pk, people["leader"].pk}


def test_an_officer_cannot_carry_people_into_a_dossier(office, sign_in, people):
    asked = {"ids": [f"p{people['good'].pk}"], "de_nghi": "LDTT"}
    answer = sign_in("officer").get(address(office.archive, "de-nghi/"), asked)
    assert answer.url == address(office.archive)


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"ids": "p1"},
        {"ids": "x1", "de_nghi": "LDTT"},
        {"ids": "p1", "de_nghi": "?"},
        {"ids": "p" + "9" * 40, "de_nghi": "LDTT"},
    ],
)
def test_carrying_nobody_or_nothing_goes_back(office, sign_in, asked):
    assert sign_in("contact").get(address(office.archive, "de-nghi/"), asked).url == address(office.archive)


@pytest.mark.parametrize(
    "asked", [{"danh_hieu": "KHONG_CO"}, {"ngay": "hôm nay"}, {"nhom": "lạ"}, {"doi_tuong": "lạ"}, {"nam": "2099"}]
)
def test_a_wrong_question_is_refused(office, sign_in, asked):
    page = sign_in("contact").get(address(office.archive), asked)
    assert page.status_code == 422
    assert "found" not in page.context


def test_screening_stores_nothing(office, sign_in, people):
    before = (head(), Check.objects.count(), Rating.objects.count())
    sign_in("officer").get(address(office.body))
    assert (head(), Check.objects.count(), Rating.objects.count()) == before
