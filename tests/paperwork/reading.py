"""Read our own PDF and Word files back: text, lines and words in mm."""

import io
from dataclasses import dataclass

import docx
import pdfplumber
import pypdfium2
from docx.document import Document as WordDocument

MM = 25.4 / 72


@dataclass(frozen=True)
class Line:
    """A line of text, or a rule, with its place in mm from the left and the top of the page."""

    text: str
    left: float
    right: float
    top: float

    @property
    def length(self) -> float:
        """Length in mm."""
        return self.right - self.left

    @property
    def middle(self) -> float:
        """Centre in mm from the left edge."""
        return (self.left + self.right) / 2


@dataclass(frozen=True)
class Page:
    """What stands on a page; `sizes` are those of the first word of that text."""

    width: float
    height: float
    words: tuple[Line, ...]
    lines: tuple[Line, ...]
    rules: tuple[Line, ...]
    sizes: dict[str, float]
    fonts: frozenset[str]

    def line(self, start: str) -> Line:
        """Return the line that begins with `start`."""
        return next(line for line in self.lines if line.text.startswith(start))

    def word(self, text: str) -> Line:
        """Return the first word `text`."""
        return next(word for word in self.words if word.text == text)


def pages(data: bytes) -> list[Page]:
    """Return the pages of a PDF with the places of everything."""
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        return [
            Page(
                page.width * MM,
                page.height * MM,
                tuple(_line(word) for word in page.extract_words()),
                tuple(_line(line) for line in page.extract_text_lines()),
                tuple(Line("", item["x0"] * MM, item["x1"] * MM, item["top"] * MM) for item in page.lines),
                {word["text"]: round(word["size"], 2) for word in reversed(page.extract_words(extra_attrs=["size"]))},
                frozenset(char["fontname"].partition("+")[2] for char in page.chars),
            )
            for page in pdf.pages
        ]


def _line(item: dict) -> Line:
    return Line(item["text"], item["x0"] * MM, item["x1"] * MM, item["top"] * MM)


def text(data: bytes) -> str:
    """Return the text of a PDF, pages divided by a form feed, no spaces at the ends of lines."""
    document = pypdfium2.PdfDocument(data)
    try:
        texts = [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()
    return "\f".join("\n".join(line.rstrip() for line in page.splitlines()) for page in texts)


def running_text(data: bytes) -> str:
    """Return the text of a PDF as one line."""
    return " ".join(text(data).split())


def word_file(data: bytes) -> WordDocument:
    """Return a Word file opened by python-docx."""
    return docx.Document(io.BytesIO(data))


def word_texts(data: bytes) -> list[str]:
    """Return all paragraphs of a Word file, those in tables included, in order, without empty ones."""
    found = []
    for paragraph in word_file(data).element.body.iter(f"{{{W}}}p"):
        found.append("".join(_piece(node) for node in paragraph.iter()))
    return [piece for piece in found if piece]


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def _piece(node: object) -> str:
    tag = node.tag  # type: ignore[attr-defined]
    if tag == f"{{{W}}}t":
        return node.text or ""  # type: ignore[attr-defined]
    return {f"{{{W}}}noBreakHyphen": "-", f"{{{W}}}br": "\n"}.get(tag, "")
