"""``thidua paperwork``: the library's commands, with the law's registry for the format check."""

from __future__ import annotations

import argparse

from thidua.paperwork import command
from thidua.paperwork.check import LegalText


def add_commands(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the commands of the library ``paperwork``."""
    command.add_commands(subparsers, _registry)


def _registry() -> tuple[LegalText, ...]:
    from thidua.documents.legal_texts import legal_texts  # reads the packs: only when a file is checked

    return legal_texts()
