"""A second version of a plan: compared, accepted item by item, told to those who know the first."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.movements.conftest import AT, PLAN_FILE

from thidua.base.refusal import Refused
from thidua.journal.models import Event
from thidua.journal.queries import verify
from thidua.movements import actions, amendments
from thidua.movements.models import Movement, PlanDocument
from thidua.notices.models import Notice

TEXT = PLAN_FILE.read_text()
FOURTH = "4. Quan tâm thực hiện tốt các phong trào"


def newer_text() -> str:
    """The plan with a new end, other words in the fourth task, without the eighth task, with one more great day."""
    text = TEXT.replace("đến ngày 31/12/2025", "đến ngày 30/11/2025").replace(
        FOURTH, f"4. Đặc biệt {FOURTH[3:].lower()}"
    )
    start = text.index("\n8. ")
    end = text.index("\nIV.", start)
    return text[:start] + text[end:]


@pytest.fixture
def newer(office: Any, movement: Movement) -> PlanDocument:
    """The new version, read."""
    return hand_in(office, movement, newer_text())


def hand_in(office: Any, movement: Movement, text: str) -> PlanDocument:
    return actions.hand_in_plan(
        body=office.body, data=text.encode(), file_name="ban-moi.txt", actor=office.users["officer"], at=AT,
        amends=movement.plan,
    )  # fmt: skip


def accept(office: Any, plan: PlanDocument, *keys: str, who: str = "officer", **options: Any) -> Movement:
    return actions.accept_changes(plan=plan, keys=keys, actor=office.users[who], at=AT, **options)


def proposals(plan: PlanDocument, movement: Movement) -> dict[str, amendments.Proposal]:
    return {each.key: each for each in amendments.compare(plan, movement).proposals}


def test_exactly_what_differs_is_proposed(newer: PlanDocument, movement: Movement) -> None:
    found = proposals(newer, movement)
    told = {(each.part, each.what, each.label) for each in found.values()}
    assert ("simple", "changed", "kết thúc") in told
    assert ("tasks", "changed", "Nhiệm vụ III.4") in told
    assert ("tasks", "dropped", "Nhiệm vụ III.8") in told
    assert {label for part, _what, label in told if part == "tasks"} == {"Nhiệm vụ III.4", "Nhiệm vụ III.8"}
    assert not {"simple-document_number", "simple-issued_on", "simple-purpose"} & set(found), (
        "what the first version leaves blank and a person has filled in is no change"
    )


def test_only_what_is_accepted_changes_the_movement(office: Any, newer: PlanDocument, movement: Movement) -> None:
    key = next(key for key, each in proposals(newer, movement).items() if each.label == "Nhiệm vụ III.4")
    fourth = movement.tasks.get(label="III.4")
    accept(office, newer, key)
    movement.refresh_from_db()
    fourth.refresh_from_db()
    assert fourth.text.startswith("Đặc biệt quan tâm")
    assert movement.end.isoformat() == "2025-12-31"
    assert movement.tasks.count() == 8
    newer.refresh_from_db()
    assert newer.accepted_at == AT


def test_all_changes_at_once(office: Any, newer: PlanDocument, movement: Movement) -> None:
    accept(office, newer, *proposals(newer, movement))
    movement.refresh_from_db()
    assert movement.end.isoformat() == "2025-11-30"
    assert list(movement.tasks.values_list("label", flat=True)) == [f"III.{number}" for number in range(1, 8)]


def test_the_journal_says_what_changed_and_the_seals_hold(office: Any, newer: PlanDocument, movement: Movement) -> None:
    accept(office, newer, "simple-end")
    event = Event.objects.get(action="movements.movement.amend")
    assert event.old == {"kết thúc": "31/12/2025"}
    assert event.new["kết thúc"] == "30/11/2025"
    assert event.new["sha256"] == newer.file.sha256
    assert list(verify()) == []


def test_units_that_know_the_old_plan_are_told_and_others_are_not(
    office: Any, newer: PlanDocument, movement: Movement
) -> None:
    part = movement.participations.get(unit=office.archive)
    actions.acknowledge(participation=part, actor=office.users["contact"], at=AT)
    Notice.objects.all().delete()
    accept(office, newer, "simple-end")
    notices = Notice.objects.all()
    assert [notice.recipient.username for notice in notices] == ["contact"]
    assert "Sửa: kết thúc" in notices[0].body


def test_pressed_twice_it_is_accepted_once(office: Any, newer: PlanDocument, movement: Movement) -> None:
    accept(office, newer, "simple-end")
    before = Event.objects.count()
    accept(office, newer, *proposals(newer, movement))
    movement.refresh_from_db()
    assert Event.objects.count() == before
    assert movement.tasks.count() == 8


def test_of_two_officers_the_second_is_told_that_the_movement_has_changed(
    office: Any, newer: PlanDocument, movement: Movement
) -> None:
    seen = actions.version_of(movement)
    other = hand_in(office, movement, newer_text().replace("30/11/2025", "15/11/2025"))
    accept(office, other, "simple-end", version=seen)
    with pytest.raises(Refused) as caught:
        accept(office, newer, "simple-end", version=seen)
    assert caught.value.code == "stale_movement"


def test_a_task_with_reports_is_not_dropped(office: Any, newer: PlanDocument, movement: Movement) -> None:
    task = movement.tasks.get(label="III.8")
    actions.report_progress(
        task=task, unit=office.archive, percent=50, text="Đã làm.", actor=office.users["contact"], at=AT
    )
    found = proposals(newer, movement)
    key, proposal = next((key, each) for key, each in found.items() if each.what == "dropped" and each.part == "tasks")
    assert "báo cáo" in proposal.blocked
    with pytest.raises(Refused) as caught:
        accept(office, newer, key)
    assert caught.value.code == "blocked"
    assert movement.tasks.filter(pk=task.pk).exists()


def test_what_an_officer_has_written_since_is_no_change_and_stays(
    office: Any, newer: PlanDocument, movement: Movement
) -> None:
    fourth = movement.tasks.get(label="III.4")
    fourth.due = AT.date()
    fourth.save()
    key = next(key for key, each in proposals(newer, movement).items() if each.label == "Nhiệm vụ III.4")
    accept(office, newer, key)
    fourth.refresh_from_db()
    assert fourth.due == AT.date()


def test_a_task_that_somebody_dropped_is_not_changed(office: Any, newer: PlanDocument, movement: Movement) -> None:
    movement.tasks.get(label="III.4").delete()
    proposal = next(each for each in proposals(newer, movement).values() if each.label == "Nhiệm vụ III.4")
    assert "không còn trong phong trào" in proposal.blocked


def test_a_new_task_takes_its_place(office: Any, movement: Movement) -> None:
    text = TEXT.replace("\n8. ", "\n8. Xây dựng thư viện số của ngành, hoàn thành trước ngày 30/10/2025.\n9. ")
    plan = hand_in(office, movement, text)
    accept(office, plan, *proposals(plan, movement))
    labels = list(movement.tasks.values_list("label", "title"))
    assert [label for label, _title in labels] == [f"III.{number}" for number in range(1, 10)]
    assert labels[7][1].startswith("Xây dựng thư viện số")
    assert movement.tasks.get(label="III.8").due.isoformat() == "2025-10-30"


def test_nothing_chosen_is_refused_and_so_is_a_file_that_is_there_already(
    office: Any, newer: PlanDocument, movement: Movement
) -> None:
    with pytest.raises(Refused) as caught:
        accept(office, newer)
    assert caught.value.code == "nothing_chosen"
    with pytest.raises(Refused) as caught:
        hand_in(office, movement, TEXT)
    assert caught.value.code == "same_plan"


@pytest.mark.parametrize(
    ("state", "may"),
    [
        ("draft", True),
        ("submitted", False),
        ("approved", False),
        ("launched", True),
        ("closing", True),
        ("summed_up", False),
    ],
)
def test_a_movement_changes_only_while_nobody_decides_on_it(
    office: Any, movement_at: Any, state: str, may: bool
) -> None:
    movement = movement_at(state)
    plan = hand_in(office, movement, newer_text())
    if may:
        accept(office, plan, "simple-end")
    else:
        with pytest.raises(Refused) as caught:
            accept(office, plan, "simple-end")
        assert caught.value.code == "not_changeable"


def test_the_next_version_is_held_against_the_accepted_one(
    office: Any, newer: PlanDocument, movement: Movement
) -> None:
    accept(office, newer, "simple-end")
    third = hand_in(office, movement, newer_text().replace("30/11/2025", "15/12/2025"))
    movement.refresh_from_db()
    assert set(proposals(third, movement)) == {"simple-end"}


def test_in_the_page_a_new_version_is_handed_in_compared_and_accepted(
    sign_in: Any, office: Any, movement: Movement
) -> None:
    client = sign_in("officer")
    upload = SimpleUploadedFile("ban-moi.txt", newer_text().encode())
    answer = client.post(f"/phong-trao/{movement.pk}/ban-moi/", {"file": upload})
    plan = PlanDocument.objects.get(amends=movement.plan)
    assert answer.url == f"/phong-trao/ke-hoach/{plan.pk}/ra-soat/"
    assert "Lưu và so sánh với phong trào" in client.get(answer.url).content.decode()
    url = f"/phong-trao/ke-hoach/{plan.pk}/so-sanh/"
    page = client.get(url)
    assert "<del>31/12/2025</del>" in page.content.decode().replace(" </del>", "</del>")
    given = {"version": page.context["version"], "review_version": plan.review_version}
    assert client.post(url, given).status_code == 422
    assert client.post(url, given | {"changes": ["simple-end"]}).url == f"/phong-trao/{movement.pk}/"
    detail = client.get(f"/phong-trao/{movement.pk}/").content.decode()
    assert movement.plan.file.sha256 in detail
    assert plan.file.sha256 in detail
    assert client.get(f"/phong-trao/ke-hoach/{movement.plan_id}/tep/").content == PLAN_FILE.read_bytes()


def test_only_the_officer_amends_and_units_get_the_file_once_it_is_accepted(
    sign_in: Any, office: Any, newer: PlanDocument, movement: Movement
) -> None:
    with pytest.raises(Refused) as caught:
        accept(office, newer, "simple-end", who="director")
    assert caught.value.code == "not_allowed"
    assert sign_in("director").get(f"/phong-trao/ke-hoach/{newer.pk}/so-sanh/").status_code == 404
    assert sign_in("contact").get(f"/phong-trao/ke-hoach/{newer.pk}/tep/").status_code == 404
    accept(office, newer, "simple-end")
    assert sign_in("contact").get(f"/phong-trao/ke-hoach/{newer.pk}/tep/").status_code == 200
