"""Signed files that come back: only this document, rightly signed, is kept; the page tells all that was found."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.paperwork.signing.making import key_of, root

from thidua.base import clock
from thidua.base.refusal import Refused
from thidua.documents import actions, signing
from thidua.documents.models import OfficialDocument
from thidua.journal.models import Event
from thidua.journal.queries import verify
from thidua.paperwork.signing import sign_pdf
from thidua.paperwork.signing import verify as verifying
from thidua.paperwork.signing.examine import examine


@pytest.fixture(autouse=True)
def _trusted(tmp_path, settings):
    """The tests' own authority is the one that is trusted; a file that is no certificate lies beside it."""
    (tmp_path / "goc.pem").write_bytes(root())
    (tmp_path / "ghi-chu.txt").write_text("không phải chứng thư", encoding="utf-8")
    settings.SIGNING_ROOTS = str(tmp_path)


@pytest.fixture(autouse=True)
def _no_process(monkeypatch):
    """The file is examined in this process; tests of the library have the process of its own."""
    monkeypatch.setattr(verifying, "run_isolated", lambda _function, payload: examine(**payload))


def signed(document: OfficialDocument, **how) -> bytes:
    """The paper's PDF signed by its director."""
    return sign_pdf(document.pdf.read(), key_of("Trần Văn Giám", **how), at=clock.now())


def attach(desk, document, data, by="administration"):
    return actions.attach_signed_file(document=document, data=data, actor=desk.user(by), at=clock.now())


def refused(desk, document, data, **more) -> Refused:
    with pytest.raises(Refused) as caught:
        attach(desk, document, data, **more)
    return caught.value


def test_signed_file_is_kept_with_its_report_and_journalled(desk):
    document = desk.numbered()
    data = signed(document)
    kept = attach(desk, document, data)
    assert kept.signed.read() == data
    report = signing.report_of(kept)
    assert report.verdict == "valid"
    assert [one.signer for one in report.signatures] == ["Trần Văn Giám"]
    event = Event.objects.get(action="documents.document.sign")
    assert event.new["signers"] == ["Trần Văn Giám"]
    assert list(verify()) == []


def test_file_of_another_paper_is_not_kept(desk):
    document = desk.numbered()
    other = desk.draft(context=desk.reminder(deadline="chậm nhất ngày 30/11/2025"), by="administration")
    other = actions.number_document(document=other, actor=desk.user("administration"), at=clock.now())
    refusal = refused(desk, document, signed(other))
    assert refusal.code == "signature_other_document"
    assert refusal.report.same_text is False
    document.refresh_from_db()
    assert (document.signed, document.signature) == (None, {})


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda document: document.pdf.read(), "signature_unsigned"),
        (lambda document: b"PK", "signature_not_pdf"),
        (lambda document: signed(document, self_signed=True), "signature_self_signed"),
    ],
)
def test_what_is_not_rightly_signed_is_not_kept(desk, make, code):
    document = desk.numbered()
    assert refused(desk, document, make(document)).code == code


def test_without_trusted_issuers_the_file_is_kept_with_a_remark(desk, settings):
    settings.SIGNING_ROOTS = ""
    document = desk.numbered()
    kept = attach(desk, document, signed(document))
    assert signing.report_of(kept).verdict == "trust_unknown"


def test_roots_that_cannot_be_read_trust_nobody(desk, settings, tmp_path):
    (tmp_path / "hong.cer").write_bytes(b"xx")
    document = desk.numbered()
    assert refused(desk, document, signed(document)).code == "bad_roots"
    settings.SIGNING_ROOTS = str(tmp_path / "khong-co")
    assert refused(desk, document, signed(document)).code == "bad_roots"


def test_only_who_numbers_hands_in_and_only_for_a_frozen_paper(desk):
    document = desk.numbered()
    data = signed(document)
    assert refused(desk, document, data, by="director").code == "not_allowed"
    assert refused(desk, desk.draft(), data).code == "not_frozen"


def test_signed_file_can_be_replaced_until_the_paper_goes_out(desk):
    document = desk.numbered()
    attach(desk, document, signed(document))
    document = attach(desk, document, data := signed(document, number=4))
    assert document.signed.read() == data
    issued = actions.issue_document(document=document, actor=desk.user("administration"), at=clock.now())
    assert refused(desk, issued, data).code == "already_signed"


def test_issued_paper_without_a_signed_file_takes_one(desk):
    issued = desk.issued()
    assert attach(desk, issued, signed(issued)).signed is not None


# ── pages ────────────────────────────────────────────────────────────────────


def upload(client, document, data: bytes):
    file = SimpleUploadedFile("da-ky.pdf", data, content_type="application/pdf")
    return client.post(reverse("documents:signed", args=[document.pk]), {"file": file})


def test_page_keeps_the_file_and_the_papers_page_shows_its_report(desk, sign_in):
    document = desk.numbered()
    client = sign_in("administration")
    page = client.get(reverse("documents:detail", args=[document.pk])).content.decode()
    assert reverse("documents:signed", args=[document.pk]) in page
    response = upload(client, document, signed(document))
    assert response.status_code == 302
    page = client.get(reverse("documents:detail", args=[document.pk])).content.decode()
    assert "Chữ ký hợp lệ" in page
    assert "Nơi cấp chứng thư thử nghiệm" in page
    file = client.get(reverse("documents:file", args=[document.pk, "da-ky.pdf"]))
    assert file.content == OfficialDocument.objects.get(pk=document.pk).signed.read()


def test_page_answers_a_wrong_file_with_the_report_and_keeps_nothing(desk, sign_in):
    document = desk.numbered()
    response = upload(sign_in("administration"), document, document.pdf.read())
    page = response.content.decode()
    assert response.status_code == 422
    assert "Tệp chưa được ký số" in page
    assert "Trong tệp không có chữ ký số nào." in page
    assert "Nội dung đúng là văn bản do phần mềm tạo." in page
    assert OfficialDocument.objects.get(pk=document.pk).signed is None


def test_page_without_a_file_says_so(desk, sign_in):
    document = desk.numbered()
    response = sign_in("administration").post(reverse("documents:signed", args=[document.pk]))
    assert response.status_code == 422


def test_director_reads_the_report_but_does_not_hand_in(desk, sign_in):
    document = desk.numbered()
    attach(desk, document, signed(document))
    client = sign_in("director")
    assert "Chữ ký hợp lệ" in client.get(reverse("documents:detail", args=[document.pk])).content.decode()
    assert client.get(reverse("documents:signed", args=[document.pk])).status_code == 404
