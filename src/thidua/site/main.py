"""The command ``thidua``: finds the module that knows the word and lets it answer."""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Sequence

# word → module with ``add_commands(subparsers)``; only the module of the word that was given is loaded, so that a
# question to the law does not wait for the web.
COMMANDS = {
    "run": "thidua.site.commands.run",
    "serve": "thidua.site.commands.serve",
    "worker": "thidua.site.commands.worker",
    "migrate": "thidua.site.commands.migrate",
    "demo": "thidua.site.demo.command",
    "backup": "thidua.site.commands.backup",
    "restore": "thidua.site.commands.backup",
    "account": "thidua.site.commands.account",
    "journal": "thidua.site.commands.journal",
    "plan": "thidua.plans.command",
    "law": "thidua.law.command",
    "screen": "thidua.law.screen.command",
    "eligibility": "thidua.site.commands.eligibility",
    "paperwork": "thidua.site.commands.paperwork",
}
NEEDS_DJANGO = frozenset({"account", "worker", "migrate", "demo", "journal", "eligibility"})
KEEPS_RECORDS = NEEDS_DJANGO | {"run", "serve", "backup", "restore"}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Args:
        arguments: words after the program's name; those of the process when not given.

    Returns:
        The exit status: 0 done or answered, 1 found faults, 2 bad input, 3 the law of that day is not known,
        130 stopped by Ctrl-C.
    """
    words = list(sys.argv[1:] if arguments is None else arguments)
    chosen = words[0] if words and words[0] in COMMANDS else None
    parser = _parser([chosen] if chosen else list(COMMANDS))
    parsed = parser.parse_args(words)
    if getattr(parsed, "data", None):
        os.environ["THIDUA_DATA"] = parsed.data
    if chosen in KEEPS_RECORDS:
        # Database, ballots, files and key are for the account that runs the program, on a shared machine too.
        os.umask(0o077)
    try:
        if chosen in NEEDS_DJANGO:
            _set_up_django()
        status: int = parsed.run(parsed)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        return 0
    return status


def _parser(words: Sequence[str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="thidua", description="Thi Đua: phong trào thi đua, khen thưởng của cơ quan nhà nước."
    )
    subparsers = parser.add_subparsers(metavar="LỆNH", required=True)
    for module in dict.fromkeys(COMMANDS[word] for word in words):
        importlib.import_module(module).add_commands(subparsers)
    return parser


def _set_up_django() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thidua.site.settings")
    importlib.import_module("django").setup()


if __name__ == "__main__":
    sys.exit(main())
