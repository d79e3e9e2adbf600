"""Signed decisions, their packages and the award records."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date

import jsonschema
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook
from tests.paperwork.signing.making import key_of, root

from thidua.base import clock
from thidua.base.refusal import Refused
from thidua.decisions import actions, making
from thidua.decisions.models import Decision
from thidua.decisions.outside import actions as outside
from thidua.decisions.outside import records
from thidua.journal.queries import verify
from thidua.organisation.actions import grant_honour, set_agency_code
from thidua.paperwork.exchange import schema
from thidua.paperwork.signing import sign_pdf
from thidua.paperwork.signing import verify as verifying
from thidua.paperwork.signing.examine import examine


@pytest.fixture(autouse=True)
def _trusted(tmp_path, settings, monkeypatch):
    """The tests' own authority is trusted; files are examined in this process."""
    (tmp_path / "goc.pem").write_bytes(root())
    settings.SIGNING_ROOTS = str(tmp_path)
    monkeypatch.setattr(verifying, "run_isolated", lambda _function, payload: examine(**payload))


@pytest.fixture
def decision(chancery) -> Decision:
    """A decision with number and files."""
    signed = chancery.signed()
    making.make_documents(signed.pk, at=clock.now())
    return Decision.objects.select_related("pdf", "docx", "body").get(pk=signed.pk)


def signed_file(decision: Decision) -> bytes:
    return sign_pdf(decision.pdf.read(), key_of(decision.signer_name), at=clock.now())


def attach(chancery, decision, data, by="officer"):
    return outside.attach_signed_decision(decision=decision, data=data, actor=chancery.user(by), at=clock.now())


def refused(*values, **named) -> str:
    with pytest.raises(Refused) as caught:
        attach(*values, **named)
    return caught.value.code


def test_signed_decision_is_kept_and_shown_on_the_portal(chancery, decision, client):
    data = signed_file(decision)
    attach(chancery, decision, data)
    assert outside.report_of(Decision.objects.get()).verdict == "valid"
    assert list(verify()) == []
    actions.publish_decision(decision=Decision.objects.get(), actor=chancery.user("officer"), at=clock.now())
    assert client.get(reverse("portal:decision_pdf", args=[decision.pk])).content == data
    page = client.get(reverse("portal:decision", args=[decision.pk])).content.decode()
    assert "Xem quyết định đã ký số (PDF)" in page


def test_portal_shows_the_made_file_where_none_is_signed(chancery, decision, client):
    actions.publish_decision(decision=decision, actor=chancery.user("officer"), at=clock.now())
    assert client.get(reverse("portal:decision_pdf", args=[decision.pk])).content == decision.pdf.read()


def test_what_is_not_this_decision_rightly_signed_is_not_kept(chancery, decision):
    assert refused(chancery, decision, decision.pdf.read()) == "signature_unsigned"
    assert refused(chancery, decision, signed_file(decision)[:-2000]) == "signature_damaged"
    assert Decision.objects.get().signed_pdf is None


@pytest.mark.parametrize(
    ("who", "may"), [("officer", True), ("administration", True), ("secretary", False), ("staff", False)]
)
def test_who_hands_in_the_signed_file(chancery, decision, who, may):
    data = signed_file(decision)
    if may:
        assert attach(chancery, decision, data, by=who).signed_pdf is not None
    else:
        assert refused(chancery, decision, data, by=who) == "not_allowed"


def test_draft_takes_no_signed_file_and_a_published_one_only_its_first(chancery, decision):
    data = signed_file(decision)
    attach(chancery, decision, data)
    published = actions.publish_decision(
        decision=Decision.objects.get(), actor=chancery.user("officer"), at=clock.now()
    )
    assert refused(chancery, published, data) == "not_allowed"


def test_draft_takes_none(chancery):
    assert refused(chancery, chancery.draft(), b"%PDF-") == "not_allowed"


def test_pages_of_signing_and_package(chancery, decision, sign_in):
    set_agency_code(body=decision.body, code="H37.02", since=None, actor=chancery.user("officer"), at=clock.now())
    client = sign_in("officer")
    url = reverse("decisions:signed", args=[decision.pk])
    package = reverse("decisions:package", args=[decision.pk])
    page = client.get(reverse("decisions:detail", args=[decision.pk])).content.decode()
    assert url in page
    assert package in page
    wrong = client.post(url, {"file": SimpleUploadedFile("a.pdf", decision.pdf.read())})
    assert wrong.status_code == 422
    assert "Trong tệp không có chữ ký số nào." in wrong.content.decode()
    data = signed_file(decision)
    assert client.post(url, {"file": SimpleUploadedFile("a.pdf", data)}).status_code == 302
    page = client.get(reverse("decisions:detail", args=[decision.pk])).content.decode()
    assert "Chữ ký hợp lệ" in page
    assert client.get(reverse("decisions:file", args=[decision.pk, "da-ky.pdf"])).content == data
    with zipfile.ZipFile(io.BytesIO(client.get(package).content)) as found:
        names = found.namelist()
        told = json.loads(found.read(next(name for name in names if name.endswith(".json"))))
        assert found.read(next(name for name in names if name.endswith("-da-ky.pdf"))) == data
    jsonschema.validate(told, schema("document-metadata"))
    assert told["signatures"][0]["signer"] == decision.signer_name
    assert told["document_id"].startswith("H37.02,")
    assert any(name.endswith(".edxml") for name in names)


@pytest.mark.parametrize("who", ["secretary", "director", "contact"])
def test_pages_are_not_there_for_others(decision, sign_in, who):
    client = sign_in(who)
    for name in ("signed", "package"):
        assert client.get(reverse(f"decisions:{name}", args=[decision.pk])).status_code == 404


def test_draft_has_no_package(chancery, sign_in):
    draft = chancery.draft()
    response = sign_in("officer").get(reverse("decisions:package", args=[draft.pk]), follow=True)
    assert "chưa có gói" in response.content.decode()


# ── award records ────────────────────────────────────────────────────────────


def test_records_tell_whom_what_when_and_by_whom(chancery, decision):
    set_agency_code(body=decision.body, code="H37.02", since=None, actor=chancery.user("officer"), at=clock.now())
    data = records.export(decision.body, "json", since=None, until=None, today=clock.today())
    told = json.loads(data)
    jsonschema.validate(told, schema("award-records"), format_checker=jsonschema.FormatChecker())
    rows = {row["Ten"]: row for row in told["Body"]}
    row = rows["Nguyễn Thị Ánh"]
    assert row["MaHinhThucKhenThuong"] == "CSTDCS"
    assert row["SoQuyetDinh"] == "01/QĐ-SNV"
    assert row["NgayQuyetDinh"] == clock.today().isoformat()
    assert row["MaDonVi"] == "H37.02"
    assert row["ChucVu"]
    book = CalamineWorkbook.from_filelike(
        io.BytesIO(records.export(decision.body, "xlsx", since=None, until=None, today=clock.today()))
    )
    assert len(book.get_sheet_by_name("Khen thưởng").to_python()) == 2 + len(told["Body"])


def old_honour(chancery, award="LDTT", year=2020, **more):
    values = {
        "subject": chancery.office.people["staff"], "award": award, "is_title": True, "year": year, "kind": "merit",
        "decision_number": "12/QĐ-SNV", "decided_on": date(year, 12, 20), "decided_by": "Giám đốc Sở Nội vụ",
    }  # fmt: skip
    return grant_honour(**(values | more), actor=None, at=clock.now())


def test_records_of_a_span_and_posts_of_the_day(chancery):
    body = chancery.office.body
    old_honour(chancery)
    old_honour(chancery, year=2021)
    old_honour(chancery, subject=chancery.office.archive, award="TTLDTT", year=2021)
    found = records.records_of(body, date(2021, 1, 1), date(2021, 12, 31), clock.today())
    assert [(one.subject, one.name) for one in found] == [
        ("individual", "Bùi Thị Viên"),
        ("collective", "Trung tâm Lưu trữ lịch sử"),
    ]
    assert found[0].post == "Chuyên viên, Trung tâm Lưu trữ lịch sử"
    assert found[0].agency is None, "whose code decided years ago is not on record"


def test_records_page_counts_and_gives_both_files(chancery, sign_in):
    old_honour(chancery)
    client = sign_in("administration")
    body = chancery.office.body.pk
    query = {"body": body, "since": "01/01/2020", "until": "31/12/2020"}
    page = client.get(reverse("decisions:award_records"), query).content.decode()
    assert "Có 1 lượt khen thưởng" in page
    for extension, start in (("json", b"{"), ("xlsx", b"PK")):
        file = client.get(reverse("decisions:award_records_file", args=[extension]), query)
        assert file.content.startswith(start)
    assert client.get(reverse("decisions:award_records_file", args=["csv"]), query).status_code == 404
    wrong = client.get(reverse("decisions:award_records"), query | {"until": "01/01/2019"})
    assert wrong.status_code == 422


@pytest.mark.parametrize("who", ["contact", "staff", "secretary"])
def test_records_are_not_there_for_others(chancery, sign_in, who):
    client = sign_in(who)
    assert client.get(reverse("decisions:award_records")).status_code == 404
    query = {"body": chancery.office.body.pk}
    assert client.get(reverse("decisions:award_records_file", args=["json"]), query).status_code == 404
    assert not records.may_send(chancery.user(who), chancery.office.body)
    assert list(records.bodies_of(chancery.user(who))) == []


def test_records_ask_the_same_number_of_questions_for_one_and_thirty(chancery):
    body = chancery.office.body

    def questions() -> int:
        with CaptureQueriesContext(connection) as asked:
            records.records_of(body, None, None, clock.today())
        return len(asked)

    old_honour(chancery)
    one = questions()
    for year in range(1990, 2019):
        old_honour(chancery, year=year)
    assert questions() == one
