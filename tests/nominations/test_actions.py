"""What the actions write, whom they tell, and what they refuse without changing anything."""

from __future__ import annotations

import threading
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from tests.conftest import Office
from tests.nominations.conftest import DUE, Desk

from thidua.base.files import TEXT
from thidua.base.refusal import Refused
from thidua.journal.models import Event
from thidua.journal.queries import history, verify
from thidua.movements.models import Movement
from thidua.nominations import actions
from thidua.nominations.models import Dossier, Evidence, Nomination, ReferenceSeries
from thidua.notices.models import Notice
from thidua.organisation.models import Honour


def refused(code: str) -> Any:
    """Expect a refusal by its code."""
    return pytest.raises(Refused, check=lambda error: error.code == code)


# --- making ---------------------------------------------------------------------------------------------------------


def test_references_run_from_one_each_year(desk: Desk) -> None:
    first, second = desk.draft(), desk.draft(title="Đề nghị khác")

    assert (first.reference, second.reference) == ("HS-2025-0001", "HS-2025-0002")
    assert desk.draft(at=desk.at().replace(year=2026), year=2026).reference == "HS-2026-0001"


def test_a_refused_dossier_uses_up_no_number(desk: Desk) -> None:
    with refused("not_allowed"):
        desk.draft(actor=desk.user("staff"))
    with refused("year_out_of_range"):
        desk.draft(year=2026)

    assert desk.draft().reference == "HS-2025-0001"


def test_the_same_empty_dossier_pressed_twice_is_one(desk: Desk) -> None:
    first, second = desk.draft(), desk.draft()

    assert second == first
    assert ReferenceSeries.objects.get().last == 1
    assert Event.objects.filter(action="nominations.dossier.create").count() == 1


def test_beside_a_dossier_with_somebody_in_it_another_is_begun(desk: Desk) -> None:
    first = desk.draft()
    desk.nominate(first, person=desk.person("Cao Thị Hiền"))

    assert desk.draft() != first


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite's test database is one connection in memory")
@pytest.mark.django_db(transaction=True)
def test_numbers_taken_at_the_same_time_have_no_gap_and_no_double(office: Office) -> None:
    desk = Desk(office)
    at = desk.at()

    def make(number: int) -> None:
        try:
            desk.draft(at=at, title=f"Đề nghị {number}")
        finally:
            connection.close()

    threads = [threading.Thread(target=make, args=[number]) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    numbers = sorted(Dossier.objects.values_list("reference", flat=True))
    assert numbers == [f"HS-2025-{number:04d}" for number in range(1, 9)]
    assert ReferenceSeries.objects.get().last == 8


def test_a_dossier_of_a_movement_goes_to_the_body_of_the_movement(desk: Desk) -> None:
    movement = Movement.objects.create(
        body=desk.office.body, title="Thi đua lập thành tích", state="launched", launched_at=desk.at(),
        issued_on=date(2024, 9, 20), start=date(2024, 10, 1), end=date(2025, 12, 31),
    )  # fmt: skip
    assert desk.draft(movement=movement).body == desk.office.body

    movement.state = "draft"
    with refused("movement_not_running"):
        desk.draft(movement=movement)


# --- nominating -----------------------------------------------------------------------------------------------------


def test_who_is_nominated_keeps_name_post_and_order_as_of_that_day(desk: Desk) -> None:
    nomination = desk.nominate(desk.draft(), person=desk.person("Đặng Thị Ánh", title="Lưu trữ viên"))

    assert nomination.recipient_name == "Đặng Thị Ánh"
    assert nomination.recipient_post == "Lưu trữ viên, Trung tâm Lưu trữ lịch sử"
    assert nomination.name_folded == "dang thi anh"
    assert nomination.outcome == "eligible"
    assert (nomination.year, nomination.kind) == (2025, "")


def test_the_same_person_twice_for_the_same_award_is_stopped_with_the_other_dossier_named(desk: Desk) -> None:
    person = desk.person("Cao Thị Hiền")
    first = desk.draft()
    desk.nominate(first, person=person)
    second = desk.draft()

    with pytest.raises(Refused) as refusal:
        desk.nominate(second, person=person)

    assert refusal.value.code == "already_nominated"
    assert first.reference in refusal.value.message
    assert desk.nominate(second, "CSTDCS", person=person).award == "CSTDCS"
    assert Nomination.objects.filter(person=person).count() == 2


def test_a_title_is_the_same_title_in_a_dossier_of_another_kind(desk: Desk) -> None:
    person = desk.person("Cao Thị Hiền")
    desk.nominate(desk.draft(kind="merit"), person=person)

    with refused("already_nominated"):
        desk.nominate(desk.draft(kind="movement"), person=person)


def test_a_commendation_may_be_asked_for_again_under_another_kind(desk: Desk) -> None:
    person = desk.person("Cao Thị Hiền")
    desk.nominate(desk.draft(kind="merit"), "GIAY_KHEN", person=person)

    assert desk.nominate(desk.draft(kind="movement"), "GIAY_KHEN", person=person).kind == "movement"
    with refused("already_nominated"):
        desk.nominate(desk.draft(kind="merit"), "GIAY_KHEN", person=person)


def test_the_database_itself_stops_a_double_nomination(desk: Desk) -> None:
    person = desk.person("Cao Thị Hiền")
    first = desk.nominate(desk.draft(), person=person)
    with pytest.raises(IntegrityError), transaction.atomic():
        Nomination.objects.create(
            dossier=desk.draft(), award="LDTT", year=2025, person=person, recipient_name="x", recipient_post="y",
            name_folded="x", name_key="x", state=first.state,
        )  # fmt: skip


def test_who_holds_the_title_of_that_year_is_not_nominated_again(desk: Desk) -> None:
    person = desk.person("Cao Thị Hiền")
    honour = Honour.objects.create(person=person, award="LDTT", is_title=True, year=2025, decision_number="5/QĐ-SNV")

    with pytest.raises(Refused) as refusal:
        desk.nominate(desk.draft(), person=person)
    assert refusal.value.code == "already_held"
    assert "5/QĐ-SNV" in refusal.value.message

    honour.revoked_on = date(2025, 11, 1)
    honour.save()
    assert desk.nominate(desk.draft(), person=person).pk


def test_people_and_units_of_elsewhere_are_refused(desk: Desk) -> None:
    dossier = desk.draft()
    with refused("not_of_unit"):
        desk.nominate(dossier, person=desk.person("Người Phòng Khác", desk.office.personnel))
    with refused("not_of_unit"):
        desk.nominate(dossier, "TTLDTT", unit=desk.office.personnel)
    with refused("not_for_recipient"):
        desk.nominate(dossier, "TTLDTT", person=desk.person("Cao Thị Hiền"))
    with refused("unknown_award"):
        desk.nominate(dossier, "KHONG_CO", person=desk.person("Cao Thị Hai"))
    with refused("one_subject"):
        desk.nominate(dossier, person=desk.person("Cao Thị Ba"), unit=desk.office.archive)
    assert not dossier.nominations.exists()


def test_who_moved_during_the_year_may_be_nominated_by_the_old_unit(desk: Desk) -> None:
    person = desk.person("Trịnh Văn Chuyển")
    person.posts.update(end=date(2025, 6, 30))

    assert desk.nominate(desk.draft(), person=person).recipient_post == "Chuyên viên, Trung tâm Lưu trữ lịch sử"

    person = desk.person("Trịnh Văn Đi")
    person.posts.update(end=date(2024, 12, 31))
    with refused("not_of_unit"):
        desk.nominate(desk.draft(), person=person)


def test_a_nomination_taken_out_comes_back_as_the_same_row(desk: Desk) -> None:
    dossier, person = desk.draft(), desk.person("Cao Thị Hiền")
    nomination = desk.nominate(dossier, person=person)
    with refused("reason_missing"):
        actions.drop_nomination(nomination=nomination, reason="", actor=desk.user("contact"), at=desk.at())
    actions.drop_nomination(nomination=nomination, reason="Nhường", actor=desk.user("contact"), at=desk.at())

    again = desk.nominate(dossier, person=person, achievements="Viết lại")

    assert (again.pk, again.state, again.drop_reason, again.achievements) == (nomination.pk, "listed", "", "Viết lại")
    assert [event.action.rpartition(".")[2] for event in history(again)] == ["create", "drop", "restore"]
    assert list(verify()) == []


def test_a_withdrawn_dossier_frees_its_people(desk: Desk) -> None:
    dossier = desk.dossier("draft")
    person = dossier.nominations.get().person
    actions.withdraw_dossier(dossier=dossier, reason="Lập nhầm", actor=desk.user("contact"), at=desk.at())

    assert dossier.nominations.get().state == "dropped"
    assert "Lập nhầm" in dossier.nominations.get().drop_reason
    assert desk.nominate(desk.draft(), person=person).state == "listed"


@pytest.mark.parametrize("state", ["submitted", "accepted", "in_council", "decided", "withdrawn"])
def test_nothing_in_a_dossier_changes_outside_writing(desk: Desk, state: str) -> None:
    dossier = desk.dossier(state)
    nomination = dossier.nominations.select_related("dossier").get()
    contact, at = desk.user("contact"), desk.at()

    with refused("not_allowed"):
        desk.nominate(dossier, person=desk.person("Người Mới"))
    with refused("not_allowed"):
        actions.write_achievements(nomination=nomination, text="khác", actor=contact, at=at)
    with refused("not_allowed"):
        actions.attach_evidence(nomination=nomination, data=b"x", media_type=TEXT, name="a.txt", actor=contact, at=at)
    with refused("not_allowed"):
        actions.attach_paper(
            dossier=dossier, paper="minutes", data=b"x", media_type=TEXT, name="a.txt", actor=contact, at=at
        )
    assert list(verify()) == []


def test_achievements_are_written_once_for_the_same_text(desk: Desk) -> None:
    nomination = desk.nominate(desk.draft(), person=desk.person("Cao Thị Hiền"))
    events = Event.objects.count()

    actions.write_achievements(
        nomination=nomination, text="Hoàn thành vượt mức số hóa tài liệu. ", actor=desk.user("contact"), at=desk.at()
    )
    assert Event.objects.count() == events
    actions.write_achievements(nomination=nomination, text="Mới", actor=desk.user("contact"), at=desk.at())
    assert Nomination.objects.get(pk=nomination.pk).achievements == "Mới"
    assert Event.objects.count() == events + 1


def test_a_file_is_attached_once_and_its_removal_is_written(desk: Desk) -> None:
    nomination = desk.nominate(desk.draft(), person=desk.person("Cao Thị Hiền"))
    given = {"data": b"giay xac nhan", "media_type": TEXT, "name": "xac-nhan.txt", "actor": desk.user("contact")}

    first = actions.attach_evidence(nomination=nomination, at=desk.at(), **given)
    again = actions.attach_evidence(nomination=nomination, at=desk.at(), **given)
    assert first.pk == again.pk
    assert list(verify()) == []

    actions.remove_evidence(evidence=first, actor=desk.user("contact"), at=desk.at())
    assert not Evidence.objects.exists()
    assert history(nomination).last().old["name"] == "xac-nhan.txt"  # type: ignore[union-attr]
    assert list(verify()) == []


def test_a_nomination_takes_a_limited_number_of_files(desk: Desk) -> None:
    nomination = desk.nominate(desk.draft(), person=desk.person("Cao Thị Hiền"))
    for number in range(20):
        actions.attach_evidence(
            nomination=nomination, data=b"%d" % number, media_type=TEXT, name=f"{number}.txt",
            actor=desk.user("contact"), at=desk.at(),
        )  # fmt: skip
    with refused("too_many_files"):
        actions.attach_evidence(
            nomination=nomination, data=b"x", media_type=TEXT, name="x.txt", actor=desk.user("contact"), at=desk.at()
        )


# --- sending and returning ------------------------------------------------------------------------------------------


def test_an_incomplete_dossier_is_not_sent_and_says_what_is_missing(desk: Desk) -> None:
    dossier, contact = desk.draft(), desk.user("contact")

    def reason() -> str:
        with pytest.raises(Refused) as refusal:
            actions.submit_dossier(dossier=dossier, actor=contact, at=desk.at())
        return str(refusal.value.message)

    assert "chưa đề nghị ai" in reason()
    nomination = desk.nominate(dossier, person=desk.person("Cao Thị Hiền"), achievements="")
    assert "Cao Thị Hiền" in reason()
    actions.write_achievements(nomination=nomination, text="Có", actor=contact, at=desk.at())
    desk.nominate(dossier, person=desk.person("Vi Văn Kém", rating="failed"))
    assert "Vi Văn Kém" in reason()
    assert Dossier.objects.get(pk=dossier.pk).state == "draft"
    assert Dossier.objects.get(pk=dossier.pk).received_on is None


def test_the_law_is_asked_again_when_the_dossier_is_sent(desk: Desk) -> None:
    dossier = desk.dossier("draft")
    person = dossier.nominations.get().person
    assert person is not None
    person.ratings.filter(year=2025).update(level="failed")

    with pytest.raises(Refused) as refusal:
        actions.submit_dossier(dossier=dossier, actor=desk.user("contact"), at=desk.at())

    assert "Cao Thị Hiền" in str(refusal.value.message)
    assert dossier.nominations.get().checks.count() == 1


def test_a_return_tells_the_contact_why_and_until_when(desk: Desk) -> None:
    dossier = desk.dossier("returned")

    notice = Notice.objects.get(recipient=desk.office.users["contact"], kind="nominations.returned")
    assert dossier.reference in notice.subject
    assert "Thiếu biên bản bình xét" in notice.body
    assert "28/11/2025" in notice.body
    assert dossier.return_due == DUE


def test_sent_again_the_return_is_past_and_the_receipt_is_new(desk: Desk) -> None:
    dossier = desk.dossier("returned")
    actions.submit_dossier(dossier=dossier, actor=desk.user("contact"), at=desk.at().replace(day=25))

    kept = Dossier.objects.get(pk=dossier.pk)
    assert (kept.return_reason, kept.return_due, kept.received_on) == ("", None, date(2025, 11, 25))
    assert [row.occasion for row in kept.nominations.get().checks.order_by("pk")] == [
        "review", "submission", "submission",
    ]  # fmt: skip


def test_a_day_to_mend_cannot_be_past(desk: Desk) -> None:
    dossier = desk.dossier("submitted")
    with refused("due_passed"):
        actions.return_dossier(
            dossier=dossier, reason="x", due=date(2025, 11, 19), actor=desk.user("officer"), at=desk.at()
        )


def test_an_officer_takes_one_out_and_the_contact_is_told(desk: Desk) -> None:
    dossier = desk.dossier("submitted", names=("Cao Thị Hiền", "Đinh Văn Lực"))
    nomination = dossier.nominations.select_related("dossier").first()
    assert nomination is not None

    actions.drop_nomination(nomination=nomination, reason="Trùng tên", actor=desk.user("officer"), at=desk.at())

    notice = Notice.objects.get(kind="nominations.dropped")
    assert notice.recipient == desk.office.users["contact"]
    assert "Trùng tên" in notice.body
    actions.accept_dossier(dossier=dossier, actor=desk.user("officer"), at=desk.at())
    assert Notice.objects.filter(kind="nominations.accepted", recipient=desk.office.users["contact"]).count() == 1


# --- council --------------------------------------------------------------------------------------------------------


def test_only_accepted_dossiers_come_before_the_council(desk: Desk) -> None:
    accepted = desk.dossier("accepted", names=("Một Thị",))
    sent = desk.dossier("submitted", names=("Hai Thị",))
    nominations = list(Nomination.objects.select_related("dossier"))

    with refused("not_accepted"):
        actions.put_in_council(nominations=nominations, actor=desk.user("secretary"), at=desk.at())

    assert Dossier.objects.get(pk=accepted.pk).state == "accepted"
    assert Dossier.objects.get(pk=sent.pk).state == "submitted"


def test_two_nominations_of_one_dossier_go_to_council_together_and_again(desk: Desk) -> None:
    dossier = desk.dossier("accepted", names=("Một Thị", "Hai Thị"))
    # Read as the council does: each nomination with its own copy of the dossier.
    nominations = list(dossier.nominations.select_related("dossier"))
    actions.put_in_council(nominations=nominations, actor=desk.user("secretary"), at=desk.at())
    assert {row.dossier.state for row in nominations} == {"in_council"}
    actions.put_in_council(nominations=nominations, actor=desk.user("secretary"), at=desk.at())

    assert history(dossier).filter(action__endswith="put_in_council").count() == 1


def test_some_awarded_and_some_not_makes_the_dossier_decided(desk: Desk) -> None:
    dossier = desk.dossier("in_council", names=("Một Thị", "Hai Thị"))
    first, second = dossier.nominations.select_related("dossier").order_by("pk")
    secretary = desk.user("secretary")
    actions.record_recommendation(nomination=first, passed=True, actor=secretary, at=desk.at(), note="8/9 phiếu")
    actions.record_recommendation(nomination=second, passed=False, actor=secretary, at=desk.at(), note="5/9 phiếu")
    assert Dossier.objects.get(pk=dossier.pk).state == "in_council"
    assert history(first).last().reason == "8/9 phiếu"  # type: ignore[union-attr]

    actions.mark_awarded(nomination=first, actor=desk.user("director"), at=desk.at(), note="12/QĐ-SNV")

    assert Dossier.objects.get(pk=dossier.pk).state == "decided"
    assert list(verify()) == []
