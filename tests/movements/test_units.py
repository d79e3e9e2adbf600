"""What units do: acknowledge, register, report; and how they are reminded."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

import docx
import pytest
from django.core.files.base import ContentFile
from tests.movements.conftest import AT

from thidua.base.models import StoredFile
from thidua.base.refusal import Refused
from thidua.journal.queries import verify
from thidua.movements import actions, body_names, letters, queries
from thidua.movements.actions import EvidenceFile, Line
from thidua.movements.models import Movement, ProgressReport, Registration, Reminder
from thidua.notices.models import Notice
from thidua.organisation.models import Unit


def save(office: Any, movement: Movement, lines: list[Line], who: str = "contact", **more: Any) -> Registration:
    return actions.save_registration(
        movement=movement,
        unit=office.archive,
        commitments="Cam kết",
        lines=lines,
        actor=office.users[who],
        at=AT,
        **more,
    )


def report(office: Any, movement: Movement, percent: int = 40, **more: Any) -> ProgressReport:
    values = {
        "task": movement.tasks.all()[0],
        "unit": office.archive,
        "text": "Đã làm",
        "actor": office.users["contact"],
        "at": AT,
    }
    return actions.report_progress(percent=percent, **(values | more))


# --- acknowledging ------------------------------------------------------------------------------------------------


def test_the_first_acknowledgement_stands(office: Any, movement: Movement) -> None:
    part = movement.participations.get(unit=office.archive)
    actions.acknowledge(participation=part, actor=office.users["contact"], at=AT)
    again = actions.acknowledge(participation=part, actor=office.users["contact"], at=AT + timedelta(days=1))
    assert again.acknowledged_at == AT


def test_a_contact_acknowledges_for_the_own_unit_only(office: Any, movement: Movement) -> None:
    part = movement.participations.get(unit=office.archive)
    with pytest.raises(Refused, match="đầu mối"):
        actions.acknowledge(participation=part, actor=office.users["other_contact"], at=AT)
    actions.acknowledge(participation=part, actor=office.users["contact"], at=AT)


# --- registering --------------------------------------------------------------------------------------------------


def test_lines_are_kept_for_people_and_collectives(office: Any, movement: Movement) -> None:
    lines = [Line("LDTT", person=office.people["staff"]), Line("TTLDTT", unit=office.archive)]
    registration = save(office, movement, lines)
    save(office, movement, lines[:1])
    assert [(line.award, line.person) for line in registration.lines.all()] == [("LDTT", office.people["staff"])]
    assert list(verify()) == []


@pytest.mark.parametrize(
    "change",
    [
        lambda sent: Registration.objects.filter(pk=sent.pk).update(submitted_at=AT - timedelta(days=9)),
        lambda sent: Registration.objects.filter(pk=sent.pk).update(return_reason="khác"),
        lambda sent: Movement.objects.filter(pk=sent.movement_id).update(criteria="khác"),
        lambda sent: Movement.objects.filter(pk=sent.movement_id).update(reward_forms="khác"),
        lambda sent: Movement.objects.filter(pk=sent.movement_id).update(signer_position="khác"),
        lambda sent: Movement.objects.filter(pk=sent.movement_id).update(launched_at=AT - timedelta(days=9)),
        lambda sent: sent.movement.tasks.filter(order=1).update(target="khác"),
    ],
)
def test_what_was_set_and_sent_is_not_changed_unseen(office: Any, movement: Movement, change: Any) -> None:
    sent = save(office, movement, [Line("LDTT", person=office.people["staff"])])
    actions.submit_registration(registration=sent, actor=office.users["contact"], at=AT)
    change(sent)
    assert len(list(verify())) == 1


def test_nothing_is_sent_once_the_movement_is_summed_up_whatever_was_read_before(
    office: Any, movement: Movement
) -> None:
    registration = save(office, movement, [Line("LDTT", person=office.people["staff"])])
    assert registration.movement.state == Movement.State.LAUNCHED
    Movement.objects.filter(pk=movement.pk).update(state=Movement.State.SUMMED_UP)
    with pytest.raises(Refused):
        actions.submit_registration(registration=registration, actor=office.users["contact"], at=AT)


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda o: [Line("KHONG_CO", person=o.people["staff"])], "unknown_award"),
        (lambda o: [Line("LDTT", unit=o.archive)], "wrong_recipient"),
        (lambda o: [Line("TTLDTT", person=o.people["staff"])], "wrong_recipient"),
        (lambda o: [Line("LDTT")], "wrong_recipient"),
        (lambda o: [Line("LDTT", person=o.people["member"])], "not_of_unit"),
        (lambda o: [Line("TTLDTT", unit=o.personnel)], "not_of_unit"),
        (lambda o: [Line("LDTT", person=o.people["staff"])] * 2, "listed_twice"),
    ],
)
def test_a_wrong_line_is_refused_and_nothing_is_kept(office: Any, movement: Movement, make: Any, code: str) -> None:
    with pytest.raises(Refused) as caught:
        save(office, movement, make(office))
    assert caught.value.code == code
    assert Registration.objects.count() == 0


def test_of_two_contacts_the_second_is_told_that_the_registration_is_stale(office: Any, movement: Movement) -> None:
    save(office, movement, [], version=0)
    with pytest.raises(Refused) as caught:
        save(office, movement, [], version=0)
    assert caught.value.code == "stale_registration"


def test_a_sent_registration_is_not_changed(office: Any, registration_at: Any, movement: Movement) -> None:
    registration_at("submitted")
    with pytest.raises(Refused, match="đã gửi"):
        save(office, movement, [])


def test_an_empty_registration_is_not_sent(office: Any, movement: Movement) -> None:
    registration = save(office, movement, [])
    with pytest.raises(Refused, match="Chưa đăng ký danh hiệu"):
        actions.submit_registration(registration=registration, actor=office.users["contact"], at=AT)


def test_the_contact_is_told_of_the_return_with_its_reason(office: Any, registration_at: Any) -> None:
    registration_at("returned")
    notice = Notice.objects.filter(recipient=office.users["contact"]).first()
    assert notice is not None
    assert notice.body == "Nêu rõ chỉ tiêu."


# --- reporting ----------------------------------------------------------------------------------------------------


def test_the_newest_report_is_the_present_state(office: Any, movement: Movement) -> None:
    report(office, movement, 40)
    report(office, movement, 70, at=AT + timedelta(days=1))
    report(office, movement, 55, at=AT - timedelta(days=9))
    task = movement.tasks.all()[0]
    assert queries.progress_of(movement).cells[(task.pk, office.archive.pk)][0] == 70
    assert ProgressReport.objects.count() == 3, "older reports stay as history"


def test_the_same_report_pressed_twice_is_one(office: Any, movement: Movement) -> None:
    proofs = [EvidenceFile("anh.png", ContentFile(b"\x89PNG\r\n\x1a\n"), "image/png")]
    first = report(office, movement, 40, files=proofs)
    again = report(office, movement, 40, files=proofs, at=AT + timedelta(seconds=1))
    assert first.pk == again.pk
    assert StoredFile.objects.filter(media_type="image/png").count() == 1


def test_a_mended_file_of_the_same_name_is_a_new_report(office: Any, movement: Movement) -> None:
    first = report(office, movement, 40, files=[EvidenceFile("so-lieu.txt", ContentFile(b"sai"), "text/plain")])
    again = report(office, movement, 40, files=[EvidenceFile("so-lieu.txt", ContentFile(b"dung"), "text/plain")])
    assert first.pk != again.pk
    assert again.evidence.get().file.read() == b"dung"


@pytest.mark.parametrize("percent", [-1, 201, 10_000])
def test_a_percentage_out_of_range_is_refused(office: Any, movement: Movement, percent: int) -> None:
    with pytest.raises(Refused) as caught:
        report(office, movement, percent)
    assert "percent" in caught.value.fields


@pytest.mark.parametrize("percent", [0, 100, 200])
def test_a_percentage_at_the_edges_is_taken(office: Any, movement: Movement, percent: int) -> None:
    assert report(office, movement, percent).percent == percent


def test_a_unit_that_does_not_take_part_does_not_report(office: Any, movement_at: Any) -> None:
    movement = movement_at("approved")
    actions.launch_movement(movement=movement, units=[office.personnel], actor=office.users["officer"], at=AT)
    with pytest.raises(Refused, match="không tham gia"):
        report(office, movement)
    report(office, movement, unit=office.personnel, actor=office.users["other_contact"])


def test_units_that_come_later_are_admitted_once(office: Any, movement_at: Any, sign_in: Any) -> None:
    movement = movement_at("approved")
    actions.launch_movement(movement=movement, units=[office.personnel], actor=office.users["officer"], at=AT)
    url = f"/phong-trao/{movement.pk}/them-don-vi/"
    assert sign_in("administration").get(url).status_code == 404
    client = sign_in("officer")
    assert client.post(url, {}).status_code == 422
    client.post(url, {"units": [office.archive.pk]})
    client.post(url, {"units": [office.archive.pk]})
    assert {row.unit for row in movement.participations.all()} == {office.personnel, office.archive}
    assert Notice.objects.filter(recipient=office.users["contact"]).count() == 1


def test_a_mass_organisation_is_spoken_for_by_the_union(office: Any, movement_at: Any) -> None:
    union = Unit.objects.add_child(
        Unit.objects.get(pk=office.body.pk),
        instance=Unit(
            code="CD",
            name="Công đoàn cơ sở",
            name_folded="cong doan co so",
            short_name="Công đoàn",
            kind="mass_organisation",
        ),
    )
    movement = movement_at("approved")
    assert union not in queries.default_units(movement, AT.date())
    assert union in queries.units_to_choose(movement, AT.date())
    units = [union, office.personnel]
    actions.launch_movement(movement=movement, units=units, actor=office.users["officer"], at=AT)
    assert report(office, movement, unit=union, actor=office.users["union"]).unit == union
    with pytest.raises(Refused):
        report(office, movement, unit=office.personnel, actor=office.users["union"])


def test_silence_is_never_counted_as_zero(office: Any, movement: Movement) -> None:
    report(office, movement, 120)
    progress = queries.progress_of(movement)
    first = progress.tasks[0]
    assert (first.average, first.reported, first.exceeded, first.silent) == (120, 1, 1, 2)
    assert progress.tasks[1].average is None


# --- the words of the plan and the units they mean ----------------------------------------------------------------


def test_words_of_the_plan_are_matched_with_units(office: Any) -> None:
    names = ("Văn phòng", "Phòng Cải cách hành chính", "Công đoàn cơ sở", "Đoàn thanh niên")
    kinds = ("division", "division", "mass_organisation", "mass_organisation")
    units = [
        Unit(pk=1000 + number, name=name, short_name=name, kind=kind)
        for number, (name, kind) in enumerate(zip(names, kinds, strict=True))
    ]
    words = ("Văn phòng Sở", "Công đoàn cơ sở", "Chi đoàn thanh niên", "Các cơ quan, đơn vị", "Ủy ban Mặt trận")
    named = body_names.meant(office.body, words, units)
    meant = {each.words: [unit.name for unit in each.units] for each in named}
    assert meant == {
        "Văn phòng Sở": ["Văn phòng"],
        "Công đoàn cơ sở": ["Công đoàn cơ sở"],
        "Chi đoàn thanh niên": ["Đoàn thanh niên"],
        "Các cơ quan, đơn vị": ["Văn phòng", "Phòng Cải cách hành chính"],
        "Ủy ban Mặt trận": [],
    }


# --- reminding ----------------------------------------------------------------------------------------------------


def test_exactly_the_chosen_units_that_owe_are_reminded(office: Any, movement: Movement) -> None:
    Notice.objects.all().delete()
    done = actions.remind(
        movement=movement, what="report", units=[office.archive], actor=office.users["administration"], at=AT
    )
    assert (done.units, done.people) == ([office.archive], 1)
    assert list(Notice.objects.values_list("recipient__username", flat=True)) == ["contact"]


def test_an_empty_choice_means_nobody(office: Any, movement: Movement) -> None:
    Notice.objects.all().delete()
    with pytest.raises(Refused) as caught:
        actions.remind(movement=movement, what="report", units=[], actor=office.users["officer"], at=AT)
    assert caught.value.code == "nobody_chosen"
    assert Notice.objects.count() == 0


def test_who_has_done_it_meanwhile_or_was_just_reminded_is_left_in_peace(office: Any, movement: Movement) -> None:
    part = movement.participations.get(unit=office.archive)
    actions.acknowledge(participation=part, actor=office.users["contact"], at=AT)
    units = [office.archive, office.personnel, office.emulation]
    first = actions.remind(movement=movement, what="acknowledge", units=units, actor=office.users["officer"], at=AT)
    assert first.units == [office.personnel]
    assert [unit for unit, _why in first.skipped] == [office.archive, office.emulation]
    again = actions.remind(movement=movement, what="acknowledge", units=units, actor=office.users["officer"], at=AT)
    assert again.units == []
    assert Reminder.objects.count() == 1


@pytest.mark.parametrize("who", ["contact", "union", "director", "secretary"])
def test_only_officer_and_administration_remind(office: Any, movement: Movement, who: str) -> None:
    with pytest.raises(Refused) as caught:
        actions.remind(movement=movement, what="report", units=[office.archive], actor=office.users[who], at=AT)
    assert caught.value.code == "not_allowed"


def test_the_registration_list_names_each_person_once(registration_at: Any) -> None:
    data, _name = letters.registration_list(registration_at("approved"), AT.date(), "docx")
    tables = docx.Document(io.BytesIO(data)).tables
    rows = [[cell.text for cell in row.cells] for table in tables for row in table.rows]
    mine = [row for row in rows if "Hoàng Thị Mối" in row]
    assert len(mine) == 1
    assert "Lao động tiên tiến, Chiến sĩ thi đua cơ sở" in mine[0]
