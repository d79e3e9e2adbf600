"""The pages of copies as people use them."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.documents.copying import copy, outside, stay_here, text_of

from thidua.base import clock
from thidua.documents.copies.models import DocumentCopy, OutsidePaper
from thidua.paperwork import document_pdf
from thidua.paperwork.samples import SAMPLES

FIELDS = {
    "form": "SY", "medium": "paper", "day": "20/11/2025", "signer_lines": "TL. GIÁM ĐỐC\r\nCHÁNH VĂN PHÒNG",
    "signer_name": "Vũ Văn Phòng", "recipients": "Phòng Tổ chức", "archive": "VT", "compared": "on",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _here(monkeypatch):
    stay_here(monkeypatch)


@pytest.fixture
def scan() -> bytes:
    return document_pdf(SAMPLES["decision"]())


def pdf(data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("ban-chup.pdf", data)


def make(document) -> str:
    return f"/van-ban/ban-sao/lap/documents.officialdocument/{document.pk}/"


def test_from_the_papers_page_to_the_copy(desk, sign_in, scan):
    document = desk.issued()
    client = sign_in("administration")
    assert make(document) in client.get(f"/van-ban/{document.pk}/").content.decode()
    page = client.get(make(document)).content.decode()
    for words in ("Sao y", "Trích sao", "GIÁM ĐỐC", "Trần Văn Giám", "Điều 25, 27"):
        assert words in page
    assert "Sao lục" not in page.split("<form")[-1]
    done = client.post(make(document), FIELDS | {"scan": pdf(scan)}, follow=True).content.decode()
    made = DocumentCopy.objects.get()
    assert "Đã lập bản sao số 01/SY-SNV" in done
    assert made.pdf.sha256 in done
    assert f"/van-ban/ban-sao/{made.pk}/" in client.get(f"/van-ban/{document.pk}/").content.decode()


def test_a_look_before_gives_no_number(desk, sign_in, scan):
    document = desk.issued()
    answer = sign_in("officer").post(make(document), FIELDS | {"scan": pdf(scan), "then": "look"})
    assert answer["Content-Type"] == "application/pdf"
    assert "Số: ……/SY-SNV" in text_of(answer.content)
    assert DocumentCopy.objects.count() == 0


def test_what_is_missing_is_said_at_its_field(desk, sign_in):
    document = desk.issued()
    client = sign_in("officer")
    assert client.post(make(document), {}).status_code == 422
    without = client.post(make(document), FIELDS)
    assert without.status_code == 422
    assert "Hãy tải bản chụp" in without.content.decode()
    extract = client.post(make(document), FIELDS | {"form": "TrS"})
    assert "Chưa chọn phần nào để trích" in extract.content.decode()
    assert DocumentCopy.objects.count() == 0


def test_an_extract_is_chosen_by_its_parts(desk, sign_in):
    document = desk.issued()
    client = sign_in("officer")
    answer = client.post(make(document), FIELDS | {"form": "TrS", "parts": ["0", "2"]}, follow=True)
    made = DocumentCopy.objects.get()
    assert made.reference == "01/TrS-SNV"
    assert "Bản sao (Word)" in answer.content.decode()
    assert client.get(f"/van-ban/ban-sao/{made.pk}/tep/ban-sao.docx").content.startswith(b"PK")


def test_a_draft_says_that_it_cannot_be_copied(desk, sign_in):
    document = desk.draft()
    client = sign_in("administration")
    assert make(document) not in client.get(f"/van-ban/{document.pk}/").content.decode()
    assert "Chỉ sao văn bản đã ban hành" in client.get(make(document)).content.decode()
    assert client.post(make(document), FIELDS).status_code == 422


def test_a_paper_from_outside_is_brought_and_copied(desk, sign_in, scan):
    client = sign_in("administration")
    assert "/van-ban/ban-sao/noi-khac/" in client.get("/van-ban/ban-sao/").content.decode()
    assert client.get("/van-ban/ban-sao/noi-khac/").status_code == 200
    fields = {
        "body": str(desk.office.body.pk), "type_name": "Quyết định", "reference": "12/QĐ-UBND", "day": "01/11/2025",
        "issuer": "UBND tỉnh", "subject": "Về việc khen thưởng", "standing": "original", "medium": "paper",
    }  # fmt: skip
    assert client.post("/van-ban/ban-sao/noi-khac/", fields).status_code == 422
    answer = client.post("/van-ban/ban-sao/noi-khac/", fields | {"file": pdf(scan)})
    paper = OutsidePaper.objects.get()
    assert answer["Location"] == f"/van-ban/ban-sao/lap/documents.outsidepaper/{paper.pk}/"
    page = client.get(answer["Location"]).content.decode()
    assert "có bảng, không trích lại được" in page
    assert 'name="scan"' not in page
    assert client.post(answer["Location"], FIELDS | {"medium": "electronic"}).status_code == 302
    made = DocumentCopy.objects.get()
    detail = client.get(f"/van-ban/ban-sao/{made.pk}/").content.decode()
    assert "Tải bản đã ký lên" in detail
    assert client.get(f"/van-ban/ban-sao/{made.pk}/ban-ky/").status_code == 200


def test_of_a_sao_y_only_a_sao_luc_is_offered(desk, sign_in, scan):
    paper = outside(desk, scan, standing="sao_y")
    page = sign_in("officer").get(f"/van-ban/ban-sao/lap/documents.outsidepaper/{paper.pk}/").content.decode()
    assert 'value="SL"' in page
    assert 'value="SY"' not in page
    assert 'value="TrS"' not in page


def test_the_pages_and_files_of_a_copy(desk, sign_in, scan):
    made = copy(desk, desk.issued(), scan=scan)
    client = sign_in("director")
    own = f"/van-ban/ban-sao/{made.pk}/"
    assert made.cited in client.get(own).content.decode()
    assert client.get(f"{own}trang/1.png").content.startswith(b"\x89PNG")
    assert client.get(f"{own}trang/99.png").status_code == 404
    assert client.get(f"{own}tep/ban-sao.pdf").content == made.pdf.read()
    assert client.get(f"{own}tep/van-ban-goc").content == scan
    for kind in ("ban-sao.docx", "da-ky.pdf", "x"):
        assert client.get(f"{own}tep/{kind}").status_code == 404
    assert client.get(f"{own}thu-hoi/").status_code == 404
    assert made.reference in client.get("/van-ban/so-van-ban-di/").content.decode()


def test_a_copy_is_taken_back_on_its_page(desk, sign_in, scan):
    made = copy(desk, desk.issued(), scan=scan)
    client = sign_in("administration")
    own = f"/van-ban/ban-sao/{made.pk}/"
    assert client.post(f"{own}thu-hoi/", {}).status_code == 422
    done = client.post(f"{own}thu-hoi/", {"reason": "Gửi nhầm"}, follow=True).content.decode()
    assert "Gửi nhầm" in done
    assert "Bản sao không còn giá trị" in done


@pytest.mark.parametrize("who", ["staff", "contact", "union", "secretary"])
def test_who_has_no_business_finds_nothing(desk, sign_in, scan, who):
    made = copy(desk, desk.issued(), scan=scan)
    client = sign_in(who)
    own = f"/van-ban/ban-sao/{made.pk}/"
    for url in ("/van-ban/ban-sao/", "/van-ban/ban-sao/noi-khac/", own, f"{own}trang/1.png", f"{own}tep/ban-sao.pdf"):
        assert client.get(url).status_code == 404, url


def test_unknown_objects_are_not_found(desk, sign_in):
    client = sign_in("administration")
    for model, pk in (("documents.officialdocument", 999), ("accounts.user", 1), ("x", 1)):
        assert client.get(f"/van-ban/ban-sao/lap/{model}/{pk}/").status_code == 404


def test_a_long_list_asks_no_more_questions_than_a_short_one(desk, sign_in, scan):
    document = desk.issued()
    client = sign_in("officer")

    def questions() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get("/van-ban/ban-sao/").status_code == 200
        return len(asked)

    made = copy(desk, document, scan=scan)
    few = questions()
    rows = [
        DocumentCopy(
            body=made.body, form="SY", medium="paper", state="draft", source_label=made.source_label,
            source_pk=made.source_pk, cited=made.cited, subject=made.subject, original=made.original, symbol="SY-SNV",
            day=made.day, signer_lines="X", signer_name="X", made_by=made.made_by, made_at=clock.now(),
        )
        for _number in range(3)
    ]  # fmt: skip
    DocumentCopy.objects.bulk_create(rows)
    for _number in range(4):
        copy(desk, document, scan=scan)
    assert questions() == few


def test_a_draft_of_a_copy_is_shown_nowhere(desk, sign_in, scan):
    made = copy(desk, desk.issued(), scan=scan)
    DocumentCopy.objects.filter(pk=made.pk).update(state="draft", number=None)
    client = sign_in("officer")
    assert client.get(f"/van-ban/ban-sao/{made.pk}/").status_code == 404
    assert made.cited not in client.get("/van-ban/ban-sao/").content.decode()
