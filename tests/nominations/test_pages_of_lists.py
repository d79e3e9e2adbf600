"""The lists: what they show, how they are filtered and exported, and how many questions they ask the database."""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.nominations.conftest import Desk

from thidua.organisation.models import Person

SignIn = Callable[[str], Client]


def names_in(page: Any) -> list[str]:
    """The names in the list of nominations, as they stand."""
    return [html.unescape(name) for name in re.findall(r'de-nghi/\d+/">([^<]+)</a>', page.content.decode())]


def test_the_list_is_in_vietnamese_order_and_found_without_diacritics(desk: Desk, sign_in: SignIn) -> None:
    dossier = desk.draft()
    for name in ("Nguyễn Văn Đức", "Trần Thị Dung", "Lê Văn Ân", "Phạm Thị An", "Đỗ Văn Ba"):
        desk.nominate(dossier, person=desk.person(name))
    client = sign_in("contact")

    page = client.get(reverse("nominations:list"))
    assert names_in(page) == [
        "Phạm Thị An", "Lê Văn Ân", "Đỗ Văn Ba", "Trần Thị Dung", "Nguyễn Văn Đức",
    ]  # fmt: skip
    turned = client.get(reverse("nominations:list"), {"sap_xep": "-ten"})
    assert names_in(turned)[0] == "Nguyễn Văn Đức"
    found = client.get(reverse("nominations:list"), {"q": "duc"})
    assert names_in(found) == ["Nguyễn Văn Đức"]
    by_reference = client.get(reverse("nominations:list"), {"q": dossier.reference})
    assert len(names_in(by_reference)) == 5


def test_filters_narrow_the_list_and_nonsense_is_ignored(desk: Desk, sign_in: SignIn) -> None:
    desk.dossier("accepted", names=("Một Thị",))
    desk.dossier("submitted", award="CSTDCS", names=("Hai Thị", "Ba Thị"))
    client = sign_in("officer")

    def count(**filters: str) -> int:
        return len(names_in(client.get(reverse("nominations:list"), filters)))

    assert count() == 3
    assert count(buoc="submitted") == 2
    assert count(buoc="sent") == 3
    assert count(buoc="appraised") == 1
    assert count(danh_hieu="LDTT") == 1
    assert count(ket_qua="eligible") == 3
    assert count(ket_qua="on_hold") == 0
    assert count(nam="2025", don_vi=str(desk.office.archive.pk)) == 3
    assert count(buoc="'; drop table", danh_hieu="x", trang="zzz", sap_xep="password") == 3


def test_the_list_asks_as_many_questions_for_thirty_as_for_one(desk: Desk, sign_in: SignIn) -> None:
    dossier = desk.draft()
    desk.nominate(dossier, person=desk.person("Người 0"))

    def questions() -> int:
        client = sign_in("contact")
        client.get(reverse("nominations:list"))
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse("nominations:list"))
        own = [row for row in captured if "nominations_" in row["sql"]]
        assert len(own) <= 4
        return len(captured)

    alone = questions()
    for number in range(1, 31):
        desk.nominate(dossier, person=desk.person(f"Người {number}"))
    assert questions() == alone


def test_a_nominee_reads_the_dossiers_name_without_a_link_that_stays_closed(desk: Desk, sign_in: SignIn) -> None:
    client = sign_in("staff")
    dossier = desk.draft()
    desk.nominate(dossier, person=Person.objects.get(user=desk.office.users["staff"]))
    link = f'href="{reverse("nominations:detail", args=[dossier.pk])}"'
    own = client.get(reverse("nominations:list")).content.decode()
    assert dossier.reference in own
    assert link not in own
    assert link in sign_in("contact").get(reverse("nominations:list")).content.decode()


def test_an_empty_list_speaks_of_filters_only_when_there_are_some(sign_in: SignIn) -> None:
    client = sign_in("contact")
    empty = client.get(reverse("nominations:list")).content.decode()
    assert "Chưa có đề nghị nào" in empty
    assert "Thử bỏ bớt điều kiện lọc" not in empty
    filtered = client.get(reverse("nominations:list"), {"q": "không ai"}).content.decode()
    assert "Thử bỏ bớt điều kiện lọc" in filtered


def test_who_is_nominated_already_stands_below_those_who_can_be_chosen(desk: Desk, sign_in: SignIn) -> None:
    dossier = desk.draft()
    taken, free = desk.person("An Thị Ánh"), desk.person("Vũ Văn Xuân")
    desk.nominate(dossier, "LDTT", person=taken)
    page = sign_in("contact").get(reverse("nominations:nominate", args=[dossier.pk]), {"danh_hieu": "LDTT"})
    assert [row["candidate"].person for row in page.context["taken"]] == [taken]
    assert free in [row["candidate"].person for row in page.context["rows"]]
    words = page.content.decode()
    assert words.index("Vũ Văn Xuân") < words.index("An Thị Ánh")
    assert f"còn {len(page.context['rows'])} cá nhân, tập thể chưa được đề nghị" in words


def test_what_offices_seldom_nominate_for_stands_apart(desk: Any, sign_in: Any) -> None:
    dossier = desk.dossier()
    page = sign_in("contact").get(reverse("nominations:nominate", args=[dossier.pk]), {"danh_hieu": "CSTDCS"})
    usual, others = page.context["links"], page.context["other_links"]
    assert [link["label"] for link in usual if link["active"]] == ["Chiến sĩ thi đua cơ sở"]
    assert len(usual) <= 13 < len(others)
    assert not any(link["active"] for link in others)


@pytest.mark.parametrize("name", ["detail", "nominate", "dossiers"])
def test_other_pages_too_ask_as_many_questions_for_thirty_as_for_one(desk: Desk, sign_in: SignIn, name: str) -> None:
    dossier = desk.draft()
    arguments = [] if name == "dossiers" else [dossier.pk]

    def grow(first: int, last: int) -> None:
        for number in range(first, last):
            desk.nominate(dossier, person=desk.person(f"Người {number}"))
            if name == "dossiers":
                desk.draft()

    def questions() -> int:
        client = sign_in("contact")
        client.get(reverse(f"nominations:{name}", args=arguments))
        with CaptureQueriesContext(connection) as captured:
            assert client.get(reverse(f"nominations:{name}", args=arguments)).status_code == 200
        return len(captured)

    grow(0, 1)
    alone = questions()
    grow(1, 30)
    assert questions() == alone


def test_the_export_holds_all_filtered_rows_and_is_harmless(desk: Desk, sign_in: SignIn) -> None:
    dossier = desk.draft()
    for number in range(60):
        desk.nominate(dossier, person=desk.person(f"Người {number}"))
    evil = desk.nominate(dossier, person=desk.person("=HYPERLINK(1)"), achievements="@SUM(A1)")
    client = sign_in("contact")

    lines = client.get(reverse("nominations:export", args=["csv"]), {"buoc": "draft"}).content.decode("utf-8-sig")
    assert len(lines.strip().splitlines()) == 1 + 61
    assert f"'{evil.recipient_name}" in lines
    assert "'@SUM(A1)" in lines
    few = client.get(reverse("nominations:export", args=["csv"]), {"q": "nguoi 5"}).content.decode("utf-8-sig")
    assert len(few.strip().splitlines()) == 1 + 11
    book = client.get(reverse("nominations:export", args=["xlsx"]))
    sheet = zipfile.ZipFile(io.BytesIO(book.content)).read("xl/worksheets/sheet1.xml").decode()
    assert sheet.count("<row ") == 63
    assert "<f>" not in sheet
    assert client.get(reverse("nominations:export", args=["pdf"])).status_code == 404
    assert sign_in("other_contact").get(reverse("nominations:export", args=["csv"])).content.count(b"\n") == 1
