"""“What does the law say”: awards, documents, and what changed."""

from __future__ import annotations

from datetime import date

import pytest

from thidua import law as library
from thidua.nominations.eligibility.lawpages import changes_between, changing_days, criteria_pages, money_lines
from thidua.nominations.lawbook import the_law

DAY = date(2025, 11, 20)


def words(page) -> str:
    return page.content.decode()


def test_all_awards_are_listed_by_kind(sign_in):
    page = sign_in("staff").get("/ho-so/luat/")
    (_titles, titles), (_forms, forms) = page.context["groups"]
    assert len(titles) + len(forms) == len(the_law().awards)
    assert {"LDTT", "CSTDCS", "TTLDTT"} <= {row["info"].code for row in titles}
    assert {"GIAY_KHEN", "BK_TINH"} <= {row["info"].code for row in forms}


def test_only_readers_of_english_see_a_second_name(sign_in):
    client = sign_in("staff")
    page = words(client.get("/ho-so/luat/"))
    assert "Lao động tiên tiến" in page
    assert "Advanced Worker" not in page
    client.cookies["thidua_language"] = "en"
    page = words(client.get("/ho-so/luat/"))
    assert "Advanced Worker" in page
    assert "Lao động tiên tiến" in page


def test_an_award_is_told_with_criteria_authority_papers_money_and_articles(sign_in):
    page = sign_in("staff").get("/ho-so/luat/LDTT/", {"ngay": "20/11/2025"})
    assert page.status_code == 200
    told = words(page)
    assert "Được xếp loại hoàn thành tốt nhiệm vụ trở lên" in told
    assert "Điểm a khoản 1 Điều 24 Luật số 06/2022/QH15" in told
    assert "Biên bản bình xét thi đua" in told
    # 0,3 × 2.340.000 = 702.000, rounded up to ten thousand.
    assert "710.000" in told


def test_money_is_that_of_the_day_of_the_decision():
    info = library.award(the_law(), "LDTT", date(2026, 7, 1))
    (line,) = money_lines(the_law(), info, date(2026, 7, 1))
    assert line.money.base_salary == 2_530_000


def test_what_every_way_asks_is_told_once():
    (individual,) = [item for item in criteria_pages(library.award(the_law(), "CSTDCS", DAY)) if item.who == "Cá nhân"]
    assert len(individual.ways) >= 3
    for way in individual.ways:
        assert not [clause for clause in way.clauses if clause in individual.common]


@pytest.mark.parametrize("day", ["20/11/2025", "01/06/2020", "10/12/2026"])
def test_every_award_can_be_opened_on_every_kind_of_day(sign_in, day):
    client = sign_in("staff")
    for code in the_law().awards:
        assert client.get(f"/ho-so/luat/{code}/", {"ngay": day}).status_code == 200, code


def test_a_day_beyond_the_known_law_says_so(sign_in):
    assert "Luật của ngày này chưa rõ" in words(sign_in("staff").get("/ho-so/luat/LDTT/", {"ngay": "10/12/2026"}))


def test_what_changed_between_two_days_is_told_by_part(sign_in):
    page = sign_in("staff").get("/ho-so/luat/TTLDTT/thay-doi/", {"tu": "31/12/2023", "den": "01/01/2024"})
    assert page.status_code == 200
    found, parts = changes_between(the_law(), "TTLDTT", date(2023, 12, 31), date(2024, 1, 1))
    assert found.changes
    assert [part.title for part in page.context["parts"]] == [part.title for part in parts]
    assert "70" in words(page)


def test_nothing_changed_within_one_law(sign_in):
    page = sign_in("staff").get("/ho-so/luat/LDTT/thay-doi/", {"tu": "02/09/2025", "den": "03/09/2025"})
    assert page.context["parts"] == []


def test_the_turns_of_an_award_are_days_on_which_something_begins():
    days = changing_days(the_law(), "LDTT")
    assert date(2024, 1, 1) in days
    assert date(2025, 7, 1) in days
    assert days == sorted(days, reverse=True)


@pytest.mark.parametrize(
    "asked", [{"tu": "01/01/2025", "den": "01/01/2024"}, {"tu": "mai"}, {"den": "32/01/2025"}, {"tu": "01/01/1990"}]
)
def test_days_that_do_not_fit_are_refused(sign_in, asked):
    page = sign_in("staff").get("/ho-so/luat/LDTT/thay-doi/", asked)
    assert page.status_code == 422
    assert "found" not in page.context


@pytest.mark.parametrize("url", ["/ho-so/luat/KHONG_CO/", "/ho-so/luat/KHONG_CO/thay-doi/"])
def test_an_unknown_award_is_not_found(sign_in, url):
    assert sign_in("staff").get(url).status_code == 404


@pytest.mark.parametrize("url", ["/ho-so/luat/", "/ho-so/luat/LDTT/", "/ho-so/luat/van-ban/"])
def test_a_wrong_day_is_refused_and_visitors_sign_in_first(client, sign_in, url):
    assert client.get(url).status_code == 302
    assert sign_in("staff").get(url, {"ngay": "hôm qua"}).status_code == 422


def test_documents_in_force_come_first(sign_in):
    page = sign_in("staff").get("/ho-so/luat/van-ban/", {"ngay": "20/11/2025"})
    rows = page.context["rows"]
    assert rows[0]["in_force"]
    by_number = {row["document"].number: row["in_force"] for row in rows}
    assert by_number["06/2022/QH15"] is True
    assert by_number["15/2003/QH11"] is False
