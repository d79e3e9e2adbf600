"""Fetch the third-party parts of the pages and put them, trimmed, under `site/static/thidua/`.

Run by a maintainer when a version changes; the result is committed, so neither users nor CI ever need it:

    python tools/vendor.py            # needs npm (to fetch), fonttools and brotli (to trim the fonts)

What it makes:
* `vendor/bootstrap.css`  reboot, and those grid and utility rules of Bootstrap that our pages may use
* `vendor/htmx.min.js`, `vendor/echarts.min.js`  unchanged
* `fonts/*.woff2`         Be Vietnam Pro: Latin and Vietnamese letters, without hinting (a third of the size)
* `icons.svg`, `icons.txt` one sprite of the icons named below, and the list of their names
* `vendor/LICENSES.md`    what, which version, which licence
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

STATIC = Path(__file__).resolve().parent.parent / "src/thidua/site/static/thidua"

PACKAGES = {
    "bootstrap": "5.3.9",
    "bootstrap-icons": "1.13.2",
    "@fontsource/be-vietnam-pro": "5.3.0",
    "htmx.org": "2.0.11",
    "echarts": "5.6.0",
}

WEIGHTS = (400, 600, 700)
LATIN = (
    "U+0020-007E,U+00A0-00FF,U+2010-2015,U+2018-201E,U+2020,U+2022,U+2026,U+2030,U+2032,U+2033,U+20AC,"
    "U+2190-2193,U+2212,U+2248,U+2264,U+2265"
)

ICONS = """
arrow-clockwise arrow-down arrow-down-up arrow-left arrow-repeat arrow-right arrow-up award bar-chart bell book
box-arrow-in-right box-arrow-right box-arrow-up-right building buildings calendar-check calendar-event cash-coin
chat-left-text check check-circle check-circle-fill chevron-down chevron-left chevron-right chevron-up circle
clipboard-check clipboard-data clock clock-history dash-circle diagram-3 download envelope exclamation-octagon-fill
exclamation-triangle exclamation-triangle-fill eye eye-slash fast-forward file-earmark file-earmark-check
file-earmark-excel file-earmark-pdf file-earmark-text file-earmark-word filter flag folder2-open gear geo-alt globe2
graph-up hand-thumbs-down hand-thumbs-up hourglass-split house image inbox info-circle-fill journal-text lightbulb
link-45deg list list-check list-task lock megaphone newspaper paperclip patch-check patch-check-fill pause-circle pen
pencil pencil-square people person person-badge person-check person-circle person-video3 play-circle plus-lg printer
qr-code question-circle question-circle-fill question-lg search send send-check shield-check shield-exclamation
shield-lock slash-circle sliders star-fill telephone translate trash trophy upload x-circle x-lg
""".split()

# Bootstrap's grid and utilities are large because of their many breakpoints and rare helpers; these patterns say which
# class names stay. Anything else belongs into our own css/ files.
INFIX = r"(?:-(?:md|lg))?"
GRID_INFIX = r"(?:-(?:sm|md|lg|xl))?"
KEPT_CLASSES = re.compile(
    "|".join(
        f"(?:{pattern})"
        for pattern in (
            r"container(?:-fluid)?",
            rf"row|row-cols{GRID_INFIX}-[1-6]|col{GRID_INFIX}(?:-(?:auto|[0-9]+))?|g[xy]?-[0-5]",
            rf"d{INFIX}-(?:none|block|flex|inline|inline-block|inline-flex|grid)|d-print-(?:none|block)",
            rf"[mp][tbsexy]?-(?:auto|[0-5])|m[tbse]{INFIX}-(?:auto|[0-5])|(?:row-|column-)?gap-[0-5]",
            rf"flex{INFIX}-(?:row|column|wrap|nowrap|fill|grow-1|grow-0|shrink-0|shrink-1)",
            rf"justify-content{INFIX}-(?:start|end|center|between|evenly)|order{INFIX}-(?:first|last|[0-3])",
            rf"align-(?:items|self|content){INFIX}-(?:start|end|center|baseline|stretch)",
            rf"text{INFIX}-(?:start|end|center)|text-(?:nowrap|wrap|break|truncate|decoration-none|uppercase|body)",
            r"text-(?:danger|success|warning|primary|secondary|muted|body-secondary)",
            r"fw-(?:normal|bold|semibold|medium)|fst-italic|fs-[1-6]|lh-(?:1|sm|base|lg)|font-monospace|small",
            r"w-(?:25|50|75|100|auto)|h-(?:100|auto)|mw-100|vh-100|min-vh-100",
            r"border(?:-top|-bottom|-start|-end)?(?:-0)?|rounded(?:-[0-3]|-pill|-circle)?|shadow-none",
            r"position-(?:relative|absolute|sticky|static)|top-0|start-0|end-0|bottom-0|overflow-(?:auto|hidden)",
            r"align-(?:top|middle|bottom|baseline)|visible|invisible|bg-(?:white|light|transparent|body)",
        )
    )
)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        packages = {name: fetch(name, version, Path(folder)) for name, version in PACKAGES.items()}
        for part in ("vendor", "fonts"):
            (STATIC / part).mkdir(parents=True, exist_ok=True)
        make_bootstrap(packages["bootstrap"])
        shutil.copyfile(packages["htmx.org"] / "dist/htmx.min.js", STATIC / "vendor/htmx.min.js")
        shutil.copyfile(packages["echarts"] / "dist/echarts.common.min.js", STATIC / "vendor/echarts.min.js")
        make_fonts(packages["@fontsource/be-vietnam-pro"])
        make_sprite(packages["bootstrap-icons"])
        write_licences(packages)


def fetch(name: str, version: str, folder: Path) -> Path:
    """Download one npm package and return the folder of its files."""
    target = folder / name.replace("/", "-").lstrip("@")
    target.mkdir()
    subprocess.run(["npm", "pack", "--silent", f"{name}@{version}"], cwd=target, check=True, stdout=subprocess.DEVNULL)
    archive = next(target.glob("*.tgz"))
    with tarfile.open(archive) as tar:
        tar.extractall(target, filter="data")
    return target / "package"


def make_bootstrap(package: Path) -> None:
    """Reboot whole; grid and utilities only as far as `KEPT_CLASSES` allows."""
    sheets = [(package / f"dist/css/bootstrap-{part}.css").read_text() for part in ("reboot", "grid", "utilities")]
    reboot, grid, utilities = (re.sub(r"/\*.*?\*/", "", sheet, flags=re.S) for sheet in sheets)
    # The root variables stand in each sheet; reboot's are enough. Dark mode is not offered.
    reboot = re.sub(r"\[data-bs-theme=dark\]\s*\{.*?\n\}", "", reboot, flags=re.S)
    header = f"/* Bootstrap {PACKAGES['bootstrap']} (MIT, (c) The Bootstrap Authors), trimmed by tools/vendor.py */\n"
    text = header + compact(reboot) + compact(trimmed(grid)) + compact(trimmed(utilities))
    (STATIC / "vendor/bootstrap.css").write_text(re.sub(r"\n?/\*# sourceMapping.*", "", text) + "\n")


def trimmed(sheet: str) -> str:
    """Keep the rules of a flat style sheet all of whose classes are wanted; look inside media queries too."""
    kept = []
    for prelude, body in blocks(sheet):
        if prelude.startswith("@media"):
            inside = trimmed(body)
            if inside:
                kept.append(f"{prelude} {{\n{inside}\n}}")
            continue
        selectors = [part.strip() for part in prelude.split(",")]
        wanted = [part for part in selectors if is_wanted(part)]
        if wanted:
            kept.append(f"{', '.join(wanted)} {{{body}}}")
    return "\n".join(kept)


def is_wanted(selector: str) -> bool:
    classes = re.findall(r"\.([\w-]+)", selector)
    return bool(classes) and all(KEPT_CLASSES.fullmatch(name) for name in classes)


def blocks(sheet: str) -> list[tuple[str, str]]:
    """Split a sheet into (prelude, body) of its outermost blocks."""
    found, depth, start, prelude = [], 0, 0, ""
    for place, letter in enumerate(sheet):
        if letter == "{":
            if depth == 0:
                prelude, start = sheet[start:place].strip(), place + 1
            depth += 1
        elif letter == "}":
            depth -= 1
            if depth == 0:
                found.append((prelude, sheet[start:place]))
                start = place + 1
    return found


def compact(sheet: str) -> str:
    sheet = re.sub(r"\s+", " ", sheet)
    return re.sub(r"\s*([{};,])\s*", r"\1", sheet).replace(";}", "}").replace("}", "}\n").strip() + "\n"


def make_fonts(package: Path) -> None:
    """Cut each weight down to the letters and features that our pages use."""
    for weight in WEIGHTS:
        for subset, letters in (("latin", LATIN), ("vietnamese", "*")):
            subprocess.run(
                [
                    *(sys.executable, "-m", "fontTools.subset"),
                    str(package / f"files/be-vietnam-pro-{subset}-{weight}-normal.woff2"),
                    f"--unicodes={letters}",
                    "--layout-features=kern,mark,mkmk,ccmp,locl",
                    "--no-hinting",
                    "--flavor=woff2",
                    f"--output-file={STATIC / f'fonts/be-vietnam-pro-{subset}-{weight}.woff2'}",
                ],
                check=True,
            )


def make_sprite(package: Path) -> None:
    symbols = []
    for name in sorted(ICONS):
        source = (package / f"icons/{name}.svg").read_text()
        inside = re.sub(r"\s+", " ", re.sub(r"^.*?<svg[^>]*>|</svg>.*$", "", source, flags=re.S)).strip()
        symbols.append(f'<symbol id="{name}" viewBox="0 0 16 16">{inside}</symbol>')
    sprite = '<svg xmlns="http://www.w3.org/2000/svg">\n' + "\n".join(symbols) + "\n</svg>\n"
    (STATIC / "icons.svg").write_text(sprite)
    (STATIC / "icons.txt").write_text("\n".join(sorted(ICONS)) + "\n")


def write_licences(packages: dict[str, Path]) -> None:
    texts = {
        "bootstrap": ("Bootstrap", "MIT", "vendor/bootstrap.css (reboot; parts of grid and utilities)", "LICENSE"),
        "bootstrap-icons": ("Bootstrap Icons", "MIT", "icons.svg (the icons we use, as one sprite)", "LICENSE"),
        "@fontsource/be-vietnam-pro": (
            "Be Vietnam Pro",
            "SIL Open Font License 1.1",
            "fonts/*.woff2 (subset, hinting removed)",
            "LICENSE",
        ),
        "htmx.org": ("htmx", "Zero-Clause BSD", "vendor/htmx.min.js (unchanged)", "LICENSE"),
        "echarts": (
            "Apache ECharts",
            "Apache License 2.0",
            "vendor/echarts.min.js (common build, unchanged)",
            "NOTICE",
        ),
    }
    lines = ["# Third-party parts of the pages", "", "Made by `tools/vendor.py`.", ""]
    lines += ["| part | version | licence | files |", "|---|---|---|---|"]
    for name, (title, licence, files, _file) in texts.items():
        path, _, note = files.partition(" ")
        lines.append(f"| {title} (npm `{name}`) | {PACKAGES[name]} | {licence} | `{path}` {note} |")
    for name, (title, _, _, file) in texts.items():
        lines += ["", f"## {title}", "", "```text", (packages[name] / file).read_text().strip(), "```"]
    (STATIC / "vendor/LICENSES.md").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
