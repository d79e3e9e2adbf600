"""Annexes in files of their own: number and moment at the top right, kept with their hashes, sent in the zip."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.documents.copying import stay_here, text_of
from tests.paperwork.signing.making import key_of, root
from tests.paperwork.test_copying import blank

from thidua.base import clock
from thidua.base.refusal import Refused
from thidua.documents import actions as papers
from thidua.documents.annexes import actions
from thidua.documents.annexes.actions import annexes_of
from thidua.documents.annexes.models import AnnexFile
from thidua.documents.exchange import package_of
from thidua.journal.queries import history, verify
from thidua.paperwork.signing import sign_pdf
from thidua.paperwork.signing import verify as verifying
from thidua.paperwork.signing.examine import examine


@pytest.fixture(autouse=True)
def _here(monkeypatch, tmp_path, settings):
    stay_here(monkeypatch)
    monkeypatch.setattr(verifying, "run_isolated", lambda _function, payload: examine(**payload))
    (tmp_path / "goc.pem").write_bytes(root())
    settings.SIGNING_ROOTS = str(tmp_path)


def add(desk: Any, document: Any, data: bytes | None = None, by: str = "administration", title: str = "Biểu 1") -> Any:
    return actions.add_annex(
        source=document, title=title, data=blank() if data is None else data, actor=desk.user(by), at=clock.now()
    )


def refused(act: Any, *args: Any, **kwargs: Any) -> str:
    with pytest.raises(Refused) as caught:
        act(*args, **kwargs)
    return caught.value.code


def test_an_annex_bears_the_papers_number_and_the_moment(desk):
    document = desk.issued()
    brought = blank()
    annex = add(desk, document, data=brought)
    words = text_of(annex.stamped.read())
    assert document.reference in words
    assert annex.moment.isoformat(timespec="seconds") in words
    assert annex.original.read() == brought
    assert list(verify()) == []


def test_the_moment_is_that_of_the_papers_digital_signature(desk):
    document = desk.numbered()
    signed = sign_pdf(document.pdf.read(), key_of("Trần Văn Giám"), at=clock.now().replace(hour=7, minute=1, second=2))
    document = papers.attach_signed_file(
        document=document, data=signed, actor=desk.user("officer"), at=clock.now().replace(hour=23)
    )
    assert "T07:01:02+07:00" in text_of(add(desk, document).stamped.read())


def test_annexes_keep_their_order(desk):
    document = desk.issued()
    for title in ("Biểu 1", "Biểu 2", "Biểu 3"):
        add(desk, document, title=title)
    assert [(annex.order, annex.title) for annex in annexes_of(document)] == [
        (1, "Biểu 1"), (2, "Biểu 2"), (3, "Biểu 3"),
    ]  # fmt: skip


def test_a_draft_has_no_annex_files(desk):
    assert refused(add, desk, desk.draft()) == "not_allowed"


def test_a_recalled_paper_takes_none(desk):
    document = papers.recall_document(
        document=desk.issued(), reason="Sai", actor=desk.user("administration"), at=clock.now()
    )
    assert refused(add, desk, document) == "not_allowed"


@pytest.mark.parametrize("who", ["officer", "administration"])
def test_who_adds_annexes(desk, who):
    assert add(desk, desk.issued(), by=who).order == 1


@pytest.mark.parametrize("who", ["director", "contact", "staff", "union"])
def test_who_adds_none(desk, who):
    assert refused(add, desk, desk.issued(), by=who) == "not_allowed"


@pytest.mark.parametrize(("data", "code"), [(b"PK\x03\x04word/", "file_kind"), (b"%PDF-1.4 broken", "not_stamped")])
def test_what_is_no_pdf_is_refused(desk, data, code):
    assert refused(add, desk, desk.issued(), data=data) == code
    assert AnnexFile.objects.count() == 0


def test_nothing_is_written_into_a_file_that_is_signed_already(desk):
    signed = sign_pdf(desk.numbered().pdf.read(), key_of("Trần Văn Giám"), at=clock.now())
    assert refused(add, desk, desk.issued(), data=signed) == "not_stamped"


def test_the_agencys_signed_file_is_kept_and_sent(desk):
    document = desk.issued()
    annex = add(desk, document)
    signed = sign_pdf(annex.stamped.read(), key_of("Sở Nội vụ"), at=clock.now())
    kept = actions.attach_signed_annex(annex=annex, data=signed, actor=desk.user("officer"), at=clock.now())
    assert kept.sent.read() == signed
    other = sign_pdf(document.pdf.read(), key_of("Sở Nội vụ"), at=clock.now())
    code = refused(actions.attach_signed_annex, annex=annex, data=other, actor=desk.user("officer"), at=clock.now())
    assert code.startswith("signature_")
    assert (
        refused(actions.remove_annex, annex=kept, reason="Sai", actor=desk.user("officer"), at=clock.now()) == "signed"
    )
    assert list(verify()) == []


def test_an_annex_is_taken_off_with_a_reason(desk):
    document = desk.issued()
    annex = add(desk, document)
    who = desk.user("officer")
    assert refused(actions.remove_annex, annex=annex, reason=" ", actor=who, at=clock.now()) == "reason_missing"
    events = len(history(annex))
    actions.remove_annex(annex=annex, reason="Nhầm tệp", actor=who, at=clock.now())
    assert (AnnexFile.objects.count(), events) == (0, 1)
    assert list(verify()) == []


def test_the_zip_carries_the_annexes_and_tells_their_hashes(desk):
    document = desk.issued()
    first, second = add(desk, document), add(desk, document, title="Biểu 2")
    _name, data = package_of(document)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = [name for name in package.namelist() if "-pl-" in name]
        assert [package.read(name) for name in names] == [first.stamped.read(), second.stamped.read()]
        told = json.loads(package.read(next(name for name in package.namelist() if name.endswith(".json"))))
    hashes = [entry["sha256"] for entry in told["files"] if entry["role"] == "annex"]
    assert hashes == [first.stamped.sha256, second.stamped.sha256]


def test_a_zip_without_annexes_is_as_it_was(desk):
    with zipfile.ZipFile(io.BytesIO(package_of(desk.issued())[1])) as package:
        assert not [name for name in package.namelist() if "-pl-" in name]


def test_the_pages_add_show_and_take_off(desk, sign_in):
    document = desk.issued()
    client = sign_in("administration")
    own = f"/van-ban/{document.pk}/"
    assert "Thêm tệp kèm theo" in client.get(own).content.decode()
    url = f"/van-ban/kem-theo/them/documents.officialdocument/{document.pk}/"
    assert client.get(url).status_code == 200
    assert client.post(url, {}).status_code == 422
    wrong = {"title": "Biểu", "file": SimpleUploadedFile("a.pdf", b"khong phai")}
    assert client.post(url, wrong).status_code == 422
    done = client.post(url, {"title": "Biểu 1", "file": SimpleUploadedFile("a.pdf", blank())}, follow=True)
    annex = annexes_of(document).get()
    assert annex.stamped.sha256 in done.content.decode()
    for kind, status in (("kem-theo.pdf", 200), ("goc.pdf", 200), ("da-ky.pdf", 404), ("x", 404)):
        assert client.get(f"/van-ban/kem-theo/{annex.pk}/tep/{kind}").status_code == status
    signed = sign_pdf(annex.stamped.read(), key_of("Sở Nội vụ"), at=clock.now())
    sign_url = f"/van-ban/kem-theo/{annex.pk}/ban-ky/"
    assert client.get(sign_url).status_code == 200
    assert client.post(sign_url, {"file": SimpleUploadedFile("a.pdf", blank())}).status_code == 422
    remove = f"/van-ban/kem-theo/{annex.pk}/bo/"
    assert client.get(remove).status_code == 200
    assert client.post(sign_url, {"file": SimpleUploadedFile("a.pdf", signed)}).status_code == 302
    assert client.post(remove, {"reason": "Sai"}).status_code == 422
    director = sign_in("director")
    assert director.get(f"/van-ban/kem-theo/{annex.pk}/tep/da-ky.pdf").status_code == 200
    assert director.get(f"/van-ban/kem-theo/{annex.pk}/tep/goc.pdf").status_code == 404
    assert director.get(url).status_code == director.get(remove).status_code == 404
    assert sign_in("staff").get(f"/van-ban/kem-theo/{annex.pk}/tep/kem-theo.pdf").status_code == 404


def test_an_annex_of_what_has_none_is_not_found(desk, sign_in):
    client = sign_in("administration")
    for model, pk in (("documents.outsidepaper", 1), ("accounts.user", 1), ("x", 1)):
        assert client.get(f"/van-ban/kem-theo/them/{model}/{pk}/").status_code == 404
