"""Writing into the journal: only ever adding, inside the transaction of the act."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from django.db import connection, models, transaction
from django.utils.translation import override

from thidua.journal.models import GENESIS, Event, Sealed, canonical, plain_seal

# Any number will do, as long as nothing else in the database uses it.
_CHAIN_LOCK = 2_025_1120


REMOVED = {"removed": True}


def record_removal(action: str, obj: models.Model, *, actor: Any, at: datetime, reason: str) -> Event:
    """Add the last event about an object that is removed rightly (a draft given up): its seal says that it is gone."""
    return record(action, obj, actor=actor, at=at, reason=reason, seal=REMOVED)


def record(
    action: str,
    obj: models.Model,
    *,
    actor: Any,
    at: datetime,
    old: dict[str, Any] | None = None,
    new: dict[str, Any] | None = None,
    reason: str = "",
    article: str = "",
    seal: dict[str, Any] | None = None,
) -> Event:
    """Add an event to the chain.

    Args:
        action: dotted name, e.g. ``"nominations.dossier.submit"``.
        obj: the saved object that the act was about; a `Sealed` one has its legal fields written down too.
        actor: the user who acts, or None for the program itself.
        at: the moment of the act.
        old, new: values before and after, JSON-able.
        reason: why, in the actor's words.
        article: the provision the act rests on.
        seal: what to keep instead of the object's own seal (see `record_removal`).

    Must be called within a transaction: the act and its record stand or fall together.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("journal.record needs the transaction of the act it records")
    with transaction.atomic():
        _lock_chain()
        last = Event.objects.order_by("-sequence").values_list("sequence", "hash").first()
        sequence, previous = last if last else (0, GENESIS)
        event = Event(
            sequence=sequence + 1,
            at=at,
            actor_id=actor.pk if actor is not None else None,
            actor_label=str(actor)[:200] if actor is not None else "Thi Đua",
            action=action,
            object_type=obj._meta.label_lower,
            object_id=str(obj.pk),
            object_label=_label(obj),
            old=json.loads(canonical(old or {})),
            new=json.loads(canonical(new or {})),
            seal=seal or (plain_seal(obj) if isinstance(obj, Sealed) else None),
            reason=reason,
            article=article,
            previous_hash=previous,
        )
        event.hash = event.compute_hash()
        event.save(force_insert=True)
    return event


def _label(obj: models.Model) -> str:
    """The object's name in the journal's one language, whatever language the actor reads in."""
    with override("vi"):
        return str(obj)[:300]


def _lock_chain() -> None:
    """One writer at a time: SQLite's immediate transactions give that already."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_CHAIN_LOCK])
