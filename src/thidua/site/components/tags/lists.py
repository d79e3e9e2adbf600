"""Pages of lists, exports, and boxes around other content."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import template
from django.http import QueryDict
from django.template.base import render_value_in_context
from django.template.loader import render_to_string
from django.utils.html import escape, strip_tags
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from thidua.site.components import tones
from thidua.site.components.cites import write_cite

register = template.Library()


@register.inclusion_tag("components/pagination.html", takes_context=True)
def pagination(context: template.Context, page_obj: Any, parameter: str = "page", label: str = "") -> dict[str, Any]:
    """Pages of a list; keeps every other parameter of the address."""
    pages = page_obj.paginator.get_elided_page_range(page_obj.number, on_each_side=1, on_ends=1)
    return {
        "page": page_obj,
        "pages": [number if isinstance(number, int) else None for number in pages],
        "parameter": parameter,
        "label": label or gettext("Các trang của danh sách"),
        "request": context.get("request"),
    }


@register.simple_tag(takes_context=True)
def page_url(context: template.Context, number: int, parameter: str = "page") -> str:
    """Address of another page of the same list with the same filters and order."""
    request = context.get("request")
    query = request.GET.copy() if request else QueryDict(mutable=True)
    query[parameter] = str(number)
    return f"?{query.urlencode()}"


@register.simple_tag
def table_rows(table: Any) -> SafeString:
    """The rows of a django-tables2 table, each cell with its column's name for the cards of a phone.

    Made without a template: with fifty rows this is most of the work of a list page.
    """
    names = {str(column.name): str(escape(strip_tags(str(column.header)))) for column in table.columns}
    context = template.Context()
    return mark_safe("".join(_row(row, names, context) for row in table.paginated_rows))


def _row(row: Any, names: dict[str, str], context: template.Context) -> str:
    cells = []
    for column, cell in row.items():
        said = render_value_in_context(cell, context)
        cells.append(f'<td {column.attrs["td"].as_html()} data-label="{names[column.name]}">{said}</td>')
    return f"<tr {row.attrs.as_html()}>{''.join(cells)}</tr>"


@register.inclusion_tag("components/export_links.html")
def export_links(formats: Sequence[Any]) -> dict[str, Any]:
    """Links that hand out the whole list, not only the page that is seen."""
    return {"formats": formats}


@register.simple_block_tag(takes_context=True)
def panel(
    context: template.Context,
    content: str,
    title: str = "",
    icon: str = "",
    tone: str = "",
    actions: Sequence[Any] | None = None,
    id: str = "",  # noqa: A002
) -> str:
    """A titled box for one subject."""
    return render_to_string(
        "components/panel.html",
        {
            "content": content,
            "title": title,
            "icon_name": icon,
            "tone": tones.tone_of(tone=tone) if tone else "",
            "actions": actions or [],
            "id": id,
            "csrf_token": context.get("csrf_token"),
        },
    )


@register.simple_block_tag
def notice(content: str, tone: str = "info", title: str = "") -> str:
    """A message that stays on the page, in a tone with its icon."""
    chosen = tones.tone_of(tone=tone)
    parts = {"content": content, "title": title, "tone": chosen, "icon_name": tones.TONE_ICONS[chosen]}
    return render_to_string("components/notice.html", parts)


@register.simple_block_tag
def law_words(content: str, cite: Any = "") -> str:
    """The words of the law, with where they stand."""
    return render_to_string("components/law_words.html", {"content": content, "cite": write_cite(cite)})


@register.simple_block_tag
def disclosure(content: str, summary: str, open: bool = False) -> str:  # noqa: A002
    """A part that opens on demand."""
    return render_to_string("components/disclosure.html", {"content": content, "summary": summary, "open": open})
