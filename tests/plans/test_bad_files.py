"""Files that are no plan are refused with what, where and how to mend it; none makes the reader crash or hang."""

import io
import resource
import time
import zipfile
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.plans.plan_files import REFERENCE, reference_word, saved, word_document

from thidua.plans import Plan, PlanError, page_image, pages_to_recognise, read_plan
from thidua.plans.intake.apart import DrawingTime
from thidua.plans.intake.pictures import pdf_file


def zipped(parts: dict[str, bytes]) -> bytes:
    """A zip archive of these parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def word_with(document: bytes) -> bytes:
    """A Word file with this as its main part."""
    return zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": document})


def misplaced_zip() -> bytes:
    """A Word file whose directory says that its parts begin before the file does (found by fuzzing)."""
    data = bytearray(word_with(b"<x/>"))
    end = data.rfind(b"PK\x05\x06")
    start = int.from_bytes(data[end + 16 : end + 20], "little")
    data[end + 16 : end + 20] = (start + 12_736).to_bytes(4, "little")
    return bytes(data)


def ole(text: str = "") -> bytes:
    """The beginning of an OLE file (old Word, or an encrypted new one)."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + text.encode("utf-16-le")


def encrypted_zip() -> bytes:
    """A Word file whose parts carry the mark of encryption."""
    data = bytearray(word_with(b"<x/>"))
    for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(b"word/document.xml")
        at = data.rfind(sign, 0, at) if sign == b"PK\x03\x04" else data.rfind(sign)
        data[at + offset] |= 1
    return bytes(data)


def picture_head(width: int, height: int) -> bytes:
    """The head of a PNG of this size."""
    size = width.to_bytes(4) + height.to_bytes(4)
    return b"\x89PNG\r\n\x1a\n" + bytes([0, 0, 0, 13]) + b"IHDR" + size + b"\x08\0\0\0\0" + bytes(50)


def packed(piece: bytes, times: int) -> bytes:
    """The same piece again and again, packed."""
    packer = zlib.compressobj(9)
    return b"".join([packer.compress(piece) for _ in range(times)]) + packer.flush()


def packed_pdf(content: bytes, packing: bytes = b"/FlateDecode", drawn: bytes = b"", *more: bytes) -> bytes:
    """A PDF of one page that draws this content."""
    return pdf_file(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<<%b>>/Contents 4 0 R>>" % drawn,
            b"<</Filter%b/Length %d>>stream\n" % (packing, len(content)) + content + b"\nendstream",
            *more,
        ]
    )


def endless_pdf(depth: int) -> bytes:
    """A page that draws a form ten times that draws a form ten times that …: 10 to the power of `depth` of them."""
    forms = []
    for number in range(depth):
        is_last = number == depth - 1
        below = b"" if is_last else b"/Resources<</XObject<</F %d 0 R>>>>" % (6 + number)
        body = b"0 0 m 9 9 l S" if is_last else b"/F Do " * 10
        head = b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]%b/Length %d>>" % (below, len(body))
        forms.append(head + b"stream\n" + body + b"\nendstream")
    return packed_pdf(b"/F Do " * 10, b"[]", b"/XObject<</F 5 0 R>>", *forms)


PACKED = packed(b"q Q " * 250_000, 200)
LINE = b"<w:p><w:r><w:t>thi dua</w:t></w:r></w:p>"
BOMB = b'<w:document xmlns:w="x"><w:body>' + b" " * 30_000_000 + b"</w:body></w:document>"
NAMESPACE = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p>'
NESTED = NAMESPACE + b"<w:ins>" * 3000 + b"</w:ins>" * 3000 + b"</w:p></w:body></w:document>"
ENTITIES = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;&b;">]><w:document>&c;</w:document>'


def processor_time() -> float:
    """Seconds of the processor, of programs that were called too."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "rỗng"),
        (b" \r\n\t", "rỗng"),
        (b"\xef\xbb\xbf", "rỗng"),
        (b"PK\x03\x04" + bytes(100), "bị hỏng"),
        (word_with(BOMB), "quá lớn"),
        (zipped({f"word/{n}": b"" for n in range(5001)} | {"word/document.xml": b"<x/>"}), "quá lớn"),
        (word_with(ENTITIES), "DOCTYPE"),
        (word_with(NESTED), "quá nhiều tầng"),
        (word_with(b"<w:document"), "bị hỏng"),
        (word_with(b"<other/>"), "không có nội dung"),
        (encrypted_zip(), "mật khẩu"),
        (misplaced_zip(), "bị hỏng"),
        (zipped({"[Content_Types].xml": b"", "xl/workbook.xml": b""}), "Excel"),
        (zipped({"ppt/presentation.xml": b""}), "trình chiếu"),
        (zipped({"content.xml": b"", "mimetype": b""}), "OpenDocument"),
        (zipped({"a.txt": b"x"}), "tệp nén"),
        (ole("Workbook"), "Excel"),
        (ole("EncryptedPackage"), "mật khẩu"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"\r\n\r\n%PDF-1.4 ...", "PDF"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "hình ảnh bị hỏng"),
        (b"\xff\xd8\xff" + bytes(50), "hình ảnh bị hỏng"),
        (b"\x89PNG\r\n\x1a\n" + bytes(4) + b"IHDR" + (60000).to_bytes(4) * 2 + bytes(50), "quá lớn"),
        (b"\x89PNG\r\n\x1a\n" + bytes(4) + b"IHDR" + (20).to_bytes(4) * 2 + bytes(50), "quá nhỏ"),
        (b"GIF89a" + bytes(50), "PNG, JPEG"),
        (b"<!DOCTYPE html><p>thi dua</p>", "HTML"),
        (bytes(range(128, 256)) * 50, "bảng mã"),
        (("KẾ HOẠCH\n" + "thi đua " * 70_000).encode(), "quá dài"),
        (("KẾ HOẠCH\n" + "thi đua\n" * 20_001).encode(), "quá dài"),
        (b"abc\x00\x01\x02 thi dua", "byte 0"),
        ("Thực đơn tuần này: phở, bún chả.".encode(), "Không nhận ra"),
        ("I. NỘI DUNG\n1. Trồng cây\nII. TỔ CHỨC THỰC HIỆN\n1. Hội".encode(), "Không nhận ra"),
        ("Bài báo kể về một phong trào thi đua sôi nổi ở làng.".encode(), "Không nhận ra"),
        (saved(word_document()), "Không đọc được chữ nào"),
        (word_with(NAMESPACE + b"<w:r/>" * 700_000 + b"</w:p></w:body></w:document>"), "quá lớn"),
        (word_with(NAMESPACE[:-5] + LINE * 20_100 + b"</w:body></w:document>"), "quá dài"),
        (zipped({f"word/{n}": b"" for n in range(20_001)}), "quá nhiều tệp"),
        (picture_head(30_000, 30_000), "quá lớn"),
        (picture_head(30_000, 1_000), "quá dài hoặc quá rộng"),
        (packed_pdf(packed(b"q Q " * 1_000_000, 60)), "bung ra quá lớn"),
        (
            # a quick machine draws this page to its end, and finds it empty
            packed_pdf(zlib.compress(packed(b"q Q " * 250_000, 100), 9), b"[/FlateDecode/FlateDecode]"),
            "bung ra quá lớn|Không đọc được chữ nào",
        ),
        (endless_pdf(12), "bung ra quá lớn"),
    ],
)
def test_what_is_no_plan_is_refused(data, words):
    started = processor_time()
    with pytest.raises(PlanError) as refusal:
        read_plan(data, "tep-thu.docx")
    # a PDF is given three seconds for its text and two for drawing a page that has none; starting programs counts too
    assert processor_time() - started < (5.8 if data.startswith(b"%PDF") else 5)
    assert any(one in refusal.value.message for one in words.split("|"))
    assert "tep-thu.docx" in refusal.value.place
    assert refusal.value.mend.startswith("Hãy ")
    assert str(refusal.value) == f"{refusal.value.place}: {refusal.value.message} {refusal.value.mend}"


@pytest.mark.parametrize("ask", [lambda data: page_image(data, 0, 800), lambda data: pages_to_recognise(data, "x")])
def test_a_page_that_never_ends_is_given_up_by_every_reader(ask):
    started = processor_time()
    with pytest.raises(PlanError, match="bung ra quá lớn"):
        ask(endless_pdf(12))
    assert processor_time() - started < 5


def test_a_page_that_draws_a_few_forms_is_read_as_any_other():
    with pytest.raises(PlanError, match="Không đọc được chữ nào"):
        read_plan(endless_pdf(2), "it.pdf")


def test_a_file_above_fifty_megabytes_is_refused_and_one_of_fifty_is_not():
    limit = 50 * 1024 * 1024
    with pytest.raises(PlanError, match="tối đa 50 MB"):
        read_plan(b"a" * (limit + 1), "lon.txt")
    with pytest.raises(PlanError, match="PDF"):
        read_plan(b"%PDF-1.7".ljust(limit), "vua.pdf")


def test_plans_behind_plans_without_end_are_read():
    plan = read_plan(("KẾ HOẠCH\nPhát động phong trào thi đua\nNơi nhận:\n" * 3000).encode(), "thu.txt")
    assert plan.document.kind == "Kế hoạch"


def test_an_award_decision_is_no_plan():
    text = """QUYẾT ĐỊNH
Về việc tặng thưởng danh hiệu thi đua năm 2024

Căn cứ Luật Thi đua, khen thưởng;

Điều 1. Tặng thưởng danh hiệu Lao động tiên tiến cho 10 cá nhân.
Điều 2. Văn phòng chịu trách nhiệm thi hành Quyết định này./.
"""
    with pytest.raises(PlanError, match="không phát động phong trào thi đua"):
        read_plan(text.encode(), "qd.txt")


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data):
    outcome = attempt(data)
    assert isinstance(outcome, Plan | PlanError)


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_a_damaged_word_file_is_read_or_refused(data):
    content = bytearray(WORD)
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    end = data.draw(st.integers(1, len(content)))
    assert isinstance(attempt(bytes(content[:end])), Plan | PlanError)


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_a_damaged_text_file_is_read_or_refused(data):
    content = bytearray(TEXT)
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at : at + data.draw(st.integers(0, 40))] = data.draw(st.binary(max_size=10))
    assert isinstance(attempt(bytes(content)), Plan | PlanError)


WORD = reference_word()
TEXT = REFERENCE.read_bytes()


def attempt(data: bytes) -> Plan | PlanError:
    """The plan, or why not; nothing else may happen."""
    try:
        return read_plan(data, "thu")
    except PlanError as error:
        return error


def test_pages_that_each_stay_below_the_limit_share_one_for_the_file():
    honest, hostile = DrawingTime(), DrawingTime()
    for number in range(60):
        honest.spend(0.6, f"trang {number}")
    hostile.spend(1.9, "trang 1")
    hostile.spend(1.9, "trang 2")
    with pytest.raises(PlanError, match="bung ra quá lớn"):
        hostile.spend(1.9, "trang 3")
