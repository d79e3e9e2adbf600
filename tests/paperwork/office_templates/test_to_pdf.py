"""PDF of an office's template, where LibreOffice is installed."""

import io

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader
from tests.paperwork.reading import pages, running_text

from thidua.paperwork import PaperworkError, samples
from thidua.paperwork.office_templates import docx_to_pdf, office_program, render_template, to_pdf

from .making import good

pytest.importorskip("docxtpl", reason="the extra “office-templates” is not installed")


@pytest.mark.skipif(office_program() is None, reason="LibreOffice is not installed")
def test_pdf_has_the_text_in_our_fonts_as_pdf_a():
    data = docx_to_pdf(render_template(good(), samples.decision(2, 1)))
    assert "Số: 08/QĐ-SNV" in running_text(data)
    assert b"pdfaid:part" in PdfFileReader(io.BytesIO(data)).root["/Metadata"].data
    assert pages(data)[0].height == pytest.approx(279, abs=20)


def test_without_libreoffice_the_command_is_told(monkeypatch):
    monkeypatch.setattr(to_pdf, "office_program", lambda: None)
    with pytest.raises(PaperworkError, match="chưa có LibreOffice") as caught:
        docx_to_pdf(b"PK")
    assert "apt-get install libreoffice-writer" in caught.value.mend
