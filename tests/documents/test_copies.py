"""Copies: what may be copied from what, numbers, register, frozen files, journal (Decree 30/2020, Articles 25-27)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from tests.documents.copying import copy, order, outside, stay_here, text_of
from tests.paperwork.signing.making import key_of, root

from thidua.base import clock
from thidua.base.refusal import Refused
from thidua.documents import actions as papers
from thidua.documents.copies import actions
from thidua.documents.copies.making import copy_files, parts
from thidua.documents.copies.models import DocumentCopy, Medium, OutsidePaper, Standing
from thidua.documents.copies.originals import original_of
from thidua.documents.copies.permissions import may_see, visible_to
from thidua.documents.copies.rules import forms_for, media_for, permitted
from thidua.documents.models import NumberSeries, OfficialDocument, RegisterEntry
from thidua.journal.queries import history, verify
from thidua.paperwork import Plan, Signer, document_docx, document_pdf
from thidua.paperwork.documents.base import Marks
from thidua.paperwork.samples import SAMPLES
from thidua.paperwork.signing import sign_pdf, stamp_copy

Form = DocumentCopy.Form


@pytest.fixture(autouse=True)
def _here(monkeypatch, tmp_path, settings):
    stay_here(monkeypatch)
    (tmp_path / "goc.pem").write_bytes(root())
    settings.SIGNING_ROOTS = str(tmp_path)


@pytest.fixture
def scan() -> bytes:
    """What the signed paper looks like when it is scanned; its text does not matter here."""
    return document_pdf(SAMPLES["reminder"]())


def refused(act: Any, *args: Any, **kwargs: Any) -> str:
    with pytest.raises(Refused) as caught:
        act(*args, **kwargs)
    return caught.value.code


def signed_paper(desk: Any) -> OfficialDocument:
    """An issued letter with its digitally signed file."""
    document = desk.numbered()
    data = sign_pdf(document.pdf.read(), key_of("Trần Văn Giám"), at=clock.now())
    document = papers.attach_signed_file(
        document=document, data=data, actor=desk.user("administration"), at=clock.now()
    )
    return papers.issue_document(document=document, actor=desk.user("administration"), at=clock.now())


# ── the law ──────────────────────────────────────────────────────────────────

LAWFUL = {
    ("SY", "original", "paper", "paper"), ("SY", "original", "electronic", "paper"),
    ("SY", "original", "paper", "electronic"),
    ("SL", "sao_y", "paper", "paper"), ("SL", "sao_y", "paper", "electronic"), ("SL", "sao_y", "electronic", "paper"),
    ("TrS", "original", "paper", "paper"), ("TrS", "original", "paper", "electronic"),
    ("TrS", "original", "electronic", "electronic"), ("TrS", "original", "electronic", "paper"),
}  # fmt: skip


@pytest.mark.parametrize("way", list(product(Form.values, Standing.values, Medium.values, Medium.values)))
def test_the_ways_of_article_25_and_no_others(way):
    answer = permitted(*way)
    assert bool(answer) == (way in LAWFUL)
    assert bool(answer) or answer.reason


def test_what_is_offered_is_what_is_permitted():
    for standing, held in product(Standing.values, Medium.values):
        for form in forms_for(standing):
            for medium in media_for(form, standing, held):
                assert (form, standing, held, medium) in LAWFUL


# ── the office's own papers ──────────────────────────────────────────────────


def test_a_signed_paper_is_copied_from_its_signed_pages(desk):
    document = signed_paper(desk)
    made = copy(desk, document)
    assert (made.reference, made.state, made.original_id) == ("01/SY-SNV", "issued", document.signed_id)
    words = text_of(made.pdf.read())
    for part in ("SAO Y", "Số: 01/SY-SNV", "TL. GIÁM ĐỐC", "Vũ Văn Phòng", "Các phòng thuộc Sở", document.reference):
        assert part in words
    assert made.docx is None
    assert made.cited.startswith(f"Công văn số {document.reference} ngày")


def test_of_a_paper_signed_with_ink_the_scan_is_copied(desk, scan):
    document = desk.issued()
    assert refused(copy, desk, document) == "no_original"
    made = copy(desk, document, scan=scan)
    assert made.original.read() == scan


def test_a_refused_copy_takes_no_number(desk, scan):
    document = desk.issued()
    assert refused(copy, desk, document) == "no_original"
    assert refused(copy, desk, document, scan=b"%PDF-1.4 broken") == "not_printable"
    assert copy(desk, document, scan=scan).number == 1
    assert DocumentCopy.objects.count() == 1


def test_the_same_copy_pressed_twice_is_one_with_one_number(desk, scan):
    document = desk.issued()
    first = copy(desk, document, scan=scan)
    assert copy(desk, document, scan=scan) == first
    other = copy(desk, document, scan=scan, signer_name="Người Ký Khác")
    assert [first.number, other.number] == [1, 2]


def test_all_copies_of_a_year_share_one_series_in_every_way_of_numbering(desk, scan):
    papers.choose_numbering(
        body=desk.office.body, year=2025, way="common", basis="Quy chế", actor=desk.user("officer"), at=clock.now()
    )
    document = desk.issued()
    first = copy(desk, document, scan=scan)
    second = copy(desk, document, form="TrS", parts=("0",))
    assert [first.reference, second.reference] == ["01/SY-SNV", "02/TrS-SNV"]
    assert {first.entry.series.scope, second.entry.series.scope} == {NumberSeries.Scope.COPIES}
    assert document.number == 1


def test_copies_begin_with_one_each_year(desk, scan):
    document = desk.issued()
    copy(desk, document, scan=scan)
    with clock.on_day(date(2026, 1, 2)):
        assert copy(desk, document, scan=scan).number == 1


def test_a_copy_stands_in_the_register_with_what_it_is_of(desk, scan):
    made = copy(desk, desk.issued(), scan=scan)
    entry = RegisterEntry.objects.get(source_label="documents.documentcopy", source_pk=made.pk)
    assert (entry.type_name, entry.signer, entry.recipients) == ("Sao y", "Vũ Văn Phòng", "Các phòng thuộc Sở")
    assert entry.subject.startswith("Công văn số 01/SNV-TĐKT ngày")
    assert entry.url == f"/van-ban/ban-sao/{made.pk}/"


def test_a_copy_is_journalled_and_its_seals_hold(desk, scan):
    made = copy(desk, desk.issued(), scan=scan)
    assert [event.action for event in history(made)] == ["documents.copy.make"]
    assert list(verify()) == []


@pytest.mark.parametrize("state", ["draft", "numbered"])
def test_only_what_is_out_is_copied(desk, scan, state):
    document = desk.draft() if state == "draft" else desk.numbered()
    assert refused(copy, desk, document, scan=scan) == "not_copied"


def test_a_recalled_paper_is_not_copied(desk, scan):
    document = papers.recall_document(
        document=desk.issued(), reason="Sai", actor=desk.user("administration"), at=clock.now()
    )
    assert refused(copy, desk, document, scan=scan) == "not_copied"


def test_secret_papers_are_not_copied_here(desk, scan):
    draft = desk.draft(replace(desk.reminder(), marks=Marks(secrecy="secret")))
    who = desk.user("administration")
    number = papers.number_document(document=draft, actor=who, at=clock.now())
    document = papers.issue_document(document=number, actor=who, at=clock.now())
    assert refused(copy, desk, document, scan=scan) == "not_copied"


def test_an_electronic_original_is_not_copied_into_an_electronic_one(desk):
    assert refused(copy, desk, signed_paper(desk), medium="electronic") == "wrong_form"


def test_a_sao_luc_is_not_made_of_an_original(desk, scan):
    assert refused(copy, desk, desk.issued(), form="SL", scan=scan) == "wrong_form"


def test_an_extract_is_set_anew_with_header_and_end(desk):
    letter = desk.reminder()
    plan = Plan(office=letter.office, signer=Signer(("GIÁM ĐỐC",), "Trần Văn Giám"), **_content())
    who = desk.user("administration")
    document = papers.number_document(document=desk.draft(plan), actor=who, at=clock.now())
    document = papers.issue_document(document=document, actor=who, at=clock.now())
    chosen = [part for part in parts(original_of(document)) if "YÊU CẦU" in part.title.upper()]
    made = copy(desk, document, form="TrS", parts=tuple(part.key for part in chosen))
    words = text_of(made.pdf.read())
    for part in ("TRÍCH SAO", "Số: 01/TrS-SNV", document.reference, "KẾ HOẠCH", "Trần Văn Giám"):
        assert part in words
    assert "Bí mật của phần hai" not in words
    assert made.docx.read().startswith(b"PK")
    assert made.parts == [part.title for part in chosen]


def _content() -> dict[str, Any]:
    sample = SAMPLES["plan"]()
    from thidua.paperwork import Line

    lines = (
        Line("section", "Mục đích, yêu cầu"), Line("text", "Thi đua thiết thực."),
        Line("section", "Nội dung"), Line("text", "Bí mật của phần hai."),
    )  # fmt: skip
    return {"subject": sample.subject, "lines": lines}


def test_the_look_before_has_no_number(desk, scan):
    pdf, _docx = copy_files(original_of(desk.issued()), order(scan=scan), None, clock.now())
    assert "Số: ……/SY-SNV" in text_of(pdf)
    assert DocumentCopy.objects.count() == 0


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"day": date(2026, 1, 1)}, "future_day"),
        ({"signer_name": " "}, "no_signer"),
        ({"signer_lines": ""}, "no_signer"),
        ({"medium": "electronic", "day": date(2025, 11, 19)}, "other_day"),
    ],
)
def test_what_a_copy_must_have(desk, scan, change, code):
    assert refused(copy, desk, desk.issued(), scan=scan, **change) == code


def test_days_and_numbers_of_copies_keep_one_order(desk, scan):
    document = desk.issued()
    copy(desk, document, scan=scan)
    assert refused(copy, desk, document, scan=scan, day=clock.today() - timedelta(days=1)) == "date_order"


# ── papers from outside ──────────────────────────────────────────────────────


def test_a_paper_from_outside_is_kept_and_copied(desk, scan):
    paper = outside(desk, scan)
    made = copy(desk, paper)
    assert made.original.read() == scan
    assert made.cited.startswith("Quyết định số 1234/QĐ-UBND ngày 20/11/2025 của Ủy ban nhân dân tỉnh Khánh Hòa")
    assert list(verify()) == []


def test_of_a_sao_y_from_outside_a_sao_luc_is_made(desk, scan):
    paper = outside(desk, scan, standing="sao_y")
    assert refused(copy, desk, paper) == "wrong_form"
    assert refused(copy, desk, paper, form="TrS", parts=("0",)) == "wrong_form"
    assert copy(desk, paper, form="SL").reference == "01/SL-SNV"


def test_a_paper_scan_becomes_an_electronic_copy_that_the_agency_signs(desk, scan, monkeypatch):
    from thidua.paperwork.signing import verify as verifying
    from thidua.paperwork.signing.examine import examine

    monkeypatch.setattr(verifying, "run_isolated", lambda _function, payload: examine(**payload))
    made = copy(desk, outside(desk, scan), medium="electronic")
    words = text_of(made.pdf.read())
    assert "SAO Y" in words
    assert "+07:00" in words
    assert "Sở Nội vụ" in words
    signed = sign_pdf(made.pdf.read(), key_of("Sở Nội vụ"), at=clock.now())
    kept = actions.attach_signed_copy(copy=made, data=signed, actor=desk.user("officer"), at=clock.now())
    assert kept.signed.read() == signed
    assert list(verify()) == []
    other = sign_pdf(document_pdf(SAMPLES["plan"]()), key_of("Sở Nội vụ"), at=clock.now())
    with pytest.raises(Refused):
        actions.attach_signed_copy(copy=made, data=other, actor=desk.user("officer"), at=clock.now())


def test_a_copy_on_paper_takes_no_signed_file(desk, scan):
    made = copy(desk, outside(desk, scan))
    code = refused(actions.attach_signed_copy, copy=made, data=scan, actor=desk.user("officer"), at=clock.now())
    assert code == "not_attached"


@pytest.mark.parametrize("write", [document_docx, document_pdf])
def test_an_extract_of_a_word_or_pdf_file_from_outside(desk, write):
    paper = outside(desk, write(SAMPLES["decision"]()))
    titles = {part.key: part.title for part in parts(original_of(paper))}
    key = next(key for key, title in titles.items() if title.startswith("Điều 2."))
    made = copy(desk, paper, form="TrS", parts=(key,))
    words = text_of(made.pdf.read())
    assert "Số: 08/QĐ-SNV" in words
    assert "Điều 2." in words
    assert "Điều 1." not in words
    table = next(key for key, title in titles.items() if title.startswith("Phụ lục"))
    assert refused(copy, desk, paper, form="TrS", parts=(table,)) == "not_printable"


def test_a_scan_without_text_gives_no_extract(desk):
    from tests.paperwork.test_copying import blank

    paper = outside(desk, blank())
    assert refused(copy, desk, paper, form="TrS", parts=("0",)) == "no_content"


@pytest.mark.parametrize(("data", "code"), [(b"GIF89a", "file_kind"), (b"%PDF-1.4 broken", "not_readable")])
def test_other_files_are_not_taken_in(desk, data, code):
    assert refused(outside, desk, data) == code
    assert OutsidePaper.objects.count() == 0


def test_a_paper_of_tomorrow_is_not_taken_in(desk, scan):
    assert refused(outside, desk, scan, day=clock.today() + timedelta(days=1)) == "future_day"


# ── who, and taking back ─────────────────────────────────────────────────────


@pytest.mark.parametrize("who", ["officer", "administration"])
def test_who_makes_copies(desk, scan, who):
    assert copy(desk, outside(desk, scan, by=who), by=who).number == 1


@pytest.mark.parametrize("who", ["director", "secretary", "contact", "staff", "union"])
def test_who_makes_none(desk, scan, who):
    assert refused(outside, desk, scan, by=who) == "not_allowed"
    assert refused(copy, desk, desk.issued(), by=who, scan=scan) == "not_allowed"


def test_who_sees_a_copy_is_the_same_for_the_list_and_for_one(desk, scan):
    made = copy(desk, desk.issued(), scan=scan)
    allowed = {key for key, user in desk.office.users.items() if may_see(user, made)}
    listed = {key for key, user in desk.office.users.items() if made in visible_to(user)}
    assert allowed == listed == {"officer", "administration", "director"}


def test_a_copy_is_taken_back_with_a_reason_and_keeps_its_number(desk, scan):
    document = desk.issued()
    made = copy(desk, document, scan=scan)
    who = desk.user("administration")
    assert refused(actions.recall_copy, copy=made, reason=" ", actor=who, at=clock.now()) == "reason_missing"
    back = actions.recall_copy(copy=made, reason="Gửi nhầm nơi", actor=who, at=clock.now())
    back.entry.refresh_from_db()
    assert (back.state, back.entry.note) == ("recalled", "Đã thu hồi: Gửi nhầm nơi")
    assert copy(desk, document, scan=scan).number == 2
    assert refused(actions.recall_copy, copy=back, reason="Lại", actor=who, at=clock.now())
    assert list(verify()) == []


def test_the_database_holds_number_and_files_of_a_copy(desk, scan):
    made = copy(desk, desk.issued(), scan=scan)
    for change in ({"pdf": None}, {"number": None}, {"original": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            DocumentCopy.objects.filter(pk=made.pk).update(**change)


def test_the_library_signs_electronic_copies_with_a_key(scan):
    assert len(stamp_copy(scan, key_of("Sở Nội vụ"), form="SAO Y", agency="Sở Nội vụ", at=clock.now())) > len(scan)
