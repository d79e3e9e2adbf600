"""The to-do list: computed from obligations by each app, never stored."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True)
class Todo:
    """Something a person should do: what, why, until when, and where it is done."""

    what: str
    why: str
    url: str
    due: date | None = None
    count: int = 1

    @property
    def until(self) -> date | None:
        """The day by the name under which the pages' to-do list asks for it."""
        return self.due


Provider = Callable[[Any, date], Iterable[Todo]]
_providers: list[Provider] = []


def provides_todos(provider: Provider) -> Provider:
    """Register ``provider(user, day) -> todos``; an app does so in the `ready` of its configuration."""
    if provider not in _providers:
        _providers.append(provider)
    return provider


def todos_of(user: Any, day: date) -> list[Todo]:
    """All that ``user`` should do as of ``day``: what is due first comes first, undated last."""
    found = [todo for provider in _providers for todo in provider(user, day)]
    return sorted(found, key=lambda todo: (todo.due is None, todo.due or day, todo.what))
