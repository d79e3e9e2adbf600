"""Writing a dossier and its files in the pages, from nothing to sent."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests.nominations.conftest import Desk

from thidua.nominations import actions
from thidua.nominations.models import Dossier, Nomination

SignIn = Callable[[str], Client]


def the_nomination(dossier: Dossier) -> Nomination:
    """The only nomination of a dossier."""
    return dossier.nominations.select_related("dossier").get()


def test_a_contact_writes_a_dossier_from_nothing_to_sent(desk: Desk, sign_in: SignIn) -> None:
    person = desk.person("Cao Thị Hiền")
    client = sign_in("contact")

    made = client.post(
        reverse("nominations:create"), {"unit": desk.office.archive.pk, "kind": "merit", "year": "2025", "title": ""}
    )
    dossier = Dossier.objects.get()
    assert made.headers["Location"] == reverse("nominations:detail", args=[dossier.pk])
    assert "Còn thiếu gì" in client.get(made.headers["Location"]).content.decode()

    shown = client.get(reverse("nominations:consider", args=[dossier.pk]), {"danh_hieu": "LDTT", "ai": f"p{person.pk}"})
    words = shown.content.decode()
    assert "Điều 24" in words
    assert "Xếp loại năm 2025" in words
    assert not Nomination.objects.exists()

    answer = client.post(
        reverse("nominations:consider", args=[dossier.pk]), {"danh_hieu": "LDTT", "ai": f"p{person.pk}"}
    )
    nomination = Nomination.objects.get()
    page = reverse("nominations:nomination", args=[nomination.pk])
    assert answer.headers["Location"].startswith(page)
    assert client.post(page, {"text": ""}).status_code == 422
    client.post(page, {"text": "Số hóa 12.000 trang."})
    upload = SimpleUploadedFile("bien-ban.txt", "Biên bản".encode())
    client.post(reverse("nominations:add_evidence", args=[nomination.pk]), {"file": upload})
    paper = SimpleUploadedFile("bien-ban-binh-xet.txt", "Biên bản bình xét".encode())
    client.post(reverse("nominations:add_paper", args=[dossier.pk]), {"paper": "minutes", "file": paper})
    assert dossier.evidence.filter(nomination=None, paper="minutes").count() == 1
    assert nomination.evidence.count() == 1

    client.post(reverse("nominations:act", args=[dossier.pk, "submit"]))
    assert Dossier.objects.get().state == "submitted"


def test_several_are_nominated_in_two_steps(desk: Desk, sign_in: SignIn) -> None:
    people = [desk.person(name) for name in ("Cao Thị Hiền", "Đinh Văn Lực", "Mai Thị Ngọ")]
    dossier = desk.draft()
    desk.nominate(dossier, person=people[2])
    client, address = sign_in("contact"), reverse("nominations:nominate", args=[dossier.pk])
    chosen = {"danh_hieu": "LDTT", "ids": [f"p{person.pk}" for person in people]}

    review = client.post(address, chosen)
    words = review.content.decode()
    assert "2 cá nhân, tập thể" in words
    assert "Đã đề nghị trong hồ sơ" in words
    assert dossier.nominations.count() == 1

    client.post(address, chosen | {"ids": [f"p{person.pk}" for person in people[:2]], "confirmed": "yes"})
    assert dossier.nominations.count() == 3
    again = client.post(address, chosen | {"confirmed": "yes"}, follow=True)
    assert "đã được đề nghị" in again.content.decode()
    assert dossier.nominations.count() == 3


def test_the_same_person_twice_is_stopped_with_a_message(desk: Desk, sign_in: SignIn) -> None:
    person = desk.person("Cao Thị Hiền")
    first, second = desk.draft(), desk.draft(title="Đề nghị khác")
    desk.nominate(first, person=person)

    answer = sign_in("contact").post(
        reverse("nominations:consider", args=[second.pk]), {"danh_hieu": "LDTT", "ai": f"p{person.pk}"}
    )

    assert f"trong hồ sơ {first.reference}" in answer.content.decode()
    assert not second.nominations.exists()


def test_a_session_that_has_ended_changes_nothing_and_leads_back(desk: Desk) -> None:
    nomination = the_nomination(desk.dossier("draft"))
    address = reverse("nominations:nomination", args=[nomination.pk])

    answer = Client().post(address, {"text": "Viết dở"})

    assert answer.status_code == 302
    assert answer.headers["Location"] == f"{reverse('sign_in')}?next={address}"
    assert Nomination.objects.get(pk=nomination.pk).achievements != "Viết dở"


def test_the_writing_form_keeps_a_draft_in_the_browser(desk: Desk, sign_in: SignIn) -> None:
    nomination = the_nomination(desk.dossier("draft"))
    page = sign_in("contact").get(reverse("nominations:nomination", args=[nomination.pk])).content.decode()

    assert f'data-draft="nomination-{nomination.pk}"' in page


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("rong.txt", b"", "trống"),
        ("anh.exe", b"MZ\x00\x00", "không thuộc loại nhận được"),
        ("loi.txt", b"\xff\xfe\x00\xd8", "không thuộc loại nhận được"),
    ],
)
def test_a_bad_file_is_refused_and_named(desk: Desk, sign_in: SignIn, name: str, data: bytes, words: str) -> None:
    nomination = the_nomination(desk.dossier("draft"))
    address = reverse("nominations:add_evidence", args=[nomination.pk])

    answer = sign_in("contact").post(address, {"file": SimpleUploadedFile(name, data)}, follow=True)

    assert words in answer.content.decode()
    assert name in answer.content.decode()
    assert not nomination.evidence.exists()


def test_a_file_comes_back_as_a_download_under_its_own_name(desk: Desk, sign_in: SignIn) -> None:
    nomination = the_nomination(desk.dossier("draft"))
    evidence = actions.attach_evidence(
        nomination=nomination, data=b"<script>alert(1)</script>", media_type="text/plain", name='Xác "nhận".txt',
        actor=desk.user("contact"), at=desk.at(),
    )  # fmt: skip

    answer = sign_in("contact").get(reverse("nominations:evidence", args=[evidence.pk]))

    assert answer.content == b"<script>alert(1)</script>"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_what_people_write_is_never_run(desk: Desk, sign_in: SignIn) -> None:
    dossier = desk.draft(title="<script>alert(1)</script>")
    nomination = desk.nominate(dossier, person=desk.person("Cao Thị Hiền"), achievements="<img src=x onerror=alert(1)>")
    client = sign_in("contact")

    Nomination.objects.filter(pk=nomination.pk).update(recipient_name="<script>alert(1)</script>")
    for address in (
        reverse("nominations:list"),
        reverse("nominations:detail", args=[dossier.pk]),
        reverse("nominations:nomination", args=[nomination.pk]),
        reverse("nominations:dossiers"),
    ):
        page = client.get(address).content.decode()
        assert "<script>alert(1)" not in page
        assert "<img src=x" not in page
