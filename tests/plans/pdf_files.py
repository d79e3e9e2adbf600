"""Plans as PDF and as scans, made here: set by typst as Decree 30/2020 has it, made into pictures by pypdfium2."""

import io
import json
import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import numpy
import pypdfium2
import typst
from PIL import Image
from tests.plans.plan_files import CUTS, reference_text

_TEMPLATE = r"""
#let d = json(bytes(sys.inputs.data))
#set page(paper: "a4", margin: (left: 3cm, right: 1.5cm, top: 2cm, bottom: 2cm),
  header: context if counter(page).get().first() > 1 { align(center, text(13pt, counter(page).display())) })
#set text(font: "Tinos", size: 14pt, lang: "vi", hyphenate: false)
#set par(justify: true, first-line-indent: (amount: 1cm, all: true), leading: 0.6em, spacing: 0.9em)
#let lines(items) = items.join(linebreak())
#set par(first-line-indent: 0cm)
#grid(columns: (6.2cm, 1fr), align: center, row-gutter: 8pt,
  text(13pt)[#lines(d.agency.slice(0, -1))#linebreak()#strong(d.agency.last())],
  text(13pt)[*CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM*#linebreak()*Độc lập - Tự do - Hạnh phúc*],
  text(13pt, d.number), text(13pt, emph(d.date)))
#v(6pt)
#align(center)[#strong(d.kind) \ #strong(d.title)]
#v(6pt)
#set par(first-line-indent: (amount: 1cm, all: true))
#let run(r) = text(weight: if r.style.len() > 1 { "bold" } else { "regular" },
  style: if calc.odd(r.style.len()) { "italic" } else { "normal" }, r.text)
#for p in d.body { par(p.map(run).join()) }
#v(8pt)
#set par(first-line-indent: 0cm, justify: false, leading: 0.45em)
#grid(columns: (1fr, 1fr),
  [#text(12pt, strong(emph[Nơi nhận:]))#linebreak()#text(11pt, lines(d.recipients))],
  align(center)[#strong(lines(d.signature.slice(0, -1)))#v(2cm)#strong(d.signature.last())])
"""


_LINES = r"""
#let d = json(bytes(sys.inputs.data))
#set page(paper: "a4", margin: (left: 3cm, right: 1.5cm, top: 2cm, bottom: 2cm),
  header: context if counter(page).get().first() > 1 { align(center, text(13pt, counter(page).display())) })
#set text(font: "Tinos", size: 14pt, lang: "vi", hyphenate: false)
#set par(justify: true, first-line-indent: (amount: 1cm, all: true), leading: 0.6em, spacing: 0.9em)
#set table(inset: 5pt, stroke: if sys.inputs.lines == "yes" { 0.6pt } else { none })
#set table(align: horizon) if sys.inputs.level == "middle"
#show table: set par(justify: false, first-line-indent: 0cm)
#let sizes(heads) = {
  let more = (3.2cm,) * (heads.len() - 2)
  let first = if heads.at(0).ends-with("TT") { (1.2cm, 1fr) } else { (1fr, 3.2cm) }
  if heads.len() == 2 { (1fr, 1fr) } else { first + more }
}
#for part in d {
  if type(part) == array {
    table(columns: sizes(part.at(0)), table.header(..part.at(0)), ..part.slice(1).flatten())
  } else if part.right != "" {
    block(spacing: 6pt, grid(columns: (6.2cm, 1fr), align: center, part.text, part.right))
  } else if part.dress == "middle" { block(width: 100%, spacing: 6pt, align(center, strong(part.text))) } else {
    par(text(weight: if part.dress == "bold" { "bold" } else { "regular" }, part.text))
  }
}
"""


@dataclass
class Paper:
    """What a plan for typesetting consists of; paragraphs may carry `**` marks of emphasis."""

    agency: list[str]
    number: str
    date: str
    kind: str
    title: str
    body: list[str]
    recipients: list[str]
    signature: list[str] = field(default_factory=list)


@cache
def _fonts() -> typst.Fonts:
    folder = str(Path(__file__).parents[2] / "src/thidua/paperwork/fonts")
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])


def typeset(paper: Paper) -> bytes:
    """The paper as PDF."""
    data = vars(paper) | {"body": [_runs(paragraph) for paragraph in paper.body]}
    source = _TEMPLATE.encode()
    return typst.compile(source, font_paths=_fonts(), sys_inputs={"data": json.dumps(data)}, ignore_system_fonts=True)


def typst_pdf(markup: str) -> bytes:
    """Typst markup as PDF in the fonts of the product."""
    source = '#set page(paper: "a4", margin: 2cm)\n#set text(font: "Tinos", size: 13pt, lang: "vi")\n' + markup
    return typst.compile(source.encode(), font_paths=_fonts(), ignore_system_fonts=True)


def typeset_text(text: str, *, has_lines: bool = True, level: str = "top") -> bytes:
    """A plan in plain text or Markdown as PDF: a paragraph a line, heads in two columns beside one another, tables with
    lines around their cells or without any, what is in a cell at its "top" or in its "middle"."""
    parts: list[object] = []
    for line in re.sub(r"(?m)^\* ", "- ", text).replace("*", "").splitlines():
        row = [cell.strip() for cell in line.strip().strip("|").split("|")]
        columns = re.split(r"(?<=\S) {3,}(?=\S)", line.strip())
        if line.startswith("|") and set(line) <= set("|-: "):
            continue
        if line.startswith("|") and parts and isinstance(parts[-1], list):
            parts[-1].append(row)
        elif line.startswith("|"):
            parts.append([row])
        elif line.strip():
            is_title = line.strip().isupper() and len(line) < 40 and not re.match(r"[IVX]+\.", line)
            dress = "middle" if is_title else "bold" if re.match(r"(?:[IVX]+|[A-Z])\. ", line) else ""
            is_right = len(line) - len(line.lstrip()) >= 20
            columns = ["", line.strip()] if is_right else columns
            right = columns[1] if len(columns) == 2 else ""
            plain = columns[0].replace("\\", "").lstrip("#").strip()
            parts.append({"text": plain, "right": right, "dress": dress})
    data = {"data": json.dumps(parts), "lines": "yes" if has_lines else "no", "level": level}
    return typst.compile(_LINES.encode(), font_paths=_fonts(), sys_inputs=data, ignore_system_fonts=True)


def _runs(paragraph: str) -> list[dict[str, str]]:
    runs = []
    for piece in re.split(r"(\*{1,3}[^*]+\*{1,3})", paragraph):
        marks = len(piece) - len(piece.lstrip("*"))
        if piece:
            runs.append({"text": piece.strip("*"), "style": "*" * marks})
    if re.match(r"[IVX]+\. ", paragraph):
        runs = [run | {"style": "**"} for run in runs]
    return runs


def reference_paper() -> Paper:
    """The reference plan for typesetting, with its letterhead, nothing cut by page breaks."""
    text = reference_text()
    for cut, whole in CUTS:
        text = text.replace(cut, whole)
    body = text[text.index("Thực hiện Kế hoạch") : text.index("Nơi nhận:")]
    foot = [line for line in text[text.index("Nơi nhận:") :].splitlines() if line]
    return Paper(
        agency=["UBND TỈNH KHÁNH HÒA", "SỞ NỘI VỤ"],
        number="Số:          /KH-SNV",
        date="Khánh Hòa, ngày      tháng 9 năm 2024",
        kind="KẾ HOẠCH",
        title=next(line for line in text.splitlines() if line.startswith("Phát động phong trào")),
        body=[line for line in body.splitlines() if line],
        recipients=foot[1:-2],
        signature=["GIÁM ĐỐC", "Võ Chí Vương"],
    )


@cache
def reference_pdf() -> bytes:
    """The reference plan as PDF with text."""
    return typeset(reference_paper())


def pictures(pdf: bytes, dpi: int = 200) -> list[Image.Image]:
    """The pages of a PDF as grey pictures."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.render(scale=dpi / 72, grayscale=True).to_pil().convert("L") for page in document]
    finally:
        document.close()


def worn(picture: Image.Image, *, degrees: float = 0.6, noise: float = 18.0, seed: int = 1) -> Image.Image:
    """A page as a poor scanner gives it: turned a little, specks and grain, saved as JPEG."""
    turned = picture.rotate(degrees, resample=Image.Resampling.BICUBIC, fillcolor=255)
    random = numpy.random.default_rng(seed)
    pixels = numpy.asarray(turned, dtype=numpy.float32)
    pixels = pixels + random.normal(0, noise, pixels.shape)
    specks = random.random(pixels.shape) < 0.0006
    pixels[specks] = 40
    return _through_jpeg(Image.fromarray(numpy.clip(pixels, 0, 255).astype(numpy.uint8)))


def _through_jpeg(picture: Image.Image) -> Image.Image:
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", quality=60)
    return Image.open(buffer).convert("L")


def picture_file(picture: Image.Image, kind: str = "PNG", dpi: int = 200) -> bytes:
    """A picture as a PNG or JPEG file."""
    buffer = io.BytesIO()
    picture.save(buffer, kind, dpi=(dpi, dpi))
    return buffer.getvalue()


def scanned_pdf(pages: list[Image.Image], dpi: int = 200) -> bytes:
    """Pictures as a PDF without text, a picture a page."""
    buffer = io.BytesIO()
    pages[0].save(buffer, "PDF", resolution=dpi, save_all=True, append_images=pages[1:])
    return buffer.getvalue()
