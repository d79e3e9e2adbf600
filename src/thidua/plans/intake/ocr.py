"""Letters read from pictures by Tesseract with its Vietnamese data: words with their places and how sure it is.

Tesseract is a program of its own, found on the PATH; a picture is handed to it, a table of words comes back (TSV).
"""

import os
import shutil
import subprocess
import tempfile
import threading
import time
from dataclasses import dataclass
from functools import cache

from thidua.plans.errors import PlanError, ReadingStopped

INSTALL = "sudo apt-get install tesseract-ocr tesseract-ocr-vie"
_LANGUAGE = "vie"
# one page of a plan takes one to two seconds; one that takes longer is no page of text
_LONGEST_SECONDS = 60
_LOOKED_AFTER = 0.2
_COLUMNS = 12


@dataclass(frozen=True, slots=True)
class Word:
    """A word on a picture: its line's number, its place in pixels, how sure it is (0 to 100)."""

    text: str
    line: tuple[int, int, int]
    left: int
    top: int
    width: int
    height: int
    sureness: float

    @property
    def right(self) -> int:
        """The first pixel right of the word."""
        return self.left + self.width


@dataclass(frozen=True, slots=True)
class Picture:
    """A page that was read: its size in pixels and its words."""

    width: int
    height: int
    words: tuple[Word, ...]


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


def read_picture(
    program: str, picture: bytes, filename: str, page: int, cancelled: threading.Event | None = None
) -> Picture:
    """Return the words of a picture (PGM, PNG, JPEG).

    Args:
        program: what `require_tesseract` returned.
        page: number of the page, for messages.
        cancelled: once it is set, Tesseract is ended.

    Raises:
        PlanError: the picture is damaged or takes too long.
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
            table = _output(process, cancelled)
    if table is None:
        message = f"Nhận dạng chữ quá {_LONGEST_SECONDS} giây nên đã dừng."
        raise PlanError(message, f"{filename}, trang {page}", "Hãy quét lại trang này ở 200 dpi, đen trắng.")
    if process.returncode != 0:
        raise PlanError("Không mở được hình ảnh.", f"{filename}, trang {page}", "Hãy quét lại, lưu dạng PDF hoặc PNG.")
    return _parse(table.decode("utf-8", errors="replace"))


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
