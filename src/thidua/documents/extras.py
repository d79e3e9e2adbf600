"""What other parts of the office's papers (signing, exchange, checking) put on the page of a paper."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from thidua.documents.models import OfficialDocument


@dataclass(frozen=True)
class ExtraPanel:
    """One panel on the page of a paper: title, template of its body, what the template is given beside ``document``."""

    title: str
    template: str
    context: dict[str, Any] = field(default_factory=dict)
    order: int = 50
    icon: str = "file-earmark-text"


Files = Callable[[OfficialDocument, Any], Iterable[dict[str, Any]]]
Panels = Callable[[OfficialDocument, Any], Iterable[ExtraPanel]]
_files: list[Files] = []
_panels: list[Panels] = []


def adds_files(provider: Files) -> Files:
    """Register ``provider(document, user) -> links`` (``label``, ``url``) for the list of downloads."""
    if provider not in _files:
        _files.append(provider)
    return provider


def adds_panels(provider: Panels) -> Panels:
    """Register ``provider(document, user) -> panels``."""
    if provider not in _panels:
        _panels.append(provider)
    return provider


def extra_files(document: OfficialDocument, user: Any) -> list[dict[str, Any]]:
    """The links that others add for ``user``."""
    return [link for provider in _files for link in provider(document, user)]


def extra_panels(document: OfficialDocument, user: Any) -> list[ExtraPanel]:
    """The panels that others add for ``user``, in their order."""
    return sorted((panel for provider in _panels for panel in provider(document, user)), key=lambda panel: panel.order)
