"""Appraising in the pages: judgements, acceptance, and two at once."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from tests.nominations.conftest import Desk

from thidua.journal.queries import history
from thidua.nominations import actions
from thidua.nominations.models import Dossier, Nomination

SignIn = Callable[[str], Client]


def test_an_officer_judges_by_name_and_accepts(desk: Desk, sign_in: SignIn) -> None:
    dossier = desk.draft(kind="movement")
    nomination = desk.nominate(dossier, "GIAY_KHEN", person=desk.person("Cao Thị Hiền"))
    desk.bring(dossier, "submitted")
    client, address = sign_in("officer"), reverse("nominations:appraise", args=[nomination.pk])

    page = client.get(address)
    row = next(row for row in page.context["rows"] if row["waiting"])
    before = client.get(reverse("nominations:detail", args=[dossier.pk])).content.decode()
    assert "Còn 1 điều kiện chưa có nhận xét thẩm định" in before
    given = {
        "prefix": row["prefix"],
        f"{row['prefix']}-condition": row["condition"]["id"],
        f"{row['prefix']}-met": "yes",
    }
    assert client.post(address, given).status_code == 422
    assert not nomination.judgements.exists()
    client.post(address, given | {f"{row['prefix']}-reason": "Hội đồng bình xét ngày 10/11/2025."})

    judgement = nomination.judgements.get()
    assert (judgement.judged_by, judgement.met) == (desk.office.users["officer"], True)
    assert Nomination.objects.get(pk=nomination.pk).outcome == "eligible"
    seen = sign_in("contact").get(reverse("nominations:nomination", args=[nomination.pk])).content.decode()
    assert "Lê Thị Chuyên" in seen
    assert "Hội đồng bình xét ngày 10/11/2025." in seen
    sign_in("officer").post(reverse("nominations:act", args=[dossier.pk, "accept"]))
    assert Dossier.objects.get(pk=dossier.pk).state == "accepted"


def test_a_judgement_that_says_no_stops_the_acceptance(desk: Desk, sign_in: SignIn) -> None:
    dossier = desk.draft(kind="movement")
    nomination = desk.nominate(dossier, "GIAY_KHEN", person=desk.person("Cao Thị Hiền"))
    desk.bring(dossier, "submitted")
    desk.judge(nomination, "gk_movement", met=False)

    page = sign_in("officer").get(reverse("nominations:detail", args=[dossier.pk])).content.decode()

    assert "Cao Thị Hiền" in page
    assert Nomination.objects.get(pk=nomination.pk).outcome == "not_eligible"
    sign_in("officer").post(reverse("nominations:act", args=[dossier.pk, "accept"]))
    assert Dossier.objects.get(pk=dossier.pk).state == "submitted"


def test_a_collective_with_silent_record_waits_for_a_named_person(desk: Desk, sign_in: SignIn) -> None:
    from tests.nominations.conftest import rate

    rate(desk.office.archive, y2024="good", y2025="good")
    dossier = desk.draft()
    nomination = desk.nominate(dossier, "TTLDTT", unit=desk.office.archive)
    desk.nominate(dossier, person=desk.person("Cao Thị Hiền"))
    desk.bring(dossier, "submitted")

    page = sign_in("officer").get(reverse("nominations:appraise", args=[nomination.pk]))

    assert {row["condition"]["id"] for row in page.context["rows"] if row["waiting"]} == {"ttldtt_advanced_share"}
    assert page.context["members_nominated"] == [("Lao động tiên tiến", 1)]
    desk.judge(nomination, "ttldtt_advanced_share")
    actions.accept_dossier(dossier=Dossier.objects.get(pk=dossier.pk), actor=desk.user("officer"), at=desk.at())
    assert Dossier.objects.get(pk=dossier.pk).state == "accepted"


def test_an_officer_who_is_nominated_sees_why_the_buttons_are_closed(desk: Desk, sign_in: SignIn) -> None:
    from tests.nominations.conftest import rate

    from thidua.accounts.roles import Role
    from thidua.organisation.models import Assignment

    Assignment.objects.create(
        user=desk.office.users["contact"], role=Role.UNIT_CONTACT, unit=desk.office.emulation, start=date(2025, 1, 1)
    )
    rate(desk.office.people["officer"], y2024="good", y2025="good")
    dossier = desk.draft(unit=desk.office.emulation)
    nomination = desk.nominate(dossier, person=desk.office.people["officer"])
    desk.bring(dossier, "submitted")
    client = sign_in("officer")

    page = client.get(reverse("nominations:detail", args=[dossier.pk])).content.decode()
    assert "Bạn được đề nghị khen thưởng trong hồ sơ này" in page
    answer = client.get(reverse("nominations:appraise", args=[nomination.pk]))
    assert answer.headers["Location"] == reverse("nominations:nomination", args=[nomination.pk])


def test_two_officers_at_once_the_second_press_is_told(desk: Desk, sign_in: SignIn) -> None:
    dossier = desk.dossier("submitted")
    client = sign_in("officer")
    address = reverse("nominations:act", args=[dossier.pk, "return"])
    assert client.get(address).status_code == 200
    actions.accept_dossier(dossier=dossier, actor=desk.user("officer"), at=desk.at())
    actions.put_in_council(
        nominations=list(dossier.nominations.select_related("dossier")), actor=desk.user("secretary"), at=desk.at()
    )

    answer = client.post(address, {"reason": "Thiếu", "due": "2025-11-30"}, follow=True)

    assert "không làm được ở trạng thái hiện tại" in answer.content.decode()
    assert Dossier.objects.get(pk=dossier.pk).state == "in_council"


@pytest.mark.parametrize(("seen", "state"), [("submitted", "accepted"), ("accepted", "returned")])
def test_a_page_that_showed_another_state_decides_nothing(desk: Desk, sign_in: SignIn, seen: str, state: str) -> None:
    dossier = desk.dossier("accepted")
    address = reverse("nominations:act", args=[dossier.pk, "return"])

    answer = sign_in("officer").post(address, {"reason": "Thiếu", "due": "2025-11-30", "seen": seen}, follow=True)

    assert ("Trong lúc trang này đang mở" in answer.content.decode()) == (state == "accepted")
    assert Dossier.objects.get(pk=dossier.pk).state == state


def test_a_double_press_on_send_sends_once(desk: Desk, sign_in: SignIn) -> None:
    dossier = desk.dossier("draft")
    client, address = sign_in("contact"), reverse("nominations:act", args=[dossier.pk, "submit"])

    client.post(address)
    client.post(address)

    assert history(dossier).filter(action__endswith=".submit").count() == 1


def test_what_is_lacking_is_said_before_sending_but_not_before_withdrawing(desk: Desk, sign_in: SignIn) -> None:
    dossier = desk.dossier("draft")
    client = sign_in("contact")
    pages = {
        action: client.get(reverse("nominations:act", args=[dossier.pk, action])).content.decode()
        for action in ("submit", "withdraw")
    }
    assert "Giấy tờ còn thiếu theo luật" in pages["submit"]
    assert "Rút hẳn hồ sơ này?" in pages["withdraw"]
    assert "Giấy tờ còn thiếu theo luật" not in pages["withdraw"]


def test_documents_are_real_documents(desk: Desk, sign_in: SignIn) -> None:
    dossier = desk.dossier("submitted", names=("Cao Thị Hiền", "Đinh Văn Lực"))
    nomination = dossier.nominations.first()
    assert nomination is not None
    client = sign_in("officer")

    word = client.get(reverse("nominations:submission", args=[dossier.pk, "docx"]))
    body = zipfile.ZipFile(io.BytesIO(word.content)).read("word/document.xml").decode()
    assert "TỜ TRÌNH" in body
    assert "Đinh Văn Lực" in body
    assert client.get(reverse("nominations:submission", args=[dossier.pk, "pdf"])).content.startswith(b"%PDF")
    sheet = client.get(reverse("nominations:appraisal_sheet", args=[nomination.pk, "pdf"]))
    assert sheet.content.startswith(b"%PDF")
    assert client.get(reverse("nominations:submission", args=[dossier.pk, "exe"])).status_code == 404
