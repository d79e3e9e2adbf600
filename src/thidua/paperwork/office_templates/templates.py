"""Templates of offices: looked at, filled, tried with a sample. The work itself is done in a process of its own."""

import dataclasses
import datetime
import importlib.util

from thidua.paperwork.documents.base import Document
from thidua.paperwork.errors import PaperworkError
from thidua.paperwork.isolated import run_isolated
from thidua.paperwork.office_templates.fields import fields_of
from thidua.paperwork.office_templates.report import Mistake, TemplateReport
from thidua.paperwork.office_templates.values import values_of
from thidua.paperwork.samples import SAMPLES

INSTALL = "pip install 'thidua[office-templates]'"
_WORKING = "thidua.paperwork.office_templates.working"
_SAMPLE_DAY = datetime.date(2025, 12, 5)
_SECONDS = 20


def available() -> bool:
    """Whether the extra is installed that fills templates."""
    return importlib.util.find_spec("docxtpl") is not None


def _need_extra() -> None:
    if not available():
        raise PaperworkError(
            "Máy này chưa cài phần dùng mẫu Word của cơ quan.", "Mẫu văn bản", f"Cài bằng lệnh: {INSTALL}"
        )


def sample_of(kind: str) -> Document:
    """Return the sample of a kind, numbered and dated so that every field shows. Raises PaperworkError."""
    fields_of(kind)
    samples = [SAMPLES[kind]()] if kind in SAMPLES else (make() for make in SAMPLES.values())
    sample = next((sample for sample in samples if kind == sample.KIND), None)
    if sample is None:
        raise PaperworkError("Loại văn bản này chưa có dữ liệu minh họa.", "Mẫu văn bản", "Chọn loại khác.")
    return dataclasses.replace(sample, number=sample.number or "8", day=sample.day or _SAMPLE_DAY)


def inspect_template(data: bytes, kind: str) -> TemplateReport:
    """Return what an office's Word file uses and what is wrong with it; it is tried with the sample too.

    Arguments: data: the file; kind: name of the kind of document: "decision".

    Raises PaperworkError when the extra is not installed or the kind does not exist; what is wrong with the file
    stands in the report.
    """
    _need_extra()
    payload = {"data": data, "kind": kind, "sample": values_of(sample_of(kind))}
    try:
        answer = run_isolated(f"{_WORKING}:inspect", payload, seconds=_SECONDS)
    except PaperworkError as error:
        return TemplateReport(errors=(Mistake(error.message, error.place, error.mend),))
    return TemplateReport.from_json(answer)


def render_template(data: bytes, context: Document) -> bytes:
    """Return the document that a template makes of a context, as DOCX; the same input gives the same bytes.

    Raises PaperworkError: the extra is not installed, the template is not usable, the context cannot be printed.
    """
    _need_extra()
    payload = {"data": data, "kind": context.KIND, "values": values_of(context)}
    filled: bytes = run_isolated(f"{_WORKING}:render", payload, seconds=_SECONDS)["docx"]
    return filled


def preview(data: bytes, kind: str) -> bytes:
    """Return the template filled with the sample of its kind, as DOCX. Raises PaperworkError as `render_template`."""
    return render_template(data, sample_of(kind))
