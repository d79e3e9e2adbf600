from dataclasses import replace
from decimal import Decimal

import pytest
from tests.paperwork.reading import running_text
from tests.paperwork.test_certificates import PNG

from thidua.base import clock
from thidua.base.refusal import Refused
from thidua.decisions.blanks import actions, printing, sheets
from thidua.decisions.blanks.models import Blank, BlankSheet, PrintRun
from thidua.decisions.models import Certificate
from thidua.journal.models import Event
from thidua.journal.queries import verify

from .conftest import new_blank


def edit(blank, chancery, **change):
    values = {
        "blank": blank, "version": blank.version, "layout": blank.layout, "awards": [], "scan": None,
        "actor": chancery.user("officer"), "at": clock.now(),
    }  # fmt: skip
    return actions.edit_blank(**(values | change))


def ask(chancery, decision, blank=None, certificates=None, **change):
    asked = []
    values = {
        "decision": decision, "certificates": sheets.printable(decision) if certificates is None else certificates,
        "blank": blank, "printer": None, "first_serial": "", "enqueue": asked.append,
        "actor": chancery.user("administration"), "at": clock.now(),
    }  # fmt: skip
    return actions.ask_printing(**(values | change))


def code_of(act) -> str:
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.code


@pytest.mark.parametrize("key", ["officer", "administration"])
def test_those_who_print_add_a_blank(chancery, key):
    blank = new_blank(chancery, actor=chancery.user(key))
    assert Event.objects.filter(action="decisions.blank.add", object_id=str(blank.pk)).exists()
    assert blank.layout.fields


@pytest.mark.parametrize("key", ["director", "secretary", "member", "contact", "staff"])
def test_others_add_none(chancery, key):
    assert code_of(lambda: new_blank(chancery, actor=chancery.user(key))) == "not_allowed"
    assert not Blank.objects.exists()


def test_the_usual_places_are_moved_in_proportion_to_the_sheet(chancery):
    blank = new_blank(chancery, width=Decimal(420), height=Decimal(297))
    blank.layout.check()
    name = next(field for field in blank.layout.fields if field.key == "name")
    assert (name.x, name.y) == (46.5, 151.5)


def test_two_blanks_of_a_body_have_two_names(chancery, blank):
    assert code_of(lambda: new_blank(chancery)) == "name_taken"
    actions.retire_blank(blank=blank, actor=chancery.user("officer"), at=clock.now())
    assert new_blank(chancery).pk != blank.pk


def test_only_a_picture_is_taken_for_a_scan(chancery):
    assert code_of(lambda: new_blank(chancery, scan=b"%PDF-1.7")) == "file_kind"
    assert new_blank(chancery, scan=PNG).scan.read() == PNG


def test_a_place_is_moved_and_the_journal_keeps_the_old_one(chancery, blank):
    layout = blank.layout
    moved = replace(layout, fields=tuple(replace(field, x=field.x + 1) for field in layout.fields))
    edited = edit(blank, chancery, layout=moved)
    assert edited.version == blank.version + 1
    assert edited.layout == moved
    event = Event.objects.get(action="decisions.blank.edit")
    assert event.old["fields"] != event.new["fields"]
    assert list(verify()) == []


def test_of_two_who_edit_at_once_the_second_is_told(chancery, blank):
    edit(blank, chancery)
    assert code_of(lambda: edit(blank, chancery)) == "stale"


def test_a_place_outside_the_sheet_is_refused_and_nothing_changes(chancery, blank):
    layout = blank.layout
    outside = replace(layout, fields=(replace(layout.fields[0], x=290.0), *layout.fields[1:]))
    assert code_of(lambda: edit(blank, chancery, layout=outside)) == "cannot_print"
    blank.refresh_from_db()
    assert blank.layout == layout


def test_a_copy_takes_places_and_printers_with_it(chancery, blank):
    who = {"actor": chancery.user("officer"), "at": clock.now()}
    actions.set_printer(blank=blank, name="HP tầng 2", offset_x=Decimal("-1.5"), offset_y=Decimal(2), **who)
    copied = actions.copy_blank(blank=blank, **who)
    assert copied.name == "Giấy khen 2025 (2)"
    assert copied.layout.fields == blank.layout.fields
    assert [(printer.name, printer.offset.x) for printer in copied.printers.all()] == [("HP tầng 2", -1.5)]


def test_a_printer_is_noted_once_under_its_name_and_forgotten(chancery, blank):
    who = {"actor": chancery.user("officer"), "at": clock.now()}
    for shift in (1, 2):
        printer = actions.set_printer(blank=blank, name="HP", offset_x=Decimal(shift), offset_y=Decimal(0), **who)
    assert [item.offset_x for item in blank.printers.all()] == [2]
    actions.remove_printer(printer=printer, **who)
    assert not blank.printers.exists()


def test_a_batch_on_blanks_takes_a_serial_for_every_sheet(chancery, blank):
    run = ask(chancery, chancery.signed(), blank, first_serial="KH 000123")
    assert list(run.sheets.values_list("serial", flat=True)) == ["KH 000123", "KH 000124", "KH 000125"]
    assert list(verify()) == []


def test_a_serial_is_never_used_twice(chancery, blank):
    decision = chancery.signed()
    ask(chancery, decision, blank, first_serial="000001")
    with pytest.raises(Refused, match="000003") as refused:
        ask(chancery, decision, blank, first_serial="000003")
    assert "first_serial" in refused.value.fields
    assert PrintRun.objects.count() == 1


def test_a_batch_is_asked_for_by_printers_only_and_only_when_signed(chancery, blank):
    draft = chancery.draft()
    assert code_of(lambda: ask(chancery, draft, blank)) == "not_signed"
    decision = actions_sign(chancery, draft)
    assert code_of(lambda: ask(chancery, decision, blank, actor=chancery.user("member"))) == "not_allowed"
    assert code_of(lambda: ask(chancery, decision, blank, certificates=[])) == "nothing_to_print"
    actions.retire_blank(blank=blank, actor=chancery.user("officer"), at=clock.now())
    assert code_of(lambda: ask(chancery, decision, blank)) == "retired"
    assert ask(chancery, decision).total == 3


def actions_sign(chancery, draft):
    from thidua.decisions import actions as decisions

    submitted = decisions.submit_decision(decision=draft, actor=chancery.user("officer"), at=clock.now())
    return decisions.sign_decision(decision=submitted, actor=chancery.user("director"), at=clock.now())


def test_a_text_that_fits_nowhere_is_told_before_anything_is_printed(chancery, blank):
    narrow = replace(
        blank.layout, fields=tuple(replace(f, width=15.0, size=24.0, smallest=24.0) for f in blank.layout.fields[1:2])
    )
    blank = edit(blank, chancery, layout=narrow)
    with pytest.raises(Refused, match="Tên người nhận") as refused:
        ask(chancery, chancery.signed(), blank)
    assert refused.value.code == "cannot_print"
    assert not PrintRun.objects.exists()


def test_the_worker_makes_the_file_of_a_batch_once(chancery, blank):
    run = ask(chancery, chancery.signed(), blank, first_serial="1000")
    assert printing.make_run(run.pk, at=clock.now()) == PrintRun.State.READY
    run.refresh_from_db()
    first = run.pdf_id
    assert run.made == run.total == 3
    printing.make_run(run.pk, at=clock.now())
    run.refresh_from_db()
    assert run.pdf_id == first
    assert list(verify()) == []


def test_a_batch_on_blank_paper_has_its_file_too(chancery):
    run = ask(chancery, chancery.signed())
    assert printing.make_run(run.pk, at=clock.now()) == PrintRun.State.READY


def test_the_code_of_verification_is_printed_on_request(chancery):
    decision = chancery.signed()
    printed = {}
    for with_code in (True, False):
        run = ask(chancery, decision, with_code=with_code)
        printing.make_run(run.pk, at=clock.now())
        run.refresh_from_db()
        printed[with_code] = running_text(run.pdf.read())
    assert "Mã xác minh" in printed[True]
    assert "Mã xác minh" not in printed[False]


def test_a_batch_that_failed_can_be_asked_for_again(chancery, blank, monkeypatch):
    run = ask(chancery, chancery.signed(), blank)
    with monkeypatch.context() as broken:
        broken.setattr(sheets, "parts", lambda run: (_ for _ in ()).throw(OSError("hết chỗ")))
        with pytest.raises(OSError, match="hết chỗ"):
            printing.make_run(run.pk, at=clock.now())
    run.refresh_from_db()
    assert (run.state, "hết chỗ" in run.error) == (PrintRun.State.FAILED, True)
    who = {"actor": chancery.user("officer"), "at": clock.now()}
    actions.retry_printing(run=run, enqueue=lambda key: None, **who)
    assert printing.make_run(run.pk, at=clock.now()) == PrintRun.State.READY
    run.refresh_from_db()
    assert code_of(lambda: actions.retry_printing(run=run, enqueue=lambda key: None, **who)) == "nothing_to_make"


def test_a_spoilt_sheet_is_struck_out_with_its_reason_and_its_certificate_comes_back(chancery, blank):
    run = ask(chancery, chancery.signed(), blank, first_serial="01")
    who = {"actor": chancery.user("officer"), "at": clock.now()}
    anew = actions.spoil_sheets(run=run, serials=["02"], reason="In lệch", **who)
    assert [certificate.sheets.get().serial for certificate in anew] == ["02"]
    sheet = BlankSheet.objects.get(serial="02")
    assert (sheet.state, sheet.spoilt_reason) == (BlankSheet.State.SPOILT, "In lệch")
    assert code_of(lambda: actions.spoil_sheets(run=run, serials=["02"], reason="Lại lệch", **who)) == (
        "forbidden_transition"
    )
    assert list(verify()) == []


@pytest.mark.parametrize(
    ("serials", "reason", "key", "code"),
    [
        ([], "Rách", "officer", "nothing_to_spoil"),
        (["99"], "Rách", "officer", "not_a_sheet"),
        (["01"], " ", "officer", "reason_missing"),
        (["01"], "Rách", "member", "not_allowed"),
    ],
)
def test_a_sheet_is_not_struck_out_without_sheet_reason_or_right(chancery, blank, serials, reason, key, code):
    run = ask(chancery, chancery.signed(), blank, first_serial="01")
    act = {"run": run, "serials": serials, "reason": reason, "actor": chancery.user(key), "at": clock.now()}
    assert code_of(lambda: actions.spoil_sheets(**act)) == code
    assert not BlankSheet.objects.filter(state="spoilt").exists()


def test_only_certificates_blanks_and_printers_of_the_decision_are_printed(chancery):
    decision = chancery.signed()
    blank, other = new_blank(chancery), new_blank(chancery, name="Phôi khác")
    who = {"actor": chancery.user("officer"), "at": clock.now()}
    printer = actions.set_printer(blank=other, name="Máy", offset_x=Decimal(1), offset_y=Decimal(0), **who)
    found = sheets.printable(decision)
    assert code_of(lambda: ask(chancery, decision, blank, printer=printer)) == "not_of_decision"
    assert code_of(lambda: ask(chancery, decision, None, printer=printer)) == "not_of_decision"
    Certificate.objects.filter(pk=found[0].pk).update(state=Certificate.State.REVOKED)
    assert code_of(lambda: ask(chancery, decision, certificates=found)) == "not_of_decision"
    assert ask(chancery, decision, other, certificates=found[1:], printer=printer).total == len(found) - 1
