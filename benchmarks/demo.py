"""Making the demo, office and province. ``python -m benchmarks.demo [--province]``"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time

from benchmarks.measuring import report


def make(size: str) -> float:
    """Seconds that ``thidua demo --size`` takes as a whole process, in a new folder."""
    with tempfile.TemporaryDirectory() as folder:
        begin = time.perf_counter()
        command = [sys.executable, "-m", "thidua", "demo", "--size", size]
        subprocess.run(command, check=True, env=os.environ | {"THIDUA_DATA": folder}, stdout=subprocess.DEVNULL)
        return time.perf_counter() - begin


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--province", action="store_true", help="also the province of 36,000 people")
    rows = [("office, 180 people", f"{make('office'):.1f} s", "")]
    if parser.parse_args().province:
        rows.append(("province, 36,000 people", f"{make('province'):.1f} s", "< 180 s"))
    report("Making the demo (whole process, wall)", ("what", "time", "aim"), rows)


if __name__ == "__main__":
    main()
