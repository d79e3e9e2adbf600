"""Widths of text in Tinos (= Times New Roman), and the start-up test that no Vietnamese letter lacks a glyph.

The lines below Quốc hiệu, the agency and the title have lengths prescribed in terms of the text above them (Decree
30/2020, Annex I, II.1-II.5); Word cannot measure text for us, so the advance widths are read from the font files
themselves.
"""

import struct
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from thidua.paperwork.errors import PaperworkError

FONT_FOLDER = Path(__file__).parent / "fonts"
STYLES = ("Regular", "Bold", "Italic", "BoldItalic")
MM_PER_POINT = 25.4 / 72

_BASES = "aăâbcdđeêghiklmnoôơpqrstuưvxy" + "fjwz"
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_VOWELS = "aăâeêioôơuưy"
VIETNAMESE_LETTERS = "".join(
    letter
    for lower in (*_BASES, *(unicodedata.normalize("NFC", vowel + tone) for vowel in _VOWELS for tone in _TONES))
    for letter in (lower, lower.upper())
)
"""Every letter of Vietnamese (and f, j, w, z of foreign names) in both cases, with every tone: 186 letters."""

DOCUMENT_SIGNS = "0123456789 .,;:!?/-–—()[]“”‘’\"'…%+=&@#*§°×·•<>_"
"""The other signs that official documents use."""


@dataclass(frozen=True)
class FontFile:
    """What is needed of a TrueType file: glyphs by character, advance widths and which glyphs have an outline."""

    units_per_em: int
    glyphs: dict[int, int]
    advances: tuple[int, ...]
    inked: frozenset[int]

    def width(self, text: str, size: float) -> float:
        """Return the width of `text` in mm at `size` points, without kerning. Unknown signs count as an em."""
        units = 0
        for letter in text:
            glyph = self.glyphs.get(ord(letter))
            units += self.units_per_em if glyph is None else self.advances[min(glyph, len(self.advances) - 1)]
        return units / self.units_per_em * size * MM_PER_POINT


def _tables(data: bytes) -> dict[str, tuple[int, int]]:
    count = struct.unpack_from(">H", data, 4)[0]
    tables = {}
    for index in range(count):
        tag, _, offset, length = struct.unpack_from(">4sIII", data, 12 + 16 * index)
        tables[tag.decode("ascii")] = (offset, length)
    return tables


def _characters(data: bytes, start: int) -> dict[int, int]:
    """Read the Unicode subtable of format 4 (the plane in which all Vietnamese letters are)."""
    count = struct.unpack_from(">H", data, start + 2)[0]
    for index in range(count):
        platform, encoding, offset = struct.unpack_from(">HHI", data, start + 4 + 8 * index)
        table = start + offset
        if (platform, encoding) in ((3, 1), (0, 3)) and struct.unpack_from(">H", data, table)[0] == 4:
            break
    else:
        raise ValueError("no Unicode table of format 4")
    segments = struct.unpack_from(">H", data, table + 6)[0] // 2
    ends = struct.unpack_from(f">{segments}H", data, table + 14)
    starts_at = table + 16 + 2 * segments
    starts = struct.unpack_from(f">{segments}H", data, starts_at)
    deltas = struct.unpack_from(f">{segments}h", data, starts_at + 2 * segments)
    ranges_at = starts_at + 4 * segments
    ranges = struct.unpack_from(f">{segments}H", data, ranges_at)
    glyphs: dict[int, int] = {}
    for index in range(segments):
        for code in range(starts[index], min(ends[index], 0xFFFE) + 1):
            if ranges[index] == 0:
                glyph = (code + deltas[index]) & 0xFFFF
            else:
                place = ranges_at + 2 * index + ranges[index] + 2 * (code - starts[index])
                glyph = struct.unpack_from(">H", data, place)[0]
                glyph = (glyph + deltas[index]) & 0xFFFF if glyph else 0
            if glyph:
                glyphs[code] = glyph
    return glyphs


def read_font(path: Path) -> FontFile:
    """Read the TrueType file at `path`.

    Raises OSError when it is not there, ValueError or struct.error when it is no font.
    """
    data = path.read_bytes()
    tables = _tables(data)
    if not {"head", "maxp", "hhea", "hmtx", "loca", "cmap"} <= tables.keys():
        raise ValueError("not a complete TrueType file")
    head = tables["head"][0]
    units_per_em = struct.unpack_from(">H", data, head + 18)[0]
    long_offsets = struct.unpack_from(">h", data, head + 50)[0] == 1
    glyph_count = struct.unpack_from(">H", data, tables["maxp"][0] + 4)[0]
    metric_count = struct.unpack_from(">H", data, tables["hhea"][0] + 34)[0]
    advances = struct.unpack_from(">" + "Hh" * metric_count, data, tables["hmtx"][0])[::2]
    offsets = struct.unpack_from(f">{glyph_count + 1}{'I' if long_offsets else 'H'}", data, tables["loca"][0])
    inked = frozenset(glyph for glyph in range(glyph_count) if offsets[glyph + 1] > offsets[glyph])
    return FontFile(units_per_em, _characters(data, tables["cmap"][0]), advances, inked)


@cache
def font(bold: bool = False, italic: bool = False) -> FontFile:
    """Return Tinos in the given style, read once per process."""
    return read_font(FONT_FOLDER / f"Tinos-{_style(bold, italic)}.ttf")


def _style(bold: bool, italic: bool) -> str:
    return STYLES[int(bold) + 2 * int(italic)]


def text_width(text: str, size: float, *, bold: bool = False, italic: bool = False) -> float:
    """Return the width in mm of one line of `text` at `size` points in Times New Roman."""
    return font(bold, italic).width(text, size)


def missing_glyphs(path: Path, letters: str = VIETNAMESE_LETTERS + DOCUMENT_SIGNS) -> str:
    """Return those of `letters` for which the font at `path` has no glyph or an empty one (a space may be empty)."""
    face = read_font(path)
    return "".join(
        letter
        for letter in letters
        if ord(letter) not in face.glyphs or (letter != " " and face.glyphs[ord(letter)] not in face.inked)
    )


def check_fonts(folder: Path = FONT_FOLDER) -> None:
    """Prove that each of the four font files in `folder` can write every Vietnamese letter, both cases, all tones.

    Meant for the start of the program. Raises PaperworkError that names the file and the letters it lacks.
    """
    mend = "Cài lại phần mềm: bốn tệp Tinos phải nằm trong gói thidua/paperwork/fonts."
    for style in STYLES:
        path = folder / f"Tinos-{style}.ttf"
        try:
            missing = missing_glyphs(path)
        except OSError:
            raise PaperworkError("Không đọc được tệp phông chữ.", path.name, mend) from None
        except (ValueError, struct.error):
            raise PaperworkError("Tệp phông chữ bị hỏng.", path.name, mend) from None
        if missing:
            raise PaperworkError(f"Phông chữ thiếu {len(missing)} ký tự: {' '.join(missing)}", path.name, mend)


@lru_cache(maxsize=4096)
def can_print(letter: str) -> bool:
    """Tell whether every style of the fonts has a glyph for `letter`."""
    code = ord(letter)
    return all(code in font(bold, italic).glyphs for bold in (False, True) for italic in (False, True))
