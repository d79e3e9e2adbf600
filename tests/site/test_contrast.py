"""Every pair of colours that carries text or bounds a control is readable: WCAG 2.2, 1.4.3 and 1.4.11."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import thidua.site

TOKENS = Path(thidua.site.__file__).parent / "static/thidua/css/01-tokens.css"
COLOURS = dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6});", TOKENS.read_text(encoding="utf-8")))
TONES = ("neutral", "info", "waiting", "ok", "warning", "bad")

TEXT_PAIRS = [
    *(("ink", ground) for ground in ("paper", "ground", "sunken", "gold-soft", "red-soft", "gold-light")),
    *(("ink-soft", ground) for ground in ("paper", "ground", "sunken", "gold-soft")),
    *(("link", ground) for ground in ("paper", "ground", "sunken", "red-soft", "info-soft", "gold-soft")),
    *((tone, f"{tone}-soft") for tone in TONES),
    *((tone, "paper") for tone in TONES),
    *((tone, "ground") for tone in TONES),
    *(("ink", f"{tone}-soft") for tone in TONES),
    *(("ink-soft", f"{tone}-soft") for tone in TONES),
    *(("ink", f"heat-{level}") for level in range(5)),
    ("gold-ink", "gold-soft"),
    ("gold-ink", "ground"),
    ("red-dark", "red-soft"),
    ("red-dark", "gold-light"),
    ("paper", "red"),
    ("paper", "red-dark"),
    ("paper", "heat-5"),
    ("gold-light", "red"),
]
CONTROL_PAIRS = [
    ("line-strong", "paper"),
    ("line-strong", "ground"),
    ("focus", "paper"),
    ("focus", "ground"),
    ("red", "ground"),
    ("bad", "paper"),
]


def luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb` as WCAG defines it."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast of two colours, from 1 to 21."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_computed_as_wcag_does() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize(("text", "ground"), TEXT_PAIRS)
def test_text_is_readable_on_its_ground(text: str, ground: str) -> None:
    assert contrast(COLOURS[text], COLOURS[ground]) >= 4.5


@pytest.mark.parametrize(("edge", "ground"), CONTROL_PAIRS)
def test_edges_of_controls_are_visible(edge: str, ground: str) -> None:
    assert contrast(COLOURS[edge], COLOURS[ground]) >= 3
