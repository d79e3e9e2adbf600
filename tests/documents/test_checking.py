"""The format check in the pages: findings by severity, the mended file, refusals, nothing kept."""

from __future__ import annotations

import base64
import dataclasses
import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.paperwork.check import papers
from tests.paperwork.check.spoiling import change, retext

from thidua.base.models import StoredFile
from thidua.documents import checking
from thidua.documents.legal_texts import legal_texts
from thidua.documents.models import OfficialDocument
from thidua.journal.models import Event
from thidua.paperwork.check import check_document
from thidua.paperwork.word.writer import write_docx

ON = date(2025, 11, 20)
CHECK = "documents:check"


def upload(client, data, name="cong-van.docx"):
    return client.post(reverse(CHECK), {"file": SimpleUploadedFile(name, data)})


@pytest.fixture
def page(client, office):
    """The client of somebody who is only a member of the council: any signed-in person may check."""
    client.force_login(office.users["member"])
    return client


def test_who_is_not_signed_in_is_asked_to_sign_in(client, db):
    assert client.get(reverse(CHECK)).status_code == 302


def test_a_right_file_is_said_to_be_right(page):
    answer = upload(page, write_docx(papers.letter()))
    assert answer.status_code == 200
    assert "Không tìm thấy lỗi thể thức" in answer.content.decode()


def test_findings_stand_by_severity_with_place_mend_and_clause(page):
    paper = change(number_line="Số: 8/QĐ-SNV")(retext("tại Điều 55", "tại điều 55")(papers.decision()))
    text = upload(page, write_docx(paper)).content.decode()
    assert "1 lỗi, 1 cảnh báo" in text
    assert text.index("Số, ký hiệu, đoạn 6") < text.index("“điều 55” viện dẫn")
    assert "Viết 08." in text
    assert "Phụ lục I, phần I, mục II.3" in text
    assert "Viết “Điều 55”." in text


def test_the_mended_file_comes_with_the_page_and_is_right(page):
    answer = upload(page, write_docx(change(number_line="Số: 8/QĐ-SNV")(papers.decision())), "QĐ khen.docx")
    text = answer.content.decode()
    link = re.search(r'href="data:[^;]+;base64,([^"]+)" download="([^"]+)"', text)
    assert link is not None
    assert link[2] == "QĐ khen-da-sua.docx"
    mended = base64.b64decode(link[1])
    assert not check_document(mended, "a.docx", ON, legal_texts())


def test_a_file_with_nothing_to_mend_by_itself_offers_no_mended_file(page):
    text = upload(page, write_docx(change(number_line="Số: 08/KH-SNV")(papers.decision()))).content.decode()
    assert "2 lỗi" in text  # the symbol, and the annex that names the right one
    assert "data:" not in text


def test_the_law_of_the_product_is_asked(page):
    paper = retext("số 152/2025/NĐ-CP của", "số 98/2023/NĐ-CP của")(papers.decision())
    assert (
        "Nghị định số 98/2023/NĐ-CP đã hết hiệu lực sau ngày 30/06/2025"
        in upload(page, write_docx(paper)).content.decode()
    )


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"PK\x03\x04" + bytes(50), "hỏng"),
        (b"%PDF-1.7 nothing", "hỏng"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), ".docx"),
        (b"abc", "Không phải tệp Word"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_at_its_field(page, data, words):
    answer = upload(page, data)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert "Không tìm thấy lỗi" not in answer.content.decode()


def test_no_file_is_refused(page):
    assert page.post(reverse(CHECK), {}).status_code == 422


def test_nothing_is_kept(page):
    before = (StoredFile.objects.count(), Event.objects.count(), OfficialDocument.objects.count())
    upload(page, write_docx(papers.decision()))
    assert (StoredFile.objects.count(), Event.objects.count(), OfficialDocument.objects.count()) == before


def test_names_with_markup_are_only_text(page):
    text = upload(page, write_docx(papers.letter()), '"><script>alert(1)</script>.docx').content.decode()
    assert "<script>alert(1)" not in text


def test_an_upload_of_another_part_never_fails_for_its_form():
    report = checking.check_upload(b"no document", "x.pdf", ON)
    assert report.refusal is not None
    assert not report.checked
    good = checking.check_upload(write_docx(papers.letter()), "x.docx", ON)
    assert good.checked
    assert good.groups == []


def test_what_is_typed_into_a_draft_is_checked(desk, client):
    wrong = desk.reminder(introduction=("Thực hiện điều 5 Kế hoạch số 12/KH-SNV về phong trào thi đua.",))
    document = desk.draft(wrong)
    client.force_login(desk.user("officer"))
    text = client.get(reverse("documents:check_paper", args=[document.pk])).content.decode()
    assert "“điều 5” viện dẫn một điều cụ thể nhưng viết thường" in text
    right = client.get(reverse("documents:check_paper", args=[desk.draft().pk]))
    assert right.status_code == 200


def test_a_stranger_cannot_have_a_paper_checked(desk, client):
    document = desk.draft()
    client.force_login(desk.user("member"))
    assert client.get(reverse("documents:check_paper", args=[document.pk])).status_code == 404


def test_a_draft_that_cannot_be_printed_says_why(desk, client):
    document = desk.draft(dataclasses.replace(desk.reminder(), addressees=()))
    client.force_login(desk.user("officer"))
    answer = client.get(reverse("documents:check_paper", args=[document.pk]))
    assert answer.status_code == 200
    assert "Chưa kiểm tra được" in answer.content.decode()


def test_a_large_mended_file_is_not_put_into_the_page(monkeypatch, page):
    from thidua.documents.views import checking as views

    monkeypatch.setattr(views, "LARGEST_LINK", 10)
    text = upload(page, write_docx(change(number_line="Số: 8/QĐ-SNV")(papers.decision()))).content.decode()
    assert "data:" not in text


def test_the_list_of_papers_leads_to_the_check(page):
    assert reverse(CHECK) in page.get(reverse("documents:list")).content.decode()
