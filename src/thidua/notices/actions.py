"""Sending notices."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from thidua.notices.models import Notice


@transaction.atomic
def notify(*, recipients: Iterable[Any], kind: str, subject: str, body: str, at: datetime, url: str = "") -> int:
    """Tell each of ``recipients`` (users, each once; none means nobody) and return how many were told."""
    notices = [
        Notice(recipient=user, kind=kind, subject=subject[:250], body=body, url=url, sent_at=at)
        for user in {user.pk: user for user in recipients}.values()
    ]
    return len(Notice.objects.bulk_create(notices))


@transaction.atomic
def mark_read(*, notice: Notice, actor: Any, at: datetime) -> Notice:
    """Note that the recipient has seen the notice; the first reading stands."""
    if notice.recipient_id == actor.pk and notice.read_at is None:
        notice.read_at = at
        notice.save(update_fields=["read_at"])
    return notice


@transaction.atomic
def mark_all_read(*, actor: Any, at: datetime) -> int:
    """Note that ``actor`` has seen all own notices; returns how many were unread."""
    return Notice.objects.filter(recipient=actor, read_at__isnull=True).update(read_at=at)
