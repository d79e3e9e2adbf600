"""The package: what lies in it, under which names, by which schema, always the same bytes."""

import base64
import dataclasses
import datetime
import hashlib
import io
import json
import re
import zipfile

import jsonschema
import pytest
from lxml import etree

from thidua.paperwork import PaperworkError, document_docx, document_pdf, samples
from thidua.paperwork.exchange import (
    Agency,
    AgencyCode,
    envelope,
    metadata_json,
    metadata_of,
    pack,
    package_name,
    schema,
)
from thidua.paperwork.exchange.envelope import NAMESPACE
from thidua.paperwork.exchange.metadata import SCHEMAS, entry_for
from thidua.paperwork.samples import SAMPLES

CODE = AgencyCode.parse("H32.02")
AT = datetime.datetime(2025, 12, 5, 16, 5)
NUMBERED = [kind for kind in SAMPLES if SAMPLES[kind]().number and SAMPLES[kind]().day]


@pytest.fixture(scope="module")
def xsd():
    return etree.XMLSchema(etree.parse(SCHEMAS / "edxml.xsd"))


def packed(context, **how) -> dict[str, bytes]:
    """Return name → content of the files in a package."""
    pdf = document_pdf(context)
    told = metadata_of(context, agency_code=how.pop("code", CODE), pdf=pdf, **how.pop("told", {}))
    data = pack(context, told, docx=document_docx(context), pdf=pdf, **how)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.testzip() is None
        return {name: package.read(name) for name in package.namelist()}


@pytest.mark.parametrize("kind", NUMBERED)
def test_every_numbered_document_makes_a_package_by_both_schemas(kind, xsd):
    files = packed(SAMPLES[kind]())
    endings = {name.rpartition(".")[2] for name in files}
    assert endings == {"docx", "pdf", "json", "edxml"}
    for name in files:
        assert re.fullmatch(r"[a-z0-9-]+\.[a-z0-9]+", name)
        assert len(name) <= 50
    told = json.loads(next(data for name, data in files.items() if name.endswith(".json")))
    jsonschema.validate(told, schema("document-metadata"), format_checker=jsonschema.FormatChecker())
    message = etree.fromstring(next(data for name, data in files.items() if name.endswith(".edxml")))
    xsd.assertValid(message)


def test_metadata_tells_what_stands_on_the_decision():
    files = packed(samples.decision())
    told = json.loads(files["08-qd-snv-2025-12-05.json"])
    assert told["document_id"] == "H32.02,2025/12/05,08/QĐ-SNV"
    assert (told["type_name"], told["type_abbreviation"], told["number"]) == ("Quyết định", "QĐ", "08")
    assert told["agency"] == {
        "name": "Sở Nội vụ tỉnh Khánh Hòa",
        "code": "H32.02",
        "code_old": "000.00.02.H32",
        "parent": "ỦY BAN NHÂN DÂN TỈNH KHÁNH HÒA",
    }
    assert (told["post"], told["signer"], told["authority"]) == ("GIÁM ĐỐC", "Nguyễn Hoàng Phúc Lâm", "")
    assert told["recipients"] == ["Như Điều 4", "Ban Giám đốc Sở", "Cổng thông tin điện tử Sở"]
    assert (told["pages"], len(told["appendixes"])) == (4, 1)
    for entry in told["files"]:
        assert hashlib.sha256(files[entry["name"]]).hexdigest() == entry["sha256"]
        assert len(files[entry["name"]]) == entry["size"]


def test_letter_is_called_cong_van_and_has_its_number_in_the_standard():
    context = samples.SAMPLES["reminder"]()
    files = packed(context, told={"due": datetime.date(2025, 11, 25)})
    told = json.loads(next(data for name, data in files.items() if name.endswith(".json")))
    assert told["type_name"] == "Công văn"
    assert not told["subject"].startswith("V/v")
    message = next(data for name, data in files.items() if name.endswith(".edxml"))
    assert b"<edXML:Type>18</edXML:Type><edXML:TypeName>C\xc3\xb4ng v\xc4\x83n</edXML:TypeName>" in message
    assert b"<edXML:DueDate>2025/11/25</edXML:DueDate>" in message


def test_type_whose_number_we_do_not_know_goes_by_its_name():
    message = packed(samples.decision())["08-qd-snv-2025-12-05.edxml"].decode()
    assert "<edXML:Type>" not in message
    assert "<edXML:TypeName>Quyết định</edXML:TypeName>" in message


def test_every_element_of_the_envelope_has_the_prefix_and_the_files_stand_outside_without():
    message = packed(samples.decision())["08-qd-snv-2025-12-05.edxml"].decode()
    inside, outside = message.split("</edXML:edXMLEnvelope>")
    opened = re.findall(r"<([A-Za-z:]+)", inside.split("<edXML:edXMLEnvelope", 1)[1])
    assert opened
    assert all(name.startswith("edXML:") for name in opened)
    assert "edXML:" not in outside


def test_envelope_carries_the_signed_file_where_there_is_one():
    signed = document_pdf(samples.decision()) + b"% signed"
    files = packed(samples.decision(), signed=signed)
    assert files["08-qd-snv-2025-12-05-da-ky.pdf"] == signed
    message = etree.fromstring(files["08-qd-snv-2025-12-05.edxml"])
    encoded = message.findall(f".//{{{NAMESPACE}}}ContentTransferEncoded")
    assert [base64.b64decode(item.text) for item in encoded] == [signed]
    told = json.loads(files["08-qd-snv-2025-12-05.json"])
    assert [entry["role"] for entry in told["files"]] == ["word", "pdf", "signed"]


def test_receivers_stand_in_the_envelope(xsd):
    receivers = (Agency("Ban Thi đua - Khen thưởng <Trung ương>", "G09.09"), Agency("Sở Tài chính"))
    files = packed(samples.decision(), told={"receivers": receivers})
    message = etree.fromstring(files["08-qd-snv-2025-12-05.edxml"])
    xsd.assertValid(message)
    names = [item.findtext(f"{{{NAMESPACE}}}OrganName") for item in message.iter(f"{{{NAMESPACE}}}To")]
    assert names == [receiver.name for receiver in receivers]


def test_without_a_code_there_is_no_envelope():
    files = packed(samples.decision(), code=None)
    assert not [name for name in files if name.endswith(".edxml")]
    pdf = document_pdf(samples.decision())
    told = metadata_of(samples.decision(), agency_code=None, pdf=pdf)
    jsonschema.validate(
        json.loads(metadata_json(dataclasses.replace(told, files=two_files(pdf)))), schema("document-metadata")
    )
    with pytest.raises(PaperworkError, match="Chưa khai mã định danh"):
        envelope(told, {}, at=AT)


def two_files(pdf: bytes):
    return (entry_for("a.docx", "word", b"x"), entry_for("a.pdf", "pdf", pdf))


def test_draft_makes_no_package():
    draft = dataclasses.replace(samples.decision(), number="")
    with pytest.raises(PaperworkError, match="chưa có số hoặc ngày"):
        metadata_of(draft, agency_code=CODE, pdf=document_pdf(draft))


def test_same_document_gives_the_same_bytes():
    context = samples.decision()

    def once() -> bytes:
        pdf = document_pdf(context)
        told = metadata_of(context, agency_code=CODE, pdf=pdf)
        return pack(context, told, docx=document_docx(context), pdf=pdf)

    assert once() == once()
    assert package_name(context) == "08-qd-snv-2025-12-05.zip"


def test_long_symbol_keeps_names_within_fifty_characters():
    context = dataclasses.replace(samples.decision(), symbol="QĐ-BCĐ" + "-VPĐKQSDĐ" * 8)
    assert all(len(name) <= 50 for name in packed(context, signed=b"x"))
    assert len(package_name(context)) <= 50


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("<edXML:OrganId>H32.02</edXML:OrganId>", "<edXML:OrganId>Z99</edXML:OrganId>"),
        ("2025/12/05</edXML:PromulgationDate>", "2025-12-05</edXML:PromulgationDate>"),
        ("<edXML:Subject>", "<edXML:Extra/><edXML:Subject>"),
        ("<ContentId>cid:H32.02-20251205-08-1", "<ContentId>cid:other"),
        ("<edXML:CodeNumber>08", "<edXML:CodeNumber>8"),
    ],
)
def test_schema_finds_what_is_wrong(xsd, right, wrong):
    message = packed(samples.decision())["08-qd-snv-2025-12-05.edxml"].decode()
    assert right in message
    assert not xsd.validate(etree.fromstring(message.replace(right, wrong).encode()))


def envelope_of(files):
    return next((etree.fromstring(data) for name, data in files.items() if name.endswith(".edxml")), None)


def texts(root, name):
    return [item.text for item in root.iter(f"{{{NAMESPACE}}}{name}")]


def test_an_urgent_letter_is_not_told_to_be_a_usual_one_and_names_real_places(xsd):
    """Which number stands for which urgency is not known to us."""
    letter = SAMPLES["letter"]()
    root = envelope_of(packed(letter))
    xsd.assertValid(root)
    assert texts(root, "Priority") == []
    assert texts(root, "PromulgationAmount") == ["12"]
    places = [place.text for place in root.iter(f"{{{NAMESPACE}}}ToPlaces") for place in place]
    assert places == list(letter.addressees)
    usual = envelope_of(packed(dataclasses.replace(letter, marks=samples.decision().marks)))
    assert texts(usual, "Priority") == ["0"]


def test_a_secret_paper_has_no_envelope_for_the_exchange():
    letter = SAMPLES["letter"]()
    secret = dataclasses.replace(letter, marks=dataclasses.replace(letter.marks, secrecy="secret"))
    assert envelope_of(packed(secret)) is None
