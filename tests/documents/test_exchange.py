"""The package of a paper for the records system, and the page of the agency's code."""

from __future__ import annotations

import io
import json
import zipfile

import jsonschema
import pytest
from django.urls import reverse

from thidua.base import clock
from thidua.base.refusal import Refused
from thidua.documents.exchange import package_of
from thidua.organisation.actions import set_agency_code
from thidua.organisation.models import OfficeProfile
from thidua.paperwork.exchange import schema


def names(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def code(desk, value="H37.02"):
    set_agency_code(body=desk.office.body, code=value, since=None, actor=desk.user("officer"), at=clock.now())


def test_package_of_a_numbered_paper(desk):
    code(desk)
    document = desk.numbered()
    name, data = package_of(document)
    files = names(data)
    assert name.isascii()
    assert {entry.rpartition(".")[2] for entry in files} == {"docx", "pdf", "json", "edxml"}
    told = json.loads(next(data for entry, data in files.items() if entry.endswith(".json")))
    jsonschema.validate(told, schema("document-metadata"))
    assert told["agency"]["code"] == "H37.02"
    assert told["number"] == "01"
    assert next(data for entry, data in files.items() if entry.endswith(".pdf")) == document.pdf.read()
    assert package_of(document) == (name, data)


def test_package_without_a_code_has_no_envelope(desk):
    _name, data = package_of(desk.numbered())
    assert not [entry for entry in names(data) if entry.endswith(".edxml")]


def test_draft_has_no_package(desk):
    with pytest.raises(Refused) as caught:
        package_of(desk.draft())
    assert caught.value.code == "not_numbered"


@pytest.mark.parametrize(("who", "status"), [("administration", 200), ("officer", 200), ("director", 404)])
def test_page_gives_the_zip_to_who_works_on_the_paper(desk, sign_in, who, status):
    document = desk.numbered()
    url = reverse("documents:package", args=[document.pk])
    client = sign_in(who)
    response = client.get(url)
    assert response.status_code == status
    shown = url in client.get(reverse("documents:detail", args=[document.pk])).content.decode()
    assert shown is (status == 200)
    if status == 200:
        assert response["Content-Type"] == "application/zip"
        assert zipfile.ZipFile(io.BytesIO(response.content)).testzip() is None


def test_page_of_a_draft_says_that_there_is_no_package_yet(desk, sign_in):
    document = desk.draft()
    client = sign_in("administration")
    response = client.get(reverse("documents:package", args=[document.pk]), follow=True)
    assert "Chỉ văn bản đã cấp số mới có gói" in response.content.decode()


def test_code_is_written_on_its_page_and_wrong_ones_are_told(desk, sign_in):
    client = sign_in("officer")
    url = reverse("documents:agency_code", args=[desk.office.body.pk])
    assert client.get(reverse("documents:agency_codes")).url == url
    response = client.post(url, {"code": "abc", "since": ""})
    assert response.status_code == 422
    assert "không phải mã định danh" in response.content.decode()
    assert client.post(url, {"code": "000.00.02.H37", "since": ""}).status_code == 302
    assert OfficeProfile.objects.get().agency_code == "H37.02"
    assert client.post(url, {"code": "H37.05", "since": "01/07/2025"}).status_code == 302
    page = client.get(url).content.decode()
    assert "000.00.05.H37" in page
    assert "H37.02" in page


def test_code_of_a_body_beyond_ones_reach_is_not_found(desk, sign_in):
    client = sign_in("contact")
    assert client.get(reverse("documents:agency_codes")).status_code == 404
    assert client.get(reverse("documents:agency_code", args=[desk.office.body.pk])).status_code == 404
