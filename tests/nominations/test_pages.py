"""The pages: who opens them, what they show, what a press does, and how many questions they ask the database."""

from __future__ import annotations

import html
import io
import json
import re
import zipfile
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.nominations.conftest import Desk

from thidua.initiatives.models import Initiative
from thidua.journal.queries import history
from thidua.nominations import actions
from thidua.nominations.models import Dossier, Nomination
from thidua.organisation.models import Discipline, Hold, Person

SignIn = Callable[[str], Client]


def the_nomination(dossier: Dossier) -> Nomination:
    """The only nomination of a dossier."""
    return dossier.nominations.select_related("dossier").get()


def names_in(page: Any) -> list[str]:
    """The names in the list of nominations, as they stand."""
    return [html.unescape(name) for name in re.findall(r'de-nghi/\d+/">([^<]+)</a>', page.content.decode())]


# --- every address, every role --------------------------------------------------------------------------------------

EVERYBODY = {
    "director", "officer", "secretary", "member", "contact", "other_contact", "staff", "administration", "union",
}  # fmt: skip
SEES_SENT = {"contact", "officer", "administration", "director", "union"}


@pytest.mark.parametrize(
    ("name", "allowed"),
    [
        ("list", EVERYBODY),
        ("dossiers", EVERYBODY),
        ("create", {"contact", "other_contact"}),
        ("detail", SEES_SENT),
        ("nomination", SEES_SENT),
        ("check", SEES_SENT),
        ("check_json", {"officer", "director"}),
        ("submission", SEES_SENT),
        ("appraisal_sheet", {"officer", "director"}),
        ("evidence", SEES_SENT),
    ],
)
def test_an_address_opens_to_exactly_these_roles(desk: Desk, sign_in: SignIn, name: str, allowed: set[str]) -> None:
    dossier = desk.draft()
    nomination = desk.nominate(dossier, person=desk.person("Cao Thị Hiền"))
    evidence = actions.attach_evidence(
        nomination=nomination,
        data=b"x",
        media_type="text/plain",
        name="a.txt",
        actor=desk.user("contact"),
        at=desk.at(),
    )
    desk.bring(dossier, "submitted")
    check = nomination.checks.first()
    assert check is not None
    arguments: dict[str, list[Any]] = {
        "detail": [dossier.pk],
        "nomination": [nomination.pk],
        "check": [check.pk],
        "check_json": [check.pk],
        "submission": [dossier.pk, "docx"],
        "appraisal_sheet": [nomination.pk, "docx"],
        "evidence": [evidence.pk],
    }
    address = reverse(f"nominations:{name}", args=arguments.get(name, []))

    answers = {key: sign_in(key).get(address).status_code for key in desk.office.users}

    assert {key for key, status in answers.items() if status == 200} == allowed
    assert {status for key, status in answers.items() if key not in allowed} <= {404}
    assert Client().get(address).status_code == 302


WRITING = ("act_submit", "nominate", "consider", "drop", "add_paper", "add_evidence", "check_again", "appraise")


@pytest.mark.parametrize("name", WRITING)
def test_outsiders_do_not_learn_that_a_page_for_writing_exists(desk: Desk, sign_in: SignIn, name: str) -> None:
    dossier = desk.dossier("draft")
    nomination = the_nomination(dossier)
    address = {
        "act_submit": reverse("nominations:act", args=[dossier.pk, "submit"]),
        "nominate": reverse("nominations:nominate", args=[dossier.pk]),
        "consider": reverse("nominations:consider", args=[dossier.pk]),
        "drop": reverse("nominations:drop", args=[nomination.pk]),
        "add_paper": reverse("nominations:add_paper", args=[dossier.pk]),
        "add_evidence": reverse("nominations:add_evidence", args=[nomination.pk]),
        "check_again": reverse("nominations:check_again", args=[nomination.pk]),
        "appraise": reverse("nominations:appraise", args=[nomination.pk]),
    }[name]

    for key in ("other_contact", "staff", "officer", "member"):
        assert sign_in(key).post(address, {"reason": "x"}).status_code == 404
    assert Dossier.objects.get(pk=dossier.pk).state == "draft"
    assert Nomination.objects.get(pk=nomination.pk).state == "listed"


@pytest.mark.parametrize("key", ["administration", "union", "director"])
def test_who_only_reads_gets_no_buttons_and_no_way_round_them(desk: Desk, sign_in: SignIn, key: str) -> None:
    dossier = desk.dossier("submitted")
    client = sign_in(key)

    page = client.get(reverse("nominations:detail", args=[dossier.pk])).content.decode()
    assert "Trả lại để bổ sung" not in page
    answer = client.post(
        reverse("nominations:act", args=[dossier.pk, "return"]), {"reason": "x", "due": "2025-11-30"}, follow=True
    )
    assert "Chỉ chuyên viên thi đua, khen thưởng" in answer.content.decode()
    assert Dossier.objects.get(pk=dossier.pk).state == "submitted"


# --- the list -------------------------------------------------------------------------------------------------------


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


# --- writing --------------------------------------------------------------------------------------------------------


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


# --- appraising -----------------------------------------------------------------------------------------------------


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


# --- traces and privacy ---------------------------------------------------------------------------------------------


def test_the_trace_shows_law_record_and_that_it_would_be_the_same_today(desk: Desk, sign_in: SignIn) -> None:
    check = the_nomination(desk.dossier("submitted")).checks.filter(occasion="submission").get()
    client = sign_in("officer")

    words = client.get(reverse("nominations:check", args=[check.pk])).content.decode()
    assert "vẫn ra cùng kết quả" in words
    assert check.law_hash in words
    assert "06/2022/QH15" in words
    content = json.loads(client.get(reverse("nominations:check_json", args=[check.pk])).content)
    assert content["facts"] == check.facts
    assert content["law"] == check.law_hash


def test_pending_matters_are_told_to_few_and_the_answer_to_all(desk: Desk, sign_in: SignIn) -> None:
    person = desk.person("Đặng Thị Ngân")
    Hold.objects.create(person=person, reason="complaint", start=date(2025, 10, 6))
    Discipline.objects.create(person=person, level="reprimand", start=date(2019, 1, 1), end=date(2020, 1, 1))
    dossier = desk.draft()
    nomination = desk.nominate(dossier, person=person)
    check = nomination.checks.get()
    addresses = [
        reverse("nominations:nomination", args=[nomination.pk]),
        reverse("nominations:check", args=[check.pk]),
        reverse("nominations:consider", args=[dossier.pk]) + f"?danh_hieu=LDTT&ai=p{person.pk}",
    ]

    for address in addresses:
        page = sign_in("contact").get(address).content.decode()
        assert "06/10/2025" not in page
        assert "01/01/2019" not in page
        assert "chuyên viên thẩm định và giám đốc xem được" in page
    assert sign_in("contact").get(reverse("nominations:check_json", args=[check.pk])).status_code == 404
    Dossier.objects.filter(pk=dossier.pk).update(state="submitted", submitted_at=desk.at())
    assert "06/10/2025" in sign_in("officer").get(addresses[0]).content.decode()


def test_the_panel_of_the_movement_counts_what_the_user_may_see(desk: Desk) -> None:
    from thidua.movements.models import Movement
    from thidua.nominations.panels import funnel_panel

    movement = Movement.objects.create(
        body=desk.office.body, title="Thi đua", state="launched", launched_at=desk.at(), issued_on=date(2024, 9, 20),
        start=date(2024, 10, 1), end=date(2025, 12, 31),
    )  # fmt: skip
    for state, name in (("draft", "Một Thị"), ("submitted", "Hai Thị"), ("decided", "Ba Thị")):
        dossier = desk.draft(movement=movement)
        desk.nominate(dossier, person=desk.person(name))
        desk.bring(dossier, state)

    def counts(key: str) -> list[int]:
        panel = funnel_panel(desk.user(key), movement, desk.at().date())
        return [step["count"] for step in panel.context["steps"]] if panel else []

    assert counts("contact") == [3, 2, 1, 1, 1, 1]
    assert counts("officer") == [2, 2, 1, 1, 1, 1]
    assert counts("staff") == []
    assert not Initiative.objects.exists()
