"""Work on a PDF in a process of its own, with a limit of time and memory: a bomb goes off where it harms nobody."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any, NamedTuple

from thidua.plans.errors import PlanError

from . import drawing
from .layout import Piece
from .pdf import damaged, locked, opened, page_sizes, text_pages

#: On a busy machine a few seconds of the processor may take long on the clock.
_LONGEST_SECONDS = 60
_MOST_SECONDS = 3
_REFUSED = 6
_SOURCES = str(Path(__file__).resolve().parents[3])
_READER = "from thidua.plans.intake.apart import main; main()"


@dataclass
class DrawingTime:
    """How many seconds of the processor the drawing of a file may still take: each page brings some with it.

    No page of an honest scan takes a second; a file of pages that each stay just below the limit of one would.
    """

    left: float = float(drawing.MOST_SECONDS)
    a_page: float = 0.9

    def spend(self, seconds: float, place: str) -> None:
        """Count a page that was drawn.

        Raises:
            PlanError: there is no time left.
        """
        self.left += self.a_page - seconds
        if self.left < 0:
            raise _endless(place)


class PdfText(NamedTuple):
    """Width and height of each page in points, and its lines (None for a page that is a picture).

    `doubtful` are the pages with a table that could not be read as one.
    """

    sizes: list[tuple[float, float]]
    pages: list[list[Piece] | None]
    doubtful: list[int]


def read_text(data: bytes, filename: str) -> PdfText:
    """Return the text of a PDF in this process.

    Raises:
        PlanError: it is encrypted or damaged, has no page or too many.
    """
    with opened(data, filename) as document:
        return PdfText(page_sizes(document), *text_pages(document))


def read_text_apart(data: bytes, filename: str) -> PdfText:
    """Return the text of a PDF, read in a process of its own.

    Raises:
        PlanError: as `read_text`, and where it takes more time or memory than any plan.
    """
    told = json.loads(_run(["-c", _READER], data, filename).stdout)
    if "refusal" in told:
        message, mend = told["refusal"]
        raise PlanError(message, filename, mend)
    pages = [None if page is None else [_piece(values) for values in page] for page in told["pages"]]
    return PdfText([(width, height) for width, height in told["sizes"]], pages, told["doubtful"])


def draw_page(
    data: bytes,
    filename: str,
    number: int,
    *,
    dpi: float,
    colours: str,
    width: int,
    height: int,
    time: DrawingTime | None = None,
) -> bytes:
    """Return a page drawn on white as PGM or PPM (see `drawing`), always in a process of its own.

    Args:
        data: the file.
        filename: its name, for messages.
        number: the page, from 0.
        dpi, colours, width, height: as the program takes them.
        time: what the pages of the file may take together.

    Raises:
        PlanError: the file is damaged or locked, or the page takes more time or memory than any page of a plan.
        IndexError: there is no such page.
    """
    arguments = [number, colours, dpi, width, height]
    place = f"{filename}, trang {number + 1}"
    done = _run([drawing.__file__, *map(str, arguments)], data, place)
    if time is not None:
        time.spend(float(done.stderr.split()[-1]), place)
    return done.stdout


def _run(arguments: list[str], data: bytes, place: str) -> "subprocess.CompletedProcess[bytes]":
    environment = os.environ | {"PYTHONPATH": _SOURCES}
    try:
        done = subprocess.run(
            [sys.executable, *arguments],
            input=data,
            capture_output=True,
            env=environment,
            timeout=_LONGEST_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise _endless(place) from error
    if done.returncode == drawing.NO_SUCH_PAGE:
        raise IndexError(place)
    if done.returncode in (drawing.DAMAGED, drawing.LOCKED):
        raise locked(place) if done.returncode == drawing.LOCKED else damaged(place)
    if done.returncode != 0:
        raise _endless(place)
    return done


def _endless(place: str) -> PlanError:
    return PlanError(
        "Tệp PDF bung ra quá lớn hoặc quá phức tạp nên đã dừng đọc.",
        place,
        "Hãy mở tệp, in ra PDF mới (Microsoft Print to PDF) rồi tải lên lại, hoặc dùng tệp Word.",
    )


def _piece(values: Sequence[Any]) -> Piece:
    text, page, left, top, right, bottom, bold, cell = values
    return Piece(text, page, left, top, right, bottom, bold, tuple(cell) if cell else None)


def main() -> None:
    """Read the PDF on standard input and write its text as JSON to standard output."""
    drawing.limit_this_process(_MOST_SECONDS)
    try:
        text = read_text(sys.stdin.buffer.read(), "")
        # of a page with text neither box nor doubts are set
        pages = [None if page is None else [astuple(piece)[:8] for piece in page] for page in text.pages]
        told: dict[str, object] = {"sizes": text.sizes, "pages": pages, "doubtful": text.doubtful}
    except PlanError as error:
        told = {"refusal": (error.message, error.mend)}
    sys.stdout.write(json.dumps(told))
