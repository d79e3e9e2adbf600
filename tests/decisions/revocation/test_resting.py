from datetime import date

from thidua.base import clock
from thidua.decisions.revocation.resting import resting_on
from thidua.nominations.models import Check, Nomination
from thidua.organisation.actions import grant_honour


def granted(subject, award, year, *, is_title=True):
    return grant_honour(
        subject=subject, award=award, is_title=is_title, year=year, kind="merit", decision_number=f"{year}/QĐ",
        decided_on=date(year, 12, 10), decided_by="Giám đốc", actor=None, at=clock.now(),
    )  # fmt: skip


def check_that_used(nomination: Nomination, award: str, year: int, **values) -> Check:
    return Check.objects.create(
        nomination=nomination, on=clock.today(), made_at=clock.now(), law_hash="x", outcome="eligible",
        facts={"titles": [{"award": "LDTT", "year": 2020}, {"award": award, "year": year}]},
        verdict={
            "path": "a",
            "conditions": [
                {"state": "met", "path": "a", "evidence": ["/titles/1"]},
                {"state": "met", "path": "b", "evidence": ["/titles/0"]},
            ],
        },
        **values,
    )  # fmt: skip


def test_a_nomination_under_way_that_used_the_title_is_named(chancery):
    nomination = chancery.meeting.questions.filter(nomination__award="CSTDCS").first().nomination
    used = granted(nomination.person, "LDTT", 2024)
    unused = granted(nomination.person, "LDTT", 2023)
    check_that_used(nomination, "LDTT", 2024)

    assert resting_on(used, clock.today()).open == [nomination]
    assert resting_on(unused, clock.today()).open == []


def test_what_a_verdict_did_not_take_is_not_named(chancery):
    nomination = chancery.meeting.questions.filter(nomination__award="CSTDCS").first().nomination
    other_path = granted(nomination.person, "LDTT", 2020)
    check_that_used(nomination, "LDTT", 2024)
    assert resting_on(other_path, clock.today()).open == []


def test_a_decided_nomination_is_named_by_the_check_that_went_with_its_dossier(chancery):
    chancery.signed()
    nomination = Nomination.objects.filter(award="CSTDCS").first()
    used = granted(nomination.person, "LDTT", 2024)
    check_that_used(nomination, "LDTT", 2024, occasion="acceptance")

    found = resting_on(used, clock.today())

    assert (found.decided, found.open) == ([nomination], [])
    assert found.held == []  # it is certain, and not told twice


def test_a_later_honour_whose_criteria_ask_for_the_title_may_rest_on_it(chancery):
    person = chancery.office.people["member"]
    base = granted(person, "CSTDCS", 2022)
    later, before = granted(person, "CSTD_TINH", 2023), granted(person, "CSTD_TINH", 2021)
    granted(person, "LDTT", 2023)

    found = resting_on(base, clock.today())

    assert found.held == [later]
    assert before not in found.held


def test_an_honour_of_the_collective_that_counts_its_members_titles_is_named(chancery):
    office = chancery.office
    person = office.people["staff"]
    title = granted(person, "LDTT", 2024)
    counted = granted(office.archive, "TTLDTT", 2024)
    granted(office.archive, "TTLDTT", 2023)
    granted(office.personnel, "TTLDTT", 2024)  # another unit

    assert resting_on(title, clock.today()).collective == [counted]
