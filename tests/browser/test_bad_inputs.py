"""What goes wrong in an office: sessions that end, presses too many, two people at one thing, files that are none."""

from __future__ import annotations

import contextlib
import os
import random
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import Visit
from tests.browser.journey import Journey
from tests.browser.running_office import PLAN, Office, opened, wait_until
from tests.browser.visitor import DESK, WITHOUT_SCRIPTS, Screen, Visitor

pytestmark = pytest.mark.browser

MOVEMENT = "/phong-trao/1/"
WRITTEN = "Đã chỉnh lý 40 mét giá tài liệu, còn 5 mét chuyển sang tháng 12."


@pytest.fixture
def busy_office_alone(council_demo: Path, tmp_path: Path) -> Iterator[Office]:
    """The same for one test, without the worker."""
    with opened(council_demo, tmp_path / "data", worker=False) as office:
        yield office


def count(office: Office, table: str, condition: str = "1") -> int:
    return int(office.rows(f"SELECT count(*) FROM {table} WHERE {condition}")[0][0])


def meeting_that_votes(office: Office) -> str:
    return f"/hoi-dong/phien-hop/{office.rows('SELECT id FROM councils_meeting WHERE state = ?', 'voting')[0][0]}/"


def write_report(contact: Visitor, words: str = WRITTEN) -> None:
    """The form of a report, filled in. The very same report again counts as the one already there."""
    contact.go(f"{MOVEMENT}nhiem-vu/")
    contact.follow(re.compile("^Báo cáo"))
    contact.fill("Mức độ hoàn thành (%)", "77")
    contact.fill("Kết quả đã làm được", words)


# --- sessions -------------------------------------------------------------------------------------------------------


def test_session_that_ends_in_the_middle_of_a_form_loses_nothing(busy_office: Office, visit: Visit) -> None:
    contact = visit(busy_office, DESK)
    contact.sign_in("demo.contact")
    write_report(contact)
    contact.sees("Đã lưu bản nháp trên máy này lúc")
    before = count(busy_office, "movements_progressreport")
    contact.context.clear_cookies(name="sessionid")
    contact.press_button("Gửi báo cáo")
    assert contact.path == "/dang-nhap/"
    contact.sees("phần đang viết dở còn nguyên trên máy này")
    contact.press(contact.page.locator("button[name=username][value='demo.contact']"))
    assert contact.path.endswith("/bao-cao/")
    contact.main.get_by_role("button", name="Khôi phục phần đang viết").click()
    assert contact.main.get_by_label("Kết quả đã làm được").input_value() == WRITTEN
    assert count(busy_office, "movements_progressreport") == before
    contact.press_button("Gửi báo cáo")
    contact.notice("Đã gửi báo cáo nhiệm vụ")
    assert count(busy_office, "movements_progressreport") == before + 1
    assert contact.page.evaluate("Object.keys(localStorage)") == []


# --- a press too many -----------------------------------------------------------------------------------------------


def arrived_at(visitor: Visitor, address: re.Pattern[str]) -> None:
    """Wait for the page behind the address; the second press breaks off what the first one had begun to load."""
    expect(visitor.page).to_have_url(address, timeout=60_000)
    visitor.page.wait_for_load_state()


@pytest.mark.parametrize("screen", [DESK, WITHOUT_SCRIPTS], ids=["desk", "without-scripts"])
def test_report_sent_with_a_double_click_arrives_once(busy_office: Office, visit: Visit, screen: Screen) -> None:
    contact = visit(busy_office, screen)
    contact.sign_in("demo.contact")
    write_report(contact, f"Bấm hai lần ở màn hình {'có' if screen.scripts else 'không có'} mã chạy.")
    before = count(busy_office, "movements_progressreport")
    contact.main.get_by_role("button", name="Gửi báo cáo").dblclick(no_wait_after=True)
    arrived_at(contact, re.compile(rf"{MOVEMENT}nhiem-vu/$"))
    contact.look()
    assert count(busy_office, "movements_progressreport") == before + 1


def test_dossier_made_with_a_double_click_is_made_once(busy_office: Office, visit: Visit) -> None:
    contact = visit(busy_office, WITHOUT_SCRIPTS)
    contact.sign_in("demo.contact2")
    contact.go("/ho-so/lap-moi/")
    before = count(busy_office, "nominations_dossier")
    contact.fill("Trích yếu", "Đề nghị khen thưởng đột xuất tháng 11")
    contact.main.get_by_role("button", name="Lập hồ sơ").dblclick(no_wait_after=True)
    arrived_at(contact, re.compile(r"/ho-so/\d+/$"))
    contact.look()
    assert count(busy_office, "nominations_dossier") == before + 1


# --- two at one thing -----------------------------------------------------------------------------------------------


def test_two_tabs_deciding_the_same_dossier(busy_office: Office, visit: Visit, tmp_path: Path) -> None:
    dossier = busy_office.rows("SELECT id FROM nominations_dossier WHERE state = 'submitted' ORDER BY id LIMIT 1")[0][0]
    journey = Journey(visit, busy_office, DESK, tmp_path)
    journey.dossier = f"/ho-so/{dossier}/"
    officer = journey.person("demo.officer")
    first, second = officer.page, officer.tab()
    officer.page = second
    officer.go(f"{journey.dossier}return/")
    officer.fill("Lý do", "Cần bổ sung minh chứng của cả năm.")
    officer.page = first
    journey.appraise()
    officer.page = second
    officer.press_button(re.compile("^Trả lại"))
    officer.notice("Trong lúc trang này đang mở, hồ sơ đã chuyển sang “Đã tiếp nhận”.")
    assert count(busy_office, "nominations_dossier", f"id = {dossier} AND state = 'accepted'") == 1
    assert count(busy_office, "journal_event", "action = 'nominations.dossier.return' AND reason LIKE '%cả năm%'") == 0


# --- votes ----------------------------------------------------------------------------------------------------------


def test_member_votes_once_even_from_two_machines(busy_office: Office, visit: Visit, tmp_path: Path) -> None:
    journeys = [Journey(visit, busy_office, DESK, tmp_path) for _machine in range(2)]
    for journey in journeys:
        journey.meeting = meeting_that_votes(busy_office)
        journey.fill_ballot(journey.person("demo.member"))
    first, second = (journey.person("demo.member") for journey in journeys)
    voted, cast = "councils_roll", "councils_ballot"
    before = count(busy_office, voted, "voted"), count(busy_office, cast, "choice <> ''")
    first.press_button("Bỏ phiếu")
    first.sees("Phiếu đã được ghi nhận")
    after = count(busy_office, voted, "voted"), count(busy_office, cast, "choice <> ''")
    assert after[0] == before[0] + 1
    second.press_button("Bỏ phiếu", status=409)
    second.sees("Ông/Bà đã bỏ phiếu")
    assert (count(busy_office, voted, "voted"), count(busy_office, cast, "choice <> ''")) == after


def test_ballot_sent_after_the_vote_has_ended_is_not_counted(
    busy_office_alone: Office, visit: Visit, tmp_path: Path
) -> None:
    office = busy_office_alone
    journey = Journey(visit, office, DESK, tmp_path)
    journey.meeting = meeting_that_votes(office)
    member = journey.person("demo.union")
    journey.fill_ballot(member)
    officer = journey.person("demo.officer")
    officer.press(officer.page.get_by_role("button", name="7 ngày"))
    assert "27/11/2025" in officer.page.locator(".demo-strip").inner_text()
    before = count(office, "councils_roll", "voted")
    member.press_button("Bỏ phiếu", status=409)
    member.sees("Không có phiếu nào được ghi nhận.")
    assert count(office, "councils_roll", "voted") == before
    secretary = journey.person("demo.secretary")
    secretary.go(journey.meeting)
    secretary.press_button("Kiểm phiếu", asks=True)
    secretary.notice("Đã kiểm phiếu")


# --- files that are none --------------------------------------------------------------------------------------------


def bad_files(folder: Path) -> Iterator[tuple[Path, str]]:
    """Files that are no plan, and what the page says of each."""

    def made(name: str, data: bytes) -> Path:
        (folder / name).write_bytes(data)
        return folder / name

    yield made("trong.txt", b""), "Tệp rỗng"
    yield made("to.txt", PLAN.read_bytes() + b" " * 60 * 1024 * 1024), "quá lớn (60 MB)"
    yield made("nhi-phan.txt", random.Random(7).randbytes(4000)), "không phải tệp văn bản"
    yield made("sai-ma.txt", "Соревнование: план на год.\n".encode("koi8-r") * 40), "Không nhận ra bảng mã"
    yield (
        made("thu-moi.txt", "Kính mời đồng chí dự buổi gặp mặt cuối năm.\n".encode() * 5),
        "Không nhận ra đây là kế hoạch",
    )
    yield made("gia-docx.docx", b"PK\x03\x04 not a zip at all"), "Tệp Word bị hỏng"
    bomb = folder / "bom.docx"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("word/document.xml", "w", force_zip64=True) as inside:
            for _block in range(300):
                inside.write(b" " * 1024 * 1024)
    yield bomb, "bung ra quá lớn"


def test_files_that_are_no_plan_are_refused_with_a_reason_and_not_kept(
    busy_office: Office, visit: Visit, tmp_path: Path
) -> None:
    officer = visit(busy_office, DESK)
    officer.sign_in("demo.officer")
    kept, plans = busy_office.stored_files(), count(busy_office, "movements_plandocument")
    for file, word in bad_files(tmp_path):
        officer.go("/phong-trao/ke-hoach/tai-len/")
        officer.main.locator("input[type=file]").set_input_files(file)
        officer.press_button("Tải lên và đọc", status=422)
        said = officer.main.locator(".error-summary").inner_text()
        assert word in said, f"{file.name}: {said}"
    assert busy_office.stored_files() == kept
    assert count(busy_office, "movements_plandocument") == plans


# --- a disk that is full --------------------------------------------------------------------------------------------


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own, hardly larger than the office."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("only root can mount a small disk")
    command = ["mount", "-t", "tmpfs", "-o", "size=40m", "tmpfs", str(folder)]
    mounted = subprocess.run(command, capture_output=True, text=True, check=False)
    if mounted.returncode:
        pytest.skip(f"mounting is not allowed here: {mounted.stderr.strip()}")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


def fill_up(folder: Path) -> Path:
    """A file that takes all the room that is left."""
    filler = folder / "filler"
    with contextlib.suppress(OSError), filler.open("wb", buffering=0) as file:
        while True:
            file.write(bytes(4096))
    return filler


def test_full_disk_is_said_nothing_is_half_written_and_work_goes_on_afterwards(
    council_demo: Path, small_disk: Path, visit: Visit, tmp_path: Path
) -> None:
    with opened(council_demo, small_disk / "data") as office:
        contact = visit(office, DESK)
        contact.sign_in("demo.contact")
        write_report(contact)
        proof = tmp_path / "minh-chung.txt"
        proof.write_text("Biên bản bàn giao tài liệu tháng 11.\n" * 5000, encoding="utf-8")
        contact.main.locator("input[type=file]").set_input_files(proof)
        reports, kept = count(office, "movements_progressreport"), office.stored_files()
        filler = fill_up(small_disk)
        contact.press_button("Gửi báo cáo", status=503)
        contact.sees("Ổ đĩa của máy chủ đã đầy")
        assert (count(office, "movements_progressreport"), office.stored_files()) == (reports, kept)
        filler.unlink()
        write_report(contact)
        contact.main.locator("input[type=file]").set_input_files(proof)
        contact.press_button("Gửi báo cáo")
        contact.notice("Đã gửi báo cáo nhiệm vụ")
        assert count(office, "movements_progressreport") == reports + 1
        assert office.run("journal", "verify").returncode == 0


# --- a worker that dies ---------------------------------------------------------------------------------------------


def test_worker_killed_in_the_middle_makes_the_documents_once_when_it_is_back(
    busy_office_alone: Office, visit: Visit, tmp_path: Path
) -> None:
    office = busy_office_alone
    journey = Journey(visit, office, DESK, tmp_path)
    journey.draft_the_decision()
    journey.sign()
    running = "SELECT count(*) FROM django_tasks_database_dbtaskresult WHERE status = 'RUNNING'"
    office.start("worker")
    wait_until(lambda: office.rows(running)[0][0], "the worker begins")
    office.kill("worker")
    officer = journey.person("demo.officer")
    officer.go(journey.decision)
    officer.sees("Văn bản đang được tạo")
    office.start("worker")
    journey.documents_come()
    made = "action = 'decisions.decision.documents'"
    assert count(office, "journal_event", made) == 1
    journey.publish()
    assert office.run("journal", "verify").returncode == 0
