"""The answers of a unit as a list keeps them: five signs for each subject and award, the words once for each pattern.

The signs are: the outcome (one of `LETTERS`), the number of the pattern of what is lacking (three digits to the base
36), and a digit of flags (`DUE`, `CONSIDERED`, `TAKEN`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from django.utils.translation import override

from thidua.law.engine import OUTCOMES
from thidua.law.lacking import Lacking, clause_ids
from thidua.nominations.eligibility.answers import UNKNOWN, Answer, Answers, Array
from thidua.nominations.eligibility.history import History
from thidua.nominations.eligibility.missing import words_of
from thidua.nominations.eligibility.screening import UnitScreening

# In the order of `thidua.law.engine.OUTCOMES`; then: the law cannot answer, the award is not for such a subject.
LETTERS = "ENOHU-"
NOT_ASKED = len(OUTCOMES) + 1
WIDTH = 5
DUE, CONSIDERED, TAKEN = 1, 2, 4

_DIGITS = np.frombuffer(b"0123456789abcdefghijklmnopqrstuvwxyz", "u1")
_BASE = len(_DIGITS)
MOST_PATTERNS = _BASE**3


@dataclass(frozen=True)
class Written:
    """What a list keeps of a unit's answers.

    Attributes:
        awards: individual, collective → the codes, in the order of the signs.
        patterns: recipient → code → patterns by their numbers; number 0 is "nothing lacking".
        answers: the signs of every subject, in the order of the roster.
    """

    awards: dict[str, list[str]]
    patterns: dict[str, dict[str, list[dict[str, Any]]]]
    answers: list[str]

    @property
    def content(self) -> str:
        """The digest over all signs."""
        return content_of(self.answers)


def content_of(answers: Iterable[str]) -> str:
    """SHA-256 over the signs of all subjects, in order."""
    return hashlib.sha256("\n".join(answers).encode("ascii")).hexdigest()


@dataclass(frozen=True)
class Told:
    """Answers that are to be written.

    Attributes:
        answers: of a unit.
        awards: individual, collective → codes.
        history: what was nominated before; None: not asked.
    """

    answers: Answers
    awards: dict[str, list[str]]
    history: History | None = None


def told(found: UnitScreening) -> Told:
    """The answers of a unit about all awards that it was asked about."""
    awards = {
        recipient: [option.code for option in found.options if recipient in option.recipients]
        for recipient in ("individual", "collective")
    }
    return Told(found.answers, awards, found.history)


def written(given: Told) -> Written:
    """The answers as a list keeps them."""
    roster = given.answers.roster
    people = len(roster.people)
    given.answers.prepare([code for codes in given.awards.values() for code in codes])
    patterns: dict[str, dict[str, list[dict[str, Any]]]] = {}
    answers: list[str] = []
    for recipient, places in (("individual", slice(0, people)), ("collective", slice(people, len(roster)))):
        codes = given.awards[recipient]
        patterns[recipient] = {}
        size, width = places.stop - places.start, len(codes) * WIDTH
        signs = np.empty((size, len(codes), WIDTH), "u1")
        for column, code in enumerate(codes):
            numbers, known = _patterns(given.answers, code, places)
            patterns[recipient][code] = known
            signs[:, column, 0] = _letters(given.answers.of(code), places)
            signs[:, column, 1:4] = _numerals(len(known))[numbers]
            signs[:, column, 4] = _DIGITS[_flags(given, code, places)]
        text = signs.tobytes().decode("ascii")
        answers += [text[start : start + width] for start in range(0, size * width, width)] if width else [""] * size
    return Written(given.awards, patterns, answers)


def _letters(answer: Answer, places: slice) -> Array:
    letters = np.frombuffer(LETTERS.encode("ascii"), "u1")
    return letters[np.where(answer.asked, answer.outcome, NOT_ASKED)[places]]


@cache
def _numerals(count: int) -> Array:
    """The three digits of the numbers below ``count``."""
    numbers = np.arange(max(count, 1))
    return np.stack((_DIGITS[numbers // _BASE**2], _DIGITS[numbers // _BASE % _BASE], _DIGITS[numbers % _BASE]), axis=1)


def _flags(given: Told, code: str, places: slice) -> Array:
    flags: Array = given.answers.of(code).due[places] * DUE
    if given.history is None:
        return flags
    considered, taken = given.history.considered(code), given.history.taken(code)
    return flags + considered[places] * CONSIDERED + taken[places] * TAKEN


def _patterns(answers: Answers, code: str, places: slice) -> tuple[Array, list[dict[str, Any]]]:
    """Of each subject the number of its pattern, and the patterns; the same lack is one pattern."""
    numbers = np.zeros(places.stop - places.start, np.int64)
    patterns: list[dict[str, Any]] = [{"way": "", "unmet": [], "unknown": [], "record": 0, "judged": 0, "words": []}]
    for part, lacking in reversed(answers.of(code).parts):
        if part.places[0] < places.start or part.places[0] >= places.stop:
            continue
        numbers[part.places - places.start] = 0
        lacks = np.flatnonzero((lacking.record > 0) | (lacking.judgement > 0))
        marks = np.stack(
            (
                lacking.nearest[lacks].astype(np.uint64),
                lacking.unmet[lacks],
                lacking.unknown[lacks],
                lacking.record[lacks].astype(np.uint64),
                lacking.judgement[lacks].astype(np.uint64),
            )
        )
        first, inverse = _distinct(marks)
        rows = part.places[lacks] - places.start
        numbers[rows] = len(patterns) + inverse
        patterns += [_pattern(lacking, int(lacks[row]), answers.question.year) for row in first]
    silent = [place - places.start for place in answers.unreadable if places.start <= place < places.stop]
    numbers[silent] = 0
    if len(patterns) > MOST_PATTERNS:
        raise ValueError(f"{code}: {len(patterns)} patterns")
    return numbers, patterns


def _distinct(marks: Array) -> tuple[Array, Array]:
    """Columns of marks, each once: (the first place of each, of each column its number)."""
    weights = np.array([1, 0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0x27D4EB2F165667C5], np.uint64)
    mixed = (marks * weights[:, None]).sum(axis=0, dtype=np.uint64)
    _values, first, inverse = np.unique(mixed, return_index=True, return_inverse=True)
    return first, inverse


def _pattern(lacking: Lacking, row: int, year: int) -> dict[str, Any]:
    way, unmet, unknown = lacking.pattern(row)
    clauses = lacking.ways[way].clauses if lacking.ways else ()
    with override("vi"):
        words = words_of(lacking, (way, unmet, unknown), year)
    return {
        "way": lacking.ways[way].id if lacking.ways else "",
        "unmet": clause_ids(clauses, unmet),
        "unknown": clause_ids(clauses, unknown),
        "record": int(lacking.record[row]),
        "judged": int(lacking.judgement[row]),
        "words": list(words),
    }


def read_signs(texts: list[str], awards: int) -> tuple[Array, Array, Array]:
    """The signs of several subjects of one kind: outcomes (places in `LETTERS`), patterns and flags, by columns."""
    shape = (len(texts), awards, WIDTH)
    signs = np.frombuffer("".join(texts).encode("ascii"), "u1").reshape(shape)
    letters = np.full(128, UNKNOWN, "u1")
    letters[np.frombuffer(LETTERS.encode("ascii"), "u1")] = np.arange(len(LETTERS))
    digits = np.zeros(128, np.int64)
    digits[_DIGITS] = np.arange(_BASE)
    numbers = digits[signs[:, :, 1]] * _BASE**2 + digits[signs[:, :, 2]] * _BASE + digits[signs[:, :, 3]]
    return letters[signs[:, :, 0]], numbers, digits[signs[:, :, 4]]
