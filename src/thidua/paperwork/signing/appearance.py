"""What a signature shows on the page: the hand signature, the seal, or the two lines of number and time.

Made as small PDF pages by Typst, with our fonts embedded, so that the signed file stays PDF/A.
"""

import datetime
from dataclasses import dataclass

from thidua.paperwork.cleaning import clean_text
from thidua.paperwork.errors import PaperworkError
from thidua.paperwork.metrics import text_width
from thidua.paperwork.pdf import compile_pdf
from thidua.paperwork.signing.images import Picture
from thidua.paperwork.signing.places import STAMP_WIDTH, Place

STAMP_SIZE = 10


@dataclass(frozen=True)
class Appearance:
    """A page of the size of its place, as PDF."""

    place: Place
    pdf: bytes


def picture_appearance(picture: Picture, place: Place, description: str) -> Appearance:
    """Return the picture's ink filling `place`; `description` is read out by screen readers."""
    left, top, right, bottom = picture.ink
    width, height = place.width / (right - left), place.height / (bottom - top)
    data = {
        "width": place.width,
        "height": place.height,
        "alt": description,
        "lines": [],
        "picture": {
            "data": list(picture.data),
            "left": -left * width,
            "top": -top * height,
            "width": width,
            "height": height,
        },
    }
    return Appearance(place, compile_pdf("stamp.typ", data, None))


def lines_appearance(lines: tuple[str, ...], place: Place) -> Appearance:
    """Return lines of text in Times-like 10 pt, upright, black, flush right.

    Raises PaperworkError when a line is wider than the stamp.
    """
    cleaned = tuple(clean_text(line, "Dấu số và thời gian ký") for line in lines)
    for line in cleaned:
        if text_width(line, STAMP_SIZE) > STAMP_WIDTH:
            raise PaperworkError(
                f"Dòng “{line}” dài quá {STAMP_WIDTH:g} mm.", "Dấu số và thời gian ký", "Viết tắt hoặc rút ngắn."
            )
    data = {"width": place.width, "height": place.height, "alt": "", "lines": cleaned, "picture": None}
    return Appearance(place, compile_pdf("stamp.typ", data, None))


def moment_line(at: datetime.datetime) -> str:
    """Return date, time and zone as ISO 8601 writes them: "2025-12-05T09:30:00+07:00".

    Raises ValueError for a moment without zone.
    """
    if at.tzinfo is None:
        raise ValueError("a moment of signing has a zone")
    return at.isoformat(timespec="seconds")


def number_lines(number: str, at: datetime.datetime) -> tuple[str, ...]:
    """Return the two lines of an annex file: number and symbol; moment (Annex I, III)."""
    return number, moment_line(at)


def copy_lines(form: str, agency: str, at: datetime.datetime) -> tuple[str, ...]:
    """Return the lines of an electronic copy: form of the copy, agency, moment."""
    return form, agency, moment_line(at)
