"""Automatic numbering of Word resolved to the labels that a reader sees."""

from dataclasses import dataclass, field
from xml.etree import ElementTree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
          (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass
class Level:
    """One level of a numbered list: where it starts, how its number is written, the text around it."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    is_legal: bool = False


@dataclass
class Numbering:
    """The lists of a document and their counters."""

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    abstract_of: dict[str, str] = field(default_factory=dict)
    style_numbers: dict[str, tuple[str, int]] = field(default_factory=dict)
    _counters: dict[str, dict[int, int]] = field(default_factory=dict)
    _restarted: set[tuple[str, int]] = field(default_factory=set)
    _overrides: dict[tuple[str, int], int] = field(default_factory=dict)

    def label(self, number_id: str, level: int) -> str:
        """Count one more paragraph at this level of a list and return the label it carries; "" if it has none."""
        abstract = self.abstract_of.get(number_id, number_id)
        levels = self.levels.get(abstract, {})
        shape = levels.get(level)
        if shape is None or number_id == "0":
            return ""
        counters = self._counters.setdefault(abstract, {})
        override = self._overrides.get((number_id, level))
        if override is not None and (number_id, level) not in self._restarted:
            self._restarted.add((number_id, level))
            counters[level] = override
        else:
            counters[level] = counters[level] + 1 if level in counters else shape.start
        for deeper in [known for known in counters if known > level]:
            del counters[deeper]
        if shape.form == "bullet":
            return "-"
        if shape.form == "none":
            return ""
        label = shape.text
        for above in range(level + 1):
            known = levels.get(above, Level())
            form = "decimal" if shape.is_legal and above < level else known.form
            label = label.replace(f"%{above + 1}", format_number(counters.get(above, known.start), form))
        return label.strip()


def format_number(number: int, form: str) -> str:
    """Write a number in one of Word's number formats (ST_NumberFormat of ECMA-376)."""
    if form in ("upperRoman", "lowerRoman"):
        roman, rest = "", number
        for value, letters in _ROMAN:
            roman, rest = roman + letters * (rest // value), rest % value
        return roman if form == "upperRoman" else roman.lower()
    if form in ("upperLetter", "lowerLetter"):
        letters = _LETTERS[(number - 1) % 26] * ((number - 1) // 26 + 1) if number > 0 else ""
        return letters.upper() if form == "upperLetter" else letters
    if form == "decimalZero":
        return f"{number:02d}"
    return "" if form in ("bullet", "none") else str(number)


def read_numbering(numbering: ElementTree.Element | None, styles: ElementTree.Element | None) -> Numbering:
    """Read the lists from numbering.xml, and from styles.xml which styles carry a number."""
    result = Numbering()
    if numbering is not None:
        for abstract in numbering.iter(f"{W}abstractNum"):
            shapes = result.levels.setdefault(abstract.get(f"{W}abstractNumId", ""), {})
            for level in abstract.findall(f"{W}lvl"):
                shapes[_integer(level.get(f"{W}ilvl"))] = _read_level(level)
        for number in numbering.iter(f"{W}num"):
            _read_number(result, number)
    if styles is not None:
        _read_styles(result, styles)
    return result


def value(element: ElementTree.Element | None, path: str) -> str | None:
    """Return the `w:val` of a descendant, None where it is not there."""
    found = element.find(path) if element is not None else None
    return found.get(f"{W}val") if found is not None else None


def _read_level(level: ElementTree.Element) -> Level:
    return Level(
        start=_integer(value(level, f"{W}start"), 1),
        form=value(level, f"{W}numFmt") or "decimal",
        text=value(level, f"{W}lvlText") or "",
        is_legal=level.find(f"{W}isLgl") is not None,
    )


def _read_number(result: Numbering, number: ElementTree.Element) -> None:
    number_id = number.get(f"{W}numId", "")
    result.abstract_of[number_id] = value(number, f"{W}abstractNumId") or ""
    for override in number.findall(f"{W}lvlOverride"):
        start = value(override, f"{W}startOverride")
        if start is not None:
            result._overrides[number_id, _integer(override.get(f"{W}ilvl"))] = _integer(start, 1)


def _read_styles(result: Numbering, styles: ElementTree.Element) -> None:
    """A style carries a number by itself or through the style it is based on."""
    own: dict[str, tuple[str, int]] = {}
    parents: dict[str, str] = {}
    for style in styles.findall(f"{W}style"):
        style_id = style.get(f"{W}styleId", "")
        number_id = value(style, f"{W}pPr/{W}numPr/{W}numId")
        if number_id is not None:
            own[style_id] = (number_id, _integer(value(style, f"{W}pPr/{W}numPr/{W}ilvl")))
        parent = value(style, f"{W}basedOn")
        if parent:
            parents[style_id] = parent
    for style_id in {*own, *parents}:
        current: str | None = style_id
        for _ in range(20):
            if current is None or current in own:
                break
            current = parents.get(current)
        if current in own:
            result.style_numbers[style_id] = own[current]


def _integer(text: str | None, default: int = 0) -> int:
    try:
        return int(text) if text is not None else default
    except ValueError:
        return default
