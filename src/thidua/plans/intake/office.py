"""Old Word files (.doc) and RTF: turned into .docx by LibreOffice, where it is installed.

Every conversion has a profile folder of its own: it does not wait for an open LibreOffice, nor see its settings.
"""

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from thidua.plans.errors import PlanError

from .blocks import Extract
from .word import read_word

INSTALL = "sudo apt-get install libreoffice-writer"
_LONGEST_SECONDS = 60
_MEND = "Hãy mở bằng Word và lưu lại dưới dạng .docx."


def conversion_command(program: str, source: Path, folder: Path) -> list[str]:
    """Return the command that turns a file into .docx in `folder`, with a profile of its own there."""
    profile = (folder / "profile").as_uri()
    return [
        program,
        f"-env:UserInstallation={profile}",
        "--headless",
        "--norestore",
        "--nolockcheck",
        "--nodefault",
        "--convert-to",
        "docx:MS Word 2007 XML",
        "--outdir",
        str(folder),
        str(source),
    ]


def read_old_word(data: bytes, filename: str, ending: str) -> Extract:
    """Read a file that only LibreOffice understands.

    Args:
        ending: "doc" or "rtf", as the content says.

    Raises:
        PlanError: LibreOffice is not installed, takes too long, or cannot read the file.
    """
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise PlanError(
            f"Đây là tệp .{ending}; máy chủ chưa có LibreOffice để đọc.",
            filename,
            f"{_MEND} Hoặc nhờ người quản trị chạy lệnh: {INSTALL}.",
        )
    with tempfile.TemporaryDirectory(prefix="thidua-plan-") as name:
        folder = Path(name)
        source = folder / f"plan.{ending}"
        source.write_bytes(data)
        if not _finishes(conversion_command(program, source, folder)):
            raise PlanError(f"LibreOffice đọc tệp quá {_LONGEST_SECONDS} giây nên đã dừng.", filename, _MEND)
        converted = folder / "plan.docx"
        if not converted.exists():
            raise PlanError(f"Không đọc được tệp .{ending}.", filename, _MEND)
        return read_word(converted.read_bytes(), filename)


def _finishes(command: list[str]) -> bool:
    """Run a program; whether it came to an end in time. What it has started itself is ended with it."""
    nowhere = subprocess.DEVNULL
    with subprocess.Popen(command, stdin=nowhere, stdout=nowhere, stderr=nowhere, start_new_session=True) as process:
        try:
            process.wait(_LONGEST_SECONDS)
        except subprocess.TimeoutExpired:
            _end(process)
            return False
    return True


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End a program and its children: the first process of LibreOffice only waits for the one that works."""
    if hasattr(os, "killpg"):
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
