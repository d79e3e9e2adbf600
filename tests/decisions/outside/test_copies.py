"""Copies and annex files of decisions, and copies of minutes."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.urls import reverse
from tests.documents.copying import order, stay_here, text_of
from tests.paperwork.test_copying import blank

from thidua.base import clock
from thidua.base.refusal import Refused
from thidua.councils.models import Meeting
from thidua.decisions import making
from thidua.decisions.models import Decision
from thidua.documents.annexes.actions import add_annex
from thidua.documents.copies.actions import make_copy
from thidua.documents.copies.making import parts
from thidua.documents.copies.originals import original_of
from thidua.organisation.models import OfficeProfile


@pytest.fixture(autouse=True)
def _here(monkeypatch):
    stay_here(monkeypatch)


@pytest.fixture
def decision(chancery) -> Decision:
    """A decision with number and files."""
    signed = chancery.signed()
    making.make_documents(signed.pk, at=clock.now())
    return Decision.objects.select_related("pdf", "docx", "body").get(pk=signed.pk)


def extract_of(chancery, source, words: str, **more):
    """An extract of the parts whose titles begin with ``words``."""
    keys = tuple(part.key for part in parts(original_of(source)) if part.title.startswith(words))
    asked = order(form="TrS", parts=keys, **more)
    return make_copy(source=source, order=asked, actor=chancery.user("officer"), at=clock.now())


def test_of_a_decision_one_article_is_taken(chancery, decision):
    words = text_of(extract_of(chancery, decision, "Điều 2.").pdf.read())
    assert "Điều 2." in words
    assert "Điều 1." not in words
    assert f"Số: {decision.number:02d}/{decision.symbol}" in words
    assert "Số: 01/TrS-SNV" in words


def test_for_one_person_only_the_own_row_is_taken(chancery, decision):
    wanted, other = decision.lines.order_by("order")[:2]
    opening = next(part.title for part in parts(original_of(decision)) if part.rows)
    made = extract_of(chancery, decision, opening, names=(wanted.recipient_name,))
    words = text_of(made.pdf.read())
    assert wanted.recipient_name in words
    assert other.recipient_name not in words
    assert made.parts[-1] == wanted.recipient_name


def test_when_the_letterhead_has_changed_no_extract_pretends_to_be_exact(chancery, decision):
    OfficeProfile.objects.update(place="Nha Trang")
    with pytest.raises(Refused, match="không còn khớp"):
        extract_of(chancery, decision, "Điều 2.")


def test_a_sao_y_of_a_decision_needs_the_signed_one(chancery, decision):
    who = chancery.user("officer")
    with pytest.raises(Refused, match="bản chụp"):
        make_copy(source=decision, order=order(), actor=who, at=clock.now())
    made = make_copy(source=decision, order=order(scan=decision.pdf.read()), actor=who, at=clock.now())
    assert made.cited.startswith(f"Quyết định số {decision.number:02d}/{decision.symbol} ngày 20/11/2025 của Giám đốc")


def test_a_draft_of_a_decision_is_not_copied(chancery):
    draft = chancery.draft()
    with pytest.raises(Refused, match="đã ký"):
        make_copy(source=draft, order=order(scan=blank()), actor=chancery.user("officer"), at=clock.now())


def test_the_minutes_of_a_closed_meeting_are_copied_in_parts(chancery):
    meeting = Meeting.objects.get(pk=chancery.meeting.pk)
    made = extract_of(chancery, meeting, "IV.")
    words = text_of(made.pdf.read())
    assert "BIÊN BẢN" in words
    assert "TRÍCH SAO" in words
    assert made.cited == f"Biên bản họp {meeting.council.name} ngày 20/11/2025"


def test_the_pages_show_the_buttons_to_the_clerks(chancery, decision, sign_in):
    copying = f"/van-ban/ban-sao/lap/decisions.decision/{decision.pk}/"
    adding = f"/van-ban/kem-theo/them/decisions.decision/{decision.pk}/"
    officer = sign_in("officer").get(f"/quyet-dinh/{decision.pk}/").content.decode()
    assert copying in officer
    assert adding in officer
    meeting = f"/van-ban/ban-sao/lap/councils.meeting/{chancery.meeting.pk}/"
    page = reverse("councils:meeting", args=[chancery.meeting.pk])
    assert meeting in sign_in("officer").get(page).content.decode()
    director = sign_in("director").get(f"/quyet-dinh/{decision.pk}/").content.decode()
    assert copying not in director
    assert adding not in director


def test_annex_files_of_a_decision_go_into_its_zip(chancery, decision, sign_in):
    annex = add_annex(
        source=decision, title="Biểu 1", data=blank(), actor=chancery.user("administration"), at=clock.now()
    )
    assert f"{decision.number:02d}/{decision.symbol}" in text_of(annex.stamped.read())
    client = sign_in("administration")
    with zipfile.ZipFile(io.BytesIO(client.get(f"/quyet-dinh/{decision.pk}/goi.zip").content)) as package:
        name = next(name for name in package.namelist() if "-pl-1" in name)
        assert package.read(name) == annex.stamped.read()
    with pytest.raises(Refused):
        add_annex(source=decision, title="Biểu 2", data=blank(), actor=chancery.user("director"), at=clock.now())
