"""Codes on certificates: short enough to type, too many to guess."""

from __future__ import annotations

import secrets

# Without letters and digits that people mistake for each other.
_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
_LENGTH = 12


def new_code() -> str:
    """A random code of twelve signs (about 59 bits)."""
    return "".join(secrets.choice(_ALPHABET) for _position in range(_LENGTH))


def tidy_code(typed: str) -> str:
    """What somebody typed or scanned, as codes are stored: upper case, without spaces and dashes."""
    return "".join(sign for sign in typed.upper() if sign.isalnum())[: _LENGTH + 4]


def spaced_code(code: str) -> str:
    """The code as it is printed: ``ABCD-EFGH-JKMN``."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))
