"""Rows are written by the actions, which ask who may and record what was done. This finds a write anywhere else."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import thidua

PACKAGE = Path(thidua.__file__).parent
ALWAYS_WRITING = {"save", "delete", "create", "bulk_create", "bulk_update", "get_or_create", "update_or_create"}

# What the actions themselves stand on, and rows of no legal weight.
TOOLS = {
    "journal/transitions.py": "changes a state and records it",
    "movements/models/movements.py": "keeps the searched form of a title with it",
    "councils/ballots.py": "ballots and roll, for the actions only (docs/trust.md)",
    "decisions/making.py": "the worker's part of signing; records it",
    "decisions/lines.py": "money of the lines, for the actions only",
    "documents/numbering.py": "the next number, for the actions only",
    "decisions/blanks/printing.py": "the worker's part of printing; records it",
    "movements/reading.py": "the worker's part of reading a plan: progress, and the reading itself",
    "base/files.py": "stored files",
    "site/views.py": "the demo's calendar",
    "site/commands/worker.py": "the queue of tasks",
}


def writes(tree: ast.AST) -> Iterator[ast.Call]:
    """Calls that write rows; ``update`` counts with keywords only, since sets and dicts have one too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            name = node.func.attr
            if name in ALWAYS_WRITING or (name == "update" and node.keywords and not node.args):
                yield node


def is_action(path: Path) -> bool:
    return path.name == "actions.py" or "actions" in path.parts


def test_rows_are_written_by_actions_only():
    apps = {path.parent for path in PACKAGE.glob("*/apps.py")}
    found = {
        path.relative_to(PACKAGE).as_posix()
        for app in apps
        for path in app.rglob("*.py")
        if not is_action(path.relative_to(PACKAGE))
        and "migrations" not in path.parts
        and not path.is_relative_to(PACKAGE / "site" / "demo")
        and any(True for _write in writes(ast.parse(path.read_text(encoding="utf-8"))))
    }

    assert found == set(TOOLS)


def test_the_search_finds_what_it_looks_for():
    source = "row.save()\nRow.objects.filter(pk=1).update(state='x')\nseen.update(other)\nRow.objects.create(a=1)"

    assert len(list(writes(ast.parse(source)))) == 3
