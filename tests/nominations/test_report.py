"""Writing the achievement report: what the record offers, one press, two people at once, who may."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.nominations.conftest import Desk, rate

from thidua.base.refusal import Refused
from thidua.documents.actions import number_document
from thidua.documents.models import OfficialDocument
from thidua.documents.permissions import drafts, may_see, visible_to
from thidua.initiatives.models import Authorship, Initiative
from thidua.journal.queries import history
from thidua.movements.models import Movement, ProgressReport, Task
from thidua.nominations import actions
from thidua.nominations.achievement import report_context
from thidua.nominations.models import Nomination
from thidua.nominations.permissions import may_report, reportable_by
from thidua.nominations.report.drafts import newest_report
from thidua.nominations.report.form import ReportForm, gaps, merged
from thidua.nominations.report.known import pieces_for, rows_for
from thidua.organisation.models import Discipline, Person
from thidua.paperwork import RatingRow
from thidua.paperwork import forms as statutory

SignIn = Callable[[str], Client]
DAY = date(2025, 11, 20)


@pytest.fixture
def nomination(desk: Desk) -> Nomination:
    """Somebody of the archive with an account, nominated with a text of two lines."""
    desk.account("nominee", "Cao Thị Hiền", desk.office.archive)
    person = Person.objects.get(user=desk.user("nominee"))
    rate(person, y2024="good", y2025="excellent")
    dossier = desk.draft()
    return desk.nominate(dossier, "CSTDCS", person=person, achievements="Số hóa 1.200 hồ sơ.\nGiảm 30 ngày xử lý.")


@pytest.fixture
def begun(nomination: Nomination, sign_in: SignIn) -> OfficialDocument:
    """Its report, begun by the contact."""
    sign_in("contact").post(reverse("documents:draft", args=["nominations.achievement", nomination.pk]))
    document = newest_report(nomination)
    assert document is not None
    return document


def address(nomination: Nomination) -> str:
    """The page on which the report is written."""
    return reverse("nominations:report", args=[nomination.pk])


def sent(page: Any, **changes: Any) -> dict[str, Any]:
    """What the browser would send back from the page, with changes."""
    form = page.context["form"]
    data = {name: form[name].value() for name in form.fields}
    return {name: "" if value is None else value for name, value in (data | changes).items()}


def piece_buttons(page: Any) -> list[str]:
    """The values of the buttons that put something into the report."""
    return re.findall(r'name="insert" value="([^"]+)"', page.content.decode())


# --- what the record knows ------------------------------------------------------------------------------------------


def test_one_press_begins_the_draft_and_opens_the_page_with_the_headings_of_the_form(nomination, sign_in):
    client = sign_in("contact")
    assert "Soạn báo cáo thành tích" in client.get(address(nomination)).content.decode()
    answer = client.post(reverse("documents:draft", args=["nominations.achievement", nomination.pk]))
    assert answer.headers["Location"] == address(nomination)
    page = html.unescape(client.get(address(nomination)).content.decode())
    for words in ("Mẫu số 05", "I. Sơ yếu lý lịch", "1. Kết quả thực hiện nhiệm vụ được giao", "III. Các hình thức"):
        assert words in page
    assert "lời văn là của phần mềm" in page


def test_what_the_record_does_not_know_is_listed_as_a_gap_and_stays_blank(begun, nomination, sign_in):
    page = sign_in("contact").get(address(nomination))
    words = [text for _anchor, text in page.context["gaps"]]
    assert {"Quê quán", "Nơi thường trú", "Trình độ chuyên môn, nghiệp vụ"} <= set(words)
    assert "2. Các biện pháp, giải pháp" in words
    sign_in("contact").post(address(nomination), sent(page))
    report = newest_report(nomination).paper
    assert {fact.text for fact in report.facts if fact.label == "Quê quán"} == {"……"}


def test_a_gap_that_was_filled_is_no_gap_any_more(begun, nomination, sign_in):
    client = sign_in("contact")
    page = client.get(address(nomination))
    place = next(number for number, fact in enumerate(begun.paper.facts) if fact.label == "Quê quán")
    client.post(address(nomination), sent(page, **{f"fact-{place}": "xã Diên Khánh"}))
    again = client.get(address(nomination))
    assert "Quê quán" not in [text for _anchor, text in again.context["gaps"]]


def test_an_empty_record_of_discipline_is_called_that_and_only_to_whom_may_read_it(nomination, desk):
    form = statutory.form("05")
    own = pieces_for(nomination, form, desk.user("nominee"), DAY)["law_and_party"]
    assert [piece.text for piece in own] == [
        "Hồ sơ gốc không ghi quyết định kỷ luật nào (tra cứu ngày 20 tháng 11 năm 2025)."
    ]
    assert pieces_for(nomination, form, desk.user("contact"), DAY)["law_and_party"] == []


def test_discipline_on_record_is_offered_with_its_days(nomination, desk):
    Discipline.objects.create(
        person=nomination.person, level="reprimand", start=date(2021, 3, 1), end=date(2022, 3, 1), public_duty=True
    )
    own = pieces_for(nomination, statutory.form("05"), desk.user("nominee"), DAY)["law_and_party"]
    assert [piece.text for piece in own] == ["Kỷ luật: khiển trách, từ ngày 01/03/2021 đến ngày 01/03/2022."]


def test_initiatives_stand_in_the_table_of_the_form_and_in_words_where_it_has_none(nomination, desk):
    made = Initiative.objects.create(
        code="SK-1", title="Tra cứu hồ sơ", year=2025, scope="base", recognised_on=date(2025, 10, 1),
        decision_number="112/QĐ-SNV",
    )  # fmt: skip
    Authorship.objects.create(initiative=made, person=nomination.person, share=100)
    user = desk.user("contact")
    rows = rows_for(nomination, statutory.form("05"), user)
    assert [(row.name, row.effect, row.decision) for row in rows["initiatives"]] == [
        ("Tra cứu hồ sơ", "phạm vi cơ sở", "112/QĐ-SNV")
    ]
    assert "initiatives" not in rows_for(nomination, statutory.form("07"), user)
    told = [piece.text for piece in pieces_for(nomination, statutory.form("07"), user, DAY)["results"]]
    assert any("“Tra cứu hồ sơ” (phạm vi cơ sở)" in text and "112/QĐ-SNV" in text for text in told)
    assert "Năm 2025: hoàn thành xuất sắc nhiệm vụ (Quyết định số ……, ngày 15 tháng 11 năm 2025)." in told


def test_progress_of_the_collective_is_offered_with_its_source_and_the_newest_report_only(desk):
    unit = desk.office.archive
    movement = Movement.objects.create(body=desk.office.body, title="Thi đua số hóa")
    task = Task.objects.create(movement=movement, label="1", order=1, title="Số hóa tài liệu", text="x", target="90%")
    moments = (datetime(2025, 6, 1, 8, tzinfo=timezone.get_current_timezone()), desk.at())
    for percent, at in zip((40, 105), moments, strict=True):
        ProgressReport.objects.create(
            task=task, unit=unit, percent=percent, text="Xong đợt một.", reported_at=at,
            reported_by=desk.user("contact"),
        )  # fmt: skip
    nomination = desk.nominate(desk.draft(), "TTLDTT", unit=unit)
    form = statutory.form("04")
    pieces = pieces_for(nomination, form, desk.user("contact"), DAY)["results"]
    told = [piece for piece in pieces if "Số hóa tài liệu" in piece.text]
    assert [piece.text for piece in told] == [
        "Nhiệm vụ “Số hóa tài liệu” trong phong trào “Thi đua số hóa”: đạt 105%. Xong đợt một."
    ]
    assert told[0].source.startswith("Báo cáo tiến độ ngày ")
    assert told[0].url == reverse("movements:task", args=[movement.pk, task.pk])
    rows = rows_for(nomination, form, desk.user("contact"))["indicators"]
    assert [(row.name, row.planned, row.rate) for row in rows] == [("Số hóa tài liệu", "90%", "105%")]
    assert "law_and_party" not in pieces_for(nomination, form, desk.user("contact"), DAY)
    stranger = pieces_for(nomination, form, desk.user("other_contact"), DAY)["results"]
    assert not any("Số hóa tài liệu" in piece.text for piece in stranger)


def test_forms_for_movements_name_nominee_and_movement_of_the_dossier(desk):
    movement = Movement.objects.create(
        body=desk.office.body, title="Phong trào thi đua số hóa", document_number="12", document_symbol="KH-SNV",
        issued_on=date(2025, 1, 8),
    )  # fmt: skip
    nomination = desk.nominate(desk.draft(), "LDTT", person=desk.person("Cao Thị Hiền"))
    nomination.dossier.movement = movement
    nomination.kind = "movement"
    pieces = pieces_for(nomination, statutory.form("08"), desk.user("contact"), DAY)["duties"]
    assert [piece.text for piece in pieces] == [
        "Tham gia “Phong trào thi đua số hóa” theo Kế hoạch số 12/KH-SNV ngày 08 tháng 01 năm 2025 của Sở Nội vụ."
    ]
    report = report_context(nomination, DAY)
    assert report.form == "08"
    assert report.facts[0].text == "Cao Thị Hiền"
    assert report.facts[1].text == nomination.recipient_post


def test_the_head_of_the_unit_confirms_the_report_of_a_person_but_not_the_own_one(nomination, desk):
    assert report_context(nomination, DAY).superior.name == ""
    head = desk.person("Lê Văn Trọng", title="Giám đốc Trung tâm")
    superior = report_context(nomination, DAY).superior
    assert (superior.lines, superior.name) == (
        ("XÁC NHẬN CỦA CẤP TRÌNH KHEN THƯỞNG", "GIÁM ĐỐC TRUNG TÂM"), "Lê Văn Trọng",
    )  # fmt: skip
    own = desk.nominate(desk.draft(), person=head)
    assert report_context(own, DAY).superior.name == ""


# --- putting it in --------------------------------------------------------------------------------------------------


def test_one_press_puts_a_piece_below_what_was_typed_and_keeps_everything_else(begun, nomination, sign_in):
    client = sign_in("nominee")
    page = client.get(address(nomination))
    pressed = next(value for value in piece_buttons(page) if value.startswith("law_and_party:"))
    typed = sent(page, law_and_party="Gương mẫu.", welfare="Hiến máu 03 lần.", insert=pressed)
    answer = client.post(address(nomination), typed)
    assert answer.headers["Location"] == f"{address(nomination)}#muc-law_and_party"
    report = newest_report(nomination).paper
    assert report.law_and_party[0] == "Gương mẫu."
    assert report.law_and_party[1].startswith("Hồ sơ gốc không ghi")
    assert report.welfare == ("Hiến máu 03 lần.",)
    again = client.get(address(nomination))
    assert pressed not in piece_buttons(again)
    assert "Đã có trong báo cáo" in again.content.decode()


def test_all_pieces_of_a_heading_go_in_with_one_press_and_none_twice(begun, nomination, sign_in):
    client = sign_in("contact")
    page = client.get(address(nomination))
    client.post(address(nomination), sent(page, results="Số hóa 1.200 hồ sơ.", insert="results:all"))
    assert newest_report(nomination).paper.results == ("Số hóa 1.200 hồ sơ.", "Giảm 30 ngày xử lý.")


def test_a_button_that_names_nothing_known_inserts_nothing(begun, nomination, sign_in):
    client = sign_in("contact")
    page = client.get(address(nomination))
    client.post(address(nomination), sent(page, insert="results:0000"))
    client.post(address(nomination), sent(client.get(address(nomination)), insert="office:all"))
    assert newest_report(nomination).paper.results == begun.paper.results


def test_a_row_that_is_not_ticked_leaves_the_report_and_can_be_ticked_again(begun, nomination, sign_in):
    client = sign_in("contact")
    assert begun.paper.ratings
    page = client.get(address(nomination))
    client.post(address(nomination), sent(page, ratings=[]))
    assert newest_report(nomination).paper.ratings == ()
    page = client.get(address(nomination))
    keys = [key for key, _words in page.context["form"].fields["ratings"].choices]
    client.post(address(nomination), sent(page, ratings=keys))
    assert newest_report(nomination).paper.ratings == begun.paper.ratings


def test_a_row_completed_by_hand_is_not_offered_a_second_time():
    kept = [RatingRow(2024, "Hoàn thành tốt nhiệm vụ", "Quyết định số 5/QĐ-SNV ngày 10/12/2024")]
    known = [RatingRow(2023, "Hoàn thành nhiệm vụ", "……"), RatingRow(2024, "Hoàn thành tốt nhiệm vụ", "số ……")]
    assert merged("ratings", kept, known) == [known[0], kept[0]]


def test_preview_saves_and_shows_the_printed_pages(begun, nomination, sign_in):
    client = sign_in("contact")
    page = client.get(address(nomination))
    answer = client.post(address(nomination), sent(page, preview="1"))
    assert answer.headers["Location"] == reverse("documents:detail", args=[begun.pk])
    shown = client.get(answer.headers["Location"]).content.decode()
    assert address(nomination) in shown
    assert "Viết theo mẫu" in shown


def test_a_text_that_is_too_long_is_refused_and_kept_on_the_page(begun, nomination, sign_in):
    client = sign_in("contact")
    page = client.get(address(nomination))
    answer = client.post(address(nomination), sent(page, results="x" * 20_001, welfare="Hiến máu."))
    assert answer.status_code == 422
    assert "Hiến máu." in html.unescape(answer.content.decode())
    assert newest_report(nomination).paper.welfare == ()


# --- two people at once ---------------------------------------------------------------------------------------------


def test_the_second_of_two_is_told_who_saved_and_sees_both_texts(begun, nomination, sign_in):
    contact, nominee = sign_in("contact"), sign_in("nominee")
    first, second = contact.get(address(nomination)), nominee.get(address(nomination))
    contact.post(address(nomination), sent(first, measures="Phân công rõ việc."))
    answer = nominee.post(address(nomination), sent(second, measures="Họp hằng tuần.", welfare="Hiến máu."))
    words = html.unescape(answer.content.decode())
    assert answer.status_code == 409
    assert "vừa lưu báo cáo này lúc" in words
    for text in ("Phân công rõ việc.", "Họp hằng tuần.", "Hiến máu."):
        assert text in words
    assert newest_report(nomination).paper.measures == ("Phân công rõ việc.",)
    saved = nominee.post(address(nomination), sent(answer))
    assert saved.status_code == 302
    assert newest_report(nomination).paper.measures == ("Họp hằng tuần.",)


def test_every_save_is_journalled(begun, nomination, sign_in):
    client = sign_in("contact")
    client.post(address(nomination), sent(client.get(address(nomination)), welfare="Hiến máu."))
    assert [event.action for event in history(begun)] == ["documents.document.draft", "documents.document.edit"]


# --- who may --------------------------------------------------------------------------------------------------------


def test_twins_agree_and_only_contact_and_nominee_write(begun, nomination, desk):
    users = [*(desk.user(key) for key in desk.office.users), AnonymousUser()]
    may = {str(user): bool(may_report(user, nomination)) for user in users}
    for user in users:
        assert reportable_by(user).filter(pk=nomination.pk).exists() == may[str(user)], user
    assert sorted(key for key in desk.office.users if may[str(desk.user(key))]) == ["contact", "nominee"]


def test_the_nominee_works_on_the_draft_that_the_contact_began_and_nobody_else_sees_it(begun, desk):
    nominee = desk.user("nominee")
    assert drafts(nominee, begun)
    assert may_see(nominee, begun)
    for key in desk.office.users:
        user = desk.user(key)
        assert visible_to(user).filter(pk=begun.pk).exists() == bool(may_see(user, begun)), key
    assert not drafts(desk.user("other_contact"), begun)
    assert not visible_to(desk.user("officer")).filter(pk=begun.pk).exists()


@pytest.mark.parametrize("key", ["officer", "director", "other_contact", "staff", "secretary"])
def test_the_page_is_closed_to_everybody_else(begun, nomination, sign_in, key):
    assert sign_in(key).get(address(nomination)).status_code == 404
    assert sign_in(key).post(address(nomination), {}).status_code == 404


@pytest.mark.parametrize("key", ["contact", "nominee"])
def test_the_page_opens_to_contact_and_nominee(begun, nomination, sign_in, key):
    assert sign_in(key).get(address(nomination)).status_code == 200


def test_the_act_refuses_strangers_and_reports_without_a_draft(nomination, desk):
    words = {"nomination": nomination, "changes": {}, "version": 1, "at": desk.at()}
    with pytest.raises(Refused, match="người được đề nghị hoặc đầu mối"):
        actions.write_report(**words, actor=desk.user("officer"))
    with pytest.raises(Refused, match="không còn dự thảo"):
        actions.write_report(**words, actor=desk.user("contact"))


def test_a_frozen_report_is_shown_instead_of_written(begun, nomination, desk, sign_in):
    number_document(document=begun, actor=desk.user("contact"), at=desk.at())
    answer = sign_in("contact").get(address(nomination))
    assert answer.headers["Location"] == reverse("documents:detail", args=[begun.pk])
    with pytest.raises(Refused, match="không còn dự thảo"):
        actions.write_report(
            nomination=nomination, changes={}, version=begun.version, actor=desk.user("contact"), at=desk.at()
        )


def test_the_page_says_to_the_contact_that_discipline_is_not_shown(begun, nomination, sign_in):
    assert "chỉ người được đề nghị và người thẩm định" in sign_in("contact").get(address(nomination)).content.decode()
    assert "chỉ người được đề nghị và người thẩm định" not in (
        sign_in("nominee").get(address(nomination)).content.decode()
    )


# --- every form -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", [item.code for item in statutory.forms() if item.parts])
def test_every_statutory_form_can_be_written_and_gives_back_what_it_was_given(nomination, desk, code):
    form = statutory.form(code)
    gathered = report_context(nomination, DAY)
    report = type(gathered)(
        office=gathered.office, signer=gathered.signer, form=code, award="Giấy khen", nominee="Cao Thị Hiền",
    )  # fmt: skip
    blank = ReportForm(report, form, version=1, rows=rows_for(nomination, form, desk.user("contact")))
    names = [name for name in blank.fields if name not in blank.rows and name != "version"]
    data = {"version": "1", **{name: f"Viết {name}" for name in names}}
    bound = ReportForm(report, form, version=1, rows={}, data=_query(data))
    assert bound.is_valid(), bound.errors
    changes = bound.changes()
    assert {name: changes[name] for name in names} == {name: (f"Viết {name}",) for name in names}
    parts = bound.parts({})
    assert [len(part.headings) for part in parts] == [len(part.items) for part in form.parts]
    assert all(anchor and words for anchor, words in gaps(parts))


def _query(data: dict[str, str]) -> Any:
    query = QueryDict(mutable=True)
    query.update(data)
    return query
