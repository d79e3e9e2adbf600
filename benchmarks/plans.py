"""Reading the reference plan. ``python -m benchmarks.plans``"""

from __future__ import annotations

from pathlib import Path

import thidua.site.demo
from benchmarks.measuring import measure, report
from thidua.plans import read_plan

PLAN = next((Path(thidua.site.demo.__file__).parent / "data").glob("ke-hoach*.txt"))


def main() -> None:
    """Measure and print."""
    data = PLAN.read_bytes()
    timing = measure(lambda: read_plan(data, PLAN.name))
    report(
        "Reading a plan (wall / processor, median)",
        ("what", "time", "aim"),
        [("reference plan, text, 4 pages", timing.text(), "< 100 ms")],
    )


if __name__ == "__main__":
    main()
