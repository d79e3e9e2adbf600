"""How templates name what is on record."""

from django import template
from django.utils.translation import pgettext_lazy

from thidua.organisation.awards import name_of
from thidua.organisation.models import Rating

register = template.Library()
register.filter("award_name", name_of)

_SHORT = {
    Rating.Level.EXCELLENT: pgettext_lazy("xếp loại", "Xuất sắc"),
    Rating.Level.GOOD: pgettext_lazy("xếp loại", "Tốt"),
    Rating.Level.COMPLETED: pgettext_lazy("xếp loại", "Hoàn thành"),
    Rating.Level.FAILED: pgettext_lazy("xếp loại", "Không hoàn thành"),
}
_TONES = {
    Rating.Level.EXCELLENT: "ok",
    Rating.Level.GOOD: "info",
    Rating.Level.COMPLETED: "neutral",
    Rating.Level.FAILED: "bad",
}


@register.filter
def rating_name(level: str) -> str:
    """The short name of a rating level, for lists."""
    return str(_SHORT[Rating.Level(level)])


@register.filter
def rating_tone(level: str) -> str:
    """The tone in which a rating level is shown."""
    return _TONES[Rating.Level(level)]
