"""“Am I eligible?”: the page about oneself, and the same about others within reach."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.nominations.conftest import rate

from thidua.journal.queries import head
from thidua.nominations.eligibility.asking import Question, answered, known_codes, options_for, steps_of, usual_year
from thidua.nominations.eligibility.permissions import (
    may_ask,
    may_screen,
    people_askable_by,
    units_screened_by,
    wholly_readable,
)
from thidua.nominations.lawbook import the_law
from thidua.nominations.models import Check, Nomination
from thidua.organisation.models import Hold, Honour, Person, Unit
from thidua.organisation.permissions import may_see_sensitive

OWN = "/ho-so/dieu-kien/"


def of(person: Person) -> str:
    return f"/ho-so/dieu-kien/ca-nhan/{person.pk}/"


def words(response) -> str:
    return response.content.decode()


@pytest.fixture
def staff(office):
    person = office.people["staff"]
    rate(person, y2024="good", y2025="excellent")
    return person


def test_own_record_is_answered_for_every_award_that_a_person_can_receive(sign_in, staff):
    page = sign_in("staff").get(OWN)
    assert page.status_code == 200
    outcomes = {row["name"]: row["outcome"] for row in page.context["rows"]}
    assert outcomes["Lao động tiên tiến"] == "eligible"
    assert outcomes["Chiến sĩ thi đua cơ sở"] == "eligible"
    assert outcomes["Chiến sĩ thi đua toàn quốc"] == "not_eligible"
    assert "Tập thể lao động tiên tiến" not in outcomes


def test_one_award_shows_each_condition_with_its_article_and_the_row_that_decides(sign_in, staff):
    page = sign_in("staff").get(OWN, {"danh_hieu": "LDTT"})
    assert page.context["check"].outcome == "eligible"
    assert "Được xếp loại hoàn thành tốt nhiệm vụ trở lên năm 2025." in words(page)
    assert "Điểm a khoản 1 Điều 24 Luật số 06/2022/QH15" in words(page)
    assert "Xếp loại năm 2025: Hoàn thành xuất sắc nhiệm vụ" in words(page)


def test_what_is_missing_is_told_as_a_step(sign_in, office):
    rate(office.people["staff"], y2024="good")
    page = sign_in("staff").get(OWN, {"danh_hieu": "LDTT"})
    assert page.context["check"].outcome == "open"
    assert page.context["answer"].steps == ["Bổ sung kết quả xếp loại năm 2025"]


def test_the_day_of_the_question_chooses_the_law(sign_in, staff):
    old = sign_in("staff").get(OWN, {"danh_hieu": "LDTT", "ngay": "2023-12-31", "nam": "2023"})
    new = sign_in("staff").get(OWN, {"danh_hieu": "LDTT", "ngay": "01/01/2024", "nam": "2023"})
    assert "06/2022/QH15" not in old.context["check"].verdict["documents"]
    assert "06/2022/QH15" in new.context["check"].verdict["documents"]


def test_a_day_beyond_the_known_law_is_answered_only_on_the_stated_assumption(sign_in, staff):
    asked = {"danh_hieu": "LDTT", "ngay": "2026-12-10", "nam": "2025"}
    plain = sign_in("staff").get(OWN, asked)
    assumed = sign_in("staff").get(OWN, asked | {"gia_dinh": "on"})
    assert (plain.context["check"].outcome, assumed.context["check"].outcome) == ("open", "eligible")
    for page in (plain, assumed):
        assert "LAW_UNKNOWN" in [warning["code"] for warning in page.context["check"].verdict["warnings"]]


def test_usual_year_is_the_running_one_only_while_it_is_reviewed():
    assert [usual_year(date(2025, 9, 30)), usual_year(date(2025, 10, 1)), usual_year(date(2026, 1, 5))] == [
        2024, 2025, 2025,
    ]  # fmt: skip


def test_asking_stores_nothing(sign_in, staff):
    before = (head(), Check.objects.count(), Nomination.objects.count())
    sign_in("staff").get(OWN, {"danh_hieu": "CSTDCS"})
    assert (head(), Check.objects.count(), Nomination.objects.count()) == before


@pytest.mark.parametrize(
    ("asked", "complaint"),
    [
        ({"danh_hieu": "KHONG_CO"}, "Không có danh hiệu, hình thức này"),
        ({"danh_hieu": "TTLDTT"}, "Không có danh hiệu, hình thức này"),
        ({"danh_hieu": "LDTT", "ngay": "2025-02-30"}, "Ngày không hợp lệ."),
        ({"danh_hieu": "LDTT", "ngay": "31/02/2025"}, "Ngày không hợp lệ."),
        ({"danh_hieu": "LDTT", "ngay": "1999-01-01"}, "Chọn ngày từ 01/07/2004"),
        ({"danh_hieu": "LDTT", "ngay": "2024-06-01", "nam": "2025"}, "Năm thành tích không sau năm của ngày xét."),
        ({"danh_hieu": "LDTT", "nam": "hai"}, "nam"),
    ],
)
def test_a_wrong_question_is_refused_with_the_reason(sign_in, staff, asked, complaint):
    page = sign_in("staff").get(OWN, asked)
    assert page.status_code == 422
    assert "answer" not in page.context
    assert complaint in words(page)


def test_a_law_that_the_packs_do_not_hold_is_said_to_be_unknown(sign_in, staff):
    day, codes = date(2004, 7, 2), [option.code for option in options_for("individual", date(2025, 11, 20))]
    silent = [code for code in codes if code not in known_codes(the_law(), codes, "individual", day)]
    assert silent, "the packs now know every award of 2004: ask about an earlier year"
    page = sign_in("staff").get(OWN, {"danh_hieu": silent[0], "ngay": day.isoformat(), "nam": "2004"})
    assert page.status_code == 200
    assert "Chưa trả lời được" in words(page)


def test_a_collective_is_asked_about_awards_of_collectives(sign_in, office):
    page = sign_in("contact").get(f"/ho-so/dieu-kien/tap-the/{office.archive.pk}/")
    names = [row["name"] for row in page.context["rows"]]
    assert "Tập thể lao động tiên tiến" in names
    assert "Lao động tiên tiến" not in names


@pytest.mark.parametrize("key", ["officer", "contact", "director", "union"])
def test_whoever_screens_may_ask_about_others(sign_in, staff, key):
    page = sign_in(key).get(of(staff), {"danh_hieu": "LDTT"})
    assert page.status_code == 200
    assert page.context["check"].outcome == "eligible"


@pytest.mark.parametrize("key", ["other_contact", "member", "secretary", "administration"])
def test_others_do_not_learn_that_the_question_exists(sign_in, staff, key):
    assert sign_in(key).get(of(staff)).status_code == 404


def test_staff_may_ask_about_themselves_but_not_about_a_colleague(sign_in, office, staff):
    colleague = office.person("Cao Thị Hiền", office.archive)
    assert sign_in("staff").get(of(staff)).status_code == 200
    assert sign_in("staff").get(of(colleague)).status_code == 404


def test_visitors_are_asked_to_sign_in(client, staff):
    assert client.get(OWN).status_code == 302


@pytest.mark.parametrize(
    "key",
    ["director", "officer", "secretary", "member", "contact", "other_contact", "staff", "administration", "union"],
)
def test_predicates_and_querysets_agree(desk, key):
    user = desk.user(key)
    assert {person.pk for person in Person.objects.all() if may_ask(user, person)} == set(
        people_askable_by(user).values_list("pk", flat=True)
    )
    assert {unit.pk for unit in Unit.objects.all() if may_screen(user, unit)} == set(
        units_screened_by(user).values_list("pk", flat=True)
    )


def test_a_hold_stops_and_only_those_who_weigh_it_read_why(sign_in, staff):
    Hold.objects.create(person=staff, reason=Hold.Reason.COMPLAINT, start=date(2025, 10, 1))
    officer = sign_in("officer").get(of(staff), {"danh_hieu": "LDTT"})
    assert officer.context["check"].outcome == "on_hold"
    assert "Có đơn khiếu nại, tố cáo đang xác minh" in words(officer)
    contact = sign_in("contact").get(of(staff), {"danh_hieu": "LDTT"})
    assert contact.context["check"].outcome == "on_hold"
    assert "Có đơn khiếu nại" not in words(contact)
    assert "01/10/2025" not in words(contact)
    own = sign_in("staff").get(OWN, {"danh_hieu": "LDTT"})
    assert "Có đơn khiếu nại, tố cáo đang xác minh" in words(own)


def test_steps_of_a_hidden_condition_name_only_what_is_asked():
    condition = {
        "state": "unmet", "blocking": True, "missing": "chờ hết thời hạn kỷ luật 01/03/2026",
        "ask": "không bị kỷ luật", "needs_judgement": False, "evidence": ["/discipline/0"],
    }  # fmt: skip
    assert steps_of([condition], whole=True) == ["Chờ hết thời hạn kỷ luật 01/03/2026"]
    assert steps_of([condition], whole=False) == ["Chưa đạt: không bị kỷ luật"]


def test_a_title_given_later_than_the_day_does_not_count(office, staff):
    given = date(2025, 11, 10)
    Honour.objects.create(
        person=staff, award="LDTT", is_title=True, year=2024, kind="", decision_number="1/QĐ-SNV", decided_on=given,
        decided_by="Sở Nội vụ",
    )  # fmt: skip

    def used(day: date) -> list[dict]:
        return answered(staff, Question("GIAY_KHEN", day, 2024)).facts["titles"]

    assert [row["award"] for row in used(given)] == ["LDTT"]
    before = answered(staff, Question("BK_TINH", given - timedelta(days=1), 2024))
    after = answered(staff, Question("BK_TINH", given, 2024))
    assert before.outcome == after.outcome == "not_eligible"


def test_the_panel_leads_from_the_own_record(sign_in, staff):
    assert f'href="{OWN}"' in words(sign_in("staff").get("/to-chuc/ho-so-cua-toi/"))
    assert f'href="{of(staff)}"' in words(sign_in("contact").get(f"/to-chuc/nguoi/{staff.pk}/"))
    assert "/ho-so/dieu-kien/" not in words(sign_in("secretary").get(f"/to-chuc/nguoi/{staff.pk}/"))


def test_an_account_without_a_record_is_told_so(client, office, django_user_model):
    client.force_login(
        django_user_model.objects.create(username="khach"), backend="django.contrib.auth.backends.ModelBackend"
    )
    page = client.get(OWN)
    assert page.status_code == 200
    assert "rows" not in page.context


def test_the_sensitive_rows_are_read_by_the_same_people_as_elsewhere(desk, office):
    people = list(Person.objects.all())
    for key in ("director", "officer", "contact", "staff", "union"):
        user = desk.user(key)
        assert wholly_readable(user, [one.pk for one in people]) == {
            one.pk for one in people if may_see_sensitive(user, one)
        }
