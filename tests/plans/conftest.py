"""The reference plan, read once in each of its shapes."""

import pytest
from hypothesis import settings
from tests.plans.pdf_files import reference_pdf
from tests.plans.plan_files import REFERENCE, reference_word

from thidua.plans import Plan, read_plan

# property tests here may run on a busy machine: no time limit a case
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")


@pytest.fixture(scope="session")
def reference_plan() -> Plan:
    """The reference plan read from plain text."""
    return read_plan(REFERENCE.read_bytes(), REFERENCE.name)


@pytest.fixture(scope="session")
def reference_word_plan() -> Plan:
    """The reference plan read from Word."""
    return read_plan(reference_word(), "ke-hoach.docx")


@pytest.fixture(scope="session")
def reference_pdf_plan() -> Plan:
    """The reference plan read from a PDF with text."""
    return read_plan(reference_pdf(), "ke-hoach.pdf")


@pytest.fixture(scope="session", params=["text", "word", "pdf"])
def plan(
    request: pytest.FixtureRequest, reference_plan: Plan, reference_word_plan: Plan, reference_pdf_plan: Plan
) -> Plan:
    """The reference plan in each shape: what it says is the same."""
    return {"text": reference_plan, "word": reference_word_plan, "pdf": reference_pdf_plan}[request.param]
