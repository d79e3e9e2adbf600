"""The pages: what they show, what their forms do, and that they ask the database a fixed number of times."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.movements.conftest import AT, TODAY

from thidua.accounts.roles import Role
from thidua.movements import actions, panels, queries
from thidua.movements.models import Movement, ProgressReport, Registration, Reminder
from thidua.movements.todos import todos
from thidua.notices.todo import todos_by
from thidua.organisation.models import Unit

# --- queries ------------------------------------------------------------------------------------------------------


@pytest.fixture
def grow(office: Any, movement: Movement) -> Callable[[int], None]:
    """``grow(30)``: so many more units with contact, registration, reports and a reminder."""

    def more(count: int) -> None:
        for number in range(count):
            unit = Unit.objects.add_child(
                Unit.objects.get(pk=office.body.pk),
                instance=Unit(
                    code=f"DV{number}",
                    name=f"Đơn vị {number}",
                    name_folded="",
                    short_name=f"ĐV {number}",
                    kind="division",
                ),
            )
            account = office.user(f"contact{number}", f"Trần Văn {number}", unit, (Role.UNIT_CONTACT, unit))
            part = movement.participations.create(unit=unit)
            actions.acknowledge(participation=part, actor=account, at=AT)
            lines = [actions.Line("LDTT", person=office.people[f"contact{number}"])]
            registration = actions.save_registration(
                movement=movement, unit=unit, commitments="Cam kết", lines=lines, actor=account, at=AT
            )
            actions.submit_registration(registration=registration, actor=account, at=AT)
            for task in movement.tasks.all()[:2]:
                actions.report_progress(task=task, unit=unit, percent=50, text="x", actor=account, at=AT)
            actions.remind(movement=movement, what="report", units=[unit], actor=office.users["officer"], at=AT)

    return more


PAGES = {
    "list": ("officer", "/phong-trao/"),
    "detail": ("officer", "/phong-trao/{movement}/"),
    "detail of a contact": ("contact", "/phong-trao/{movement}/"),
    "tasks": ("contact", "/phong-trao/{movement}/nhiem-vu/"),
    "task": ("officer", "/phong-trao/{movement}/nhiem-vu/{task}/"),
    "board": ("officer", "/phong-trao/{movement}/theo-doi/"),
    "reminding": ("officer", "/phong-trao/{movement}/nhac/?what=report&all=1"),
    "registrations": ("officer", "/phong-trao/{movement}/dang-ky/"),
    "start": ("officer", "/viec-cua-toi/"),
}


@pytest.mark.parametrize("page", PAGES)
def test_a_page_asks_as_often_with_thirty_units_as_with_one(
    movement: Movement, grow: Any, sign_in: Any, page: str
) -> None:
    who, address = PAGES[page]
    client = sign_in(who)
    url = address.format(movement=movement.pk, task=movement.tasks.all()[0].pk)
    grow(1)
    client.get(url)
    with CaptureQueriesContext(connection) as few:
        client.get(url)
    grow_more(grow)
    with CaptureQueriesContext(connection) as many:
        answer = client.get(url)
    assert answer.status_code == 200
    assert len(many) == len(few)
    assert len(many) <= 45  # the start page: to-dos of all apps, notices, the movement at a glance


def grow_more(grow: Callable[..., None]) -> None:
    """From one more unit to thirty: the first is there already."""
    Unit.objects.filter(code="DV0").update(code="DV-first")
    get_user_model().objects.filter(username="contact0").update(username="contact-first")
    grow(29)


def test_the_list_asks_as_often_with_thirty_movements_as_with_one(
    office: Any, movement: Movement, sign_in: Any
) -> None:
    client = sign_in("contact")
    client.get("/phong-trao/")
    with CaptureQueriesContext(connection) as few:
        client.get("/phong-trao/")
    for number in range(30):
        made = Movement.objects.create(
            body=office.body, title=f"Phong trào {number}", state="launched", launched_at=AT, issued_on=AT.date(),
            start=AT.date(), end=AT.date(),
        )  # fmt: skip
        made.participations.create(unit=office.archive)
    with CaptureQueriesContext(connection) as many:
        answer = client.get("/phong-trao/")
    assert "31 dòng" in answer.content.decode()
    assert len(many) == len(few)


# --- the list -----------------------------------------------------------------------------------------------------


def test_the_list_is_searched_without_accents(movement: Movement, sign_in: Any) -> None:
    client = sign_in("staff")
    assert "lần thứ XIX" in client.get("/phong-trao/?q=KHANH HOA").content.decode()
    assert "lần thứ XIX" not in client.get("/phong-trao/?q=nông thôn").content.decode()
    assert "lần thứ XIX" not in client.get("/phong-trao/?state=draft").content.decode()


def test_an_empty_list_says_what_to_do(office: Any, sign_in: Any) -> None:
    assert "Tải tệp kế hoạch lên" in sign_in("officer").get("/phong-trao/").content.decode()
    assert "Khi có phong trào" in sign_in("contact").get("/phong-trao/").content.decode()


# --- the way ------------------------------------------------------------------------------------------------------


def test_a_movement_goes_its_way_through_the_pages(office: Any, movement_at: Any, sign_in: Any) -> None:
    movement = movement_at("draft")
    here = f"/phong-trao/{movement.pk}/"
    page = sign_in("officer").get(here).content.decode()
    assert "Trình duyệt" in page
    sign_in("officer").post(f"{here}buoc/submit/")
    page = sign_in("officer").get(here).content.decode()
    assert "Chỉ người đứng đầu" in page, "what the officer may not do is shown with its reason"
    missing = sign_in("director").post(f"{here}buoc/return/", {"reason": ""})
    assert missing.status_code == 422
    sign_in("director").post(f"{here}buoc/return/", {"reason": "Sửa hạn báo cáo."})
    assert "Sửa hạn báo cáo." in sign_in("officer").get(here).content.decode()
    sign_in("officer").post(f"{here}sua/", edited(movement, report_due="30/11/2025"))
    sign_in("officer").post(f"{here}buoc/submit/")
    sign_in("director").post(f"{here}buoc/approve/")
    client = sign_in("officer")
    form = client.get(f"{here}phat-dong/").context["form"]
    duties = {field.html_name: field.value() for field in form.duty_fields()}
    answer = client.post(f"{here}phat-dong/", {"units": [office.archive.pk], **duties}, follow=True)
    assert "Đã phát động đến 1 đơn vị" in answer.content.decode()
    stored = Movement.objects.get()
    assert (stored.state, f"{stored.report_due:%d/%m/%Y}") == ("launched", "30/11/2025")
    again = client.post(f"{here}phat-dong/", {"units": [office.archive.pk]}, follow=True)
    assert again.status_code == 200, "pressed twice is harmless"
    assert stored.participations.count() == 1


def edited(movement: Movement, **changes: str) -> dict[str, str]:
    values = {
        "title": movement.title, "kind": movement.kind, "document_number": movement.document_number,
        "document_symbol": movement.document_symbol, "issued_on": f"{movement.issued_on:%d/%m/%Y}",
        "signer_name": movement.signer_name, "start": f"{movement.start:%d/%m/%Y}", "end": f"{movement.end:%d/%m/%Y}",
        "registration_due": "15/01/2025", "report_due": "25/11/2025", "nomination_due": "05/12/2025",
        "version": str(actions.version_of(movement)),
    }  # fmt: skip
    return values | changes


def test_launching_nobody_is_answered_at_the_field(movement_at: Any, sign_in: Any) -> None:
    movement = movement_at("approved")
    answer = sign_in("officer").post(f"/phong-trao/{movement.pk}/phat-dong/", {})
    assert answer.status_code == 422
    assert "Hãy chọn ít nhất một đơn vị tham gia." in answer.content.decode()


def test_the_end_before_the_start_is_answered_at_the_field(movement_at: Any, sign_in: Any) -> None:
    movement = movement_at("draft")
    answer = sign_in("officer").post(f"/phong-trao/{movement.pk}/sua/", edited(movement, end="01/01/2020"))
    assert answer.status_code == 422
    assert "Ngày kết thúc trước ngày bắt đầu." in answer.content.decode()


# --- at a glance --------------------------------------------------------------------------------------------------


def test_the_start_page_shows_figures_and_words(office: Any, movement: Movement, sign_in: Any) -> None:
    task = movement.tasks.all()[0]
    actions.report_progress(task=task, unit=office.archive, percent=120, text="x", actor=office.users["contact"], at=AT)
    page = sign_in("staff").get(f"/phong-trao/{movement.pk}/").content.decode()
    for words in ("120%", "Hạn báo cáo kết quả", "Vượt mức", "Mức thực hiện bình quân", "09-NQ/TW", "Công đoàn cơ sở"):
        assert words in page


def test_my_work_shows_the_newest_notices_and_coming_days(office: Any, movement: Movement, sign_in: Any) -> None:
    page = sign_in("contact").get("/viec-cua-toi/").content.decode()
    assert "Thông báo mới nhất" in page
    assert "Chưa đọc" in page
    assert "Hạn báo cáo kết quả" in page


@pytest.mark.parametrize(("role", "sees"), [("director", True), ("officer", True), ("staff", False)])
def test_my_work_shows_how_the_movement_stands_to_those_who_follow_it(
    role: str, sees: bool, movement: Movement, sign_in: Any
) -> None:
    page = sign_in(role).get("/viec-cua-toi/").content.decode()
    assert ("Đã xác nhận kế hoạch" in page) is sees


def test_upper_apps_put_panels_on_the_start_page(
    movement: Movement, sign_in: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def provider(user: Any, shown: Movement, day: Any) -> panels.Panel | None:
        if user.username != "officer":
            return None
        return panels.Panel("Phễu hồ sơ", "movements/state.html", {"label": f"hồ sơ {shown.pk}", "state": "draft"})

    monkeypatch.setattr(panels, "_providers", [])
    panels.provides_panel(provider)
    assert f"hồ sơ {movement.pk}" in sign_in("officer").get(f"/phong-trao/{movement.pk}/").content.decode()
    assert "Phễu hồ sơ" not in sign_in("contact").get(f"/phong-trao/{movement.pk}/").content.decode()


def test_the_calendar_is_read_by_calendar_programs(movement: Movement, sign_in: Any) -> None:
    text = sign_in("staff").get(f"/phong-trao/{movement.pk}/lich.ics").content.decode()
    lines = text.split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2:] == ["END:VCALENDAR", ""]
    assert text.count("BEGIN:VEVENT") == text.count("END:VEVENT") == 11
    assert "DTSTART;VALUE=DATE:20251205" in lines
    assert all(len(line.encode()) <= 75 for line in lines)


# --- units --------------------------------------------------------------------------------------------------------


def test_a_contact_acknowledges_with_one_press(office: Any, movement: Movement, sign_in: Any) -> None:
    client, url = sign_in("contact"), f"/phong-trao/{movement.pk}/xac-nhan/"
    assert client.post(url, {"unit": office.personnel.pk}).status_code == 404
    assert client.post(url, {"unit": "x"}).status_code == 404
    client.post(url, {"unit": office.archive.pk})
    client.post(url, {"unit": office.archive.pk})
    assert movement.participations.filter(acknowledged_at__isnull=False).count() == 1


def test_a_contact_registers_by_ticking(office: Any, movement: Movement, sign_in: Any) -> None:
    client, url = sign_in("contact"), f"/phong-trao/{movement.pk}/dang-ky/{office.archive.pk}/"
    page = client.get(url)
    assert "Bùi Thị Viên" in page.content.decode()
    assert "Nguyễn Văn Ủy" not in page.content.decode(), "only people of the own unit"
    person = office.people["staff"].pk
    lines = [f"p{person}:LDTT", f"p{person}:CSTDCS", f"u{office.archive.pk}:TTLDTT"]
    data = {"commitments": "Số hóa toàn bộ hồ sơ.", "lines": lines, "version": "0"}
    client.post(url, data | {"save": "1"})
    registration = Registration.objects.get()
    assert (registration.state, registration.lines.count()) == ("draft", 3)
    stale = client.post(url, data | {"save": "1", "commitments": "Chữ tôi vừa viết"})
    assert stale.status_code == 422
    assert "Chữ tôi vừa viết" in stale.content.decode()
    answer = client.post(url, data | {"send": "1", "version": "1"}, follow=True)
    assert "Đã gửi đăng ký" in answer.content.decode()
    shown = sign_in("officer").get(url).content.decode()
    assert "Lao động tiên tiến, Chiến sĩ thi đua cơ sở" in shown
    sign_in("officer").post(f"{url}return/", {"reason": "Nêu rõ chỉ tiêu."})
    assert "Nêu rõ chỉ tiêu." in sign_in("contact").get(url).content.decode()


def test_a_forged_line_is_not_taken(office: Any, movement: Movement, sign_in: Any) -> None:
    url = f"/phong-trao/{movement.pk}/dang-ky/{office.archive.pk}/"
    data = {"commitments": "x", "lines": [f"p{office.people['member'].pk}:LDTT"], "version": "0", "save": "1"}
    assert sign_in("contact").post(url, data).status_code == 422
    assert Registration.objects.count() == 0


def test_an_incomplete_registration_is_kept_and_the_reason_said(office: Any, movement: Movement, sign_in: Any) -> None:
    url = f"/phong-trao/{movement.pk}/dang-ky/{office.archive.pk}/"
    answer = sign_in("contact").post(url, {"commitments": "x", "version": "0", "send": "1"}, follow=True)
    assert "chưa gửi được: Chưa đăng ký danh hiệu" in answer.content.decode()
    assert Registration.objects.get().state == "draft"


@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_a_registration_is_handed_out_as_a_document(registration_at: Any, sign_in: Any, kind: str) -> None:
    registration = registration_at("approved")
    answer = sign_in("officer").get(
        f"/phong-trao/{registration.movement_id}/dang-ky/{registration.unit_id}/?dang={kind}"
    )
    assert answer.content.startswith(b"%PDF" if kind == "pdf" else b"PK")


def test_a_report_is_sent_with_evidence(office: Any, movement: Movement, sign_in: Any) -> None:
    task = movement.tasks.all()[0]
    url = f"/phong-trao/{movement.pk}/nhiem-vu/{task.pk}/bao-cao/"
    files = [
        SimpleUploadedFile("anh.png", b"\x89PNG\r\n\x1a\nhinh"),
        SimpleUploadedFile("so lieu.txt", "Số liệu".encode()),
    ]
    client = sign_in("contact")
    client.post(url, {"percent": "85", "text": "Đã làm", "evidence": files})
    report = ProgressReport.objects.get()
    assert report.percent == 85
    proof = report.evidence.get(name="so lieu.txt")
    answer = client.get(f"/phong-trao/minh-chung/{proof.pk}/")
    assert answer.content == "Số liệu".encode()
    assert "attachment" in answer["Content-Disposition"]
    assert "85%" in client.get(f"/phong-trao/{movement.pk}/nhiem-vu/").content.decode()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"percent": "201", "text": "x"}, "không quá 200"),
        ({"percent": "-1", "text": "x"}, "không nhỏ hơn 0"),
        ({"percent": "nhiều", "text": "x"}, "số nguyên"),
        ({"percent": "5", "text": " "}, "Hãy ghi kết quả"),
        ({"percent": "5", "text": "x", "evidence": SimpleUploadedFile("rong.pdf", b"")}, "trống"),
        ({"percent": "5", "text": "x", "evidence": SimpleUploadedFile("ma.exe", b"MZ\x90\x00\xff")}, "ma.exe"),
    ],
)
def test_a_bad_report_is_answered_at_its_field(
    movement: Movement, sign_in: Any, data: dict[str, Any], message: str
) -> None:
    task = movement.tasks.all()[0]
    answer = sign_in("contact").post(f"/phong-trao/{movement.pk}/nhiem-vu/{task.pk}/bao-cao/", data)
    assert answer.status_code == 422
    assert message in answer.content.decode()
    assert ProgressReport.objects.count() == 0


def test_too_large_a_file_is_named_with_its_size(movement: Movement, sign_in: Any) -> None:
    upload = io.BytesIO(b"%PDF-" + b"a" * (21 * 1024 * 1024))
    upload.name = "nang.pdf"
    task = movement.tasks.all()[0]
    url = f"/phong-trao/{movement.pk}/nhiem-vu/{task.pk}/bao-cao/"
    answer = sign_in("contact").post(url, {"percent": "5", "text": "x", "evidence": upload})
    assert "nặng 21 MB, quá mức 20 MB" in answer.content.decode()


# --- board --------------------------------------------------------------------------------------------------------


def test_the_board_shows_who_has_not(office: Any, movement: Movement, sign_in: Any) -> None:
    part = movement.participations.get(unit=office.archive)
    actions.acknowledge(participation=part, actor=office.users["contact"], at=AT)
    page = sign_in("administration").get(f"/phong-trao/{movement.pk}/theo-doi/?thieu=acknowledge")
    assert [row.unit for row in page.context["rows"]] == [office.emulation, office.personnel]
    assert "Nhắc 2 đơn vị chưa xác nhận" in page.content.decode()


def test_who_only_watches_the_board_is_told_once_why_there_is_no_button(movement: Movement, sign_in: Any) -> None:
    page = sign_in("director").get(f"/phong-trao/{movement.pk}/theo-doi/").content.decode()
    assert page.count("được đôn đốc các đơn vị") == 1
    assert 'name="ids"' not in page
    assert 'name="ids"' in sign_in("administration").get(f"/phong-trao/{movement.pk}/theo-doi/").content.decode()


def test_reminding_shows_first_exactly_who_is_told(office: Any, movement: Movement, sign_in: Any) -> None:
    client, url = sign_in("administration"), f"/phong-trao/{movement.pk}/nhac/"
    first = client.get(f"{url}?what=report&ids={office.archive.pk}")
    page = first.content.decode()
    assert "Hoàng Thị Mối" in page
    assert "Đỗ Văn Khác" not in page
    assert Reminder.objects.count() == 0, "nobody is told before the second press"
    done = client.post(f"{url}?what=report", {"ids": [office.archive.pk], "confirmed": "yes"}, follow=True)
    assert "Đã nhắc 1 đơn vị, 1 người nhận" in done.content.decode()
    assert [row.unit for row in Reminder.objects.all()] == [office.archive]
    client.post(f"{url}?what=report", {"ids": [office.archive.pk], "confirmed": "yes"})
    assert Reminder.objects.count() == 1, "pressed twice, told once"


def test_ticking_nobody_reminds_nobody(movement: Movement, sign_in: Any) -> None:
    client, url = sign_in("officer"), f"/phong-trao/{movement.pk}/nhac/"
    assert "không ai bị nhắc" in client.get(f"{url}?what=report").content.decode()
    client.post(f"{url}?what=report", {"confirmed": "yes"})
    assert Reminder.objects.count() == 0


def test_an_unknown_reminder_is_not_found(movement: Movement, sign_in: Any) -> None:
    assert sign_in("officer").get(f"/phong-trao/{movement.pk}/nhac/?what=khac").status_code == 404


# --- to-dos -------------------------------------------------------------------------------------------------------


def whats(user: Any, day: Any = TODAY) -> list[str]:
    user.__dict__.pop("_roles_by_day", None)
    return [todo.what for todo in todos_by(user, day, todos)]


def test_to_dos_follow_the_way_of_a_movement(office: Any, plan: Any, movement_at: Any) -> None:
    officer, head, contact = (office.users[name] for name in ("officer", "director", "contact"))
    assert whats(officer) == [f"Rà soát kế hoạch: {plan.file_name}"]
    movement = movement_at("draft")
    assert whats(officer)[0].startswith("Hoàn thiện và trình duyệt")
    actions.submit_movement(movement=movement, actor=officer, at=AT)
    assert (whats(officer), whats(head)) == ([], [f"Duyệt phong trào: {movement.title}"])
    actions.approve_movement(movement=movement, actor=head, at=AT)
    assert (whats(officer), whats(head)) == ([f"Phát động: {movement.title}"], [])
    assert whats(contact) == []
    actions.launch_movement(movement=movement, units=queries.default_units(movement, TODAY), actor=officer, at=AT)
    assert whats(contact) == ["Xác nhận đã nhận kế hoạch", "Đăng ký thi đua", "Báo cáo 8 nhiệm vụ"]
    assert whats(officer) == ["Đôn đốc 3 đơn vị chưa báo cáo đủ"], "the deadline is five days away"
    assert whats(officer, TODAY - timedelta(days=30)) == []


def test_to_dos_end_with_the_work(office: Any, movement: Movement, registration_at: Any) -> None:
    contact, officer = office.users["contact"], office.users["officer"]
    part = movement.participations.get(unit=office.archive)
    actions.acknowledge(participation=part, actor=contact, at=AT)
    registration = registration_at("submitted")
    assert "Xét 1 đăng ký thi đua" in whats(officer)
    actions.return_registration(registration=registration, actor=officer, at=AT, reason="Nêu rõ.")
    assert "Sửa đăng ký thi đua được trả lại" in whats(contact)
    actions.submit_registration(registration=registration, actor=contact, at=AT)
    for task in movement.tasks.all():
        actions.report_progress(task=task, unit=office.archive, percent=100, text="x", actor=contact, at=AT)
    assert whats(contact) == ["Làm 1 việc kế hoạch giao"]
    duty = movement.duties.get(units=office.archive)
    actions.finish_duty(duty=duty, unit=office.archive, note="", actor=contact, at=AT)
    assert whats(contact) == []
    assert "Đôn đốc 2 đơn vị chưa báo cáo đủ" in whats(officer)
