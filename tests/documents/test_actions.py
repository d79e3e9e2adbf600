"""Drafting, editing, numbering, issuing, replacing, recalling papers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from thidua.base import clock
from thidua.base.refusal import Refused
from thidua.documents import actions
from thidua.documents.models import NumberSeries, OfficialDocument, RegisterEntry
from thidua.journal.models import Event
from thidua.journal.queries import verify
from thidua.paperwork import MissingItem, Signer

State = OfficialDocument.State


def refused(act, **values) -> str:
    with pytest.raises(Refused) as caught:
        act(**values)
    return caught.value.code


def edit(desk, document, context, by="officer", version=None):
    return actions.edit_document(
        document=document, context=context, version=document.version if version is None else version,
        actor=desk.user(by), at=clock.now(),
    )  # fmt: skip


def number(desk, document, by="administration", **more):
    return actions.number_document(document=document, actor=desk.user(by), at=clock.now(), **more)


# ── drafts ───────────────────────────────────────────────────────────────────


def test_a_draft_keeps_its_context_and_tells_what_it_is_about(desk):
    document = desk.draft()

    assert document.state == State.DRAFT
    assert document.paper == desk.reminder()
    assert (document.symbol, document.signer_name) == ("SNV-TĐKT", "Trần Văn Giám")
    assert document.subject.startswith("V/v đôn đốc")
    assert list(verify()) == []


@pytest.mark.parametrize(("who", "may"), [("officer", True), ("administration", True), ("staff", False)])
def test_who_writes_for_the_body_drafts(desk, who, may):
    if may:
        assert desk.draft(by=who).pk
    else:
        assert refused(desk.draft, by=who) == "not_allowed"


def test_an_edit_is_kept_with_its_version(desk):
    document = desk.draft()
    changed = edit(desk, document, desk.reminder(deadline="ngay"))

    assert (changed.version, changed.edited, changed.paper.deadline) == (2, True, "ngay")


def test_the_second_of_two_editors_is_told_and_changes_nothing(desk):
    document = desk.draft()
    seen = document.version
    edit(desk, document, desk.reminder(deadline="ngay"))

    assert refused(edit, desk=desk, document=document, context=desk.reminder(), version=seen) == "changed_since"
    assert OfficialDocument.objects.get().paper.deadline == "ngay"


def test_an_unfinished_draft_is_kept(desk):
    document = desk.draft(desk.reminder(missing=()))
    assert document.paper.missing == ()
    assert refused(number, desk=desk, document=document) == "not_ready"


def test_a_draft_given_up_is_gone_and_the_journal_says_why(desk):
    document = desk.draft()
    actions.discard_draft(document=document, reason="Đơn vị đã gửi", actor=desk.user("officer"), at=clock.now())

    assert not OfficialDocument.objects.exists()
    assert Event.objects.get(action="documents.document.discard").reason == "Đơn vị đã gửi"
    assert list(verify()) == []


def test_a_draft_is_not_given_up_without_a_reason(desk):
    document = desk.draft()
    code = refused(actions.discard_draft, document=document, reason=" ", actor=desk.user("officer"), at=clock.now())
    assert code == "reason_missing"


# ── numbers ──────────────────────────────────────────────────────────────────


def test_a_number_freezes_context_and_files(desk):
    document = number(desk, desk.draft())

    assert (document.state, document.reference, document.day) == (State.NUMBERED, "01/SNV-TĐKT", date(2025, 11, 20))
    assert (document.paper.number, document.paper.day) == ("01", date(2025, 11, 20))
    assert document.pdf.read().startswith(b"%PDF")
    assert document.docx.read().startswith(b"PK")
    entry = RegisterEntry.objects.get()
    assert (entry.reference, entry.signer, entry.type_name) == ("01/SNV-TĐKT", "Trần Văn Giám", "Công văn")
    assert entry.url == f"/van-ban/{document.pk}/"
    assert list(verify()) == []


def test_what_has_a_number_is_not_edited_nor_given_up(desk):
    document = number(desk, desk.draft())

    assert refused(edit, desk=desk, document=document, context=desk.reminder()) == "frozen"
    code = refused(actions.discard_draft, document=document, reason="x", actor=desk.user("officer"), at=clock.now())
    assert code == "frozen"
    assert refused(
        actions.gather_again, document=document, version=document.version, actor=desk.user("officer"), at=clock.now()
    ) == "frozen"  # fmt: skip


def test_pressed_twice_a_paper_gets_one_number(desk):
    document = desk.draft()
    stale = OfficialDocument.objects.get(pk=document.pk)
    number(desk, document)

    assert refused(number, desk=desk, document=stale) == "state_changed"
    assert RegisterEntry.objects.count() == 1


def test_what_was_edited_after_the_clerk_looked_is_not_numbered(desk):
    document = desk.draft()
    seen = document.version
    edited = edit(desk, document, desk.reminder(deadline="ngay"))

    assert refused(number, desk=desk, document=edited, version=seen) == "changed_since"
    assert number(desk, edited, version=edited.version).number == 1


def test_numbers_run_without_gap_and_by_symbol(desk):
    first, second = number(desk, desk.draft()), number(desk, desk.draft())
    other = number(desk, desk.draft(desk.reminder(symbol="SNV-VP")))

    assert [first.number, second.number, other.number] == [1, 2, 1]


def test_a_council_counts_apart(desk):
    own = number(desk, desk.draft())
    council = number(desk, desk.draft(council="Hội đồng Thi đua - Khen thưởng"))

    assert (own.number, council.number) == (1, 1)
    assert NumberSeries.objects.count() == 2


def test_a_new_year_begins_with_one(desk):
    number(desk, desk.draft())
    with clock.on_day(date(2026, 1, 2)):
        assert number(desk, desk.draft()).number == 1


def test_a_number_that_was_refused_is_not_lost(desk):
    bad = desk.draft(desk.reminder(signer=Signer(("GIÁM ĐỐC",), "")))
    assert refused(number, desk=desk, document=bad) == "not_ready"
    assert number(desk, desk.draft()).number == 1


def test_without_a_signer_no_number(desk):
    document = desk.draft(desk.reminder(signer=Signer(("GIÁM ĐỐC",), "")))
    with pytest.raises(Refused, match="người ký"):
        number(desk, document)


def test_a_number_given_by_hand_is_taken_once(desk):
    assert number(desk, desk.draft(), number=41).number == 41
    assert refused(number, desk=desk, document=desk.draft(), number=41) == "number_used"
    assert number(desk, desk.draft()).number == 42


@pytest.mark.parametrize("typed", [0, -3, 100_000])
def test_a_number_that_no_book_has_is_refused(desk, typed):
    assert refused(number, desk=desk, document=desk.draft(), number=typed) == "number_out_of_range"


def test_numbers_and_days_keep_one_order(desk):
    number(desk, desk.draft(), number=10)
    yesterday = clock.today() - timedelta(days=1)

    assert refused(number, desk=desk, document=desk.draft(), day=yesterday) == "date_order"
    assert number(desk, desk.draft(), day=yesterday, number=9).day == yesterday


def test_no_paper_bears_a_day_to_come(desk):
    assert refused(number, desk=desk, document=desk.draft(), day=clock.today() + timedelta(days=1)) == "future_day"


def test_a_series_goes_on_after_the_numbers_of_another_book(desk):
    actions.start_after(
        body=desk.office.body, symbol="SNV-TĐKT", year=2025, last=1286, actor=desk.user("administration"),
        at=clock.now(),
    )  # fmt: skip
    assert number(desk, desk.draft()).number == 1287


def test_a_series_never_goes_back(desk):
    number(desk, desk.draft(), number=50)
    code = refused(
        actions.start_after, body=desk.office.body, symbol="SNV-TĐKT", year=2025, last=20,
        actor=desk.user("administration"), at=clock.now(),
    )  # fmt: skip
    assert code == "number_used"


@pytest.mark.parametrize("who", ["staff", "director", "contact", "secretary"])
def test_who_is_no_clerk_gives_no_number(desk, who):
    assert refused(number, desk=desk, document=desk.draft(), by=who) == "not_allowed"


def test_the_contact_numbers_the_papers_of_the_own_unit_only(desk):
    own = actions.draft_document(
        body=desk.office.archive, context=desk.reminder(), actor=desk.user("contact"), at=clock.now()
    )
    assert number(desk, own, by="contact").number == 1
    other = actions.draft_document(
        body=desk.office.archive, context=desk.reminder(), actor=desk.user("contact"), at=clock.now()
    )
    assert refused(number, desk=desk, document=other, by="other_contact") == "not_allowed"


def test_the_database_holds_a_number_unique(desk):
    document = number(desk, desk.draft())
    entry = document.entry
    with pytest.raises(IntegrityError), transaction.atomic():
        RegisterEntry.objects.create(
            series=entry.series, body=entry.body, number=entry.number, symbol=entry.symbol, day=entry.day,
            type_name="x", subject="x", signer="x", source_label="x.y", source_pk=1,
        )  # fmt: skip


def test_the_database_holds_no_numbered_paper_without_its_files(desk):
    document = number(desk, desk.draft())
    with pytest.raises(IntegrityError), transaction.atomic():
        OfficialDocument.objects.filter(pk=document.pk).update(pdf=None)


def test_a_list_is_frozen_without_a_number(desk):
    document = number(desk, desk.draft(desk.payment()))

    assert (document.state, document.number, document.day) == (State.NUMBERED, None, date(2025, 11, 20))
    assert document.state_label == "Đã chốt"
    assert not RegisterEntry.objects.exists()


def test_a_changed_context_is_found_by_the_journal(desk):
    document = number(desk, desk.draft())
    context = document.context | {"deadline": "khi nào cũng được"}
    OfficialDocument.objects.filter(pk=document.pk).update(context=context)
    assert [fault.message for fault in verify() if "context" in fault.message]


# ── out ──────────────────────────────────────────────────────────────────────


def test_issued_papers_are_noted_in_the_register(desk):
    document = desk.issued()
    assert document.state == State.ISSUED
    assert RegisterEntry.objects.get().sent_on == date(2025, 11, 20)


def test_a_recalled_paper_keeps_its_number_and_says_why(desk):
    document = desk.issued()
    actions.recall_document(
        document=document, reason="Gửi nhầm đơn vị", actor=desk.user("administration"), at=clock.now()
    )
    assert document.state == State.RECALLED
    assert RegisterEntry.objects.get().note == "Đã thu hồi: Gửi nhầm đơn vị"
    assert number(desk, desk.draft()).number == 2


def test_a_recall_asks_for_its_reason(desk):
    code = refused(
        actions.recall_document, document=desk.issued(), reason="", actor=desk.user("administration"), at=clock.now()
    )
    assert code == "reason_missing"


def test_a_replacement_names_the_old_and_ends_it_when_it_goes_out(desk):
    old = desk.issued()
    new = actions.replace_document(document=old, reason="Sai thời hạn", actor=desk.user("officer"), at=clock.now())
    text = str(new.context)
    assert "01/SNV-TĐKT ngày 20/11/2025" in text
    assert (new.replaces, new.number) == (old, None)
    old.refresh_from_db()
    assert old.state == State.ISSUED

    new = edit(desk, new, replace(new.paper, missing=(MissingItem("Văn phòng", "Báo cáo"),)))
    actions.issue_document(document=number(desk, new), actor=desk.user("administration"), at=clock.now())

    old.refresh_from_db()
    assert old.state == State.REPLACED
    assert "02/SNV-TĐKT" in old.end_reason
    assert list(verify()) == []


def test_a_paper_is_replaced_by_one_only(desk):
    old = desk.issued()
    actions.replace_document(document=old, reason="Sai", actor=desk.user("officer"), at=clock.now())
    code = refused(actions.replace_document, document=old, reason="Sai", actor=desk.user("officer"), at=clock.now())
    assert code == "replaced_already"


def test_a_replacement_given_up_leaves_the_old_as_it_was(desk):
    old = desk.issued()
    new = actions.replace_document(document=old, reason="Sai", actor=desk.user("officer"), at=clock.now())
    actions.discard_draft(document=new, reason="Không cần", actor=desk.user("officer"), at=clock.now())
    assert actions.replace_document(document=old, reason="Sai", actor=desk.user("officer"), at=clock.now()).pk


@pytest.mark.parametrize("state", ["draft", "numbered"])
def test_only_what_has_gone_out_is_replaced(desk, state):
    document = desk.draft() if state == "draft" else desk.numbered()
    code = refused(
        actions.replace_document, document=document, reason="Sai", actor=desk.user("officer"), at=clock.now()
    )
    assert code == "not_issued"


def test_the_director_reads_and_does_not_issue(desk):
    document = desk.numbered()
    code = refused(actions.issue_document, document=document, actor=desk.user("director"), at=clock.now())
    assert code == "not_allowed"


def test_the_register_takes_the_columns_known_later(desk):
    entry = desk.issued().entry
    noted = actions.note_in_register(
        entry=entry, copies=12, sent_on=date(2025, 11, 20), note="Gửi trục liên thông",
        actor=desk.user("administration"), at=clock.now(),
    )  # fmt: skip
    assert (noted.copies, noted.note) == (12, "Gửi trục liên thông")
    assert list(verify()) == []
    code = refused(
        actions.note_in_register, entry=entry, copies=1, sent_on=None, note="", actor=desk.user("staff"),
        at=clock.now(),
    )  # fmt: skip
    assert code == "not_allowed"
