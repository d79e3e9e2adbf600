"""Build what the package ships ready-made: the stripped base of Word files and the border of certificates.

`python -m thidua.paperwork.build` after a change of `word/base.py` or `typst/border.typ`; a test holds both to their
sources.
"""

from pathlib import Path

import typst

from thidua.paperwork.pdf import TEMPLATES
from thidua.paperwork.word.base import BASE_FILE, build_base

BORDER_FILE = TEMPLATES / "border.svg"


def build_border(path: Path = BORDER_FILE) -> None:
    """Draw the border of certificates into the SVG file `path`."""
    drawing = typst.compile(str(TEMPLATES / "border.typ"), root=str(TEMPLATES), format="svg", pretty=True)
    path.write_bytes(drawing)


if __name__ == "__main__":
    build_base(BASE_FILE)
    build_border(BORDER_FILE)
