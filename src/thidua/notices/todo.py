"""The to-do list: computed from obligations by each app, never stored."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet


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
    there = iter(_which_are_there([item.rows for item in items if isinstance(item, Waiting)]))
    return [todo for item in items for todo in _told(item, there)]


def _told(item: Todo | Waiting, there: Iterator[bool]) -> Iterable[Todo]:
    if isinstance(item, Todo):
        return [item]
    return item.tell(item.rows) if next(there) else []


def _which_are_there(asked: list[QuerySet[Any]]) -> list[bool]:
    """Of each whether it has rows: one question.

    Put together here: as annotations of one queryset, Django takes twice the time over the same words.
    """
    questions = [_question(rows) for rows in asked]
    if not questions:
        return []
    with connection.cursor() as cursor:
        sql = ", ".join(f"EXISTS({sql})" for sql, _parameters in questions)
        cursor.execute(f"SELECT {sql}", [value for _sql, parameters in questions for value in parameters])
        return [bool(found) for found in cursor.fetchone()]


def _question(rows: QuerySet[Any]) -> tuple[str, Sequence[Any]]:
    """The words of a queryset for the database, with their parameters; of one that can match nothing too."""
    try:
        return rows.query.exists().sql_with_params()
    except EmptyResultSet:
        return "SELECT 1 WHERE 1 = 0", ()
