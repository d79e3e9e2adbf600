"""A whole unit under another figure, day, law or quota: who moves."""

from __future__ import annotations

from datetime import date

import pytest
from tests.nominations.conftest import rate

from thidua.journal.queries import head
from thidua.organisation.models import Honour


def address(unit) -> str:
    return f"/ho-so/ra-soat/{unit.pk}/thu/"


@pytest.fixture
def newcomer(office):
    """Seven months in the office at the end of the year: enough for six, not for nine."""
    person = office.person("Tân Mới", office.archive, employed_from=date(2025, 5, 25))
    rate(person, y2025="good")
    old = office.person("Cựu Lâu", office.archive)
    rate(old, y2025="good")
    return person


def moved(page) -> dict[str, list[str]]:
    return {row["option"].code: [one["name"] for one in row["moved"]] for row in page.context["trial"]["rows"]}


def test_a_stricter_figure_shows_exactly_who_moves(office, sign_in, newcomer):
    chain = office.person("Hai Lần", office.archive)
    rate(chain, y2023="excellent", y2024="excellent")
    for year in (2023, 2024):
        Honour.objects.create(
            person=chain, award="CSTDCS", is_title=True, year=year, kind="", decision_number=f"{year}/QĐ-SNV",
            decided_on=date(year, 12, 20), decided_by="Sở Nội vụ",
        )  # fmt: skip
    asked = {"danh_hieu": "BK_TINH", "nam": "2024"}
    page = sign_in("officer").get(address(office.archive), asked | {"tham_so": "bk_tinh_cstdcs_times", "gia_tri": "3"})
    assert page.status_code == 200
    assert moved(page) == {"BK_TINH": ["Hai Lần"]}
    assert page.context["trial"]["words"][0].endswith(": 3")


def test_another_day_is_another_law_and_another_record(office, sign_in, newcomer):
    rate(newcomer, y2023="excellent")
    page = sign_in("officer").get(address(office.archive), {"danh_hieu": "LDTT", "ngay_thu": "31/10/2025"})
    # On that day the ratings of 15/11/2025 were not decided yet.
    assert moved(page)["LDTT"] == ["Cựu Lâu", "Tân Mới"]
    (row,) = page.context["trial"]["rows"]
    assert (row["before"], row["after"]) == (2, 0)


def test_the_share_of_a_quota_changes_what_is_left(office, sign_in, newcomer):
    page = sign_in("officer").get(address(office.archive), {"danh_hieu": "CSTDCS", "ty_le": "50 %"})
    (pair,) = page.context["trial"]["quotas"]
    assert (pair["before"].base, pair["before"].allowed, pair["after"].allowed) == (2, 0, 1)
    assert moved(page) == {"CSTDCS": []}


def test_without_the_bodys_own_rules_its_quota_is_gone(office, sign_in, newcomer):
    page = sign_in("officer").get(address(office.archive), {"danh_hieu": "CSTDCS", "luat_chung": "on"})
    (pair,) = page.context["trial"]["quotas"]
    assert pair["before"] is not None
    assert pair["after"] is None


@pytest.mark.parametrize(
    ("trial", "field"),
    [
        ({"ty_le": "0"}, "ty_le"),
        ({"ty_le": "120"}, "ty_le"),
        ({"ty_le": "nhiều"}, "ty_le"),
        ({"ngay_thu": "?"}, "ngay_thu"),
        ({"tham_so": "newcomer_months", "gia_tri": "1"}, "gia_tri"),
    ],
)
def test_malformed_trials_are_refused(office, sign_in, trial, field):
    page = sign_in("officer").get(address(office.archive), {"danh_hieu": "CSTDCS"} | trial)
    assert page.status_code == 422
    assert field in page.context["form"].errors
    assert "trial" not in page.context


def test_a_wrong_question_goes_back_to_the_list_which_says_what_is_wrong(office, sign_in):
    answer = sign_in("officer").get(address(office.archive), {"danh_hieu": "KHONG_CO", "ty_le": "10"})
    assert answer.url.startswith(f"/ho-so/ra-soat/{office.archive.pk}/?")


@pytest.mark.parametrize(
    ("key", "status"), [("officer", 200), ("contact", 200), ("other_contact", 404), ("staff", 404)]
)
def test_who_screens_may_try(office, sign_in, key, status):
    assert sign_in(key).get(address(office.archive)).status_code == status


def test_nothing_is_stored(office, sign_in, newcomer):
    before = head()
    sign_in("officer").get(address(office.archive), {"danh_hieu": "CSTDCS", "ty_le": "50", "luat_chung": "on"})
    assert head() == before
