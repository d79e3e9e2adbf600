"""The PDF of a document that was made by an office's template: by LibreOffice, where it is installed, as PDF/A-2b.

Our own layout makes its PDF without it; a template is Word's, and only a word processor sets it.
"""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from xml.sax.saxutils import escape

from thidua.paperwork.errors import PaperworkError
from thidua.paperwork.metrics import FONT_FOLDER

INSTALL_OFFICE = "sudo apt-get install libreoffice-writer"
_SECONDS = 60
_PLACE = "Bản PDF của mẫu cơ quan"
_FILTER = 'pdf:writer_pdf_Export:{"SelectPdfVersion":{"type":"long","value":"2"}}'
"""PDF/A-2b, in LibreOffice's words."""
_FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>{folder}</dir>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <match target="pattern">
    <test name="family"><string>Times New Roman</string></test>
    <edit name="family" mode="prepend" binding="strong"><string>Tinos</string></edit>
  </match>
  <cachedir>{cache}</cachedir>
</fontconfig>
"""


def office_program() -> str | None:
    """Return the path of LibreOffice, None where it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def docx_to_pdf(docx: bytes) -> bytes:
    """Return a Word file as PDF/A-2b, with our fonts in the place of Times New Roman.

    Raises PaperworkError: LibreOffice is not there, takes too long, or cannot read the file.
    """
    program = office_program()
    if program is None:
        raise PaperworkError(
            "Máy này chưa có LibreOffice để làm bản PDF theo mẫu của cơ quan.",
            _PLACE,
            f"Cài bằng lệnh: {INSTALL_OFFICE}",
        )
    with tempfile.TemporaryDirectory(prefix="thidua-mau-") as name:
        folder = Path(name)
        (folder / "van-ban.docx").write_bytes(docx)
        fonts = _FONTS.format(folder=escape(str(FONT_FOLDER)), cache=escape(str(folder / "fonts")))
        (folder / "fonts.conf").write_text(fonts, encoding="utf-8")
        command = [
            program,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            *("--headless", "--norestore", "--nolockcheck", "--nodefault"),
            *("--convert-to", _FILTER, "--outdir", str(folder), str(folder / "van-ban.docx")),
        ]
        environment = {**os.environ, "FONTCONFIG_FILE": str(folder / "fonts.conf"), "HOME": str(folder)}
        try:
            subprocess.run(command, env=environment, capture_output=True, timeout=_SECONDS, check=True)
            return (folder / "van-ban.pdf").read_bytes()
        except (subprocess.SubprocessError, OSError):
            raise PaperworkError(
                "LibreOffice không làm được bản PDF của văn bản này.",
                _PLACE,
                "Mở mẫu bằng Word, lưu lại rồi tải lên lại.",
            ) from None
