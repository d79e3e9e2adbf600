"""Reading notices."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from thidua.notices.models import Notice


def notices_of(user: Any) -> QuerySet[Notice]:
    """All notices to ``user``, newest first."""
    return Notice.objects.filter(recipient=user)


def unread_count(user: Any) -> int:
    """How many notices ``user`` has not opened."""
    return notices_of(user).filter(read_at__isnull=True).count()
