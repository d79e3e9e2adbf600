"""The registry of the law as the plain data that the format check takes; needs no database."""

from __future__ import annotations

from functools import lru_cache

from thidua.law import load_law
from thidua.paperwork.check import LegalText


@lru_cache(maxsize=1)
def legal_texts() -> tuple[LegalText, ...]:
    """Return the legal documents that the packs know, with their days of force."""
    return tuple(
        LegalText(
            number=document.number,
            label=document.label,
            title=document.title,
            signed=document.signed,
            starts=document.in_force_from,
            ends=document.in_force_to,
            replaced_by=document.replaced_by or "",
        )
        for document in load_law().documents.values()
    )
