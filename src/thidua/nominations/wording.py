"""How states and events are said and coloured on the pages."""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from thidua.journal.models import Event
from thidua.nominations.models import Check, Dossier, Nomination

# Tones of the components (site/components/tones.py) for codes that have none of their own there.
_TONES = {
    Dossier.State.IN_COUNCIL: "info",
    Dossier.State.CLOSED: "neutral",
    Dossier.State.WITHDRAWN: "neutral",
    Nomination.State.DROPPED: "neutral",
    Nomination.State.LISTED: "waiting",
    Nomination.State.RECOMMENDED: "ok",
    Nomination.State.NOT_RECOMMENDED: "bad",
    Nomination.Outcome.OPEN: "info",
    Nomination.Outcome.JUDGED: "ok",
    "none": "neutral",
}

_OUTCOMES = dict(Nomination.Outcome.choices)

_EVENTS: dict[str, tuple[Any, str, str]] = {
    "dossier.create": (gettext_lazy("Lập hồ sơ"), "file-earmark", "neutral"),
    "dossier.submit": (gettext_lazy("Gửi hồ sơ"), "send", "waiting"),
    "dossier.return": (gettext_lazy("Trả lại để bổ sung"), "arrow-left", "warning"),
    "dossier.accept": (gettext_lazy("Tiếp nhận, đủ điều kiện trình"), "file-earmark-check", "ok"),
    "dossier.withdraw": (gettext_lazy("Rút hồ sơ"), "x-circle", "neutral"),
    "dossier.put_in_council": (gettext_lazy("Đưa ra hội đồng"), "people", "info"),
    "dossier.decide": (gettext_lazy("Đã có quyết định khen thưởng"), "award", "gold"),
    "dossier.close": (gettext_lazy("Kết thúc, không được khen"), "slash-circle", "neutral"),
    "dossier.attach": (gettext_lazy("Thêm giấy tờ"), "paperclip", "neutral"),
    "dossier.detach": (gettext_lazy("Bỏ giấy tờ"), "trash", "neutral"),
    "nomination.create": (gettext_lazy("Thêm đề nghị"), "plus-lg", "neutral"),
    "nomination.restore": (gettext_lazy("Đề nghị lại"), "arrow-clockwise", "neutral"),
    "nomination.drop": (gettext_lazy("Rút đề nghị"), "dash-circle", "warning"),
    "nomination.withdraw": (gettext_lazy("Rút cùng hồ sơ"), "dash-circle", "neutral"),
    "nomination.attach": (gettext_lazy("Thêm minh chứng"), "paperclip", "neutral"),
    "nomination.detach": (gettext_lazy("Bỏ minh chứng"), "trash", "neutral"),
    "nomination.write": (gettext_lazy("Sửa tóm tắt thành tích"), "pencil", "neutral"),
    "nomination.recommend": (gettext_lazy("Hội đồng đề nghị khen"), "hand-thumbs-up", "ok"),
    "nomination.not_recommend": (gettext_lazy("Hội đồng không đề nghị"), "hand-thumbs-down", "bad"),
    "nomination.award": (gettext_lazy("Được khen thưởng"), "award", "gold"),
}


@lru_cache(maxsize=256)
def _tag(label: str, code: str, tone: str, language: str | None) -> str:
    return render_to_string("nominations/tag.html", {"label": label, "code": code, "tone": tone})


def tag(label: Any, code: str) -> str:
    """A state or outcome in words with its colour; drawn once per code, since lists repeat it in every row."""
    return _tag(str(label), code, tone(code), get_language())


def tone(code: str) -> str:
    """The tone of a code that the components do not know; empty where they do."""
    return _TONES.get(code, "")


def outcome_tag(outcome: str) -> str:
    """The law's newest answer as a tag."""
    return tag(_OUTCOMES[outcome], outcome or "none")


def stage_of(nomination: Nomination) -> tuple[str, str]:
    """(code, words) of where a nomination stands: with its dossier until the council has voted."""
    if nomination.state == Nomination.State.LISTED:
        return nomination.dossier.state, nomination.dossier.get_state_display()
    return nomination.state, nomination.get_state_display()


def stage_tag(nomination: Nomination) -> str:
    """Where a nomination stands, as a tag."""
    code, label = stage_of(nomination)
    return tag(label, code)


def timeline(events: list[Event], names: dict[str, str]) -> list[dict[str, Any]]:
    """Events of the journal as entries of the timeline component, with the reasons that were given.

    Args:
        events: of one dossier and its nominations, newest first.
        names: number of a nomination → the name of its recipient.
    """
    entries = []
    for same in _together(events):
        event = same[0]
        label, icon, event_tone = _EVENTS.get(_kind(event), (event.action, "", "neutral"))
        about = [names.get(row.object_id, "") for row in same if row.object_type == Nomination._meta.label_lower]
        text = _event_text(event)
        if len(same) > 1:
            title = _("%(what)s (%(count)d)") % {"what": label, "count": len(same)}
            text = "; ".join(reversed(about))
        else:
            title = f"{label}: {about[0]}" if about else str(label)
        entries.append(
            {
                "at": event.at,
                "title": title,
                "actor": event.actor_label,
                "text": text,
                "folded": len(same) > 3,
                "icon": icon,
                "tone": event_tone,
            }
        )
    return entries


def _kind(event: Event) -> str:
    return event.action.removeprefix("nominations.")


def _together(events: list[Event]) -> list[list[Event]]:
    """Events in a row on nominations that are the same act of the same person on the same day become one entry."""

    def sameness(event: Event) -> tuple[Any, ...]:
        if event.object_type != Nomination._meta.label_lower:
            return (event.sequence,)
        return (_kind(event), event.actor_id, timezone.localdate(event.at), event.reason)

    return [list(group) for _key, group in groupby(events, sameness)]


def _event_text(event: Event) -> str:
    if event.reason and event.new.get("return_due"):
        year, month, day = str(event.new["return_due"]).split("-")
        return _("%(reason)s (bổ sung chậm nhất ngày %(due)s)") % {
            "reason": event.reason,
            "due": f"{day}/{month}/{year}",
        }
    return event.reason or str(event.new.get("name") or event.old.get("name") or "")


OCCASIONS = dict(Check.Occasion.choices)
