"""What an address or a form asks for, taken as it may be meant and never as it may harm."""

from __future__ import annotations

# More than any key of a table has.
_MOST_DIGITS = 18


def whole_number(text: str | None) -> int | None:
    """The number that ``text`` writes in digits; None for anything else, also for one that no key could be.

    ``isdigit`` alone lets "²" pass, which ``int`` then refuses.
    """
    if not text or len(text) > _MOST_DIGITS or not text.isdecimal():
        return None
    return int(text)


def whole_numbers(texts: list[str]) -> set[int]:
    """All numbers among ``texts``, as ticked boxes send them."""
    return {number for number in map(whole_number, texts) if number is not None}
