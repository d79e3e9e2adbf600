"""Words that the papers of a movement share."""

from __future__ import annotations

from thidua.movements.models import Movement
from thidua.text import long_date


def plan_cited(movement: Movement) -> str:
    """The plan as other papers cite it: "Kế hoạch số 12/KH-SNV ngày … của Sở Nội vụ"; without what is not known."""
    number = "/".join(part for part in (movement.document_number, movement.document_symbol) if part)
    signed = f" {long_date(movement.issued_on)}" if movement.issued_on else ""
    return f"Kế hoạch{f' số {number}' if number else ''}{signed} của {movement.body.name}"


def movement_named(movement: Movement) -> str:
    """The movement within a sentence: "phong trào thi đua …"; a title that says so itself is not doubled."""
    title = movement.title
    if title.lower().startswith(("phong trào", "thi đua", "đợt thi đua")):
        return title[:1].lower() + title[1:]
    return f"phong trào thi đua “{title}”"


def lines_of_text(text: str) -> tuple[str, ...]:
    """The lines of a text that somebody typed, without bullets and empty ones."""
    return tuple(line.strip(" \t-–•+") for line in text.splitlines() if line.strip(" \t-–•+"))
