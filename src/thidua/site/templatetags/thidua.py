"""The components of the pages as template tags; `docs/components.md` shows each with its parameters.

Every item handed to a tag may be a mapping or an object with the named attributes.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from django import template
from django.forms import BaseForm, BaseFormSet, BoundField
from django.http import QueryDict
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from thidua.site.components import charts, month, source, tones, values
from thidua.site.components.cites import write_cite
from thidua.site.components.values import take

register = template.Library()

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


# --- small parts ------------------------------------------------------------------------------------------------


@register.simple_tag
def asset(path: str) -> str:
    """Address of a static file of ours; never fails, because error pages need it too."""
    try:
        return static(f"thidua/{path}")
    except ValueError:
        return f"/static/thidua/{path}"


@cache
def icon_names() -> frozenset[str]:
    """Names of the icons in the sprite."""
    listing = Path(__file__).resolve().parent.parent / "static/thidua/icons.txt"
    return frozenset(listing.read_text(encoding="utf-8").split())


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """An icon of the sprite; hidden from screen readers unless `label` says what it stands for.

    Raises TemplateSyntaxError for a name that is not in the sprite (add it in `tools/vendor.py`).
    """
    if name not in icon_names():
        raise template.TemplateSyntaxError(f"icon {name!r} is not in the sprite; add it to ICONS in tools/vendor.py")
    drawing = format_html('<use href="{}#{}"></use>', asset("icons.svg"), name)
    if label:
        return format_html('<svg class="icon" role="img" aria-label="{}">{}</svg>', label, drawing)
    return format_html('<svg class="icon" aria-hidden="true" focusable="false">{}</svg>', drawing)


@register.inclusion_tag("components/status_tag.html")
def status_tag(label: Any, state: str = "", tone: str = "", icon: str = "") -> dict[str, Any]:
    """A state in words, with a colour and an icon; the tone is given or follows from the state code."""
    chosen = tones.tone_of(state, tone)
    return {"label": label, "tone": chosen, "icon_name": icon or tones.TONE_ICONS[chosen]}


def status_tag_html(label: Any, state: str = "", tone: str = "") -> SafeString:
    """The same mark for cells of tables, which are made in Python."""
    return render_to_string("components/status_tag.html", status_tag(label, state=state, tone=tone))


@register.inclusion_tag("components/knowledge_mark.html")
def knowledge_mark(knowledge: str) -> dict[str, Any]:
    """A mark where our knowledge of the law is not confirmed in its text; nothing when it is."""
    names = {
        "quoted": (_("theo trích dẫn"), _("Chưa đối chiếu với toàn văn, chỉ theo trích dẫn của văn bản khác.")),
        "assumed": (
            _("giả định"),
            _("Văn bản chưa nói rõ; phần mềm tạm hiểu như vậy và đánh dấu để người xem cân nhắc."),
        ),
        "unknown": (_("chưa biết"), _("Nội dung quy định này chưa có trong phần mềm.")),
    }
    short, explanation = names.get(knowledge, ("", ""))
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


# --- heads, actions, ways ---------------------------------------------------------------------------------------


@register.inclusion_tag("components/page_header.html", takes_context=True)
def page_header(
    context: template.Context,
    title: str,
    lead: str = "",
    tag: Any = "",
    state: str = "",
    tone: str = "",
    actions: Sequence[Any] | None = None,
    eyebrow: str = "",
    meta: Sequence[tuple[Any, Any]] | None = None,
) -> dict[str, Any]:
    """The head of a page: what it is, in which state, and what can be done here."""
    return {
        "title": title,
        "lead": lead,
        "tag": tag,
        "state": state,
        "tone": tone,
        "actions": actions or [],
        "eyebrow": eyebrow,
        "meta": meta or [],
        "csrf_token": context.get("csrf_token"),
    }


@register.inclusion_tag("components/action_button.html", takes_context=True)
def action_button(context: template.Context, action: Any, small: bool = False) -> dict[str, Any]:
    """One action: a link, a little form, or a disabled button with the reason why it is not possible."""
    styles = {"primary": "btn-primary", "danger": "btn-danger", "quiet": "btn-quiet"}
    parts = {
        name: take(action, name, "")
        for name in ("label", "url", "icon", "reason", "confirm", "name", "value", "form", "hint")
    }
    return parts | {
        "method": str(take(action, "method", "get")).lower(),
        "fields": take(action, "fields", {}),
        "class": styles.get(str(take(action, "style", "secondary")), "btn-secondary") + (" btn-sm" if small else ""),
        "is_submit": take(action, "type", "") == "submit",
        "csrf_token": context.get("csrf_token"),
    }


@register.inclusion_tag("components/action_bar.html", takes_context=True)
def action_bar(context: template.Context, actions: Sequence[Any]) -> dict[str, Any]:
    """Several actions in a row."""
    return {"actions": actions, "csrf_token": context.get("csrf_token")}


@register.inclusion_tag("components/subnav.html")
def subnav(items: Sequence[Any], label: str = "") -> dict[str, Any]:
    """Links between the parts of one subject (`label`, `url`, `active`, `count`)."""
    return {"items": items, "label": label or gettext("Các phần của trang")}


@register.inclusion_tag("components/steps.html")
def steps(items: Sequence[Any], label: str = "") -> dict[str, Any]:
    """Where a thing is on its way: steps done, the current one, those to come."""
    icons = {"done": "check-circle-fill", "current": "play-circle", "todo": "circle", "bad": "x-circle"}
    names = {"done": _("Đã qua"), "current": _("Đang ở bước này"), "todo": _("Chưa đến"), "bad": _("Dừng ở bước này")}
    dressed = [
        {"step": item, "state": take(item, "state", "todo")}
        | {"icon_name": icons[take(item, "state", "todo")], "state_name": names[take(item, "state", "todo")]}
        for item in items
    ]
    return {"items": dressed, "label": label or gettext("Quá trình")}


@register.inclusion_tag("components/task_list.html")
def task_list(items: Sequence[Any], heading: str = "") -> dict[str, Any]:
    """The parts of a piece of work with their states, each opened by one link."""
    dressed = []
    for item in items:
        name, tone = tones.TASK_STATES[take(item, "state", "not_started")]
        dressed.append({"task": item, "label": take(item, "label", name), "tone": tone})
    return {"items": dressed, "heading": heading}


@register.inclusion_tag("components/todo_list.html")
def todo_list(todos: Sequence[Any], today: date | None = None) -> dict[str, Any]:
    """What waits for this person: what, why, until when, and the link that does it."""
    dressed = []
    for todo in todos:
        until = take(todo, "until")
        dressed.append(
            {
                "todo": todo,
                "until": until,
                "tone": values.deadline_tone(until, today),
                "left": values.write_days_left(until, today) if until and today else "",
            }
        )
    return {"todos": dressed}


@register.inclusion_tag("components/timeline.html")
def timeline(entries: Sequence[Any], label: str = "") -> dict[str, Any]:
    """What happened, by whom, when and with which reason; newest as the caller orders it."""
    dressed = []
    for entry in entries:
        tone = tones.tone_of(tone=take(entry, "tone", ""))
        dressed.append({"entry": entry, "tone": tone, "icon_name": take(entry, "icon", "") or tones.TONE_ICONS[tone]})
    return {"entries": dressed, "label": label or gettext("Diễn biến")}


@register.inclusion_tag("components/empty_state.html", takes_context=True)
def empty_state(
    context: template.Context, title: str, text: str = "", icon: str = "inbox", action: Any = None
) -> dict[str, Any]:
    """Says that there is nothing here, why, and what one can do about it."""
    return {
        "title": title,
        "text": text,
        "icon_name": icon,
        "action": action,
        "csrf_token": context.get("csrf_token"),
    }


# --- forms ------------------------------------------------------------------------------------------------------


@register.inclusion_tag("components/error_summary.html")
def error_summary(*forms: BaseForm | BaseFormSet | None, errors: Sequence[tuple[Any, Any]] = ()) -> dict[str, Any]:
    """All errors of the forms at the head of the page, each a link to its field; nothing when there is none."""
    found: list[tuple[Any, Any]] = list(errors)
    for form in forms:
        found.extend(_errors_of(form))
    return {"errors": found}


def _errors_of(form: BaseForm | BaseFormSet | None) -> list[tuple[Any, Any]]:
    if not isinstance(form, BaseForm | BaseFormSet) or not form.is_bound:
        return []  # pages name the form even where none was given
    if isinstance(form, BaseFormSet):
        own: list[tuple[Any, Any]] = [(error, None) for error in form.non_form_errors()]
        return own + [pair for inner in form.forms for pair in _errors_of(inner)]
    own = [(error, None) for error in form.non_field_errors()]
    for name, messages in form.errors.items():
        if name != "__all__":
            field = form[name]
            place = f"#{field.id_for_label or field.auto_id}"
            own.extend((f"{str(field.label).rstrip('.:')}: {message}", place) for message in messages)
    return own


@register.inclusion_tag("components/field.html")
def field(bound: BoundField, law: Any = "", words: str = "", prefix: str = "", suffix: str = "") -> dict[str, Any]:
    """A field with its label, help, errors; `law` and `words` put the provision's own words beside it."""
    return {
        "field": bound,
        "law": write_cite(law) if law else "",
        "words": words,
        "prefix": prefix,
        "suffix": suffix,
    }


@register.inclusion_tag("components/form.html")
def form_fields(form: BaseForm) -> dict[str, Any]:
    """All fields of a form in order; its general errors are shown by `error_summary`."""
    return {"form": form, "fields": [(form[name], []) for name in form.fields if not form[name].is_hidden]} | {
        "hidden_fields": form.hidden_fields(),
        "errors": [],
    }


@register.inclusion_tag("components/filter_bar.html")
def filter_bar(form: BaseForm, label: str = "") -> dict[str, Any]:
    """The filters of a list in one row; an ordinary GET form."""
    active = sum(1 for name in form.fields if form.data and form.data.get(form.add_prefix(name)))
    return {"form": form, "label": label or gettext("Lọc danh sách"), "active": active}


@register.inclusion_tag("components/confirm_list.html", takes_context=True)
def confirm_list(
    context: template.Context,
    headers: Sequence[str],
    rows: Sequence[Any],
    question: str,
    confirm_label: str,
    cancel_url: str,
    effects: Sequence[str] = (),
    action_url: str = "",
    typed_count: bool = False,
    name: str = "ids",
    tone: str = "primary",
    count_error: str = "",
) -> dict[str, Any]:
    """Second step of a bulk action: exactly these rows, these effects, then one press.

    With `typed_count` the person types the number of rows into the field `typed_count`; the view compares it.
    """
    good = [row for row in rows if not take(row, "problem")]
    return {
        "headers": headers,
        "rows": rows,
        "count": len(good),
        "problems": len(rows) - len(good),
        "question": question,
        "confirm_label": confirm_label,
        "cancel_url": cancel_url,
        "effects": effects,
        "action_url": action_url,
        "typed_count": typed_count,
        "name": name,
        "button": "btn-danger" if tone == "danger" else "btn-primary",
        "count_error": count_error,
        "csrf_token": context.get("csrf_token"),
    }


@register.inclusion_tag("components/vote_buttons.html")
def vote_buttons(choices: Sequence[Any], name: str = "choice", legend: str = "", chosen: str = "") -> dict[str, Any]:
    """Large choices for a ballot on a phone; radio buttons inside the caller's form."""
    dressed = [
        {"choice": choice, "tone": tones.tone_of(tone=take(choice, "tone", ""))}
        | {"icon_name": take(choice, "icon", ""), "checked": str(take(choice, "value", "")) == str(chosen)}
        for choice in choices
    ]
    return {"choices": dressed, "name": name, "legend": legend or gettext("Ý kiến của đồng chí")}


# --- records, figures -------------------------------------------------------------------------------------------


@register.inclusion_tag("components/definition_list.html")
def definition_list(items: Sequence[Any], columns: int = 1) -> dict[str, Any]:
    """Terms and values; with `change_url` it is a page to check answers before sending."""
    dressed = []
    for item in items:
        if isinstance(item, tuple):
            dressed.append({"term": item[0], "value": item[1]})
        else:
            names = ("term", "value", "cite", "url", "change_url", "empty")
            dressed.append({name: take(item, name, "") for name in names})
    return {"items": dressed, "columns": columns}


@register.inclusion_tag("components/stat_tiles.html")
def stat_tiles(tiles: Sequence[Any]) -> dict[str, Any]:
    """Few large figures with what they count and what follows from them."""
    return {
        "tiles": [
            {
                "tile": tile,
                "tone": tones.tone_of(tone=take(tile, "tone", "")),
                "long": len(values.write_number(take(tile, "value", ""))) > 6,
            }
            for tile in tiles
        ],
    }


LEVEL_NAMES = {
    5: _("Vượt mức"),
    4: _("Hoàn thành"),
    3: _("Từ 50% đến dưới 100%"),
    2: _("Từ 25% đến dưới 50%"),
    1: _("Dưới 25%"),
    0: _("Chưa báo cáo hoặc quá hạn"),
}


@register.inclusion_tag("components/heat_map.html")
def heat_map(heat: Any) -> dict[str, Any]:
    """A table whose cells carry a level from 0 to 5 and always its words too; None means no duty."""
    legend = take(heat, "legend") or [{"level": level, "text": name} for level, name in LEVEL_NAMES.items()]
    names = ("caption", "corner", "columns", "rows")
    return {name: take(heat, name, "") for name in names} | {"legend": legend}


@register.inclusion_tag("components/funnel.html")
def funnel(steps: Sequence[Any], caption: str = "") -> dict[str, Any]:
    """How many are left at each step of the way."""
    counts = [int(take(step, "count", 0)) for step in steps]
    most = max(counts, default=0) or 1
    dressed = [
        {"step": step, "count": count, "share": round(100 * count / most)}
        for step, count in zip(steps, counts, strict=True)
    ]
    return {"steps": dressed, "caption": caption}


@register.inclusion_tag("components/progress.html")
def progress(value: Any, max: Any, label: str = "", tone: str = "", text: str = "") -> dict[str, Any]:  # noqa: A002
    """A bar of what is reached out of what was planned, with the same in words."""
    words = text or f"{values.write_number(value)}/{values.write_number(max)}"
    return {
        "value": str(value or 0),
        "max": str(max or 1),
        "label": label,
        "tone": tones.tone_of(tone=tone),
        "text": words,
    }


@register.inclusion_tag("components/day_list.html")
def day_list(items: Sequence[Any], today: date | None = None) -> dict[str, Any]:
    """Coming days as a list with a calendar leaf each."""
    dressed = []
    for item in items:
        day = month.dressed(item)
        left = values.write_days_left(day["date"], today) if today else ""
        if today and day["kind"] != "deadline":
            left = _plain_distance(day["date"], today)
        dressed.append(day | {"left": left, "late": today is not None and values.as_day(day["date"]) < today})
    return {"items": dressed}


def _plain_distance(day: date, today: date) -> str:
    days = (values.as_day(day) - today).days
    if days == 0:
        return gettext("hôm nay")
    if days > 0:
        return ngettext("còn %(days)d ngày", "còn %(days)d ngày", days) % {"days": days}
    return ngettext("%(days)d ngày trước", "%(days)d ngày trước", -days) % {"days": -days}


@register.inclusion_tag("components/month_calendar.html")
def month_calendar(
    year: int, month_number: int, items: Sequence[Any], today: date | None = None, url: str = ""
) -> dict[str, Any]:
    """A month with its great days and deadlines; `url` is the address to which `2025-12` is appended."""
    before, after = month.neighbours(year, month_number)
    return {
        "first": date(year, month_number, 1),
        "weekdays": month.WEEKDAYS,
        "weeks": month.weeks_of(year, month_number, items, today),
        "kinds": [(icon, tone, name) for icon, tone, name in month.DAY_KINDS.values()],
        "before": f"{url}{before}" if url else "",
        "after": f"{url}{after}" if url else "",
    }


@register.inclusion_tag("components/chart.html")
def chart(chart_id: str, data: Any, caption: str = "") -> dict[str, Any]:
    """A chart and, beside it, the table of the same figures; the table alone when scripts are off."""
    return charts.prepare(chart_id, data, caption)


@register.inclusion_tag("components/document_preview.html")
def document_preview(document: Any) -> dict[str, Any]:
    """A document: what it is, its state, its first lines or pages, and the formats to take away."""
    names = ("title", "kind", "number", "date", "signer", "state", "state_label", "tone", "frozen", "formats")
    more = ("pages", "summary", "hash", "body", "place")
    return {"document": {name: take(document, name, "") for name in names + more}}


# --- the law ----------------------------------------------------------------------------------------------------

CONDITION_STATES = {
    "met": ("check-circle-fill", "ok", _("Đạt")),
    "unmet": ("x-circle", "bad", _("Chưa đạt")),
    "unknown": ("question-circle-fill", "warning", _("Chưa rõ")),
}

OUTCOMES = {
    "eligible": ("patch-check-fill", "ok", _("Đủ điều kiện")),
    "not_eligible": ("x-circle", "bad", _("Chưa đủ điều kiện")),
    "open": ("question-circle-fill", "warning", _("Còn điều phải làm rõ")),
    "on_hold": ("pause-circle", "waiting", _("Phải chờ")),
}


def _dress_condition(condition: Any) -> dict[str, Any]:
    state = take(condition, "state", "unknown")
    icon_name, tone, state_name = CONDITION_STATES[state]
    judged = bool(take(condition, "needs_judgement", False))
    if judged and state == "unknown":
        icon_name, state_name = "person-check", _("Cần người đánh giá")
    names = ("title", "text", "knowledge", "record", "record_url")
    return {name: take(condition, name, "") for name in names} | {
        "state": state,
        "icon_name": icon_name,
        "tone": tone,
        "state_name": state_name,
        "cite": write_cite(take(condition, "cite", "")),
    }


@register.inclusion_tag("components/condition_list.html")
def condition_list(conditions: Sequence[Any]) -> dict[str, Any]:
    """Conditions of the law, each met, unmet or unknown, with its provision and the record that decides it."""
    return {"conditions": [_dress_condition(condition) for condition in conditions]}


@register.inclusion_tag("components/verdict_box.html")
def verdict_box(verdict: Any, award_name: str = "", subject: str = "", details_url: str = "") -> dict[str, Any]:
    """The answer of the law for one subject and one award, with all conditions and warnings."""
    icon_name, tone, outcome = OUTCOMES[take(verdict, "outcome")]
    conditions = take(verdict, "conditions", [])
    states = [take(condition, "state") for condition in conditions]
    return {
        "award_name": award_name or take(verdict, "award", ""),
        "subject": subject,
        "icon_name": icon_name,
        "tone": tone,
        "outcome": outcome,
        "on": take(verdict, "on"),
        "documents": take(verdict, "documents", []),
        "conditions": conditions,
        "counts": {state: states.count(state) for state in CONDITION_STATES},
        "warnings": take(verdict, "warnings", []),
        "details_url": details_url,
    }


@register.inclusion_tag("components/who_may_see.html")
def who_may_see(rows: Sequence[Any], subject: str = "") -> dict[str, Any]:
    """Who may see this and why, who may not and why."""
    return {"rows": rows, "subject": subject}


@register.inclusion_tag("components/source_viewer.html")
def source_viewer(text: str, facts: Sequence[Any], title: str = "") -> dict[str, Any]:
    """A text on the left, what was read from it on the right, each fact tied to its place."""
    labels = {str(take(fact, "id")): take(fact, "label", "") for fact in facts}
    return {
        "paragraphs": source.cut(text, facts),
        "groups": source.grouped(facts),
        "labels": labels,
        "title": title or gettext("Văn bản gốc"),
    }


@register.simple_tag
def piece_mark(piece: source.Piece, labels: dict[str, Any]) -> SafeString:
    """One stretch of the source text: plain, or a link to the innermost fact that was read from it."""
    anchors = format_html_join("", '<span id="src-{}" class="source-anchor"></span>', ((n,) for n in piece.first_of))
    if not piece.facts:
        return format_html("{}{}", anchors, piece.text)
    innermost = piece.facts[-1]
    return format_html(
        '{}<a class="source-mark" href="#fact-{}" data-facts="{}" title="{}">{}</a>',
        anchors,
        innermost,
        " ".join(piece.facts),
        " · ".join(str(labels.get(name, "")) for name in piece.facts),
        piece.text,
    )


# --- lists ------------------------------------------------------------------------------------------------------


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


@register.inclusion_tag("components/export_links.html")
def export_links(formats: Sequence[Any]) -> dict[str, Any]:
    """Links that hand out the whole list, not only the page that is seen."""
    return {"formats": formats}


# --- blocks -----------------------------------------------------------------------------------------------------


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
