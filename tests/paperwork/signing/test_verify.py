"""Verifying a signed file: each kind of wrong has its own clear answer, as words and as data."""

import datetime
import io
import json
import zlib

import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.writer import copy_into_new_writer

from thidua.paperwork import PaperworkError, document_pdf, samples
from thidua.paperwork.signing import TITLES, SignedReport, certificates_in, sign_pdf, verify_signed
from thidua.paperwork.signing import verify as verifying
from thidua.paperwork.signing.examine import examine

from .making import NOW, SIGNED_AT, agency, certificate, director, root, signed, unsigned


@pytest.fixture(autouse=True)
def _in_this_process(request, monkeypatch):
    """What takes most of the time is the start of a process for each file; the tests marked `isolated` have it."""
    if "isolated" not in request.fixturenames:
        monkeypatch.setattr(verifying, "run_isolated", lambda _function, payload: examine(**payload))


@pytest.fixture
def isolated():
    """The file is examined in a process of its own, as in the product."""


TRUSTED = (root(),)


def verify(data: bytes, *, roots=TRUSTED, now=NOW, signer=samples.DIRECTOR.name):
    return verify_signed(data, original=unsigned(), roots=roots, now=now, signer=signer)


def codes(report: SignedReport) -> list[str]:
    return [finding.code for finding in report.findings]


@pytest.mark.usefixtures("isolated")
def test_signed_document_is_valid_and_says_who_when_and_by_whom():
    report = verify(signed())
    assert report.verdict == "valid"
    assert report.acceptable
    assert report.title == "Chữ ký hợp lệ"
    assert (report.exact, report.same_text, report.same_look) == (True, True, True)
    person, body = report.signatures
    assert (person.signer, body.signer) == (samples.DIRECTOR.name, "Sở Nội vụ tỉnh Khánh Hòa")
    assert person.organisation == "Sở Nội vụ tỉnh Khánh Hòa"
    assert person.issuer == "Nơi cấp chứng thư thử nghiệm"
    assert person.signed_at == SIGNED_AT.isoformat()
    assert (person.valid_from[:10], person.valid_until[:10]) == ("2025-01-01", "2027-01-01")
    assert all(item.intact and item.whole and item.trusted for item in report.signatures)
    assert codes(report) == ["not_fetched", "valid", "valid", "same_document"]


def test_report_goes_through_json():
    report = verify(signed())
    assert SignedReport.from_json(json.loads(json.dumps(report.as_json()))) == report


def test_file_without_signature():
    report = verify(unsigned())
    assert report.verdict == "unsigned"
    assert not report.acceptable
    assert report.reason.startswith("Trong tệp không có chữ ký số nào.")


def test_bomb_is_called_damaged_without_being_unpacked():
    bomb = _squeezed(2**28)
    head = b"%PDF-1.7\n"
    entry = (
        b"1 0 obj\n<</Type/XRef/Size 2/W[1 2 1]/Index[0 900000000]/Root 1 0 R/Filter[/FlateDecode/FlateDecode]/Length "
    )
    xref = entry + b"%d>>\nstream\n%b\nendstream\nendobj\n" % (len(bomb), bomb)
    data = head + xref + b"startxref\n%d\n%%%%EOF\n" % len(head)
    assert len(data) < 10_000
    assert verify(data).verdict == "damaged"


def _squeezed(size: int) -> bytes:
    """Return `size` zeros, compressed twice."""
    once = zlib.compressobj(1)
    zeros = bytes(2**24)
    return zlib.compress(b"".join(once.compress(zeros) for _ in range(size // 2**24)) + once.flush(), 9)


@pytest.mark.parametrize(
    ("data", "verdict"),
    [
        (b"", "not_pdf"),
        (b"PK\x03\x04" + bytes(100), "not_pdf"),
        (b"%PDF-1.7\n" + bytes(200), "damaged"),
        (signed()[:50_000], "damaged"),
        (b"%PDF-" + bytes(50 * 2**20), "too_large"),
    ],
)
def test_no_pdf_damaged_and_too_large(data, verdict):
    report = verify(data)
    assert report.verdict == verdict
    assert not report.acceptable
    assert report.title == TITLES[verdict]
    assert report.reason


def test_encrypted_file():
    writer = IncrementalPdfFileWriter(io.BytesIO(unsigned()))
    fresh = copy_into_new_writer(writer.prev)
    fresh.encrypt(owner_pass="x", user_pass="y")
    output = io.BytesIO()
    fresh.write(output)
    assert verify(output.getvalue()).verdict == "encrypted"


def test_byte_changed_under_the_signature():
    data = bytearray(signed())
    data[30_000] ^= 1
    report = verify(bytes(data), signer="")
    assert report.verdict == "broken"
    assert not report.signatures[0].intact


def with_line(data: bytes) -> bytes:
    """Return the file with one more line drawn on page 1, as an addition to the file."""
    writer = IncrementalPdfFileWriter(io.BytesIO(data))
    stream = generic.StreamObject(stream_data=b"q 0 0 0 rg 100 300 200 30 re f Q")
    writer.add_stream_to_page(0, writer.add_object(stream))
    output = io.BytesIO()
    writer.write(output)
    return output.getvalue()


def test_page_changed_after_signing():
    report = verify(with_line(signed()))
    assert report.verdict == "changed_after_signing"
    assert report.signatures[0].intact
    assert not report.signatures[0].whole
    assert "sau đó tệp bị sửa thêm" in report.reason


def test_page_changed_before_signing_is_another_document():
    data = sign_pdf(with_line(unsigned()), director(), at=SIGNED_AT)
    report = verify(data)
    assert report.verdict == "other_document"
    assert report.exact, "the beginning is ours, what comes after it is not"
    assert report.same_text
    assert not report.same_look


@pytest.mark.parametrize("apart", [False, True])
def test_note_laid_over_the_page_before_signing_is_another_document(apart):
    writer = IncrementalPdfFileWriter(io.BytesIO(unsigned()))
    note = generic.DictionaryObject(
        {
            generic.pdf_name("/Type"): generic.pdf_name("/Annot"),
            generic.pdf_name("/Subtype"): generic.pdf_name("/FreeText"),
            generic.pdf_name("/Rect"): generic.ArrayObject([generic.NumberObject(n) for n in (100, 300, 300, 330)]),
            generic.pdf_name("/Contents"): generic.pdf_string("chữ thêm"),
        }
    )
    page = writer.find_page_for_modification(0)[0].get_object()
    notes = generic.ArrayObject([writer.add_object(note)])
    page["/Annots"] = writer.add_object(notes) if apart else notes
    writer.update_container(page)
    output = io.BytesIO()
    writer.write(output)
    report = verify(sign_pdf(output.getvalue(), director(), at=SIGNED_AT))
    assert report.verdict == "other_document"
    assert "ô chữ" in report.reason


def test_text_that_differs_is_named_with_its_page():
    other = document_pdf(samples.decision(34, 5))
    report = verify(sign_pdf(other, director(), at=SIGNED_AT))
    assert report.verdict == "other_document"
    assert not report.same_text
    assert report.reason.startswith("Trang 1 khác văn bản này: văn bản ghi")


def test_other_number_of_pages_is_another_document():
    report = verify(sign_pdf(document_pdf(samples.decision(2, 0)), director(), at=SIGNED_AT))
    assert report.verdict == "other_document"
    assert "trang, văn bản này có" in report.reason


def signed_with(**how) -> bytes:
    at = how.pop("at", SIGNED_AT)
    return sign_pdf(unsigned(), director(**how), at=at)


def test_certificate_expired_before_signing():
    report = verify(signed_with(until=datetime.datetime(2025, 11, 1)))
    assert report.verdict == "expired"
    assert "hết hạn ngày 01/11/2025, trước khi ký ngày 05/12/2025" in report.reason


def test_certificate_expired_since_signing_is_a_remark():
    later = NOW + datetime.timedelta(days=800)
    report = verify(signed_with(), now=later)
    assert report.verdict == "valid"
    assert "expired_since" in codes(report)


def test_certificate_from_after_signing():
    assert verify(signed_with(since=datetime.datetime(2026, 1, 1))).verdict == "not_yet_valid"


def test_signature_from_the_future():
    report = verify(signed_with(at=NOW + datetime.timedelta(days=2)))
    assert report.verdict == "time_ahead"
    assert "muộn hơn bây giờ" in report.reason


@pytest.mark.parametrize("roots", [TRUSTED, ()])
def test_self_signed_certificate_with_and_without_trusted_issuers(roots):
    report = verify(signed_with(self_signed=True), roots=roots)
    assert report.verdict == "self_signed"
    assert "tự cấp" in report.reason


def test_certificate_of_an_issuer_that_is_not_trusted():
    stranger = certificate("Nơi cấp khác", number=3, self_signed=True)
    report = verify(signed_with(), roots=(stranger.public_bytes(Encoding.PEM),))
    assert report.verdict == "untrusted"
    assert report.signatures[0].trusted is False


def test_without_trusted_issuers_the_signature_is_kept_with_a_warning():
    report = verify(signed_with(), roots=())
    assert report.verdict == "trust_unknown"
    assert report.acceptable
    assert report.signatures[0].trusted is None
    assert "chưa khai nơi cấp chứng thư" in report.findings[0].message


def test_one_signature_and_another_signer_are_remarks():
    report = verify(sign_pdf(unsigned(), agency(), at=SIGNED_AT))
    assert report.verdict == "valid"
    assert {"one_signature", "other_signer"} <= set(codes(report))
    assert not {"one_signature", "other_signer"} & set(codes(verify(signed())))


def test_without_an_original_only_the_signatures_are_judged():
    report = verify_signed(signed(), roots=(root(),), now=NOW)
    assert report.verdict == "valid"
    assert report.same_text is None


def test_root_that_is_no_certificate_is_refused():
    with pytest.raises(PaperworkError, match="Tệp chứng thư gốc hỏng"):
        certificates_in(b"khong phai chung thu")
    assert len(certificates_in(root() + root())) == 2
