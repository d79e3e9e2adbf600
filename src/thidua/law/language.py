"""The two languages of the law: Vietnamese, in which it is written, and an English reading of it.

Packs hold Vietnamese sentences; `packs/vn/english.yaml` holds each of them once in English. A sentence that is not
there (of an overlay that somebody wrote) stays Vietnamese.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import Final, Literal

from thidua.law.reading import read_yaml

Language = Literal["vi", "en"]
VI: Final = "vi"
EN: Final = "en"
LANGUAGES: tuple[Language, ...] = (VI, EN)


@lru_cache(maxsize=1)
def english_sentences() -> dict[str, str]:
    """Vietnamese sentence → English one."""
    name = "packs/vn/english.yaml"
    text = (files("thidua.law") / name).read_text(encoding="utf-8")
    return {" ".join(vi.split()): en.text() for vi, en in read_yaml(text, name).mapping().items()}


def told(sentence: str, language: Language) -> str:
    """A sentence of the packs in a language."""
    return sentence if language == VI else english_sentences().get(sentence, sentence)
