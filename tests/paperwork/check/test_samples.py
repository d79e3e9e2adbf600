"""No false alarm on our own documents, whatever kinds there are."""

import datetime

import pytest

from thidua.paperwork import document_docx, document_pdf
from thidua.paperwork.check import check_document
from thidua.paperwork.samples import SAMPLES

ON = datetime.date(2026, 11, 26)


OTHER_LAYOUT = {"ballot"}
"""Sheets that the decree does not lay out: said so, never called right or wrong."""


@pytest.mark.parametrize("kind", SAMPLES)
@pytest.mark.parametrize("write", [document_docx, document_pdf], ids=["docx", "pdf"])
def test_our_own_documents_raise_no_alarm(kind, write):
    findings = check_document(write(SAMPLES[kind]()), kind, ON)
    if kind in OTHER_LAYOUT:
        assert [item.code for item in findings] == ["not_administrative"]
        return
    assert [(item.code, item.place.text, item.place.quote) for item in findings] == []
