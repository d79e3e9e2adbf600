"""What all measurements share: timing a function, describing the machine, printing a table."""

from __future__ import annotations

import os
import platform
import resource
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Timing:
    """Median seconds of several runs: on the clock and of the processor."""

    wall: float
    processor: float
    runs: int

    def text(self) -> str:
        """Milliseconds below one second, seconds above."""
        return " / ".join(_seconds(value) for value in (self.wall, self.processor))


def _seconds(value: float) -> str:
    return f"{value * 1000:.1f} ms" if value < 1 else f"{value:.2f} s"


def measure(function: Callable[[], Any], *, runs: int = 7, warm: int = 1) -> Timing:
    """Run ``function`` ``warm`` times uncounted, then ``runs`` times; medians."""
    for _run in range(warm):
        function()
    walls, processors = [], []
    for _run in range(runs):
        wall, processor = time.perf_counter(), time.process_time()
        function()
        walls.append(time.perf_counter() - wall)
        processors.append(time.process_time() - processor)
    return Timing(statistics.median(walls), statistics.median(processors), runs)


def machine() -> str:
    """The machine in one line: processor, cores, Python."""
    model = platform.processor() or platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        names = [line.split(":", 1)[1].strip() for line in cpuinfo.read_text().splitlines() if "model name" in line]
        model = names[0] if names else model
    return f"{model}, {os.cpu_count()} cores, Python {platform.python_version()}, load {os.getloadavg()[0]:.1f}"


def peak_megabytes() -> float:
    """Largest resident memory of this process's own program so far.

    Not `ru_maxrss`: Linux counts in it what the process held before it became this program, its parent's memory.
    """
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM:"))
    return int(line.split()[1]) / 1024


def peak_memory() -> str:
    """`peak_megabytes` for a table."""
    return f"{peak_megabytes():.0f} MB"


def report(title: str, headers: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Print a Markdown table under a title, with the machine and the day."""
    print(f"\n### {title}\n\n{machine()}, {time.strftime('%d/%m/%Y')}\n")
    print("| " + " | ".join(headers) + " |")
    print("|" + "---|" * len(headers))
    for row in rows:
        print("| " + " | ".join(str(value) for value in row) + " |")
