"""The to-do list: computed from obligations by each app, never stored."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Exists, QuerySet


@dataclass(frozen=True)
class Todo:
    """Something a person should do: what, why, until when, since when it waits, and where it is done."""

    what: str
    why: str
    url: str
    due: date | None = None
    count: int = 1
    since: date | None = None

    @property
    def until(self) -> date | None:
        """The day by the name under which the pages' to-do list asks for it."""
        return self.due


@dataclass(frozen=True)
class Waiting:
    """Rows that something must be done about, and how that is said.

    Whether there are any is asked of all apps at once, in one question to the database; only rows that are there are
    read. Most days most of them are not.

    Attributes:
        rows: the rows; read by ``tell``.
        tell: rows → to-dos.
    """

    rows: QuerySet[Any]
    tell: Callable[[QuerySet[Any]], Iterable[Todo]]


Provider = Callable[[Any, date], Iterable[Todo | Waiting]]
_providers: list[Provider] = []


def provides_todos(provider: Provider) -> Provider:
    """Register ``provider(user, day) -> todos, or rows that wait``; an app does so in its configuration's `ready`."""
    if provider not in _providers:
        _providers.append(provider)
    return provider


def todos_of(user: Any, day: date) -> list[Todo]:
    """All that ``user`` should do as of ``day``: what is due first comes first, undated last, longest waiting first."""
    found = todos_by(user, day, *_providers)
    return sorted(found, key=lambda todo: (todo.due is None, todo.due or day, todo.since or day, todo.what))


def todos_by(user: Any, day: date, *providers: Provider) -> list[Todo]:
    """What some providers say, in their order."""
    items = [item for provider in providers for item in provider(user, day)]
    waiting = [item for item in items if isinstance(item, Waiting)]
    there = iter(_which_are_there(user, waiting))
    return [todo for item in items for todo in _told(item, there)]


def _told(item: Todo | Waiting, there: Iterator[bool]) -> Iterable[Todo]:
    if isinstance(item, Todo):
        return [item]
    return item.tell(item.rows) if next(there) else []


def _which_are_there(user: Any, waiting: list[Waiting]) -> list[bool]:
    """Of each whether it has rows: one question."""
    if not waiting:
        return []
    asked = [Exists(item.rows.order_by()) for item in waiting]
    row = get_user_model().objects.filter(pk=user.pk).order_by().values_list(*asked).first()
    return [bool(found) for found in row or [False] * len(waiting)]
