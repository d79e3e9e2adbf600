"""Automatic numbers of Word, resolved to what a reader sees: "a)", "Điều 3.", "II."."""

from dataclasses import dataclass, field

from lxml import etree

from .package import W, number, value

_ROMAN = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_MOST = 3000


@dataclass
class Numbers:
    """The lists of a document and how far each has been counted."""

    levels: dict[str, dict[int, etree._Element]] = field(default_factory=dict)
    abstract_of: dict[str, str] = field(default_factory=dict)
    restarts: dict[tuple[str, int], int] = field(default_factory=dict)
    counters: dict[str, dict[int, int]] = field(default_factory=dict)

    def label(self, number_id: str, level: int) -> str:
        """Count one more paragraph of a list and return its number with the space that follows; "" if it has none."""
        abstract = self.abstract_of.get(number_id, "")
        shapes = self.levels.get(abstract, {})
        if level not in shapes or number_id == "0":
            return ""
        counters = self.counters.setdefault(abstract, {})
        restart = self.restarts.pop((number_id, level), None)
        start = int(number(value(shapes[level], f"{W}start"), 1))
        counters[level] = restart if restart is not None else counters[level] + 1 if level in counters else start
        for deeper in [known for known in counters if known > level]:
            del counters[deeper]
        form = value(shapes[level], f"{W}numFmt") or "decimal"
        if form == "bullet":
            return "- "
        if form == "none":
            return ""
        text = value(shapes[level], f"{W}lvlText") or ""
        for above in range(level + 1):
            if above in shapes:
                shown = counters.get(above, int(number(value(shapes[above], f"{W}start"), 1)))
                text = text.replace(f"%{above + 1}", written(shown, value(shapes[above], f"{W}numFmt") or "decimal"))
        return f"{text.strip()} " if text.strip() else ""


def written(count: int, form: str) -> str:
    """Write a number in one of Word's formats."""
    if not 0 < count < _MOST:
        return str(count)
    if form in ("upperRoman", "lowerRoman"):
        roman = ""
        for worth, letters in _ROMAN:
            roman, count = roman + letters * (count // worth), count % worth
        return roman if form == "upperRoman" else roman.lower()
    if form in ("upperLetter", "lowerLetter"):
        letters = _LETTERS[(count - 1) % 26] * ((count - 1) // 26 + 1)
        return letters.upper() if form == "upperLetter" else letters
    return f"{count:02d}" if form == "decimalZero" else str(count)


def read_numbers(root: etree._Element | None) -> Numbers:
    """Read numbering.xml."""
    result = Numbers()
    if root is None:
        return result
    for abstract in root.iter(f"{W}abstractNum"):
        result.levels[abstract.get(f"{W}abstractNumId", "")] = {
            int(number(level.get(f"{W}ilvl"))): level for level in abstract.findall(f"{W}lvl")
        }
    for item in root.iter(f"{W}num"):
        number_id = item.get(f"{W}numId", "")
        result.abstract_of[number_id] = value(item, f"{W}abstractNumId") or ""
        for override in item.findall(f"{W}lvlOverride"):
            start = value(override, f"{W}startOverride")
            if start is not None:
                result.restarts[number_id, int(number(override.get(f"{W}ilvl")))] = int(number(start, 1))
    return result
