"""The issuing body where the letterhead is missing or in capitals: found in the document's own words."""

import re
from collections import Counter
from collections.abc import Iterable

from thidua.plans.structure.passages import Passage
from thidua.plans.vocabulary.bodies import BODY_WORDS
from thidua.plans.vocabulary.kinds import KIND_OF_ABBREVIATION
from thidua.text import fold

_MOST_WORDS = 8


def deduce_body(symbol: str | None, passages: Iterable[Passage]) -> str | None:
    """Return the body whose initials are in the symbol ("KH-SNV" → "Sở Nội vụ"), as most often named in the text."""
    initials = _initials_in(symbol)
    if not initials:
        return None
    found: Counter[str] = Counter()
    for passage in passages:
        for name in _names_with(initials, passage.text):
            found[name] += 1
    return found.most_common(1)[0][0] if found else None


def as_written(name: str, passages: Iterable[Passage]) -> str:
    """Return a name given in capitals as the text writes it ("SỞ NỘI VỤ" → "Sở Nội vụ"), else unchanged."""
    pattern = re.compile(r"(?<!\w)" + re.escape(name) + r"(?!\w)", re.IGNORECASE)
    written: Counter[str] = Counter()
    for passage in passages:
        for match in pattern.finditer(passage.text):
            if not match[0].isupper():
                written[match[0]] += 1
    return written.most_common(1)[0][0] if written else name


def _initials_in(symbol: str | None) -> str:
    """The part of a symbol that stands for the body: the one that is no kind of document."""
    parts = [part for part in re.split(r"[-/]", symbol or "") if part and not part.isdecimal()]
    bodies = [part for part in parts if part not in KIND_OF_ABBREVIATION]
    return bodies[0] if bodies else ""


def _names_with(initials: str, text: str) -> Iterable[str]:
    """Names of bodies in a text whose words begin with these letters; "và" is left out of initials."""
    words = list(re.finditer(r"[^\W\d_]+", text))
    for start, word in enumerate(words):
        if word[0] == initials:
            following = words[start + 1 : start + 2]
            level = following and following[0][0] in ("tỉnh", "thành", "huyện", "xã", "phường")
            yield text[word.start() : following[0].end() if level else word.end()]
            continue
        if not word[0][0].isupper() or fold(word[0][0]) != fold(initials[0]):
            continue
        end = _match_initials(initials, words[start : start + _MOST_WORDS])
        if end:
            name = text[word.start() : words[start + end - 1].end()]
            if not re.search(r"[.;:()“”\"]", name) and fold(name).startswith(BODY_WORDS):
                yield name


def _match_initials(initials: str, words: list[re.Match[str]]) -> int:
    """How many of the words spell the initials; 0 if they do not."""
    position = 0
    for count, word in enumerate(words, 1):
        if word[0] == "và":
            continue
        if fold(word[0][0]) != fold(initials[position]):
            return 0
        position += 1
        if position == len(initials):
            return count
    return 0
