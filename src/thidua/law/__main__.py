"""`python -m thidua.law …`: the same as `thidua law …`."""

from __future__ import annotations

import argparse
import sys

from thidua.law.command import add_commands


def main(arguments: list[str] | None = None) -> int:
    """Run a command; returns the exit status."""
    parser = argparse.ArgumentParser(prog="thidua")
    add_commands(parser.add_subparsers(dest="command", required=True))
    given = sys.argv[1:] if arguments is None else arguments
    args = parser.parse_args(["law", *given])
    status: int = args.run(args)
    return status


if __name__ == "__main__":
    sys.exit(main())
