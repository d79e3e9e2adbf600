from datetime import date

import pytest
from django.db import transaction
from tests.conftest import TODAY

from thidua.accounts.roles import Role
from thidua.base import clock, files
from thidua.base.answers import yes
from thidua.councils.models import Council
from thidua.journal import queries
from thidua.journal.actions import record, record_removal
from thidua.journal.models import GENESIS, Event
from thidua.journal.transitions import Transition, TransitionTable
from thidua.movements.models import Movement
from thidua.organisation.models import Assignment

TABLE = TransitionTable(
    "movements.movement", (Transition("draft", "submit", "submitted", "Trình", who=lambda _user, _movement: yes("")),)
)


@pytest.fixture
def movement(office):
    return Movement.objects.create(body=office.body, title="Phong trào thử", start=date(2025, 1, 1))


def write(movement, actor, action="movements.movement.test", **values):
    with transaction.atomic():
        return record(action, movement, actor=actor, at=clock.now(), **values)


def test_an_act_cannot_be_recorded_outside_its_transaction(transactional_db, movement, office):
    with pytest.raises(RuntimeError, match="transaction"):
        record("x", movement, actor=office.users["officer"], at=clock.now())


def test_events_are_chained_and_verify(movement, office):
    first = write(movement, office.users["officer"])
    second = write(movement, office.users["director"], reason="vì thế")

    assert Event.objects.get(sequence=1).previous_hash == GENESIS
    assert second.previous_hash == first.hash
    assert queries.head() == (second.sequence, second.hash)
    assert second.sequence == first.sequence + 1
    assert list(queries.verify()) == []


def test_a_changed_reason_is_found_and_named(movement, office):
    write(movement, office.users["officer"])
    event = write(movement, office.users["officer"], reason="đúng")
    write(movement, office.users["officer"])
    Event.objects.filter(pk=event.pk).update(reason="sai")

    faults = list(queries.verify())

    assert len(faults) == 1
    assert f"số {event.sequence}" in faults[0].place


def test_a_removed_event_is_found(movement, office):
    _first, second, _third = (write(movement, office.users["officer"]) for _number in range(3))
    second.delete()

    messages = [fault.message for fault in queries.verify()]

    assert any(f"thiếu sự kiện số {second.sequence} trước đó" in message for message in messages)


def test_a_byte_changed_in_an_object_is_found_with_its_field(movement, office):
    write(movement, office.users["officer"])
    Movement.objects.filter(pk=movement.pk).update(theme="khác")

    faults = list(queries.verify())

    assert len(faults) == 1
    assert "theme" in faults[0].message
    assert "Phong trào thử" in faults[0].place


def test_an_object_removed_behind_the_programs_back_is_found(movement, office):
    write(movement, office.users["officer"])
    Movement.objects.filter(pk=movement.pk).delete()

    assert [fault.message for fault in queries.verify()] == ["dòng đã bị xóa khỏi cơ sở dữ liệu"]


def test_an_object_removed_rightly_is_no_fault(movement, office):
    write(movement, office.users["officer"])
    with transaction.atomic():
        record_removal("movements.movement.discard", movement, actor=None, at=clock.now(), reason="nhầm")
        movement.delete()

    assert list(queries.verify()) == []


def test_a_file_changed_in_the_store_is_found(db, settings):
    stored = files.store(b"bien ban", media_type=files.TEXT, at=clock.now())
    assert list(queries.verify()) == []
    (settings.MEDIA_ROOT / stored.path).write_bytes(b"bien bam")

    assert [fault.message for fault in queries.verify()] == ["nội dung tệp đã bị thay đổi"]


def test_a_file_lost_from_the_store_is_found(db, settings):
    stored = files.store(b"bien ban", media_type=files.TEXT, at=clock.now())
    (settings.MEDIA_ROOT / stored.path).unlink()

    assert [fault.message for fault in queries.verify()] == ["không còn đọc được trong kho tệp"]


def test_a_transition_keeps_what_others_wrote_since_the_object_was_read(movement, office):
    write(movement, office.users["officer"])
    in_hand = Movement.objects.get(pk=movement.pk)
    other = Movement.objects.get(pk=movement.pk)
    other.theme = "chủ đề mới"
    other.save()
    write(other, office.users["officer"])

    with transaction.atomic():
        TABLE.apply(in_hand, "submit", actor=office.users["officer"], at=clock.now())

    assert in_hand.theme == "chủ đề mới"
    assert Movement.objects.get(pk=movement.pk).theme == "chủ đề mới"
    assert list(queries.verify()) == []


def test_a_row_slipped_into_the_database_is_found(movement, office):
    write(movement, office.users["officer"])
    Council.objects.create(body=office.body, name="Hội đồng ma", decision_number="1/QĐ", decision_date=date(2025, 1, 1))

    faults = list(queries.verify())

    assert [fault.message for fault in faults] == ["dòng có trong cơ sở dữ liệu mà nhật ký không ghi ai lập"]
    assert "Hội đồng ma" in faults[0].place


def test_a_role_changed_or_given_behind_the_programs_back_is_found(office):
    assert list(queries.verify()) == []
    Assignment.objects.filter(user=office.users["contact"]).update(unit=office.body)
    Assignment.objects.create(user=office.users["staff"], role=Role.DIRECTOR, unit=office.body, start=TODAY)

    messages = [fault.message for fault in queries.verify()]

    assert len(messages) == 2
    assert "unit" in messages[0]
    assert "không ghi ai lập" in messages[1]


def test_an_event_about_what_the_program_does_not_know_is_a_fault_and_no_crash(movement, office):
    event = write(movement, office.users["officer"])
    Event.objects.filter(pk=event.pk).update(object_type="movements.nothing")

    assert len(list(queries.verify())) >= 2
