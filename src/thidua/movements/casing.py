"""Words in capitals written as in a sentence, by the document's own writing of them: no name loses its capitals."""

from __future__ import annotations

import re
from collections import Counter

_WORD = re.compile(r"\w+")
_ROMAN = re.compile(r"[IVXLC]+")
#: Begins the name of a body; alone the same syllable also ends others («Tỉnh ủy»).
_COMMITTEE = re.compile(r"[ỦU][YỶ] BAN\b")
# A capital behind these begins a sentence, a line or an item, and tells nothing of the word itself.
_BEGINS = re.compile(r"(?:^|[.!?:;\n“\"(/–-])\s*$")


def as_in_a_sentence(words: str, text: str) -> str:
    """``words``, if they are all in capitals, as ``text`` writes them elsewhere; else unchanged.

    Where the text has the very words in ordinary writing, those are taken. Otherwise a word keeps its capital where the
    text always writes it with one within sentences, and Roman numbers stay.
    """
    if not words.isupper():
        return words
    for match in re.finditer(re.escape(words), text, re.IGNORECASE):
        if not match[0].isupper():
            return match[0]
    always = _always_capital(text)

    def write(match: re.Match[str]) -> str:
        word = match[0]
        if match.start() == 0 or word.lower() in always or _COMMITTEE.match(words, match.start()):
            return word.capitalize()
        return word if _ROMAN.fullmatch(word) else word.lower()

    return _WORD.sub(write, words)


def _always_capital(text: str) -> set[str]:
    """Words that ordinary lines of the text write with a capital wherever they stand within a sentence."""
    capital: Counter[str] = Counter()
    small: Counter[str] = Counter()
    for line in text.splitlines():
        if line.isupper():
            continue
        for match in _WORD.finditer(line):
            word = match[0]
            if word.isupper() or _BEGINS.search(line[: match.start()]):
                continue
            (capital if word[0].isupper() else small)[word.lower()] += 1
    return {word for word in capital if not small[word]}
