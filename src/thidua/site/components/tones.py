"""Tones: the closed set of meanings that a colour may carry; each has an icon, so colour never stands alone."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

TONES = ("neutral", "info", "waiting", "ok", "warning", "bad", "gold")

TONE_ICONS = {
    "neutral": "circle",
    "info": "info-circle-fill",
    "waiting": "hourglass-split",
    "ok": "check-circle-fill",
    "warning": "exclamation-triangle-fill",
    "bad": "exclamation-octagon-fill",
    "gold": "award",
}

# State codes of the objects of all apps; a code means the same wherever it appears.
STATE_TONES = {
    "draft": "neutral",
    "not_started": "neutral",
    "not_sent": "neutral",
    "planned": "neutral",
    "recalled": "neutral",
    "cancelled": "neutral",
    "archived": "neutral",
    "cannot_start": "neutral",
    "reviewed": "info",
    "in_progress": "info",
    "running": "info",
    "open": "info",
    "launched": "info",
    "appraising": "info",
    "voting": "info",
    "submitted": "waiting",
    "waiting": "waiting",
    "sent": "waiting",
    "numbered": "waiting",
    "received": "waiting",
    "making": "waiting",
    "acknowledged": "ok",
    "approved": "ok",
    "accepted": "ok",
    "complete": "ok",
    "completed": "ok",
    "done": "ok",
    "reached": "ok",
    "met": "ok",
    "eligible": "ok",
    "passed": "ok",
    "valid": "ok",
    "ready": "ok",
    "published": "ok",
    "exceeded": "gold",
    "decided": "gold",
    "awarded": "gold",
    "issued": "gold",
    "returned": "warning",
    "lagging": "warning",
    "closing": "warning",
    "on_hold": "warning",
    "unknown": "warning",
    "replaced": "warning",
    "overdue": "bad",
    "late": "bad",
    "rejected": "bad",
    "refused": "bad",
    "failed": "bad",
    "unmet": "bad",
    "not_eligible": "bad",
    "not_passed": "bad",
    "revoked": "bad",
    "error": "bad",
}

TASK_STATES = {
    "not_started": (_("Chưa bắt đầu"), "neutral"),
    "in_progress": (_("Đang làm"), "info"),
    "complete": (_("Đã xong"), "ok"),
    "cannot_start": (_("Chưa thể bắt đầu"), "neutral"),
    "error": (_("Có lỗi cần sửa"), "bad"),
}


def tone_of(state: str = "", tone: str = "") -> str:
    """Choose the tone: the given one, else that of the state code, else neutral.

    Raises ValueError for a tone outside the closed set, so that a typing slip is found by the first test.
    """
    if tone:
        if tone not in TONES:
            raise ValueError(f"unknown tone {tone!r}; use one of {', '.join(TONES)}")
        return tone
    return STATE_TONES.get(str(state), "neutral")
