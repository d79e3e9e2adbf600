"""The law's answers as they are kept: by the real packs, frozen, sealed, and with people's judgements."""

from __future__ import annotations

from datetime import date

import pytest
from tests.nominations.conftest import Desk, rate

from thidua.base import clock
from thidua.base.refusal import Refused
from thidua.journal.queries import verify
from thidua.nominations import actions
from thidua.nominations.documents import appraisal_context
from thidua.nominations.lawbook import the_law
from thidua.nominations.models import Check, Dossier, Nomination
from thidua.nominations.queries import frozen_check, newest_check
from thidua.nominations.readiness import judgements_of, open_conditions
from thidua.nominations.screening import candidates, papers_needed, preview, quota_notes
from thidua.nominations.todos import dossier_todos
from thidua.nominations.traces import asked_again, fact_text
from thidua.notices.todo import todos_by
from thidua.organisation.models import Hold, Honour, Person


def test_an_answer_keeps_facts_law_and_verdict(desk: Desk) -> None:
    nomination = desk.nominate(desk.draft(), "CSTDCS", person=desk.person("Cao Thị Hiền"))

    check = nomination.checks.get()
    assert check.outcome == "eligible"
    assert check.law_hash == the_law().hash
    assert check.on == date(2025, 11, 20)
    assert check.facts["ratings"] == [{"year": 2024, "rating": "good"}, {"year": 2025, "rating": "excellent"}]
    assert check.verdict["award"] == "CSTDCS"
    assert {row["state"] for row in check.verdict["conditions"]} <= {"met", "unknown"}


@pytest.mark.parametrize(
    ("award", "rating", "outcome"),
    [
        ("LDTT", "good", "eligible"),
        ("LDTT", "completed", "not_eligible"),
        ("CSTDCS", "excellent", "eligible"),
        ("CSTDCS", "good", "not_eligible"),
        ("GIAY_KHEN", "good", "eligible"),
        ("BK_TINH", "excellent", "not_eligible"),
    ],
)
def test_the_law_answers_for_each_award(desk: Desk, award: str, rating: str, outcome: str) -> None:
    nomination = desk.nominate(desk.draft(), award, person=desk.person("Cao Thị Hiền", rating=rating))

    assert nomination.outcome == outcome


def test_a_pending_matter_holds_the_case_until_it_is_cleared(desk: Desk) -> None:
    person = desk.person("Cao Thị Hiền")
    hold = Hold.objects.create(person=person, reason="complaint", start=date(2025, 10, 6))
    nomination = desk.nominate(desk.draft(), person=person)
    assert nomination.outcome == "on_hold"
    with pytest.raises(Refused, match="tạm dừng xét"):
        actions.submit_dossier(dossier=nomination.dossier, actor=desk.user("contact"), at=desk.at())

    hold.end, hold.cleared = date(2025, 11, 19), True
    hold.save()
    dossier = Dossier.objects.get()
    actions.submit_dossier(dossier=dossier, actor=desk.user("contact"), at=desk.at())
    assert Nomination.objects.get().outcome == "eligible"


def test_what_was_frozen_stays_whatever_the_record_becomes(desk: Desk) -> None:
    dossier = desk.dossier("accepted")
    nomination = dossier.nominations.get()
    frozen = frozen_check(nomination)
    assert frozen is not None
    assert frozen.occasion == "acceptance"
    assert nomination.person is not None
    nomination.person.ratings.all().delete()

    kept = Check.objects.get(pk=frozen.pk)
    assert (kept.outcome, kept.facts["ratings"]) == ("eligible", frozen.facts["ratings"])
    assert asked_again(kept) == {"same_outcome": True, "same_law": True, "outcome": "Đủ điều kiện"}


def test_a_changed_answer_is_found_and_named(desk: Desk) -> None:
    nomination = desk.dossier("submitted").nominations.get()
    check = newest_check(nomination)
    assert check is not None
    assert list(verify()) == []
    facts = check.facts | {"ratings": []}
    Check.objects.filter(pk=check.pk).update(facts=facts)

    faults = list(verify())

    assert len(faults) == 1
    assert f"nominations.check {check.pk}" in faults[0].place
    assert "content" in faults[0].message


def test_a_changed_judgement_is_found_and_named(desk: Desk) -> None:
    dossier = desk.draft(kind="movement")
    nomination = desk.nominate(dossier, "GIAY_KHEN", person=desk.person("Cao Thị Hiền"))
    desk.bring(dossier, "accepted")
    assert list(verify()) == []
    nomination.judgements.update(met=False)

    assert ["met" in fault.message for fault in verify()] == [True]


def test_a_judgement_is_part_of_the_facts_and_may_be_corrected(desk: Desk) -> None:
    dossier = desk.draft(kind="movement")
    nomination = desk.nominate(dossier, "GIAY_KHEN", person=desk.person("Cao Thị Hiền"))
    desk.bring(dossier, "submitted")
    assert [found.condition for found in open_conditions(dossier)] == ["gk_movement"]

    desk.judge(nomination, "gk_movement", met=False)
    assert Nomination.objects.get().outcome == "not_eligible"
    desk.judge(nomination, "gk_movement", met=True)

    check = newest_check(nomination)
    assert check is not None
    assert check.facts["judged"] == {"gk_movement": True}
    assert Nomination.objects.get().outcome == "eligible"
    assert nomination.judgements.count() == 1
    assert open_conditions(dossier) == []
    assert list(verify()) == []


def test_judgements_are_refused_out_of_place(desk: Desk) -> None:
    dossier = desk.draft(kind="movement")
    nomination = desk.nominate(dossier, "GIAY_KHEN", person=desk.person("Cao Thị Hiền"))

    def code(condition: str, reason: str = "x", key: str = "officer") -> str:
        fresh = Nomination.objects.select_related("dossier").get(pk=nomination.pk)
        with pytest.raises(Refused) as refusal:
            actions.judge(
                nomination=fresh, condition=condition, met=True, reason=reason, actor=desk.user(key), at=desk.at()
            )
        return refusal.value.code

    assert code("gk_movement") == "not_in_appraisal"
    desk.bring(dossier, "submitted")
    assert code("khong_co") == "unknown_condition"
    assert code("gk_movement", reason=" ") == "reason_missing"
    assert code("gk_movement", key="contact") == "not_allowed"
    assert code("gk_movement", key="secretary") == "not_allowed"


def test_a_record_that_contradicts_itself_is_refused_with_its_place(desk: Desk) -> None:
    person = desk.person("Cao Thị Hiền")
    Honour.objects.create(person=person, award="LDTT", is_title=True, year=2010)

    with pytest.raises(Refused) as refusal:
        desk.nominate(desk.draft(), person=person)

    assert refusal.value.code == "law_cannot_answer"
    assert "Cao Thị Hiền" in str(refusal.value.message)
    assert "2010" in str(refusal.value.message)


def test_everybody_of_a_unit_is_screened_and_one_bad_record_spoils_only_itself(desk: Desk) -> None:
    good = desk.person("Cao Thị Hiền")
    bad = desk.person("Vi Văn Kém", rating="failed")
    broken = desk.person("Lý Văn Lỗi")
    Honour.objects.create(person=broken, award="LDTT", is_title=True, year=2010)
    dossier = desk.draft()
    desk.nominate(dossier, person=good)

    found = {row.name: row for row in candidates(dossier, "LDTT", clock.today())}

    assert found["Cao Thị Hiền"].outcome == "eligible"
    assert dossier.reference in found["Cao Thị Hiền"].taken
    assert found[bad.full_name].outcome == "not_eligible"
    assert found[broken.full_name].outcome == ""
    # Two of the office work there too; their record is silent on 2025, so the law cannot tell yet.
    assert found["Hoàng Thị Mối"].outcome == "open"
    collectives = candidates(dossier, "TTLDTT", clock.today())
    assert [row.unit for row in collectives] == [desk.office.archive]


def test_a_look_before_nominating_stores_nothing(desk: Desk) -> None:
    person, dossier = desk.person("Cao Thị Hiền"), desk.draft()

    check = preview(dossier, "LDTT", clock.today(), person=person, unit=None)

    assert check.outcome == "eligible"
    assert not Check.objects.exists()
    assert not Nomination.objects.exists()


def test_papers_of_the_law_are_listed_once_with_what_is_there(desk: Desk) -> None:
    dossier = desk.draft()
    desk.nominate(dossier, "LDTT", person=desk.person("Cao Thị Hiền"))
    desk.nominate(dossier, "CSTDCS", person=Person.objects.get(full_name="Cao Thị Hiền"), achievements="")

    papers = {paper.id: paper for paper in papers_needed(dossier, list(dossier.nominations.all()), clock.today())}

    assert papers["submission"].there
    assert not papers["achievement_report"].there
    assert not papers["minutes"].there
    assert "kết quả bỏ phiếu" in papers["minutes"].text
    assert papers["rating_certificate"].when


def test_a_quota_of_the_body_is_counted_and_marked(desk: Desk) -> None:
    dossier = desk.draft()
    for number in range(5):
        desk.nominate(dossier, "LDTT", person=desk.person(f"Người {number}"))
    for number in range(2):
        desk.nominate(dossier, "CSTDCS", person=Person.objects.get(full_name=f"Người {number}"))

    (note,) = quota_notes(dossier, list(dossier.nominations.all()), clock.today())

    assert (note.nominated, note.base, note.allowed, note.exceeded) == (2, 5, 1, True)
    assert note.knowledge == "assumed"


@pytest.mark.parametrize(
    ("pointer", "words"),
    [
        ("/ratings/0", "Xếp loại năm 2024: Hoàn thành tốt nhiệm vụ"),
        ("/subject/employed_from", "Ngày vào cơ quan: 01/01/2015"),
        ("/subject/role", "Vị trí: Công chức"),
        ("/ratings/99", "/ratings/99"),
        ("/khong/co", "/khong/co"),
    ],
)
def test_rows_of_the_record_are_said_in_words(desk: Desk, pointer: str, words: str) -> None:
    check = desk.nominate(desk.draft(), person=desk.person("Cao Thị Hiền")).checks.get()

    assert fact_text(check.facts, pointer, check.on) == words


# --- to-dos ---------------------------------------------------------------------------------------------------------


def test_the_contact_is_asked_to_finish_and_to_mend(desk: Desk) -> None:
    draft, returned = desk.draft(title="Đề nghị khác"), desk.dossier("returned")
    todos = todos_by(desk.user("contact"), clock.today(), dossier_todos)

    assert [draft.reference in todos[0].what, returned.reference in todos[1].what] == [True, True]
    assert todos[1].due == date(2025, 11, 28)
    assert "Thiếu biên bản bình xét" in todos[1].why
    assert todos_by(desk.user("other_contact"), clock.today(), dossier_todos) == []


def test_the_officer_is_asked_to_appraise_and_told_how_much_is_open(desk: Desk) -> None:
    dossier = desk.draft(kind="movement")
    desk.nominate(dossier, "GIAY_KHEN", person=desk.person("Cao Thị Hiền"))
    assert todos_by(desk.user("officer"), clock.today(), dossier_todos) == []
    desk.bring(dossier, "submitted")

    (todo,) = todos_by(desk.user("officer"), clock.today(), dossier_todos)

    assert dossier.reference in todo.what
    assert "1 đề nghị cần nhận xét" in todo.why
    for key in ("staff", "director", "secretary", "member", "contact"):
        assert todos_by(desk.user(key), clock.today(), dossier_todos) == []


def test_a_collective_without_ratings_stays_open(desk: Desk) -> None:
    rate(desk.office.archive, y2024="good")
    nomination = desk.nominate(desk.draft(), "TTLDTT", unit=desk.office.archive)

    assert nomination.outcome == "open"
    assert nomination.recipient_post == "Sở Nội vụ"


def test_many_waiting_dossiers_are_one_line_after_the_oldest_ten(desk: Desk) -> None:
    now = clock.now()
    values = {"body": desk.office.body, "unit": desk.office.archive, "year": 2025, "created_by": desk.user("contact")}
    sent = {"state": Dossier.State.SUBMITTED, "created_at": now, "submitted_at": now, "state_since": now}
    Dossier.objects.bulk_create(
        Dossier(reference=f"HS-2025-9{number:03d}", title="Hồ sơ", received_on=clock.today(), **values, **sent)
        for number in range(12)
    )

    todos = todos_by(desk.user("officer"), clock.today(), dossier_todos)

    assert len(todos) == 11
    assert (todos[-1].count, "2 hồ sơ nữa" in todos[-1].what) == (2, True)


def test_when_all_is_judged_the_list_no_longer_asks_for_it(desk: Desk) -> None:
    rate(desk.office.archive, y2024="good")
    dossier = desk.draft()
    nomination = desk.nominate(dossier, "TTLDTT", unit=desk.office.archive)
    desk.bring(dossier, "submitted")
    nomination.refresh_from_db()
    assert nomination.outcome == Nomination.Outcome.OPEN
    while waiting := open_conditions(dossier):
        nomination.refresh_from_db()
        assert nomination.outcome == Nomination.Outcome.OPEN
        desk.judge(nomination, waiting[0].condition)
    nomination.refresh_from_db()
    assert nomination.outcome == Nomination.Outcome.JUDGED
    assert newest_check(nomination).outcome == Check.Outcome.OPEN


def test_what_nobody_said_stands_on_no_sheet_as_a_remark(desk: Desk) -> None:
    dossier = desk.draft(kind="movement")
    nomination = desk.nominate(dossier, "GIAY_KHEN", person=desk.person("Cao Thị Hiền"))
    desk.bring(dossier, "submitted")
    nomination = Nomination.objects.select_related("dossier__unit", "dossier__body").get(pk=nomination.pk)
    silent = appraisal_context(nomination, newest_check(nomination), {}, None, clock.today())
    assert silent.remarks == ""
    assert any("phiên bản dữ liệu pháp luật" in warning for warning in silent.warnings)
    desk.judge(nomination, "gk_movement")
    judged = judgements_of([nomination])[nomination.pk]
    told = appraisal_context(nomination, newest_check(nomination), judged, None, clock.today())
    assert "đã nhận xét 1 điều kiện" in told.remarks
