"""How templates name what is on record."""

from django import template

from thidua.organisation.awards import name_of
from thidua.organisation.models import Rating
from thidua.organisation.wording import SHORT_LEVELS

register = template.Library()
register.filter("award_name", name_of)

_TONES = {
    Rating.Level.EXCELLENT: "ok",
    Rating.Level.GOOD: "info",
    Rating.Level.COMPLETED: "neutral",
    Rating.Level.FAILED: "bad",
}


@register.filter
def rating_name(level: str) -> str:
    """The short name of a rating level, for lists."""
    return str(SHORT_LEVELS[Rating.Level(level)])


@register.filter
def rating_tone(level: str) -> str:
    """The tone in which a rating level is shown."""
    return _TONES[Rating.Level(level)]
