"""Plans that take time are read by the worker: kept at once, followed page by page, tried again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django_tasks_db.models import DBTaskResult
from tests.movements.conftest import AT, PLAN_FILE, PLAN_NAME
from tests.plans.pdf_files import pictures, reference_pdf, scanned_pdf

from thidua import plans
from thidua.base import clock
from thidua.base.refusal import Refused
from thidua.journal.models import Event
from thidua.movements import actions, reading
from thidua.movements.models import PlanDocument
from thidua.movements.todos import todos
from thidua.notices.todo import todos_by

State = PlanDocument.State


@pytest.fixture(scope="module")
def scan() -> bytes:
    """The reference plan as a scan of four pages."""
    return scanned_pdf(pictures(reference_pdf(), dpi=72), dpi=72)


@pytest.fixture
def kept(office: Any, scan: bytes) -> PlanDocument:
    """The scan, handed in and waiting for the worker."""
    return hand_in(office, scan)


def hand_in(office: Any, data: bytes, name: str = "ban-quet.pdf", at: datetime = AT) -> PlanDocument:
    return actions.hand_in_plan(body=office.body, data=data, file_name=name, actor=office.users["officer"], at=at)


def now() -> datetime:
    return AT


def reader(monkeypatch: Any, during: Callable[[], None] = lambda: None) -> list[str]:
    """Let the library read a scan in no time: its pages are those of the text; ``during`` happens on the way."""
    calls: list[str] = []
    real = plans.read_plan

    def read_plan(data: bytes, name: str, *, progress: Any = None, stop: Any = None) -> plans.Plan:
        if progress is None:
            return real(data, name)
        calls.append(name)
        progress(0, 4)
        progress(2, 4)
        during()
        if stop():
            raise plans.ReadingStopped
        return real(PLAN_FILE.read_bytes(), PLAN_NAME)

    monkeypatch.setattr(plans, "read_plan", read_plan)
    return calls


def test_a_scan_is_kept_at_once_and_waits_for_the_worker(kept: PlanDocument) -> None:
    assert (kept.state, kept.reading) == (State.WAITING, None)
    assert DBTaskResult.objects.count() == 1


def test_short_text_is_read_at_once_without_the_worker(office: Any) -> None:
    plan = hand_in(office, PLAN_FILE.read_bytes(), PLAN_NAME)
    assert plan.state == State.READ
    assert DBTaskResult.objects.count() == 0


def test_old_word_waits_for_the_worker_too(office: Any) -> None:
    assert hand_in(office, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "cu.doc").state == State.WAITING


def test_the_worker_tells_its_pages_and_keeps_what_it_read(kept: PlanDocument, monkeypatch: Any) -> None:
    seen: list[tuple[int, int, str]] = []

    def look() -> None:
        row = PlanDocument.objects.get(pk=kept.pk)
        seen.append((row.pages_done, row.pages_total, row.state))

    reader(monkeypatch, look)
    assert reading.read_kept_plan(kept.pk, kept.attempt, now=now) == "read"
    assert seen == [(2, 4, State.READING)]
    kept.refresh_from_db()
    assert kept.state == State.READ
    assert kept.reading is not None
    assert [event.action for event in Event.objects.filter(action__startswith="movements.").order_by("sequence")] == [
        "movements.plan.keep", "movements.plan.begin", "movements.plan.finish",
    ]  # fmt: skip


def test_a_task_run_twice_reads_once(kept: PlanDocument, monkeypatch: Any) -> None:
    calls = reader(monkeypatch)
    assert reading.read_kept_plan(kept.pk, kept.attempt, now=now) == "read"
    assert reading.read_kept_plan(kept.pk, kept.attempt, now=now) == "not wanted"
    assert len(calls) == 1


def test_what_a_dead_worker_left_is_read_by_the_next(kept: PlanDocument, monkeypatch: Any) -> None:
    def die() -> None:
        raise KeyboardInterrupt

    reader(monkeypatch, die)
    with pytest.raises(KeyboardInterrupt):
        reading.read_kept_plan(kept.pk, kept.attempt, now=now)
    assert PlanDocument.objects.get(pk=kept.pk).state == State.READING
    monkeypatch.undo()
    reader(monkeypatch)
    assert reading.read_kept_plan(kept.pk, kept.attempt, now=now) == "read"


def test_a_file_that_cannot_be_read_says_why_and_can_be_tried_again(
    office: Any, kept: PlanDocument, monkeypatch: Any, sign_in: Any
) -> None:
    def fail() -> None:
        raise plans.PlanError("Bản quét mờ quá.", "ban-quet.pdf", "Hãy quét lại ở 300 dpi.")

    reader(monkeypatch, fail)
    assert reading.read_kept_plan(kept.pk, kept.attempt, now=now) == "failed"
    page = sign_in("officer").get(f"/phong-trao/ke-hoach/{kept.pk}/ra-soat/").content.decode()
    assert "Bản quét mờ quá. Hãy quét lại ở 300 dpi." in page
    assert "Đọc lại" in page
    again = actions.read_again(plan=kept, actor=office.users["officer"], at=AT)
    assert (again.state, again.attempt, again.failure) == (State.WAITING, 2, "")
    assert DBTaskResult.objects.count() == 2


def test_a_fault_of_the_program_is_told_and_not_hidden(kept: PlanDocument, monkeypatch: Any) -> None:
    def break_down() -> None:
        raise ZeroDivisionError

    reader(monkeypatch, break_down)
    with pytest.raises(ZeroDivisionError):
        reading.read_kept_plan(kept.pk, kept.attempt, now=now)
    kept.refresh_from_db()
    assert (kept.state, kept.failure) == (State.FAILED, reading.BROKEN)


def test_the_same_file_twice_is_one_plan_and_one_reading(office: Any, scan: bytes, kept: PlanDocument) -> None:
    assert hand_in(office, scan, "lan-hai.pdf").pk == kept.pk
    assert actions.read_again(plan=kept, actor=office.users["officer"], at=AT).attempt == 1
    assert (PlanDocument.objects.count(), DBTaskResult.objects.count()) == (1, 1)


def test_handing_in_a_failed_file_again_tries_it_again(office: Any, scan: bytes, kept: PlanDocument) -> None:
    PlanDocument.objects.filter(pk=kept.pk).update(state=State.FAILED, failure="Mờ.")
    assert hand_in(office, scan).attempt == 2


def test_a_silent_reading_can_be_asked_for_again_and_the_old_try_then_keeps_nothing(
    office: Any, kept: PlanDocument, monkeypatch: Any, sign_in: Any
) -> None:
    later = AT + reading.STALLED_AFTER + timedelta(seconds=1)
    assert not reading.is_stalled(kept, AT)
    assert reading.is_stalled(kept, later)
    PlanDocument.objects.filter(pk=kept.pk).update(heard_at=clock.now() - timedelta(minutes=5))
    page = sign_in("officer").get(f"/phong-trao/ke-hoach/{kept.pk}/ra-soat/").content.decode()
    assert "đang đứng yên" in page

    reader(monkeypatch, lambda: actions.read_again(plan=kept, actor=office.users["officer"], at=later) and None)
    assert reading.read_kept_plan(kept.pk, 1, now=now) == "not wanted"
    kept.refresh_from_db()
    assert (kept.state, kept.attempt, kept.reading) == (State.WAITING, 2, None)


def test_a_plan_given_up_stops_its_reading(office: Any, kept: PlanDocument, monkeypatch: Any) -> None:
    moments = iter([AT, AT, AT, AT, AT + timedelta(seconds=2)])

    def give_up() -> None:
        actions.discard_plan(plan=kept, actor=office.users["officer"], at=AT)

    reader(monkeypatch, give_up)
    assert reading.read_kept_plan(kept.pk, 1, now=lambda: next(moments, AT + timedelta(seconds=9))) == "stopped"
    assert not PlanDocument.objects.exists()


def test_the_page_follows_the_reading_with_and_without_scripts(sign_in: Any, kept: PlanDocument) -> None:
    client, url = sign_in("officer"), f"/phong-trao/ke-hoach/{kept.pk}/ra-soat/"
    PlanDocument.objects.filter(pk=kept.pk).update(
        state=State.READING, pages_done=2, pages_total=12, heard_at=clock.now()
    )
    page = client.get(url).content.decode()
    assert "Đang đọc trang 3/12" in page
    assert f'href="{url}"' in page, "a link to look again, for those without scripts"
    part = client.get(f"/phong-trao/ke-hoach/{kept.pk}/tien-do/")
    assert "Đang đọc trang 3/12" in part.content.decode()
    PlanDocument.objects.filter(pk=kept.pk).update(state=State.FAILED, failure="Mờ.")
    assert client.get(f"/phong-trao/ke-hoach/{kept.pk}/tien-do/")["HX-Redirect"] == url


def test_a_plan_that_is_not_read_is_neither_reviewed_nor_made_a_movement(office: Any, kept: PlanDocument) -> None:
    officer = office.users["officer"]
    with pytest.raises(Refused) as caught:
        actions.review_plan(plan=kept, review={"theme": "Một"}, actor=officer, at=AT)
    assert caught.value.code == "not_read"
    with pytest.raises(Refused) as caught:
        actions.create_movement(plan=kept, actor=officer, at=AT)
    assert caught.value.code == "not_read"


def test_the_officers_todo_says_how_far_the_plan_is(office: Any, kept: PlanDocument) -> None:
    def told() -> list[str]:
        return [todo.what for todo in todos_by(office.users["officer"], AT.date(), todos)]

    assert told() == ["Đang đọc kế hoạch: ban-quet.pdf"]
    PlanDocument.objects.filter(pk=kept.pk).update(state=State.FAILED, failure="Mờ.")
    assert told() == ["Kế hoạch không đọc được: ban-quet.pdf"]


def test_only_the_officer_has_a_plan_read_again_or_gives_it_up(office: Any, kept: PlanDocument, sign_in: Any) -> None:
    for act in (actions.read_again, actions.discard_plan):
        with pytest.raises(Refused) as caught:
            act(plan=kept, actor=office.users["director"], at=AT)
        assert caught.value.code == "not_allowed"
    assert sign_in("director").post(f"/phong-trao/ke-hoach/{kept.pk}/bo/").status_code == 404
    assert sign_in("officer").get(f"/phong-trao/ke-hoach/{kept.pk}/bo/").status_code == 200
    answer = sign_in("officer").post(f"/phong-trao/ke-hoach/{kept.pk}/bo/")
    assert answer.url == "/phong-trao/"
    assert not PlanDocument.objects.exists()
    assert Event.objects.order_by("-sequence").first().action == "movements.plan.discard"


def test_a_plan_of_a_movement_is_not_given_up(office: Any, plan: PlanDocument, sign_in: Any) -> None:
    actions.create_movement(plan=plan, actor=office.users["officer"], at=AT)
    with pytest.raises(Refused) as caught:
        actions.discard_plan(plan=plan, actor=office.users["officer"], at=AT)
    assert caught.value.code == "plan_in_use"
    assert sign_in("officer").get(f"/phong-trao/ke-hoach/{plan.pk}/bo/").status_code == 404
