import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from thidua.base import clock, files
from thidua.base.models import StoredFile
from thidua.base.refusal import Refused


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7 ...", files.PDF),
        (b"\x00\x00stray%PDF-1.4", files.PDF),
        (b"\x89PNG\r\n\x1a\n....", files.PNG),
        (b"\xff\xd8\xff\xe0....", files.JPEG),
        (b"PK\x03\x04....word/document.xml", files.DOCX),
        (b"PK\x03\x04....xl/workbook.xml", files.XLSX),
        ("Báo cáo".encode(), files.TEXT),
        (b"PK\x03\x04....evil.exe", None),
        (b"MZ\x90\x00", None),
        ("Báo cáo".encode("utf-16"), None),
    ],
)
def test_the_kind_is_told_by_the_content(data, kind):
    assert files.sniff(data) == kind


def test_an_empty_upload_is_refused_by_name():
    with pytest.raises(Refused, match=r"minh-chung\.pdf") as refused:
        files.read_upload(SimpleUploadedFile("minh-chung.pdf", b""))
    assert refused.value.code == "empty_file"


def test_a_program_dressed_as_a_pdf_is_refused():
    with pytest.raises(Refused) as refused:
        files.read_upload(SimpleUploadedFile("bao-cao.pdf", b"MZ\x90\x00\x03"))
    assert refused.value.code == "file_kind"


def test_what_is_refused_names_what_is_taken_at_that_place():
    with pytest.raises(Refused, match="ở đây: ảnh PNG, ảnh JPEG") as refused:
        files.read_upload(SimpleUploadedFile("phoi.pdf", b"%PDF-1.7"), kinds=frozenset({files.PNG, files.JPEG}))
    assert "Word" not in refused.value.message


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("bao-cao.pdf", b"khong phai PDF"),
        ("bao-cao.docx", b"%PDF-1.7 x"),
        ("ma.exe", b"chi la chu"),
        ("trang.html", b"<script>alert(1)</script>"),
        ("khong-duoi", b"chi la chu"),
    ],
)
def test_a_name_that_promises_another_kind_is_refused(name, data):
    with pytest.raises(Refused, match=name) as refused:
        files.read_upload(SimpleUploadedFile(name, data))
    assert refused.value.code == "file_ending"


@pytest.mark.parametrize(
    ("name", "data"), [("Bao cao.PDF", b"%PDF-1.7 x"), ("anh.png", b"\xff\xd8\xff\xe0...."), ("so-lieu.csv", b"a,b")]
)
def test_endings_are_read_without_case_and_pictures_may_be_named_for_each_other(name, data):
    assert files.read_upload(SimpleUploadedFile(name, data))[0] == data


def test_too_large_an_upload_says_how_large_it_may_be():
    with pytest.raises(Refused, match="1 MB") as refused:
        files.read_upload(SimpleUploadedFile("a.txt", b"x" * 1_048_577), limit=1_048_576)
    assert refused.value.code == "file_too_large"


def test_a_good_upload_is_read():
    data, kind = files.read_upload(SimpleUploadedFile("a.bin", b"%PDF-1.7 x"))
    assert (data, kind) == (b"%PDF-1.7 x", files.PDF)


@pytest.mark.django_db
def test_the_same_content_is_kept_once():
    first = files.store(b"noi dung", media_type=files.TEXT, at=clock.now())
    second = files.store(b"noi dung", media_type=files.TEXT, at=clock.now())

    assert first == second
    assert StoredFile.objects.count() == 1
    assert second.read() == b"noi dung"


@pytest.mark.django_db
def test_half_a_file_left_by_a_full_disk_is_written_anew(settings):
    stored = files.store(b"noi dung day du", media_type=files.TEXT, at=clock.now())
    (settings.MEDIA_ROOT / stored.path).write_bytes(b"noi")

    files.store(b"noi dung day du", media_type=files.TEXT, at=clock.now())

    assert stored.read() == b"noi dung day du"


@pytest.mark.django_db
def test_stored_files_are_for_the_programs_own_account_only(settings):
    stored = files.store(b"%PDF-1.7 mat", media_type=files.PDF, at=clock.now())
    path = settings.MEDIA_ROOT / stored.path

    assert path.stat().st_mode & 0o077 == 0
    assert path.parent.stat().st_mode & 0o077 == 0
