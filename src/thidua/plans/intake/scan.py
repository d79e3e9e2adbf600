"""From the words that were read on a picture to lines: columns parted, slips mended, doubts kept.

Nothing is mended in silence: every change and every doubtful number is told with its place. Numbers and dates written
by hand are not read at all; their place is left blank and asked for.
"""

import re
from dataclasses import replace
from itertools import groupby
from statistics import median
from typing import NamedTuple

from thidua.plans.vocabulary.confusions import DOUBLED, LOOK_ALIKE, ROMAN_STROKES, YEAR_AND_QUOTE, certain_phrase
from thidua.plans.vocabulary.kinds import KIND_OF_ABBREVIATION
from thidua.text import CAPITAL, SMALL, nfc

from .gaps import find_gap_grids
from .grids import Grid
from .layout import Doubt, Piece
from .letters import is_column_gap
from .ocr import Picture, Word
from .page_tables import PageTables
from .table_lines import Placed

_PAGE_HEIGHT = 842.0
_SURE = 60
_SURE_OF_NUMBER = 75
_NOISE = 35
_LONG_LINE = 0.45
_SYLLABLE = re.compile(r"[^\W\d_]+")
_NUMBER_LINE = re.compile(
    r"S[ốôóòồỗộ6õ]\s*[:.;]?\s*(?P<written>[^\n]{0,30}?)\s*"
    # a pen often goes over the stroke before the symbol
    rf"(?:[/|]\s*|(?=(?:{'|'.join(KIND_OF_ABBREVIATION)})[-–]))(?P<symbol>[A-ZĐ][\w&.]*[-–][\w&.-]+)"
)
_ROMAN_HEADING = re.compile(
    r"(?P<label>[IVXHlLTÍY1|!]{1,5})(?:\s*[.,:/]?[-–]?\s*(?<=[.,:/–-])\s*|\s+)(?P<title>[^\W\d_].{3,})"
)
_FIGURE_HEADING = re.compile(r"[2-9]\s*[.,:/-]\s*(?P<title>[^\W\d_].{3,})")
_ROMANS = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")
_COUNTED = re.compile(r"(?:[Kk]h[óo]a|[Tt]hứ|KHÓA|THỨ)")
_ROMAN_TOKEN = re.compile(r"(?P<number>[IVXHT1l|]{2,6})(?=[,;.]?$)")
_ROMAN_NUMBERS = frozenset(
    f"{tens}{units}"
    for tens in ("", "X", "XX")
    for units in ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
)
_SPECK = re.compile(r"^(?:[~'`.,:]+(?=[-–+])|[-~'`]+(?=\d{1,2}\.$))")
_LETTER = re.compile(rf"[{CAPITAL}{SMALL}0-9Ðð]")
_PUNCTUATION = frozenset("-–—+•*“”\"'‘’().,;:/&%…_!?«»")
_DATE_LINE = re.compile(
    r",\s*ng[àaáâ]y\s*(?P<day>[^,;\n]{0,12}?)\s*th[áaàâ]ng\s*(?P<month>[^,;\n]{0,10}?)\s*n[ăaâ]m\s*(?P<year>\d{4})?"
)
#: The state's name opens the right column of every letterhead, however near the left one comes.
_MOTTO = re.compile(r"C[ỘO]NG H[ÒO]A X[ÃA] H[ỘO]I CH[ỦU] NGH[ĨI]A")
_WHOLE = re.compile(r"\d{1,6}[a-z]?")
_NUMBER_IN_CELL = re.compile(r"\d{1,4}[.)]?|[IVXHl|]{1,4}\.?")
#: «traSở»: words that were read as one.
_RUN_TOGETHER = re.compile(rf"(?<=[{SMALL}]{{2}})(?=[{CAPITAL}][{SMALL}])")
_QUARTER_WORD = re.compile(r"[Qq]u[ýyỷ]")
_QUARTER = re.compile(r"(?P<number>[I1l|]{1,3}|[I1l|]V)(?P<rest>[,;.]?|[/⁄]{1,2}\d{4}[,;.]?)")


class PictureLines(NamedTuple):
    """The lines of a picture, the page's size in points, whether a table on it could not be read as one."""

    pieces: list[Piece]
    size: tuple[float, float]
    is_doubtful: bool


def picture_lines(
    picture: Picture, page: int, size: tuple[float, float] | None = None, tables: PageTables | None = None
) -> PictureLines:
    """Return the lines of a picture in points.

    Args:
        picture: what was read.
        page: its number.
        size: the page's size in points; without it that of A4.
        tables: the tables of the pages before.
    """
    high = size[1] if size else _PAGE_HEIGHT * picture.height / max(picture.height, picture.width)
    scale = high / picture.height
    slope = picture.ruled.slope if picture.ruled.grids else _slope(picture)
    tables = tables or PageTables()
    words = [word for word in picture.words if _is_readable(word)]
    grids = [grid.scaled(scale) for grid in picture.ruled.grids]
    outside = [_placed(word, scale, slope) for word in words if word.cell is None]
    found = find_gap_grids(outside, tables.open_at(page))
    words = [_in_grid(word, found.grids, len(grids), scale, slope) for word in words]
    grids += found.grids

    pieces: list[Piece] = []
    in_tables: dict[int, list[Piece]] = {}
    for _, group in groupby(words, key=lambda word: word.line):
        for cell, members in groupby(group, key=lambda word: word.cell):
            for part in _columns(list(members)) if cell is None else [list(members)]:
                if not _is_noise(part):
                    piece = _in_cell(_piece(part, page, scale, slope), cell)
                    (pieces if cell is None else in_tables.setdefault(cell[0], [])).append(piece)
    pieces.sort(key=lambda piece: round(piece.top / 4))
    for number, cells in sorted(in_tables.items(), key=lambda item: grids[item[0]].rows[0]):
        pieces = tables.put(pieces, grids[number], cells, high)
    return PictureLines(pieces, (picture.width * scale, high), found.is_doubtful or picture.has_unread_cells)


def _in_cell(piece: Piece, cell: tuple[int, int, int] | None) -> Piece:
    """The piece with its cell; in the first column strokes and points of Roman numbers come back («H» for «II»)."""
    read = piece.text.rstrip(".").translate(ROMAN_STROKES)
    is_label = cell is not None and cell[2] == 0 and piece.text != "TT" and not piece.text[0].isdigit()
    if is_label and read in _ROMAN_NUMBERS and read != piece.text:
        message = f"Số mục “{piece.text}” đọc không rõ, đã hiểu là “{read}”."
        doubt = Doubt(0, len(read), "ocr_heading", message)
        return replace(piece, text=read, cell=cell, doubts=(doubt,))
    return replace(piece, cell=cell)


def _placed(word: Word, scale: float, slope: float) -> Placed:
    """A word on the page laid straight, in points."""
    x, y = word.left * scale, word.top * scale
    left, top = x + slope * (y + word.height * scale / 2), y - slope * (x + word.width * scale / 2)
    return Placed(word.text, left, top, left + word.width * scale, top + word.height * scale)


def _in_grid(word: Word, grids: list[Grid], first: int, scale: float, slope: float) -> Word:
    """The word with its cell in one of these tables, the first of which has this number."""
    if word.cell is not None or not grids:
        return word
    place = _placed(word, scale, slope)
    for number, grid in enumerate(grids, first):
        cell = grid.cell((place.left + place.right) / 2, (place.top + place.bottom) / 2)
        if cell is not None:
            return replace(word, cell=(number, *cell))
    return word


def _is_readable(word: Word) -> bool:
    """Specks are read as signs that no document has."""
    return bool(_LETTER.search(word.text)) or any(character in _PUNCTUATION for character in word.text)


def mend_headings(pieces: list[Piece]) -> list[Piece]:
    """Give headings in capitals the Roman number that is next: strokes and points get lost («II» for «III»).

    Strokes get lost, none are put in: a number beyond the next one is believed. One that was not read as it is now
    given is told.
    """
    if _is_numbered_by_figures(pieces):
        return pieces
    result: list[Piece] = []
    last = 0
    for piece in pieces:
        heading = _ROMAN_HEADING.match(piece.text)
        if not heading or not heading["title"].isupper() or last + 1 >= len(_ROMANS):
            result.append(piece)
            continue
        read = heading["label"].translate(ROMAN_STROKES)
        known = _ROMANS.index(read) if read in _ROMANS else 0
        # the first number again: the parts of a second document
        last = 1 if known == 1 and last > 2 else max(known, last + 1)
        label = _ROMANS[last]
        text = f"{label}. {heading['title']}"
        shift = len(text) - len(piece.text)
        doubts = tuple(replace(doubt, start=doubt.start + shift, end=doubt.end + shift) for doubt in piece.doubts)
        if read != label:
            message = f"Số mục “{heading['label']}” đọc không rõ, đã hiểu là “{label}”."
            doubts = (*doubts, Doubt(0, len(label), "ocr_heading", message))
        result.append(replace(piece, text=text, doubts=tuple(one for one in doubts if one.start >= 0)))
    return result


def _is_numbered_by_figures(pieces: list[Piece]) -> bool:
    """Whether headings in capitals go on with 2, 3 …: the "1" before the first one is no Roman number."""
    found = [match for piece in pieces if (match := _FIGURE_HEADING.match(piece.text)) and match["title"].isupper()]
    return len(found) > 1


def _slope(picture: Picture) -> float:
    """How much the lines fall from left to right: the page was laid askew."""
    slopes = []
    for _, group in groupby(picture.words, key=lambda word: word.line):
        words = list(group)
        first, last = words[0], words[-1]
        if last.right - first.left > picture.width * _LONG_LINE:
            fall = (last.top + last.height / 2) - (first.top + first.height / 2)
            slopes.append(fall / (last.left - first.left))
    return median(slopes) if len(slopes) > 4 else 0.0


def _columns(words: list[Word]) -> list[list[Word]]:
    """Part a line where it jumps to the right column."""
    parts: list[list[Word]] = [[words[0]]]
    for index, word in enumerate(words[1:], 1):
        before = parts[-1]
        height = median(one.height for one in words)
        gap = word.left - before[-1].right
        text = " ".join(one.text for one in before)
        after = " ".join(one.text for one in words[index:])
        if _MOTTO.match(after) or (gap > height * 0.9 and is_column_gap(text, after, gap / height)):
            parts.append([word])
        else:
            before.append(word)
    return parts


def _is_noise(words: list[Word]) -> bool:
    text = "".join(word.text for word in words)
    letters = sum(character.isalnum() for character in text)
    sureness = sum(word.sureness for word in words) / len(words)
    if letters == 0 or words[0].cell:
        # a number in a table often stands alone; where it is not sure that is told
        return letters == 0 or not (_NUMBER_IN_CELL.fullmatch(text) or sureness >= _NOISE)
    return (letters < 4 and sureness < _SURE) or sureness < _NOISE


def _piece(words: list[Word], page: int, scale: float, slope: float) -> Piece:
    texts = [nfc(word.text) for word in words]
    doubts: list[tuple[int, Doubt]] = []
    _mend(texts, doubts)
    for index, word in enumerate(words):
        is_number = any(character.isdigit() for character in texts[index])
        if is_number and word.sureness < _SURE_OF_NUMBER:
            doubts.append((index, Doubt(0, 0, "ocr_number", f"Số “{texts[index]}” đọc từ bản quét không chắc.")))
    starts = [sum(len(text) + 1 for text in texts[:index]) for index in range(len(texts))]
    placed = tuple(
        replace(doubt, start=starts[index], end=starts[index] + len(texts[index])) for index, doubt in doubts
    )
    piece = _straightened(words, " ".join(texts), page, scale, slope)
    return _without_handwriting(replace(piece, doubts=placed), words, starts)


def _straightened(words: list[Word], text: str, page: int, scale: float, slope: float) -> Piece:
    left, right = words[0].left * scale, words[-1].right * scale
    top = min(word.top for word in words) * scale
    bottom = max(word.top + word.height for word in words) * scale
    middle = (words[0].top + words[0].height / 2) * scale
    half = median(word.height for word in words) * scale / 2
    level = middle - slope * left
    return Piece(
        text,
        page,
        left + slope * middle,
        level - half,
        right + slope * middle,
        level + half,
        box=(left, top, right, bottom),
    )


def _mend(texts: list[str], doubts: list[tuple[int, Doubt]]) -> None:
    """Put right, in place, what is certain to be a slip."""
    for index, text in enumerate(texts):
        texts[index] = YEAR_AND_QUOTE.sub(r"\1", DOUBLED.sub("Đ", text.translate(LOOK_ALIKE)))
        if _RUN_TOGETHER.search(texts[index]):
            texts[index] = _RUN_TOGETHER.sub(" ", texts[index])
            doubts.append((index, Doubt(0, 0, "ocr_mended", f"Đã tách “{text}” thành “{texts[index]}”.")))
        if YEAR_AND_QUOTE.search(text):
            message = f"Đã sửa “{text}” thành “{texts[index]}”."
            doubts.append((index, Doubt(0, 0, "ocr_mended", message)))
    if len(texts) > 1:
        texts[0] = _SPECK.sub("", texts[0])
    for index in range(1, len(texts)):
        if _COUNTED.fullmatch(texts[index - 1]):
            _mend_roman(texts, index, doubts)
        if _QUARTER_WORD.fullmatch(texts[index - 1]):
            _mend_quarter(texts, index, doubts)
    for index in range(len(texts) - 1):
        first, second = _SYLLABLE.search(texts[index]), _SYLLABLE.search(texts[index + 1])
        # a mark between the two words parts them
        if not first or not second or first.end() != len(texts[index]) or second.start() != 0:
            continue
        certain = certain_phrase(first[0], second[0])
        if certain:
            message = f"Đã sửa dấu “{first[0]} {second[0]}” thành “{certain[0]} {certain[1]}”."
            doubts.append((index, Doubt(0, 0, "ocr_mended", message)))
            texts[index] = texts[index][: first.start()] + certain[0]
            texts[index + 1] = certain[1] + texts[index + 1][second.end() :]


def _mend_quarter(texts: list[str], index: int, doubts: list[tuple[int, Doubt]]) -> None:
    """«Quý 11/2026» is «Quý II/2026»: quarters are numbered by strokes."""
    read = _QUARTER.fullmatch(texts[index])
    if not read or read["number"] == "1":
        return
    mended = re.sub(r"[1l|]", "I", read["number"]) + re.sub("[/⁄]+", "/", read["rest"])
    if mended != texts[index]:
        doubts.append((index, Doubt(0, 0, "ocr_mended", f"Đã sửa “Quý {texts[index]}” thành “Quý {mended}”.")))
        texts[index] = mended


def _mend_roman(texts: list[str], index: int, doubts: list[tuple[int, Doubt]]) -> None:
    """«khóa XHI» is «khóa XIII»."""
    token = _ROMAN_TOKEN.match(texts[index])
    right = token["number"].translate(ROMAN_STROKES) if token else ""
    if token and right != token["number"] and right in _ROMAN_NUMBERS:
        message = f"Đã sửa số La Mã “{token['number']}” thành “{right}”."
        doubts.append((index, Doubt(0, 0, "ocr_mended", message)))
        texts[index] = right + texts[index][token.end() :]


def _without_handwriting(piece: Piece, words: list[Word], starts: list[int]) -> Piece:
    """Leave the places of number and date in the head blank where they are not printed clearly."""
    number = _NUMBER_LINE.match(piece.text)
    if number:
        if number[0].count("/") and _is_printed(number, "written", words, starts):
            return piece
        doubt = Doubt(0, 0, "ocr_handwritten", "Số của văn bản viết tay hoặc không rõ trên bản quét; xin nhập.")
        text = f"Số:     /{number['symbol']}"
        return replace(piece, text=text, doubts=(replace(doubt, end=len(text)),))
    date = _DATE_LINE.search(piece.text)
    if date and date.end() > len(piece.text) - 8:
        parts = {part: _is_printed(date, part, words, starts) for part in ("day", "month")}
        if all(parts.values()):
            return piece
        shown = {part: date[part] if printed else "    " for part, printed in parts.items()}
        dated = f"ngày {shown['day']} tháng {shown['month']} năm {date['year'] or ''}".rstrip()
        text = f"{piece.text[: date.start()]}, {dated}"
        message = "Ngày của văn bản viết tay hoặc không rõ trên bản quét; xin nhập."
        doubt = Doubt(0, len(text), "ocr_handwritten", message)
        return replace(piece, text=text, doubts=(doubt,))
    return piece


def _is_printed(match: re.Match[str], part: str, words: list[Word], starts: list[int]) -> bool:
    """Whether a number stands there that was read with certainty; an empty place is blank already."""
    written = match[part]
    if not written.strip(" ._…"):
        return False
    if not _WHOLE.fullmatch(written):
        return False
    first, last = match.span(part)
    return all(
        word.sureness >= _SURE_OF_NUMBER
        for word, start in zip(words, starts, strict=True)
        if start < last and start + len(word.text) > first
    )
