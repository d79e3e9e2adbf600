"""Panels that upper apps put on a movement's start page: registered when the app is ready, made for each view."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from thidua.movements.models import Movement


@dataclass(frozen=True)
class Panel:
    """One panel: its title, the template of its inside and what that template is given."""

    title: str
    template: str
    context: dict[str, Any]
    icon: str = ""
    order: int = 50
    actions: list[dict[str, Any]] = field(default_factory=list)


Provider = Callable[[Any, Movement, date], Panel | None]
_providers: list[Provider] = []


def provides_panel(provider: Provider) -> Provider:
    """Register ``provider(user, movement, day) -> Panel | None``; an app does so in `ready` of its configuration."""
    if provider not in _providers:
        _providers.append(provider)
    return provider


def panels_of(user: Any, movement: Movement, day: date) -> list[Panel]:
    """The panels that upper apps show ``user`` on the page of ``movement``, in their order."""
    found = [panel for provider in _providers if (panel := provider(user, movement, day)) is not None]
    return sorted(found, key=lambda panel: panel.order)


def drawn(panels: list[Panel], request: HttpRequest) -> list[dict[str, Any]]:
    """The panels with their insides rendered, each from its own context alone."""
    return [
        {"title": panel.title, "icon": panel.icon, "actions": panel.actions}
        | {"inside": render_to_string(panel.template, panel.context, request=request)}
        for panel in panels
    ]
