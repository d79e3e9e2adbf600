"""Join our style sheets and scripts into the two files that every page loads.

    python tools/bundle.py           # after any change under static/thidua/css or static/thidua/js
    python tools/bundle.py --check   # says whether the joined files are stale (the tests run this)

No minifying and no node: comments go, the rest stays readable. One request instead of twenty matters on a slow line.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

STATIC = Path(__file__).resolve().parent.parent / "src/thidua/site/static/thidua"
LOADED_ALONE = {"charts.js"}  # only pages with charts ask for it


def joined_styles() -> str:
    """Bootstrap's parts first, then ours in the order of their names."""
    parts = [STATIC / "vendor/bootstrap.css", *sorted((STATIC / "css").glob("*.css"))]
    texts = [re.sub(r"(?<!^)/\*.*?\*/\n?", "", part.read_text(encoding="utf-8"), flags=re.S) for part in parts]
    ours = [re.sub(r"^/\*.*?\*/\n?", "", text, flags=re.S) for text in texts[1:]]
    return "\n".join([texts[0], *ours]).replace('url("../', 'url("')


def joined_scripts() -> str:
    """Our scripts in the order of their names; each is a function of its own, so nothing leaks."""
    parts = [part for part in sorted((STATIC / "js").glob("*.js")) if part.name not in LOADED_ALONE]
    return "\n".join(part.read_text(encoding="utf-8") for part in parts)


def targets() -> dict[Path, str]:
    """The two joined files and what must stand in them."""
    return {STATIC / "thidua.css": joined_styles(), STATIC / "thidua.js": joined_scripts()}


def main() -> int:
    stale = [path for path, text in targets().items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    if "--check" in sys.argv:
        for path in stale:
            print(f"{path.name} is stale: run python tools/bundle.py")
        return 1 if stale else 0
    for path, text in targets().items():
        path.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
