"""Letters read from pictures by Tesseract with its Vietnamese data: words with their places and how sure it is.

Tesseract is a program of its own, found on the PATH; a picture is handed to it, a table of words comes back (TSV).
"""

import contextlib
import os
import shutil
import subprocess
import tempfile
import threading
import time
import zlib
from dataclasses import dataclass, field, replace
from functools import cache

import numpy

from thidua.plans.errors import PlanError, ReadingStopped

from .ruled import Cell, Ruled, pixels_of, to_picture

INSTALL = "sudo apt-get install tesseract-ocr tesseract-ocr-vie"
_LANGUAGE = "vie"
# one page of a plan takes one to two seconds; one that takes longer is no page of text
_LONGEST_SECONDS = 60
_MOST_PROCESSOR_SECONDS = 5
_LOOKED_AFTER = 0.2
_BLACK_OR_WHITE = bytes(255 if value > 127 else 0 for value in range(256))
_MOST_TOLD = 0.12
#: Of a band of a page, in rows; lines of small letters set close pack to a fourteenth.
_BAND = 128
_MOST_TOLD_BY_BAND = 0.08
_COLUMNS = 12


@dataclass(frozen=True, slots=True)
class Word:
    """A word on a picture: its line's number, its place in pixels, how sure it is (0 to 100), its cell in a table."""

    text: str
    line: tuple[int, int, int]
    left: int
    top: int
    width: int
    height: int
    sureness: float
    cell: Cell | None = None

    @property
    def right(self) -> int:
        """The first pixel right of the word."""
        return self.left + self.width


@dataclass(frozen=True, slots=True)
class Picture:
    """A page that was read: its size in pixels, its words, its ruled tables; `trouble` is why it could not be read.

    `has_unread_cells`: there is something in a cell of a table that could not be read.
    """

    width: int
    height: int
    words: tuple[Word, ...]
    trouble: PlanError | None = None
    ruled: Ruled = field(default_factory=Ruled)
    has_unread_cells: bool = False

    def moved_back(self, ruled: Ruled) -> "Picture":
        """Return the page with its words where they stand on the picture that `levelled` made this one of."""
        words = []
        for word in self.words:
            cell = ruled.cell(word.left + word.width / 2, word.top + word.height / 2)
            words.append(replace(word, cell=cell, top=word.top + ruled.shift(cell)))
        return replace(self, words=tuple(words), ruled=ruled)


class TooLongError(PlanError):
    """Tesseract did not come to an end with a page."""


def require_tesseract(filename: str) -> str:
    """Return the path of Tesseract.

    Raises:
        PlanError: it, or its Vietnamese data, is not installed; the message has the one command that installs both.
    """
    program = shutil.which("tesseract")
    if program is None or not _has_language(program):
        what = "phần mềm nhận dạng chữ Tesseract" if program is None else "dữ liệu tiếng Việt của Tesseract"
        raise PlanError(
            f"Đây là bản quét hoặc hình ảnh; máy chủ chưa có {what}.",
            filename,
            f"Hãy nhờ người quản trị chạy lệnh: {INSTALL}. Hoặc dùng tệp Word, tệp PDF có chữ.",
        )
    return program


@cache
def _has_language(program: str) -> bool:
    listed = subprocess.run([program, "--list-langs"], capture_output=True, text=True, check=False, timeout=30)
    return _LANGUAGE in listed.stdout.split()


def require_clear(picture: bytes, filename: str, page: int) -> None:
    """Refuse a page of nothing but specks and grain, over which Tesseract would sit for a minute.

    In black and white, the more there is to tell of a page the less it can be packed: text packs to a twentieth.

    Raises:
        PlanError: the page holds far more than letters.
    """
    if (
        picture.startswith(b"P5")
        and len(zlib.compress(picture.translate(_BLACK_OR_WHITE), 1)) > len(picture) * _MOST_TOLD
    ):
        message = "Ảnh trang nhiễu quá nhiều nên không nhận ra chữ."
        raise PlanError(message, f"{filename}, trang {page}", "Hãy quét lại trang này ở 200 dpi, đen trắng, đủ sáng.")


def without_noise(picture: bytes) -> bytes | None:
    """Return a page (PGM) with the bands of specks and grain on it made white; None where there are none."""
    pixels = pixels_of(picture)
    if pixels is None:
        return None
    clear = pixels.copy()
    for top in range(0, len(clear), _BAND):
        band = clear[top : top + _BAND]
        if len(zlib.compress(band.tobytes().translate(_BLACK_OR_WHITE), 1)) > band.size * _MOST_TOLD_BY_BAND:
            band[:] = 255
    return None if numpy.array_equal(clear, pixels) else to_picture(clear)


def read_picture(
    program: str, picture: bytes, filename: str, page: int, cancelled: threading.Event | None = None
) -> Picture:
    """Return the words of a picture (PGM, PNG, JPEG).

    Args:
        program: what `require_tesseract` returned.
        page: number of the page, for messages.
        cancelled: once it is set, Tesseract is ended.

    Raises:
        PlanError: the picture is damaged.
        TooLongError: it takes too long.
        ReadingStopped: it was cancelled.
    """
    command = [program, "stdin", "stdout", "-l", _LANGUAGE, "--psm", "6", "--dpi", "200", "tsv"]
    environment = os.environ | {"OMP_THREAD_LIMIT": "1"}
    # handed over as a file: a pipe could not be looked after while it is being filled
    with tempfile.TemporaryFile() as file:
        file.write(picture)
        file.seek(0)
        with subprocess.Popen(
            command, stdin=file, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment
        ) as process:
            limit_processor(process.pid, _MOST_PROCESSOR_SECONDS)
            table = _output(process, cancelled)
    if table is None or process.returncode < 0:
        message = "Nhận dạng chữ của trang này quá lâu nên đã dừng."
        raise TooLongError(message, f"{filename}, trang {page}", "Hãy quét lại trang này ở 200 dpi, đen trắng.")
    if process.returncode != 0:
        raise PlanError("Không mở được hình ảnh.", f"{filename}, trang {page}", "Hãy quét lại, lưu dạng PDF hoặc PNG.")
    return _parse(table.decode("utf-8", errors="replace"))


def limit_processor(process_id: int, seconds: int) -> None:
    """Give a program only so many seconds of the processor, where the system can."""
    with contextlib.suppress(ImportError, AttributeError, OSError):
        import resource

        resource.prlimit(process_id, resource.RLIMIT_CPU, (seconds, seconds))


def _output(process: "subprocess.Popen[bytes]", cancelled: threading.Event | None) -> bytes | None:
    """What the program writes; None if it had to be ended because it took too long."""
    deadline = time.monotonic() + _LONGEST_SECONDS
    while True:
        try:
            return process.communicate(timeout=_LOOKED_AFTER)[0]
        except subprocess.TimeoutExpired:
            if cancelled is not None and cancelled.is_set():
                process.kill()
                raise ReadingStopped from None
            if time.monotonic() > deadline:
                process.kill()
                return None


def _parse(table: str) -> Picture:
    """Read the table of Tesseract: level 1 is the page, level 5 a word."""
    width = height = 1
    words: list[Word] = []
    for row in table.split("\n")[1:]:
        cells = row.split("\t")
        if len(cells) != _COLUMNS:
            continue
        left, top, wide, high = (int(cell) for cell in cells[6:10])
        if cells[0] == "1":
            width, height = wide, high
        elif cells[0] == "5" and cells[11].strip():
            line = (int(cells[2]), int(cells[3]), int(cells[4]))
            words.append(Word(cells[11].strip(), line, left, top, wide, high, float(cells[10])))
    return Picture(max(width, 1), max(height, 1), tuple(words))
