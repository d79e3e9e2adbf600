"""Answers of permission predicates: yes or no, always with the reason that is shown to people."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Answer:
    """Whether something is allowed, and why."""

    allowed: bool
    reason: str

    def __bool__(self) -> bool:
        return self.allowed


def yes(reason: str) -> Answer:
    """Allowed, because of ``reason`` (translatable Vietnamese)."""
    return Answer(True, reason)


def no(reason: str) -> Answer:
    """Not allowed, because of ``reason`` (translatable Vietnamese)."""
    return Answer(False, reason)


def first_yes(answers: Iterable[Answer], otherwise: str) -> Answer:
    """The first answer that allows; when none does, a refusal with the sentence ``otherwise``."""
    return next((answer for answer in answers if answer), no(otherwise))


def all_of(answers: Iterable[Answer], allowed: str) -> Answer:
    """The first answer that forbids; when none does, an allowance with the sentence ``allowed``."""
    return next((answer for answer in answers if not answer), yes(allowed))
