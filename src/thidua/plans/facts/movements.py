"""Other emulation movements that a plan names, and the theme of its own."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from thidua.plans.plan import At, Movement, PlanWarning, Span
from thidua.plans.structure.outline import Node, Outline
from thidua.plans.structure.passages import Passage
from thidua.plans.structure.roles import Role
from thidua.plans.vocabulary.movements import WELL_KNOWN, well_known_like, without_years
from thidua.text import CAPITAL, fold, nfc, split_tone

from .dates import find_years

_QUOTE = re.compile(r"[“\"«]\s*(?P<name>[^“”\"«»]{3,300}?)\s*[”\"»]")
_MOVEMENT = re.compile(r"phong trào|cuộc vận động|đợt thi đua", re.IGNORECASE)
_THEME = re.compile(r"chủ đề\s*(?:(?:thi đua|của phong trào|phong trào|là|năm \d{4})\s*)*:?\s*", re.IGNORECASE)
_LAUNCHED = re.compile(rf"\bdo\s+(?P<body>[{CAPITAL}][^,;.:“\"()]{{2,80}}?)\s+phát động")
_LAUNCHED_BEHIND = re.compile(rf"\s*,?\s*do\s+(?P<body>[{CAPITAL}][^,;.:“\"()]{{2,80}}?)\s+phát động")
_BEFORE = 160
_TONE = re.compile(r"\w+")


@dataclass
class Movements:
    """The movements that a plan names, each once, with every place, and what is doubtful about their names."""

    items: list[Movement] = field(default_factory=list)
    places: list[list[At]] = field(default_factory=list)
    warnings: list[PlanWarning] = field(default_factory=list)

    def inside(self, at: At) -> tuple[int, ...]:
        """Return the indexes of the movements that a part of the text names."""
        return tuple(
            index
            for index, places in enumerate(self.places)
            if any(at[0] <= start and end <= at[1] for start, end in places)
        )


def find_theme(title: Passage | None, outline: Outline) -> Span | None:
    """Return the theme of the plan's own movement: what follows "chủ đề", else the name quoted in the title."""
    for passage in outline.passages():
        for word in _THEME.finditer(passage.text):
            quote = _QUOTE.match(passage.text, word.end())
            if quote:
                return passage.part(quote.start("name"), quote.end("name")).span()
            if passage.text[: word.end()].rstrip().endswith(":"):
                plain = passage.part(word.end()).without_end(".;,")
                if plain and len(plain.text) < 300:
                    return plain.span()
    for node in outline.walk():
        if Role.THEME in node.roles and node.body:
            quote = _QUOTE.search(node.body[0].text)
            passage = node.body[0]
            return (passage.part(*quote.span("name")) if quote else passage.without_end(".;,")).span()
    if title:
        quote = _QUOTE.search(title.text)
        if quote and _MOVEMENT.search(title.text[: quote.start()]):
            return title.part(*quote.span("name")).span()
    return None


def find_movements(outline: Outline, theme: Span | None) -> Movements:
    """Find the movements named in quotation marks, and well-known ones named without, but not the plan's own theme."""
    found = Movements()
    for passage in outline.opening:
        _read_passage(found, passage, None, theme)
    for node in outline.nodes:
        _read_node(found, node, None, theme)
    for passage in outline.closing:
        _read_passage(found, passage, None, theme)
    return found


def _read_node(found: Movements, node: Node, lead: Passage | None, theme: Span | None) -> None:
    """Read a part of the outline; `lead` is the sentence above a list that says what the list is of."""
    for passage in ([node.heading] if node.heading else []) + node.body:
        _read_passage(found, passage, lead, theme)
    own = node.body[-1] if node.body else node.heading
    below = own if (own and own.text.endswith(":")) or own is node.heading else None
    for child in node.children:
        _read_node(found, child, below if below and _MOVEMENT.search(below.text) else None, theme)


def _read_passage(found: Movements, passage: Passage, lead: Passage | None, theme: Span | None) -> None:
    quoted: list[tuple[int, int]] = []
    previous_end = 0
    named_before = False
    for quote in _QUOTE.finditer(passage.text):
        quoted.append(quote.span())
        context = passage.text[max(previous_end, quote.start() - _BEFORE) : quote.start()]
        sentence = re.split(r"[.;](?=\s)", context)[-1]
        # a list of names: «các phong trào “A”, “B” và “C”»
        follows_one = named_before and len(context) < 30 and not re.search(r"[.;]\s", context)
        listed = lead is not None and quote.start() < 3
        named_before = bool(_MOVEMENT.search(sentence)) or follows_one or listed
        previous_end = quote.end()
        if named_before and not _THEME.search(context):
            behind = _LAUNCHED_BEHIND.match(passage.text, quote.end())
            before = _launcher(lead.text if listed and lead else sentence)
            launched = behind["body"] if behind and not follows_one else before
            _add(found, passage.part(*quote.span("name")), launched, theme)
    for start, end in _unquoted(passage.text, quoted):
        _add(found, passage.part(start, end), _launcher(passage.text[max(0, start - _BEFORE) : start]), theme)


def _unquoted(text: str, quoted: list[tuple[int, int]]) -> Iterable[tuple[int, int]]:
    """Well-known names that stand in the text without quotation marks, written exactly."""
    lowered = text.lower()
    if not _MOVEMENT.search(lowered):
        return
    for name in WELL_KNOWN:
        start = lowered.find(name.lower())
        if start >= 0 and not any(first <= start < last for first, last in quoted):
            before = text[max(0, start - 60) : start]
            if _MOVEMENT.search(before):
                years = re.match(r"[,\s]*giai đoạn \d{4}\s*[-–]\s*\d{4}", text[start + len(name) :])
                yield start, start + len(name) + (years.end() if years else 0)


def _launcher(context: str) -> str | None:
    """Who launched it, where the words before it name exactly one body ("do Thủ tướng Chính phủ phát động")."""
    launchers = _LAUNCHED.findall(context)
    others = re.findall(r"\bphát động\b", context)
    return launchers[0] if len(launchers) == 1 and len(others) == 1 else None


def _add(found: Movements, name: Passage, launched: str | None, theme: Span | None) -> None:
    name = name.without_end(".;,")
    if not name or (theme and fold(theme.text) == fold(name.text)):
        return
    for index, known in enumerate(found.items):
        if _bare(known.name) == _bare(name.text):
            found.places[index].append(name.at())
            return
    start_year, end_year = find_years(name.text)
    found.items.append(Movement(name.text, start_year, end_year, launched, name.at()))
    found.places.append([name.at()])
    known_name = well_known_like(name.text)
    if known_name and _letters(known_name) != _letters(without_years(name.text)):
        message = f"Tên phong trào “{name.text}” có thể viết sai; tên thường dùng là “{known_name}”."
        found.warnings.append(PlanWarning("movement_name", message, name.at()))


@lru_cache(maxsize=256)
def _bare(name: str) -> str:
    """A name as it is compared with others: without years, case and marks."""
    return fold(without_years(name))


def _letters(name: str) -> list[str]:
    """The words with their tones wherever the tone mark is put (hóa, hoá), without case and punctuation."""
    return [_tone_apart(word) for word in _TONE.findall(nfc(name).lower())]


def _tone_apart(word: str) -> str:
    bare, tone = split_tone(word)
    return f"{bare}{tone}"
