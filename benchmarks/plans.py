"""Reading plans: how much is found rightly, how fast, in how much memory.

``python -m benchmarks.plans [--scans] [--memory]``

The marked set (``tests/plans/marked``) holds plans with the facts that a person found in them. Without options only
what takes seconds is measured; ``--scans`` reads the reference plan as two scans (about ten seconds each),
``--memory`` reads sixty pages in a process of their own (with ``--scans`` sixty scanned ones too, a minute or two).
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.plans.marking import Count, compare, marked_plans, plans_with_tables
from tests.plans.mutating import MUTATIONS, without_first_number
from tests.plans.pdf_files import (
    Paper,
    pictures,
    reference_paper,
    reference_pdf,
    scanned_pdf,
    typeset,
    typeset_text,
    worn,
)
from tests.plans.plan_files import REFERENCE, reference_text, reference_word, saved, word_document
from tests.plans.word_plans import word_plan, word_plans

from benchmarks.measuring import measure, peak_memory, report
from thidua.plans import PlanError, read_plan

REFERENCE_MARKS = json.loads((Path(__file__).parents[1] / "tests/plans/reference.json").read_text("utf-8"))
#: A page of a plan as Decree 30 sets it holds about this many letters.
PAGE_LETTERS = 2000
SIXTY = 74
LOW = 0.95


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--scans", action="store_true")
    options.add_argument("--memory", action="store_true")
    options.add_argument("--peak", type=Path, help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.peak:
        read_plan(chosen.peak.read_bytes(), "sixty")
        print(peak_memory())
        return
    marked_set()
    shapes(with_scans=chosen.scans)
    tables(with_scans=chosen.scans)
    mutations()
    speed()
    if chosen.memory:
        memory(with_scans=chosen.scans)


def marked_set() -> None:
    """Precision, recall and F1 for each kind of fact over the marked plans."""
    counts: dict[str, Count] = {}
    plans = marked_plans()
    for path, marks in plans:
        for kind, (count, _) in compare(read_plan(path.read_bytes(), path.name), marks).items():
            counts.setdefault(kind, Count()).add(count)
    rows = [(kind, *_scores(count)) for kind, count in counts.items()]
    rows.append(("all", *_scores(_sum(counts.values()))))
    rows.append(("all, as PDF with ruled tables", *_scores(_as_pdf(plans))))
    rows.append((f"{len(word_plans())} more, Word as offices write it", *_scores(_as_word())))
    report(f"Marked set, {len(plans)} plans", ("facts", "marked", "precision", "recall", "F1", "invented"), rows)


def _as_pdf(plans: list[tuple[Path, dict[str, list[str]]]]) -> Count:
    total = Count()
    for path, marks in plans:
        plan = read_plan(typeset_text(path.read_text("utf-8")), path.name)
        total.add(_sum(count for count, _ in compare(plan, marks).values()))
    return total


def _as_word() -> Count:
    """Plans with typed and automatic numbers, merged cells, text boxes, footnotes, annexes that lie."""
    total = Count()
    for name, notation, marks in word_plans():
        plan = read_plan(word_plan(notation), f"{name}.docx")
        total.add(_sum(count for count, _ in compare(plan, marks).values()))
    return total


def _scores(count: Count) -> tuple[str, ...]:
    marked = count.right + count.missed
    return (str(marked), f"{count.precision:.3f}", f"{count.recall:.3f}", f"{count.f1:.3f}", str(count.invented))


def _sum(counts: object) -> Count:
    total = Count()
    for count in counts:  # type: ignore[attr-defined]
        total.add(count)
    return total


def shapes(*, with_scans: bool) -> None:
    """The reference plan in each of its shapes."""
    files: list[tuple[str, bytes, bool]] = [
        ("text (its letterhead lost)", REFERENCE.read_bytes(), False),
        ("Word, head and foot in tables, automatic numbers", reference_word(), False),
        ("PDF with text", reference_pdf(), False),
    ]
    if with_scans:
        pages = pictures(reference_pdf())
        files.append(("scan, 200 dpi, clean", scanned_pdf(pages), True))
        skewed = [worn(page, seed=number) for number, page in enumerate(pages)]
        files.append(("scan, 200 dpi, 0.6° askew, noise, JPEG", scanned_pdf(skewed), True))
    rows = []
    for name, data, is_scan in files:
        started, worked = time.perf_counter(), _processor_time()
        results = compare(read_plan(data, name), REFERENCE_MARKS, is_scan=is_scan)
        seconds, work = time.perf_counter() - started, _processor_time() - worked
        worst = min(results, key=lambda kind: results[kind][0].f1)
        total = _sum(count for count, _ in results.values())
        lowest = f"{worst} {results[worst][0].f1:.3f}"
        rows.append((name, *_scores(total), lowest, f"{seconds / 4:.2f} s / {work / 4:.2f} s"))
    heads = ("shape", "marked", "precision", "recall", "F1", "invented", "lowest kind", "a page (wall / processor)")
    report("The reference plan in its shapes", heads, rows)


def tables(*, with_scans: bool) -> None:
    """What plans say in tables, by how the tables are set; told: of the plans with a loss, those that warn."""
    rows = []
    for has_lines in (True, False):
        for level in ("top", "middle"):
            for wear in ("", "scan", "worn scan") if with_scans else ("",):
                total, losing, told = Count(), 0, 0
                for path, marks in plans_with_tables():
                    data = typeset_text(path.read_text("utf-8"), has_lines=has_lines, level=level)
                    if wear:
                        pages = pictures(data)
                        data = scanned_pdf([worn(page) for page in pages] if wear == "worn scan" else pages)
                    plan = read_plan(data, path.name)
                    results = compare(plan, marks, is_scan=bool(wear))
                    counts = [results[kind][0] for kind in ("tasks", "quotas", "duties")]
                    total.add(_sum(counts))
                    if any(count.missed for count in counts):
                        losing += 1
                        told += any(one.code == "table_unread" or "ocr_" in one.code for one in plan.warnings)
                name = f"{'ruled' if has_lines else 'bare'}, cells at their {level}, {wear or 'PDF with text'}"
                rows.append((name, *_scores(total), f"{told} of {losing}"))
    report("Plans with tables", ("shape", "marked", "precision", "recall", "F1", "invented", "told"), rows)


def _processor_time() -> float:
    """Seconds of processor time of this process and of the programs it has called."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def mutations() -> None:
    """The marked set as careless hands leave it."""
    rows = []
    for name, change in MUTATIONS.items():
        counts: dict[str, Count] = {}
        refused = 0
        level = without_first_number if name == "sections swapped" else str
        for path, marks in marked_plans():
            try:
                plan = read_plan(change(path.read_text("utf-8")).encode(), path.name)
            except PlanError:
                refused += 1
                continue
            for kind, (count, _) in compare(plan, marks, level=level).items():
                counts.setdefault(kind, Count()).add(count)
        low = ", ".join(f"{kind} {count.f1:.3f}" for kind, count in counts.items() if count.f1 < LOW)
        rows.append((name, *_scores(_sum(counts.values()))[1:], str(refused), low))
    heads = ("change", "precision", "recall", "F1", "invented", "refused", f"kinds below {LOW}")
    report("Marked set, changed", heads, rows)


def speed() -> None:
    """Time for whole files of ten pages."""
    cases = [
        ("reference plan, text, 4 pages", REFERENCE.read_bytes(), "< 100 ms"),
        ("reference plan, PDF with text, 4 pages", reference_pdf(), "< 100 ms"),
        ("Word, ten pages", long_word(10), "< 150 ms"),
        ("PDF with text, ten pages", long_pdf(10), "< 100 ms"),
    ]
    rows = []
    for name, data, aim in cases:
        timing = measure(lambda data=data, name=name: read_plan(data, name))  # type: ignore[misc]
        rows.append((name, timing.text(), aim))
    report("Reading a plan (wall / processor, median)", ("what", "time", "aim"), rows)


def long_word(pages: int) -> bytes:
    """A plan of so many pages in Word."""
    document = word_document()
    document.add_paragraph("KẾ HOẠCH")
    for line in _long_body(pages):
        document.add_paragraph(line)
    return saved(document)


def long_pdf(pages: int) -> bytes:
    """A plan of so many pages as PDF with text."""
    return typeset(Paper(**vars(reference_paper()) | {"body": _long_body(pages)}))


def _long_body(pages: int) -> list[str]:
    """The paragraphs of the reference plan again and again, its parts numbered on."""
    paragraphs = [line for line in reference_text().splitlines() if line.strip()][6:-8]
    body: list[str] = []
    while sum(map(len, body)) < pages * PAGE_LETTERS:
        body += paragraphs
    return body


def memory(*, with_scans: bool) -> None:
    """Largest memory of a process that reads a file of sixty pages; Tesseract is a process of its own."""
    # the body is set tighter than a page of an average plan
    pdf = long_pdf(SIXTY)
    files = {"nothing but this program": REFERENCE.read_bytes(), "Word": long_word(SIXTY), "PDF with text": pdf}
    if with_scans:
        files["scan"] = scanned_pdf(pictures(pdf)[:60])
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for name, data in files.items():
            path = Path(folder) / "plan"
            path.write_bytes(data)
            command = [sys.executable, "-m", "benchmarks.plans", "--peak", str(path)]
            started = time.perf_counter()
            done = subprocess.run(command, capture_output=True, text=True, check=True)
            rows.append((name, done.stdout.strip(), f"{time.perf_counter() - started:.1f} s", "< 300 MB"))
    report("Memory for sixty pages", ("file", "peak", "whole process", "aim"), rows)


if __name__ == "__main__":
    main()
