"""Fuzzing the readers of plans with atheris: no crash, no hang over five seconds, whatever the bytes.

atheris is not among the product's parts. In an environment of its own, from the root of the sources:

    python -m venv fuzz && fuzz/bin/pip install atheris && fuzz/bin/pip install -r requirements/base.txt
    fuzz/bin/python -m benchmarks.fuzz_plans plain -max_total_time=120 [folder of samples]

The first argument is what is fuzzed: plain, word, structure (an XML of Word put into a sound file), pdf, picture or
all (chosen by the first byte). What follows is handed to libFuzzer. A finding is written to `crash-…` or `timeout-…`,
and is tried again by giving its path instead of a folder.
"""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Callable

import atheris

with atheris.instrument_imports(include=["thidua.plans", "thidua.text"]):
    from thidua.plans import PlanError, difference, read_plan, schedule
    from thidua.plans.intake import paged
    from thidua.plans.plan import Plan

_HANGS_AFTER = 5
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_LONGEST = 60_000


def _no_recognition(filename: str) -> str:
    """Tesseract is a program of its own: what it would read is not fuzzed here."""
    raise PlanError("Không nhận dạng chữ khi thử.", filename, "Hãy thử cách khác.")


def read(data: bytes) -> None:
    """Read bytes as a plan and use what was read as the pages do."""
    try:
        plan = read_plan(data, "thu")
    except PlanError:
        return
    check(plan)


def check(plan: Plan) -> None:
    """What holds for every plan: places lie in the text, nothing differs from itself."""
    reading = plan.to_json()
    assert difference(reading, reading) == []
    for step in schedule(reading):
        assert all(0 <= start <= end <= len(plan.text) for start, end in step.at)


def plain(data: bytes) -> None:
    """Bytes behind the head of a plan, so that they are not refused at once."""
    read(b"KE HOACH\n" + data)
    read("KẾ HOẠCH\nPhát động phong trào thi đua\nI. NỘI DUNG\n".encode() + data)


def word(data: bytes) -> None:
    """Bytes as a zip archive."""
    read(b"PK\x03\x04" + data)


def structure(data: bytes) -> None:
    """A Word file whose parts are XML made of the bytes: half of them the document, half the numbering."""
    half = len(data) // 2
    document = f'<w:document xmlns:w="{_WORD}"><w:body>'.encode() + data[:half] + b"</w:body></w:document>"
    numbering = f'<w:numbering xmlns:w="{_WORD}">'.encode() + data[half:] + b"</w:numbering>"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", document)
        archive.writestr("word/numbering.xml", numbering)
    read(buffer.getvalue())


def pdf(data: bytes) -> None:
    """Bytes as a PDF."""
    read(b"%PDF-1.7\n" + data)


def picture(data: bytes) -> None:
    """Bytes as a PNG and as a JPEG."""
    read(b"\x89PNG\r\n\x1a\n" + data)
    read(b"\xff\xd8\xff" + data)


TARGETS: dict[str, Callable[[bytes], None]] = {
    "plain": plain,
    "word": word,
    "structure": structure,
    "pdf": pdf,
    "picture": picture,
}


def everything(data: bytes) -> None:
    """One of the targets, chosen by the first byte."""
    if data:
        list(TARGETS.values())[data[0] % len(TARGETS)](data[1:])


def main() -> None:
    """Take the target from the command line and hand the rest to libFuzzer."""
    chosen = sys.argv.pop(1) if len(sys.argv) > 1 else "all"
    target = TARGETS.get(chosen, everything)
    paged.require_tesseract = _no_recognition
    # what is read in a process of its own is read here, so that its faults show
    paged.read_text_apart = paged.read_text
    options = [f"-timeout={_HANGS_AFTER}", f"-max_len={_LONGEST}", "-rss_limit_mb=2048"]
    atheris.Setup([sys.argv[0], *options, *sys.argv[1:]], target)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
