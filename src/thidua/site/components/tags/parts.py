"""Small parts: numbers, dates, icons, states, marks."""

from __future__ import annotations

from datetime import datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from thidua.site.components import tones, values
from thidua.site.components.cites import write_cite
from thidua.site.components.values import take

register = template.Library()

LONGEST_ON_ONE_LINE = 22  # letters of a state that never breaks into two lines

register.filter("number", values.write_number)
register.filter("money", values.write_money)
register.filter("percent", values.write_percent)
register.filter("vi_date", values.write_date)
register.filter("vi_datetime", values.write_moment)
register.filter("days_left", values.write_days_left)


@register.filter
def initials(name: str) -> str:
    """The first letters of the first and the last word of a name, for the round mark beside it."""
    words = str(name).split()
    return "".join(word[0].upper() for word in (words if len(words) < 2 else (words[0], words[-1])))


@register.filter
def attribute(item: Any, name: str) -> Any:
    """Read a named value from a mapping or an object."""
    return take(item, name, "")


@register.simple_tag
def asset(path: str) -> str:
    """Address of a static file of ours; never fails, because error pages need it too."""
    try:
        return _address(path)
    except ValueError:
        return f"/static/thidua/{path}"


@lru_cache(maxsize=256)
def _address(path: str) -> str:
    return static(f"thidua/{path}")


@cache
def icon_names() -> frozenset[str]:
    """Names of the icons in the sprite."""
    listing = Path(__file__).resolve().parents[2] / "static/thidua/icons.txt"
    return frozenset(listing.read_text(encoding="utf-8").split())


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """An icon of the sprite; hidden from screen readers unless `label` says what it stands for.

    Raises TemplateSyntaxError for a name that is not in the sprite (add it in `tools/vendor.py`).
    """
    if label:
        return format_html('<svg class="icon" role="img" aria-label="{}">{}</svg>', label, _drawing(name))
    return _silent_icon(name)


@lru_cache(maxsize=512)
def _drawing(name: str) -> SafeString:
    if name not in icon_names():
        raise template.TemplateSyntaxError(f"icon {name!r} is not in the sprite; add it to ICONS in tools/vendor.py")
    return format_html('<use href="{}#{}"></use>', asset("icons.svg"), name)


@lru_cache(maxsize=512)
def _silent_icon(name: str) -> SafeString:
    return format_html('<svg class="icon" aria-hidden="true" focusable="false">{}</svg>', _drawing(name))


@register.simple_tag
def status_tag(label: Any, state: str = "", tone: str = "", icon: str = "") -> SafeString:
    """A state in words, with a colour and an icon; the tone is given or follows from the state code.

    Made without a template, because a list shows dozens of them.
    """
    chosen = tones.tone_of(state, tone)
    drawing = _silent_icon(icon or tones.TONE_ICONS[chosen])
    length = " status-long" if len(str(label)) > LONGEST_ON_ONE_LINE else ""
    return format_html('<span class="status status-{}{}">{}<span>{}</span></span>', chosen, length, drawing, label)


# What a mark says, and what it means.
KNOWLEDGE = {
    "quoted": (_("theo trích dẫn"), _("Chưa đối chiếu với toàn văn, chỉ theo trích dẫn của văn bản khác.")),
    "assumed": (
        _("giả định"),
        _("Văn bản chưa nói rõ; phần mềm tạm hiểu như vậy và đánh dấu để người xem cân nhắc."),
    ),
    "unknown": (_("chưa đối chiếu"), _("Nội dung quy định này chưa có trong phần mềm để đối chiếu.")),
}


@register.inclusion_tag("components/knowledge_mark.html")
def knowledge_mark(knowledge: str) -> dict[str, Any]:
    """A mark where our knowledge of the law is not confirmed in its text; nothing when it is."""
    short, explanation = KNOWLEDGE.get(knowledge, ("", ""))
    return {"short": short, "explanation": explanation, "knowledge": knowledge}


@register.simple_tag
def cite(cite: Any) -> str:
    """A provision as officials cite it: `điểm a khoản 2 Điều 24, 06/2022/QH15`."""
    return write_cite(cite)


@register.inclusion_tag("components/saved_note.html")
def saved_note(at: datetime | None) -> dict[str, Any]:
    """`Đã lưu lúc 10:42`, announced to screen readers."""
    return {"at": at}


@register.inclusion_tag("components/scripts_htmx.html")
def htmx_script() -> dict[str, Any]:
    """Load htmx on this page."""
    return {}


@register.inclusion_tag("components/scripts_charts.html")
def charts_script() -> dict[str, Any]:
    """Load the charts' program on this page, after everything else."""
    return {}
