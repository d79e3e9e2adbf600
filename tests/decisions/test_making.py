import io
import zipfile

import pypdfium2
import pytest

from thidua.base import clock
from thidua.decisions import actions, making
from thidua.decisions.models import Certificate, Decision
from thidua.journal.queries import verify
from thidua.notices.models import Notice


def text_of(data: bytes) -> str:
    """All text of a PDF."""
    document = pypdfium2.PdfDocument(data)
    return "\n".join(page.get_textpage().get_text_bounded() for page in document)


def made(chancery) -> Decision:
    decision = chancery.signed()
    assert making.make_documents(decision.pk, at=clock.now()) == Decision.Documents.READY
    return Decision.objects.get(pk=decision.pk)


def test_the_files_of_a_decision_say_what_it_says(chancery):
    decision = made(chancery)

    words = text_of(decision.pdf.read())
    assert "01/QĐ-SNV" in words
    assert "Nguyễn Thị Ánh" in words
    assert "2.340.000" in words
    certificates = text_of(decision.certificates_pdf.read())
    for certificate in Certificate.objects.all():
        assert certificate.code[:4] in certificates
    with zipfile.ZipFile(io.BytesIO(decision.docx.read())) as archive:
        assert "Nguyễn Thị Ánh" in archive.read("word/document.xml").decode()
    assert list(verify()) == []


def test_a_task_that_runs_twice_makes_its_files_once(chancery):
    decision = made(chancery)
    before = (decision.pdf_id, decision.docx_id, decision.certificates_pdf_id)
    making.make_documents(decision.pk, at=clock.now())
    again = Decision.objects.get(pk=decision.pk)
    assert (again.pdf_id, again.docx_id, again.certificates_pdf_id) == before


def test_the_same_decision_rendered_again_is_the_same_bytes(chancery):
    decision = made(chancery)
    first = decision.pdf.sha256
    Decision.objects.filter(pk=decision.pk).update(documents=Decision.Documents.WAITING)
    making.make_documents(decision.pk, at=clock.now())
    assert Decision.objects.get(pk=decision.pk).pdf.sha256 == first


def test_what_cannot_be_printed_is_said_and_can_be_tried_again(chancery):
    decision = chancery.signed()
    line = decision.lines.first()
    name = line.recipient_name
    decision.lines.filter(pk=line.pk).update(recipient_name="Nguyễn 😀")

    assert making.make_documents(decision.pk, at=clock.now()) == Decision.Documents.FAILED
    assert Decision.objects.get(pk=decision.pk).documents_error

    decision.lines.filter(pk=line.pk).update(recipient_name=name)
    actions.retry_documents(decision=decision, actor=chancery.user("officer"), at=clock.now())
    assert making.make_documents(decision.pk, at=clock.now()) == Decision.Documents.READY


def test_publishing_tells_those_rewarded(chancery):
    decision = made(chancery)
    actions.publish_decision(decision=decision, actor=chancery.user("administration"), at=clock.now())

    told = Notice.objects.filter(kind="decision.published").values_list("recipient__username", flat=True)
    assert list(told) == ["staff"]  # the only one of the three with an account


def test_what_nobody_foresaw_is_said_too_and_can_be_tried_again(chancery, settings, tmp_path):
    decision = chancery.signed()
    (tmp_path / "full").write_text("")
    settings.MEDIA_ROOT = tmp_path / "full" / "files"  # no folder can be made below a file

    with pytest.raises(OSError, match="Not a directory"):
        making.make_documents(decision.pk, at=clock.now())

    failed = Decision.objects.get(pk=decision.pk)
    assert failed.documents == Decision.Documents.FAILED
    assert "NotADirectoryError" in failed.documents_error
    settings.MEDIA_ROOT = tmp_path / "files"
    assert making.make_documents(decision.pk, at=clock.now()) == Decision.Documents.READY
