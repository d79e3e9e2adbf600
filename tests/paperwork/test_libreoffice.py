"""Our Word files opened by somebody else's program: LibreOffice reads them and prints what we print.

Runs wherever LibreOffice is installed. It gets our own fonts under the name Times New Roman, else it would show others.
"""

import os
import shutil
import subprocess
from pathlib import Path

import pypdfium2
import pytest

from thidua.paperwork import document_docx, document_pdf
from thidua.paperwork.metrics import FONT_FOLDER
from thidua.paperwork.samples import SAMPLES

from .kinds import LYING
from .reading import pages, running_text, word_texts

OFFICE = shutil.which("soffice")
pytestmark = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")

FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir><match target="pattern">
<test name="family"><string>Times New Roman</string></test>
<edit name="family" mode="assign" binding="same"><string>Tinos</string></edit></match></fontconfig>
"""


@pytest.fixture(scope="module")
def rendered(tmp_path_factory) -> Path:
    """Return the folder where all samples lie as PDF files that LibreOffice made of our Word files."""
    folder = tmp_path_factory.mktemp("libreoffice")
    (folder / "fonts.conf").write_text(FONTS.format(fonts=FONT_FOLDER, cache=folder / "cache"))
    files = []
    for kind, make in SAMPLES.items():
        files.append(folder / f"{kind}.docx")
        files[-1].write_bytes(document_docx(make()))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [str(OFFICE), profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *map(str, files)]
    environment = {**os.environ, "FONTCONFIG_FILE": str(folder / "fonts.conf")}
    subprocess.run(command, check=True, capture_output=True, timeout=300, env=environment)
    return folder


@pytest.mark.parametrize("kind", SAMPLES)
def test_libreoffice_prints_every_word_in_our_letters(kind, rendered):
    data = (rendered / f"{kind}.pdf").read_bytes()
    printed = running_text(data).replace(" ", "")
    for piece in word_texts(document_docx(SAMPLES[kind]())):
        for word in piece.split():
            assert word in printed
    assert {font.partition("-")[0] for page in pages(data) for font in page.fonts} == {"Tinos"}


@pytest.mark.parametrize("kind", SAMPLES)
def test_libreoffice_needs_as_many_pages_as_we_or_one_more(kind, rendered):
    """Typst breaks whole paragraphs, Word line by line: a page more is possible, another sheet size is not."""
    ours = pypdfium2.PdfDocument(document_pdf(SAMPLES[kind]()))
    theirs = pypdfium2.PdfDocument((rendered / f"{kind}.pdf").read_bytes())
    assert len(ours) <= len(theirs) <= len(ours) + 1
    sizes = [{tuple(round(side * 25.4 / 72) for side in page.get_size()) for page in file} for file in (ours, theirs)]
    assert sizes[0] == sizes[1]
    assert ((297, 210) in sizes[1]) is (kind in LYING)


@pytest.mark.parametrize("kind", ["decision", "letter", "plan", "general", "review"])
def test_the_header_stands_in_the_same_place_in_both(kind, rendered):
    ours = pages(document_pdf(SAMPLES[kind]()))[0]
    theirs = pages((rendered / f"{kind}.pdf").read_bytes())[0]
    for word in ("CỘNG", "Độc", "ngày"):
        assert theirs.word(word).left == pytest.approx(ours.word(word).left, abs=0.6)
        assert theirs.word(word).top == pytest.approx(ours.word(word).top, abs=2)
    assert theirs.word("Số:").top == pytest.approx(theirs.word("ngày").top, abs=0.8)
