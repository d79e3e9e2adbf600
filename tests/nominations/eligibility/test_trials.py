"""“What if”: suppositions about facts and rules, and old answers asked again."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from tests.nominations.conftest import rate

from thidua.base.refusal import Refused
from thidua.journal.queries import head
from thidua.nominations.eligibility.asking import Question, answered
from thidua.nominations.eligibility.comparing import moves, same_answer
from thidua.nominations.eligibility.replays import replay
from thidua.nominations.eligibility.trials import (
    FactChanges,
    RuleChanges,
    read_figure,
    supposed,
    supposed_law,
    tunable,
)
from thidua.nominations.facts import facts_of_person
from thidua.nominations.lawbook import the_law
from thidua.nominations.models import Check
from thidua.organisation.models import Hold, Rating

DAY = date(2025, 11, 20)
OWN = "/ho-so/dieu-kien/"


@pytest.fixture
def staff(office):
    person = office.people["staff"]
    rate(person, y2024="good", y2025="completed")
    return person


def states(page) -> dict[str, tuple[str | None, str | None]]:
    return {
        (move.after or move.before)["id"]: (
            move.before["state"] if move.before else None,
            move.after["state"] if move.after else None,
        )
        for move in page.context["trial"]["moves"]
    }


def test_another_rating_moves_exactly_the_conditions_that_ask_for_it(sign_in, staff):
    page = sign_in("staff").get(OWN, {"danh_hieu": "LDTT", "xl_2025": "good"})
    assert page.status_code == 200
    assert states(page) == {"ldtt_rating": ("unmet", "met")}
    assert page.context["trial"]["words"] == ["Năm 2025 xếp loại: Hoàn thành tốt nhiệm vụ"]
    assert page.context["check"].outcome == Check.Outcome.NOT_ELIGIBLE
    assert "Đủ điều kiện" in page.context["trial"]["after"]
    assert "Đây là phép thử" in page.content.decode()


def test_a_rating_can_be_taken_away(sign_in, staff):
    page = sign_in("staff").get(OWN, {"danh_hieu": "LDTT", "xl_2025": "none"})
    assert states(page) == {"ldtt_rating": ("unmet", "unknown")}


def test_a_trial_stores_nothing(sign_in, staff):
    before = (head(), Check.objects.count(), list(Rating.objects.values_list("pk", "level")))
    sign_in("staff").get(OWN, {"danh_hieu": "LDTT", "xl_2025": "good", "dh": "CSTDCS", "dh_nam": "2024"})
    assert (head(), Check.objects.count(), list(Rating.objects.values_list("pk", "level"))) == before


def test_an_initiative_opens_the_way_by_initiative(sign_in, office):
    rate(office.people["staff"], y2024="good", y2025="good")
    page = sign_in("staff").get(OWN, {"danh_hieu": "CSTDCS", "sk_nam": "2025", "sk_pham_vi": "base"})
    assert page.context["check"].outcome == Check.Outcome.NOT_ELIGIBLE
    assert states(page)["cstdcs_initiative"][1] == "met"
    assert "Đủ điều kiện" in page.context["trial"]["after"]


def test_honours_are_supposed_once_and_in_the_right_list(office, staff):
    facts = facts_of_person(staff, DAY)
    changes = FactChanges(honour=("CSTDCS", 2024))
    once = supposed(facts, changes, DAY)
    assert [(row["award"], row["year"]) for row in once["titles"]] == [("CSTDCS", 2024)]
    assert supposed(once, changes, DAY)["titles"] == once["titles"]
    form = supposed(facts, FactChanges(honour=("BK_TINH", 2024)), DAY)
    assert (form["titles"], form["awards"][0]["award"]) == ([], "BK_TINH")
    assert facts["titles"] == []


def test_settling_a_hold_is_offered_only_to_those_who_may_read_of_it(sign_in, staff):
    rate_good = {"danh_hieu": "LDTT", "xl_2025": "good", "bo_tam_dung": "on"}
    Hold.objects.create(person=staff, reason=Hold.Reason.COMPLAINT, start=date(2025, 10, 1))
    own = sign_in("staff").get(OWN, rate_good)
    assert own.context["check"].outcome == Check.Outcome.ON_HOLD
    assert states(own)["not_on_hold"] == ("unmet", "met")
    contact = sign_in("contact").get(f"{OWN}ca-nhan/{staff.pk}/", rate_good)
    assert "bo_tam_dung" not in contact.context["trial_form"].fields
    assert "not_on_hold" not in states(contact)
    assert "Tạm dừng" in contact.context["trial"]["after"]


def test_nobody_learns_from_the_form_whether_there_are_holds(sign_in, staff):
    page = sign_in("contact").get(f"{OWN}ca-nhan/{staff.pk}/", {"danh_hieu": "LDTT"})
    assert "bo_tam_dung" not in page.context["trial_form"].fields


def test_another_day_shows_the_other_law(sign_in, staff):
    page = sign_in("staff").get(OWN, {"danh_hieu": "LDTT", "ngay_thu": "31/12/2023"})
    assert page.status_code == 200
    assert page.context["trial"]["day"] == date(2023, 12, 31)


def test_the_body_without_its_own_rules(office, staff):
    rate(staff, y2023="good")
    own = answered(staff, Question("GIAY_KHEN", DAY, 2024))
    national = answered(staff, Question("GIAY_KHEN", DAY, 2024), law=supposed_law(RuleChanges(national=True), DAY))
    assert own.verdict["overlay"] == "so-noi-vu-khanh-hoa"
    assert national.verdict["overlay"] is None
    assert moves(own, national, whole=True)


def test_a_stricter_figure_moves_who_just_met_the_old_one(office, staff):
    months = read_figure(the_law(), "newcomer_months", "9", DAY)
    law = supposed_law(RuleChanges(parameter="newcomer_months", value=months), DAY)
    assert law.parameter("newcomer_months", DAY) == 9
    assert the_law().parameter("newcomer_months", DAY) == 6
    before, after = (
        answered(staff, Question("LDTT", DAY, 2025), law=which).verdict["conditions"] for which in (the_law(), law)
    )

    def asked(rows) -> str:
        return next(row["ask"] for row in rows if row["id"] == "ldtt_not_newcomer")

    assert ("06 tháng" in asked(before), "09 tháng" in asked(after)) == (True, True)


def test_shares_are_read_as_percent():
    assert read_figure(the_law(), "ttldtt_share", "80 %", DAY) == Fraction(4, 5)
    assert read_figure(the_law(), "ttldtt_share", "72,5", DAY) == Fraction(29, 40)


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("newcomer_months", "3", "looser_than_law"),
        ("ttldtt_share", "50", "looser_than_law"),
        ("newcomer_months", "chín", "not_a_figure"),
        ("newcomer_months", "7,5", "not_a_figure"),
        ("ttldtt_share", "170", "not_a_figure"),
        ("ttldtt_share", "1/0", "not_a_figure"),
        ("base_salary", "9000000", "unknown_parameter"),
        ("khong_co", "1", "unknown_parameter"),
    ],
)
def test_figures_that_are_none_or_looser_than_the_law_are_refused(name, text, code):
    with pytest.raises(Refused) as caught:
        read_figure(the_law(), name, text, DAY)
    assert caught.value.code == code
    if code == "looser_than_law":
        assert "Điều" in caught.value.article or caught.value.article


def test_only_figures_that_a_body_may_set_are_offered():
    names = [parameter.name for parameter in tunable(the_law(), DAY)]
    assert "newcomer_months" in names
    assert "base_salary" not in names


@pytest.mark.parametrize(
    ("trial", "field"),
    [
        ({"xl_2025": "tuyệt vời"}, "xl_2025"),
        ({"dh": "LDTT"}, "dh_nam"),
        ({"dh": "LDTT", "dh_nam": "xưa"}, "dh_nam"),
        ({"sk_nam": "1800"}, "sk_nam"),
        ({"ngay_thu": "mai"}, "ngay_thu"),
        ({"ngay_thu": "01/01/1990"}, "ngay_thu"),
        ({"tham_so": "newcomer_months"}, "gia_tri"),
        ({"tham_so": "newcomer_months", "gia_tri": "2"}, "gia_tri"),
        ({"tham_so": "khong_co", "gia_tri": "2"}, "tham_so"),
    ],
)
def test_malformed_trials_are_refused_and_the_answer_itself_stays(sign_in, staff, trial, field):
    page = sign_in("staff").get(OWN, {"danh_hieu": "LDTT"} | trial)
    assert page.status_code == 422
    assert field in page.context["trial_form"].errors
    assert page.context["check"].outcome == Check.Outcome.NOT_ELIGIBLE
    assert "trial" not in page.context


def stored(desk) -> Check:
    nomination = desk.dossier("submitted").nominations.get()
    return nomination.checks.filter(occasion=Check.Occasion.SUBMISSION).get()


def test_a_replay_under_the_same_law_is_identical_to_the_letter(desk):
    found = replay(stored(desk), whole=True)
    assert (found.same_law, found.identical, found.broken, found.moves) == (True, True, False, [])


def test_a_replay_uses_the_stored_facts_not_the_record_of_today(desk):
    check = stored(desk)
    Rating.objects.filter(person=check.nomination.person).update(level=Rating.Level.FAILED)
    assert replay(check, whole=True).identical


def test_a_replay_under_another_version_shows_both_sides(desk, settings):
    check = stored(desk)
    settings.LAW_OVERLAY = ""
    found = replay(check, whole=True)
    assert not found.same_law
    assert not found.identical
    assert not found.broken


def test_a_program_that_answers_otherwise_under_the_same_law_is_found_out(desk):
    check = stored(desk)
    row = next(row for row in check.verdict["conditions"] if row["id"] == "ldtt_rating")
    row["state"] = "unmet"
    found = replay(check, whole=True)
    assert found.broken
    assert [move.after["id"] for move in found.moves if move.answered_otherwise] == ["ldtt_rating"]


def test_the_version_alone_makes_no_difference():
    verdict = {"outcome": "eligible", "documents": ["06/2022/QH15"], "pack": "a"}
    assert same_answer(verdict, verdict | {"pack": "b", "documents": ("06/2022/QH15",)})
    assert not same_answer(verdict, verdict | {"outcome": "open"})


def test_the_replay_page_and_its_trials(desk, sign_in):
    check = stored(desk)
    url = f"/ho-so/ket-qua/{check.pk}/hoi-lai/"
    page = sign_in("officer").get(url)
    assert page.context["replay"].identical
    assert "Giống hệt" in page.content.decode()
    assert url in sign_in("officer").get(f"/ho-so/ket-qua/{check.pk}/").content.decode()
    trial = sign_in("officer").get(url, {"xl_2025": "completed"})
    assert states(trial)["ldtt_rating"] == ("met", "unmet")
    assert sign_in("officer").get(url, {"xl_2025": "?"}).status_code == 422


@pytest.mark.parametrize(
    ("key", "status"), [("officer", 200), ("contact", 200), ("other_contact", 404), ("staff", 404)]
)
def test_who_sees_the_nomination_may_ask_again(desk, sign_in, key, status):
    assert sign_in(key).get(f"/ho-so/ket-qua/{stored(desk).pk}/hoi-lai/").status_code == status
