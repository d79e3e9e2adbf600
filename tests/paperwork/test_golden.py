"""The whole text of every document, as it was read and approved.

After a change that is meant: `THIDUA_WRITE_GOLDEN=1 pytest tests/paperwork/test_golden.py`, then read the difference.
"""

import os
from pathlib import Path

import pytest

from thidua.paperwork import certificates_pdf, document_pdf, samples
from thidua.paperwork.samples import SAMPLES

from .reading import text

FOLDER = Path(__file__).parent / "golden"


def compare(name: str, printed: str) -> None:
    path = FOLDER / f"{name}.txt"
    printed = printed.replace("\f", "\n--- trang ---\n") + "\n"
    if os.environ.get("THIDUA_WRITE_GOLDEN"):
        path.write_text(printed, encoding="utf-8")
    assert printed == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", SAMPLES)
def test_the_text_of_a_document(kind):
    compare(kind, text(document_pdf(SAMPLES[kind]())))


def test_the_text_of_certificates():
    compare("certificates", text(certificates_pdf(samples.certificates(), samples.OFFICE)))
