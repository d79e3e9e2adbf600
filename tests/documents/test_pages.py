"""The pages of papers as people use them."""

from __future__ import annotations

import io
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook
from tests.documents.test_form import sent

from thidua.base import clock
from thidua.documents import actions, sources
from thidua.documents.models import OfficialDocument, RegisterEntry
from thidua.documents.sources import PaperSource
from thidua.organisation.permissions import may_see_unit
from thidua.paperwork import Signer

State = OfficialDocument.State


def page(client, url: str, status: int = 200) -> str:
    answer = client.get(url)
    assert answer.status_code == status, answer.content.decode()[:2000]
    return answer.content.decode()


# ── list and detail ──────────────────────────────────────────────────────────


def test_the_list_is_searched_with_and_without_diacritics(desk, sign_in):
    desk.issued()
    client = sign_in("officer")
    for words in ("đôn đốc", "don doc", "SNV-TĐKT", "tran van giam", "01"):
        assert "đôn đốc gửi báo cáo" in page(client, f"/van-ban/?q={words}"), words
    assert "Không có văn bản nào khớp" in page(client, "/van-ban/?q=quyet toan")


def test_the_list_is_filtered_by_state_and_kind_and_takes_no_harm(desk, sign_in):
    desk.issued()
    desk.draft(desk.payment())
    client = sign_in("officer")
    assert "chưa có số" not in page(client, "/van-ban/?state=issued")
    assert "Danh sách chi tiền thưởng</td>" in page(client, "/van-ban/?kind=payment")
    assert page(client, "/van-ban/?state=nothing&kind=%00&q=%27%3B&page=zzz")


@pytest.mark.parametrize("address", ["/van-ban/", "/van-ban/so-van-ban-di/", "/van-ban/so-van-ban-di/in/"])
def test_a_long_list_asks_no_more_questions_than_a_short_one(desk, sign_in, address):
    client = sign_in("officer")
    desk.numbered()
    page(client, address)
    with CaptureQueriesContext(
        connection,
    ) as few:
        page(client, address)
    for _number in range(8):
        desk.numbered()
    with CaptureQueriesContext(connection) as many:
        page(client, address)
    assert len(many) <= len(few)


def test_the_page_shows_buttons_by_the_table_and_reasons_where_forbidden(desk, sign_in):
    draft = desk.draft(desk.reminder(signer=Signer(("GIÁM ĐỐC",), "")))
    text = page(sign_in("officer"), f"/van-ban/{draft.pk}/")
    assert "Chưa có họ tên người ký" in text
    issued = desk.issued()
    text = page(sign_in("officer"), f"/van-ban/{issued.pk}/")
    assert "Thay thế, đính chính" in text
    assert "Sửa</a>" not in text
    reader = page(sign_in("director"), f"/van-ban/{issued.pk}/")
    assert "Thu hồi</a>" not in reader


def test_a_draft_that_cannot_be_printed_says_why_and_opens_all_the_same(desk, sign_in):
    draft = desk.draft(desk.reminder(missing=()))
    client = sign_in("officer")
    text = page(client, f"/van-ban/{draft.pk}/")
    assert "Chưa có đơn vị chưa gửi" in text
    answer = client.get(f"/van-ban/{draft.pk}/tep/du-thao.pdf")
    assert answer.status_code < 500
    assert page(client, f"/van-ban/{draft.pk}/cap-so/").count("disabled")


def test_pictures_and_files_of_a_paper(desk, sign_in):
    draft = desk.draft()
    client = sign_in("officer")
    assert client.get(f"/van-ban/{draft.pk}/trang/1.png").content.startswith(b"\x89PNG")
    assert client.get(f"/van-ban/{draft.pk}/trang/2.png").status_code == 404
    assert client.get(f"/van-ban/{draft.pk}/tep/du-thao.docx").content.startswith(b"PK")
    document = actions.number_document(document=draft, actor=desk.user("officer"), at=clock.now())
    answer = client.get(f"/van-ban/{draft.pk}/tep/van-ban.pdf")
    assert answer.content == document.pdf.read()
    assert 'filename="01-snv-tdkt-2025-11-20.pdf"' in answer["Content-Disposition"]
    assert client.get(f"/van-ban/{draft.pk}/tep/du-thao.pdf").status_code == 404
    assert client.get(f"/van-ban/{draft.pk}/tep/da-ky.pdf").status_code == 404


def test_strangers_find_nothing(desk, sign_in):
    document = desk.numbered()
    for who in ("staff", "contact", "member", "union"):
        client = sign_in(who)
        for tail in ("", "sua/", "cap-so/", "thay-the/", "thu-hoi/", "bo/", "trang/1.png", "tep/van-ban.pdf"):
            assert client.get(f"/van-ban/{document.pk}/{tail}").status_code == 404, (who, tail)
        assert client.post(f"/van-ban/{document.pk}/ban-hanh/").status_code == 404
        assert client.get("/van-ban/so-van-ban-di/").status_code == 404
    document.refresh_from_db()
    assert document.state == State.NUMBERED


# ── editing ──────────────────────────────────────────────────────────────────


def test_a_draft_is_edited_and_kept(desk, sign_in):
    draft = desk.draft()
    client = sign_in("officer")
    assert "Lưu dự thảo" in page(client, f"/van-ban/{draft.pk}/sua/")
    answer = client.post(f"/van-ban/{draft.pk}/sua/", sent(desk.reminder(), deadline="trước ngày 30/11/2025"))
    assert answer.status_code == 302
    draft.refresh_from_db()
    assert draft.paper.deadline == "trước ngày 30/11/2025"


def test_an_unfinished_draft_is_kept_with_a_word_of_what_is_missing(desk, sign_in):
    draft = desk.draft()
    answer = sign_in("officer").post(f"/van-ban/{draft.pk}/sua/", sent(desk.reminder(), deadline=""), follow=True)
    assert "Trước khi cấp số còn phải sửa" in answer.content.decode()
    draft.refresh_from_db()
    assert draft.paper.deadline == ""


def test_the_second_of_two_editors_keeps_the_own_words_and_sees_the_newer_version(desk, sign_in):
    draft = desk.draft()
    mine = sent(desk.reminder(), deadline="của tôi")
    actions.edit_document(
        document=draft, context=desk.reminder(deadline="của người khác"), version=1, actor=desk.user("administration"),
        at=clock.now(),
    )  # fmt: skip
    client = sign_in("officer")
    answer = client.post(f"/van-ban/{draft.pk}/sua/", mine)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Người khác vừa lưu" in text
    assert "của tôi" in text
    assert 'name="version" value="2"' in text
    mine["version"] = "2"
    assert client.post(f"/van-ban/{draft.pk}/sua/", mine).status_code == 302
    draft.refresh_from_db()
    assert draft.paper.deadline == "của tôi"


def test_a_wrong_entry_is_shown_at_its_field_and_nothing_is_lost(desk, sign_in):
    draft = desk.draft()
    data = sent(desk.reminder(), **{"missing-0-due": "hôm nào đó", "deadline": "đang gõ"})
    answer = sign_in("officer").post(f"/van-ban/{draft.pk}/sua/", data)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Ngày không hợp lệ" in text
    assert "đang gõ" in text


def test_a_frozen_paper_has_no_form(desk, sign_in):
    document = desk.numbered()
    answer = sign_in("officer").get(f"/van-ban/{document.pk}/sua/", follow=True)
    assert "không sửa được nữa" in answer.content.decode()


def test_who_is_signed_out_meanwhile_is_asked_to_sign_in_and_nothing_is_saved(desk, client):
    draft = desk.draft()
    answer = client.post(f"/van-ban/{draft.pk}/sua/", sent(desk.reminder(), deadline="x"))
    assert answer.status_code == 302
    assert "/dang-nhap/" in answer.url
    draft.refresh_from_db()
    assert draft.version == 1


def test_rubbish_in_the_form_is_no_accident(desk, sign_in):
    draft = desk.draft()
    client = sign_in("officer")
    for data in ({}, {"version": "x"}, {"version": "1", "missing-rows": "99999999"}, {"missing-rows": "-1"}):
        assert client.post(f"/van-ban/{draft.pk}/sua/", data).status_code in (302, 422)


# ── number, issue, replace ───────────────────────────────────────────────────


def number(client, document, **values):
    data = {"day": "20/11/2025", "number": "", "version": str(document.version)} | values
    return client.post(f"/van-ban/{document.pk}/cap-so/", data, follow=True)


def test_the_clerk_numbers_and_issues(desk, sign_in):
    draft = desk.draft()
    client = sign_in("administration")
    assert "Số tiếp theo của dãy SNV-TĐKT" in page(client, f"/van-ban/{draft.pk}/cap-so/")
    assert "Đã cấp số 01/SNV-TĐKT" in number(client, draft).content.decode()
    assert "Đã ban hành văn bản" in client.post(f"/van-ban/{draft.pk}/ban-hanh/", follow=True).content.decode()


def test_a_double_press_takes_one_number(desk, sign_in):
    draft = desk.draft()
    client = sign_in("administration")
    number(client, draft)
    assert "Văn bản này đã được cấp số" in number(client, draft).content.decode()
    assert RegisterEntry.objects.count() == 1
    assert client.post(f"/van-ban/{draft.pk}/ban-hanh/").status_code == 302
    assert client.post(f"/van-ban/{draft.pk}/ban-hanh/", follow=True).status_code == 200
    assert OfficialDocument.objects.get().state == State.ISSUED


def test_a_number_that_is_taken_is_refused_at_its_field(desk, sign_in):
    desk.numbered()
    draft = desk.draft()
    text = number(sign_in("administration"), draft, number="1").content.decode()
    assert "đã cấp cho" in text
    assert OfficialDocument.objects.get(pk=draft.pk).state == State.DRAFT


@pytest.mark.parametrize("values", [{"number": "²"}, {"number": "-1"}, {"day": "99/99/9999"}, {"version": ""}])
def test_a_number_that_is_none_is_said(desk, sign_in, values):
    draft = desk.draft()
    number(sign_in("administration"), draft, **values)
    assert OfficialDocument.objects.get(pk=draft.pk).state == State.DRAFT


def test_an_issued_paper_is_replaced_by_one_that_names_it(desk, sign_in):
    old = desk.issued()
    client = sign_in("officer")
    page(client, f"/van-ban/{old.pk}/thay-the/")
    assert client.post(f"/van-ban/{old.pk}/thay-the/", {}).status_code == 422
    answer = client.post(f"/van-ban/{old.pk}/thay-the/", {"how": "replaces", "reason": "Sai thời hạn"}, follow=True)
    new = OfficialDocument.objects.get(replaces=old)
    assert "Thay thế văn bản" in answer.content.decode()
    assert "Đang soạn văn bản thay thế" in page(client, f"/van-ban/{old.pk}/")
    number(client, new)
    client.post(f"/van-ban/{new.pk}/ban-hanh/")
    assert "Được thay thế bởi" in page(client, f"/van-ban/{old.pk}/")


def test_an_error_of_form_is_corrected_by_a_letter_and_the_paper_stands(desk, sign_in):
    old = desk.issued()
    client = sign_in("officer")
    client.post(
        f"/van-ban/{old.pk}/thay-the/",
        {"how": "corrects", "reason": "tại dòng Nơi nhận, viết “Như trên” nay sửa là “Như kính gửi”"},
    )
    letter = OfficialDocument.objects.get(replaces=old)
    assert (letter.kind, letter.relation) == ("letter", "corrects")
    assert "đính chính Công văn số 01/SNV-TĐKT" in letter.subject
    number(client, letter)
    client.post(f"/van-ban/{letter.pk}/ban-hanh/")
    old.refresh_from_db()
    assert old.state == State.ISSUED
    assert "Được đính chính bởi" in page(client, f"/van-ban/{old.pk}/")


def test_a_recall_and_a_discard_ask_why(desk, sign_in):
    document, draft = desk.issued(), desk.draft()
    client = sign_in("officer")
    for pk, tail in ((document.pk, "thu-hoi/"), (draft.pk, "bo/")):
        page(client, f"/van-ban/{pk}/{tail}")
        assert client.post(f"/van-ban/{pk}/{tail}", {"reason": " "}).status_code == 422
        assert client.post(f"/van-ban/{pk}/{tail}", {"reason": "Không cần"}).status_code == 302
    assert "Văn bản không còn giá trị" in page(client, f"/van-ban/{document.pk}/")
    assert client.get(f"/van-ban/{draft.pk}/").status_code == 404


# ── from live data ───────────────────────────────────────────────────────────


@pytest.fixture
def unit_letter(desk, monkeypatch):
    """A letter that can be made of any unit."""
    monkeypatch.setattr(sources, "_sources", dict(sources._sources))
    said = {"deadline": "ngay"}
    sources.register(
        PaperSource(
            key="test.letter",
            model="organisation.unit",
            label="Công văn thử",
            may=may_see_unit,
            body=lambda _unit: desk.office.body,
            back=lambda unit: f"/to-chuc/don-vi/{unit.pk}/",
            gather=lambda _unit, _actor, _day: desk.reminder(**said),
        )
    )
    return said


def test_one_press_drafts_and_a_second_finds_the_draft(desk, sign_in, unit_letter):
    client = sign_in("officer")
    url = f"/van-ban/lap/test.letter/{desk.office.archive.pk}/"
    for _press in range(2):
        assert client.post(url).status_code == 302
    assert OfficialDocument.objects.count() == 1
    assert client.get(url).status_code == 405
    assert client.post("/van-ban/lap/test.nothing/1/").status_code == 404
    assert client.post("/van-ban/lap/test.letter/999999/").status_code == 404


def test_a_second_press_brings_new_data_unless_somebody_has_edited(desk, sign_in, unit_letter):
    client = sign_in("officer")
    url = f"/van-ban/lap/test.letter/{desk.office.archive.pk}/"
    client.post(url)
    unit_letter["deadline"] = "tuần sau"
    client.post(url)
    document = OfficialDocument.objects.get()
    assert document.paper.deadline == "tuần sau"
    client.post(f"/van-ban/{document.pk}/sua/", sent(document.paper, deadline="tay", version=str(document.version)))
    unit_letter["deadline"] = "tháng sau"
    assert "Đã có dự thảo đang sửa dở" in client.post(url, follow=True).content.decode()
    document.refresh_from_db()
    assert document.paper.deadline == "tay"
    client.post(f"/van-ban/{document.pk}/lay-lai/", {"version": str(document.version)})
    document.refresh_from_db()
    assert document.paper.deadline == "tháng sau"


def test_who_may_not_make_it_finds_no_door(desk, sign_in, unit_letter):
    url = f"/van-ban/lap/test.letter/{desk.office.archive.pk}/"
    assert sign_in("staff").post(url).status_code == 404
    assert not OfficialDocument.objects.exists()


# ── register ─────────────────────────────────────────────────────────────────


def test_the_register_has_ten_columns_and_is_exported(desk, sign_in):
    desk.issued()
    client = sign_in("administration")
    assert "01/SNV-TĐKT" in page(client, "/van-ban/so-van-ban-di/?q=don doc")
    book = CalamineWorkbook.from_filelike(io.BytesIO(client.get("/van-ban/so-van-ban-di/tep.xlsx").content))
    rows = book.get_sheet_by_index(0).to_python(skip_empty_area=True)
    assert len(rows[2]) == 10
    assert rows[3][:4] == ["01/SNV-TĐKT", date(2025, 11, 20), "Công văn V/v đôn đốc gửi báo cáo thi đua, khen thưởng",
                           "Trần Văn Giám"]  # fmt: skip
    assert "SỔ ĐĂNG KÝ" not in client.get("/van-ban/so-van-ban-di/tep.csv").content.decode("utf-8-sig")
    assert client.get("/van-ban/so-van-ban-di/tep.exe").status_code == 404
    assert "Sổ đăng ký văn bản đi" in page(client, "/van-ban/so-van-ban-di/in/")


def test_the_clerk_fills_in_the_register(desk, sign_in):
    entry = desk.issued().entry
    client = sign_in("administration")
    url = f"/van-ban/so-van-ban-di/{entry.pk}/"
    page(client, url)
    assert client.post(url, {"copies": "12", "sent_on": "20/11/2025", "note": "Gửi trục"}).status_code == 302
    entry.refresh_from_db()
    assert (entry.copies, entry.note) == (12, "Gửi trục")
    assert client.post(url, {"copies": "0"}).status_code == 422
    assert client.post(url, {"sent_on": "21/11/2025"}).status_code == 422
    assert sign_in("director").get(url).status_code == 404


def test_a_series_is_started_on_its_page(desk, sign_in):
    client = sign_in("administration")
    page(client, "/van-ban/so-van-ban-di/bat-dau/")
    answer = client.post("/van-ban/so-van-ban-di/bat-dau/", {"symbol": "SNV-TĐKT", "last": "1286"}, follow=True)
    assert "tiếp tục từ số 1287" in answer.content.decode()
    assert client.post("/van-ban/so-van-ban-di/bat-dau/", {"symbol": "SNV-TĐKT", "last": "5"}).status_code == 422
    assert desk.numbered().number == 1287
