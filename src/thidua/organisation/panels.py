"""Panels on the pages of a person or a unit that the apps above put there: initiatives, nominations and more."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from thidua.organisation.models import Person, Unit


@dataclass(frozen=True)
class Panel:
    """One panel: title, template of its body, and what that template is given beside ``subject`` and ``today``."""

    title: str
    template: str
    context: dict[str, Any] = field(default_factory=dict)
    order: int = 50
    icon: str = ""


Subject = Person | Unit
Provider = Callable[[Subject, Any, date], Iterable[Panel]]
_providers: list[Provider] = []


def provides_panels(provider: Provider) -> Provider:
    """Register ``provider(subject, user, day) -> panels``; an app does so in the `ready` of its configuration.

    The provider asks for itself what ``user`` may see of ``subject``.
    """
    if provider not in _providers:
        _providers.append(provider)
    return provider


def panels_of(subject: Subject, user: Any, day: date) -> list[Panel]:
    """All panels on the page of ``subject`` for ``user``, in their order."""
    found = [panel for provider in _providers for panel in provider(subject, user, day)]
    return sorted(found, key=lambda panel: panel.order)
